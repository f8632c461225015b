/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint cw_display_width     (const char *text,
                            gsize       n_bytes);
gsize cw_display_width_cut (const char *text,
                            gsize       n_bytes,
                            guint       width);
void  cw_display_append    (GString    *out,
                            const char *text,
                            gsize       n_bytes);

G_END_DECLS
