/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-docx-private.h"

#include "cw-error.h"
#include "cw-opc.h"

#include <string.h>

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
  g_clear_pointer (&package->styles, g_hash_table_unref);
  cw_docx_numbering_free (package->numbering);
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
  static const char *const folders[] = { "theme/", "glossary/",   "customXml/", "docProps/",
                                         "media/", "embeddings/", "charts/" };
  static const char *const parts[] = { "settings", "fontTable",        "webSettings",
                                       "header",   "footer",           "stylesWithEffects",
                                       "people",   "commentsExtended", "commentsIds" };
  const char *slash = strrchr (name, '/');
  const char *base = slash != NULL ? slash + 1 : name;

  if (g_str_has_suffix (name, ".rels"))
    return TRUE;
  if (!g_str_has_suffix (name, ".xml") || g_str_equal (name, "[Content_Types].xml"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    if (strstr (name, folders[i]) != NULL)
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gsize n = strlen (parts[i]);

      /* "header2.xml" is one, "headers of study 2.xml" is not. */
      if (strncmp (base, parts[i], n) == 0 && base[n + strspn (base + n, "0123456789")] == '.')
        return FALSE;
    }
  return TRUE;
}

/* --- Relationships: where the parts are ----------------------------------- */

static void
take_relation (gpointer    user_data,
               const char *id,
               const char *type,
               const char *target,
               gboolean    external)
{
  static const char *const kinds[CW_DOCX_N_PARTS] = {
    [CW_DOCX_STYLES] = "/styles",       [CW_DOCX_FOOTNOTES] = "/footnotes",
    [CW_DOCX_ENDNOTES] = "/endnotes",   [CW_DOCX_COMMENTS] = "/comments",
    [CW_DOCX_NUMBERING] = "/numbering",
  };
  CwDocxPackage *package = user_data;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds) && !external; i++)
    if (g_str_has_suffix (type, kinds[i]) && package->part_names[i] == NULL)
      package->part_names[i] = g_strdup (target);
}

/* Finds the main part and those that belong to it. */
static gboolean
read_relationships (CwDocxPackage *package,
                    GCancellable  *cancellable,
                    GError       **error)
{
  package->main_part = cw_opc_find_main_part (package->zip, "word/document.xml", cancellable,
                                              error);
  if (package->main_part == NULL)
    return FALSE;
  return cw_opc_read_relations (package->zip, package->main_part, take_relation, package,
                                cancellable, error);
}

static gboolean
read_numbering (CwDocxPackage *package,
                GCancellable  *cancellable,
                GError       **error)
{
  const char *name = package->part_names[CW_DOCX_NUMBERING];
  GBytes *part = name != NULL ? cw_zip_get_part (package->zip, name) : NULL;

  return part == NULL
         || cw_docx_numbering_read (package->numbering, part, name, cancellable, error);
}

/* Reads how the text looks. Damage here costs the headings and the numbers of lists,
 * not the text. */
static gboolean
read_looks (CwDocxPackage *package,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GError) problem = NULL;

  if (read_numbering (package, cancellable, &problem)
      && cw_docx_read_styles (package, cancellable, &problem))
    return TRUE;
  if (g_error_matches (problem, CW_ERROR, CW_ERROR_DAMAGED))
    {
      package->looks_damaged = TRUE;
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
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
  package->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) cw_docx_style_free);
  package->numbering = cw_docx_numbering_new ();
  package->comments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, comment_free);
  package->footnotes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                              (GDestroyNotify) cw_text_free);
  package->endnotes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) cw_text_free);

  return read_relationships (package, cancellable, error)
         && read_looks (package, cancellable, error)
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
 * Reads a Word document: paragraphs, headings, lists with their numbers, formulas as
 * a line of text, tables in reading order, text boxes after the paragraph that they
 * hang on, foot- and endnotes at the end, comments and links as spans. Tracked
 * insertions are in, deletions are out, and both are counted. Headers, footers and
 * hidden text are out.
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
  if (ok && package.looks_damaged)
    cw_text_warn (text, "the description of the document's styles or lists is damaged; headings "
                        "and the numbers of lists may be missing");
  package_clear (&package);
  return g_steal_pointer (&text);
}
