/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-table.h"

/* Cells take nine bytes: a kind, and a number or the place of a text. The lines of
 * totals are cells too, after the last row and column. */
struct _CwTable
{
  gatomicrefcount ref_count;
  guint n_rows;
  guint n_columns;
  CwTableHeader *rows;
  CwTableHeader *columns;
  guint8 *kinds;
  double *numbers;
  GStringChunk *strings;
  GPtrArray *texts;        /* of const char *, in strings */
  GHashTable *text_places; /* text -> its place in texts, from 1 */
  CwPassageFilter *filter;
  CwPassageFilter **row_filters;
  CwPassageFilter **column_filters;
  char *title;
  char *question;
  char *unit;
  char *row_noun;
  char *column_noun;
  gboolean has_totals;
};

G_DEFINE_BOXED_TYPE (CwTable, cw_table, cw_table_ref, cw_table_unref)

static gsize
cell_at (const CwTable *self,
         guint          row,
         guint          column)
{
  if (row == CW_TABLE_TOTAL)
    row = self->n_rows;
  if (column == CW_TABLE_TOTAL)
    column = self->n_columns;
  g_assert (row <= self->n_rows && column <= self->n_columns);
  return (gsize) row * (self->n_columns + 1) + column;
}

/* Reasons repeat, so that each text is kept once. */
static guint
place_of (CwTable    *self,
          const char *text)
{
  gpointer place = g_hash_table_lookup (self->text_places, text);
  char *kept;

  if (place != NULL)
    return GPOINTER_TO_UINT (place) - 1;
  kept = g_string_chunk_insert (self->strings, text);
  g_ptr_array_add (self->texts, kept);
  g_hash_table_insert (self->text_places, kept, GUINT_TO_POINTER (self->texts->len));
  return self->texts->len - 1;
}

static void
set_header (CwTable             *self,
            CwTableHeader       *header,
            const CwTableHeader *given)
{
  *header = *given;
  header->label = g_string_chunk_insert_const (self->strings, given->label);
  header->path = g_string_chunk_insert_const (self->strings,
                                              given->path != NULL ? given->path : given->label);
}

static void
free_filters (CwPassageFilter **filters,
              guint             n_filters)
{
  for (guint i = 0; i < n_filters; i++)
    cw_passage_filter_free (filters[i]);
  g_free (filters);
}

/**
 * cw_table_new:
 * @n_rows: number of rows, without the totals
 * @n_columns: number of columns, without the totals
 *
 * Returns: (transfer full): a table of empty cells
 */
CwTable *
cw_table_new (guint n_rows,
              guint n_columns)
{
  CwTable *self;
  gsize n_cells = (gsize) (n_rows + 1) * (n_columns + 1);

  g_return_val_if_fail (n_rows < CW_TABLE_TOTAL && n_columns < CW_TABLE_TOTAL, NULL);

  self = g_new0 (CwTable, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->n_rows = n_rows;
  self->n_columns = n_columns;
  self->rows = g_new0 (CwTableHeader, n_rows);
  self->columns = g_new0 (CwTableHeader, n_columns);
  self->kinds = g_new0 (guint8, n_cells);
  self->numbers = g_new (double, n_cells);
  for (gsize i = 0; i < n_cells; i++)
    self->numbers[i] = -1;
  self->strings = g_string_chunk_new (4096);
  self->texts = g_ptr_array_new ();
  self->text_places = g_hash_table_new (g_str_hash, g_str_equal);
  self->row_filters = g_new0 (CwPassageFilter *, n_rows);
  self->column_filters = g_new0 (CwPassageFilter *, n_columns);
  for (guint i = 0; i < n_rows; i++)
    self->rows[i].label = self->rows[i].path = "";
  for (guint i = 0; i < n_columns; i++)
    self->columns[i].label = self->columns[i].path = "";
  return self;
}

/**
 * cw_table_ref:
 * @self: a table
 *
 * Returns: (transfer full): the table, held once more
 */
CwTable *
cw_table_ref (CwTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * cw_table_unref:
 * @self: (nullable) (transfer full): a table
 *
 * Lets go of the table.
 */
void
cw_table_unref (CwTable *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  free_filters (self->row_filters, self->n_rows);
  free_filters (self->column_filters, self->n_columns);
  cw_passage_filter_free (self->filter);
  g_hash_table_unref (self->text_places);
  g_ptr_array_unref (self->texts);
  g_string_chunk_free (self->strings);
  g_free (self->rows);
  g_free (self->columns);
  g_free (self->kinds);
  g_free (self->numbers);
  g_free (self->title);
  g_free (self->question);
  g_free (self->unit);
  g_free (self->row_noun);
  g_free (self->column_noun);
  g_free (self);
}

/**
 * cw_table_n_rows:
 * @self: a table
 *
 * Returns: the number of rows, without the totals
 */
guint
cw_table_n_rows (const CwTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_rows;
}

/**
 * cw_table_n_columns:
 * @self: a table
 *
 * Returns: the number of columns, without the totals
 */
guint
cw_table_n_columns (const CwTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_columns;
}

/**
 * cw_table_get_title:
 * @self: a table
 *
 * Returns: what the table is, in a line
 */
const char *
cw_table_get_title (const CwTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title != NULL ? self->title : "";
}

/**
 * cw_table_get_question:
 * @self: a table
 *
 * Returns: the question that made it, in sentences: what was counted, of what
 */
const char *
cw_table_get_question (const CwTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->question != NULL ? self->question : "";
}

/**
 * cw_table_get_unit:
 * @self: a table
 *
 * Returns: what its numbers are of: "codings", "percent of the row's codings"
 */
const char *
cw_table_get_unit (const CwTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->unit != NULL ? self->unit : "";
}

/**
 * cw_table_get_row_noun:
 * @self: a table
 *
 * Returns: what a row is: "code"
 */
const char *
cw_table_get_row_noun (const CwTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->row_noun != NULL ? self->row_noun : "";
}

/**
 * cw_table_get_column_noun:
 * @self: a table
 *
 * Returns: what a column is: "case"
 */
const char *
cw_table_get_column_noun (const CwTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->column_noun != NULL ? self->column_noun : "";
}

/**
 * cw_table_has_totals:
 * @self: a table
 *
 * Returns: whether the lines of totals mean something
 */
gboolean
cw_table_has_totals (const CwTable *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_totals;
}

/**
 * cw_table_get_row:
 * @self: a table
 * @row: which, from 0
 *
 * Returns: (transfer none): the head of the row
 */
const CwTableHeader *
cw_table_get_row (const CwTable *self,
                  guint          row)
{
  g_return_val_if_fail (self != NULL && row < self->n_rows, NULL);

  return &self->rows[row];
}

/**
 * cw_table_get_column:
 * @self: a table
 * @column: which, from 0
 *
 * Returns: (transfer none): the head of the column
 */
const CwTableHeader *
cw_table_get_column (const CwTable *self,
                     guint          column)
{
  g_return_val_if_fail (self != NULL && column < self->n_columns, NULL);

  return &self->columns[column];
}

/**
 * cw_table_get_cell:
 * @self: a table
 * @row: which row, or %CW_TABLE_TOTAL
 * @column: which column, or %CW_TABLE_TOTAL
 *
 * Returns: what the cell holds; its text is the table's
 */
CwCell
cw_table_get_cell (const CwTable *self,
                   guint          row,
                   guint          column)
{
  gsize cell;
  CwCell found = { 0 };

  g_return_val_if_fail (self != NULL, found);

  cell = cell_at (self, row, column);
  found.kind = self->kinds[cell];
  if (found.kind != CW_CELL_EMPTY && found.kind != CW_CELL_TEXT)
    found.number = self->numbers[cell];
  else if (self->numbers[cell] >= 0)
    found.text = g_ptr_array_index (self->texts, (guint) self->numbers[cell]);
  return found;
}

/**
 * cw_table_dup_cell_filter:
 * @self: a table
 * @row: which row, or %CW_TABLE_TOTAL
 * @column: which column, or %CW_TABLE_TOTAL
 *
 * Names the passages behind a cell. Behind a total stand the passages of its line;
 * they may be in none of the other axis's lines.
 *
 * Returns: (transfer full): the filter that they pass
 */
CwPassageFilter *
cw_table_dup_cell_filter (const CwTable *self,
                          guint          row,
                          guint          column)
{
  CwPassageFilter *filter;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (row < self->n_rows || row == CW_TABLE_TOTAL, NULL);
  g_return_val_if_fail (column < self->n_columns || column == CW_TABLE_TOTAL, NULL);

  filter = cw_passage_filter_copy (self->filter);
  if (row != CW_TABLE_TOTAL)
    cw_passage_filter_add_all (filter, self->row_filters[row]);
  if (column != CW_TABLE_TOTAL)
    cw_passage_filter_add_all (filter, self->column_filters[column]);
  return filter;
}

/**
 * cw_table_set_title:
 * @self: a table being filled
 * @title: what it is, in a line
 *
 * Sets the title.
 */
void
cw_table_set_title (CwTable    *self,
                    const char *title)
{
  g_return_if_fail (self != NULL);

  g_free (self->title);
  self->title = g_strdup (title);
}

/**
 * cw_table_set_question:
 * @self: a table being filled
 * @question: what was counted, of what, in sentences
 *
 * Sets the question that made the table.
 */
void
cw_table_set_question (CwTable    *self,
                       const char *question)
{
  g_return_if_fail (self != NULL);

  g_free (self->question);
  self->question = g_strdup (question);
}

/**
 * cw_table_set_unit:
 * @self: a table being filled
 * @unit: what its numbers are of
 *
 * Sets the unit.
 */
void
cw_table_set_unit (CwTable    *self,
                   const char *unit)
{
  g_return_if_fail (self != NULL);

  g_free (self->unit);
  self->unit = g_strdup (unit);
}

/**
 * cw_table_set_nouns:
 * @self: a table being filled
 * @row_noun: what a row is: "code"
 * @column_noun: what a column is: "case"
 *
 * Sets what the lines are.
 */
void
cw_table_set_nouns (CwTable    *self,
                    const char *row_noun,
                    const char *column_noun)
{
  g_return_if_fail (self != NULL);

  g_free (self->row_noun);
  g_free (self->column_noun);
  self->row_noun = g_strdup (row_noun);
  self->column_noun = g_strdup (column_noun);
}

/**
 * cw_table_set_has_totals:
 * @self: a table being filled
 * @has_totals: whether the lines of totals mean something
 *
 * Says whether there are totals.
 */
void
cw_table_set_has_totals (CwTable *self,
                         gboolean has_totals)
{
  g_return_if_fail (self != NULL);

  self->has_totals = has_totals;
}

/**
 * cw_table_set_row:
 * @self: a table being filled
 * @row: which, from 0
 * @header: its head; copied
 * @filter: (nullable): what its passages pass besides the table's filter; copied
 *
 * Sets the head of a row and which passages stand behind it.
 */
void
cw_table_set_row (CwTable               *self,
                  guint                  row,
                  const CwTableHeader   *header,
                  const CwPassageFilter *filter)
{
  g_return_if_fail (self != NULL && header != NULL && row < self->n_rows);

  set_header (self, &self->rows[row], header);
  cw_passage_filter_free (self->row_filters[row]);
  self->row_filters[row] = cw_passage_filter_copy (filter);
}

/**
 * cw_table_set_column:
 * @self: a table being filled
 * @column: which, from 0
 * @header: its head; copied
 * @filter: (nullable): what its passages pass besides the table's filter; copied
 *
 * Sets the head of a column and which passages stand behind it.
 */
void
cw_table_set_column (CwTable               *self,
                     guint                  column,
                     const CwTableHeader   *header,
                     const CwPassageFilter *filter)
{
  g_return_if_fail (self != NULL && header != NULL && column < self->n_columns);

  set_header (self, &self->columns[column], header);
  cw_passage_filter_free (self->column_filters[column]);
  self->column_filters[column] = cw_passage_filter_copy (filter);
}

/**
 * cw_table_set_empty:
 * @self: a table being filled
 * @row: which row, or %CW_TABLE_TOTAL
 * @column: which column, or %CW_TABLE_TOTAL
 * @reason: why there is no value, as it completes "no value:"
 *
 * Leaves a cell empty, with the reason.
 */
void
cw_table_set_empty (CwTable    *self,
                    guint       row,
                    guint       column,
                    const char *reason)
{
  gsize cell;

  g_return_if_fail (self != NULL && reason != NULL);

  cell = cell_at (self, row, column);
  self->kinds[cell] = CW_CELL_EMPTY;
  self->numbers[cell] = place_of (self, reason);
}

/**
 * cw_table_set_number:
 * @self: a table being filled
 * @row: which row, or %CW_TABLE_TOTAL
 * @column: which column, or %CW_TABLE_TOTAL
 * @kind: an integer, a decimal or a percentage
 * @number: the number
 *
 * Sets a cell to a number.
 */
void
cw_table_set_number (CwTable   *self,
                     guint      row,
                     guint      column,
                     CwCellKind kind,
                     double     number)
{
  gsize cell;

  g_return_if_fail (self != NULL);
  g_return_if_fail (kind == CW_CELL_INTEGER || kind == CW_CELL_DECIMAL || kind == CW_CELL_PERCENT);

  cell = cell_at (self, row, column);
  self->kinds[cell] = (guint8) kind;
  self->numbers[cell] = number;
}

/**
 * cw_table_set_text:
 * @self: a table being filled
 * @row: which row, or %CW_TABLE_TOTAL
 * @column: which column, or %CW_TABLE_TOTAL
 * @text: the words
 *
 * Sets a cell to a text.
 */
void
cw_table_set_text (CwTable    *self,
                   guint       row,
                   guint       column,
                   const char *text)
{
  gsize cell;

  g_return_if_fail (self != NULL && text != NULL);

  cell = cell_at (self, row, column);
  self->kinds[cell] = CW_CELL_TEXT;
  self->numbers[cell] = place_of (self, text);
}

/**
 * cw_table_set_filter:
 * @self: a table being filled
 * @filter: (nullable): what all its passages pass; copied
 *
 * Sets the filter of the whole table.
 */
void
cw_table_set_filter (CwTable               *self,
                     const CwPassageFilter *filter)
{
  g_return_if_fail (self != NULL);

  cw_passage_filter_free (self->filter);
  self->filter = cw_passage_filter_copy (filter);
}
