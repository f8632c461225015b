/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-captions-private.h"

#include "cw-error.h"
#include "cw-limits.h"

#include <string.h>

/**
 * cw_captions_new:
 *
 * Makes captions without a cue.
 *
 * Returns: (transfer full): the captions; free with cw_captions_free()
 */
CwCaptions *
cw_captions_new (void)
{
  CwCaptions *self = g_new0 (CwCaptions, 1);

  self->chars = g_string_new (NULL);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (CwCaptionPiece));
  self->voices = g_ptr_array_new_with_free_func (g_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/**
 * cw_captions_free:
 * @self: (nullable) (transfer full): captions
 *
 * Frees them.
 */
void
cw_captions_free (CwCaptions *self)
{
  if (self == NULL)
    return;

  g_string_free (self->chars, TRUE);
  g_array_unref (self->pieces);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->voices);
  g_free (self);
}

/* A voice's number, from 1; 0 is nobody's. */
guint32
cw_captions_find_voice (CwCaptions *self,
                        const char *name,
                        gsize       n_bytes)
{
  g_autofree char *copy = g_strndup (name, n_bytes);
  guint32 known;

  if (n_bytes == 0)
    return 0;
  known = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_name, copy));
  if (known == 0)
    {
      known = self->voices->len + 1;
      g_hash_table_insert (self->by_name, copy, GUINT_TO_POINTER (known));
      g_ptr_array_add (self->voices, g_steal_pointer (&copy));
    }
  return known;
}

/**
 * cw_captions_add:
 * @self: captions
 * @start_ms: when the cue is shown, or -1
 * @end_ms: until when, or -1
 * @payload: what it says, with its marks; valid UTF-8
 * @n_bytes: its length in bytes
 * @error: return location for an error
 *
 * Adds a cue.
 *
 * Returns: FALSE with %CW_ERROR_TOO_LARGE if there are too many
 */
gboolean
cw_captions_add (CwCaptions *self,
                 gint64      start_ms,
                 gint64      end_ms,
                 const char *payload,
                 gsize       n_bytes,
                 GError    **error)
{
  CwCaptionPiece piece = { 0 };
  guint first;
  gboolean voiced = FALSE;

  g_return_val_if_fail (self != NULL && payload != NULL, FALSE);

  if (self->n_cues >= CW_LIMIT_CUES || self->pieces->len >= CW_LIMIT_CUES * 4)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
                   "it has more than the limit of %u cues; split it and import the parts",
                   CW_LIMIT_CUES);
      return FALSE;
    }

  first = self->pieces->len;
  piece.start_ms = start_ms;
  piece.end_ms = end_ms;
  piece.cue = self->n_cues++;
  cw_captions_parse_markup (self, &piece, payload, n_bytes);
  for (guint i = first; i < self->pieces->len; i++)
    {
      cw_captions_piece (self, i)->named = cw_captions_piece (self, i)->voice != 0;
      voiced |= cw_captions_piece (self, i)->named;
    }
  self->n_voiced += voiced;
  if (start_ms >= 0)
    {
      self->n_back += start_ms < self->last_start_ms;
      self->last_start_ms = start_ms;
    }
  return TRUE;
}

/* "00:00:01,000", "1:02.5", "00:00:01": hours may be left out or be many. */
static gboolean
parse_clock (const char **cursor,
             const char  *end,
             gint64      *out_ms)
{
  const char *p = *cursor;
  gint64 seconds = 0;
  gint64 ms = 0;
  guint n_parts = 0;

  for (;;)
    {
      const char *digits = p;
      gint64 number = 0;

      for (; p < end && g_ascii_isdigit (*p) && p - digits < 7; p++)
        number = number * 10 + (*p - '0');
      if (p == digits || (n_parts > 0 && number > 59) || n_parts == 3)
        return FALSE;
      seconds = seconds * 60 + number;
      n_parts++;
      if (p + 1 >= end || *p != ':' || !g_ascii_isdigit (p[1]))
        break;
      p++;
    }
  if (n_parts < 2)
    return FALSE;
  if (p + 1 < end && (*p == ',' || *p == '.' || *p == ':') && g_ascii_isdigit (p[1]))
    {
      gint64 unit = 100;

      for (p++; p < end && g_ascii_isdigit (*p); p++, unit /= 10)
        ms += (*p - '0') * unit;
    }
  if (p < end && g_ascii_isalnum (*p))
    return FALSE;

  *cursor = p;
  *out_ms = seconds * 1000 + ms;
  return TRUE;
}

/**
 * cw_captions_parse_timing:
 * @line: a line of a file
 * @n_bytes: its length in bytes
 * @out_start_ms: (out): when the cue is shown; -1 unless the line is good
 * @out_end_ms: (out): until when; -1 unless the line is good
 *
 * Reads the line that times a cue, in SubRip's way or WebVTT's. What stands after
 * the times is about the place on the screen.
 *
 * Returns: whether it is one
 */
CwTiming
cw_captions_parse_timing (const char *line,
                          gsize       n_bytes,
                          gint64     *out_start_ms,
                          gint64     *out_end_ms)
{
  const char *end = line + n_bytes;
  const char *arrow = memmem (line, n_bytes, "->", 2);
  const char *p = line;
  gint64 start_ms, end_ms;

  *out_start_ms = *out_end_ms = -1;
  if (arrow == NULL)
    return CW_TIMING_NONE;
  while (arrow > line && arrow[-1] == '-')
    arrow--;
  while (p < arrow && g_ascii_isspace (*p))
    p++;
  if (parse_clock (&p, arrow, &start_ms))
    {
      while (p < arrow && g_ascii_isspace (*p))
        p++;
      if (p == arrow)
        {
          while (p < end && (*p == '-' || *p == '>' || g_ascii_isspace (*p)))
            p++;
          if (parse_clock (&p, end, &end_ms) && (p == end || g_ascii_isspace (*p)))
            {
              *out_start_ms = start_ms;
              *out_end_ms = end_ms;
              return CW_TIMING_GOOD;
            }
        }
    }

  /* An arrow may be in what is said, but not after a time. */
  for (p = line; p < arrow && (g_ascii_isspace (*p) || g_ascii_isdigit (*p));)
    p++;
  return p < arrow && *p == ':' && memmem (line, n_bytes, "-->", 3) != NULL ? CW_TIMING_DAMAGED
                                                                            : CW_TIMING_NONE;
}
