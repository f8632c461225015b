/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-sheet-value.h"

#include <math.h>
#include <string.h>

/* Spreadsheets keep a date as the number of days since one, and only the cell's
 * format says that it is a date. */

#define DAY_MS ((gint64) 24 * 60 * 60 * 1000)
#define DAYS_TO_1900 25569 /* from 1899-12-30 to 1970-01-01 */
#define DAYS_TO_1904 24107
#define SHORT_DIGITS 12
#define MOST_DAYS 3000000.0 /* beyond the year 9999 */

/* Passes over what stands in a format and is no sign: quoted text, an escaped or a
 * filling character, colours and currencies in brackets. */
static const char *
skip_literal (const char *code)
{
  const char *end = NULL;

  if (*code == '"')
    end = strchr (code + 1, '"');
  else if (*code == '[')
    end = strchr (code, ']');
  else if ((*code == '\\' || *code == '_' || *code == '*') && code[1] != '\0')
    end = g_utf8_next_char (code + 1) - 1;
  return end != NULL ? end + 1 : NULL;
}

/* "[h]", "[mm]", "[ss]": hours, minutes or seconds that go on counting. */
static gboolean
is_elapsed (const char *code)
{
  char unit = g_ascii_tolower (code[1]);
  gsize n = 0;

  if (*code != '[' || unit == '\0' || strchr ("hms", unit) == NULL)
    return FALSE;
  while (g_ascii_tolower (code[1 + n]) == unit)
    n++;
  return code[1 + n] == ']';
}

/**
 * cw_sheet_format_from_code:
 * @code: the code of a format: "dd.mm.yyyy"
 *
 * Finds out what a format shows a number as. Its first section decides.
 *
 * Returns: the kind of format
 */
CwSheetFormat
cw_sheet_format_from_code (const char *code)
{
  gboolean date = FALSE;

  g_return_val_if_fail (code != NULL, CW_SHEET_NUMBER);

  /* Its "e" is a letter of a date elsewhere. */
  if (g_ascii_strncasecmp (code, "General", 7) == 0)
    return CW_SHEET_NUMBER;
  while (*code != '\0' && *code != ';')
    {
      const char *after = skip_literal (code);

      if (is_elapsed (code))
        return CW_SHEET_ELAPSED;
      if (after == NULL)
        {
          date |= strchr ("dmhysDMHYS", *code) != NULL;
          after = code + 1;
        }
      code = after;
    }
  return date ? CW_SHEET_DATE : CW_SHEET_NUMBER;
}

/**
 * cw_sheet_format_from_id:
 * @id: the number of a format that every workbook has
 *
 * Finds out what one of the formats that need no code shows a number as.
 *
 * Returns: the kind of format
 */
CwSheetFormat
cw_sheet_format_from_id (guint id)
{
  if (id == 46)
    return CW_SHEET_ELAPSED;
  /* From 27 and from 50 on are dates of East Asia. */
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47)
      || (id >= 50 && id <= 58))
    return CW_SHEET_DATE;
  return CW_SHEET_NUMBER;
}

/* Whether a number says what it says in as few digits as can be. */
static gboolean
is_short (const char *value,
          int         n_most)
{
  int n_digits = 0;

  value += *value == '-';
  if (!g_ascii_isdigit (*value) || (*value == '0' && g_ascii_isdigit (value[1])))
    return FALSE;
  for (; *value != '\0'; value++)
    {
      if (g_ascii_isdigit (*value))
        n_digits += n_digits > 0 || *value != '0';
      else if (*value != '.')
        return FALSE;
      /* A nought at the end of a fraction, or a point, says nothing. */
      if (value[1] == '\0')
        return n_digits <= n_most && g_ascii_isdigit (*value);
    }
  return FALSE;
}

static void
append_double (GString *out,
               double   number,
               int      n_digits)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  char format[8];

  for (int n = MIN (n_digits, 15);; n++)
    {
      g_snprintf (format, sizeof format, "%%.%dg", n);
      g_ascii_formatd (digits, sizeof digits, format, number);
      /* What is short in 15 digits is meant so: 0.1 + 0.2 is 0.3. */
      if (n >= n_digits || g_ascii_strtod (digits, NULL) == number
          || strlen (digits) <= SHORT_DIGITS)
        break;
    }
  /* Numbers are written out as far as their digits go. */
  if (strchr (digits, 'e') != NULL && fabs (number) >= 1 && fabs (number) < 1e16)
    g_ascii_formatd (digits, sizeof digits, "%.0f", number);
  g_string_append (out, digits);
}

/**
 * cw_sheet_append_number:
 * @out: where to append
 * @value: a number as the file has it: "0.10000000000000001"
 * @n_digits: how many digits to write at most; 17 tell all numbers apart
 *
 * Appends a number in as few digits as it needs. What is no number is appended as
 * it stands.
 */
void
cw_sheet_append_number (GString    *out,
                        const char *value,
                        int         n_digits)
{
  char *end;
  double number;

  g_return_if_fail (out != NULL && value != NULL);

  if (is_short (value, MIN (n_digits, 15)) && strchr (value, '.') == NULL)
    {
      g_string_append (out, value);
      return;
    }
  number = g_ascii_strtod (value, &end);
  /* A whole number of any length stays whole. */
  if (end == value || *end != '\0' || !isfinite (number)
      || (strspn (value, "-0123456789") == strlen (value) && n_digits >= 17))
    g_string_append (out, value);
  else if (is_short (value, MIN (n_digits, 15)) && value[strlen (value) - 1] != '0')
    g_string_append (out, value);
  else
    append_double (out, number, n_digits);
}

/* The day of a year, from days since 1970; the calendar is Gregorian throughout. */
static void
append_day (GString *out,
            gint64   days)
{
  gint64 from_march = days + 719468; /* since 0000-03-01 */
  gint64 era = (from_march >= 0 ? from_march : from_march - 146096) / 146097;
  gint64 of_era = from_march - era * 146097;
  gint64 year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  gint64 of_year = of_era - (365 * year + year / 4 - year / 100);
  gint64 month = (5 * of_year + 2) / 153;
  gint64 day = of_year - (153 * month + 2) / 5 + 1;

  month = month < 10 ? month + 3 : month - 9;
  year += era * 400 + (month <= 2);
  g_string_append_printf (out, "%04d-%02d-%02d", (int) year, (int) month, (int) day);
}

static void
append_time (GString *out,
             gint64   ms,
             int      n_hour_digits)
{
  g_string_append_printf (out, "%0*" G_GINT64_FORMAT ":%02d:%02d", n_hour_digits, ms / 3600000,
                          (int) (ms / 60000 % 60), (int) (ms / 1000 % 60));
  if (ms % 1000 != 0)
    g_string_append_printf (out, ".%03d", (int) (ms % 1000));
}

static void
append_elapsed (GString *out,
                double   days)
{
  if (days < 0)
    g_string_append_c (out, '-');
  append_time (out, (gint64) round (fabs (days) * (double) DAY_MS), 1);
}

/**
 * cw_sheet_append_serial:
 * @out: where to append
 * @value: a number as the file has it
 * @format: what it is shown as
 * @from_1904: whether days are counted from 1904, as on old Macintoshes
 *
 * Appends a number as what it is: "2021-03-04 12:30:00" a date, whatever the cell
 * shows of it, so that the text does not depend on where the workbook was made;
 * "12:30:00" a time without a day; "26:30:00" a time that went by.
 */
void
cw_sheet_append_serial (GString      *out,
                        const char   *value,
                        CwSheetFormat format,
                        gboolean      from_1904)
{
  char *end;
  double number = 0;
  double whole;
  gint64 day;
  gint64 ms;

  g_return_if_fail (out != NULL && value != NULL);

  if (format != CW_SHEET_NUMBER)
    number = g_ascii_strtod (value, &end);
  if (format == CW_SHEET_NUMBER || end == value || *end != '\0' || !(fabs (number) < MOST_DAYS))
    {
      cw_sheet_append_number (out, value, 17);
      return;
    }
  if (format == CW_SHEET_ELAPSED)
    {
      append_elapsed (out, number);
      return;
    }

  whole = floor (number);
  ms = (gint64) round ((number - whole) * (double) DAY_MS);
  day = (gint64) whole + ms / DAY_MS;
  ms %= DAY_MS;
  if (number >= 0 && number < 1 && day == 0)
    {
      append_time (out, ms, 2);
      return;
    }
  /* There was no 29 February 1900, but the count has one, as the first day 60. */
  if (!from_1904 && number > 0 && number < 60)
    day++;
  day -= from_1904 ? DAYS_TO_1904 : DAYS_TO_1900;
  if (day < -719162 || day > 2932896)
    {
      cw_sheet_append_number (out, value, 17);
      return;
    }
  append_day (out, day);
  g_string_append_c (out, ' ');
  append_time (out, ms, 2);
}

/**
 * cw_sheet_append_moment:
 * @out: where to append
 * @value: a date of ISO 8601: "2021-03-04T12:30:00Z"
 *
 * Appends a date that the file has as one.
 */
void
cw_sheet_append_moment (GString    *out,
                        const char *value)
{
  gsize n_value;
  gsize n_digits;

  g_return_if_fail (out != NULL && value != NULL);

  n_value = strcspn (value, ".Z");
  for (gsize i = 0; i < n_value; i++)
    g_string_append_c (out, value[i] == 'T' && i == 10 ? ' ' : value[i]);
  if (value[n_value] != '.')
    return;
  /* Less than a millisecond comes from how programs count, not from whoever wrote it. */
  n_digits = MIN (strspn (value + n_value + 1, "0123456789"), 3);
  while (n_digits > 0 && value[n_value + n_digits] == '0')
    n_digits--;
  if (n_digits > 0)
    g_string_append_len (out, value + n_value, (gssize) n_digits + 1);
}
