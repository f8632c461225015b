/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-utf8.h"

#include <string.h>

static GString *
random_text (GRand *rand,
             guint  n_chars,
             int    mode)
{
  static const gunichar chars[] = {
    'a', '\n', 0xE9, 0x5D0, 0x4E00, 0x1F600, 0x10FFFF, 0x7FF, 0x800
  };
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < n_chars; i++)
    g_string_append_unichar (string, mode == 0 ? 'x'
                                     : mode == 1 && g_rand_int_range (rand, 0, 9) > 0
                                       ? 'y'
                                       : chars[g_rand_int_range (rand, 0, G_N_ELEMENTS (chars))]);
  return string;
}

static void
test_empty (void)
{
  g_autoptr (CwUtf8Index) index = cw_utf8_index_new (NULL, 0);

  g_assert_cmpuint (cw_utf8_length (NULL, 0), ==, 0);
  g_assert_cmpuint (cw_utf8_index_length (index), ==, 0);
  g_assert_cmpuint (cw_utf8_index_to_byte (index, 0), ==, 0);
  g_assert_cmpuint (cw_utf8_index_to_byte (index, 5), ==, 0);
  g_assert_cmpuint (cw_utf8_index_to_position (index, 9), ==, 0);
}

static void
test_index (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);

  g_test_summary ("Every position of random texts, against a walk by characters");

  for (int round = 0; round < 150; round++)
    {
      guint n_chars = (guint) g_rand_int_range (rand, 0, round % 10 == 0 ? 3000 : 700);
      g_autoptr (GString) text = random_text (rand, n_chars, round % 3);
      g_autoptr (CwUtf8Index) index = cw_utf8_index_new (text->str, text->len);
      const char *p = text->str;

      g_assert_cmpuint (cw_utf8_length (text->str, text->len), ==, n_chars);
      g_assert_cmpuint (cw_utf8_index_length (index), ==, n_chars);
      for (guint32 i = 0; i <= n_chars; i++)
        {
          gsize byte = (gsize) (p - text->str);

          g_assert_cmpuint (cw_utf8_index_to_byte (index, i), ==, byte);
          g_assert_cmpuint (cw_utf8_index_to_position (index, byte), ==, i);
          if (i < n_chars)
            {
              /* Within a character: the position after it. */
              for (const char *q = p + 1; q < g_utf8_next_char (p); q++)
                g_assert_cmpuint (cw_utf8_index_to_position (index, (gsize) (q - text->str)), ==,
                                  i + 1);
              p = g_utf8_next_char (p);
            }
        }
      g_assert_cmpuint (cw_utf8_index_to_byte (index, n_chars + 100), ==, text->len);
    }
}

static void
test_speed (void)
{
  g_autofree char *text = g_malloc (1 << 24);
  gint64 start;
  double seconds;

  memset (text, 'x', 1 << 24);
  text[0] = '\xC3';
  text[1] = '\xA9';
  start = g_get_monotonic_time ();
  for (int i = 0; i < 20; i++)
    cw_utf8_index_free (cw_utf8_index_new (text, 1 << 24));
  seconds = (double) (g_get_monotonic_time () - start) / 1e6;
  g_test_maximized_result (20 * (1 << 24) / 1e6 / seconds, "index: %.0f MB/s",
                           20 * (1 << 24) / 1e6 / seconds);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/utf8/empty", test_empty);
  g_test_add_func ("/text/utf8/index", test_index);
  if (g_test_perf ())
    g_test_add_func ("/text/utf8/speed", test_speed);
  return g_test_run ();
}
