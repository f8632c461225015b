/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-markdown-private.h"

#include <string.h>

/* Tables of Markdown, which CommonMark takes for paragraphs. */

static void
write_row (CwMarkdownWriter *writer,
           const char       *line,
           guint             n_cells)
{
  g_autoptr (GPtrArray) cells = cw_markdown_split_row (line);

  cw_markdown_open_span (writer, CW_SPAN_ROW, 0, NULL);
  for (guint i = 0; i < MIN (cells->len, n_cells); i++)
    {
      if (i > 0)
        cw_text_append (writer->text, "\t", 1);
      cw_markdown_open_span (writer, CW_SPAN_CELL, 0, NULL);
      cw_markdown_write_inlines (writer, g_ptr_array_index (cells, i));
      cw_markdown_close_span (writer);
    }
  cw_markdown_close_span (writer);
}

/* A line of a paragraph, without the marks of the quotation that it stands in. */
static const char *
line_of (const CwMarkdownWriter *writer,
         int                     number)
{
  const char *line = number >= 1 && (guint) number <= writer->lines->len
                       ? g_ptr_array_index (writer->lines, (guint) number - 1)
                       : "";

  return line + strspn (line, " \t>");
}

/* Where the names of a table's columns stand among the lines of a paragraph; 0 if it
 * holds no table. */
static int
find_table (const CwMarkdownWriter *writer,
            int                     first,
            int                     last,
            guint                  *out_n_cells)
{
  for (int i = first; i < last; i++)
    {
      g_autoptr (GPtrArray) names = NULL;

      if (!cw_markdown_is_delimiter_row (line_of (writer, i + 1), out_n_cells))
        continue;
      names = cw_markdown_split_row (line_of (writer, i));
      if (names->len == *out_n_cells)
        return i;
    }
  return 0;
}

/* What stands in a paragraph before the table in it. */
static void
write_lines_before (CwMarkdownWriter *writer,
                    int               first,
                    int               names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = first; i < names; i++)
    g_string_append_printf (text, "%s%s", i > first ? "\n" : "", line_of (writer, i));
  if (text->len == 0)
    return;
  writer->keep_lines = FALSE;
  cw_markdown_write_inlines (writer, text->str);
  cw_text_append (writer->text, "\n\n", 2);
}

/* Writes a paragraph that holds a table; FALSE if it holds none. */
gboolean
cw_markdown_write_table (CwMarkdownWriter *writer,
                         cmark_node       *paragraph)
{
  int first = cmark_node_get_start_line (paragraph);
  int last = cmark_node_get_end_line (paragraph);
  guint n_cells = 0;
  int names = find_table (writer, first, last, &n_cells);

  if (names == 0)
    return FALSE;
  write_lines_before (writer, first, names);
  cw_markdown_open_span (writer, CW_SPAN_TABLE, 0, NULL);
  write_row (writer, line_of (writer, names), n_cells);
  for (int i = names + 2; i <= last; i++)
    {
      cw_text_append (writer->text, "\n", 1);
      write_row (writer, line_of (writer, i), n_cells);
    }
  cw_markdown_close_span (writer);
  return TRUE;
}
