/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

#include "config.h"

#include "cw-selection.h"

#include "cw-arguments.h"
#include "cw-code-set.h"
#include "cw-code.h"
#include "cw-error.h"
#include "cw-names.h"

#include <string.h>

typedef gboolean (*FindFunc) (CwDatabase *database,
                              const char *name,
                              CwGuid *out_guid,
                              GError **error);

/* One condition: any of the things that @text names. */
static gboolean
add_named (CwPassageFilter *filter,
           CwFilterKind     kind,
           CwDatabase      *database,
           const char      *option,
           const char      *text,
           FindFunc         find,
           GError         **error)
{
  g_auto (GStrv) names = NULL;
  g_autoptr (GArray) guids = g_array_new (FALSE, FALSE, sizeof (CwGuid));
  CwGuid whole;

  if (text == NULL)
    return TRUE;
  /* "Doe, Jane" is one coder if there is one. */
  if (find (database, text, &whole, NULL))
    {
      cw_passage_filter_add_one (filter, kind, &whole);
      return TRUE;
    }
  names = cw_argument_list (option, text, error);
  if (names == NULL)
    return FALSE;
  for (char **name = names; *name != NULL; name++)
    {
      CwGuid guid;

      if (!find (database, *name, &guid, error))
        return FALSE;
      g_array_append_val (guids, guid);
    }
  cw_passage_filter_add (filter, kind, (const CwGuid *) guids->data, guids->len);
  return TRUE;
}

/* One name as it stands, whatever commas are in it. */
static gboolean
add_one (CwPassageFilter *filter,
         CwFilterKind     kind,
         CwDatabase      *database,
         const char      *name,
         FindFunc         find,
         GError         **error)
{
  CwGuid guid;

  if (name == NULL)
    return TRUE;
  if (!find (database, name, &guid, error))
    return FALSE;
  cw_passage_filter_add_one (filter, kind, &guid);
  return TRUE;
}

/* "Barrier/…" with a star: the code and all below it. */
static char *
strip_star (const char *name)
{
  return g_str_has_suffix (name, "/*") && strlen (name) > 2 ? g_strndup (name, strlen (name) - 2)
                                                            : NULL;
}

static gboolean
append_codes (CwDatabase *database,
              const char *name,
              gboolean    rollup,
              GArray     *codes,
              GError    **error)
{
  g_autofree char *top = strip_star (name);
  g_autoptr (GArray) tree = NULL;
  CwGuid guid;

  if (!cw_names_find_code (database, top != NULL ? top : name, &guid, error))
    return FALSE;
  g_array_append_val (codes, guid);
  if (top == NULL && !rollup)
    return TRUE;
  tree = cw_code_list_subtree (database, &guid, error);
  if (tree == NULL)
    return FALSE;
  g_array_append_vals (codes, tree->data, tree->len);
  return TRUE;
}

static gboolean
add_codes (const CwSelection *self,
           CwPassageFilter   *filter,
           CwDatabase        *database,
           GError           **error)
{
  g_auto (GStrv) names = NULL;
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (CwGuid));

  if (self->codes == NULL && self->code == NULL)
    return TRUE;
  if (self->codes != NULL && (names = cw_argument_list ("--codes", self->codes, error)) == NULL)
    return FALSE;
  if (self->code != NULL && !append_codes (database, self->code, self->rollup, codes, error))
    return FALSE;
  for (char **name = names; name != NULL && *name != NULL; name++)
    if (!append_codes (database, *name, self->rollup, codes, error))
      return FALSE;
  cw_passage_filter_add (filter, CW_FILTER_CODES, (const CwGuid *) codes->data, codes->len);
  return TRUE;
}

static gboolean
looks_like_query (const char *expression)
{
  static const char *const words[] = {
    " AND ",     " OR ",       "NOT ",     " OVERLAPS ", " WITHIN ", " CONTAINS ", " NEAR/",
    " FOLLOWS/", " PRECEDES/", "speaker:", "text:",      "memo:",    "weight>",    "weight<",
    "weight=",   "weight >",   "weight <", "weight =",   "case.",    "document.",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (expression, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
add_set (CwPassageFilter *filter,
         CwDatabase      *database,
         const char      *name,
         GError         **error)
{
  g_autoptr (GArray) members = NULL;
  CwGuid set;

  if (!cw_names_find_code_set (database, name, &set, error)
      || (members = cw_code_set_list_members (database, &set, error)) == NULL)
    return FALSE;
  cw_passage_filter_add (filter, CW_FILTER_CODES, (const CwGuid *) members->data, members->len);
  return TRUE;
}

static char *
strip_quotes (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  gsize length = strlen (stripped);

  if (length >= 2 && stripped[0] == '"' && stripped[length - 1] == '"')
    return g_strndup (stripped + 1, length - 2);
  return g_steal_pointer (&stripped);
}

static gboolean
add_expression (const CwSelection *self,
                CwPassageFilter   *filter,
                CwDatabase        *database,
                GError           **error)
{
  g_autofree char *term = NULL;
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (CwGuid));
  g_autoptr (GError) failure = NULL;

  if (self->expression == NULL)
    return TRUE;
  term = strip_quotes (self->expression);
  if (g_str_has_prefix (term, "set:"))
    {
      g_autofree char *set = strip_quotes (term + strlen ("set:"));

      return add_set (filter, database, set, error);
    }
  if (append_codes (database, term, self->rollup, codes, &failure))
    {
      cw_passage_filter_add (filter, CW_FILTER_CODES, (const CwGuid *) codes->data, codes->len);
      return TRUE;
    }
  if (g_error_matches (failure, CW_ERROR, CW_ERROR_NOT_FOUND) && looks_like_query (term))
    g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                 "\"%s\": joining conditions comes with a later version; so far this is one code, "
                 "CODE/* with those below it, or set:NAME",
                 self->expression);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * cw_selection_to_filter:
 * @self: what was written
 * @database: a project's connection
 * @error: return location for an error
 *
 * Finds what is named, and makes the filter that lets through what is meant.
 *
 * Returns: (transfer full) (nullable): the filter, or %NULL with @error set
 */
CwPassageFilter *
cw_selection_to_filter (const CwSelection *self,
                        CwDatabase        *database,
                        GError           **error)
{
  g_autoptr (CwPassageFilter) filter = cw_passage_filter_new ();
  CwFilterKind cases = self->rollup ? CW_FILTER_CASE_TREES : CW_FILTER_CASES;

  if (!add_expression (self, filter, database, error) || !add_codes (self, filter, database, error)
      || !add_one (filter, cases, database, self->case_name, cw_names_find_case, error)
      || !add_named (filter, cases, database, "--cases", self->cases, cw_names_find_case, error)
      || !add_one (filter, CW_FILTER_DOCUMENTS, database, self->document, cw_argument_document,
                   error)
      || !add_named (filter, CW_FILTER_DOCUMENTS, database, "--documents", self->documents,
                     cw_argument_document, error)
      || !add_named (filter, CW_FILTER_CODERS, database, "--coder", self->coders,
                     cw_names_find_coder, error))
    return NULL;
  if (self->viewer != NULL)
    cw_passage_filter_add_one (filter, CW_FILTER_CODERS, self->viewer);
  return g_steal_pointer (&filter);
}
