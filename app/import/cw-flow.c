/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-flow-private.h"

#include "cw-error.h"
#include "cw-limits.h"

#include <string.h>

static void
level_free (gpointer data)
{
  CwFlowLevel *level = data;

  cw_text_free (level->text);
  g_free (level->label);
  g_array_unref (level->tables);
  g_array_unref (level->links);
  g_ptr_array_unref (level->boxes);
  g_free (level);
}

/**
 * cw_flow_new:
 * @format: the format's identifier, a static string: "odt"
 *
 * Begins a document.
 *
 * Returns: (transfer full): the flow; free with cw_flow_free()
 */
CwFlow *
cw_flow_new (const char *format)
{
  CwFlow *self = g_new0 (CwFlow, 1);

  self->format = format;
  self->levels = g_ptr_array_new_with_free_func (level_free);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_text_free);
  cw_flow_push (self);
  return self;
}

/**
 * cw_flow_free:
 * @self: (nullable) (transfer full): a flow
 *
 * Frees a flow and what was written.
 */
void
cw_flow_free (CwFlow *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->levels);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/* Appends a text with its spans, counts and warnings. */
static void
append_text (CwText       *text,
             const CwText *other)
{
  guint32 offset = text->length;

  cw_text_append (text, other->text, (gssize) other->n_bytes);
  for (guint i = 0; i < other->spans->len; i++)
    {
      const CwSpan *span = &g_array_index (other->spans, CwSpan, i);

      cw_text_add_span (text, span->kind, offset + MIN (span->start, other->length),
                        offset + MIN (span->end, other->length), span->level, span->data);
    }
  for (guint i = 0; i < other->warnings->len; i++)
    cw_text_warn (text, "%s", (const char *) g_ptr_array_index (other->warnings, i));
  text->n_insertions += other->n_insertions;
  text->n_deletions += other->n_deletions;
}

static void
append_notes (CwFlow *self,
              CwText *text)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      const CwText *note = g_ptr_array_index (self->notes, i);
      g_autofree char *mark = g_strdup_printf ("[%u]", i + 1);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      guint span;

      if (note == NULL)
        continue;
      if (text->n_bytes > 0)
        cw_text_append (text, "\n", 1);
      span = cw_text_open_span (text, CW_SPAN_NOTE, 0, number);
      cw_text_append (text, mark, -1);
      if (note->n_bytes > 0 && !g_ascii_isspace (note->text[0]))
        cw_text_append (text, " ", 1);
      append_text (text, note);
      cw_text_close_span (text, span);
    }
}

/**
 * cw_flow_finish:
 * @self: a flow
 *
 * Ends the document: closes what is open, puts the notes at the end, and hands
 * the text over. The flow is only to be freed after that.
 *
 * Returns: (transfer full): the text
 */
CwText *
cw_flow_finish (CwFlow *self)
{
  g_autoptr (CwText) text = NULL;
  gsize n_bytes;

  g_return_val_if_fail (self != NULL && self->levels->len > 0, NULL);

  while (self->levels->len > 1)
    {
      CwText *inner = cw_flow_pop (self);

      if (inner->n_bytes > 0)
        cw_flow_add_box (self, inner);
      else
        cw_text_free (inner);
    }
  text = cw_flow_pop (self);
  for (n_bytes = text->n_bytes; n_bytes > 0 && text->text[n_bytes - 1] == '\n'; n_bytes--)
    ;
  if (n_bytes < text->n_bytes)
    cw_text_trim (text, n_bytes);
  append_notes (self, text);
  cw_text_finish (text);
  return g_steal_pointer (&text);
}

/**
 * cw_flow_get_text:
 * @self: a flow
 *
 * Gets the text that is being written now: for its length, warnings and counts.
 *
 * Returns: (transfer none): the text
 */
CwText *
cw_flow_get_text (CwFlow *self)
{
  return cw_flow_level (self)->text;
}

/**
 * cw_flow_is_within_limit:
 * @self: a flow
 * @error: return location for an error
 *
 * Says whether what is written is not too much yet. To be asked every so often.
 *
 * Returns: FALSE with %CW_ERROR_TOO_LARGE
 */
gboolean
cw_flow_is_within_limit (CwFlow  *self,
                         GError **error)
{
  const CwText *text = cw_flow_get_text (self);

  if (text->length <= CW_LIMIT_TEXT_LENGTH && text->spans->len <= CW_LIMIT_TEXT_SPANS)
    return TRUE;

  g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
               "its text is longer than the limit of %u million characters, or has more than %u "
               "thousand parts; split it and import the parts",
               CW_LIMIT_TEXT_LENGTH >> 20, CW_LIMIT_TEXT_SPANS >> 10);
  return FALSE;
}

/**
 * cw_flow_mute:
 * @self: a flow
 *
 * Leaves out what is written until cw_flow_unmute() is called as often. Structure
 * may go on; it stays empty, and so is dropped.
 */
void
cw_flow_mute (CwFlow *self)
{
  self->mute++;
}

/**
 * cw_flow_unmute:
 * @self: a flow
 *
 * Takes one cw_flow_mute() back.
 */
void
cw_flow_unmute (CwFlow *self)
{
  g_return_if_fail (self->mute > 0);

  self->mute--;
}

/**
 * cw_flow_is_mute:
 * @self: a flow
 *
 * Says whether what is written now is left out: mute, or hidden.
 *
 * Returns: whether it is
 */
gboolean
cw_flow_is_mute (CwFlow *self)
{
  const CwFlowLevel *level = cw_flow_level (self);

  return self->mute > 0 || (level->in_paragraph && level->paragraph.hidden);
}

/**
 * cw_flow_push:
 * @self: a flow
 *
 * Begins to write another text, which will stand elsewhere: a note, a text box, a
 * comment. Deep nesting is the reader's to limit.
 */
void
cw_flow_push (CwFlow *self)
{
  CwFlowLevel *level = g_new0 (CwFlowLevel, 1);

  level->text = cw_text_new (self->format);
  level->tables = g_array_new (FALSE, TRUE, sizeof (CwFlowTable));
  level->links = g_array_new (FALSE, FALSE, sizeof (guint));
  level->boxes = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_text_free);
  g_ptr_array_add (self->levels, level);
}

/**
 * cw_flow_pop:
 * @self: a flow
 *
 * Ends what cw_flow_push() began, and hands over what was written.
 *
 * Returns: (transfer full): the text
 */
CwText *
cw_flow_pop (CwFlow *self)
{
  CwFlowLevel *level;
  CwText *text;

  g_return_val_if_fail (self->levels->len > 0, NULL);

  cw_flow_end_paragraph (self);
  while (cw_flow_level (self)->tables->len > 0)
    cw_flow_end_table (self);
  level = g_ptr_array_steal_index (self->levels, self->levels->len - 1);
  text = g_steal_pointer (&level->text);
  for (guint i = 0; i < level->links->len; i++)
    if (g_array_index (level->links, guint, i) != CW_FLOW_NO_SPAN)
      cw_text_close_span (text, g_array_index (level->links, guint, i));
  level_free (level);
  return text;
}

/**
 * cw_flow_depth:
 * @self: a flow
 *
 * Says how many texts are being written, one within the other.
 *
 * Returns: their number; 1 is the document itself
 */
guint
cw_flow_depth (CwFlow *self)
{
  return self->levels->len;
}

/**
 * cw_flow_add_box:
 * @self: a flow
 * @box: (transfer full): a text, from cw_flow_pop()
 *
 * Puts a text after the paragraph that is being written.
 */
void
cw_flow_add_box (CwFlow *self,
                 CwText *box)
{
  CwFlowLevel *level = cw_flow_level (self);

  g_ptr_array_add (level->boxes, box);
  if (level->in_paragraph)
    return;
  cw_flow_break_line (self);
  level->paragraph.start = level->text->length;
  cw_flow_append_boxes (self);
}

/* The boxes of a paragraph come after it. */
void
cw_flow_append_boxes (CwFlow *self)
{
  CwFlowLevel *level = cw_flow_level (self);

  for (guint i = 0; i < level->boxes->len; i++)
    {
      const CwText *box = g_ptr_array_index (level->boxes, i);

      /* An empty paragraph is there only to hold the box. */
      if (box->n_bytes > 0 && level->text->length > level->paragraph.start && level->need_break)
        cw_text_append (level->text, "\n", 1);
      append_text (level->text, box);
      level->need_break |= box->n_bytes > 0;
    }
  g_ptr_array_set_size (level->boxes, 0);
}

/**
 * cw_flow_mark_note:
 * @self: a flow
 * @number: 0 for a note that was not marked yet, else its number
 *
 * Writes the mark of a note into the running text.
 *
 * Returns: the number of the note, from 1
 */
guint
cw_flow_mark_note (CwFlow *self,
                   guint   number)
{
  CwText *text = cw_flow_get_text (self);
  g_autofree char *name = NULL;
  g_autofree char *mark = NULL;
  guint32 start;

  g_return_val_if_fail (number <= self->notes->len, 0);

  if (number == 0)
    {
      g_ptr_array_add (self->notes, NULL);
      number = self->notes->len;
    }
  name = g_strdup_printf ("%u", number);
  mark = g_strdup_printf ("[%s]", name);
  start = text->length;
  cw_flow_append (self, mark, -1);
  /* A paragraph that begins with the mark began on a new line. */
  if (text->length > start)
    start = text->length - (guint32) strlen (mark);
  if (text->length > start)
    cw_text_add_span (text, CW_SPAN_NOTE_MARK, start, text->length, 0, name);
  return number;
}

/**
 * cw_flow_set_note:
 * @self: a flow
 * @number: what cw_flow_mark_note() gave
 * @note: (transfer full): what the note says
 *
 * Says what a note says. If it was said already, that is left out.
 */
void
cw_flow_set_note (CwFlow *self,
                  guint   number,
                  CwText *note)
{
  g_return_if_fail (number > 0 && number <= self->notes->len);

  if (g_ptr_array_index (self->notes, number - 1) != NULL)
    cw_text_free (note);
  else
    self->notes->pdata[number - 1] = note;
}

/**
 * cw_flow_add_comment:
 * @self: a flow
 * @start: where the text begins that is commented on: what the length of
 *   cw_flow_get_text() was; or cw_flow_get_start() for the paragraph so far
 * @author: (nullable): who wrote it
 * @comment: what the comment says
 *
 * Adds a comment on the text from @start to what is written last.
 */
void
cw_flow_add_comment (CwFlow     *self,
                     guint32     start,
                     const char *author,
                     const char *comment)
{
  cw_flow_add_comment_on (self, start, cw_flow_get_text (self)->length, author, comment);
}

/**
 * cw_flow_add_comment_on:
 * @self: a flow
 * @start: where the text begins that is commented on
 * @end: where it ends
 * @author: (nullable): who wrote it
 * @comment: what the comment says
 *
 * Adds a comment on text that was written already. One on no text is about the
 * character before it.
 */
void
cw_flow_add_comment_on (CwFlow     *self,
                        guint32     start,
                        guint32     end,
                        const char *author,
                        const char *comment)
{
  CwText *text = cw_flow_get_text (self);
  g_autofree char *data = NULL;

  if (self->mute > 0)
    return;
  end = MIN (end, text->length);
  if (start >= end)
    start = end > 0 ? end - 1 : 0;
  data = g_strconcat (author != NULL ? author : "", "\n", comment, NULL);
  cw_text_add_span (text, CW_SPAN_COMMENT, start, end, 0, data);
}
