/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-bench-words.h"

G_BEGIN_DECLS

/* From a sentence's first character to after its last, in code points. */
typedef struct
{
  guint32 start;
  guint32 end;
} CwBenchSentence;

/* An invented interview: a line a turn, each beginning with who speaks. */
typedef struct
{
  GString *text;
  guint32 length;    /* in code points */
  GArray *sentences; /* of CwBenchSentence */
  char *speakers[2]; /* of those interviewed; the second may be NULL */
} CwBenchText;

CwBenchText *cw_bench_text_new  (const CwBenchWords *words,
                                 guint32             seed,
                                 guint               number,
                                 guint               n_bytes);
void         cw_bench_text_free (CwBenchText        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBenchText, cw_bench_text_free)

G_END_DECLS
