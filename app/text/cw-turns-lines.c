/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns-private.h"

#include <string.h>

/* Names on lines of their own, with the talk on the lines below, and perhaps a time
 * on a line between or above:
 *
 *   Anna              0:0:3.120 --> 0:0:5.200
 *   0:01              Anna
 *   So I went there.  So I went there.
 *
 * Any short line may be a name, so that only a great regularity counts. */

#define MAX_NAME_LENGTH 40

static gboolean
collect_line (CwTurnFinder       *finder,
              const CwTurnSource *line,
              gpointer            user_data)
{
  CwTurnLine found = { 0 };
  const char *end = line->start + line->n_bytes;
  const char *p = line->start + line->indent;
  const char *time = p;
  gboolean bracketed = *p == '[' && end[-1] == ']';

  found.ordinal = finder->n_lines++;
  found.label.stamp = CW_STAMP_NONE;
  found.label.mark = CW_LABEL_BY_LINE;
  found.label.start = (guint32) line->indent;
  found.label.label = found.label.label_end = found.label.text = (guint32) line->n_bytes;
  if (cw_stamp_parse (&time, end, &found.label.stamp) && time == end)
    {
      cw_turns_place (finder, &found, line->start);
      return cw_turns_add (finder, &found);
    }

  found.label.stamp = CW_STAMP_NONE;
  p += bracketed;
  end -= bracketed;
  while (p < end && *p == '*')
    p++;
  while (p < end && end[-1] == '*')
    end--;
  if (line->length > MAX_NAME_LENGTH || p >= end || !cw_label_is_name (p, (gsize) (end - p))
      || g_unichar_islower (g_utf8_get_char (p))
      || cw_label_get_shape (p, (gsize) (end - p)) < CW_LABEL_PLAIN)
    return TRUE;
  found.label.label = (guint32) (p - line->start);
  found.label.label_end = (guint32) (end - line->start);
  cw_turns_place (finder, &found, line->start);
  return cw_turns_add (finder, &found);
}

static inline CwTurnLine *
nth_line (const CwTurnFinder *finder,
          guint               i)
{
  return &g_array_index (finder->lines, CwTurnLine, i);
}

static inline gboolean
is_time (const CwTurnLine *line)
{
  return line->group == CW_TURNS_NO_GROUP && line->label.stamp.time_ms >= 0;
}

/* Whether the line right before or after (step -1 or 1) is a time alone. */
static gboolean
has_time_beside (const CwTurnFinder *finder,
                 guint               i,
                 int                 step)
{
  const CwTurnLine *line = nth_line (finder, i);

  if ((step < 0 && i == 0) || (step > 0 && i + 1 >= finder->lines->len))
    return FALSE;
  return is_time (line + step) && line[step].ordinal == line->ordinal + (guint) step;
}

/* A name has a time on one side of it (step -1 or 1) and not on the other, and talk
 * below. */
static gboolean
is_timed_name (const CwTurnFinder *finder,
               guint               i,
               int                 step)
{
  guint last = i + (step > 0 ? 1 : 0);

  return nth_line (finder, i)->group != CW_TURNS_NO_GROUP && has_time_beside (finder, i, step)
         && !has_time_beside (finder, i, -step) && !(step > 0 && has_time_beside (finder, last, 1))
         && nth_line (finder, last)->ordinal + 1 < finder->n_lines;
}

/* Names beside times: nearly each time has one, and they come again. */
static gboolean
accept_timed (CwTurnFinder *finder,
              int           step)
{
  guint n_times = 0;
  guint n_turns = 0;
  guint n_labels = 0;

  for (guint i = 0; i < finder->groups->len; i++)
    cw_turns_group (finder, i)->n_timed = 0;
  for (guint i = 0; i < finder->lines->len; i++)
    {
      const CwTurnLine *line = nth_line (finder, i);

      n_times += is_time (line);
      if (!is_timed_name (finder, i, step))
        continue;
      n_turns++;
      n_labels += cw_turns_group (finder, line->group)->n_timed++ == 0;
    }
  if (n_turns < 3 || n_turns * 10 < n_times * 8 || n_turns * 2 < n_labels * 3)
    return FALSE;

  for (guint i = 0; i < finder->lines->len; i++)
    {
      CwTurnLine *line = nth_line (finder, i);

      if (is_timed_name (finder, i, step))
        cw_turns_group (finder, line->group)->accepted = 1u << CW_LABEL_BY_LINE;
      else
        line->within = TRUE;
    }
  return TRUE;
}

static inline gboolean
is_accepted (const CwTurnFinder *finder,
             guint               i)
{
  return cw_turns_accepted (finder, nth_line (finder, i)) != NULL;
}

/* What comes often enough may be a name, unless it mostly stands right below one:
 * then it is a short answer. */
static void
choose_names (CwTurnFinder *finder)
{
  g_autofree guint *n_below = g_new0 (guint, finder->groups->len + 1);

  for (guint i = 0; i < finder->groups->len; i++)
    {
      CwTurnGroup *group = cw_turns_group (finder, i);

      if (group->n_all >= (group->shape >= CW_LABEL_STRONG ? 2 : 3))
        group->accepted = 1u << CW_LABEL_BY_LINE;
    }
  for (guint i = 1; i < finder->lines->len; i++)
    {
      const CwTurnLine *line = nth_line (finder, i);

      if (line->group != CW_TURNS_NO_GROUP && line[-1].ordinal + 1 == line->ordinal
          && is_accepted (finder, i - 1))
        n_below[line->group]++;
    }
  for (guint i = 0; i < finder->groups->len; i++)
    if (n_below[i] * 2 > cw_turns_group (finder, i)->n_all)
      cw_turns_group (finder, i)->accepted = 0;
}

/* Names without times. */
static gboolean
accept_regular (CwTurnFinder *finder)
{
  guint n_turns = 0;
  guint n_labels = 0;
  guint n_strong = 0;
  guint n_talks = 0;
  guint n_ends = 0;
  guint n_empty = 0;
  gboolean strong, ends;

  choose_names (finder);
  for (guint i = 0; i < finder->groups->len; i++)
    n_labels += cw_turns_group (finder, i)->accepted != 0;
  for (guint i = 0; i < finder->lines->len; i++)
    {
      const CwTurnLine *line = nth_line (finder, i);

      if (!is_accepted (finder, i))
        continue;
      n_turns++;
      n_strong += cw_turns_group (finder, line->group)->shape >= CW_LABEL_STRONG;
      n_talks += cw_turns_talk_follows (finder, line, &ends);
      n_ends += ends;
      n_empty += i + 1 < finder->lines->len && line[1].ordinal == line->ordinal + 1
                 && is_accepted (finder, i + 1);
    }

  strong = n_strong * 10 >= n_turns * 9;
  return n_labels >= 2 && n_labels <= 30 && n_turns >= 6 && n_turns * 2 >= n_labels * 5
         && n_turns * (strong ? 10 : 4) >= finder->n_paragraphs && n_empty * 20 <= n_turns
         && n_talks * 5 >= n_turns * (strong ? 3 : 4) && n_ends * 5 >= n_turns * 2
         && !cw_turns_is_record (finder, n_labels, n_turns);
}

/* Looks for names on lines of their own. FALSE if there are none. */
gboolean
cw_turns_find_lines (CwTurnFinder *finder)
{
  cw_turns_clear (finder);
  finder->n_lines = 0;
  cw_turns_for_each_line (finder, collect_line, NULL);
  return accept_timed (finder, 1) || accept_timed (finder, -1) || accept_regular (finder);
}
