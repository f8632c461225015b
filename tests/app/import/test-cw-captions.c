/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-error.h"
#include "cw-reader.h"

#include <string.h>

static CwText *
read_captions (const char *content,
               const char *file_name)
{
  const CwReadOptions options = { .find_speakers = TRUE };
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  g_autoptr (GError) error = NULL;
  CwText *text = cw_reader_read (bytes, file_name, &options, NULL, &error);

  g_assert_no_error (error);
  return text;
}

static void
test_voices (void)
{
  g_autoptr (CwText) text = read_captions ("WEBVTT\n\nSTYLE\n::cue { color: red }\n\n"
                                           "00:00:01.000 --> 00:00:04.000\n"
                                           "<v Ada>Hello &amp; welcome.</v>\n\n"
                                           "00:05.000 --> 00:08.000\n"
                                           "<v Ben>Thank <i>you</i>.</v>\n",
                                           "talk.vtt");

  g_assert_cmpstr (text->format, ==, "vtt");
  g_assert_cmpstr (text->text, ==, "Ada: Hello & welcome.\nBen: Thank you.");
  g_assert_cmpuint (text->turns->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (text->speakers, 1), ==, "Ben");
  g_assert_cmpint (g_array_index (text->turns, CwTurn, 0).time_ms, ==, 1000);
  g_assert_cmpint (g_array_index (text->turns, CwTurn, 1).time_ms, ==, 5000);
}

static void
test_srt (void)
{
  g_autoptr (CwText) text = read_captions ("1\r\n00:00:01,000 --> 00:00:02,000\r\n"
                                           "<i>We went</i>\r\n\r\n"
                                           "2\r\n00:00:02,000 --> 00:00:03,000\r\n"
                                           "down to the shore.\r\n",
                                           "talk.srt");

  g_assert_cmpstr (text->format, ==, "srt");
  g_assert_cmpstr (text->text, ==, "We went down to the shore.");
  g_assert_cmpuint (text->turns->len, ==, 0);
}

#define CUE(from, to, words) "00:00:" from " --> 00:00:" to "\n" words "\n\n"

static void
test_texts (void)
{
  static const struct
  {
    const char *content, *expected;
    guint n_turns;
  } cases[] = {
    /* A cue cuts a sentence; the next begins a turn, if it says who speaks. */
    { CUE ("01.000", "02.000", "<v Ada>We went") CUE ("02.000", "03.000", "<v Ada>to school.")
        CUE ("03.000", "04.000", "<v Ada>It rained.") CUE ("04.000", "05.000", "<v Ben>Why?"),
      "Ada: We went to school.\nAda: It rained.\nBen: Why?", 3 },
    { CUE ("01.000", "02.000", "<v Ada>One.\nTwo.") CUE ("02.000", "03.000", "Three."),
      "Ada: One. Two.\nThree.", 1 },
    { CUE ("01.000", "02.000", "<v Ada>One.</v><v Ben>Two.</v>"), "Ada: One.\nBen: Two.", 2 },
    /* Zoom writes names into the words. */
    { CUE ("01.000", "02.000", "Ada Lee: Good day.") CUE ("02.000", "03.000", "Ben Orr: Hello.")
        CUE ("03.000", "04.000", "Ada Lee: So we") CUE ("04.000", "05.000", "Ada Lee: begin."),
      "Ada Lee: Good day.\nBen Orr: Hello.\nAda Lee: So we begin.", 3 },
    /* A silence parts paragraphs. */
    { CUE ("01.000", "02.000", "One") CUE ("02.000", "03.000", "two.")
        CUE ("09.000", "10.000", "Three."),
      "One two.\nThree.", 0 },
    { CUE ("01.000", "02.000", "- Who?") CUE ("02.000", "03.000", "- Me."), "- Who?\n- Me.", 0 },
    { "NOTE not said\n\nREGION\nid:a\n\n00:01.000 --> 00:02.000 align:start\na&lt;b&gt;&nbsp;"
      "<c.loud>c</c><00:01.500>d\n",
      "a<b>\u00A0cd", 0 },
    { CUE ("01.000", "02.000", "<ruby>\u5b57<rt>ji</rt></ruby>"), "\u5b57(ji)", 0 },
    { CUE ("01.000", "02.000", ""), "", 0 },
    { "", "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *content = g_strconcat ("WEBVTT\n\n", cases[i].content, NULL);
      g_autoptr (CwText) text = read_captions (content, "talk.vtt");

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (text->text, ==, cases[i].expected);
      g_assert_cmpuint (text->turns->len, ==, cases[i].n_turns);
    }
}

/* Captions made while somebody speaks show each line twice. */
static void
test_rolling (void)
{
  g_autoptr (GString) content = g_string_new ("WEBVTT\n\n");
  g_autoptr (GString) expected = g_string_new ("line 0");
  g_autoptr (CwText) text = NULL;

  for (int i = 0; i < 20; i++)
    {
      g_string_append_printf (content, "00:00:%02d.000 --> 00:00:%02d.000\nline %d\nline %d\n\n", i,
                              i + 1, i, i + 1);
      g_string_append_printf (expected, " line %d", i + 1);
    }
  text = read_captions (content->str, "talk.vtt");
  g_assert_cmpstr (text->text, ==, expected->str);
  g_assert_cmpuint (text->warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (text->warnings, 0), "19 lines"));
}

/* Each cue is a span that says when it was said. */
static void
test_times (void)
{
  g_autoptr (CwText) text = read_captions ("1\n00:00:01,500 --> 00:00:02,000\n{\\an8}One\\Ntwo\n\n"
                                           "2\n01:00:02,000 --> 01:00:03,000\nthree\n",
                                           "talk.srt");
  static const char *const times[] = { "1.500", "3602.000" };
  static const char *const words[] = { "One two", "three" };
  guint n = 0;

  for (guint i = 0; i < text->spans->len; i++)
    {
      const CwSpan *span = &g_array_index (text->spans, CwSpan, i);
      g_autofree char *inside = g_utf8_substring (text->text, span->start, span->end);

      if (span->kind != CW_SPAN_TIME)
        continue;
      g_assert_cmpuint (n, <, G_N_ELEMENTS (times));
      g_assert_cmpstr (span->data, ==, times[n]);
      g_assert_cmpstr (inside, ==, words[n]);
      n++;
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (times));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/captions/voices", test_voices);
  g_test_add_func ("/import/captions/srt", test_srt);
  g_test_add_func ("/import/captions/texts", test_texts);
  g_test_add_func ("/import/captions/rolling", test_rolling);
  g_test_add_func ("/import/captions/times", test_times);
  return g_test_run ();
}
