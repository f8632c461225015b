/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-readers.h"

#include "cw-error.h"
#include "cw-odf-manifest.h"
#include "cw-read-odt-private.h"

#include <string.h>

/* OpenDocument texts: an archive, or flat, all in one file of XML. */

/* Objects, each in a folder of its own, may be formulas. */
static gboolean
is_wanted (const char *name,
           gpointer    user_data)
{
  return strcmp (name, "content.xml") == 0 || strcmp (name, "styles.xml") == 0
         || strcmp (name, CW_ODF_MANIFEST) == 0 || g_str_has_suffix (name, "/content.xml");
}

static gboolean
read_part (CwOdtPackage *package,
           GBytes       *bytes,
           const char   *what,
           CwText      **out_text,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GBytes) plain = cw_xml_without_type (bytes);

  return cw_odt_read_story (package, plain, what, out_text, cancellable, error);
}

static gboolean
read_archive (CwOdtPackage *package,
              GBytes       *bytes,
              CwText      **out_text,
              GCancellable *cancellable,
              GError      **error)
{
  GBytes *styles;
  GBytes *content;

  package->zip = cw_zip_read (bytes, is_wanted, NULL, cancellable, error);
  if (package->zip == NULL || !cw_odf_refuse_encrypted (package->zip, error))
    return FALSE;
  styles = cw_zip_get_part (package->zip, "styles.xml");
  content = cw_zip_get_part (package->zip, "content.xml");
  if (content == NULL)
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_DAMAGED,
                           "the archive has no content.xml; open the file in the program that made "
                           "it, save it again and import that");
      return FALSE;
    }
  if ((styles != NULL && !read_part (package, styles, "styles.xml", NULL, cancellable, error))
      || !read_part (package, content, "content.xml", out_text, cancellable, error))
    return FALSE;
  if (*out_text != NULL && package->zip->duplicates)
    cw_text_warn (*out_text,
                  "the archive holds parts of the same name; the first of them was read");
  return TRUE;
}

static void
package_clear (CwOdtPackage *package)
{
  g_clear_pointer (&package->zip, cw_zip_free);
  cw_odt_styles_free (package->styles);
  g_hash_table_unref (package->formulas);
}

/**
 * cw_read_odt:
 * @bytes: an OpenDocument text, an archive or flat
 * @file_name: its name, for messages
 * @options: not used: the format fixes the encoding
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads an OpenDocument text: paragraphs, headings and their numbers, bold and
 * italics, numbers of lists, tables, links, fields as they are stored, notes at
 * the end, comments, text boxes, formulas as a line of text, placeholders of
 * images. Tracked insertions are in, deletions are out, and both are counted.
 * Headers, footers and hidden text are out.
 *
 * Returns: (transfer full): the text, or NULL with %CW_ERROR_DAMAGED,
 *   %CW_ERROR_FORMAT, %CW_ERROR_PROTECTED or %CW_ERROR_TOO_LARGE, or cancelled
 */
CwText *
cw_read_odt (GBytes              *bytes,
             const char          *file_name,
             const CwReadOptions *options,
             GCancellable        *cancellable,
             GError             **error)
{
  CwOdtPackage package = { NULL };
  g_autoptr (CwText) text = NULL;
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  gboolean ok;

  package.styles = cw_odt_styles_new ();
  package.formulas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (n_bytes > 2 && memcmp (data, "PK", 2) == 0)
    ok = read_archive (&package, bytes, &text, cancellable, error);
  else
    ok = read_part (&package, bytes, "the document", &text, cancellable, error);
  package_clear (&package);
  if (ok && text == NULL)
    g_set_error_literal (error, CW_ERROR, CW_ERROR_FORMAT,
                         "it holds no text document; open it in the program that made it, save "
                         "its text as ODT and import that");
  return g_steal_pointer (&text);
}
