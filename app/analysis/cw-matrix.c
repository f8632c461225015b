/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-matrix-private.h"

#include "cw-error.h"

/* More cells than anybody can look at, fewer than memory cannot hold. */
#define MAX_CELLS 20000000

static const char *const measure_nouns[] = {
  "codings", "documents", "words", "characters", "cases", "presence",
};

static const char *const measure_sentences[] = {
  "Each cell counts codings.",
  "Each cell counts the documents that hold such codings.",
  "Each cell counts the words that begin in what such codings cover, each word once.",
  "Each cell counts the characters that such codings cover, each character once.",
  "Each cell counts the cases that such codings belong to, each case once.",
  "Each cell is 1 if there is such a coding and 0 if there is none; a total counts the cells "
  "that are 1.",
};

static const char *const filter_nouns[CW_FILTER_N_KINDS] = {
  [CW_FILTER_CODES] = "codes",         [CW_FILTER_CODE_TREES] = "codes and those below them",
  [CW_FILTER_CASES] = "cases",         [CW_FILTER_CASE_TREES] = "cases and what lies in them",
  [CW_FILTER_DOCUMENTS] = "documents", [CW_FILTER_CODERS] = "coders",
  [CW_FILTER_ROUNDS] = "rounds",       [CW_FILTER_SPEAKERS] = "speakers",
};

static void
job_clear (CwMatrixJob *job)
{
  g_clear_pointer (&job->rows, cw_axis_lines_free);
  g_clear_pointer (&job->columns, cw_axis_lines_free);
  g_clear_pointer (&job->plan, cw_filter_plan_free);
  g_clear_pointer (&job->study, cw_study_free);
  cw_tally_clear (&job->tally);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwMatrixJob, job_clear)

/* With a rollup, what is named stands for all that is below it. */
static CwPassageFilter *
widen_filter (const CwPassageFilter *filter,
              gboolean               rollup)
{
  CwPassageFilter *widened = cw_passage_filter_new ();

  for (guint i = 0; i < cw_passage_filter_n_conditions (filter); i++)
    {
      const CwGuid *guids;
      guint n_guids;
      CwFilterKind kind = cw_passage_filter_get_condition (filter, i, &guids, &n_guids);

      if (rollup && kind == CW_FILTER_CODES)
        kind = CW_FILTER_CODE_TREES;
      if (rollup && kind == CW_FILTER_CASES)
        kind = CW_FILTER_CASE_TREES;
      cw_passage_filter_add (widened, kind, guids, n_guids);
    }
  return widened;
}

static gboolean
check_axes (const CwMatrixQuestion *question,
            GError                **error)
{
  CwAxisKind kind = question->rows.kind;

  if (kind != question->columns.kind
      || (kind != CW_AXIS_CODES && kind != CW_AXIS_DOCUMENTS && kind != CW_AXIS_CODERS))
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
               "a matrix cannot have the same rows as columns: a coding has one %s%s",
               kind == CW_AXIS_CODES       ? "code"
               : kind == CW_AXIS_DOCUMENTS ? "document"
                                           : "coder",
               kind == CW_AXIS_CODES ? "; for codes that meet see cooccurrence" : "");
  return FALSE;
}

static gboolean
prepare_job (CwMatrixJob            *job,
             CwDatabase             *database,
             const CwMatrixQuestion *question,
             const CwPassageFilter  *widened,
             GError                **error)
{
  g_autoptr (CwFilterPlan) named = NULL;
  CwAxisContext context = { .rollup = question->rollup };

  job->measure = question->measure;
  job->study = cw_study_new (database, error);
  if (job->study == NULL)
    return FALSE;
  named = cw_filter_plan_new (job->study, question->filter, error);
  if (named == NULL)
    return FALSE;
  job->plan = cw_filter_plan_new (job->study, widened, error);
  if (job->plan == NULL)
    return FALSE;

  context.study = job->study;
  context.named = named;
  context.counted = job->plan;
  job->rows = cw_axis_lines_new (&context, &question->rows, error);
  if (job->rows == NULL)
    return FALSE;
  job->columns = cw_axis_lines_new (&context, &question->columns, error);
  if (job->columns == NULL)
    return FALSE;
  if ((guint64) (job->rows->lines->len + 1) * (job->columns->lines->len + 1) > MAX_CELLS)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
                   "a matrix of %u rows and %u columns is too large; choose fewer codes, cases or "
                   "documents",
                   job->rows->lines->len, job->columns->lines->len);
      return FALSE;
    }
  cw_tally_init (&job->tally, job->rows->lines->len, job->columns->lines->len);
  return TRUE;
}

/* Presence is 0 or 1; its totals count the cells with a 1. */
static void
make_presence (CwTally *tally)
{
  for (guint row = 0; row < tally->n_rows; row++)
    tally->cells[cw_tally_cell (tally, row, tally->n_columns)] = 0;
  for (guint column = 0; column <= tally->n_columns; column++)
    tally->cells[cw_tally_cell (tally, tally->n_rows, column)] = 0;
  for (guint row = 0; row < tally->n_rows; row++)
    for (guint column = 0; column < tally->n_columns; column++)
      {
        gint64 *cell = &tally->cells[cw_tally_cell (tally, row, column)];

        *cell = *cell > 0;
        tally->cells[cw_tally_cell (tally, row, tally->n_columns)] += *cell;
        tally->cells[cw_tally_cell (tally, tally->n_rows, column)] += *cell;
        tally->cells[cw_tally_cell (tally, tally->n_rows, tally->n_columns)] += *cell;
      }
}

static void
set_share (CwTable       *table,
           const CwTally *tally,
           guint          row,
           guint          column,
           CwPercent      percent)
{
  gint64 part = tally->cells[cw_tally_cell (tally, row, column)];
  gint64 whole =
    tally->cells[cw_tally_cell (tally, percent == CW_PERCENT_ROW ? row : tally->n_rows,
                                percent == CW_PERCENT_COLUMN ? column : tally->n_columns)];

  if (whole == 0)
    cw_table_set_empty (table, row, column, "there is nothing to be a share of");
  else
    cw_table_set_number (table, row, column, CW_CELL_PERCENT,
                         100.0 * (double) part / (double) whole);
}

static const char *
line_empty_reason (const CwAxisLines *axis,
                   guint              line)
{
  return line < axis->lines->len
           ? ((const CwLine *) g_ptr_array_index (axis->lines, line))->empty_reason
           : NULL;
}

static void
fill_cells (CwTable           *table,
            const CwMatrixJob *job,
            CwPercent          percent)
{
  const CwTally *tally = &job->tally;

  for (guint row = 0; row <= tally->n_rows; row++)
    for (guint column = 0; column <= tally->n_columns; column++)
      {
        const char *reason = line_empty_reason (job->rows, row);

        if (reason == NULL)
          reason = line_empty_reason (job->columns, column);
        if (reason != NULL)
          cw_table_set_empty (table, row, column, reason);
        else if (percent != CW_PERCENT_NONE)
          set_share (table, tally, row, column, percent);
        else
          cw_table_set_number (table, row, column, CW_CELL_INTEGER,
                               (double) tally->cells[cw_tally_cell (tally, row, column)]);
      }
}

static void
fill_headers (CwTable           *table,
              const CwAxisLines *axis,
              gboolean           rows)
{
  for (guint i = 0; i < axis->lines->len; i++)
    {
      const CwLine *line = g_ptr_array_index (axis->lines, i);
      CwTableHeader header = { line->label, line->path, line->guid, line->depth };

      if (rows)
        cw_table_set_row (table, i, &header, line->filter);
      else
        cw_table_set_column (table, i, &header, line->filter);
    }
}

static void
name_filtered (GString       *out,
               const CwStudy *study,
               CwFilterKind   kind,
               const CwGuid  *guid)
{
  guint32 index;

  if (kind == CW_FILTER_CODES || kind == CW_FILTER_CODE_TREES)
    {
      index = cw_guid_map_lookup (&study->code_map, guid);
      g_string_append (out, index != CW_GUID_MAP_NONE ? cw_study_code (study, index)->path : "?");
    }
  else if (kind == CW_FILTER_CASES || kind == CW_FILTER_CASE_TREES)
    {
      index = cw_guid_map_lookup (&study->case_map, guid);
      g_string_append (out, index != CW_GUID_MAP_NONE ? cw_study_case (study, index)->path : "?");
    }
  else if (kind == CW_FILTER_DOCUMENTS)
    {
      index = cw_guid_map_lookup (&study->document_map, guid);
      g_string_append (out,
                       index != CW_GUID_MAP_NONE ? cw_study_document (study, index)->name : "?");
    }
  else if (kind == CW_FILTER_CODERS)
    {
      index = cw_guid_map_lookup (&study->coder_map, guid);
      g_string_append (out, index != CW_GUID_MAP_NONE ? cw_study_coder (study, index)->name : "?");
    }
}

/* Names the first few; a filter of a hundred documents is not to be read. */
static void
describe_filter (GString               *out,
                 const CwStudy         *study,
                 const CwPassageFilter *filter)
{
  const guint n_named = 8;

  for (guint i = 0; i < cw_passage_filter_n_conditions (filter); i++)
    {
      const CwGuid *guids;
      guint n_guids;
      CwFilterKind kind = cw_passage_filter_get_condition (filter, i, &guids, &n_guids);

      g_string_append_printf (out, " Only %s", filter_nouns[kind]);
      if (kind == CW_FILTER_ROUNDS || kind == CW_FILTER_SPEAKERS)
        g_string_append_printf (out, " (%u of them).", n_guids);
      else
        {
          g_string_append (out, ": ");
          for (guint j = 0; j < MIN (n_guids, n_named); j++)
            {
              g_string_append (out, j > 0 ? ", " : "");
              name_filtered (out, study, kind, &guids[j]);
            }
          if (n_guids > n_named)
            g_string_append_printf (out, " and %u more", n_guids - n_named);
          g_string_append (out, n_guids > 0 ? "." : "none.");
        }
    }
}

static void
describe (CwTable                *table,
          const CwMatrixJob      *job,
          const CwMatrixQuestion *question,
          const CwPassageFilter  *widened)
{
  static const char *const shares[] = { NULL, "row", "column", "table" };
  const char *noun = measure_nouns[question->measure];
  g_autofree char *unit = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GString) text = g_string_new (measure_sentences[question->measure]);

  unit = question->percent == CW_PERCENT_NONE
           ? g_strdup (noun)
           : g_strdup_printf ("percent of the %s's %s", shares[question->percent], noun);
  title = g_strdup_printf ("%s × %s: %s", job->rows->phrase, job->columns->phrase, unit);

  if (question->percent != CW_PERCENT_NONE)
    g_string_append_printf (text, " A cell is its share of the %s's total.",
                            shares[question->percent]);
  if (question->rollup)
    g_string_append (text, " A code or case is counted with those below it.");
  describe_filter (text, job->study, widened);

  cw_table_set_title (table, title);
  cw_table_set_unit (table, unit);
  cw_table_set_question (table, text->str);
  cw_table_set_nouns (table, job->rows->noun, job->columns->noun);
}

/**
 * cw_matrix_compute:
 * @database: a project's connection
 * @question: what to count
 * @error: return location for an error
 *
 * Counts codings where the lines of two axes meet. Every line that the question lets
 * in is there, with zeros if nothing is in it; cells are empty only where that says
 * something else: no document belongs to the case, the document is not there yet.
 *
 * A coding counts in a case if its document wholly belongs to it, if its range
 * overlaps a member range, or if it overlaps a turn of a member speaker; in a speaker
 * if it overlaps a turn of the speaker. What counts is the whole coding, also where
 * only a part of it overlaps. Characters are the union of the cell's ranges, so that
 * each counts once; words are those that begin in that union. With a rollup a code or
 * case is counted with those below it, and a coding still once in a line.
 *
 * A total counts each coding, document, case, word and character once, so that where
 * lines overlap it is less than their sum; of presence it counts the cells. A
 * percentage is of that total.
 *
 * Returns: (transfer full) (nullable): the table
 */
CwTable *
cw_matrix_compute (CwDatabase             *database,
                   const CwMatrixQuestion *question,
                   GError                **error)
{
  g_autoptr (CwPassageFilter) widened = NULL;
  g_autoptr (CwTable) table = NULL;
  g_auto (CwMatrixJob) job = { 0 };

  g_return_val_if_fail (database != NULL && question != NULL, NULL);

  widened = widen_filter (question->filter, question->rollup);
  if (!check_axes (question, error) || !prepare_job (&job, database, question, widened, error))
    return NULL;
  if (!cw_matrix_count (&job, error))
    return NULL;
  if (question->measure == CW_MEASURE_PRESENCE)
    make_presence (&job.tally);

  table = cw_table_new (job.rows->lines->len, job.columns->lines->len);
  fill_headers (table, job.rows, TRUE);
  fill_headers (table, job.columns, FALSE);
  fill_cells (table, &job, question->percent);
  cw_table_set_has_totals (table, TRUE);
  cw_table_set_filter (table, widened);
  describe (table, &job, question, widened);
  return g_steal_pointer (&table);
}
