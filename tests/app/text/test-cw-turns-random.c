/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-rounds.h"
#include "cw-turns.h"

#include <string.h>

/* Invented transcripts, written down in every layout, must be recognised turn by
 * turn; invented prose full of colons must give none. */

/* --- Inventing ---------------------------------------------------------------- */

static const char *const words[] = {
  "the",   "work",  "we",      "time",  "people",  "did",   "not", "and",  "school", "went",
  "house", "after", "because", "small", "village", "then",  "it",  "was",  "mother", "said",
  "long",  "way",   "they",    "had",   "money",   "again", "so",  "much", "talk",   "river",
};

/* What makes reading labels hard, within talk. */
static const char *const traps[] = {
  "it was 10:30 when we left",
  "there are two things: time and money",
  "she said: \"leave me alone\"",
  "see http://example.org/a:b for that",
  "he asked me (at 12:15) to come",
  "the verse is John 3:16 I think",
  "[laughs] no",
  "a ratio of 3:1 or so",
  "P1 said the same - as you know",
  "one word: enough",
};

/* How paragraphs after the first of a turn may begin. */
static const char *const openings[] = {
  "There are two things: ",
  "Note: ",
  "At 10:30 we met: ",
  "The answer: ",
  "One more: ",
  "But: ",
  "10:30 was late, ",
  "So what I mean is this: ",
  "Example: ",
  "(pause) ",
};

typedef struct
{
  const char *names[4];
  guint n_names;
} Cast;

static const Cast plain_casts[] = {
  { { "INTERVIEWER", "P1" }, 2 },
  { { "I", "B" }, 2 },
  { { "Interviewer", "Participant 3", "Participant 4" }, 3 },
  { { "Maria G.", "Jo" }, 2 },
  { { "Moderator", "Speaker 1", "Speaker 2", "Speaker 3" }, 4 },
  { { "Anna Schmidt", "Dr. O'Neil-Smith", "Élodie D." }, 3 },
  { { "Интервьюер", "Респондент" }, 2 },
  { { "INT", "RES" }, 2 },
  { { "Joan", "Peter" }, 2 },
  { { "Host", "Mary de la Cruz" }, 2 },
};

static const Cast letter_cast[] = { { { "Q", "A" }, 2 } };
static const Cast titled_cast[] = { { { "Mr. SMITH", "The CHAIRMAN", "Ms. DE LA CRUZ" }, 3 } };

typedef struct
{
  const char *name;
  guint seconds;
  GPtrArray *paragraphs; /* of char * */
} Turn;

static void
clear_turn (gpointer data)
{
  g_ptr_array_unref (((Turn *) data)->paragraphs);
}

static const char *
pick (GRand             *rand,
      const char *const *list,
      gsize              n)
{
  return list[g_rand_int_range (rand, 0, (gint32) n)];
}

static char *
invent_sentence (GRand *rand)
{
  GString *sentence = g_string_new (NULL);
  gint n = g_rand_int_range (rand, 3, 14);

  for (gint i = 0; i < n; i++)
    g_string_append_printf (sentence, "%s%s", i > 0 ? " " : "",
                            pick (rand, words, G_N_ELEMENTS (words)));
  if (g_rand_int_range (rand, 0, 4) == 0)
    g_string_append_printf (sentence, ", %s", pick (rand, traps, G_N_ELEMENTS (traps)));
  g_string_append_c (sentence, ".?!."[g_rand_int_range (rand, 0, 4)]);
  sentence->str[0] = g_ascii_toupper (sentence->str[0]);
  return g_string_free (sentence, FALSE);
}

static char *
invent_paragraph (GRand   *rand,
                  gboolean first)
{
  GString *paragraph = g_string_new (NULL);
  gint n = g_rand_int_range (rand, 1, 4);

  if (!first && g_rand_int_range (rand, 0, 3) == 0)
    g_string_append (paragraph, pick (rand, openings, G_N_ELEMENTS (openings)));
  for (gint i = 0; i < n; i++)
    {
      g_autofree char *sentence = invent_sentence (rand);

      g_string_append_printf (paragraph, "%s%s", i > 0 ? " " : "", sentence);
    }
  return g_string_free (paragraph, FALSE);
}

/* Everybody speaks three times at least. */
static GArray *
invent_talk (GRand      *rand,
             const Cast *cast)
{
  GArray *turns = g_array_new (FALSE, FALSE, sizeof (Turn));
  guint n = cast->n_names * 3 + (guint) g_rand_int_range (rand, 2, 20);
  guint seconds = 1;

  g_array_set_clear_func (turns, clear_turn);
  for (guint i = 0; i < n; i++)
    {
      Turn turn = { NULL, seconds, g_ptr_array_new_with_free_func (g_free) };
      guint who = i % cast->n_names;
      gint n_paragraphs = g_rand_int_range (rand, 0, 5) == 0 ? 2 : 1;

      if (i >= cast->n_names * 3)
        who = (guint) g_rand_int_range (rand, 0, (gint32) cast->n_names);
      else if (cast->n_names > 2 && who < 2 && i / cast->n_names % 2 == 1)
        who = 1 - who;
      /* Nobody speaks after himself: some layouts could not tell. */
      if (i > 0 && g_array_index (turns, Turn, i - 1).name == cast->names[who])
        who = (who + 1) % cast->n_names;
      turn.name = cast->names[who];
      for (gint j = 0; j < n_paragraphs; j++)
        g_ptr_array_add (turn.paragraphs, invent_paragraph (rand, j == 0));
      g_array_append_val (turns, turn);
      seconds += (guint) g_rand_int_range (rand, 1, 90);
    }
  return turns;
}

/* --- Writing down ------------------------------------------------------------- */

/* A turn is written as FORMAT says:
 *   %n name  %t talk  %h 00:12:34  %m 12:34  %d minus a tenth, f4's  %e end in f4's way
 *   %c 0:12:34.000 --> …  %P paragraphs have an empty line between them */
typedef struct
{
  const char *name;
  const char *format;
  gboolean timed;
  const Cast *casts;
  guint n_casts;
} Layout;

#define PLAIN plain_casts, G_N_ELEMENTS (plain_casts)

static const Layout layouts[] = {
  { "colon", "%n: %t\n", FALSE, PLAIN },
  { "colon and gap", "%n: %t\n\n", FALSE, PLAIN },
  { "colon and tab", "%n:\t%t\n", FALSE, PLAIN },
  { "space before colon", "%n : %t\n", FALSE, PLAIN },
  { "full-width colon", "%n\uFF1A%t\n", FALSE, PLAIN },
  { "bold", "**%n:** %t\n\n", FALSE, PLAIN },
  { "bracketed time", "[%h] %n: %t\n", TRUE, PLAIN },
  { "time in label", "%n (%m): %t\n", TRUE, PLAIN },
  { "time after label", "%n: [%m] %t\n", TRUE, PLAIN },
  { "name and time", "%n  %m\n%t\n\n", TRUE, PLAIN },
  { "name and time with colon", "%n (%h):\n%t\n\n", TRUE, PLAIN },
  { "time below name", "%n\n%m\n%t\n\n", TRUE, PLAIN },
  { "range above name", "%c\n%n\n%t\n\n", TRUE, PLAIN },
  { "time above label", "%h\n\n%n: %t\n\n", TRUE, PLAIN },
  { "time, dash, name", "[%h.000] - %n\n%t\n\n", TRUE, PLAIN },
  { "name in brackets and time", "[%n] %h\n%t\n\n", TRUE, PLAIN },
  { "time at the end", "%n: %t %e\n", TRUE, PLAIN },
  { "hundredths", "[%h.00] %n: %t\n", TRUE, PLAIN },
  { "chat", "%h From %n to Everyone: %t\n", TRUE, PLAIN },
  { "captions", ">> %n: %t\n", FALSE, PLAIN },
  { "angles", "<%n> %t\n", FALSE, PLAIN },
  { "columns", "%n\t%t\n", FALSE, PLAIN },
  { "time, name, talk in columns", "%h\t%n\t%t\n", TRUE, PLAIN },
  { "number, name, talk in columns", "%i\t%n\t%t\n", FALSE, PLAIN },
  { "number in front", "%i\t%n: %t\n", FALSE, PLAIN },
  { "number above", "%i\n\n%n: %t\n\n", FALSE, PLAIN },
  { "name above", "%n\n%t\n\n", FALSE, PLAIN },
  { "list", "- %n: %t\n", FALSE, plain_casts, 3 },
  { "letters", "%n. %t\n", FALSE, letter_cast, 1 },
  { "letters of a court", " %i      %n.   %t\n", FALSE, letter_cast, 1 },
  { "letters and dashes", "%n.--\"%t\"\n\n", FALSE, letter_cast, 1 },
  { "hearing", "    %n. %t\n", FALSE, titled_cast, 1 },
};

static void
write_time (GString    *string,
            char        form,
            const Turn *turn,
            guint       end)
{
  guint s = turn->seconds;

  switch (form)
    {
    case 'h':
      g_string_append_printf (string, "%02u:%02u:%02u", s / 3600, s / 60 % 60, s % 60);
      break;
    case 'm':
      g_string_append_printf (string, "%u:%02u", s / 60, s % 60);
      break;
    case 'c':
      g_string_append_printf (string, "%u:%u:%u.0 --> %u:%u:%u.500", s / 3600, s / 60 % 60, s % 60,
                              end / 3600, end / 60 % 60, end % 60);
      break;
    case 'e':
    default:
      g_string_append_printf (string, "#%02u:%02u:%02u-0#", end / 3600, end / 60 % 60, end % 60);
      break;
    }
}

static char *
write_talk (const Layout *layout,
            const GArray *turns)
{
  GString *string = g_string_new ("A title of three words\n\n");

  for (guint i = 0; i < turns->len; i++)
    {
      const Turn *turn = &g_array_index (turns, Turn, i);
      guint end = i + 1 < turns->len ? turn[1].seconds : turn->seconds + 5;

      for (const char *p = layout->format; *p != '\0'; p++)
        {
          if (*p != '%')
            {
              g_string_append_c (string, *p);
              continue;
            }
          p++;
          if (*p == 'n')
            g_string_append (string, turn->name);
          else if (*p == 'i')
            g_string_append_printf (string, "%u", i + 1);
          else if (*p == 't')
            for (guint j = 0; j < turn->paragraphs->len; j++)
              g_string_append_printf (string, "%s%s", j > 0 ? "\n" : "",
                                      (const char *) g_ptr_array_index (turn->paragraphs, j));
          else
            write_time (string, *p, turn, end);
        }
    }
  return g_string_free (string, FALSE);
}

/* Breaks lines at 72 characters. */
static char *
break_lines (const char *text)
{
  GString *broken = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], " ", -1);
      glong length = 0;

      for (guint j = 0; parts[j] != NULL; j++)
        {
          glong n = g_utf8_strlen (parts[j], -1);

          if (j > 0)
            {
              gboolean fits = length + 1 + n <= 72;

              g_string_append_c (broken, fits ? ' ' : '\n');
              length = fits ? length + 1 : 0;
            }
          g_string_append (broken, parts[j]);
          length += n;
        }
      if (lines[i + 1] != NULL)
        g_string_append_c (broken, '\n');
    }
  return g_string_free (broken, FALSE);
}

/* --- Comparing ---------------------------------------------------------------- */

static void
append_squeezed (GString    *string,
                 const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " \n\t", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_string_append_printf (string, " %s", parts[i]);
}

static char *
describe_invented (const Layout *layout,
                   const GArray *turns)
{
  GString *string = g_string_new (NULL);
  gboolean quoted = strchr (layout->format, '"') != NULL;

  for (guint i = 0; i < turns->len; i++)
    {
      const Turn *turn = &g_array_index (turns, Turn, i);

      /* What has its end written begins for us where the one before ended. */
      g_string_append_printf (string, "%s@%d", turn->name,
                              !layout->timed ? -1
                              : i == 0 && strstr (layout->format, "%e") != NULL
                                ? 0
                                : (int) turn->seconds);
      for (guint j = 0; j < turn->paragraphs->len; j++)
        {
          g_autofree char *paragraph = g_strconcat (
            quoted && j == 0 ? "\"" : "", g_ptr_array_index (turn->paragraphs, j),
            quoted && j + 1 == turn->paragraphs->len ? "\"" : "", NULL);

          append_squeezed (string, paragraph);
        }
      g_string_append_c (string, '\n');
    }
  return g_string_free (string, FALSE);
}

static char *
describe_found (const CwText *text)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < text->turns->len; i++)
    {
      const CwTurn *turn = &g_array_index (text->turns, CwTurn, i);
      g_autofree char *talk = g_utf8_substring (text->text, turn->text_start, turn->end);

      g_string_append_printf (string, "%s@%d",
                              (const char *) g_ptr_array_index (text->speakers, turn->speaker),
                              turn->time_ms < 0 ? -1 : (int) (turn->time_ms / 1000));
      append_squeezed (string, talk);
      g_string_append_c (string, '\n');
    }
  return g_string_free (string, FALSE);
}

static void
check_layout (GRand        *rand,
              const Layout *layout,
              gboolean      broken)
{
  const Cast *cast = &layout->casts[g_rand_int_range (rand, 0, (gint32) layout->n_casts)];
  g_autoptr (GArray) turns = invent_talk (rand, cast);
  g_autofree char *whole = write_talk (layout, turns);
  g_autofree char *lines = broken ? break_lines (whole) : g_strdup (whole);
  g_autoptr (CwText) text = cw_text_new_plain (lines, -1);
  g_autofree char *expected = describe_invented (layout, turns);
  g_autofree char *found = NULL;

  cw_turns_find (text);
  found = describe_found (text);
  if (strcmp (found, expected) != 0)
    g_test_message ("%s%s:\n%s\nfound:\n%s\nexpected:\n%s", layout->name, broken ? ", broken" : "",
                    lines, found, expected);
  g_assert_cmpstr (found, ==, expected);
}

static GRand *
new_rand (void)
{
  guint32 seed = g_test_rand_int ();

  g_test_message ("seed %u", seed);
  return g_rand_new_with_seed (seed);
}

static void
test_layouts (void)
{
  g_autoptr (GRand) rand = new_rand ();
  guint n_rounds = cw_test_rounds (40, 2000);

  for (guint i = 0; i < n_rounds; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (layouts); j++)
      check_layout (rand, &layouts[j], FALSE);
}

/* Lines broken at a width, as old texts and e-mails have them. */
static void
test_broken_lines (void)
{
  g_autoptr (GRand) rand = new_rand ();
  guint n_rounds = cw_test_rounds (100, 4000);

  for (guint i = 0; i < n_rounds; i++)
    for (gsize j = 0; j < 2; j++)
      check_layout (rand, &layouts[j], TRUE);
}

/* --- Prose -------------------------------------------------------------------- */

static const char *const blocks[] = {
  "Note: %s",
  "There are two things: %s",
  "Step 1: %s\nStep 2: %s\nStep 3: %s",
  "From: anna@example.org\nTo: ben@example.org\nSubject: Re: a plan\nDate: Mon, 3 May 10:30\n\n%s",
  "Name: Ann\nAge: 40\nSex: f\n\nName: Ben\nAge: 41\nSex: m",
  "10:30 %s\n11:15: %s\n12:00 Lunch\n13:00 %s",
  "Flour: 200 g\nSugar: 100 g\nMilk: 1 l\n%s",
  "Pros: %s\nCons: %s",
  "Advantages: %s\nDisadvantages: %s",
  "http://example.org: %s\nhttps://example.org/b\n%s",
  "John 3:16 %s\nJohn 3:17 %s",
  "Miller, J. (1999). The village: A study. London: Sage.\nSmith, A. (2001). Work: %s",
  "Figure 3: %s",
  "%s He said: \"%s\"",
  "He said this: no.\nShe said this: yes.\n%s",
  "- %s\n- %s\n- %s",
  "a) %s\nb) %s\nc) %s",
  "A. %s\nB. %s\nC. %s\nD. %s",
  "1. %s\n2. %s",
  "Chapter 4: %s",
  "RESULTS\n%s\n%s",
  "Introduction\n%s\n%s",
  "C:\\folder\nD:\\folder: %s",
  "%s",
  "%s %s %s",
  "- %s\n- %s",
  "\"%s\" - %s",
  "Mr. Smith went home. %s",
  "Male\t34\tLeeds\nFemale\t35\tYork\nMale\t36\tLeeds\nFemale\t37\tYork\nMale\t39\tHull",
  "Theme\tCode\tFrequency\nTrust\tof doctors\t12\nTrust\tof nurses\t3\nTime\tat home\t4",
};

/* These could be names, but come only once. */
static const char *const headings[] = {
  "Data Collection: ", "Research Question: ", "Sampling: ", "NHS: ",
  "Ethics Approval: ", "Dr. Jones: ",
};

static char *
invent_prose (GRand *rand)
{
  GString *prose = g_string_new (NULL);
  gsize n_headings = 0;
  gint n = g_rand_int_range (rand, 1, 30);

  for (gint i = 0; i < n; i++)
    {
      const char *block = pick (rand, blocks, G_N_ELEMENTS (blocks));

      if (n_headings < G_N_ELEMENTS (headings) && g_rand_int_range (rand, 0, 5) == 0)
        g_string_append (prose, headings[n_headings++]);
      for (const char *p = block; *p != '\0'; p++)
        {
          g_autofree char *sentence = NULL;

          if (p[0] != '%' || p[1] != 's')
            {
              g_string_append_c (prose, *p);
              continue;
            }
          sentence = invent_sentence (rand);
          g_string_append (prose, sentence);
          p++;
        }
      g_string_append (prose, g_rand_boolean (rand) ? "\n\n" : "\n");
    }
  return g_string_free (prose, FALSE);
}

static void
test_prose (void)
{
  g_autoptr (GRand) rand = new_rand ();
  guint n_rounds = cw_test_rounds (1000, 50000);

  for (guint i = 0; i < n_rounds; i++)
    {
      g_autofree char *prose = invent_prose (rand);
      g_autoptr (CwText) text = cw_text_new_plain (prose, -1);
      g_autofree char *found = NULL;

      cw_turns_find (text);
      found = describe_found (text);
      if (found[0] != '\0')
        g_test_message ("%s\nfound:\n%s", prose, found);
      g_assert_cmpstr (found, ==, "");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/turns-random/layouts", test_layouts);
  g_test_add_func ("/text/turns-random/broken-lines", test_broken_lines);
  g_test_add_func ("/text/turns-random/prose", test_prose);
  return g_test_run ();
}
