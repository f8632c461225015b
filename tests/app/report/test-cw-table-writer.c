/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-table-writer.h"

#include <string.h>

static CwTable *
make_table (void)
{
  CwTable *table = cw_table_new (2, 3);
  const CwTableHeader rows[] = { { "Barrier", "Barrier", { { 1 } }, 0 },
                                 { "Time", "Barrier/Time", { { 2 } }, 1 } };
  const CwTableHeader columns[] = { { "Acme", NULL, { { 3 } }, 0 },
                                    { "Acme", NULL, { { 4 } }, 0 },
                                    { "code", NULL, { { 5 } }, 0 } };

  for (guint i = 0; i < 2; i++)
    cw_table_set_row (table, i, &rows[i], NULL);
  for (guint i = 0; i < 3; i++)
    cw_table_set_column (table, i, &columns[i], NULL);
  cw_table_set_nouns (table, "code", "case");
  cw_table_set_title (table, "Codes × Cases\x1b[2J: codings");
  cw_table_set_question (table, "Each cell counts codings.");
  cw_table_set_has_totals (table, TRUE);
  cw_table_set_number (table, 0, 0, CW_CELL_INTEGER, 12);
  cw_table_set_number (table, 0, 1, CW_CELL_PERCENT, 100.0 / 3);
  cw_table_set_number (table, 0, CW_TABLE_TOTAL, CW_CELL_INTEGER, 13);
  cw_table_set_text (table, 1, 2, "a,b");
  cw_table_set_empty (table, 1, 0, "no document belongs to it");
  cw_table_set_number (table, 1, 1, CW_CELL_DECIMAL, 0.5);
  return table;
}

static char *
write_table (CwTable *table,
             CwFormat format)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_table_write (table, stream, format, CW_ROW_WRITER_DEFAULT, 0, &error));
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
test_formats (void)
{
  g_autoptr (CwTable) table = make_table ();
  g_autofree char *csv = write_table (table, CW_FORMAT_CSV);
  g_autofree char *json = write_table (table, CW_FORMAT_JSON);
  g_autofree char *text = write_table (table, CW_FORMAT_TEXT);

  g_assert_cmpstr (csv, ==,
                   "code,Acme,Acme (2),code (2)\r\n"
                   "Barrier,12,33.333333333333336,\r\n"
                   "Barrier/Time,,0.5,\"a,b\"\r\n");
  g_assert_cmpstr (json, ==,
                   "[\n{\"code\":\"Barrier\",\"Acme\":12,\"Acme (2)\":33.333333333333336,"
                   "\"code (2)\":null},\n"
                   "{\"code\":\"Barrier/Time\",\"Acme\":null,\"Acme (2)\":0.5,"
                   "\"code (2)\":\"a,b\"}\n]\n");
  g_assert_cmpstr (text, ==,
                   "Codes × Cases�[2J: codings\nEach cell counts codings.\n\n"
                   "code     Acme  Acme (2)  code (2)  Total\n"
                   "Barrier    12      33.3  –            13\n"
                   "  Time      –     0.500  a,b           –\n"
                   "Total       –         –  –             –\n");
}

static void
test_empty (void)
{
  g_autoptr (CwTable) table = cw_table_new (0, 0);
  g_autofree char *csv = NULL;

  cw_table_set_nouns (table, "code", "case");
  csv = write_table (table, CW_FORMAT_CSV);
  g_assert_cmpstr (csv, ==, "code\r\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/table-writer/formats", test_formats);
  g_test_add_func ("/report/table-writer/empty", test_empty);
  return g_test_run ();
}
