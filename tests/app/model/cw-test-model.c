/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-model.h"

#include "cw-check.h"
#include "cw-coder.h"
#include "cw-dump.h"
#include "cw-setup.h"
#include "cw-turns.h"

void
cw_test_model_set_up (CwTestModel  *self,
                      gconstpointer unused)
{
  g_autoptr (CwChange) change = NULL;

  cw_test_project_set_up (&self->project, NULL);
  self->database = self->project.database;
  self->ada = self->as = self->project.coder;
  change = cw_change_begin (self->project.project, &self->ada, "Set up", NULL, CW_CHANGE_SETUP,
                            &self->error);
  g_assert_no_error (self->error);
  g_assert_true (cw_model_setup (change, CW_SETUP_DEFAULT, &self->error));
  g_assert_true (cw_coder_add (change, "Ben", &self->ben, &self->error));
  g_assert_true (cw_change_commit (change, &self->error));
  g_assert_no_error (self->error);
}

void
cw_test_model_tear_down (CwTestModel  *self,
                         gconstpointer unused)
{
  g_assert_null (self->change);
  g_assert_no_error (self->error);
  cw_test_model_check (self);
  cw_test_project_tear_down (&self->project, NULL);
}

/* Everything that holds names GUIDs: "no GUIDs" is for comparing projects. */
char *
cw_test_model_dump (CwTestModel *self)
{
  char *dump = cw_dump_to_string (self->database, CW_DUMP_DEFAULT, &self->error);

  g_assert_no_error (self->error);
  return dump;
}

void
cw_test_model_begin (CwTestModel *self)
{
  g_assert_null (self->change);
  self->before = cw_test_model_dump (self);
  self->change = cw_change_begin (self->project.project, &self->as, "A step", "because",
                                  CW_CHANGE_DEFAULT, &self->error);
  g_assert_no_error (self->error);
}

void
cw_test_model_give_up (CwTestModel *self)
{
  g_autofree char *after = NULL;

  g_clear_pointer (&self->change, cw_change_free);
  after = cw_test_model_dump (self);
  g_assert_cmpstr (self->before, ==, after);
  g_clear_pointer (&self->before, g_free);
}

static void
commit (CwTestModel *self)
{
  g_assert_true (cw_change_commit (self->change, &self->error));
  g_assert_no_error (self->error);
  g_clear_pointer (&self->change, cw_change_free);
  cw_test_model_check (self);
}

/* One step back or forth, and what the project is then. */
static void
expect_after (CwTestModel *self,
              CwHistoryEntry *(*step) (CwProject *, const CwGuid *, GError **),
              const char  *expected)
{
  g_autoptr (CwHistoryEntry) entry = step (self->project.project, &self->as, &self->error);
  g_autofree char *dump = NULL;

  g_assert_no_error (self->error);
  g_assert_nonnull (entry);
  dump = cw_test_model_dump (self);
  g_assert_cmpstr (dump, ==, expected);
  cw_test_model_check (self);
}

void
cw_test_model_end (CwTestModel *self)
{
  g_autofree char *after = NULL;

  commit (self);
  after = cw_test_model_dump (self);
  g_assert_cmpstr (self->before, !=, after);
  expect_after (self, cw_history_undo, self->before);
  expect_after (self, cw_history_redo, after);
  g_clear_pointer (&self->before, g_free);
}

void
cw_test_model_end_unchanged (CwTestModel *self)
{
  g_autofree char *after = NULL;

  commit (self);
  after = cw_test_model_dump (self);
  g_assert_cmpstr (self->before, ==, after);
  g_clear_pointer (&self->before, g_free);
}

void
cw_test_model_check (CwTestModel *self)
{
  g_autoptr (GPtrArray) problems = cw_check_run (self->database, TRUE, NULL, &self->error);

  g_assert_no_error (self->error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}

CwGuid
cw_test_model_add_document (CwTestModel *self,
                            const char  *name,
                            const char  *text)
{
  g_autoptr (CwText) parsed = cw_text_new_plain (text, -1);
  g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));
  g_autoptr (CwDocumentDraft) draft = NULL;
  CwGuid guid;

  cw_turns_find (parsed);
  draft = cw_document_draft_new (parsed, file, "interview.txt", TRUE);
  cw_test_model_do (self, cw_document_add (self->change, draft, name, &guid, &self->error));
  return guid;
}

CwGuid
cw_test_model_add_code (CwTestModel *self,
                        const char  *path)
{
  CwGuid guid;

  cw_test_model_do (self, cw_code_add_path (self->change, path, TRUE, &guid, &self->error));
  return guid;
}

CwGuid
cw_test_model_code (CwTestModel  *self,
                    const CwGuid *document,
                    guint32       start,
                    guint32       end,
                    const CwGuid *code,
                    const CwGuid *coder)
{
  const CwCodingSpec spec = {
    .document = document,
    .start = start,
    .end = end,
    .code = code,
    .coder = coder,
  };
  CwGuid guid;

  cw_test_model_do (self, cw_coding_add (self->change, &spec, &guid, &self->error));
  return guid;
}

gint64
cw_test_model_count (CwTestModel *self,
                     const char  *sql)
{
  gint64 count = -1;

  g_assert_true (cw_database_get_int (self->database, sql, NULL, -1, &count, &self->error));
  g_assert_no_error (self->error);
  return count;
}

/* "0:5 7:9": the codings of a code, by start, of one coder or (NULL) all. */
char *
cw_test_model_ranges (CwTestModel  *self,
                      const CwGuid *document,
                      const CwGuid *code,
                      const CwGuid *coder)
{
  g_autoptr (GPtrArray) list = cw_coding_list_document (self->database, document, coder,
                                                        &self->error);
  g_autoptr (GString) ranges = g_string_new (NULL);

  g_assert_no_error (self->error);
  for (guint i = 0; i < list->len; i++)
    {
      const CwCoding *coding = g_ptr_array_index (list, i);

      if (cw_guid_equal (&coding->code, code))
        g_string_append_printf (ranges, "%s%u:%u", ranges->len > 0 ? " " : "", coding->start,
                                coding->end);
    }
  return g_string_free (g_steal_pointer (&ranges), FALSE);
}
