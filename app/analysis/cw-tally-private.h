/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The lines of one axis that something counts in. */
typedef struct
{
  const guint32 *lines;
  guint n_lines;
} CwLineSet;

/*
 * The counts of a matrix while it is being counted. After the last row and column stand
 * the totals: what is added where lines meet counts once in the total of each line.
 */
typedef struct
{
  guint n_rows;
  guint n_columns;
  gint64 *cells;
  guint32 *last; /* per cell: the thing counted last, plus one */
  GArray *seen;  /* of guint64: a cell and a thing that counts once in it */
  guint seen_limit;
} CwTally;

void cw_tally_init     (CwTally  *self,
                        guint     n_rows,
                        guint     n_columns);
void cw_tally_clear    (CwTally  *self);
void cw_tally_add      (CwTally  *self,
                        CwLineSet rows,
                        CwLineSet columns);
void cw_tally_add_run  (CwTally  *self,
                        CwLineSet rows,
                        CwLineSet columns,
                        guint32   thing);
void cw_tally_add_once (CwTally  *self,
                        CwLineSet rows,
                        CwLineSet columns,
                        guint32   thing);
void cw_tally_finish   (CwTally  *self);

static inline guint32
cw_tally_cell (const CwTally *self,
               guint          row,
               guint          column)
{
  return row * (self->n_columns + 1) + column;
}

/* The line at @i; the one after the last is the total. */
static inline guint32
cw_line_set_get (CwLineSet set,
                 guint     i,
                 guint     total)
{
  return i < set.n_lines ? set.lines[i] : total;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwTally, cw_tally_clear)

G_END_DECLS
