/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-tally-private.h"

/* What was seen is sorted and made unique when there is this much of it. */
#define SEEN_LIMIT (1u << 20)

/* cw_tally_init: all zero. There are fewer than 2^32 cells, or the caller refuses. */
void
cw_tally_init (CwTally *self,
               guint    n_rows,
               guint    n_columns)
{
  gsize n_cells = (gsize) (n_rows + 1) * (n_columns + 1);

  self->n_rows = n_rows;
  self->n_columns = n_columns;
  self->cells = g_new0 (gint64, n_cells);
  self->last = g_new0 (guint32, n_cells);
  self->seen = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->seen_limit = SEEN_LIMIT;
}

/* cw_tally_clear: frees what it holds. */
void
cw_tally_clear (CwTally *self)
{
  g_clear_pointer (&self->cells, g_free);
  g_clear_pointer (&self->last, g_free);
  g_clear_pointer (&self->seen, g_array_unref);
}

/* cw_tally_add: adds one to each cell where a row and a column meet. */
void
cw_tally_add (CwTally  *self,
              CwLineSet rows,
              CwLineSet columns)
{
  if (rows.n_lines == 0 || columns.n_lines == 0)
    return;
  for (guint i = 0; i <= rows.n_lines; i++)
    {
      gint64 *row = self->cells + cw_tally_cell (self, cw_line_set_get (rows, i, self->n_rows), 0);

      for (guint j = 0; j < columns.n_lines; j++)
        row[columns.lines[j]]++;
      row[self->n_columns]++;
    }
}

/* cw_tally_add_run: adds one to each cell where a row and a column meet, unless @thing
 * was the last to be added there: for things that come one after the other. */
void
cw_tally_add_run (CwTally  *self,
                  CwLineSet rows,
                  CwLineSet columns,
                  guint32   thing)
{
  if (rows.n_lines == 0 || columns.n_lines == 0)
    return;
  for (guint i = 0; i <= rows.n_lines; i++)
    for (guint j = 0; j <= columns.n_lines; j++)
      {
        guint32 cell = cw_tally_cell (self, cw_line_set_get (rows, i, self->n_rows),
                                      cw_line_set_get (columns, j, self->n_columns));

        self->cells[cell] += self->last[cell] != thing + 1;
        self->last[cell] = thing + 1;
      }
}

static int
compare_seen (gconstpointer a,
              gconstpointer b)
{
  guint64 first = *(const guint64 *) a;
  guint64 second = *(const guint64 *) b;

  return first < second ? -1 : first > second;
}

static void
make_unique (CwTally *self)
{
  guint kept = 0;

  g_array_sort (self->seen, compare_seen);
  for (guint i = 0; i < self->seen->len; i++)
    {
      guint64 pair = g_array_index (self->seen, guint64, i);

      if (kept == 0 || g_array_index (self->seen, guint64, kept - 1) != pair)
        g_array_index (self->seen, guint64, kept++) = pair;
    }
  g_array_set_size (self->seen, kept);
}

static void
note_cell (CwTally *self,
           guint32  cell,
           guint32  thing)
{
  guint64 pair = (guint64) cell << 32 | thing;

  if (self->last[cell] == thing + 1)
    return;
  self->last[cell] = thing + 1;
  if (self->seen->len >= self->seen_limit)
    {
      make_unique (self);
      if (self->seen->len > self->seen_limit / 2)
        self->seen_limit *= 2;
    }
  g_array_append_val (self->seen, pair);
}

/* cw_tally_add_once: adds one to each cell where a row and a column meet, unless @thing
 * was ever added there. */
void
cw_tally_add_once (CwTally  *self,
                   CwLineSet rows,
                   CwLineSet columns,
                   guint32   thing)
{
  if (rows.n_lines == 0 || columns.n_lines == 0)
    return;
  for (guint i = 0; i <= rows.n_lines; i++)
    for (guint j = 0; j <= columns.n_lines; j++)
      note_cell (self,
                 cw_tally_cell (self, cw_line_set_get (rows, i, self->n_rows),
                                cw_line_set_get (columns, j, self->n_columns)),
                 thing);
}

/* cw_tally_finish: turns what was added once into counts. */
void
cw_tally_finish (CwTally *self)
{
  make_unique (self);
  for (guint i = 0; i < self->seen->len; i++)
    self->cells[g_array_index (self->seen, guint64, i) >> 32]++;
  g_array_set_size (self->seen, 0);
}
