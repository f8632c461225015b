/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-history-private.h"

#include "cw-changeset-private.h"
#include "cw-error.h"
#include "cw-project-private.h"

#define COLUMNS \
  "h.seq, h.id, h.coder, h.at, h.label, h.reason, h.kind, " \
  "(SELECT t.seq FROM history AS t WHERE t.id = h.undoes), h.size"

/**
 * cw_history_entry_free:
 * @entry: (nullable) (transfer full): an entry
 */
void
cw_history_entry_free (CwHistoryEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->label);
  g_free (entry->reason);
  g_free (entry->kind);
  g_free (entry);
}

static CwHistoryEntry *
entry_from_row (CwStatement *row)
{
  CwHistoryEntry *entry = g_new0 (CwHistoryEntry, 1);

  entry->seq = cw_statement_int (row, 0);
  cw_statement_guid (row, 1, &entry->id);
  cw_statement_guid (row, 2, &entry->coder);
  entry->at = cw_statement_int (row, 3);
  entry->label = cw_statement_dup_text (row, 4);
  entry->reason = cw_statement_dup_text (row, 5);
  entry->kind = cw_statement_dup_text (row, 6);
  entry->undoes = cw_statement_int (row, 7);
  entry->size = cw_statement_int (row, 8);
  return entry;
}

/**
 * cw_history_list:
 * @project: a project
 * @since: only entries behind this one; 0 for all
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type CwHistoryEntry): the entries,
 *   oldest first
 */
GPtrArray *
cw_history_list (CwProject *project,
                 gint64     since,
                 GError   **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (
    (GDestroyNotify) cw_history_entry_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = NULL;

  g_return_val_if_fail (CW_IS_PROJECT (project), NULL);

  rows = cw_database_query (cw_project_get_database (project),
                            "SELECT " COLUMNS " FROM history AS h WHERE h.seq > ?1 ORDER BY h.seq",
                            CW_BIND (cw_int_value (since)), error);
  if (rows == NULL)
    return NULL;
  while (cw_statement_next (rows, &failure))
    g_ptr_array_add (entries, entry_from_row (rows));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&entries);
}

/*
 * cw_history_load:
 * One entry by its number.
 */
CwHistoryEntry *
cw_history_load (CwDatabase *database,
                 gint64      seq,
                 GError    **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) row = cw_database_query (
    database, "SELECT " COLUMNS " FROM history AS h WHERE h.seq = ?1", CW_BIND (cw_int_value (seq)),
    error);

  if (row == NULL)
    return NULL;
  if (cw_statement_next (row, &failure))
    return entry_from_row (row);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND,
                 "the history has no change number %" G_GINT64_FORMAT, seq);
  return NULL;
}

/*
 * cw_history_load_changeset:
 * What an entry did, unpacked.
 */
GBytes *
cw_history_load_changeset (CwDatabase *database,
                           gint64      seq,
                           GError    **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) row = cw_database_query (
    database, "SELECT changeset, size FROM history WHERE seq = ?1", CW_BIND (cw_int_value (seq)),
    error);
  gconstpointer data;
  gsize length;

  if (row == NULL)
    return NULL;
  if (cw_statement_next (row, &failure) && cw_statement_int (row, 1) >= 0)
    {
      data = cw_statement_blob (row, 0, &length);
      return cw_changeset_unpack (data, length, (gsize) cw_statement_int (row, 1), error);
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND,
                 "the history has no change number %" G_GINT64_FORMAT, seq);
  return NULL;
}

static CwHistoryEntry *
newest (CwProject    *project,
        const CwGuid *coder,
        gboolean      undo,
        GError      **error)
{
  CwUndoState *state = cw_project_get_undo_state (project);
  CwDatabase *database = cw_project_get_database (project);
  CwUndoStacks *stacks;
  GArray *stack;

  if (!cw_undo_state_update (state, database, error))
    return NULL;
  stacks = cw_undo_state_stacks (state, coder);
  stack = undo ? stacks->undo : stacks->redo;
  if (stack->len == 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND,
                   undo ? "there is nothing to undo" : "there is nothing to redo");
      return NULL;
    }
  return cw_history_load (database, g_array_index (stack, gint64, stack->len - 1), error);
}

/**
 * cw_history_next_undo:
 * @project: a project
 * @coder: whose changes
 * @error: return location for an error; %CW_ERROR_NOT_FOUND where there is nothing
 *
 * Returns: (transfer full) (nullable): the change that undo would take back
 */
CwHistoryEntry *
cw_history_next_undo (CwProject    *project,
                      const CwGuid *coder,
                      GError      **error)
{
  g_return_val_if_fail (CW_IS_PROJECT (project) && coder != NULL, NULL);

  return newest (project, coder, TRUE, error);
}

/**
 * cw_history_next_redo:
 * @project: a project
 * @coder: whose changes
 * @error: return location for an error; %CW_ERROR_NOT_FOUND where there is nothing
 *
 * Returns: (transfer full) (nullable): the undone change that redo would make again
 */
CwHistoryEntry *
cw_history_next_redo (CwProject    *project,
                      const CwGuid *coder,
                      GError      **error)
{
  g_return_val_if_fail (CW_IS_PROJECT (project) && coder != NULL, NULL);

  return newest (project, coder, FALSE, error);
}
