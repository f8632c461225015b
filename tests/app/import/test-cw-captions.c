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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/captions/voices", test_voices);
  g_test_add_func ("/import/captions/srt", test_srt);
  return g_test_run ();
}
