/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-error.h"
#include "cw-text-json.h"
#include "cw-turns.h"

#include <string.h>

static void
test_building (void)
{
  g_autoptr (CwText) text = cw_text_new ("txt");
  guint outer, inner, empty;
  const CwSpan *span;

  outer = cw_text_open_span (text, CW_SPAN_LIST_ITEM, 1, NULL);
  inner = cw_text_open_span (text, CW_SPAN_STRONG, 0, "data");
  empty = cw_text_open_span (text, CW_SPAN_EMPHASIS, 0, "dropped");
  cw_text_close_span (text, empty);
  g_assert_true (cw_text_append (text, "Élan", -1));
  cw_text_close_span (text, inner);
  cw_text_append_char (text, 0x1F600);
  cw_text_append_char (text, 0);
  cw_text_close_span (text, outer);
  cw_text_add_span (text, CW_SPAN_PAGE_BREAK, 2, 2, 0, NULL);
  cw_text_append (text, "xyz", 3);
  cw_text_trim (text, text->n_bytes - 2);
  cw_text_open_span (text, CW_SPAN_CODE, 0, NULL);
  cw_text_append (text, "!", 1);
  cw_text_warn (text, "warning %d", 1);
  cw_text_warn (text, "warning %d", 1);
  cw_text_finish (text);

  g_assert_cmpstr (text->text, ==, "Élan😀\uFFFDx!");
  g_assert_cmpuint (text->length, ==, 8);
  g_assert_cmpuint (text->warnings->len, ==, 1);
  g_assert_cmpuint (text->spans->len, ==, 4);
  span = &g_array_index (text->spans, CwSpan, 0);
  g_assert_cmpint (span->kind, ==, CW_SPAN_LIST_ITEM);
  g_assert_cmpuint (span->end, ==, 6);
  g_assert_cmpstr (span[1].data, ==, "data");
  g_assert_cmpuint (span[1].end, ==, 4);
  g_assert_cmpint (span[2].kind, ==, CW_SPAN_PAGE_BREAK);
  g_assert_cmpint (span[3].kind, ==, CW_SPAN_CODE);
  g_assert_cmpuint (span[3].start, ==, 7);
  g_assert_cmpuint (span[3].end, ==, 8);
}

/* Of a comment on nothing the words are still somebody's. */
static void
test_comments (void)
{
  g_autoptr (CwText) text = cw_text_new_plain ("ab", -1);

  cw_text_add_span (text, CW_SPAN_COMMENT, 1, 1, 0, "Ann\nHere?");
  cw_text_add_span (text, CW_SPAN_EMPHASIS, 1, 1, 0, "dropped");
  cw_text_add_span (text, CW_SPAN_LINK, 0, 2, 0, "http://example.org");
  cw_text_add_span (text, CW_SPAN_COMMENT, 0, 1, 0, "Bea\nYes");
  cw_text_finish (text);
  g_assert_cmpuint (text->spans->len, ==, 3);
  g_assert_cmpuint (cw_text_drop_spans (text, CW_SPAN_COMMENT), ==, 2);
  g_assert_cmpuint (text->spans->len, ==, 1);
  g_assert_cmpstr (g_array_index (text->spans, CwSpan, 0).data, ==, "http://example.org");
  g_assert_cmpuint (cw_text_drop_spans (text, CW_SPAN_COMMENT), ==, 0);
}

static void
test_kinds (void)
{
  for (guint kind = 0; kind < CW_SPAN_N_KINDS; kind++)
    {
      CwSpanKind found;

      g_assert_true (cw_span_kind_from_string (cw_span_kind_to_string (kind), &found));
      g_assert_cmpuint (found, ==, kind);
    }
  g_assert_false (cw_span_kind_from_string ("nonsense", &(CwSpanKind) { 0 }));
}

static void
test_json (void)
{
  const char *string = "Title\nA: one\nB: two \"three\"\nA: [0:05] four";
  g_autoptr (CwText) text = cw_text_new_plain (string, -1);
  g_autoptr (CwText) copy = cw_text_new_plain (string, -1);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;
  CwPage page = { 0, 5, g_strdup ("iv") };

  text->encoding = g_strdup ("UTF-8");
  text->n_insertions = 2;
  cw_text_add_span (text, CW_SPAN_HEADING, 0, 5, 2, NULL);
  cw_text_add_span (text, CW_SPAN_COMMENT, 6, 9, 0, "Ann\nWhy?");
  g_array_append_val (text->pages, page);
  cw_text_warn (text, "careful");
  g_assert_cmpuint (cw_turns_find (text), ==, 3);
  cw_text_finish (text);

  json = cw_text_structure_to_json (text);
  g_assert_nonnull (strstr (json, "\"length\":42"));
  g_assert_nonnull (strstr (json, "\"text\":\"Title\""));
  g_assert_nonnull (strstr (json, "{\"label\":\"A\",\"turns\":2,\"words\":2}"));
  g_assert_true (cw_text_structure_from_json (copy, json, &error));
  g_assert_no_error (error);
  again = cw_text_structure_to_json (copy);
  g_assert_cmpstr (json, ==, again);
}

static void
test_json_damaged (void)
{
  static const char *const wrong[] = {
    "",
    "[]",
    "{",
    "{}",
    "{\"length\":4}",
    "{\"length\":3,\"warnings\":[1]}",
    "{\"length\":3,\"speakers\":[{}]}",
    "{\"length\":3,\"speakers\":[3]}",
    "{\"length\":3,\"turns\":[{\"start\":0,\"end\":3,\"text_start\":1,\"speaker\":\"X\"}]}",
    "{\"length\":3,\"spans\":[{\"kind\":\"what\",\"start\":0,\"end\":1}]}",
    "{\"length\":3,\"spans\":[{\"kind\":\"code\",\"start\":2,\"end\":1}]}",
    "{\"length\":3,\"spans\":[{\"kind\":\"code\",\"start\":0,\"end\":4}]}",
    "{\"length\":3,\"headings\":[{\"start\":-1,\"end\":1}]}",
    "{\"length\":3,\"headings\":[{\"start\":\"0\",\"end\":1}]}",
    "{\"length\":3,\"pages\":[{\"start\":0}]}",
    "{\"length\":3,\"speakers\":[{\"label\":\"X\"}],\"turns\":[{\"start\":0,\"end\":3,"
    "\"text_start\":1,\"speaker\":\"X\",\"time\":-5}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (CwText) text = cw_text_new_plain ("abc", -1);
      g_autoptr (GError) error = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_false (cw_text_structure_from_json (text, wrong[i], &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
    }
}

/* json-glib recurses as deep as it is led. */
static void
test_deep_structure (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = cw_text_new_plain ("Words", -1);
  g_autoptr (GString) json = g_string_new ("{\"spans\":");

  for (guint i = 0; i < 2000000; i++)
    g_string_append_c (json, '[');
  g_assert_false (cw_text_structure_from_json (text, json->str, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_false (cw_text_structure_from_json (text, "{'\"': 1}", &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/text/building", test_building);
  g_test_add_func ("/text/text/comments", test_comments);
  g_test_add_func ("/text/text/kinds", test_kinds);
  g_test_add_func ("/text/text/json", test_json);
  g_test_add_func ("/text/text/json-damaged", test_json_damaged);
  g_test_add_func ("/text/text/deep-structure", test_deep_structure);

  return g_test_run ();
}
