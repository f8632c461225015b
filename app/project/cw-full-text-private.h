/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database-private.h"
#include "cw-touched.h"

G_BEGIN_DECLS

/* The full-text index: derived from the documents, brought up to date inside each
 * change's transaction, and to be rebuilt at will. */

gboolean cw_full_text_update  (CwDatabase      *database,
                               const CwTouched *touched,
                               GError         **error);
gboolean cw_full_text_rebuild (CwDatabase      *database,
                               GError         **error);
gboolean cw_full_text_check   (CwDatabase      *database,
                               gboolean         full,
                               GPtrArray       *problems,
                               GError         **error);

G_END_DECLS
