/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-numeral.h"

/**
 * cw_numeral_append_roman:
 * @string: where to
 * @number: a number, from 1
 * @capital: whether in capitals
 *
 * Writes a Roman numeral, with as many M as it takes.
 */
void
cw_numeral_append_roman (GString *string,
                         int      number,
                         gboolean capital)
{
  static const struct
  {
    int value;
    const char *digits;
  } steps[] = {
    { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" },
    { 90, "xc" },  { 50, "l" },   { 40, "xl" }, { 10, "x" },   { 9, "ix" },
    { 5, "v" },    { 4, "iv" },   { 1, "i" },
  };
  gsize start = string->len;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    for (; number >= steps[i].value; number -= steps[i].value)
      g_string_append (string, steps[i].digits);
  for (gsize i = start; capital && i < string->len; i++)
    string->str[i] = g_ascii_toupper (string->str[i]);
}
