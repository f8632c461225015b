/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-command-context.h"

G_BEGIN_DECLS

/**
 * CW_HELP_SHOWN:
 *
 * The domain of what ends a command early when all that was asked was its help.
 */
#define CW_HELP_SHOWN (cw_help_shown_quark ())

GQuark cw_help_shown_quark (void);

gboolean    cw_command_context_parse          (CwCommandContext   *self,
                                               CwSharedOptions     shared,
                                               const GOptionEntry *options,
                                               GError            **error);
gboolean    cw_command_context_check_operands (CwCommandContext   *self,
                                               guint               n_min,
                                               guint               n_max,
                                               GError            **error);
const char *cw_command_context_operand        (CwCommandContext   *self,
                                               guint               index);
gboolean    cw_command_context_allow_options  (CwCommandContext   *self,
                                               const char         *allowed,
                                               const char         *for_what,
                                               GError            **error);

G_END_DECLS
