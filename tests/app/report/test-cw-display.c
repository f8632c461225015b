/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-display.h"

#include <string.h>

static void
test_width (void)
{
  static const struct
  {
    const char *text;
    guint width;
  } cases[] = {
    { "", 0 },
    { "abc", 3 },
    { "é", 1 },
    { "e\xcc\x81", 1 },
    { "日本", 4 },
    { "😀", 2 },
    { "ｱ", 1 },
    { "Ａ", 2 },
    { "한글", 4 },
    { "a\xe2\x80\x8b"
      "b",
      2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (cw_display_width (cases[i].text, strlen (cases[i].text)), ==, cases[i].width);
}

static void
test_cut (void)
{
  g_assert_cmpuint (cw_display_width_cut ("abc", 3, 2), ==, 2);
  g_assert_cmpuint (cw_display_width_cut ("abc", 3, 9), ==, 3);
  g_assert_cmpuint (cw_display_width_cut ("日本", 6, 3), ==, 3);
  g_assert_cmpuint (cw_display_width_cut ("e\xcc\x81x", 4, 1), ==, 3);
  g_assert_cmpuint (cw_display_width_cut ("日", 3, 1), ==, 0);
}

static void
test_append (void)
{
  g_autoptr (GString) out = g_string_new ("<");
  const char hostile[] = "a\tb\nc\r\x1b[2J\x07é\xff\xc3\x7f\xc2\x9b\xe2\x80\xa8z";

  cw_display_append (out, hostile, sizeof hostile - 1);
  g_assert_cmpstr (out->str, ==, "<a b c �[2J�é���� z");
  g_assert_true (g_utf8_validate (out->str, -1, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/display/width", test_width);
  g_test_add_func ("/report/display/cut", test_cut);
  g_test_add_func ("/report/display/append", test_append);
  return g_test_run ();
}
