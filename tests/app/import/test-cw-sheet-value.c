/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-sheet-value.h"

static void
test_formats (void)
{
  static const struct
  {
    const char *code;
    CwSheetFormat expected;
  } cases[] = {
    { "General", CW_SHEET_NUMBER },
    { "0.00", CW_SHEET_NUMBER },
    { "#,##0 \"days\"", CW_SHEET_NUMBER },
    { "[Red]0.0", CW_SHEET_NUMBER },
    { "0.00E+00", CW_SHEET_NUMBER },
    { "0\\d", CW_SHEET_NUMBER },
    { "\"day", CW_SHEET_DATE }, /* a quotation that never ends quotes nothing */
    { "", CW_SHEET_NUMBER },
    { "dd.mm.yyyy", CW_SHEET_DATE },
    { "[$-409]d-mmm-yy;@", CW_SHEET_DATE },
    { "h:mm AM/PM", CW_SHEET_DATE },
    { "[h]:mm:ss", CW_SHEET_ELAPSED },
    { "[mm]:ss", CW_SHEET_ELAPSED },
    { "0;dd", CW_SHEET_NUMBER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (cw_sheet_format_from_code (cases[i].code), ==, cases[i].expected);
  g_assert_cmpint (cw_sheet_format_from_id (0), ==, CW_SHEET_NUMBER);
  g_assert_cmpint (cw_sheet_format_from_id (14), ==, CW_SHEET_DATE);
  g_assert_cmpint (cw_sheet_format_from_id (22), ==, CW_SHEET_DATE);
  g_assert_cmpint (cw_sheet_format_from_id (46), ==, CW_SHEET_ELAPSED);
  g_assert_cmpint (cw_sheet_format_from_id (49), ==, CW_SHEET_NUMBER);
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *value;
    int n_digits;
    const char *expected;
  } cases[] = {
    { "0", 17, "0" },
    { "-17", 17, "-17" },
    { "12.5", 17, "12.5" },
    { "0.10000000000000001", 17, "0.1" },
    { "0.30000000000000004", 17, "0.3" },
    { "3.1415926535897931", 17, "3.141592653589793" },
    { "1.50", 17, "1.5" },
    { "1E+3", 17, "1000" },
    { "6.02214076E+23", 17, "6.02214076e+23" },
    { "123456789012345678901", 17, "123456789012345678901" },
    { "66.666666666666657", 7, "66.66667" },
    { "n/a", 17, "n/a" },
    { "1e999", 17, "1e999" },
    { "", 17, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      cw_sheet_append_number (out, cases[i].value, cases[i].n_digits);
      g_assert_cmpstr (out->str, ==, cases[i].expected);
    }
}

/* What the calendar says is public: ECMA-376 Part 1, 18.17.4.1. */
static void
test_serials (void)
{
  static const struct
  {
    const char *value;
    CwSheetFormat format;
    gboolean from_1904;
    const char *expected;
  } cases[] = {
    { "1", CW_SHEET_DATE, FALSE, "1900-01-01 00:00:00" },
    { "59", CW_SHEET_DATE, FALSE, "1900-02-28 00:00:00" },
    { "60", CW_SHEET_DATE, FALSE, "1900-02-28 00:00:00" },
    { "61", CW_SHEET_DATE, FALSE, "1900-03-01 00:00:00" },
    { "36526", CW_SHEET_DATE, FALSE, "2000-01-01 00:00:00" },
    { "44259.520833333336", CW_SHEET_DATE, FALSE, "2021-03-04 12:30:00" },
    { "0", CW_SHEET_DATE, TRUE, "00:00:00" },
    { "1", CW_SHEET_DATE, TRUE, "1904-01-02 00:00:00" },
    { "0.75", CW_SHEET_DATE, FALSE, "18:00:00" },
    { "44259.99999999999", CW_SHEET_DATE, FALSE, "2021-03-05 00:00:00" },
    { "1.5", CW_SHEET_ELAPSED, FALSE, "36:00:00" },
    { "-0.5", CW_SHEET_ELAPSED, FALSE, "-12:00:00" },
    { "2958465", CW_SHEET_DATE, FALSE, "9999-12-31 00:00:00" },
    { "2999999", CW_SHEET_DATE, FALSE, "2999999" },
    { "1e300", CW_SHEET_DATE, FALSE, "1e+300" },
    { "-700000", CW_SHEET_DATE, FALSE, "-700000" },
    { "nan", CW_SHEET_DATE, FALSE, "nan" },
    { "soon", CW_SHEET_DATE, FALSE, "soon" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      cw_sheet_append_serial (out, cases[i].value, cases[i].format, cases[i].from_1904);
      g_assert_cmpstr (out->str, ==, cases[i].expected);
    }
}

/* Every day from 1900 to 9999 against GLib's own calendar. */
static void
test_calendar (void)
{
  g_autoptr (GDateTime) origin = g_date_time_new_utc (1899, 12, 30, 0, 0, 0);

  for (int serial = 61; serial < 2958466; serial += 97)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (origin, serial);
      g_autofree char *expected = g_date_time_format (day, "%Y-%m-%d 00:00:00");
      g_autofree char *value = g_strdup_printf ("%d", serial);
      g_autoptr (GString) out = g_string_new (NULL);

      cw_sheet_append_serial (out, value, CW_SHEET_DATE, FALSE);
      g_assert_cmpstr (out->str, ==, expected);
    }
}

static void
test_moments (void)
{
  static const struct
  {
    const char *value, *expected;
  } cases[] = {
    { "2021-03-04", "2021-03-04" },
    { "2021-03-04T12:30:00", "2021-03-04 12:30:00" },
    { "2021-03-04T12:30:00Z", "2021-03-04 12:30:00" },
    { "2021-03-04T12:30:00.000000000", "2021-03-04 12:30:00" },
    { "2021-03-04T12:30:00.250000", "2021-03-04 12:30:00.25" },
    { "2021-03-04T12:30:00.00022", "2021-03-04 12:30:00" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      cw_sheet_append_moment (out, cases[i].value);
      g_assert_cmpstr (out->str, ==, cases[i].expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/sheet-value/formats", test_formats);
  g_test_add_func ("/import/sheet-value/numbers", test_numbers);
  g_test_add_func ("/import/sheet-value/serials", test_serials);
  g_test_add_func ("/import/sheet-value/calendar", test_calendar);
  g_test_add_func ("/import/sheet-value/moments", test_moments);
  return g_test_run ();
}
