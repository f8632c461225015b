/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-project.h"

#include "cw-schema-private.h"

#include <glib/gstdio.h>

void
cw_test_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        cw_test_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
cw_test_project_set_up (CwTestProject *self,
                        gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("caseweave-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "study.caseweave", NULL);
  self->project = cw_project_create (self->path, "A study", "Ada", &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->project);
  self->database = cw_project_get_database (self->project);
  g_assert_true (cw_project_get_coder (self->project, &self->coder, &error));
  g_assert_no_error (error);
}

void
cw_test_project_tear_down (CwTestProject *self,
                           gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  if (self->project != NULL)
    {
      g_assert_true (cw_project_close (self->project, &error));
      g_assert_no_error (error);
      g_assert_finalize_object (self->project);
    }
  cw_test_remove_folder (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

/* Closes and opens again, as the next day does. */
void
cw_test_project_reopen (CwTestProject *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_project_close (self->project, &error));
  g_assert_no_error (error);
  g_clear_object (&self->project);
  self->project = cw_project_open (self->path, CW_OPEN_NEED_WRITE, NULL, &error);
  g_assert_no_error (error);
  self->database = cw_project_get_database (self->project);
}

/* A code and its first definition, in plain SQL: the model is not known here. */
CwGuid
cw_test_project_add_code (CwTestProject *self,
                          const CwGuid  *coder,
                          const char    *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = g_strdup_printf ("Add code %s", name);
  g_autoptr (CwChange) change = cw_change_begin (self->project, coder, label, NULL,
                                                 CW_CHANGE_DEFAULT, &error);
  CwGuid code;
  CwGuid revision;

  g_assert_no_error (error);
  cw_guid_init_new (&code);
  cw_guid_init_new (&revision);
  cw_database_run (self->database,
                   "INSERT INTO codes (guid, position, name, created) VALUES (?1, 0, ?2, 0)",
                   CW_BIND (cw_guid_value (&code), cw_text_value (name)), &error);
  g_assert_no_error (error);
  cw_database_run (
    self->database,
    "INSERT INTO code_revisions (guid, code, number, name, brief, definition, when_to_use, "
    "when_not_to_use, typical_example, borderline_example, attribution, coder, created) "
    "VALUES (?1, ?2, 1, ?3, '', '', '', '', '', '', '', ?4, 0)",
    CW_BIND (cw_guid_value (&revision), cw_guid_value (&code), cw_text_value (name),
             cw_guid_value (coder)),
    &error);
  g_assert_no_error (error);
  g_assert_true (cw_change_commit (change, &error));
  g_assert_no_error (error);
  return code;
}

/* Every tracked row of a project as one hash: equal digests, equal projects. */
char *
cw_test_project_digest (CwDatabase *database)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *const *tables = cw_schema_tracked_tables ();

  for (gsize i = 0; tables[i] != NULL; i++)
    {
      /* lint: sql: a table name of ours, which cannot be bound */
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY guid", tables[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwStatement) rows = cw_database_query (database, sql, NULL, &error);

      g_assert_no_error (error);
      g_checksum_update (sum, (const guchar *) tables[i], -1);
      while (cw_statement_next (rows, &error))
        for (int column = 0; column < cw_statement_n_columns (rows); column++)
          {
            gsize length;
            gconstpointer data = cw_statement_blob (rows, column, &length);
            guint8 type = (guint8) cw_statement_type (rows, column);

            g_checksum_update (sum, &type, 1);
            if (data != NULL)
              g_checksum_update (sum, data, (gssize) length);
          }
      g_assert_no_error (error);
    }
  return g_strdup (g_checksum_get_string (sum));
}
