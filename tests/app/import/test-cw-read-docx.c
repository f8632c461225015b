/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-error.h"
#include "cw-reader.h"
#include "cw-symbol-font.h"
#include "cw-test-zip.h"

#include <string.h>

#define W "xmlns:w='http://w.example' xmlns:r='http://r.example' xmlns:m='http://m.example'"
#define RELATION(id, type, target) \
  "<Relationship Id='" id "' Type='http://a.example/" type "' Target='" target "'/>"
#define P(inner) "<w:p>" inner "</w:p>"
#define T(text) "<w:r><w:t xml:space='preserve'>" text "</w:t></w:r>"
#define ITEM(level, list, text) \
  P ("<w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='" list \
     "'/></w:numPr></w:pPr>" T (text))
#define STYLED(style, text) P ("<w:pPr><w:pStyle w:val='" style "'/></w:pPr>" T (text))

/* 1: "1.", "1.1", "(a)"; 2: a bullet; 3: as 1, from 5 on; 4: Roman, never anew;
 * 5: legal; 6: the list of a style that list 7 is. */
static const char numbering[] =
  "<w:numbering " W "><w:abstractNum w:abstractNumId='1'>"
  "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/>"
  "</w:lvl><w:lvl w:ilvl='1'><w:lvlText w:val='%1.%2'/></w:lvl>"
  "<w:lvl w:ilvl='2'><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='(%3)'/></w:lvl>"
  "</w:abstractNum><w:abstractNum w:abstractNumId='2'>"
  "<w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='*'/></w:lvl></w:abstractNum>"
  "<w:abstractNum w:abstractNumId='4'>"
  "<w:lvl w:ilvl='0'><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1)'/></w:lvl>"
  "<w:lvl w:ilvl='1'><w:start w:val='3'/><w:lvlRestart w:val='0'/><w:lvlText w:val='%2'/></w:lvl>"
  "<w:lvl w:ilvl='2'><w:isLgl/><w:lvlText w:val='%1.%2.%3'/></w:lvl></w:abstractNum>"
  "<w:abstractNum w:abstractNumId='6'><w:numStyleLink w:val='S'/></w:abstractNum>"
  "<w:abstractNum w:abstractNumId='7'><w:styleLink w:val='S'/><w:lvl w:ilvl='0'>"
  "<w:pStyle w:val='Head'/><w:lvlText w:val='§ %1'/></w:lvl></w:abstractNum>"
  "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
  "<w:num w:numId='2'><w:abstractNumId w:val='2'/></w:num>"
  "<w:num w:numId='3'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'>"
  "<w:startOverride w:val='5'/></w:lvlOverride></w:num>"
  "<w:num w:numId='4'><w:abstractNumId w:val='4'/></w:num>"
  "<w:num w:numId='6'><w:abstractNumId w:val='6'/></w:num>"
  "<w:num w:numId='8'><w:abstractNumId w:val='99'/></w:num>"
  "<w:num w:numId='9'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'>"
  "<w:lvl w:ilvl='0'><w:start w:val='200000000'/><w:lvlText w:val='%1%9%0%'/></w:lvl>"
  "</w:lvlOverride></w:num></w:numbering>";

static const char styles[] =
  "<w:styles " W "><w:style w:styleId='Head'><w:name w:val='heading 1'/><w:pPr><w:numPr>"
  "<w:numId w:val='6'/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>"
  "<w:style w:styleId='Item'><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr>"
  "</w:pPr></w:style><w:style w:styleId='Sub'><w:basedOn w:val='Item'/></w:style>"
  "<w:style w:styleId='Plain'><w:basedOn w:val='Item'/><w:pPr><w:numPr><w:numId w:val='0'/>"
  "</w:numPr></w:pPr></w:style><w:style w:styleId='Loud'><w:rPr><w:b/><w:i/></w:rPr></w:style>"
  "<w:style w:styleId='Gone'><w:rPr><w:vanish/></w:rPr></w:style>"
  "<w:style w:styleId='A'><w:basedOn w:val='B'/></w:style>"
  "<w:style w:styleId='B'><w:basedOn w:val='A'/></w:style></w:styles>";

static CwText *
read_parts (const char *body,
            const char *list_part,
            const char *style_part,
            GError    **error)
{
  g_autofree char *document = g_strconcat ("<w:document " W "><w:body>", body,
                                           "</w:body></w:document>", NULL);
  const CwTestPart parts[] = {
    { "_rels/.rels",
      "<Relationships>" RELATION ("a", "officeDocument", "word/document.xml") "</Relationships>" },
    { "word/document.xml", document },
    { "word/_rels/document.xml.rels",
      "<Relationships>" RELATION ("n", "numbering", "numbering.xml")
        RELATION ("s", "styles", "styles.xml") RELATION ("d", "diagramData", "diagrams/data1.xml")
          RELATION ("c", "comments", "comments.xml") "</Relationships>" },
    { "word/numbering.xml", list_part },
    { "word/styles.xml", style_part },
    { "word/diagrams/data1.xml",
      "<dgm:dataModel xmlns:dgm='http://d.example' xmlns:a='http://a.example' "
      "xmlns:r='http://r.example'><a:p><a:r><a:t>in the diagram</a:t></a:r></a:p>"
      "<dgm:relIds r:dm='d'/></dgm:dataModel>" },
    { "word/diagrams/_rels/data1.xml.rels",
      "<Relationships>" RELATION ("d", "diagramData", "data1.xml") "</Relationships>" },
    { "word/comments.xml", "<w:comments " W "><w:comment w:id='1' w:author='Ann'><w:p>" T (
                             "Why?") "</w:p></w:comment></w:comments>" },
  };
  g_autoptr (GBytes) bytes = cw_test_zip (parts, G_N_ELEMENTS (parts));

  return cw_reader_read (bytes, "a.docx", NULL, NULL, error);
}

static CwText *
read_body (const char *body)
{
  g_autoptr (GError) error = NULL;
  CwText *text = read_parts (body, numbering, styles, &error);

  g_assert_no_error (error);
  return text;
}

typedef struct
{
  const char *body, *expected;
} Case;

static void
check_cases (const Case *cases,
             gsize       n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr (CwText) text = read_body (cases[i].body);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (text->text, ==, cases[i].expected);
    }
}

static void
test_numbers (void)
{
  static const Case cases[] = {
    { ITEM ("0", "1", "a") ITEM ("0", "1", "b"), "1. a\n2. b" },
    { ITEM ("0", "1", "a") ITEM ("1", "1", "b") ITEM ("1", "1", "c") ITEM ("2", "1", "d")
        ITEM ("0", "1", "e") ITEM ("1", "1", "f"),
      "1. a\n1.1 b\n1.2 c\n(a) d\n2. e\n2.1 f" },
    { ITEM ("1", "1", "a"), "1.1 a" },
    { ITEM ("0", "2", "a"), "a" },
    { ITEM ("0", "1", "a") ITEM ("0", "3", "b") ITEM ("0", "3", "c") ITEM ("0", "1", "d"),
      "1. a\n5. b\n6. c\n7. d" },
    { ITEM ("0", "4", "a") ITEM ("1", "4", "b") ITEM ("0", "4", "c") ITEM ("1", "4", "d")
        ITEM ("2", "4", "e"),
      "I) a\n3 b\nII) c\n4 d\n2.4.1 e" },
    { ITEM ("0", "8", "a") ITEM ("0", "0", "b") ITEM ("0", "77", "c"), "a\nb\nc" },
    { ITEM ("0", "9", "a") ITEM ("99", "9", "b") ITEM ("-4", "9", "c"),
      "2000000001%0% a\nb\n2000000011%0% c" },
    /* A paragraph whose mark was deleted is one with the next. */
    { ITEM ("0", "1", "a")
        P ("<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>" T ("b"))
          ITEM ("0", "1", "c") ITEM ("0", "1", "d"),
      "1. a\n2. bc\n3. d" },
    { ITEM ("0", "1", "") ITEM ("0", "1", "b"), "\n2. b" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_styles (void)
{
  static const Case cases[] = {
    { STYLED ("Item", "a") STYLED ("Sub", "b") STYLED ("Plain", "c"), "1.1 a\n1.2 b\nc" },
    { STYLED ("Head", "a") STYLED ("Head", "b"), "§ 1 a\n§ 2 b" },
    { STYLED ("Gone", "a") STYLED ("A", "b") STYLED ("None", "c"), "\nb\nc" },
    { P ("<w:r><w:rPr><w:rStyle w:val='Gone'/></w:rPr><w:t>a</w:t></w:r>" T ("b")), "b" },
  };
  g_autoptr (CwText) loud = NULL;
  g_autoptr (CwText) head = NULL;

  check_cases (cases, G_N_ELEMENTS (cases));
  loud = read_body (STYLED ("Loud", "a"));
  g_assert_cmpuint (loud->spans->len, ==, 2);
  /* That a heading is bold says nothing more of it. */
  head = read_body (STYLED ("Head", "a"));
  g_assert_cmpuint (head->spans->len, ==, 1);
  g_assert_cmpint (g_array_index (head->spans, CwSpan, 0).kind, ==, CW_SPAN_HEADING);
}

#define MATH(inner) P ("<m:oMath>" inner "</m:oMath>")
#define M(text) "<m:r><m:t>" text "</m:t></m:r>"
#define E(inner) "<m:e>" inner "</m:e>"

static void
test_formulas (void)
{
  static const Case cases[] = {
    { MATH (M ("x") M ("=") "<m:f><m:num>" M ("a+b") "</m:num><m:den>" M ("2") "</m:den></m:f>"),
      "x = (a + b)/2" },
    { MATH ("<m:sSup>" E (M ("x")) "<m:sup>" M ("2") "</m:sup></m:sSup>"), "x^2" },
    { MATH ("<m:sSubSup>" E (M ("x")) "<m:sub>" M ("i") "</m:sub><m:sup>" M (
        "2") "</m:sup></m:sSubSup>"),
      "x_i^2" },
    { MATH ("<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/>" E (M ("x")) "</m:rad>"),
      "√(x)" },
    { MATH (
        "<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/><m:sepChr m:val=','/></m:dPr>" E (
          M ("a")) E (M ("b")) "</m:d>"),
      "[a, b]" },
    { MATH ("<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>" M ("i=1") "</m:sub><m:sup>" M (
        "n") "</m:sup>" E (M ("x")) "</m:nary>"),
      "∑_(i = 1)^n x" },
    { MATH ("<m:nary><m:naryPr/>" E (M ("x")) "</m:nary>"), "∫ x" },
    { MATH ("<m:func><m:fName>" M ("sin") "</m:fName>" E (M ("x")) "</m:func>"), "sin x" },
    { P (T ("so ") "<m:oMathPara><m:oMath>" M ("y") "</m:oMath></m:oMathPara>" T (" it is")),
      "so y it is" },
    { MATH (""), "" },
    /* Parts of formulas where there is none. */
    { P ("<m:d>" E (T ("a")) "</m:d><m:sup>" T ("b") "</m:sup><m:nary/>"), "ab" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_signs (void)
{
  static const Case cases[] = {
    { P (
        "<w:r><w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr><w:t>ab\xEF\x83\x9A</w:t></w:r>" T ("ab")),
      "αβ∨ab" },
    { P ("<w:r><w:sym w:font='Symbol' w:char='F061'/></w:r>"), "α" },
    { P ("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>"), "✓" },
    { P ("<w:r><w:sym w:font='Other' w:char='0041'/><w:sym w:char='0'/></w:r>"), "A\xEF\xBF\xBD" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
  for (gunichar c = 0; c < 0x10000; c++)
    g_assert_cmpuint (cw_symbol_font_map (CW_FONT_OF_LETTERS, c), ==, c);
  g_assert_cmpuint (cw_symbol_font_map (CW_FONT_SYMBOL, 0x20), ==, 0x20);
  g_assert_cmpuint (cw_symbol_font_map (CW_FONT_SYMBOL, 0xFE), ==, 0x23AD);
  g_assert_cmpuint (cw_symbol_font_map (CW_FONT_SYMBOL, 0xFF), ==, 0xFF);
  g_assert_cmpuint (cw_symbol_font_map (CW_FONT_SYMBOL, 0x7F), ==, 0x7F);
  g_assert_cmpuint (cw_symbol_font_map (CW_FONT_SYMBOL, 0xE5), ==, 0x2211);
}

#define DRAWING(properties, inner) \
  "<w:r><w:drawing><wp:docPr xmlns:wp='http://p.example' " properties "/>" inner \
  "</w:drawing></w:r>"

static void
test_drawings (void)
{
  static const Case cases[] = {
    { P (DRAWING ("descr='a map'", "<pic/>")), "[image: a map]" },
    { P (DRAWING ("title='a map' descr=''", "<pic/>")), "[image: a map]" },
    { P (DRAWING ("descr='C:\\Users\\ann\\map.png'", "<pic/>")), "[image]" },
    { P (DRAWING ("descr='MAP.JPEG'", "<pic/>") DRAWING ("", "<chart/>")),
      "[image][image: chart]" },
    { P (DRAWING ("", "<relIds r:dm='d'/>") T ("a") DRAWING ("", "<relIds r:dm='d'/>")),
      "a\nin the diagram" },
    { P ("<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:txbxContent>" ITEM (
        "0", "2", "box") "</w:txbxContent></w:r>" T ("a")),
      "1. a\nbox" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_comment_range (void)
{
  g_autoptr (CwText) text = read_body (P (T ("a ") "<w:commentRangeStart w:id='1'/>" T (
    "bc") "<w:commentRangeEnd w:id='1'/>" T (" d ") "<w:r><w:commentReference w:id='1'/></w:r>"));
  const CwSpan *span = &g_array_index (text->spans, CwSpan, 0);

  g_assert_cmpuint (text->spans->len, ==, 1);
  g_assert_cmpstr (span->data, ==, "Ann\nWhy?");
  g_assert_cmpuint (span->start, ==, 2);
  g_assert_cmpuint (span->end, ==, 4);
}

/* Damage in what only says how the text looks costs no text. */
static void
test_damaged_looks (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) lists = read_parts (ITEM ("0", "1", "a"), "<w:numbering", styles, &error);
  g_autoptr (CwText) looks = read_parts (STYLED ("Head", "a"), numbering, "", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lists->text, ==, "a");
  g_assert_cmpstr (looks->text, ==, "a");
  g_assert_cmpuint (lists->warnings->len, ==, 1);
  g_assert_cmpuint (looks->warnings->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/docx/numbers", test_numbers);
  g_test_add_func ("/import/docx/styles", test_styles);
  g_test_add_func ("/import/docx/formulas", test_formulas);
  g_test_add_func ("/import/docx/signs", test_signs);
  g_test_add_func ("/import/docx/drawings", test_drawings);
  g_test_add_func ("/import/docx/comment-range", test_comment_range);
  g_test_add_func ("/import/docx/damaged-looks", test_damaged_looks);
  return g_test_run ();
}
