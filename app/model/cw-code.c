/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-code-private.h"

#include "cw-error.h"
#include "cw-name-private.h"
#include "cw-path.h"
#include "cw-rows-private.h"

#define FIELDS \
  "brief, definition, when_to_use, when_not_to_use, typical_example, borderline_example, " \
  "attribution"
#define SELECT \
  "SELECT guid, parent, position, name, colour, codable, state, revision, created, " FIELDS \
  " FROM codes "
#define FIRST_FIELD 9

static const char *const field_names[CW_CODE_N_FIELDS] = {
  [CW_CODE_BRIEF] = "brief",
  [CW_CODE_DEFINITION] = "definition",
  [CW_CODE_WHEN_TO_USE] = "when_to_use",
  [CW_CODE_WHEN_NOT_TO_USE] = "when_not_to_use",
  [CW_CODE_TYPICAL_EXAMPLE] = "typical_example",
  [CW_CODE_BORDERLINE_EXAMPLE] = "borderline_example",
  [CW_CODE_ATTRIBUTION] = "attribution",
};

static const char *const state_names[] = {
  [CW_CODE_PROVISIONAL] = "provisional",
  [CW_CODE_ACTIVE] = "active",
  [CW_CODE_RETIRED] = "retired",
};

static gpointer
read_code (CwStatement *row)
{
  CwCode *code = g_new0 (CwCode, 1);
  const char *state = cw_statement_text (row, 6);

  cw_statement_guid (row, 0, &code->guid);
  code->has_parent = cw_statement_guid (row, 1, &code->parent);
  code->position = cw_statement_int (row, 2);
  code->name = cw_statement_dup_text (row, 3);
  code->colour = cw_statement_dup_text (row, 4);
  code->codable = cw_statement_int (row, 5) != 0;
  if (state == NULL || !cw_code_state_from_string (state, &code->state))
    code->state = CW_CODE_ACTIVE;
  code->revision = (guint) cw_statement_int (row, 7);
  code->created = cw_statement_int (row, 8);
  for (int i = 0; i < CW_CODE_N_FIELDS; i++)
    code->fields[i] = cw_statement_dup_text (row, FIRST_FIELD + i);
  code->n_codings = -1;
  code->n_documents = -1;
  return code;
}

static void
free_code_cb (gpointer data)
{
  cw_code_free (data);
}

static gpointer
read_revision (CwStatement *row)
{
  CwCodeRevision *revision = g_new0 (CwCodeRevision, 1);

  revision->number = (guint) cw_statement_int (row, 0);
  revision->name = cw_statement_dup_text (row, 1);
  revision->reason = cw_statement_dup_text (row, 2);
  cw_statement_guid (row, 3, &revision->coder);
  revision->created = cw_statement_int (row, 4);
  for (int i = 0; i < CW_CODE_N_FIELDS; i++)
    revision->fields[i] = cw_statement_dup_text (row, 5 + i);
  return revision;
}

static void
free_revision_cb (gpointer data)
{
  cw_code_revision_free (data);
}

/* Takes the code at an index out of the flat list, placed below its parent. */
static CwCode *
take_placed (GPtrArray    *codes,
             guint         index,
             const CwCode *parent)
{
  CwCode *code = g_ptr_array_index (codes, index);

  g_ptr_array_index (codes, index) = NULL;
  code->depth = parent != NULL ? parent->depth + 1 : 0;
  code->path = cw_path_append (
    parent != NULL && code->depth <= CW_CODE_MAX_DEPTH ? parent->path : NULL, code->name);
  return code;
}

/* From siblings in order to the tree from the top down. What lies in a cycle, as
 * only a damaged file has it, comes last, at the top. */
static GPtrArray *
put_in_tree_order (GPtrArray *codes)
{
  GPtrArray *ordered = g_ptr_array_new_full (codes->len, free_code_cb);
  g_autoptr (GHashTable) first = g_hash_table_new (cw_guid_hash, cw_guid_equal);
  g_autofree guint *next = g_new0 (guint, codes->len + 1);
  guint top = 0;
  g_autoptr (GArray) pending = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) parents = g_ptr_array_new ();

  /* Lists of children, by index + 1: codes are sorted by position, so go backwards. */
  for (guint i = codes->len; i > 0; i--)
    {
      CwCode *code = g_ptr_array_index (codes, i - 1);
      gpointer key = &code->parent;

      if (!code->has_parent)
        {
          next[i] = top;
          top = i;
          continue;
        }
      next[i] = GPOINTER_TO_UINT (g_hash_table_lookup (first, key));
      g_hash_table_replace (first, key, GUINT_TO_POINTER (i));
    }

  g_array_append_val (pending, top);
  g_ptr_array_add (parents, NULL);
  while (pending->len > 0)
    {
      guint index = g_array_index (pending, guint, pending->len - 1);
      guint child;
      CwCode *code;

      if (index == 0)
        {
          g_array_set_size (pending, pending->len - 1);
          g_ptr_array_set_size (parents, (int) parents->len - 1);
          continue;
        }
      g_array_index (pending, guint, pending->len - 1) = next[index];
      code = take_placed (codes, index - 1, g_ptr_array_index (parents, parents->len - 1));
      g_ptr_array_add (ordered, code);
      child = GPOINTER_TO_UINT (g_hash_table_lookup (first, &code->guid));
      g_array_append_val (pending, child);
      g_ptr_array_add (parents, code);
    }

  for (guint i = 0; i < codes->len; i++)
    if (g_ptr_array_index (codes, i) != NULL)
      g_ptr_array_add (ordered, take_placed (codes, i, NULL));
  return ordered;
}

static gboolean
add_counts (CwDatabase *database,
            GPtrArray  *codes,
            GError    **error)
{
  g_autoptr (GHashTable) by_guid = g_hash_table_new (cw_guid_hash, cw_guid_equal);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = cw_database_query (
    database, "SELECT code, count(*) FROM codings GROUP BY code, document", NULL, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < codes->len; i++)
    {
      CwCode *code = g_ptr_array_index (codes, i);

      code->n_codings = 0;
      code->n_documents = 0;
      g_hash_table_insert (by_guid, &code->guid, code);
    }
  while (cw_statement_next (rows, &failure))
    {
      CwGuid guid;
      CwCode *code = cw_statement_guid (rows, 0, &guid) ? g_hash_table_lookup (by_guid, &guid)
                                                        : NULL;

      if (code == NULL)
        continue;
      code->n_codings += cw_statement_int (rows, 1);
      code->n_documents++;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

/**
 * cw_code_field_to_string:
 * @field: a field
 *
 * Returns: (transfer none): its name: "when_to_use"
 */
const char *
cw_code_field_to_string (CwCodeField field)
{
  g_return_val_if_fail (field < CW_CODE_N_FIELDS, NULL);

  return field_names[field];
}

/**
 * cw_code_field_from_string:
 * @string: a name
 * @out_field: (out): the field; untouched if there is none
 *
 * Returns: whether there is a field of that name
 */
gboolean
cw_code_field_from_string (const char  *string,
                           CwCodeField *out_field)
{
  g_return_val_if_fail (string != NULL && out_field != NULL, FALSE);

  for (guint i = 0; i < CW_CODE_N_FIELDS; i++)
    if (g_str_equal (field_names[i], string))
      {
        *out_field = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * cw_code_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): its name: "active"
 */
const char *
cw_code_state_to_string (CwCodeState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (state_names), NULL);

  return state_names[state];
}

/**
 * cw_code_state_from_string:
 * @string: a name
 * @out_state: (out): the state; untouched if there is none
 *
 * Returns: whether there is a state of that name
 */
gboolean
cw_code_state_from_string (const char  *string,
                           CwCodeState *out_state)
{
  g_return_val_if_fail (string != NULL && out_state != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_str_equal (state_names[i], string))
      {
        *out_state = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * cw_code_free:
 * @code: (nullable) (transfer full): a code
 */
void
cw_code_free (CwCode *code)
{
  if (code == NULL)
    return;
  g_free (code->name);
  g_free (code->path);
  g_free (code->colour);
  for (guint i = 0; i < CW_CODE_N_FIELDS; i++)
    g_free (code->fields[i]);
  g_free (code);
}

/**
 * cw_code_list:
 * @database: a project's connection
 * @flags: what to find out of each
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwCode) (nullable): the codebook from the
 *   top down, each code before its sub-codes, siblings in their order
 */
GPtrArray *
cw_code_list (CwDatabase     *database,
              CwCodeListFlags flags,
              GError        **error)
{
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (GPtrArray) ordered = NULL;

  g_return_val_if_fail (database != NULL, NULL);

  codes = cw_rows_list (database, SELECT "ORDER BY position, guid", NULL, read_code, NULL, error);
  if (codes == NULL)
    return NULL;
  ordered = put_in_tree_order (codes);
  if (flags & CW_CODE_LIST_COUNTS && !add_counts (database, ordered, error))
    return NULL;
  return g_steal_pointer (&ordered);
}

/**
 * cw_code_load:
 * @database: a project's connection
 * @guid: a code
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the code without counts, or %NULL with
 *   %CW_ERROR_NOT_FOUND
 */
CwCode *
cw_code_load (CwDatabase   *database,
              const CwGuid *guid,
              GError      **error)
{
  g_autoptr (CwCode) code = NULL;

  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  code = cw_rows_load (database, SELECT "WHERE guid = ?1", guid, "code", read_code, error);
  if (code == NULL)
    return NULL;
  if (code->has_parent)
    {
      g_autofree char *above = cw_code_dup_path (database, &code->parent, error);

      if (above == NULL)
        return NULL;
      code->path = cw_path_append (above, code->name);
    }
  else
    {
      code->path = cw_path_escape (code->name);
    }
  for (const char *p = code->path; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '/')
        code->depth++;
    }
  return g_steal_pointer (&code);
}

/**
 * cw_code_dup_path:
 * @database: a project's connection
 * @guid: a code
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its path, or %NULL with %CW_ERROR_NOT_FOUND
 */
char *
cw_code_dup_path (CwDatabase   *database,
                  const CwGuid *guid,
                  GError      **error)
{
  g_autofree char *path = NULL;
  CwGuid at;
  gboolean more = TRUE;

  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  at = *guid;
  for (guint depth = 0; more && depth <= CW_CODE_MAX_DEPTH; depth++)
    {
      g_autoptr (CwStatement) row = NULL;
      g_autofree char *name = NULL;

      if (!cw_rows_first (database, "SELECT name, parent FROM codes WHERE guid = ?1",
                          CW_BIND (cw_guid_value (&at)), &row, error))
        return NULL;
      if (row == NULL)
        {
          cw_rows_require (database, "codes", "code", &at, error);
          return NULL;
        }
      name = cw_path_escape (cw_statement_text (row, 0));
      if (path == NULL)
        path = g_steal_pointer (&name);
      else
        {
          g_autofree char *below = g_steal_pointer (&path);

          path = g_strconcat (name, "/", below, NULL);
        }
      more = cw_statement_guid (row, 1, &at);
    }
  return g_steal_pointer (&path);
}

/**
 * cw_code_find_path:
 * @database: a project's connection
 * @path: a path, as cw-path.h says, in any case
 * @out_found: (out): whether there is a code with just that path
 * @out_guid: (out): the code; untouched if there is none
 * @error: return location for an error
 *
 * Returns: whether it could be looked up; finding none is no failure
 */
gboolean
cw_code_find_path (CwDatabase *database,
                   const char *path,
                   gboolean   *out_found,
                   CwGuid     *out_guid,
                   GError    **error)
{
  g_auto (GStrv) names = NULL;
  gboolean found = TRUE;
  CwGuid at;

  g_return_val_if_fail (database != NULL && path != NULL, FALSE);
  g_return_val_if_fail (out_found != NULL && out_guid != NULL, FALSE);

  names = cw_path_split (path);
  for (guint i = 0; found && names[i] != NULL; i++)
    {
      CwGuid parent = i > 0 ? at : (CwGuid) { { 0 } };

      if (!cw_name_find (database, CW_CODE_SIBLINGS,
                         CW_BIND (cw_guid_value (i > 0 ? &parent : NULL)), names[i], &found, &at,
                         error))
        return FALSE;
    }
  *out_found = found;
  if (found)
    *out_guid = at;
  return TRUE;
}

/**
 * cw_code_list_subtree:
 * @database: a project's connection
 * @guid: a code
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwGuid) (nullable): it and all below it,
 *   itself first
 */
GArray *
cw_code_list_subtree (CwDatabase   *database,
                      const CwGuid *guid,
                      GError      **error)
{
  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  return cw_rows_list_guids (database,
                             "WITH RECURSIVE tree (node) AS (SELECT ?1 UNION SELECT c.guid "
                             "FROM codes c JOIN tree ON c.parent = tree.node) "
                             "SELECT node FROM tree",
                             CW_BIND (cw_guid_value (guid)), error);
}

/**
 * cw_code_revision_free:
 * @revision: (nullable) (transfer full): a version of a definition
 */
void
cw_code_revision_free (CwCodeRevision *revision)
{
  if (revision == NULL)
    return;
  g_free (revision->name);
  for (guint i = 0; i < CW_CODE_N_FIELDS; i++)
    g_free (revision->fields[i]);
  g_free (revision->reason);
  g_free (revision);
}

/**
 * cw_code_list_revisions:
 * @database: a project's connection
 * @guid: a code
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwCodeRevision) (nullable): the versions of
 *   its definition, the first one first
 */
GPtrArray *
cw_code_list_revisions (CwDatabase   *database,
                        const CwGuid *guid,
                        GError      **error)
{
  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  return cw_rows_list (database,
                       "SELECT number, name, reason, coder, created, " FIELDS
                       " FROM code_revisions WHERE code = ?1 ORDER BY number",
                       CW_BIND (cw_guid_value (guid)), read_revision, free_revision_cb, error);
}
