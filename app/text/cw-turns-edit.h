/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-text.h"

G_BEGIN_DECLS

/* Turns as people put them right. They stay sorted and apart; the text stays as it
 * is. Whose label a turn begins with is in the text, who speaks is in the turn. */

guint cw_turns_drop      (CwText     *text,
                          guint32     speaker);
guint cw_turns_add_label (CwText     *text,
                          const char *label,
                          guint32     speaker,
                          char      **out_name,
                          guint      *out_n_taken);

G_END_DECLS
