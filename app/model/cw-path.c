/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-path.h"

#include <string.h>

/**
 * cw_path_escape:
 * @name: a name
 *
 * Returns: (transfer full): @name as it stands in a path
 */
char *
cw_path_escape (const char *name)
{
  GString *path;

  g_return_val_if_fail (name != NULL, NULL);

  path = g_string_sized_new (strlen (name) + 4);
  for (const char *p = name; *p != '\0'; p++)
    {
      if (*p == '/' || *p == '\\')
        g_string_append_c (path, '\\');
      g_string_append_c (path, *p);
    }
  return g_string_free (path, FALSE);
}

/**
 * cw_path_append:
 * @path: (nullable): a path; %NULL at the top
 * @name: a name, not escaped
 *
 * Returns: (transfer full): the path of what has @name in @path
 */
char *
cw_path_append (const char *path,
                const char *name)
{
  g_autofree char *escaped = cw_path_escape (name);

  if (path == NULL)
    return g_steal_pointer (&escaped);
  return g_strconcat (path, "/", escaped, NULL);
}

/**
 * cw_path_split:
 * @path: a path
 *
 * Takes a path apart. White space around a name does not count.
 *
 * Returns: (transfer full): the names from the top down, at least one; one is
 *   empty where @path begins or ends with a slash or has two in a row
 */
char **
cw_path_split (const char *path)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GString) name = g_string_new (NULL);

  g_return_val_if_fail (path != NULL, NULL);

  for (const char *p = path;; p++)
    {
      if (*p == '/' || *p == '\0')
        {
          g_strv_builder_add (names, g_strstrip (name->str));
          g_string_truncate (name, 0);
          if (*p == '\0')
            break;
          continue;
        }
      if (*p == '\\' && (p[1] == '/' || p[1] == '\\'))
        p++;
      g_string_append_c (name, *p);
    }
  return g_strv_builder_end (names);
}

/**
 * cw_path_fold:
 * @name: valid UTF-8
 *
 * Returns: (transfer full): what names that count as the same have in common: case
 *   folded, in Unicode's composed form
 */
char *
cw_path_fold (const char *name)
{
  g_autofree char *composed = NULL;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  if (g_str_is_ascii (name))
    return g_ascii_strdown (name, -1);
  composed = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  folded = g_utf8_casefold (composed != NULL ? composed : name, -1);
  g_clear_pointer (&composed, g_free);
  composed = g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
  return composed != NULL ? g_steal_pointer (&composed) : g_steal_pointer (&folded);
}

/**
 * cw_path_same_name:
 * @a: a name
 * @b: another
 *
 * Returns: whether they count as the same
 */
gboolean
cw_path_same_name (const char *a,
                   const char *b)
{
  g_autofree char *folded_a = NULL;
  g_autofree char *folded_b = NULL;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (g_str_is_ascii (a) && g_str_is_ascii (b))
    return g_ascii_strcasecmp (a, b) == 0;
  folded_a = cw_path_fold (a);
  folded_b = cw_path_fold (b);
  return g_str_equal (folded_a, folded_b);
}
