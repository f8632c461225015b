/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-code-set.h"

#include "cw-name-private.h"
#include "cw-references-private.h"
#include "cw-rows-private.h"

#define NAMES "SELECT guid, name FROM code_sets"

static gpointer
read_code_set (CwStatement *row)
{
  CwCodeSet *self = g_new0 (CwCodeSet, 1);

  cw_statement_guid (row, 0, &self->guid);
  self->name = cw_statement_dup_text (row, 1);
  self->note = cw_statement_dup_text (row, 2);
  self->position = cw_statement_int (row, 3);
  self->n_members = (guint) cw_statement_int (row, 4);
  return self;
}

static void
free_code_set_cb (gpointer data)
{
  cw_code_set_free (data);
}

static gboolean
require (CwChange     *change,
         const CwGuid *guid,
         GError      **error)
{
  return cw_rows_require (cw_change_get_database (change), "code_sets", "code set", guid, error);
}

/**
 * cw_code_set_free:
 * @self: (nullable) (transfer full): a code set
 */
void
cw_code_set_free (CwCodeSet *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->note);
  g_free (self);
}

/**
 * cw_code_set_list:
 * @database: a project's connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwCodeSet) (nullable): all code sets in
 *   their order
 */
GPtrArray *
cw_code_set_list (CwDatabase *database,
                  GError    **error)
{
  g_return_val_if_fail (database != NULL, NULL);

  return cw_rows_list (database,
                       "SELECT guid, name, note, position, (SELECT count(*) FROM "
                       "code_set_members m WHERE m.code_set = code_sets.guid) "
                       "FROM code_sets ORDER BY position, guid",
                       NULL, read_code_set, free_code_set_cb, error);
}

/**
 * cw_code_set_find:
 * @database: a project's connection
 * @name: a name, in any case
 * @out_found: (out): whether a code set has it
 * @out_guid: (out): which; untouched if none
 * @error: return location for an error
 *
 * Returns: whether it could be looked up; finding none is no failure
 */
gboolean
cw_code_set_find (CwDatabase *database,
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
 * cw_code_set_list_members:
 * @database: a project's connection
 * @guid: a code set
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwGuid) (nullable): its codes in their order
 */
GArray *
cw_code_set_list_members (CwDatabase   *database,
                          const CwGuid *guid,
                          GError      **error)
{
  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  return cw_rows_list_guids (database,
                             "SELECT code FROM code_set_members WHERE code_set = ?1 "
                             "ORDER BY position, guid",
                             CW_BIND (cw_guid_value (guid)), error);
}

/**
 * cw_code_set_add:
 * @change: the change to write in
 * @name: a name that no code set has yet
 * @out_guid: (out) (optional): the new code set
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the name is taken or no name
 */
gboolean
cw_code_set_add (CwChange   *change,
                 const char *name,
                 CwGuid     *out_guid,
                 GError    **error)
{
  CwDatabase *database;
  g_autofree char *clean = NULL;
  CwGuid guid;

  g_return_val_if_fail (change != NULL && name != NULL, FALSE);

  database = cw_change_get_database (change);
  clean = cw_name_claim (database, NAMES, NULL, name, NULL, "code set", error);
  if (clean == NULL)
    return FALSE;
  cw_guid_init_new (&guid);
  if (!cw_database_run (database,
                        "INSERT INTO code_sets (guid, name, position) VALUES (?1, ?2, "
                        "1 + (SELECT ifnull (max (position), 0) FROM code_sets))",
                        CW_BIND (cw_guid_value (&guid), cw_text_value (clean)), error))
    return FALSE;
  if (out_guid != NULL)
    *out_guid = guid;
  return TRUE;
}

/**
 * cw_code_set_rename:
 * @change: the change to write in
 * @guid: a code set
 * @name: a name that no other code set has
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the name is taken or no name
 */
gboolean
cw_code_set_rename (CwChange     *change,
                    const CwGuid *guid,
                    const char   *name,
                    GError      **error)
{
  g_autofree char *clean = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL && name != NULL, FALSE);

  if (!require (change, guid, error))
    return FALSE;
  clean = cw_name_claim (cw_change_get_database (change), NAMES, NULL, name, guid, "code set",
                         error);
  return clean != NULL
         && cw_rows_set (change, "code_sets", "name", guid, cw_text_value (clean), error);
}

/**
 * cw_code_set_set_note:
 * @change: the change to write in
 * @guid: a code set
 * @note: what it is for; "" for nothing
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where there is no such code set
 */
gboolean
cw_code_set_set_note (CwChange     *change,
                      const CwGuid *guid,
                      const char   *note,
                      GError      **error)
{
  g_return_val_if_fail (change != NULL && guid != NULL && note != NULL, FALSE);

  return require (change, guid, error)
         && cw_rows_set (change, "code_sets", "note", guid, cw_text_value (note), error);
}

/**
 * cw_code_set_put:
 * @change: the change to write in
 * @guid: a code set
 * @code: a code
 * @error: return location for an error
 *
 * Puts a code into a set, at its end; where it is in it nothing is written.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where one of them is not there
 */
gboolean
cw_code_set_put (CwChange     *change,
                 const CwGuid *guid,
                 const CwGuid *code,
                 GError      **error)
{
  CwDatabase *database;
  CwGuid member;

  g_return_val_if_fail (change != NULL && guid != NULL && code != NULL, FALSE);

  database = cw_change_get_database (change);
  cw_guid_init_pair (&member, "code_set_members", guid, code, NULL);
  return require (change, guid, error) && cw_rows_require (database, "codes", "code", code, error)
         && cw_database_run (
           database,
           "INSERT INTO code_set_members (guid, code_set, code, position) "
           "SELECT ?1, ?2, ?3, 1 + (SELECT ifnull (max (position), 0) FROM "
           "code_set_members WHERE code_set = ?2) "
           "WHERE NOT EXISTS (SELECT 1 FROM code_set_members WHERE guid = ?1)",
           CW_BIND (cw_guid_value (&member), cw_guid_value (guid), cw_guid_value (code)), error);
}

/**
 * cw_code_set_take_out:
 * @change: the change to write in
 * @guid: a code set
 * @code: a code
 * @error: return location for an error
 *
 * Takes a code out of a set; where it is not in it nothing is written.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where there is no such code set
 */
gboolean
cw_code_set_take_out (CwChange     *change,
                      const CwGuid *guid,
                      const CwGuid *code,
                      GError      **error)
{
  g_return_val_if_fail (change != NULL && guid != NULL && code != NULL, FALSE);

  return require (change, guid, error)
         && cw_database_run (cw_change_get_database (change),
                             "DELETE FROM code_set_members WHERE code_set = ?1 AND code = ?2",
                             CW_BIND (cw_guid_value (guid), cw_guid_value (code)), error);
}

/**
 * cw_code_set_count_dependents:
 * @database: a project's connection
 * @guid: a code set
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what goes when it is deleted
 */
CwDependents *
cw_code_set_count_dependents (CwDatabase   *database,
                              const CwGuid *guid,
                              GError      **error)
{
  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  return cw_references_count (database, "code_sets", guid, error);
}

/**
 * cw_code_set_delete:
 * @change: the change to write in
 * @guid: a code set
 * @force: also where coders have marked documents as read for it
 * @error: return location for an error
 *
 * Deletes a set; its codes stay.
 *
 * Returns: %FALSE with %CW_ERROR_WOULD_LOSE, naming what would go, without @force
 */
gboolean
cw_code_set_delete (CwChange     *change,
                    const CwGuid *guid,
                    gboolean      force,
                    GError      **error)
{
  CwDatabase *database;
  g_autofree char *name = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  database = cw_change_get_database (change);
  if (!require (change, guid, error))
    return FALSE;
  name = cw_rows_dup_name (database, "code_sets", guid);
  if (!force && !cw_references_refuse_work (database, "code_sets", guid, "code set", name, error))
    return FALSE;
  return cw_references_delete (change, "code_sets", guid, error);
}
