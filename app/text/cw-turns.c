/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns-private.h"

#include "cw-utf8.h"

#include <string.h>

/* Two digits after the seconds are frames where they stay below thirty, else
 * hundredths; four numbers are hours to frames there, else days to seconds. */
static gint64
exact_time (const CwTurnFinder *finder,
            const CwStamp      *stamp)
{
  gboolean frames = finder->n_fractions >= 8 && finder->max_fraction < 30;
  gint64 quad = stamp->quad;

  if (quad >= 0 && finder->n_quads >= 8 && finder->max_quad < 30)
    return (quad / 1000000 * 3600 + quad / 10000 % 100 * 60 + quad / 100 % 100) * 1000
           + quad % 100 * 1000 / 30;
  if (stamp->time_ms < 0 || stamp->fraction == 255)
    return stamp->time_ms;
  return stamp->time_ms + (frames ? stamp->fraction * 1000 / 30 : stamp->fraction * 10);
}

/* The name is without the remark that may stand with it. */
static guint
speaker_of (const CwTurnFinder *finder,
            CwTurnGroup        *group,
            const CwTurnLine   *line,
            CwText             *text)
{
  const char *label = text->text + line->byte + line->label.label;
  gsize n_bytes = line->label.label_end - line->label.label;

  if (group->speaker < 0)
    {
      if (group != cw_turns_group (finder, line->group))
        n_bytes = cw_label_base_length (label, n_bytes);
      group->speaker = (gint) text->speakers->len;
      g_ptr_array_add (text->speakers, g_strndup (label, n_bytes));
    }
  return (guint) group->speaker;
}

/* The line right before one (step -1) or after it, if it is only a time or a number. */
static const CwTurnLine *
find_alone (const CwTurnFinder *finder,
            guint               i,
            int                 step)
{
  const CwTurnLine *line = &g_array_index (finder->lines, CwTurnLine, i);
  const CwTurnLine *other = line + step;

  if ((step < 0 && i == 0) || (step > 0 && i + 1 >= finder->lines->len)
      || other->ordinal != line->ordinal + (guint) step || other->group != CW_TURNS_NO_GROUP
      || other->label.label < other->label.label_end)
    return NULL;
  return other;
}

/* Whether paragraphs are numbered on lines between them. */
static gboolean
has_numbers (const CwTurnFinder *finder)
{
  guint n_turns = 0;
  guint n_numbers = 0;

  for (guint i = 0; i < finder->lines->len; i++)
    {
      const CwTurnLine *number;

      if (cw_turns_accepted (finder, &g_array_index (finder->lines, CwTurnLine, i)) == NULL)
        continue;
      n_turns++;
      number = find_alone (finder, i, -1);
      n_numbers += number != NULL && number->label.stamp.time_ms < 0;
    }
  return n_numbers >= 3 && n_numbers * 2 >= n_turns;
}

static guint32
place_in_line (const CwText     *text,
               const CwTurnLine *line,
               guint32           offset)
{
  return line->position + (guint32) cw_utf8_length (text->text + line->byte, offset);
}

static void
add_turn (const CwTurnFinder *finder,
          guint               i,
          CwTurnGroup        *group,
          gboolean            numbered,
          CwText             *text)
{
  const CwTurnLine *line = &g_array_index (finder->lines, CwTurnLine, i);
  const CwTurnLine *before = find_alone (finder, i, -1);
  const CwTurnLine *after = line->label.mark == CW_LABEL_BY_LINE ? find_alone (finder, i, 1) : NULL;
  CwTurn turn = { 0 };

  turn.start = place_in_line (text, line, line->label.start);
  turn.text_start = place_in_line (text, line, line->label.text);
  if (line->label.text_end > 0)
    turn.end = place_in_line (text, line, line->label.text_end);
  turn.speaker = speaker_of (finder, group, line, text);
  turn.time_ms = exact_time (finder, &line->label.stamp);

  if (before != NULL && before->label.stamp.time_ms >= 0 && turn.time_ms < 0)
    {
      turn.time_ms = exact_time (finder, &before->label.stamp);
      turn.start = before->position;
    }
  else if (before != NULL && before->label.stamp.time_ms < 0 && numbered)
    turn.start = before->position;
  else if (after != NULL && after->label.stamp.time_ms >= 0)
    {
      turn.time_ms = exact_time (finder, &after->label.stamp);
      turn.text_start = place_in_line (text, after, after->label.text);
    }
  g_array_append_val (text->turns, turn);
}

/* "Break: [17:18]" is nobody's turn, and ends the one before. */
static void
end_turn (const CwTurnFinder *finder,
          const CwTurnLine   *line,
          CwText             *text)
{
  CwTurn *turn;

  if (text->turns->len == 0 || line->group == CW_TURNS_NO_GROUP || !line->empty
      || cw_turns_group (finder, line->group)->shape != CW_LABEL_BREAK)
    return;
  turn = &g_array_index (text->turns, CwTurn, text->turns->len - 1);
  if (turn->end == 0)
    turn->end = line->position;
}

static void
add_turns (const CwTurnFinder *finder,
           CwText             *text)
{
  gboolean numbered = has_numbers (finder);

  for (guint i = 0; i < finder->lines->len; i++)
    {
      const CwTurnLine *line = &g_array_index (finder->lines, CwTurnLine, i);
      CwTurnGroup *group = cw_turns_accepted (finder, line);

      if (group != NULL)
        add_turn (finder, i, group, numbered, text);
      else
        end_turn (finder, line, text);
    }
}

static void
finder_init (CwTurnFinder *finder,
             const CwText *text)
{
  finder->text = text;
  finder->lines = g_array_new (FALSE, FALSE, sizeof (CwTurnLine));
  finder->groups = g_array_new (FALSE, FALSE, sizeof (CwTurnGroup));
  finder->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  cw_turns_survey (finder);
  cw_turns_collect_labels (finder);
}

static void
finder_clear (CwTurnFinder *finder)
{
  g_array_unref (finder->lines);
  g_array_unref (finder->groups);
  g_hash_table_unref (finder->names);
}

static guint
find_turns (CwText  *text,
            gboolean beside_only)
{
  CwTurnFinder finder = { 0 };

  g_array_set_size (text->turns, 0);
  g_ptr_array_set_size (text->speakers, 0);

  finder_init (&finder, text);
  if (cw_turns_judge_labels (&finder)
      || (!beside_only && (cw_turns_find_columns (&finder) || cw_turns_find_lines (&finder))))
    {
      add_turns (&finder, text);
      cw_turns_close (text);
    }
  cw_turns_doubt (&finder, text);
  finder_clear (&finder);
  return text->turns->len;
}

/* A line whose beginning a reader could take for a label. */
static gboolean
looks_like_turn (const CwTurnFinder *finder,
                 const CwTurnLine   *line)
{
  CwLabelShape least = line->label.mark <= CW_LABEL_BY_TIME ? CW_LABEL_WORD : CW_LABEL_STRONG;

  return line->group != CW_TURNS_NO_GROUP && !line->within
         && cw_turns_group (finder, line->group)->shape >= least;
}

/**
 * cw_turns_count_passed_over:
 * @text: a text whose turns were found, or put right
 *
 * Counts the lines that begin with what looks like a label, and where no turn begins.
 *
 * Returns: how many there are
 */
guint
cw_turns_count_passed_over (const CwText *text)
{
  CwTurnFinder finder = { 0 };
  guint n = 0;
  guint next = 0; /* turn that does not begin before the line */

  g_return_val_if_fail (text != NULL, 0);

  finder_init (&finder, text);
  for (guint i = 0; i < finder.lines->len; i++)
    {
      const CwTurnLine *line = &g_array_index (finder.lines, CwTurnLine, i);
      guint32 label;

      if (!looks_like_turn (&finder, line))
        continue;
      /* A turn may begin with the time on the line before its label. */
      label = place_in_line (text, line, line->label.label);
      while (next < text->turns->len
             && g_array_index (text->turns, CwTurn, next).text_start <= label)
        next++;
      n += next == text->turns->len || g_array_index (text->turns, CwTurn, next).start > label;
    }
  finder_clear (&finder);
  return n;
}

/**
 * cw_turns_find:
 * @text: a text; its turns and speakers are replaced
 *
 * Recognises speaker turns. A turn begins with a label that a colon sets off from
 * the talk, or a time, a full stop ("Q.", "Mr. SMITH."), a bracket, a dash, a cell
 * of a table or the end of the line; times may stand before, in or after it. A
 * label counts if it comes again or looks like one, and all of them together must
 * bear the text; a colon in prose, the head of a transcript ("Date:") or the fields
 * of a form are no labels. A paragraph without a label goes on with the turn before
 * it. Prose gets no turns at all. Where it is doubtful, a warning says so.
 *
 * Returns: the number of turns
 */
guint
cw_turns_find (CwText *text)
{
  g_return_val_if_fail (text != NULL, 0);

  return find_turns (text, FALSE);
}

/**
 * cw_turns_find_beside:
 * @text: a text; its turns and speakers are replaced
 *
 * Does what cw_turns_find() does, but knows only labels on the line of the talk:
 * in captions a short line by itself is never a name.
 *
 * Returns: the number of turns
 */
guint
cw_turns_find_beside (CwText *text)
{
  g_return_val_if_fail (text != NULL, 0);

  return find_turns (text, TRUE);
}
