/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-turns-edit.h"

#include "cw-test-rounds.h"
#include "cw-turns.h"

#include <string.h>

/* The turns as "label@seconds<talk>"; of one without a name as "+<talk>". */
static char *
describe (const CwText *text)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < text->turns->len; i++)
    {
      const CwTurn *turn = &g_array_index (text->turns, CwTurn, i);
      g_autofree char *talk = g_utf8_substring (text->text, turn->text_start, turn->end);

      g_string_append (string, turn->speaker < text->speakers->len
                                 ? g_ptr_array_index (text->speakers, turn->speaker)
                                 : "+");
      if (turn->time_ms >= 0)
        g_string_append_printf (string, "@%g", (double) turn->time_ms / 1000);
      g_string_append_printf (string, "<%s>", talk);
    }
  return g_string_free (string, FALSE);
}

static void
assert_sound (const CwText *text)
{
  guint32 last = 0;

  for (guint i = 0; i < text->turns->len; i++)
    {
      const CwTurn *turn = &g_array_index (text->turns, CwTurn, i);

      g_assert_cmpuint (turn->start, >=, last);
      g_assert_cmpuint (turn->start, <=, turn->text_start);
      g_assert_cmpuint (turn->text_start, <=, turn->end);
      g_assert_cmpuint (turn->start, <, turn->end);
      g_assert_cmpuint (turn->end, <=, text->length);
      last = turn->end;
    }
}

static void
test_add (void)
{
  static const struct
  {
    const char *text;
    const char *label;
    const char *name;
    guint n_added;
    guint n_taken;
    const char *expected;
  } cases[] = {
    { "A: one\nA: two\nA: three\nElif: so\nmore\nA: four", "Elif", "Elif", 1, 0,
      "A<one>A<two>A<three>+<so\nmore>A<four>" },
    { "A: one\nA: two\nA: three\nElif: so", "ELIF:", "ELIF", 1, 0, "A<one>A<two>A<three>+<so>" },
    { "Elif: so\nElif went home.\nElif: no", "Elif", "Elif", 2, 0, "+<so\nElif went home.>+<no>" },
    { "Q. Why?\nA. So.\nQ. Oh.", "Q.", "Q", 2, 0, "+<Why?\nA. So.>+<Oh.>" },
    { "Maria G.: a\nMaria G.: b", "Maria G.", "Maria G.", 2, 0, "+<a>+<b>" },
    { "INT – Why?\nshe said\nINT – Oh.", "INT –", "INT", 2, 0, "+<Why?\nshe said>+<Oh.>" },
    { "Before.\nMARIA\nI came late.\nMARIA\nVery.", "MARIA", "MARIA", 2, 0,
      "+<I came late.>+<Very.>" },
    { "[00:12] Ola: hm\n[00:15] Ola: yes", "ola", "ola", 2, 0, "+@12<hm>+@15<yes>" },
    { "受访者：你好。\n好。", "受访者：", "受访者", 1, 0, "+<你好。\n好。>" },
    { "A: one\nA: two\nA: three", "A", "A", 0, 3, "A<one>A<two>A<three>" },
    { "A: one\nA: two\nA: three", "B", "B", 0, 0, "A<one>A<two>A<three>" },
    { "A: one", "", "", 0, 0, "" },
    { "A: one", ":", "", 0, 0, "" },
    { "", "A", "A", 0, 0, "" },
    { "A: one\nA: two\nA:\nElif: so\nA: three", "Elif", "Elif", 1, 0,
      "A<one>A<two>A<>+<so>A<three>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwText) text = cw_text_new_plain (cases[i].text, -1);
      g_autofree char *name = NULL;
      g_autofree char *found = NULL;
      guint n_taken = 99;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      cw_turns_find (text);
      g_assert_cmpuint (cw_turns_add_label (text, cases[i].label, 77, &name, &n_taken), ==,
                        cases[i].n_added);
      g_assert_cmpuint (n_taken, ==, cases[i].n_taken);
      g_assert_cmpstr (name, ==, cases[i].name);
      found = describe (text);
      g_assert_cmpstr (found, ==, cases[i].expected);
      assert_sound (text);
    }
}

/* A turn that lies in no other ends at a heading, as recognised ones do. */
static void
test_headings (void)
{
  g_autoptr (CwText) text = cw_text_new_plain ("Elif: so\nPart two\nmore\nElif: no\nEnd\n", -1);
  g_autofree char *name = NULL;
  g_autofree char *found = NULL;
  g_autofree char *dropped = NULL;
  guint n_taken;

  cw_text_add_span (text, CW_SPAN_HEADING, 9, 17, 1, NULL);
  cw_text_add_span (text, CW_SPAN_STRONG, 18, 22, 0, NULL);
  cw_text_add_span (text, CW_SPAN_HEADING, 32, 35, 1, NULL);
  cw_text_finish (text);
  g_assert_cmpuint (cw_turns_add_label (text, "Elif", 0, &name, &n_taken), ==, 2);
  found = describe (text);
  g_assert_cmpstr (found, ==, "+<so>+<no>");

  /* And what a heading parts is not joined. */
  g_array_index (text->turns, CwTurn, 0).speaker = 1;
  g_assert_cmpuint (cw_turns_drop (text, 0), ==, 1);
  dropped = describe (text);
  g_assert_cmpstr (dropped, ==, "+<so>");
}

static void
test_drop (void)
{
  static const struct
  {
    const char *text;
    guint32 speaker;
    guint n_dropped;
    const char *expected;
  } cases[] = {
    { "A: one\nB: two\nA: three\nB: four\nB: five", 1, 3,
      "A<one\nB: two>A<three\nB: four\nB: five>" },
    { "A: one\nB: two\nA: three\nB: four\nB: five", 0, 2, "B<two\nA: three>B<four>B<five>" },
    { "A: one\nB: two\nA: three\nB: four\nB: five", 9, 0, "A<one>B<two>A<three>B<four>B<five>" },
    { "A: one\nA: two\nA: three", 0, 3, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwText) text = cw_text_new_plain (cases[i].text, -1);
      g_autofree char *found = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      cw_turns_find (text);
      g_assert_cmpuint (cw_turns_drop (text, cases[i].speaker), ==, cases[i].n_dropped);
      found = describe (text);
      g_assert_cmpstr (found, ==, cases[i].expected);
      assert_sound (text);
    }
}

/* What is dropped and added again is what recognition found, where the talk of the
 * others does not begin with the label. */
static void
test_back_again (void)
{
  guint rounds = cw_test_rounds (100, 5000);

  for (guint round = 0; round < rounds; round++)
    {
      static const char *const labels[] = { "INT", "P1", "Maria G.", "Élise" };
      g_autoptr (GString) plain = g_string_new (NULL);
      g_autoptr (CwText) text = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autofree char *name = NULL;
      guint n_turns = 4 + (guint) g_test_rand_int_range (0, 20);
      guint n_dropped;
      guint n_taken;
      guint32 speaker;

      for (guint i = 0; i < n_turns; i++)
        g_string_append_printf (plain, "%s: word %u%s\n", labels[g_test_rand_int_range (0, 4)], i,
                                g_test_rand_bit () ? "\nand more\n" : "");
      text = cw_text_new_plain (plain->str, -1);
      if (cw_turns_find (text) < 3)
        continue;
      speaker = (guint32) g_test_rand_int_range (0, (gint) text->speakers->len);
      before = describe (text);
      n_dropped = cw_turns_drop (text, speaker);
      assert_sound (text);
      g_assert_cmpuint (cw_turns_add_label (text, g_ptr_array_index (text->speakers, speaker),
                                            speaker, &name, &n_taken),
                        ==, n_dropped);
      g_assert_cmpuint (n_taken, ==, 0);
      assert_sound (text);
      after = describe (text);
      g_assert_cmpstr (after, ==, before);
    }
}

/* Turns that a correction left at white space: none becomes empty. */
static void
test_blank_turn (void)
{
  g_autoptr (CwText) text = cw_text_new_plain ("  \nElif: so\n", -1);
  const CwTurn turn = { 0, 11, 0, 0, -1 };
  g_autofree char *name = NULL;
  g_autofree char *found = NULL;
  guint n_taken;

  g_array_append_val (text->turns, turn);
  g_assert_cmpuint (cw_turns_add_label (text, "Elif", 1, &name, &n_taken), ==, 1);
  assert_sound (text);
  found = describe (text);
  g_assert_cmpstr (found, ==, "+<so>");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/turns-edit/add", test_add);
  g_test_add_func ("/text/turns-edit/headings", test_headings);
  g_test_add_func ("/text/turns-edit/drop", test_drop);
  g_test_add_func ("/text/turns-edit/back-again", test_back_again);
  g_test_add_func ("/text/turns-edit/blank-turn", test_blank_turn);
  return g_test_run ();
}
