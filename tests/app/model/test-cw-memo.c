/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-model.h"

#include "cw-memo.h"
#include "cw-passage.h"

static guint
n_listed (CwTestModel        *self,
          const CwMemoFilter *filter)
{
  g_autoptr (GPtrArray) memos = cw_memo_list (self->database, filter, &self->error);

  g_assert_no_error (self->error);
  return memos->len;
}

static CwGuid
add_memo (CwTestModel       *self,
          const CwMemoTexts *texts,
          gboolean           is_private,
          const CwMemoTie   *tie)
{
  CwGuid guid;

  cw_test_model_do (self, cw_memo_add (self->change, texts, is_private, NULL, tie, tie != NULL,
                                       &guid, &self->error));
  return guid;
}

static void
test_edit (CwTestModel  *self,
           gconstpointer unused)
{
  const CwMemoTexts texts = { .title = "Keys", .type = "idea", .body = "Who *has* them?" };
  const CwMemoTexts new_body = { .body = "Who has had them?" };
  CwGuid guid = add_memo (self, &texts, FALSE, NULL);
  g_autoptr (CwMemo) memo = NULL;

  cw_test_model_do (self, cw_memo_edit (self->change, &guid, &new_body, &self->error));
  cw_test_model_do_nothing (self, cw_memo_edit (self->change, &guid, &new_body, &self->error));
  memo = cw_memo_load (self->database, &guid, NULL, &self->error);
  g_assert_cmpstr (memo->title, ==, "Keys");
  g_assert_cmpstr (memo->type, ==, "idea");
  g_assert_cmpstr (memo->body, ==, "Who has had them?");
  g_assert_null (memo->journal_date);
  g_assert_cmpint (memo->modified, >=, memo->created);
  cw_test_model_do (self, cw_memo_delete (self->change, &guid, &self->error));
  cw_test_model_refused (self, cw_memo_edit (self->change, &guid, &new_body, &self->error),
                         CW_ERROR_NOT_FOUND, "there is no memo");
}

static void
test_ties (CwTestModel  *self,
           gconstpointer unused)
{
  CwGuid code = cw_test_model_add_code (self, "Trust");
  CwGuid document = cw_test_model_add_document (self, "One", "Some words.");
  const CwMemoTexts texts = { .title = "M" };
  const CwMemoTie to_code = { CW_TIE_CODE, code };
  const CwMemoTie to_document = { CW_TIE_DOCUMENT, document };
  const CwMemoTie nowhere = { CW_TIE_CASE, document };
  CwGuid guid = add_memo (self, &texts, FALSE, &to_code);
  CwGuid other = add_memo (self, &texts, FALSE, NULL);
  const CwMemoTie to_memo = { CW_TIE_MEMO, other };
  const CwMemoTie to_itself = { CW_TIE_MEMO, guid };
  g_autoptr (CwMemo) memo = NULL;

  cw_test_model_do_nothing (self, cw_memo_tie (self->change, &guid, &to_code, &self->error));
  cw_test_model_do (self, cw_memo_tie (self->change, &guid, &to_document, &self->error));
  cw_test_model_do (self, cw_memo_tie (self->change, &guid, &to_memo, &self->error));
  cw_test_model_refused (self, cw_memo_tie (self->change, &guid, &nowhere, &self->error),
                         CW_ERROR_NOT_FOUND, "there is no case");
  cw_test_model_refused (self, cw_memo_tie (self->change, &guid, &to_itself, &self->error),
                         CW_ERROR_INVALID, "tied to itself");
  memo = cw_memo_load (self->database, &guid, NULL, &self->error);
  g_assert_cmpuint (memo->ties->len, ==, 3);
  g_assert_cmpuint (n_listed (self, &(CwMemoFilter) { .tied = &to_document }), ==, 1);
  g_assert_cmpuint (n_listed (self, &(CwMemoFilter) { .tied = &nowhere }), ==, 0);
  g_assert_cmpuint (n_listed (self, &(CwMemoFilter) { .free = TRUE }), ==, 1);
  cw_test_model_do (self, cw_memo_untie (self->change, &guid, &to_document, &self->error));
  cw_test_model_refused (self, cw_memo_untie (self->change, &guid, &to_document, &self->error),
                         CW_ERROR_NOT_FOUND, "not tied to that document");
  cw_test_model_do (self, cw_memo_delete (self->change, &other, &self->error));
  cw_test_model_do (self, cw_code_delete (self->change, &code, TRUE, &self->error));
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM memo_ties"), ==, 0);
}

static void
test_passage_goes (CwTestModel  *self,
                   gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", "Some words.");
  const CwMemoTexts texts = { .title = "M" };
  CwMemoTie tie = { CW_TIE_PASSAGE, { { 0 } } };
  CwGuid guid;

  cw_test_model_begin (self);
  g_assert_true (cw_passage_add (self->change, &document, 0, 4, NULL, &tie.guid, &self->error));
  g_assert_true (cw_memo_add (self->change, &texts, FALSE, NULL, &tie, 1, &guid, &self->error));
  cw_test_model_end (self);
  cw_test_model_do (self, cw_memo_untie (self->change, &guid, &tie, &self->error));
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM passages"), ==, 0);
}

static void
test_private (CwTestModel  *self,
              gconstpointer unused)
{
  const CwMemoTexts entry = { .title = "Day 1", .journal_date = "2014-05-31" };
  const CwMemoTexts plain = { .title = "Plain" };
  const CwMemoTexts bad = { .title = "Day 2", .journal_date = "yesterday" };
  CwGuid journal = add_memo (self, &entry, TRUE, NULL);
  CwGuid open = add_memo (self, &plain, FALSE, NULL);

  g_assert_cmpuint (n_listed (self, NULL), ==, 1);
  g_assert_cmpuint (n_listed (self, &(CwMemoFilter) { .viewer = &self->ben }), ==, 1);
  g_assert_cmpuint (n_listed (self, &(CwMemoFilter) { .viewer = &self->ada }), ==, 2);
  g_assert_cmpuint (n_listed (self, &(CwMemoFilter) { .viewer = &self->ada, .journal = TRUE }), ==,
                    1);
  g_assert_cmpuint (n_listed (self, &(CwMemoFilter) { .coder = &self->ben }), ==, 0);
  g_assert_null (cw_memo_load (self->database, &journal, &self->ben, &self->error));
  g_assert_error (self->error, CW_ERROR, CW_ERROR_NOT_FOUND);
  g_clear_error (&self->error);
  cw_test_model_refused (self,
                         cw_memo_add (self->change, &bad, TRUE, NULL, NULL, 0, NULL, &self->error),
                         CW_ERROR_INVALID, "“yesterday” is not a date");
  self->as = self->ben;
  cw_test_model_refused (self, cw_memo_edit (self->change, &journal, &plain, &self->error),
                         CW_ERROR_NOT_FOUND, "there is no memo");
  cw_test_model_refused (self, cw_memo_delete (self->change, &journal, &self->error),
                         CW_ERROR_NOT_FOUND, "there is no memo");
  cw_test_model_refused (self, cw_memo_set_private (self->change, &open, TRUE, &self->error),
                         CW_ERROR_INVALID, "the memo “Plain” is Ada's");
  self->as = self->ada;
  cw_test_model_do (self, cw_memo_set_private (self->change, &journal, FALSE, &self->error));
  g_assert_cmpuint (n_listed (self, NULL), ==, 2);
}

static void
test_kinds (void)
{
  for (guint i = 0; i < CW_TIE_N_KINDS; i++)
    {
      CwTieKind kind;

      g_assert_true (cw_tie_kind_from_string (cw_tie_kind_to_string (i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (cw_tie_kind_from_string ("nothing", &(CwTieKind) { 0 }));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  CW_TEST_MODEL ("/model/memo/edit", test_edit);
  CW_TEST_MODEL ("/model/memo/ties", test_ties);
  CW_TEST_MODEL ("/model/memo/passage-goes", test_passage_goes);
  CW_TEST_MODEL ("/model/memo/private", test_private);
  g_test_add_func ("/model/memo/kinds", test_kinds);
  return g_test_run ();
}
