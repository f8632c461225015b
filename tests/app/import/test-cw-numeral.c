/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-numeral.h"

static void
test_append (void)
{
  static const struct
  {
    CwNumeral numeral;
    int number;
    const char *expected;
  } cases[] = {
    { CW_NUMERAL_NONE, 3, "-" },
    { CW_NUMERAL_DECIMAL, 12, "-12" },
    { CW_NUMERAL_DECIMAL, -1, "--1" },
    { CW_NUMERAL_PADDED, 3, "-03" },
    { CW_NUMERAL_PADDED, 103, "-103" },
    { CW_NUMERAL_LETTER, 1, "-a" },
    { CW_NUMERAL_LETTER, 26, "-z" },
    { CW_NUMERAL_LETTER, 28, "-ab" },
    { CW_NUMERAL_CAPITAL, 703, "-AAA" },
    { CW_NUMERAL_CAPITAL, 0, "-0" },
    { CW_NUMERAL_REPEATED_LETTER, 28, "-bb" },
    { CW_NUMERAL_REPEATED_CAPITAL, 53, "-AAA" },
    { CW_NUMERAL_REPEATED_CAPITAL, 1000000, "-1000000" },
    { CW_NUMERAL_ROMAN, 1, "-i" },
    { CW_NUMERAL_ROMAN, 4, "-iv" },
    { CW_NUMERAL_ROMAN, 14, "-xiv" },
    { CW_NUMERAL_ROMAN, 1994, "-mcmxciv" },
    { CW_NUMERAL_ROMAN_CAPITAL, 9, "-IX" },
    { CW_NUMERAL_ROMAN_CAPITAL, 40, "-XL" },
    { CW_NUMERAL_ROMAN_CAPITAL, 3999, "-MMMCMXCIX" },
    { CW_NUMERAL_ROMAN_CAPITAL, 4000, "-4000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) string = g_string_new ("-");

      cw_numeral_append (string, cases[i].numeral, cases[i].number);
      g_assert_cmpstr (string->str, ==, cases[i].expected);
    }
}

static void
test_from_sign (void)
{
  g_assert_cmpint (cw_numeral_from_sign ('1'), ==, CW_NUMERAL_DECIMAL);
  g_assert_cmpint (cw_numeral_from_sign ('a'), ==, CW_NUMERAL_LETTER);
  g_assert_cmpint (cw_numeral_from_sign ('A'), ==, CW_NUMERAL_CAPITAL);
  g_assert_cmpint (cw_numeral_from_sign ('i'), ==, CW_NUMERAL_ROMAN);
  g_assert_cmpint (cw_numeral_from_sign ('I'), ==, CW_NUMERAL_ROMAN_CAPITAL);
  g_assert_cmpint (cw_numeral_from_sign ('x'), ==, CW_NUMERAL_DECIMAL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/numeral/append", test_append);
  g_test_add_func ("/import/numeral/from-sign", test_from_sign);
  return g_test_run ();
}
