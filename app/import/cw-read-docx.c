/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-docx-private.h"

#include "cw-error.h"

#include <string.h>

static void
style_free (gpointer data)
{
  CwDocxStyle *style = data;

  g_free (style->based_on);
  g_free (style);
}

static void
comment_free (gpointer data)
{
  CwDocxComment *comment = data;

  g_free (comment->author);
  g_free (comment->text);
  g_free (comment);
}

static void
package_clear (CwDocxPackage *package)
{
  g_clear_pointer (&package->zip, cw_zip_free);
  g_free (package->main_part);
  g_clear_pointer (&package->links, g_hash_table_unref);
  g_clear_pointer (&package->styles, g_hash_table_unref);
  g_clear_pointer (&package->footnotes, g_hash_table_unref);
  g_clear_pointer (&package->endnotes, g_hash_table_unref);
  g_clear_pointer (&package->comments, g_hash_table_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (package->part_names); i++)
    g_free (package->part_names[i]);
}

/* Text and what describes it; not the parts that can be large and say nothing. */
static gboolean
is_wanted (const char *name,
           gpointer    user_data)
{
  static const char *const unwanted[] = {
    "theme",  "settings",         "fontTable",   "webSettings",     "header",
    "footer", "glossary/",        "customXml",   "docProps/",       "numbering",
    "media/", "embeddings/",      "charts/",     "diagrams/",       "stylesWithEffects",
    "people", "commentsExtended", "commentsIds", "[Content_Types]",
  };

  if (!g_str_has_suffix (name, ".xml") && !g_str_has_suffix (name, ".rels"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++)
    if (strstr (name, unwanted[i]) != NULL)
      return FALSE;
  return TRUE;
}

static gboolean
read_notes (CwDocxPackage *package,
            int            which,
            GHashTable    *notes,
            GHashTable    *authors,
            GCancellable  *cancellable,
            GError       **error)
{
  const char *name = package->part_names[which];

  if (name == NULL || cw_zip_get_part (package->zip, name) == NULL)
    return TRUE;
  return cw_docx_read_story (package, name, notes, authors, NULL, cancellable, error);
}

static gboolean
read_comments (CwDocxPackage *package,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (GHashTable) texts = NULL;
  g_autoptr (GHashTable) authors = NULL;
  GHashTableIter iter;
  gpointer id, value;

  texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cw_text_free);
  authors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!read_notes (package, CW_DOCX_COMMENTS, texts, authors, cancellable, error))
    return FALSE;

  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      CwDocxComment *comment = g_new0 (CwDocxComment, 1);
      const char *author = g_hash_table_lookup (authors, id);

      comment->author = g_strdup (author != NULL ? author : "");
      comment->text = g_strdup (((CwText *) value)->text);
      g_hash_table_insert (package->comments, g_strdup (id), comment);
    }
  return TRUE;
}

static gboolean
read_package (CwDocxPackage *package,
              CwText       **out_text,
              GCancellable  *cancellable,
              GError       **error)
{
  package->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  package->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, style_free);
  package->comments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, comment_free);
  package->footnotes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                              (GDestroyNotify) cw_text_free);
  package->endnotes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) cw_text_free);

  return cw_docx_read_relationships (package, cancellable, error)
         && cw_docx_read_styles (package, cancellable, error)
         && read_notes (package, CW_DOCX_FOOTNOTES, package->footnotes, NULL, cancellable, error)
         && read_notes (package, CW_DOCX_ENDNOTES, package->endnotes, NULL, cancellable, error)
         && read_comments (package, cancellable, error)
         && cw_docx_read_story (package, package->main_part, NULL, NULL, out_text, cancellable,
                                error);
}

/**
 * cw_read_docx:
 * @bytes: a DOCX file
 * @file_name: its name, for messages
 * @options: not used: the format fixes the encoding
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads a Word document: paragraphs, headings, lists, tables in reading order,
 * text boxes after the paragraph that they hang on, foot- and endnotes at the
 * end, comments and links as spans. Tracked insertions are in, deletions are
 * out, and both are counted. Headers, footers and hidden text are out.
 *
 * Returns: (transfer full): the text, or NULL with %CW_ERROR_DAMAGED,
 *   %CW_ERROR_FORMAT, %CW_ERROR_PROTECTED or %CW_ERROR_TOO_LARGE, or cancelled
 */
CwText *
cw_read_docx (GBytes              *bytes,
              const char          *file_name,
              const CwReadOptions *options,
              GCancellable        *cancellable,
              GError             **error)
{
  g_autoptr (CwText) text = NULL;
  CwDocxPackage package = { 0 };
  gboolean ok;

  package.zip = cw_zip_read (bytes, is_wanted, NULL, cancellable, error);
  ok = package.zip != NULL && read_package (&package, &text, cancellable, error);
  if (ok && package.zip->duplicates)
    cw_text_warn (text, "the archive holds parts of the same name; the first of them was read");
  package_clear (&package);
  return g_steal_pointer (&text);
}
