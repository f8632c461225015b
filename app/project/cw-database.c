/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-database-private.h"

#include "cw-error.h"

#include <string.h>

static int
error_code_for (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return CW_ERROR_LOCKED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return CW_ERROR_READ_ONLY;
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
      return CW_ERROR_DAMAGED;
    case SQLITE_NOTADB:
      return CW_ERROR_NOT_A_PROJECT;
    case SQLITE_FULL:
      return CW_ERROR_NO_SPACE;
    case SQLITE_TOOBIG:
      return CW_ERROR_TOO_LARGE;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return CW_ERROR_INVALID;
    case SQLITE_CANTOPEN:
      return CW_ERROR_NOT_FOUND;
    default:
      return CW_ERROR_FAILED;
    }
}

static const char *
advice_for (int code)
{
  switch (error_code_for (code))
    {
    case CW_ERROR_LOCKED:
      return "; somebody else is writing to it, try again in a moment";
    case CW_ERROR_READ_ONLY:
      return "; the file cannot be written, look at its permissions";
    case CW_ERROR_DAMAGED:
      return "; the file is damaged, restore a backup or run caseweave-cli recover";
    case CW_ERROR_NO_SPACE:
      return "; the disk is full: free some room and try again, nothing was changed";
    default:
      return "";
    }
}

/*
 * cw_database_fail:
 * Sets @error from SQLite's @code; always returns %FALSE.
 */
gboolean
cw_database_fail (CwDatabase *self,
                  int         code,
                  const char *doing,
                  GError    **error)
{
  if ((code & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: cancelled", self->name);
      return FALSE;
    }
  if ((code & 0xff) == SQLITE_NOTADB)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_A_PROJECT,
                   "%s: this is not a Caseweave project; if it was one, restore a backup",
                   self->name);
      return FALSE;
    }
  g_set_error (error, CW_ERROR, error_code_for (code), "%s: %s: %s%s", self->name, doing,
               self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code),
               advice_for (code));
  return FALSE;
}

/*
 * cw_database_script:
 * Runs statements that are fixed text of ours: schema and pragmas.
 */
gboolean
cw_database_script (CwDatabase *self,
                    const char *sql,
                    GError    **error)
{
  int code;

  cw_database_assert_thread (self);
  code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  if (code != SQLITE_OK)
    return cw_database_fail (self, code, "preparing", error);
  return TRUE;
}

static gboolean
finish_reading (CwDatabase *self,
                GError    **error)
{
  if (self->n_out == 0)
    return TRUE;
  g_critical ("%s: a transaction begins or ends with %u statements in use", self->name,
              self->n_out);
  g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "%s: a read is still open", self->name);
  return FALSE;
}

/*
 * cw_database_begin:
 * Takes the write transaction at once, so that nothing fails half way.
 */
gboolean
cw_database_begin (CwDatabase *self,
                   GError    **error)
{
  return cw_database_run (self, "BEGIN IMMEDIATE", NULL, error);
}

/*
 * cw_database_commit:
 * Commits; on failure the transaction is still open and wants a rollback.
 */
gboolean
cw_database_commit (CwDatabase *self,
                    GError    **error)
{
  return finish_reading (self, error) && cw_database_run (self, "COMMIT", NULL, error);
}

/*
 * cw_database_rollback:
 * Rolls back what is open; nothing to do where SQLite already did.
 */
void
cw_database_rollback (CwDatabase *self)
{
  g_autoptr (GError) error = NULL;

  if (!sqlite3_get_autocommit (self->handle) && !cw_database_run (self, "ROLLBACK", NULL, &error))
    g_warning ("%s", error->message);
}

static CwStatement *
take_statement (CwDatabase *self,
                const char *sql,
                GError    **error)
{
  CwStatement *statement = g_hash_table_lookup (self->idle, sql);
  int code;

  if (statement != NULL)
    {
      if (statement->next_idle != NULL)
        g_hash_table_replace (self->idle, statement->next_idle->sql, statement->next_idle);
      else
        g_hash_table_remove (self->idle, sql);
      statement->next_idle = NULL;
      self->n_idle--;
      self->n_out++;
      return statement;
    }

  statement = g_new0 (CwStatement, 1);
  statement->database = self;
  statement->sql = g_strdup (sql);
  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->handle,
                             NULL);
  if (code != SQLITE_OK)
    {
      cw_database_fail (self, code, "asking", error);
      cw_statement_destroy (statement);
      return NULL;
    }
  self->n_out++;
  return statement;
}

static int
bind_one (sqlite3_stmt           *handle,
          int                     index,
          const CwValue          *value,
          sqlite3_destructor_type keep)
{
  switch (value->type)
    {
    case CW_VALUE_INT:
      return sqlite3_bind_int64 (handle, index, value->integer);
    case CW_VALUE_DOUBLE:
      return sqlite3_bind_double (handle, index, value->real);
    case CW_VALUE_TEXT:
      return sqlite3_bind_text (handle, index, value->pointer, -1, keep);
    case CW_VALUE_BLOB:
      return sqlite3_bind_blob64 (handle, index, value->pointer, (sqlite3_uint64) value->integer,
                                  keep);
    case CW_VALUE_NULL:
    case CW_VALUE_END:
    default:
      return sqlite3_bind_null (handle, index);
    }
}

static CwStatement *
prepare_bound (CwDatabase             *self,
               const char             *sql,
               const CwValue          *values,
               sqlite3_destructor_type keep,
               GError                **error)
{
  g_autoptr (CwStatement) statement = NULL;

  cw_database_assert_thread (self);
  statement = take_statement (self, sql, error);
  if (statement == NULL)
    return NULL;
  for (int i = 0; values != NULL && values[i].type != CW_VALUE_END; i++)
    {
      int code = bind_one (statement->handle, i + 1, &values[i], keep);

      if (code != SQLITE_OK)
        {
          cw_database_fail (self, code, "binding", error);
          return NULL;
        }
    }
  return g_steal_pointer (&statement);
}

/**
 * cw_database_query:
 * @database: a connection of this thread
 * @sql: one statement, with ?1, ?2, … for @values
 * @values: (nullable): what to bind, by CW_BIND(); copied
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the statement, before its first row
 */
CwStatement *
cw_database_query (CwDatabase    *database,
                   const char    *sql,
                   const CwValue *values,
                   GError       **error)
{
  g_return_val_if_fail (database != NULL && sql != NULL, NULL);

  return prepare_bound (database, sql, values, SQLITE_TRANSIENT, error);
}

/**
 * cw_database_run:
 * @database: a connection of this thread
 * @sql: one statement that gives no rows, with ?1, ?2, … for @values
 * @values: (nullable): what to bind, by CW_BIND()
 * @error: return location for an error
 *
 * Returns: whether it ran
 */
gboolean
cw_database_run (CwDatabase    *database,
                 const char    *sql,
                 const CwValue *values,
                 GError       **error)
{
  g_autoptr (CwStatement) statement = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (database != NULL && sql != NULL, FALSE);

  statement = prepare_bound (database, sql, values, SQLITE_STATIC, error);
  if (statement == NULL)
    return FALSE;
  while (cw_statement_next (statement, &failure))
    continue;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

/* One row: FALSE with @error set on failure; *out_row tells whether there is one. */
static gboolean
first_row (CwDatabase    *database,
           const char    *sql,
           const CwValue *values,
           CwStatement  **out_row,
           GError       **error)
{
  g_autoptr (CwStatement) statement = prepare_bound (database, sql, values, SQLITE_STATIC, error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;
  if (cw_statement_next (statement, &failure))
    *out_row = g_steal_pointer (&statement);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

/**
 * cw_database_get_int:
 * @database: a connection of this thread
 * @sql: a query for one integer
 * @values: (nullable): what to bind
 * @fallback: what to give where there is no row or it is NULL
 * @out_value: (out): the integer
 * @error: return location for an error
 *
 * Returns: whether it could be asked
 */
gboolean
cw_database_get_int (CwDatabase    *database,
                     const char    *sql,
                     const CwValue *values,
                     gint64         fallback,
                     gint64        *out_value,
                     GError       **error)
{
  g_autoptr (CwStatement) row = NULL;

  if (!first_row (database, sql, values, &row, error))
    return FALSE;
  *out_value = row != NULL && !cw_statement_is_null (row, 0) ? cw_statement_int (row, 0) : fallback;
  return TRUE;
}

/**
 * cw_database_find_guid:
 * @database: a connection of this thread
 * @sql: a query for one GUID
 * @values: (nullable): what to bind
 * @out_found: (out) (optional): whether there was a row with a GUID
 * @out_guid: (out): the GUID; untouched where there was none
 * @error: return location for an error
 *
 * Returns: whether it could be asked; having no row is no failure
 */
gboolean
cw_database_find_guid (CwDatabase    *database,
                       const char    *sql,
                       const CwValue *values,
                       gboolean      *out_found,
                       CwGuid        *out_guid,
                       GError       **error)
{
  g_autoptr (CwStatement) row = NULL;
  gboolean found;

  if (!first_row (database, sql, values, &row, error))
    return FALSE;
  found = row != NULL && cw_statement_guid (row, 0, out_guid);
  if (out_found != NULL)
    *out_found = found;
  return TRUE;
}

/**
 * cw_database_get_text:
 * @database: a connection of this thread
 * @sql: a query for one text
 * @values: (nullable): what to bind
 * @out_text: (out) (transfer full) (nullable): the text, or %NULL without a row
 * @error: return location for an error
 *
 * Returns: whether it could be asked
 */
gboolean
cw_database_get_text (CwDatabase    *database,
                      const char    *sql,
                      const CwValue *values,
                      char         **out_text,
                      GError       **error)
{
  g_autoptr (CwStatement) row = NULL;

  if (!first_row (database, sql, values, &row, error))
    return FALSE;
  *out_text = row != NULL ? cw_statement_dup_text (row, 0) : NULL;
  return TRUE;
}

/**
 * cw_database_n_changes:
 * @database: a connection of this thread
 *
 * Returns: how many rows the last INSERT, UPDATE or DELETE touched
 */
gint64
cw_database_n_changes (CwDatabase *database)
{
  g_return_val_if_fail (database != NULL, 0);

  return sqlite3_changes64 (database->handle);
}

/**
 * cw_database_set_cancellable:
 * @database: a connection of this thread
 * @cancellable: (nullable): what interrupts long statements from now on
 *
 * A cancelled statement fails with %G_IO_ERROR_CANCELLED.
 */
void
cw_database_set_cancellable (CwDatabase   *database,
                             GCancellable *cancellable)
{
  g_return_if_fail (database != NULL);

  cw_database_assert_thread (database);
  g_set_object (&database->cancellable, cancellable);
}

/**
 * cw_database_get_handle:
 * @database: a connection of this thread
 *
 * For what the wrapper does not offer, such as functions of the full-text index.
 *
 * Returns: (transfer none): the sqlite3 connection
 */
gpointer
cw_database_get_handle (CwDatabase *database)
{
  g_return_val_if_fail (database != NULL, NULL);

  cw_database_assert_thread (database);
  return database->handle;
}
