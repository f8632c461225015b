/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-paragraphs.h"

G_BEGIN_DECLS

/* All in bytes. */
typedef struct
{
  gsize start;
  gsize end;
} CwParagraphRange;

typedef struct
{
  char *text;
  gsize n_bytes;
  const GArray *lines;  /* of CwParagraphRange: those that are long */
  const GArray *closed; /* of CwParagraphRange, sorted, apart: where no line may end */
} CwParagraphs;

/* What was done. */
typedef struct
{
  guint n_lines; /* that were split */
  guint n_made;  /* of them */
  gsize longest; /* in characters */
} CwParagraphsSplit;

gboolean cw_paragraphs_may_begin  (const CwParagraphs *self,
                                   gsize               byte);
void     cw_paragraphs_cut        (CwParagraphs       *self,
                                   const GArray       *turns,
                                   CwParagraphsSplit  *out_split);
GArray  *cw_paragraphs_find_turns (const CwParagraphs *self);

G_END_DECLS
