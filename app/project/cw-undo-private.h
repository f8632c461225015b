/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change-private.h"

G_BEGIN_DECLS

/* Applying a changeset to a project as it is now: whole, or not at all. */

typedef struct
{
  gboolean found;
  gboolean is_reference; /* a foreign key, which names no row */
  char *table;
  CwGuid row;
} CwApplyConflict;

void     cw_apply_conflict_clear (CwApplyConflict *conflict);
gboolean cw_apply_changeset      (CwChange        *change,
                                  GBytes          *changeset,
                                  CwApplyConflict *out_conflict,
                                  GError         **error);

G_END_DECLS
