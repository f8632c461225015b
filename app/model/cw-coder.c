/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-coder.h"

#include "cw-name-private.h"
#include "cw-rows-private.h"

#define COLUMNS "guid, name, colour, note, created"
#define NAMES "SELECT guid, name FROM coders"

static gpointer
read_coder (CwStatement *row)
{
  CwCoder *coder = g_new0 (CwCoder, 1);

  cw_statement_guid (row, 0, &coder->guid);
  coder->name = cw_statement_dup_text (row, 1);
  coder->colour = cw_statement_dup_text (row, 2);
  coder->note = cw_statement_dup_text (row, 3);
  coder->created = cw_statement_int (row, 4);
  return coder;
}

static void
free_coder_cb (gpointer data)
{
  cw_coder_free (data);
}

/**
 * cw_coder_free:
 * @coder: (nullable) (transfer full): a coder
 */
void
cw_coder_free (CwCoder *coder)
{
  if (coder == NULL)
    return;
  g_free (coder->name);
  g_free (coder->colour);
  g_free (coder->note);
  g_free (coder);
}

/**
 * cw_coder_list:
 * @database: a project's connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwCoder) (nullable): all coders, the one
 *   who was there first in front
 */
GPtrArray *
cw_coder_list (CwDatabase *database,
               GError    **error)
{
  g_return_val_if_fail (database != NULL, NULL);

  return cw_rows_list (database, "SELECT " COLUMNS " FROM coders ORDER BY created, guid", NULL,
                       read_coder, free_coder_cb, error);
}

/**
 * cw_coder_load:
 * @database: a project's connection
 * @guid: a coder
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the coder, or %NULL with %CW_ERROR_NOT_FOUND
 */
CwCoder *
cw_coder_load (CwDatabase   *database,
               const CwGuid *guid,
               GError      **error)
{
  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  return cw_rows_load (database, "SELECT " COLUMNS " FROM coders WHERE guid = ?1", guid, "coder",
                       read_coder, error);
}

/**
 * cw_coder_find:
 * @database: a project's connection
 * @name: a name, in any case
 * @out_found: (out): whether a coder has it
 * @out_guid: (out): who; untouched if nobody
 * @error: return location for an error
 *
 * Returns: whether it could be looked up; finding nobody is no failure
 */
gboolean
cw_coder_find (CwDatabase *database,
               const char *name,
               gboolean   *out_found,
               CwGuid     *out_guid,
               GError    **error)
{
  g_return_val_if_fail (database != NULL && name != NULL, FALSE);
  g_return_val_if_fail (out_found != NULL && out_guid != NULL, FALSE);

  return cw_name_find (database, NAMES, NULL, name, out_found, out_guid, error);
}

/**
 * cw_coder_add:
 * @change: the change to write in
 * @name: a name that no coder has yet
 * @out_guid: (out) (optional): the new coder
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the name is taken or no name
 */
gboolean
cw_coder_add (CwChange   *change,
              const char *name,
              CwGuid     *out_guid,
              GError    **error)
{
  CwDatabase *database;
  g_autofree char *clean = NULL;
  CwGuid guid;

  g_return_val_if_fail (change != NULL && name != NULL, FALSE);

  database = cw_change_get_database (change);
  clean = cw_name_claim (database, NAMES, NULL, name, NULL, "coder", error);
  if (clean == NULL)
    return FALSE;
  cw_guid_init_new (&guid);
  if (!cw_database_run (database, "INSERT INTO coders (guid, name, created) VALUES (?1, ?2, ?3)",
                        CW_BIND (cw_guid_value (&guid), cw_text_value (clean),
                                 cw_int_value (cw_change_get_time (change))),
                        error))
    return FALSE;
  if (out_guid != NULL)
    *out_guid = guid;
  return TRUE;
}

/**
 * cw_coder_rename:
 * @change: the change to write in
 * @guid: a coder
 * @name: a name that no other coder has
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the name is taken or no name
 */
gboolean
cw_coder_rename (CwChange     *change,
                 const CwGuid *guid,
                 const char   *name,
                 GError      **error)
{
  CwDatabase *database;
  g_autofree char *clean = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL && name != NULL, FALSE);

  database = cw_change_get_database (change);
  if (!cw_rows_require (database, "coders", "coder", guid, error))
    return FALSE;
  clean = cw_name_claim (database, NAMES, NULL, name, guid, "coder", error);
  return clean != NULL
         && cw_rows_set (change, "coders", "name", guid, cw_text_value (clean), error);
}
