/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-words.h"

G_BEGIN_DECLS

void     cw_sentences_foreach (const char *text,
                               gsize       n_bytes,
                               CwRangeFunc func,
                               gpointer    user_data);
gboolean cw_sentences_at      (const char *text,
                               gsize       n_bytes,
                               guint32     position,
                               guint32    *out_start,
                               guint32    *out_end);

G_END_DECLS
