/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-project.h"

G_BEGIN_DECLS

/* Whether a project file is whole: pages, references, positions, hashes, derived
 * tables, the model's rules, and with @full the history and every blob. */

GPtrArray *cw_check_run (CwDatabase   *database,
                         gboolean      full,
                         GCancellable *cancellable,
                         GError      **error);

G_END_DECLS
