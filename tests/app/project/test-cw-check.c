/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-project.h"

#include "cw-blob.h"
#include "cw-check.h"
#include "cw-full-text-private.h"
#include "cw-rules-private.h"

#define ADD(path, func) \
  g_test_add ("/project/check/" path, CwTestProject, NULL, set_up, func, cw_test_project_tear_down)

static const char text[] = "INTERVIEWER: Why?\nP1: Trust – it takes time.\n";
#define TEXT_LENGTH 45 /* code points */

/* A document, a code, two codings, and a stretch of a case, in plain SQL. */
static void
set_up (CwTestProject *self,
        gconstpointer  unused)
{
  static const char *const rows[] = {
    "INSERT INTO documents (guid, name, position, text_revision, created) "
    "VALUES (zeroblob (16), 'Interview', 0, 1, 0)",
    "INSERT INTO text_revisions (guid, document, number, text, length, words, turns, coder, "
    "created) "
    "SELECT zeroblob (16), zeroblob (16), 1, hash, 45, 7, "
    "'0 17 13 0 -1' || char (10) || '18 44 22 1 -1' || char (10), (SELECT guid FROM coders), 0 "
    "FROM blobs",
    "INSERT INTO speakers (guid, document, number, label) VALUES "
    "(zeroblob (16), zeroblob (16), 0, 'INTERVIEWER'), (randomblob (16), zeroblob (16), 1, 'P1')",
    "INSERT INTO case_types (guid, name, kind, position) VALUES (zeroblob (16), 'Case', 'case', 0)",
    "INSERT INTO cases (guid, type, name, position, created) "
    "VALUES (zeroblob (16), zeroblob (16), 'Harbour', 0, 0)",
    "INSERT INTO memberships (guid, case_guid, document, kind, text_revision, start, end, created) "
    "VALUES (zeroblob (16), zeroblob (16), zeroblob (16), 'range', 1, 18, 30, 0)",
    "INSERT INTO passages (guid, document, coder, text_revision, start, end, created) "
    "SELECT zeroblob (16), zeroblob (16), guid, 1, 22, 27, 0 FROM coders",
    "INSERT INTO codings (guid, passage, code, coder, revision, document, start, end, created) "
    "SELECT zeroblob (16), zeroblob (16), codes.guid, coders.guid, 1, zeroblob (16), 22, 27, 0 "
    "FROM codes, coders",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (CwChange) change = NULL;
  CwHash hash;

  cw_test_project_set_up (self, NULL);
  cw_test_project_add_code (self, &self->coder, "Trust");
  change = cw_change_begin (self->project, &self->coder, "Fill", NULL, CW_CHANGE_DEFAULT, &error);
  g_assert_true (cw_blob_put (change, text, sizeof text - 1, &hash, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      cw_database_run (self->database, rows[i], NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_true (cw_change_commit (change, &error));
  g_assert_no_error (error);
}

static GPtrArray *
check (CwTestProject *self,
       gboolean       full)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *problems = cw_check_run (self->database, full, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (problems, i));
  return problems;
}

static void
assert_found (CwTestProject *self,
              const char    *sql,
              const char    *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  gboolean found = FALSE;

  cw_database_run (self->database, "PRAGMA foreign_keys = OFF", NULL, NULL);
  sqlite3_db_config (cw_database_get_handle (self->database), SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  cw_database_run (self->database, sql, NULL, &error);
  g_assert_no_error (error);
  problems = check (self, TRUE);
  for (guint i = 0; i < problems->len; i++)
    found = found || strstr (g_ptr_array_index (problems, i), words) != NULL;
  g_assert_true (found);
}

static void
test_sound (CwTestProject *self,
            gconstpointer  unused)
{
  g_autoptr (GPtrArray) quick = check (self, FALSE);
  g_autoptr (GPtrArray) full = check (self, TRUE);
  g_autoptr (GError) error = NULL;
  gint64 n;

  g_assert_cmpint (g_utf8_strlen (text, -1), ==, TEXT_LENGTH);
  g_assert_cmpuint (quick->len, ==, 0);
  g_assert_cmpuint (full->len, ==, 0);
  g_assert_true (cw_database_get_int (
    self->database, "SELECT count (*) FROM full_text WHERE full_text MATCH 'trust'", NULL, 0, &n,
    &error));
  g_assert_cmpint (n, ==, 1);
}

/* Rebuilding the index gives what keeping them up to date gave. */
static void
test_rebuild (CwTestProject *self,
              gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_true (cw_full_text_rebuild (self->database, &error));
  g_assert_no_error (error);
  problems = check (self, TRUE);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* Undo looks at single rows of a large study: it must find them by a key. */
static void
test_one_row (CwTestProject *self,
              gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (cw_rules_find_scan (self->database, &error), ==, NULL);
  g_assert_no_error (error);
}

typedef struct
{
  const char *name;
  const char *sql;
  const char *words;
} Fault;

static const Fault faults[] = {
  { "reference", "DELETE FROM coders", "refers to coders" },
  { "passage-end", "UPDATE passages SET end = 99", "outside the text" },
  { "coding-range", "UPDATE codings SET start = 23", "not where its passage is" },
  { "coding-revision", "UPDATE codings SET revision = 7", "names a definition" },
  { "text-revision", "UPDATE documents SET text_revision = 4", "lacks the text" },
  { "speaker-number", "UPDATE speakers SET number = 0", "and those of another speaker" },
  { "speaker-label", "UPDATE speakers SET label = 'P1'", "speakers of one document are called" },
  { "turns-speaker", "DELETE FROM speakers WHERE number = 1", "of a speaker who is not there" },
  { "turns-place", "UPDATE text_revisions SET turns = '5 99 5 0 -1' || char (10)",
    "overlap or lie outside" },
  { "turns-overlap",
    "UPDATE text_revisions SET turns = '0 9 2 0 -1' || char (10) || '8 9 8 1 5' || char (10)",
    "overlap or lie outside" },
  { "turns-words", "UPDATE text_revisions SET turns = 'five and six'", "not five numbers" },
  { "turns-cut", "UPDATE text_revisions SET turns = '0 17 13 0 -1'", "not five numbers" },
  { "blob", "UPDATE blobs SET data = x'616263'", "not what its name says" },
  { "blob-missing", "DELETE FROM blobs", "the text of “Interview” is missing" },
  { "length", "UPDATE text_revisions SET length = 46", "not as long as stated" },
  { "index", "DELETE FROM full_text", "words that they do not say" },
  { "index-missing", "DELETE FROM indexed_documents", "not indexed as they are" },
  { "index-words", "UPDATE full_text_content SET c0 = replace (c0, 'Trust', 'Money')",
    "does not fit what was indexed" },
  { "names",
    "INSERT INTO codes (guid, position, name, created) VALUES (randomblob (16), 1, 'Trust', 0)",
    "two codes are called “Trust”" },
  { "cycle", "UPDATE codes SET parent = guid", "within itself" },
  { "overlap",
    "INSERT INTO codings (guid, passage, code, coder, revision, document, start, end, created) "
    "SELECT randomblob (16), passage, code, coder, 1, document, 24, 30, 0 FROM codings",
    "overlap" },
  { "history", "UPDATE history SET changeset = x'01ff' WHERE seq = 2", "history: change 2" },
  { "history-chain", "UPDATE history SET parents = x'00' WHERE seq = 3", "does not follow" },
};

static void
test_fault (CwTestProject *self,
            gconstpointer  data)
{
  const Fault *fault = data;

  assert_found (self, fault->sql, fault->words);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("sound", test_sound);
  ADD ("rebuild", test_rebuild);
  ADD ("one-row", test_one_row);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/project/check/fault/", faults[i].name, NULL);

      g_test_add (path, CwTestProject, &faults[i], set_up, test_fault, cw_test_project_tear_down);
    }

  return g_test_run ();
}
