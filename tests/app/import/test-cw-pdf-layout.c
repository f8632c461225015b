/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-pdf-layout.h"

#include "cw-error.h"

#include <string.h>

#define LETTER 600 /* the width of one, at a size of 12 points */

static void
start_page (GString *answer,
            int      number)
{
  g_string_append_printf (answer, "page\t60000\t80000\t0\t%d\n", number);
}

/* A line of words, all of one look. */
static void
add_line (GString    *answer,
          int         x,
          int         y,
          guint       flags,
          const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      int width = (int) g_utf8_strlen (words[i], -1) * LETTER;

      g_string_append_printf (answer, "word\t%d\t%d\t%d\t%d\t1200\t%u\t%s\n", x, y, x + width,
                              y + 1200, flags | (i == 0 ? CW_PDF_WORD_STARTS_LINE : 0), words[i]);
      x += width + LETTER;
    }
}

static CwText *
lay_out (const char *answer,
         int         n_pages,
         GError    **error)
{
  g_autofree char *whole = g_strdup_printf ("pages\t%d\n%send\n", n_pages, answer);
  g_autoptr (GPtrArray) pages = cw_pdf_answer_parse (whole, strlen (whole), error);

  g_assert_nonnull (pages);
  return cw_pdf_layout (pages, NULL, error);
}

static void
test_paragraphs (void)
{
  static const struct
  {
    const char *lines[4];
    const char *expected;
  } cases[] = {
    { { "It was a long day beside", "the river and nobody came", "home." },
      "It was a long day beside the river and nobody came home." },
    { { "The end of it.", "A new thought, much longer than that" },
      "The end of it.\nA new thought, much longer than that" },
    { { "They spoke about the neigh-", "bourhood for a very long time" },
      "They spoke about the neighbourhood for a very long time" },
    { { "A well-known man, and a well-", "known woman, and some others" },
      "A well-known man, and a well-known woman, and some others" },
    { { "Ada: where have you been so long", "Ben: at the harbour, as you know" },
      "Ada: where have you been so long\nBen: at the harbour, as you know" },
    { { "• some bread and some of the salt", "• some water and all of the wine" },
      "• some bread and some of the salt\n• some water and all of the wine" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) answer = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = NULL;

      start_page (answer, 1);
      for (int j = 0; j < 4 && cases[i].lines[j] != NULL; j++)
        add_line (answer, 7000, 20000 + j * 1440, 0, cases[i].lines[j]);
      text = lay_out (answer->str, 1, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text->text, ==, cases[i].expected);
    }
}

static void
test_heads (void)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = NULL;

  for (int i = 1; i <= 3; i++)
    {
      static const char *const bodies[] = { "One sheep.", "Two cows.", "Three goats." };
      g_autofree char *number = g_strdup_printf ("%d", i);

      start_page (answer, i);
      add_line (answer, 7000, 3000, 0, "A Study of Farms");
      add_line (answer, 7000, 20000, 0, bodies[i - 1]);
      add_line (answer, 30000, 77000, 0, number);
    }
  text = lay_out (answer->str, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->text, ==, "One sheep.\nTwo cows.\nThree goats.");
  g_assert_cmpuint (text->pages->len, ==, 3);
  g_assert_cmpuint (g_array_index (text->pages, CwPage, 1).start, ==, 11);
  g_assert_cmpstr (g_array_index (text->pages, CwPage, 1).label, ==, "2");
  g_assert_cmpuint (g_array_index (text->pages, CwPage, 2).end, ==, text->length);
}

/* Cells that stand half-way down the talk beside them come before it. */
static void
test_rows (void)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = NULL;

  start_page (answer, 1);
  add_line (answer, 20000, 20000, 0, "It was a long day beside the");
  add_line (answer, 7000, 20700, 0, "0:01 Ada");
  add_line (answer, 20000, 21400, 0, "river.");
  add_line (answer, 20000, 23100, 0, "And nobody came that way to");
  add_line (answer, 7000, 24500, 0, "0:02 Ben");
  add_line (answer, 20000, 24500, 0, "sell us anything at all but the");
  add_line (answer, 20000, 25900, 0, "fish.");
  /* Two columns of text: nothing stands in the middle of anything. */
  add_line (answer, 20000, 40000, 0, "Upper");
  add_line (answer, 7000, 42000, 0, "Lower");
  text = lay_out (answer->str, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->text, ==,
                   "0:01 Ada\tIt was a long day beside the river.\n0:02 Ben\t"
                   "And nobody came that way to sell us anything at all but the fish.\n"
                   "Upper\nLower");
}

static void
test_arabic (void)
{
  static const struct
  {
    const char *line;
    const char *expected;
  } cases[] = {
    { "\u0627\u0625\u0644\u0646 \u0648\u0627\u0623\u0644\u0645",
      "\u0627\u0644\u0625\u0646 \u0648\u0627\u0644\u0623\u0645" },
    { "\u0627\u0644\u0627 \u0625\u0644\u0649", "\u0627\u0644\u0627 \u0625\u0644\u0649" },
    { "\u0642\u062f \u064b \u064a \u064f\u062e", "\u0642\u062f\u064b \u064a\u064f\u062e" },
    { "\u0627\u0625 \u0627", "\u0627\u0625 \u0627" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) answer = g_string_new (NULL);
      g_auto (GStrv) words = g_strsplit (cases[i].line, " ", -1);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = NULL;

      start_page (answer, 1);
      for (int j = 0; words[j] != NULL; j++)
        g_string_append_printf (answer, "word\t%d\t20000\t%d\t21200\t1200\t%d\t%s\n",
                                50000 - j * 4000, 53000 - j * 4000,
                                j == 0 ? CW_PDF_WORD_STARTS_LINE : 0, words[j]);
      text = lay_out (answer->str, 1, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text->text, ==, cases[i].expected);
    }
}

/* Rows of a table, some of which are several lines for poppler. */
static void
test_cells (void)
{
  static const char *const talk[] = { "Why?", "So it was.", "Go on, please, I have", "Yes." };
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = NULL;

  start_page (answer, 1);
  add_line (answer, 7000, 10000, 0, "A title of the page and no row");
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *time = g_strdup_printf ("0:0%d", i);

      add_line (answer, 7000, 20000 + i * 4000, 0, time);
      add_line (answer, 10000, 20000 + i * 4000, 0, i % 2 ? "Ben" : "Ada");
      add_line (answer, 20000, 20000 + i * 4000, 0, talk[i]);
      if (i == 2)
        add_line (answer, 20000, 29440, 0, "time.");
    }
  text = lay_out (answer->str, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->text, ==,
                   "A title of the page and no row\n0:00\tAda\tWhy?\n0:01\tBen\tSo it was.\n"
                   "0:02\tAda\tGo on, please, I have time.\n0:03\tBen\tYes.");
}

/* Figures at the edges of pages are no page numbers. */
static void
test_figures (void)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = NULL;

  for (int page = 1; page <= 4; page++)
    {
      start_page (answer, page);
      for (int i = 0; i < 50; i++)
        {
          g_autofree char *figure = g_strdup_printf ("%d", (page * 50 + i) % 7 % 3);

          add_line (answer, 7000, 3000 + i * 1480, 0, figure);
          g_string_append (expected, figure);
        }
    }
  text = lay_out (answer->str, 4, &error);
  g_assert_no_error (error);
  g_strdelimit (text->text, "\n", ' ');
  for (char *space = strchr (text->text, ' '); space != NULL; space = strchr (text->text, ' '))
    memmove (space, space + 1, strlen (space));
  g_assert_cmpstr (text->text, ==, expected->str);
}

/* What stands alone on every page is the text; a row of a table is on one page. */
static void
test_only_numbers (void)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autoptr (GString) row = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = NULL;
  g_autoptr (CwText) table = NULL;

  for (int page = 1; page <= 4; page++)
    {
      g_autofree char *number = g_strdup_printf ("%d", page);

      start_page (answer, page);
      add_line (answer, 30000, 77000, 0, number);
    }
  text = lay_out (answer->str, 4, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->text, ==, "1\n2\n3\n4");

  start_page (row, 1);
  for (int i = 0; i < 4; i++)
    add_line (row, 7000 + i * 9000, 3000, 0, "12");
  add_line (row, 7000, 20000, 0, "Sheep of four years.");
  table = lay_out (row->str, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (table->text, ==, "12\n12\n12\n12\nSheep of four years.");
}

static void
test_fields (void)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = NULL;

  start_page (answer, 1);
  add_line (answer, 7000, 20000, 0, "Your name: and age:");
  add_line (answer, 9000, 30000, 0, "I keep sheep");
  add_line (answer, 9000, 40000, 0, "I keep cows");
  add_line (answer, 7000, 60000, 0, "The end.");
  g_string_append (answer, "field\t22000\t19900\t26000\t21300\t52\n"
                           "field\t13200\t19900\t15800\t21300\tAda Byron\n"
                           "field\t7000\t40100\t8000\t41100\t\u2714\n"
                           "text\t7000\t50000\t30000\t53000\tBy hand:\\ntwo lines\n"
                           "field\t7000\t70000\t30000\t71000\tlast\n");
  text = lay_out (answer->str, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->text, ==,
                   "Your name: Ada Byron and age: 52\nI keep sheep\n\u2714 I keep cows\n"
                   "By hand:\ntwo lines\nThe end.\nlast");
}

/* A page may hold fields only. */
static void
test_only_fields (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = lay_out ("page\t60000\t80000\t1\t1\n"
                                     "field\t7000\t70000\t30000\t71000\tlast\n"
                                     "field\t7000\t10000\t30000\t11000\tfirst  word\n"
                                     "field\t7000\t10000\t30000\t11000\t \n",
                                     1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text->text, ==, "first word\nlast");
  g_assert_null (lay_out ("page\t60000\t80000\t1\t1\n"
                          "field\t7000\t70000\t30000\t71000\t \n",
                          1, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_FORMAT);
}

/* Found by fuzzing: a page ends where the text does. */
static void
test_trimmed_page (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = lay_out ("page\t60000\t80000\t0\t1\n"
                                     "word\t0\t0\t600\t1200\t1200\t4\t\\n\n",
                                     1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (text->length, ==, 0);
  g_assert_cmpuint (g_array_index (text->pages, CwPage, 0).end, ==, 0);
}

static void
assert_span (const CwText *text,
             CwSpanKind    kind,
             const char   *covered,
             const char   *data)
{
  for (guint i = 0; i < text->spans->len; i++)
    {
      const CwSpan *span = &g_array_index (text->spans, CwSpan, i);
      g_autofree char *part = NULL;

      if (span->kind != kind)
        continue;
      part = g_utf8_substring (text->text, span->start, span->end);
      g_assert_cmpstr (part, ==, covered);
      g_assert_cmpstr (span->data, ==, data);
      return;
    }
  g_error ("no span of that kind");
}

static void
test_spans (void)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = NULL;

  start_page (answer, 1);
  add_line (answer, 7000, 20000, 0, "See this page");
  add_line (answer, 7000, 30000, CW_PDF_WORD_BOLD, "Loud");
  g_string_append (answer, "link\t9300\t20000\t12000\t21200\thttps://example.org/\n"
                           "note\t7000\t30000\t8000\t31200\tRobin\tWhy?\n");
  text = lay_out (answer->str, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->text, ==, "See this page\nLoud");
  assert_span (text, CW_SPAN_LINK, "this", "https://example.org/");
  assert_span (text, CW_SPAN_STRONG, "Loud", NULL);
  assert_span (text, CW_SPAN_COMMENT, "Loud", "Robin\nWhy?");
}

static void
test_scans (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = lay_out ("page\t60000\t80000\t1\t1\n", 1, &error);
  g_autoptr (GString) answer = g_string_new (NULL);

  g_assert_null (text);
  g_assert_error (error, CW_ERROR, CW_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "scan"));
  g_clear_error (&error);

  start_page (answer, 1);
  add_line (answer, 7000, 20000, 0, "Some words that can be read.");
  g_string_append (answer, "page\t60000\t80000\t1\t2\n");
  text = lay_out (answer->str, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (text->warnings->len, ==, 1);
  g_assert_cmpuint (text->pages->len, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf-layout/paragraphs", test_paragraphs);
  g_test_add_func ("/pdf-layout/heads", test_heads);
  g_test_add_func ("/pdf-layout/rows", test_rows);
  g_test_add_func ("/pdf-layout/arabic", test_arabic);
  g_test_add_func ("/pdf-layout/cells", test_cells);
  g_test_add_func ("/pdf-layout/figures", test_figures);
  g_test_add_func ("/pdf-layout/only-numbers", test_only_numbers);
  g_test_add_func ("/pdf-layout/trimmed-page", test_trimmed_page);
  g_test_add_func ("/pdf-layout/fields", test_fields);
  g_test_add_func ("/pdf-layout/only-fields", test_only_fields);
  g_test_add_func ("/pdf-layout/spans", test_spans);
  g_test_add_func ("/pdf-layout/scans", test_scans);
  return g_test_run ();
}
