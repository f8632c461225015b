/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database-private.h"
#include "cw-touched.h"

G_BEGIN_DECLS

/* The derived tables: the full-text index and the cases of codings. They follow
 * the tracked tables inside each change's transaction and can be rebuilt at will. */

gboolean cw_derived_update  (CwDatabase      *database,
                             const CwTouched *touched,
                             GError         **error);
gboolean cw_derived_rebuild (CwDatabase      *database,
                             GError         **error);

gboolean cw_full_text_update  (CwDatabase      *database,
                               const CwTouched *touched,
                               GError         **error);
gboolean cw_full_text_rebuild (CwDatabase      *database,
                               GError         **error);
gboolean cw_full_text_check   (CwDatabase      *database,
                               gboolean         full,
                               GPtrArray       *problems,
                               GError         **error);

gboolean cw_coding_cases_update  (CwDatabase      *database,
                                  const CwTouched *touched,
                                  GError         **error);
gboolean cw_coding_cases_rebuild (CwDatabase      *database,
                                  GError         **error);
gboolean cw_coding_cases_check   (CwDatabase      *database,
                                  GPtrArray       *problems,
                                  GError         **error);

G_END_DECLS
