/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database-private.h"
#include "cw-project.h"

G_BEGIN_DECLS

/* What changes and history need of a project beyond its public face. */

/* Entries that can be undone and redone, by seq, newest last; one per coder. */
typedef struct
{
  GArray *undo;
  GArray *redo;
} CwUndoStacks;

/* What undo knows of the history, read up to @seq; see cw-undo-stacks.c. */
typedef struct
{
  gint64 seq;
  GHashTable *by_coder; /* CwGuid -> CwUndoStacks */
  GHashTable *undone;   /* set of gint64 seq */
} CwUndoState;

/* The last change that may grow instead of a new entry being made. */
typedef struct
{
  char *key;
  gint64 seq;
} CwCoalescing;

CwUndoState  *cw_project_get_undo_state (CwProject  *self);
CwCoalescing *cw_project_get_coalescing (CwProject  *self);
void          cw_project_emit_changed   (CwProject  *self,
                                         CwTouched  *touched);
char         *cw_project_tidy_name      (const char *name,
                                         GError    **error);
gboolean      cw_project_require_write  (CwProject  *self,
                                         GError    **error);
gboolean      cw_local_get_guid         (CwDatabase *database,
                                         const char *key,
                                         CwGuid     *out_guid,
                                         gboolean   *out_found,
                                         GError    **error);
gboolean      cw_local_set              (CwDatabase *database,
                                         const char *key,
                                         CwValue     value,
                                         GError    **error);

void          cw_undo_state_init   (CwUndoState  *state);
void          cw_undo_state_clear  (CwUndoState  *state);
gboolean      cw_undo_state_update (CwUndoState  *state,
                                    CwDatabase   *database,
                                    GError      **error);
CwUndoStacks *cw_undo_state_stacks (CwUndoState  *state,
                                    const CwGuid *coder);

G_END_DECLS
