/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-model.h"

#include "cw-memo.h"
#include "cw-passage.h"

#define TEXT "The principals handed us the keys, and time ran out."

static CwGuid
passage_of (CwTestModel  *self,
            const CwGuid *coding)
{
  g_autoptr (CwCoding) loaded = cw_coding_load (self->database, coding, &self->error);

  g_assert_no_error (self->error);
  return loaded->passage;
}

static void
assert_ranges (CwTestModel  *self,
               const CwGuid *document,
               const CwGuid *code,
               const char   *expected)
{
  g_autofree char *ranges = cw_test_model_ranges (self, document, code, NULL);

  g_assert_cmpstr (ranges, ==, expected);
}

/* Two codes on one passage of one coder: both move, and join what they meet. */
static void
test_move (CwTestModel  *self,
           gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  CwGuid time = cw_test_model_add_code (self, "Time");
  CwGuid coding = cw_test_model_code (self, &document, 5, 15, &trust, NULL);
  CwGuid passage = passage_of (self, &coding);
  CwGuid moved;

  cw_test_model_code (self, &document, 5, 15, &time, NULL);
  cw_test_model_code (self, &document, 30, 40, &trust, NULL);
  cw_test_model_do (self,
                    cw_passage_set_range (self->change, &passage, 20, 32, &moved, &self->error));
  assert_ranges (self, &document, &trust, "20:40");
  assert_ranges (self, &document, &time, "20:32");
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM passages"), ==, 2);
  cw_test_model_do_nothing (
    self, cw_passage_set_range (self->change, &moved, 20, 32, &moved, &self->error));
  /* Onto the coder's other passage: they become one. */
  cw_test_model_do (self,
                    cw_passage_set_range (self->change, &moved, 20, 40, &moved, &self->error));
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM passages"), ==, 1);
  cw_test_model_refused (self,
                         cw_passage_set_range (self->change, &moved, 20, 99, &moved, &self->error),
                         CW_ERROR_INVALID, "52 characters");
}

static void
test_shared (CwTestModel  *self,
             gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  CwGuid own = cw_test_model_code (self, &document, 5, 15, &trust, NULL);
  CwGuid others = cw_test_model_code (self, &document, 5, 15, &trust, &self->ben);
  CwGuid passage = passage_of (self, &own);
  CwGuid of_ben = passage_of (self, &others);
  CwGuid moved;
  g_autoptr (CwPassage) loaded = NULL;

  cw_test_model_refused (self,
                         cw_passage_set_range (self->change, &of_ben, 0, 5, &moved, &self->error),
                         CW_ERROR_INVALID, "the passage 5:15 is Ben's");
  /* As another program's file may have it: Ben's coding on Ada's passage. */
  cw_test_model_do (
    self,
    cw_database_run (self->database, "UPDATE codings SET passage = ?2 WHERE guid = ?1",
                     CW_BIND (cw_guid_value (&others), cw_guid_value (&passage)), &self->error));
  cw_test_model_do (self,
                    cw_passage_set_range (self->change, &passage, 0, 9, &moved, &self->error));
  g_assert_false (cw_guid_equal (&moved, &passage));
  assert_ranges (self, &document, &trust, "0:9 5:15");
  loaded = cw_passage_load (self->database, &passage, &self->error);
  g_assert_cmpuint (loaded->start, ==, 5);
}

static void
test_marks (CwTestModel  *self,
            gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  CwGuid coding = cw_test_model_code (self, &document, 5, 15, &trust, NULL);
  CwGuid passage = passage_of (self, &coding);
  g_autoptr (CwPassage) loaded = NULL;

  cw_test_model_do (self, cw_passage_set_quotable (self->change, &passage, TRUE, &self->error));
  cw_test_model_do (
    self, cw_passage_set_wording (self->change, &passage, "[They] trusted us", &self->error));
  cw_test_model_do (self, cw_passage_set_label (self->change, &passage, "keys", &self->error));
  cw_test_model_do_nothing (self,
                            cw_passage_set_label (self->change, &passage, "keys", &self->error));
  cw_test_model_do (self, cw_coding_remove (self->change, &coding, &self->error));
  loaded = cw_passage_load (self->database, &passage, &self->error);
  g_assert_true (loaded->quotable);
  g_assert_cmpstr (loaded->wording, ==, "[They] trusted us");
  cw_test_model_do (self, cw_passage_set_quotable (self->change, &passage, FALSE, &self->error));
  cw_test_model_do (self, cw_passage_set_wording (self->change, &passage, "", &self->error));
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM passages"), ==, 1);
  cw_test_model_do (self, cw_passage_set_label (self->change, &passage, "", &self->error));
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM passages"), ==, 0);
}

static void
test_add_and_delete (CwTestModel  *self,
                     gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  const CwMemoTexts texts = { .title = "M" };
  CwMemoTie tie = { CW_TIE_PASSAGE, { { 0 } } };
  CwGuid again;

  cw_test_model_do (self,
                    cw_passage_add (self->change, &document, 0, 3, NULL, &tie.guid, &self->error));
  cw_test_model_do_nothing (
    self, cw_passage_add (self->change, &document, 0, 3, NULL, &again, &self->error));
  g_assert_true (cw_guid_equal (&again, &tie.guid));
  cw_test_model_do (self,
                    cw_memo_add (self->change, &texts, FALSE, NULL, &tie, 1, NULL, &self->error));
  cw_test_model_code (self, &document, 0, 3, &trust, NULL);
  cw_test_model_refused (self, cw_passage_delete (self->change, &again, FALSE, &self->error),
                         CW_ERROR_WOULD_LOSE, "1 coding, 1 tie of a memo");
  cw_test_model_do (self, cw_passage_delete (self->change, &again, TRUE, &self->error));
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM memos"), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  CW_TEST_MODEL ("/model/passage/move", test_move);
  CW_TEST_MODEL ("/model/passage/shared", test_shared);
  CW_TEST_MODEL ("/model/passage/marks", test_marks);
  CW_TEST_MODEL ("/model/passage/add-and-delete", test_add_and_delete);
  return g_test_run ();
}
