/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-error.h"
#include "cw-limits.h"
#include "cw-sheet.h"
#include "cw-test-rounds.h"

#include <string.h>

#define SIDE 9

/* Lets a flow write a sheet, as a reader does. */
static CwText *
write_sheet (CwSheet       *sheet,
             CwSheetHidden *hidden)
{
  g_autoptr (CwFlow) flow = cw_flow_new ("xlsx");
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_sheet_write (sheet, flow, "Sheet", NULL, hidden, NULL, &error));
  g_assert_no_error (error);
  return cw_flow_finish (flow);
}

static void
test_empty (void)
{
  g_autoptr (CwSheet) sheet = cw_sheet_new ();
  CwSheetHidden hidden = { 0 };
  g_autoptr (CwText) text = write_sheet (sheet, &hidden);

  g_assert_cmpstr (text->text, ==, "Sheet");
  g_assert_cmpuint (text->spans->len, ==, 1);
  g_assert_cmpint (g_array_index (text->spans, CwSpan, 0).kind, ==, CW_SPAN_HEADING);
}

static void
test_clean (void)
{
  static const struct
  {
    const char *text, *expected;
  } cases[] = {
    { "  a b  ", "a b" },
    { "a\r\nb", "a\nb" },
    { "a\rb", "a\nb" },
    { "a\tb\x01", "a b" },
    { "\x7f\xc3\xa9", "\x7f\xc3\xa9" },
    { " \n\t", "" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (cases[i].text);

      cw_sheet_clean (text);
      g_assert_cmpstr (text->str, ==, cases[i].expected);
      g_assert_cmpuint (text->len, ==, strlen (cases[i].expected));
    }
}

static void
test_comments (void)
{
  g_autoptr (CwSheet) sheet = cw_sheet_new ();
  g_autoptr (GError) error = NULL;
  CwSheetHidden hidden = { 0 };
  g_autoptr (CwText) text = NULL;
  guint n_comments = 0;

  g_assert_true (cw_sheet_add (sheet, 0, 0, "one", -1, &error));
  g_assert_true (cw_sheet_add (sheet, 0, 1, "two", -1, &error));
  cw_sheet_add_comment (sheet, 2, 1, NULL, "on nothing");
  cw_sheet_add_comment (sheet, 0, 1, "Ann", "why");
  cw_sheet_add_comment (sheet, 0, 1, "Ben", "because");
  text = write_sheet (sheet, &hidden);
  g_assert_cmpstr (text->text, ==, "Sheet\none\ttwo\n\n\t");
  for (guint i = 0; i < text->spans->len; i++)
    {
      const CwSpan *span = &g_array_index (text->spans, CwSpan, i);

      if (span->kind != CW_SPAN_COMMENT)
        continue;
      n_comments++;
      if (strcmp (span->data, "Ann\nwhy") == 0 || strcmp (span->data, "Ben\nbecause") == 0)
        {
          g_assert_cmpuint (span->start, ==, strlen ("Sheet\none\t"));
          g_assert_cmpuint (span->end, ==, strlen ("Sheet\none\ttwo"));
        }
      else
        g_assert_cmpstr (span->data, ==, "\non nothing");
    }
  g_assert_cmpuint (n_comments, ==, 3);
}

static void
test_hidden (void)
{
  g_autoptr (CwSheet) sheet = cw_sheet_new ();
  g_autoptr (GError) error = NULL;
  CwSheetHidden hidden = { 0 };
  g_autoptr (CwText) text = NULL;

  g_assert_true (cw_sheet_add (sheet, 1, 3, "x", -1, &error));
  cw_sheet_hide_row (sheet, 0);
  cw_sheet_hide_row (sheet, 1);
  cw_sheet_hide_columns (sheet, 2, 900000);
  cw_sheet_hide_columns (sheet, 900000, 900001);
  text = write_sheet (sheet, &hidden);
  g_assert_cmpuint (hidden.n_rows, ==, 1);
  g_assert_cmpuint (hidden.n_columns, ==, 1);
  cw_sheet_warn_hidden (text, &hidden);
  g_assert_cmpuint (text->warnings->len, ==, 1);
}

static void
test_limits (void)
{
  g_autoptr (CwSheet) sheet = cw_sheet_new ();
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_false (cw_sheet_add (sheet, 0, CW_SHEET_COLUMNS, "x", 1, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_TOO_LARGE);
  g_clear_error (&error);
  while (cw_sheet_add_shared (sheet, n, 0, "x", &error))
    n++;
  g_assert_error (error, CW_ERROR, CW_ERROR_TOO_LARGE);
  g_assert_cmpuint (n, ==, CW_LIMIT_CELLS);
}

/* A large sheet has a line a row, too, but no spans: they take more than the text. */
static void
test_large (void)
{
  g_autoptr (CwSheet) sheet = cw_sheet_new ();
  g_autoptr (GError) error = NULL;
  CwSheetHidden hidden = { 0 };
  g_autoptr (CwText) text = NULL;
  guint n_rows = CW_LIMIT_TEXT_SPANS;
  guint n_lines = 1;

  for (guint row = 0; row < n_rows; row++)
    {
      g_assert_true (cw_sheet_add_shared (sheet, row * 2, row % 3, "x", &error));
      g_assert_true (cw_sheet_add_shared (sheet, row * 2, 4, "y", &error));
    }
  text = write_sheet (sheet, &hidden);
  g_assert_cmpuint (text->spans->len, ==, 1);
  for (gsize i = 0; i < text->n_bytes; i++)
    n_lines += text->text[i] == '\n';
  g_assert_cmpuint (n_lines, ==, 2 * n_rows);
  g_assert_true (
    g_str_has_prefix (text->text, "Sheet\nx\t\t\t\ty\n\n\tx\t\t\ty\n\n\t\tx\t\ty\n\nx\t"));
}

/* --- Against a plain grid ------------------------------------------------- */

typedef struct
{
  char *cells[SIDE][SIDE];
} Grid;

static gboolean
row_is_empty (Grid *grid,
              guint row)
{
  for (guint column = 0; column < SIDE; column++)
    if (grid->cells[row][column] != NULL)
      return FALSE;
  return TRUE;
}

static gboolean
column_is_empty (Grid *grid,
                 guint column)
{
  for (guint row = 0; row < SIDE; row++)
    if (grid->cells[row][column] != NULL)
      return FALSE;
  return TRUE;
}

/* The line of a row, without the columns that follow an empty one and are empty. */
static char *
write_row (Grid *grid,
           guint row)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean first = TRUE;

  for (guint column = 0; column < SIDE; column++)
    {
      if (column > 0 && column_is_empty (grid, column) && column_is_empty (grid, column - 1))
        continue;
      if (!first)
        g_string_append_c (line, '\t');
      first = FALSE;
      if (grid->cells[row][column] != NULL)
        g_string_append (line, grid->cells[row][column]);
    }
  while (line->len > 0 && line->str[line->len - 1] == '\t')
    g_string_truncate (line, line->len - 1);
  return g_strdup (line->str);
}

static char *
write_grid (Grid *grid)
{
  GString *text = g_string_new ("Sheet");
  gboolean started = FALSE;
  gboolean gap = FALSE;

  for (guint row = 0; row < SIDE; row++)
    {
      g_autofree char *line = NULL;

      if (row_is_empty (grid, row))
        {
          gap = started;
          continue;
        }
      line = write_row (grid, row);
      g_string_append_printf (text, "%s\n%s", gap ? "\n" : "", line);
      started = TRUE;
      gap = FALSE;
    }
  return g_string_free (text, FALSE);
}

static void
check_spans (const CwText *text,
             guint         n_cells)
{
  guint n_spans = 0;

  for (guint i = 0; i < text->spans->len; i++)
    {
      const CwSpan *span = &g_array_index (text->spans, CwSpan, i);
      g_autofree char *inside = g_utf8_substring (text->text, span->start, span->end);

      if (span->kind != CW_SPAN_CELL)
        continue;
      n_spans++;
      g_assert_null (strchr (inside, '\t'));
      g_assert_cmpstr (inside, !=, "");
    }
  g_assert_cmpuint (n_spans, ==, n_cells);
}

static void
test_random (void)
{
  guint n_rounds = cw_test_rounds (300, 20000);

  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (CwSheet) sheet = cw_sheet_new ();
      g_autoptr (GError) error = NULL;
      CwSheetHidden hidden = { 0 };
      Grid grid = { 0 };
      g_autofree char *expected = NULL;
      g_autoptr (CwText) text = NULL;
      guint n_added = (guint) g_test_rand_int_range (0, 25);
      guint n_cells = 0;

      for (guint i = 0; i < n_added; i++)
        {
          guint row = (guint) g_test_rand_int_range (0, SIDE);
          guint column = (guint) g_test_rand_int_range (0, SIDE);
          g_autofree char *value = g_strdup_printf ("v%u\303\251", i);

          g_assert_true (cw_sheet_add (sheet, row, column, value, -1, &error));
          if (grid.cells[row][column] != NULL)
            continue;
          grid.cells[row][column] = g_steal_pointer (&value);
          n_cells++;
        }
      expected = write_grid (&grid);
      text = write_sheet (sheet, &hidden);
      g_assert_cmpstr (text->text, ==, expected);
      check_spans (text, n_cells);
      for (guint i = 0; i < SIDE * SIDE; i++)
        g_free (grid.cells[i / SIDE][i % SIDE]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/sheet/empty", test_empty);
  g_test_add_func ("/import/sheet/clean", test_clean);
  g_test_add_func ("/import/sheet/comments", test_comments);
  g_test_add_func ("/import/sheet/hidden", test_hidden);
  g_test_add_func ("/import/sheet/limits", test_limits);
  g_test_add_func ("/import/sheet/large", test_large);
  g_test_add_func ("/import/sheet/random", test_random);
  return g_test_run ();
}
