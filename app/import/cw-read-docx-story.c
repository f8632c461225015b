/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-docx-story-private.h"

#include "cw-error.h"
#include "cw-limits.h"

#include <string.h>

/* A story is a part of a DOCX with text in it: the document, the notes, the
 * comments. Here is how text is put together; what each element means is in
 * cw-read-docx-elements.c. A paragraph is a line; cells of a row stand on one
 * line with tabs between them; text boxes follow the paragraph that they are
 * anchored in. */

static void
flow_free (CwDocxFlow *flow)
{
  cw_text_free (flow->text);
  g_array_unref (flow->tables);
  g_ptr_array_unref (flow->boxes);
  g_free (flow);
}

/* Begins to write into another text. */
void
cw_docx_push_flow (CwDocxStory *story,
                   CwText      *text)
{
  CwDocxFlow *flow = g_new0 (CwDocxFlow, 1);

  flow->text = text;
  flow->tables = g_array_new (FALSE, TRUE, sizeof (CwDocxTable));
  flow->boxes = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_text_free);
  g_ptr_array_add (story->flows, flow);
}

/* Ends that, and hands over what was written. */
CwText *
cw_docx_pop_flow (CwDocxStory *story)
{
  CwDocxFlow *flow = g_ptr_array_steal_index (story->flows, story->flows->len - 1);
  CwText *text = g_steal_pointer (&flow->text);

  flow_free (flow);
  return text;
}

/* Appends a text with its spans, counts and warnings. */
void
cw_docx_append_text (CwText       *text,
                     const CwText *other)
{
  guint32 offset = text->length;

  cw_text_append (text, other->text, (gssize) other->n_bytes);
  for (guint i = 0; i < other->spans->len; i++)
    {
      const CwSpan *span = &g_array_index (other->spans, CwSpan, i);

      cw_text_add_span (text, span->kind, offset + span->start,
                        offset + MIN (span->end, other->length), span->level, span->data);
    }
  for (guint i = 0; i < other->warnings->len; i++)
    cw_text_warn (text, "%s", (const char *) g_ptr_array_index (other->warnings, i));
  text->n_insertions += other->n_insertions;
  text->n_deletions += other->n_deletions;
}

static void
close_format (CwDocxFlow *flow)
{
  CwDocxParagraph *paragraph = &flow->paragraph;

  if (paragraph->bold_span != CW_DOCX_NO_SPAN)
    cw_text_close_span (flow->text, paragraph->bold_span);
  if (paragraph->italic_span != CW_DOCX_NO_SPAN)
    cw_text_close_span (flow->text, paragraph->italic_span);
  paragraph->bold_span = paragraph->italic_span = CW_DOCX_NO_SPAN;
}

/* Runs that look alike are one span. */
static void
sync_format (CwDocxFlow *flow)
{
  CwDocxParagraph *paragraph = &flow->paragraph;

  if (paragraph->bold != (paragraph->bold_span != CW_DOCX_NO_SPAN))
    {
      if (paragraph->bold)
        paragraph->bold_span = cw_text_open_span (flow->text, CW_SPAN_STRONG, 0, NULL);
      else
        {
          cw_text_close_span (flow->text, paragraph->bold_span);
          paragraph->bold_span = CW_DOCX_NO_SPAN;
        }
    }
  if (paragraph->italic != (paragraph->italic_span != CW_DOCX_NO_SPAN))
    {
      if (paragraph->italic)
        paragraph->italic_span = cw_text_open_span (flow->text, CW_SPAN_EMPHASIS, 0, NULL);
      else
        {
          cw_text_close_span (flow->text, paragraph->italic_span);
          paragraph->italic_span = CW_DOCX_NO_SPAN;
        }
    }
}

/* Begins a paragraph, on a new line if there was one before. */
void
cw_docx_start_paragraph (CwDocxStory *story)
{
  CwDocxFlow *flow = cw_docx_flow (story);
  CwDocxParagraph blank = { 0 };

  if (flow->in_paragraph)
    cw_docx_end_paragraph (story);
  if (flow->need_break && story->mute == 0)
    {
      cw_text_append (flow->text, "\n", 1);
      flow->need_break = FALSE;
    }

  blank.start = flow->text->length;
  blank.list_level = -1;
  blank.bold_span = blank.italic_span = CW_DOCX_NO_SPAN;
  flow->paragraph = blank;
  flow->in_paragraph = TRUE;
}

/* Ends a paragraph; the text boxes in it come after it. */
void
cw_docx_end_paragraph (CwDocxStory *story)
{
  CwDocxFlow *flow = cw_docx_flow (story);
  const CwDocxParagraph *paragraph = &flow->paragraph;

  if (!flow->in_paragraph)
    return;

  close_format (flow);
  flow->in_paragraph = FALSE;
  if (paragraph->heading > 0)
    cw_text_add_span (flow->text, CW_SPAN_HEADING, paragraph->start, flow->text->length,
                      paragraph->heading, NULL);
  else if (paragraph->list_level >= 0)
    cw_text_add_span (flow->text, CW_SPAN_LIST_ITEM, paragraph->start, flow->text->length,
                      paragraph->list_level + 1, NULL);

  if (story->mute == 0)
    flow->need_break = !paragraph->mark_deleted;
  for (guint i = 0; i < flow->boxes->len; i++)
    {
      const CwText *box = g_ptr_array_index (flow->boxes, i);

      /* An empty paragraph is there only to hold the box. */
      if (box->n_bytes == 0)
        continue;
      if (flow->text->length > paragraph->start && flow->need_break)
        cw_text_append (flow->text, "\n", 1);
      cw_docx_append_text (flow->text, box);
      flow->need_break = TRUE;
    }
  g_ptr_array_set_size (flow->boxes, 0);

  /* Word writes a field's instruction into one paragraph. */
  for (guint i = 0; i < story->fields->len; i++)
    g_array_index (story->fields, gboolean, i) = FALSE;
}

/* Appends text of a run. */
void
cw_docx_append (CwDocxStory *story,
                const char  *text,
                gsize        n_bytes)
{
  CwDocxFlow *flow = cw_docx_flow (story);

  if (story->mute > 0)
    return;
  for (guint i = 0; i < story->fields->len; i++)
    if (g_array_index (story->fields, gboolean, i))
      return;

  if (!flow->in_paragraph)
    cw_docx_start_paragraph (story);
  if (flow->paragraph.hidden)
    {
      cw_text_warn (flow->text, "hidden text was left out");
      return;
    }
  sync_format (flow);
  cw_text_append (flow->text, text, (gssize) n_bytes);
}

static gboolean
start_element (gpointer               user_data,
               const char            *name,
               const char            *ns,
               const CwXmlAttributes *attributes,
               GError               **error)
{
  CwDocxStory *story = user_data;
  const CwDocxElement *element = NULL;
  gpointer known = NULL;

  if (story->skip > 0)
    {
      story->skip++;
      return TRUE;
    }

  /* Names are interned, so that each is searched for only once. */
  if (!g_hash_table_lookup_extended (story->ids, name, NULL, &known))
    {
      known = (gpointer) cw_docx_find_element (name);
      g_hash_table_insert (story->ids, (gpointer) name, known);
    }
  element = known;
  g_array_append_val (story->open, element);
  if (element != NULL && element->start != NULL)
    element->start (story, attributes);
  return TRUE;
}

static gboolean
is_within_limits (const CwText *text,
                  GError      **error)
{
  if (text->length <= CW_LIMIT_TEXT_LENGTH && text->spans->len <= CW_LIMIT_TEXT_SPANS)
    return TRUE;

  g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
               "its text is longer than the limit of %u million characters, or has more than %u "
               "million parts; split it and import the parts",
               CW_LIMIT_TEXT_LENGTH >> 20, CW_LIMIT_TEXT_SPANS >> 20);
  return FALSE;
}

static gboolean
end_element (gpointer user_data,
             GError **error)
{
  CwDocxStory *story = user_data;
  const CwDocxElement *element;

  if (story->skip > 1)
    {
      story->skip--;
      return TRUE;
    }

  story->skip = 0;
  element = g_array_index (story->open, const CwDocxElement *, story->open->len - 1);
  g_array_set_size (story->open, story->open->len - 1);
  if (element != NULL && element->end != NULL)
    element->end (story);

  return is_within_limits (cw_docx_flow (story)->text, error);
}

static gboolean
characters (gpointer    user_data,
            const char *text,
            gsize       n_bytes,
            GError    **error)
{
  CwDocxStory *story = user_data;
  const char *end = text + n_bytes;

  if (story->skip > 0 || !story->in_text)
    return TRUE;

  /* A line end in the XML is a space. */
  for (const char *p = text; p < end;)
    {
      const char *line_end = memchr (p, '\n', (gsize) (end - p));

      if (line_end == NULL)
        line_end = end;
      if (line_end > p)
        cw_docx_append (story, p, (gsize) (line_end - p));
      if (line_end < end)
        cw_docx_append (story, " ", 1);
      p = line_end + 1;
    }
  return TRUE;
}

static const CwXmlHandler story_handler = { start_element, end_element, characters };

static void
append_notes (CwDocxStory *story,
              CwText      *text)
{
  for (guint i = 0; i < story->notes->len; i++)
    {
      const CwText *note = g_ptr_array_index (story->notes, i);
      g_autofree char *mark = g_strdup_printf ("[%u]", i + 1);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      guint span;

      if (text->n_bytes > 0)
        cw_text_append (text, "\n", 1);
      span = cw_text_open_span (text, CW_SPAN_NOTE, 0, number);
      cw_text_append (text, mark, -1);
      if (note->n_bytes > 0 && !g_ascii_isspace (note->text[0]))
        cw_text_append (text, " ", 1);
      cw_docx_append_text (text, note);
      cw_text_close_span (text, span);
    }
}

gboolean
cw_docx_read_story (CwDocxPackage *package,
                    const char    *part_name,
                    CwText        *text,
                    GHashTable    *items,
                    GHashTable    *authors,
                    GCancellable  *cancellable,
                    GError       **error)
{
  CwDocxStory story = { 0 };
  CwText *rest;
  gboolean ok;

  story.package = package;
  story.items = items;
  story.authors = authors;
  story.ids = g_hash_table_new (g_direct_hash, g_direct_equal);
  story.open = g_array_new (FALSE, FALSE, sizeof (const CwDocxElement *));
  story.flows = g_ptr_array_new_with_free_func ((GDestroyNotify) flow_free);
  story.choices = g_array_new (FALSE, FALSE, sizeof (gboolean));
  story.fields = g_array_new (FALSE, FALSE, sizeof (gboolean));
  story.comment_starts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  story.notes = g_ptr_array_new ();

  cw_docx_push_flow (&story, items == NULL ? text : cw_text_new ("docx"));
  ok = cw_xml_parse (cw_zip_get_part (package->zip, part_name), part_name, &story_handler, &story,
                     cancellable, error);
  if (ok)
    cw_docx_end_paragraph (&story);

  /* The outermost flow writes into a text that is not ours. */
  while (story.flows->len > 1)
    cw_text_free (cw_docx_pop_flow (&story));
  rest = cw_docx_pop_flow (&story);
  if (rest != text)
    cw_text_free (rest);
  else if (ok)
    append_notes (&story, text);

  g_free (story.item_id);
  g_hash_table_unref (story.ids);
  g_array_unref (story.open);
  g_ptr_array_unref (story.flows);
  g_array_unref (story.choices);
  g_array_unref (story.fields);
  g_hash_table_unref (story.comment_starts);
  g_ptr_array_unref (story.notes);
  return ok;
}
