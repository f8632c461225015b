/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-history-private.h"
#include "cw-undo-private.h"

G_BEGIN_DECLS

/* Finding the later change that stands in the way of an undo or redo, to name it. */

gint64 cw_obstacle_for_row        (CwProject    *project,
                                   gint64        base,
                                   const char   *table,
                                   const CwGuid *guid,
                                   GError      **error);
gint64 cw_obstacle_for_references (CwProject    *project,
                                   gint64        base,
                                   GBytes       *applied,
                                   GError      **error);
gint64 cw_obstacle_for_correction (CwProject    *project,
                                   gint64        base,
                                   GBytes       *applied,
                                   const char  **out_why,
                                   GError      **error);

G_END_DECLS
