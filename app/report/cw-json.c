/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-report"

#include "cw-json.h"

#include <math.h>
#include <string.h>

/**
 * cw_double_to_string:
 * @buffer: takes the string
 * @value: a finite number
 *
 * Writes a number with the fewest digits that give it back, with a point whatever the
 * locale.
 */
void
cw_double_to_string (char   buffer[CW_DOUBLE_LENGTH],
                     double value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, CW_DOUBLE_LENGTH, formats[i], value);
      if (g_ascii_strtod (buffer, NULL) == value)
        return;
    }
}

/**
 * cw_json_append_double:
 * @out: where to
 * @value: a number
 *
 * Appends a number; what JSON has no number for (not a number, infinite) as null.
 */
void
cw_json_append_double (GString *out,
                       double   value)
{
  char buffer[CW_DOUBLE_LENGTH];

  if (!isfinite (value))
    {
      g_string_append (out, "null");
      return;
    }
  cw_double_to_string (buffer, value);
  g_string_append (out, buffer);
}

static void
append_escaped (GString *out,
                guchar   c)
{
  switch (c)
    {
    case '"':
      g_string_append (out, "\\\"");
      break;
    case '\\':
      g_string_append (out, "\\\\");
      break;
    case '\n':
      g_string_append (out, "\\n");
      break;
    case '\r':
      g_string_append (out, "\\r");
      break;
    case '\t':
      g_string_append (out, "\\t");
      break;
    default:
      g_string_append_printf (out, "\\u%04x", c);
    }
}

/* What JSON may hold as it is: no quote, no backslash, nothing below a space. */
static inline gboolean
is_plain (guchar c)
{
  return c >= 0x20 && c != '"' && c != '\\';
}

static void
append_valid (GString    *out,
              const char *text,
              gsize       n_bytes)
{
  gsize from = 0;

  for (gsize i = 0; i < n_bytes; i++)
    if (!is_plain ((guchar) text[i]))
      {
        g_string_append_len (out, text + from, (gssize) (i - from));
        append_escaped (out, (guchar) text[i]);
        from = i + 1;
      }
  g_string_append_len (out, text + from, (gssize) (n_bytes - from));
}

/**
 * cw_json_append_string:
 * @out: where to
 * @text: (nullable): a text; %NULL is written as null
 * @n_bytes: its length, or -1 if it ends with a nul
 *
 * Appends a text in its quotes. What is not valid UTF-8 in it becomes U+FFFD.
 */
void
cw_json_append_string (GString    *out,
                       const char *text,
                       gssize      n_bytes)
{
  gsize left;

  if (text == NULL)
    {
      g_string_append (out, "null");
      return;
    }
  left = n_bytes < 0 ? strlen (text) : (gsize) n_bytes;
  g_string_append_c (out, '"');
  for (;;)
    {
      const char *end;

      /* A nul is valid in JSON, as an escape, but not to GLib. */
      g_utf8_validate_len (text, left, &end);
      append_valid (out, text, (gsize) (end - text));
      left -= (gsize) (end - text);
      text = end;
      if (left == 0)
        break;
      if (*text == '\0')
        append_escaped (out, 0);
      else
        g_string_append (out, "\xef\xbf\xbd");
      text++;
      left--;
    }
  g_string_append_c (out, '"');
}

static void
separate (CwJson *self)
{
  if (self->need_comma)
    g_string_append_c (self->out, ',');
  self->need_comma = TRUE;
}

/**
 * cw_json_begin_object:
 * @self: a writer
 *
 * Begins an object.
 */
void
cw_json_begin_object (CwJson *self)
{
  g_return_if_fail (self != NULL);

  separate (self);
  g_string_append_c (self->out, '{');
  self->need_comma = FALSE;
}

/**
 * cw_json_end_object:
 * @self: a writer
 *
 * Ends an object.
 */
void
cw_json_end_object (CwJson *self)
{
  g_return_if_fail (self != NULL);

  g_string_append_c (self->out, '}');
  self->need_comma = TRUE;
}

/**
 * cw_json_begin_array:
 * @self: a writer
 *
 * Begins an array.
 */
void
cw_json_begin_array (CwJson *self)
{
  g_return_if_fail (self != NULL);

  separate (self);
  g_string_append_c (self->out, '[');
  self->need_comma = FALSE;
}

/**
 * cw_json_end_array:
 * @self: a writer
 *
 * Ends an array.
 */
void
cw_json_end_array (CwJson *self)
{
  g_return_if_fail (self != NULL);

  g_string_append_c (self->out, ']');
  self->need_comma = TRUE;
}

/**
 * cw_json_member:
 * @self: a writer in an object
 * @name: the member's name
 *
 * Writes a member's name; its value is to follow.
 */
void
cw_json_member (CwJson     *self,
                const char *name)
{
  g_return_if_fail (self != NULL && name != NULL);

  separate (self);
  cw_json_append_string (self->out, name, -1);
  g_string_append_c (self->out, ':');
  self->need_comma = FALSE;
}

/**
 * cw_json_string:
 * @self: a writer
 * @text: (nullable): a text; %NULL is null
 * @n_bytes: its length, or -1 if it ends with a nul
 *
 * Writes a text.
 */
void
cw_json_string (CwJson     *self,
                const char *text,
                gssize      n_bytes)
{
  g_return_if_fail (self != NULL);

  separate (self);
  cw_json_append_string (self->out, text, n_bytes);
}

/**
 * cw_json_int:
 * @self: a writer
 * @value: a whole number
 *
 * Writes a whole number.
 */
void
cw_json_int (CwJson *self,
             gint64  value)
{
  g_return_if_fail (self != NULL);

  separate (self);
  g_string_append_printf (self->out, "%" G_GINT64_FORMAT, value);
}

/**
 * cw_json_double:
 * @self: a writer
 * @value: a number
 *
 * Writes a number, or null if it is not a finite one.
 */
void
cw_json_double (CwJson *self,
                double  value)
{
  g_return_if_fail (self != NULL);

  separate (self);
  cw_json_append_double (self->out, value);
}

/**
 * cw_json_boolean:
 * @self: a writer
 * @value: true or false
 *
 * Writes true or false.
 */
void
cw_json_boolean (CwJson  *self,
                 gboolean value)
{
  g_return_if_fail (self != NULL);

  separate (self);
  g_string_append (self->out, value ? "true" : "false");
}

/**
 * cw_json_null:
 * @self: a writer
 *
 * Writes null.
 */
void
cw_json_null (CwJson *self)
{
  g_return_if_fail (self != NULL);

  separate (self);
  g_string_append (self->out, "null");
}
