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
  const GArray *lines;  /* of CwParagraphRange: those that are too long */
  const GArray *closed; /* of CwParagraphRange, sorted, apart: where no line may end */
} CwParagraphs;

gboolean cw_paragraphs_may_begin  (const CwParagraphs *self,
                                   gsize               byte);
guint    cw_paragraphs_cut        (CwParagraphs       *self,
                                   const GArray       *turns);
GArray  *cw_paragraphs_find_turns (const CwParagraphs *self);

G_END_DECLS
