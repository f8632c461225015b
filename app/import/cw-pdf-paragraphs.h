/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-pdf-lines.h"

G_BEGIN_DECLS

/* What is usual in a document. */
typedef struct
{
  int body_size; /* of letters, in hundredths of a point */
  int pitch;     /* from line to line, in hundredths of the size */
} CwPdfHabits;

CwPdfHabits cw_pdf_habits_find       (GArray            *lines,
                                      GPtrArray         *pages);
gboolean    cw_pdf_paragraph_goes_on (const CwPdfHabits *habits,
                                      const CwPdfLine   *first,
                                      const CwPdfLine   *before,
                                      const CwPdfLine   *line,
                                      GPtrArray         *pages);

G_END_DECLS
