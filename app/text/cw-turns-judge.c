/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns-private.h"

#include <string.h>

/* Which labels are speakers, and whether the text is a transcript at all. No line
 * decides that; how labels look, recur, follow each other and fill the text does. */

#define BIT(mark) (1u << (mark))
#define PLAINLY (BIT (CW_LABEL_BY_COLON) | BIT (CW_LABEL_BY_TIME))

/* What all lines with an accepted label come to. */
typedef struct
{
  guint n_labels;
  guint n_again; /* labels that come more than once */
  guint n_turns;
  guint n_timed;
  guint n_timed_labels;
  guint n_strong; /* turns of labels that look like nothing else */
  guint n_roles;  /* labels that say who somebody is */
  guint n_talks;
  guint n_timed_colons;
} Tally;

static inline guint
count_plain (const CwTurnGroup *group)
{
  return group->n_lines[CW_LABEL_BY_COLON] + group->n_lines[CW_LABEL_BY_TIME];
}

/* "P1 (laughs)" is P1, if P1 is there as well. */
static void
join_remarks (CwTurnFinder *finder)
{
  for (guint i = 0; i < finder->groups->len; i++)
    {
      CwTurnGroup *group = cw_turns_group (finder, i);
      gsize n = strlen (group->name);
      gsize base = cw_label_base_length (group->name, n);
      g_autofree char *name = NULL;
      guint known;

      if (base == n)
        continue;
      name = g_strndup (group->name, base);
      known = GPOINTER_TO_UINT (g_hash_table_lookup (finder->names, name));
      if (known == 0 || cw_turns_group (finder, known - 1)->n_all < group->n_all)
        continue;
      group->base = known - 1;
    }

  for (guint i = 0; i < finder->groups->len; i++)
    {
      const CwTurnGroup *group = cw_turns_group (finder, i);
      CwTurnGroup *base = cw_turns_group (finder, group->base);

      if (group->base == i)
        continue;
      for (guint mark = 0; mark < CW_LABEL_N_MARKS; mark++)
        base->n_lines[mark] += group->n_lines[mark];
      base->n_all += group->n_all;
      base->n_timed += group->n_timed;
      base->n_talks += group->n_talks;
      base->n_empty += group->n_empty;
    }
}

/* Whether lines follow on which something may be said. */
static gboolean
is_followed (const CwTurnFinder *finder,
             guint               i)
{
  const CwTurnLine *line = &g_array_index (finder->lines, CwTurnLine, i);

  if (i + 1 == finder->lines->len)
    return line->ordinal + 1 < finder->n_lines;
  return line[1].ordinal > line->ordinal + 1;
}

/* "[0:12] Yes" is talk with its time, unless lines without a time follow; and a
 * label without talk is followed by some. */
static void
look_below (CwTurnFinder *finder)
{
  for (guint i = 0; i < finder->lines->len; i++)
    {
      CwTurnLine *line = &g_array_index (finder->lines, CwTurnLine, i);
      CwTurnGroup *group;
      gboolean ends;

      if (!line->empty || line->within || line->group == CW_TURNS_NO_GROUP)
        continue;
      group = cw_turns_group (finder, line->group);
      if (is_followed (finder, i))
        {
          group->n_talks -= !cw_turns_talk_follows (finder, line, &ends);
          continue;
        }
      group->n_talks--;
      if (!line->label.time_first
          || (i + 1 < finder->lines->len && line[1].label.stamp.time_ms < 0))
        continue;
      group->n_lines[CW_LABEL_BY_TIME]--;
      group->n_all--;
      group->n_timed--;
      group->n_empty--;
      line->group = CW_TURNS_NO_GROUP;
    }
}

/* "Question:" and "Answer:" head other things, but not where they come in turn. */
static void
raise_questions (CwTurnFinder *finder)
{
  static const char *const pairs[][2] = {
    { "question", "answer" },
    { "frage", "antwort" },
    { "pregunta", "respuesta" },
    { "question", "r\u00E9ponse" },
    { "domanda", "risposta" },
    { "pergunta", "resposta" },
    { "vraag", "antwoord" },
    { "\u0432\u043E\u043F\u0440\u043E\u0441", "\u043E\u0442\u0432\u0435\u0442" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      guint one = GPOINTER_TO_UINT (g_hash_table_lookup (finder->names, pairs[i][0]));
      guint other = GPOINTER_TO_UINT (g_hash_table_lookup (finder->names, pairs[i][1]));
      guint n_one, n_other;

      if (one == 0 || other == 0)
        continue;
      n_one = count_plain (cw_turns_group (finder, one - 1));
      n_other = count_plain (cw_turns_group (finder, other - 1));
      if (n_one + n_other >= 6 && MIN (n_one, n_other) * 4 >= MAX (n_one, n_other) * 3)
        cw_turns_group (finder, one - 1)->shape = cw_turns_group (finder, other - 1)->shape =
          CW_LABEL_ROLE;
    }
}

/* "12:00 Lunch" on each day of a timetable: whoever speaks again does so later. */
static gboolean
is_timetable (const CwTurnGroup *group)
{
  return group->shape < CW_LABEL_STRONG && group->n_lines[CW_LABEL_BY_TIME] >= 2
         && group->n_timed <= 1;
}

/* Whether a label convinces without looking at the others. */
static gboolean
convinces (const CwTurnGroup *group)
{
  guint n = count_plain (group);

  if (is_timetable (group))
    return FALSE;
  switch (group->shape)
    {
    case CW_LABEL_ROLE:
    case CW_LABEL_STRONG:
      return n >= 2 || group->n_timed > 0;
    case CW_LABEL_NAME:
      return (n >= 2 && group->n_talks * 2 >= n) || group->n_timed > 0;
    case CW_LABEL_WORD:
    case CW_LABEL_PLAIN:
      return (n >= 3 && group->n_talks * 2 >= n) || group->n_timed >= 2;
    case CW_LABEL_WEAK:
      return group->n_timed >= 2 && group->n_timed == n;
    case CW_LABEL_BREAK:
    case CW_LABEL_NEVER:
    default:
      return FALSE;
    }
}

/* Whether it does among others that did: many_turns says that much of the text is
 * theirs. */
static gboolean
convinces_among_others (const CwTurnGroup *group,
                        gboolean           many_turns)
{
  if (group->accepted || group->shape >= CW_LABEL_STRONG)
    return TRUE;
  if (group->shape < CW_LABEL_PLAIN || is_timetable (group))
    return FALSE;
  return group->n_timed > 0
         || (many_turns
             && (group->shape == CW_LABEL_NAME
                 || (group->shape == CW_LABEL_WORD && count_plain (group) >= 2)));
}

static void
accept_plain (CwTurnFinder *finder)
{
  guint n_turns = 0;
  guint n_labels = 0;
  guint n_strong = 0;
  guint n_strong_lines = 0;
  guint n_roles = 0;
  guint n_timed = 0;

  for (guint i = 0; i < finder->groups->len; i++)
    {
      CwTurnGroup *group = cw_turns_group (finder, i);

      if (group->base != i || count_plain (group) == 0)
        continue;
      group->accepted = convinces (group) ? PLAINLY : 0;
      if (group->accepted)
        n_turns += count_plain (group);
      n_labels++;
      n_roles += group->shape == CW_LABEL_ROLE;
      if (group->shape >= CW_LABEL_STRONG)
        {
          n_strong++;
          n_strong_lines += count_plain (group);
        }
      if (group->shape >= CW_LABEL_PLAIN)
        n_timed += group->n_timed;
    }
  finder->n_like = MAX (n_turns, n_strong_lines);

  /* A snippet of talk, too short for a label to come twice: "Q: … A: …". */
  if (n_turns < 3)
    {
      if (n_strong >= 2
          && (n_roles > 0 ? n_strong_lines * 10 >= finder->n_paragraphs * 3
                          : n_labels <= 4 && n_strong_lines * 2 >= finder->n_paragraphs))
        n_turns = n_strong_lines;
      else if (n_timed >= 3)
        n_turns = n_timed;
      else if (n_turns * 2 < finder->n_paragraphs)
        n_turns = 0;
    }

  for (guint i = 0; i < finder->groups->len; i++)
    {
      CwTurnGroup *group = cw_turns_group (finder, i);
      gboolean many = n_turns * 10 >= finder->n_paragraphs;

      if (group->base == i && count_plain (group) > 0)
        group->accepted = n_turns > 0 && convinces_among_others (group, many) ? PLAINLY : 0;
    }
}

/* All labels of a transcript are of one kind: talk stands beside them or below, and
 * they are capitalised or not. What differs and is no sure label is none. */
static void
drop_odd_ones (CwTurnFinder *finder)
{
  guint n_turns = 0;
  guint n_empty = 0;
  guint n_plain = 0;

  for (guint i = 0; i < finder->groups->len; i++)
    {
      const CwTurnGroup *group = cw_turns_group (finder, i);
      guint n = count_plain (group);

      if (group->base != i || group->accepted == 0)
        continue;
      n_turns += n;
      n_empty += group->n_empty;
      n_plain += group->shape == CW_LABEL_PLAIN ? n : 0;
    }
  for (guint i = 0; i < finder->groups->len; i++)
    {
      CwTurnGroup *group = cw_turns_group (finder, i);
      guint n = count_plain (group);

      if (group->accepted == 0 || group->shape >= CW_LABEL_STRONG || group->n_timed > 0)
        continue;
      if ((group->n_empty * 2 > n) != (n_empty * 2 > n_turns)
          || (group->shape == CW_LABEL_PLAIN && n_plain * 2 < n_turns))
        group->accepted = 0;
    }
}

/* Accepted labels of one or more marks, and their lines. */
static Tally
tally_of (const CwTurnFinder *finder,
          guint               marks)
{
  Tally tally = { 0 };

  for (guint i = 0; i < finder->groups->len; i++)
    {
      const CwTurnGroup *group = cw_turns_group (finder, i);
      guint n = 0;

      for (guint mark = 0; mark < CW_LABEL_N_MARKS; mark++)
        if (group->accepted & marks & BIT (mark))
          n += group->n_lines[mark];
      if (group->base != i || n == 0)
        continue;
      tally.n_labels++;
      tally.n_again += n >= 2;
      tally.n_turns += n;
      tally.n_timed += group->n_timed;
      tally.n_timed_labels += group->n_timed > 0;
      tally.n_talks += group->n_talks;
      tally.n_timed_colons += group->n_timed
                              - MIN (group->n_timed, group->n_lines[CW_LABEL_BY_TIME]);
      tally.n_strong += group->shape >= CW_LABEL_STRONG ? n : 0;
      tally.n_roles += group->shape == CW_LABEL_ROLE;
    }
  return tally;
}

/* --- Records: "Name: … Age: … Sex: …", again and again ------------------------ */

/* The label that comes most often after each one. */
typedef struct
{
  guint next;
  guint n_next;
  guint n_all;
} Successor;

static void
count_successors (const CwTurnFinder *finder,
                  Successor          *successors)
{
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint before = CW_TURNS_NO_GROUP;

  for (guint i = 0; i < finder->lines->len; i++)
    {
      const CwTurnLine *line = &g_array_index (finder->lines, CwTurnLine, i);
      gint64 pair;
      guint group;
      guint n;

      if (cw_turns_accepted (finder, line) == NULL)
        continue;
      group = cw_turns_group (finder, line->group)->base;
      if (before != CW_TURNS_NO_GROUP)
        {
          pair = (gint64) before << 32 | group;
          n = GPOINTER_TO_UINT (g_hash_table_lookup (pairs, &pair)) + 1;
          g_hash_table_replace (pairs, g_memdup2 (&pair, sizeof pair), GUINT_TO_POINTER (n));
          successors[before].n_all++;
          if (n > successors[before].n_next)
            {
              successors[before].next = group;
              successors[before].n_next = n;
            }
        }
      before = group;
    }
}

/* The same three or more labels over and over in one order are the fields of a
 * form: people do not speak so. */
gboolean
cw_turns_is_record (const CwTurnFinder *finder,
                    guint               n_labels,
                    guint               n_turns)
{
  g_autofree Successor *successors = NULL;
  guint first = CW_TURNS_NO_GROUP;
  guint most = 0;
  guint n_cycle = 0;
  guint n_along = 0;
  guint group;

  if (n_labels < 3 || n_turns < n_labels * 3)
    return FALSE;
  successors = g_new0 (Successor, finder->groups->len);
  count_successors (finder, successors);
  for (guint i = 0; i < finder->groups->len; i++)
    if (successors[i].n_all > most)
      {
        most = successors[i].n_all;
        first = i;
      }
  if (first == CW_TURNS_NO_GROUP)
    return FALSE;

  group = first;
  do
    {
      n_along += successors[group].n_next;
      n_cycle++;
      group = successors[group].next;
    }
  while (group != first && n_cycle <= n_labels && successors[group].n_all > 0);
  return group == first && n_cycle >= 3 && n_along * 20 >= (n_turns - 1) * 19;
}

/* Prose has its colons too: what was accepted must bear the text. */
static gboolean
is_transcript (const CwTurnFinder *finder)
{
  Tally tally = tally_of (finder, PLAINLY);
  guint n_lines = finder->n_paragraphs;
  gboolean strong = tally.n_strong * 2 >= tally.n_turns;
  gboolean timed = tally.n_timed * 2 >= tally.n_turns;

  /* "12:00 Lunch" and "12:00 Lunch" is a timetable. */
  timed &= strong || tally.n_timed_labels >= 2 || tally.n_timed_colons * 2 >= tally.n_timed;
  if (tally.n_turns < 2)
    return FALSE;
  if (!strong && !timed
      && (tally.n_talks * 2 < tally.n_turns || (tally.n_again < 2 && tally.n_turns * 2 < n_lines)))
    return FALSE;
  if (!timed && cw_turns_is_record (finder, tally.n_labels, tally.n_turns))
    return FALSE;
  if (tally.n_labels == 1)
    return tally.n_turns >= 3 && tally.n_turns * 5 >= n_lines && (strong || timed);
  if (timed)
    return tally.n_turns * 50 >= n_lines;
  if (tally.n_turns * 5 >= n_lines)
    return (strong && (tally.n_labels <= 4 || tally.n_roles > 0))
           || tally.n_turns * 2 >= tally.n_labels * 3;

  /* Long turns of many paragraphs: only few lines have labels, but these recur. */
  if (tally.n_turns * 20 >= n_lines)
    return (tally.n_turns >= 10 || (strong && tally.n_turns >= 4))
           && tally.n_turns >= tally.n_labels * 3;
  return strong && tally.n_turns >= 20 && tally.n_turns * 50 >= n_lines
         && tally.n_turns >= tally.n_labels * 5;
}

/* --- Labels that a full stop ends -------------------------------------------- */

static gboolean
is_letter (const CwTurnFinder *finder,
           const CwTurnGroup  *group)
{
  gunichar c = g_utf8_get_char (group->name);

  return *g_utf8_next_char (group->name) == '\0'
         && (g_unichar_toupper (c) == finder->letters[0]
             || g_unichar_toupper (c) == finder->letters[1]);
}

static gboolean
accept_stops (CwTurnFinder *finder)
{
  guint n_letters = 0;
  guint n_capitals = 0;
  guint n_titled = 0;
  guint n_again = 0;
  gboolean letters, titled;

  for (guint i = 0; i < finder->groups->len; i++)
    {
      const CwTurnGroup *group = cw_turns_group (finder, i);
      guint n = group->n_lines[CW_LABEL_BY_STOP];

      if (group->base != i)
        continue;
      if (is_letter (finder, group))
        n_letters += n;
      else
        {
          n_titled += n;
          n_capitals += group->capitals ? n : 0;
          n_again += n >= 2 ? n : 0;
        }
    }
  letters = n_letters >= 4 && n_letters * 10 >= finder->n_paragraphs;
  titled = n_titled >= 4 && n_again * 2 >= n_titled && n_titled * 20 >= finder->n_paragraphs;
  finder->n_like = MAX (finder->n_like, n_letters + n_capitals);

  for (guint i = 0; i < finder->groups->len; i++)
    {
      CwTurnGroup *group = cw_turns_group (finder, i);

      if (group->base == i && group->n_lines[CW_LABEL_BY_STOP] > 0
          && (is_letter (finder, group) ? letters : titled || (group->capitals && n_capitals >= 2)))
        group->accepted |= BIT (CW_LABEL_BY_STOP);
    }
  return letters || titled || n_capitals >= 2;
}

/* --- Labels that brackets or dashes set off ---------------------------------- */

static gboolean
accept_risky (CwTurnFinder *finder,
              CwLabelMark   mark,
              gboolean      transcript)
{
  guint n_labels = 0;
  guint n_turns = 0;
  guint n_strong = 0;
  gboolean regular;

  for (guint i = 0; i < finder->groups->len; i++)
    {
      const CwTurnGroup *group = cw_turns_group (finder, i);
      guint n = group->n_lines[mark];

      if (group->base != i || n < 2 || group->shape < CW_LABEL_WORD)
        continue;
      n_labels++;
      n_turns += n;
      n_strong += group->shape >= CW_LABEL_STRONG ? n : 0;
    }
  regular = n_labels >= 2 && n_labels <= 40 && n_turns >= 4 && n_turns >= n_labels * 2
            && n_turns * 5 >= finder->n_paragraphs
                                * (n_strong * 2 >= n_turns       ? 1
                                   : mark == CW_LABEL_BY_BRACKET ? 2
                                                                 : 3);
  if (regular)
    finder->n_like = MAX (finder->n_like, n_turns);

  for (guint i = 0; i < finder->groups->len; i++)
    {
      CwTurnGroup *group = cw_turns_group (finder, i);
      gboolean again = group->n_lines[mark] >= 2 && group->shape >= CW_LABEL_WORD;

      if (group->base != i || group->n_lines[mark] == 0)
        continue;
      if ((regular && (again || group->shape >= CW_LABEL_STRONG))
          || (transcript && group->accepted != 0 && group->shape >= CW_LABEL_STRONG))
        group->accepted |= BIT (mark);
    }
  return regular;
}

/* What is not one by itself keeps the labels that look like nothing else, if the
 * text is a transcript for another reason. */
static void
withdraw_plain (CwTurnFinder *finder,
                gboolean      keep_strong)
{
  for (guint i = 0; i < finder->groups->len; i++)
    {
      CwTurnGroup *group = cw_turns_group (finder, i);

      if (!keep_strong || group->shape < CW_LABEL_STRONG)
        group->accepted &= ~PLAINLY;
    }
}

/* Decides which labels are speakers. FALSE if the text is no transcript. */
gboolean
cw_turns_judge_labels (CwTurnFinder *finder)
{
  gboolean transcript, other;

  look_below (finder);
  join_remarks (finder);
  raise_questions (finder);
  accept_plain (finder);
  drop_odd_ones (finder);
  transcript = is_transcript (finder);
  other = accept_stops (finder);
  other |= accept_risky (finder, CW_LABEL_BY_BRACKET, transcript);
  other |= accept_risky (finder, CW_LABEL_BY_DASH, transcript);
  if (!transcript)
    withdraw_plain (finder, other);
  return transcript || other;
}
