/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-sheet.h"

#include "cw-error.h"
#include "cw-limits.h"

#include <string.h>

/* Beyond these, cells are no spans of their own any more: the text is what counts. */
#define MOST_SPANS (CW_LIMIT_TEXT_SPANS / 4 * 3)

typedef struct
{
  guint row;
  guint column;
} Place;

typedef struct
{
  Place place;
  const char *text; /* NULL: only there for its comments */
} Cell;

typedef struct
{
  Place place;
  char *author;
  char *comment;
} Comment;

struct _CwSheet
{
  GArray *cells;       /* of Cell */
  GArray *comments;    /* of Comment */
  GArray *hidden_rows; /* of guint */
  GStringChunk *texts; /* of the cells that share none */
  gsize n_bytes;       /* of all cells' text */
  gboolean in_order;   /* cells came by rows and columns */
  guint8 used[CW_SHEET_COLUMNS];
  guint8 hidden[CW_SHEET_COLUMNS];
  guint shown[CW_SHEET_COLUMNS]; /* where a column stands in the text */
};

static void
comment_clear (gpointer data)
{
  Comment *comment = data;

  g_free (comment->author);
  g_free (comment->comment);
}

/**
 * cw_sheet_new:
 *
 * Makes a sheet with nothing in it.
 *
 * Returns: (transfer full): the sheet; free with cw_sheet_free()
 */
CwSheet *
cw_sheet_new (void)
{
  CwSheet *self = g_new0 (CwSheet, 1);

  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self->comments = g_array_new (FALSE, FALSE, sizeof (Comment));
  g_array_set_clear_func (self->comments, comment_clear);
  self->hidden_rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->texts = g_string_chunk_new (4096);
  self->in_order = TRUE;
  return self;
}

/**
 * cw_sheet_free:
 * @self: (nullable) (transfer full): a sheet
 *
 * Frees it.
 */
void
cw_sheet_free (CwSheet *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->cells);
  g_array_unref (self->comments);
  g_array_unref (self->hidden_rows);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static gboolean
set_too_large (GError **error)
{
  g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
               "a sheet has more than %u million cells, %u columns or %u million characters; split "
               "it and import the parts",
               CW_LIMIT_CELLS >> 20, CW_SHEET_COLUMNS, CW_LIMIT_TEXT_LENGTH >> 20);
  return FALSE;
}

/* Row by row. What is compared begins with its place. */
static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *one = a;
  const Place *other = b;

  if (one->row != other->row)
    return one->row < other->row ? -1 : 1;
  return one->column < other->column ? -1 : one->column > other->column;
}

static void
append_cell (CwSheet *self,
             Cell     cell)
{
  if (self->cells->len > 0
      && compare_places (&g_array_index (self->cells, Cell, self->cells->len - 1), &cell) > 0)
    self->in_order = FALSE;
  g_array_append_val (self->cells, cell);
  self->used[cell.place.column] = TRUE;
}

/**
 * cw_sheet_add_shared:
 * @self: a sheet
 * @row: the cell's row, from 0
 * @column: the cell's column, from 0
 * @text: (transfer none): what it holds; has to stay as long as the sheet
 * @error: return location for an error
 *
 * Adds a cell. One that holds no text is not kept.
 *
 * Returns: FALSE with %CW_ERROR_TOO_LARGE
 */
gboolean
cw_sheet_add_shared (CwSheet    *self,
                     guint       row,
                     guint       column,
                     const char *text,
                     GError    **error)
{
  Cell cell = { { row, column }, text };

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  if (*text == '\0')
    return TRUE;
  self->n_bytes += strlen (text);
  if (column >= CW_SHEET_COLUMNS || self->cells->len >= CW_LIMIT_CELLS
      || self->n_bytes > CW_LIMIT_TEXT_LENGTH)
    return set_too_large (error);
  append_cell (self, cell);
  return TRUE;
}

/**
 * cw_sheet_add:
 * @self: a sheet
 * @row: the cell's row, from 0
 * @column: the cell's column, from 0
 * @text: what it holds, clean
 * @n_bytes: its length in bytes, or -1 if it ends with a nul
 * @error: return location for an error
 *
 * Adds a cell. One that holds no text is not kept.
 *
 * Returns: FALSE with %CW_ERROR_TOO_LARGE
 */
gboolean
cw_sheet_add (CwSheet    *self,
              guint       row,
              guint       column,
              const char *text,
              gssize      n_bytes,
              GError    **error)
{
  const char *kept;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  if (*text == '\0' || n_bytes == 0)
    return TRUE;
  kept = n_bytes < 0 ? g_string_chunk_insert (self->texts, text)
                     : g_string_chunk_insert_len (self->texts, text, n_bytes);
  return cw_sheet_add_shared (self, row, column, kept, error);
}

/**
 * cw_sheet_add_comment:
 * @self: a sheet
 * @row: the cell's row, from 0
 * @column: the cell's column, from 0
 * @author: (nullable): who wrote it
 * @comment: what it says
 *
 * Adds a comment on a cell, which may be empty.
 */
void
cw_sheet_add_comment (CwSheet    *self,
                      guint       row,
                      guint       column,
                      const char *author,
                      const char *comment)
{
  Comment added = { { row, MIN (column, CW_SHEET_COLUMNS - 1) }, NULL, NULL };

  g_return_if_fail (self != NULL && comment != NULL);

  added.author = g_strdup (author);
  added.comment = g_strdup (comment);
  g_array_append_val (self->comments, added);
}

/**
 * cw_sheet_hide_row:
 * @self: a sheet
 * @row: a row, from 0; not less than the one before
 *
 * Says that a row is hidden.
 */
void
cw_sheet_hide_row (CwSheet *self,
                   guint    row)
{
  g_array_append_val (self->hidden_rows, row);
}

/**
 * cw_sheet_hide_columns:
 * @self: a sheet
 * @first: the first one, from 0
 * @last: the last one
 *
 * Says that columns are hidden.
 */
void
cw_sheet_hide_columns (CwSheet *self,
                       guint    first,
                       guint    last)
{
  if (first < CW_SHEET_COLUMNS && first <= last)
    memset (self->hidden + first, TRUE, MIN (last, CW_SHEET_COLUMNS - 1) - first + 1);
}

/* --- Writing -------------------------------------------------------------- */

/* Comments on empty cells need a place. */
static void
place_comments (CwSheet *self)
{
  guint n_cells = self->cells->len;
  guint at = 0;

  g_array_sort (self->comments, compare_places);
  for (guint i = 0; i < self->comments->len; i++)
    {
      const Comment *comment = &g_array_index (self->comments, Comment, i);
      Cell place = { comment->place, NULL };

      while (at < n_cells && compare_places (&g_array_index (self->cells, Cell, at), &place) < 0)
        at++;
      if (at == n_cells || compare_places (&g_array_index (self->cells, Cell, at), &place) != 0)
        append_cell (self, place);
    }
  if (!self->in_order)
    g_array_sort (self->cells, compare_places);
}

/* Columns that are empty throughout the sheet are one where they stand together. */
static void
place_columns (CwSheet *self)
{
  guint place = 0;
  gboolean gap = FALSE;

  for (guint i = 0; i < CW_SHEET_COLUMNS; i++)
    {
      self->shown[i] = place;
      if (self->used[i])
        place++;
      else if (!gap)
        place++;
      gap = !self->used[i];
      if (gap)
        self->shown[i] = place - 1;
    }
}

static guint
count_hidden_rows (const CwSheet *self)
{
  guint at = 0;
  guint n = 0;

  for (guint i = 0; i < self->hidden_rows->len; i++)
    {
      guint row = g_array_index (self->hidden_rows, guint, i);

      while (at < self->cells->len && g_array_index (self->cells, Cell, at).place.row < row)
        at++;
      n += at < self->cells->len && g_array_index (self->cells, Cell, at).place.row == row;
    }
  return n;
}

/* Writes the tabs before a cell. Where there are more cells than there may be spans, a
 * row is a line without any. */
static void
start_cell (CwSheet    *self,
            CwFlow     *flow,
            const Cell *cell,
            guint       n_written,
            gboolean    with_spans)
{
  guint n = self->shown[cell->place.column];

  if (with_spans)
    {
      cw_flow_skip_cells (flow, n - n_written);
      cw_flow_start_cell (flow);
      return;
    }
  for (guint i = n_written > 0 ? n_written - 1 : 0; i < n; i++)
    cw_flow_append (flow, "\t", 1);
}

/* Writes one cell, and the tabs before it; says where it begins. */
static guint32
write_cell (CwSheet    *self,
            CwFlow     *flow,
            const Cell *cell,
            guint      *n_written,
            gboolean    with_spans)
{
  guint32 start;

  start_cell (self, flow, cell, *n_written, with_spans);
  start = cw_flow_get_text (flow)->length;
  if (cell->text != NULL)
    cw_flow_append (flow, cell->text, -1);
  if (with_spans)
    cw_flow_end_cell (flow);
  *n_written = self->shown[cell->place.column] + 1;
  return start;
}

/* Adds the comments on a cell, from the first that was not added yet. */
static guint
write_comments (CwSheet    *self,
                CwFlow     *flow,
                const Cell *cell,
                guint32     start,
                guint       first)
{
  for (; first < self->comments->len; first++)
    {
      const Comment *comment = &g_array_index (self->comments, Comment, first);

      if (compare_places (comment, cell) != 0)
        break;
      cw_flow_add_comment_on (flow, start, cw_flow_get_text (flow)->length, comment->author,
                              comment->comment);
    }
  return first;
}

static gboolean
start_row (CwFlow       *flow,
           const Cell   *cell,
           const Cell   *before,
           gboolean      with_spans,
           CwTableTurns *turns,
           GCancellable *cancellable,
           GError      **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !cw_flow_is_within_limit (flow, error))
    return FALSE;
  if (before != NULL && turns != NULL)
    cw_table_turns_end_row (turns);
  for (int i = before != NULL && cell->place.row > before->place.row + 1 ? 2 : 1; i > 0; i--)
    if (with_spans)
      cw_flow_start_row (flow);
    else
      cw_flow_start_paragraph (flow);
  if (turns != NULL)
    cw_table_turns_start_row (turns);
  return TRUE;
}

static gboolean
write_cells (CwSheet      *self,
             CwFlow       *flow,
             gboolean      with_spans,
             CwTableTurns *turns,
             GCancellable *cancellable,
             GError      **error)
{
  const Cell *before = NULL;
  guint n_written = 0;
  guint comment = 0;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      gboolean new_row = before == NULL || cell->place.row != before->place.row;
      guint32 start;

      /* Of two cells in one place the first counts. */
      if (!new_row && cell->place.column == before->place.column)
        continue;
      if (new_row)
        {
          if (!start_row (flow, cell, before, with_spans, turns, cancellable, error))
            return FALSE;
          n_written = 0;
        }
      before = cell;
      start = write_cell (self, flow, cell, &n_written, with_spans);
      comment = write_comments (self, flow, cell, start, comment);
      if (turns != NULL && cell->text != NULL)
        cw_table_turns_take_cell (turns, cell->place.column, start, cell->text);
    }
  if (turns != NULL)
    cw_table_turns_end_row (turns);
  return TRUE;
}

/**
 * cw_sheet_write:
 * @self: a sheet, which is complete
 * @flow: where to write it
 * @name: its name
 * @turns: (nullable): what looks for turns in it
 * @hidden: (inout): what is hidden in it is added to this
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Writes a sheet: its name as a heading, and what it holds as a table.
 *
 * Returns: FALSE with %CW_ERROR_TOO_LARGE, or cancelled
 */
gboolean
cw_sheet_write (CwSheet       *self,
                CwFlow        *flow,
                const char    *name,
                CwTableTurns  *turns,
                CwSheetHidden *hidden,
                GCancellable  *cancellable,
                GError       **error)
{
  gboolean with_spans;
  gboolean ok;

  g_return_val_if_fail (self != NULL && flow != NULL && name != NULL && hidden != NULL, FALSE);

  cw_flow_start_paragraph (flow);
  cw_flow_set_heading (flow, 1);
  cw_flow_append (flow, name, -1);
  cw_flow_end_paragraph (flow);

  if (!self->in_order)
    g_array_sort (self->cells, compare_places);
  self->in_order = TRUE;
  place_comments (self);
  place_columns (self);
  hidden->n_rows += count_hidden_rows (self);
  for (guint i = 0; i < CW_SHEET_COLUMNS; i++)
    hidden->n_columns += self->used[i] && self->hidden[i];
  if (self->cells->len == 0)
    return cw_flow_is_within_limit (flow, error);

  if (turns != NULL)
    cw_table_turns_start_table (turns);
  with_spans = cw_flow_get_text (flow)->spans->len + self->cells->len * 2 < MOST_SPANS;
  if (with_spans)
    cw_flow_start_table (flow);
  ok = write_cells (self, flow, with_spans, turns, cancellable, error);
  if (with_spans)
    cw_flow_end_table (flow);
  else
    cw_flow_end_paragraph (flow);
  return ok && cw_flow_is_within_limit (flow, error);
}

/**
 * cw_sheet_warn_hidden:
 * @text: the text of a workbook
 * @hidden: what was hidden in it
 *
 * Warns of what was hidden, and is in the text: somebody may not know of it.
 */
void
cw_sheet_warn_hidden (CwText              *text,
                      const CwSheetHidden *hidden)
{
  if (hidden->n_sheets + hidden->n_rows + hidden->n_columns > 0)
    cw_text_warn (text,
                  "what is hidden in the workbook was read, too: sheets: %u, rows: %u, columns: %u",
                  hidden->n_sheets, hidden->n_rows, hidden->n_columns);
}

/**
 * cw_sheet_clean:
 * @text: what a cell holds, valid UTF-8
 *
 * Makes the text of a cell ready for cw_sheet_add(): no blanks around it, lines end
 * with line feeds, and no tabs or control characters, which would part cells.
 */
void
cw_sheet_clean (GString *text)
{
  gsize from = 0;
  gsize to = 0;

  while (text->len > 0 && g_ascii_isspace (text->str[text->len - 1]))
    text->len--;
  while (from < text->len && g_ascii_isspace (text->str[from]))
    from++;
  for (; from < text->len; from++)
    {
      char c = text->str[from];

      if (c == '\r')
        {
          if (from + 1 < text->len && text->str[from + 1] == '\n')
            continue;
          c = '\n';
        }
      else if (c == '\t')
        c = ' ';
      else if ((guchar) c < ' ' && c != '\n')
        continue;
      text->str[to++] = c;
    }
  g_string_truncate (text, to);
  text->str[to] = '\0';
}
