/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-readers.h"

#include "cw-error.h"
#include "cw-limits.h"
#include "cw-read-markdown-private.h"
#include "cw-turns.h"

#include <string.h>

/* Markdown is read as a reader sees it: marks become spans. Paragraphs stand with
 * an empty line between them, items of a list on lines of their own. A line end
 * within a paragraph is a space, unless a line of it begins like a speaker turn.
 * Notes come at the end, each with its mark; cells of a row have tabs between them.
 * Front matter (YAML between two lines of ---) is not text and is left out, with
 * a warning. Tags of HTML are left out, with a warning; what is between them is
 * kept. */

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
          found = n_lines++ > 0 && cw_turns_is_label (line->str, line->len);
          g_string_truncate (line, 0);
        }
    }
  cmark_iter_free (iter);
  return found;
}

/* --- Blocks -------------------------------------------------------------- */

static void
write_list (CwMarkdownWriter *writer,
            cmark_node       *node,
            gboolean          enter)
{
  if (enter)
    {
      cw_markdown_begin_block (writer);
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

/* The number of the next item of a list. */
static void
write_number (CwMarkdownWriter *writer,
              cmark_node       *list)
{
  int n_before = GPOINTER_TO_INT (cmark_node_get_user_data (list));
  gboolean bracket = cmark_node_get_list_delim (list) == CMARK_PAREN_DELIM;
  g_autofree char *number = g_strdup_printf ("%d%s ", cmark_node_get_list_start (list) + n_before,
                                             bracket ? ")" : ".");

  cw_text_append (writer->text, number, -1);
  cmark_node_set_user_data (list, GINT_TO_POINTER (n_before + 1));
}

static void
write_block (CwMarkdownWriter *writer,
             cmark_node       *node,
             cmark_node_type   type,
             gboolean          enter)
{
  gboolean numbered;

  switch ((int) type)
    {
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
      if (enter)
        {
          cw_markdown_begin_block (writer);
          if (type == CMARK_NODE_PARAGRAPH && cw_markdown_write_table (writer, node))
            {
              cmark_iter_reset (writer->iter, node, CMARK_EVENT_EXIT);
              writer->need_break = TRUE;
              break;
            }
          writer->keep_lines = holds_turns (node);
          if (type == CMARK_NODE_HEADING)
            cw_markdown_open_span (writer, CW_SPAN_HEADING, cmark_node_get_heading_level (node),
                                   NULL);
          break;
        }
      if (type == CMARK_NODE_HEADING)
        cw_markdown_close_span (writer);
      writer->need_break = TRUE;
      break;
    case CMARK_NODE_LIST:
      write_list (writer, node, enter);
      break;
    case CMARK_NODE_ITEM:
    case CMARK_NODE_BLOCK_QUOTE:
      if (!enter)
        {
          cw_markdown_close_span (writer);
          break;
        }
      cw_markdown_begin_block (writer);
      numbered = type == CMARK_NODE_ITEM
                 && cmark_node_get_list_type (cmark_node_parent (node)) == CMARK_ORDERED_LIST;
      if (type == CMARK_NODE_ITEM)
        cw_markdown_open_span (writer, CW_SPAN_LIST_ITEM, writer->list_level,
                               numbered ? "1" : NULL);
      else
        cw_markdown_open_span (writer, CW_SPAN_QUOTE, 0, NULL);
      if (numbered)
        write_number (writer, cmark_node_parent (node));
      break;
    default:
      cw_markdown_write_leaf (writer, node, type);
      break;
    }
}

static gboolean
write_nodes (CwMarkdownWriter *writer,
             GCancellable     *cancellable,
             GError          **error)
{
  cmark_event_type event;
  guint n_events = 0;

  while ((event = cmark_iter_next (writer->iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (writer->iter);
      cmark_node_type type = cmark_node_get_type (node);

      if (!cw_markdown_write_inline_span (writer, node, type, event == CMARK_EVENT_ENTER))
        write_block (writer, node, type, event == CMARK_EVENT_ENTER);
      if ((++n_events & 1023) == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (writer->text->spans->len <= CW_LIMIT_TEXT_SPANS)
        continue;
      g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
                   "the text has more than %u thousand headings, cells, links and the like; split "
                   "it and import the parts",
                   CW_LIMIT_TEXT_SPANS >> 10);
      return FALSE;
    }
  return TRUE;
}

/* Writes a source, the document or what a note says. Notes are read when what marks
 * them is, so that this goes no deeper. */
static gboolean
write_document (CwMarkdownWriter *writer,
                const char       *source,
                gsize             n_bytes,
                GCancellable     *cancellable,
                GError          **error)
{
  cmark_node *document = cmark_parse_document (source, n_bytes, CMARK_OPT_DEFAULT);
  g_auto (GStrv) lines = g_strsplit (source, "\n", -1);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  gboolean ok;

  cmark_consolidate_text_nodes (document);
  for (char **line = lines; *line != NULL; line++)
    g_ptr_array_add (list, *line);
  writer->lines = list;
  writer->iter = cmark_iter_new (document);
  ok = write_nodes (writer, cancellable, error);
  cmark_iter_free (writer->iter);
  cmark_node_free (document);
  writer->lines = NULL;
  return ok;
}

/* --- The whole ----------------------------------------------------------- */

/* The notes at the end, in the order of their marks, of which notes have some, too;
 * those without a mark are the last. */
static gboolean
write_notes (CwMarkdownWriter *writer,
             GCancellable     *cancellable,
             GError          **error)
{
  for (guint i = 0; i < writer->notes->texts->len || writer->n_written < writer->marked->len;)
    {
      const char *source;
      g_autofree char *number = NULL;
      g_autofree char *mark = NULL;
      guint note;

      if (writer->n_written == writer->marked->len)
        {
          if (writer->numbers[i] == 0)
            {
              g_array_append_val (writer->marked, i);
              writer->numbers[i] = writer->marked->len;
            }
          i++;
          continue;
        }
      note = g_array_index (writer->marked, guint, writer->n_written++);
      source = g_ptr_array_index (writer->notes->texts, note);
      number = g_strdup_printf ("%u", writer->numbers[note]);
      mark = g_strdup_printf ("[%s] ", number);
      cw_markdown_begin_block (writer);
      cw_markdown_open_span (writer, CW_SPAN_NOTE, 0, number);
      cw_text_append (writer->text, mark, -1);
      if (!write_document (writer, source, strlen (source), cancellable, error))
        return FALSE;
      cw_markdown_close_span (writer);
      writer->need_break = TRUE;
    }
  return TRUE;
}

/* Each mark becomes a part of a tree, which is many times as large as the source. */
static gboolean
is_within_limit (const char *source,
                 gsize       n_bytes,
                 GError    **error)
{
  gsize n_marks = 0;

  for (gsize i = 0; i < n_bytes; i++)
    n_marks += strchr ("\n*_`[]<!&\\", source[i]) != NULL;
  if (n_marks <= CW_LIMIT_MARKDOWN_MARKS)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
               "it has more than the limit of %u marks of Markdown and lines; split it and import "
               "the parts, or let its name end in .txt to import it as it stands",
               CW_LIMIT_MARKDOWN_MARKS);
  return FALSE;
}

static gboolean
write_all (CwText       *text,
           const char   *source,
           gsize         n_bytes,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (CwMarkdownNotes) notes = cw_markdown_notes_new ();
  g_autofree char *body = cw_markdown_notes_take (notes, source, n_bytes);
  g_autofree guint *numbers = g_new0 (guint, notes->texts->len + 1);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) marked = g_array_new (FALSE, FALSE, sizeof (guint));
  CwMarkdownWriter writer = { .text = text,
                              .open = open,
                              .notes = notes,
                              .numbers = numbers,
                              .marked = marked };

  return write_document (&writer, body, strlen (body), cancellable, error)
         && write_notes (&writer, cancellable, error);
}

/**
 * cw_read_markdown:
 * @bytes: a Markdown file (CommonMark)
 * @file_name: its name, for messages
 * @options: the encoding, if it is known
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads Markdown: the text without marks; headings, emphasis, lists with their
 * numbers, tables, notes at the end, code, links and quotes as spans.
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
  gsize from = 0;

  if (source == NULL)
    return NULL;

  text = cw_text_new ("md");
  text->encoding = g_strdup (source->encoding);
  text->uncertain = source->uncertain;
  for (guint i = 0; i < source->warnings->len; i++)
    cw_text_warn (text, "%s", (const char *) g_ptr_array_index (source->warnings, i));
  if (has_front_matter (source, &from))
    cw_text_warn (text, "the front matter (the lines between --- at the beginning) was left out");

  if (!is_within_limit (source->text + from, source->n_bytes - from, error)
      || !write_all (text, source->text + from, source->n_bytes - from, cancellable, error))
    return NULL;

  cw_text_finish (text);
  return g_steal_pointer (&text);
}
