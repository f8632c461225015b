/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-history.h"

G_BEGIN_DECLS

CwHistoryEntry *cw_history_load           (CwDatabase *database,
                                           gint64      seq,
                                           GError    **error);
GBytes         *cw_history_load_changeset (CwDatabase *database,
                                           gint64      seq,
                                           GError    **error);

G_END_DECLS
