/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-name-guess.h"

#include <string.h>

static char *
list (const char *source)
{
  g_autoptr (CwNameGuesses) guesses = cw_name_guesses_new ();
  g_autoptr (CwText) text = cw_text_new_plain (source, -1);
  g_autoptr (GPtrArray) names = NULL;
  GString *string = g_string_new (NULL);

  cw_name_guesses_add (guesses, text);
  names = cw_name_guesses_list (guesses);
  for (guint i = 0; i < names->len; i++)
    {
      const CwNameGuess *guess = g_ptr_array_index (names, i);

      g_string_append_printf (string, "%s%s:%s:%u", i > 0 ? "|" : "", guess->name,
                              cw_name_kind_to_string (guess->kind), guess->count);
    }
  return g_string_free (string, FALSE);
}

static void
test_guesses (void)
{
  static const struct
  {
    const char *text, *expected;
  } cases[] = {
    { "", "" },
    { "There was nothing. There is. We saw there.", "" },
    { "so I met Dana Okafor. Then I'm off with Dana Okafor's aunt", "Dana Okafor:name:2" },
    { "we lived in North Vale and at Tarn House", "North Vale:place:1|Tarn House:place:1" },
    { "ask Marta de la Cruz, Ben", "Ben:name:1|Marta de la Cruz:name:1" },
    { "write to d.okafor+x@mail.example.org.", "d.okafor+x@mail.example.org:email:1" },
    { "call +44 20 7946 0000, at 10:30:15 or 00:12:34", "+44 20 7946 0000:phone:1" },
    { "with \xC3\x89lodie and Zo\xC3\xAB", "Zo\xC3\xAB:name:1|\xC3\x89lodie:name:1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *listed = list (cases[i].text);

      g_assert_cmpstr (listed, ==, cases[i].expected);
    }
}

static void
test_speakers (void)
{
  g_autoptr (CwNameGuesses) guesses = cw_name_guesses_new ();
  g_autoptr (CwText) text = cw_text_new_plain ("p9: yes\np9: no\n", -1);
  g_autoptr (GPtrArray) names = NULL;
  const CwTurn turns[] = { { 0, 7, 4, 0, -1 }, { 8, 14, 12, 0, -1 } };
  const CwNameGuess *guess;

  g_array_append_vals (text->turns, turns, 2);
  g_ptr_array_add (text->speakers, g_strdup ("p9"));
  cw_name_guesses_add (guesses, text);
  names = cw_name_guesses_list (guesses);
  g_assert_cmpuint (names->len, ==, 1);
  guess = g_ptr_array_index (names, 0);
  g_assert_cmpstr (guess->name, ==, "p9");
  g_assert_cmpint (guess->kind, ==, CW_NAME_SPEAKER);
  g_assert_cmpuint (guess->count, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/name-guess/guesses", test_guesses);
  g_test_add_func ("/text/name-guess/speakers", test_speakers);
  return g_test_run ();
}
