/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A project of every schema version that was ever shipped opens, is brought up to
 * date, and holds what it held. */

#include "cw-test-project.h"

#include "cw-check.h"
#include "cw-dump.h"
#include "cw-error.h"

#include <gio/gio.h>

/* What tests/data/schema-N.caseweave.gz holds; made by `caseweave-cli` of that time
 * from resources/sample/. */
static const struct
{
  int schema;
  gint64 n_documents;
  gint64 n_codes;
  gint64 n_codings;
  gint64 n_changes; /* do, undo and redo */
} versions[] = {
  { 1, 2, 21, 15, 17 },
};

static char *
unpack (const char *folder,
        int         schema)
{
  g_autofree char *name = g_strdup_printf ("schema-%d.caseweave.gz", schema);
  g_autofree char *packed_path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autofree char *path = g_build_filename (folder, "study.caseweave", NULL);
  g_autoptr (GFile) packed = g_file_new_for_path (packed_path);
  g_autoptr (GFile) plain = g_file_new_for_path (path);
  g_autoptr (GConverter) gzip = G_CONVERTER (
    g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) in = G_INPUT_STREAM (g_file_read (packed, NULL, &error));
  g_autoptr (GInputStream) unpacked = NULL;
  g_autoptr (GFileOutputStream) out = NULL;

  g_assert_no_error (error);
  unpacked = g_converter_input_stream_new (in, gzip);
  out = g_file_create (plain, G_FILE_CREATE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (G_OUTPUT_STREAM (out), unpacked, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                          NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

static gint64
ask (CwProject  *project,
     const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  cw_database_get_int (cw_project_get_database (project), sql, NULL, 0, &n, &error);
  g_assert_no_error (error);
  return n;
}

static char *
dump (CwProject *project)
{
  g_autoptr (GError) error = NULL;
  char *text = cw_dump_to_string (cw_project_get_database (project), CW_DUMP_DEFAULT, &error);

  g_assert_no_error (error);
  return text;
}

/* Everything that undo can reach, back and forth. */
static void
undo_and_redo (CwProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dump (project);
  g_autofree char *after = NULL;
  guint n = 0;
  CwGuid coder;

  g_assert_true (cw_project_get_coder (project, &coder, &error));
  for (;; n++)
    {
      g_autoptr (CwHistoryEntry) entry = cw_history_undo (project, &coder, &error);

      if (entry == NULL)
        break;
    }
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpuint (n, >, 0);
  for (; n > 0; n--)
    {
      g_autoptr (CwHistoryEntry) entry = cw_history_redo (project, &coder, &error);

      g_assert_no_error (error);
    }
  after = dump (project);
  g_assert_cmpstr (before, ==, after);
}

static void
test_version (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("caseweave-XXXXXX", &error);
  g_autofree char *path = unpack (folder, versions[i].schema);
  g_autoptr (CwProject) project = cw_project_open (path, CW_OPEN_NEED_WRITE, NULL, &error);
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_no_error (error);
  problems = cw_check_run (cw_project_get_database (project), TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpint (ask (project, "PRAGMA user_version"), ==, CW_PROJECT_SCHEMA_VERSION);
  g_assert_cmpint (ask (project, "SELECT count (*) FROM documents"), ==, versions[i].n_documents);
  g_assert_cmpint (ask (project, "SELECT count (*) FROM codes"), ==, versions[i].n_codes);
  g_assert_cmpint (ask (project, "SELECT count (*) FROM codings"), ==, versions[i].n_codings);
  g_assert_cmpint (ask (project, "SELECT count (*) FROM history WHERE kind <> 'setup'"), ==,
                   versions[i].n_changes);
  undo_and_redo (project);
  g_assert_true (cw_project_close (project, &error));
  cw_test_remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  /* The newest version is one of them. */
  g_assert_cmpint (versions[G_N_ELEMENTS (versions) - 1].schema, ==, CW_PROJECT_SCHEMA_VERSION);
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *name = g_strdup_printf ("/whole/versions/%d", versions[i].schema);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_version);
    }

  return g_test_run ();
}
