/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns.h"

#include "cw-turns-private.h"

#include <string.h>

#define MAX_LABEL_CHARS 40
#define MAX_LABEL_WORDS 5

/* Words that make a label of whatever they begin. */
static const char *const roles[] = {
  "interviewer",   "interviewee",    "participant",    "respondent",
  "informant",     "speaker",        "moderator",      "facilitator",
  "researcher",    "subject",        "witness",        "host",
  "guest",         "student",        "teacher",        "patient",
  "doctor",        "nurse",          "male",           "female",
  "man",           "woman",          "unknown",        "all",
  "several",       "interviewerin",  "befragte",       "befragter",
  "sprecher",      "sprecherin",     "moderatorin",    "enquêteur",
  "enquêtrice",    "enquêté",        "enquêtée",       "intervieweur",
  "animateur",     "entrevistador",  "entrevistadora", "entrevistado",
  "entrevistada",  "intervistatore", "intervistato",   "haastattelija",
  "haastateltava", "intervjuare",    "respondant",
};

/* Words that head other things than talk. */
static const char *const never[] = {
  "note",        "notes",      "nb",
  "n.b.",        "ps",         "p.s.",
  "date",        "time",       "place",
  "location",    "duration",   "title",
  "re",          "tel",        "phone",
  "fax",         "email",      "e-mail",
  "mail",        "http",       "https",
  "ftp",         "file",       "source",
  "warning",     "transcript", "transcription",
  "transcribed", "recording",  "recorded",
  "example",     "e.g.",       "i.e.",
  "figure",      "table",      "chapter",
  "section",     "part",       "page",
  "step",        "result",     "results",
  "summary",     "conclusion", "answer",
  "question",    "keywords",   "abstract",
  "name",        "age",        "gender",
  "sex",         "occupation", "address",
  "from",        "to",         "cc",
  "bcc",         "sent",       "today",
  "remember",    "important",  "first",
  "second",      "third",      "finally",
  "however",     "url",        "www",
  "doi",         "isbn",       "version",
  "project",     "session",    "topic",
  "theme",       "code",       "memo",
  "datum",       "ort",        "zeit",
  "dauer",       "thema",      "beispiel",
  "hinweis",     "tema",       "fecha",
  "lugar",       "lieu",       "durée",
  "exemple",     "remarque",   "nota",
};

/* Small words within names. */
static const char *const particles[] = {
  "de",  "da",  "del", "della", "der", "den", "di",  "do",  "dos", "du",
  "van", "von", "la",  "le",    "el",  "al",  "bin", "ben", "ibn", "y",
  "e",   "and", "und", "et",    "of",  "the", "zu",  "ter", "ten",
};

static gboolean
is_listed (const char *const *list,
           gsize              n_words,
           const char        *word,
           gsize              n_bytes)
{
  for (gsize i = 0; i < n_words; i++)
    if (strlen (list[i]) == n_bytes && g_ascii_strncasecmp (list[i], word, n_bytes) == 0)
      return TRUE;
  return FALSE;
}

static inline gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static const char *
skip_blanks (const char *p,
             const char *end)
{
  while (p < end && (is_blank (*p) || (end - p >= 2 && memcmp (p, "\xC2\xA0", 2) == 0)))
    p += is_blank (*p) ? 1 : 2;
  return p;
}

/* Reads "1:23", "00:01:23", "00:00:01:23", "00:01:23.500", "00:01:23-5", with a
 * minus before it where a countdown begins before zero. Times are milliseconds;
 * two digits after the seconds may be hundredths or frames: out_fraction has
 * them and the time is without. */
gboolean
cw_label_parse_time (const char **cursor,
                     const char  *end,
                     gint64      *out_ms,
                     guint8      *out_fraction)
{
  static const guint per_unit[] = { 1, 60, 3600, 86400 };
  const char *p = *cursor;
  guint parts[4];
  guint n_parts = 0;
  gint64 ms = 0;
  guint fraction = 0;
  guint n_digits = 0;
  gboolean negative = p < end && *p == '-';

  p += negative;
  while (n_parts < G_N_ELEMENTS (parts))
    {
      const char *digits = p;
      guint number = 0;

      for (; p < end && g_ascii_isdigit (*p) && p - digits < 4; p++)
        number = number * 10 + (guint) (*p - '0');
      if (p == digits || (n_parts > 0 && p - digits != 2))
        return FALSE;
      parts[n_parts++] = number;
      if (p + 1 >= end || *p != ':' || !g_ascii_isdigit (p[1]))
        break;
      p++;
    }
  if (n_parts < 2 || parts[n_parts - 1] > 59 || (p < end && g_ascii_isdigit (*p)))
    return FALSE;

  if (p + 1 < end && (*p == '.' || *p == ',' || *p == '-') && g_ascii_isdigit (p[1]))
    for (p++; p < end && g_ascii_isdigit (*p) && n_digits < 3; p++, n_digits++)
      fraction = fraction * 10 + (guint) (*p - '0');
  if (p < end && g_ascii_isdigit (*p))
    return FALSE;

  for (guint i = 0; i < n_parts; i++)
    ms += (gint64) parts[n_parts - 1 - i] * per_unit[i] * 1000;
  if (n_digits == 1 || n_digits == 3)
    ms += fraction * (n_digits == 1 ? 100 : 1);

  *out_fraction = n_digits == 2 ? (guint8) fraction : 255;
  *out_ms = negative ? 0 : ms;
  *cursor = p;
  return TRUE;
}

/* A time in brackets, or bare. Markdown's backslashes are gone by now. */
static gboolean
parse_bracketed_time (const char **cursor,
                      const char  *end,
                      CwLabel     *label)
{
  const char *p = *cursor;
  gint64 time_ms;
  guint8 fraction;
  char close = 0;

  if (p < end && (*p == '[' || *p == '(' || *p == '{' || *p == '#' || *p == '<'))
    {
      close = *p == '[' ? ']' : *p == '(' ? ')' : *p == '{' ? '}' : *p == '<' ? '>' : '#';
      p++;
    }
  if (!cw_label_parse_time (&p, end, &time_ms, &fraction))
    return FALSE;
  if (close != 0)
    {
      if (p >= end || *p != close)
        return FALSE;
      p++;
    }

  label->time_ms = time_ms;
  label->fraction = fraction;
  *cursor = p;
  return TRUE;
}

static inline gboolean
is_in_label (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c)
         || (c < 0x80 ? strchr (" .'-_&/(),#*+", (int) c) != NULL
                      : c == 0x2019 || c == 0x00A0 || c == 0x00B7 || c == 0x2013 || c == 0x00BA
                          || c == 0x00AA || c == 0x30FB || c == 0x200C);
}

/* Looks for the colon that ends a label, or for the time that does. */
static const char *
find_label_end (const char  *from,
                const char  *end,
                CwLabel     *label,
                const char **out_after)
{
  const char *p = from;
  guint n_chars = 0;

  while (p < end && n_chars++ <= MAX_LABEL_CHARS)
    {
      gunichar c = (guint8) *p < 0x80 ? (gunichar) *p : g_utf8_get_char (p);
      const char *time = p;
      gboolean may_be_time = (p > from && (p[-1] == ' ' || p[-1] == '\t'))
                             && (g_ascii_isdigit (*p) || *p == '(' || *p == '[');

      if (c == ':' || c == 0xFF1A)
        {
          *out_after = p + (c == ':' ? 1 : 3);
          return p;
        }
      if (may_be_time && parse_bracketed_time (&time, end, label))
        {
          const char *after = skip_blanks (time, end);

          if (after < end && *after == ':')
            after++;
          else if (after < end)
            return NULL;
          else
            label->no_colon = TRUE;
          *out_after = after;
          return p;
        }
      if (!is_in_label (c))
        return NULL;
      p += (guint8) *p < 0x80 ? 1 : g_utf8_next_char (p) - p;
    }
  return NULL;
}

static gboolean
may_follow_colon (const char *after,
                  const char *end,
                  const char *label_end)
{
  if (after >= end || is_blank (*after) || (guint8) *after >= 0x80 || *after == '*')
    return TRUE;
  if (*after == '/' || *after == '\\' || *after == ':')
    return FALSE;
  return !(g_ascii_isdigit (*after) && g_ascii_isdigit (label_end[-1]));
}

/* "Anna: [1:23] So" says when she spoke, "Anna: 10:30 suits me" does not: a bare
 * time stands alone on its line. */
static const char *
skip_time_after (const char *after,
                 const char *end,
                 CwLabel    *label)
{
  const CwLabel without = *label;
  const char *time;

  while (after < end && *after == '*')
    after++;
  time = after = skip_blanks (after, end);
  if (label->time_ms >= 0 || !parse_bracketed_time (&time, end, label))
    return after;
  if (!g_ascii_isdigit (*after) || time == end)
    return skip_blanks (time, end);

  *label = without;
  return after;
}

/* Finds out whether a line begins like a turn of talk, or is a time alone. That
 * it does is no proof: cw_turns_find() weighs all lines together. */
gboolean
cw_label_parse (const char *line,
                gsize       n_bytes,
                CwLabel    *out_label)
{
  CwLabel label = { 0, 0, 0, 0, -1, 255, FALSE };
  const char *end = line + n_bytes;
  const char *p = skip_blanks (line, end);
  const char *after = NULL;
  const char *label_end;

  label.start = (gsize) (p - line);
  while (end > p && (is_blank (end[-1])))
    end--;
  if (p < end && *p != '[' && *p != '(' && *p != '*' && *p != '-' && *p != '#' && *p != '<'
      && (guint8) *p < 0x80 && !g_ascii_isalnum (*p))
    return FALSE;

  if (parse_bracketed_time (&p, end, &label))
    {
      p = skip_blanks (p, end);
      if (p == end)
        {
          label.label = label.label_end = label.text = n_bytes;
          *out_label = label;
          return TRUE;
        }
    }

  while (p < end && *p == '*')
    p++;
  if (p >= end || !g_unichar_isalpha (g_utf8_get_char (p)))
    return FALSE;

  label_end = find_label_end (p, end, &label, &after);
  if (label_end == NULL)
    return FALSE;
  label.label = (gsize) (p - line);
  while (label_end > p && (is_blank (label_end[-1]) || label_end[-1] == '*'))
    label_end--;
  if (label_end == p || !may_follow_colon (after, end, label_end))
    return FALSE;
  label.label_end = (gsize) (label_end - line);

  after = skip_time_after (after, end, &label);
  label.text = (gsize) (after - line);
  *out_label = label;
  return TRUE;
}

/* What one word of a label is like. */
typedef struct
{
  guint n_upper;
  guint n_lower;
  guint n_caseless;
  guint n_digits;
  gboolean capital;
} Word;

static Word
look_at_word (const char *word,
              gsize       n_bytes)
{
  Word look = { 0 };

  for (const char *p = word; p < word + n_bytes; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isupper (c) || g_unichar_istitle (c))
        {
          look.n_upper++;
          if (look.n_upper + look.n_lower == 1)
            look.capital = TRUE;
        }
      else if (g_unichar_islower (c))
        look.n_lower++;
      else if (g_unichar_isdigit (c))
        look.n_digits++;
      else if (g_unichar_isalpha (c))
        look.n_caseless++;
    }
  return look;
}

/* Judges a label by its words; what stands in brackets at its end is left out. */
CwLabelShape
cw_label_get_shape (const char *label,
                    gsize       n_bytes)
{
  const char *end = label + n_bytes;
  guint n_words = 0;
  guint n_small = 0;
  gboolean all_upper = TRUE;
  gboolean all_capital = TRUE;
  gboolean caseless = FALSE;
  gboolean role = FALSE;
  gboolean numbered = FALSE;

  for (const char *p = label; p < end;)
    {
      const char *word = p = skip_blanks (p, end);
      gsize length;
      Word look;

      while (p < end && !is_blank (*p))
        p++;
      length = (gsize) (p - word);
      if (length == 0 || *word == '(' || *word == '[')
        break;
      if (n_words++ == MAX_LABEL_WORDS)
        return CW_LABEL_WEAK;

      look = look_at_word (word, length);
      if (n_words == 1)
        {
          if (is_listed (never, G_N_ELEMENTS (never), word, length)
              && !(length <= 2 && look.n_lower == 0))
            return CW_LABEL_NEVER;
          role = is_listed (roles, G_N_ELEMENTS (roles), word, length);
        }

      caseless |= look.n_caseless > 0;
      numbered |= look.n_digits > 0;
      all_upper &= look.n_lower == 0 && look.n_caseless == 0;
      if (look.n_lower > 0 && !look.capital)
        {
          gboolean particle = n_words > 1
                              && is_listed (particles, G_N_ELEMENTS (particles), word, length);

          n_small += !particle;
          all_capital = all_capital && particle;
        }
    }

  if (n_words == 0)
    return CW_LABEL_WEAK;
  if (role && n_words <= 3 && (n_small == 0 || n_words == 1 || numbered))
    return CW_LABEL_STRONG;
  if (caseless)
    return n_words <= 3 ? CW_LABEL_PLAIN : CW_LABEL_WEAK;
  if (all_upper)
    return CW_LABEL_STRONG;
  if (all_capital)
    return n_words == 1 ? (numbered ? CW_LABEL_NAME : CW_LABEL_WORD) : CW_LABEL_NAME;
  return n_words == 1 || (n_words == 2 && numbered) ? CW_LABEL_PLAIN : CW_LABEL_WEAK;
}

/**
 * cw_turns_is_label:
 * @line: a line of text, valid UTF-8
 * @n_bytes: its length in bytes, without the line end
 *
 * Says whether a line by itself looks like the beginning of a turn.
 *
 * Returns: whether it does
 */
gboolean
cw_turns_is_label (const char *line,
                   gsize       n_bytes)
{
  CwLabel label;
  CwLabelShape shape;

  if (!cw_label_parse (line, n_bytes, &label) || label.label == label.label_end)
    return FALSE;
  shape = cw_label_get_shape (line + label.label, label.label_end - label.label);
  return shape != CW_LABEL_WEAK && shape != CW_LABEL_NEVER;
}
