/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-readers.h"

#include "cw-decode.h"

/**
 * cw_read_txt:
 * @bytes: a file of plain text
 * @file_name: its name, for messages
 * @options: the encoding, if it is known
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads plain text as it stands.
 *
 * Returns: (transfer full): the text, or NULL with %CW_ERROR_FORMAT if the file
 *   is binary, or %CW_ERROR_USAGE if there is no such encoding
 */
CwText *
cw_read_txt (GBytes              *bytes,
             const char          *file_name,
             const CwReadOptions *options,
             GCancellable        *cancellable,
             GError             **error)
{
  g_autoptr (CwDecoded) decoded = NULL;
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);
  CwText *text;

  decoded = cw_decode (data, n_bytes, file_name, options->encoding, error);
  if (decoded == NULL)
    return NULL;

  text = cw_text_new_take ("txt", g_steal_pointer (&decoded->text), decoded->n_bytes);
  cw_decoded_describe (decoded, text);
  return text;
}
