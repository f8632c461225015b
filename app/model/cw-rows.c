/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint-file: sql: names of tables and columns, which are ours and cannot be bound */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-rows-private.h"

#include "cw-error.h"

/*
 * cw_rows_list:
 * All rows of a query, each as what @reader makes of it; NULL on failure.
 */
GPtrArray *
cw_rows_list (CwDatabase    *database,
              const char    *sql,
              const CwValue *values,
              CwRowReader    reader,
              GDestroyNotify free_func,
              GError       **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_func);
  g_autoptr (CwStatement) rows = cw_database_query (database, sql, values, error);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL)
    return NULL;
  while (cw_statement_next (rows, &failure))
    g_ptr_array_add (list, reader (rows));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&list);
}

/*
 * cw_rows_list_guids:
 * The first column of all rows of a query, as an array of CwGuid.
 */
GArray *
cw_rows_list_guids (CwDatabase    *database,
                    const char    *sql,
                    const CwValue *values,
                    GError       **error)
{
  g_autoptr (GArray) guids = g_array_new (FALSE, FALSE, sizeof (CwGuid));
  g_autoptr (CwStatement) rows = cw_database_query (database, sql, values, error);
  g_autoptr (GError) failure = NULL;
  CwGuid guid;

  if (rows == NULL)
    return NULL;
  while (cw_statement_next (rows, &failure))
    if (cw_statement_guid (rows, 0, &guid))
      g_array_append_val (guids, guid);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&guids);
}

static void
set_not_found (const char   *what,
               const CwGuid *guid,
               GError      **error)
{
  char written[CW_GUID_STRING_LENGTH + 1];

  cw_guid_write (guid, written);
  g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND,
               "there is no %s %s in the project; it may have been deleted", what, written);
}

/*
 * cw_rows_first:
 * The first row of a query, or NULL in @out_row where there is none.
 */
gboolean
cw_rows_first (CwDatabase    *database,
               const char    *sql,
               const CwValue *values,
               CwStatement  **out_row,
               GError       **error)
{
  g_autoptr (CwStatement) rows = cw_database_query (database, sql, values, error);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL)
    return FALSE;
  if (!cw_statement_next (rows, &failure))
    {
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      *out_row = NULL;
      return TRUE;
    }
  *out_row = g_steal_pointer (&rows);
  return TRUE;
}

/*
 * cw_rows_load:
 * What @reader makes of the one row of a query that takes @guid as ?1; where there
 * is none, NULL with CW_ERROR_NOT_FOUND that names @what ("code").
 */
gpointer
cw_rows_load (CwDatabase   *database,
              const char   *sql,
              const CwGuid *guid,
              const char   *what,
              CwRowReader   reader,
              GError      **error)
{
  g_autoptr (CwStatement) row = NULL;

  if (!cw_rows_first (database, sql, CW_BIND (cw_guid_value (guid)), &row, error))
    return NULL;
  if (row == NULL)
    {
      set_not_found (what, guid, error);
      return NULL;
    }
  return reader (row);
}

/*
 * cw_rows_require:
 * Fails with CW_ERROR_NOT_FOUND where @table has no row @guid.
 */
gboolean
cw_rows_require (CwDatabase   *database,
                 const char   *table,
                 const char   *what,
                 const CwGuid *guid,
                 GError      **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM %s WHERE guid = ?1", table);
  gint64 found = 0;

  if (!cw_database_get_int (database, sql, CW_BIND (cw_guid_value (guid)), 0, &found, error))
    return FALSE;
  if (!found)
    set_not_found (what, guid, error);
  return found != 0;
}

/*
 * cw_rows_dup_name:
 * The name in a row, for messages: "?" where it cannot be had.
 */
char *
cw_rows_dup_name (CwDatabase   *database,
                  const char   *table,
                  const CwGuid *guid)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM %s WHERE guid = ?1", table);
  char *name = NULL;

  cw_database_get_text (database, sql, CW_BIND (cw_guid_value (guid)), &name, NULL);
  return name != NULL ? name : g_strdup ("?");
}

/*
 * cw_rows_set:
 * Sets a column of a row, unless it has that value already.
 */
gboolean
cw_rows_set (CwChange     *change,
             const char   *table,
             const char   *column,
             const CwGuid *guid,
             CwValue       value,
             GError      **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE %s SET %s = ?2 WHERE guid = ?1 AND %s IS NOT ?2",
                                          table, column, column);

  return cw_database_run (cw_change_get_database (change), sql,
                          CW_BIND (cw_guid_value (guid), value), error);
}

/*
 * cw_rows_delete:
 * Deletes one row; what refers to it must be gone.
 */
gboolean
cw_rows_delete (CwChange     *change,
                const char   *table,
                const CwGuid *guid,
                GError      **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE guid = ?1", table);

  return cw_database_run (cw_change_get_database (change), sql, CW_BIND (cw_guid_value (guid)),
                          error);
}

/*
 * cw_rows_reorder:
 * Puts @guid at @index among @guids (its siblings in their order, itself among them
 * or not; beyond the last is last) and numbers them anew, writing only what differs.
 */
gboolean
cw_rows_reorder (CwChange     *change,
                 const char   *table,
                 GArray       *guids,
                 const CwGuid *guid,
                 guint         index,
                 GError      **error)
{
  for (guint i = 0; i < guids->len; i++)
    if (cw_guid_equal (cw_rows_guid_at (guids, i), guid))
      {
        g_array_remove_index (guids, i);
        break;
      }
  g_array_insert_val (guids, MIN (index, guids->len), *guid);
  for (guint i = 0; i < guids->len; i++)
    if (!cw_rows_set (change, table, "position", cw_rows_guid_at (guids, i), cw_int_value (i + 1),
                      error))
      return FALSE;
  return TRUE;
}
