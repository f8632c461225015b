/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

#include "config.h"

#include "cw-arguments.h"

#include "cw-csv.h"
#include "cw-document.h"
#include "cw-error.h"
#include "cw-limits.h"
#include "cw-names.h"
#include "cw-reader.h"

#include <math.h>
#include <string.h>

/**
 * cw_argument_range:
 * @text: "START:END"
 * @allow_empty: whether the two may be equal: a place between two characters
 * @out_start: return location for the first position
 * @out_end: return location for the position after the last
 * @error: return location for an error
 *
 * Reads a range of a text.
 *
 * Returns: %TRUE if it is one
 */
gboolean
cw_argument_range (const char *text,
                   gboolean    allow_empty,
                   guint32    *out_start,
                   guint32    *out_end,
                   GError    **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);
  guint64 start;
  guint64 end;

  if (g_strv_length (parts) != 2
      || !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXUINT32, &start, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 10, 0, G_MAXUINT32, &end, NULL))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "\"%s\" is no range; a range is START:END, two whole numbers that count "
                   "characters from 0",
                   text);
      return FALSE;
    }
  if (start > end || (start == end && !allow_empty))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "\"%s\" is an empty range; its end must lie behind its start", text);
      return FALSE;
    }
  *out_start = (guint32) start;
  *out_end = (guint32) end;
  return TRUE;
}

/**
 * cw_argument_number:
 * @what: what the number is, for the message
 * @text: what was written
 * @least: the smallest that will do
 * @most: the largest that will do
 * @out_number: return location for the number
 * @error: return location for an error
 *
 * Reads a whole number.
 *
 * Returns: %TRUE if it is one
 */
gboolean
cw_argument_number (const char *what,
                    const char *text,
                    gint64      least,
                    gint64      most,
                    gint64     *out_number,
                    GError    **error)
{
  if (g_ascii_string_to_signed (text, 10, least, most, out_number, NULL))
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
               "%s is a whole number from %" G_GINT64_FORMAT " on, and not \"%s\"", what, least,
               text);
  return FALSE;
}

/**
 * cw_argument_weight:
 * @text: what was written
 * @out_weight: return location for the weight
 * @error: return location for an error
 *
 * Reads the weight of a coding: a number with a decimal point, whatever the locale.
 *
 * Returns: %TRUE if it is one
 */
gboolean
cw_argument_weight (const char *text,
                    double     *out_weight,
                    GError    **error)
{
  char *end;
  double weight = g_ascii_strtod (text, &end);

  if (end != text && *end == '\0' && isfinite (weight))
    {
      *out_weight = weight;
      return TRUE;
    }
  g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "a weight is a number, and not \"%s\"", text);
  return FALSE;
}

/**
 * cw_argument_guid:
 * @text: what was written
 * @out_guid: return location for the GUID
 * @error: return location for an error
 *
 * Reads a GUID.
 *
 * Returns: %TRUE if it is one
 */
gboolean
cw_argument_guid (const char *text,
                  CwGuid     *out_guid,
                  GError    **error)
{
  if (cw_guid_parse (out_guid, text))
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
               "\"%s\" is no GUID; one reads 01234567-89ab-7def-8123-456789abcdef", text);
  return FALSE;
}

/**
 * cw_argument_list:
 * @what: the option, for the message
 * @text: "A,B,C"
 * @error: return location for an error
 *
 * Reads a list: one row of CSV, so that an item may hold a comma. Spaces around
 * items go.
 *
 * Returns: (transfer full) (nullable): the items, or %NULL with @error set
 */
char **
cw_argument_list (const char *what,
                  const char *text,
                  GError    **error)
{
  g_autoptr (CwCsvReader) reader = cw_csv_reader_new (text, strlen (text), what);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) failure = NULL;

  if (!cw_csv_reader_read_header (reader, &failure))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "%s: \"%s\" is no list of different names separated by commas", what, text);
      return NULL;
    }
  for (guint i = 0; i < cw_csv_reader_n_fields (reader); i++)
    {
      g_autofree char *item = g_strstrip (g_strdup (cw_csv_reader_field (reader, i)));

      if (*item != '\0')
        g_strv_builder_add (builder, item);
    }
  return g_strv_builder_end (builder);
}

static char *
name_without_extension (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name ? g_strndup (name, (gsize) (dot - name)) : NULL;
}

/* The one document whose name is @name with an extension, or whose file was named so. */
static gboolean
find_by_file (CwDatabase *database,
              const char *name,
              gboolean   *out_found,
              CwGuid     *out_guid,
              GError    **error)
{
  g_autoptr (GPtrArray) documents = cw_document_list (database, error);
  guint n_found = 0;

  if (documents == NULL)
    return FALSE;
  for (guint i = 0; i < documents->len; i++)
    {
      const CwDocument *document = g_ptr_array_index (documents, i);
      g_autofree char *short_name = name_without_extension (document->name);

      if (g_strcmp0 (short_name, name) == 0 || g_str_equal (document->file_name, name))
        {
          n_found++;
          *out_guid = document->guid;
        }
    }
  *out_found = n_found == 1;
  return TRUE;
}

/**
 * cw_argument_document:
 * @database: a project's connection
 * @name: what was written
 * @out_guid: return location for the document
 * @error: return location for an error
 *
 * Finds a document by name or GUID; where there is none of the name, also by the
 * name without its extension, or by the name of the file that it came from, if
 * that is one document's alone.
 *
 * Returns: %TRUE if it was found
 */
gboolean
cw_argument_document (CwDatabase *database,
                      const char *name,
                      CwGuid     *out_guid,
                      GError    **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean found;

  if (cw_names_find_document (database, name, out_guid, &failure))
    return TRUE;
  if (g_error_matches (failure, CW_ERROR, CW_ERROR_NOT_FOUND))
    {
      if (!find_by_file (database, name, &found, out_guid, error))
        return FALSE;
      if (found)
        return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* No more than one byte past the limit, whatever stands behind the stream. */
static GBytes *
read_stream (GInputStream *in,
             GError      **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  gsize n = 1;

  while (n > 0 && data->len <= CW_LIMIT_FILE_BYTES)
    {
      guint8 block[16384];

      if (!g_input_stream_read_all (in, block, sizeof block, &n, NULL, error))
        return NULL;
      g_byte_array_append (data, block, (guint) n);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

/**
 * cw_argument_read_all:
 * @in: standard input
 * @path: a file, or "-" for @in
 * @out_n_bytes: return location for the length
 * @error: return location for an error
 *
 * Reads a whole file of text, up to the limit for files.
 *
 * Returns: (transfer full) (nullable): its bytes, ended by a nul, or %NULL with
 *   @error set, the file being to blame
 */
char *
cw_argument_read_all (GInputStream *in,
                      const char   *path,
                      gsize        *out_n_bytes,
                      GError      **error)
{
  g_autoptr (GBytes) data = NULL;
  g_autoptr (GError) failure = NULL;
  gsize n_bytes;
  char *text;

  if (g_str_equal (path, "-"))
    data = read_stream (in, &failure);
  else
    data = cw_reader_load_file (path, NULL, &failure);
  if (g_error_matches (failure, CW_ERROR, CW_ERROR_TOO_LARGE))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (failure != NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "%s: the file cannot be read: %s", path,
                   failure->message);
      return NULL;
    }
  n_bytes = g_bytes_get_size (data);
  if (n_bytes > CW_LIMIT_FILE_BYTES)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE, "%s: the file is larger than %u MB", path,
                   CW_LIMIT_FILE_BYTES / (1024 * 1024));
      return NULL;
    }
  text = g_malloc (n_bytes + 1);
  if (n_bytes > 0)
    memcpy (text, g_bytes_get_data (data, NULL), n_bytes);
  text[n_bytes] = '\0';
  *out_n_bytes = n_bytes;
  return text;
}
