/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-error.h"
#include "cw-reader.h"
#include "cw-test-zip.h"

#include <glib/gstdio.h>
#include <string.h>

#define W \
  "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" " \
  "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" " \
  "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" " \
  "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" "
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* What Word writes for a text box: twice the same. */
#define BOX "<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>"
#define TWICE(inner) \
  "<mc:AlternateContent><mc:Choice>" inner "</mc:Choice>" \
  "<mc:Fallback>" inner "</mc:Fallback></mc:AlternateContent>"

/* A document with styles, notes, comments and a link; the body is the test's. */
static GBytes *
make_docx (const char *body)
{
  g_autofree char *document = g_strconcat (
    "<?xml version=\"1.0\"?><w:document " W "><w:body>", body,
    "<w:sectPr><w:headerReference/></w:sectPr></w:body></w:document>", NULL);
  CwTestPart parts[] = {
    { "[Content_Types].xml", "<Types/>" },
    { "_rels/.rels", "<Relationships><Relationship Id=\"r\" Type=\"" RELATION "officeDocument\" "
                     "Target=\"/word/document.xml\"/></Relationships>" },
    { "word/_rels/document.xml.rels",
      "<Relationships>"
      "<Relationship Id=\"s\" Type=\"" RELATION "styles\" Target=\"styles.xml\"/>"
      "<Relationship Id=\"f\" Type=\"" RELATION "footnotes\" Target=\"./footnotes.xml\"/>"
      "<Relationship Id=\"e\" Type=\"" RELATION "endnotes\" Target=\"../word/endnotes.xml\"/>"
      "<Relationship Id=\"c\" Type=\"" RELATION "comments\" Target=\"comments.xml\"/>"
      "<Relationship Id=\"l\" Type=\"" RELATION "hyperlink\" TargetMode=\"External\" "
      "Target=\"https://example.org/\"/></Relationships>" },
    { "word/document.xml", document },
    { "word/styles.xml",
      "<w:styles " W "><w:style w:styleId=\"H2\"><w:name w:val=\"heading 2\"/></w:style>"
      "<w:style w:styleId=\"Own\"><w:name w:val=\"Own\"/><w:basedOn w:val=\"H2\"/></w:style>"
      "<w:style w:styleId=\"Loop\"><w:basedOn w:val=\"Loop\"/></w:style></w:styles>" },
    { "word/footnotes.xml",
      "<w:footnotes " W "><w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote>"
      "<w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Foot.</w:t></w:r></w:p>"
      "</w:footnote></w:footnotes>" },
    { "word/endnotes.xml", "<w:endnotes " W "><w:endnote w:id=\"2\"><w:p><w:r><w:t>End.</w:t></w:r>"
                           "</w:p></w:endnote></w:endnotes>" },
    { "word/comments.xml",
      "<w:comments " W
      "><w:comment w:id=\"7\" w:author=\"Ann\"><w:p><w:r><w:t>Why?</w:t></w:r></w:p>"
      "</w:comment></w:comments>" },
    { "word/header1.xml", "<w:hdr " W "><w:p><w:r><w:t>Header</w:t></w:r></w:p></w:hdr>" },
  };

  return cw_test_zip (parts, G_N_ELEMENTS (parts));
}

#define P(inner) "<w:p>" inner "</w:p>"
#define R(inner) "<w:r>" inner "</w:r>"
#define T(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"

static const struct
{
  const char *body;
  const char *expected;
} docx_texts[] = {
  { "", "" },
  { P (T ("One")) P () P (T ("Two")), "One\n\nTwo" },
  { P (T ("a &lt; b &amp; c &#233;")), "a < b & c é" },
  { P (R ("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t>")),
    "a\tb\nc\nd" },
  { P ("<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>" T ("x")), "x" },
  { P (R ("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t>")),
    "a\u2011b\u00ADc" },
  { P (R ("<w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/>")), "\u2713" },
  { P (T ("a") "<w:ins w:id=\"1\">" T ("b") "</w:ins><w:del w:id=\"2\">"
                                            "<w:r><w:delText>gone</w:delText></w:r></w:del>" T (
                                              "c")),
    "abc" },
  { P ("<w:moveFrom w:id=\"1\">" T ("m") "</w:moveFrom>" T ("x"))
      P ("<w:moveTo>" T ("m") "</w:moveTo>"),
    "x\nm" },
  { P ("<w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr>" T ("joined ")) P (T ("line")),
    "joined line" },
  { P (R ("<w:fldChar w:fldCharType=\"begin\"/>") R ("<w:instrText>PAGE</w:instrText>")
         R ("<w:fldChar w:fldCharType=\"separate\"/>") T ("12")
           R ("<w:fldChar w:fldCharType=\"end\"/>") T (" pages")),
    "12 pages" },
  { P ("<w:fldSimple w:instr=\"DATE\">" T ("3 May") "</w:fldSimple>"), "3 May" },
  { P ("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" T ("in it") "</w:sdtContent></w:sdt>"),
    "in it" },
  { P ("<w:smartTag>" T ("Leeds") "</w:smartTag>"), "Leeds" },
  { P ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"), "x + 1" },
  { P ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>" T ("seen")), "seen" },
  { P (T ("a") R ("<w:drawing><pic/></w:drawing>")), "a[image]" },
  { P ("<w:ruby><w:rt>" T ("kana") "</w:rt><w:rubyBase>" T ("字") "</w:rubyBase></w:ruby>"), "字" },
  { P ("<w:pPr><w:framePr w:dropCap=\"drop\"/></w:pPr>" T ("D")) P (T ("rop cap")), "Drop cap" },
  { "<w:tbl><w:tr><w:tc>" P (T ("a")) P (T ("b")) "</w:tc><w:tc>" P (
      T ("c")) "</w:tc></w:tr>"
               "<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr><w:tc>" P (
                 T ("gone")) "</w:tc></w:tr>"
                             "<w:tr><w:tc>" P () "</w:tc><w:tc>" P (
                               T ("d")) "</w:tc></w:tr></w:tbl>" P (T ("after")),
    "a\nb\tc\n\td\nafter" },
  { P (T ("before") R (TWICE (BOX)) T (" after")) P (T ("next")), "before after\nbox\nnext" },
  { P (T ("x") R ("<w:footnoteReference w:id=\"2\"/>") R ("<w:endnoteReference w:id=\"2\"/>")),
    "x[1][2]\n[1] Foot.\n[2] End." },
  { P (T ("x") R ("<w:footnoteReference w:id=\"9\"/>")), "x" },
  { "<w:p>" R ("<w:t>odd\ntext</w:t>") "</w:p>", "odd text" },
};

static void
test_docx_text (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (docx_texts); i++)
    {
      g_autoptr (GBytes) bytes = make_docx (docx_texts[i].body);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = cw_reader_read (bytes, "a.docx", NULL, NULL, &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_no_error (error);
      g_assert_cmpstr (text->text, ==, docx_texts[i].expected);
      g_assert_cmpstr (text->format, ==, "docx");
    }
}

static char *
describe_spans (const CwText *text)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < text->spans->len; i++)
    {
      const CwSpan *span = &g_array_index (text->spans, CwSpan, i);
      g_autofree char *inner = g_utf8_substring (text->text, span->start, span->end);

      g_string_append_printf (string, "%s%.0d(%s)%s;", cw_span_kind_to_string (span->kind),
                              span->level, inner, span->data != NULL ? span->data : "");
    }
  g_strdelimit (string->str, "\n", '|');
  return g_string_free (string, FALSE);
}

static void
test_docx_spans (void)
{
  static const struct
  {
    const char *body;
    const char *expected;
  } cases[] = {
    { P ("<w:pPr><w:pStyle w:val=\"H2\"/></w:pPr>" T ("Head")), "heading2(Head);" },
    { P ("<w:pPr><w:pStyle w:val=\"Own\"/></w:pPr>" T ("Head")), "heading2(Head);" },
    { P ("<w:pPr><w:pStyle w:val=\"Loop\"/></w:pPr>" T ("x")), "" },
    { P ("<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>" T ("Head")), "heading1(Head);" },
    { P ("<w:r><w:rPr><w:b/></w:rPr><w:t>A</w:t></w:r><w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>B</w:t>"
         "</w:r><w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>c</w:t></w:r>"),
      "strong(AB);emphasis(B);" },
    { P ("<w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr>" T ("i")),
      "list-item2(i);" },
    { P ("<w:hyperlink r:id=\"l\">" T ("link") "</w:hyperlink>"),
      "link(link)https://example.org/;" },
    { P (T ("a ") "<w:commentRangeStart w:id=\"7\"/>" T (
        "said") "<w:commentRangeEnd w:id=\"7\"/>" R ("<w:commentReference w:id=\"7\"/>")),
      "comment(said)Ann|Why?;" },
    { P (T ("a") R ("<w:br w:type=\"page\"/>")), "page-break();" },
    { "<w:tbl><w:tr><w:tc>" P (T ("a")) "</w:tc></w:tr></w:tbl>", "table(a);row(a);cell(a);" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = make_docx (cases[i].body);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = cw_reader_read (bytes, "a.docx", NULL, NULL, &error);
      g_autofree char *spans = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_no_error (error);
      spans = describe_spans (text);
      g_assert_cmpstr (spans, ==, cases[i].expected);
    }
}

static void
test_docx_changes (void)
{
  g_autoptr (GBytes) bytes = make_docx (
    P ("<w:ins>" T ("I: a") "</w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del>")
      P (T ("P1: b")) P (T ("I: c")) "<w:altChunk/>");
  CwReadOptions options = { NULL, FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = cw_reader_read (bytes, "a.docx", NULL, NULL, &error);
  g_autoptr (CwText) plain = cw_reader_read (bytes, "a.docx", &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (text->n_insertions, ==, 1);
  g_assert_cmpuint (text->n_deletions, ==, 1);
  g_assert_cmpuint (text->turns->len, ==, 3);
  g_assert_cmpuint (text->warnings->len, ==, 1);
  g_assert_cmpuint (plain->turns->len, ==, 0);
}

static void
test_docx_hostile (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *spaces = g_strnfill (40 << 20, ' ');
  g_autofree char *bomb = g_strconcat ("<w:document " W ">", spaces, "</w:document>", NULL);
  const struct
  {
    CwTestPart part;
    CwError code;
  } cases[] = {
    { { "word/document.xml", "<w:document " W "><w:body>" }, CW_ERROR_DAMAGED },
    { { "word/document.xml", "" }, CW_ERROR_DAMAGED },
    { { "word/document.xml", "no XML" }, CW_ERROR_DAMAGED },
    { { "word/document.xml", "<!DOCTYPE d [<!ENTITY e \"x\">]><d>&e;</d>" }, CW_ERROR_FORMAT },
    { { "word/document.xml", "<!DOCTYPE d SYSTEM \"http://example.org/d\"><d/>" },
      CW_ERROR_FORMAT },
    { { "word/document.xml", "<d>&e;</d>" }, CW_ERROR_DAMAGED },
    { { "word/document.xml", deep->str }, CW_ERROR_TOO_LARGE },
    { { "word/document.xml", bomb }, CW_ERROR_TOO_LARGE },
    { { "word/other.xml", "<d/>" }, CW_ERROR_DAMAGED },
    { { "../../etc/evil.txt", "x" }, CW_ERROR_FORMAT },
    { { "xl/workbook.xml", "<d/>" }, CW_ERROR_DAMAGED },
  };

  for (int i = 0; i < 1000; i++)
    g_string_append (deep, "<a>");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CwTestPart part = cases[i].part;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      if (cases[i].code == CW_ERROR_TOO_LARGE && part.content != bomb)
        part.content = deep->str;
      bytes = cw_test_zip (&part, 1);
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (cw_reader_read (bytes, "bad.docx", NULL, NULL, &error));
      g_assert_error (error, CW_ERROR, (int) cases[i].code);
      g_assert_true (g_str_has_prefix (error->message, "bad.docx: "));
    }
}

static void
test_docx_truncated (void)
{
  g_autoptr (GBytes) bytes = make_docx (P (T ("Some text that is there.")));
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  g_test_summary ("Cut anywhere, and with bytes changed: an error or text, never a crash");

  for (gsize i = 4; i < n_bytes; i += 7)
    {
      g_autoptr (GBytes) cut = g_bytes_new (data, i);
      g_autoptr (GBytes) changed = NULL;
      g_autofree guint8 *copy = g_memdup2 (data, n_bytes);
      g_autoptr (CwText) text = NULL;
      g_autoptr (CwText) other = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) problem = NULL;

      text = cw_reader_read (cut, "cut.docx", NULL, NULL, &error);
      g_assert_true ((text == NULL) == (error != NULL));
      for (int j = 0; j < 3; j++)
        copy[g_rand_int_range (rand, 4, (gint) n_bytes)] ^= 1 << g_rand_int_range (rand, 0, 8);
      changed = g_bytes_new (copy, n_bytes);
      other = cw_reader_read (changed, "changed.docx", NULL, NULL, &problem);
      g_assert_true ((other == NULL) == (problem != NULL));
    }
}

static void
test_formats (void)
{
  static const struct
  {
    const char *bytes;
    gsize n_bytes;
    CwError code;
    const char *message;
  } cases[] = {
    { "%PDF-1.7\n", 9, CW_ERROR_DAMAGED, "" },
#define COMPOUND "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
    { COMPOUND "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", 32, CW_ERROR_FORMAT, "(.doc)" },
    { COMPOUND "W\0o\0r\0k\0b\0o\0o\0k\0", 24, CW_ERROR_FORMAT, "save it as XLSX" },
    { COMPOUND "x", 9, CW_ERROR_FORMAT, "an old Office file" },
    { COMPOUND "E\0n\0c\0r\0y\0p\0t\0i\0o\0n\0I\0n\0f\0o\0", 36, CW_ERROR_PROTECTED, "password" },
#undef COMPOUND
    { "\x89PNG\r\n\x1A\n", 8, CW_ERROR_FORMAT, "PNG" },
    { "PK\3\4mimetypeapplication/vnd.oasis.opendocument.text", 50, CW_ERROR_FORMAT, "" },
    { "\1\2\3\4\5\6\7\1\2\3\4\5\6\7", 14, CW_ERROR_FORMAT, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].n_bytes);
      g_autoptr (GError) error = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (cw_reader_read (bytes, "x.docx", NULL, NULL, &error));
      g_assert_error (error, CW_ERROR, (int) cases[i].code);
      g_assert_true (g_str_has_prefix (error->message, "x.docx: "));
      g_assert_null (strstr (error->message + 8, "x.docx: "));
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }
}

static void
test_markdown (void)
{
  static const struct
  {
    const char *source;
    const char *text;
    const char *spans;
  } cases[] = {
    { "# Head\n\nOne\ntwo *three* **four**.\n", "Head\n\nOne two three four.",
      "heading1(Head);emphasis(three);strong(four);" },
    { "- a\n- b\n  1. c\n\nd", "a\nb\n1. c\n\nd",
      "list-item1(a);list-item1(b|1. c);list-item2(1. c)1;" },
    { "a  \nb", "a\nb", "" },
    { "INTERVIEWER: one\nP1: two", "INTERVIEWER: one\nP1: two", "" },
    { "[l](http://x) `c`", "l c", "link(l)http://x;code(c);" },
    { "```\nx\ny\n```", "x\ny", "code(x|y);" },
    { "> quoted", "quoted", "quote(quoted);" },
    { "---\ntitle: T\n---\ntext", "text", "" },
    { "a <b>c</b> d", "a c d", "" },
    { "<div>\nfoo\n</div>", "\nfoo", "" },
    { "3) a\n4) b", "3) a\n4) b", "list-item1(3) a)1;list-item1(4) b)1;" },
    { "| a | b |\n|---|---|", "a\tb", "table(a\tb);row(a\tb);cell(a);cell(b);" },
    { "x\na|*b*\n:-|-:\nc|1. d \\| e|f\n\\||", "x\n\na\tb\nc\t1. d | e\n|",
      "table(a\tb|c\t1. d | e||);row(a\tb);cell(a);emphasis(b);cell(b);row(c\t1. d | e);cell(c);"
      "cell(1. d | e);row(|);cell(|);" },
    { "a | b\n--- | --- | ---", "a | b --- | --- | ---", "" },
    { "x[^n] y[^m] z[^n] [^o]\n\n[^m]: two\n    *too*\n[^n]: one[^m]\n\n[^p]: three",
      "x[1] y[2] z[1] [^o]\n\n[1] one[2]\n\n[2] two too\n\n[3] three",
      "note-mark([1])1;note-mark([2])2;note-mark([1])1;note([1] one[2])1;note-mark([2])2;"
      "note([2] two too)2;emphasis(too);note([3] three)3;" },
    { "[^a]: x\n\n    y\n\n```\n[^b]: z\n```", "[^b]: z\n\n[1] x\n\ny",
      "code([^b]: z);note([1] x||y)1;" },
    { "&eacute; \\*x\\*", "é *x*", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].source, strlen (cases[i].source));
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = cw_reader_read (bytes, "a.MD", NULL, NULL, &error);
      g_autofree char *spans = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_no_error (error);
      g_assert_cmpstr (text->format, ==, "md");
      g_assert_cmpstr (text->text, ==, cases[i].text);
      spans = describe_spans (text);
      g_assert_cmpstr (spans, ==, cases[i].spans);
    }
}

static void
test_text (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("caf\xE9\r\nx", 7);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  CwReadOptions options = { "ISO-8859-1", TRUE };
  CwReadOptions wrong = { "nonsense", TRUE };
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = cw_reader_read (bytes, "a.txt", &options, NULL, &error);
  g_autoptr (CwText) nothing = cw_reader_read (empty, "e.txt", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text->text, ==, "café\nx");
  g_assert_cmpstr (text->encoding, ==, "ISO-8859-1");
  g_assert_cmpuint (nothing->length, ==, 0);

  g_assert_null (cw_reader_read (bytes, "a.txt", &wrong, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_USAGE);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_null (cw_reader_read (bytes, "a.txt", NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A transcript without line ends: its turns are found all the same. */
static void
test_one_line (void)
{
  g_autoptr (GString) string = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (string,
                            "Interviewer: And year %u? P1: That was a %s one, I would say. ",
                            1900 + i, i % 3 == 0 ? "very, very good" : "bad");
  bytes = g_bytes_new (string->str, string->len);
  text = cw_reader_read (bytes, "a.txt", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (text->n_bytes, ==, string->len);
  g_assert_cmpuint (text->turns->len, ==, 200);
  g_assert_cmpuint (text->speakers->len, ==, 2);
  g_assert_cmpuint (text->warnings->len, ==, 1);
}

static void
test_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("cw-reader-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "talk.txt", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.txt", NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CwText) text = NULL;
  g_autofree char *large = g_strnfill (300000, 'x');

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, large, -1, &error));
  text = cw_reader_read_file (path, NULL, NULL, &bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (text->length, ==, 300000);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 300000);

  g_assert_null (cw_reader_read_file (missing, NULL, NULL, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_prefix (error->message, "missing.txt: "));
  g_clear_error (&error);
  g_assert_null (cw_reader_read_file (folder, NULL, NULL, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_FAILED);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static gpointer
read_many (gpointer data)
{
  for (int i = 0; i < 50; i++)
    {
      g_autoptr (CwText) text = cw_reader_read (data, "a.docx", NULL, NULL, NULL);

      g_assert_cmpuint (text->length, ==, 12);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (GBytes) bytes = make_docx (P (T ("Some text")) P (T ("é。")));
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("read", read_many, bytes);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/reader/docx-text", test_docx_text);
  g_test_add_func ("/import/reader/docx-spans", test_docx_spans);
  g_test_add_func ("/import/reader/docx-changes", test_docx_changes);
  g_test_add_func ("/import/reader/docx-hostile", test_docx_hostile);
  g_test_add_func ("/import/reader/docx-truncated", test_docx_truncated);
  g_test_add_func ("/import/reader/formats", test_formats);
  g_test_add_func ("/import/reader/markdown", test_markdown);
  g_test_add_func ("/import/reader/text", test_text);
  g_test_add_func ("/import/reader/one-line", test_one_line);
  g_test_add_func ("/import/reader/files", test_files);
  g_test_add_func ("/import/reader/threads", test_threads);
  return g_test_run ();
}
