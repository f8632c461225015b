/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-project.h"

G_BEGIN_DECLS

/* The list of every change: who, when, what and why. Undo and redo append to it. */

typedef struct
{
  gint64 seq;
  CwGuid id;
  CwGuid coder;
  gint64 at; /* microseconds since 1970, UTC */
  char *label;
  char *reason;  /* "" where none was given */
  char *kind;    /* setup, do, undo, redo, merge */
  gint64 undoes; /* seq of the entry that an undo or redo acts on, else 0 */
  gint64 size;   /* bytes of the changeset before compression */
} CwHistoryEntry;

void            cw_history_entry_free (CwHistoryEntry *entry);
GPtrArray      *cw_history_list       (CwProject      *project,
                                       gint64          since,
                                       GError        **error);
CwHistoryEntry *cw_history_next_undo  (CwProject      *project,
                                       const CwGuid   *coder,
                                       GError        **error);
CwHistoryEntry *cw_history_next_redo  (CwProject      *project,
                                       const CwGuid   *coder,
                                       GError        **error);
CwHistoryEntry *cw_history_undo       (CwProject      *project,
                                       const CwGuid   *coder,
                                       GError        **error);
CwHistoryEntry *cw_history_redo       (CwProject      *project,
                                       const CwGuid   *coder,
                                       GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwHistoryEntry, cw_history_entry_free)

G_END_DECLS
