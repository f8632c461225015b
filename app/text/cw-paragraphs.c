/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-paragraphs-private.h"

#include "cw-sentences.h"
#include "cw-utf8.h"

#include <string.h>

/* A line that is too long is cut by writing line ends over blanks, so that nothing
 * moves: spans, pages and turns stay right as they are. It is cut where turns
 * begin; what is still too long, at sentences; and what has none, between words. */

/* A paragraph ends with the first sentence after so many characters, … */
#define FULL_PARAGRAPH 500
/* … or with the one before, if it were longer than this otherwise. */
#define LONGEST_PARAGRAPH 1000
/* What goes on for longer without an end is not made of sentences. */
#define LONGEST_SENTENCE 2000

typedef struct
{
  gsize byte;
  guint32 position; /* from the beginning of the stretch */
} Place;

/* A stretch being cut at sentences. */
typedef struct
{
  CwParagraphs *paragraphs;
  const char *start;
  Place cursor;
  Place paragraph; /* where the present one begins */
  Place last;      /* the last sentence that may begin one */
  guint n_cuts;
} Cutting;

static inline gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static gboolean
is_closed (const CwParagraphs *self,
           gsize               byte)
{
  guint low = 0;
  guint high = self->closed->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const CwParagraphRange *range = &g_array_index (self->closed, CwParagraphRange, middle);

      if (byte < range->start)
        high = middle;
      else if (byte >= range->end)
        low = middle + 1;
      else
        return TRUE;
    }
  return FALSE;
}

/* Whether a line may begin at a byte: something stands there, and a blank before,
 * which is the line end then. */
gboolean
cw_paragraphs_may_begin (const CwParagraphs *self,
                         gsize               byte)
{
  return byte > 0 && byte < self->n_bytes && self->text[byte - 1] == ' '
         && !is_blank (self->text[byte]) && self->text[byte] != '\n' && !is_closed (self, byte - 1);
}

/* --- Sentences and words -------------------------------------------------------- */

static void
begin_paragraph (Cutting     *cutting,
                 const Place *place)
{
  cutting->paragraphs->text[place->byte - 1] = '\n';
  cutting->paragraph = cutting->last = *place;
  cutting->n_cuts++;
}

/* Cuts what stands before a place between words. */
static void
cut_words (Cutting     *cutting,
           const Place *until)
{
  const char *text = cutting->paragraphs->text;
  Place here = cutting->paragraph;
  Place word = here;

  while (here.byte < until->byte)
    {
      here.byte = (gsize) (g_utf8_next_char (text + here.byte) - text);
      here.position++;
      if (here.byte >= until->byte || !cw_paragraphs_may_begin (cutting->paragraphs, here.byte))
        continue;
      if (here.position - cutting->paragraph.position > LONGEST_PARAGRAPH
          && word.byte > cutting->paragraph.byte)
        begin_paragraph (cutting, &word);
      word = here;
    }
  if (until->position - cutting->paragraph.position > LONGEST_PARAGRAPH
      && word.byte > cutting->paragraph.byte)
    begin_paragraph (cutting, &word);
}

/* Cuts what stands before a place where a line may begin, or that ends all. */
static void
reach (Cutting     *cutting,
       const Place *place)
{
  if (place->position - cutting->paragraph.position > LONGEST_PARAGRAPH
      && cutting->last.byte > cutting->paragraph.byte)
    begin_paragraph (cutting, &cutting->last);
  if (place->position - cutting->paragraph.position > LONGEST_SENTENCE)
    cut_words (cutting, place);
}

static void
take_sentence (guint32  start,
               guint32  end,
               gpointer user_data)
{
  Cutting *cutting = user_data;
  const char *text = cutting->paragraphs->text;
  Place *cursor = &cutting->cursor;

  cursor->byte = (gsize) (g_utf8_offset_to_pointer (text + cursor->byte, start - cursor->position)
                          - text);
  cursor->position = start;
  if (cursor->byte <= cutting->paragraph.byte
      || !cw_paragraphs_may_begin (cutting->paragraphs, cursor->byte))
    return;

  reach (cutting, cursor);
  if (start - cutting->paragraph.position >= FULL_PARAGRAPH)
    begin_paragraph (cutting, cursor);
  else
    cutting->last = *cursor;
}

static guint
cut_stretch (CwParagraphs *self,
             gsize         start,
             gsize         end)
{
  Cutting cutting = { .paragraphs = self };
  Place last = { .byte = end };
  g_autofree char *stretch = NULL;

  while (start < end && is_blank (self->text[start]))
    start++;
  while (start < end && is_blank (self->text[end - 1]))
    last.byte = --end;
  if (end - start <= CW_PARAGRAPHS_LONGEST_LINE)
    return 0;
  last.position = (guint32) cw_utf8_length (self->text + start, end - start);
  if (last.position <= CW_PARAGRAPHS_LONGEST_LINE)
    return 0;

  cutting.cursor.byte = cutting.paragraph.byte = cutting.last.byte = start;
  /* The line ends are written while the sentences are found. */
  stretch = g_memdup2 (self->text + start, end - start);
  cw_sentences_foreach (stretch, end - start, take_sentence, &cutting);
  reach (&cutting, &last);
  return cutting.n_cuts;
}

/* Cuts the long lines: before each of @turns (bytes, sorted), and what is too long
 * then, at sentences. */
void
cw_paragraphs_cut (CwParagraphs      *self,
                   const GArray      *turns,
                   CwParagraphsSplit *out_split)
{
  guint turn = 0;

  *out_split = (CwParagraphsSplit) { 0 };
  for (guint i = 0; i < self->lines->len; i++)
    {
      const CwParagraphRange *line = &g_array_index (self->lines, CwParagraphRange, i);
      gsize start = line->start;
      guint n_cuts = 0;

      for (; turn < turns->len && g_array_index (turns, gsize, turn) < line->end; turn++)
        {
          gsize byte = g_array_index (turns, gsize, turn);

          self->text[byte - 1] = '\n';
          n_cuts += cut_stretch (self, start, byte - 1) + 1;
          start = byte;
        }
      n_cuts += cut_stretch (self, start, line->end);
      if (n_cuts > 0)
        {
          gsize length = cw_utf8_length (self->text + line->start, line->end - line->start);

          out_split->n_lines++;
          out_split->n_made += n_cuts + 1;
          out_split->longest = MAX (out_split->longest, length);
        }
    }
}

/* --- What is left alone --------------------------------------------------------- */

static gboolean
closes (CwSpanKind kind)
{
  switch (kind)
    {
    case CW_SPAN_HEADING:
    case CW_SPAN_LIST_ITEM:
    case CW_SPAN_TABLE:
    case CW_SPAN_ROW:
    case CW_SPAN_CELL:
    case CW_SPAN_LINK:
    case CW_SPAN_NOTE_MARK:
    case CW_SPAN_NOTE:
    case CW_SPAN_IMAGE:
    case CW_SPAN_CODE:
    case CW_SPAN_QUOTE:
      return TRUE;
    case CW_SPAN_EMPHASIS:
    case CW_SPAN_STRONG:
    case CW_SPAN_COMMENT:
    case CW_SPAN_PAGE_BREAK:
    case CW_SPAN_TIME:
    case CW_SPAN_N_KINDS:
    default:
      return FALSE;
    }
}

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const CwParagraphRange *one = a;
  const CwParagraphRange *other = b;

  return one->start < other->start ? -1 : one->start > other->start;
}

static void
add_closed (GArray            *closed,
            const CwUtf8Index *index,
            guint32            start,
            guint32            end)
{
  CwParagraphRange range = { cw_utf8_index_to_byte (index, start),
                             cw_utf8_index_to_byte (index, end) };

  if (start < end)
    g_array_append_val (closed, range);
}

/* The parts of the text that have an order of their own, and the labels of turns. */
static GArray *
find_closed (const CwText *text)
{
  g_autoptr (CwUtf8Index) index = cw_utf8_index_new (text->text, text->n_bytes);
  GArray *closed = g_array_new (FALSE, FALSE, sizeof (CwParagraphRange));
  guint n = 0;

  for (guint i = 0; i < text->spans->len; i++)
    {
      const CwSpan *span = &g_array_index (text->spans, CwSpan, i);

      if (closes (span->kind))
        add_closed (closed, index, span->start, span->end);
    }
  for (guint i = 0; i < text->turns->len; i++)
    {
      const CwTurn *turn = &g_array_index (text->turns, CwTurn, i);

      add_closed (closed, index, turn->start, turn->text_start);
    }

  g_array_sort (closed, compare_ranges);
  for (guint i = 0; i < closed->len; i++)
    {
      CwParagraphRange range = g_array_index (closed, CwParagraphRange, i);
      CwParagraphRange *before = n > 0 ? &g_array_index (closed, CwParagraphRange, n - 1) : NULL;

      if (before != NULL && range.start <= before->end)
        before->end = MAX (before->end, range.end);
      else
        g_array_index (closed, CwParagraphRange, n++) = range;
    }
  g_array_set_size (closed, n);
  return closed;
}

static guint
count_tabs (const char *text,
            gsize       start,
            gsize       end)
{
  const char *p = text + start;
  guint n = 0;

  while ((p = memchr (p, '\t', (gsize) (text + end - p))) != NULL)
    {
      p++;
      n++;
    }
  return n;
}

/* Whether a line is one of several with the same columns. */
static gboolean
is_row (const CwText           *text,
        const CwParagraphRange *before,
        const CwParagraphRange *line)
{
  guint n_tabs;
  const char *next;
  const char *end = text->text + text->n_bytes;

  if (text->text[line->start] == '|')
    return TRUE;
  n_tabs = count_tabs (text->text, line->start, line->end);
  if (n_tabs == 0)
    return FALSE;
  if (n_tabs == count_tabs (text->text, before->start, before->end))
    return TRUE;
  if (line->end >= text->n_bytes)
    return FALSE;
  next = memchr (text->text + line->end + 1, '\n', text->n_bytes - line->end - 1);
  return n_tabs
         == count_tabs (text->text, line->end + 1,
                        (gsize) ((next != NULL ? next : end) - text->text));
}

static GArray *
find_long_lines (const CwText *text)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (CwParagraphRange));
  CwParagraphRange line = { 0 };
  CwParagraphRange before = { 0 };

  for (; line.start < text->n_bytes; before = line, line.start = line.end + 1)
    {
      const char *start = text->text + line.start;
      const char *end = memchr (start, '\n', text->n_bytes - line.start);

      line.end = end != NULL ? (gsize) (end - text->text) : text->n_bytes;
      if (line.end - line.start > CW_PARAGRAPHS_LONG_LINE
          && cw_utf8_length (start, line.end - line.start) > CW_PARAGRAPHS_LONG_LINE
          && !is_row (text, &before, &line))
        g_array_append_val (lines, line);
    }
  return lines;
}

static void
warn (CwText                  *text,
      const CwParagraphsSplit *split)
{
  if (split->n_lines == 1)
    cw_text_warn (text,
                  "a line of %" G_GSIZE_FORMAT " characters was split into %u lines, where turns "
                  "or sentences begin; look whether that is right",
                  split->longest, split->n_made);
  else
    cw_text_warn (text,
                  "%u lines of up to %" G_GSIZE_FORMAT " characters were split into %u lines, "
                  "where turns or sentences begin; look whether that is right",
                  split->n_lines, split->longest, split->n_made);
}

/**
 * cw_paragraphs_split:
 * @text: a text
 *
 * Splits lines that are longer than a paragraph is, as of a transcript that comes
 * as one line: where turns begin, and, if it is longer than any paragraph, at
 * sentences or else between words. Line ends are written over blanks, so that no
 * position changes; where there is no blank nothing happens. Headings, items of
 * lists, tables, notes, quotes, code, links and labels of turns stay whole. If
 * anything was split, a warning says so.
 *
 * Returns: how many lines were made of the long ones, or 0
 */
guint
cw_paragraphs_split (CwText *text)
{
  g_autoptr (GArray) lines = NULL;
  g_autoptr (GArray) closed = NULL;
  g_autoptr (GArray) turns = NULL;
  CwParagraphs paragraphs;
  CwParagraphsSplit split;

  g_return_val_if_fail (text != NULL, 0);

  lines = find_long_lines (text);
  if (lines->len == 0)
    return 0;

  closed = find_closed (text);
  paragraphs = (CwParagraphs) { text->text, text->n_bytes, lines, closed };
  /* A reader that set turns knows where they are. */
  if (text->turns->len == 0)
    turns = cw_paragraphs_find_turns (&paragraphs);
  else
    turns = g_array_new (FALSE, FALSE, sizeof (gsize));
  cw_paragraphs_cut (&paragraphs, turns, &split);
  if (split.n_lines > 0)
    warn (text, &split);
  return split.n_made;
}
