/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwNumeral:
 * @CW_NUMERAL_NONE: nothing is shown: a bullet, or no number
 * @CW_NUMERAL_DECIMAL: 1, 2, 3
 * @CW_NUMERAL_PADDED: 01, 02, 03
 * @CW_NUMERAL_LETTER: a … z, aa, ab
 * @CW_NUMERAL_CAPITAL: A … Z, AA, AB
 * @CW_NUMERAL_REPEATED_LETTER: a … z, aa, bb
 * @CW_NUMERAL_REPEATED_CAPITAL: A … Z, AA, BB
 * @CW_NUMERAL_ROMAN: i, ii, iii
 * @CW_NUMERAL_ROMAN_CAPITAL: I, II, III
 *
 * How the number of an item in a list is written.
 */
typedef enum
{
  CW_NUMERAL_NONE,
  CW_NUMERAL_DECIMAL,
  CW_NUMERAL_PADDED,
  CW_NUMERAL_LETTER,
  CW_NUMERAL_CAPITAL,
  CW_NUMERAL_REPEATED_LETTER,
  CW_NUMERAL_REPEATED_CAPITAL,
  CW_NUMERAL_ROMAN,
  CW_NUMERAL_ROMAN_CAPITAL,
} CwNumeral;

CwNumeral cw_numeral_from_sign (char sign);

void cw_numeral_append (GString  *string,
                        CwNumeral numeral,
                        int       number);

G_END_DECLS
