/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-rounds.h"
#include "cw-words.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

typedef struct
{
  guint32 start;
  guint32 end;
} Range;

static void
add_range (guint32  start,
           guint32  end,
           gpointer user_data)
{
  Range range = { start, end };

  g_array_append_val ((GArray *) user_data, range);
}

/* The definition: what ICU gives over the whole text, with a letter or digit. */
static GArray *
words_by_icu (const char *text,
              gsize       n_bytes)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  UBreakIterator *icu = ubrk_open (UBRK_WORD, "", NULL, 0, &status);
  int32_t from;

  utext_openUTF8 (&utext, text, (int64_t) n_bytes, &status);
  ubrk_setUText (icu, &utext, &status);
  g_assert_true (U_SUCCESS (status));

  from = ubrk_first (icu);
  for (int32_t to = ubrk_next (icu); to != UBRK_DONE; from = to, to = ubrk_next (icu))
    for (const char *p = text + from; p < text + to; p = g_utf8_next_char (p))
      if (u_isalnum ((UChar32) g_utf8_get_char (p)))
        {
          add_range ((guint32) g_utf8_pointer_to_offset (text, text + from),
                     (guint32) g_utf8_pointer_to_offset (text, text + to), ranges);
          break;
        }
  ubrk_close (icu);
  utext_close (&utext);
  return ranges;
}

static void
compare (CwWordBreaker *breaker,
         const char    *text)
{
  gsize n_bytes = strlen (text);
  g_autoptr (GArray) expected = words_by_icu (text, n_bytes);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Range));
  g_autoptr (GArray) starts = cw_word_breaker_starts (breaker, text, n_bytes);

  cw_word_breaker_foreach (breaker, text, n_bytes, add_range, found);
  if (found->len != expected->len
      || (found->len > 0 && memcmp (found->data, expected->data, found->len * sizeof (Range)) != 0))
    {
      g_autofree char *escaped = g_strescape (text, NULL);

      g_error ("%u words, ICU finds %u, in: %s", found->len, expected->len, escaped);
    }
  g_assert_cmpuint (cw_word_breaker_count (breaker, text, n_bytes), ==, expected->len);
  g_assert_cmpuint (starts->len, ==, expected->len);
}

static void
test_examples (void)
{
  static const struct
  {
    const char *text;
    guint32 n_words;
  } cases[] = {
    { "", 0 },
    { " \n\t", 0 },
    { "one", 1 },
    { "It's three words", 3 },
    { "well-known", 2 },
    { "3.14 1,000.5 3,a", 4 },
    { "snake_case _ __ a_", 2 },
    { "P1: yes. #00:01:23-4#", 6 },
    { "don’t “quote” me…", 3 },
    { "Straße, Élodie", 2 },
    { "e\u0301te\u0301 x", 2 },
    { "שלום עולם", 2 },
    { "...!?", 0 },
    { "日本", 1 },
    { "👍 ok", 1 },
    { "a\u00ADb", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (cw_words_count (cases[i].text, strlen (cases[i].text)), ==, cases[i].n_words);
}

static void
test_between (void)
{
  const char *text = "one two  three";
  g_autoptr (CwWordBreaker) breaker = cw_word_breaker_new ();
  g_autoptr (GArray) starts = cw_word_breaker_starts (breaker, text, strlen (text));

  g_assert_cmpuint (cw_words_starts_between (starts, 0, 14), ==, 3);
  g_assert_cmpuint (cw_words_starts_between (starts, 0, 4), ==, 1);
  g_assert_cmpuint (cw_words_starts_between (starts, 1, 5), ==, 1);
  g_assert_cmpuint (cw_words_starts_between (starts, 5, 9), ==, 0);
  g_assert_cmpuint (cw_words_starts_between (starts, 9, 9), ==, 0);
  g_assert_cmpuint (cw_words_starts_between (starts, 9, 3), ==, 0);
}

static void
test_random (void)
{
  static const char ascii[] = "aZ09_.,;:'\"-  \n\t\r/!@(\v\f\x01";
  static const gunichar mixed[] = {
    'a',     'B',    '1',    '_',     '.',     ',',     ':',     ';',     '\'',    '"',    ' ',
    '\n',    '\t',   '-',    0x2019,  0x2018,  0x201C,  0xB7,    0x2024,  0x2027,  0x387,  0x55F,
    0x5F4,   0x589,  0x37E,  0x66C,   0x60C,   0x5D0,   0x5D1,   0x301,   0x308,   0x200D, 0x200C,
    0xAD,    0x2060, 0xFEFF, 0x61C,   0xE9,    0x416,   0x3B1,   0x627,   0x661,   0x915,  0x93F,
    0x94D,   0x10D0, 0x1200, 0xA0,    0x2028,  0x85,    0x3000,  0x2003,  0x202F,  0x203F, 0xFF3F,
    0xFF1A,  0xFF0E, 0xFE55, 0x3042,  0x30AB,  0x30FC,  0x4E00,  0x65E5,  0x672C,  0xAC00, 0x1100,
    0xE01,   0xE2D,  0xE31,  0xE48,   0x1000,  0x1780,  0x1F600, 0x1F468, 0x1F3FB, 0xFE0F, 0x1F1E6,
    0x1F1E7, 0xA9,   0x2B,   0x24,    0x2160,  0x24D0,  0xB2,    0xBD,    0xAA,    0xB5,   0x2C7,
    0x2EA,   0x5F3,  0x55A,  0x1D400, 0x10400, 0x20000, 0xE0041,
  };
  g_autoptr (CwWordBreaker) breaker = cw_word_breaker_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (72);
  guint n_rounds = cw_test_rounds (3000, 200000);

  g_test_summary ("Random ASCII and random Unicode, against plain ICU over the whole text");

  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int length = g_rand_int_range (rand, 0, 40);
      guint mode = round % 4;

      for (int i = 0; i < length; i++)
        {
          gunichar c = mixed[g_rand_int_range (rand, 0, G_N_ELEMENTS (mixed))];

          if (mode == 0 || (mode == 1 && g_rand_boolean (rand)))
            c = (gunichar) ascii[g_rand_int_range (rand, 0, sizeof ascii - 1)];
          else if (mode == 2)
            c = mixed[g_rand_int_range (rand, 0, 40)];
          else if (mode == 3 && g_rand_int_range (rand, 0, 4) == 0)
            c = (gunichar) g_rand_int_range (rand, 1, 0x3000);
          if (g_unichar_validate (c))
            g_string_append_unichar (text, c);
        }
      compare (breaker, text->str);
    }
}

static void
test_all_characters (void)
{
  g_autoptr (CwWordBreaker) breaker = cw_word_breaker_new ();

  g_test_summary ("Each character between letters, digits and marks, against plain ICU");

  for (gunichar c = 1; c < 0x3400; c += c < 0x2200 ? 1 : 7)
    {
      char bytes[7] = { 0 };
      g_autofree char *text = NULL;

      g_unichar_to_utf8 (c, bytes);
      text = g_strdup_printf ("a%sb 1%s2 %s3 a%s. a'%s _%s \u05D0%s\u05D0 %s", bytes, bytes, bytes,
                              bytes, bytes, bytes, bytes, bytes);
      compare (breaker, text);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/words/examples", test_examples);
  g_test_add_func ("/text/words/between", test_between);
  g_test_add_func ("/text/words/random", test_random);
  g_test_add_func ("/text/words/all-characters", test_all_characters);
  return g_test_run ();
}
