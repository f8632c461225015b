/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-error.h"
#include "cw-reader.h"
#include "cw-test-zip.h"

#include <string.h>

#define NAMESPACES \
  "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' " \
  "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' " \
  "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' " \
  "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' " \
  "xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' " \
  "xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0' " \
  "xmlns:math='http://www.w3.org/1998/Math/MathML' " \
  "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xlink='http://www.w3.org/1999/xlink' " \
  "xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'"

static char *
content (const char *styles,
         const char *body)
{
  return g_strdup_printf ("<office:document-content " NAMESPACES
                          "><office:automatic-styles>%s</office:automatic-styles><office:body>"
                          "<office:text>%s</office:text></office:body></office:document-content>",
                          styles, body);
}

static CwText *
read_odt (const char *styles,
          const char *body)
{
  g_autofree char *xml = content (styles, body);
  const CwTestPart parts[] = {
    { "mimetype", "application/vnd.oasis.opendocument.text" },
    { "content.xml", xml },
  };
  g_autoptr (GBytes) bytes = cw_test_zip (parts, G_N_ELEMENTS (parts));
  g_autoptr (GError) error = NULL;
  CwText *text = cw_reader_read (bytes, "a.odt", NULL, NULL, &error);

  g_assert_no_error (error);
  return text;
}

static void
test_texts (void)
{
  static const struct
  {
    const char *body, *expected;
  } cases[] = {
    { "<text:p>One</text:p><text:p>Two</text:p>", "One\nTwo" },
    { "<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d  e</text:p>",
      "a   b\tc\nd e" },
    { "<text:p>see<text:note><text:note-citation>9</text:note-citation><text:note-body><text:p>the "
      "note</text:p></text:note-body></text:note> on</text:p>",
      "see[1] on\n[1] the note" },
    { "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
      "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>",
      "a\tb" },
    { "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
      "</text:deletion></text:changed-region><text:changed-region><text:insertion/>"
      "</text:changed-region></text:tracked-changes><text:p>kept</text:p>",
      "kept" },
    { "<text:section text:display='none'><text:p>hidden</text:p></text:section><text:p>x</text:p>",
      "x" },
    { "<text:list text:style-name='L'><text:list-item><text:p>one</text:p></text:list-item>"
      "<text:list-item><text:p>two</text:p></text:list-item></text:list>",
      "1. one\n2. two" },
    { "<text:list text:style-name='L'><text:list-item><text:list><text:list-item><text:p>deep"
      "</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>next"
      "</text:p></text:list-item></text:list>",
      "(1.a) deep\n2. next" },
  };
  static const char styles[] =
    "<text:list-style style:name='L'><text:list-level-style-number text:level='1' "
    "style:num-format='1' style:num-suffix='.'/><text:list-level-style-number text:level='2' "
    "style:num-format='a' style:num-list-format='(%1%.%2%)'/></text:list-style>";

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwText) text = read_odt (styles, cases[i].body);
      g_autofree char *stripped = g_strchomp (g_strdup (text->text));

      g_assert_cmpstr (stripped, ==, cases[i].expected);
      if (strcmp (stripped, "kept") == 0)
        g_assert_cmpuint (text->n_deletions * 10 + text->n_insertions, ==, 11);
    }
}

static void
test_structure (void)
{
  static const char styles[] =
    "<style:style style:name='B' style:family='text'><style:text-properties "
    "fo:font-weight='bold'/></style:style><style:style style:name='I' style:family='text' "
    "style:parent-style-name='J'/><style:style style:name='J' style:family='text'>"
    "<style:text-properties fo:font-style='italic'/></style:style>";
  static const char body[] =
    "<text:h text:outline-level='2'>Title</text:h><text:p><text:span text:style-name='B'>bold"
    "</text:span> <text:span text:style-name='I'>slant</text:span> <text:a "
    "xlink:href='http://a.example'>link</text:a><office:annotation><dc:creator>Ann</dc:creator>"
    "<text:p>why</text:p></office:annotation></text:p>";
  static const CwSpanKind kinds[] = { CW_SPAN_HEADING, CW_SPAN_COMMENT, CW_SPAN_STRONG,
                                      CW_SPAN_EMPHASIS, CW_SPAN_LINK };
  g_autoptr (CwText) text = read_odt (styles, body);

  g_assert_cmpuint (text->spans->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < text->spans->len; i++)
    g_assert_cmpint (g_array_index (text->spans, CwSpan, i).kind, ==, kinds[i]);
  g_assert_cmpint (g_array_index (text->spans, CwSpan, 0).level, ==, 2);
  g_assert_cmpstr (g_array_index (text->spans, CwSpan, 1).data, ==, "Ann\nwhy");
}

#define ITEM(text) "<text:list-item><text:p>" text "</text:p></text:list-item>"
#define LIST(attributes, items) \
  "<text:list text:style-name='L' " attributes ">" items "</text:list>"

static void
test_lists (void)
{
  static const char styles[] =
    "<text:list-style style:name='L'><text:list-level-style-number text:level='1' "
    "style:num-format='1' style:num-suffix=')' text:start-value='3'/>"
    "<text:list-level-style-number text:level='2' style:num-format='I' "
    "text:display-levels='2'/></text:list-style><text:list-style style:name='B'>"
    "<text:list-level-style-bullet text:level='1' text:bullet-char='*'/></text:list-style>";
  static const struct
  {
    const char *body, *expected;
  } cases[] = {
    { LIST ("", ITEM ("a") ITEM ("b")), "3) a\n4) b" },
    { LIST ("", ITEM ("a")) "<text:p>x</text:p>" LIST ("", ITEM ("b")), "3) a\nx\n3) b" },
    { LIST ("", ITEM ("a")) "<text:p>x</text:p>" LIST ("text:continue-numbering='true'",
                                                       ITEM ("b")),
      "3) a\nx\n4) b" },
    { LIST ("xml:id='one'", ITEM ("a")) LIST ("", ITEM ("b"))
        LIST ("text:continue-list='one'", ITEM ("c")),
      "3) a\n3) b\n4) c" },
    { LIST (
        "",
        ITEM ("a") "<text:list-item text:start-value='9'><text:p>b</text:p></text:list-item>" ITEM (
          "c")),
      "3) a\n9) b\n10) c" },
    { LIST ("", "<text:list-header><text:p>head</text:p></text:list-header>" ITEM ("a")),
      "head\n3) a" },
    { LIST ("", "<text:list-item><text:p>a</text:p><text:p>more</text:p><text:list>" ITEM ("b")
                  ITEM ("c") "</text:list></text:list-item>" ITEM ("d")),
      "3) a\nmore\n3.I b\n3.II c\n4) d" },
    { "<text:list text:style-name='B'>" ITEM ("a") "</text:list>", "a" },
    { "<text:list text:style-name='None'>" ITEM ("a") "</text:list>", "a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwText) text = read_odt (styles, cases[i].body);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (text->text, ==, cases[i].expected);
    }
}

#define FRAME(inner) "<draw:frame>" inner "</draw:frame>"

static void
test_frames (void)
{
  static const struct
  {
    const char *body, *expected;
  } cases[] = {
    { "<text:p>a" FRAME ("<draw:text-box><text:p>box</text:p></draw:text-box>") "b</text:p>",
      "ab\nbox" },
    { "<text:p>a" FRAME ("<draw:image/><svg:title>a map</svg:title>") "</text:p>",
      "a[image: a map]" },
    { "<text:p>" FRAME ("<draw:image/><svg:desc>of it</svg:desc>") "</text:p>", "[image: of it]" },
    { "<text:p>a<draw:rect><text:p>in it</text:p></draw:rect></text:p>", "a\nin it" },
    { "<text:p>so " FRAME ("<draw:object><math:math><math:mi>x</math:mi><math:mo>+</math:mo>"
                           "<math:mn>1</math:mn></math:math></draw:object>") "</text:p>",
      "so x + 1" },
    { "<text:p>a</text:p>" FRAME ("<draw:text-box><table:table><table:table-row><table:table-cell>"
                                  "<text:p>c</text:p></table:table-cell></table:table-row>"
                                  "</table:table></draw:text-box>"),
      "a\nc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwText) text = read_odt ("", cases[i].body);
      g_autofree char *stripped = g_strchomp (g_strdup (text->text));

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (stripped, ==, cases[i].expected);
    }
}

/* What only says how the text looks may be nonsense, or without end. */
static void
test_hostile (void)
{
  static const char styles[] =
    "<style:style style:name='A' style:family='text' style:parent-style-name='B'/>"
    "<style:style style:name='B' style:family='text' style:parent-style-name='A'/>"
    "<style:style style:name='H' style:family='text'><style:text-properties text:display='none'/>"
    "</style:style>";
  static const struct
  {
    const char *body, *expected;
  } cases[] = {
    { "<text:p><text:span text:style-name='A'>a</text:span></text:p>", "a" },
    { "<text:p>a<text:span text:style-name='H'>hidden</text:span>b</text:p>", "ab" },
    { "<table:table><table:table-row table:number-rows-repeated='2000000000'><table:table-cell "
      "table:number-columns-repeated='2000000000'><text:p>a</text:p></table:table-cell>"
      "</table:table-row></table:table>",
      "a" },
    { "<text:list><text:list-item text:start-value='-2000000000'><text:p>a</text:p>"
      "</text:list-item></text:list>",
      "a" },
    { "</text:p>", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *xml = content (styles, cases[i].body);
      const CwTestPart parts[] = {
        { "mimetype", "application/vnd.oasis.opendocument.text" },
        { "content.xml", xml },
      };
      g_autoptr (GBytes) bytes = cw_test_zip (parts, G_N_ELEMENTS (parts));
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = cw_reader_read (bytes, "a.odt", NULL, NULL, &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      if (cases[i].expected == NULL)
        g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
      else
        {
          g_autofree char *stripped = g_strchomp (g_strdup (text->text));

          g_assert_cmpstr (stripped, ==, cases[i].expected);
        }
    }
}

/* A comment on a range that goes over two paragraphs. */
static void
test_comment_range (void)
{
  g_autoptr (CwText) text = read_odt (
    "", "<text:p>a <office:annotation office:name='n'><dc:creator>Ann</dc:creator><text:p>why"
        "</text:p></office:annotation>b</text:p><text:p>c<office:annotation-end office:name='n'/>d"
        "</text:p>");
  const CwSpan *span = &g_array_index (text->spans, CwSpan, 0);

  g_assert_cmpstr (text->text, ==, "a b\ncd");
  g_assert_cmpuint (text->spans->len, ==, 1);
  g_assert_cmpint (span->kind, ==, CW_SPAN_COMMENT);
  g_assert_cmpuint (span->start, ==, 2);
  g_assert_cmpuint (span->end, ==, 5);
}

/* What a style says counts, not what its parent says. */
static void
test_breaks (void)
{
  static const char styles[] =
    "<style:style style:name='A' style:family='paragraph'><style:paragraph-properties "
    "fo:break-before='page'/></style:style><style:style style:name='B' style:family='paragraph' "
    "style:parent-style-name='A'/><style:style style:name='C' style:family='paragraph' "
    "style:parent-style-name='A'><style:paragraph-properties fo:break-before='auto'/>"
    "</style:style>";
  static const struct
  {
    const char *style;
    guint expected;
  } cases[] = { { "A", 1 }, { "B", 1 }, { "C", 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf (
        "<text:p>x</text:p><text:p text:style-name='%s'>y</text:p>", cases[i].style);
      g_autoptr (CwText) text = read_odt (styles, body);
      guint n_breaks = 0;

      for (guint j = 0; j < text->spans->len; j++)
        n_breaks += g_array_index (text->spans, CwSpan, j).kind == CW_SPAN_PAGE_BREAK;
      g_assert_cmpuint (n_breaks, ==, cases[i].expected);
    }
}

static void
test_refused (void)
{
  const CwTestPart locked[] = {
    { "mimetype", "application/vnd.oasis.opendocument.text" },
    { "content.xml", "x" },
    { "META-INF/manifest.xml", "<manifest><encryption-data/></manifest>" },
  };
  const CwTestPart empty[] = { { "mimetype", "application/vnd.oasis.opendocument.text" } };
  g_autoptr (GBytes) first = cw_test_zip (locked, G_N_ELEMENTS (locked));
  g_autoptr (GBytes) second = cw_test_zip (empty, G_N_ELEMENTS (empty));
  g_autoptr (GError) protected = NULL;
  g_autoptr (GError) damaged = NULL;

  g_assert_null (cw_reader_read (first, "a.odt", NULL, NULL, &protected));
  g_assert_error (protected, CW_ERROR, CW_ERROR_PROTECTED);
  g_assert_null (cw_reader_read (second, "a.odt", NULL, NULL, &damaged));
  g_assert_error (damaged, CW_ERROR, CW_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/read-odt/texts", test_texts);
  g_test_add_func ("/import/read-odt/structure", test_structure);
  g_test_add_func ("/import/read-odt/lists", test_lists);
  g_test_add_func ("/import/read-odt/frames", test_frames);
  g_test_add_func ("/import/read-odt/hostile", test_hostile);
  g_test_add_func ("/import/read-odt/comment-range", test_comment_range);
  g_test_add_func ("/import/read-odt/breaks", test_breaks);
  g_test_add_func ("/import/read-odt/refused", test_refused);
  return g_test_run ();
}
