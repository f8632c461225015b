/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-markdown.h"

#include <string.h>

/* Rows of tables with bars between the cells. */

/**
 * cw_markdown_is_delimiter_row:
 * @line: a line
 * @out_n_cells: (out): how many cells it has
 *
 * Looks whether a line is the one below the names of a table's columns:
 * "| --- | :-: |".
 *
 * Returns: whether it is
 */
gboolean
cw_markdown_is_delimiter_row (const char *line,
                              guint      *out_n_cells)
{
  g_autoptr (GPtrArray) cells = NULL;

  if (strchr (line, '|') == NULL || line[strspn (line, " \t|:-")] != '\0')
    return FALSE;
  cells = cw_markdown_split_row (line);
  for (guint i = 0; i < cells->len; i++)
    {
      const char *p = g_ptr_array_index (cells, i);
      gsize n;

      p += *p == ':';
      n = strspn (p, "-");
      p += n;
      p += *p == ':';
      if (n == 0 || *p != '\0')
        return FALSE;
    }
  *out_n_cells = cells->len;
  return cells->len > 0;
}

/**
 * cw_markdown_split_row:
 * @line: a row of a table
 *
 * Parts a row into its cells. A bar after a backslash parts none.
 *
 * Returns: (transfer full) (element-type utf8): the cells, without blanks around them
 */
GPtrArray *
cw_markdown_split_row (const char *line)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *p = line + strspn (line, " \t");

  p += *p == '|';
  for (; *p != '\0'; p++)
    if (*p == '\\' && p[1] == '|')
      g_string_append_c (cell, *++p);
    else if (*p == '|')
      {
        g_ptr_array_add (cells, g_strstrip (g_strdup (cell->str)));
        g_string_truncate (cell, 0);
      }
    else
      g_string_append_c (cell, *p);
  g_strstrip (cell->str);
  /* After a last bar there is no cell. */
  if (*cell->str != '\0')
    g_ptr_array_add (cells, g_strdup (cell->str));
  return cells;
}
