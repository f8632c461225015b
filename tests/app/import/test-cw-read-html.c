/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-readers.h"

#include "cw-error.h"
#include "cw-reader.h"

#include <string.h>

typedef struct
{
  const char *page;
  const char *text;
} Case;

static CwText *
read_page (const char *page,
           gssize      n_bytes,
           GError    **error)
{
  CwReadOptions options = CW_READ_OPTIONS_DEFAULT;
  g_autoptr (GBytes) bytes = g_bytes_new (page, n_bytes < 0 ? strlen (page) : (gsize) n_bytes);

  return cw_read_html (bytes, "page.html", &options, NULL, error);
}

static void
check (const Case *cases,
       gsize       n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = read_page (cases[i].page, -1, &error);

      g_test_message ("%s", cases[i].page);
      g_assert_no_error (error);
      g_assert_cmpstr (text->text, ==, cases[i].text);
    }
}

static void
test_paragraphs (void)
{
  static const Case cases[] = {
    { "", "" },
    { "plain", "plain" },
    { "<p>One\n  two</p><p>three", "One two\nthree" },
    { "<p></p><div> <p>&nbsp;</p></div><p>a</p>", "a" },
    { "<p>a<br>b<br>", "a\nb" },
    { "<p>a<br><br>b", "a\nb" },
    { "<h1>A<br>b</h1>c", "A b\nc" },
    { "<div>a<div>b</div>c</div>", "a\nb\nc" },
    { "<p>a <b> b </b> c", "a b c" },
    { "<p>a<wbr>b", "ab" },
    { "<pre>\n a\n  b\n</pre>c", " a\n  b\nc" },
    { "<p>a<hr>b", "a\nb" },
    { "<figure><img src=x alt='A map'><figcaption>Here</figcaption></figure>",
      "[image: A map]\nHere" },
    { "<p>a<img src=x alt=''><img src=y>", "a[image]" },
    { "<details><summary>More</summary>of it</details>", "More\nof it" },
    { "<p>She said <q>a <q>b</q></q>.", "She said “a ‘b’”." },
    { "<ruby>a<rt>b</rt></ruby> <ruby>c<rp>[</rp><rt>d</rt><rp>]</rp></ruby>", "a(b) c[d]" },
    { "x<sup>2</sup> H<sub>2</sub>O", "x2 H2O" },
    { "<select><option>a<option>b</select><textarea>c</textarea><button>d</button>e", "a b c d e" },
    { "&lt;&amp;&hellip;&#x263A;&#150;&eacute;&unknown;", "<&…☺–é&unknown;" },
    { "<dl><dt>a<dd>b<dd>c</dl>", "a\nb\nc" },
    { "<svg><title>t</title><text>a</text><text>b</text></svg>", "a\nb" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_left_out (void)
{
  static const Case cases[] = {
    { "<title>t</title><p>a", "a" },
    { "<script>a<b='</script>b<style>a<b='</style>c", "bc" },
    { "<scripture>a</scripture><a title='<script>'>b</a>", "ab" },
    { "<script>if (a < b) '<p>x'</script>a<style>p{}</style>", "a" },
    { "a<template>x</template><noscript>x</noscript><iframe>x</iframe>b", "ab" },
    { "<p hidden>x<p style='color:red; DISPLAY : none'>x<p style='display:nonesuch'>a", "a" },
    { "<p>a<span style='visibility:hidden'>x<i>y</i></span>b", "ab" },
    { "a<!-- x --><!--[if gte mso 9]><xml>x</xml><![endif]-->b", "ab" },
    { "a<![if !supportLists]>b<![endif]>c", "abc" },
    { "<p>a<o:p></o:p>b", "ab" },
    { "<!DOCTYPE x [<!ENTITY e 'x'>]><p>a&e;</p>", "a&e;" },
    { "<p><![CDATA[a<b>&amp;]]></p>", "a<b>&amp;" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_lists (void)
{
  static const Case cases[] = {
    { "<ul><li>a<li>b</ul>", "a\nb" },
    { "<ol><li>a<li><p>b<p>c</ol>", "1. a\n2. b\nc" },
    { "<ol start=4 type=i><li>a<li value=9>b<li>c</ol>", "iv. a\nix. b\nx. c" },
    { "<ol type=A start=26><li>a<li>b</ol>", "Z. a\nAA. b" },
    { "<ol reversed start=2><li>a<li>b</ol>", "2. a\n1. b" },
    { "<ol><li>a<ol type=a><li>b</ol><li>c</ol>", "1. a\na. b\n2. c" },
    { "<ol type=a start=0><li>a</ol>", "0. a" },
    { "<li>a", "a" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_tables (void)
{
  static const Case cases[] = {
    { "<table><caption>C</caption><tr><th>a<th>b<tr><td>c<td>d</table>e", "C\na\tb\nc\td\ne" },
    { "<table><tr><td colspan=2000000000>a</table>", "a" },
    { "<table><tr><td>a<td><table><tr><td>b<td>c</table><td>d</table>", NULL },
    { "<td>a</td><td>b</td>", NULL },
  };

  check (cases, 2);
  for (gsize i = 2; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwText) text = read_page (cases[i].page, -1, NULL);

      g_assert_nonnull (strstr (text->text, "a"));
      g_assert_nonnull (strstr (text->text, "b"));
    }
}

static void
test_notes (void)
{
  static const Case cases[] = {
    { "<p>a<a href='#n' role='doc-noteref'>*</a>b<aside id=n role=doc-footnote><p>N "
      "<a href='#r' role=doc-backlink>up</a></aside><p>c",
      "a[1]b\nc\n[1] N" },
    { "<p>a<a href='#_ftn1' name='_ftnref1'>[1]</a><div id=ftn1><p><a href='#_ftnref1' "
      "name='_ftn1'>[1]</a> N</div>",
      "a[1]\n[1] N" },
    { "<p>a<a href='#n'>1</a><p id=n>N", "a1\nN" },
    { "<p>a<a href='#n' role=doc-noteref>1</a>", "a[1]" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_math (void)
{
  static const Case cases[] = {
    { "<p>If <math><mi>x</mi><mo>=</mo><msup><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>"
      "<mn>2</mn></msup><annotation>x</annotation></math> then",
      "If x = (a + b)^2 then" },
    { "<math><mi>f</mi><mo>&#x2061;</mo><mo>(</mo><mn>2</mn>\n "
      "<mo>&#x2062;</mo><mi>x</mi><mo>)</mo>",
      "f(2x)" },
    { "<math><mi>x</mi><p>on <math><mi>y</mi></math> and on", "x\non y and on" },
    { "<math><mtext>for <span>all</span></mtext><mi>x</mi></math>", "for all x" },
    { "<math><semantics><mi>z</mi><annotation-xml><p>none</p></annotation-xml></semantics></math>!",
      "z !" },
    { "<math><mfrac><mn>1</mn><msqrt><mi>y</mi></msqrt></mfrac></math>", "1/√(y)" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_spans (void)
{
  static const struct
  {
    const char *page;
    CwSpanKind kind;
    guint32 start;
    guint32 end;
    int level;
    const char *data;
  } cases[] = {
    { "<h3>ab</h3>c", CW_SPAN_HEADING, 0, 2, 3, NULL },
    { "a<b>bc</b>", CW_SPAN_STRONG, 1, 3, 0, NULL },
    { "a<em>bc</em>", CW_SPAN_EMPHASIS, 1, 3, 0, NULL },
    { "a<span style='font-weight:700'>bc</span>", CW_SPAN_STRONG, 1, 3, 0, NULL },
    { "a <a href='http://example.org/'>bc</a>", CW_SPAN_LINK, 2, 4, 0, "http://example.org/" },
    { "<ol><li>ab</ol>", CW_SPAN_LIST_ITEM, 0, 5, 1, "1" },
    { "<ul><li>a<ul><li>b</ul></ul>", CW_SPAN_LIST_ITEM, 2, 3, 2, NULL },
    { "<blockquote><p>a</blockquote>b", CW_SPAN_QUOTE, 0, 1, 0, NULL },
    { "<pre>ab</pre>", CW_SPAN_CODE, 0, 2, 0, NULL },
    { "<table><tr><td>ab</table>", CW_SPAN_CELL, 0, 2, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwText) text = read_page (cases[i].page, -1, NULL);
      gboolean found = FALSE;

      for (guint j = 0; j < text->spans->len; j++)
        {
          const CwSpan *span = &g_array_index (text->spans, CwSpan, j);

          found |= span->kind == cases[i].kind && span->start == cases[i].start
                   && span->end == cases[i].end && span->level == cases[i].level
                   && g_strcmp0 (span->data, cases[i].data) == 0;
        }
      g_test_message ("%s", cases[i].page);
      g_assert_true (found);
    }
}

static void
test_encodings (void)
{
  static const struct
  {
    const char *page;
    gssize n_bytes;
    const char *text;
  } cases[] = {
    { "<meta charset=iso-8859-1><p>caf\xE9 \x80", -1, "café €" },
    { "<meta http-equiv=Content-Type content='text/html; charset = windows-1251'><p>\xEF\xF0", -1,
      "пр" },
    { "<?xml version='1.0' encoding='iso-8859-2'?><html><p>\xB1", -1, "ą" },
    /* Saved again in UTF-8, and not said. */
    { "<meta charset=iso-8859-1><p>caf\xC3\xA9", -1, "café" },
    { "<!-- <meta charset=windows-1251> --><meta charset=iso-8859-2><p>\xB1", -1, "ą" },
    { "\xEF\xBB\xBF<meta charset=iso-8859-1><p>\xC3\xA9", -1, "é" },
    { "\xFF\xFE<\0p\0>\0\xE9\0", 10, "é" },
    { "<meta charset=nonsense><p>caf\xC3\xA9", -1, "café" },
    { "<meta charset=nonsense><p>abc", -1, "abc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = read_page (cases[i].page, cases[i].n_bytes, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text->text, ==, cases[i].text);
      g_assert_nonnull (text->encoding);
    }
}

/* Pages saved with their images in one file. */
static void
test_saved (void)
{
#define SAVED(headers, body) \
  "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n" \
  "\ttype=\"text/html\";\r\n\tboundary=\"--x--\"\r\n\r\n\r\n----x--\r\n" \
  "Content-Type: image/png\r\n\r\nno text\r\n----x--\r\n" headers "\r\n\r\n" body \
  "\r\n----x----\r\n"
  static const Case cases[] = {
    { SAVED ("Content-Type: text/html; charset=\"utf-8\"\r\n"
             "Content-Transfer-Encoding: quoted-printable",
             "<p title=3D'x'>caf=C3=A9 au=\r\n lait"),
      "café au lait" },
    { SAVED ("Content-Type: text/html\r\nContent-Transfer-Encoding: base64", "PHA+Y2Fm\r\nw6k="),
      "café" },
    { SAVED ("content-type: TEXT/HTML; charset=windows-1252", "<p>caf\xE9"), "café" },
    { SAVED ("Content-Type: text/html; charset=nonsense", "<p>a"), "a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].page, strlen (cases[i].page));
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = cw_reader_read (bytes, "page.mht", NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text->text, ==, cases[i].text);
      g_assert_cmpuint (text->warnings->len, ==, 0);
    }
}

static char *
repeat (const char *before,
        const char *piece,
        guint       n_times,
        const char *after)
{
  GString *page = g_string_new (before);

  for (guint i = 0; i < n_times; i++)
    g_string_append (page, piece);
  g_string_append (page, after);
  return g_string_free (page, FALSE);
}

/* Pages made to be slow: each is read, or refused, within the time. */
static void
test_hostile (void)
{
  static const struct
  {
    const char *before;
    const char *piece;
    guint n_times;
    const char *after;
    const char *text; /* NULL: refused, or not: only soon */
  } cases[] = {
    { "", "<div>", 100000, "deep", "deep" },
    { "", "<b>", 100000, "deep", "deep" },
    { "", "<ul><li>", 50000, "deep", "deep" },
    { "", "<table><tr><td>", 30000, "deep", NULL },
    { "", "<blockquote>", 100000, "deep", "deep" },
    { "", "<div>", 300000, "deep", NULL },
    { "", "<x>", 100000, "</y></y></y>", NULL },
    { "", "<q>", 100000, "", NULL },
    { "<p title='", "a", 4000000, "'>b", NULL },
    { "<p ", "a=b ", 1000000, ">b", "b" },
    { "<p ", "a/", 1000000, ">b", "b" },
    { "<p ", "a='b'", 1000000, ">b", "b" },
    { "<p>", "&amp;", 100000, "", NULL },
    { "<!--", "-", 1000000, "", NULL },
    { "", "<", 100000, "", NULL },
    { "", "<![", 100000, "", NULL },
    { "", "<math><mrow>", 50000, "a", NULL },
    { "<p role=doc-noteref>", "<a role=doc-noteref href='#a'>a</a>", 50000, "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *page = repeat (cases[i].before, cases[i].piece, cases[i].n_times,
                                      cases[i].after);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = NULL;
      gint64 start = g_get_monotonic_time ();

      text = read_page (page, -1, &error);
      g_test_message ("%s%s×%u: %.3f s", cases[i].before, cases[i].piece, cases[i].n_times,
                      (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
      g_assert_true ((text == NULL) == (error != NULL));
      if (cases[i].text != NULL)
        g_assert_cmpstr (text != NULL ? text->text : error->message, ==, cases[i].text);
      else if (text == NULL)
        g_assert_error (error, CW_ERROR, CW_ERROR_TOO_LARGE);
    }
}

/* Errors times depth is bounded. */
static void
test_disorder (void)
{
  g_autofree char *deep = repeat ("", "<div>", 50000, "");
  g_autofree char *page = repeat (deep, "</b>", 200000, "a");
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = read_page (page, -1, &error);

  g_assert_error (error, CW_ERROR, CW_ERROR_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/read-html/paragraphs", test_paragraphs);
  g_test_add_func ("/import/read-html/left-out", test_left_out);
  g_test_add_func ("/import/read-html/lists", test_lists);
  g_test_add_func ("/import/read-html/tables", test_tables);
  g_test_add_func ("/import/read-html/notes", test_notes);
  g_test_add_func ("/import/read-html/math", test_math);
  g_test_add_func ("/import/read-html/spans", test_spans);
  g_test_add_func ("/import/read-html/encodings", test_encodings);
  g_test_add_func ("/import/read-html/saved", test_saved);
  g_test_add_func ("/import/read-html/hostile", test_hostile);
  g_test_add_func ("/import/read-html/disorder", test_disorder);
  return g_test_run ();
}
