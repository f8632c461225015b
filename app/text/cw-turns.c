/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns.h"

#include "cw-turns-private.h"
#include "cw-utf8.h"

#include <string.h>

/* A line that begins like a turn. */
typedef struct
{
  gsize byte;       /* where the line begins */
  guint32 position; /* the same in code points */
  CwLabel label;
  guint group;        /* index into Finder.groups, or NO_GROUP for a time alone */
  gboolean text_here; /* something is said on the same line */
} Candidate;

/* All lines with the same label. */
typedef struct
{
  const char *label; /* owned by Finder.names */
  CwLabelShape shape;
  guint n_lines;
  guint n_timed;
  gboolean accepted;
  gint speaker;
} Group;

typedef struct
{
  const CwText *text;
  GArray *candidates;
  GArray *groups;
  GHashTable *names; /* label as written, and folded: index of the group + 1 */
  guint n_lines;     /* lines with something on them */
  guint n_fractions; /* stamps with two digits after the seconds */
  guint max_fraction;
  gboolean f4; /* "#00:01:23-4#" closes turns */
} Finder;

#define NO_GROUP G_MAXUINT

static char *
fold_label (const char *label)
{
  g_autofree char *folded = g_utf8_casefold (label, -1);
  GString *string = g_string_new (NULL);
  gboolean blank = FALSE;

  for (const char *p = folded; *p != '\0'; p++)
    {
      if (*p == ' ' || *p == '\t')
        {
          blank = TRUE;
          continue;
        }
      if (blank && string->len > 0)
        g_string_append_c (string, ' ');
      blank = FALSE;
      g_string_append_c (string, *p);
    }
  return g_string_free (string, FALSE);
}

static guint
find_group (Finder     *finder,
            const char *label,
            gsize       n_bytes)
{
  char name[CW_LABEL_MAX_BYTES * 2];
  g_autofree char *folded = NULL;
  Group group = { 0 };
  guint known;

  if (n_bytes >= sizeof name)
    return NO_GROUP;
  memcpy (name, label, n_bytes);
  name[n_bytes] = '\0';

  known = GPOINTER_TO_UINT (g_hash_table_lookup (finder->names, name));
  if (known != 0)
    return known - 1;

  folded = fold_label (name);
  known = GPOINTER_TO_UINT (g_hash_table_lookup (finder->names, folded));
  if (known == 0)
    {
      group.shape = cw_label_get_shape (name, n_bytes);
      group.speaker = -1;
      g_array_append_val (finder->groups, group);
      known = finder->groups->len;
      g_hash_table_insert (finder->names, g_steal_pointer (&folded), GUINT_TO_POINTER (known));
    }
  if (!g_hash_table_contains (finder->names, name))
    g_hash_table_insert (finder->names, g_strdup (name), GUINT_TO_POINTER (known));
  return known - 1;
}

static void
add_candidate (Finder        *finder,
               const CwLabel *label,
               gsize          byte,
               guint32        position,
               gsize          n_line)
{
  const char *line = finder->text->text + byte;
  Candidate candidate = { byte, position, *label, NO_GROUP, label->text < n_line };

  if (label->label < label->label_end)
    {
      Group *group;

      candidate.group = find_group (finder, line + label->label, label->label_end - label->label);
      if (candidate.group == NO_GROUP)
        return;
      group = &g_array_index (finder->groups, Group, candidate.group);
      group->n_lines++;
      group->n_timed += label->time_ms >= 0;
    }

  if (label->fraction != 255)
    {
      finder->n_fractions++;
      finder->max_fraction = MAX (finder->max_fraction, label->fraction);
    }
  g_array_append_val (finder->candidates, candidate);
}

static void
collect (Finder *finder)
{
  const char *text = finder->text->text;
  gsize n_bytes = finder->text->n_bytes;
  gsize counted = 0;
  guint32 position = 0;

  for (gsize byte = 0; byte < n_bytes;)
    {
      const char *line_end = memchr (text + byte, '\n', n_bytes - byte);
      gsize n_line = line_end != NULL ? (gsize) (line_end - text) - byte : n_bytes - byte;
      CwLabel label;

      if (n_line > 0)
        {
          finder->n_lines++;
          if (cw_label_parse (text + byte, n_line, &label))
            {
              position += (guint32) cw_utf8_length (text + counted, byte - counted);
              counted = byte;
              add_candidate (finder, &label, byte, position, n_line);
              finder->f4 |= text[byte + n_line - 1] == '#';
            }
        }
      byte += n_line + 1;
    }
}

/* Whether a label convinces without looking at the others. */
static gboolean
convinces (const Group *group)
{
  switch (group->shape)
    {
    case CW_LABEL_STRONG:
    case CW_LABEL_NAME:
      return group->n_lines >= 2 || group->n_timed > 0;
    case CW_LABEL_WORD:
    case CW_LABEL_PLAIN:
      return group->n_lines >= 3 || group->n_timed >= 2;
    case CW_LABEL_WEAK:
      return group->n_timed >= 2 && group->n_timed == group->n_lines;
    case CW_LABEL_NEVER:
    default:
      return FALSE;
    }
}

/* Whether it does among others that did: many_turns says how much of the text is theirs. */
static gboolean
convinces_among_others (const Group *group,
                        gboolean     many_turns)
{
  if (group->accepted || group->shape == CW_LABEL_STRONG)
    return TRUE;
  if (group->shape == CW_LABEL_NEVER || group->shape == CW_LABEL_WEAK)
    return FALSE;
  return group->n_timed > 0
         || (many_turns
             && (group->shape == CW_LABEL_NAME
                 || (group->shape == CW_LABEL_WORD && group->n_lines >= 2)));
}

static void
accept_groups (Finder *finder)
{
  guint n_turns = 0;
  guint n_strong = 0;
  guint n_strong_lines = 0;
  guint n_timed = 0;

  for (guint i = 0; i < finder->groups->len; i++)
    {
      Group *group = &g_array_index (finder->groups, Group, i);

      group->accepted = convinces (group);
      if (group->accepted)
        n_turns += group->n_lines;
      if (group->shape == CW_LABEL_STRONG)
        {
          n_strong++;
          n_strong_lines += group->n_lines;
        }
      if (group->shape != CW_LABEL_NEVER && group->shape != CW_LABEL_WEAK)
        n_timed += group->n_timed;
    }

  /* A snippet of talk, too short for a label to come twice: "Q: … A: …". */
  if (n_turns < 3)
    {
      if (n_strong >= 2 && n_strong_lines * 2 >= finder->n_lines)
        n_turns = n_strong_lines;
      else if (n_timed >= 3)
        n_turns = n_timed;
      else if (n_turns * 2 < finder->n_lines)
        n_turns = 0;
    }

  for (guint i = 0; i < finder->groups->len; i++)
    {
      Group *group = &g_array_index (finder->groups, Group, i);

      group->accepted = n_turns > 0
                        && convinces_among_others (group, n_turns * 10 >= finder->n_lines);
    }
}

/* Prose has its colons too: what was accepted must bear the text. */
static gboolean
is_transcript (const Finder *finder)
{
  guint n_turns = 0;
  guint n_timed = 0;
  guint n_labels = 0;
  guint n_strong = 0;

  for (guint i = 0; i < finder->groups->len; i++)
    {
      const Group *group = &g_array_index (finder->groups, Group, i);

      if (!group->accepted)
        continue;
      n_labels++;
      n_turns += group->n_lines;
      n_timed += group->n_timed;
      n_strong += group->shape == CW_LABEL_STRONG ? group->n_lines : 0;
    }

  if (n_turns < 2)
    return FALSE;
  if (n_labels == 1)
    return n_turns >= 3 && n_turns * 5 >= finder->n_lines;
  if (n_timed * 2 >= n_turns)
    return n_turns * 50 >= finder->n_lines;
  if (n_turns * 5 >= finder->n_lines)
    return n_strong * 2 >= n_turns || n_turns * 2 >= n_labels * 3;

  /* Long turns of many paragraphs: only few lines have labels, but these recur. */
  return n_turns >= 10 && n_turns * 20 >= finder->n_lines && n_turns >= n_labels * 3;
}

static gint64
exact_time (const Finder  *finder,
            const CwLabel *label)
{
  gboolean frames = finder->n_fractions >= 8 && finder->max_fraction < 30;

  if (label->time_ms < 0 || label->fraction == 255)
    return label->time_ms;
  return label->time_ms + (frames ? label->fraction * 1000 / 30 : label->fraction * 10);
}

/* Whether nothing stands between the end of one line and the next candidate but
 * lines that are no talk (of a header) or are empty. */
static gboolean
is_right_before (const Finder    *finder,
                 const Candidate *time,
                 const Candidate *next)
{
  const char *text = finder->text->text;
  guint n_lines = 0;

  for (gsize i = time->byte; i < next->byte; i++)
    if (text[i] == '\n' && (i + 1 == next->byte || text[i + 1] != '_'))
      n_lines++;
  return n_lines <= 2;
}

static guint
speaker_of (CwText     *text,
            Group      *group,
            const char *label,
            gsize       n_bytes)
{
  if (group->speaker < 0)
    {
      group->speaker = (gint) text->speakers->len;
      g_ptr_array_add (text->speakers, g_strndup (label, n_bytes));
    }
  return (guint) group->speaker;
}

static void
add_turns (Finder *finder,
           CwText *text)
{
  for (guint i = 0; i < finder->candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (finder->candidates, Candidate, i);
      const char *line = text->text + candidate->byte;
      const CwLabel *label = &candidate->label;
      Group *group;
      CwTurn turn = { 0 };

      if (candidate->group == NO_GROUP)
        continue;
      group = &g_array_index (finder->groups, Group, candidate->group);
      if (!group->accepted)
        continue;

      turn.start = candidate->position + (guint32) cw_utf8_length (line, label->start);
      turn.text_start = candidate->position + (guint32) cw_utf8_length (line, label->text);
      turn.speaker = speaker_of (text, group, line + label->label, label->label_end - label->label);
      turn.time_ms = exact_time (finder, label);

      if (i > 0 && turn.time_ms < 0)
        {
          const Candidate *before = candidate - 1;

          if (before->group == NO_GROUP && is_right_before (finder, before, candidate))
            {
              turn.time_ms = exact_time (finder, &before->label);
              turn.start = before->position;
            }
        }
      g_array_append_val (text->turns, turn);
    }
}

/* Each turn ends before the next one or a heading, without white space. */
static void
close_turns (CwText *text)
{
  g_autoptr (CwUtf8Index) index = cw_utf8_index_new (text->text, text->n_bytes);
  guint span = 0;

  for (guint i = 0; i < text->turns->len; i++)
    {
      CwTurn *turn = &g_array_index (text->turns, CwTurn, i);
      guint32 end = i + 1 < text->turns->len ? turn[1].start : text->length;
      gsize byte;

      for (; span < text->spans->len; span++)
        {
          const CwSpan *candidate = &g_array_index (text->spans, CwSpan, span);

          if (candidate->start >= end)
            break;
          if ((candidate->kind == CW_SPAN_HEADING || candidate->kind == CW_SPAN_NOTE)
              && candidate->start > turn->text_start)
            {
              end = candidate->start;
              break;
            }
        }

      byte = cw_utf8_index_to_byte (index, end);
      while (end > turn->start && g_ascii_isspace (text->text[byte - 1]))
        {
          byte--;
          end--;
        }
      turn->end = end;

      /* A label with its talk on the next line. */
      turn->text_start = MIN (turn->text_start, turn->end);
      byte = cw_utf8_index_to_byte (index, turn->text_start);
      while (turn->text_start < turn->end && g_ascii_isspace (text->text[byte]))
        {
          byte++;
          turn->text_start++;
        }
    }
}

/* f4 writes the time at which a turn ends; that is when the next one begins. */
static void
take_f4_times (CwText *text)
{
  g_autoptr (CwUtf8Index) index = cw_utf8_index_new (text->text, text->n_bytes);
  gint64 time_ms = 0;

  for (guint i = 0; i < text->turns->len; i++)
    {
      CwTurn *turn = &g_array_index (text->turns, CwTurn, i);
      const char *start = text->text + cw_utf8_index_to_byte (index, turn->text_start);
      const char *end = text->text + cw_utf8_index_to_byte (index, turn->end);
      const char *p = end - 1;
      gint64 stamp;
      guint8 fraction;

      if (turn->time_ms < 0)
        turn->time_ms = time_ms;
      time_ms = -1;
      if (end - start < 6 || *p != '#')
        continue;
      while (p > start && p[-1] != '#' && end - p < 24)
        p--;
      if (p > start && cw_label_parse_time (&p, end - 1, &stamp, &fraction) && p == end - 1)
        time_ms = stamp + (fraction == 255 ? 0 : fraction * 10);
    }
}

/**
 * cw_turns_find:
 * @text: a text; its turns and speakers are replaced
 *
 * Recognises speaker turns: lines that begin with a label and a colon, with a
 * time before, in or after the label, or with a label and a time alone. A label
 * counts if it comes again or looks like one; a colon in prose, the head of a
 * transcript ("Date:") or an address are no labels. A paragraph without a label
 * goes on with the turn before it. Prose gets no turns at all.
 *
 * Returns: the number of turns
 */
guint
cw_turns_find (CwText *text)
{
  Finder finder = { 0 };

  g_return_val_if_fail (text != NULL, 0);

  g_array_set_size (text->turns, 0);
  g_ptr_array_set_size (text->speakers, 0);

  finder.text = text;
  finder.candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  finder.groups = g_array_new (FALSE, FALSE, sizeof (Group));
  finder.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  collect (&finder);
  accept_groups (&finder);
  if (is_transcript (&finder))
    {
      add_turns (&finder, text);
      close_turns (text);
      if (finder.f4)
        take_f4_times (text);
    }

  g_array_unref (finder.candidates);
  g_array_unref (finder.groups);
  g_hash_table_unref (finder.names);
  return text->turns->len;
}

/**
 * cw_turns_report:
 * @text: a text whose turns were found
 *
 * Says in a few words what was recognised: how many turns, and for each of the
 * first speakers how many and how the first one begins.
 *
 * Returns: (transfer full): the report, without a line end
 */
char *
cw_turns_report (const CwText *text)
{
  g_autoptr (CwUtf8Index) index = NULL;
  GString *report = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  if (text->turns->len == 0)
    return g_string_free (g_string_append (report, "no speakers were recognised"), FALSE);

  index = cw_utf8_index_new (text->text, text->n_bytes);
  g_string_append_printf (report, "%u turns of %u speakers", text->turns->len, text->speakers->len);
  for (guint speaker = 0; speaker < text->speakers->len && speaker < 8; speaker++)
    {
      const CwTurn *first = NULL;
      guint n_turns = 0;
      gsize from, to;

      for (guint i = 0; i < text->turns->len; i++)
        {
          const CwTurn *turn = &g_array_index (text->turns, CwTurn, i);

          if (turn->speaker != speaker)
            continue;
          n_turns++;
          if (first == NULL)
            first = turn;
        }
      if (first == NULL)
        continue;

      from = cw_utf8_index_to_byte (index, first->text_start);
      to = cw_utf8_index_to_byte (index, MIN (first->end, first->text_start + 30));
      g_string_append_printf (report, "%s %s (%u, “%.*s%s”)", speaker == 0 ? ":" : ",",
                              (const char *) g_ptr_array_index (text->speakers, speaker), n_turns,
                              (int) (to - from), text->text + from,
                              first->end > first->text_start + 30 ? "…" : "");
    }
  return g_string_free (report, FALSE);
}
