/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database-private.h"
#include "cw-touched.h"

G_BEGIN_DECLS

/* What must hold between rows and no constraint of a table can say: names that
 * differ, trees without cycles, codings that are joined, positions in the text.
 * Undo and redo look at the rows that they touched, cw_check_run() at all. */

/* Lines of one kind of fault; a hostile file could have any number. */
#define CW_CHECK_MOST_LINES 100

typedef struct
{
  char *message;
  const char *table; /* of the row in the way */
  CwGuid row;
  const char *around_table; /* of what that row stands or falls with; or NULL */
  CwGuid around;
} CwBreach;

void        cw_breach_free        (CwBreach        *breach);
CwBreach   *cw_rules_find_touched (CwDatabase      *database,
                                   const CwTouched *touched,
                                   GError         **error);
gboolean    cw_rules_check_all    (CwDatabase      *database,
                                   GPtrArray       *problems,
                                   GError         **error);
const char *cw_rules_find_scan    (CwDatabase      *database,
                                   GError         **error);

G_END_DECLS
