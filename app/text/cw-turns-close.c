/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns-private.h"

#include "cw-utf8.h"

#include <string.h>

/* Where turns end. */

typedef struct
{
  CwText *text;
  CwUtf8Index *index;
  guint span;        /* the first one that no turn has passed */
  guint32 table_end; /* of the table that the turn is in */
} Closer;

/* A turn goes on to the next one, but not past a heading, a note, or the end of the
 * table that it is in. */
static guint32
find_end (Closer       *closer,
          const CwTurn *turn,
          guint32       end)
{
  const GArray *spans = closer->text->spans;

  for (; closer->span < spans->len; closer->span++)
    {
      const CwSpan *span = &g_array_index (spans, CwSpan, closer->span);

      if (span->start >= end)
        break;
      if (span->kind == CW_SPAN_TABLE && span->start <= turn->start)
        closer->table_end = MAX (closer->table_end, MIN (span->end, closer->text->length));
      if ((span->kind == CW_SPAN_HEADING || span->kind == CW_SPAN_NOTE)
          && span->start > turn->text_start)
        {
          end = span->start;
          break;
        }
    }
  return closer->table_end > turn->start ? MIN (end, closer->table_end) : end;
}

/* White space belongs to no turn. */
static void
trim_turn (Closer *closer,
           CwTurn *turn)
{
  const char *text = closer->text->text;
  gsize byte = cw_utf8_index_to_byte (closer->index, turn->end);

  while (turn->end > turn->start && g_ascii_isspace (text[byte - 1]))
    {
      byte--;
      turn->end--;
    }
  turn->text_start = MIN (turn->text_start, turn->end);
  byte = cw_utf8_index_to_byte (closer->index, turn->text_start);
  while (turn->text_start < turn->end && g_ascii_isspace (text[byte]))
    {
      byte++;
      turn->text_start++;
    }
}

/* "#00:01:23-4#" at the end of a turn, as f4 writes: where it begins, or NULL. */
static const char *
find_f4_stamp (const char *start,
               const char *end,
               gint64     *out_ms)
{
  const char *p = end - 1;
  const char *time;
  CwStamp stamp;

  if (end - start < 6 || *p != '#')
    return NULL;
  for (p--; p > start && *p != '#' && end - p < 24; p--)
    ;
  time = p;
  if (*p != '#' || !cw_stamp_parse (&time, end, &stamp) || time != end)
    return NULL;
  *out_ms = stamp.time_ms + (stamp.fraction == 255 ? 0 : stamp.fraction * 10);
  return p;
}

/* f4 writes the time at which a turn ends; that is when the next one begins. The
 * stamp is nothing said. */
static void
take_f4_stamps (Closer *closer)
{
  GArray *turns = closer->text->turns;
  g_autofree gint64 *ends = g_new (gint64, turns->len + 1);
  g_autofree guint32 *lengths = g_new0 (guint32, turns->len + 1);
  guint n_stamps = 0;

  for (guint i = 0; i < turns->len; i++)
    {
      const CwTurn *turn = &g_array_index (turns, CwTurn, i);
      const char *text = closer->text->text;
      const char *end = text + cw_utf8_index_to_byte (closer->index, turn->end);
      const char *stamp;

      ends[i] = -1;
      stamp = find_f4_stamp (text + cw_utf8_index_to_byte (closer->index, turn->text_start), end,
                             &ends[i]);
      if (stamp == NULL)
        continue;
      lengths[i] = (guint32) (end - stamp);
      n_stamps++;
    }
  if (n_stamps * 2 < turns->len)
    return;

  for (guint i = 0; i < turns->len; i++)
    {
      CwTurn *turn = &g_array_index (turns, CwTurn, i);

      if (turn->time_ms < 0)
        turn->time_ms = i == 0 ? 0 : ends[i - 1];
      turn->end -= lengths[i];
      trim_turn (closer, turn);
    }
}

/* What a service writes below its transcripts is nobody's. */
static void
leave_out_colophon (Closer *closer)
{
  static const char colophon[] = "\nTranscribed by ";
  CwTurn *turn = &g_array_index (closer->text->turns, CwTurn, closer->text->turns->len - 1);
  const char *text = closer->text->text;
  const char *end = text + cw_utf8_index_to_byte (closer->index, turn->end);
  const char *start = text + cw_utf8_index_to_byte (closer->index, turn->text_start);
  const char *line = end;

  while (line > start && *line != '\n')
    line--;
  if (*line != '\n' || !g_str_has_prefix (line, colophon))
    return;
  turn->end -= (guint32) cw_utf8_length (line, (gsize) (end - line));
  trim_turn (closer, turn);
}

/* Sets the ends of turns that have none yet (0), and takes off what is not said. */
void
cw_turns_close (CwText *text)
{
  g_autoptr (CwUtf8Index) index = cw_utf8_index_new (text->text, text->n_bytes);
  Closer closer = { text, index, 0, 0 };

  if (text->turns->len == 0)
    return;
  for (guint i = 0; i < text->turns->len; i++)
    {
      CwTurn *turn = &g_array_index (text->turns, CwTurn, i);
      guint32 next = i + 1 < text->turns->len ? turn[1].start : text->length;
      guint32 end = find_end (&closer, turn, next);

      turn->end = turn->end > 0 ? MIN (turn->end, next) : end;
      turn->end = MAX (turn->end, turn->start + 1);
      trim_turn (&closer, turn);
    }
  take_f4_stamps (&closer);
  leave_out_colophon (&closer);
}
