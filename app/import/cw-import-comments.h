/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"
#include "cw-text.h"

G_BEGIN_DECLS

/* Comments of a file on its way in: each becomes a memo by its author, tied to the
 * passage that it speaks of. */

#define CW_IMPORT_COMMENT_TYPE "comment"

GPtrArray *cw_import_comments_take  (CwText          *text);
gboolean   cw_import_comments_write (CwChange        *change,
                                     const CwGuid    *document,
                                     const GPtrArray *comments,
                                     GError         **error);

G_END_DECLS
