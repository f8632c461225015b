/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

/* What undo and redo need of a change beyond its public face. */

void       cw_change_set_kind (CwChange     *self,
                               const char   *kind,
                               const CwGuid *undoes);
CwTouched *cw_change_collect  (CwChange     *self,
                               GError      **error);

G_END_DECLS
