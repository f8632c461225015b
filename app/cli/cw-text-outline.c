/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

#include "config.h"

#include "cw-text-outline.h"

#include "cw-json.h"
#include "cw-utf8.h"

static void
add_int (CwJson     *json,
         const char *name,
         gint64      value)
{
  cw_json_member (json, name);
  cw_json_int (json, value);
}

static void
add_string (CwJson     *json,
            const char *name,
            const char *value)
{
  cw_json_member (json, name);
  if (value != NULL)
    cw_json_string (json, value, -1);
  else
    cw_json_null (json);
}

static void
add_range_text (CwJson            *json,
                const CwText      *text,
                const CwUtf8Index *index,
                guint32            start,
                guint32            end)
{
  gsize from = cw_utf8_index_to_byte (index, start);
  gsize to = cw_utf8_index_to_byte (index, end);

  cw_json_member (json, "text");
  cw_json_string (json, text->text + from, (gssize) (to - from));
}

static void
add_headings (CwJson            *json,
              const CwText      *text,
              const CwUtf8Index *index)
{
  cw_json_member (json, "headings");
  cw_json_begin_array (json);
  for (guint i = 0; i < text->spans->len; i++)
    {
      const CwSpan *span = &g_array_index (text->spans, CwSpan, i);

      if (span->kind != CW_SPAN_HEADING)
        continue;
      cw_json_begin_object (json);
      add_int (json, "level", span->level);
      add_int (json, "start", span->start);
      add_int (json, "end", span->end);
      add_range_text (json, text, index, span->start, span->end);
      cw_json_end_object (json);
    }
  cw_json_end_array (json);
}

static void
add_turns (CwJson       *json,
           const CwText *text)
{
  cw_json_member (json, "turns");
  cw_json_begin_array (json);
  for (guint i = 0; i < text->turns->len; i++)
    {
      const CwTurn *turn = &g_array_index (text->turns, CwTurn, i);

      cw_json_begin_object (json);
      add_string (json, "speaker", g_ptr_array_index (text->speakers, turn->speaker));
      add_int (json, "start", turn->start);
      add_int (json, "end", turn->end);
      add_int (json, "text_start", turn->text_start);
      if (turn->time_ms >= 0)
        add_int (json, "time_ms", turn->time_ms);
      else
        add_string (json, "time_ms", NULL);
      cw_json_end_object (json);
    }
  cw_json_end_array (json);
}

static void
add_pages (CwJson       *json,
           const CwText *text)
{
  cw_json_member (json, "pages");
  cw_json_begin_array (json);
  for (guint i = 0; i < text->pages->len; i++)
    {
      const CwPage *page = &g_array_index (text->pages, CwPage, i);

      cw_json_begin_object (json);
      add_string (json, "label", page->label);
      add_int (json, "start", page->start);
      add_int (json, "end", page->end);
      cw_json_end_object (json);
    }
  cw_json_end_array (json);
}

static void
add_strings (CwJson          *json,
             const char      *name,
             const GPtrArray *strings)
{
  cw_json_member (json, name);
  cw_json_begin_array (json);
  for (guint i = 0; i < strings->len; i++)
    cw_json_string (json, g_ptr_array_index (strings, i), -1);
  cw_json_end_array (json);
}

/**
 * cw_text_write_outline:
 * @text: a text
 * @stream: where to write
 * @error: return location for an error
 *
 * Writes what is known of the parts of a text as one JSON object: length, format,
 * encoding, headings, speakers, turns, pages, warnings. Positions are code points.
 *
 * Returns: %TRUE if it could be written
 */
gboolean
cw_text_write_outline (const CwText  *text,
                       GOutputStream *stream,
                       GError       **error)
{
  g_autoptr (CwUtf8Index) index = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  CwJson json = CW_JSON_INIT (out);

  g_return_val_if_fail (text != NULL, FALSE);

  index = cw_utf8_index_new (text->text, text->n_bytes);
  cw_json_begin_object (&json);
  add_int (&json, "length", text->length);
  add_string (&json, "format", text->format);
  add_string (&json, "encoding", text->encoding);
  add_headings (&json, text, index);
  add_strings (&json, "speakers", text->speakers);
  add_turns (&json, text);
  add_pages (&json, text);
  add_strings (&json, "warnings", text->warnings);
  cw_json_end_object (&json);
  g_string_append_c (out, '\n');
  return g_output_stream_write_all (stream, out->str, out->len, NULL, NULL, error);
}
