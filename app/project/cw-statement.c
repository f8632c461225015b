/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-database-private.h"

#include <string.h>

/* Kept prepared at most: SQL that is built at run time must not grow the cache. */
#define IDLE_STATEMENTS 256

/* cw_statement_destroy: finalizes, rather than keeping it prepared. */
void
cw_statement_destroy (CwStatement *statement)
{
  sqlite3_finalize (statement->handle);
  g_free (statement->sql);
  g_free (statement);
}

/**
 * cw_statement_next:
 * @statement: a query
 * @error: return location for an error
 *
 * Returns: %TRUE on a row; %FALSE at the end, or with @error set on failure
 */
gboolean
cw_statement_next (CwStatement *statement,
                   GError     **error)
{
  int code;

  g_return_val_if_fail (statement != NULL, FALSE);

  cw_database_assert_thread (statement->database);
  code = sqlite3_step (statement->handle);
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    cw_database_fail (statement->database, code, "asking", error);
  return FALSE;
}

/**
 * cw_statement_int:
 * @statement: a query on a row
 * @column: from 0
 *
 * Returns: the integer there; 0 for NULL
 */
gint64
cw_statement_int (CwStatement *statement,
                  int          column)
{
  return sqlite3_column_int64 (statement->handle, column);
}

/**
 * cw_statement_double:
 * @statement: a query on a row
 * @column: from 0
 *
 * Returns: the number there; 0 for NULL
 */
double
cw_statement_double (CwStatement *statement,
                     int          column)
{
  return sqlite3_column_double (statement->handle, column);
}

/**
 * cw_statement_text:
 * @statement: a query on a row
 * @column: from 0
 *
 * SQLite keeps any bytes as text. Those that are no UTF-8, which only somebody else's
 * program can have written, are given as U+FFFD alone: nobody walks past their end.
 *
 * Returns: (transfer none) (nullable): the text there, valid UTF-8, until the next row
 */
const char *
cw_statement_text (CwStatement *statement,
                   int          column)
{
  const char *text = (const char *) sqlite3_column_text (statement->handle, column);

  return text == NULL || g_utf8_validate (text, -1, NULL) ? text : "\357\277\275";
}

/**
 * cw_statement_dup_text:
 * @statement: a query on a row
 * @column: from 0
 *
 * Returns: (transfer full) (nullable): a copy of the text there
 */
char *
cw_statement_dup_text (CwStatement *statement,
                       int          column)
{
  return g_strdup (cw_statement_text (statement, column));
}

/**
 * cw_statement_blob:
 * @statement: a query on a row
 * @column: from 0
 * @out_length: (out): its length in bytes
 *
 * Returns: (transfer none) (nullable): the bytes there, until the next row; %NULL
 *   where there are none
 */
gconstpointer
cw_statement_blob (CwStatement *statement,
                   int          column,
                   gsize       *out_length)
{
  gconstpointer data = sqlite3_column_blob (statement->handle, column);

  *out_length = (gsize) sqlite3_column_bytes (statement->handle, column);
  return data;
}

/**
 * cw_statement_guid:
 * @statement: a query on a row
 * @column: from 0
 * @out_guid: (out): takes the GUID there
 *
 * Returns: %FALSE where there is none, @out_guid untouched
 */
gboolean
cw_statement_guid (CwStatement *statement,
                   int          column,
                   CwGuid      *out_guid)
{
  gconstpointer data = sqlite3_column_blob (statement->handle, column);

  if (data == NULL || sqlite3_column_bytes (statement->handle, column) != sizeof *out_guid)
    return FALSE;
  memcpy (out_guid, data, sizeof *out_guid);
  return TRUE;
}

/**
 * cw_statement_is_null:
 * @statement: a query on a row
 * @column: from 0
 *
 * Returns: whether NULL is there
 */
gboolean
cw_statement_is_null (CwStatement *statement,
                      int          column)
{
  return sqlite3_column_type (statement->handle, column) == SQLITE_NULL;
}

/**
 * cw_statement_type:
 * @statement: a query on a row
 * @column: from 0
 *
 * Returns: what kind of value is there
 */
CwValueType
cw_statement_type (CwStatement *statement,
                   int          column)
{
  switch (sqlite3_column_type (statement->handle, column))
    {
    case SQLITE_INTEGER:
      return CW_VALUE_INT;
    case SQLITE_FLOAT:
      return CW_VALUE_DOUBLE;
    case SQLITE_TEXT:
      return CW_VALUE_TEXT;
    case SQLITE_BLOB:
      return CW_VALUE_BLOB;
    default:
      return CW_VALUE_NULL;
    }
}

/**
 * cw_statement_n_columns:
 * @statement: a query
 *
 * Returns: how many columns its rows have
 */
int
cw_statement_n_columns (CwStatement *statement)
{
  return sqlite3_column_count (statement->handle);
}

/**
 * cw_statement_column_name:
 * @statement: a query
 * @column: from 0
 *
 * Returns: (transfer none): the column's name
 */
const char *
cw_statement_column_name (CwStatement *statement,
                          int          column)
{
  return sqlite3_column_name (statement->handle, column);
}

/**
 * cw_statement_free:
 * @statement: (nullable): a query
 *
 * Ends the query; its preparation is kept for the next of the same words.
 */
void
cw_statement_free (CwStatement *statement)
{
  CwDatabase *database;

  if (statement == NULL)
    return;
  database = statement->database;
  cw_database_assert_thread (database);
  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);
  database->n_out--;
  if (database->n_idle >= IDLE_STATEMENTS)
    {
      cw_statement_destroy (statement);
      return;
    }
  statement->next_idle = g_hash_table_lookup (database->idle, statement->sql);
  g_hash_table_replace (database->idle, statement->sql, statement);
  database->n_idle++;
}
