/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-captions-private.h"

#include "cw-turns.h"
#include "cw-utf8.h"

#include <string.h>

/* Running text of captions: who says what in a row, in paragraphs. */

#define PAUSE_MS 4000       /* a new paragraph after so long a silence */
#define PARAGRAPH_BYTES 700 /* or when it is as long as this, at a sentence's end */
#define ROLLING_FROM_CUES 8 /* fewer do not show whether captions roll */

typedef struct
{
  const CwCaptions *captions;
  CwText *text;
  gboolean find_speakers;
  guint32 voice; /* who speaks now */
  gboolean in_turn;
  gsize paragraph;   /* bytes of the text before it */
  gint64 end_ms;     /* of the piece before */
  guint32 cue;       /* of the piece before */
  guint *speaker_of; /* for each voice its speaker in the text + 1, or 0 */
} Writer;

/* --- Rolling captions ---------------------------------------------------------- */

static gboolean
say_the_same (const CwCaptions     *self,
              const CwCaptionPiece *one,
              const CwCaptionPiece *other)
{
  return one->n_bytes == other->n_bytes
         && memcmp (cw_captions_chars (self, one), cw_captions_chars (self, other), one->n_bytes)
              == 0;
}

/* How many pieces from @first on belong to its cue. */
static guint
count_in_cue (const CwCaptions *self,
              guint             first)
{
  guint n = 0;

  while (first + n < self->pieces->len
         && cw_captions_piece (self, first + n)->cue == cw_captions_piece (self, first)->cue)
    n++;
  return n;
}

/* How many of a cue's first lines are the last lines of the cue before: a cue has
 * few lines, and more than these are not looked at. */
static guint
count_repeated (const CwCaptions *self,
                guint             before,
                guint             n_before,
                guint             first,
                guint             n)
{
  for (guint k = MIN (MIN (n_before, n), 4); k > 0; k--)
    {
      guint same = 0;

      while (same < k
             && say_the_same (self, cw_captions_piece (self, before + n_before - k + same),
                              cw_captions_piece (self, first + same)))
        same++;
      if (same == k)
        return k;
    }
  return 0;
}

/* Captions made while somebody speaks show each line twice or more, as they roll
 * up. Where most cues begin with what the one before ended with, that is left out.
 * Returns how many lines were. */
guint
cw_captions_unroll (CwCaptions *self)
{
  guint n_cues = 0;
  guint n_rolling = 0;
  guint n_left_out = 0;
  guint n_before = 0;
  guint kept = 0;
  g_autofree guint8 *repeated = g_malloc0 (self->pieces->len + 1);

  for (guint first = 0, n; first < self->pieces->len; first += n)
    {
      n = count_in_cue (self, first);
      repeated[first] =
        (guint8) (n_before > 0 ? count_repeated (self, first - n_before, n_before, first, n) : 0);
      n_rolling += repeated[first] > 0;
      n_before = n;
      n_cues++;
    }
  if (n_cues < ROLLING_FROM_CUES || n_rolling * 2 < n_cues)
    return 0;

  for (guint first = 0, n; first < self->pieces->len; first += n)
    {
      guint skipped = repeated[first];

      n = count_in_cue (self, first);
      for (guint i = first + skipped; i < first + n; i++)
        *cw_captions_piece (self, kept++) = *cw_captions_piece (self, i);
      n_left_out += skipped;
    }
  g_array_set_size (self->pieces, kept);
  return n_left_out;
}

/* --- Labels within the words ("P1: …") ----------------------------------------- */

static gboolean
begins_with (const CwCaptions     *self,
             const CwCaptionPiece *piece,
             const char           *prefix)
{
  gsize n = strlen (prefix);

  return piece->n_bytes > n && memcmp (cw_captions_chars (self, piece), prefix, n) == 0;
}

/* Dashes and angles say that somebody else speaks, and not who. */
static gboolean
changes_speaker (const CwCaptions     *self,
                 const CwCaptionPiece *piece)
{
  return begins_with (self, piece, "- ") || begins_with (self, piece, "\u2013 ")
         || begins_with (self, piece, "\u2014 ") || begins_with (self, piece, ">>");
}

/* The cues as lines, with a gap between them. */
static CwText *
write_lines (const CwCaptions *self,
             gsize            *line_starts)
{
  CwText *lines = cw_text_new ("txt");

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const CwCaptionPiece *piece = cw_captions_piece (self, i);

      if (i > 0)
        cw_text_append (lines, "\n\n", piece->cue == piece[-1].cue ? 1 : 2);
      line_starts[i] = lines->n_bytes;
      cw_text_append (lines, cw_captions_chars (self, piece), (gssize) piece->n_bytes);
    }
  return lines;
}

/* Gives the pieces the voices that their words name, and takes the names out of
 * the words. Returns how many names were found. */
guint
cw_captions_find_labels (CwCaptions *self)
{
  g_autofree gsize *line_starts = g_new (gsize, self->pieces->len + 1);
  g_autoptr (CwText) lines = write_lines (self, line_starts);
  g_autoptr (CwUtf8Index) index = NULL;
  guint32 voice = 0;
  guint turn = 0;

  if (cw_turns_find_beside (lines) == 0)
    return 0;
  index = cw_utf8_index_new (lines->text, lines->n_bytes);
  line_starts[self->pieces->len] = G_MAXSIZE;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      CwCaptionPiece *piece = cw_captions_piece (self, i);
      const CwTurn *found = turn < lines->turns->len ? &g_array_index (lines->turns, CwTurn, turn)
                                                     : NULL;

      if (found != NULL && cw_utf8_index_to_byte (index, found->start) < line_starts[i + 1])
        {
          const char *name = g_ptr_array_index (lines->speakers, found->speaker);
          gsize after = cw_utf8_index_to_byte (index, found->text_start) - line_starts[i];

          voice = cw_captions_find_voice (self, name, strlen (name));
          piece->offset += MIN (after, piece->n_bytes);
          piece->n_bytes -= MIN (after, piece->n_bytes);
          piece->named = TRUE;
          turn++;
        }
      else if (piece->voice != 0)
        voice = piece->voice;
      else if (changes_speaker (self, piece))
        voice = 0;
      piece->voice = voice;
    }
  return lines->speakers->len;
}

/* --- Writing ------------------------------------------------------------------- */

/* Scripts that have no spaces between words. */
static gboolean
needs_no_space (gunichar c)
{
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F)
         || (c >= 0x1780 && c <= 0x17FF) || (c >= 0x2E80 && c <= 0x30FF)
         || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF)
         || (c >= 0xFF00 && c <= 0xFFEF);
}

static gboolean
ends_sentence (const CwText *text)
{
  static const char *const ends[] = { ".",      "?",      "!",      "\u2026", "\"",    "\u201D",
                                      "\u3002", "\uFF1F", "\uFF01", "\u061F", "\u0964" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (text->text, ends[i]))
      return TRUE;
  return FALSE;
}

static void
end_turn (Writer *writer)
{
  if (writer->in_turn)
    g_array_index (writer->text->turns, CwTurn, writer->text->turns->len - 1).end =
      writer->text->length;
  writer->in_turn = FALSE;
}

static void
begin_turn (Writer               *writer,
            const CwCaptionPiece *piece)
{
  CwText *text = writer->text;
  const char *name = g_ptr_array_index (writer->captions->voices, piece->voice - 1);
  CwTurn turn = { .start = text->length, .time_ms = piece->start_ms };

  cw_text_append (text, name, -1);
  cw_text_append (text, ": ", 2);
  if (!writer->find_speakers)
    return;
  if (writer->speaker_of[piece->voice] == 0)
    {
      g_ptr_array_add (text->speakers, g_strdup (name));
      writer->speaker_of[piece->voice] = text->speakers->len;
    }
  turn.speaker = writer->speaker_of[piece->voice] - 1;
  turn.text_start = text->length;
  g_array_append_val (text->turns, turn);
  writer->in_turn = TRUE;
}

/* Whether a piece begins a paragraph of the same speaker. */
static gboolean
begins_paragraph (const Writer         *writer,
                  const CwCaptionPiece *piece)
{
  if (writer->end_ms >= 0 && piece->start_ms >= 0 && piece->start_ms - writer->end_ms >= PAUSE_MS)
    return TRUE;
  if (changes_speaker (writer->captions, piece))
    return TRUE;
  return piece->cue != writer->cue && writer->text->n_bytes - writer->paragraph >= PARAGRAPH_BYTES
         && ends_sentence (writer->text);
}

/* Whether a piece begins a turn. Transcription services name who speaks with every cue;
 * where that comes after a sentence, they begin a turn, too, and else they only cut one. */
static gboolean
begins_turn (const Writer         *writer,
             const CwCaptionPiece *piece)
{
  return piece->voice != writer->voice
         || (piece->named && piece->cue != writer->cue && ends_sentence (writer->text));
}

/* Sets a piece off from what stands before it. */
static void
separate (Writer               *writer,
          const CwCaptionPiece *piece)
{
  CwText *text = writer->text;
  gboolean other = begins_turn (writer, piece);
  gunichar last;

  if (text->n_bytes > 0 && !other && !begins_paragraph (writer, piece))
    {
      last = g_utf8_get_char (g_utf8_prev_char (text->text + text->n_bytes));
      if (!needs_no_space (last)
          || !needs_no_space (g_utf8_get_char (cw_captions_chars (writer->captions, piece))))
        cw_text_append (text, " ", 1);
      return;
    }

  if (other)
    end_turn (writer);
  if (text->n_bytes > 0)
    cw_text_append (text, "\n", 1);
  writer->paragraph = text->n_bytes;
  if (other && piece->voice != 0)
    begin_turn (writer, piece);
  writer->voice = piece->voice;
}

static void
write_piece (Writer               *writer,
             const CwCaptionPiece *piece)
{
  guint32 start;
  char seconds[G_ASCII_DTOSTR_BUF_SIZE];

  if (piece->n_bytes == 0)
    return;
  separate (writer, piece);
  start = writer->text->length;
  cw_text_append (writer->text, cw_captions_chars (writer->captions, piece),
                  (gssize) piece->n_bytes);
  if (piece->cue == writer->cue && piece->start_ms >= 0)
    g_array_index (writer->text->spans, CwSpan, writer->text->spans->len - 1).end =
      writer->text->length;
  else if (piece->start_ms >= 0)
    cw_text_add_span (
      writer->text, CW_SPAN_TIME, start, writer->text->length, 0,
      g_ascii_formatd (seconds, sizeof seconds, "%.3f", (double) piece->start_ms / 1000));
  writer->cue = piece->cue;
  writer->end_ms = piece->end_ms;
}

/**
 * cw_captions_write:
 * @self: captions; not of use afterwards
 * @text: a text, to whose end they are written
 * @find_speakers: whether speakers become turns
 *
 * Writes cues as running text. What one speaker says in a row is one turn, with
 * the name before it as "Name: " where the file tells who speaks; a cue that names
 * the speaker again, after a sentence has ended, begins another. The time of each cue
 * is kept as a span.
 */
void
cw_captions_write (CwCaptions *self,
                   CwText     *text,
                   gboolean    find_speakers)
{
  Writer writer = { .captions = self,
                    .text = text,
                    .find_speakers = find_speakers,
                    .end_ms = -1,
                    .cue = G_MAXUINT32 };
  guint n_repeated;

  g_return_if_fail (self != NULL && text != NULL);

  n_repeated = cw_captions_unroll (self);
  if (n_repeated > 0)
    cw_text_warn (text,
                  "the captions roll: %u lines that only repeat the line before were left out",
                  n_repeated);
  if (self->n_back > 0)
    cw_text_warn (text, "%u cues begin before the cue before them; they stand in the file's order",
                  self->n_back);
  if (find_speakers && self->n_voiced * 2 < self->n_cues)
    cw_captions_find_labels (self);

  writer.speaker_of = g_new0 (guint, self->voices->len + 1);
  for (guint i = 0; i < self->pieces->len; i++)
    write_piece (&writer, cw_captions_piece (self, i));
  end_turn (&writer);
  g_free (writer.speaker_of);
}
