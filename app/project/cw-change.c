/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-change-private.h"

#include "cw-changeset-private.h"
#include "cw-full-text-private.h"
#include "cw-error.h"
#include "cw-project-private.h"
#include "cw-schema-private.h"

struct _CwChange
{
  CwProject *project;
  CwDatabase *database;
  sqlite3_session *session;
  CwGuid coder;
  char *label;
  char *reason;
  const char *kind; /* NULL: by the flags */
  CwGuid undoes;
  gboolean has_undoes;
  char *coalesce;
  CwChangeFlags flags;
  gint64 at;
  gint64 seq;
  gboolean open;
};

static gboolean
start_session (CwChange *self,
               GError  **error)
{
  const char *const *tables = cw_schema_tracked_tables ();
  int code = sqlite3session_create (self->database->handle, "main", &self->session);

  for (gsize i = 0; code == SQLITE_OK && tables[i] != NULL; i++)
    code = sqlite3session_attach (self->session, tables[i]);
  return code == SQLITE_OK
         || cw_database_fail (self->database, code, "recording the change", error);
}

/**
 * cw_change_begin:
 * @project: a project
 * @coder: who makes the change
 * @label: what it does, for people: "Code passage with Trust"
 * @reason: (nullable): why, in the coder's words
 * @flags: how
 * @error: return location for an error
 *
 * Begins a change on the project's own connection and takes the write
 * transaction; cw_change_free() without a commit takes everything back.
 *
 * Returns: (transfer full) (nullable): the change
 */
CwChange *
cw_change_begin (CwProject    *project,
                 const CwGuid *coder,
                 const char   *label,
                 const char   *reason,
                 CwChangeFlags flags,
                 GError      **error)
{
  g_return_val_if_fail (CW_IS_PROJECT (project), NULL);

  return cw_change_begin_on (project, cw_project_get_database (project), coder, label, reason,
                             flags, error);
}

/**
 * cw_change_begin_on:
 * @project: a project
 * @database: what cw_project_open_writer() gave this thread
 * @coder: who makes the change
 * @label: what it does, for people
 * @reason: (nullable): why
 * @flags: how
 * @error: return location for an error
 *
 * As cw_change_begin(), from a worker.
 *
 * Returns: (transfer full) (nullable): the change
 */
CwChange *
cw_change_begin_on (CwProject    *project,
                    CwDatabase   *database,
                    const CwGuid *coder,
                    const char   *label,
                    const char   *reason,
                    CwChangeFlags flags,
                    GError      **error)
{
  g_autoptr (CwChange) self = NULL;

  g_return_val_if_fail (CW_IS_PROJECT (project) && coder != NULL && label != NULL, NULL);

  if (!cw_project_require_write (project, error))
    return NULL;
  self = g_new0 (CwChange, 1);
  self->project = g_object_ref (project);
  self->database = database;
  self->coder = *coder;
  self->label = g_strdup (label);
  self->reason = g_strdup (reason != NULL ? reason : "");
  self->flags = flags;
  self->at = g_get_real_time ();
  if (flags & CW_CHANGE_BULK
      && !cw_database_script (database, "PRAGMA synchronous = NORMAL", error))
    return NULL;
  if (!cw_database_begin (database, error))
    {
      if (flags & CW_CHANGE_BULK)
        cw_database_script (database, "PRAGMA synchronous = FULL", NULL);
      return NULL;
    }
  self->open = TRUE;
  if (!start_session (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * cw_change_set_label:
 * @self: a change
 * @label: what it does, now that it is known better
 */
void
cw_change_set_label (CwChange   *self,
                     const char *label)
{
  g_autofree char *old = NULL;

  g_return_if_fail (self != NULL && label != NULL);

  old = g_steal_pointer (&self->label);
  self->label = g_strdup (label);
}

/**
 * cw_change_coalesce:
 * @self: a change
 * @key: what is being edited, such as a memo's GUID
 *
 * Lets this change join the newest entry of the history if that was made in this
 * session, by this coder, with the same key: saving a memo every few seconds is
 * one step to undo. An empty @key ends the joining.
 */
void
cw_change_coalesce (CwChange   *self,
                    const char *key)
{
  g_return_if_fail (self != NULL && key != NULL);

  g_free (self->coalesce);
  self->coalesce = g_strdup (key);
}

/*
 * cw_change_set_kind:
 * Makes this an undo or redo of the entry @undoes.
 */
void
cw_change_set_kind (CwChange     *self,
                    const char   *kind,
                    const CwGuid *undoes)
{
  self->kind = kind;
  self->undoes = *undoes;
  self->has_undoes = TRUE;
}

static GBytes *
take_changeset (CwChange *self,
                GError  **error)
{
  int length = 0;
  void *data = NULL;
  int code = sqlite3session_changeset (self->session, &length, &data);

  if (code != SQLITE_OK)
    {
      cw_database_fail (self->database, code, "recording the change", error);
      return NULL;
    }
  if (length > CW_CHANGE_SIZE_LIMIT)
    {
      sqlite3_free (data);
      g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
                   "%s: the change is larger than %d MB; make it in several steps", self->label,
                   CW_CHANGE_SIZE_LIMIT / (1024 * 1024));
      return NULL;
    }
  return g_bytes_new_with_free_func (data, (gsize) length, sqlite3_free, data);
}

/*
 * cw_change_collect:
 * What the change has touched so far.
 */
CwTouched *
cw_change_collect (CwChange *self,
                   GError  **error)
{
  g_autoptr (GBytes) changeset = take_changeset (self, error);

  return changeset != NULL ? cw_changeset_touched (changeset, error) : NULL;
}

/* The entry to grow, where coalescing allows; else 0. */
static gint64
entry_to_grow (CwChange *self)
{
  CwCoalescing *last = cw_project_get_coalescing (self->project);
  gint64 newest;
  g_autoptr (CwStatement) row = NULL;

  if (self->coalesce == NULL || *self->coalesce == '\0'
      || self->database != cw_project_get_database (self->project)
      || g_strcmp0 (last->key, self->coalesce) != 0)
    return 0;
  row = cw_database_query (self->database,
                           "SELECT max (seq) FROM history WHERE coder = ?1 AND kind = 'do' "
                           "AND seq = (SELECT max (seq) FROM history)",
                           CW_BIND (cw_guid_value (&self->coder)), NULL);
  if (row == NULL || !cw_statement_next (row, NULL))
    return 0;
  newest = cw_statement_int (row, 0);
  return newest == last->seq ? newest : 0;
}

static gboolean
append_entry (CwChange *self,
              GBytes   *changeset,
              GError  **error)
{
  g_autoptr (GBytes) packed = cw_changeset_pack (g_bytes_get_data (changeset, NULL),
                                                 g_bytes_get_size (changeset), error);
  const char *kind = self->kind;
  CwGuid id;

  if (packed == NULL)
    return FALSE;
  if (kind == NULL)
    kind = self->flags & CW_CHANGE_SETUP ? "setup" : "do";
  cw_guid_init_new (&id);
  if (!cw_database_run (
        self->database,
        "INSERT INTO history (seq, id, parents, replica, coder, at, label, reason, kind, undoes, "
        "schema, size, changeset) VALUES (ifnull ((SELECT max (seq) FROM history), 0) + 1, ?1, "
        "ifnull ((SELECT id FROM history ORDER BY seq DESC LIMIT 1), x''), ?2, ?3, ?4, ?5, ?6, ?7, "
        "?8, ?9, ?10, ?11)",
        CW_BIND (cw_guid_value (&id), cw_guid_value (cw_project_get_replica (self->project)),
                 cw_guid_value (&self->coder), cw_int_value (self->at), cw_text_value (self->label),
                 cw_text_value (self->reason), cw_text_value (kind),
                 cw_guid_value (self->has_undoes ? &self->undoes : NULL),
                 cw_int_value (CW_PROJECT_SCHEMA_VERSION),
                 cw_int_value ((gint64) g_bytes_get_size (changeset)),
                 cw_blob_value (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed))),
        error))
    return FALSE;
  self->seq = sqlite3_last_insert_rowid (self->database->handle);
  return TRUE;
}

static gboolean
grow_entry (CwChange *self,
            gint64    seq,
            GBytes   *changeset,
            GError  **error)
{
  g_autoptr (CwStatement) row = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) both = NULL;
  g_autoptr (GBytes) packed = NULL;
  gconstpointer data;
  gsize length;

  row = cw_database_query (self->database, "SELECT changeset, size FROM history WHERE seq = ?1",
                           CW_BIND (cw_int_value (seq)), error);
  if (row == NULL || !cw_statement_next (row, error))
    return FALSE;
  data = cw_statement_blob (row, 0, &length);
  before = cw_changeset_unpack (data, length, (gsize) cw_statement_int (row, 1), error);
  g_clear_pointer (&row, cw_statement_free);
  if (before == NULL)
    return FALSE;
  both = cw_changeset_concat (before, changeset, error);
  if (both == NULL)
    return FALSE;
  if (g_bytes_get_size (both) > CW_CHANGE_SIZE_LIMIT)
    return append_entry (self, changeset, error);
  packed = cw_changeset_pack (g_bytes_get_data (both, NULL), g_bytes_get_size (both), error);
  if (packed == NULL)
    return FALSE;
  self->seq = seq;
  return cw_database_run (
    self->database, "UPDATE history SET at = ?2, size = ?3, changeset = ?4 WHERE seq = ?1",
    CW_BIND (cw_int_value (seq), cw_int_value (self->at),
             cw_int_value ((gint64) g_bytes_get_size (both)),
             cw_blob_value (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed))),
    error);
}

static gboolean
write_entry (CwChange *self,
             GBytes   *changeset,
             GError  **error)
{
  gint64 seq = entry_to_grow (self);

  return seq != 0 ? grow_entry (self, seq, changeset, error)
                  : append_entry (self, changeset, error);
}

static void
end_transaction (CwChange *self)
{
  g_clear_pointer (&self->session, sqlite3session_delete);
  if (self->open)
    cw_database_rollback (self->database);
  self->open = FALSE;
  if (self->flags & CW_CHANGE_BULK)
    cw_database_script (self->database, "PRAGMA synchronous = FULL", NULL);
}

static void
remember_coalescing (CwChange *self)
{
  CwCoalescing *last = cw_project_get_coalescing (self->project);

  g_free (last->key);
  last->key = g_strdup (self->coalesce != NULL && *self->coalesce != '\0' ? self->coalesce : NULL);
  last->seq = self->seq;
}

/**
 * cw_change_commit:
 * @self: a change; of no further use but for its getters
 * @error: return location for an error
 *
 * Writes the change with its entry in the history, brings the full-text index up to
 * date and emits CwProject::changed. A change that changed nothing leaves no entry.
 * On failure everything is taken back.
 *
 * Returns: whether it is committed
 */
gboolean
cw_change_commit (CwChange *self,
                  GError  **error)
{
  g_autoptr (GBytes) changeset = NULL;
  g_autoptr (CwTouched) touched = NULL;
  gboolean done;

  g_return_val_if_fail (self != NULL && self->open, FALSE);

  changeset = take_changeset (self, error);
  touched = changeset != NULL ? cw_changeset_touched (changeset, error) : NULL;
  done = touched != NULL;
  /* An undo is written even where there was nothing left to take back: else the next
   * one would find the same change again. */
  if (done && (cw_touched_n_rows (touched) > 0 || self->has_undoes))
    done = cw_full_text_update (self->database, touched, error)
           && write_entry (self, changeset, error);
  done = done && cw_database_commit (self->database, error);
  if (done)
    self->open = FALSE;
  end_transaction (self);
  if (!done)
    return FALSE;
  if (cw_touched_n_rows (touched) > 0)
    {
      if (self->database == cw_project_get_database (self->project))
        remember_coalescing (self);
      cw_project_emit_changed (self->project, touched);
    }
  return TRUE;
}

/**
 * cw_change_free:
 * @self: (nullable) (transfer full): a change
 *
 * Frees it; what was not committed is taken back.
 */
void
cw_change_free (CwChange *self)
{
  if (self == NULL)
    return;
  if (self->open || self->session != NULL)
    end_transaction (self);
  g_object_unref (self->project);
  g_free (self->label);
  g_free (self->reason);
  g_free (self->coalesce);
  g_free (self);
}

/**
 * cw_change_get_project:
 * @self: a change
 *
 * Returns: (transfer none): the project that it changes
 */
CwProject *
cw_change_get_project (CwChange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->project;
}

/**
 * cw_change_get_database:
 * @self: a change
 *
 * Returns: (transfer none): the connection to write on
 */
CwDatabase *
cw_change_get_database (CwChange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->database;
}

/**
 * cw_change_get_coder:
 * @self: a change
 *
 * Returns: (transfer none): who makes it
 */
const CwGuid *
cw_change_get_coder (CwChange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->coder;
}

/**
 * cw_change_get_reason:
 * @self: a change
 *
 * Returns: (transfer none): why it is made, "" where that was not said
 */
const char *
cw_change_get_reason (CwChange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->reason;
}

/**
 * cw_change_get_time:
 * @self: a change
 *
 * Returns: when it began, in microseconds since 1970 in UTC; what everything that
 *   it makes is dated
 */
gint64
cw_change_get_time (CwChange *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->at;
}

/**
 * cw_change_get_seq:
 * @self: a committed change
 *
 * Returns: its number in the history; 0 where it changed nothing
 */
gint64
cw_change_get_seq (CwChange *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->seq;
}
