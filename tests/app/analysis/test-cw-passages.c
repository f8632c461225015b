/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-passages.h"
#include "cw-test-rounds.h"
#include "cw-test-study.h"

#include <math.h>
#include <string.h>

static GPtrArray *
load (TestStudy             *study,
      const CwPassageFilter *filter)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = cw_passages_load (study->database, filter, 0, &error);

  g_assert_no_error (error);
  return rows;
}

/* Each row in a line: document, start, end, code, coder, cases, weight, text, comment. */
static void
assert_rows (TestStudy             *study,
             const CwPassageFilter *filter,
             const char            *expected)
{
  g_autoptr (GPtrArray) rows = load (study, filter);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const CwPassageRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (out, "%s %d %d %s %s [%s] ", row->document_name, (int) row->start,
                              (int) row->end, row->code_path, row->coder_name, row->case_names);
      if (!isnan (row->weight))
        g_string_append_printf (out, "%g ", row->weight);
      g_string_append_printf (out, "<%s>%s\n", row->text, row->comment);
      g_assert_cmpuint (row->text_length, ==, strlen (row->text));
    }
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_rows (void)
{
  g_autoptr (TestStudy) s = test_study_new ();
  g_autoptr (CwPassageFilter) filter = cw_passage_filter_new ();
  g_autoptr (CwPassageFilter) none = cw_passage_filter_new ();
  CwGuid bob = test_study_coder (s, "Bob");
  CwGuid barrier = test_study_code (s, NULL, "Barrier");
  CwGuid time = test_study_code (s, &barrier, "Time");
  CwGuid trust = test_study_code (s, NULL, "Trust");
  CwGuid acme = test_study_case (s, &s->case_type, NULL, "Acme");
  CwGuid beta = test_study_case (s, &s->case_type, NULL, "Beta");
  CwGuid person = test_study_case (s, &s->participant_type, &acme, "Person");
  CwGuid two = test_study_document (s, "Two", "Grüße an 😀 alle", NULL);
  CwGuid one = test_study_document (s, "One", "plain words", "0 5 0 0 -1\n6 11 6 1 -1\n");
  CwGuid speaker = test_study_speaker (s, &one, 1, "P");

  test_study_whole (s, &acme, &two);
  test_study_whole (s, &person, &two);
  test_study_range (s, &beta, &two, 0, 5);
  test_study_by_speaker (s, &beta, &one, &speaker);
  test_study_coding (s, &one, 0, 5, &trust, &bob, NAN, NULL);
  test_study_coding (s, &one, 6, 11, &trust, &bob, 0.5, "both\nlines");
  test_study_coding (s, &two, 0, 5, &time, &bob, 0, NULL);
  test_study_coding (s, &two, 0, 5, &barrier, &s->coder, NAN, NULL);
  test_study_coding (s, &two, 9, 10, &time, &s->coder, NAN, NULL);

  assert_rows (s, NULL,
               "Two 0 5 Barrier Ada [Acme; Beta] <Grüße>\n"
               "Two 0 5 Barrier/Time Bob [Acme; Beta] 0 <Grüße>\n"
               "Two 9 10 Barrier/Time Ada [Acme] <😀>\n"
               "One 0 5 Trust Bob [] <plain>\n"
               "One 6 11 Trust Bob [Beta] 0.5 <words>both\nlines\n");
  cw_passage_filter_add_one (filter, CW_FILTER_CODE_TREES, &barrier);
  cw_passage_filter_add_one (filter, CW_FILTER_CODERS, &s->coder);
  assert_rows (s, filter,
               "Two 0 5 Barrier Ada [Acme; Beta] <Grüße>\n"
               "Two 9 10 Barrier/Time Ada [Acme] <😀>\n");
  cw_passage_filter_add_one (filter, CW_FILTER_CASES, &beta);
  assert_rows (s, filter, "Two 0 5 Barrier Ada [Acme; Beta] <Grüße>\n");
  cw_passage_filter_add (none, CW_FILTER_CODES, NULL, 0);
  assert_rows (s, none, "");
  cw_passage_filter_free (g_steal_pointer (&none));
  none = cw_passage_filter_new ();
  cw_passage_filter_add_one (none, CW_FILTER_SPEAKERS, &speaker);
  assert_rows (s, none, "One 6 11 Trust Bob [Beta] 0.5 <words>both\nlines\n");
  cw_passage_filter_free (g_steal_pointer (&none));
  none = cw_passage_filter_new ();
  cw_passage_filter_add_one (none, CW_FILTER_CASE_TREES, &acme);
  cw_passage_filter_add_one (none, CW_FILTER_CASES, &person);
  cw_passage_filter_add_one (none, CW_FILTER_DOCUMENTS, &two);
  assert_rows (s, none,
               "Two 0 5 Barrier Ada [Acme; Beta] <Grüße>\n"
               "Two 0 5 Barrier/Time Bob [Acme; Beta] 0 <Grüße>\n"
               "Two 9 10 Barrier/Time Ada [Acme] <😀>\n");
}

static void
test_rounds_and_areas (void)
{
  g_autoptr (TestStudy) s = test_study_new ();
  g_autoptr (CwPassageFilter) filter = cw_passage_filter_new ();
  CwGuid code = test_study_code (s, NULL, "Code");
  CwGuid document = test_study_document (s, "Doc", "abc", NULL);
  CwGuid coding = test_study_coding (s, &document, 0, 1, &code, &s->coder, NAN, NULL);
  CwGuid area = test_study_coding (s, &document, 1, 2, &code, &s->coder, NAN, NULL);
  CwGuid round;

  cw_guid_init_new (&round);
  test_study_run (s, "INSERT INTO rounds (guid, name, position, created) VALUES (?1, 'R', 1, 0)",
                  CW_BIND (cw_guid_value (&round)));
  test_study_run (s, "UPDATE codings SET round = ?1 WHERE guid = ?2",
                  CW_BIND (cw_guid_value (&round), cw_guid_value (&coding)));
  test_study_run (s, "UPDATE codings SET start = NULL, \"end\" = NULL WHERE guid = ?1",
                  CW_BIND (cw_guid_value (&area)));
  assert_rows (s, NULL, "Doc -1 -1 Code Ada [] <>\nDoc 0 1 Code Ada [] <a>\n");
  cw_passage_filter_add_one (filter, CW_FILTER_ROUNDS, &round);
  assert_rows (s, filter, "Doc 0 1 Code Ada [] <a>\n");
}

static void
test_limit (void)
{
  g_autoptr (TestStudy) s = test_study_new ();
  g_autoptr (GPtrArray) rows = NULL;
  CwGuid code = test_study_code (s, NULL, "Code");
  CwGuid document = test_study_document (s, "Doc", "abc", NULL);

  for (guint i = 0; i < 3; i++)
    test_study_coding (s, &document, i, i + 1, &code, &s->coder, NAN, NULL);
  rows = cw_passages_load (s->database, NULL, 2, NULL);
  g_assert_cmpuint (rows->len, ==, 2);
}

typedef struct
{
  guint document, start, end, code, coder;
} Expected;

static int
compare_expected (gconstpointer a,
                  gconstpointer b)
{
  return memcmp (a, b, sizeof (Expected));
}

/* memcmp orders big-endian numbers. */
static Expected
make_expected (guint document,
               guint start,
               guint end,
               guint code,
               guint coder)
{
  return (Expected) { GUINT_TO_BE (document), GUINT_TO_BE (start), GUINT_TO_BE (end),
                      GUINT_TO_BE (code), GUINT_TO_BE (coder) };
}

static void
check_order (TestStudy             *s,
             const CwPassageFilter *filter,
             GArray                *expected,
             char                 **names,
             char                 **texts)
{
  g_autoptr (GPtrArray) rows = load (s, filter);

  g_array_sort (expected, compare_expected);
  g_assert_cmpuint (rows->len, ==, expected->len);
  for (guint i = 0; i < rows->len; i++)
    {
      const CwPassageRow *row = g_ptr_array_index (rows, i);
      const Expected *wanted = &g_array_index (expected, Expected, i);
      guint document = GUINT_FROM_BE (wanted->document);
      g_autofree char *text = g_utf8_substring (texts[document], GUINT_FROM_BE (wanted->start),
                                                GUINT_FROM_BE (wanted->end));

      g_assert_cmpstr (row->document_name, ==, names[document]);
      g_assert_cmpint (row->start, ==, GUINT_FROM_BE (wanted->start));
      g_assert_cmpint (row->end, ==, GUINT_FROM_BE (wanted->end));
      g_assert_cmpint (row->code_path[0] - 'A', ==, (int) GUINT_FROM_BE (wanted->code));
      g_assert_cmpstr (row->text, ==, text);
    }
}

/* Few and many codes are read in different ways: both against a plain list. */
static void
random_round (void)
{
  static const char *const letters[] = { "a", "é", "日", "😀", "\n", "b" };
  g_autoptr (TestStudy) s = test_study_new ();
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Expected));
  g_autoptr (GArray) some = g_array_new (FALSE, FALSE, sizeof (Expected));
  g_autoptr (CwPassageFilter) filter = cw_passage_filter_new ();
  guint n_codes = (guint) g_test_rand_int_range (1, 20);
  guint n_wanted = (guint) g_test_rand_int_range (0, (gint32) n_codes + 1);
  CwGuid codes[20];
  CwGuid documents[4];
  char *names[4];
  char *texts[4];

  for (guint i = 0; i < n_codes; i++)
    {
      const char name[] = { (char) ('A' + i), '\0' };

      codes[i] = test_study_code (s, NULL, name);
    }
  for (guint i = 0; i < 4; i++)
    {
      GString *text = g_string_new (NULL);

      for (guint j = 0; j < 700; j++)
        g_string_append (text, letters[g_test_rand_int_range (0, i == 0 ? 1 : 6)]);
      names[i] = g_strdup_printf ("D%u", i);
      texts[i] = g_string_free (text, FALSE);
      documents[i] = test_study_document (s, names[i], texts[i], NULL);
    }
  for (guint i = 0; i < 150; i++)
    {
      guint document = (guint) g_test_rand_int_range (0, 4);
      guint start = (guint) g_test_rand_int_range (0, 700);
      guint end = (guint) g_test_rand_int_range ((gint32) start + 1, 701);
      guint code = (guint) g_test_rand_int_range (0, (gint32) n_codes);
      Expected expected = make_expected (document, start, end, code, 0);

      test_study_coding (s, &documents[document], start, end, &codes[code], &s->coder, NAN, NULL);
      g_array_append_val (all, expected);
      if (code < n_wanted)
        g_array_append_val (some, expected);
    }
  cw_passage_filter_add (filter, CW_FILTER_CODES, codes, n_wanted);
  check_order (s, NULL, all, names, texts);
  check_order (s, filter, some, names, texts);
  for (guint i = 0; i < 4; i++)
    {
      g_free (names[i]);
      g_free (texts[i]);
    }
}

static void
test_random (void)
{
  guint rounds = cw_test_rounds (10, 300);

  for (guint i = 0; i < rounds; i++)
    random_round ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/passages/rows", test_rows);
  g_test_add_func ("/analysis/passages/rounds-and-areas", test_rounds_and_areas);
  g_test_add_func ("/analysis/passages/limit", test_limit);
  g_test_add_func ("/analysis/passages/random", test_random);
  return g_test_run ();
}
