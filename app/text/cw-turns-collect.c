/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns-private.h"

#include "cw-utf8.h"

#include <string.h>

/* Goes through a text's lines and keeps those that begin like a turn. */

#define LONGEST_BROKEN_LINE 120

/* Which letters lines begin with, each with a stop after it. */
typedef struct
{
  guint n_latin[26];
  guint n_cyrillic[32];
  guint n_all;
} Letters;

/* Whether a stretch ends with what a sentence may end with. */
gboolean
cw_turns_ends_sentence (const char *text,
                        gsize       n_bytes)
{
  static const char *const ends[] = { "\u2026", "\u201D", "\u201C", "\u2019", "\u2014", "\u2013",
                                      "\u3002", "\uFF1F", "\uFF01", "\u061F", "\u0964", "\u00BB" };

  if (n_bytes == 0)
    return FALSE;
  if (strchr (".?!\"')]-:#", text[n_bytes - 1]) != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      gsize n = strlen (ends[i]);

      if (n_bytes >= n && memcmp (text + n_bytes - n, ends[i], n) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether it looks like something said: several words, or what ends like a
 * sentence; and not like the value of a field. */
gboolean
cw_turns_is_talk (const char *text,
                  gsize       n_bytes)
{
  guint n_blanks = 0;

  while (n_bytes > 0 && g_ascii_isspace (text[n_bytes - 1]))
    n_bytes--;
  if (cw_turns_ends_sentence (text, n_bytes))
    return TRUE;
  for (gsize i = 0; i < MIN (n_bytes, 200); i++)
    n_blanks += text[i] == ' ';
  return n_blanks >= 4 || (n_bytes >= 24 && (guint8) text[0] >= 0xE0);
}

/* Whether the line below one looks like talk, and ends like a sentence. */
gboolean
cw_turns_talk_follows (const CwTurnFinder *finder,
                       const CwTurnLine   *line,
                       gboolean           *out_ends)
{
  const char *end = finder->text->text + finder->text->n_bytes;
  const char *p = finder->text->text + line->byte + line->label.text;
  const char *line_end;

  *out_ends = FALSE;
  while (p < end && g_ascii_isspace (*p))
    p++;
  if (p >= end)
    return FALSE;
  line_end = memchr (p, '\n', (gsize) (end - p));
  if (line_end == NULL)
    line_end = end;
  while (line_end > p && g_ascii_isspace (line_end[-1]))
    line_end--;
  *out_ends = cw_turns_ends_sentence (p, (gsize) (line_end - p));
  return cw_turns_is_talk (p, (gsize) (line_end - p));
}

/* Calls a function for each line with something on it, until it returns FALSE. */
void
cw_turns_for_each_line (CwTurnFinder  *finder,
                        CwTurnLineFunc func,
                        gpointer       user_data)
{
  const char *text = finder->text->text;
  const char *end = text + finder->text->n_bytes;
  CwTurnSource line = { .after_gap = TRUE };

  for (const char *p = text; p < end;)
    {
      const char *line_end = memchr (p, '\n', (gsize) (end - p));
      gsize n;

      if (line_end == NULL)
        line_end = end;
      n = (gsize) (line_end - p);
      while (n > 0 && (p[n - 1] == ' ' || p[n - 1] == '\t' || p[n - 1] == '\r'))
        n--;
      line.start = p;
      line.n_bytes = n;
      p = line_end + 1;
      if (n == 0)
        {
          line.after_gap = TRUE;
          continue;
        }
      for (line.indent = 0; line.start[line.indent] == ' ' || line.start[line.indent] == '\t';)
        line.indent++;
      line.length = (guint) cw_utf8_length (line.start, n);
      if (!func (finder, &line, user_data))
        return;
      line.after_gap = FALSE;
      line.last_length = line.length;
      line.last_indent = line.indent;
      line.last_ends = cw_turns_ends_sentence (line.start, n);
    }
}

typedef struct
{
  guint by_length[LONGEST_BROKEN_LINE + 2];
  Letters letters;
} Survey;

static gboolean
survey_line (CwTurnFinder       *finder,
             const CwTurnSource *line,
             gpointer            user_data)
{
  Survey *survey = user_data;
  const char *at;
  const char *after;
  gunichar letter = cw_label_parse_letter (line->start, line->n_bytes, &at, &after);

  survey->by_length[MIN (line->length, LONGEST_BROKEN_LINE + 1)]++;
  finder->n_lines++;
  if (letter >= 'A' && letter <= 'Z')
    survey->letters.n_latin[letter - 'A']++;
  else if (letter >= 0x410 && letter < 0x430)
    survey->letters.n_cyrillic[letter - 0x410]++;
  else
    return TRUE;
  survey->letters.n_all++;
  return TRUE;
}

static guint
count_letter (const Letters *letters,
              gunichar       letter)
{
  return letter < 0x80 ? letters->n_latin[letter - 'A'] : letters->n_cyrillic[letter - 0x410];
}

/* Questions and answers come in turn; the points of a list do not. */
static void
choose_letters (CwTurnFinder  *finder,
                const Letters *letters)
{
  static const gunichar pairs[][2] = {
    { 'Q', 'A' }, { 'F', 'A' }, { 'P', 'R' }, { 'D', 'R' }, { 'V', 'A' }, { 0x412, 0x41E },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      guint n_one = count_letter (letters, pairs[i][0]);
      guint n_other = count_letter (letters, pairs[i][1]);

      if (n_one + n_other >= 4 && MIN (n_one, n_other) * 3 >= MAX (n_one, n_other)
          && (n_one + n_other) * 10 >= letters->n_all * 7)
        {
          memcpy (finder->letters, pairs[i], sizeof pairs[i]);
          return;
        }
    }
}

/* Lines were broken at a width if nearly none is longer and many are nearly as
 * long. */
static void
choose_width (CwTurnFinder *finder,
              const Survey *survey)
{
  guint width = LONGEST_BROKEN_LINE + 1;
  guint n_longer = 0;
  guint n_full = 0;

  if (finder->n_lines < 20)
    return;
  while (width > 30 && (n_longer + survey->by_length[width]) * 100 <= finder->n_lines)
    n_longer += survey->by_length[width--];
  if (width > LONGEST_BROKEN_LINE)
    return;
  for (guint length = width * 3 / 4; length <= width; length++)
    n_full += survey->by_length[length];
  if (n_full * 2 >= finder->n_lines)
    finder->width = width;
}

/* Counts the lines, and finds out at which width they were broken, and whether
 * letters are labels. */
void
cw_turns_survey (CwTurnFinder *finder)
{
  Survey survey = { 0 };

  cw_turns_for_each_line (finder, survey_line, &survey);
  choose_letters (finder, &survey.letters);
  choose_width (finder, &survey);
}

static char *
fold_label (const char *label,
            gsize       n_bytes)
{
  g_autofree char *folded = g_utf8_casefold (label, (gssize) n_bytes);
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

/* "Mr. SMITH": capitals where only a name has them. */
static gboolean
ends_in_capitals (const char *label,
                  gsize       n_bytes)
{
  const char *end = label + cw_label_base_length (label, n_bytes);
  const char *word = end;
  guint n_upper = 0;

  while (word > label && word[-1] != ' ')
    word--;
  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_islower (c))
        return FALSE;
      n_upper += g_unichar_isupper (c);
    }
  return n_upper >= 2;
}

static guint
find_group (CwTurnFinder *finder,
            const char   *label,
            gsize         n_bytes)
{
  char name[CW_LABEL_MAX_BYTES + 1];
  g_autofree char *folded = NULL;
  CwTurnGroup group = { 0 };
  guint known;

  if (n_bytes >= sizeof name)
    return CW_TURNS_NO_GROUP;
  memcpy (name, label, n_bytes);
  name[n_bytes] = '\0';

  known = GPOINTER_TO_UINT (g_hash_table_lookup (finder->names, name));
  if (known != 0)
    return known - 1;

  folded = fold_label (name, n_bytes);
  known = GPOINTER_TO_UINT (g_hash_table_lookup (finder->names, folded));
  if (known == 0)
    {
      group.name = folded;
      group.shape = cw_label_get_shape (name, n_bytes);
      group.capitals = ends_in_capitals (name, n_bytes);
      group.speaker = -1;
      group.base = finder->groups->len;
      g_array_append_val (finder->groups, group);
      known = finder->groups->len;
      g_hash_table_insert (finder->names, g_steal_pointer (&folded), GUINT_TO_POINTER (known));
    }
  if (!g_hash_table_contains (finder->names, name))
    g_hash_table_insert (finder->names, g_strdup (name), GUINT_TO_POINTER (known));
  return known - 1;
}

/* Forgets the lines, not what the survey found. */
void
cw_turns_clear (CwTurnFinder *finder)
{
  g_array_set_size (finder->lines, 0);
  g_array_set_size (finder->groups, 0);
  g_hash_table_remove_all (finder->names);
  finder->n_fractions = finder->max_fraction = 0;
  finder->n_quads = finder->max_quad = 0;
  finder->n_counted = 0;
  finder->counted = 0;
}

/* Says where a line stands. Lines are placed in their order, so that characters are
 * counted once. */
void
cw_turns_place (CwTurnFinder *finder,
                CwTurnLine   *line,
                const char   *start)
{
  line->byte = (gsize) (start - finder->text->text);
  finder->counted += (guint32) cw_utf8_length (finder->text->text + finder->n_counted,
                                               line->byte - finder->n_counted);
  finder->n_counted = line->byte;
  line->position = finder->counted;
}

static void
count_stamp (CwTurnFinder  *finder,
             const CwStamp *stamp)
{
  if (stamp->fraction != 255)
    {
      finder->n_fractions++;
      finder->max_fraction = MAX (finder->max_fraction, stamp->fraction);
    }
  if (stamp->quad >= 0)
    {
      finder->n_quads++;
      finder->max_quad = MAX (finder->max_quad, (guint) (stamp->quad % 100));
    }
}

/* Keeps a line: its group is found and counted. FALSE if there are too many. */
gboolean
cw_turns_add (CwTurnFinder     *finder,
              const CwTurnLine *line)
{
  const char *start = finder->text->text + line->byte;
  CwTurnLine kept = *line;

  if (finder->lines->len >= CW_TURNS_MAX_LINES)
    return FALSE;
  kept.group = CW_TURNS_NO_GROUP;
  if (line->label.label < line->label.label_end)
    {
      CwTurnGroup *group;

      kept.group = find_group (finder, start + line->label.label,
                               line->label.label_end - line->label.label);
      if (kept.group == CW_TURNS_NO_GROUP)
        return TRUE;
      group = cw_turns_group (finder, kept.group);
      if (line->label.bulleted && group->shape < CW_LABEL_STRONG)
        return TRUE;
      if (!line->within)
        {
          group->n_lines[line->label.mark]++;
          group->n_all++;
          group->n_timed += line->label.stamp.time_ms >= 0
                            && (group->n_timed == 0 || line->label.stamp.time_ms != group->last_ms);
          group->last_ms = line->label.stamp.time_ms;
          group->n_talks += line->talks;
          group->n_empty += line->empty;
        }
    }
  count_stamp (finder, &line->label.stamp);
  g_array_append_val (finder->lines, kept);
  return TRUE;
}

/* Whether this line is where the one before was broken: its first word had no
 * room there. */
static gboolean
goes_on (const CwTurnFinder *finder,
         const CwTurnSource *line)
{
  const char *p = line->start + line->indent;
  const char *end = line->start + line->n_bytes;
  guint n_word = 0;

  if (finder->width == 0 || line->after_gap || line->indent > line->last_indent)
    return FALSE;
  for (; p < end && *p != ' '; p = g_utf8_next_char (p))
    n_word++;
  return line->last_length + 1 + n_word + 2 > finder->width;
}

static gboolean
collect_line (CwTurnFinder       *finder,
              const CwTurnSource *line,
              gpointer            user_data)
{
  CwTurnLine found = { 0 };
  gboolean broken = goes_on (finder, line);

  found.ordinal = finder->n_lines;
  /* What Spacelog writes between a time and who speaks is no line of the text. */
  finder->n_lines += *line->start != '_';
  finder->n_paragraphs += !broken;

  if (!cw_label_parse_stop (line->start, line->n_bytes, finder->letters, &found.label)
      && !cw_label_parse (line->start, line->n_bytes, &found.label)
      && !cw_label_parse_risky (line->start, line->n_bytes, &found.label))
    return TRUE;
  found.within = broken && !line->last_ends;
  found.empty = found.label.text >= line->n_bytes;
  found.talks = found.empty
                || cw_turns_is_talk (line->start + found.label.text,
                                     line->n_bytes - found.label.text);
  cw_turns_place (finder, &found, line->start);
  return cw_turns_add (finder, &found);
}

/* Keeps the lines that begin with a label on the line of the talk. */
void
cw_turns_collect_labels (CwTurnFinder *finder)
{
  finder->n_lines = finder->n_paragraphs = 0;
  cw_turns_for_each_line (finder, collect_line, NULL);
}
