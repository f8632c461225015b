/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-reader.h"

#include "cw-deadline.h"
#include "cw-error.h"
#include "cw-limits.h"
#include "cw-paragraphs.h"
#include "cw-readers.h"
#include "cw-sniff.h"
#include "cw-turns.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static CwText *
read_as (CwFormat             format,
         GBytes              *bytes,
         const char          *file_name,
         const CwReadOptions *options,
         GCancellable        *cancellable,
         GError             **error)
{
  switch (format)
    {
    case CW_FORMAT_DOCX:
      return cw_read_docx (bytes, file_name, options, cancellable, error);
    case CW_FORMAT_ODT:
      return cw_read_odt (bytes, file_name, options, cancellable, error);
    case CW_FORMAT_RTF:
      return cw_read_rtf (bytes, file_name, options, cancellable, error);
    case CW_FORMAT_HTML:
      return cw_read_html (bytes, file_name, options, cancellable, error);
    case CW_FORMAT_EPUB:
      return cw_read_epub (bytes, file_name, options, cancellable, error);
    case CW_FORMAT_SRT:
      return cw_read_srt (bytes, file_name, options, cancellable, error);
    case CW_FORMAT_VTT:
      return cw_read_vtt (bytes, file_name, options, cancellable, error);
    case CW_FORMAT_PDF:
      return cw_read_pdf (bytes, file_name, options, cancellable, error);
    case CW_FORMAT_CSV:
      return cw_read_csv (bytes, file_name, options, cancellable, error);
    case CW_FORMAT_XLSX:
      return cw_read_xlsx (bytes, file_name, options, cancellable, error);
    case CW_FORMAT_ODS:
      return cw_read_ods (bytes, file_name, options, cancellable, error);
    case CW_FORMAT_MARKDOWN:
      return cw_read_markdown (bytes, file_name, options, cancellable, error);
    case CW_FORMAT_PROTECTED:
      g_set_error_literal (error, CW_ERROR, CW_ERROR_PROTECTED,
                           "the document is protected with a password; save a copy without it "
                           "and import that");
      return NULL;
    case CW_FORMAT_TEXT:
    case CW_FORMAT_OTHER:
    default:
      return cw_read_txt (bytes, file_name, options, cancellable, error);
    }
}

/* Something that begins with nothing is broken, but text may be empty. */
static gboolean
refuse_empty (const char *file_name,
              GError    **error)
{
  CwFormat named = CW_FORMAT_TEXT;

  cw_sniff_name (file_name, &named);
  if (named == CW_FORMAT_TEXT || named == CW_FORMAT_MARKDOWN)
    return FALSE;
  g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
               "%s: the file is empty; it may not have been copied whole: copy it again",
               file_name);
  return TRUE;
}

/* The content decides, but the researcher may have taken it for something else. */
static void
compare_with_name (CwText     *text,
                   CwFormat    format,
                   const char *file_name)
{
  CwFormat named = format;
  const char *ending = cw_sniff_name (file_name, &named);

  if (named != format)
    cw_text_warn (text, "its name ends in %s, but it is something else, and was read as %s", ending,
                  text->format);
}

static void
set_too_large (const char *file_name,
               GError    **error)
{
  g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
               "%s: the file is larger than the limit of %u MiB; split it and import the parts",
               file_name, CW_LIMIT_FILE_BYTES >> 20);
}

/* Reads, but not for ever: a file can be made to take very long. */
static CwText *
read_in_time (CwFormat             format,
              GBytes              *bytes,
              const char          *file_name,
              const CwReadOptions *options,
              GCancellable        *cancellable,
              GError             **error)
{
  g_autoptr (CwDeadline) deadline = cw_deadline_start (CW_LIMIT_READ_SECONDS, cancellable);
  g_autoptr (GError) failure = NULL;
  CwText *text;

  text = read_as (format, bytes, file_name, options, cw_deadline_get_cancellable (deadline),
                  &failure);
  if (text != NULL)
    return text;

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && cw_deadline_has_passed (deadline))
    g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
                 "reading it took longer than the limit of %u seconds; open it in the program "
                 "that made it, save its text and import that",
                 CW_LIMIT_READ_SECONDS);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Names the file in a message, unless it is named already. */
static void
name_file (const char *file_name,
           GError    **error)
{
  g_autofree char *prefix = g_strconcat (file_name, ": ", NULL);

  if (error != NULL && *error != NULL && !g_str_has_prefix ((*error)->message, prefix)
      && !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_prefix_error (error, "%s", prefix);
}

/**
 * cw_reader_read:
 * @bytes: a file
 * @file_name: its name, for messages, and as a hint whether text is Markdown
 * @options: (nullable): what the caller knows or wants
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads a file into a text. The content decides of which format it is. Lines that
 * are too long for paragraphs are split, with a warning. May be
 * called from several threads at once.
 *
 * Returns: (transfer full): the text, or NULL with %CW_ERROR_FORMAT,
 *   %CW_ERROR_PROTECTED, %CW_ERROR_DAMAGED, %CW_ERROR_TOO_LARGE, %CW_ERROR_USAGE
 *   or cancelled; the message names the file
 */
CwText *
cw_reader_read (GBytes              *bytes,
                const char          *file_name,
                const CwReadOptions *options,
                GCancellable        *cancellable,
                GError             **error)
{
  g_autoptr (CwText) text = NULL;
  CwReadOptions defaults = CW_READ_OPTIONS_DEFAULT;
  const char *name = NULL;
  const char *advice = NULL;
  CwFormat format;

  g_return_val_if_fail (bytes != NULL && file_name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (options == NULL)
    options = &defaults;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (g_bytes_get_size (bytes) > CW_LIMIT_FILE_BYTES)
    {
      set_too_large (file_name, error);
      return NULL;
    }

  if (g_bytes_get_size (bytes) == 0 && refuse_empty (file_name, error))
    return NULL;

  format = cw_sniff_format (bytes, file_name, &name, &advice);
  if (format == CW_FORMAT_OTHER)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_FORMAT, "%s: this is %s, which cannot be read; %s",
                   file_name, name, advice);
      return NULL;
    }

  text = read_in_time (format, bytes, file_name, options, cancellable, error);
  if (text == NULL)
    {
      name_file (file_name, error);
      return NULL;
    }
  if (text->length > CW_LIMIT_TEXT_LENGTH)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
                   "%s: its text is longer than the limit of %u million characters; split it and "
                   "import the parts",
                   file_name, CW_LIMIT_TEXT_LENGTH >> 20);
      return NULL;
    }

  compare_with_name (text, format, file_name);
  cw_paragraphs_split (text);
  /* A reader that is told who speaks has set the turns itself. */
  if (options->find_speakers && text->turns->len == 0)
    cw_turns_find (text);
  return g_steal_pointer (&text);
}

/* Never more than the limit, whatever the file is: it may grow. Sets the size of
 * @data, which is larger than the limit by one if the file is larger at all. */
static gboolean
read_up_to_limit (GInputStream *stream,
                  GByteArray   *data,
                  GCancellable *cancellable,
                  GError      **error)
{
  gsize size = 1 << 16;
  gsize n_read = 0;

  for (;;)
    {
      gsize n = 0;

      g_byte_array_set_size (data, (guint) size);
      if (!g_input_stream_read_all (stream, data->data + n_read, size - n_read, &n, cancellable,
                                    error))
        return FALSE;
      n_read += n;
      if (n_read < size || size > CW_LIMIT_FILE_BYTES)
        break;
      size = MIN (size * 4, (gsize) CW_LIMIT_FILE_BYTES + 1);
    }
  g_byte_array_set_size (data, (guint) n_read);
  return TRUE;
}

static void
set_load_error (const char *name,
                GError     *problem,
                GError    **error)
{
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_error_copy (problem));
      return;
    }
  g_set_error (error, CW_ERROR,
               g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? CW_ERROR_NOT_FOUND
                                                                           : CW_ERROR_FAILED,
               "%s: the file cannot be read: %s", name, problem->message);
}

/**
 * cw_reader_load_file:
 * @path: a file's path
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Loads a file into memory, if it is not larger than the limit.
 *
 * Returns: (transfer full): its bytes, or NULL with %CW_ERROR_NOT_FOUND,
 *   %CW_ERROR_TOO_LARGE, %CW_ERROR_FAILED or cancelled
 */
GBytes *
cw_reader_load_file (const char   *path,
                     GCancellable *cancellable,
                     GError      **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GByteArray) data = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *name = NULL;
  GStatBuf about;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_path_get_basename (path);
  /* Opening a pipe waits for who writes into it, and nothing can end that. */
  if (g_stat (path, &about) == 0 && !S_ISREG (about.st_mode))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_FAILED,
                   "%s: this is no ordinary file; copy what is in it into one and import that",
                   name);
      return NULL;
    }
  file = g_file_new_for_path (path);
  data = g_byte_array_new ();
  stream = g_file_read (file, cancellable, &problem);
  if (stream == NULL || !read_up_to_limit (G_INPUT_STREAM (stream), data, cancellable, &problem))
    {
      set_load_error (name, problem, error);
      return NULL;
    }
  if (data->len > CW_LIMIT_FILE_BYTES)
    {
      set_too_large (name, error);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

/**
 * cw_reader_read_file:
 * @path: a file's path
 * @options: (nullable): what the caller knows or wants
 * @cancellable: (nullable): to cancel
 * @out_bytes: (out) (optional) (transfer full): the file's bytes, to keep
 * @error: return location for an error
 *
 * Loads and reads a file. See cw_reader_read() and cw_reader_load_file().
 *
 * Returns: (transfer full): the text, or NULL
 */
CwText *
cw_reader_read_file (const char          *path,
                     const CwReadOptions *options,
                     GCancellable        *cancellable,
                     GBytes             **out_bytes,
                     GError             **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;
  CwText *text;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = cw_reader_load_file (path, cancellable, error);
  if (bytes == NULL)
    return NULL;

  name = g_path_get_basename (path);
  text = cw_reader_read (bytes, name, options, cancellable, error);
  if (text != NULL && out_bytes != NULL)
    *out_bytes = g_steal_pointer (&bytes);
  return text;
}
