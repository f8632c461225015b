/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Turns as people name them: by number as they are listed, from 1 ("7", "7-9"), or
 * those of a speaker that a range of the text touches ("120:560"). */

GArray *cw_turn_choice_parse (const char *const *words,
                              guint              n_words,
                              const GArray      *turns,
                              guint              speaker,
                              GError           **error);

G_END_DECLS
