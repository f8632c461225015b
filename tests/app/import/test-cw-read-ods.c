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
  "xmlns:dc='http://purl.org/dc/elements/1.1/'"
#define TYPE "application/vnd.oasis.opendocument.spreadsheet"
#define CELL(text) "<table:table-cell><text:p>" text "</text:p></table:table-cell>"
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"
#define TABLE(name, rows) "<table:table table:name=\"" name "\">" rows "</table:table>"

static char *
make_content (const char *root,
              const char *attributes,
              const char *body)
{
  return g_strdup_printf (
    "<%s " NAMESPACES " %s><office:automatic-styles><style:style style:name='h'>"
    "<style:table-properties table:display='false'/></style:style></office:automatic-styles>"
    "<office:body><office:spreadsheet>%s</office:spreadsheet></office:body></%s>",
    root, attributes, body, root);
}

static CwText *
read_sheets (const char *body,
             GError    **error)
{
  g_autofree char *xml = make_content ("office:document-content", "", body);
  const CwTestPart parts[] = { { "mimetype", TYPE }, { "content.xml", xml } };
  g_autoptr (GBytes) bytes = cw_test_zip (parts, G_N_ELEMENTS (parts));

  return cw_reader_read (bytes, "a.ods", NULL, NULL, error);
}

static void
test_texts (void)
{
  static const struct
  {
    const char *body, *expected;
  } cases[] = {
    { TABLE ("One", "") TABLE ("Two", ROW (CELL ("a") CELL ("b"))), "One\nTwo\na\tb" },
    { TABLE ("One", ROW ("<table:table-cell><text:p>two  lines<text:s text:c='2'/>x</text:p> "
                         "<text:p>b<text:line-break/>c<text:tab/>d</text:p></table:table-cell>")),
      "One\ntwo lines  x\nb\nc d" },
    { TABLE ("One", "<table:table-row table:number-rows-repeated='2'><table:table-cell "
                    "table:number-columns-repeated='3'/><table:table-cell "
                    "table:number-columns-repeated='2'><text:p>x</text:p></table:table-cell>"
                    "</table:table-row><table:table-row table:number-rows-repeated='1048574'>"
                    "<table:table-cell table:number-columns-repeated='16384'/></table:table-row>"),
      "One\n\tx\tx\n\tx\tx" },
    { TABLE ("One", ROW (CELL ("a") "<table:covered-table-cell/>" CELL ("b"))), "One\na\t\tb" },
    { "<table:tracked-changes><text:p>old</text:p></table:tracked-changes>" TABLE (
        "One", ROW (CELL ("a"))),
      "One\na" },
    { TABLE ("'file:///x.ods'#S", ROW (CELL ("other"))) TABLE ("One", ROW (CELL ("a"))), "One\na" },
    { TABLE ("One", "<table:shapes><draw:frame><draw:text-box><text:p>in a</text:p><text:p>box"
                    "</text:p></draw:text-box></draw:frame></table:shapes>" ROW (CELL ("a"))),
      "One\na\nin a\nbox" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = read_sheets (cases[i].body, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text->text, ==, cases[i].expected);
    }
}

static void
test_values (void)
{
  static const struct
  {
    const char *cell, *expected;
  } cases[] = {
    { "office:value-type='float' office:value='3.14159265358979'><text:p>3.14</text:p>",
      "3.14159265358979" },
    { "office:value-type='float' office:value='0.30000000000000004'><text:p>0.3</text:p>", "0.3" },
    { "office:value-type='float' office:value='0'><text:p>#REF!</text:p>", "#REF!" },
    { "office:value-type='currency' office:value='1250'><text:p>1.250,00 €</text:p>", "1250" },
    { "office:value-type='percentage' office:value='0.666666666666667'><text:p>67%</text:p>",
      "66.66667%" },
    { "office:value-type='date' office:date-value='2021-03-04'><text:p>04.03.21</text:p>",
      "2021-03-04" },
    { "office:value-type='date' office:date-value='2021-03-04T12:30:00.000'><text:p>4</text:p>",
      "2021-03-04 12:30:00" },
    { "office:value-type='time' office:time-value='PT26H03M00.5000S'><text:p>2</text:p>",
      "26:03:00.5" },
    { "office:value-type='time' office:time-value='soon'><text:p>later</text:p>", "later" },
    { "office:value-type='time' office:time-value='PT1X'><text:p>later</text:p>", "later" },
    { "office:value-type='boolean' office:boolean-value='true'><text:p>WAHR</text:p>", "TRUE" },
    { "office:value-type='string' office:string-value='full'><text:p>shown</text:p>", "shown" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf (
        "<table:table table:name='S'><table:table-row><table:table-cell %s</table:table-cell>"
        "</table:table-row></table:table>",
        cases[i].cell);
      g_autofree char *expected = g_strconcat ("S\n", cases[i].expected, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = read_sheets (body, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text->text, ==, expected);
    }
}

static void
test_comments_and_hidden (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = read_sheets (
    "<table:table table:name='S' table:style-name='h'><table:table-column "
    "table:visibility='collapse'/><table:table-row table:visibility='filter' "
    "table:number-rows-repeated='2'><table:table-cell><office:annotation><dc:creator>Ann"
    "</dc:creator><dc:date>2021-03-04</dc:date><text:p>why</text:p><text:p>not</text:p>"
    "</office:annotation><text:p>cell</text:p></table:table-cell></table:table-row></table:table>",
    &error);
  guint n_comments = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (text->text, ==, "S\ncell\ncell");
  g_assert_cmpuint (text->warnings->len, ==, 1);
  g_assert_nonnull (
    strstr (g_ptr_array_index (text->warnings, 0), "sheets: 1, rows: 2, columns: 1"));
  for (guint i = 0; i < text->spans->len; i++)
    {
      const CwSpan *span = &g_array_index (text->spans, CwSpan, i);

      if (span->kind != CW_SPAN_COMMENT)
        continue;
      n_comments++;
      g_assert_cmpstr (span->data, ==, "Ann\nwhy\nnot");
      g_assert_cmpuint (span->start, ==, 2);
      g_assert_cmpuint (span->end, ==, 6);
    }
  g_assert_cmpuint (n_comments, ==, 1);
}

/* One XML file, and an archive that says what it is only in its manifest. */
static void
test_recognised (void)
{
  static const char body[] = TABLE ("One", ROW (CELL ("a")));
  g_autofree char *flat = make_content ("office:document", "office:mimetype='" TYPE "'", body);
  g_autofree char *xml = make_content ("office:document-content", "", body);
  const CwTestPart parts[] = {
    { "content.xml", xml },
    { "META-INF/manifest.xml", "<m:manifest xmlns:m='http://m.example'><m:file-entry "
                               "m:media-type='" TYPE "' m:full-path='/'/></m:manifest>" },
  };
  g_autoptr (GBytes) flat_bytes = g_bytes_new (flat, strlen (flat));
  g_autoptr (GBytes) archive_bytes = cw_test_zip (parts, G_N_ELEMENTS (parts));
  GBytes *files[] = { flat_bytes, archive_bytes };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = cw_reader_read (files[i], "a", NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text->format, ==, "ods");
      g_assert_cmpstr (text->text, ==, "One\na");
    }
}

static void
test_refused (void)
{
  static const char *const repeated =
    "<table:table table:name='S'><table:table-row table:number-rows-repeated='100000000'>"
    "<table:table-cell table:number-columns-repeated='16000'><text:p>x</text:p>"
    "</table:table-cell></table:table-row></table:table>";
  static const CwTestPart locked[] = {
    { "mimetype", TYPE },
    { "META-INF/manifest.xml", "<m><encryption-data/></m>" },
    { "content.xml", "?" },
  };
  static const CwTestPart empty[] = { { "mimetype", TYPE } };
  g_autoptr (GBytes) protected_bytes = cw_test_zip (locked, G_N_ELEMENTS (locked));
  g_autoptr (GBytes) empty_bytes = cw_test_zip (empty, G_N_ELEMENTS (empty));
  g_autoptr (GError) error = NULL;

  g_assert_null (read_sheets (repeated, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (read_sheets ("<table:table>", &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (cw_reader_read (protected_bytes, "a.ods", NULL, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_PROTECTED);
  g_clear_error (&error);
  g_assert_null (cw_reader_read (empty_bytes, "a.ods", NULL, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/ods/texts", test_texts);
  g_test_add_func ("/import/ods/values", test_values);
  g_test_add_func ("/import/ods/comments-and-hidden", test_comments_and_hidden);
  g_test_add_func ("/import/ods/recognised", test_recognised);
  g_test_add_func ("/import/ods/refused", test_refused);
  return g_test_run ();
}
