/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-error.h"
#include "cw-search.h"
#include "cw-test-rounds.h"
#include "cw-test-study.h"

#include <string.h>

/* Hits as "document:start-end" in one line. */
static char *
find (TestStudy              *study,
      const CwSearchQuestion *question)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = cw_search_load (study->database, question, 0, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      const CwSearchHit *hit = g_ptr_array_index (hits, i);

      g_string_append_printf (out, "%s%s:%u-%u", i > 0 ? " " : "", hit->document_name, hit->start,
                              hit->end);
    }
  return g_string_free (out, FALSE);
}

static void
assert_found (TestStudy  *study,
              const char *query,
              gboolean    regex,
              const char *expected)
{
  CwSearchQuestion question = { .query = query, .regex = regex };
  g_autofree char *found = find (study, &question);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_words (void)
{
  g_autoptr (TestStudy) s = test_study_new ();
  CwGuid b = test_study_document (s, "B", "Trust, then fear.\n\n😀 TRÜST me: no trust", NULL);
  CwGuid a = test_study_document (s, "A", "distrust no fear no trust", NULL);

  (void) a;
  (void) b;
  assert_found (s, "trust", FALSE, "B:0-5 B:21-26 B:34-39 A:20-25");
  assert_found (s, "trüst", FALSE, "B:0-5 B:21-26 B:34-39 A:20-25");
  assert_found (s, "\"no trust\"", FALSE, "B:31-39 A:17-25");
  assert_found (s, "tru* NOT me", FALSE, "B:0-5 A:20-25");
  assert_found (s, "trust AND fear", FALSE, "B:0-5 B:12-16 A:12-16 A:20-25");
  assert_found (s, "fear OR distrust", FALSE, "B:12-16 A:0-8 A:12-16");
  assert_found (s, "trust NEAR/0 me", FALSE, "B:21-26 B:27-29");
  assert_found (s, "no OR \"no trust\" OR trust", FALSE,
                "B:0-5 B:21-26 B:31-33 B:31-39 B:34-39 A:9-11 A:17-19 A:17-25 A:20-25");
  assert_found (s, "nothing", FALSE, "");
}

static void
test_regex (void)
{
  g_autoptr (TestStudy) s = test_study_new ();
  CwSearchQuestion question = { .regex = TRUE };
  g_autoptr (GError) error = NULL;

  test_study_document (s, "A", "Ärger und Ärzte\nÄrger 2021 😀x", NULL);
  test_study_document (s, "B", "", NULL);
  assert_found (s, "Ä\\w+", TRUE, "A:0-5 A:10-15 A:16-21");
  assert_found (s, "^Ä\\w+$", TRUE, "");
  assert_found (s, "^\\S+", TRUE, "A:0-5 A:16-21");
  assert_found (s, "\\d{4}|x", TRUE, "A:22-26 A:28-29");
  assert_found (s, "(?i)ÄRGER", TRUE, "A:0-5 A:16-21");
  assert_found (s, "q*", TRUE, "");

  question.query = "a(b";
  g_assert_null (cw_search_load (s->database, &question, 0, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_USAGE);
}

static void
test_regex_limit (void)
{
  g_autoptr (TestStudy) s = test_study_new ();
  g_autofree char *text = g_strnfill (40, 'a');
  CwSearchQuestion question = { .query = "(a+)+(a+)+(a+)+b", .regex = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = NULL;

  /* The c keeps the matcher from seeing at once that there is no b. */
  g_autofree char *hard = g_strconcat (text, "c b", NULL);

  test_study_document (s, "A", hard, NULL);
  hits = cw_search_load (s->database, &question, 0, &error);
  g_assert_null (hits);
  g_assert_error (error, CW_ERROR, CW_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "A:"));
}

static void
test_filters_and_context (void)
{
  g_autoptr (TestStudy) s = test_study_new ();
  CwGuid acme = test_study_case (s, &s->case_type, NULL, "Acme");
  CwGuid beta = test_study_case (s, &s->case_type, NULL, "Beta");
  CwGuid one = test_study_document (s, "One", "é word\nword word é", "0 6 0 0 -1\n7 11 7 1 -1\n");
  CwGuid two = test_study_document (s, "Two", "word", NULL);
  CwGuid speaker = test_study_speaker (s, &one, 1, "P");
  CwSearchQuestion question = { .query = "word", .context = 3 };
  g_autoptr (GPtrArray) hits = NULL;
  g_autofree char *in_acme = NULL;
  g_autofree char *in_both = NULL;
  g_autofree char *in_two = NULL;
  CwGuid both[2] = { acme, beta };
  const CwSearchHit *hit;

  test_study_by_speaker (s, &acme, &one, &speaker);
  test_study_range (s, &beta, &one, 13, 14);
  test_study_whole (s, &beta, &two);
  hits = cw_search_load (s->database, &question, 2, NULL);
  g_assert_cmpuint (hits->len, ==, 2);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpstr (hit->before, ==, "é ");
  g_assert_cmpstr (hit->text, ==, "word");
  g_assert_cmpstr (hit->after, ==, "\nwo");
  g_assert_true (cw_guid_equal (&hit->document, &one));

  question.cases = &acme;
  question.n_cases = 1;
  in_acme = find (s, &question);
  g_assert_cmpstr (in_acme, ==, "One:7-11");
  question.cases = both;
  question.n_cases = 2;
  in_both = find (s, &question);
  g_assert_cmpstr (in_both, ==, "One:7-11 One:12-16 Two:0-4");
  question.documents = &two;
  question.n_documents = 1;
  in_two = find (s, &question);
  g_assert_cmpstr (in_two, ==, "Two:0-4");
}

/* Every code point of these, as the index should see it: folded, or no part of a word. */
static const struct
{
  const char *text;
  const char *folded;
} signs[] = {
  { "a", "a" }, { "A", "a" },   { "á", "a" }, { "b", "b" }, { "B", "b" }, { "ñ", "n" },
  { "7", "7" }, { "日", "日" }, { " ", "" },  { " ", "" },  { ".", "" },  { "😀", "" },
  { "-", "" },  { "\n", "" },   { " ", "" },  { "ß", "ß" }, { "Ω", "ω" },
};

typedef struct
{
  guint start, end;
  guint paragraph;
  char *folded;
} Token;

typedef struct
{
  GArray *tokens;
  guint n_paragraphs;
} Reference;

static void
clear_token (gpointer data)
{
  g_free (((Token *) data)->folded);
}

static char *
make_text (Reference *reference,
           guint      length)
{
  GString *text = g_string_new (NULL);
  GString *folded = g_string_new (NULL);
  guint start = 0;

  reference->tokens = g_array_new (FALSE, TRUE, sizeof (Token));
  g_array_set_clear_func (reference->tokens, clear_token);
  reference->n_paragraphs = 1;
  for (guint i = 0; i <= length; i++)
    {
      guint sign = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (signs));
      const char *fold = i < length ? signs[sign].folded : "";

      if (*fold == '\0' && folded->len > 0)
        {
          Token token = { start, i, reference->n_paragraphs, g_strdup (folded->str) };

          g_array_append_val (reference->tokens, token);
          g_string_truncate (folded, 0);
        }
      if (folded->len == 0)
        start = i;
      g_string_append (folded, fold);
      if (i == length)
        break;
      g_string_append (text, signs[sign].text);
      reference->n_paragraphs += signs[sign].text[0] == '\n';
    }
  g_string_free (folded, TRUE);
  return g_string_free (text, FALSE);
}

/* Where the words, the last a prefix if so, follow each other in one paragraph. */
static void
mark_phrase (const Reference *reference,
             char           **words,
             gboolean         prefix,
             guint            paragraph,
             GArray          *ranges)
{
  guint n_words = g_strv_length (words);

  for (guint i = 0; i + n_words <= reference->tokens->len; i++)
    {
      gboolean same = TRUE;

      for (guint j = 0; j < n_words && same; j++)
        {
          const Token *token = &g_array_index (reference->tokens, Token, i + j);

          same = token->paragraph == paragraph
                 && (prefix && j + 1 == n_words ? g_str_has_prefix (token->folded, words[j])
                                                : g_str_equal (token->folded, words[j]));
        }
      if (same)
        {
          guint range[2] = { g_array_index (reference->tokens, Token, i).start,
                             g_array_index (reference->tokens, Token, i + n_words - 1).end };

          g_array_append_vals (ranges, range, 2);
        }
    }
}

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const guint *first = a;
  const guint *second = b;

  if (first[0] != second[0])
    return first[0] < second[0] ? -1 : 1;
  return first[1] < second[1] ? -1 : first[1] > second[1];
}

static char *
expected_ranges (const Reference *reference,
                 char           **left,
                 gboolean         left_prefix,
                 char           **right,
                 char             joining)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint));
  GString *out = g_string_new (NULL);

  for (guint paragraph = 1; paragraph <= reference->n_paragraphs; paragraph++)
    {
      g_autoptr (GArray) l = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (GArray) r = g_array_new (FALSE, FALSE, sizeof (guint));
      gboolean found;

      mark_phrase (reference, left, left_prefix, paragraph, l);
      mark_phrase (reference, right, FALSE, paragraph, r);
      found = joining == '&'   ? l->len > 0 && r->len > 0
              : joining == '|' ? l->len > 0 || r->len > 0
              : joining == '!' ? l->len > 0 && r->len == 0
                               : l->len > 0;
      if (!found)
        continue;
      g_array_append_vals (all, l->data, l->len);
      if (joining == '&' || joining == '|')
        g_array_append_vals (all, r->data, r->len);
    }
  if (all->len > 0)
    qsort (all->data, all->len / 2, 2 * sizeof (guint), compare_ranges);
  for (guint i = 0; i < all->len; i += 2)
    {
      const guint *range = &g_array_index (all, guint, i);

      if (i == 0 || compare_ranges (range, range - 2) != 0)
        g_string_append_printf (out, "%sD:%u-%u", out->len > 0 ? " " : "", range[0], range[1]);
    }
  return g_string_free (out, FALSE);
}

/* One to three words of the text, as its reader might type them. */
static char **
pick_words (const Reference *reference)
{
  guint n = reference->tokens->len;
  guint at = (guint) g_test_rand_int_range (0, (gint32) n);
  guint n_words = (guint) g_test_rand_int_range (1, 4);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = at; i < MIN (at + n_words, n); i++)
    g_strv_builder_add (words, g_array_index (reference->tokens, Token, i).folded);
  return g_strv_builder_end (words);
}

static void
random_round (void)
{
  g_autoptr (TestStudy) s = test_study_new ();
  Reference reference;
  g_autofree char *text = make_text (&reference, (guint) g_test_rand_int_range (5, 400));

  test_study_document (s, "D", text, NULL);
  for (guint i = 0; i < 30 && reference.tokens->len > 0; i++)
    {
      g_auto (GStrv) left = pick_words (&reference);
      g_auto (GStrv) right = pick_words (&reference);
      g_autofree char *l = g_strjoinv (" ", left);
      g_autofree char *r = g_strjoinv (" ", right);
      gboolean prefix = g_test_rand_int_range (0, 3) == 0;
      char joining = "&|!."[g_test_rand_int_range (0, 4)];
      const char *word = joining == '&' ? "AND" : joining == '|' ? "OR" : "NOT";
      g_autofree char *query = NULL;
      g_autofree char *expected = NULL;

      if (joining == '.')
        query = g_strdup_printf ("\"%s\"%s", l, prefix ? "*" : "");
      else
        query = g_strdup_printf ("\"%s\"%s %s \"%s\"", l, prefix ? "*" : "", word, r);
      expected = expected_ranges (&reference, left, prefix, right, joining);
      g_test_message ("%s", query);
      assert_found (s, query, FALSE, expected);
    }
  g_array_unref (reference.tokens);
}

static void
test_random (void)
{
  guint rounds = cw_test_rounds (15, 400);

  for (guint i = 0; i < rounds; i++)
    random_round ();
}

/* Whatever is typed, the index is never asked something that it cannot read. */
static void
test_any_query (void)
{
  static const char *const parts[] = {
    "a",   "B",    "\"",   "(", ")",     "*",  " ",    " ",        "AND",   "OR",
    "NOT", "NEAR", "/3",   "-", "+",     ":",  "^",    "{",        "body",  "\\",
    "'",   ";",    "\x01", "é", "“",     "”",  "日",   "😀",        "NEAR/", "%",
    "?1",  "!",    ".",    ",", "NEAR(", "a:", "rank", "\xcc\x81", "\n",    "_",
  };
  g_autoptr (TestStudy) s = test_study_new ();
  guint rounds = cw_test_rounds (3000, 300000);
  guint n_answered = 0;

  test_study_document (s, "A", "a B, é 日 body a a\nrank", NULL);
  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GString) query = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) hits = NULL;
      CwSearchQuestion question = { 0 };

      for (gint32 n = g_test_rand_int_range (0, 12); n > 0; n--)
        g_string_append (query, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      question.query = query->str;
      hits = cw_search_load (s->database, &question, 0, &error);
      n_answered += hits != NULL;
      if (hits == NULL && !g_error_matches (error, CW_ERROR, CW_ERROR_USAGE))
        g_error ("%s: %s", query->str, error->message);
    }
  g_assert_cmpuint (n_answered, >, rounds / 20);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/search/words", test_words);
  g_test_add_func ("/analysis/search/regex", test_regex);
  g_test_add_func ("/analysis/search/regex-limit", test_regex_limit);
  g_test_add_func ("/analysis/search/filters-and-context", test_filters_and_context);
  g_test_add_func ("/analysis/search/random", test_random);
  g_test_add_func ("/analysis/search/any-query", test_any_query);
  return g_test_run ();
}
