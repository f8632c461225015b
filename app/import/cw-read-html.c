/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-readers.h"

#include "cw-decode.h"
#include "cw-error.h"
#include "cw-limits.h"
#include "cw-read-html-private.h"

/**
 * cw_read_html:
 * @bytes: a web page
 * @file_name: its name, for messages
 * @options: the encoding, if it is known
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads a web page: what a browser would show of it, with headings, lists, tables,
 * quotations, links and notes. Nothing that it refers to is loaded. It may be one
 * that was saved with its images in one file (MHTML).
 *
 * Returns: (transfer full): the text, or NULL with %CW_ERROR_FORMAT,
 *   %CW_ERROR_TOO_LARGE or %CW_ERROR_USAGE, or cancelled
 */
CwText *
cw_read_html (GBytes              *bytes,
              const char          *file_name,
              const CwReadOptions *options,
              GCancellable        *cancellable,
              GError             **error)
{
  g_autoptr (GBytes) page = NULL;
  g_autofree char *encoding = NULL;
  g_autoptr (CwDecoded) decoded = NULL;
  g_autoptr (CwHtml) html = NULL;
  CwText *text;

  if (g_bytes_get_size (bytes) > CW_LIMIT_HTML_BYTES)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
                   "the web page is larger than the limit of %u MiB; save it without images, or "
                   "split it, and import that",
                   CW_LIMIT_HTML_BYTES >> 20);
      return NULL;
    }
  page = cw_html_unpack (bytes, &encoding);
  decoded = cw_html_decode (page != NULL ? page : bytes, file_name,
                            options != NULL ? options->encoding : NULL, encoding, error);
  if (decoded == NULL)
    return NULL;

  html = cw_html_new ("html", FALSE);
  if (!cw_html_parse (html, decoded->text, decoded->n_bytes, "", cancellable, error))
    return NULL;
  text = cw_html_finish (html);
  text->encoding = g_steal_pointer (&decoded->encoding);
  text->uncertain = decoded->uncertain;
  for (guint i = 0; i < decoded->warnings->len; i++)
    cw_text_warn (text, "%s", (const char *) g_ptr_array_index (decoded->warnings, i));
  return text;
}
