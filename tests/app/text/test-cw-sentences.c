/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-sentences.h"

#include <string.h>

static void
add_sentence (guint32  start,
              guint32  end,
              gpointer user_data)
{
  g_string_append_printf (user_data, "%u-%u ", start, end);
}

static void
test_foreach (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "", "" },
    { "  \n \n", "" },
    { "One.", "0-4 " },
    { "One. Two?  Three", "0-4 5-9 11-16 " },
    { "No stop\nbut a line end.\n", "0-7 8-23 " },
    { "Été. Là!", "0-4 5-8 " },
    { "It is 3.14 here. Yes.", "0-16 17-21 " },
    { "日本。東京。", "0-3 3-6 " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) found = g_string_new (NULL);

      cw_sentences_foreach (cases[i].text, strlen (cases[i].text), add_sentence, found);
      g_assert_cmpstr (found->str, ==, cases[i].expected);
    }
}

static void
test_at (void)
{
  const char *text = "Öne. Two?  Three\n\nFour.";
  gsize n_bytes = strlen (text);
  static const struct
  {
    guint32 position, start, end;
  } cases[] = {
    { 0, 0, 4 },  { 3, 0, 4 },    { 4, 0, 4 },    { 5, 5, 9 },    { 9, 5, 9 },
    { 10, 5, 9 }, { 11, 11, 16 }, { 16, 11, 16 }, { 18, 18, 23 }, { 23, 18, 23 },
  };
  guint32 start = 99;
  guint32 end = 99;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (cw_sentences_at (text, n_bytes, cases[i].position, &start, &end));
      g_assert_cmpuint (start, ==, cases[i].start);
      g_assert_cmpuint (end, ==, cases[i].end);
    }
  g_assert_false (cw_sentences_at (text, n_bytes, 17, &start, &end));
  g_assert_false (cw_sentences_at (text, n_bytes, 24, &start, &end));
  g_assert_cmpuint (start, ==, 18);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/sentences/foreach", test_foreach);
  g_test_add_func ("/text/sentences/at", test_at);
  return g_test_run ();
}
