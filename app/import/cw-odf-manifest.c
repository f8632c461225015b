/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-odf-manifest.h"

#include "cw-error.h"

/**
 * cw_odf_refuse_encrypted:
 * @zip: an archive of OpenDocument, with %CW_ODF_MANIFEST among the parts wanted
 * @error: return location for an error
 *
 * Looks whether the document is protected with a password, which its manifest says.
 *
 * Returns: FALSE with %CW_ERROR_PROTECTED if it is
 */
gboolean
cw_odf_refuse_encrypted (const CwZip *zip,
                         GError     **error)
{
  GBytes *manifest = cw_zip_get_part (zip, CW_ODF_MANIFEST);
  gsize n_bytes;
  const char *data;

  if (manifest == NULL)
    return TRUE;
  data = g_bytes_get_data (manifest, &n_bytes);
  if (g_strstr_len (data, (gssize) n_bytes, "encryption-data") == NULL)
    return TRUE;
  g_set_error_literal (error, CW_ERROR, CW_ERROR_PROTECTED,
                       "it is protected with a password; open it in the program that made it, save "
                       "a copy without a password and import that");
  return FALSE;
}
