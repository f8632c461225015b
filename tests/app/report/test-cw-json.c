/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-json.h"
#include "cw-test-rounds.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

static void
test_strings (void)
{
  static const struct
  {
    const char *text;
    gssize n_bytes;
    const char *json;
  } cases[] = {
    { "", -1, "\"\"" },
    { NULL, -1, "null" },
    { "a\"b\\c/d", -1, "\"a\\\"b\\\\c/d\"" },
    { "\n\r\t\b\x1f\x7f", -1, "\"\\n\\r\\t\\u0008\\u001f\x7f\"" },
    { "é😀\xe2\x80\xa8", -1, "\"é😀\xe2\x80\xa8\"" },
    { "a\0b", 3, "\"a\\u0000b\"" },
    { "a\xff"
      "b\xc3",
      -1,
      "\"a\xef\xbf\xbd"
      "b\xef\xbf\xbd\"" },
    { "\xed\xa0\x80", -1, "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"" },
    { "abc", 2, "\"ab\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      cw_json_append_string (out, cases[i].text, cases[i].n_bytes);
      g_assert_cmpstr (out->str, ==, cases[i].json);
    }
}

static void
test_doubles (void)
{
  static const struct
  {
    double value;
    const char *json;
  } cases[] = {
    { 0, "0" },
    { -0.0, "-0" },
    { 0.1, "0.1" },
    { 1.0 / 3, "0.3333333333333333" },
    { 100, "100" },
    { 1e300, "1e+300" },
    { 5e-324, "4.94065645841247e-324" },
    { NAN, "null" },
    { INFINITY, "null" },
    { 0.1 + 0.2, "0.30000000000000004" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      cw_json_append_double (out, cases[i].value);
      g_assert_cmpstr (out->str, ==, cases[i].json);
    }
}

static void
test_random_doubles (void)
{
  guint rounds = cw_test_rounds (20000, 2000000);

  for (guint i = 0; i < rounds; i++)
    {
      char buffer[CW_DOUBLE_LENGTH];
      guint64 bits = (guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
      double value;

      memcpy (&value, &bits, sizeof value);
      if (!isfinite (value))
        continue;
      cw_double_to_string (buffer, value);
      g_assert_cmpfloat (g_ascii_strtod (buffer, NULL), ==, value);
    }
}

static void
test_structure (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  CwJson json = CW_JSON_INIT (out);

  cw_json_begin_object (&json);
  cw_json_member (&json, "a\"b");
  cw_json_begin_array (&json);
  cw_json_int (&json, G_MININT64);
  cw_json_double (&json, 0.5);
  cw_json_boolean (&json, TRUE);
  cw_json_null (&json);
  cw_json_begin_object (&json);
  cw_json_end_object (&json);
  cw_json_end_array (&json);
  cw_json_member (&json, "c");
  cw_json_string (&json, "x", -1);
  cw_json_end_object (&json);
  g_assert_cmpstr (out->str, ==,
                   "{\"a\\\"b\":[-9223372036854775808,0.5,true,null,{}],\"c\":\"x\"}");
  json_parser_load_from_data (parser, out->str, -1, &error);
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/json/strings", test_strings);
  g_test_add_func ("/report/json/doubles", test_doubles);
  g_test_add_func ("/report/json/random-doubles", test_random_doubles);
  g_test_add_func ("/report/json/structure", test_structure);
  return g_test_run ();
}
