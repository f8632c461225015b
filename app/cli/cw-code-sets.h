/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-command-context.h"

G_BEGIN_DECLS

/* What `codes` does to code sets. */

gboolean cw_code_sets_list   (CwCommandContext *context,
                              gpointer          options,
                              GError          **error);
gboolean cw_code_sets_change (CwCommandContext *context,
                              gpointer          options,
                              GError          **error);

G_END_DECLS
