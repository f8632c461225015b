/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-paragraphs.h"

#include "cw-test-rounds.h"
#include "cw-turns.h"
#include "cw-utf8.h"

#include <string.h>

static char *
repeat (const char *piece,
        gsize       at_least)
{
  GString *string = g_string_new (NULL);

  while (string->len < at_least)
    g_string_append (string, piece);
  return g_string_free (string, FALSE);
}

static const char *
warning_of (const CwText *text)
{
  return text->warnings->len > 0 ? g_ptr_array_index (text->warnings, 0) : NULL;
}

static void
test_short (void)
{
  g_autofree char *string = repeat ("I went there. ", 7900);
  g_autoptr (CwText) text = cw_text_new_plain (string, -1);

  g_assert_cmpuint (cw_paragraphs_split (text), ==, 0);
  g_assert_cmpstr (text->text, ==, string);
  g_assert_cmpuint (text->warnings->len, ==, 0);
}

static void
test_sentences (void)
{
  g_autofree char *string = repeat ("We met at 3.30 p.m. by the river. He said no! Why? ", 20000);
  g_autoptr (CwText) text = cw_text_new_plain (string, -1);
  g_auto (GStrv) lines = NULL;
  guint n = cw_paragraphs_split (text);

  lines = g_strsplit (text->text, "\n", -1);
  g_assert_cmpuint (n, ==, g_strv_length (lines));
  g_assert_cmpuint (n, >, 20);
  for (guint i = 0; i + 1 < n; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), >=, 499);
      g_assert_cmpuint (strlen (lines[i]), <, 560);
      g_assert_nonnull (strchr (".!?", lines[i][strlen (lines[i]) - 1]));
    }
  g_assert_nonnull (strstr (warning_of (text), "a line of 20043 characters was split into"));
}

/* Speech that a machine wrote down has no full stops. */
static void
test_words (void)
{
  g_autofree char *string = repeat ("and then we went on and so ", 9000);
  g_autoptr (CwText) text = cw_text_new_plain (string, -1);
  g_auto (GStrv) lines = NULL;

  g_assert_cmpuint (cw_paragraphs_split (text), >, 8);
  lines = g_strsplit (text->text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpuint (strlen (lines[i]), <=, 1001);
}

static void
test_no_place (void)
{
  g_autofree char *string = repeat ("我去了那里。他说不。", 30000);
  g_autoptr (CwText) text = cw_text_new_plain (string, -1);

  g_assert_cmpuint (cw_paragraphs_split (text), ==, 0);
  g_assert_cmpstr (text->text, ==, string);
  g_assert_cmpuint (text->warnings->len, ==, 0);
}

/* Talk of many lengths; what is said last does not always end. */
static void
append_talk (GString *string,
             guint    turn)
{
  static const char *const sentences[] = {
    "I see the following: he left. ",
    "No. ",
    "He said: never again! ",
    "We came at 10:30, or so we think, and Dr. Brown was not there any more. ",
    "And then ",
    "It was by the river, late in the year, when nobody comes. ",
    "OK. ",
  };

  for (guint i = 0; i <= turn * 7 % 5; i++)
    g_string_append (string, sentences[(turn * 3 + i * i) % G_N_ELEMENTS (sentences)]);
}

static void
test_turns (void)
{
  static const struct
  {
    const char *labels[2];
    guint n_speakers;
  } cases[] = {
    { { "Interviewer: ", "Maria G.: " }, 2 },
    { { "P1: ", "P2: " }, 2 },
    { { "[00:12:34] Speaker 1: ", "[00:12:50] Speaker 2: " }, 2 },
    { { "00:12 Anna: ", "00:15 Ben: " }, 2 },
    { { "Dr. Lang: ", "Ms. Okoro: " }, 2 },
    { { "Speaker 1 (00:12): ", "Speaker 2 (00:15): " }, 2 },
    { { "Speaker 1 (00:12) ", "Speaker 2 (00:15) " }, 2 },
    { { "\u0418\u043D\u0442\u0435\u0440\u0432\u044C\u044E\u0435\u0440: ",
        "\u041C\u0430\u0440\u0438\u044F: " },
      2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) string = g_string_new (NULL);
      g_autoptr (CwText) text = NULL;
      g_auto (GStrv) lines = NULL;

      g_test_message ("%s", cases[i].labels[0]);
      for (guint turn = 0; turn < 400; turn++)
        {
          g_string_append (string, cases[i].labels[turn & 1]);
          append_talk (string, turn);
        }
      text = cw_text_new_plain (string->str, -1);
      g_assert_cmpuint (cw_paragraphs_split (text), ==, 400);
      lines = g_strsplit (text->text, "\n", -1);
      g_assert_cmpuint (g_strv_length (lines), ==, 400);
      for (guint line = 0; line < 400; line++)
        g_assert_true (g_str_has_prefix (lines[line], cases[i].labels[line & 1]));
      g_assert_cmpuint (cw_turns_find (text), ==, 400);
      g_assert_cmpuint (text->speakers->len, ==, cases[i].n_speakers);
    }
}

/* A letter that a full stop ends is a label only where a sentence ends before. */
static void
test_questions (void)
{
  static const char piece[] = "Q. Did you see it? A. Yes, I did. I saw Mr. J. F. Black. "
                              "Q. When was that? A. In May. Q. Not in June? A. No, in May. "
                              "Q. Where did you stand? A. By the door. Q. All day? A. Yes. ";
  g_autofree char *string = repeat (piece, 30000);
  g_autoptr (CwText) text = cw_text_new_plain (string, -1);
  g_auto (GStrv) lines = NULL;
  guint n = cw_paragraphs_split (text);

  lines = g_strsplit (text->text, "\n", -1);
  g_assert_cmpuint (n, ==, g_strv_length (lines));
  g_assert_cmpuint (n, >, 1000);
  for (guint i = 0; i < n; i++)
    g_assert_true (g_str_has_prefix (lines[i], i & 1 ? "A. " : "Q. "));
}

/* A colon in prose begins no line. */
static void
test_colons (void)
{
  static const char *const pieces[] = {
    "There are two things: bread and wine. As she said: never again. ",
    "I was there at 10:30 and left. The house (see John 3:16) was old. ",
    "He came to me and asked the following: why is it so? ",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *string = repeat (pieces[i], 30000);
      g_autoptr (CwText) text = cw_text_new_plain (string, -1);
      g_auto (GStrv) lines = NULL;

      g_assert_cmpuint (cw_paragraphs_split (text), <, 70);
      lines = g_strsplit (text->text, "\n", -1);
      for (guint line = 1; lines[line] != NULL; line++)
        g_assert_true (g_ascii_isupper (lines[line][0]));
    }
}

static void
test_structure (void)
{
  static const struct
  {
    CwSpanKind kind;
    gboolean whole;
  } cases[] = {
    { CW_SPAN_HEADING, TRUE }, { CW_SPAN_LIST_ITEM, TRUE }, { CW_SPAN_CELL, TRUE },
    { CW_SPAN_QUOTE, TRUE },   { CW_SPAN_CODE, TRUE },      { CW_SPAN_NOTE, TRUE },
    { CW_SPAN_LINK, TRUE },    { CW_SPAN_STRONG, FALSE },   { CW_SPAN_COMMENT, FALSE },
    { CW_SPAN_TIME, FALSE },
  };
  g_autofree char *string = repeat ("I went there. He said no. ", 9000);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwText) text = cw_text_new_plain (string, -1);

      cw_text_add_span (text, cases[i].kind, 0, text->length, 1, NULL);
      cw_text_finish (text);
      if (cases[i].whole)
        g_assert_cmpuint (cw_paragraphs_split (text), ==, 0);
      else
        g_assert_cmpuint (cw_paragraphs_split (text), >, 1);
    }
}

static void
test_rows (void)
{
  g_autofree char *talk = repeat ("I went there. ", 9000);
  g_autofree char *rows = g_strdup_printf ("Anna\t0:12\t%s\nBen\t0:30\tNo.\n", talk);
  g_autofree char *alone = g_strdup_printf ("Anna:\t%s\n", talk);
  g_autofree char *piped = g_strdup_printf ("| Anna | %s |\n", talk);
  g_autoptr (CwText) text = cw_text_new_plain (rows, -1);
  g_autoptr (CwText) other = cw_text_new_plain (alone, -1);
  g_autoptr (CwText) third = cw_text_new_plain (piped, -1);

  g_assert_cmpuint (cw_paragraphs_split (text), ==, 0);
  g_assert_cmpuint (cw_paragraphs_split (other), >, 5);
  g_assert_cmpuint (cw_paragraphs_split (third), ==, 0);
}

/* Turns that a reader set stay, and their labels are not cut. */
static void
test_known_turns (void)
{
  g_autofree char *talk = repeat ("I went there. ", 9000);
  g_autofree char *string = g_strdup_printf ("Dr. A. B. Lang %s", talk);
  g_autoptr (CwText) text = cw_text_new_plain (string, -1);
  CwTurn turn = { 0, text->length, 15, 0, -1 };

  g_array_append_val (text->turns, turn);
  g_ptr_array_add (text->speakers, g_strdup ("Dr. A. B. Lang"));
  g_assert_cmpuint (cw_paragraphs_split (text), >, 5);
  g_assert_cmpuint (text->turns->len, ==, 1);
  g_assert_true (g_str_has_prefix (text->text, "Dr. A. B. Lang I went"));
}

/* --- At random ------------------------------------------------------------------ */

static char *
random_text (GRand *rand)
{
  static const char *const pieces[] = {
    " ",  " ",      "  ", ". ",     "? ",   "word",           "Größe",   "他说",  "。",
    "\t", "\n",     ": ", "Anna: ", "P1: ", "Interviewer: ",  "[0:12] ", " Dr. ", "Q. ",
    "-",  "\u00A0", ":",  "a",      "|",    "https://x.org/", "A. ",
  };
  GString *string = g_string_new (NULL);
  gsize length = (gsize) g_rand_int_range (rand, 0, 60000);
  gboolean lined = g_rand_boolean (rand);
  gboolean blank = g_rand_boolean (rand);

  while (string->len < length)
    {
      const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];

      if ((*piece == '\n' && (!lined || g_rand_int_range (rand, 0, 200) > 0))
          || (!blank && strchr (piece, ' ') != NULL && g_rand_int_range (rand, 0, 400) > 0))
        continue;
      g_string_append (string, piece);
    }
  return g_string_free (string, FALSE);
}

static void
add_random_spans (GRand  *rand,
                  CwText *text)
{
  guint n = (guint) g_rand_int_range (rand, 0, 30);

  for (guint i = 0; i < n && text->length > 0; i++)
    {
      guint32 start = (guint32) g_rand_int_range (rand, 0, (gint32) text->length);
      guint32 end = start + (guint32) g_rand_int_range (rand, 0, 3000);

      cw_text_add_span (text, (CwSpanKind) g_rand_int_range (rand, 0, CW_SPAN_N_KINDS), start,
                        MIN (end, text->length), 1, NULL);
    }
  cw_text_finish (text);
}

static gboolean
is_whole (CwSpanKind kind)
{
  return kind != CW_SPAN_EMPHASIS && kind != CW_SPAN_STRONG && kind != CW_SPAN_COMMENT
         && kind != CW_SPAN_PAGE_BREAK && kind != CW_SPAN_TIME;
}

/* For each character, plainly: whether a line end may be put there. */
static gboolean *
find_places (const CwText   *text,
             const gunichar *characters)
{
  gboolean *may = g_new0 (gboolean, text->length + 1);
  gboolean begun = FALSE;

  for (guint32 i = 0; i + 1 < text->length; i++)
    {
      gunichar here = characters[i];
      gunichar next = characters[i + 1];

      may[i] = begun && here == ' ' && next != ' ' && next != '\t' && next != '\n';
      begun = here != '\n' && (begun || (here != ' ' && here != '\t'));
    }
  for (guint n = 0; n < text->spans->len; n++)
    {
      const CwSpan *span = &g_array_index (text->spans, CwSpan, n);

      for (guint32 i = span->start; is_whole (span->kind) && i < span->end; i++)
        may[i] = FALSE;
    }
  return may;
}

/* A line of a text before, and what became of it. */
static void
check_line (const gunichar *before,
            const gunichar *after,
            const gboolean *may,
            guint32         start,
            guint32         end,
            gboolean        row)
{
  guint32 piece = start;
  guint32 last = end;

  while (last > start && (before[last - 1] == ' ' || before[last - 1] == '\t'))
    last--;
  for (guint32 i = start; i <= end; i++)
    {
      if (i < end && after[i] != '\n')
        {
          g_assert_cmpuint (after[i], ==, before[i]);
          continue;
        }
      if (i < end)
        {
          g_assert_true (may[i]);
          g_assert_cmpuint (end - start, >, CW_PARAGRAPHS_LONG_LINE);
        }
      if (!row && MIN (i, last) > piece && MIN (i, last) - piece > CW_PARAGRAPHS_LONGEST_LINE)
        for (guint32 k = piece; k < MIN (i, last); k++)
          g_assert_false (may[k]);
      piece = i + 1;
    }
}

static guint
tabs_in_line (const gunichar *characters,
              guint32         start)
{
  guint n = 0;

  for (; characters[start] != '\n' && characters[start] != 0; start++)
    n += characters[start] == '\t';
  return n;
}

static void
check_random (GRand *rand)
{
  g_autofree char *string = random_text (rand);
  g_autoptr (CwText) text = cw_text_new_plain (string, -1);
  g_autofree gunichar *before = NULL;
  g_autofree gunichar *after = NULL;
  g_autofree gboolean *may = NULL;
  guint32 start = 0;
  guint n_before = 1;
  guint n_after = 1;
  guint last_tabs = 0;
  guint n_made;
  glong length;

  add_random_spans (rand, text);
  before = g_utf8_to_ucs4_fast (text->text, -1, NULL);
  may = find_places (text, before);
  n_made = cw_paragraphs_split (text);

  after = g_utf8_to_ucs4_fast (text->text, -1, &length);
  g_assert_cmpint (length, ==, text->length);
  g_assert_cmpuint (text->warnings->len, ==, n_made > 0 ? 1 : 0);
  for (guint32 i = 0; i <= text->length; i++)
    {
      n_before += before[i] == '\n';
      n_after += after[i] == '\n';
      if (i == text->length || before[i] == '\n')
        {
          guint tabs = tabs_in_line (before, start);
          gboolean row = before[start] == '|' || (tabs > 0 && tabs == last_tabs)
                         || (tabs > 0 && i < text->length && tabs == tabs_in_line (before, i + 1));

          check_line (before, after, may, start, i, row);
          start = i + 1;
          last_tabs = tabs;
        }
    }
  g_assert_cmpint (n_made > 0, ==, n_after > n_before);
  g_assert_cmpuint (n_made, >=, n_after - n_before);
}

static void
test_random (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint rounds = cw_test_rounds (60, 3000);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < rounds; i++)
    check_random (rand);
}

/* What may be a paragraph is split only if it holds several turns. */
static void
test_few_turns (void)
{
  static const char two[] = "Anna: I went there. Ben: Why was that? ";
  g_autofree char *talk = repeat ("I went there. ", 3000);
  g_autofree char *lines = repeat ("Anna: So it was.\nBen: Not to my mind.\n", 800);
  g_autofree char *few = g_strconcat (lines, "Anna: ", talk, two, NULL);
  g_autofree char *many = g_strconcat (lines, "Anna: ", talk, two, two, two, NULL);
  g_autoptr (CwText) text = cw_text_new_plain (few, -1);
  g_autoptr (CwText) other = cw_text_new_plain (many, -1);

  g_assert_cmpuint (cw_paragraphs_split (text), ==, 0);
  g_assert_cmpuint (cw_paragraphs_split (other), ==, 7);
  g_assert_nonnull (strstr (warning_of (other), "into 7 lines"));
}

/* What is made to take long: all blanks, all colons, all labels. */
static void
test_hostile (void)
{
  static const char *const pieces[] = {
    " ",       ": ", "a: ",     ". ",     "a b c d e f g h: ",
    "Mr. [ ",  "[",  "[0:12] ", "Q. ",    "\t ",
    "A (",     "> ", "1:2 ",    "\u00A0", "<a ",
    "\uFF1A ",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *string = repeat (pieces[i], 2 << 20);
      g_autoptr (CwText) text = cw_text_new_plain (string, -1);
      gint64 started = g_get_monotonic_time ();

      cw_paragraphs_split (text);
      g_test_message ("'%s' %.2f s", pieces[i], (double) (g_get_monotonic_time () - started) / 1e6);
      g_assert_cmpint (g_get_monotonic_time () - started, <, 20 * G_USEC_PER_SEC);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/paragraphs/short", test_short);
  g_test_add_func ("/text/paragraphs/sentences", test_sentences);
  g_test_add_func ("/text/paragraphs/words", test_words);
  g_test_add_func ("/text/paragraphs/no-place", test_no_place);
  g_test_add_func ("/text/paragraphs/turns", test_turns);
  g_test_add_func ("/text/paragraphs/questions", test_questions);
  g_test_add_func ("/text/paragraphs/few-turns", test_few_turns);
  g_test_add_func ("/text/paragraphs/colons", test_colons);
  g_test_add_func ("/text/paragraphs/structure", test_structure);
  g_test_add_func ("/text/paragraphs/rows", test_rows);
  g_test_add_func ("/text/paragraphs/known-turns", test_known_turns);
  g_test_add_func ("/text/paragraphs/random", test_random);
  g_test_add_func ("/text/paragraphs/hostile", test_hostile);
  return g_test_run ();
}
