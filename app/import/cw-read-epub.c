/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-readers.h"

#include "cw-decode.h"
#include "cw-error.h"
#include "cw-limits.h"
#include "cw-read-epub-private.h"
#include "cw-read-html-private.h"

#include <string.h>

#define N_FALLBACKS 8

typedef struct
{
  CwEpubBook book;
  CwHtml *html;
  GCancellable *cancellable;
  gsize n_bytes; /* of all pages so far: a book may name one again and again */
  guint n_missing;
  guint n_aside;
} Reader;

static gboolean
is_page (const CwEpubItem *item)
{
  static const char *const types[] = {
    "application/xhtml+xml",    "text/html",       "text/x-oeb1-document",
    "application/x-dtbook+xml", "application/xml", "image/svg+xml",
  };

  /* Manifests get the type wrong more often than the name. */
  for (gsize i = 0; item->media_type != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (item->media_type, types[i]) == 0)
      return TRUE;
  return item->path != NULL
         && (g_str_has_suffix (item->path, ".xhtml") || g_str_has_suffix (item->path, ".html")
             || g_str_has_suffix (item->path, ".htm"));
}

/* The page of a place in the reading order, or what may stand for it. */
static const CwEpubItem *
find_item (const CwEpubBook *book,
           const char       *id)
{
  const CwEpubItem *item = NULL;

  for (guint i = 0; id != NULL && i < N_FALLBACKS; i++)
    {
      const CwEpubItem *next = g_hash_table_lookup (book->items, id);

      if (next == NULL)
        return item;
      item = next;
      if (is_page (item))
        return item;
      id = item->fallback;
    }
  return item;
}

static gboolean
read_part (Reader     *reader,
           const char *path,
           GBytes     *bytes,
           GError    **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (CwDecoded) page = NULL;

  if (g_hash_table_contains (reader->book.encrypted, path))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_PROTECTED,
                   "the e-book is protected against copying (%s is encrypted); get a copy without "
                   "protection and import that",
                   path);
      return FALSE;
    }
  reader->n_bytes += g_bytes_get_size (bytes);
  if (reader->n_bytes > CW_LIMIT_ZIP_TOTAL_BYTES)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
                   "the pages of the e-book are larger than the limit of %u MiB; split it and "
                   "import the parts",
                   CW_LIMIT_ZIP_TOTAL_BYTES >> 20);
      return FALSE;
    }

  page = cw_html_decode (bytes, path, NULL, NULL, &problem);
  if (page == NULL)
    {
      cw_text_warn (cw_flow_get_text (reader->html->flow), "a page was left out: %s",
                    problem->message);
      return TRUE;
    }
  for (guint i = 0; i < page->warnings->len; i++)
    cw_text_warn (cw_flow_get_text (reader->html->flow), "%s: %s", path,
                  (const char *) g_ptr_array_index (page->warnings, i));
  return cw_html_parse (reader->html, page->text, page->n_bytes, path, reader->cancellable, error);
}

static gboolean
read_place (Reader            *reader,
            const CwEpubPlace *place,
            GError           **error)
{
  const CwEpubItem *item = find_item (&reader->book, place->id);
  GBytes *bytes = NULL;

  if (item != NULL && item->path != NULL && !is_page (item) && item->media_type != NULL
      && g_str_has_prefix (item->media_type, "image/"))
    {
      cw_flow_append_image (reader->html->flow, NULL);
      cw_flow_end_paragraph (reader->html->flow);
      return TRUE;
    }
  if (item != NULL && item->path != NULL)
    bytes = cw_zip_get_part (reader->book.zip, item->path);
  if (bytes != NULL)
    return read_part (reader, item->path, bytes, error);

  if (reader->n_missing++ < 5)
    cw_text_warn (cw_flow_get_text (reader->html->flow),
                  "the e-book has no %s, which should be read",
                  item != NULL && item->path != NULL ? item->path
                  : place->id != NULL                ? place->id
                                                     : "part without a name");
  return TRUE;
}

/* Pages beside the reading order hold notes, or nothing that is read in its turn:
 * a cover, tables of contents. */
static gboolean
read_asides (Reader  *reader,
             GError **error)
{
  gboolean ok = TRUE;

  reader->html->only_notes = TRUE;
  cw_flow_mute (reader->html->flow);
  for (guint i = 0; ok && i < reader->book.spine->len; i++)
    {
      const CwEpubPlace *place = g_ptr_array_index (reader->book.spine, i);
      const CwEpubItem *item = find_item (&reader->book, place->id);

      if (!place->aside || item == NULL || item->is_nav)
        continue;
      if (g_hash_table_size (reader->html->notes) > 0)
        ok = read_place (reader, place, error);
      reader->n_aside++;
    }
  cw_flow_unmute (reader->html->flow);
  reader->html->only_notes = FALSE;
  return ok;
}

static gboolean
read_spine (Reader  *reader,
            GError **error)
{
  guint n_read = 0;

  for (guint i = 0; i < reader->book.spine->len; i++)
    {
      const CwEpubPlace *place = g_ptr_array_index (reader->book.spine, i);

      if (place->aside)
        continue;
      if (!read_place (reader, place, error))
        return FALSE;
      n_read++;
    }
  if (n_read == 0 || reader->n_missing == n_read)
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_DAMAGED,
                           "the e-book names no page that it holds; open it in a program that "
                           "mends e-books, save it again and import that");
      return FALSE;
    }
  return read_asides (reader, error);
}

/**
 * cw_read_epub:
 * @bytes: an e-book
 * @file_name: its name, for messages
 * @options: not used: the pages say their encoding
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads an e-book, EPUB 2 or 3: its pages in their order, as cw_read_html() reads
 * them. Tables of contents and what stands beside the reading order are out; notes
 * are in, at the end, wherever the book keeps them.
 *
 * Returns: (transfer full): the text, or NULL with %CW_ERROR_DAMAGED,
 *   %CW_ERROR_FORMAT, %CW_ERROR_PROTECTED or %CW_ERROR_TOO_LARGE, or cancelled
 */
CwText *
cw_read_epub (GBytes              *bytes,
              const char          *file_name,
              const CwReadOptions *options,
              GCancellable        *cancellable,
              GError             **error)
{
  Reader reader = { 0 };
  CwText *text = NULL;

  reader.html = cw_html_new ("epub", TRUE);
  reader.cancellable = cancellable;
  if (cw_epub_open_book (&reader.book, bytes, cancellable, error) && read_spine (&reader, error))
    {
      text = cw_html_finish (reader.html);
      if (reader.book.zip->duplicates)
        cw_text_warn (text, "the archive holds parts of the same name; the first of them was read");
      if (reader.n_missing > 5)
        cw_text_warn (text, "%u pages of the e-book are missing", reader.n_missing);
      if (reader.n_aside > 0)
        cw_text_warn (text, "pages beside the reading order were left out: %u", reader.n_aside);
    }
  cw_epub_clear_book (&reader.book);
  cw_html_free (reader.html);
  return text;
}
