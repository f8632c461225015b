/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-readers.h"

#include "cw-captions.h"
#include "cw-decode.h"

#include <string.h>

/* WebVTT: blocks with empty lines between them. A block is the header, a comment, a
 * style, a region, or a cue: perhaps an identifier, a line with times, lines of text. */

typedef struct
{
  const char *start;
  gsize n_bytes;
  CwTiming timing;
  gint64 start_ms;
  gint64 end_ms;
} Line;

typedef struct
{
  CwCaptions *captions;
  GArray *block;   /* of Line */
  gint64 start_ms; /* of the last cue, for text that an empty line cut off */
  gint64 end_ms;
  gboolean begun; /* the header is over */
  guint n_cues;
  guint n_damaged;
  guint n_outside; /* blocks of text without times */
} Reading;

static inline const Line *
nth_line (const Reading *reading,
          guint          i)
{
  return &g_array_index (reading->block, Line, i);
}

/* Whether a block's first line is a word by itself or with blanks after it. */
static gboolean
begins_with (const Reading *reading,
             const char    *word)
{
  const Line *line = nth_line (reading, 0);
  gsize n = strlen (word);

  return line->n_bytes >= n && memcmp (line->start, word, n) == 0
         && (line->n_bytes == n || line->start[n] == ' ' || line->start[n] == '\t');
}

/* The next line with times from @i on, or the end of the block. */
static guint
find_timing (const Reading *reading,
             guint          i)
{
  while (i < reading->block->len && nth_line (reading, i)->timing == CW_TIMING_NONE)
    i++;
  /* "id with --> arrow" is the identifier of the cue whose times come next. */
  if (i + 1 < reading->block->len && nth_line (reading, i)->timing == CW_TIMING_DAMAGED
      && nth_line (reading, i + 1)->timing == CW_TIMING_GOOD)
    i++;
  return i;
}

static gboolean
add_lines (Reading *reading,
           guint    first,
           guint    end,
           gint64   start_ms,
           gint64   end_ms,
           GError **error)
{
  const Line *from;
  const Line *last;

  if (first >= end)
    return TRUE;
  from = nth_line (reading, first);
  last = nth_line (reading, end - 1);
  return cw_captions_add (reading->captions, start_ms, end_ms, from->start,
                          (gsize) (last->start + last->n_bytes - from->start), error);
}

/* A line with times and the text below it, up to the next such line. */
static gboolean
read_cue (Reading *reading,
          guint    timing,
          guint    end,
          GError **error)
{
  const Line *line = nth_line (reading, timing);

  reading->n_cues++;
  reading->n_damaged += line->timing == CW_TIMING_DAMAGED;
  reading->start_ms = line->start_ms;
  reading->end_ms = line->end_ms;
  return add_lines (reading, timing + 1, end, line->start_ms, line->end_ms, error);
}

static gboolean
read_block (Reading *reading,
            GError **error)
{
  guint n = reading->block->len;
  guint timing = find_timing (reading, 0);
  gboolean header = !reading->begun && begins_with (reading, "WEBVTT");

  reading->begun = TRUE;
  if (begins_with (reading, "NOTE"))
    return TRUE;
  if (timing == n)
    {
      if (header || begins_with (reading, "STYLE") || begins_with (reading, "REGION"))
        return TRUE;
      /* An empty line within a cue, or a cue that lost its times: not lost itself. */
      reading->n_outside++;
      return add_lines (reading, 0, n, reading->start_ms, reading->end_ms, error);
    }

  while (timing < n)
    {
      guint next = find_timing (reading, timing + 1);

      if (!read_cue (reading, timing, next, error))
        return FALSE;
      timing = next;
    }
  return TRUE;
}

static gboolean
read_blocks (Reading    *reading,
             const char *text,
             gsize       n_bytes,
             GError    **error)
{
  const char *end = text + n_bytes;

  for (const char *p = text; p < end;)
    {
      const char *line_end = memchr (p, '\n', (gsize) (end - p));
      Line line = { .start = p };

      if (line_end == NULL)
        line_end = end;
      line.n_bytes = (gsize) (line_end - p);
      p = line_end + 1;
      while (line.n_bytes > 0 && g_ascii_isspace (line.start[line.n_bytes - 1]))
        line.n_bytes--;
      /* A line with only blanks on it does not end a cue: captions that roll have such. */
      if (line_end > line.start)
        {
          line.timing = cw_captions_parse_timing (line.start, line.n_bytes, &line.start_ms,
                                                  &line.end_ms);
          g_array_append_val (reading->block, line);
          continue;
        }
      if (reading->block->len > 0 && !read_block (reading, error))
        return FALSE;
      g_array_set_size (reading->block, 0);
    }
  return reading->block->len == 0 || read_block (reading, error);
}

static void
warn (const Reading *reading,
      CwText        *text)
{
  if (reading->n_damaged > 0)
    cw_text_warn (text, "the times of %u cues cannot be read; their text was kept without",
                  reading->n_damaged);
  if (reading->n_outside > 0)
    cw_text_warn (text, "%u stretches of text have no times of their own; they were kept",
                  reading->n_outside);
  if (reading->n_cues == 0)
    cw_text_warn (text, "there are no cues in this file (00:01.000 --> 00:02.000)");
}

/**
 * cw_read_vtt:
 * @bytes: a file of subtitles (WebVTT)
 * @file_name: its name, for messages
 * @options: the encoding, if it is known, and whether speakers are wanted
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads subtitles as running text: comments, styles, identifiers, times and marks
 * out, cues joined, voices as speakers.
 *
 * Returns: (transfer full): the text, or NULL with %CW_ERROR_FORMAT if the file
 *   is binary, %CW_ERROR_USAGE if there is no such encoding, or
 *   %CW_ERROR_TOO_LARGE
 */
CwText *
cw_read_vtt (GBytes              *bytes,
             const char          *file_name,
             const CwReadOptions *options,
             GCancellable        *cancellable,
             GError             **error)
{
  g_autoptr (CwDecoded) decoded = NULL;
  g_autoptr (CwCaptions) captions = NULL;
  g_autoptr (GArray) block = g_array_new (FALSE, FALSE, sizeof (Line));
  g_autoptr (CwText) text = NULL;
  Reading reading = { .block = block, .start_ms = -1, .end_ms = -1 };
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);

  decoded = cw_decode (data, n_bytes, file_name, options->encoding, error);
  if (decoded == NULL)
    return NULL;
  captions = reading.captions = cw_captions_new ();
  if (!read_blocks (&reading, decoded->text, decoded->n_bytes, error))
    return NULL;

  text = cw_text_new ("vtt");
  cw_decoded_describe (decoded, text);
  cw_captions_write (captions, text, options->find_speakers);
  warn (&reading, text);
  cw_text_finish (text);
  return g_steal_pointer (&text);
}
