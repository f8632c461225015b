/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-case.h"

#include "cw-error.h"
#include "cw-name-private.h"
#include "cw-path.h"
#include "cw-references-private.h"
#include "cw-rows-private.h"

#define SIBLINGS "SELECT guid, name FROM cases WHERE parent IS ?1"

/* A case in a case in a case … of a damaged file must not go on for ever. */
#define MAX_DEPTH 100

#define SELECT \
  "SELECT c.guid, c.type, t.name, t.kind, c.parent, c.name, c.position, c.created, c.context, " \
  "c.selection, c.note, c.colour FROM cases c JOIN case_types t ON t.guid = c.type "
#define FIRST_FIELD 8

static const char *const field_names[CW_CASE_N_FIELDS] = {
  [CW_CASE_CONTEXT] = "context",
  [CW_CASE_SELECTION] = "selection",
  [CW_CASE_NOTE] = "note",
  [CW_CASE_COLOUR] = "colour",
};

static gpointer
read_case (CwStatement *row)
{
  CwCase *self = g_new0 (CwCase, 1);

  cw_statement_guid (row, 0, &self->guid);
  cw_statement_guid (row, 1, &self->type);
  self->type_name = cw_statement_dup_text (row, 2);
  self->kind = cw_case_kind_from_string (cw_statement_text (row, 3));
  self->has_parent = cw_statement_guid (row, 4, &self->parent);
  self->name = cw_statement_dup_text (row, 5);
  self->position = cw_statement_int (row, 6);
  self->created = cw_statement_int (row, 7);
  for (int i = 0; i < CW_CASE_N_FIELDS; i++)
    self->fields[i] = cw_statement_dup_text (row, FIRST_FIELD + i);
  return self;
}

static void
free_case_cb (gpointer data)
{
  cw_case_free (data);
}

/* Adds to @ordered the cases of @all below @parent, and all below those. */
static void
add_children (GPtrArray    *ordered,
              GPtrArray    *all,
              const CwCase *parent)
{
  if (parent != NULL && parent->depth >= MAX_DEPTH)
    return;
  for (guint i = 0; i < all->len; i++)
    {
      CwCase *self = g_ptr_array_index (all, i);

      if (self == NULL || self->has_parent != (parent != NULL)
          || (parent != NULL && !cw_guid_equal (&self->parent, &parent->guid)))
        continue;
      g_ptr_array_index (all, i) = NULL;
      self->depth = parent != NULL ? parent->depth + 1 : 0;
      self->path = cw_path_append (parent != NULL ? parent->path : NULL, self->name);
      g_ptr_array_add (ordered, self);
      add_children (ordered, all, self);
    }
}

static char *
claim_name (CwDatabase   *database,
            const CwGuid *parent,
            const char   *name,
            const CwGuid *self,
            GError      **error)
{
  return cw_name_claim (database, SIBLINGS, CW_BIND (cw_guid_value (parent)), name, self, "case",
                        error);
}

/* A parent is there and not the case itself or below it. */
static gboolean
check_parent (CwDatabase   *database,
              const CwGuid *guid,
              const CwGuid *parent,
              GError      **error)
{
  CwGuid at;

  if (parent == NULL)
    return TRUE;
  at = *parent;
  for (guint depth = 0; depth < MAX_DEPTH; depth++)
    {
      gboolean found;

      if (guid != NULL && cw_guid_equal (guid, &at))
        break;
      if (!cw_rows_require (database, "cases", "case", &at, error)
          || !cw_database_find_guid (database, "SELECT parent FROM cases WHERE guid = ?1",
                                     CW_BIND (cw_guid_value (&at)), &found, &at, error))
        return FALSE;
      if (!found)
        return TRUE;
    }
  g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
               "a case cannot lie in itself or in something that lies in it; choose another place");
  return FALSE;
}

/**
 * cw_case_field_to_string:
 * @field: a field
 *
 * Returns: (transfer none): its name: "selection"
 */
const char *
cw_case_field_to_string (CwCaseField field)
{
  g_return_val_if_fail (field < CW_CASE_N_FIELDS, NULL);

  return field_names[field];
}

/**
 * cw_case_field_from_string:
 * @string: a name
 * @out_field: (out): the field; untouched if there is none
 *
 * Returns: whether there is a field of that name
 */
gboolean
cw_case_field_from_string (const char  *string,
                           CwCaseField *out_field)
{
  g_return_val_if_fail (string != NULL && out_field != NULL, FALSE);

  for (guint i = 0; i < CW_CASE_N_FIELDS; i++)
    if (g_str_equal (field_names[i], string))
      {
        *out_field = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * cw_case_free:
 * @self: (nullable) (transfer full): a case
 */
void
cw_case_free (CwCase *self)
{
  if (self == NULL)
    return;
  g_free (self->type_name);
  g_free (self->name);
  g_free (self->path);
  for (guint i = 0; i < CW_CASE_N_FIELDS; i++)
    g_free (self->fields[i]);
  g_free (self);
}

/**
 * cw_case_list:
 * @database: a project's connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwCase) (nullable): all cases, each before
 *   what lies in it, in their order
 */
GPtrArray *
cw_case_list (CwDatabase *database,
              GError    **error)
{
  g_autoptr (GPtrArray) all = NULL;
  GPtrArray *ordered;

  g_return_val_if_fail (database != NULL, NULL);

  all = cw_rows_list (database, SELECT "ORDER BY c.position, c.guid", NULL, read_case, NULL, error);
  if (all == NULL)
    return NULL;
  ordered = g_ptr_array_new_full (all->len, free_case_cb);
  add_children (ordered, all, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      CwCase *stray = g_ptr_array_index (all, i);

      if (stray == NULL)
        continue;
      stray->path = cw_path_escape (stray->name);
      g_ptr_array_add (ordered, stray);
    }
  return ordered;
}

/**
 * cw_case_load:
 * @database: a project's connection
 * @guid: a case
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the case, or %NULL with %CW_ERROR_NOT_FOUND
 */
CwCase *
cw_case_load (CwDatabase   *database,
              const CwGuid *guid,
              GError      **error)
{
  g_autoptr (CwCase) self = NULL;
  CwGuid at;

  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  self = cw_rows_load (database, SELECT "WHERE c.guid = ?1", guid, "case", read_case, error);
  if (self == NULL)
    return NULL;
  self->path = cw_path_escape (self->name);
  at = self->parent;
  for (gboolean more = self->has_parent; more && self->depth < MAX_DEPTH; self->depth++)
    {
      g_autofree char *name = cw_rows_dup_name (database, "cases", &at);
      g_autofree char *above = cw_path_escape (name);
      g_autofree char *below = g_steal_pointer (&self->path);

      self->path = g_strconcat (above, "/", below, NULL);
      if (!cw_database_find_guid (database, "SELECT parent FROM cases WHERE guid = ?1",
                                  CW_BIND (cw_guid_value (&at)), &more, &at, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * cw_case_add:
 * @change: the change to write in
 * @name: a name that nothing in the same place has yet
 * @type: its type
 * @parent: (nullable): the case that it lies in
 * @out_guid: (out) (optional): the new case
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the name is taken there or no name
 */
gboolean
cw_case_add (CwChange     *change,
             const char   *name,
             const CwGuid *type,
             const CwGuid *parent,
             CwGuid       *out_guid,
             GError      **error)
{
  CwDatabase *database;
  g_autofree char *clean = NULL;
  CwGuid guid;

  g_return_val_if_fail (change != NULL && name != NULL && type != NULL, FALSE);

  database = cw_change_get_database (change);
  if (!cw_rows_require (database, "case_types", "type of cases", type, error)
      || !check_parent (database, NULL, parent, error))
    return FALSE;
  clean = claim_name (database, parent, name, NULL, error);
  if (clean == NULL)
    return FALSE;
  cw_guid_init_new (&guid);
  if (!cw_database_run (
        database,
        "INSERT INTO cases (guid, type, parent, name, position, created) VALUES (?1, ?2, ?3, ?4, "
        "1 + (SELECT ifnull (max (position), 0) FROM cases WHERE parent IS ?3), ?5)",
        CW_BIND (cw_guid_value (&guid), cw_guid_value (type), cw_guid_value (parent),
                 cw_text_value (clean), cw_int_value (cw_change_get_time (change))),
        error))
    return FALSE;
  if (out_guid != NULL)
    *out_guid = guid;
  return TRUE;
}

/**
 * cw_case_rename:
 * @change: the change to write in
 * @guid: a case
 * @name: a name that nothing else in the same place has
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the name is taken there or no name
 */
gboolean
cw_case_rename (CwChange     *change,
                const CwGuid *guid,
                const char   *name,
                GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwCase) self = NULL;
  g_autofree char *clean = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL && name != NULL, FALSE);

  database = cw_change_get_database (change);
  self = cw_case_load (database, guid, error);
  if (self == NULL)
    return FALSE;
  clean = claim_name (database, self->has_parent ? &self->parent : NULL, name, guid, error);
  return clean != NULL && cw_rows_set (change, "cases", "name", guid, cw_text_value (clean), error);
}

/**
 * cw_case_move:
 * @change: the change to write in
 * @guid: a case
 * @parent: (nullable): the case that it is to lie in; %NULL for none
 * @index: its place there, from 0; beyond the last is last
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where it would lie in itself or its name is
 *   taken there
 */
gboolean
cw_case_move (CwChange     *change,
              const CwGuid *guid,
              const CwGuid *parent,
              guint         index,
              GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwCase) self = NULL;
  g_autoptr (GArray) siblings = NULL;
  g_autofree char *clean = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  database = cw_change_get_database (change);
  self = cw_case_load (database, guid, error);
  if (self == NULL || !check_parent (database, guid, parent, error))
    return FALSE;
  clean = claim_name (database, parent, self->name, guid, error);
  if (clean == NULL)
    return FALSE;
  siblings = cw_rows_list_guids (
    database, "SELECT guid FROM cases WHERE parent IS ?1 ORDER BY position, guid",
    CW_BIND (cw_guid_value (parent)), error);
  return siblings != NULL
         && cw_rows_set (change, "cases", "parent", guid, cw_guid_value (parent), error)
         && cw_rows_reorder (change, "cases", siblings, guid, index, error);
}

/**
 * cw_case_set_type:
 * @change: the change to write in
 * @guid: a case
 * @type: its new type
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where one of them is not there
 */
gboolean
cw_case_set_type (CwChange     *change,
                  const CwGuid *guid,
                  const CwGuid *type,
                  GError      **error)
{
  CwDatabase *database;

  g_return_val_if_fail (change != NULL && guid != NULL && type != NULL, FALSE);

  database = cw_change_get_database (change);
  return cw_rows_require (database, "cases", "case", guid, error)
         && cw_rows_require (database, "case_types", "type of cases", type, error)
         && cw_rows_set (change, "cases", "type", guid, cw_guid_value (type), error);
}

/**
 * cw_case_set_field:
 * @change: the change to write in
 * @guid: a case
 * @field: what to set
 * @value: its new value; "" for none
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where a colour is none
 */
gboolean
cw_case_set_field (CwChange     *change,
                   const CwGuid *guid,
                   CwCaseField   field,
                   const char   *value,
                   GError      **error)
{
  const char *name = cw_case_field_to_string (field);
  g_autofree char *clean = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL && value != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  clean = field == CW_CASE_COLOUR ? cw_colour_clean (value, error) : g_strdup (value);
  return clean != NULL
         && cw_rows_require (cw_change_get_database (change), "cases", "case", guid, error)
         && cw_rows_set (change, "cases", name, guid, cw_text_value (clean), error);
}

/**
 * cw_case_count_dependents:
 * @database: a project's connection
 * @guid: a case
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what goes when it is deleted
 */
CwDependents *
cw_case_count_dependents (CwDatabase   *database,
                          const CwGuid *guid,
                          GError      **error)
{
  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  return cw_references_count (database, "cases", guid, error);
}

/**
 * cw_case_delete:
 * @change: the change to write in
 * @guid: a case
 * @force: also where documents, values or anything else hang on it
 * @error: return location for an error
 *
 * Deletes a case with what lies in it; documents and memos stay.
 *
 * Returns: %FALSE with %CW_ERROR_WOULD_LOSE, naming what would go, without @force
 */
gboolean
cw_case_delete (CwChange     *change,
                const CwGuid *guid,
                gboolean      force,
                GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwCase) self = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  database = cw_change_get_database (change);
  self = cw_case_load (database, guid, error);
  if (self == NULL
      || (!force
          && !cw_references_refuse_work (database, "cases", guid, "case", self->path, error)))
    return FALSE;
  return cw_references_delete (change, "cases", guid, error);
}
