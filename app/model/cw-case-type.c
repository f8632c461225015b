/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-case-type.h"

#include "cw-error.h"
#include "cw-name-private.h"
#include "cw-references-private.h"
#include "cw-rows-private.h"

#define NAMES "SELECT guid, name FROM case_types"

static const char *const kind_names[] = {
  [CW_CASE_KIND_CASE] = "case",
  [CW_CASE_KIND_PARTICIPANT] = "participant",
  [CW_CASE_KIND_SITE] = "site",
  [CW_CASE_KIND_OTHER] = "other",
};

static gpointer
read_case_type (CwStatement *row)
{
  CwCaseType *type = g_new0 (CwCaseType, 1);

  cw_statement_guid (row, 0, &type->guid);
  type->name = cw_statement_dup_text (row, 1);
  type->kind = cw_case_kind_from_string (cw_statement_text (row, 2));
  type->position = cw_statement_int (row, 3);
  return type;
}

static void
free_case_type_cb (gpointer data)
{
  cw_case_type_free (data);
}

/**
 * cw_case_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): its name: "participant"
 */
const char *
cw_case_kind_to_string (CwCaseKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_names), NULL);

  return kind_names[kind];
}

/**
 * cw_case_kind_from_string:
 * @string: (nullable): a name
 *
 * Returns: the kind of that name; %CW_CASE_KIND_OTHER for any other
 */
CwCaseKind
cw_case_kind_from_string (const char *string)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (g_strcmp0 (kind_names[i], string) == 0)
      return i;
  return CW_CASE_KIND_OTHER;
}

/**
 * cw_case_type_free:
 * @type: (nullable) (transfer full): a type of cases
 */
void
cw_case_type_free (CwCaseType *type)
{
  if (type == NULL)
    return;
  g_free (type->name);
  g_free (type);
}

/**
 * cw_case_type_list:
 * @database: a project's connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwCaseType) (nullable): all types in their
 *   order
 */
GPtrArray *
cw_case_type_list (CwDatabase *database,
                   GError    **error)
{
  g_return_val_if_fail (database != NULL, NULL);

  return cw_rows_list (database,
                       "SELECT guid, name, kind, position FROM case_types "
                       "ORDER BY position, guid",
                       NULL, read_case_type, free_case_type_cb, error);
}

/**
 * cw_case_type_find:
 * @database: a project's connection
 * @name: a name, in any case
 * @out_found: (out): whether a type has it
 * @out_guid: (out): which; untouched if none
 * @error: return location for an error
 *
 * Returns: whether it could be looked up; finding none is no failure
 */
gboolean
cw_case_type_find (CwDatabase *database,
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
 * cw_case_type_find_kind:
 * @database: a project's connection
 * @kind: a kind
 * @out_guid: (out): the first type of that kind
 * @error: return location for an error
 *
 * Finds a type that comes with every project, whatever it was renamed to.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where there is none
 */
gboolean
cw_case_type_find_kind (CwDatabase *database,
                        CwCaseKind  kind,
                        CwGuid     *out_guid,
                        GError    **error)
{
  const char *name = cw_case_kind_to_string (kind);
  gboolean found = FALSE;

  g_return_val_if_fail (database != NULL && out_guid != NULL && name != NULL, FALSE);

  if (!cw_database_find_guid (
        database, "SELECT guid FROM case_types WHERE kind = ?1 ORDER BY position, guid LIMIT 1",
        CW_BIND (cw_text_value (name)), &found, out_guid, error))
    return FALSE;
  if (!found)
    g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND,
                 "the project has no type of the kind “%s”; add one", name);
  return found;
}

/**
 * cw_case_type_add:
 * @change: the change to write in
 * @name: a name that no type has yet
 * @kind: what it is
 * @out_guid: (out) (optional): the new type
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the name is taken or no name
 */
gboolean
cw_case_type_add (CwChange   *change,
                  const char *name,
                  CwCaseKind  kind,
                  CwGuid     *out_guid,
                  GError    **error)
{
  CwDatabase *database;
  g_autofree char *clean = NULL;
  CwGuid guid;

  g_return_val_if_fail (change != NULL && name != NULL, FALSE);

  database = cw_change_get_database (change);
  clean = cw_name_claim (database, NAMES, NULL, name, NULL, "type of cases", error);
  if (clean == NULL)
    return FALSE;
  cw_guid_init_new (&guid);
  if (!cw_database_run (database,
                        "INSERT INTO case_types (guid, name, kind, position) VALUES (?1, ?2, ?3, "
                        "1 + (SELECT ifnull (max (position), 0) FROM case_types))",
                        CW_BIND (cw_guid_value (&guid), cw_text_value (clean),
                                 cw_text_value (cw_case_kind_to_string (kind))),
                        error))
    return FALSE;
  if (out_guid != NULL)
    *out_guid = guid;
  return TRUE;
}

/**
 * cw_case_type_rename:
 * @change: the change to write in
 * @guid: a type
 * @name: a name that no other type has
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the name is taken or no name
 */
gboolean
cw_case_type_rename (CwChange     *change,
                     const CwGuid *guid,
                     const char   *name,
                     GError      **error)
{
  CwDatabase *database;
  g_autofree char *clean = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL && name != NULL, FALSE);

  database = cw_change_get_database (change);
  if (!cw_rows_require (database, "case_types", "type of cases", guid, error))
    return FALSE;
  clean = cw_name_claim (database, NAMES, NULL, name, guid, "type of cases", error);
  return clean != NULL
         && cw_rows_set (change, "case_types", "name", guid, cw_text_value (clean), error);
}

/**
 * cw_case_type_delete:
 * @change: the change to write in
 * @guid: a type that no case has
 * @error: return location for an error
 *
 * Attributes that were for this type only are for all types then.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where a case has the type, or it is the last
 *   of a kind that comes with every project
 */
gboolean
cw_case_type_delete (CwChange     *change,
                     const CwGuid *guid,
                     GError      **error)
{
  CwDatabase *database;
  g_autofree char *name = NULL;
  gint64 n_cases;
  gint64 is_last;

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  database = cw_change_get_database (change);
  if (!cw_rows_require (database, "case_types", "type of cases", guid, error)
      || !cw_database_get_int (database, "SELECT count(*) FROM cases WHERE type = ?1",
                               CW_BIND (cw_guid_value (guid)), 0, &n_cases, error)
      || !cw_database_get_int (
        database,
        "SELECT count(*) FROM case_types a WHERE guid = ?1 AND kind <> 'other' "
        "AND NOT EXISTS (SELECT 1 FROM case_types b WHERE b.kind = a.kind "
        "AND b.guid <> a.guid)",
        CW_BIND (cw_guid_value (guid)), 0, &is_last, error))
    return FALSE;
  name = cw_rows_dup_name (database, "case_types", guid);
  if (n_cases > 0)
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                 "%s: %" G_GINT64_FORMAT " %s of this type; give them another one first", name,
                 n_cases, n_cases == 1 ? "case is" : "cases are");
  else if (is_last)
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                 "%s: every project has this type; rename it if another word fits better", name);
  else
    return cw_references_delete (change, "case_types", guid, error);
  return FALSE;
}
