/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-reader.h"

#include <string.h>

static CwText *
read_rtf (const char *rtf,
          gsize       n_bytes)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (rtf, n_bytes);
  g_autoptr (GError) error = NULL;
  CwText *text = cw_reader_read (bytes, "a.rtf", NULL, NULL, &error);

  g_assert_no_error (error);
  return text;
}

static void
test_texts (void)
{
  static const struct
  {
    const char *rtf, *expected;
  } cases[] = {
    { "{\\rtf1 One\\par Two}", "One\nTwo" },
    { "{\\rtf1\\ansi caf\\'e9 \\u8364? \\u-10179?\\u-8704?}", "caf\u00e9 \u20ac \U0001F600" },
    { "{\\rtf1\\uc2 a\\u233\\'c3\\'a9b{\\uc0 \\u233}c}", "a\u00e9b\u00e9c" },
    { "{\\rtf1\\ansicpg1251 \\'cf\\'f0}", "\u041f\u0440" },
    { "{\\rtf1{\\fonttbl{\\f1\\fcharset128 M;}}\\f1 \\'93\\'fa\\'96\\{}", "\u65e5\u672c" },
    { "{\\rtf1{\\fonttbl{\\f0 Arial;}{\\f3\\fcharset2 Symbol;}}"
      "\\f3 ab\\'a3\\u-3999?\\f0 ab{\\f3 c\\plain c}d}",
      "αβ≤αabχcd" },
    { "{\\rtf1\\intbl a{\\nonesttables\\par never}\\cell\\row}", "a" },
    { "{\\rtf1 a}\n}rest{\\rtf1\\ansi{\\info x}b}{c}", "a\nb" },
    { "{\\rtf1 a {\\v hidden}b {\\deleted gone}{\\revised new}}", "a b new" },
    { "{\\rtf1{\\header H}{\\footer F}{\\info{\\title T}}{\\*\\unknown {x} y}z}", "z" },
    { "{\\rtf1 \\{\\}\\\\ a\\~b\\emdash c\\ldblquote d\\rdblquote}",
      "{}\\ a\u00a0b\u2014c\u201cd\u201d" },
    { "{\\rtf1 a\\bin3 }{\\b}", "ab" },
    { "{\\rtf1\\trowd\\intbl a\\cell b\\cell\\row\\trowd\\intbl c\\cell d\\cell\\row\\pard e}",
      "a\tb\nc\td\ne" },
    { "{\\rtf1 see{\\footnote\\pard {\\super\\chftn} the note} on}", "see[1] on\n[1] the note" },
    { "{\\rtf1{\\field{\\*\\fldinst HYPERLINK \"http://a.example\"}{\\fldrslt link}}!}", "link!" },
    { "{\\rtf1{\\listtext 1.\\tab}item\\par{\\listtext\\'b7\\tab}dot\\par}", "1. item\ndot" },
    { "{\\rtf1 {\\upr{wrong}{\\*\\ud right}}}", "right" },
    { "{\\rtf1 a{\\*\\shppict{\\pict 00ff}}{\\nonshppict{\\pict 00}}}", "a[image]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwText) text = read_rtf (cases[i].rtf, strlen (cases[i].rtf));
      g_autofree char *stripped = g_strchomp (g_strdup (text->text));

      g_test_message ("%s", cases[i].rtf);
      g_assert_cmpstr (stripped, ==, cases[i].expected);
    }
}

static void
test_structure (void)
{
  static const char rtf[] =
    "{\\rtf1{\\stylesheet{\\s1 heading 1;}}\\pard\\s1 Title\\par\\pard plain {\\b bold} {\\i slant}"
    "{\\*\\atrfstart 1} said{\\*\\atnauthor Ann}{\\*\\annotation why}"
    "\\par {\\deleted x}{\\revised y}}";
  g_autoptr (CwText) text = read_rtf (rtf, strlen (rtf));
  static const CwSpanKind kinds[] = { CW_SPAN_HEADING, CW_SPAN_STRONG, CW_SPAN_EMPHASIS,
                                      CW_SPAN_COMMENT };

  g_assert_cmpuint (text->spans->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < text->spans->len; i++)
    g_assert_cmpint (g_array_index (text->spans, CwSpan, i).kind, ==, kinds[i]);
  g_assert_cmpstr (g_array_index (text->spans, CwSpan, 3).data, ==, "Ann\nwhy");
  g_assert_cmpuint (text->n_deletions, ==, 1);
  g_assert_cmpuint (text->n_insertions, ==, 1);
}

/* However early a file ends, what is there is read. */
static void
test_truncated (void)
{
  static const char rtf[] =
    "{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset128 A;}}\\trowd\\itap2\\intbl a{\\footnote n}\\nestcell"
    "\\nestrow\\cell\\row{\\field{\\*\\fldinst HYPERLINK \"u\"}{\\fldrslt "
    "\\f0\\'93\\'fa}}\\u-10179?}";

  for (gsize n = 6; n <= strlen (rtf); n++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (rtf, n);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = cw_reader_read (bytes, "a.rtf", NULL, NULL, &error);

      g_assert_true ((text != NULL) == (error == NULL));
      if (text != NULL && n > 80 && n < strlen (rtf))
        g_assert_cmpuint (text->warnings->len, >, 0);
    }
}

static void
test_deep (void)
{
  g_autoptr (GString) rtf = g_string_new ("{\\rtf1 ");
  g_autoptr (CwText) text = NULL;

  for (guint i = 0; i < 300000; i++)
    g_string_append (rtf, "{");
  g_string_append (rtf, "deep");
  for (guint i = 0; i < 300000; i++)
    g_string_append (rtf, "}");
  g_string_append (rtf, " end}");
  text = read_rtf (rtf->str, rtf->len);
  g_assert_cmpstr (text->text, ==, "deep end");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/read-rtf/texts", test_texts);
  g_test_add_func ("/import/read-rtf/structure", test_structure);
  g_test_add_func ("/import/read-rtf/truncated", test_truncated);
  g_test_add_func ("/import/read-rtf/deep", test_deep);
  return g_test_run ();
}
