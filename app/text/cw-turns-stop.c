/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns-private.h"

#include <string.h>

/* Labels that a full stop ends, as minutes of hearings and courts have them:
 * "Q. …", "A.--…", "Mr. SMITH. …", "The PRESIDING OFFICER. …", "Senator Wyden. …". */

#define MAX_STOP_LABEL_BYTES 80

/* What such a label begins with; the stop after it is part of it. */
static const char *const titles[] = {
  "mr",
  "mrs",
  "ms",
  "miss",
  "dr",
  "prof",
  "sen",
  "rep",
  "gov",
  "gen",
  "col",
  "capt",
  "lt",
  "maj",
  "sgt",
  "adm",
  "rev",
  "hon",
  "senator",
  "congressman",
  "congresswoman",
  "representative",
  "chairman",
  "chairwoman",
  "chair",
  "chairperson",
  "judge",
  "justice",
  "secretary",
  "governor",
  "general",
  "colonel",
  "captain",
  "admiral",
  "ambassador",
  "professor",
  "president",
  "commissioner",
  "director",
  "administrator",
  "mayor",
  "sheriff",
  "chief",
  "sir",
  "lord",
  "lady",
  "baroness",
  "madam",
  "the",
  "mme",
  "mlle",
  "m",
};

static inline gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static const char *
skip_blanks (const char *p,
             const char *end)
{
  while (p < end && is_blank (*p))
    p++;
  return p;
}

/* The number of a line, as in the record of a court. */
static const char *
skip_number (const char *start,
             const char *end)
{
  const char *p = start;

  while (p < end && g_ascii_isdigit (*p) && p - start < 5)
    p++;
  return p > start && p < end && is_blank (*p) ? skip_blanks (p, end) : start;
}

/* A letter by itself at a line's beginning, with a stop or a gap after it:
 * returns it, or 0. */
gunichar
cw_label_parse_letter (const char  *line,
                       gsize        n_bytes,
                       const char **out_letter,
                       const char **out_after)
{
  const char *end = line + n_bytes;
  const char *p = skip_number (skip_blanks (line, end), end);
  gunichar letter;

  if (p >= end)
    return 0;
  letter = g_utf8_get_char (p);
  if (!g_unichar_isupper (letter))
    return 0;
  *out_letter = p;
  p = g_utf8_next_char (p);
  if (p >= end)
    return 0;

  if (*p == '.')
    {
      p++;
      while (p < end && (*p == '-' || g_str_has_prefix (p, "\u2014") || *p == '.'))
        p += *p == '-' || *p == '.' ? 1 : 3;
      if (p < end && !is_blank (*p) && *p != '"' && p[-1] == '.')
        return 0;
    }
  else if (*p != '\t' && !(end - p >= 2 && p[0] == ' ' && is_blank (p[1])))
    return 0;

  *out_after = skip_blanks (p, end);
  return letter;
}

static gboolean
is_title (const char *word,
          gsize       n_bytes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strlen (titles[i]) == n_bytes && g_ascii_strncasecmp (titles[i], word, n_bytes) == 0)
      return TRUE;
  return FALSE;
}

/* "of New Jersey" and "le président" go with what has a title. */
static gboolean
may_be_small (const char *word,
              gsize       n_bytes,
              gboolean    after_article)
{
  static const char *const small[] = { "of", "de", "du", "des", "la", "le", "von", "van", "and" };

  for (gsize i = 0; i < G_N_ELEMENTS (small); i++)
    if (strlen (small[i]) == n_bytes && memcmp (small[i], word, n_bytes) == 0)
      return TRUE;
  return after_article;
}

/* A colon of any width shows that what is before it is the label. */
static gboolean
ends_word (const char *p,
           const char *end)
{
  return strchr (" \t.,:;", *p) != NULL || (end - p >= 3 && memcmp (p, "\xEF\xBC\x9A", 3) == 0);
}

/* Reads the words after a title up to the one that a full stop ends. */
static const char *
find_stop (const char *p,
           const char *end,
           gboolean    article)
{
  gboolean after_le = FALSE;

  for (guint n_words = 0; n_words < 6 && p < end; n_words++)
    {
      const char *word = p;
      gunichar first = g_utf8_get_char (p);
      gsize n;

      /* "[Mr. Brownback]": who is it now. */
      if (*p == '[' || *p == '(')
        {
          p = memchr (p, *p == '[' ? ']' : ')', (gsize) (end - p));
          if (p == NULL || n_words == 0 || p + 1 >= end || p[1] != '.')
            return NULL;
          return p + 1;
        }
      while (p < end && !ends_word (p, end))
        p++;
      n = (gsize) (p - word);
      if (n == 0 || p >= end || (*p != '.' && *p != ' '))
        return NULL;
      if (!g_unichar_isupper (first) && !may_be_small (word, n, after_le))
        return NULL;
      /* "The Chairman." is somebody, "The End." is not; only capitals are sure. */
      if (article && n_words == 0 && !g_unichar_isupper (g_utf8_get_char (g_utf8_next_char (word)))
          && g_ascii_strncasecmp (word, "chair", 5) != 0
          && g_ascii_strncasecmp (word, "president", 9) != 0
          && g_ascii_strncasecmp (word, "witness", 7) != 0
          && g_ascii_strncasecmp (word, "clerk", 5) != 0
          && g_ascii_strncasecmp (word, "court", 5) != 0)
        return NULL;
      after_le = n == 2 && (memcmp (word, "le", 2) == 0 || memcmp (word, "la", 2) == 0);
      if (*p == '.' && !(g_unichar_isupper (first) && g_utf8_next_char (word) == p))
        return p;
      p = skip_blanks (p + 1, end);
    }
  return NULL;
}

static gboolean
parse_titled (const char *line,
              const char *end,
              CwLabel    *label)
{
  const char *start = skip_number (skip_blanks (line, end), end);
  const char *word = start;
  const char *p = start;
  const char *stop;

  while (p < end && g_ascii_isalpha (*p))
    p++;
  if (p == word || !g_ascii_isupper (*word) || !is_title (word, (gsize) (p - word)) || p >= end)
    return FALSE;
  if (*p == '.')
    p++;
  if (p >= end || *p != ' ')
    return FALSE;

  stop = find_stop (skip_blanks (p, end), end, p - word == 3 && p[-1] == 'e');
  if (stop == NULL || stop - start > MAX_STOP_LABEL_BYTES)
    return FALSE;
  p = stop + 1;
  if (p < end && !is_blank (*p))
    return FALSE;
  label->label = (guint32) (start - line);
  label->label_end = (guint32) (stop - line);
  label->text = (guint32) (skip_blanks (p, end) - line);
  return TRUE;
}

/* Finds out whether a line begins with a label that a full stop ends: one of the
 * two letters, or somebody with a title. */
gboolean
cw_label_parse_stop (const char     *line,
                     gsize           n_bytes,
                     const gunichar *letters,
                     CwLabel        *out_label)
{
  CwLabel label = { .stamp = CW_STAMP_NONE, .mark = CW_LABEL_BY_STOP };
  const char *at;
  const char *after;
  gunichar letter = letters[0] != 0 ? cw_label_parse_letter (line, n_bytes, &at, &after) : 0;

  if (letter != 0 && (letter == letters[0] || letter == letters[1]))
    {
      label.label = (guint32) (at - line);
      label.label_end = (guint32) (g_utf8_next_char (at) - line);
      label.text = (guint32) (after - line);
    }
  else if (!parse_titled (line, line + n_bytes, &label))
    return FALSE;
  label.start = (guint32) (skip_blanks (line, line + n_bytes) - line);
  *out_label = label;
  return TRUE;
}
