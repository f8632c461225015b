/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-text-json.h"

#include "cw-error.h"
#include "cw-turns.h"
#include "cw-utf8.h"
#include "cw-words.h"

#include <json-glib/json-glib.h>

/* Ours is three deep. */
#define DEEPEST 16

static void
add_member (JsonBuilder *builder,
            const char  *name,
            gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
begin_list (JsonBuilder *builder,
            const char  *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

static void
write_spans (JsonBuilder  *builder,
             const CwText *self,
             gboolean      headings)
{
  g_autoptr (CwUtf8Index) index = cw_utf8_index_new (self->text, self->n_bytes);

  begin_list (builder, headings ? "headings" : "spans");
  for (guint i = 0; i < self->spans->len; i++)
    {
      const CwSpan *span = &g_array_index (self->spans, CwSpan, i);

      if ((span->kind == CW_SPAN_HEADING) != headings)
        continue;
      json_builder_begin_object (builder);
      if (!headings)
        add_string (builder, "kind", cw_span_kind_to_string (span->kind));
      add_member (builder, "start", span->start);
      add_member (builder, "end", span->end);
      if (headings || span->level != 0)
        add_member (builder, "level", span->level);
      if (headings)
        {
          gsize from = cw_utf8_index_to_byte (index, span->start);
          gsize to = cw_utf8_index_to_byte (index, span->end);
          g_autofree char *text = g_strndup (self->text + from, to - from);

          add_string (builder, "text", text);
        }
      if (span->data != NULL)
        add_string (builder, "data", span->data);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_speakers (JsonBuilder  *builder,
                const CwText *self,
                gboolean      examples)
{
  g_autoptr (GArray) shares = cw_turns_share (self);

  begin_list (builder, "speakers");
  for (guint i = 0; i < self->speakers->len; i++)
    {
      const CwTurnShare *share = &g_array_index (shares, CwTurnShare, i);

      json_builder_begin_object (builder);
      add_string (builder, "label", g_ptr_array_index (self->speakers, i));
      add_member (builder, "turns", share->n_turns);
      add_member (builder, "words", share->n_words);
      if (examples)
        add_string (builder, "example", share->example != NULL ? share->example : "");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_turns (JsonBuilder  *builder,
             const CwText *self)
{
  begin_list (builder, "turns");
  for (guint i = 0; i < self->turns->len; i++)
    {
      const CwTurn *turn = &g_array_index (self->turns, CwTurn, i);

      json_builder_begin_object (builder);
      add_member (builder, "start", turn->start);
      add_member (builder, "end", turn->end);
      add_member (builder, "text_start", turn->text_start);
      add_string (builder, "speaker", g_ptr_array_index (self->speakers, turn->speaker));
      json_builder_set_member_name (builder, "time");
      if (turn->time_ms >= 0)
        json_builder_add_double_value (builder, (double) turn->time_ms / 1000);
      else
        json_builder_add_null_value (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_pages (JsonBuilder  *builder,
             const CwText *self)
{
  begin_list (builder, "pages");
  for (guint i = 0; i < self->pages->len; i++)
    {
      const CwPage *page = &g_array_index (self->pages, CwPage, i);

      json_builder_begin_object (builder);
      add_member (builder, "start", page->start);
      add_member (builder, "end", page->end);
      add_string (builder, "label", page->label);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static char *
write_all (const CwText *self,
           const char   *recognition)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_member (builder, "length", self->length);
  add_string (builder, "format", self->format);
  add_string (builder, "encoding", self->encoding);
  add_member (builder, "insertions", self->n_insertions);
  add_member (builder, "deletions", self->n_deletions);
  write_spans (builder, self, TRUE);
  write_turns (builder, self);
  write_speakers (builder, self, recognition != NULL);
  write_pages (builder, self);
  write_spans (builder, self, FALSE);
  if (recognition != NULL)
    {
      json_builder_set_member_name (builder, "recognition");
      json_builder_add_string_value (builder, recognition);
      add_member (builder, "passed_over", cw_turns_count_passed_over (self));
    }
  begin_list (builder, "warnings");
  for (guint i = 0; i < self->warnings->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (self->warnings, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * cw_text_structure_to_json:
 * @self: a text
 *
 * Writes all that is known of a text but the text itself: an object with length,
 * format, encoding, insertions, deletions, headings, turns, speakers, pages,
 * spans and warnings. Positions are code points, times seconds. It gives
 * no examples of what is said, as it is stored beside the text.
 *
 * Returns: (transfer full): the JSON
 */
char *
cw_text_structure_to_json (const CwText *self)
{
  return write_all (self, NULL);
}

/**
 * cw_text_report_to_json:
 * @self: a text
 *
 * Writes what cw_text_structure_to_json() does and "recognition": in words, what
 * speakers were found, with counts and examples; "passed_over": how many lines
 * begin like turns and were not taken. To be shown and not stored.
 *
 * Returns: (transfer full): the JSON
 */
char *
cw_text_report_to_json (const CwText *self)
{
  g_autofree char *recognition = cw_turns_report (self);

  return write_all (self, recognition);
}

/* --- Reading it back; nothing in it is trusted ---------------------------- */

static JsonArray *
get_list (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_object (JsonArray *list,
            guint      index)
{
  JsonNode *node = json_array_get_element (list, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
get_number (JsonObject *object,
            const char *name,
            gint64      max,
            gint64     *out_number)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *out_number = json_node_get_int (node);
  return *out_number >= 0 && *out_number <= max;
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
             && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static gboolean
get_range (JsonObject   *object,
           const CwText *self,
           gint64       *out_start,
           gint64       *out_end)
{
  return object != NULL && get_number (object, "start", self->length, out_start)
         && get_number (object, "end", self->length, out_end) && *out_start <= *out_end;
}

static gboolean
read_spans (CwText    *self,
            JsonArray *list,
            gboolean   headings)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *object = get_object (list, i);
      const char *name = headings ? "heading" : NULL;
      CwSpanKind kind;
      gint64 start, end;
      gint64 level = 0;

      if (!get_range (object, self, &start, &end)
          || (json_object_has_member (object, "level")
              && !get_number (object, "level", 1000, &level)))
        return FALSE;
      if (!headings)
        name = get_string (object, "kind");
      if (name == NULL || !cw_span_kind_from_string (name, &kind))
        return FALSE;
      cw_text_add_span (self, kind, (guint32) start, (guint32) end, (int) level,
                        get_string (object, "data"));
    }
  return TRUE;
}

static gboolean
read_speakers (CwText    *self,
               JsonArray *list)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *object = get_object (list, i);
      const char *label = object != NULL ? get_string (object, "label") : NULL;

      if (label == NULL)
        return FALSE;
      g_ptr_array_add (self->speakers, g_strdup (label));
    }
  return TRUE;
}

static gboolean
read_time (JsonObject *object,
           gint64     *out_ms)
{
  JsonNode *node = json_object_get_member (object, "time");
  double seconds;

  *out_ms = -1;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) == G_TYPE_STRING)
    return FALSE;

  seconds = json_node_get_double (node);
  if (!(seconds >= 0 && seconds < 1e12))
    return FALSE;
  *out_ms = (gint64) (seconds * 1000 + 0.5);
  return TRUE;
}

static gboolean
read_turns (CwText    *self,
            JsonArray *list)
{
  g_autoptr (GHashTable) speakers = g_hash_table_new (g_str_hash, g_str_equal);
  guint32 last_end = 0;

  for (guint i = 0; i < self->speakers->len; i++)
    g_hash_table_insert (speakers, g_ptr_array_index (self->speakers, i), GUINT_TO_POINTER (i));

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *object = get_object (list, i);
      CwTurn turn = { 0 };
      const char *speaker;
      gpointer found;
      gint64 start, end, text_start;

      if (!get_range (object, self, &start, &end)
          || !get_number (object, "text_start", end, &text_start) || text_start < start
          || start < last_end || !read_time (object, &turn.time_ms))
        return FALSE;
      speaker = get_string (object, "speaker");
      if (speaker == NULL || !g_hash_table_lookup_extended (speakers, speaker, NULL, &found))
        return FALSE;

      turn.start = (guint32) start;
      turn.end = last_end = (guint32) end;
      turn.text_start = (guint32) text_start;
      turn.speaker = GPOINTER_TO_UINT (found);
      g_array_append_val (self->turns, turn);
    }
  return TRUE;
}

static gboolean
read_pages (CwText    *self,
            JsonArray *list)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *object = get_object (list, i);
      CwPage page;
      gint64 start, end;

      if (!get_range (object, self, &start, &end))
        return FALSE;
      page.start = (guint32) start;
      page.end = (guint32) end;
      page.label = g_strdup (get_string (object, "label"));
      g_array_append_val (self->pages, page);
    }
  return TRUE;
}

static gboolean
read_all (CwText     *self,
          JsonObject *object)
{
  JsonArray *warnings = get_list (object, "warnings");
  gint64 number;

  if (!get_number (object, "length", G_MAXUINT32, &number) || number != self->length)
    return FALSE;

  g_free (self->encoding);
  self->encoding = g_strdup (get_string (object, "encoding"));
  if (get_number (object, "insertions", G_MAXUINT, &number))
    self->n_insertions = (guint) number;
  if (get_number (object, "deletions", G_MAXUINT, &number))
    self->n_deletions = (guint) number;
  self->format = get_string (object, "format") != NULL
                   ? g_intern_string (get_string (object, "format"))
                   : "txt";

  for (guint i = 0; warnings != NULL && i < json_array_get_length (warnings); i++)
    {
      JsonNode *node = json_array_get_element (warnings, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        return FALSE;
      cw_text_warn (self, "%s", json_node_get_string (node));
    }

  return read_speakers (self, get_list (object, "speakers"))
         && read_turns (self, get_list (object, "turns"))
         && read_spans (self, get_list (object, "headings"), TRUE)
         && read_spans (self, get_list (object, "spans"), FALSE)
         && read_pages (self, get_list (object, "pages"));
}

/* json-glib 1.6 recurses as deep as it is led. Strings are in double quotes and there
 * are no comments in what we write, so other forms are refused with what is deep. */
static gboolean
is_shallow (const char *json)
{
  gboolean quoted = FALSE;
  guint depth = 0;

  for (const char *at = json; *at != '\0'; at++)
    {
      if (quoted && *at == '\\' && at[1] != '\0')
        at++;
      else if (*at == '"')
        quoted = !quoted;
      else if (quoted)
        continue;
      else if (*at == '\'' || *at == '/')
        return FALSE;
      else if ((*at == '[' || *at == '{') && ++depth > DEEPEST)
        return FALSE;
      else if ((*at == ']' || *at == '}') && depth > 0)
        depth--;
    }
  return TRUE;
}

/**
 * cw_text_structure_from_json:
 * @self: a text without structure, of the same characters as the one written
 * @json: what cw_text_structure_to_json() gave
 * @error: return location for an error
 *
 * Gives a text its structure back. Every range is checked against the text.
 *
 * Returns: FALSE with %CW_ERROR_DAMAGED if it does not fit; the text may then
 *   have part of its structure
 */
gboolean
cw_text_structure_from_json (CwText     *self,
                             const char *json,
                             GError    **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) problem = NULL;
  JsonNode *root;

  g_return_val_if_fail (self != NULL && json != NULL, FALSE);

  if (!is_shallow (json))
    {
      g_set_error_literal (
        error, CW_ERROR, CW_ERROR_DAMAGED,
        "the structure of a text is damaged: it is not of the form it should be");
      return FALSE;
    }
  if (!json_parser_load_from_data (parser, json, -1, &problem))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED, "the structure of a text is damaged: %s",
                   problem->message);
      return FALSE;
    }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)
      || !read_all (self, json_node_get_object (root)))
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_DAMAGED,
                           "the structure of a text does not fit the text");
      return FALSE;
    }

  cw_text_finish (self);
  return TRUE;
}
