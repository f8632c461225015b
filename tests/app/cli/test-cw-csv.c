/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-csv.h"

#include "cw-error.h"

#include <string.h>

/* What a file reads as: fields between | , rows between newlines; or what the
 * error says. */
typedef struct
{
  const char *name;
  const char *text;
  const char *rows;
  const char *error;
} Case;

static const Case cases[] = {
  { "plain", "a,b\n1,2\n3,4\n", "2:1|2\n3:3|4\n", NULL },
  { "no-last-line-end", "a,b\n1,2", "2:1|2\n", NULL },
  { "crlf", "a,b\r\n1,2\r\n", "2:1|2\n", NULL },
  { "cr", "a,b\r1,2\r", "2:1|2\n", NULL },
  { "bom",
    "\xef\xbb\xbf"
    "a,b\n1,2\n",
    "2:1|2\n", NULL },
  { "empty-fields", "a,b,c\n,,\n", "2:||\n", NULL },
  { "last-field-empty", "a,b\n1,", "2:1|\n", NULL },
  { "quoted", "a,b\n\"1,5\",\"x\"\n", "2:1,5|x\n", NULL },
  { "quotes-in-quotes", "a\n\"say \"\"yes\"\"\"\n", "2:say \"yes\"\n", NULL },
  { "quoted-empty", "a,b\n\"\",\"\"\"\"\n", "2:|\"\n", NULL },
  { "line-ends-in-quotes", "a,b\n\"one\r\ntwo\",x\n3,4\n", "2:one\r\ntwo|x\n3:3|4\n", NULL },
  { "blank-lines-count", "a,b\n\n1,2\n\n\n3,4\n", "3:1|2\n6:3|4\n", NULL },
  { "spaces-stay", "a,b\n 1 , 2\n", "2: 1 | 2\n", NULL },
  { "quoted-header", "\"a\",\"b, c\"\n1,2\n", "2:1|2\n", NULL },
  { "not-ascii", "na\xc3\xafve,b\n\xe2\x80\x94,\xf0\x9f\x98\x80\n",
    "2:\xe2\x80\x94|\xf0\x9f\x98\x80\n", NULL },
  { "only-header", "a,b\n", "", NULL },
  { "empty", "", NULL, "the file is empty" },
  { "only-bom", "\xef\xbb\xbf", NULL, "the file is empty" },
  { "never-closed", "a,b\n1,2\n3,\"4\n5,6\n", NULL, "row 3, column 2 (b): a quotation mark is" },
  { "text-after-quote", "a,b\n\"1\"x,2\n", NULL, "row 2, column 1 (a): there is text after" },
  { "quote-in-plain", "a,b\n1,2\"3\n", NULL, "row 2, column 2 (b): there is a quotation mark" },
  { "too-many", "a,b\n1,2,3\n", NULL, "row 2 has 3 columns, and the header has 2" },
  { "too-few", "a,b\n\n1\n", NULL, "row 3 has 1 columns, and the header has 2" },
  { "twice", "a,b,A\n", NULL, "two columns are named \"A\"" },
  { "not-utf8", "a,b\n1,\xe9\n", NULL, "byte 7 is not UTF-8" },
};

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (CwCsvReader) reader = cw_csv_reader_new (one->text, strlen (one->text), "t.csv");
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (cw_csv_reader_read_header (reader, &error))
    while (cw_csv_reader_next (reader, &error))
      {
        g_string_append_printf (rows, "%u:", cw_csv_reader_row (reader));
        for (guint i = 0; i < cw_csv_reader_n_fields (reader); i++)
          g_string_append_printf (rows, "%s%s", i > 0 ? "|" : "", cw_csv_reader_field (reader, i));
        g_string_append_c (rows, '\n');
      }
  if (one->error == NULL)
    {
      g_assert_no_error (error);
      g_assert_cmpstr (rows->str, ==, one->rows);
      return;
    }
  g_assert_error (error, CW_ERROR, CW_ERROR_FORMAT);
  g_assert_true (g_str_has_prefix (error->message, "t.csv: "));
  if (strstr (error->message, one->error) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, one->error);
}

static void
test_zero_bytes (void)
{
  const char text[] = "a,b\n1,\0\n";
  g_autoptr (CwCsvReader) reader = cw_csv_reader_new (text, sizeof text - 1, "t.csv");
  g_autoptr (GError) error = NULL;

  g_assert_false (cw_csv_reader_read_header (reader, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_FORMAT);
}

static void
test_columns (void)
{
  const char *text = " Code ,\"document\",START\n";
  g_autoptr (CwCsvReader) reader = cw_csv_reader_new (text, strlen (text), "t.csv");
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_csv_reader_read_header (reader, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cw_csv_reader_find_column (reader, "code"), ==, 0);
  g_assert_cmpint (cw_csv_reader_find_column (reader, "document"), ==, 1);
  g_assert_cmpint (cw_csv_reader_find_column (reader, "start"), ==, 2);
  g_assert_cmpint (cw_csv_reader_find_column (reader, "end"), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/csv/rows/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/csv/zero-bytes", test_zero_bytes);
  g_test_add_func ("/csv/columns", test_columns);
  return g_test_run ();
}
