/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-error.h"
#include "cw-turns.h"

#include <string.h>

/* What was found, as "label@seconds<talk>" per turn. */
static char *
describe (const CwText *text)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < text->turns->len; i++)
    {
      const CwTurn *turn = &g_array_index (text->turns, CwTurn, i);
      g_autofree char *talk = g_utf8_substring (text->text, turn->text_start, turn->end);

      g_string_append (string, g_ptr_array_index (text->speakers, turn->speaker));
      if (turn->time_ms >= 0)
        g_string_append_printf (string, "@%g", (double) turn->time_ms / 1000);
      g_string_append_printf (string, "<%s>", talk);
    }
  return g_string_free (string, FALSE);
}

static void
test_layouts (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "INTERVIEWER: Hello: how are you?\n\nP1: Fine.\n\nINTERVIEWER: Good.",
      "INTERVIEWER<Hello: how are you?>P1<Fine.>INTERVIEWER<Good.>" },
    { "Q: Why?\nA: Because.", "Q<Why?>A<Because.>" },
    { "Q: Why?\nA: Because.\nMore of it.\n\nAnd more.\nQ: Oh.",
      "Q<Why?>A<Because.\nMore of it.\n\nAnd more.>Q<Oh.>" },
    { "[00:00:01] Maria G.: Hi\n[00:01:05] Jo: Ho\n[00:01:09] Maria G.: Hm",
      "Maria G.@1<Hi>Jo@65<Ho>Maria G.@69<Hm>" },
    { "Speaker 1 (00:12): Hi\nSpeaker 2 (00:15): Ho\nSpeaker 1 (1:00:15): Hm",
      "Speaker 1@12<Hi>Speaker 2@15<Ho>Speaker 1@3615<Hm>" },
    { "Anna: [01:46] Hi.\nBen: Ho.\nAnna: Hm.\nBen: Hm.\nAnna: Yes.\nBen: No.",
      "Anna@106<Hi.>Ben<Ho.>Anna<Hm.>Ben<Hm.>Anna<Yes.>Ben<No.>" },
    { "Anna  0:01\nHi there\n\nBen  0:04\nHo\n\nAnna  0:06\nHm",
      "Anna@1<Hi there>Ben@4<Ho>Anna@6<Hm>" },
    { "Host: 00:00:00\n\nWelcome.\n\nJon: 00:00:47\n\nThanks.\n\nHost: 00:01:00\n\nBye.",
      "Host@0<Welcome.>Jon@47<Thanks.>Host@60<Bye.>" },
    { "[00:00:01]\nP: Lift-off.\n\n[00:00:04]\nCC: Roger.\n\n[00:00:06]\nP: Clear.",
      "P@1<Lift-off.>CC@4<Roger.>P@6<Clear.>" },
    { "B: Los. #00:00:04-5#\nI: Ja. #00:00:06-0#\nB: Gut. #00:00:07-5#",
      "B@0<Los.>I@4.5<Ja.>B@6<Gut.>" },
    { "P1:\tOne\nP2:\tTwo\nP1:\tThree", "P1<One>P2<Two>P1<Three>" },
    { "**Tim Smith:** Hi.\n**Ann Lee:** Ho.\n**Tim Smith:** Hm.\n**Ann Lee:** So.",
      "Tim Smith<Hi.>Ann Lee<Ho.>Tim Smith<Hm.>Ann Lee<So.>" },
    { "Maria: a.\nmaria: b.\nMARIA: c.\nJo: d.\nJo: e.\nJo: f.",
      "Maria<a.>Maria<b.>Maria<c.>Jo<d.>Jo<e.>Jo<f.>" },
    { "受访者：你好。\n访问者：你好。\n受访者：对。\n访问者：好。\n受访者：是。\n访问者：谢谢。",
      "受访者<你好。>访问者<你好。>受访者<对。>访问者<好。>受访者<是。>访问者<谢谢。>" },
    { "Transcript of an interview\nDate: 3 May\nPlace: Leeds\n\n"
      "I: Ready?\nR: Yes.\nI: Good.\nR: So.",
      "I<Ready?>R<Yes.>I<Good.>R<So.>" },
    { "P1: it is 10:30: late\nP1: see http://a.b\nP1: Note: no\nI: ok",
      "P1<it is 10:30: late>P1<see http://a.b>P1<Note: no>I<ok>" },
    { "Dr. O'Neil-Smith: a.\nÉlodie D.: b.\nDr. O'Neil-Smith: c.\nÉlodie D.: d.",
      "Dr. O'Neil-Smith<a.>Élodie D.<b.>Dr. O'Neil-Smith<c.>Élodie D.<d.>" },
    /* A full stop ends no label that a colon of full width ended. */
    { "Dr. O'Neil：River and. So.\nÉlodie D.：b.\nDr. O'Neil：c.\nÉlodie D.：d.",
      "Dr. O'Neil<River and. So.>Élodie D.<b.>Dr. O'Neil<c.>Élodie D.<d.>" },
    { "P1: a\nP1 (10:30 or so): b\nP2: c\nP1 (laughs): d\nP2: e", "P1<a>P1<b>P2<c>P1<d>P2<e>" },
    { "INT : a\nRES : b\nINT : c\nRES : d", "INT<a>RES<b>INT<c>RES<d>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwText) text = cw_text_new_plain (cases[i].text, -1);
      g_autofree char *found = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      cw_turns_find (text);
      found = describe (text);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static void
test_prose (void)
{
  static const char *const cases[] = {
    "Milk: 1 l\nMilk: 1 l\nResearch Question: 10:30 It was a school and because of it not.\n"
    "12:00 Lunch\n11:15: The village because.\n12:00 Lunch\n11:15: River house.\n12:00 Lunch\n"
    "Smith, A. (2001). Work: Because they went, [laughs] no?",
    "",
    "\n\n",
    "There are two things: first, time. And second: money.\n\nThere are two things: yes.\n",
    "Note: this is not a speaker.\nSome text.\nNote: nor is this.\nMore.\nNote: or this.",
    "http://example.org: one\nhttp://example.org: two\nhttps://example.org\nhttp://example.org/3",
    "10:30 We begin.\n11:15: A break.\n12:30: Lunch.\n13:00 On.",
    "Title: The study\nDate: 3 May\nPlace: Leeds\nDuration: 40 minutes\n\n"
    "She came in and sat down.",
    "Name: Ann\nAge: 40\n\nName: Ben\nAge: 41\n\nName: Cy\nAge: 42",
    "He said this: no.\nShe said this: yes.\nHe said this: no.\nThey went.",
    "Flour: 200 g\nSugar: 100 g\nMilk: 1 l\nMix it all well and bake it.",
    "A long text about work.\nIt goes on.\nOn the one hand: this.\nOn the other: that.\n"
    "It goes on still.\nConclusion: none.\nEnd of it.",
    "C:\\folder one\nD:\\folder two\nC:\\folder three",
    "First: do this.\nSecond: do that.\nThird thing.\nFirst: again.\nSecond: again.\nFirst: so.",
    "Step 1: open it\nStep 2: close it\nStep 1: open it\nStep 2: close it",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwText) text = cw_text_new_plain (cases[i], -1);
      g_autofree char *found = NULL;

      cw_turns_find (text);
      found = describe (text);
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (found, ==, "");
    }
}

static void
test_ranges (void)
{
  const char *string = "Einführung\n\n[0:01] R: Ja, gut.  \n\nÜber\n\nP1: Ende\n";
  g_autoptr (CwText) text = cw_text_new_plain (string, -1);
  const CwTurn *turn;

  cw_text_add_span (text, CW_SPAN_HEADING, 34, 38, 1, NULL);
  g_assert_cmpuint (cw_turns_find (text), ==, 2);
  turn = &g_array_index (text->turns, CwTurn, 0);
  g_assert_cmpuint (turn->start, ==, 12);
  g_assert_cmpuint (turn->text_start, ==, 22);
  g_assert_cmpuint (turn->end, ==, 30);
  g_assert_cmpint (turn->time_ms, ==, 1000);
  g_assert_cmpuint (turn[1].start, ==, 40);
  g_assert_cmpuint (turn[1].end, ==, 48);
}

static void
test_report (void)
{
  g_autoptr (CwText) talk = cw_text_new_plain ("I: Ready?\nR: Yes.\nI: Good.", -1);
  g_autoptr (CwText) prose = cw_text_new_plain ("Nothing.", -1);
  g_autofree char *report = NULL;
  g_autofree char *none = NULL;

  cw_turns_find (talk);
  cw_turns_find (prose);
  report = cw_turns_report (talk);
  none = cw_turns_report (prose);
  g_assert_cmpstr (
    report, ==,
    "3 turns of 2 speakers: I (2 turns, 2 words, “Ready?”), R (1 turn, 1 word, “Yes.”)");
  g_assert_cmpstr (none, ==, "no speakers were recognised");
}

static void
test_passed_over (void)
{
  static const struct
  {
    const char *text;
    guint n;
  } cases[] = {
    { "", 0 },
    { "Nothing here, and a sentence: with a colon.", 0 },
    { "I: Ready?\nR: Yes.\nI: Good.", 0 },
    { "I: Ready?\nR: Yes.\nI: Good.\nR: Well then.\nHarvest: it was late that year.", 1 },
    { "[0:01] I: Ready?\n\n0:02\nR: Yes.\n\nI: Good.", 0 },
  };
  g_autoptr (CwText) dropped = cw_text_new_plain ("I: Ready?\nR: Yes.\nI: Good.", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwText) text = cw_text_new_plain (cases[i].text, -1);

      cw_turns_find (text);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (cw_turns_count_passed_over (text), ==, cases[i].n);
    }
  g_assert_cmpuint (cw_turns_count_passed_over (dropped), ==, 3);
}

static void
test_share (void)
{
  g_autoptr (CwText) text = cw_text_new_plain (
    "I: Are you ready?\nR: Yes.\nI: Tell me about the river and the fields and all of the people "
    "who have lived beside them.\nR: \u6c34",
    -1);
  g_autoptr (GArray) shares = NULL;
  const CwTurnShare *share;

  cw_turns_find (text);
  shares = cw_turns_share (text);
  g_assert_cmpuint (shares->len, ==, 2);
  share = &g_array_index (shares, CwTurnShare, 0);
  g_assert_cmpuint (share->n_turns, ==, 2);
  g_assert_cmpuint (share->n_words, ==, 21);
  g_assert_cmpstr (share->example, ==, "Tell me about the river and the fields and all of the…");
  g_assert_cmpstr (share[1].example, ==, "Yes.");
  g_assert_cmpuint (share[1].n_characters, ==, 5);
}

static void
test_string (void)
{
  static const char *const wrong[] = {
    "0",
    "0 5",
    "0 5 2 0 -1",
    "0 5 2 0 -2\n",
    "0 5 6 0 -1\n",
    "5 0 5 0 -1\n",
    "0 11 2 0 -1\n",
    "0 5 2 2 -1\n",
    "0 5 2 0 -1\n4 6 4 0 -1\n",
    "00 5 2 0 -1\n",
    "0 5 2 0  1\n",
    " 0 5 2 0 1\n",
    "0 0 0 0 1\n",
    "x\n",
    "0 5 2 0 99999999999999999999\n",
    "0 5 2 99999999999 1\n",
  };
  const char *right = "0 5 2 0 -1\n5 10 7 1 123456789012\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) turns = cw_turns_from_string (right, 10, 2, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (turns->len, ==, 2);
  again = cw_turns_to_string (turns);
  g_assert_cmpstr (again, ==, right);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) problem = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (cw_turns_from_string (wrong[i], 10, 2, &problem));
      g_assert_error (problem, CW_ERROR, CW_ERROR_DAMAGED);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/turns/layouts", test_layouts);
  g_test_add_func ("/text/turns/prose", test_prose);
  g_test_add_func ("/text/turns/ranges", test_ranges);
  g_test_add_func ("/text/turns/report", test_report);
  g_test_add_func ("/text/turns/passed-over", test_passed_over);
  g_test_add_func ("/text/turns/share", test_share);
  g_test_add_func ("/text/turns/string", test_string);
  return g_test_run ();
}
