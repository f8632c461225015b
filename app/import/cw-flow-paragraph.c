/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-flow-private.h"

#include <string.h>

/* Paragraphs, and the runs in them. */

/* A line end, if there is something before that wants one. */
void
cw_flow_break_line (CwFlow *self)
{
  CwFlowLevel *level = cw_flow_level (self);

  if (!level->need_break || self->mute > 0)
    return;
  cw_text_append (level->text, "\n", 1);
  level->need_break = FALSE;
}

/**
 * cw_flow_start_paragraph:
 * @self: a flow
 *
 * Begins a paragraph, on a new line if there was one before. One that is not
 * ended yet is ended.
 */
void
cw_flow_start_paragraph (CwFlow *self)
{
  CwFlowLevel *level = cw_flow_level (self);
  CwFlowParagraph blank = { 0 };

  cw_flow_end_paragraph (self);
  cw_flow_break_line (self);
  blank.start = level->text->length;
  blank.strong_span = blank.emphasis_span = CW_FLOW_NO_SPAN;
  level->paragraph = blank;
  level->in_paragraph = TRUE;
  level->pending_space = FALSE;
  g_clear_pointer (&level->label, g_free);
}

static void
close_format (CwFlowLevel *level)
{
  CwFlowParagraph *paragraph = &level->paragraph;

  if (paragraph->strong_span != CW_FLOW_NO_SPAN)
    cw_text_close_span (level->text, paragraph->strong_span);
  if (paragraph->emphasis_span != CW_FLOW_NO_SPAN)
    cw_text_close_span (level->text, paragraph->emphasis_span);
  paragraph->strong_span = paragraph->emphasis_span = CW_FLOW_NO_SPAN;
}

/**
 * cw_flow_end_paragraph:
 * @self: a flow
 *
 * Ends the paragraph, if there is one; the text boxes in it come after it.
 */
void
cw_flow_end_paragraph (CwFlow *self)
{
  CwFlowLevel *level = cw_flow_level (self);
  const CwFlowParagraph *paragraph = &level->paragraph;

  if (!level->in_paragraph)
    return;

  close_format (level);
  level->in_paragraph = FALSE;
  level->pending_space = FALSE;
  if (paragraph->heading > 0)
    cw_text_add_span (level->text, CW_SPAN_HEADING, paragraph->start, level->text->length,
                      paragraph->heading, NULL);
  else if (paragraph->list_level > 0)
    cw_text_add_span (level->text, CW_SPAN_LIST_ITEM, paragraph->start, level->text->length,
                      paragraph->list_level, paragraph->numbered ? "1" : NULL);
  if (self->mute == 0)
    level->need_break = !paragraph->runs_on;
  cw_flow_append_boxes (self);
}

/**
 * cw_flow_in_paragraph:
 * @self: a flow
 *
 * Says whether a paragraph is being written.
 *
 * Returns: whether one is
 */
gboolean
cw_flow_in_paragraph (CwFlow *self)
{
  return cw_flow_level (self)->in_paragraph;
}

/**
 * cw_flow_get_start:
 * @self: a flow
 *
 * Gets where the paragraph began that is being written, or where the next one
 * will.
 *
 * Returns: a position in cw_flow_get_text()
 */
guint32
cw_flow_get_start (CwFlow *self)
{
  const CwFlowLevel *level = cw_flow_level (self);

  return level->in_paragraph ? level->paragraph.start : level->text->length + level->need_break;
}

/**
 * cw_flow_get_next:
 * @self: a flow
 *
 * Gets where the next text will stand: behind a blank or line end that is not
 * written yet.
 *
 * Returns: a position in cw_flow_get_text()
 */
guint32
cw_flow_get_next (CwFlow *self)
{
  const CwFlowLevel *level = cw_flow_level (self);

  return level->in_paragraph ? level->text->length + level->pending_space
                             : cw_flow_get_start (self);
}

/**
 * cw_flow_set_heading:
 * @self: a flow
 * @level: 1 to 9, or 0 for none
 *
 * Says that the paragraph is a heading.
 */
void
cw_flow_set_heading (CwFlow *self,
                     int     level)
{
  cw_flow_level (self)->paragraph.heading = CLAMP (level, 0, 9);
}

/**
 * cw_flow_set_list:
 * @self: a flow
 * @level: from 1, or 0 for none
 * @numbered: whether its items are numbered
 *
 * Says that the paragraph is an item of a list.
 */
void
cw_flow_set_list (CwFlow  *self,
                  int      level,
                  gboolean numbered)
{
  CwFlowParagraph *paragraph = &cw_flow_level (self)->paragraph;

  paragraph->list_level = CLAMP (level, 0, 99);
  paragraph->numbered = numbered;
}

/**
 * cw_flow_get_list:
 * @self: a flow
 *
 * Gets the level of the list that the paragraph is an item of.
 *
 * Returns: the level, 0 for none
 */
int
cw_flow_get_list (CwFlow *self)
{
  return cw_flow_level (self)->paragraph.list_level;
}

/**
 * cw_flow_set_label:
 * @self: a flow
 * @label: (nullable): the number of the item: "2.", "b)"
 *
 * Says what stands before the text of the paragraph, which is an item of a list.
 * A paragraph without text shows none.
 */
void
cw_flow_set_label (CwFlow     *self,
                   const char *label)
{
  CwFlowLevel *level = cw_flow_level (self);

  g_free (level->label);
  level->label = label != NULL && *label != '\0' ? g_strdup (label) : NULL;
}

/**
 * cw_flow_run_on:
 * @self: a flow
 *
 * Says that the next paragraph goes on where this one ends: its mark was deleted,
 * or it is a drop cap.
 */
void
cw_flow_run_on (CwFlow *self)
{
  cw_flow_level (self)->paragraph.runs_on = TRUE;
}

/**
 * cw_flow_open_block:
 * @self: a flow
 * @kind: what begins here
 * @level: its level, or 0
 * @data: (nullable): what else is to be said of it
 *
 * Begins something that holds paragraphs, on a new line: a quotation, say.
 *
 * Returns: a number for cw_flow_close_block(), in the same text
 */
guint
cw_flow_open_block (CwFlow     *self,
                    CwSpanKind  kind,
                    int         level,
                    const char *data)
{
  cw_flow_end_paragraph (self);
  cw_flow_break_line (self);
  return cw_text_open_span (cw_flow_get_text (self), kind, level, data);
}

/**
 * cw_flow_close_block:
 * @self: a flow
 * @block: what cw_flow_open_block() gave
 *
 * Ends it, and the paragraph in it.
 */
void
cw_flow_close_block (CwFlow *self,
                     guint   block)
{
  cw_flow_end_paragraph (self);
  cw_text_close_span (cw_flow_get_text (self), block);
}

/**
 * cw_flow_set_strong:
 * @self: a flow
 * @strong: whether it is
 *
 * Says whether what comes next in the paragraph is bold. A new paragraph is not.
 */
void
cw_flow_set_strong (CwFlow  *self,
                    gboolean strong)
{
  cw_flow_level (self)->paragraph.strong = strong;
}

/**
 * cw_flow_set_emphasis:
 * @self: a flow
 * @emphasis: whether it is
 *
 * Says whether what comes next in the paragraph is in italics. A new paragraph is
 * not.
 */
void
cw_flow_set_emphasis (CwFlow  *self,
                      gboolean emphasis)
{
  cw_flow_level (self)->paragraph.emphasis = emphasis;
}

/**
 * cw_flow_set_hidden:
 * @self: a flow
 * @hidden: whether it is
 *
 * Says whether what comes next in the paragraph is hidden; then it is left out,
 * with a warning. In a new paragraph it is not.
 */
void
cw_flow_set_hidden (CwFlow  *self,
                    gboolean hidden)
{
  cw_flow_level (self)->paragraph.hidden = hidden;
}

static void
sync_span (CwText    *text,
           CwSpanKind kind,
           gboolean   wanted,
           guint     *span)
{
  if (wanted == (*span != CW_FLOW_NO_SPAN))
    return;
  if (wanted)
    *span = cw_text_open_span (text, kind, 0, NULL);
  else
    {
      cw_text_close_span (text, *span);
      *span = CW_FLOW_NO_SPAN;
    }
}

/* What comes before the next text, if any comes. */
static void
write_pending (CwFlowLevel *level)
{
  if (level->label != NULL)
    {
      cw_text_append (level->text, level->label, -1);
      cw_text_append (level->text, " ", 1);
      g_clear_pointer (&level->label, g_free);
    }
  if (level->pending_space)
    cw_text_append (level->text, " ", 1);
  level->pending_space = FALSE;
}

/* Makes ready for text; FALSE if it is left out. */
static gboolean
begin_text (CwFlow *self)
{
  CwFlowLevel *level = cw_flow_level (self);
  CwFlowParagraph *paragraph = &level->paragraph;

  if (self->mute > 0)
    return FALSE;
  if (!level->in_paragraph)
    cw_flow_start_paragraph (self);
  if (paragraph->hidden)
    {
      cw_text_warn (level->text, "hidden text was left out");
      return FALSE;
    }
  write_pending (level);
  sync_span (level->text, CW_SPAN_STRONG, paragraph->strong, &paragraph->strong_span);
  sync_span (level->text, CW_SPAN_EMPHASIS, paragraph->emphasis, &paragraph->emphasis_span);
  return TRUE;
}

/**
 * cw_flow_append:
 * @self: a flow
 * @text: valid UTF-8
 * @n_bytes: its length in bytes, or -1 if it ends with a nul
 *
 * Appends text to the paragraph as it stands; begins one if there is none.
 */
void
cw_flow_append (CwFlow     *self,
                const char *text,
                gssize      n_bytes)
{
  if (begin_text (self))
    cw_text_append (cw_flow_get_text (self), text, n_bytes);
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Whether a blank after what is written would stand at the beginning of a line, or
 * after another one. */
static gboolean
ends_blank (CwFlowLevel *level)
{
  const CwText *text = level->text;

  return !level->in_paragraph || text->length == level->paragraph.start
         || is_blank (text->text[text->n_bytes - 1]);
}

/**
 * cw_flow_append_collapsed:
 * @self: a flow
 * @text: valid UTF-8
 * @n_bytes: its length in bytes, or -1 if it ends with a nul
 *
 * Appends text in which any run of white space means one blank, and none at the
 * beginning or end of a paragraph. White space alone begins no paragraph.
 */
void
cw_flow_append_collapsed (CwFlow     *self,
                          const char *text,
                          gssize      n_bytes)
{
  CwFlowLevel *level = cw_flow_level (self);
  const char *end = text + (n_bytes < 0 ? (gssize) strlen (text) : n_bytes);

  while (text < end)
    {
      const char *word;

      if (is_blank (*text))
        {
          while (text < end && is_blank (*text))
            text++;
          level->pending_space |= !ends_blank (level);
          continue;
        }
      for (word = text; text < end && !is_blank (*text); text++)
        ;
      cw_flow_append (self, word, text - word);
    }
}

/**
 * cw_flow_append_char:
 * @self: a flow
 * @character: a code point; one that no text can hold becomes U+FFFD
 *
 * Appends one character.
 */
void
cw_flow_append_char (CwFlow  *self,
                     gunichar character)
{
  if (begin_text (self))
    cw_text_append_char (cw_flow_get_text (self), character);
}

/* Programs describe an image by where it was found, which says nothing of it, but may
 * say who wrote the document. */
static gboolean
names_file (const char *description)
{
  static const char *const endings[] = { ".png",  ".jpg", ".jpeg", ".gif", ".bmp", ".tif",
                                         ".tiff", ".svg", ".emf",  ".wmf", ".webp" };
  g_autofree char *lower = g_ascii_strdown (description, -1);

  if (strstr (lower, "://") != NULL || strstr (lower, ":\\") != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

/**
 * cw_flow_append_image:
 * @self: a flow
 * @description: (nullable): what the document says of it
 *
 * Appends the placeholder of an image: "[image]", or "[image: a map]". A description
 * that is the name of a file is left out.
 */
void
cw_flow_append_image (CwFlow     *self,
                      const char *description)
{
  CwText *text = cw_flow_get_text (self);
  g_autofree char *shown = NULL;
  guint32 start;

  if (!begin_text (self))
    return;
  if (description != NULL && *description != '\0')
    {
      shown = g_strdup (description);
      g_strdelimit (shown, "\n\r\t", ' ');
      g_strstrip (shown);
      if (names_file (shown))
        g_clear_pointer (&shown, g_free);
    }
  start = text->length;
  if (shown != NULL && *shown != '\0')
    {
      cw_text_append (text, "[image: ", -1);
      cw_text_append (text, shown, -1);
      cw_text_append (text, "]", 1);
    }
  else
    cw_text_append (text, "[image]", -1);
  cw_text_add_span (text, CW_SPAN_IMAGE, start, text->length, 0, shown);
}

/**
 * cw_flow_break_page:
 * @self: a flow
 *
 * Says that a new page begins here.
 */
void
cw_flow_break_page (CwFlow *self)
{
  CwText *text = cw_flow_get_text (self);

  if (self->mute == 0)
    cw_text_add_span (text, CW_SPAN_PAGE_BREAK, text->length, text->length, 0, NULL);
}

/**
 * cw_flow_start_link:
 * @self: a flow
 * @address: (nullable): where it leads
 *
 * Begins the text of a link.
 */
void
cw_flow_start_link (CwFlow     *self,
                    const char *address)
{
  CwFlowLevel *level = cw_flow_level (self);
  guint span;

  if (!cw_flow_is_mute (self))
    write_pending (level);
  if (!level->in_paragraph && self->mute == 0)
    cw_flow_start_paragraph (self);
  span = cw_text_open_span (level->text, CW_SPAN_LINK, 0, address);
  g_array_append_val (level->links, span);
}

/**
 * cw_flow_end_link:
 * @self: a flow
 *
 * Ends the innermost link; none, if none is open.
 */
void
cw_flow_end_link (CwFlow *self)
{
  CwFlowLevel *level = cw_flow_level (self);

  if (level->links->len == 0)
    return;
  cw_text_close_span (level->text, g_array_index (level->links, guint, level->links->len - 1));
  g_array_set_size (level->links, level->links->len - 1);
}
