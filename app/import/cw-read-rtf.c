/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-readers.h"

#include "cw-error.h"

/**
 * cw_read_rtf:
 * @bytes: a file
 * @file_name: its name, for messages
 * @options: what the caller knows or wants
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Refuses the format, which has no reader yet.
 *
 * Returns: %NULL with %CW_ERROR_FORMAT
 */
CwText *
cw_read_rtf (GBytes              *bytes,
             const char          *file_name,
             const CwReadOptions *options,
             GCancellable        *cancellable,
             GError             **error)
{
  g_set_error_literal (error, CW_ERROR, CW_ERROR_FORMAT,
                       "this is RTF, which cannot be read; save it as DOCX, text or "
                       "Markdown and import that");
  return NULL;
}
