/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

/* Who speaks, and when, may stand in the middle of a row, beside several lines of
 * talk. The page is read from top to bottom, so that it comes after the first of
 * them; but it belongs before them all. */

#include "cw-pdf-rows.h"

#include <string.h>

#define MOST_LINES 60 /* of a cell, above its middle */

static const CwPdfLine *
line_at (const GArray *lines,
         guint         i)
{
  return &g_array_index (lines, CwPdfLine, i);
}

static int
middle_of (const CwPdfLine *line)
{
  return line->box.y1 + (line->box.y2 - line->box.y1) / 2;
}

static gboolean
is_about (int a,
          int b,
          int size)
{
  return ABS (a - b) <= size / 8;
}

/* Whether a line may be one of the cell beside LABEL that OTHER is of. */
static gboolean
is_of_cell (const CwPdfLine *label,
            const CwPdfLine *other,
            const CwPdfLine *line)
{
  return line->page == label->page && !line->across && line->box.x1 > label->box.x2
         && is_about (line->box.x1, other->box.x1, line->size)
         && is_about (line->size, other->size, line->size);
}

/* The first of the lines before LABEL that stand above it in the cell beside it:
 * the same number as below it, at the same distances. I if there are none. */
static guint
find_first (const GArray *lines,
            guint         i)
{
  const CwPdfLine *label = line_at (lines, i);
  const CwPdfLine *last = i > 0 ? line_at (lines, i - 1) : NULL;
  guint below = i + 1;
  guint first = i;
  int pitch = 0;

  if (last == NULL || label->across || label->right_to_left || !is_of_cell (label, last, last))
    return i;
  /* The one beside the label is in the middle. */
  if (below < lines->len && is_of_cell (label, last, line_at (lines, below))
      && is_about (middle_of (line_at (lines, below)), middle_of (label), label->size))
    {
      pitch = middle_of (line_at (lines, below)) - middle_of (last);
      below++;
    }
  for (guint n = 1; n <= MOST_LINES && n <= i && below < lines->len; n++, below++)
    {
      const CwPdfLine *up = line_at (lines, i - n);
      const CwPdfLine *down = line_at (lines, below);
      int reach = middle_of (down) - middle_of (label);

      if (!is_of_cell (label, last, up) || !is_of_cell (label, last, down) || reach <= 0
          || !is_about (middle_of (label) - middle_of (up), reach, label->size))
        break;
      if (n == 1 && pitch == 0)
        pitch = 2 * reach;
      else if (!is_about (middle_of (line_at (lines, first)) - middle_of (up), pitch, label->size)
               && n > 1)
        break;
      first = i - n;
    }
  return pitch > 0 && pitch < 3 * label->size ? first : i;
}

/**
 * cw_pdf_rows_put_in_order:
 * @lines: (element-type CwPdfLine): the lines, in the order of the page
 *
 * Puts the first cells of a row, if they stand half-way down, before the lines of
 * the cell beside them.
 */
void
cw_pdf_rows_put_in_order (GArray *lines)
{
  for (guint i = 1; i < lines->len; i++)
    {
      guint first = find_first (lines, i);
      CwPdfLine label = g_array_index (lines, CwPdfLine, i);
      CwPdfLine *to = &g_array_index (lines, CwPdfLine, first);

      if (first == i)
        continue;
      memmove (to + 1, to, (i - first) * sizeof *to);
      *to = label;
      to[1].goes_on_with_row = TRUE;
      to[1].cell = to[1].box.x1;
    }
}
