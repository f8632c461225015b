/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Invented words, some frequent and most rare as in any language, and the sentences
 * made of them. The same seed makes the same words. */
typedef struct _CwBenchWords CwBenchWords;

/* Two words that stand side by side in about one sentence in 250. */
#define CW_BENCH_PLANTED "turning point"

CwBenchWords *cw_bench_words_new      (guint32             seed);
void          cw_bench_words_free     (CwBenchWords       *self);
guint         cw_bench_words_sentence (const CwBenchWords *self,
                                       GRand              *rand,
                                       gboolean            question,
                                       GString            *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBenchWords, cw_bench_words_free)

G_END_DECLS
