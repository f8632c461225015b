/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who has a project open for writing: a file "NAME.lock" beside it, held by
 * flock() and naming its holder for others, other machines included. */

typedef struct _CwLock CwLock;

CwLock *cw_lock_take    (const char *project_path,
                         gboolean    take_over,
                         char      **out_holder,
                         GError    **error);
void    cw_lock_release (CwLock     *lock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwLock, cw_lock_release)

G_END_DECLS
