/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-pdf-answer.h"

G_BEGIN_DECLS

/* A line of a page, as it is set. */
typedef struct
{
  CwPdfBox box;
  guint page;
  guint first_word; /* index into the page's words */
  guint n_words;
  int size;        /* of its letters, in hundredths of a point */
  int first_width; /* of its first word */
  int right_edge;  /* of the column that it stands in */
  gboolean bold;   /* all of it */
  gboolean across; /* set from bottom to top, or top to bottom */
  gboolean right_to_left;
  gboolean left_out;         /* a running head or foot, a page number */
  int cell;                  /* where the last cell of it begins; 0: it has none */
  gboolean goes_on_with_row; /* a cell of the row that the line before is of */
} CwPdfLine;

GArray *cw_pdf_lines_find    (GPtrArray       *pages);
char   *cw_pdf_line_get_text (const CwPdfLine *line,
                              const CwPdfPage *page);

G_END_DECLS
