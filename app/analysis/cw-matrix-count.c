/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-matrix-private.h"

#include "cw-coding-scan-private.h"
#include "cw-study-text-private.h"
#include "cw-words.h"

typedef struct
{
  guint32 cell;
  gint64 start;
  gint64 end;
} CellRange;

typedef struct
{
  CwMatrixJob *job;
  CwCodingScan *scan;
  GArray *row_lines; /* of guint32: lines that had to be put together */
  GArray *column_lines;
  GArray *keys;      /* of guint32: cases or speakers of the coding at hand */
  GArray *ranges;    /* of CellRange, of the document at hand */
  CwStudyText *text; /* NULL unless words are counted */
  CwWordBreaker *breaker;
} Count;

static CwLineSet
lines_of_key (const CwSets *sets,
              guint32       key)
{
  CwLineSet set;

  set.n_lines = cw_sets_get (sets, key, &set.lines);
  return set;
}

static CwLineSet
lines_of_keys (const CwSets *sets,
               const GArray *keys,
               GArray       *storage)
{
  if (keys->len == 1)
    return lines_of_key (sets, g_array_index (keys, guint32, 0));
  g_array_set_size (storage, 0);
  for (guint i = 0; i < keys->len; i++)
    {
      CwLineSet set = lines_of_key (sets, g_array_index (keys, guint32, i));

      g_array_append_vals (storage, set.lines, set.n_lines);
    }
  cw_indices_sort_unique (storage);
  return (CwLineSet) { (const guint32 *) (gconstpointer) storage->data, storage->len };
}

/* Whether parts of the document at hand belong to cases that have lines here. Where they
 * belong to others only, all its codings count in the same lines. */
static gboolean
has_partial_lines (const Count       *self,
                   const CwAxisLines *axis)
{
  const CwStudy *study = self->job->study;
  const guint32 *offsets = study->partial_offsets + self->scan->document;

  for (guint32 i = offsets[0]; i < offsets[1]; i++)
    if (lines_of_key (&axis->lines_of,
                      g_array_index (study->partial, CwPartialMembership, i).case_index)
          .n_lines
        > 0)
      return TRUE;
  return FALSE;
}

/* The lines of an axis that a coding counts in. */
static gboolean
find_lines (Count             *self,
            const CwAxisLines *axis,
            const CwScanned   *coding,
            GArray            *storage,
            CwLineSet         *out_lines,
            GError           **error)
{
  switch (axis->basis)
    {
    case CW_BASIS_CODE:
      *out_lines = lines_of_key (&axis->lines_of, coding->code);
      return TRUE;
    case CW_BASIS_DOCUMENT:
      *out_lines = lines_of_key (&axis->lines_of, self->scan->document);
      return TRUE;
    case CW_BASIS_CODER:
      *out_lines = lines_of_key (&axis->lines_of, coding->coder);
      return TRUE;
    case CW_BASIS_CASE:
      if (!has_partial_lines (self, axis))
        {
          *out_lines = lines_of_key (&axis->document_lines, self->scan->document);
          return TRUE;
        }
      if (!cw_coding_scan_cases (self->scan, coding, self->keys, error))
        return FALSE;
      break;
    case CW_BASIS_SPEAKER:
    default:
      if (!cw_coding_scan_speakers (self->scan, coding, self->keys, error))
        return FALSE;
    }
  *out_lines = lines_of_keys (&axis->lines_of, self->keys, storage);
  return TRUE;
}

static void
note_ranges (Count           *self,
             const CwScanned *coding,
             CwLineSet        rows,
             CwLineSet        columns)
{
  const CwTally *tally = &self->job->tally;
  CellRange range = { 0, coding->start, coding->end };

  if (coding->start < 0 || rows.n_lines == 0 || columns.n_lines == 0)
    return;
  for (guint i = 0; i <= rows.n_lines; i++)
    for (guint j = 0; j <= columns.n_lines; j++)
      {
        range.cell = cw_tally_cell (tally, cw_line_set_get (rows, i, tally->n_rows),
                                    cw_line_set_get (columns, j, tally->n_columns));
        g_array_append_val (self->ranges, range);
      }
}

static gboolean
count_cases (Count           *self,
             const CwScanned *coding,
             CwLineSet        rows,
             CwLineSet        columns,
             GError         **error)
{
  CwMatrixJob *job = self->job;

  if (!cw_coding_scan_cases (self->scan, coding, self->keys, error))
    return FALSE;
  for (guint i = 0; i < self->keys->len; i++)
    {
      guint32 index = g_array_index (self->keys, guint32, i);

      if (cw_study_case (job->study, index)->kind == CW_CASE_KIND_CASE)
        cw_tally_add_once (&job->tally, rows, columns, index);
    }
  return TRUE;
}

static gboolean
count_coding (Count           *self,
              const CwScanned *coding,
              GError         **error)
{
  CwMatrixJob *job = self->job;
  CwLineSet rows;
  CwLineSet columns;

  if (!find_lines (self, job->rows, coding, self->row_lines, &rows, error)
      || !find_lines (self, job->columns, coding, self->column_lines, &columns, error))
    return FALSE;

  switch (job->measure)
    {
    case CW_MEASURE_WORDS:
    case CW_MEASURE_CHARACTERS:
      note_ranges (self, coding, rows, columns);
      return TRUE;
    case CW_MEASURE_DOCUMENTS:
      cw_tally_add_run (&job->tally, rows, columns, self->scan->document);
      return TRUE;
    case CW_MEASURE_CASES:
      return count_cases (self, coding, rows, columns, error);
    case CW_MEASURE_CODINGS:
    case CW_MEASURE_PRESENCE:
    default:
      cw_tally_add (&job->tally, rows, columns);
      return TRUE;
    }
}

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const CellRange *first = a;
  const CellRange *second = b;

  if (first->cell != second->cell)
    return first->cell < second->cell ? -1 : 1;
  return first->start < second->start ? -1 : first->start > second->start;
}

/* Adds what each cell's ranges cover, each character or word once. */
static gboolean
count_ranges (Count   *self,
              GError **error)
{
  CwMatrixJob *job = self->job;
  g_autoptr (GArray) words = NULL;

  if (self->ranges->len == 0)
    return TRUE;
  if (self->text != NULL)
    {
      if (!cw_study_text_open (self->text, self->scan->document, error))
        return FALSE;
      words = cw_word_breaker_starts (self->breaker, self->text->bytes, self->text->n_bytes);
    }

  g_array_sort (self->ranges, compare_ranges);
  for (guint i = 0; i < self->ranges->len;)
    {
      CellRange joined = g_array_index (self->ranges, CellRange, i++);

      for (; i < self->ranges->len; i++)
        {
          const CellRange *next = &g_array_index (self->ranges, CellRange, i);

          if (next->cell != joined.cell || next->start > joined.end)
            break;
          joined.end = MAX (joined.end, next->end);
        }
      job->tally.cells[joined.cell] += words != NULL ? (gint64) cw_words_starts_between (
                                         words, (guint32) joined.start,
                                         (guint32) MIN (joined.end, G_MAXUINT32))
                                                     : joined.end - joined.start;
    }
  g_array_set_size (self->ranges, 0);
  return TRUE;
}

static gboolean
count_documents (Count   *self,
                 GError **error)
{
  gboolean has_document;

  for (;;)
    {
      if (!cw_coding_scan_next (self->scan, &has_document, error))
        return FALSE;
      if (!has_document)
        return TRUE;
      for (guint i = 0; i < self->scan->codings->len; i++)
        if (!count_coding (self, &g_array_index (self->scan->codings, CwScanned, i), error))
          return FALSE;
      if (!count_ranges (self, error))
        return FALSE;
    }
}

/* What must be known of each coding: where it is matters for what it covers, and for
 * cases and speakers that a part of a document belongs to. */
static CwScanKind
choose_scan (const CwMatrixJob *job)
{
  gboolean cases = job->rows->basis == CW_BASIS_CASE || job->columns->basis == CW_BASIS_CASE
                   || job->measure == CW_MEASURE_CASES || job->plan->cases->len > 0;

  if (job->measure == CW_MEASURE_WORDS || job->measure == CW_MEASURE_CHARACTERS
      || job->rows->basis == CW_BASIS_SPEAKER || job->columns->basis == CW_BASIS_SPEAKER
      || job->plan->speakers->len > 0)
    return CW_SCAN_RANGES;
  return cases && job->study->partial->len > 0 ? CW_SCAN_RANGES : CW_SCAN_CODES;
}

/* cw_matrix_count: fills @tally from the codings that pass, a document at a time. */
gboolean
cw_matrix_count (CwMatrixJob *job,
                 GError     **error)
{
  g_autoptr (CwCodingScan) scan = cw_coding_scan_new (job->study, job->plan, choose_scan (job));
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (CellRange));
  g_autoptr (CwStudyText) text = NULL;
  g_autoptr (CwWordBreaker) breaker = NULL;
  Count count = { job, scan, rows, columns, keys, ranges, NULL, NULL };

  if (job->measure == CW_MEASURE_WORDS)
    {
      count.text = text = cw_study_text_new (job->study);
      count.breaker = breaker = cw_word_breaker_new ();
    }
  if (!count_documents (&count, error))
    return FALSE;
  cw_tally_finish (&job->tally);
  return TRUE;
}
