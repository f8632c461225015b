/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-names.h"

#include "cw-case.h"
#include "cw-code.h"
#include "cw-error.h"
#include "cw-path.h"
#include "cw-rows-private.h"

#include <string.h>

#define MOST_CANDIDATES 5

/* Something that may be meant. */
typedef struct
{
  CwGuid guid;
  char *name;
  char *path;     /* what to show; as the name where there are no paths */
  guint distance; /* from what was asked for; G_MAXUINT: far */
} Candidate;

static void
candidate_free (gpointer data)
{
  Candidate *candidate = data;

  g_free (candidate->name);
  g_free (candidate->path);
  g_free (candidate);
}

static void
add_candidate (GPtrArray    *candidates,
               const CwGuid *guid,
               const char   *name,
               const char   *path)
{
  Candidate *candidate = g_new0 (Candidate, 1);

  candidate->guid = *guid;
  candidate->name = g_strdup (name);
  candidate->path = g_strdup (path);
  g_ptr_array_add (candidates, candidate);
}

static gpointer
read_candidate (CwStatement *row)
{
  Candidate *candidate = g_new0 (Candidate, 1);

  cw_statement_guid (row, 0, &candidate->guid);
  candidate->name = g_strdup (cw_text_or_empty (cw_statement_text (row, 1)));
  candidate->path = g_strdup (candidate->name);
  return candidate;
}

/* Changes of a character that make one word of another (Levenshtein), at most. */
static guint
edit_distance (const char *a,
               const char *b,
               guint       most)
{
  g_autofree gunichar *x = g_utf8_to_ucs4_fast (a, -1, NULL);
  glong n_x;
  glong n_y;
  g_autofree gunichar *y = g_utf8_to_ucs4_fast (b, -1, &n_y);
  g_autofree guint *row = g_new (guint, n_y + 1);

  n_x = g_utf8_strlen (a, -1);
  if (ABS (n_x - n_y) > (glong) most)
    return G_MAXUINT;
  for (glong j = 0; j <= n_y; j++)
    row[j] = (guint) j;
  for (glong i = 1; i <= n_x; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint) i;
      for (glong j = 1; j <= n_y; j++)
        {
          guint above = row[j];
          guint replaced = diagonal + (x[i - 1] != y[j - 1]);

          row[j] = MIN (MIN (row[j - 1], above) + 1, replaced);
          diagonal = above;
        }
    }
  return row[n_y] <= most ? row[n_y] : G_MAXUINT;
}

static gint
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *one = *(const Candidate *const *) a;
  const Candidate *other = *(const Candidate *const *) b;

  if (one->distance != other->distance)
    return one->distance < other->distance ? -1 : 1;
  return strcmp (one->path, other->path);
}

/* How near a candidate is to what was asked for: the same, the beginning of it, a
 * part of it, a slip of the pen. */
static void
measure (Candidate  *candidate,
         const char *folded)
{
  g_autofree char *name = cw_path_fold (candidate->name);
  guint most = MIN (1 + (guint) g_utf8_strlen (folded, -1) / 4, 4);

  if (g_str_equal (name, folded))
    candidate->distance = 0;
  else if (*folded != '\0' && g_str_has_prefix (name, folded))
    candidate->distance = 1;
  else if (*folded != '\0'
           && (strstr (name, folded) != NULL || (*name != '\0' && strstr (folded, name) != NULL)))
    candidate->distance = 2;
  else
    {
      guint distance = edit_distance (name, folded, most);

      candidate->distance = distance == G_MAXUINT ? G_MAXUINT : 2 + distance;
    }
}

static void
set_not_found (GPtrArray  *candidates,
               const char *what,
               const char *name,
               GError    **error)
{
  g_autoptr (GString) near = g_string_new (NULL);
  g_auto (GStrv) parts = cw_path_split (name);
  g_autofree char *folded = cw_path_fold (parts[g_strv_length (parts) - 1]);

  for (guint i = 0; i < candidates->len; i++)
    measure (g_ptr_array_index (candidates, i), folded);
  g_ptr_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < MIN (candidates->len, MOST_CANDIDATES); i++)
    {
      const Candidate *candidate = g_ptr_array_index (candidates, i);

      if (candidate->distance != G_MAXUINT)
        g_string_append_printf (near, "%s%s",
                                near->len > 0 ? ", " : "; did you mean: ", candidate->path);
    }
  g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND, "there is no %s “%s”%s", what, name, near->str);
}

static void
set_ambiguous (GPtrArray  *found,
               const char *what,
               const char *name,
               GError    **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  g_ptr_array_sort (found, compare_candidates);
  for (guint i = 0; i < found->len; i++)
    {
      const Candidate *candidate = g_ptr_array_index (found, i);
      char guid[CW_GUID_STRING_LENGTH + 1];

      cw_guid_write (&candidate->guid, guid);
      g_string_append_printf (list, "%s%s (%s)", i > 0 ? ", " : "", candidate->path, guid);
    }
  g_set_error (error, CW_ERROR, CW_ERROR_AMBIGUOUS,
               "“%s” may be any of these: %s; name one %s by its path or GUID", name, list->str,
               what);
}

/* One of those found, or a message. */
static gboolean
decide (GPtrArray  *candidates,
        GPtrArray  *found,
        const char *what,
        const char *name,
        CwGuid     *out_guid,
        GError    **error)
{
  if (found->len == 0)
    {
      set_not_found (candidates, what, name, error);
      return FALSE;
    }
  if (found->len > 1)
    {
      set_ambiguous (found, what, name, error);
      return FALSE;
    }
  *out_guid = ((const Candidate *) g_ptr_array_index (found, 0))->guid;
  return TRUE;
}

/* Whether a path is, from some level on, just what was asked for. */
static gboolean
ends_with_path (const char *path,
                const char *end)
{
  g_autofree char *folded = cw_path_fold (path);
  g_autofree char *wanted = cw_path_fold (end);
  g_autofree char *below = g_strconcat ("/", wanted, NULL);

  return strchr (wanted, '/') != NULL && g_str_has_suffix (folded, below);
}

typedef enum
{
  BY_GUID,
  BY_PATH,
  BY_NAME,
  BY_NAME_CASELESS,
  BY_END_OF_PATH,
  N_WAYS,
} Way;

static gboolean
answers_to (const Candidate *candidate,
            const char      *name,
            const CwGuid    *guid,
            Way              way)
{
  switch (way)
    {
    case BY_GUID:
      return guid != NULL && cw_guid_equal (&candidate->guid, guid);
    case BY_PATH:
      return cw_path_same_name (candidate->path, name);
    case BY_NAME:
      return g_str_equal (candidate->name, name);
    case BY_NAME_CASELESS:
      return cw_path_same_name (candidate->name, name);
    case BY_END_OF_PATH:
      return ends_with_path (candidate->path, name);
    case N_WAYS:
    default:
      return FALSE;
    }
}

/* Takes and frees @candidates. The first way that finds any decides: so the path of
 * something at the top, which is its name, means that and nothing further down. */
static gboolean
choose (GPtrArray  *candidates,
        gboolean    paths,
        const char *what,
        const char *name,
        CwGuid     *out_guid,
        GError    **error)
{
  g_autoptr (GPtrArray) all = candidates;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  CwGuid guid;
  gboolean is_guid = cw_guid_parse (&guid, name);

  if (all == NULL)
    return FALSE;
  for (Way way = BY_GUID; way < N_WAYS && found->len == 0; way++)
    {
      if (!paths && (way == BY_PATH || way == BY_END_OF_PATH))
        continue;
      for (guint i = 0; i < all->len; i++)
        {
          Candidate *candidate = g_ptr_array_index (all, i);

          if (answers_to (candidate, name, is_guid ? &guid : NULL, way))
            g_ptr_array_add (found, candidate);
        }
    }
  return decide (all, found, what, name, out_guid, error);
}

static gboolean
find_in (CwDatabase    *database,
         const char    *sql,
         const CwValue *values,
         const char    *what,
         const char    *name,
         CwGuid        *out_guid,
         GError       **error)
{
  return choose (cw_rows_list (database, sql, values, read_candidate, candidate_free, error), FALSE,
                 what, name, out_guid, error);
}

/**
 * cw_names_find_coder:
 * @database: a project's connection
 * @name: a coder's name or GUID
 * @out_guid: (out): the coder
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND or %CW_ERROR_AMBIGUOUS, and candidates
 */
gboolean
cw_names_find_coder (CwDatabase *database,
                     const char *name,
                     CwGuid     *out_guid,
                     GError    **error)
{
  g_return_val_if_fail (database != NULL && name != NULL && out_guid != NULL, FALSE);

  return find_in (database, "SELECT guid, name FROM coders", NULL, "coder", name, out_guid, error);
}

/**
 * cw_names_find_document:
 * @database: a project's connection
 * @name: a document's name or GUID
 * @out_guid: (out): the document
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND or %CW_ERROR_AMBIGUOUS, and candidates
 */
gboolean
cw_names_find_document (CwDatabase *database,
                        const char *name,
                        CwGuid     *out_guid,
                        GError    **error)
{
  g_return_val_if_fail (database != NULL && name != NULL && out_guid != NULL, FALSE);

  return find_in (database, "SELECT guid, name FROM documents", NULL, "document", name, out_guid,
                  error);
}

/**
 * cw_names_find_code:
 * @database: a project's connection
 * @name: a code's path, name or GUID
 * @out_guid: (out): the code
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND or %CW_ERROR_AMBIGUOUS, and candidates
 */
gboolean
cw_names_find_code (CwDatabase *database,
                    const char *name,
                    CwGuid     *out_guid,
                    GError    **error)
{
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (GPtrArray) candidates = NULL;

  g_return_val_if_fail (database != NULL && name != NULL && out_guid != NULL, FALSE);

  codes = cw_code_list (database, CW_CODE_LIST_DEFAULT, error);
  if (codes == NULL)
    return FALSE;
  candidates = g_ptr_array_new_with_free_func (candidate_free);
  for (guint i = 0; i < codes->len; i++)
    {
      const CwCode *code = g_ptr_array_index (codes, i);

      add_candidate (candidates, &code->guid, code->name, code->path);
    }
  return choose (g_steal_pointer (&candidates), TRUE, "code", name, out_guid, error);
}

/**
 * cw_names_find_code_set:
 * @database: a project's connection
 * @name: a code set's name or GUID
 * @out_guid: (out): the code set
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND or %CW_ERROR_AMBIGUOUS, and candidates
 */
gboolean
cw_names_find_code_set (CwDatabase *database,
                        const char *name,
                        CwGuid     *out_guid,
                        GError    **error)
{
  g_return_val_if_fail (database != NULL && name != NULL && out_guid != NULL, FALSE);

  return find_in (database, "SELECT guid, name FROM code_sets", NULL, "code set", name, out_guid,
                  error);
}

/**
 * cw_names_find_case:
 * @database: a project's connection
 * @name: a case's path, name or GUID
 * @out_guid: (out): the case
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND or %CW_ERROR_AMBIGUOUS, and candidates
 */
gboolean
cw_names_find_case (CwDatabase *database,
                    const char *name,
                    CwGuid     *out_guid,
                    GError    **error)
{
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) candidates = NULL;

  g_return_val_if_fail (database != NULL && name != NULL && out_guid != NULL, FALSE);

  cases = cw_case_list (database, error);
  if (cases == NULL)
    return FALSE;
  candidates = g_ptr_array_new_with_free_func (candidate_free);
  for (guint i = 0; i < cases->len; i++)
    {
      const CwCase *self = g_ptr_array_index (cases, i);

      add_candidate (candidates, &self->guid, self->name, self->path);
    }
  return choose (g_steal_pointer (&candidates), TRUE, "case", name, out_guid, error);
}

/**
 * cw_names_find_case_type:
 * @database: a project's connection
 * @name: a type's name or GUID
 * @out_guid: (out): the type of cases
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND or %CW_ERROR_AMBIGUOUS, and candidates
 */
gboolean
cw_names_find_case_type (CwDatabase *database,
                         const char *name,
                         CwGuid     *out_guid,
                         GError    **error)
{
  g_return_val_if_fail (database != NULL && name != NULL && out_guid != NULL, FALSE);

  return find_in (database, "SELECT guid, name FROM case_types", NULL, "type of cases", name,
                  out_guid, error);
}

/**
 * cw_names_find_attribute:
 * @database: a project's connection
 * @name: an attribute's name or GUID
 * @out_guid: (out): the attribute
 * @error: return location for an error
 *
 * Looks among those of cases, documents and respondents.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND or %CW_ERROR_AMBIGUOUS, and candidates
 */
gboolean
cw_names_find_attribute (CwDatabase *database,
                         const char *name,
                         CwGuid     *out_guid,
                         GError    **error)
{
  g_return_val_if_fail (database != NULL && name != NULL && out_guid != NULL, FALSE);

  return find_in (database, "SELECT guid, name FROM attributes", NULL, "attribute", name, out_guid,
                  error);
}

/**
 * cw_names_find_attribute_of:
 * @database: a project's connection
 * @owner: whose attribute
 * @name: an attribute's name or GUID
 * @out_guid: (out): the attribute
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND or %CW_ERROR_AMBIGUOUS, and candidates
 */
gboolean
cw_names_find_attribute_of (CwDatabase      *database,
                            CwAttributeOwner owner,
                            const char      *name,
                            CwGuid          *out_guid,
                            GError         **error)
{
  const char *owner_name = cw_attribute_owner_to_string (owner);

  g_return_val_if_fail (database != NULL && name != NULL && out_guid != NULL, FALSE);
  g_return_val_if_fail (owner_name != NULL, FALSE);

  return find_in (database, "SELECT guid, name FROM attributes WHERE owner = ?1",
                  CW_BIND (cw_text_value (owner_name)), "attribute", name, out_guid, error);
}

/**
 * cw_names_find_memo:
 * @database: a project's connection
 * @name: a memo's title or GUID
 * @viewer: (nullable): whose private memos count too
 * @out_guid: (out): the memo
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND or %CW_ERROR_AMBIGUOUS, and candidates
 */
gboolean
cw_names_find_memo (CwDatabase   *database,
                    const char   *name,
                    const CwGuid *viewer,
                    CwGuid       *out_guid,
                    GError      **error)
{
  g_return_val_if_fail (database != NULL && name != NULL && out_guid != NULL, FALSE);

  return find_in (database, "SELECT guid, title FROM memos WHERE private = 0 OR coder = ?1",
                  CW_BIND (cw_guid_value (viewer)), "memo", name, out_guid, error);
}

/**
 * cw_names_find_round:
 * @database: a project's connection
 * @name: a round's name or GUID
 * @out_guid: (out): the round
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND or %CW_ERROR_AMBIGUOUS, and candidates
 */
gboolean
cw_names_find_round (CwDatabase *database,
                     const char *name,
                     CwGuid     *out_guid,
                     GError    **error)
{
  g_return_val_if_fail (database != NULL && name != NULL && out_guid != NULL, FALSE);

  return find_in (database, "SELECT guid, name FROM rounds", NULL, "round", name, out_guid, error);
}
