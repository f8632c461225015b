/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-matrix.h"
#include "cw-passages.h"
#include "cw-test-rounds.h"
#include "cw-test-study.h"
#include "cw-words.h"

#include <math.h>
#include <string.h>

/* Random studies, and a plain reference that looks at every coding and character. */

#define MAX_LENGTH 120
#define NONE G_MAXUINT

typedef struct
{
  CwGuid guid;
  guint parent;
  gboolean is_case; /* of the kind case, else participant */
  int size;         /* its attribute; -1: none */
} Thing;

typedef struct
{
  CwGuid guid;
  guint length;
  guint8 word_starts[MAX_LENGTH];
  int speaker_at[MAX_LENGTH]; /* number, or -1 */
  CwGuid speakers[3];
} Document;

typedef struct
{
  guint case_index;
  guint document;
  char kind; /* w, r, s */
  guint start, end;
  guint speaker;
} Membership;

typedef struct
{
  CwGuid guid;
  guint document, code, coder;
  guint start, end;
} Coding;

typedef struct
{
  TestStudy *study;
  Thing codes[8];
  guint n_codes;
  Thing cases[7];
  guint n_cases;
  Document documents[6];
  guint n_documents;
  CwGuid coders[3];
  guint n_coders;
  Membership memberships[16];
  guint n_memberships;
  Coding codings[90];
  guint n_codings;
  guint8 belongs[90][7];
  CwGuid size;
} Model;

static guint
below (guint n)
{
  return (guint) g_test_rand_int_range (0, (gint32) n);
}

static const char *const letters[] = { "a", "é", "ß", "日", "😀", "x", " ", " ", ".", "\n" };
static const char *const labels[] = { "Ann", "Ben", "Cy" };

static void
note_word_cb (guint32  start,
              guint32  end,
              gpointer user_data)
{
  ((Document *) user_data)->word_starts[start] = 1;
}

static void
make_document (Model *m,
               guint  index)
{
  Document *document = &m->documents[index];
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) turns = g_string_new (NULL);
  g_autofree char *name = g_strdup_printf ("Document %u", index);
  guint at = 0;

  document->length = 1 + below (MAX_LENGTH);
  for (guint i = 0; i < document->length; i++)
    {
      g_string_append (text, letters[below (G_N_ELEMENTS (letters))]);
      document->speaker_at[i] = -1;
    }
  cw_words_foreach (text->str, text->len, note_word_cb, document);
  while (at + 1 < document->length && below (8) > 0)
    {
      guint start = at + below (3);
      guint end = start + 1 + below (20);
      guint speaker = below (3);

      if (end > document->length)
        break;
      g_string_append_printf (turns, "%u %u %u %u -1\n", start, end, start, speaker);
      for (guint i = start; i < end; i++)
        document->speaker_at[i] = (int) speaker;
      at = end;
    }
  document->guid = test_study_document (m->study, name, text->str, turns->str);
  for (guint i = 0; i < 3; i++)
    document->speakers[i] = test_study_speaker (m->study, &document->guid, i, labels[i]);
}

static void
make_trees (Model *m)
{
  TestStudy *s = m->study;

  m->n_codes = 1 + below (8);
  for (guint i = 0; i < m->n_codes; i++)
    {
      g_autofree char *name = g_strdup_printf ("Code %u", i);
      Thing *code = &m->codes[i];

      code->parent = i > 0 && below (2) == 0 ? below (i) : NONE;
      code->guid = test_study_code (s, code->parent != NONE ? &m->codes[code->parent].guid : NULL,
                                    name);
    }
  m->n_cases = 1 + below (7);
  for (guint i = 0; i < m->n_cases; i++)
    {
      g_autofree char *name = g_strdup_printf ("Case %u", i);
      Thing *thing = &m->cases[i];
      CwGuid guid;

      thing->is_case = i == 0 || below (2) == 0;
      thing->parent = i > 0 && below (2) == 0 ? below (i) : NONE;
      thing->guid = test_study_case (s, thing->is_case ? &s->case_type : &s->participant_type,
                                     thing->parent != NONE ? &m->cases[thing->parent].guid : NULL,
                                     name);
      thing->size = (int) below (3) - 1;
      cw_guid_init_new (&guid);
      if (thing->size >= 0)
        test_study_run (s, "INSERT INTO attribute_values VALUES (?1, ?2, ?3, NULL, NULL, ?4, NULL)",
                        CW_BIND (cw_guid_value (&guid), cw_guid_value (&m->size),
                                 cw_guid_value (&thing->guid), cw_int_value (thing->size)));
    }
}

static void
make_memberships (Model *m)
{
  m->n_memberships = below (G_N_ELEMENTS (m->memberships));
  for (guint i = 0; i < m->n_memberships; i++)
    {
      Membership *membership = &m->memberships[i];
      const CwGuid *document;
      const CwGuid *case_guid;

      membership->case_index = below (m->n_cases);
      membership->document = below (m->n_documents);
      membership->kind = "wrs"[below (3)];
      membership->start = below (m->documents[membership->document].length);
      membership->end = membership->start + 1
                        + below (m->documents[membership->document].length - membership->start);
      membership->speaker = below (3);
      document = &m->documents[membership->document].guid;
      case_guid = &m->cases[membership->case_index].guid;
      if (membership->kind == 'w')
        test_study_whole (m->study, case_guid, document);
      else if (membership->kind == 'r')
        test_study_range (m->study, case_guid, document, membership->start, membership->end);
      else
        test_study_by_speaker (m->study, case_guid, document,
                               &m->documents[membership->document].speakers[membership->speaker]);
    }
}

static gboolean
overlaps_speaker (const Model  *m,
                  const Coding *coding,
                  guint         speaker)
{
  for (guint i = coding->start; i < coding->end; i++)
    if (m->documents[coding->document].speaker_at[i] == (int) speaker)
      return TRUE;
  return FALSE;
}

static void
find_belonging (Model *m)
{
  for (guint i = 0; i < m->n_codings; i++)
    for (guint j = 0; j < m->n_cases; j++)
      {
        const Coding *coding = &m->codings[i];
        gboolean whole = FALSE;
        gboolean partly = FALSE;

        for (guint k = 0; k < m->n_memberships; k++)
          {
            const Membership *membership = &m->memberships[k];

            if (membership->case_index != j || membership->document != coding->document)
              continue;
            whole |= membership->kind == 'w';
            partly |= membership->kind == 'r' && membership->start < coding->end
                      && coding->start < membership->end;
            partly |= membership->kind == 's' && overlaps_speaker (m, coding, membership->speaker);
          }
        m->belongs[i][j] = whole || partly;
      }
}

static void
make_model (Model *m)
{
  *m = (Model) { .study = test_study_new () };
  m->n_coders = 1 + below (3);
  m->coders[0] = m->study->coder;
  for (guint i = 1; i < m->n_coders; i++)
    m->coders[i] = test_study_coder (m->study, labels[i]);
  cw_guid_init_new (&m->size);
  test_study_run (m->study,
                  "INSERT INTO attributes VALUES (?1, 'Size', 'case', NULL, 'integer', '', '', 1)",
                  CW_BIND (cw_guid_value (&m->size)));
  make_trees (m);
  m->n_documents = 1 + below (6);
  for (guint i = 0; i < m->n_documents; i++)
    make_document (m, i);
  make_memberships (m);
  m->n_codings = below (G_N_ELEMENTS (m->codings));
  for (guint i = 0; i < m->n_codings; i++)
    {
      Coding *coding = &m->codings[i];

      coding->document = below (m->n_documents);
      coding->code = below (m->n_codes);
      coding->coder = below (m->n_coders);
      coding->start = below (m->documents[coding->document].length);
      coding->end = coding->start + 1
                    + below (MIN (30, m->documents[coding->document].length - coding->start));
      coding->guid = test_study_coding (m->study, &m->documents[coding->document].guid,
                                        coding->start, coding->end, &m->codes[coding->code].guid,
                                        &m->coders[coding->coder], NAN, NULL);
    }
  find_belonging (m);
}

static gboolean
lies_in (const Thing *things,
         guint        index,
         guint        ancestor)
{
  while (index != NONE && index != ancestor)
    index = things[index].parent;
  return index == ancestor;
}

static gboolean
in_case (const Model *m,
         guint        coding,
         guint        case_index,
         gboolean     tree)
{
  for (guint i = 0; i < m->n_cases; i++)
    if (m->belongs[coding][i] && (tree ? lies_in (m->cases, i, case_index) : i == case_index))
      return TRUE;
  return FALSE;
}

static guint
find_thing (const Thing  *things,
            guint         n,
            const CwGuid *guid)
{
  for (guint i = 0; i < n; i++)
    if (cw_guid_equal (&things[i].guid, guid))
      return i;
  return NONE;
}

typedef struct
{
  int code, coder, document, case_index; /* -1: any */
} Wanted;

/* An attribute's lines are made of the cases that the question lets in: one that it
 * names, what lies in that, and what that lies in. */
static gboolean
is_named (const Model  *m,
          guint         case_index,
          const Wanted *wanted)
{
  return wanted->case_index < 0 || lies_in (m->cases, case_index, (guint) wanted->case_index)
         || lies_in (m->cases, (guint) wanted->case_index, case_index);
}

/* Without a value counts only what is of a type of which some have one. */
static gboolean
has_size_line (const Model  *m,
               guint         case_index,
               const char   *label,
               const Wanted *wanted)
{
  const Thing *thing = &m->cases[case_index];
  g_autofree char *own = g_strdup_printf ("%d", thing->size);

  if (!is_named (m, case_index, wanted))
    return FALSE;
  if (thing->size >= 0)
    return g_str_equal (own, label);
  for (guint i = 0; i < m->n_cases; i++)
    if (m->cases[i].size >= 0 && m->cases[i].is_case == thing->is_case && is_named (m, i, wanted))
      return g_str_equal (label, "(no value)");
  return FALSE;
}

/* Whether a coding counts in a line, told by the line's head. */
static gboolean
in_line (const Model         *m,
         guint                coding,
         const CwAxis        *axis,
         const CwTableHeader *head,
         const Wanted        *wanted,
         gboolean             rollup)
{
  const Coding *c = &m->codings[coding];
  guint thing;

  switch (axis->kind)
    {
    case CW_AXIS_CODES:
      thing = find_thing (m->codes, m->n_codes, &head->guid);
      return rollup ? lies_in (m->codes, c->code, thing) : c->code == thing;
    case CW_AXIS_CASES:
      return in_case (m, coding, find_thing (m->cases, m->n_cases, &head->guid), rollup);
    case CW_AXIS_DOCUMENTS:
      return cw_guid_equal (&m->documents[c->document].guid, &head->guid);
    case CW_AXIS_CODERS:
      return cw_guid_equal (&m->coders[c->coder], &head->guid);
    case CW_AXIS_SPEAKERS:
      for (guint i = 0; i < 3; i++)
        if (g_str_equal (labels[i], head->label))
          return overlaps_speaker (m, c, i);
      return FALSE;
    case CW_AXIS_ATTRIBUTE:
      for (guint i = 0; i < m->n_cases; i++)
        if (has_size_line (m, i, head->label, wanted) && in_case (m, coding, i, rollup))
          return TRUE;
      return FALSE;
    case CW_AXIS_CODE_SETS:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
passes (const Model  *m,
        guint         coding,
        const Wanted *wanted,
        gboolean      rollup)
{
  const Coding *c = &m->codings[coding];

  if (wanted->code >= 0
      && !(rollup ? lies_in (m->codes, c->code, (guint) wanted->code)
                  : c->code == (guint) wanted->code))
    return FALSE;
  if (wanted->case_index >= 0 && !in_case (m, coding, (guint) wanted->case_index, rollup))
    return FALSE;
  return (wanted->coder < 0 || c->coder == (guint) wanted->coder)
         && (wanted->document < 0 || c->document == (guint) wanted->document);
}

static gint64
measure_codings (const Model  *m,
                 const guint8 *counts,
                 CwMeasure     measure)
{
  guint8 covered[6][MAX_LENGTH] = { { 0 } };
  guint8 documents[6] = { 0 };
  guint8 cases[7] = { 0 };
  gint64 n = 0;

  for (guint i = 0; i < m->n_codings; i++)
    {
      const Coding *c = &m->codings[i];

      if (!counts[i])
        continue;
      n++;
      documents[c->document] = 1;
      memset (covered[c->document] + c->start, 1, c->end - c->start);
      for (guint j = 0; j < m->n_cases; j++)
        cases[j] |= m->belongs[i][j] && m->cases[j].is_case;
    }
  if (measure == CW_MEASURE_CODINGS || measure == CW_MEASURE_PRESENCE)
    return measure == CW_MEASURE_CODINGS ? n : n > 0;
  n = 0;
  for (guint i = 0; i < 6; i++)
    {
      n += measure == CW_MEASURE_DOCUMENTS && documents[i];
      for (guint j = 0; j < MAX_LENGTH; j++)
        n += covered[i][j]
             && (measure == CW_MEASURE_CHARACTERS
                 || (measure == CW_MEASURE_WORDS && m->documents[i].word_starts[j]));
    }
  for (guint i = 0; i < 7; i++)
    n += measure == CW_MEASURE_CASES && cases[i];
  return n;
}

static gboolean
in_any_line (const Model   *m,
             guint          coding,
             const CwAxis  *axis,
             const CwTable *table,
             gboolean       rows,
             guint          line,
             const Wanted  *wanted,
             gboolean       rollup)
{
  guint n_lines = rows ? cw_table_n_rows (table) : cw_table_n_columns (table);

  if (line != CW_TABLE_TOTAL)
    return in_line (m, coding, axis,
                    rows ? cw_table_get_row (table, line) : cw_table_get_column (table, line),
                    wanted, rollup);
  for (guint i = 0; i < n_lines; i++)
    if (in_any_line (m, coding, axis, table, rows, i, wanted, rollup))
      return TRUE;
  return FALSE;
}

static gint64
expected_cell (const Model            *m,
               const CwMatrixQuestion *question,
               const CwTable          *table,
               const Wanted           *wanted,
               guint                   row,
               guint                   column)
{
  guint8 counts[90];
  gint64 n = 0;

  if (question->measure == CW_MEASURE_PRESENCE
      && (row == CW_TABLE_TOTAL || column == CW_TABLE_TOTAL))
    {
      for (guint i = 0; i < cw_table_n_rows (table); i++)
        for (guint j = 0; j < cw_table_n_columns (table); j++)
          if ((row == i || row == CW_TABLE_TOTAL) && (column == j || column == CW_TABLE_TOTAL))
            n += expected_cell (m, question, table, wanted, i, j);
      return n;
    }
  for (guint i = 0; i < m->n_codings; i++)
    counts[i] = passes (m, i, wanted, question->rollup)
                && in_any_line (m, i, &question->rows, table, TRUE, row, wanted, question->rollup)
                && in_any_line (m, i, &question->columns, table, FALSE, column, wanted,
                                question->rollup);
  return measure_codings (m, counts, question->measure);
}

static void
check_cell (const Model            *m,
            const CwMatrixQuestion *question,
            const CwTable          *table,
            const Wanted           *wanted,
            guint                   row,
            guint                   column)
{
  CwCell cell = cw_table_get_cell (table, row, column);
  gint64 expected = expected_cell (m, question, table, wanted, row, column);
  gint64 whole;

  if (question->percent != CW_PERCENT_NONE)
    {
      whole = expected_cell (m, question, table, wanted,
                             question->percent == CW_PERCENT_ROW ? row : CW_TABLE_TOTAL,
                             question->percent == CW_PERCENT_COLUMN ? column : CW_TABLE_TOTAL);
      if (whole == 0)
        g_assert_cmpint (cell.kind, ==, CW_CELL_EMPTY);
      else if (cell.kind != CW_CELL_EMPTY)
        g_assert_cmpfloat (cell.number, ==, 100.0 * (double) expected / (double) whole);
      else
        g_assert_cmpint (expected, ==, 0);
      return;
    }
  if (cell.kind == CW_CELL_EMPTY)
    g_assert_cmpint (expected, ==, 0);
  else
    g_assert_cmpint ((gint64) cell.number, ==, expected);
}

/* As many passages stand behind a cell as it counts. */
static void
check_cell_filter (const Model            *m,
                   const CwMatrixQuestion *question,
                   const CwTable          *table,
                   const Wanted           *wanted)
{
  guint row = below (cw_table_n_rows (table));
  guint column = below (cw_table_n_columns (table));
  g_autoptr (CwPassageFilter) filter = cw_table_dup_cell_filter (table, row, column);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = cw_passages_load (m->study->database, filter, 0, &error);
  CwMatrixQuestion counting = *question;

  g_assert_no_error (error);
  counting.measure = CW_MEASURE_CODINGS;
  g_assert_cmpint (rows->len, ==, expected_cell (m, &counting, table, wanted, row, column));
}

static CwAxis
random_axis (const Model *m)
{
  CwAxis axis = { .kind = (CwAxisKind) below (CW_AXIS_CODE_SETS) };

  if (axis.kind == CW_AXIS_ATTRIBUTE)
    {
      axis.has_item = TRUE;
      axis.item = m->size;
    }
  if (axis.kind == CW_AXIS_CASES && below (2) == 0)
    {
      axis.has_item = TRUE;
      axis.item = below (2) == 0 ? m->study->participant_type : m->study->case_type;
    }
  return axis;
}

static void
check_question (const Model *m)
{
  CwMatrixQuestion question = { .rows = random_axis (m), .columns = random_axis (m) };
  g_autoptr (CwPassageFilter) filter = cw_passage_filter_new ();
  g_autoptr (CwTable) table = NULL;
  g_autoptr (GError) error = NULL;
  Wanted wanted = { -1, -1, -1, -1 };

  if (question.rows.kind == question.columns.kind && question.rows.kind != CW_AXIS_CASES)
    question.rows.kind = question.rows.kind == CW_AXIS_CODES ? CW_AXIS_CODERS : CW_AXIS_CODES;
  question.measure = (CwMeasure) below (6);
  question.percent = below (3) == 0 ? (CwPercent) below (4) : CW_PERCENT_NONE;
  question.rollup = below (2) == 0;
  if (below (4) == 0)
    wanted.code = (int) below (m->n_codes);
  if (below (4) == 0)
    wanted.coder = (int) below (m->n_coders);
  if (below (4) == 0)
    wanted.document = (int) below (m->n_documents);
  if (below (4) == 0)
    wanted.case_index = (int) below (m->n_cases);
  if (wanted.code >= 0)
    cw_passage_filter_add_one (filter, CW_FILTER_CODES, &m->codes[wanted.code].guid);
  if (wanted.coder >= 0)
    cw_passage_filter_add_one (filter, CW_FILTER_CODERS, &m->coders[wanted.coder]);
  if (wanted.document >= 0)
    cw_passage_filter_add_one (filter, CW_FILTER_DOCUMENTS, &m->documents[wanted.document].guid);
  if (wanted.case_index >= 0)
    cw_passage_filter_add_one (filter, CW_FILTER_CASES, &m->cases[wanted.case_index].guid);
  question.filter = filter;

  table = cw_matrix_compute (m->study->database, &question, &error);
  g_assert_no_error (error);
  for (guint i = 0; i <= cw_table_n_rows (table); i++)
    for (guint j = 0; j <= cw_table_n_columns (table); j++)
      check_cell (m, &question, table, &wanted, i < cw_table_n_rows (table) ? i : CW_TABLE_TOTAL,
                  j < cw_table_n_columns (table) ? j : CW_TABLE_TOTAL);
  if (cw_table_n_rows (table) > 0 && cw_table_n_columns (table) > 0)
    check_cell_filter (m, &question, table, &wanted);
}

static void
test_random (void)
{
  g_autofree Model *model = g_new (Model, 1);

  for (guint i = cw_test_rounds (25, 600); i > 0; i--)
    {
      make_model (model);
      for (guint j = 0; j < 25; j++)
        check_question (model);
      test_study_free (model->study);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/matrix/random", test_random);
  return g_test_run ();
}
