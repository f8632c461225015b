/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-error.h"
#include "cw-reader.h"
#include "cw-test-zip.h"

#include <string.h>

#define RELATIONS(list) \
  "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" list \
  "</Relationships>"
#define RELATION(id, type, target) \
  "<Relationship Id='" id "' Type='http://a.example/" type "' Target='" target "'/>"
#define MAIN "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"

static const char strings[] =
  "<sst " MAIN "><si><t>shared</t></si><si><r><t>in </t></r><r><rPr><b/></rPr><t>runs</t></r>"
  "<rPh sb='0' eb='1'><t>said</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si><si/></sst>";
static const char styles[] =
  "<styleSheet " MAIN "><numFmts><numFmt numFmtId='170' formatCode='[h]:mm'/></numFmts>"
  "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>"
  "<xf numFmtId='170'/></cellXfs></styleSheet>";

/* A workbook with one sheet, whose cells are given, and more parts. */
static GBytes *
make_workbook (const char       *book,
               const char       *cells,
               const CwTestPart *more,
               gsize             n_more)
{
  g_autofree char *sheet = g_strdup_printf ("<worksheet " MAIN ">%s</worksheet>", cells);
  const CwTestPart base[] = {
    { "_rels/.rels", RELATIONS (RELATION ("a", "officeDocument", "xl/workbook.xml")) },
    { "xl/workbook.xml", book },
    { "xl/_rels/workbook.xml.rels",
      RELATIONS (RELATION ("r1", "worksheet", "worksheets/sheet1.xml") RELATION (
        "r2", "sharedStrings", "sharedStrings.xml") RELATION ("r3", "styles", "styles.xml")
                   RELATION ("r4", "person", "persons/person.xml")
                     RELATION ("r5", "worksheet", "worksheets/sheet2.xml")) },
    { "xl/worksheets/sheet1.xml", sheet },
    { "xl/sharedStrings.xml", strings },
    { "xl/styles.xml", styles },
  };
  CwTestPart parts[G_N_ELEMENTS (base) + 8];

  g_assert_cmpuint (n_more, <=, 8);
  memcpy (parts, base, sizeof base);
  if (n_more > 0)
    memcpy (parts + G_N_ELEMENTS (base), more, n_more * sizeof *more);
  return cw_test_zip (parts, G_N_ELEMENTS (base) + n_more);
}

#define BOOK(attributes) \
  "<workbook " MAIN "><workbookPr/><sheets><sheet name='One' " attributes \
  " id='r1'/></sheets></workbook>"

static CwText *
read_workbook (const char       *book,
               const char       *cells,
               const CwTestPart *more,
               gsize             n_more)
{
  g_autoptr (GBytes) bytes = make_workbook (book, cells, more, n_more);
  g_autoptr (GError) error = NULL;
  CwText *text = cw_reader_read (bytes, "a.xlsx", NULL, NULL, &error);

  g_assert_no_error (error);
  return text;
}

static void
test_cells (void)
{
  static const struct
  {
    const char *cells, *expected;
  } cases[] = {
    { "", "One" },
    { "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>",
      "One\nshared\tin runs" },
    { "<row><c t='s'><v>2</v></c><c t='s'><v>3</v></c><c t='s'><v>99</v></c></row>",
      "One\na\nb_x0041_" },
    { "<row r='2'><c r='C2'><v>0.10000000000000001</v></c></row>", "One\n\t0.1" },
    { "<row r='1'><c r='A1' s='1'><v>36526</v></c><c r='B1' s='2'><v>1.5</v></c>"
      "<c r='C1' s='77'><v>1.5</v></c></row>",
      "One\n2000-01-01 00:00:00\t36:00:00\t1.5" },
    { "<row><c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='e'><v>#N/A</v></c>"
      "<c t='d'><v>2021-03-04T12:30:00</v></c></row>",
      "One\nTrue\tFalse\t#N/A\t2021-03-04 12:30:00" },
    { "<row><c t='inlineStr'><is><t> in </t><rPh><t>no</t></rPh></is></c><c t='str'>"
      "<f>A1&amp;\"x\"</f><v>in x</v></c></row>",
      "One\nin\tin x" },
    { "<row r='9'><c r='B9'><v>2</v></c></row><row r='1'><c r='XFE1'><v>1</v></c></row>",
      "One\n1\n\n\t2" },
    { "<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>", "One\n1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CwText) text = read_workbook (BOOK (""), cases[i].cells, NULL, 0);

      g_assert_cmpstr (text->text, ==, cases[i].expected);
      g_assert_cmpuint (text->warnings->len, ==, 0);
    }
}

/* An extension of Excel 2013 has an element of the same name as the one that counts. */
static void
test_1904 (void)
{
  g_autoptr (CwText) text = read_workbook (
    "<workbook " MAIN "><workbookPr date1904='1'/><sheets><sheet name='One' id='r1'/></sheets>"
    "<extLst><ext><x:workbookPr xmlns:x='http://x.example' chart='1'/></ext></extLst></workbook>",
    "<row><c s='1'><v>1</v></c></row>", NULL, 0);

  g_assert_cmpstr (text->text, ==, "One\n1904-01-02 00:00:00");
}

static void
test_warnings (void)
{
  static const char cells[] = "<cols><col min='1' max='2' hidden='1'/></cols><sheetData>"
                              "<row hidden='1'><c><f>NOW()</f></c><c><v>7</v></c></row>"
                              "</sheetData>";
  static const char book[] = "<workbook " MAIN "><sheets><sheet name='One' state='hidden' id='r1'/>"
                             "<sheet name='Gone' id='r5'/><sheet name='Chart' id='r9'/>"
                             "<sheet name='Again' id='r1'/></sheets></workbook>";
  g_autoptr (CwText) text = read_workbook (book, cells, NULL, 0);

  g_assert_cmpstr (text->text, ==, "One\n\t7");
  g_assert_cmpuint (text->warnings->len, ==, 3);
  g_assert_nonnull (strstr (g_ptr_array_index (text->warnings, 0), "Gone"));
  g_assert_nonnull (strstr (g_ptr_array_index (text->warnings, 1), "sheets: 1, rows: 1"));
  g_assert_nonnull (strstr (g_ptr_array_index (text->warnings, 2), "1 formulas"));
}

static const CwSpan *
find_comment (const CwText *text,
              const char   *data)
{
  for (guint i = 0; i < text->spans->len; i++)
    {
      const CwSpan *span = &g_array_index (text->spans, CwSpan, i);

      if (span->kind == CW_SPAN_COMMENT && strcmp (span->data, data) == 0)
        return span;
    }
  return NULL;
}

static void
test_comments (void)
{
  static const CwTestPart more[] = {
    { "xl/worksheets/_rels/sheet1.xml.rels",
      RELATIONS (RELATION ("a", "comments", "../comments1.xml")
                   RELATION ("b", "threadedComment", "../threads/t1.xml")
                     RELATION ("c", "drawing", "../drawings/d1.xml")) },
    { "xl/comments1.xml",
      "<comments " MAIN "><authors><author>Ann</author><author>tc={1}</author></authors>"
      "<commentList><comment ref='B1' authorId='0'><text><r><t>look </t></r><r><t>here</t></r>"
      "</text></comment><comment ref='A1' authorId='1'><text><t>old copy</t></text></comment>"
      "<comment ref='nowhere' authorId='0'><text><t>lost</t></text></comment></commentList>"
      "</comments>" },
    { "xl/threads/t1.xml", "<ThreadedComments xmlns='http://t.example'><threadedComment ref='A1' "
                           "personId='{p}'><text>a thread</text></threadedComment>"
                           "</ThreadedComments>" },
    { "xl/persons/person.xml", "<personList xmlns='http://t.example'><person displayName='Ben' "
                               "id='{p}'/></personList>" },
    { "xl/drawings/d1.xml",
      "<xdr:wsDr xmlns:xdr='http://d.example' xmlns:a='http://a.example' "
      "xmlns:mc='http://m.example'>"
      "<xdr:sp><xdr:txBody><a:p><a:r><a:t>in a </a:t></a:r><a:r><a:t>box</a:t></a:r></a:p><a:p/>"
      "</xdr:txBody></xdr:sp><mc:Fallback><xdr:sp><xdr:txBody><a:p><a:r><a:t>twice</a:t></a:r>"
      "</a:p></xdr:txBody></xdr:sp></mc:Fallback></xdr:wsDr>" },
  };
  g_autoptr (CwText) text = read_workbook (BOOK (""), "<row><c><v>1</v></c><c><v>22</v></c></row>",
                                           more, G_N_ELEMENTS (more));
  const CwSpan *note = find_comment (text, "Ann\nlook here");
  const CwSpan *thread = find_comment (text, "Ben\na thread");

  g_assert_true (g_str_has_prefix (text->text, "One\n1\t22\nin a box"));
  g_assert_null (strstr (text->text, "twice"));
  g_assert_nonnull (note);
  g_assert_nonnull (thread);
  g_assert_cmpuint (note->start, ==, 6);
  g_assert_cmpuint (note->end, ==, 8);
  g_assert_cmpuint (thread->start, ==, 4);
  g_assert_null (find_comment (text, "tc={1}\nold copy"));
}

static void
test_turns (void)
{
  g_autoptr (CwText) text = read_workbook (
    BOOK (""),
    "<row><c t='str'><v>Start</v></c><c t='str'><v>Speaker</v></c><c t='str'><v>Text</v></c></row>"
    "<row><c t='str'><v>0:05</v></c><c t='str'><v>Ada</v></c><c t='str'><v>Good day.</v></c></row>"
    "<row><c/><c t='str'><v>Ben</v></c><c t='str'><v>Hello.</v></c></row>",
    NULL, 0);
  const CwTurn *turn;
  g_autofree char *said = NULL;

  g_assert_cmpuint (text->turns->len, ==, 2);
  g_assert_cmpuint (text->speakers->len, ==, 2);
  turn = &g_array_index (text->turns, CwTurn, 0);
  said = g_utf8_substring (text->text, turn->text_start, turn->end);
  g_assert_cmpstr (said, ==, "Good day.");
  g_assert_cmpint (turn->time_ms, ==, 5000);
  g_assert_cmpstr (g_ptr_array_index (text->speakers, 1), ==, "Ben");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *book, *cells;
    int code;
    const char *message;
  } cases[] = {
    { "<workbook", "", CW_ERROR_DAMAGED, "a.xlsx: xl/workbook.xml is damaged" },
    { BOOK (""), "<row>", CW_ERROR_DAMAGED, "a.xlsx: xl/worksheets/sheet1.xml is damaged" },
    { "<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>", "", CW_ERROR_FORMAT, "entities" },
  };
  static const CwTestPart binary[] = {
    { "_rels/.rels", RELATIONS (RELATION ("a", "officeDocument", "xl/workbook.bin")) },
    { "xl/workbook.bin", "x" },
  };
  static const CwTestPart none[] = { { "xl/workbook.txt", "x" },
                                     { "[Content_Types].xml", "<a/>" } };
  g_autoptr (GBytes) xlsb = cw_test_zip (binary, G_N_ELEMENTS (binary));
  g_autoptr (GBytes) nothing = cw_test_zip (none, G_N_ELEMENTS (none));
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = make_workbook (cases[i].book, cases[i].cells, NULL, 0);

      g_assert_null (cw_reader_read (bytes, "a.xlsx", NULL, NULL, &error));
      g_assert_error (error, CW_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].message));
      g_clear_error (&error);
    }
  g_assert_null (cw_reader_read (xlsb, "a.xlsb", NULL, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "XLSB"));
  g_clear_error (&error);
  g_assert_null (cw_reader_read (nothing, "a.xlsx", NULL, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/xlsx/cells", test_cells);
  g_test_add_func ("/import/xlsx/1904", test_1904);
  g_test_add_func ("/import/xlsx/warnings", test_warnings);
  g_test_add_func ("/import/xlsx/comments", test_comments);
  g_test_add_func ("/import/xlsx/turns", test_turns);
  g_test_add_func ("/import/xlsx/refused", test_refused);
  return g_test_run ();
}
