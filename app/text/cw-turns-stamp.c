/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns-private.h"

#include <string.h>

/* Times as transcripts have them: "1:23", "00:01:23", "00:01:23.500",
 * "00:01:23-5", "00:00:01:23", "10:31 AM", in brackets or bare, with an end
 * ("--> 00:01:25") after them or a date before. */

typedef struct
{
  guint numbers[4];
  guint n;
} Parts;

static const char *
skip_blanks (const char *p,
             const char *end)
{
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  return p;
}

/* Up to four numbers between colons; all but the first have two digits, or, where
 * a program wrote a range ("0:0:3.120 --> …"), one. */
static gboolean
parse_parts (const char **cursor,
             const char  *end,
             char         separator,
             gboolean     one_digit,
             Parts       *parts)
{
  const char *p = *cursor;

  parts->n = 0;
  while (parts->n < G_N_ELEMENTS (parts->numbers))
    {
      const char *digits = p;
      guint number = 0;

      for (; p < end && g_ascii_isdigit (*p) && p - digits < 4; p++)
        number = number * 10 + (guint) (*p - '0');
      if (p == digits || (parts->n > 0 && p - digits != 2 && !(one_digit && p - digits == 1)))
        return FALSE;
      parts->numbers[parts->n++] = number;
      if (p + 1 >= end || *p != separator || !g_ascii_isdigit (p[1]))
        break;
      p++;
    }
  if (parts->n < 2 || (p < end && g_ascii_isdigit (*p)))
    return FALSE;
  for (guint i = MAX (parts->n, 3) - 2; i < parts->n; i++)
    if (parts->numbers[i] > 59)
      return FALSE;

  *cursor = p;
  return TRUE;
}

/* ".500" and "-5" are parts of a second. Of two digits only the whole text shows
 * whether they are hundredths or frames. */
static gboolean
parse_fraction (const char **cursor,
                const char  *end,
                CwStamp     *stamp)
{
  const char *p = *cursor;
  guint fraction = 0;
  guint n_digits = 0;

  if (p + 1 >= end || (*p != '.' && *p != ',' && *p != '-') || !g_ascii_isdigit (p[1]))
    return TRUE;
  for (p++; p < end && g_ascii_isdigit (*p); p++, n_digits++)
    if (n_digits < 3)
      fraction = fraction * 10 + (guint) (*p - '0');
  if (n_digits > 7)
    return FALSE;

  if (n_digits == 2)
    stamp->fraction = (guint8) fraction;
  else
    stamp->time_ms += fraction * (n_digits == 1 ? 100 : 1);
  *cursor = p;
  return TRUE;
}

/* "AM" and "p.m." after a time of day, of which two numbers are hours and minutes. */
static void
parse_half_day (const char **cursor,
                const char  *end,
                const Parts *parts,
                CwStamp     *stamp)
{
  const char *p = skip_blanks (*cursor, end);
  guint hours = parts->numbers[0];
  gboolean afternoon;

  if (end - p < 2 || strchr ("aApP", *p) == NULL || hours < 1 || hours > 12)
    return;
  afternoon = g_ascii_tolower (*p++) == 'p';
  if (*p == '.')
    p++;
  if (p >= end || g_ascii_tolower (*p) != 'm')
    return;
  p++;
  if (p < end && *p == '.')
    p++;
  if (p < end && g_ascii_isalnum (*p))
    return;

  if (parts->n == 2)
    stamp->time_ms *= 60;
  if ((hours == 12) != afternoon)
    stamp->time_ms += (afternoon ? 12 : -12) * (gint64) 3600 * 1000;
  *cursor = p;
}

static gboolean
parse_time (const char **cursor,
            const char  *end,
            char         separator,
            gboolean     one_digit,
            gboolean     of_day,
            CwStamp     *out_stamp)
{
  static const guint per_unit[] = { 1, 60, 3600, 86400 };
  const char *p = *cursor;
  CwStamp stamp = CW_STAMP_NONE;
  Parts parts;
  gboolean negative = p < end && *p == '-';

  /* A countdown begins before zero. */
  p += negative;
  if (!parse_parts (&p, end, separator, one_digit, &parts))
    return FALSE;
  stamp.time_ms = 0;
  for (guint i = 0; i < parts.n; i++)
    stamp.time_ms += (gint64) parts.numbers[parts.n - 1 - i] * per_unit[i] * 1000;
  if (parts.n == 4)
    {
      stamp.quad = 0;
      for (guint i = 0; i < parts.n; i++)
        stamp.quad = stamp.quad * 100 + parts.numbers[i];
    }
  if (of_day && parts.n == 2)
    stamp.time_ms *= 60;
  if (!parse_fraction (&p, end, &stamp))
    return FALSE;
  if (!of_day || parts.n != 2)
    parse_half_day (&p, end, &parts, &stamp);
  if (negative)
    stamp = (CwStamp) { 0, -1, 255 };

  *out_stamp = stamp;
  *cursor = p;
  return TRUE;
}

/* "12/03/2021, " or "2021-03-12 ", as chats have before their times. */
static const char *
skip_date (const char *start,
           const char *end)
{
  const char *p = start;
  char separator = 0;

  for (guint part = 0; part < 3; part++)
    {
      const char *digits = p;

      while (p < end && g_ascii_isdigit (*p) && p - digits < 4)
        p++;
      if (p == digits || p >= end)
        return start;
      if (part == 2)
        break;
      if (strchr ("/.-", *p) == NULL || (separator != 0 && *p != separator))
        return start;
      separator = *p++;
    }
  if (*p == ',')
    p++;
  if (p >= end || (*p != ' ' && *p != 'T'))
    return start;
  return skip_blanks (*p == 'T' ? p + 1 : p, end);
}

/* " --> 00:01:25" after a time: how long it lasted is not kept. */
static void
skip_range (const char **cursor,
            const char  *end,
            gboolean    *out_arrow)
{
  static const char *const to[] = { "-->", "->", "\u2192", "\u2013", "\u2014", "-", "to" };
  const char *p = skip_blanks (*cursor, end);

  *out_arrow = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (to); i++)
    {
      gsize n = strlen (to[i]);
      CwStamp stamp;
      const char *time;

      if ((gsize) (end - p) < n || memcmp (p, to[i], n) != 0)
        continue;
      time = skip_blanks (p + n, end);
      if (!parse_time (&time, end, ':', i < 2, FALSE, &stamp))
        return;
      *out_arrow = i < 2;
      *cursor = time;
      return;
    }
}

static char
closing_bracket (char open)
{
  switch (open)
    {
    case '[':
      return ']';
    case '(':
      return ')';
    case '{':
      return '}';
    case '<':
      return '>';
    case '#':
      return '#';
    default:
      return 0;
    }
}

/* Reads a time, in brackets or bare, and moves the cursor after it. */
gboolean
cw_stamp_parse (const char **cursor,
                const char  *end,
                CwStamp     *out_stamp)
{
  const char *p = *cursor;
  const char *after_date;
  CwStamp stamp;
  gboolean arrow;
  char close;

  if (p >= end)
    return FALSE;
  close = closing_bracket (*p);
  p = close != 0 ? skip_blanks (p + 1, end) : p;
  if (p >= end || (!g_ascii_isdigit (*p) && *p != '-'))
    return FALSE;

  after_date = skip_date (p, end);
  if (parse_time (&after_date, end, ':', FALSE, after_date > p, &stamp)
      || (close != 0 && parse_time (&after_date, end, '.', FALSE, FALSE, &stamp)
          && stamp.time_ms >= 0))
    {
      p = after_date;
      skip_range (&p, end, &arrow);
    }
  else
    {
      /* "0:0:3.120 --> 0:0:5.1": only a program writes times so. */
      if (!parse_time (&p, end, ':', TRUE, FALSE, &stamp))
        return FALSE;
      skip_range (&p, end, &arrow);
      if (!arrow)
        return FALSE;
    }

  if (close != 0)
    {
      p = skip_blanks (p, end);
      if (p >= end || *p != close)
        return FALSE;
      p++;
    }
  *out_stamp = stamp;
  *cursor = p;
  return TRUE;
}
