/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-readers.h"

#include "cw-turns.h"

#include <cmark.h>
#include <string.h>

/* Markdown is read as a reader sees it: marks become spans. Paragraphs stand with
 * an empty line between them, items of a list on lines of their own. A line end
 * within a paragraph is a space, unless a line of it begins like a speaker turn.
 * Front matter (YAML between two lines of ---) is not text and is left out, with
 * a warning. Tags of HTML are left out, with a warning; what is between them is
 * kept. */

typedef struct
{
  CwText *text;
  gboolean need_break; /* before the next block */
  gboolean tight;      /* in a tight list: no empty lines */
  gboolean keep_lines; /* of the paragraph that is being read */
  GArray *open;        /* of guint: spans that were opened */
  int list_level;
} Writer;

static gboolean
has_front_matter (const CwText *source,
                  gsize        *out_end)
{
  const char *p;

  if (!g_str_has_prefix (source->text, "---\n"))
    return FALSE;
  for (p = strstr (source->text + 3, "\n---"); p != NULL; p = strstr (p + 4, "\n---"))
    if (p[4] == '\n' || p[4] == '\0')
      {
        *out_end = (gsize) (p + (p[4] == '\n' ? 5 : 4) - source->text);
        return TRUE;
      }
  return FALSE;
}

static void
begin_block (Writer *writer)
{
  if (writer->need_break)
    cw_text_append (writer->text, writer->tight ? "\n" : "\n\n", -1);
  writer->need_break = FALSE;
}

static void
open_span (Writer     *writer,
           CwSpanKind  kind,
           int         level,
           const char *data)
{
  guint span = cw_text_open_span (writer->text, kind, level, data);

  g_array_append_val (writer->open, span);
}

static void
close_span (Writer *writer)
{
  guint last = writer->open->len - 1;

  cw_text_close_span (writer->text, g_array_index (writer->open, guint, last));
  g_array_set_size (writer->open, last);
}

/* Whether a line of a paragraph after the first begins like a turn. */
static gboolean
holds_turns (cmark_node *paragraph)
{
  g_autoptr (GString) line = g_string_new (NULL);
  cmark_iter *iter = cmark_iter_new (paragraph);
  cmark_event_type event;
  gboolean found = FALSE;
  guint n_lines = 0;

  while (!found && (event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (node);
      gboolean ends = type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK
                      || (node == paragraph && event == CMARK_EVENT_EXIT);

      if (type == CMARK_NODE_TEXT && line->len < 200)
        g_string_append (line, cmark_node_get_literal (node));
      if (ends)
        {
          /* Lines of a table that CommonMark does not know are lines, too. */
          found = (n_lines++ > 0 && cw_turns_is_label (line->str, line->len))
                  || line->str[0] == '|';
          g_string_truncate (line, 0);
        }
    }
  cmark_iter_free (iter);
  return found;
}

/* What is between the tags of a block of HTML, without the tags. */
static void
append_html_text (Writer     *writer,
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
        cw_text_append (writer->text, p, 1);
      else if (*p == '>')
        in_tag = FALSE;
    }
}

/* Opens and closes what has a span and nothing else to it. */
static gboolean
write_inline_span (Writer         *writer,
                   cmark_node     *node,
                   cmark_node_type type,
                   gboolean        enter)
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
    open_span (writer, kind, 0, data);
  if (type == CMARK_NODE_IMAGE && enter && cmark_node_first_child (node) == NULL)
    cw_text_append (writer->text, "[image]", 7);
  if (!enter)
    close_span (writer);
  return TRUE;
}

static void
write_html (Writer     *writer,
            const char *html,
            gboolean    block)
{
  cw_text_warn (writer->text, "tags of HTML were left out");
  if (block)
    {
      gsize before;

      begin_block (writer);
      before = writer->text->n_bytes;
      append_html_text (writer, html);
      while (writer->text->n_bytes > before
             && g_ascii_isspace (writer->text->text[writer->text->n_bytes - 1]))
        cw_text_trim (writer->text, writer->text->n_bytes - 1);
      writer->need_break = writer->text->n_bytes > 0;
    }
  else if (g_ascii_strncasecmp (html, "<br", 3) == 0)
    cw_text_append (writer->text, "\n", 1);
}

static void
write_leaf (Writer         *writer,
            cmark_node     *node,
            cmark_node_type type)
{
  const char *literal = cmark_node_get_literal (node);
  gsize n_bytes = literal != NULL ? strlen (literal) : 0;

  switch ((int) type)
    {
    case CMARK_NODE_TEXT:
      cw_text_append (writer->text, literal, (gssize) n_bytes);
      break;
    case CMARK_NODE_CODE:
      open_span (writer, CW_SPAN_CODE, 0, NULL);
      cw_text_append (writer->text, literal, (gssize) n_bytes);
      close_span (writer);
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
      begin_block (writer);
      open_span (writer, CW_SPAN_CODE, 0, cmark_node_get_fence_info (node));
      if (n_bytes > 0 && literal[n_bytes - 1] == '\n')
        n_bytes--;
      cw_text_append (writer->text, literal, (gssize) n_bytes);
      close_span (writer);
      writer->need_break = TRUE;
      break;
    default:
      break;
    }
}

static void
write_list (Writer     *writer,
            cmark_node *node,
            gboolean    enter)
{
  if (enter)
    {
      begin_block (writer);
      writer->list_level++;
      writer->tight = cmark_node_get_list_tight (node) != 0;
    }
  else
    {
      cmark_node *outer = cmark_node_parent (node);

      writer->list_level--;
      outer = outer != NULL ? cmark_node_parent (outer) : NULL;
      writer->tight = writer->list_level > 0 && outer != NULL
                      && cmark_node_get_type (outer) == CMARK_NODE_LIST
                      && cmark_node_get_list_tight (outer);
    }
}

static void
write_block (Writer         *writer,
             cmark_node     *node,
             cmark_node_type type,
             gboolean        enter)
{
  gboolean numbered;

  switch ((int) type)
    {
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
      if (enter)
        {
          begin_block (writer);
          writer->keep_lines = holds_turns (node);
          if (type == CMARK_NODE_HEADING)
            open_span (writer, CW_SPAN_HEADING, cmark_node_get_heading_level (node), NULL);
          break;
        }
      if (type == CMARK_NODE_HEADING)
        close_span (writer);
      writer->need_break = TRUE;
      break;
    case CMARK_NODE_LIST:
      write_list (writer, node, enter);
      break;
    case CMARK_NODE_ITEM:
    case CMARK_NODE_BLOCK_QUOTE:
      if (!enter)
        {
          close_span (writer);
          break;
        }
      begin_block (writer);
      numbered = type == CMARK_NODE_ITEM
                 && cmark_node_get_list_type (cmark_node_parent (node)) == CMARK_ORDERED_LIST;
      if (type == CMARK_NODE_ITEM)
        open_span (writer, CW_SPAN_LIST_ITEM, writer->list_level, numbered ? "1" : NULL);
      else
        open_span (writer, CW_SPAN_QUOTE, 0, NULL);
      break;
    default:
      write_leaf (writer, node, type);
      break;
    }
}

static gboolean
write_document (Writer       *writer,
                cmark_node   *document,
                GCancellable *cancellable,
                GError      **error)
{
  cmark_iter *iter = cmark_iter_new (document);
  cmark_event_type event;
  gboolean ok = TRUE;
  guint n_events = 0;

  while (ok && (event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (node);

      if (!write_inline_span (writer, node, type, event == CMARK_EVENT_ENTER))
        write_block (writer, node, type, event == CMARK_EVENT_ENTER);
      if ((++n_events & 1023) == 0)
        ok = !g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  cmark_iter_free (iter);
  return ok;
}

/**
 * cw_read_markdown:
 * @bytes: a Markdown file (CommonMark)
 * @file_name: its name, for messages
 * @options: the encoding, if it is known
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads Markdown: the text without marks; headings, emphasis, lists, code, links
 * and quotes as spans.
 *
 * Returns: (transfer full): the text, or NULL with the errors of cw_read_txt(),
 *   or cancelled
 */
CwText *
cw_read_markdown (GBytes              *bytes,
                  const char          *file_name,
                  const CwReadOptions *options,
                  GCancellable        *cancellable,
                  GError             **error)
{
  g_autoptr (CwText) source = cw_read_txt (bytes, file_name, options, cancellable, error);
  g_autoptr (CwText) text = NULL;
  Writer writer = { 0 };
  cmark_node *document;
  gsize from = 0;
  gboolean ok;

  if (source == NULL)
    return NULL;

  text = cw_text_new ("md");
  text->encoding = g_strdup (source->encoding);
  text->uncertain = source->uncertain;
  for (guint i = 0; i < source->warnings->len; i++)
    cw_text_warn (text, "%s", (const char *) g_ptr_array_index (source->warnings, i));
  if (has_front_matter (source, &from))
    cw_text_warn (text, "the front matter (the lines between --- at the beginning) was left out");

  document = cmark_parse_document (source->text + from, source->n_bytes - from, CMARK_OPT_DEFAULT);
  writer.text = text;
  writer.open = g_array_new (FALSE, FALSE, sizeof (guint));
  ok = write_document (&writer, document, cancellable, error);
  g_array_unref (writer.open);
  cmark_node_free (document);
  if (!ok)
    return NULL;

  cw_text_finish (text);
  return g_steal_pointer (&text);
}
