/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-random-edits.h"

G_BEGIN_DECLS

/* Things at random: numbers, words, texts, rows of a project, ranges of documents. */

guint    cw_random_upto      (CwRandomEdits *self,
                              guint          n);
gboolean cw_random_one_in    (CwRandomEdits *self,
                              guint          n);
char    *cw_random_word      (CwRandomEdits *self);
char    *cw_random_text      (CwRandomEdits *self);
gboolean cw_random_any       (CwRandomEdits *self,
                              const char    *table,
                              CwGuid        *out_guid);
gboolean cw_random_any_range (CwRandomEdits *self,
                              CwGuid        *out_document,
                              guint32       *out_start,
                              guint32       *out_end);

G_END_DECLS
