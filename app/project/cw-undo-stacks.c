/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-project-private.h"

#include <string.h>

static void
undo_stacks_free (gpointer data)
{
  CwUndoStacks *stacks = data;

  g_array_unref (stacks->undo);
  g_array_unref (stacks->redo);
  g_free (stacks);
}

/*
 * cw_undo_state_init:
 * An empty state; the history is read when undo is first asked for.
 */
void
cw_undo_state_init (CwUndoState *state)
{
  state->seq = 0;
  state->by_coder = g_hash_table_new_full (cw_guid_hash, cw_guid_equal, g_free, undo_stacks_free);
  state->undone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/*
 * cw_undo_state_clear:
 * Frees what it holds.
 */
void
cw_undo_state_clear (CwUndoState *state)
{
  g_hash_table_unref (state->by_coder);
  g_hash_table_unref (state->undone);
}

/*
 * cw_undo_state_stacks:
 * The stacks of @coder.
 */
CwUndoStacks *
cw_undo_state_stacks (CwUndoState  *state,
                      const CwGuid *coder)
{
  CwUndoStacks *stacks = g_hash_table_lookup (state->by_coder, coder);

  if (stacks != NULL)
    return stacks;
  stacks = g_new0 (CwUndoStacks, 1);
  stacks->undo = g_array_new (FALSE, FALSE, sizeof (gint64));
  stacks->redo = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_insert (state->by_coder, cw_guid_copy (coder), stacks);
  return stacks;
}

/* The entry acted on is the newest of its stack; anything else found on the way down
 * belongs to a damaged history and is passed over. */
static void
pop (GArray *stack,
     gint64  seq)
{
  for (guint i = stack->len; i > 0; i--)
    if (g_array_index (stack, gint64, i - 1) == seq)
      {
        g_array_remove_index (stack, i - 1);
        return;
      }
}

static void
take_entry (CwUndoState *state,
            CwStatement *row)
{
  gint64 seq = cw_statement_int (row, 0);
  const char *kind = cw_statement_text (row, 2);
  gint64 target = cw_statement_int (row, 3);
  CwUndoStacks *stacks;
  CwGuid coder;

  state->seq = seq;
  if (kind == NULL || !cw_statement_guid (row, 1, &coder))
    return;
  stacks = cw_undo_state_stacks (state, &coder);
  if (strcmp (kind, "do") == 0 || strcmp (kind, "merge") == 0)
    {
      g_array_append_val (stacks->undo, seq);
      g_array_set_size (stacks->redo, 0);
    }
  else if (strcmp (kind, "undo") == 0)
    {
      pop (stacks->undo, target);
      g_array_append_val (stacks->redo, target);
      g_hash_table_add (state->undone, g_memdup2 (&target, sizeof target));
    }
  else if (strcmp (kind, "redo") == 0)
    {
      pop (stacks->redo, target);
      g_array_append_val (stacks->undo, target);
      g_hash_table_remove (state->undone, &target);
    }
}

/*
 * cw_undo_state_update:
 * Reads what was appended to the history since the last time.
 */
gboolean
cw_undo_state_update (CwUndoState *state,
                      CwDatabase  *database,
                      GError     **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = cw_database_query (
    database,
    "SELECT h.seq, h.coder, h.kind, (SELECT t.seq FROM history AS t WHERE t.id = h.undoes) "
    "FROM history AS h WHERE h.seq > ?1 ORDER BY h.seq",
    CW_BIND (cw_int_value (state->seq)), error);

  if (rows == NULL)
    return FALSE;
  while (cw_statement_next (rows, &failure))
    take_entry (state, rows);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
