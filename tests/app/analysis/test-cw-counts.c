/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-counts.h"
#include "cw-test-study.h"

#include <math.h>

static void
test_counts (void)
{
  g_autoptr (TestStudy) s = test_study_new ();
  g_autoptr (CwCounts) all = NULL;
  g_autoptr (CwCounts) own = NULL;
  g_autoptr (GError) error = NULL;
  CwGuid bob = test_study_coder (s, "Bob");
  CwGuid code = test_study_code (s, NULL, "Code");
  CwGuid document = test_study_document (s, "Doc", "three words, fünf", NULL);
  CwGuid acme = test_study_case (s, &s->case_type, NULL, "Acme");
  const CwCaseTypeCount *type;
  gint64 coded;
  gint64 length;

  test_study_case (s, &s->participant_type, &acme, "P");
  test_study_case (s, &s->participant_type, &acme, "Q");
  test_study_coding (s, &document, 0, 4, &code, &s->coder, NAN, NULL);
  test_study_coding (s, &document, 2, 6, &code, &s->coder, NAN, NULL);
  test_study_coding (s, &document, 10, 11, &code, &bob, NAN, NULL);

  all = cw_counts_load (s->database, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (all->documents, ==, 1);
  g_assert_cmpint (all->words, ==, 3);
  g_assert_cmpint (all->characters, ==, 17);
  g_assert_cmpint (all->cases, ==, 1);
  g_assert_cmpint (all->codes, ==, 1);
  g_assert_cmpint (all->codings, ==, 3);
  g_assert_cmpint (all->passages, ==, 3);
  g_assert_cmpint (all->coders, ==, 2);
  g_assert_cmpint (all->memos, ==, 0);
  g_assert_cmpint (all->rounds, ==, 0);
  g_assert_cmpuint (all->case_types->len, ==, 2);
  type = g_ptr_array_index (all->case_types, 1);
  g_assert_cmpstr (type->name, ==, "Person");
  g_assert_cmpstr (type->kind, ==, "participant");
  g_assert_cmpint (type->n_cases, ==, 2);

  own = cw_counts_load (s->database, &bob, &error);
  g_assert_no_error (error);
  g_assert_cmpint (own->codings, ==, 1);
  g_assert_cmpint (own->documents, ==, 1);

  g_assert_true (cw_counts_coded (s->database, &document, NULL, &coded, &length, &error));
  g_assert_cmpint (coded, ==, 7);
  g_assert_cmpint (length, ==, 17);
  g_assert_true (cw_counts_coded (s->database, &document, &bob, &coded, &length, &error));
  g_assert_cmpint (coded, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/counts/counts", test_counts);
  return g_test_run ();
}
