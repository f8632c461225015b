/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-attribute-private.h"

#include "cw-error.h"
#include "cw-name-private.h"
#include "cw-references-private.h"
#include "cw-rows-private.h"

#include <string.h>

#define SELECT \
  "SELECT guid, name, owner, case_type, type, unit, description, position FROM attributes "
#define NAMES "SELECT guid, name FROM attributes WHERE owner = ?1"
#define CHOICES "SELECT guid, label FROM attribute_choices WHERE attribute = ?1"

static const char *const type_names[] = {
  [CW_ATTRIBUTE_TEXT] = "text",       [CW_ATTRIBUTE_INTEGER] = "integer",
  [CW_ATTRIBUTE_DECIMAL] = "decimal", [CW_ATTRIBUTE_DATE] = "date",
  [CW_ATTRIBUTE_YES_NO] = "yes-no",   [CW_ATTRIBUTE_CHOICE] = "choice",
  [CW_ATTRIBUTE_CHOICES] = "choices",
};

static const struct
{
  const char *name;
  const char *column; /* of attribute_values */
  const char *table;
} owners[] = {
  [CW_OWNER_CASE] = { "case", "case_guid", "cases" },
  [CW_OWNER_DOCUMENT] = { "document", "document", "documents" },
  [CW_OWNER_RESPONDENT] = { "respondent", "respondent", "respondents" },
};

static void
clear_choice_cb (gpointer data)
{
  CwAttributeChoice *choice = data;

  g_free (choice->label);
}

static gpointer
read_attribute (CwStatement *row)
{
  CwAttribute *attribute = g_new0 (CwAttribute, 1);

  cw_statement_guid (row, 0, &attribute->guid);
  attribute->name = cw_statement_dup_text (row, 1);
  cw_attribute_owner_from_string (cw_statement_text (row, 2), &attribute->owner);
  attribute->has_case_type = cw_statement_guid (row, 3, &attribute->case_type);
  cw_attribute_type_from_string (cw_statement_text (row, 4), &attribute->type);
  attribute->unit = cw_statement_dup_text (row, 5);
  attribute->description = cw_statement_dup_text (row, 6);
  attribute->position = cw_statement_int (row, 7);
  attribute->choices = g_array_new (FALSE, FALSE, sizeof (CwAttributeChoice));
  g_array_set_clear_func (attribute->choices, clear_choice_cb);
  return attribute;
}

static void
free_attribute_cb (gpointer data)
{
  cw_attribute_free (data);
}

static gboolean
load_choices (CwDatabase  *database,
              CwAttribute *attribute,
              GError     **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = NULL;

  if (attribute->type != CW_ATTRIBUTE_CHOICE && attribute->type != CW_ATTRIBUTE_CHOICES)
    return TRUE;
  rows = cw_database_query (database, CHOICES " ORDER BY position, guid",
                            CW_BIND (cw_guid_value (&attribute->guid)), error);
  if (rows == NULL)
    return FALSE;
  while (cw_statement_next (rows, &failure))
    {
      CwAttributeChoice choice = { .label = cw_statement_dup_text (rows, 1) };

      cw_statement_guid (rows, 0, &choice.guid);
      g_array_append_val (attribute->choices, choice);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

/*
 * cw_attribute_owner_column:
 * The column of attribute_values that names an owner.
 */
const char *
cw_attribute_owner_column (CwAttributeOwner owner)
{
  return owners[owner].column;
}

/*
 * cw_attribute_owner_table:
 * The table that owners are in.
 */
const char *
cw_attribute_owner_table (CwAttributeOwner owner)
{
  return owners[owner].table;
}

/**
 * cw_attribute_type_to_string:
 * @type: a type
 *
 * Returns: (transfer none): its name: "yes-no"
 */
const char *
cw_attribute_type_to_string (CwAttributeType type)
{
  g_return_val_if_fail (type < G_N_ELEMENTS (type_names), NULL);

  return type_names[type];
}

/**
 * cw_attribute_type_from_string:
 * @string: a name
 * @out_type: (out): the type; untouched if there is none
 *
 * Returns: whether there is a type of that name
 */
gboolean
cw_attribute_type_from_string (const char      *string,
                               CwAttributeType *out_type)
{
  g_return_val_if_fail (string != NULL && out_type != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (g_str_equal (type_names[i], string))
      {
        *out_type = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * cw_attribute_owner_to_string:
 * @owner: a kind of owner
 *
 * Returns: (transfer none): its name: "case"
 */
const char *
cw_attribute_owner_to_string (CwAttributeOwner owner)
{
  g_return_val_if_fail (owner < G_N_ELEMENTS (owners), NULL);

  return owners[owner].name;
}

/**
 * cw_attribute_owner_from_string:
 * @string: a name
 * @out_owner: (out): the kind of owner; untouched if there is none
 *
 * Returns: whether there is a kind of that name
 */
gboolean
cw_attribute_owner_from_string (const char       *string,
                                CwAttributeOwner *out_owner)
{
  g_return_val_if_fail (string != NULL && out_owner != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    if (g_str_equal (owners[i].name, string))
      {
        *out_owner = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * cw_attribute_free:
 * @attribute: (nullable) (transfer full): an attribute
 */
void
cw_attribute_free (CwAttribute *attribute)
{
  if (attribute == NULL)
    return;
  g_free (attribute->name);
  g_free (attribute->unit);
  g_free (attribute->description);
  g_array_unref (attribute->choices);
  g_free (attribute);
}

/**
 * cw_attribute_list:
 * @database: a project's connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwAttribute) (nullable): all attributes,
 *   those of cases first, in their order
 */
GPtrArray *
cw_attribute_list (CwDatabase *database,
                   GError    **error)
{
  g_autoptr (GPtrArray) list = NULL;

  g_return_val_if_fail (database != NULL, NULL);

  list = cw_rows_list (database, SELECT "ORDER BY owner, position, guid", NULL, read_attribute,
                       free_attribute_cb, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (!load_choices (database, g_ptr_array_index (list, i), error))
      return NULL;
  return g_steal_pointer (&list);
}

/**
 * cw_attribute_load:
 * @database: a project's connection
 * @guid: an attribute
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the attribute with its choices, or %NULL with
 *   %CW_ERROR_NOT_FOUND
 */
CwAttribute *
cw_attribute_load (CwDatabase   *database,
                   const CwGuid *guid,
                   GError      **error)
{
  g_autoptr (CwAttribute) attribute = NULL;

  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  attribute = cw_rows_load (database, SELECT "WHERE guid = ?1", guid, "attribute", read_attribute,
                            error);
  if (attribute == NULL || !load_choices (database, attribute, error))
    return NULL;
  return g_steal_pointer (&attribute);
}

/**
 * cw_attribute_find:
 * @database: a project's connection
 * @owner: whose attribute
 * @name: a name, in any case
 * @out_found: (out): whether there is one
 * @out_guid: (out): which; untouched if none
 * @error: return location for an error
 *
 * Returns: whether it could be looked up; finding none is no failure
 */
gboolean
cw_attribute_find (CwDatabase      *database,
                   CwAttributeOwner owner,
                   const char      *name,
                   gboolean        *out_found,
                   CwGuid          *out_guid,
                   GError         **error)
{
  g_return_val_if_fail (database != NULL && name != NULL, FALSE);
  g_return_val_if_fail (out_found != NULL && out_guid != NULL, FALSE);

  return cw_name_find (database, NAMES,
                       CW_BIND (cw_text_value (cw_attribute_owner_to_string (owner))), name,
                       out_found, out_guid, error);
}

/**
 * cw_attribute_define:
 * @change: the change to write in
 * @name: a name that no attribute of such owners has yet
 * @owner: what has it
 * @type: what its values are
 * @case_type: (nullable): only cases of this type have it; for cases only
 * @choices: (nullable) (array zero-terminated=1): labels, for the two types of choices
 * @out_guid: (out) (optional): the new attribute
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the name is taken, or two choices are
 *   the same, or choices are given to a type that has none
 */
gboolean
cw_attribute_define (CwChange          *change,
                     const char        *name,
                     CwAttributeOwner   owner,
                     CwAttributeType    type,
                     const CwGuid      *case_type,
                     const char *const *choices,
                     CwGuid            *out_guid,
                     GError           **error)
{
  const char *owner_name = cw_attribute_owner_to_string (owner);
  const char *type_name = cw_attribute_type_to_string (type);
  CwDatabase *database;
  g_autofree char *clean = NULL;
  CwGuid guid;

  g_return_val_if_fail (change != NULL && name != NULL, FALSE);
  g_return_val_if_fail (owner_name != NULL && type_name != NULL, FALSE);
  g_return_val_if_fail (case_type == NULL || owner == CW_OWNER_CASE, FALSE);

  database = cw_change_get_database (change);
  clean = cw_name_claim (database, NAMES, CW_BIND (cw_text_value (owner_name)), name, NULL,
                         "attribute", error);
  if (clean == NULL
      || (case_type != NULL
          && !cw_rows_require (database, "case_types", "type of cases", case_type, error)))
    return FALSE;
  cw_guid_init_new (&guid);
  if (!cw_database_run (
        database,
        "INSERT INTO attributes (guid, name, owner, case_type, type, position) "
        "VALUES (?1, ?2, ?3, ?4, ?5, 1 + (SELECT ifnull (max (position), 0) FROM attributes))",
        CW_BIND (cw_guid_value (&guid), cw_text_value (clean), cw_text_value (owner_name),
                 cw_guid_value (case_type), cw_text_value (type_name)),
        error))
    return FALSE;
  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    if (!cw_attribute_add_choice (change, &guid, choices[i], NULL, error))
      return FALSE;
  if (out_guid != NULL)
    *out_guid = guid;
  return TRUE;
}

/**
 * cw_attribute_rename:
 * @change: the change to write in
 * @guid: an attribute
 * @name: a name that no other attribute of such owners has
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the name is taken or no name
 */
gboolean
cw_attribute_rename (CwChange     *change,
                     const CwGuid *guid,
                     const char   *name,
                     GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwAttribute) attribute = NULL;
  g_autofree char *clean = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL && name != NULL, FALSE);

  database = cw_change_get_database (change);
  attribute = cw_attribute_load (database, guid, error);
  if (attribute == NULL)
    return FALSE;
  clean = cw_name_claim (database, NAMES,
                         CW_BIND (cw_text_value (cw_attribute_owner_to_string (attribute->owner))),
                         name, guid, "attribute", error);
  return clean != NULL
         && cw_rows_set (change, "attributes", "name", guid, cw_text_value (clean), error);
}

/**
 * cw_attribute_describe:
 * @change: the change to write in
 * @guid: an attribute
 * @unit: (nullable): the unit of its values; %NULL leaves it
 * @description: (nullable): what it is; %NULL leaves it
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where there is no such attribute
 */
gboolean
cw_attribute_describe (CwChange     *change,
                       const CwGuid *guid,
                       const char   *unit,
                       const char   *description,
                       GError      **error)
{
  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  return cw_rows_require (cw_change_get_database (change), "attributes", "attribute", guid, error)
         && (unit == NULL
             || cw_rows_set (change, "attributes", "unit", guid, cw_text_value (unit), error))
         && (description == NULL
             || cw_rows_set (change, "attributes", "description", guid, cw_text_value (description),
                             error));
}

/* Labels are told apart by semicolons where there are several in a value. */
static char *
claim_label (CwDatabase   *database,
             const CwGuid *attribute,
             const char   *label,
             const CwGuid *self,
             GError      **error)
{
  if (strchr (label, ';') != NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "the choice “%s” has a semicolon in it, which stands between choices; leave "
                   "it out",
                   label);
      return NULL;
    }
  return cw_name_claim (database, CHOICES, CW_BIND (cw_guid_value (attribute)), label, self,
                        "choice", error);
}

/**
 * cw_attribute_add_choice:
 * @change: the change to write in
 * @guid: an attribute of choices
 * @label: a label that none of its choices has yet, without a semicolon
 * @out_choice: (out) (optional): the new choice
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the label is taken or not allowed, or
 *   the attribute has no choices
 */
gboolean
cw_attribute_add_choice (CwChange     *change,
                         const CwGuid *guid,
                         const char   *label,
                         CwGuid       *out_choice,
                         GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwAttribute) attribute = NULL;
  g_autofree char *clean = NULL;
  CwGuid choice;

  g_return_val_if_fail (change != NULL && guid != NULL && label != NULL, FALSE);

  database = cw_change_get_database (change);
  attribute = cw_attribute_load (database, guid, error);
  if (attribute == NULL)
    return FALSE;
  if (attribute->type != CW_ATTRIBUTE_CHOICE && attribute->type != CW_ATTRIBUTE_CHOICES)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "%s: an attribute of the type %s has no choices; define it with the type "
                   "choice or choices",
                   attribute->name, cw_attribute_type_to_string (attribute->type));
      return FALSE;
    }
  clean = claim_label (database, guid, label, NULL, error);
  if (clean == NULL)
    return FALSE;
  cw_guid_init_new (&choice);
  if (!cw_database_run (
        database,
        "INSERT INTO attribute_choices (guid, attribute, label, position) "
        "VALUES (?1, ?2, ?3, 1 + (SELECT ifnull (max (position), 0) FROM "
        "attribute_choices WHERE attribute = ?2))",
        CW_BIND (cw_guid_value (&choice), cw_guid_value (guid), cw_text_value (clean)), error))
    return FALSE;
  if (out_choice != NULL)
    *out_choice = choice;
  return TRUE;
}

/**
 * cw_attribute_rename_choice:
 * @change: the change to write in
 * @choice: a choice
 * @label: a label that no other choice of its attribute has
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the label is taken or not allowed
 */
gboolean
cw_attribute_rename_choice (CwChange     *change,
                            const CwGuid *choice,
                            const char   *label,
                            GError      **error)
{
  CwDatabase *database;
  g_autofree char *clean = NULL;
  CwGuid attribute;

  g_return_val_if_fail (change != NULL && choice != NULL && label != NULL, FALSE);

  database = cw_change_get_database (change);
  if (!cw_rows_require (database, "attribute_choices", "choice", choice, error)
      || !cw_database_find_guid (database,
                                 "SELECT attribute FROM attribute_choices WHERE guid = ?1",
                                 CW_BIND (cw_guid_value (choice)), NULL, &attribute, error))
    return FALSE;
  clean = claim_label (database, &attribute, label, choice, error);
  return clean != NULL
         && cw_rows_set (change, "attribute_choices", "label", choice, cw_text_value (clean),
                         error);
}

/**
 * cw_attribute_count_dependents:
 * @database: a project's connection
 * @guid: an attribute
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what goes when it is deleted
 */
CwDependents *
cw_attribute_count_dependents (CwDatabase   *database,
                               const CwGuid *guid,
                               GError      **error)
{
  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  return cw_references_count (database, "attributes", guid, error);
}

/**
 * cw_attribute_delete:
 * @change: the change to write in
 * @guid: an attribute
 * @force: also where it has values
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_WOULD_LOSE, naming what would go, without @force
 */
gboolean
cw_attribute_delete (CwChange     *change,
                     const CwGuid *guid,
                     gboolean      force,
                     GError      **error)
{
  CwDatabase *database;
  g_autofree char *name = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  database = cw_change_get_database (change);
  if (!cw_rows_require (database, "attributes", "attribute", guid, error))
    return FALSE;
  name = cw_rows_dup_name (database, "attributes", guid);
  if (!force && !cw_references_refuse_work (database, "attributes", guid, "attribute", name, error))
    return FALSE;
  return cw_references_delete (change, "attributes", guid, error);
}
