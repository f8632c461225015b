/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-text.h"

#include "cw-utf8.h"

#include <string.h>

static const char *const span_kind_names[CW_SPAN_N_KINDS] = {
  [CW_SPAN_HEADING] = "heading",
  [CW_SPAN_EMPHASIS] = "emphasis",
  [CW_SPAN_STRONG] = "strong",
  [CW_SPAN_LIST_ITEM] = "list-item",
  [CW_SPAN_TABLE] = "table",
  [CW_SPAN_ROW] = "row",
  [CW_SPAN_CELL] = "cell",
  [CW_SPAN_LINK] = "link",
  [CW_SPAN_NOTE_MARK] = "note-mark",
  [CW_SPAN_NOTE] = "note",
  [CW_SPAN_COMMENT] = "comment",
  [CW_SPAN_IMAGE] = "image",
  [CW_SPAN_PAGE_BREAK] = "page-break",
  [CW_SPAN_CODE] = "code",
  [CW_SPAN_QUOTE] = "quote",
  [CW_SPAN_TIME] = "time",
};

static void
clear_span (gpointer data)
{
  CwSpan *span = data;

  g_free (span->data);
}

static void
clear_page (gpointer data)
{
  CwPage *page = data;

  g_free (page->label);
}

static void
reserve (CwText *self,
         gsize   n_more)
{
  gsize needed = self->n_bytes + n_more + 1;

  if (needed <= self->n_allocated)
    return;

  self->n_allocated = MAX (needed, MAX (256, self->n_allocated + self->n_allocated / 2));
  self->text = g_realloc (self->text, self->n_allocated);
}

/**
 * cw_text_new:
 * @format: the format's identifier, a static string: "txt", "md", "docx"
 *
 * Makes an empty text for a reader to fill.
 *
 * Returns: (transfer full): the text; free with cw_text_free()
 */
CwText *
cw_text_new (const char *format)
{
  return cw_text_new_take (format, g_strdup (""), 0);
}

/**
 * cw_text_new_take:
 * @format: the format's identifier, a static string
 * @text: (transfer full): valid UTF-8, nul-terminated
 * @n_bytes: its length in bytes
 *
 * Makes a text of a string without copying it.
 *
 * Returns: (transfer full): the text; free with cw_text_free()
 */
CwText *
cw_text_new_take (const char *format,
                  char       *text,
                  gsize       n_bytes)
{
  CwText *self;

  g_return_val_if_fail (format != NULL, NULL);
  g_return_val_if_fail (text != NULL && text[n_bytes] == '\0', NULL);
  g_return_val_if_fail (n_bytes < G_MAXUINT32, NULL);

  self = g_new0 (CwText, 1);
  self->format = format;
  self->text = text;
  self->n_bytes = n_bytes;
  self->n_allocated = n_bytes + 1;
  self->length = (guint32) cw_utf8_length (text, n_bytes);
  self->spans = g_array_new (FALSE, FALSE, sizeof (CwSpan));
  self->turns = g_array_new (FALSE, FALSE, sizeof (CwTurn));
  self->pages = g_array_new (FALSE, FALSE, sizeof (CwPage));
  self->speakers = g_ptr_array_new_with_free_func (g_free);
  self->warnings = g_ptr_array_new_with_free_func (g_free);

  g_array_set_clear_func (self->spans, clear_span);
  g_array_set_clear_func (self->pages, clear_page);
  return self;
}

/**
 * cw_text_new_plain:
 * @text: valid UTF-8
 * @n_bytes: its length in bytes, or -1 if it ends with a nul
 *
 * Makes a plain text ("txt") of a copy of a string, for instance of one that
 * comes out of the store.
 *
 * Returns: (transfer full): the text; free with cw_text_free()
 */
CwText *
cw_text_new_plain (const char *text,
                   gssize      n_bytes)
{
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  length = n_bytes < 0 ? strlen (text) : (gsize) n_bytes;
  return cw_text_new_take ("txt", g_strndup (text, length), length);
}

/**
 * cw_text_free:
 * @self: (nullable) (transfer full): a text
 *
 * Frees a text and all that belongs to it.
 */
void
cw_text_free (CwText *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->spans);
  g_array_unref (self->turns);
  g_array_unref (self->pages);
  g_ptr_array_unref (self->speakers);
  g_ptr_array_unref (self->warnings);
  g_free (self->encoding);
  g_free (self->text);
  g_free (self);
}

/**
 * cw_text_append:
 * @self: a text being built
 * @text: what to append; valid UTF-8, or a programmer's mistake
 * @n_bytes: its length in bytes, or -1 if it ends with a nul
 *
 * Appends to the text as it stands.
 *
 * Returns: FALSE, and nothing is appended, if the text would pass 4 GiB
 */
gboolean
cw_text_append (CwText     *self,
                const char *text,
                gssize      n_bytes)
{
  gsize length;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  length = n_bytes < 0 ? strlen (text) : (gsize) n_bytes;
  if (self->n_bytes + length >= G_MAXUINT32)
    return FALSE;

  reserve (self, length);
  memcpy (self->text + self->n_bytes, text, length);
  self->n_bytes += length;
  self->text[self->n_bytes] = '\0';
  self->length += (guint32) cw_utf8_length (text, length);
  return TRUE;
}

/**
 * cw_text_append_char:
 * @self: a text being built
 * @character: a code point; one that no text can hold becomes U+FFFD
 *
 * Appends one character.
 */
void
cw_text_append_char (CwText  *self,
                     gunichar character)
{
  char bytes[6];
  int n_bytes;

  if (character == 0 || !g_unichar_validate (character))
    character = 0xFFFD;
  n_bytes = g_unichar_to_utf8 (character, bytes);
  cw_text_append (self, bytes, n_bytes);
}

/**
 * cw_text_trim:
 * @self: a text being built
 * @n_bytes: how many bytes to keep; must not be within a character
 *
 * Takes back what was appended last. Spans and pages that reached further end at
 * the new end.
 */
void
cw_text_trim (CwText *self,
              gsize   n_bytes)
{
  g_return_if_fail (self != NULL && n_bytes <= self->n_bytes);

  self->length -= (guint32) cw_utf8_length (self->text + n_bytes, self->n_bytes - n_bytes);
  self->n_bytes = n_bytes;
  self->text[n_bytes] = '\0';

  for (guint i = 0; i < self->spans->len; i++)
    {
      CwSpan *span = &g_array_index (self->spans, CwSpan, i);

      span->start = MIN (span->start, self->length);
      if (span->end != G_MAXUINT32)
        span->end = MIN (span->end, self->length);
    }
  for (guint i = 0; i < self->pages->len; i++)
    {
      CwPage *page = &g_array_index (self->pages, CwPage, i);

      page->start = MIN (page->start, self->length);
      page->end = MIN (page->end, self->length);
    }
}

/**
 * cw_text_open_span:
 * @self: a text being built
 * @kind: what begins here
 * @level: level of a heading or list item, else 0
 * @data: (nullable): what else is to be said of it
 *
 * Opens a span at the end of the text as it is now.
 *
 * Returns: a number to give to cw_text_close_span()
 */
guint
cw_text_open_span (CwText     *self,
                   CwSpanKind  kind,
                   int         level,
                   const char *data)
{
  cw_text_add_span (self, kind, self->length, G_MAXUINT32, level, data);
  return self->spans->len - 1;
}

/**
 * cw_text_close_span:
 * @self: a text being built
 * @span: what cw_text_open_span() gave
 *
 * Closes a span at the end of the text as it is now.
 */
void
cw_text_close_span (CwText *self,
                    guint   span)
{
  g_return_if_fail (self != NULL && span < self->spans->len);

  g_array_index (self->spans, CwSpan, span).end = self->length;
}

/**
 * cw_text_add_span:
 * @self: a text being built
 * @kind: what it is
 * @start: first position, in code points
 * @end: position after the last, in code points
 * @level: level of a heading or list item, else 0
 * @data: (nullable): what else is to be said of it
 *
 * Adds a span. Spans may be added in any order: cw_text_finish() sorts them.
 */
void
cw_text_add_span (CwText     *self,
                  CwSpanKind  kind,
                  guint32     start,
                  guint32     end,
                  int         level,
                  const char *data)
{
  CwSpan span = { kind, start, end, level, NULL };

  g_return_if_fail (self != NULL);
  g_return_if_fail (start <= end);

  span.data = g_strdup (data);
  g_array_append_val (self->spans, span);
}

/**
 * cw_text_warn:
 * @self: a text
 * @format: a printf() format; a sentence for the researcher, without the file's name
 * @...: its arguments
 *
 * Adds a warning, unless the same stands there already.
 */
void
cw_text_warn (CwText     *self,
              const char *format,
              ...)
{
  g_autofree char *warning = NULL;
  va_list arguments;

  g_return_if_fail (self != NULL && format != NULL);

  va_start (arguments, format);
  warning = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  if (!g_ptr_array_find_with_equal_func (self->warnings, warning, g_str_equal, NULL))
    g_ptr_array_add (self->warnings, g_steal_pointer (&warning));
}

static gint
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const CwSpan *one = a;
  const CwSpan *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  if (one->end != other->end)
    return one->end > other->end ? -1 : 1;
  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  return one->level - other->level;
}

/* Keeps a span as the one behind the first @n_kept. The one moved from must not free
 * what the other now owns. */
static void
keep_span (CwText *self,
           guint   from,
           guint  *n_kept)
{
  CwSpan *span = &g_array_index (self->spans, CwSpan, from);

  if (*n_kept != from)
    {
      g_array_index (self->spans, CwSpan, *n_kept) = *span;
      span->data = NULL;
    }
  (*n_kept)++;
}

/**
 * cw_text_drop_spans:
 * @self: a text
 * @kind: a kind of span
 *
 * Forgets all spans of a kind; the text stays.
 *
 * Returns: how many there were
 */
guint
cw_text_drop_spans (CwText    *self,
                    CwSpanKind kind)
{
  guint n_all;
  guint kept = 0;

  g_return_val_if_fail (self != NULL, 0);

  n_all = self->spans->len;
  for (guint i = 0; i < n_all; i++)
    if (g_array_index (self->spans, CwSpan, i).kind == kind)
      g_clear_pointer (&g_array_index (self->spans, CwSpan, i).data, g_free);
    else
      keep_span (self, i, &kept);
  g_array_set_size (self->spans, kept);
  return n_all - kept;
}

/**
 * cw_text_finish:
 * @self: a text that is built
 *
 * Closes what is open, sorts the spans, drops empty ones (a page break is meant to
 * be empty, and a comment may speak of no words) and gives back memory that is not
 * used.
 */
void
cw_text_finish (CwText *self)
{
  guint kept = 0;

  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->spans->len; i++)
    {
      CwSpan *span = &g_array_index (self->spans, CwSpan, i);

      span->end = MIN (span->end, self->length);
      if (span->start < span->end || span->kind == CW_SPAN_PAGE_BREAK
          || span->kind == CW_SPAN_COMMENT)
        keep_span (self, i, &kept);
      else
        g_clear_pointer (&span->data, g_free);
    }

  g_array_set_size (self->spans, kept);
  g_array_sort (self->spans, compare_spans);

  if (self->n_allocated > self->n_bytes + 1 + self->n_bytes / 8)
    {
      self->n_allocated = self->n_bytes + 1;
      self->text = g_realloc (self->text, self->n_allocated);
    }
}

/**
 * cw_span_kind_to_string:
 * @kind: a kind of span
 *
 * Gets the name of a kind as it stands in JSON.
 *
 * Returns: (transfer none): the name
 */
const char *
cw_span_kind_to_string (CwSpanKind kind)
{
  g_return_val_if_fail (kind < CW_SPAN_N_KINDS, NULL);

  return span_kind_names[kind];
}

/**
 * cw_span_kind_from_string:
 * @string: a name
 * @out_kind: (out): the kind; untouched if there is none
 *
 * Finds the kind of span that has a name.
 *
 * Returns: whether there is one
 */
gboolean
cw_span_kind_from_string (const char *string,
                          CwSpanKind *out_kind)
{
  g_return_val_if_fail (string != NULL && out_kind != NULL, FALSE);

  for (guint kind = 0; kind < CW_SPAN_N_KINDS; kind++)
    if (g_str_equal (span_kind_names[kind], string))
      {
        *out_kind = kind;
        return TRUE;
      }
  return FALSE;
}
