/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-numeral.h"

/* Letters beyond these are no number that anybody reads. */
#define MAX_REPEATED 26 * 8
#define MAX_ROMAN 3999

static void
append_letters (GString *string,
                int      number,
                char     first)
{
  char letters[8];
  gsize n = 0;

  for (; number > 0 && n < sizeof letters; number = (number - 1) / 26)
    letters[n++] = (char) (first + (number - 1) % 26);
  while (n > 0)
    g_string_append_c (string, letters[--n]);
}

static void
append_repeated (GString *string,
                 int      number,
                 char     first)
{
  for (int i = 0; i <= (number - 1) / 26; i++)
    g_string_append_c (string, (char) (first + (number - 1) % 26));
}

static void
append_roman (GString *string,
              int      number,
              gboolean capital)
{
  static const struct
  {
    int value;
    const char *letters;
    const char *capitals;
  } parts[] = {
    { 1000, "m", "M" }, { 900, "cm", "CM" }, { 500, "d", "D" }, { 400, "cd", "CD" },
    { 100, "c", "C" },  { 90, "xc", "XC" },  { 50, "l", "L" },  { 40, "xl", "XL" },
    { 10, "x", "X" },   { 9, "ix", "IX" },   { 5, "v", "V" },   { 4, "iv", "IV" },
    { 1, "i", "I" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    for (; number >= parts[i].value; number -= parts[i].value)
      g_string_append (string, capital ? parts[i].capitals : parts[i].letters);
}

/**
 * cw_numeral_from_sign:
 * @sign: the first number as HTML and OpenDocument have it: 'a', 'A', 'i', 'I', '1'
 *
 * Says how numbers are written that begin so.
 *
 * Returns: how; in digits for any other sign
 */
CwNumeral
cw_numeral_from_sign (char sign)
{
  switch (sign)
    {
    case 'a':
      return CW_NUMERAL_LETTER;
    case 'A':
      return CW_NUMERAL_CAPITAL;
    case 'i':
      return CW_NUMERAL_ROMAN;
    case 'I':
      return CW_NUMERAL_ROMAN_CAPITAL;
    default:
      return CW_NUMERAL_DECIMAL;
    }
}

/**
 * cw_numeral_append:
 * @string: what to append to
 * @numeral: how the number is written
 * @number: the number; one that cannot be written so is written in digits
 *
 * Writes a number as the items of a list are numbered.
 */
void
cw_numeral_append (GString  *string,
                   CwNumeral numeral,
                   int       number)
{
  if (numeral == CW_NUMERAL_NONE)
    return;
  if (numeral == CW_NUMERAL_PADDED)
    g_string_append_printf (string, "%02d", number);
  else if (number >= 1 && (numeral == CW_NUMERAL_LETTER || numeral == CW_NUMERAL_CAPITAL))
    append_letters (string, number, numeral == CW_NUMERAL_LETTER ? 'a' : 'A');
  else if (number >= 1 && number <= MAX_REPEATED
           && (numeral == CW_NUMERAL_REPEATED_LETTER || numeral == CW_NUMERAL_REPEATED_CAPITAL))
    append_repeated (string, number, numeral == CW_NUMERAL_REPEATED_LETTER ? 'a' : 'A');
  else if (number >= 1 && number <= MAX_ROMAN
           && (numeral == CW_NUMERAL_ROMAN || numeral == CW_NUMERAL_ROMAN_CAPITAL))
    append_roman (string, number, numeral == CW_NUMERAL_ROMAN_CAPITAL);
  else
    g_string_append_printf (string, "%d", number);
}
