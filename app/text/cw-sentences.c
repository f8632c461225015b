/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-sentences.h"

#include "cw-utf8.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

/* A sentence is what ICU's sentence breaker (root locale) gives, without the
 * white space around it. A line end always ends a sentence, so that the text is
 * taken line by line. */

typedef gboolean (*SentenceFunc) (gsize start, gsize end, gpointer user_data);

static UBreakIterator *
open_breaker (void)
{
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *icu = ubrk_open (UBRK_SENTENCE, "", NULL, 0, &status);

  if (U_FAILURE (status))
    g_error ("ICU has no sentence breaker: %s", u_errorName (status));
  return icu;
}

static void
trim (const char *text,
      gsize      *start,
      gsize      *end)
{
  while (*start < *end && g_unichar_isspace (g_utf8_get_char (text + *start)))
    *start = (gsize) (g_utf8_next_char (text + *start) - text);

  while (*start < *end)
    {
      const char *last = g_utf8_prev_char (text + *end);

      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      *end = (gsize) (last - text);
    }
}

/* Calls func with the bytes of each sentence of a stretch until it says FALSE. */
static void
break_stretch (UBreakIterator *icu,
               const char     *text,
               gsize           n_bytes,
               SentenceFunc    func,
               gpointer        user_data)
{
  UText utext = UTEXT_INITIALIZER;
  UErrorCode status = U_ZERO_ERROR;
  int32_t from;

  utext_openUTF8 (&utext, text, (int64_t) n_bytes, &status);
  ubrk_setUText (icu, &utext, &status);
  if (U_FAILURE (status))
    g_error ("ICU cannot break text: %s", u_errorName (status));

  from = ubrk_first (icu);
  for (int32_t to = ubrk_next (icu); to != UBRK_DONE; from = to, to = ubrk_next (icu))
    {
      gsize start = (gsize) from;
      gsize end = (gsize) to;

      trim (text, &start, &end);
      if (start < end && !func (start, end, user_data))
        break;
    }
  utext_close (&utext);
}

typedef struct
{
  const char *line;
  gsize byte; /* in the line: "position" begins here */
  guint32 position;
  CwRangeFunc func;
  gpointer user_data;
} Walk;

static gboolean
report_sentence (gsize    start,
                 gsize    end,
                 gpointer user_data)
{
  Walk *walk = user_data;
  guint32 from = walk->position
                 + (guint32) cw_utf8_length (walk->line + walk->byte, start - walk->byte);

  walk->position = from + (guint32) cw_utf8_length (walk->line + start, end - start);
  walk->byte = end;
  walk->func (from, walk->position, walk->user_data);
  return TRUE;
}

/**
 * cw_sentences_foreach:
 * @text: valid UTF-8
 * @n_bytes: its length in bytes
 * @func: (scope call): called with each sentence's range, in order
 * @user_data: given to @func
 *
 * Goes through the sentences of a text. White space around a sentence is not
 * part of it.
 */
void
cw_sentences_foreach (const char *text,
                      gsize       n_bytes,
                      CwRangeFunc func,
                      gpointer    user_data)
{
  UBreakIterator *icu;
  Walk walk = { text, 0, 0, func, user_data };
  const char *end = text + n_bytes;

  g_return_if_fail (text != NULL || n_bytes == 0);
  g_return_if_fail (func != NULL);

  if (n_bytes == 0)
    return;

  icu = open_breaker ();
  while (walk.line < end)
    {
      const char *line_end = memchr (walk.line, '\n', (gsize) (end - walk.line));
      gsize length;

      line_end = line_end != NULL ? line_end + 1 : end;
      length = (gsize) (line_end - walk.line);
      walk.byte = 0;
      if (length > 1)
        break_stretch (icu, walk.line, length, report_sentence, &walk);

      walk.position += (guint32) cw_utf8_length (walk.line + walk.byte, length - walk.byte);
      walk.line = line_end;
    }
  ubrk_close (icu);
}

typedef struct
{
  gsize byte;
  gsize start;
  gsize end;
  gboolean found;
} Search;

static gboolean
take_sentence_at (gsize    start,
                  gsize    end,
                  gpointer user_data)
{
  Search *search = user_data;

  if (start > search->byte && search->found)
    return FALSE;

  /* Between two sentences, the one before; before the first, the first. */
  search->start = start;
  search->end = end;
  search->found = TRUE;
  return end <= search->byte;
}

/**
 * cw_sentences_at:
 * @text: valid UTF-8
 * @n_bytes: its length in bytes
 * @position: a position in code points
 * @out_start: (out): where the sentence there begins, in code points
 * @out_end: (out): where it ends
 *
 * Finds the sentence at a position. In the white space between two sentences
 * that is the one before.
 *
 * Returns: FALSE, the ranges untouched, on a line without a sentence
 */
gboolean
cw_sentences_at (const char *text,
                 gsize       n_bytes,
                 guint32     position,
                 guint32    *out_start,
                 guint32    *out_end)
{
  g_autoptr (CwUtf8Index) index = NULL;
  UBreakIterator *icu;
  Search search = { 0 };
  const char *after;
  gsize line;
  gsize byte;

  g_return_val_if_fail (text != NULL || n_bytes == 0, FALSE);
  g_return_val_if_fail (out_start != NULL && out_end != NULL, FALSE);

  index = cw_utf8_index_new (text, n_bytes);
  if (position > cw_utf8_index_length (index))
    return FALSE;

  byte = cw_utf8_index_to_byte (index, position);
  for (line = byte; line > 0 && text[line - 1] != '\n';)
    line--;
  after = byte < n_bytes ? memchr (text + byte, '\n', n_bytes - byte) : NULL;

  search.byte = byte - line;
  icu = open_breaker ();
  break_stretch (icu, text + line, (after != NULL ? (gsize) (after - text) : n_bytes) - line,
                 take_sentence_at, &search);
  ubrk_close (icu);
  if (!search.found)
    return FALSE;

  *out_start = cw_utf8_index_to_position (index, line + search.start);
  *out_end = cw_utf8_index_to_position (index, line + search.end);
  return TRUE;
}
