/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-undo-private.h"

#include "cw-changeset-private.h"
#include "cw-error.h"
#include "cw-schema-private.h"

/*
 * cw_apply_conflict_clear:
 * Frees what it holds.
 */
void
cw_apply_conflict_clear (CwApplyConflict *conflict)
{
  g_clear_pointer (&conflict->table, g_free);
}

static int
filter_cb (void       *data,
           const char *table)
{
  return cw_schema_is_tracked (table);
}

static int
conflict_cb (void                   *data,
             int                     what,
             sqlite3_changeset_iter *iter)
{
  CwApplyConflict *conflict = data;
  const char *table;
  int n_columns;
  int operation;
  sqlite3_value *key = NULL;

  if (conflict->found)
    return SQLITE_CHANGESET_ABORT;
  conflict->found = TRUE;
  if (what == SQLITE_CHANGESET_FOREIGN_KEY)
    {
      conflict->is_reference = TRUE;
      return SQLITE_CHANGESET_ABORT;
    }
  if (sqlite3changeset_op (iter, &table, &n_columns, &operation, NULL) != SQLITE_OK)
    return SQLITE_CHANGESET_ABORT;
  conflict->table = g_strdup (table);
  if (operation == SQLITE_INSERT)
    sqlite3changeset_new (iter, 0, &key);
  else
    sqlite3changeset_old (iter, 0, &key);
  cw_changeset_value_guid (key, &conflict->row);
  return SQLITE_CHANGESET_ABORT;
}

typedef struct
{
  const CwTouched *other;
  gboolean same;
} Comparison;

static void
compare_row_cb (const char   *table,
                const CwGuid *guid,
                CwTouch       touch,
                gpointer      user_data)
{
  Comparison *comparison = user_data;

  if (cw_touched_row (comparison->other, table, guid) != touch)
    comparison->same = FALSE;
}

/* A changeset for a table that is gone, say, is passed over by SQLite in silence:
 * what was done is compared with what was to be done. */
static gboolean
verify (CwChange *change,
        GBytes   *changeset,
        GError  **error)
{
  g_autoptr (CwTouched) wanted = cw_changeset_touched (changeset, error);
  g_autoptr (CwTouched) done = wanted != NULL ? cw_change_collect (change, error) : NULL;
  Comparison comparison = { .other = done, .same = TRUE };

  if (done == NULL)
    return FALSE;
  cw_touched_foreach (wanted, NULL, compare_row_cb, &comparison);
  if (comparison.same && cw_touched_n_rows (wanted) == cw_touched_n_rows (done))
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
               "the history does not fit this project; nothing was changed, run "
               "caseweave-cli check");
  return FALSE;
}

/*
 * cw_apply_changeset:
 * Applies @changeset inside @change, or fails: with @out_conflict found and no
 * @error where the project is no longer as it was, else with @error.
 */
gboolean
cw_apply_changeset (CwChange        *change,
                    GBytes          *changeset,
                    CwApplyConflict *out_conflict,
                    GError         **error)
{
  CwDatabase *database = cw_change_get_database (change);
  gsize length;
  gconstpointer data = g_bytes_get_data (changeset, &length);
  int code = sqlite3changeset_apply (database->handle, (int) length, (void *) data, filter_cb,
                                     conflict_cb, out_conflict);

  if (code == SQLITE_OK)
    return verify (change, changeset, error);
  if (!out_conflict->found)
    cw_database_fail (database, code, "applying the history", error);
  return FALSE;
}
