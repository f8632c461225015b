/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-pseudonyms.h"

#include "cw-error.h"
#include "cw-test-rounds.h"
#include "cw-utf8.h"

#include <string.h>

static CwPseudonyms *
make_table (void)
{
  static const struct
  {
    const char *name, *replacement;
    gboolean match_case, whole_words;
  } rows[] = {
    { "Maria Lopes", "P1", FALSE, TRUE },
    { "Lopes", "[surname]", FALSE, TRUE },
    { "May", "[who]", TRUE, TRUE },
    { "Zo\u00eb", "P2", FALSE, TRUE },
    { "Hill-Street", "[place]", FALSE, TRUE },
    { "xqq", "[part]", FALSE, FALSE },
    { "\u6771\u4eac", "[city]", FALSE, TRUE },
  };
  CwPseudonyms *table = cw_pseudonyms_new ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      cw_pseudonyms_add (table, rows[i].name, rows[i].replacement, rows[i].match_case,
                         rows[i].whole_words, &error);
      g_assert_no_error (error);
    }
  return table;
}

static void
test_replace (void)
{
  static const struct
  {
    const char *text, *expected;
  } cases[] = {
    { "", "" },
    { "Nobody.", "Nobody." },
    { "Maria Lopes said", "P1 said" },
    { "MARIA LOPES", "P1" },
    { "maria\u00a0 \n lopes's", "P1's" },
    { "Lopes, Maria", "[surname], Maria" },
    { "Lopesian", "Lopesian" },
    { "maria.lopes@example.org", "maria.[surname]@example.org" },
    { "May may MAY", "[who] may MAY" },
    { "Zo\u00eb, ZO\u00cb, Zoe\u0308, Zoe", "P2, P2, P2, Zoe" },
    { "Zoe\u0308\u0301", "Zoe\u0308\u0301" },
    { "hill\u2011street Hill-\nStreet", "[place] [place]" },
    { "Lo\u00adpes Lo-\npes", "[surname] [surname]" },
    { "axqqb", "a[part]b" },
    { "\u5c0f\u6771\u4eac\u3067", "\u5c0f[city]\u3067" },
  };
  g_autoptr (CwPseudonyms) table = make_table ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *replaced = cw_pseudonyms_replace (table, cases[i].text, -1);

      g_assert_cmpstr (replaced, ==, cases[i].expected);
    }
}

static void
test_refused (void)
{
  g_autoptr (CwPseudonyms) table = make_table ();
  g_autoptr (CwPseudonyms) circle = cw_pseudonyms_new ();
  g_autofree char *long_name = g_strnfill (5000, 'a');
  static const char *const names[] = { "", " \u00ad ", "lopes", "MARIA  LOPES", "Zoe\u0308" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (cw_pseudonyms_add (table, names[i], "X", FALSE, TRUE, &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_FORMAT);
    }
  g_assert_false (cw_pseudonyms_add (table, long_name, "X", FALSE, TRUE, NULL));
  g_assert_false (cw_pseudonyms_add (table, "New", "", FALSE, TRUE, NULL));
  g_assert_true (cw_pseudonyms_validate (table, NULL));
  g_assert_true (cw_pseudonyms_add (circle, "Ann", "Ben", FALSE, TRUE, NULL));
  g_assert_true (cw_pseudonyms_validate (circle, NULL));
  g_assert_true (cw_pseudonyms_add (circle, "ben", "Carl", FALSE, TRUE, NULL));
  g_assert_false (cw_pseudonyms_validate (circle, NULL));
}

static void
test_text (void)
{
  static const char talk[] = "Lopes: I am Maria Lopes.\nLOPES: Yes.\nZo\u00eb: No.\n";
  g_autoptr (CwPseudonyms) table = make_table ();
  g_autoptr (CwText) text = cw_text_new_plain (talk, -1);
  g_autoptr (CwText) protected = NULL;
  CwTurn turns[] = { { 0, 24, 7, 0, 1000 }, { 25, 36, 32, 1, -1 }, { 37, 45, 42, 2, -1 } };
  CwPage page = { 0, 46, g_strdup ("Lopes 1") };
  guint n_replaced;

  g_array_append_vals (text->turns, turns, G_N_ELEMENTS (turns));
  g_ptr_array_add (text->speakers, g_strdup ("Lopes"));
  g_ptr_array_add (text->speakers, g_strdup ("LOPES"));
  g_ptr_array_add (text->speakers, g_strdup ("Zo\u00eb"));
  g_array_append_val (text->pages, page);
  cw_text_add_span (text, CW_SPAN_LINK, 12, 23, 0, "mailto:lopes@example.org");
  cw_text_add_span (text, CW_SPAN_STRONG, 12, 17, 0, NULL);
  cw_text_add_span (text, CW_SPAN_COMMENT, 32, 36, 0, "Zo\u00eb\nAsk Maria Lopes");
  cw_text_warn (text, "Maria Lopes was here");
  cw_text_finish (text);

  protected = cw_pseudonyms_protect (table, text, &n_replaced);
  g_assert_cmpuint (n_replaced, ==, 4);
  g_assert_cmpstr (protected->text, ==, "[surname]: I am P1.\n[surname]: Yes.\nP2: No.\n");
  g_assert_cmpuint (protected->speakers->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (protected->speakers, 0), ==, "[surname]");
  g_assert_cmpstr (g_ptr_array_index (protected->warnings, 0), ==, "P1 was here");
  g_assert_cmpuint (protected->turns->len, ==, 3);
  {
    const CwTurn *first = &g_array_index (protected->turns, CwTurn, 0);
    const CwTurn *third = &g_array_index (protected->turns, CwTurn, 2);

    g_assert_cmpuint (first->text_start, ==, 11);
    g_assert_cmpuint (first->end, ==, 19);
    g_assert_cmpint (first->time_ms, ==, 1000);
    g_assert_cmpuint (g_array_index (protected->turns, CwTurn, 1).speaker, ==, 0);
    g_assert_cmpuint (third->start, ==, 36);
    g_assert_cmpuint (third->text_start, ==, 40);
    g_assert_cmpuint (third->speaker, ==, 1);
  }
  g_assert_cmpstr (g_array_index (protected->pages, CwPage, 0).label, ==, "[surname] 1");
  g_assert_cmpuint (g_array_index (protected->pages, CwPage, 0).end, ==, protected->length);
  g_assert_cmpuint (protected->spans->len, ==, 2);
  g_assert_cmpuint (g_array_index (protected->spans, CwSpan, 0).start, ==, 16);
  g_assert_cmpuint (g_array_index (protected->spans, CwSpan, 0).end, ==, 18);
  g_assert_cmpstr (g_array_index (protected->spans, CwSpan, 0).data, ==,
                   "mailto:[surname]@example.org");
  g_assert_cmpstr (g_array_index (protected->spans, CwSpan, 1).data, ==, "P2\nAsk P1");
}

/* Slowly: at each place, the longest name that stands there as whole words. */
static char *
replace_plainly (const char *const *names,
                 guint              n_names,
                 const char        *text)
{
  GString *replaced = g_string_new (NULL);
  gsize length = strlen (text);

  for (gsize i = 0; i < length;)
    {
      gsize longest = 0;
      guint which = 0;

      for (guint n = 0; n < n_names; n++)
        {
          gsize size = strlen (names[n]);

          if (size > longest && i + size <= length
              && g_ascii_strncasecmp (text + i, names[n], size) == 0
              && (i == 0 || !g_ascii_isalpha (text[i - 1])) && !g_ascii_isalpha (text[i + size]))
            {
              longest = size;
              which = n;
            }
        }
      if (longest > 0)
        g_string_append_printf (replaced, "#%u#", which);
      else
        g_string_append_c (replaced, text[i]);
      i += MAX (longest, 1);
    }
  return g_string_free (replaced, FALSE);
}

/* Words of few letters, so that names are common, begin alike and overlap. */
static char *
random_words (GRand *random,
              guint  n_words)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    {
      if (i > 0)
        g_string_append_c (words, g_rand_int_range (random, 0, 4) == 0 ? ',' : ' ');
      for (int letters = g_rand_int_range (random, 1, 4); letters > 0; letters--)
        g_string_append_c (words, "abAB"[g_rand_int_range (random, 0, 4)]);
    }
  return g_string_free (words, FALSE);
}

static void
test_random (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = cw_test_rounds (2000, 100000); round > 0; round--)
    {
      g_autoptr (CwPseudonyms) table = cw_pseudonyms_new ();
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *text = random_words (random, (guint) g_rand_int_range (random, 0, 60));
      g_autofree char *expected = NULL;
      g_autofree char *replaced = NULL;

      for (int n = g_rand_int_range (random, 1, 6); n > 0; n--)
        {
          g_autofree char *name = random_words (random, (guint) g_rand_int_range (random, 1, 4));
          g_autofree char *replacement = g_strdup_printf ("#%u#", names->len);

          if (cw_pseudonyms_add (table, name, replacement, FALSE, TRUE, NULL))
            g_ptr_array_add (names, g_steal_pointer (&name));
        }
      expected = replace_plainly ((const char *const *) names->pdata, names->len, text);
      replaced = cw_pseudonyms_replace (table, text, -1);
      g_assert_cmpstr (replaced, ==, expected);
    }
}

/* Positions of what was found against the text itself, in a text larger than is held. */
static void
test_long (void)
{
  g_autoptr (CwPseudonyms) table = make_table ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) matches = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (text, i % 7 == 0 ? "\u00fcber Maria\nLopes. " : "nobody ");
  matches = cw_pseudonyms_find (table, text->str, text->len);
  g_assert_cmpuint (matches->len, ==, (20000 + 6) / 7);
  for (guint i = 0; i < matches->len; i++)
    {
      const CwNameMatch *match = &g_array_index (matches, CwNameMatch, i);

      g_assert_cmpint (strncmp (text->str + match->byte, "Maria\nLopes", 11), ==, 0);
      g_assert_cmpuint (match->byte_end - match->byte, ==, 11);
      g_assert_cmpuint (match->start, ==, cw_utf8_length (text->str, match->byte));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/pseudonyms/replace", test_replace);
  g_test_add_func ("/text/pseudonyms/refused", test_refused);
  g_test_add_func ("/text/pseudonyms/text", test_text);
  g_test_add_func ("/text/pseudonyms/random", test_random);
  g_test_add_func ("/text/pseudonyms/long", test_long);
  return g_test_run ();
}
