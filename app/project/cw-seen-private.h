/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which project files this user's programs have found whole before. Kept in the
 * state folder as empty files named by a hash: no name, no path, no content. */

gboolean cw_seen_before   (const char *project_path);
void     cw_seen_remember (const char *project_path);

G_END_DECLS
