/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers of items in lists, as formats have them written. */

void cw_numeral_append_roman (GString *string,
                              int      number,
                              gboolean capital);

G_END_DECLS
