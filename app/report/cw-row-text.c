/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-report"

#include "cw-row-text-private.h"

#include "cw-display.h"

#include <string.h>

/* Widths are taken from so many rows; a later cell that is wider pushes its row. */
#define WAITING_ROWS 200
#define GAP 2
/* No column is made narrower than this to fit a terminal. */
#define MIN_CUT_WIDTH 8
#define ELLIPSIS "…"

typedef struct
{
  CwColumnType type;
  guint width;
  guint limit; /* what is wider is cut; G_MAXUINT: nothing is */
} TextColumn;

struct _CwRowText
{
  TextColumn *columns;
  guint n_columns;
  guint terminal_width;
  GPtrArray *waiting; /* of char *, n_columns a row; NULL once widths are known */
  GString **cells;    /* of the row being made */
  guint n_cells;
};

/* cw_row_text_new: only the types of @columns are looked at. */
CwRowText *
cw_row_text_new (const CwColumn *columns,
                 guint           n_columns)
{
  CwRowText *self = g_new0 (CwRowText, 1);

  self->n_columns = n_columns;
  self->columns = g_new0 (TextColumn, n_columns);
  self->cells = g_new0 (GString *, n_columns);
  self->waiting = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_columns; i++)
    {
      self->columns[i].type = columns[i].type;
      self->columns[i].limit = G_MAXUINT;
      self->cells[i] = g_string_new (NULL);
    }
  return self;
}

/* cw_row_text_free: frees it. */
void
cw_row_text_free (CwRowText *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_columns; i++)
    g_string_free (self->cells[i], TRUE);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_free (self->cells);
  g_free (self->columns);
  g_free (self);
}

/* cw_row_text_set_width: of the terminal; 0 if it is none, where nothing is cut. */
void
cw_row_text_set_width (CwRowText *self,
                       guint      width)
{
  self->terminal_width = width;
}

/* cw_row_text_cell: the next cell of the row. */
void
cw_row_text_cell (CwRowText  *self,
                  const char *text,
                  gsize       n_bytes)
{
  g_assert (self->n_cells < self->n_columns);

  cw_display_append (self->cells[self->n_cells++], text, n_bytes);
}

static gboolean
aligned_right (const TextColumn *column)
{
  return column->type == CW_COLUMN_INTEGER || column->type == CW_COLUMN_DECIMAL;
}

static void
append_spaces (GString *out,
               guint    n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (out, ' ');
}

static void
write_cell (const TextColumn *column,
            const char       *text,
            gboolean          is_last,
            GString          *out)
{
  gsize n_bytes = strlen (text);
  guint width = cw_display_width (text, n_bytes);
  gboolean cut = width > column->limit;

  if (cut)
    {
      n_bytes = cw_display_width_cut (text, n_bytes, column->limit - 1);
      width = cw_display_width (text, n_bytes) + 1;
    }
  if (aligned_right (column) && width < column->width)
    append_spaces (out, column->width - width);
  g_string_append_len (out, text, (gssize) n_bytes);
  if (cut)
    g_string_append (out, ELLIPSIS);
  if (!aligned_right (column) && width < column->width && !is_last)
    append_spaces (out, column->width - width);
}

static void
write_row (const CwRowText   *self,
           const char *const *cells,
           GString           *out)
{
  gsize begin = out->len;

  for (guint i = 0; i < self->n_columns; i++)
    {
      if (i > 0)
        append_spaces (out, GAP);
      write_cell (&self->columns[i], cells[i], i + 1 == self->n_columns, out);
    }
  while (out->len > begin && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

/* Takes from the widest text column until the row fits, or nothing is left to take. */
static void
fit_terminal (CwRowText *self)
{
  guint total = (self->n_columns - 1) * GAP;

  for (guint i = 0; i < self->n_columns; i++)
    total += self->columns[i].width;
  while (total > self->terminal_width)
    {
      TextColumn *widest = NULL;

      for (guint i = 0; i < self->n_columns; i++)
        if (self->columns[i].type == CW_COLUMN_TEXT && self->columns[i].width > MIN_CUT_WIDTH
            && (widest == NULL || self->columns[i].width > widest->width))
          widest = &self->columns[i];
      if (widest == NULL)
        break;
      widest->width--;
      total--;
    }
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].type == CW_COLUMN_TEXT)
      self->columns[i].limit = MAX (self->columns[i].width, MIN_CUT_WIDTH);
}

static void
settle_widths (CwRowText *self,
               GString   *out)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  for (guint i = 0; i < waiting->len; i++)
    {
      const char *cell = g_ptr_array_index (waiting, i);
      TextColumn *column = &self->columns[i % self->n_columns];

      column->width = MAX (column->width, cw_display_width (cell, strlen (cell)));
    }
  if (self->terminal_width > 0)
    fit_terminal (self);
  for (guint i = 0; i + self->n_columns <= waiting->len; i += self->n_columns)
    write_row (self, (const char *const *) waiting->pdata + i, out);
}

/* cw_row_text_end_row: cells that were not given are empty. */
void
cw_row_text_end_row (CwRowText *self,
                     GString   *out)
{
  if (self->waiting != NULL)
    {
      for (guint i = 0; i < self->n_columns; i++)
        g_ptr_array_add (self->waiting, g_strndup (self->cells[i]->str, self->cells[i]->len));
      if (self->waiting->len >= WAITING_ROWS * self->n_columns)
        settle_widths (self, out);
    }
  else
    {
      g_autofree const char **cells = g_new (const char *, self->n_columns);

      for (guint i = 0; i < self->n_columns; i++)
        cells[i] = self->cells[i]->str;
      write_row (self, cells, out);
    }
  for (guint i = 0; i < self->n_columns; i++)
    g_string_truncate (self->cells[i], 0);
  self->n_cells = 0;
}

/* cw_row_text_finish: writes what still waits. */
void
cw_row_text_finish (CwRowText *self,
                    GString   *out)
{
  if (self->waiting != NULL)
    settle_widths (self, out);
}
