/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-code-private.h"

#include "cw-error.h"
#include "cw-name-private.h"
#include "cw-path.h"
#include "cw-rows-private.h"

#define DEFINITION \
  "name, brief, definition, when_to_use, when_not_to_use, typical_example, borderline_example, " \
  "attribution"

static char *
claim_name (CwDatabase   *database,
            const CwGuid *parent,
            const char   *name,
            const CwGuid *self,
            GError      **error)
{
  return cw_name_claim (database, CW_CODE_SIBLINGS, CW_BIND (cw_guid_value (parent)), name, self,
                        "code", error);
}

/* Keeps the definition as it now is under its number, with the change's reason. */
static gboolean
insert_revision (CwChange     *change,
                 const CwGuid *guid,
                 GError      **error)
{
  CwGuid revision;

  cw_guid_init_new (&revision);
  return cw_database_run (
    cw_change_get_database (change),
    "INSERT INTO code_revisions (guid, code, number, reason, coder, created, " DEFINITION ") "
    "SELECT ?1, guid, revision, ?3, ?4, ?5, " DEFINITION " FROM codes WHERE guid = ?2",
    CW_BIND (cw_guid_value (&revision), cw_guid_value (guid),
             cw_text_value (cw_text_or_empty (cw_change_get_reason (change))),
             cw_guid_value (cw_change_get_coder (change)),
             cw_int_value (cw_change_get_time (change))),
    error);
}

static gboolean
check_depth (CwDatabase   *database,
             const CwGuid *parent,
             GError      **error)
{
  g_autoptr (CwCode) code = NULL;

  if (parent == NULL)
    return TRUE;
  code = cw_code_load (database, parent, error);
  if (code == NULL)
    return FALSE;
  if (code->depth + 1 < CW_CODE_MAX_DEPTH)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
               "%s: a codebook can be %d levels deep at most; put the code higher up", code->name,
               CW_CODE_MAX_DEPTH);
  return FALSE;
}

static gboolean
insert_code (CwChange          *change,
             const CwGuid      *parent,
             const char        *name,
             const char *const *fields,
             CwGuid            *out_guid,
             GError           **error)
{
  CwDatabase *database = cw_change_get_database (change);
  CwValue values[CW_CODE_N_FIELDS];
  gint64 position;

  for (guint i = 0; i < CW_CODE_N_FIELDS; i++)
    values[i] = cw_text_value (cw_text_or_empty (fields != NULL ? fields[i] : NULL));
  if (!cw_database_get_int (database, "SELECT max (position) FROM codes WHERE parent IS ?1",
                            CW_BIND (cw_guid_value (parent)), 0, &position, error))
    return FALSE;
  cw_guid_init_new (out_guid);
  return cw_database_run (
    database,
    "INSERT INTO codes (guid, parent, position, created, " DEFINITION ") "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    CW_BIND (cw_guid_value (out_guid), cw_guid_value (parent), cw_int_value (position + 1),
             cw_int_value (cw_change_get_time (change)), cw_text_value (name),
             values[CW_CODE_BRIEF], values[CW_CODE_DEFINITION], values[CW_CODE_WHEN_TO_USE],
             values[CW_CODE_WHEN_NOT_TO_USE], values[CW_CODE_TYPICAL_EXAMPLE],
             values[CW_CODE_BORDERLINE_EXAMPLE], values[CW_CODE_ATTRIBUTION]),
    error);
}

/**
 * cw_code_add:
 * @change: the change to write in
 * @parent: (nullable): the code to put it under; %NULL for the top
 * @name: a name that no code there has yet
 * @fields: (array) (nullable): CW_CODE_N_FIELDS texts, each of which may be %NULL
 * @out_guid: (out) (optional): the new code
 * @error: return location for an error
 *
 * Adds a code behind its siblings: codable, active, in revision 1.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the name is taken there or no name
 */
gboolean
cw_code_add (CwChange          *change,
             const CwGuid      *parent,
             const char        *name,
             const char *const *fields,
             CwGuid            *out_guid,
             GError           **error)
{
  CwDatabase *database;
  g_autofree char *clean = NULL;
  CwGuid guid;

  g_return_val_if_fail (change != NULL && name != NULL, FALSE);

  database = cw_change_get_database (change);
  if (!check_depth (database, parent, error))
    return FALSE;
  clean = claim_name (database, parent, name, NULL, error);
  if (clean == NULL || !insert_code (change, parent, clean, fields, &guid, error)
      || !insert_revision (change, &guid, error))
    return FALSE;
  if (out_guid != NULL)
    *out_guid = guid;
  return TRUE;
}

/**
 * cw_code_add_path:
 * @change: the change to write in
 * @path: the new code's path, as cw-path.h says
 * @make_parents: whether codes above it that are not there are made too
 * @out_guid: (out) (optional): the new code
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where there is such a code already, with
 *   %CW_ERROR_NOT_FOUND where one above it is missing and not to be made
 */
gboolean
cw_code_add_path (CwChange   *change,
                  const char *path,
                  gboolean    make_parents,
                  CwGuid     *out_guid,
                  GError    **error)
{
  CwDatabase *database;
  g_auto (GStrv) names = NULL;
  CwGuid at = { { 0 } };
  guint i;

  g_return_val_if_fail (change != NULL && path != NULL, FALSE);

  database = cw_change_get_database (change);
  names = cw_path_split (path);
  for (i = 0; names[i + 1] != NULL; i++)
    {
      CwGuid parent = at;
      gboolean found;

      if (!cw_name_find (database, CW_CODE_SIBLINGS,
                         CW_BIND (cw_guid_value (i > 0 ? &parent : NULL)), names[i], &found, &at,
                         error))
        return FALSE;
      if (found)
        continue;
      if (!make_parents)
        {
          g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND,
                       "%s: there is no code “%s” to put it under; add that first, or write a "
                       "slash that is part of a name as \\/",
                       path, names[i]);
          return FALSE;
        }
      if (!cw_code_add (change, i > 0 ? &parent : NULL, names[i], NULL, &at, error))
        return FALSE;
    }
  return cw_code_add (change, i > 0 ? &at : NULL, names[i], NULL, out_guid, error);
}

static gboolean
bump_revision (CwChange     *change,
               const CwGuid *guid,
               GError      **error)
{
  return cw_database_run (cw_change_get_database (change),
                          "UPDATE codes SET revision = 1 + max (revision, (SELECT max (number) "
                          "FROM code_revisions WHERE code = ?1)) WHERE guid = ?1",
                          CW_BIND (cw_guid_value (guid)), error)
         && insert_revision (change, guid, error);
}

/**
 * cw_code_rename:
 * @change: the change to write in; its reason is kept
 * @guid: a code
 * @name: a name that none of its siblings has
 * @error: return location for an error
 *
 * Gives a code another name, as a new revision. The same name writes nothing.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the name is taken there or no name
 */
gboolean
cw_code_rename (CwChange     *change,
                const CwGuid *guid,
                const char   *name,
                GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwCode) code = NULL;
  g_autofree char *clean = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL && name != NULL, FALSE);

  database = cw_change_get_database (change);
  code = cw_code_load (database, guid, error);
  if (code == NULL)
    return FALSE;
  clean = claim_name (database, code->has_parent ? &code->parent : NULL, name, guid, error);
  if (clean == NULL)
    return FALSE;
  return g_str_equal (clean, code->name)
         || (cw_rows_set (change, "codes", "name", guid, cw_text_value (clean), error)
             && bump_revision (change, guid, error));
}

/**
 * cw_code_describe:
 * @change: the change to write in; its reason is kept
 * @guid: a code
 * @fields: (array): CW_CODE_N_FIELDS texts; what is %NULL stays
 * @error: return location for an error
 *
 * Changes a code's definition, as one new revision. Codings keep the number of the
 * one that they were made under. What is the same already writes nothing.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where there is no such code
 */
gboolean
cw_code_describe (CwChange          *change,
                  const CwGuid      *guid,
                  const char *const *fields,
                  GError           **error)
{
  g_autoptr (CwCode) code = NULL;
  gboolean changed = FALSE;

  g_return_val_if_fail (change != NULL && guid != NULL && fields != NULL, FALSE);

  code = cw_code_load (cw_change_get_database (change), guid, error);
  if (code == NULL)
    return FALSE;
  for (guint i = 0; i < CW_CODE_N_FIELDS; i++)
    {
      if (fields[i] == NULL || g_str_equal (fields[i], code->fields[i]))
        continue;
      changed = TRUE;
      if (!cw_rows_set (change, "codes", cw_code_field_to_string (i), guid,
                        cw_text_value (fields[i]), error))
        return FALSE;
    }
  return !changed || bump_revision (change, guid, error);
}

/**
 * cw_code_recolour:
 * @change: the change to write in
 * @guid: a code
 * @colour: "#rrggbb", or "" for its parent's
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where @colour is none
 */
gboolean
cw_code_recolour (CwChange     *change,
                  const CwGuid *guid,
                  const char   *colour,
                  GError      **error)
{
  g_autofree char *clean = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL && colour != NULL, FALSE);

  clean = cw_colour_clean (colour, error);
  return clean != NULL
         && cw_rows_require (cw_change_get_database (change), "codes", "code", guid, error)
         && cw_rows_set (change, "codes", "colour", guid, cw_text_value (clean), error);
}

/**
 * cw_code_set_codable:
 * @change: the change to write in
 * @guid: a code
 * @codable: whether passages can be coded with it; %FALSE for a mere category
 * @error: return location for an error
 *
 * Codings that it has stay.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where there is no such code
 */
gboolean
cw_code_set_codable (CwChange     *change,
                     const CwGuid *guid,
                     gboolean      codable,
                     GError      **error)
{
  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  return cw_rows_require (cw_change_get_database (change), "codes", "code", guid, error)
         && cw_rows_set (change, "codes", "codable", guid, cw_int_value (codable ? 1 : 0), error);
}

/**
 * cw_code_set_state:
 * @change: the change to write in
 * @guid: a code
 * @state: provisional, active or retired
 * @error: return location for an error
 *
 * A retired code keeps its codings and takes no more.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where there is no such code
 */
gboolean
cw_code_set_state (CwChange     *change,
                   const CwGuid *guid,
                   CwCodeState   state,
                   GError      **error)
{
  const char *name = cw_code_state_to_string (state);

  g_return_val_if_fail (change != NULL && guid != NULL && name != NULL, FALSE);

  return cw_rows_require (cw_change_get_database (change), "codes", "code", guid, error)
         && cw_rows_set (change, "codes", "state", guid, cw_text_value (name), error);
}

/*
 * cw_code_is_within:
 * Whether @guid is @top or below it.
 */
gboolean
cw_code_is_within (CwDatabase   *database,
                   const CwGuid *guid,
                   const CwGuid *top,
                   gboolean     *out_within,
                   GError      **error)
{
  g_autoptr (GArray) subtree = cw_code_list_subtree (database, top, error);

  if (subtree == NULL)
    return FALSE;
  *out_within = FALSE;
  for (guint i = 0; i < subtree->len; i++)
    if (cw_guid_equal (cw_rows_guid_at (subtree, i), guid))
      *out_within = TRUE;
  return TRUE;
}

/*
 * cw_code_put_under:
 * Puts a code at @index under @parent; all that could forbid it has been looked at.
 */
gboolean
cw_code_put_under (CwChange     *change,
                   const CwGuid *guid,
                   const CwGuid *parent,
                   guint         index,
                   GError      **error)
{
  g_autoptr (GArray) siblings = cw_rows_list_guids (
    cw_change_get_database (change),
    "SELECT guid FROM codes WHERE parent IS ?1 ORDER BY position, guid",
    CW_BIND (cw_guid_value (parent)), error);

  return siblings != NULL
         && cw_rows_set (change, "codes", "parent", guid, cw_guid_value (parent), error)
         && cw_rows_reorder (change, "codes", siblings, guid, index, error);
}

/**
 * cw_code_move:
 * @change: the change to write in
 * @guid: a code
 * @parent: (nullable): the code to put it under; %NULL for the top
 * @index: its place among the codes there, from 0; %CW_LAST for the end
 * @error: return location for an error
 *
 * Moves a code with all below it, or reorders it where @parent is its parent.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where it would lie within itself or its
 *   name is taken there
 */
gboolean
cw_code_move (CwChange     *change,
              const CwGuid *guid,
              const CwGuid *parent,
              guint         index,
              GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwCode) code = NULL;
  g_autofree char *clean = NULL;
  gboolean within = FALSE;

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  database = cw_change_get_database (change);
  code = cw_code_load (database, guid, error);
  if (code == NULL || !check_depth (database, parent, error)
      || (parent != NULL && !cw_code_is_within (database, parent, guid, &within, error)))
    return FALSE;
  if (within)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "%s: the code cannot be put under itself or one of its own sub-codes; move "
                   "those first",
                   code->path);
      return FALSE;
    }
  clean = claim_name (database, parent, code->name, guid, error);
  return clean != NULL && cw_code_put_under (change, guid, parent, index, error);
}
