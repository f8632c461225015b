/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-undo-private.h"

#include "cw-changeset-private.h"
#include "cw-error.h"
#include "cw-obstacle-private.h"
#include "cw-project-private.h"
#include "cw-rules-private.h"
#include "cw-schema-private.h"

/* Larger ones are committed as bulk. */
#define LARGE_CHANGE (1024 * 1024)

typedef struct
{
  CwProject *project;
  CwHistoryEntry *entry;
  gboolean undo;
  gint64 base; /* changes behind this one may be in the way */
  GBytes *changeset;
} Step;

static gboolean
refuse (Step       *step,
        gint64      obstacle,
        const char *why,
        GError    **error)
{
  const char *verb = step->undo ? "undo" : "redo";
  CwDatabase *database = cw_project_get_database (step->project);
  g_autoptr (CwHistoryEntry) later = obstacle != 0 ? cw_history_load (database, obstacle, NULL)
                                                   : NULL;
  g_autofree char *who = NULL;

  if (later == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_CONFLICT,
                   "cannot %s change %" G_GINT64_FORMAT " “%s”: %s; nothing was changed", verb,
                   step->entry->seq, step->entry->label, why);
      return FALSE;
    }
  cw_database_get_text (database, "SELECT name FROM coders WHERE guid = ?1",
                        CW_BIND (cw_guid_value (&later->coder)), &who, NULL);
  g_set_error (error, CW_ERROR, CW_ERROR_CONFLICT,
               "cannot %s change %" G_GINT64_FORMAT " “%s”: the later change %" G_GINT64_FORMAT
               " “%s” by %s is in the way (%s); nothing was changed",
               verb, step->entry->seq, step->entry->label, later->seq, later->label,
               who != NULL ? who : "another coder", why);
  return FALSE;
}

static gboolean
refuse_conflict (Step            *step,
                 CwApplyConflict *conflict,
                 GError         **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 obstacle;

  if (conflict->is_reference || conflict->table == NULL)
    obstacle = cw_obstacle_for_references (step->project, step->base, step->changeset, &failure);
  else
    obstacle = cw_obstacle_for_row (step->project, step->base, conflict->table, &conflict->row,
                                    &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return refuse (step, obstacle,
                 conflict->is_reference ? "it is built on this" : "it changed the same thing",
                 error);
}

static gboolean
keep_rules (Step     *step,
            CwChange *change,
            GError  **error)
{
  g_autoptr (CwTouched) touched = cw_change_collect (change, error);
  g_autoptr (GError) failure = NULL;
  CwBreach *breach;
  gint64 obstacle;

  if (touched == NULL)
    return FALSE;
  breach = cw_rules_find_touched (cw_change_get_database (change), touched, &failure);
  if (breach == NULL)
    {
      if (failure == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  obstacle = cw_obstacle_for_row (step->project, step->base, breach->table, &breach->row, NULL);
  if (obstacle == 0 && breach->around_table != NULL)
    obstacle = cw_obstacle_for_row (step->project, step->base, breach->around_table,
                                    &breach->around, NULL);
  refuse (step, obstacle, breach->message, error);
  cw_breach_free (breach);
  return FALSE;
}

/* The changeset that this step applies, and from where on others may be in the way. */
static gboolean
prepare (Step    *step,
         GError **error)
{
  CwDatabase *database = cw_project_get_database (step->project);
  g_autoptr (GBytes) done = NULL;
  gint64 schema;

  if (!cw_database_get_int (database, "SELECT schema FROM history WHERE seq = ?1",
                            CW_BIND (cw_int_value (step->entry->seq)), 0, &schema, error)
      || !cw_database_get_int (database, "SELECT max (seq) FROM history WHERE undoes = ?1",
                               CW_BIND (cw_guid_value (&step->entry->id)), step->entry->seq,
                               &step->base, error))
    return FALSE;
  if (schema < CW_SCHEMA_UNDO_FLOOR)
    return refuse (step, 0, "it was made before the project was brought to a newer version", error);
  done = cw_history_load_changeset (database, step->entry->seq, error);
  if (done == NULL)
    return FALSE;
  step->changeset = step->undo ? cw_changeset_invert (done, error) : g_bytes_ref (done);
  return step->changeset != NULL;
}

static gboolean
run (Step         *step,
     const CwGuid *coder,
     GError      **error)
{
  g_autoptr (CwChange) change = NULL;
  CwApplyConflict conflict = { 0 };
  g_autoptr (GError) failure = NULL;
  const char *why = NULL;
  gint64 obstacle;
  gboolean applied;

  if (!prepare (step, error))
    return FALSE;
  obstacle = cw_obstacle_for_correction (step->project, step->base, step->changeset, &why,
                                         &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (obstacle != 0)
    return refuse (step, obstacle, why, error);

  change = cw_change_begin (step->project, coder, step->entry->label, NULL,
                            step->entry->size > LARGE_CHANGE ? CW_CHANGE_BULK : CW_CHANGE_DEFAULT,
                            error);
  if (change == NULL)
    return FALSE;
  cw_change_set_kind (change, step->undo ? "undo" : "redo", &step->entry->id);
  applied = cw_apply_changeset (change, step->changeset, &conflict, error);
  if (!applied && conflict.found)
    refuse_conflict (step, &conflict, error);
  cw_apply_conflict_clear (&conflict);
  return applied && keep_rules (step, change, error) && cw_change_commit (change, error);
}

static CwHistoryEntry *
step_back_or_forth (CwProject    *project,
                    const CwGuid *coder,
                    gboolean      undo,
                    GError      **error)
{
  g_autoptr (CwHistoryEntry) entry = NULL;
  Step step = { .project = project, .undo = undo };
  gboolean done;

  if (!cw_project_require_write (project, error))
    return NULL;
  entry = undo ? cw_history_next_undo (project, coder, error)
               : cw_history_next_redo (project, coder, error);
  if (entry == NULL)
    return NULL;
  step.entry = entry;
  done = run (&step, coder, error);
  g_clear_pointer (&step.changeset, g_bytes_unref);
  return done ? g_steal_pointer (&entry) : NULL;
}

/**
 * cw_history_undo:
 * @project: a project
 * @coder: whose newest change is taken back
 * @error: return location for an error: %CW_ERROR_NOT_FOUND where there is nothing to
 *   undo, %CW_ERROR_CONFLICT naming the later change that is in the way
 *
 * Takes back @coder's newest change that is not yet undone, as an entry of its own.
 * It is taken back whole or not at all, across restarts too.
 *
 * Returns: (transfer full) (nullable): the change that was undone
 */
CwHistoryEntry *
cw_history_undo (CwProject    *project,
                 const CwGuid *coder,
                 GError      **error)
{
  g_return_val_if_fail (CW_IS_PROJECT (project) && coder != NULL, NULL);

  return step_back_or_forth (project, coder, TRUE, error);
}

/**
 * cw_history_redo:
 * @project: a project
 * @coder: whose newest undone change is made again
 * @error: return location for an error, as for cw_history_undo()
 *
 * Makes an undone change again, as an entry of its own. A new change of @coder ends
 * what there is to redo.
 *
 * Returns: (transfer full) (nullable): the change that was made again
 */
CwHistoryEntry *
cw_history_redo (CwProject    *project,
                 const CwGuid *coder,
                 GError      **error)
{
  g_return_val_if_fail (CW_IS_PROJECT (project) && coder != NULL, NULL);

  return step_back_or_forth (project, coder, FALSE, error);
}
