/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns-private.h"

#include <string.h>

/* What a line begins with, if it begins like a turn. That it does is no proof:
 * cw_turns_find() weighs all lines together. */

#define MAX_LABEL_CHARS 40
#define MAX_REMARK_BYTES 60

/* A line being looked at. */
typedef struct
{
  const char *line;
  const char *end;       /* without blanks */
  const char *p;         /* where we are */
  const char *label_end; /* once it is found */
  CwLabel label;
} Scan;

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

/* How many bytes a colon has here: 0, 1, or 3 where it is of full width. */
static gsize
colon_at (const char *p,
          const char *end)
{
  if (p < end && *p == ':')
    return 1;
  return end - p >= 3 && memcmp (p, "\xEF\xBC\x9A", 3) == 0 ? 3 : 0;
}

static inline gunichar
char_at (const char *p)
{
  return (guint8) *p < 0x80 ? (gunichar) *p : g_utf8_get_char (p);
}

static inline const char *
next_char (const char *p)
{
  return (guint8) *p < 0x80 ? p + 1 : g_utf8_next_char (p);
}

static inline gboolean
is_in_label (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c)
         || (c < 0x80 ? strchr (".'-_&/#*+@", (int) c) != NULL && c != 0
                      : c == 0x2019 || c == 0x00A0 || c == 0x00B7 || c == 0x2013 || c == 0x00BA
                          || c == 0x00AA || c == 0x30FB || c == 0x200C);
}

static void
begin_scan (Scan       *scan,
            const char *line,
            gsize       n_bytes)
{
  scan->line = line;
  scan->end = line + n_bytes;
  while (scan->end > line && is_blank (scan->end[-1]))
    scan->end--;
  scan->p = skip_blanks (line, scan->end);
  scan->label_end = NULL;
  scan->label = (CwLabel) { .stamp = CW_STAMP_NONE };
  scan->label.start = (guint32) (scan->p - line);
}

/* Says that the line has only a time or a number. */
static void
set_alone (Scan *scan)
{
  scan->label.label = scan->label.label_end = (guint32) (scan->end - scan->line);
  scan->label.text = scan->label.label;
}

/* Steps over "- ", "• " or "12. " before a label. */
static void
skip_bullet (Scan *scan)
{
  static const char *const bullets[] = { "-", "*", "\u2022", "\u2013", "\u00B7" };
  const char *p = scan->p;

  for (gsize i = 0; i < G_N_ELEMENTS (bullets); i++)
    {
      gsize n = strlen (bullets[i]);

      if ((gsize) (scan->end - p) > n && memcmp (p, bullets[i], n) == 0 && is_blank (p[n]))
        {
          scan->label.bulleted = TRUE;
          scan->p = skip_blanks (p + n, scan->end);
          return;
        }
    }

  while (p < scan->end && g_ascii_isdigit (*p) && p - scan->p < 5)
    p++;
  if (p == scan->p)
    return;
  if (p < scan->end && (*p == '.' || *p == ')'))
    p++;
  if (p < scan->end && !is_blank (*p))
    return;
  /* In a column of its own it numbers the paragraphs. */
  scan->label.bulleted = p == scan->end || *p != '\t';
  scan->p = skip_blanks (p, scan->end);
}

/* Steps over what may stand between a time and the name after it. */
static void
skip_separator (Scan *scan)
{
  static const char *const separators[] = { "-", "\u2013", "\u2014", "|", ",", ":" };
  const char *p = skip_blanks (scan->p, scan->end);

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      gsize n = strlen (separators[i]);

      if ((gsize) (scan->end - p) >= n && memcmp (p, separators[i], n) == 0
          && (p + n == scan->end || is_blank (p[n])))
        {
          p = skip_blanks (p + n, scan->end);
          break;
        }
    }
  scan->p = p;
}

/* Label and time without a colon: the talk is on the next line, or after a time
 * in brackets. */
static gboolean
end_with_time (Scan       *scan,
               const char *label_end,
               const char *time)
{
  gboolean bracketed = !g_ascii_isdigit (*time);
  const char *after = time;
  CwStamp stamp;
  gsize colon;

  if (!cw_stamp_parse (&after, scan->end, &stamp))
    return FALSE;
  after = skip_blanks (after, scan->end);
  colon = colon_at (after, scan->end);
  if (colon == 0 && after < scan->end && !bracketed)
    return FALSE;

  scan->label.stamp = stamp;
  scan->label.mark = colon > 0 ? CW_LABEL_BY_COLON : CW_LABEL_BY_TIME;
  scan->label_end = label_end;
  scan->p = after + colon;
  return TRUE;
}

/* "(laughs)" and "[whispering]" belong to a label. */
static const char *
skip_remark (const char *p,
             const char *end)
{
  gsize n = MIN ((gsize) (end - p), (gsize) MAX_REMARK_BYTES);
  const char *close = memchr (p, *p == '(' ? ')' : ']', n);

  return close != NULL ? close + 1 : NULL;
}

/* Looks for the colon that ends a label, or for the time that does. */
static gboolean
find_label_end (Scan *scan)
{
  const char *p = scan->p;
  guint n_commas = 0;

  for (guint n = 0; p < scan->end && n <= MAX_LABEL_CHARS; n++)
    {
      const char *next = skip_blanks (p, scan->end);
      gsize colon = colon_at (next, scan->end);

      if (colon > 0)
        {
          scan->label_end = p;
          scan->p = next + colon;
          return TRUE;
        }
      if ((next > p || *p == '(' || *p == '[') && end_with_time (scan, p, next))
        return TRUE;
      if (*p == '\t' || (*p == ',' && (n_commas++ > 0 || !is_blank (p[1]))))
        return FALSE;
      if (next > p)
        p = next;
      else if (*p == '(' || *p == '[')
        {
          p = skip_remark (p, scan->end);
          if (p == NULL)
            return FALSE;
        }
      else if (*p == ',' || is_in_label (char_at (p)))
        p = next_char (p);
      else
        return FALSE;
    }
  return FALSE;
}

/* "[Anna] 10:31" and "[Anna]: So": the name is in brackets. */
static gboolean
find_bracketed_label (Scan *scan)
{
  const char *from = scan->p + 1;
  const char *close = memchr (from, *scan->p == '[' ? ']' : '>',
                              MIN ((gsize) (scan->end - from), (gsize) MAX_REMARK_BYTES));
  const char *after;
  gsize colon;

  if (close == NULL || close == from)
    return FALSE;
  for (const char *p = from; p < close; p = next_char (p))
    if (*p != ' ' && *p != ',' && !is_in_label (char_at (p)))
      return FALSE;

  after = skip_blanks (close + 1, scan->end);
  colon = colon_at (after, scan->end);
  scan->p = from;
  if (colon > 0)
    {
      scan->label_end = close;
      scan->label.label = (guint32) (from - scan->line);
      scan->p = after + colon;
      return TRUE;
    }
  return after < scan->end && end_with_time (scan, close, after);
}

static gboolean
may_follow_colon (const Scan *scan)
{
  const char *after = scan->p;

  if (after >= scan->end || is_blank (*after) || (guint8) *after >= 0x80 || *after == '*')
    return TRUE;
  if (*after == '/' || *after == '\\' || *after == ':')
    return FALSE;
  return !(g_ascii_isdigit (*after) && g_ascii_isdigit (scan->label_end[-1]));
}

/* "Anna: [1:23] So" says when she spoke, "Anna: 10:30 suits me" does not: a bare
 * time stands alone on its line, or in a column of its own. */
static void
skip_time_after (Scan *scan)
{
  const char *time;
  CwStamp stamp;

  while (scan->p < scan->end && *scan->p == '*')
    scan->p++;
  time = scan->p = skip_blanks (scan->p, scan->end);
  if (scan->label.stamp.time_ms >= 0 || !cw_stamp_parse (&time, scan->end, &stamp))
    return;
  if (g_ascii_isdigit (*scan->p) && time < scan->end && *time != '\t')
    return;
  scan->label.stamp = stamp;
  scan->p = skip_blanks (time, scan->end);
}

/* Whether it may be a name that stands by itself. */
gboolean
cw_label_is_name (const char *text,
                  gsize       n_bytes)
{
  const char *end = text + n_bytes;
  guint n = 0;

  if (n_bytes == 0 || n_bytes > CW_LABEL_MAX_BYTES || !g_unichar_isalpha (char_at (text)))
    return FALSE;
  for (const char *p = text; p < end; p = next_char (p))
    if (n++ >= MAX_LABEL_CHARS
        || (*p != ' ' && *p != ',' && *p != '(' && *p != ')' && !is_in_label (char_at (p))))
      return FALSE;
  /* A sentence ends with a full stop, but so does "Maria G.". */
  if (end[-1] == '.')
    return n_bytes >= 3 && end[-3] == ' ' && g_ascii_isupper (end[-2]);
  return end[-1] != ',' && end[-1] != '-';
}

/* "[0:12] P1", nothing else: who speaks on the next lines. */
static gboolean
take_rest_as_label (Scan *scan)
{
  if (!cw_label_is_name (scan->p, (gsize) (scan->end - scan->p)))
    return FALSE;
  scan->label.mark = CW_LABEL_BY_TIME;
  scan->label.time_first = TRUE;
  scan->label_end = scan->end;
  scan->p = scan->end;
  return TRUE;
}

/* Chats have "10:31 From Anna to Everyone: …". */
static void
trim_sender (Scan        *scan,
             const char **label)
{
  static const char *const to[] = { " to ", " To " };

  if (scan->label.stamp.time_ms < 0 || scan->label_end - *label < 6
      || g_ascii_strncasecmp (*label, "from ", 5) != 0)
    return;
  *label = skip_blanks (*label + 5, scan->label_end);
  for (gsize i = 0; i < G_N_ELEMENTS (to); i++)
    {
      const char *found = g_strstr_len (*label, scan->label_end - *label, to[i]);

      if (found != NULL && found > *label)
        scan->label_end = found;
    }
}

/* Sets what was found; a label without a letter is none. */
static gboolean
finish_label (Scan       *scan,
              const char *label,
              CwLabel    *out_label)
{
  while (scan->label_end > label && strchr (" \t*,-", scan->label_end[-1]) != NULL)
    scan->label_end--;
  if (scan->label_end == label || scan->label_end - label > CW_LABEL_MAX_BYTES)
    return FALSE;
  scan->label.label = (guint32) (label - scan->line);
  scan->label.label_end = (guint32) (scan->label_end - scan->line);
  scan->label.text = (guint32) (scan->p - scan->line);
  *out_label = scan->label;
  return TRUE;
}

static gboolean
may_begin_label (const char *p)
{
  return (guint8) *p >= 0x80 || g_ascii_isalnum (*p) || strchr ("[(*-#<>{", *p) != NULL;
}

/* Steps over the time, bullet or number before a label. FALSE if nothing is left. */
static gboolean
skip_prefix (Scan *scan)
{
  gboolean timed = cw_stamp_parse (&scan->p, scan->end, &scan->label.stamp);

  if (!timed)
    {
      skip_bullet (scan);
      timed = scan->p < scan->end && cw_stamp_parse (&scan->p, scan->end, &scan->label.stamp);
    }
  if (timed)
    skip_separator (scan);
  while (scan->p < scan->end && (*scan->p == '*' || *scan->p == '>'))
    scan->p = skip_blanks (scan->p + 1, scan->end);
  return scan->p < scan->end;
}

/* Finds out whether a line begins like a turn of talk, with a colon or a time
 * after the label, or is a time or a number alone. */
gboolean
cw_label_parse (const char *line,
                gsize       n_bytes,
                CwLabel    *out_label)
{
  Scan scan;
  const char *label;
  gboolean timed;

  begin_scan (&scan, line, n_bytes);
  if (scan.p >= scan.end || !may_begin_label (scan.p))
    return FALSE;
  if (!skip_prefix (&scan))
    {
      if (scan.label.stamp.time_ms < 0 && !g_ascii_isdigit (line[scan.label.start]))
        return FALSE;
      set_alone (&scan);
      *out_label = scan.label;
      return TRUE;
    }

  label = scan.p;
  timed = scan.label.stamp.time_ms >= 0;
  if (*label == '[' || *label == '<')
    {
      if (!find_bracketed_label (&scan))
        return FALSE;
      label++;
    }
  else if (!g_unichar_isalpha (char_at (label)))
    return FALSE;
  else if (!find_label_end (&scan) && !(timed && take_rest_as_label (&scan)))
    return FALSE;

  if (scan.label.mark == CW_LABEL_BY_COLON && !may_follow_colon (&scan))
    return FALSE;
  trim_sender (&scan, &label);
  skip_time_after (&scan);
  return finish_label (&scan, label, out_label);
}

/* "P1> …", "<P1> …", "[P1] …" and "P1 - …": these need more than a label to be
 * believed. */
gboolean
cw_label_parse_risky (const char *line,
                      gsize       n_bytes,
                      CwLabel    *out_label)
{
  static const char *const dashes[] = { "-", "\u2013", "\u2014" };
  Scan scan;
  const char *label;
  gboolean open;
  guint n = 0;

  begin_scan (&scan, line, n_bytes);
  if (scan.p >= scan.end || !may_begin_label (scan.p) || !skip_prefix (&scan))
    return FALSE;
  open = *scan.p == '[' || *scan.p == '<';
  scan.p += open;
  label = scan.p;
  if (label >= scan.end || !g_unichar_isalpha (char_at (label)))
    return FALSE;

  for (; scan.p < scan.end && n <= MAX_LABEL_CHARS; n++, scan.p = next_char (scan.p))
    {
      if (*scan.p == '>' || (open && *scan.p == ']'))
        {
          scan.label_end = scan.p++;
          scan.label.mark = CW_LABEL_BY_BRACKET;
          break;
        }
      for (gsize i = 0; *scan.p == ' ' && !open && i < G_N_ELEMENTS (dashes); i++)
        if (g_str_has_prefix (scan.p + 1, dashes[i]) && scan.p[1 + strlen (dashes[i])] == ' ')
          {
            scan.label_end = scan.p;
            scan.label.mark = CW_LABEL_BY_DASH;
            scan.p += 1 + strlen (dashes[i]);
            break;
          }
      if (scan.label_end != NULL)
        break;
      if (*scan.p != ' ' && !is_in_label (char_at (scan.p)))
        return FALSE;
    }
  if (scan.label_end == NULL || scan.p >= scan.end || !is_blank (*scan.p))
    return FALSE;
  scan.p = skip_blanks (scan.p, scan.end);
  return finish_label (&scan, label, out_label);
}

/* How much of a label there is without the remark in brackets at its end. */
gsize
cw_label_base_length (const char *label,
                      gsize       n_bytes)
{
  char close = n_bytes > 0 ? label[n_bytes - 1] : '\0';
  const char *open = NULL;

  if (close != ')' && close != ']')
    return n_bytes;
  for (const char *p = label; p < label + n_bytes; p++)
    if (*p == (close == ')' ? '(' : '['))
      open = p;
  if (open == NULL)
    return n_bytes;
  while (open > label && is_blank (open[-1]))
    open--;
  return open > label ? (gsize) (open - label) : n_bytes;
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

  if (!cw_label_parse (line, n_bytes, &label) || label.label == label.label_end)
    return FALSE;
  return cw_label_get_shape (line + label.label, label.label_end - label.label) >= CW_LABEL_PLAIN;
}

/**
 * cw_turns_parse_time:
 * @string: what may be a time ("0:12", "00:00:12.500"), valid UTF-8
 * @n_bytes: its length in bytes
 * @out_ms: (out): the time in milliseconds; untouched if it is none
 *
 * Reads a time that stands by itself.
 *
 * Returns: whether it is one
 */
gboolean
cw_turns_parse_time (const char *string,
                     gsize       n_bytes,
                     gint64     *out_ms)
{
  const char *end = string + n_bytes;
  const char *p = skip_blanks (string, end);
  CwStamp stamp;

  while (end > p && is_blank (end[-1]))
    end--;
  if (!cw_stamp_parse (&p, end, &stamp) || p != end)
    return FALSE;
  *out_ms = stamp.time_ms + (stamp.fraction == 255 ? 0 : stamp.fraction * 10);
  return TRUE;
}
