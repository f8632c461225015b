/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Paths of codes and cases: names from the top down, "Barrier/Practical/Time". In a
 * path a slash that is part of a name is written \/ and a backslash \\ ; before
 * anything else a backslash stands for itself. Names are compared caseless, in
 * Unicode's composed form.
 */

char    *cw_path_escape    (const char *name);
char    *cw_path_append    (const char *path,
                            const char *name);
char   **cw_path_split     (const char *path);
char    *cw_path_fold      (const char *name);
gboolean cw_path_same_name (const char *a,
                            const char *b);

G_END_DECLS
