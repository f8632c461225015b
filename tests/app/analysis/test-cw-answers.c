/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-case.h"
#include "cw-code.h"
#include "cw-coding.h"
#include "cw-counts.h"
#include "cw-document.h"
#include "cw-matrix.h"
#include "cw-membership.h"
#include "cw-passages.h"
#include "cw-search.h"
#include "cw-speaker.h"
#include "cw-test-study.h"
#include "cw-turns.h"

#include <string.h>

/* The same answers from a study that is made as a person makes it: by the model. */

#define TALK "I: How is it?\nMIA: There is no time for öl.\nI: And trust?\nMIA: Trust we have."

typedef struct
{
  TestStudy *study;
  CwGuid document, barrier, time, trust, acme, mia;
} Fixture;

static void
code_words (Fixture      *f,
            CwChange     *change,
            const CwGuid *code,
            const char   *words)
{
  g_autoptr (GError) error = NULL;
  const char *found = strstr (TALK, words);
  CwCodingSpec spec = { .document = &f->document, .code = code };
  CwGuid guid;

  spec.start = (guint32) g_utf8_pointer_to_offset (TALK, found);
  spec.end = spec.start + (guint32) g_utf8_strlen (words, -1);
  cw_coding_add (change, &spec, &guid, &error);
  g_assert_no_error (error);
}

static void
make_study (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = cw_text_new_plain (TALK, -1);
  g_autoptr (CwDocumentDraft) draft = NULL;
  g_autoptr (CwChange) change = NULL;
  guint n_documents;
  CwGuid type;

  cw_turns_find (text);
  g_assert_cmpuint (text->turns->len, ==, 4);
  draft = cw_document_draft_new (text, NULL, "talk.txt", FALSE);
  change = cw_change_begin (f->study->project, &f->study->coder, "Make a study", NULL,
                            CW_CHANGE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (cw_document_add (change, draft, "Talk", &f->document, &error));
  g_assert_true (cw_case_add (change, "Acme", &f->study->case_type, NULL, &f->acme, &error));
  type = f->study->participant_type;
  g_assert_true (cw_case_add (change, "Mia", &type, &f->acme, &f->mia, &error));
  g_assert_true (cw_membership_assign (change, &f->acme, &f->document, NULL, &error));
  g_assert_true (
    cw_membership_assign_speaker (change, &f->mia, "MIA", &f->document, &n_documents, &error));
  g_assert_true (cw_code_add (change, NULL, "Barrier", NULL, &f->barrier, &error));
  g_assert_true (cw_code_add (change, &f->barrier, "Time", NULL, &f->time, &error));
  g_assert_true (cw_code_add (change, NULL, "Trust", NULL, &f->trust, &error));
  code_words (f, change, &f->time, "no time for öl");
  code_words (f, change, &f->trust, "And trust?");
  code_words (f, change, &f->trust, "Trust we have.");
  g_assert_true (cw_change_commit (change, &error));
  g_assert_no_error (error);
}

static CwTable *
ask (Fixture    *f,
     const char *columns,
     gboolean    rollup)
{
  g_autoptr (GError) error = NULL;
  CwMatrixQuestion question = { .rows = { CW_AXIS_CODES }, .rollup = rollup };
  CwTable *table;

  g_assert_true (cw_axis_parse (f->study->database, columns, &question.columns, &error));
  table = cw_matrix_compute (f->study->database, &question, &error);
  g_assert_no_error (error);
  return table;
}

static double
number_at (CwTable    *table,
           const char *path)
{
  for (guint i = 0; i < cw_table_n_rows (table); i++)
    if (g_str_equal (cw_table_get_row (table, i)->path, path))
      return cw_table_get_cell (table, i, 0).number;
  g_assert_not_reached ();
}

static void
test_answers (void)
{
  Fixture f = { .study = test_study_new () };
  CwSearchQuestion question = { .query = "ol OR trust", .context = 4 };
  g_autoptr (CwTable) by_case = NULL;
  g_autoptr (CwTable) by_person = NULL;
  g_autoptr (CwTable) rolled = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (CwPassageFilter) filter = cw_passage_filter_new ();
  g_autoptr (CwCounts) counts = NULL;
  const CwSearchHit *hit;
  const CwPassageRow *row;

  test_study_run (f.study, "COMMIT", NULL);
  make_study (&f);
  by_case = ask (&f, "cases", FALSE);
  g_assert_cmpfloat (number_at (by_case, "Barrier"), ==, 0);
  g_assert_cmpfloat (number_at (by_case, "Barrier/Time"), ==, 1);
  g_assert_cmpfloat (number_at (by_case, "Trust"), ==, 2);
  by_person = ask (&f, "cases:Person", FALSE);
  g_assert_cmpfloat (number_at (by_person, "Barrier/Time"), ==, 1);
  g_assert_cmpfloat (number_at (by_person, "Trust"), ==, 1);
  rolled = ask (&f, "documents", TRUE);
  g_assert_cmpfloat (number_at (rolled, "Barrier"), ==, 1);

  hits = cw_search_load (f.study->database, &question, 0, NULL);
  g_assert_cmpuint (hits->len, ==, 3);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpstr (hit->text, ==, "öl");
  g_assert_cmpstr (hit->before, ==, "for ");

  cw_passage_filter_add_one (filter, CW_FILTER_CASES, &f.mia);
  cw_passage_filter_add_one (filter, CW_FILTER_CODES, &f.trust);
  rows = cw_passages_load (f.study->database, filter, 0, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->text, ==, "Trust we have.");
  g_assert_cmpstr (row->case_names, ==, "Acme");

  counts = cw_counts_load (f.study->database, NULL, NULL);
  g_assert_cmpint (counts->codings, ==, 3);
  g_assert_cmpint (counts->cases, ==, 1);
  test_study_run (f.study, "BEGIN", NULL);
  test_study_free (f.study);
}

/* "A 2 B 0": codings of a code by speaker, or by case of a type. */
static char *
codings_by (Fixture    *f,
            const char *columns,
            const char *path)
{
  g_autoptr (CwTable) table = ask (f, columns, FALSE);
  GString *list = g_string_new (NULL);

  for (guint row = 0; row < cw_table_n_rows (table); row++)
    for (guint i = 0; i < cw_table_n_columns (table); i++)
      if (g_str_equal (cw_table_get_row (table, row)->path, path))
        g_string_append_printf (list, "%s%s %g", i > 0 ? " " : "",
                                cw_table_get_column (table, i)->label,
                                cw_table_get_cell (table, row, i).number);
  return g_string_free (list, FALSE);
}

static guint
count_said_by (Fixture    *f,
               const char *label)
{
  g_autoptr (CwPassageFilter) filter = cw_passage_filter_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  CwGuid guid;

  g_assert_true (cw_speaker_find (f->study->database, &f->document, label, &guid, &error));
  cw_passage_filter_add_one (filter, CW_FILTER_SPEAKERS, &guid);
  rows = cw_passages_load (f->study->database, filter, 0, &error);
  g_assert_no_error (error);
  return rows->len;
}

static void
assert_codings (Fixture    *f,
                const char *columns,
                const char *path,
                const char *expected)
{
  g_autofree char *found = codings_by (f, columns, path);

  g_assert_cmpstr (found, ==, expected);
}

/* What is answered by speaker and by participant follows who is said to speak. */
static void
test_speakers (void)
{
  Fixture f = { .study = test_study_new () };
  g_autoptr (GError) error = NULL;
  g_autoptr (CwChange) change = NULL;
  const guint last[] = { 3 };
  CwGuid me, mia, other;

  test_study_run (f.study, "COMMIT", NULL);
  make_study (&f);
  assert_codings (&f, "speakers", "Trust", "I 1 MIA 1");
  assert_codings (&f, "cases:Person", "Trust", "Mia 1");
  change = cw_change_begin (f.study->project, &f.study->coder, "Speakers", NULL, CW_CHANGE_DEFAULT,
                            &error);
  g_assert_true (cw_speaker_find (f.study->database, &f.document, "MIA", &mia, &error));
  g_assert_true (cw_speaker_find (f.study->database, &f.document, "I", &me, &error));

  g_assert_true (cw_speaker_split (change, &mia, last, 1, "JO", &other, &error));
  assert_codings (&f, "speakers", "Trust", "I 1 MIA 0 JO 1");
  assert_codings (&f, "cases:Person", "Trust", "Mia 0");
  assert_codings (&f, "cases:Person", "Barrier/Time", "Mia 1");
  g_assert_cmpuint (count_said_by (&f, "JO"), ==, 1);
  g_assert_cmpuint (count_said_by (&f, "MIA"), ==, 1);

  g_assert_true (cw_speaker_merge (change, &mia, &other, FALSE, NULL, &error));
  g_assert_true (cw_speaker_rename (change, &other, "Mia", &error));
  assert_codings (&f, "speakers", "Trust", "I 1 Mia 1");
  assert_codings (&f, "cases:Person", "Trust", "Mia 1");
  g_assert_cmpuint (count_said_by (&f, "Mia"), ==, 2);

  g_assert_true (cw_speaker_set_participant (change, &other, NULL, &error));
  assert_codings (&f, "cases:Person", "Trust", "Mia 0");
  g_assert_true (cw_speaker_drop (change, &me, FALSE, NULL, &error));
  assert_codings (&f, "speakers", "Trust", "Mia 2");
  g_assert_true (cw_change_commit (change, &error));
  g_assert_no_error (error);
  g_clear_pointer (&change, cw_change_free);
  test_study_run (f.study, "BEGIN", NULL);
  test_study_free (f.study);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/answers/answers", test_answers);
  g_test_add_func ("/analysis/answers/speakers", test_speakers);
  return g_test_run ();
}
