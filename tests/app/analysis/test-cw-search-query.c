/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-error.h"
#include "cw-search.h"

#include <string.h>

static void
test_translations (void)
{
  static const struct
  {
    const char *query;
    const char *match;
  } cases[] = {
    { "trust", "(\"trust\")" },
    { " trust  fear ", "(\"trust\" AND \"fear\")" },
    { "trust AND fear", "(\"trust\" AND \"fear\")" },
    { "trust and fear", "(\"trust\" AND \"and\" AND \"fear\")" },
    { "trust OR fear", "(\"trust\") OR (\"fear\")" },
    { "a b OR c d", "(\"a\" AND \"b\") OR (\"c\" AND \"d\")" },
    { "trust NOT fear", "((\"trust\") NOT (\"fear\"))" },
    { "trust AND NOT fear x", "((\"trust\" AND \"x\") NOT (\"fear\"))" },
    { "a NOT b NOT c", "((\"a\") NOT (\"b\" OR \"c\"))" },
    { "a AND (b OR c)", "(\"a\" AND ((\"b\") OR (\"c\")))" },
    { "\"no time\"", "(\"no time\")" },
    { "“no time”", "(\"no time\")" },
    { "trust*", "(\"trust\" *)" },
    { "\"no ti\"*", "(\"no ti\" *)" },
    { "a NEAR b", "((NEAR(\"a\" \"b\", 10)))" },
    { "a NEAR/2 b* NEAR/3 \"c d\"", "((NEAR(\"a\" \"b\" *, 2) AND NEAR(\"b\" * \"c d\", 3)))" },
    { "NEARBY", "(\"NEARBY\")" },
    { "NEAR*", "(\"NEAR\" *)" },
    { "OR*", "(\"OR\" *)" },
    { "body:x", "(\"body:x\")" },
    { "{a}^b-c+d", "(\"{a}^b-c+d\")" },
    { "don't", "(\"don't\")" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *match = cw_search_to_match (cases[i].query, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (match, ==, cases[i].match);
    }
}

static void
test_mistakes (void)
{
  static const struct
  {
    const char *query;
    guint column;
  } cases[] = {
    { "", 1 },           { "   ", 4 },
    { "a OR", 5 },       { "OR a", 1 },
    { "NOT a", 1 },      { "a AND", 6 },
    { "(a", 1 },         { "a)", 2 },
    { "()", 2 },         { "é \"b", 3 },
    { "a*b", 3 },        { "*", 1 },
    { "a**", 3 },        { "--", 1 },
    { "\"…\"", 1 },      { "a NEAR/ b", 7 },
    { "a NEAR/x b", 8 }, { "a NEAR/9999 b", 3 },
    { "(a) NEAR b", 1 }, { "a NEAR (b)", 8 },
    { "a OR OR b", 6 },  { "a NOT NOT b", 7 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *match = cw_search_to_match (cases[i].query, &error);
      g_autofree char *column = g_strdup_printf ("column %u:", cases[i].column);

      g_assert_null (match);
      g_assert_error (error, CW_ERROR, CW_ERROR_USAGE);
      if (strstr (error->message, column) == NULL)
        g_error ("\"%s\": %s", cases[i].query, error->message);
    }
}

static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) wide = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      g_string_append_c (deep, '(');
      g_string_append (wide, "a ");
    }
  g_assert_null (cw_search_to_match (deep->str, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_null (cw_search_to_match (wide->str, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_null (cw_search_to_match ("a\xff", &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_USAGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/search-query/translations", test_translations);
  g_test_add_func ("/analysis/search-query/mistakes", test_mistakes);
  g_test_add_func ("/analysis/search-query/limits", test_limits);
  return g_test_run ();
}
