/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-error.h"
#include "cw-matrix.h"
#include "cw-passages.h"
#include "cw-test-study.h"

#include <math.h>
#include <string.h>

/* "alpha" 0-5, "beta" 6-10, "gamma" 11-16, "delta" 17-22, "epsilon" 23-30. */
#define WORDS "alpha beta gamma delta epsilon"

typedef struct
{
  TestStudy *study;
  CwGuid bob;
  CwGuid barrier, time, trust;
  CwGuid acme, beta, empty, person;
  CwGuid one, two;
  CwGuid person_speaker;
} Fixture;

/*
 * Acme has document one wholly, Beta the range 0-16 of document two, whose speaker P
 * (17-30) is the person of Acme. Empty has nothing.
 */
static void
fixture_set_up (Fixture      *f,
                gconstpointer user_data)
{
  TestStudy *s = f->study = test_study_new ();

  f->bob = test_study_coder (s, "Bob");
  f->barrier = test_study_code (s, NULL, "Barrier");
  f->time = test_study_code (s, &f->barrier, "Time");
  f->trust = test_study_code (s, NULL, "Trust");
  f->acme = test_study_case (s, &s->case_type, NULL, "Acme");
  f->beta = test_study_case (s, &s->case_type, NULL, "Beta");
  f->empty = test_study_case (s, &s->case_type, NULL, "Empty");
  f->person = test_study_case (s, &s->participant_type, &f->acme, "Person");
  f->one = test_study_document (s, "One", WORDS, NULL);
  f->two = test_study_document (s, "Two", WORDS, "0 16 0 0 -1\n17 30 17 1 -1\n");
  test_study_speaker (s, &f->two, 0, "I");
  f->person_speaker = test_study_speaker (s, &f->two, 1, "P");
  test_study_whole (s, &f->acme, &f->one);
  test_study_range (s, &f->beta, &f->two, 0, 16);
  test_study_by_speaker (s, &f->person, &f->two, &f->person_speaker);

  test_study_coding (s, &f->one, 0, 10, &f->time, &s->coder, NAN, NULL);
  test_study_coding (s, &f->one, 6, 16, &f->time, &f->bob, NAN, NULL);
  test_study_coding (s, &f->one, 0, 5, &f->barrier, &s->coder, NAN, NULL);
  test_study_coding (s, &f->two, 0, 5, &f->trust, &s->coder, NAN, NULL);
  test_study_coding (s, &f->two, 17, 22, &f->trust, &s->coder, NAN, NULL);
  test_study_coding (s, &f->two, 11, 22, &f->time, &f->bob, NAN, NULL);
}

static void
fixture_tear_down (Fixture      *f,
                   gconstpointer user_data)
{
  test_study_free (f->study);
}

static CwTable *
ask (Fixture               *f,
     const char            *rows,
     const char            *columns,
     CwMeasure              measure,
     CwPercent              percent,
     gboolean               rollup,
     const CwPassageFilter *filter)
{
  g_autoptr (GError) error = NULL;
  CwMatrixQuestion question = { .measure = measure,
                                .percent = percent,
                                .rollup = rollup,
                                .filter = filter };
  CwTable *table;

  cw_axis_parse (f->study->database, rows, &question.rows, &error);
  g_assert_no_error (error);
  cw_axis_parse (f->study->database, columns, &question.columns, &error);
  g_assert_no_error (error);
  table = cw_matrix_compute (f->study->database, &question, &error);
  g_assert_no_error (error);
  g_assert_nonnull (table);
  return table;
}

/* The whole table as text: heads, cells, totals. */
static void
assert_table (const CwTable *table,
              const char    *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint n_rows = cw_table_n_rows (table);
  guint n_columns = cw_table_n_columns (table);

  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (out, "|%s", cw_table_get_column (table, i)->label);
  g_string_append (out, "|\n");
  for (guint i = 0; i <= n_rows; i++)
    {
      guint row = i < n_rows ? i : CW_TABLE_TOTAL;

      g_string_append (out, i < n_rows ? cw_table_get_row (table, i)->label : "*");
      for (guint j = 0; j <= n_columns; j++)
        {
          CwCell cell = cw_table_get_cell (table, row, j < n_columns ? j : CW_TABLE_TOTAL);

          if (cell.kind == CW_CELL_EMPTY)
            g_string_append (out, " -");
          else
            g_string_append_printf (out, cell.kind == CW_CELL_PERCENT ? " %.1f%%" : " %.0f",
                                    cell.number);
        }
      g_string_append_c (out, '\n');
    }
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_codes_by_cases (Fixture      *f,
                     gconstpointer user_data)
{
  g_autoptr (CwTable) plain = ask (f, "codes", "cases", CW_MEASURE_CODINGS, CW_PERCENT_NONE, FALSE,
                                   NULL);
  g_autoptr (CwTable) rolled = ask (f, "codes", "cases", CW_MEASURE_CODINGS, CW_PERCENT_NONE, TRUE,
                                    NULL);
  g_autoptr (CwTable) turned = ask (f, "cases", "codes", CW_MEASURE_CODINGS, CW_PERCENT_NONE, FALSE,
                                    NULL);

  assert_table (plain, "|Acme|Beta|Empty|\n"
                       "Barrier 1 0 - 1\n"
                       "Time 2 1 - 3\n"
                       "Trust 0 1 - 1\n"
                       "* 3 2 - 5\n");
  /* With a rollup, what the person of Acme says counts in Acme. */
  assert_table (rolled, "|Acme|Beta|Empty|\n"
                        "Barrier 4 1 - 4\n"
                        "Time 3 1 - 3\n"
                        "Trust 1 1 - 2\n"
                        "* 5 2 - 6\n");
  assert_table (turned, "|Barrier|Time|Trust|\n"
                        "Acme 1 2 0 3\n"
                        "Beta 0 1 1 2\n"
                        "Empty - - - -\n"
                        "* 1 3 1 5\n");
  g_assert_cmpstr (cw_table_get_title (plain), ==, "Codes × Cases of the type Firm: codings");
  g_assert_cmpstr (cw_table_get_cell (plain, 0, 2).text, ==, "no document belongs to it");
  g_assert_cmpstr (cw_table_get_row (plain, 1)->path, ==, "Barrier/Time");
  g_assert_cmpuint (cw_table_get_row (plain, 1)->depth, ==, 1);
  g_assert_true (cw_guid_equal (&cw_table_get_column (plain, 1)->guid, &f->beta));
  g_assert_cmpstr (cw_table_get_row_noun (plain), ==, "code");
  g_assert_true (cw_table_has_totals (plain));
}

static void
test_measures (Fixture      *f,
               gconstpointer user_data)
{
  static const struct
  {
    const char *rows;
    const char *columns;
    CwMeasure measure;
    gboolean rollup;
    const char *expected;
  } cases[] = {
    { "codes", "cases", CW_MEASURE_CHARACTERS, FALSE,
      "|Acme|Beta|Empty|\nBarrier 5 0 - 5\nTime 16 11 - 27\nTrust 0 5 - 5\n* 16 16 - 32\n" },
    { "codes", "cases", CW_MEASURE_WORDS, FALSE,
      "|Acme|Beta|Empty|\nBarrier 1 0 - 1\nTime 3 2 - 5\nTrust 0 1 - 1\n* 3 3 - 6\n" },
    { "codes", "documents", CW_MEASURE_CHARACTERS, TRUE,
      "|One|Two|\nBarrier 16 11 27\nTime 16 11 27\nTrust 0 10 10\n* 16 16 32\n" },
    { "codes", "coders", CW_MEASURE_DOCUMENTS, FALSE,
      "|Ada|Bob|\nBarrier 1 0 1\nTime 1 2 2\nTrust 1 0 1\n* 2 2 2\n" },
    { "codes", "documents", CW_MEASURE_CASES, FALSE,
      "|One|Two|\nBarrier 1 0 1\nTime 1 1 2\nTrust 0 1 1\n* 1 1 2\n" },
    { "codes", "documents", CW_MEASURE_PRESENCE, FALSE,
      "|One|Two|\nBarrier 1 0 1\nTime 1 1 2\nTrust 0 1 1\n* 2 2 4\n" },
    { "codes", "cases:Person", CW_MEASURE_CODINGS, FALSE,
      "|Person|\nBarrier 0 0\nTime 1 1\nTrust 1 1\n* 2 2\n" },
    { "codes", "speakers", CW_MEASURE_CODINGS, FALSE,
      "|I|P|\nBarrier 0 0 0\nTime 1 1 1\nTrust 1 1 2\n* 2 2 3\n" },
    { "coders", "documents", CW_MEASURE_CODINGS, FALSE,
      "|One|Two|\nAda 2 2 4\nBob 1 1 2\n* 3 3 6\n" },
    { "cases", "cases:Person", CW_MEASURE_CODINGS, FALSE,
      "|Person|\nAcme 0 0\nBeta 1 1\nEmpty - -\n* 1 1\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwTable) table = ask (f, cases[i].rows, cases[i].columns, cases[i].measure,
                                       CW_PERCENT_NONE, cases[i].rollup, NULL);

      assert_table (table, cases[i].expected);
    }
}

static void
test_percent (Fixture      *f,
              gconstpointer user_data)
{
  g_autoptr (CwTable) row = ask (f, "codes", "documents", CW_MEASURE_CODINGS, CW_PERCENT_ROW, FALSE,
                                 NULL);
  g_autoptr (CwTable) column = ask (f, "codes", "documents", CW_MEASURE_CODINGS, CW_PERCENT_COLUMN,
                                    FALSE, NULL);
  g_autoptr (CwTable) table = ask (f, "codes", "documents", CW_MEASURE_CODINGS, CW_PERCENT_TABLE,
                                   FALSE, NULL);
  g_autoptr (CwPassageFilter) none = cw_passage_filter_new ();
  g_autoptr (CwTable) empty = NULL;

  assert_table (row, "|One|Two|\nBarrier 100.0% 0.0% 100.0%\nTime 66.7% 33.3% 100.0%\n"
                     "Trust 0.0% 100.0% 100.0%\n* 50.0% 50.0% 100.0%\n");
  assert_table (column, "|One|Two|\nBarrier 33.3% 0.0% 16.7%\nTime 66.7% 33.3% 50.0%\n"
                        "Trust 0.0% 66.7% 33.3%\n* 100.0% 100.0% 100.0%\n");
  assert_table (table, "|One|Two|\nBarrier 16.7% 0.0% 16.7%\nTime 33.3% 16.7% 50.0%\n"
                       "Trust 0.0% 33.3% 33.3%\n* 50.0% 50.0% 100.0%\n");
  g_assert_cmpstr (cw_table_get_unit (row), ==, "percent of the row's codings");

  cw_passage_filter_add (none, CW_FILTER_ROUNDS, NULL, 0);
  empty = ask (f, "codes", "documents", CW_MEASURE_CODINGS, CW_PERCENT_ROW, FALSE, none);
  g_assert_cmpint (cw_table_get_cell (empty, 0, 0).kind, ==, CW_CELL_EMPTY);
}

static void
test_filters (Fixture      *f,
              gconstpointer user_data)
{
  g_autoptr (CwPassageFilter) by_bob = cw_passage_filter_new ();
  g_autoptr (CwPassageFilter) in_beta = cw_passage_filter_new ();
  g_autoptr (CwPassageFilter) barrier = cw_passage_filter_new ();
  g_autoptr (CwTable) bob = NULL;
  g_autoptr (CwTable) beta = NULL;
  g_autoptr (CwTable) rolled = NULL;

  cw_passage_filter_add_one (by_bob, CW_FILTER_CODERS, &f->bob);
  bob = ask (f, "codes", "cases", CW_MEASURE_CODINGS, CW_PERCENT_NONE, FALSE, by_bob);
  assert_table (bob,
                "|Acme|Beta|Empty|\nBarrier 0 0 - 0\nTime 1 1 - 2\nTrust 0 0 - 0\n* 1 1 - 2\n");

  cw_passage_filter_add_one (in_beta, CW_FILTER_CASES, &f->beta);
  beta = ask (f, "codes", "documents", CW_MEASURE_CODINGS, CW_PERCENT_NONE, FALSE, in_beta);
  assert_table (beta, "|Two|\nBarrier 0 0\nTime 1 1\nTrust 1 1\n* 2 2\n");
  g_assert_nonnull (strstr (cw_table_get_question (beta), "Only cases: Beta."));

  /* A code that is named stands, with a rollup, for itself and those below it. */
  cw_passage_filter_add_one (barrier, CW_FILTER_CODES, &f->barrier);
  rolled = ask (f, "codes", "documents", CW_MEASURE_CODINGS, CW_PERCENT_NONE, TRUE, barrier);
  assert_table (rolled, "|One|Two|\nBarrier 3 1 4\n* 3 1 4\n");
}

static CwGuid
add_attribute (TestStudy  *s,
               const char *name,
               const char *owner,
               const char *type)
{
  CwGuid guid;

  cw_guid_init_new (&guid);
  test_study_run (s, "INSERT INTO attributes VALUES (?1, ?2, ?3, NULL, ?4, '', '', 1)",
                  CW_BIND (cw_guid_value (&guid), cw_text_value (name), cw_text_value (owner),
                           cw_text_value (type)));
  return guid;
}

static CwGuid
add_choice (TestStudy    *s,
            const CwGuid *attribute,
            const char   *label,
            gint64        position)
{
  CwGuid guid;

  cw_guid_init_new (&guid);
  test_study_run (s, "INSERT INTO attribute_choices VALUES (?1, ?2, ?3, ?4)",
                  CW_BIND (cw_guid_value (&guid), cw_guid_value (attribute), cw_text_value (label),
                           cw_int_value (position)));
  return guid;
}

static void
set_value (TestStudy    *s,
           const CwGuid *attribute,
           const CwGuid *case_guid,
           const CwGuid *document,
           CwValue       value,
           const CwGuid *choice)
{
  CwGuid guid;

  cw_guid_init_new (&guid);
  test_study_run (s, "INSERT INTO attribute_values VALUES (?1, ?2, ?3, ?4, NULL, ?5, ?6)",
                  CW_BIND (cw_guid_value (&guid), cw_guid_value (attribute),
                           cw_guid_value (case_guid), cw_guid_value (document), value,
                           cw_guid_value (choice)));
}

static void
test_attributes (Fixture      *f,
                 gconstpointer user_data)
{
  TestStudy *s = f->study;
  CwGuid size = add_attribute (s, "Size", "case", "integer");
  CwGuid wave = add_attribute (s, "Wave", "document", "text");
  g_autoptr (CwTable) sizes = NULL;
  g_autoptr (CwTable) waves = NULL;

  set_value (s, &size, &f->acme, NULL, cw_int_value (200), NULL);
  set_value (s, &size, &f->beta, NULL, cw_int_value (30), NULL);
  set_value (s, &wave, NULL, &f->two, cw_text_value ("first"), NULL);
  sizes = ask (f, "codes", "attribute:Size", CW_MEASURE_CODINGS, CW_PERCENT_NONE, FALSE, NULL);
  assert_table (sizes, "|30|200|(no value)|\nBarrier 0 1 - 1\nTime 1 2 - 3\nTrust 1 0 - 1\n"
                       "* 2 3 - 5\n");
  g_assert_cmpstr (cw_table_get_column_noun (sizes), ==, "Size");
  waves = ask (f, "codes", "attribute:Wave", CW_MEASURE_CODINGS, CW_PERCENT_NONE, FALSE, NULL);
  assert_table (waves, "|first|(no value)|\nBarrier 0 1 1\nTime 1 2 3\nTrust 2 0 2\n* 3 3 6\n");
}

static void
test_attribute_types (Fixture      *f,
                      gconstpointer user_data)
{
  TestStudy *s = f->study;
  CwGuid share = add_attribute (s, "Share", "document", "decimal");
  CwGuid open = add_attribute (s, "Open", "document", "yes-no");
  CwGuid fields = add_attribute (s, "Fields", "case", "choices");
  CwGuid toys = add_choice (s, &fields, "toys", 1);
  CwGuid arms = add_choice (s, &fields, "arms", 2);
  g_autoptr (CwTable) by_share = NULL;
  g_autoptr (CwTable) by_open = NULL;
  g_autoptr (CwTable) by_field = NULL;

  add_choice (s, &fields, "none", 3);
  set_value (s, &share, NULL, &f->one, cw_double_value (10), NULL);
  set_value (s, &share, NULL, &f->two, cw_double_value (0.1), NULL);
  set_value (s, &open, NULL, &f->one, cw_int_value (0), NULL);
  set_value (s, &open, NULL, &f->two, cw_int_value (1), NULL);
  set_value (s, &fields, &f->acme, NULL, cw_null_value (), &toys);
  set_value (s, &fields, &f->acme, NULL, cw_null_value (), &arms);
  set_value (s, &fields, &f->beta, NULL, cw_null_value (), &arms);
  by_share = ask (f, "coders", "attribute:Share", CW_MEASURE_CODINGS, CW_PERCENT_NONE, FALSE, NULL);
  assert_table (by_share, "|0.1|10|\nAda 2 2 4\nBob 1 1 2\n* 3 3 6\n");
  by_open = ask (f, "coders", "attribute:Open", CW_MEASURE_CODINGS, CW_PERCENT_NONE, FALSE, NULL);
  assert_table (by_open, "|yes|no|\nAda 2 2 4\nBob 1 1 2\n* 3 3 6\n");

  /* Choices are in their own order; what has two of them counts once in the total. */
  by_field = ask (f, "codes", "attribute:Fields", CW_MEASURE_CODINGS, CW_PERCENT_NONE, FALSE, NULL);
  assert_table (by_field, "|toys|arms|none|(no value)|\nBarrier 1 1 - - 1\nTime 2 3 - - 3\n"
                          "Trust 0 1 - - 1\n* 3 5 - - 5\n");
}

static void
test_code_sets (Fixture      *f,
                gconstpointer user_data)
{
  TestStudy *s = f->study;
  g_autoptr (CwTable) sets = NULL;
  g_autoptr (CwTable) rolled = NULL;
  const CwGuid *members[] = { &f->barrier, &f->trust };
  CwGuid set;
  CwGuid guid;

  cw_guid_init_new (&set);
  test_study_run (s, "INSERT INTO code_sets VALUES (?1, 'Both', '', 1)",
                  CW_BIND (cw_guid_value (&set)));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      cw_guid_init_new (&guid);
      test_study_run (s, "INSERT INTO code_set_members VALUES (?1, ?2, ?3, ?4)",
                      CW_BIND (cw_guid_value (&guid), cw_guid_value (&set),
                               cw_guid_value (members[i]), cw_int_value (i)));
    }
  sets = ask (f, "codesets", "codes", CW_MEASURE_CODINGS, CW_PERCENT_NONE, FALSE, NULL);
  assert_table (sets, "|Barrier|Time|Trust|\nBoth 1 0 2 3\n* 1 0 2 3\n");
  rolled = ask (f, "codesets", "coders", CW_MEASURE_CODINGS, CW_PERCENT_NONE, TRUE, NULL);
  assert_table (rolled, "|Ada|Bob|\nBoth 4 2 6\n* 4 2 6\n");
}

static void
test_cell_filter (Fixture      *f,
                  gconstpointer user_data)
{
  g_autoptr (CwTable) table = ask (f, "codes", "cases", CW_MEASURE_CODINGS, CW_PERCENT_NONE, TRUE,
                                   NULL);
  g_autoptr (CwPassageFilter) filter = cw_table_dup_cell_filter (table, 0, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = cw_passages_load (f->study->database, filter, 0, &error);
  const CwPassageRow *row;

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->code_path, ==, "Barrier/Time");
  g_assert_cmpstr (row->text, ==, "gamma delta");
  g_assert_cmpstr (row->case_names, ==, "Beta");
}

static void
test_refusals (Fixture      *f,
               gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  CwMatrixQuestion question = { .rows = { CW_AXIS_CODES }, .columns = { CW_AXIS_CODES } };
  CwMeasure measure;
  CwPercent percent;

  g_assert_null (cw_matrix_compute (f->study->database, &question, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (cw_axis_parse (f->study->database, "colours", &question.rows, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (cw_axis_parse (f->study->database, "cases:Planet", &question.rows, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  add_attribute (f->study, "Age", "respondent", "integer");
  g_assert_true (cw_axis_parse (f->study->database, "attribute:Age", &question.rows, &error));
  g_assert_null (cw_matrix_compute (f->study->database, &question, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (cw_measure_parse ("sums", &measure, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_true (cw_percent_parse ("column", &percent, NULL));
  g_assert_cmpint (percent, ==, CW_PERCENT_COLUMN);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/analysis/matrix/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("codes-by-cases", test_codes_by_cases);
  ADD ("measures", test_measures);
  ADD ("percent", test_percent);
  ADD ("filters", test_filters);
  ADD ("attributes", test_attributes);
  ADD ("attribute-types", test_attribute_types);
  ADD ("code-sets", test_code_sets);
  ADD ("cell-filter", test_cell_filter);
  ADD ("refusals", test_refusals);
  return g_test_run ();
}
