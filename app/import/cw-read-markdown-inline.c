/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-markdown-private.h"

#include <string.h>

/* What stands within the blocks of Markdown: text and its marks, code, links, tags. */

void
cw_markdown_begin_block (CwMarkdownWriter *writer)
{
  if (writer->need_break)
    cw_text_append (writer->text, writer->tight ? "\n" : "\n\n", -1);
  writer->need_break = FALSE;
}

void
cw_markdown_open_span (CwMarkdownWriter *writer,
                       CwSpanKind        kind,
                       int               level,
                       const char       *data)
{
  guint span = cw_text_open_span (writer->text, kind, level, data);

  g_array_append_val (writer->open, span);
}

void
cw_markdown_close_span (CwMarkdownWriter *writer)
{
  guint last = writer->open->len - 1;

  cw_text_close_span (writer->text, g_array_index (writer->open, guint, last));
  g_array_set_size (writer->open, last);
}

/* What is between the tags of a block of HTML, without the tags. */
static void
append_html_text (GString    *out,
                  const char *html)
{
  gboolean in_tag = FALSE;

  for (const char *p = html; *p != '\0'; p++)
    {
      if (*p == '<' && (g_ascii_isalpha (p[1]) || strchr ("/!?", p[1]) != NULL))
        {
          if (g_str_has_prefix (p, "<!--"))
            {
              const char *end = strstr (p, "-->");

              if (end == NULL)
                break;
              p = end + 2;
              continue;
            }
          in_tag = TRUE;
        }
      if (!in_tag)
        g_string_append_c (out, *p);
      else if (*p == '>')
        in_tag = FALSE;
    }
}

/* Opens and closes what has a span and nothing else to it. */
gboolean
cw_markdown_write_inline_span (CwMarkdownWriter *writer,
                               cmark_node       *node,
                               cmark_node_type   type,
                               gboolean          enter)
{
  CwSpanKind kind;
  const char *data = NULL;

  switch ((int) type)
    {
    case CMARK_NODE_EMPH:
      kind = CW_SPAN_EMPHASIS;
      break;
    case CMARK_NODE_STRONG:
      kind = CW_SPAN_STRONG;
      break;
    case CMARK_NODE_LINK:
      kind = CW_SPAN_LINK;
      data = cmark_node_get_url (node);
      break;
    case CMARK_NODE_IMAGE:
      kind = CW_SPAN_IMAGE;
      data = cmark_node_get_url (node);
      break;
    default:
      return FALSE;
    }

  if (enter)
    cw_markdown_open_span (writer, kind, 0, data);
  if (type == CMARK_NODE_IMAGE && enter && cmark_node_first_child (node) == NULL)
    cw_text_append (writer->text, "[image]", 7);
  if (!enter)
    cw_markdown_close_span (writer);
  return TRUE;
}

static void
write_html (CwMarkdownWriter *writer,
            const char       *html,
            gboolean          block)
{
  cw_text_warn (writer->text, "tags of HTML were left out");
  if (block)
    {
      g_autoptr (GString) between = g_string_new (NULL);

      cw_markdown_begin_block (writer);
      append_html_text (between, html);
      cw_text_append (writer->text, g_strchomp (between->str), -1);
      writer->need_break = writer->text->n_bytes > 0;
    }
  else if (g_ascii_strncasecmp (html, "<br", 3) == 0)
    cw_text_append (writer->text, "\n", 1);
}

static void
write_mark (CwMarkdownWriter *writer,
            guint             note)
{
  g_autofree char *number = NULL;
  g_autofree char *mark = NULL;

  if (writer->numbers[note] == 0)
    {
      g_array_append_val (writer->marked, note);
      writer->numbers[note] = writer->marked->len;
    }
  number = g_strdup_printf ("%u", writer->numbers[note]);
  mark = g_strdup_printf ("[%s]", number);
  cw_markdown_open_span (writer, CW_SPAN_NOTE_MARK, 0, number);
  cw_text_append (writer->text, mark, -1);
  cw_markdown_close_span (writer);
}

/* Text, and the marks of notes in it. */
static void
write_text (CwMarkdownWriter *writer,
            const char       *text)
{
  const char *from = text;

  for (const char *p = strstr (text, "[^"); p != NULL; p = strstr (p, "[^"))
    {
      gsize n_mark;
      guint note;

      if (!cw_markdown_notes_find (writer->notes, p, &n_mark, &note))
        {
          p += 2;
          continue;
        }
      cw_text_append (writer->text, from, p - from);
      write_mark (writer, note);
      from = p += n_mark;
    }
  cw_text_append (writer->text, from, -1);
}

void
cw_markdown_write_leaf (CwMarkdownWriter *writer,
                        cmark_node       *node,
                        cmark_node_type   type)
{
  const char *literal = cmark_node_get_literal (node);
  gsize n_bytes = literal != NULL ? strlen (literal) : 0;

  switch ((int) type)
    {
    case CMARK_NODE_TEXT:
      write_text (writer, literal);
      break;
    case CMARK_NODE_CODE:
      cw_markdown_open_span (writer, CW_SPAN_CODE, 0, NULL);
      cw_text_append (writer->text, literal, (gssize) n_bytes);
      cw_markdown_close_span (writer);
      break;
    case CMARK_NODE_SOFTBREAK:
      cw_text_append (writer->text, writer->keep_lines ? "\n" : " ", 1);
      break;
    case CMARK_NODE_LINEBREAK:
      cw_text_append (writer->text, "\n", 1);
      break;
    case CMARK_NODE_HTML_INLINE:
    case CMARK_NODE_HTML_BLOCK:
      write_html (writer, literal, type == CMARK_NODE_HTML_BLOCK);
      break;
    case CMARK_NODE_CODE_BLOCK:
      cw_markdown_begin_block (writer);
      cw_markdown_open_span (writer, CW_SPAN_CODE, 0, cmark_node_get_fence_info (node));
      if (n_bytes > 0 && literal[n_bytes - 1] == '\n')
        n_bytes--;
      cw_text_append (writer->text, literal, (gssize) n_bytes);
      cw_markdown_close_span (writer);
      writer->need_break = TRUE;
      break;
    default:
      break;
    }
}

/* Writes what stands in a line, whatever it begins with: a letter before it keeps
 * "1. a" from being a list. */
void
cw_markdown_write_inlines (CwMarkdownWriter *writer,
                           const char       *text)
{
  g_autofree char *source = NULL;
  cmark_node *document;
  cmark_iter *iter;
  cmark_event_type event;
  gboolean first = TRUE;

  if (text[strcspn (text, "*_`[]<!&\\\n")] == '\0')
    {
      cw_text_append (writer->text, text, -1);
      return;
    }
  source = g_strconcat ("x ", text, NULL);
  document = cmark_parse_document (source, strlen (source), CMARK_OPT_DEFAULT);
  cmark_consolidate_text_nodes (document);
  iter = cmark_iter_new (document);
  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (node);

      if (type == CMARK_NODE_DOCUMENT || type == CMARK_NODE_PARAGRAPH)
        continue;
      if (first && type == CMARK_NODE_TEXT)
        write_text (writer, cmark_node_get_literal (node) + 2);
      else if (!cw_markdown_write_inline_span (writer, node, type, event == CMARK_EVENT_ENTER))
        cw_markdown_write_leaf (writer, node, type);
      first = FALSE;
    }
  cmark_iter_free (iter);
  cmark_node_free (document);
}
