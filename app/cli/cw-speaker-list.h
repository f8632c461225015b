/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-command-context.h"

G_BEGIN_DECLS

/* What `speakers` prints: who speaks in a document, and the turns. */

gboolean cw_speaker_list_print       (CwCommandContext *context,
                                      CwDatabase       *database,
                                      const CwGuid     *document,
                                      GError          **error);
gboolean cw_speaker_list_print_turns (CwCommandContext *context,
                                      CwDatabase       *database,
                                      const CwGuid     *document,
                                      const CwGuid     *speaker,
                                      GError          **error);

G_END_DECLS
