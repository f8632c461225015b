/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-report"

#include "cw-row-writer.h"

#include "cw-error.h"
#include "cw-json.h"
#include "cw-row-text-private.h"

#include <math.h>
#include <string.h>

#define BUFFER_SIZE (64 * 1024)

struct _CwRowWriter
{
  GOutputStream *stream;
  CwFormat format;
  CwRowWriterFlags flags;
  CwColumn *columns;
  guint n_columns;
  GPtrArray *keys; /* of char *: with JSON, what stands before each value */
  CwRowText *text; /* with CW_FORMAT_TEXT */
  GString *buffer;
  guint column; /* the next of this row */
  gboolean has_rows;
  GError *failure; /* the first; after it nothing is written */
};

/**
 * cw_format_parse:
 * @text: `text`, `csv` or `json`
 * @out_format: (out): the format; untouched on failure
 * @error: return location for an error
 *
 * Reads the name of a format.
 *
 * Returns: whether it is one
 */
gboolean
cw_format_parse (const char *text,
                 CwFormat   *out_format,
                 GError    **error)
{
  static const char *const names[] = { "text", "csv", "json" };

  g_return_val_if_fail (text != NULL && out_format != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (text, names[i]))
      {
        *out_format = (CwFormat) i;
        return TRUE;
      }
  g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
               "a list cannot be written as \"%s\"; give text, csv or json", text);
  return FALSE;
}

static gboolean
flush (CwRowWriter *self)
{
  if (self->failure == NULL && self->buffer->len > 0
      && !g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL, NULL,
                                     &self->failure))
    g_prefix_error (&self->failure, "writing the result: ");
  g_string_truncate (self->buffer, 0);
  return self->failure == NULL;
}

static gboolean
is_formula (const char *text,
            gsize       n_bytes)
{
  return n_bytes > 0 && strchr ("=+-@\t\r", text[0]) != NULL && text[0] != '\0';
}

static void
append_csv (CwRowWriter *self,
            const char  *text,
            gsize        n_bytes)
{
  GString *out = self->buffer;
  const char *guard = "";
  gboolean quote = FALSE;
  gsize from = 0;

  if ((self->flags & CW_ROW_WRITER_SPREADSHEET) && is_formula (text, n_bytes))
    guard = "'";
  for (gsize i = 0; i < n_bytes && !quote; i++)
    quote = text[i] == '"' || text[i] == ',' || text[i] == '\n' || text[i] == '\r';
  if (!quote)
    {
      g_string_append (out, guard);
      g_string_append_len (out, text, (gssize) n_bytes);
      return;
    }

  g_string_append_c (out, '"');
  g_string_append (out, guard);
  for (gsize i = 0; i < n_bytes; i++)
    if (text[i] == '"')
      {
        g_string_append_len (out, text + from, (gssize) (i + 1 - from));
        from = i;
      }
  g_string_append_len (out, text + from, (gssize) (n_bytes - from));
  g_string_append_c (out, '"');
}

static void
write_header (CwRowWriter *self)
{
  if (self->format == CW_FORMAT_JSON)
    {
      g_string_append_c (self->buffer, '[');
      return;
    }
  if (self->flags & CW_ROW_WRITER_NO_HEADER)
    return;
  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *name = self->columns[i].name;

      if (self->format == CW_FORMAT_TEXT)
        cw_row_text_cell (self->text, name, strlen (name));
      else
        {
          g_string_append (self->buffer, i > 0 ? "," : "");
          append_csv (self, name, strlen (name));
        }
    }
  if (self->format == CW_FORMAT_TEXT)
    cw_row_text_end_row (self->text, self->buffer);
  else
    g_string_append (self->buffer, "\r\n");
}

/**
 * cw_row_writer_new:
 * @stream: where to; it is neither flushed nor closed
 * @format: how
 * @columns: (array length=n_columns): what a row holds; copied. Names differ
 * @n_columns: their number, at least 1
 * @flags: what is special
 *
 * Makes a writer. Nothing reaches the stream before the first rows do.
 *
 * Returns: (transfer full): the writer
 */
CwRowWriter *
cw_row_writer_new (GOutputStream   *stream,
                   CwFormat         format,
                   const CwColumn  *columns,
                   guint            n_columns,
                   CwRowWriterFlags flags)
{
  CwRowWriter *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);
  g_return_val_if_fail (columns != NULL && n_columns > 0, NULL);

  self = g_new0 (CwRowWriter, 1);
  self->stream = g_object_ref (stream);
  self->format = format;
  self->flags = flags;
  self->n_columns = n_columns;
  self->columns = g_memdup2 (columns, sizeof *columns * n_columns);
  self->buffer = g_string_sized_new (BUFFER_SIZE + 4096);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_columns; i++)
    {
      GString *key = g_string_new (i > 0 ? "," : "{");

      self->columns[i].name = g_strdup (columns[i].name);
      cw_json_append_string (key, columns[i].name, -1);
      g_string_append_c (key, ':');
      g_ptr_array_add (self->keys, g_string_free (key, FALSE));
    }
  if (format == CW_FORMAT_TEXT)
    self->text = cw_row_text_new (columns, n_columns);
  write_header (self);
  return self;
}

/**
 * cw_row_writer_free:
 * @self: (nullable) (transfer full): a writer
 *
 * Frees the writer; what cw_row_writer_finish() was not called for may be lost.
 */
void
cw_row_writer_free (CwRowWriter *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_columns; i++)
    g_free ((char *) self->columns[i].name);
  g_free (self->columns);
  g_ptr_array_unref (self->keys);
  g_clear_pointer (&self->text, cw_row_text_free);
  g_string_free (self->buffer, TRUE);
  g_clear_error (&self->failure);
  g_object_unref (self->stream);
  g_free (self);
}

/**
 * cw_row_writer_set_width:
 * @self: a writer that has no row yet
 * @width: how wide the terminal is, or 0 if it is none
 *
 * Lets aligned text be cut to fit a terminal. Elsewhere nothing is ever cut.
 */
void
cw_row_writer_set_width (CwRowWriter *self,
                         guint        width)
{
  g_return_if_fail (self != NULL && !self->has_rows);

  if (self->text != NULL)
    cw_row_text_set_width (self->text, width);
}

/* Before each cell: whether there is room for it in the row. */
static gboolean
begin_cell (CwRowWriter *self)
{
  g_return_val_if_fail (self->column < self->n_columns, FALSE);

  if (self->format == CW_FORMAT_JSON)
    {
      if (self->column == 0)
        g_string_append (self->buffer, self->has_rows ? ",\n" : "\n");
      g_string_append (self->buffer, g_ptr_array_index (self->keys, self->column));
    }
  else if (self->format == CW_FORMAT_CSV && self->column > 0)
    g_string_append_c (self->buffer, ',');
  self->has_rows = TRUE;
  self->column++;
  return TRUE;
}

/* What needs no quotes in any format. */
static void
add_plain (CwRowWriter *self,
           const char  *text,
           gsize        n_bytes)
{
  if (!begin_cell (self))
    return;
  if (self->format == CW_FORMAT_TEXT)
    cw_row_text_cell (self->text, text, n_bytes);
  else
    g_string_append_len (self->buffer, text, (gssize) n_bytes);
}

/**
 * cw_row_writer_text_n:
 * @self: a writer
 * @text: the words
 * @n_bytes: their length
 *
 * Writes the next cell of the row.
 */
void
cw_row_writer_text_n (CwRowWriter *self,
                      const char  *text,
                      gsize        n_bytes)
{
  g_return_if_fail (self != NULL && text != NULL);

  if (!begin_cell (self))
    return;
  switch (self->format)
    {
    case CW_FORMAT_TEXT:
      cw_row_text_cell (self->text, text, n_bytes);
      break;
    case CW_FORMAT_CSV:
      append_csv (self, text, n_bytes);
      break;
    case CW_FORMAT_JSON:
    default:
      cw_json_append_string (self->buffer, text, (gssize) n_bytes);
    }
}

/**
 * cw_row_writer_text:
 * @self: a writer
 * @text: (nullable): the words; %NULL for a cell without a value
 *
 * Writes the next cell of the row.
 */
void
cw_row_writer_text (CwRowWriter *self,
                    const char  *text)
{
  if (text == NULL)
    cw_row_writer_null (self);
  else
    cw_row_writer_text_n (self, text, strlen (text));
}

/**
 * cw_row_writer_int:
 * @self: a writer
 * @value: the number
 *
 * Writes the next cell of the row.
 */
void
cw_row_writer_int (CwRowWriter *self,
                   gint64       value)
{
  char digits[24];
  char *p = digits + sizeof digits;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;

  g_return_if_fail (self != NULL);

  do
    *--p = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (value < 0)
    *--p = '-';
  add_plain (self, p, (gsize) (digits + sizeof digits - p));
}

/**
 * cw_row_writer_double:
 * @self: a writer
 * @value: the number; one that is not finite is a cell without a value
 *
 * Writes the next cell of the row, with as many digits as give the number back.
 */
void
cw_row_writer_double (CwRowWriter *self,
                      double       value)
{
  char buffer[CW_DOUBLE_LENGTH];

  g_return_if_fail (self != NULL);

  if (!isfinite (value))
    {
      cw_row_writer_null (self);
      return;
    }
  cw_double_to_string (buffer, value);
  add_plain (self, buffer, strlen (buffer));
}

/**
 * cw_row_writer_boolean:
 * @self: a writer
 * @value: true or false
 *
 * Writes the next cell of the row: yes or no for people, true or false else.
 */
void
cw_row_writer_boolean (CwRowWriter *self,
                       gboolean     value)
{
  const char *word;

  g_return_if_fail (self != NULL);

  if (self->format == CW_FORMAT_TEXT)
    word = value ? "yes" : "no";
  else
    word = value ? "true" : "false";
  add_plain (self, word, strlen (word));
}

/**
 * cw_row_writer_guid:
 * @self: a writer
 * @guid: (nullable): the GUID; %NULL for a cell without a value
 *
 * Writes the next cell of the row.
 */
void
cw_row_writer_guid (CwRowWriter  *self,
                    const CwGuid *guid)
{
  char buffer[CW_GUID_STRING_LENGTH + 1];

  g_return_if_fail (self != NULL);

  if (guid == NULL)
    {
      cw_row_writer_null (self);
      return;
    }
  cw_guid_write (guid, buffer);
  cw_row_writer_text_n (self, buffer, CW_GUID_STRING_LENGTH);
}

/**
 * cw_row_writer_null:
 * @self: a writer
 *
 * Leaves the next cell of the row without a value: empty, in JSON null.
 */
void
cw_row_writer_null (CwRowWriter *self)
{
  g_return_if_fail (self != NULL);

  if (self->format == CW_FORMAT_JSON)
    add_plain (self, "null", strlen ("null"));
  else
    add_plain (self, "", 0);
}

static gboolean
report (CwRowWriter *self,
        GError     **error)
{
  if (self->failure == NULL)
    return TRUE;
  if (error != NULL)
    *error = g_error_copy (self->failure);
  return FALSE;
}

/**
 * cw_row_writer_end_row:
 * @self: a writer
 * @error: return location for an error
 *
 * Ends the row; cells that were not given have no value. After a failure nothing
 * more is written, and each call says again what failed.
 *
 * Returns: whether all is well so far; a full disk may show only at the end
 */
gboolean
cw_row_writer_end_row (CwRowWriter *self,
                       GError     **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  while (self->column < self->n_columns)
    cw_row_writer_null (self);
  self->column = 0;
  switch (self->format)
    {
    case CW_FORMAT_TEXT:
      cw_row_text_end_row (self->text, self->buffer);
      break;
    case CW_FORMAT_CSV:
      g_string_append (self->buffer, "\r\n");
      break;
    case CW_FORMAT_JSON:
    default:
      g_string_append_c (self->buffer, '}');
    }
  if (self->buffer->len >= BUFFER_SIZE)
    flush (self);
  return report (self, error);
}

/**
 * cw_row_writer_finish:
 * @self: a writer
 * @error: return location for an error
 *
 * Writes what is left and flushes the stream, so that a failure shows here.
 *
 * Returns: whether everything was written
 */
gboolean
cw_row_writer_finish (CwRowWriter *self,
                      GError     **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->format == CW_FORMAT_TEXT)
    cw_row_text_finish (self->text, self->buffer);
  else if (self->format == CW_FORMAT_JSON)
    g_string_append (self->buffer, self->has_rows ? "\n]\n" : "]\n");
  if (flush (self) && !g_output_stream_flush (self->stream, NULL, &self->failure))
    g_prefix_error (&self->failure, "writing the result: ");
  return report (self, error);
}
