/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-readers.h"

#include <string.h>

static CwText *
read_table (const char *content)
{
  const CwReadOptions options = { .find_speakers = TRUE };
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  g_autoptr (GError) error = NULL;
  CwText *text = cw_read_csv (bytes, "table.csv", &options, NULL, &error);

  g_assert_no_error (error);
  return text;
}

static void
test_cells (void)
{
  static const struct
  {
    const char *content;
    const char *expected;
  } cases[] = {
    { "a,b\n1,2\n", "a\tb\n1\t2" },
    { "a;b\r\n1,5;2\r\n", "a\tb\n1,5\t2" },
    { "a\tb\n1\t2", "a\tb\n1\t2" },
    { "a|b\n1|2", "a\tb\n1\t2" },
    { "a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\n", "a\tb\nx, \"y\"\ttwo lines" },
    { "a,b\n1\n1,2,3\n", "a\tb\n1\n1\t2\t3" },
    { "a,b\n1,\"open", "a\tb\n1\topen" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwText) text = read_table (cases[i].content);

      g_assert_cmpstr (text->text, ==, cases[i].expected);
      g_assert_cmpuint (text->turns->len, ==, 0);
    }
}

static void
test_turns (void)
{
  g_autoptr (CwText) text = read_table ("Time,Speaker,Text\n"
                                        "0:00:05,Ada,\"Good day, all.\"\n"
                                        "1:02.5,Ben,Hello.\n"
                                        ",Ada,\n");
  const CwTurn *turn;
  g_autofree char *said = NULL;

  g_assert_cmpuint (text->turns->len, ==, 2);
  g_assert_cmpuint (text->speakers->len, ==, 2);
  turn = &g_array_index (text->turns, CwTurn, 0);
  said = g_utf8_substring (text->text, turn->text_start, turn->end);
  g_assert_cmpstr (said, ==, "Good day, all.");
  g_assert_cmpint (turn->time_ms, ==, 5000);
  turn = &g_array_index (text->turns, CwTurn, 1);
  g_assert_cmpint (turn->time_ms, ==, 62500);
  g_assert_cmpuint (turn->speaker, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/csv/cells", test_cells);
  g_test_add_func ("/import/csv/turns", test_turns);
  return g_test_run ();
}
