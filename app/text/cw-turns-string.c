/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns.h"

#include "cw-error.h"

/* One line a turn: "start end text_start speaker time", the time in
 * milliseconds or -1. */

static inline char *
write_number (char   *p,
              guint64 number)
{
  char digits[20];
  int n = 0;

  do
    {
      digits[n++] = (char) ('0' + number % 10);
      number /= 10;
    }
  while (number > 0);
  while (n > 0)
    *p++ = digits[--n];
  return p;
}

/**
 * cw_turns_to_string:
 * @turns: (element-type CwTurn): turns
 *
 * Writes turns for the store.
 *
 * Returns: (transfer full): the string
 */
char *
cw_turns_to_string (const GArray *turns)
{
  char *string;
  char *p;

  g_return_val_if_fail (turns != NULL, NULL);

  /* Four numbers of ten digits, one of twenty, five separators. */
  p = string = g_malloc ((gsize) turns->len * 65 + 1);
  for (guint i = 0; i < turns->len; i++)
    {
      const CwTurn *turn = &g_array_index (turns, CwTurn, i);

      p = write_number (p, turn->start);
      *p++ = ' ';
      p = write_number (p, turn->end);
      *p++ = ' ';
      p = write_number (p, turn->text_start);
      *p++ = ' ';
      p = write_number (p, turn->speaker);
      *p++ = ' ';
      if (turn->time_ms < 0)
        *p++ = '-';
      p = write_number (p, turn->time_ms < 0 ? 1 : (guint64) turn->time_ms);
      *p++ = '\n';
    }
  *p = '\0';
  return g_realloc (string, (gsize) (p - string) + 1);
}

/* Digits without a leading zero, and the character after them. */
static inline gboolean
read_number (const char **cursor,
             char         separator,
             guint64      max,
             guint64     *out_number)
{
  const char *p = *cursor;
  guint64 number;

  if ((guint8) (*p - '0') > 9)
    return FALSE;
  number = (guint64) (*p++ - '0');
  if (number == 0 && (guint8) (*p - '0') <= 9)
    return FALSE;
  for (; (guint8) (*p - '0') <= 9; p++)
    {
      number = number * 10 + (guint64) (*p - '0');
      if (number > max)
        return FALSE;
    }
  if (*p != separator || number > max)
    return FALSE;

  *cursor = p + 1;
  *out_number = number;
  return TRUE;
}

static inline gboolean
read_turn (const char **cursor,
           guint32      length,
           guint        n_speakers,
           CwTurn      *turn)
{
  guint64 start, end, text_start, speaker, time_ms;

  if (!read_number (cursor, ' ', length, &start) || !read_number (cursor, ' ', length, &end)
      || !read_number (cursor, ' ', length, &text_start)
      || !read_number (cursor, ' ', G_MAXUINT32, &speaker))
    return FALSE;

  turn->time_ms = -1;
  if ((*cursor)[0] == '-')
    {
      if ((*cursor)[1] != '1' || (*cursor)[2] != '\n')
        return FALSE;
      *cursor += 3;
    }
  else if (read_number (cursor, '\n', G_MAXINT64 / 16, &time_ms))
    turn->time_ms = (gint64) time_ms;
  else
    return FALSE;

  turn->start = (guint32) start;
  turn->end = (guint32) end;
  turn->text_start = (guint32) text_start;
  turn->speaker = (guint32) speaker;
  return start <= text_start && text_start <= end && start < end && speaker < n_speakers;
}

/**
 * cw_turns_from_string:
 * @string: what cw_turns_to_string() gave
 * @length: length of the text in code points
 * @n_speakers: how many speakers there are
 * @error: return location for an error
 *
 * Reads turns back, and trusts nothing in them.
 *
 * Returns: (transfer full) (element-type CwTurn): the turns, or NULL with
 *   %CW_ERROR_DAMAGED
 */
GArray *
cw_turns_from_string (const char *string,
                      guint32     length,
                      guint       n_speakers,
                      GError    **error)
{
  g_autoptr (GArray) turns = g_array_new (FALSE, FALSE, sizeof (CwTurn));
  const char *cursor = string;
  guint32 last_end = 0;

  g_return_val_if_fail (string != NULL, NULL);

  while (*cursor != '\0')
    {
      CwTurn turn;

      if (!read_turn (&cursor, length, n_speakers, &turn) || turn.start < last_end)
        {
          g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
                       "the list of speaker turns is damaged at its turn %u", turns->len + 1);
          return NULL;
        }
      last_end = turn.end;
      g_array_append_val (turns, turn);
    }
  return g_steal_pointer (&turns);
}
