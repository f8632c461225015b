/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-error.h"
#include "cw-row-writer.h"
#include "cw-test-rounds.h"

#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const CwColumn columns[] = {
  { "name", CW_COLUMN_TEXT },
  { "n", CW_COLUMN_INTEGER },
  { "share", CW_COLUMN_DECIMAL },
  { "done", CW_COLUMN_BOOLEAN },
};

static char *
take_text (GOutputStream *stream)
{
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static char *
write_sample (CwFormat         format,
              CwRowWriterFlags flags,
              guint            width)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (CwRowWriter) writer = NULL;
  g_autoptr (GError) error = NULL;

  writer = cw_row_writer_new (stream, format, columns, G_N_ELEMENTS (columns), flags);
  cw_row_writer_set_width (writer, width);
  cw_row_writer_text (writer, "Wort, \"mit\"\nUmbruch");
  cw_row_writer_int (writer, -12);
  cw_row_writer_double (writer, 0.1);
  cw_row_writer_boolean (writer, TRUE);
  g_assert_true (cw_row_writer_end_row (writer, &error));
  cw_row_writer_text (writer, "日本");
  cw_row_writer_int (writer, G_MININT64);
  cw_row_writer_double (writer, NAN);
  cw_row_writer_boolean (writer, FALSE);
  g_assert_true (cw_row_writer_end_row (writer, &error));
  cw_row_writer_text (writer, "=1+1");
  g_assert_true (cw_row_writer_end_row (writer, &error));
  g_assert_true (cw_row_writer_finish (writer, &error));
  g_assert_no_error (error);
  return take_text (stream);
}

static void
test_formats (void)
{
  g_autofree char *csv = write_sample (CW_FORMAT_CSV, CW_ROW_WRITER_DEFAULT, 0);
  g_autofree char *sheet = write_sample (CW_FORMAT_CSV, CW_ROW_WRITER_SPREADSHEET, 0);
  g_autofree char *json = write_sample (CW_FORMAT_JSON, CW_ROW_WRITER_DEFAULT, 0);
  g_autofree char *text = write_sample (CW_FORMAT_TEXT, CW_ROW_WRITER_DEFAULT, 0);
  g_autofree char *bare = write_sample (CW_FORMAT_CSV, CW_ROW_WRITER_NO_HEADER, 0);

  g_assert_cmpstr (csv, ==,
                   "name,n,share,done\r\n\"Wort, \"\"mit\"\"\nUmbruch\",-12,0.1,true\r\n"
                   "日本,-9223372036854775808,,false\r\n=1+1,,,\r\n");
  g_assert_cmpstr (strstr (sheet, "日本"), ==, "日本,-9223372036854775808,,false\r\n'=1+1,,,\r\n");
  g_assert_true (g_str_has_prefix (bare, "\"Wort"));
  g_assert_cmpstr (json, ==,
                   "[\n{\"name\":\"Wort, \\\"mit\\\"\\nUmbruch\",\"n\":-12,\"share\":0.1,"
                   "\"done\":true},\n"
                   "{\"name\":\"日本\",\"n\":-9223372036854775808,\"share\":null,\"done\":false},\n"
                   "{\"name\":\"=1+1\",\"n\":null,\"share\":null,\"done\":null}\n]\n");
  g_assert_cmpstr (text, ==,
                   "name                                    n  share  done\n"
                   "Wort, \"mit\" Umbruch                   -12    0.1  yes\n"
                   "日本                 -9223372036854775808         no\n"
                   "=1+1\n");
}

static void
test_guard (void)
{
  static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "a", "" };
  static const CwColumn column[] = { { "x", CW_COLUMN_TEXT } };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
      g_autoptr (CwRowWriter) writer = cw_row_writer_new (stream, CW_FORMAT_CSV, column, 1,
                                                          CW_ROW_WRITER_SPREADSHEET);
      g_autofree char *cell = g_strconcat (starts[i], ",1", NULL);
      g_autofree char *expected = g_strdup_printf ("x\r\n\"%s%s,1\"\r\n", i < 6 ? "'" : "",
                                                   starts[i]);
      g_autofree char *csv = NULL;

      cw_row_writer_text (writer, cell);
      cw_row_writer_end_row (writer, NULL);
      cw_row_writer_finish (writer, NULL);
      csv = take_text (stream);
      g_assert_cmpstr (csv, ==, expected);
    }
}

static void
test_no_rows (void)
{
  static const char *const expected[] = { "name  n  share  done\n", "name,n,share,done\r\n",
                                          "[]\n" };

  for (CwFormat format = CW_FORMAT_TEXT; format <= CW_FORMAT_JSON; format++)
    {
      g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
      g_autoptr (CwRowWriter) writer = cw_row_writer_new (stream, format, columns, 4,
                                                          CW_ROW_WRITER_DEFAULT);
      g_autofree char *text = NULL;

      g_assert_true (cw_row_writer_finish (writer, NULL));
      text = take_text (stream);
      g_assert_cmpstr (text, ==, expected[format]);
    }
}

static void
test_terminal (void)
{
  g_autofree char *text = write_sample (CW_FORMAT_TEXT, CW_ROW_WRITER_DEFAULT, 44);

  g_assert_cmpstr (text, ==,
                   "name                          n  share  done\n"
                   "Wort, \"m…                   -12    0.1  yes\n"
                   "日本       -9223372036854775808         no\n"
                   "=1+1\n");
}

/* After the first rows widths stay, and nothing is lost. */
static void
test_many_rows (void)
{
  static const CwColumn two[] = { { "a", CW_COLUMN_TEXT }, { "b", CW_COLUMN_INTEGER } };
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (CwRowWriter) writer = cw_row_writer_new (stream, CW_FORMAT_TEXT, two, 2,
                                                      CW_ROW_WRITER_DEFAULT);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 50000; i++)
    {
      g_autofree char *name = g_strdup_printf ("row %u", i);

      cw_row_writer_text (writer, name);
      cw_row_writer_int (writer, i);
      g_assert_true (cw_row_writer_end_row (writer, NULL));
    }
  g_assert_true (cw_row_writer_finish (writer, NULL));
  text = take_text (stream);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 50002);
  g_assert_cmpstr (lines[1], ==, "row 0      0");
  g_assert_cmpstr (lines[50000], ==, "row 49999  49999");
}

static void
test_failures (void)
{
  static const CwColumn column[] = { { "x", CW_COLUMN_TEXT } };
  int ends[2];

  signal (SIGPIPE, SIG_IGN);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GOutputStream) stream = NULL;
      g_autoptr (CwRowWriter) writer = NULL;
      g_autoptr (GError) error = NULL;
      int expected = i == 0 ? G_IO_ERROR_NO_SPACE : G_IO_ERROR_BROKEN_PIPE;
      int fd = open ("/dev/full", O_WRONLY | O_CLOEXEC);

      if (fd < 0)
        {
          g_test_skip ("there is no /dev/full");
          return;
        }
      if (i == 1)
        {
          close (fd);
          g_assert_cmpint (pipe (ends), ==, 0);
          close (ends[0]);
          fd = ends[1];
        }
      stream = g_unix_output_stream_new (fd, TRUE);
      writer = cw_row_writer_new (stream, CW_FORMAT_CSV, column, 1, CW_ROW_WRITER_DEFAULT);
      cw_row_writer_text (writer, "x");
      g_assert_true (cw_row_writer_end_row (writer, NULL));
      g_assert_false (cw_row_writer_finish (writer, &error));
      g_assert_error (error, G_IO_ERROR, expected);
      g_assert_true (g_str_has_prefix (error->message, "writing the result: "));
      g_clear_error (&error);
      g_assert_false (cw_row_writer_end_row (writer, &error));
      g_assert_error (error, G_IO_ERROR, expected);
    }
}

static void
test_format_parse (void)
{
  g_autoptr (GError) error = NULL;
  CwFormat format;

  g_assert_true (cw_format_parse ("json", &format, NULL));
  g_assert_cmpint (format, ==, CW_FORMAT_JSON);
  g_assert_false (cw_format_parse ("xml", &format, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_USAGE);
}

/* Strings of what is special in any of the formats. */
static char *
hostile_string (void)
{
  static const char *const parts[] = {
    "\"",   ",", "\n", "\r", "\r\n", "\\",           "'",    "=",    "\t", "é", "😀",
    "\x01", "{", "]",  "a",  " ",    "\xe2\x80\xa8", "\x7f", "null",
  };
  GString *text = g_string_new (NULL);
  guint n = (guint) g_test_rand_int_range (0, 12);

  for (guint i = 0; i < n; i++)
    g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
  return g_string_free (text, FALSE);
}

/* A plain reader of RFC 4180: the fields of all records, one after the other. */
static GPtrArray *
read_csv (const char *csv)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) field = g_string_new (NULL);

  while (*csv != '\0')
    {
      if (*csv == '"')
        {
          for (csv++; csv[0] != '"' || csv[1] == '"'; csv++)
            {
              g_assert_true (*csv != '\0');
              g_string_append_c (field, *csv);
              csv += *csv == '"';
            }
          csv++;
        }
      else
        while (*csv != ',' && *csv != '\r')
          {
            g_assert_true (*csv != '\n' && *csv != '"' && *csv != '\0');
            g_string_append_c (field, *csv++);
          }
      g_ptr_array_add (fields, g_strdup (field->str));
      g_string_truncate (field, 0);
      if (*csv == ',')
        csv++;
      else
        {
          g_assert_cmpint (csv[0], ==, '\r');
          g_assert_cmpint (csv[1], ==, '\n');
          csv += 2;
        }
    }
  return fields;
}

static void
check_json (const char *json,
            GPtrArray  *cells)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *rows;

  json_parser_load_from_data (parser, json, -1, &error);
  g_assert_no_error (error);
  rows = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (rows), ==, cells->len / 2);
  for (guint i = 0; i < cells->len; i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i / 2);

      g_assert_cmpstr (json_object_get_string_member (row, i % 2 == 0 ? "a,\"" : "b"), ==,
                       g_ptr_array_index (cells, i));
    }
}

static void
round_trip (CwFormat   format,
            GPtrArray *cells)
{
  static const CwColumn two[] = { { "a,\"", CW_COLUMN_TEXT }, { "b", CW_COLUMN_TEXT } };
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (CwRowWriter) writer = cw_row_writer_new (stream, format, two, 2,
                                                      CW_ROW_WRITER_DEFAULT);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) fields = NULL;

  for (guint i = 0; i < cells->len; i += 2)
    {
      cw_row_writer_text (writer, g_ptr_array_index (cells, i));
      cw_row_writer_text (writer, g_ptr_array_index (cells, i + 1));
      g_assert_true (cw_row_writer_end_row (writer, NULL));
    }
  g_assert_true (cw_row_writer_finish (writer, NULL));
  text = take_text (stream);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  if (format == CW_FORMAT_JSON)
    {
      check_json (text, cells);
      return;
    }

  fields = read_csv (text);
  g_assert_cmpuint (fields->len, ==, cells->len + 2);
  for (guint i = 0; i < cells->len; i++)
    g_assert_cmpstr (g_ptr_array_index (fields, i + 2), ==, g_ptr_array_index (cells, i));
}

static void
test_round_trips (void)
{
  guint rounds = cw_test_rounds (200, 20000);

  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      guint n_rows = (guint) g_test_rand_int_range (0, 30);

      for (guint j = 0; j < n_rows * 2; j++)
        g_ptr_array_add (cells, hostile_string ());
      round_trip (CW_FORMAT_CSV, cells);
      round_trip (CW_FORMAT_JSON, cells);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/row-writer/formats", test_formats);
  g_test_add_func ("/report/row-writer/guard", test_guard);
  g_test_add_func ("/report/row-writer/no-rows", test_no_rows);
  g_test_add_func ("/report/row-writer/terminal", test_terminal);
  g_test_add_func ("/report/row-writer/many-rows", test_many_rows);
  g_test_add_func ("/report/row-writer/failures", test_failures);
  g_test_add_func ("/report/row-writer/format-parse", test_format_parse);
  g_test_add_func ("/report/row-writer/round-trips", test_round_trips);
  return g_test_run ();
}
