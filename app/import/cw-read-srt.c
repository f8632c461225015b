/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-readers.h"

#include "cw-captions.h"
#include "cw-decode.h"

#include <string.h>

/* SubRip: a number, a line with times, lines of text, an empty line. Only the line
 * with times is sure: numbers may be missing, and text may hold empty lines. */

typedef struct
{
  CwCaptions *captions;
  const char *payload; /* where the text of the open cue begins */
  const char *end;     /* after its last line with something on it */
  const char *number;  /* where the last line begins, if it may number the next cue */
  const char *before_number;
  gint64 value;
  gint64 last_value; /* of the open cue */
  gboolean numbered; /* its number came after an empty line */
  gboolean open;     /* a cue is, with or without a time */
  gint64 start_ms;
  gint64 end_ms;
  guint n_good;
  guint n_damaged; /* cues whose times cannot be read */
  guint n_untimed; /* stretches of text without times */
} Reading;

/* The value of a line that is nothing but a number, or -1. */
static gint64
parse_number (const char *line,
              gsize       n_bytes)
{
  gint64 value = 0;

  if (n_bytes == 0 || n_bytes > 9)
    return -1;
  for (gsize i = 0; i < n_bytes; i++)
    {
      if (!g_ascii_isdigit (line[i]))
        return -1;
      value = value * 10 + (line[i] - '0');
    }
  return value;
}

/* Ends the open cue, and begins another. */
static gboolean
begin_cue (Reading    *reading,
           const char *end,
           const char *payload,
           GError    **error)
{
  if (end > reading->payload)
    {
      if (!cw_captions_add (reading->captions, reading->start_ms, reading->end_ms, reading->payload,
                            (gsize) (end - reading->payload), error))
        return FALSE;
      reading->n_untimed += !reading->open;
    }
  reading->payload = reading->end = payload;
  return TRUE;
}

/* A line with times: the number before it is not of the cue before. */
static gboolean
read_timing (Reading    *reading,
             const char *line_end,
             CwTiming    timing,
             gint64      start_ms,
             gint64      end_ms,
             GError    **error)
{
  const char *end = reading->number != NULL ? reading->before_number : reading->end;

  if (!begin_cue (reading, end, line_end, error))
    return FALSE;
  reading->n_good += timing == CW_TIMING_GOOD;
  reading->n_damaged += timing == CW_TIMING_DAMAGED;
  reading->start_ms = start_ms;
  reading->end_ms = end_ms;
  reading->open = TRUE;
  reading->last_value = reading->number != NULL ? reading->value : reading->last_value + 1;
  reading->number = NULL;
  return TRUE;
}

static gboolean
read_line (Reading    *reading,
           const char *line,
           gsize       n_bytes,
           gboolean    after_gap,
           GError    **error)
{
  gint64 start_ms, end_ms;
  CwTiming timing = cw_captions_parse_timing (line, n_bytes, &start_ms, &end_ms);
  gint64 value;

  if (timing != CW_TIMING_NONE)
    return read_timing (reading, line + n_bytes, timing, start_ms, end_ms, error);

  /* The next number, and then no times: a cue that lost them. */
  if (reading->number != NULL && reading->numbered && reading->value == reading->last_value + 1)
    {
      if (!begin_cue (reading, reading->before_number, line, error))
        return FALSE;
      reading->start_ms = reading->end_ms = -1;
      reading->open = FALSE;
      reading->last_value = reading->value;
    }

  value = parse_number (line, n_bytes);
  reading->number = NULL;
  if (value >= 0 && (after_gap || value == reading->last_value + 1))
    {
      reading->number = line;
      reading->before_number = reading->end;
      reading->value = value;
      reading->numbered = after_gap;
    }
  reading->end = line + n_bytes;
  return TRUE;
}

static gboolean
read_lines (Reading    *reading,
            const char *text,
            gsize       n_bytes,
            GError    **error)
{
  const char *end = text + n_bytes;
  gboolean after_gap = TRUE;

  reading->payload = reading->end = text;
  for (const char *p = text; p < end;)
    {
      const char *line_end = memchr (p, '\n', (gsize) (end - p));
      const char *line = p;
      gsize n;

      if (line_end == NULL)
        line_end = end;
      p = line_end + 1;
      while (line < line_end && g_ascii_isspace (*line))
        line++;
      while (line_end > line && g_ascii_isspace (line_end[-1]))
        line_end--;
      n = (gsize) (line_end - line);
      if (n > 0 && !read_line (reading, line, n, after_gap, error))
        return FALSE;
      after_gap = n == 0;
    }
  return begin_cue (reading, reading->end, end, error);
}

static void
warn (const Reading *reading,
      CwText        *text)
{
  if (reading->n_damaged > 0)
    cw_text_warn (text, "the times of %u cues cannot be read; their text was kept without",
                  reading->n_damaged);
  if (reading->n_untimed > 0)
    cw_text_warn (text, "%u stretches of text have no times; they were kept without",
                  reading->n_untimed);
  if (reading->n_good == 0 && reading->n_damaged == 0)
    cw_text_warn (text, "these are no subtitles: no line has times (00:00:01,000 --> "
                        "00:00:02,000); the text was kept");
}

/**
 * cw_read_srt:
 * @bytes: a file of subtitles (SubRip)
 * @file_name: its name, for messages
 * @options: the encoding, if it is known, and whether speakers are wanted
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads subtitles as running text: numbers, times and marks out, cues joined.
 *
 * Returns: (transfer full): the text, or NULL with %CW_ERROR_FORMAT if the file
 *   is binary, %CW_ERROR_USAGE if there is no such encoding, or
 *   %CW_ERROR_TOO_LARGE
 */
CwText *
cw_read_srt (GBytes              *bytes,
             const char          *file_name,
             const CwReadOptions *options,
             GCancellable        *cancellable,
             GError             **error)
{
  g_autoptr (CwDecoded) decoded = NULL;
  g_autoptr (CwCaptions) captions = NULL;
  g_autoptr (CwText) text = NULL;
  Reading reading = { .start_ms = -1, .end_ms = -1 };
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);

  decoded = cw_decode (data, n_bytes, file_name, options->encoding, error);
  if (decoded == NULL)
    return NULL;
  captions = reading.captions = cw_captions_new ();
  if (!read_lines (&reading, decoded->text, decoded->n_bytes, error))
    return NULL;

  text = cw_text_new ("srt");
  cw_decoded_describe (decoded, text);
  cw_captions_write (captions, text, options->find_speakers);
  warn (&reading, text);
  cw_text_finish (text);
  return g_steal_pointer (&text);
}
