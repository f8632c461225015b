/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-model.h"

#include "cw-memo.h"
#include "cw-passage.h"

#include <math.h>

#define TEXT "The principals handed us the keys, and time ran out."

static void
assert_ranges (CwTestModel  *self,
               const CwGuid *document,
               const CwGuid *code,
               const char   *expected)
{
  g_autofree char *ranges = cw_test_model_ranges (self, document, code, NULL);

  g_assert_cmpstr (ranges, ==, expected);
}

static void
test_add (CwTestModel  *self,
          gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  CwGuid guid = cw_test_model_code (self, &document, 4, 14, &trust, NULL);
  g_autoptr (CwCoding) coding = cw_coding_load (self->database, &guid, &self->error);
  g_autoptr (CwPassage) passage = NULL;

  g_assert_no_error (self->error);
  g_assert_cmpuint (coding->start, ==, 4);
  g_assert_cmpuint (coding->end, ==, 14);
  g_assert_cmpuint (coding->revision, ==, 1);
  g_assert_true (cw_guid_equal (&coding->coder, &self->ada));
  g_assert_false (coding->has_weight);
  g_assert_false (coding->has_round);
  passage = cw_passage_load (self->database, &coding->passage, &self->error);
  g_assert_cmpuint (passage->start, ==, 4);
  g_assert_cmpuint (passage->text_revision, ==, 1);
  g_assert_true (cw_guid_equal (&passage->coder, &self->ada));
}

/* The same range, or one within, is coded already: nothing is written. */
static void
test_again (CwTestModel  *self,
            gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  CwGuid first = cw_test_model_code (self, &document, 4, 14, &trust, NULL);
  static const guint32 ranges[][2] = { { 4, 14 }, { 4, 9 }, { 9, 14 }, { 5, 6 } };

  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      const CwCodingSpec spec = {
        .document = &document,
        .start = ranges[i][0],
        .end = ranges[i][1],
        .code = &trust,
      };
      CwGuid again;

      cw_test_model_do_nothing (self, cw_coding_add (self->change, &spec, &again, &self->error));
      g_assert_true (cw_guid_equal (&first, &again));
    }
}

static void
test_join (CwTestModel  *self,
           gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  CwGuid time = cw_test_model_add_code (self, "Time");
  CwGuid first = cw_test_model_code (self, &document, 10, 20, &trust, NULL);
  CwGuid joined;

  /* Touching is not overlapping. */
  cw_test_model_code (self, &document, 20, 25, &trust, NULL);
  assert_ranges (self, &document, &trust, "10:20 20:25");
  /* Another code, another coder: untouched. */
  cw_test_model_code (self, &document, 5, 12, &time, NULL);
  cw_test_model_code (self, &document, 5, 12, &trust, &self->ben);
  assert_ranges (self, &document, &trust, "5:12 10:20 20:25");
  /* One that meets both makes one of three, and the oldest lives on. */
  joined = cw_test_model_code (self, &document, 19, 21, &trust, NULL);
  g_assert_true (cw_guid_equal (&joined, &first));
  assert_ranges (self, &document, &trust, "5:12 10:25");
  joined = cw_test_model_code (self, &document, 2, 40, &trust, NULL);
  g_assert_true (cw_guid_equal (&joined, &first));
  assert_ranges (self, &document, &trust, "2:40 5:12");
  /* Passages that nothing hangs on are gone: 2:40, Ben's 5:12, Ada's 5:12 (Time). */
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM passages"), ==, 3);
}

static void
test_join_keeps (CwTestModel  *self,
                 gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  CwCodingSpec spec = {
    .document = &document,
    .start = 0,
    .end = 10,
    .code = &trust,
    .comment = "first",
  };
  const CwMemoTexts texts = { .title = "M" };
  CwMemoTie tie = { CW_TIE_CODING, { { 0 } } };
  g_autoptr (CwCoding) coding = NULL;
  g_autoptr (CwMemo) memo = NULL;
  CwGuid first;
  CwGuid memo_guid;

  cw_test_model_do (self, cw_coding_add (self->change, &spec, &first, &self->error));
  spec.start = 15;
  spec.end = 20;
  spec.comment = "second";
  spec.has_weight = TRUE;
  spec.weight = 30;
  cw_test_model_do (self, cw_coding_add (self->change, &spec, &tie.guid, &self->error));
  cw_test_model_do (
    self, cw_memo_add (self->change, &texts, FALSE, NULL, &tie, 1, &memo_guid, &self->error));
  spec.start = 5;
  spec.end = 16;
  spec.comment = "third";
  spec.has_weight = FALSE;
  cw_test_model_do (self, cw_coding_add (self->change, &spec, &first, &self->error));
  coding = cw_coding_load (self->database, &first, &self->error);
  g_assert_cmpstr (coding->comment, ==, "first\nsecond\nthird");
  g_assert_true (coding->has_weight);
  g_assert_cmpfloat (coding->weight, ==, 30);
  g_assert_cmpuint (coding->end, ==, 20);
  memo = cw_memo_load (self->database, &memo_guid, NULL, &self->error);
  g_assert_cmpuint (memo->ties->len, ==, 1);
  g_assert_true (cw_guid_equal (&g_array_index (memo->ties, CwMemoTie, 0).guid, &first));

  /* A weight that is given wins; a comment that is there is not added twice. */
  spec.has_weight = TRUE;
  spec.weight = 70;
  cw_test_model_do (self, cw_coding_add (self->change, &spec, &first, &self->error));
  cw_test_model_do_nothing (self, cw_coding_add (self->change, &spec, &first, &self->error));
  g_clear_pointer (&coding, cw_coding_free);
  coding = cw_coding_load (self->database, &first, &self->error);
  g_assert_cmpfloat (coding->weight, ==, 70);
  g_assert_cmpstr (coding->comment, ==, "first\nsecond\nthird");
}

static void
test_rounds_apart (CwTestModel  *self,
                   gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  CwGuid round;
  CwCodingSpec spec = { .document = &document, .start = 5, .end = 15, .code = &trust };

  cw_guid_init_new (&round);
  cw_test_model_do (self, cw_database_run (self->database,
                                           "INSERT INTO rounds (guid, name, position, created) "
                                           "VALUES (?1, 'Round 1', 1, 0)",
                                           CW_BIND (cw_guid_value (&round)), &self->error));
  cw_test_model_do (self, cw_coding_add (self->change, &spec, NULL, &self->error));
  spec.round = &round;
  spec.start = 0;
  cw_test_model_do (self, cw_coding_add (self->change, &spec, NULL, &self->error));
  assert_ranges (self, &document, &trust, "0:15 5:15");
  spec.start = 14;
  spec.end = 20;
  cw_test_model_do (self, cw_coding_add (self->change, &spec, NULL, &self->error));
  assert_ranges (self, &document, &trust, "0:20 5:15");
}

static void
test_refused (CwTestModel  *self,
              gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid category = cw_test_model_add_code (self, "Barrier");
  CwGuid trust = cw_test_model_add_code (self, "Barrier/Trust");
  CwCodingSpec spec = { .document = &document, .start = 5, .end = 5, .code = &trust };
  CwGuid guid;

  cw_test_model_refused (self, cw_coding_add (self->change, &spec, &guid, &self->error),
                         CW_ERROR_INVALID, "One: the range 5:5 has nothing in it");
  spec.end = 500;
  cw_test_model_refused (self, cw_coding_add (self->change, &spec, &guid, &self->error),
                         CW_ERROR_INVALID, "which is 52 characters long");
  spec.end = 52;
  spec.has_weight = TRUE;
  spec.weight = NAN;
  cw_test_model_refused (self, cw_coding_add (self->change, &spec, &guid, &self->error),
                         CW_ERROR_INVALID, "weight");
  spec.has_weight = FALSE;
  cw_test_model_do (self, cw_code_set_codable (self->change, &category, FALSE, &self->error));
  spec.code = &category;
  cw_test_model_refused (self, cw_coding_add (self->change, &spec, &guid, &self->error),
                         CW_ERROR_INVALID, "Barrier: this is a category");
  spec.code = &trust;
  cw_test_model_do (self, cw_code_set_state (self->change, &trust, CW_CODE_RETIRED, &self->error));
  cw_test_model_refused (self, cw_coding_add (self->change, &spec, &guid, &self->error),
                         CW_ERROR_INVALID, "Barrier/Trust: the code is retired");
  spec.code = &document;
  cw_test_model_refused (self, cw_coding_add (self->change, &spec, &guid, &self->error),
                         CW_ERROR_NOT_FOUND, "there is no code");
  spec.code = &trust;
  spec.document = &trust;
  cw_test_model_refused (self, cw_coding_add (self->change, &spec, &guid, &self->error),
                         CW_ERROR_NOT_FOUND, "there is no document");
}

static void
test_remove (CwTestModel  *self,
             gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  CwGuid time = cw_test_model_add_code (self, "Time");
  CwGuid one = cw_test_model_code (self, &document, 5, 15, &trust, NULL);
  CwGuid two = cw_test_model_code (self, &document, 5, 15, &time, NULL);
  const CwMemoTie tie = { CW_TIE_CODING, two };
  const CwMemoTexts texts = { .title = "M" };
  g_autoptr (CwMemo) memo = NULL;
  CwGuid memo_guid;

  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM passages"), ==, 1);
  cw_test_model_do (
    self, cw_memo_add (self->change, &texts, FALSE, NULL, &tie, 1, &memo_guid, &self->error));
  cw_test_model_do (self, cw_coding_remove (self->change, &one, &self->error));
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM passages"), ==, 1);
  /* The memo goes over to the passage, which stays for it. */
  cw_test_model_do (self, cw_coding_remove (self->change, &two, &self->error));
  memo = cw_memo_load (self->database, &memo_guid, NULL, &self->error);
  g_assert_cmpint (g_array_index (memo->ties, CwMemoTie, 0).kind, ==, CW_TIE_PASSAGE);
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM passages"), ==, 1);
  cw_test_model_do (self, cw_memo_delete (self->change, &memo_guid, &self->error));
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM passages"), ==, 0);
  cw_test_model_refused (self, cw_coding_remove (self->change, &two, &self->error),
                         CW_ERROR_NOT_FOUND, "there is no coding");
}

static void
test_set_range (CwTestModel  *self,
                gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  CwGuid time = cw_test_model_add_code (self, "Time");
  CwGuid one = cw_test_model_code (self, &document, 5, 15, &trust, NULL);
  CwGuid joined;

  cw_test_model_code (self, &document, 5, 15, &time, NULL);
  cw_test_model_code (self, &document, 30, 40, &trust, NULL);
  cw_test_model_do (self, cw_coding_set_range (self->change, &one, 6, 9, &joined, &self->error));
  assert_ranges (self, &document, &trust, "6:9 30:40");
  assert_ranges (self, &document, &time, "5:15");
  cw_test_model_do_nothing (self,
                            cw_coding_set_range (self->change, &one, 6, 9, &joined, &self->error));
  cw_test_model_do (self, cw_coding_set_range (self->change, &one, 35, 45, &joined, &self->error));
  g_assert_true (cw_guid_equal (&joined, &one));
  assert_ranges (self, &document, &trust, "30:45");
  cw_test_model_refused (self,
                         cw_coding_set_range (self->change, &one, 9, 6, &joined, &self->error),
                         CW_ERROR_INVALID, "nothing in it");
}

static void
test_recode (CwTestModel  *self,
             gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  CwGuid time = cw_test_model_add_code (self, "Time");
  CwGuid old = cw_test_model_code (self, &document, 0, 8, &time, NULL);
  CwGuid one = cw_test_model_code (self, &document, 5, 15, &trust, NULL);
  CwGuid alone = cw_test_model_code (self, &document, 40, 45, &trust, NULL);
  CwGuid joined;

  cw_test_model_do (self, cw_coding_recode (self->change, &alone, &time, &joined, &self->error));
  g_assert_true (cw_guid_equal (&joined, &alone));
  assert_ranges (self, &document, &time, "0:8 40:45");
  cw_test_model_do (self, cw_coding_recode (self->change, &one, &time, &joined, &self->error));
  g_assert_true (cw_guid_equal (&joined, &old));
  assert_ranges (self, &document, &time, "0:15 40:45");
  assert_ranges (self, &document, &trust, "");
}

static void
test_weight_and_comment (CwTestModel  *self,
                         gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  CwGuid one = cw_test_model_code (self, &document, 5, 15, &trust, NULL);
  g_autoptr (CwCoding) coding = NULL;
  const double weight = 0.5;
  const double infinite = INFINITY;

  cw_test_model_do (self, cw_coding_set_weight (self->change, &one, &weight, &self->error));
  cw_test_model_do_nothing (self, cw_coding_set_weight (self->change, &one, &weight, &self->error));
  cw_test_model_refused (self, cw_coding_set_weight (self->change, &one, &infinite, &self->error),
                         CW_ERROR_INVALID, "number");
  cw_test_model_do (self, cw_coding_set_comment (self->change, &one, "why", &self->error));
  coding = cw_coding_load (self->database, &one, &self->error);
  g_assert_cmpfloat (coding->weight, ==, 0.5);
  g_assert_cmpstr (coding->comment, ==, "why");
  cw_test_model_do (self, cw_coding_set_weight (self->change, &one, NULL, &self->error));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  CW_TEST_MODEL ("/model/coding/add", test_add);
  CW_TEST_MODEL ("/model/coding/again", test_again);
  CW_TEST_MODEL ("/model/coding/join", test_join);
  CW_TEST_MODEL ("/model/coding/join-keeps", test_join_keeps);
  CW_TEST_MODEL ("/model/coding/rounds-apart", test_rounds_apart);
  CW_TEST_MODEL ("/model/coding/refused", test_refused);
  CW_TEST_MODEL ("/model/coding/remove", test_remove);
  CW_TEST_MODEL ("/model/coding/set-range", test_set_range);
  CW_TEST_MODEL ("/model/coding/recode", test_recode);
  CW_TEST_MODEL ("/model/coding/weight-and-comment", test_weight_and_comment);
  return g_test_run ();
}
