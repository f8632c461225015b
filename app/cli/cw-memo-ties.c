/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

#include "config.h"

#include "cw-memo-ties.h"

#include "cw-arguments.h"
#include "cw-attribute.h"
#include "cw-case.h"
#include "cw-code.h"
#include "cw-document.h"
#include "cw-names.h"

#include <string.h>

static gboolean
find_thing (CwDatabase *database,
            CwTieKind   kind,
            const char *name,
            CwGuid     *out_guid,
            GError    **error)
{
  switch (kind)
    {
    case CW_TIE_DOCUMENT:
      return cw_argument_document (database, name, out_guid, error);
    case CW_TIE_CODE:
      return cw_names_find_code (database, name, out_guid, error);
    case CW_TIE_CASE:
      return cw_names_find_case (database, name, out_guid, error);
    case CW_TIE_ATTRIBUTE:
      return cw_names_find_attribute (database, name, out_guid, error);
    case CW_TIE_ROUND:
      return cw_names_find_round (database, name, out_guid, error);
    case CW_TIE_MEMO:
      return cw_names_find_memo (database, name, NULL, out_guid, error);
    case CW_TIE_PASSAGE:
    case CW_TIE_CODING:
    case CW_TIE_QUESTION:
    case CW_TIE_FINDING:
    case CW_TIE_N_KINDS:
    default:
      return cw_argument_guid (name, out_guid, error);
    }
}

/**
 * cw_memo_ties_find:
 * @database: a project's connection
 * @names: (array length=CW_TIE_N_KINDS): a name for each kind, %NULL for none
 * @error: return location for an error
 *
 * Finds what a memo is to be tied to.
 *
 * Returns: (transfer full) (element-type CwMemoTie) (nullable): the ties, or %NULL
 *   with @error set
 */
GArray *
cw_memo_ties_find (CwDatabase  *database,
                   char *const *names,
                   GError     **error)
{
  g_autoptr (GArray) ties = g_array_new (FALSE, FALSE, sizeof (CwMemoTie));

  for (guint i = 0; i < CW_TIE_N_KINDS; i++)
    {
      CwMemoTie tie = { .kind = (CwTieKind) i };

      if (names[i] == NULL)
        continue;
      if (!find_thing (database, tie.kind, names[i], &tie.guid, error))
        return NULL;
      g_array_append_val (ties, tie);
    }
  return g_steal_pointer (&ties);
}

/* What people call it; things without a name by their GUID. */
static char *
name_thing (CwDatabase      *database,
            const CwMemoTie *tie,
            GError         **error)
{
  switch (tie->kind)
    {
    case CW_TIE_DOCUMENT:
      {
        g_autoptr (CwDocument) document = cw_document_load (database, &tie->guid, error);

        return document != NULL ? g_strdup (document->name) : NULL;
      }
    case CW_TIE_CODE:
      return cw_code_dup_path (database, &tie->guid, error);
    case CW_TIE_CASE:
      {
        g_autoptr (CwCase) one = cw_case_load (database, &tie->guid, error);

        return one != NULL ? g_strdup (one->path) : NULL;
      }
    case CW_TIE_ATTRIBUTE:
      {
        g_autoptr (CwAttribute) attribute = cw_attribute_load (database, &tie->guid, error);

        return attribute != NULL ? g_strdup (attribute->name) : NULL;
      }
    case CW_TIE_PASSAGE:
    case CW_TIE_CODING:
    case CW_TIE_QUESTION:
    case CW_TIE_FINDING:
    case CW_TIE_ROUND:
    case CW_TIE_MEMO:
    case CW_TIE_N_KINDS:
    default:
      return cw_guid_to_string (&tie->guid);
    }
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * cw_memo_ties_to_string:
 * @database: a project's connection
 * @ties: (element-type CwMemoTie): what a memo is tied to
 * @error: return location for an error
 *
 * Writes ties as "code:Barrier/Time; document:interview-3", sorted.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL with @error set
 */
char *
cw_memo_ties_to_string (CwDatabase   *database,
                        const GArray *ties,
                        GError      **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ties->len; i++)
    {
      const CwMemoTie *tie = &g_array_index (ties, CwMemoTie, i);
      g_autofree char *name = name_thing (database, tie, error);

      if (name == NULL)
        return NULL;
      g_ptr_array_add (parts, g_strdup_printf ("%s:%s", cw_tie_kind_to_string (tie->kind), name));
    }
  g_ptr_array_sort (parts, compare_strings);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv ("; ", (char **) parts->pdata);
}
