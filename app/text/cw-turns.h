/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-text.h"

G_BEGIN_DECLS

guint    cw_turns_find     (CwText       *text);
char    *cw_turns_report   (const CwText *text);
gboolean cw_turns_is_label (const char   *line,
                            gsize         n_bytes);

char   *cw_turns_to_string   (const GArray *turns);
GArray *cw_turns_from_string (const char   *string,
                              guint32       length,
                              guint         n_speakers,
                              GError      **error);

G_END_DECLS
