/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-table.h"

#include <string.h>

static void
test_cells (void)
{
  g_autoptr (CwTable) table = cw_table_new (2, 3);
  const CwTableHeader header = { "Time", "Barrier/Time", { { 7 } }, 1 };
  CwCell cell;

  cell = cw_table_get_cell (table, 0, 0);
  g_assert_cmpint (cell.kind, ==, CW_CELL_EMPTY);
  g_assert_null (cell.text);
  cw_table_set_number (table, 0, 0, CW_CELL_INTEGER, 9007199254740992.0);
  cw_table_set_number (table, 0, 1, CW_CELL_PERCENT, -1);
  cw_table_set_text (table, 1, 2, "kappa");
  cw_table_set_empty (table, 1, 1, "too few");
  cw_table_set_empty (table, 1, 0, "too few");
  cw_table_set_number (table, CW_TABLE_TOTAL, CW_TABLE_TOTAL, CW_CELL_DECIMAL, 0.1);
  cell = cw_table_get_cell (table, 0, 0);
  g_assert_cmpfloat (cell.number, ==, 9007199254740992.0);
  cell = cw_table_get_cell (table, 0, 1);
  g_assert_cmpint (cell.kind, ==, CW_CELL_PERCENT);
  g_assert_cmpfloat (cell.number, ==, -1);
  g_assert_null (cell.text);
  g_assert_cmpstr (cw_table_get_cell (table, 1, 2).text, ==, "kappa");
  g_assert_cmpstr (cw_table_get_cell (table, 1, 1).text, ==, "too few");
  g_assert_true (cw_table_get_cell (table, 1, 0).text == cw_table_get_cell (table, 1, 1).text);
  g_assert_cmpfloat (cw_table_get_cell (table, CW_TABLE_TOTAL, CW_TABLE_TOTAL).number, ==, 0.1);

  cw_table_set_row (table, 1, &header, NULL);
  g_assert_cmpstr (cw_table_get_row (table, 1)->path, ==, "Barrier/Time");
  g_assert_cmpuint (cw_table_get_row (table, 1)->guid.bytes[0], ==, 7);
  g_assert_cmpstr (cw_table_get_row (table, 0)->label, ==, "");
}

static void
test_filters (void)
{
  g_autoptr (CwTable) table = cw_table_new (1, 1);
  g_autoptr (CwPassageFilter) all = cw_passage_filter_new ();
  g_autoptr (CwPassageFilter) row = cw_passage_filter_new ();
  g_autoptr (CwPassageFilter) cell = NULL;
  g_autoptr (CwPassageFilter) total = NULL;
  const CwTableHeader header = { .label = "Time" };
  const CwGuid guids[] = { { { 1 } }, { { 2 } } };
  const CwGuid *found;
  guint n_found;

  cw_passage_filter_add_one (all, CW_FILTER_CODERS, &guids[0]);
  cw_passage_filter_add (row, CW_FILTER_CODE_TREES, guids, 2);
  cw_table_set_filter (table, all);
  cw_table_set_row (table, 0, &header, row);
  cell = cw_table_dup_cell_filter (table, 0, 0);
  g_assert_cmpuint (cw_passage_filter_n_conditions (cell), ==, 2);
  g_assert_cmpint (cw_passage_filter_get_condition (cell, 0, &found, &n_found), ==,
                   CW_FILTER_CODERS);
  g_assert_cmpint (cw_passage_filter_get_condition (cell, 1, &found, &n_found), ==,
                   CW_FILTER_CODE_TREES);
  g_assert_cmpuint (n_found, ==, 2);
  g_assert_cmpmem (found, sizeof guids, guids, sizeof guids);
  total = cw_table_dup_cell_filter (table, CW_TABLE_TOTAL, CW_TABLE_TOTAL);
  g_assert_cmpuint (cw_passage_filter_n_conditions (total), ==, 1);
  g_assert_cmpuint (cw_passage_filter_n_conditions (NULL), ==, 0);
}

static void
test_boxed (void)
{
  CwTable *table = cw_table_new (0, 0);
  GValue value = G_VALUE_INIT;

  g_value_init (&value, CW_TYPE_TABLE);
  g_value_take_boxed (&value, table);
  g_assert_true (g_value_get_boxed (&value) == table);
  g_value_unset (&value);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/table/cells", test_cells);
  g_test_add_func ("/analysis/table/filters", test_filters);
  g_test_add_func ("/analysis/table/boxed", test_boxed);
  return g_test_run ();
}
