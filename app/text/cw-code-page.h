/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Bytes in one of the numbered code pages of Windows, DOS and the Macintosh, as
 * formats name them that came before Unicode. The bytes may come in pieces: a
 * character of which only the first byte came waits for the rest.
 */

typedef struct _CwCodePage CwCodePage;

CwCodePage *cw_code_page_new         (guint             number);
void        cw_code_page_free        (CwCodePage       *self);
gboolean    cw_code_page_is_wide     (const CwCodePage *self);
gboolean    cw_code_page_is_waiting  (const CwCodePage *self);
guint       cw_code_page_get_n_wrong (const CwCodePage *self);
void        cw_code_page_decode      (CwCodePage       *self,
                                      const guint8     *data,
                                      gsize             n_bytes,
                                      GString          *out);
void        cw_code_page_flush       (CwCodePage       *self,
                                      GString          *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCodePage, cw_code_page_free)

G_END_DECLS
