/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Project files that somebody else made: never a crash, nothing of theirs runs, one
 * clear message. */

#include "cw-test-project.h"
#include "cw-test-rounds.h"

#include "cw-check.h"
#include "cw-database-private.h"
#include "cw-error.h"

#include <stdio.h>
#include <string.h>

#define ADD(path, func) \
  g_test_add ("/project/hostile/" path, CwTestProject, NULL, set_up, func, \
              cw_test_project_tear_down)

/* A project with something on every kind of page, closed. */
static void
set_up (CwTestProject *self,
        gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  cw_test_project_set_up (self, NULL);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("Code %u of a codebook", i);

      cw_test_project_add_code (self, &self->coder, name);
    }
  g_assert_true (cw_project_close (self->project, &error));
  g_assert_no_error (error);
  g_clear_object (&self->project);
}

static void
run_sql (const char *path,
         const char *sql)
{
  sqlite3 *handle = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
}

static void
assert_refused (CwTestProject *self,
                const char    *words)
{
  static const CwOpenFlags flags[] = { CW_OPEN_DEFAULT, CW_OPEN_READ_ONLY, CW_OPEN_NEED_WRITE };

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwProject) project = cw_project_open (self->path, flags[i], NULL, &error);

      g_assert_null (project);
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, words));
      g_assert_nonnull (strstr (error->message, "study.caseweave"));
    }
}

static gint64
ask (const char *path,
     const char *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 n;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return n;
}

static void
test_trigger (CwTestProject *self,
              gconstpointer  unused)
{
  run_sql (self->path,
           "CREATE TRIGGER planted AFTER INSERT ON coders BEGIN DELETE FROM codes; END;"
           "CREATE TRIGGER planted_2 AFTER UPDATE ON local BEGIN DELETE FROM codes; END;");
  assert_refused (self, "holds besides its own the database object");
  g_assert_cmpint (ask (self->path, "SELECT count (*) FROM codes"), ==, 40);
}

static void
test_view (CwTestProject *self,
           gconstpointer  unused)
{
  run_sql (self->path, "CREATE VIEW planted AS SELECT * FROM codes");
  assert_refused (self, "planted");
}

static void
test_view_for_table (CwTestProject *self,
                     gconstpointer  unused)
{
  run_sql (self->path, "ALTER TABLE local RENAME TO hidden;"
                       "CREATE VIEW local AS SELECT * FROM hidden");
  assert_refused (self, "database object");
}

static void
test_altered_schema (CwTestProject *self,
                     gconstpointer  unused)
{
  run_sql (self->path, "ALTER TABLE codes ADD COLUMN extra TEXT");
  assert_refused (self, "in an altered form the database object");
}

static void
test_missing_table (CwTestProject *self,
                    gconstpointer  unused)
{
  run_sql (self->path, "DROP TABLE conflicts");
  assert_refused (self, "lacks the database object");
}

static void
test_missing_index (CwTestProject *self,
                    gconstpointer  unused)
{
  run_sql (self->path, "DROP INDEX codings_by_code");
  assert_refused (self, "lacks the database object");
}

static void
test_planted_virtual_table (CwTestProject *self,
                            gconstpointer  unused)
{
  run_sql (self->path, "CREATE VIRTUAL TABLE planted USING fts5 (x)");
  assert_refused (self, "besides its own");
}

static void
test_rewritten_schema (CwTestProject *self,
                       gconstpointer  unused)
{
  run_sql (self->path, "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = "
                       "replace (sql, 'CHECK (codable IN (0, 1))', '') WHERE name = 'codes'");
  assert_refused (self, "altered form");
}

static void
test_application_id (CwTestProject *self,
                     gconstpointer  unused)
{
  run_sql (self->path, "PRAGMA application_id = 1");
  assert_refused (self, "another program");
}

static void
test_version_zero (CwTestProject *self,
                   gconstpointer  unused)
{
  run_sql (self->path, "PRAGMA user_version = 0");
  assert_refused (self, "never was");
}

/* SQLite 3.40 reads the head of a table that is cut short for ever. */
static void
test_endless_changeset (CwTestProject *self,
                        gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (CwHistoryEntry) entry = NULL;
  CwGuid coder;

  /* Plain; 'T', 6657 columns, and not that many bytes. */
  run_sql (self->path, "UPDATE history SET size = 8, changeset = x'0054b40101000000ff' "
                       "WHERE seq = (SELECT max (seq) FROM history)");
  project = cw_project_open (self->path, CW_OPEN_NEED_WRITE, NULL, &error);
  g_assert_no_error (error);
  problems = cw_check_run (cw_project_get_database (project), TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_true (cw_project_get_coder (project, &coder, &error));
  entry = cw_history_undo (project, &coder, &error);
  g_assert_null (entry);
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
}

/* Bytes that are no text where text belongs: nobody walks past their end. */
static void
test_invalid_name (CwTestProject *self,
                   gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = NULL;
  g_autofree char *name = NULL;
  CwGuid coder;

  run_sql (self->path, "UPDATE coders SET name = CAST (x'6162f0' AS TEXT)");
  project = cw_project_open (self->path, CW_OPEN_NEED_WRITE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cw_database_get_text (cw_project_get_database (project), "SELECT name FROM coders",
                                       NULL, &name, &error));
  g_assert_cmpstr (name, ==, "\357\277\275");
  g_assert_true (cw_project_use_coder (project, "ab", &coder, &error));
  g_assert_no_error (error);
}

/* Opens whatever the bytes are, checks it if it opens, reads some, undoes: any answer
 * is right but a crash or an error without words. */
static void
use_as_one_would (CwTestProject *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = cw_project_open (self->path, CW_OPEN_NEED_WRITE, NULL, &error);
  g_autoptr (GPtrArray) problems = NULL;
  CwGuid coder;

  if (project == NULL)
    {
      g_assert_nonnull (error);
      g_assert_cmpuint (strlen (error->message), >, 10);
      return;
    }
  problems = cw_check_run (cw_project_get_database (project), TRUE, NULL, &error);
  if (problems == NULL)
    g_assert_nonnull (error);
  g_clear_error (&error);
  if (cw_project_get_coder (project, &coder, &error))
    {
      g_autoptr (CwHistoryEntry) entry = cw_history_undo (project, &coder, &error);

      g_assert_true ((entry == NULL) == (error != NULL));
    }
  g_clear_error (&error);
  {
    g_autoptr (GPtrArray) entries = cw_history_list (project, 0, &error);

    g_assert_true ((entries == NULL) == (error != NULL));
  }
  cw_project_close (project, NULL);
}

static void
put_file (CwTestProject *self,
          const char    *bytes,
          gsize          length)
{
  static const char *const endings[] = { "-wal", "-shm", "-journal" };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (self->path, endings[i], NULL);

      remove (path);
    }
  /* Not synchronised: many thousands of these are written. */
  g_assert_true (g_file_set_contents_full (self->path, bytes, (gssize) length,
                                           G_FILE_SET_CONTENTS_NONE, 0600, &error));
  g_assert_no_error (error);
}

/* Random bytes in every page in turn: a few bytes, and the whole page. */
static void
test_random_bytes (CwTestProject *self,
                   gconstpointer  unused)
{
  guint per_page = cw_test_rounds (1, 4);
  g_autofree char *sound = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (self->path, &sound, &length, NULL));
  for (gsize page = 0; page < length / 4096; page++)
    for (guint round = 0; round < per_page; round++)
      {
        g_autofree char *bytes = g_memdup2 (sound, length);
        guint n = round == 0 ? 4096 : (guint) g_test_rand_int_range (1, 40);

        for (guint i = 0; i < n; i++)
          {
            gsize at = n == 4096 ? i : (gsize) g_test_rand_int_range (0, 4096);

            bytes[page * 4096 + at] = (char) g_test_rand_int_range (0, 256);
          }
        put_file (self, bytes, length);
        use_as_one_would (self);
      }
}

static void
test_truncated (CwTestProject *self,
                gconstpointer  unused)
{
  guint n = cw_test_rounds (40, 200);
  g_autofree char *sound = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (self->path, &sound, &length, NULL));
  for (guint i = 0; i < n; i++)
    {
      gsize kept = i < 20 ? (gsize) i * 10 : (gsize) g_test_rand_int_range (0, (gint32) length);

      put_file (self, sound, kept);
      use_as_one_would (self);
    }
}

/* A log that is not this file's. */
static void
test_random_log (CwTestProject *self,
                 gconstpointer  unused)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  guint n = cw_test_rounds (20, 200);

  for (guint i = 0; i < n; i++)
    {
      char bytes[8192];

      for (gsize k = 0; k < sizeof bytes; k++)
        bytes[k] = (char) g_test_rand_int_range (0, 256);
      memcpy (bytes, "\x37\x7f\x06\x82\x00\x2d\xe2\x18\x00\x00\x10\x00", 12);
      g_assert_true (g_file_set_contents (log, bytes, sizeof bytes, NULL));
      use_as_one_would (self);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("trigger", test_trigger);
  ADD ("view", test_view);
  ADD ("view-for-table", test_view_for_table);
  ADD ("altered-schema", test_altered_schema);
  ADD ("missing-table", test_missing_table);
  ADD ("missing-index", test_missing_index);
  ADD ("planted-virtual-table", test_planted_virtual_table);
  ADD ("rewritten-schema", test_rewritten_schema);
  ADD ("application-id", test_application_id);
  ADD ("version-zero", test_version_zero);
  ADD ("endless-changeset", test_endless_changeset);
  ADD ("invalid-name", test_invalid_name);
  ADD ("random-bytes", test_random_bytes);
  ADD ("truncated", test_truncated);
  ADD ("random-log", test_random_log);

  return g_test_run ();
}
