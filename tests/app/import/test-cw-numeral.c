/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-numeral.h"

static void
test_roman (void)
{
  static const struct
  {
    int number;
    gboolean capital;
    const char *expected;
  } cases[] = {
    { 1, FALSE, "-i" },           { 4, FALSE, "-iv" }, { 9, TRUE, "-IX" },
    { 14, FALSE, "-xiv" },        { 40, TRUE, "-XL" }, { 1994, FALSE, "-mcmxciv" },
    { 3999, TRUE, "-MMMCMXCIX" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) string = g_string_new ("-");

      cw_numeral_append_roman (string, cases[i].number, cases[i].capital);
      g_assert_cmpstr (string->str, ==, cases[i].expected);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/numeral/roman", test_roman);
  return g_test_run ();
}
