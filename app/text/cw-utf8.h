/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All of these take valid UTF-8 and trust it: what comes from a file goes
 * through cw_decode() or cw_text_append() first. */

typedef struct _CwUtf8Index CwUtf8Index;

gsize cw_utf8_length (const char *text,
                      gsize       n_bytes);

CwUtf8Index *cw_utf8_index_new         (const char        *text,
                                        gsize              n_bytes);
void         cw_utf8_index_free        (CwUtf8Index       *self);
guint32      cw_utf8_index_length      (const CwUtf8Index *self);
gsize        cw_utf8_index_to_byte     (const CwUtf8Index *self,
                                        guint32            position);
guint32      cw_utf8_index_to_position (const CwUtf8Index *self,
                                        gsize              byte);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwUtf8Index, cw_utf8_index_free)

G_END_DECLS
