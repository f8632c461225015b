/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-epub-private.h"

#include "cw-error.h"
#include "cw-xml.h"

#include <string.h>

/* What a book says of itself: which of its parts are read, and in what order. */

#define CONTAINER "META-INF/container.xml"
#define ENCRYPTION "META-INF/encryption.xml"

/* Fonts are disguised in these ways; that hides no text. */
static const char *const disguises[] = {
  "http://www.idpf.org/2008/embedding",
  "http://ns.adobe.com/pdf/enc#RC",
};

typedef struct
{
  CwEpubBook *book;
  gboolean disguised; /* what this element of the encryption speaks of */
} Reading;

static void
item_free (gpointer data)
{
  CwEpubItem *item = data;

  g_free (item->path);
  g_free (item->media_type);
  g_free (item->fallback);
  g_free (item);
}

static void
place_free (gpointer data)
{
  CwEpubPlace *place = data;

  g_free (place->id);
  g_free (place);
}

void
cw_epub_clear_book (CwEpubBook *book)
{
  g_clear_pointer (&book->zip, cw_zip_free);
  g_clear_pointer (&book->package, g_free);
  g_clear_pointer (&book->items, g_hash_table_unref);
  g_clear_pointer (&book->spine, g_ptr_array_unref);
  g_clear_pointer (&book->encrypted, g_hash_table_unref);
}

/* Text and what describes it, not what can be large and says nothing. */
static gboolean
is_wanted (const char *name,
           gpointer    user_data)
{
  static const char *const unwanted[] = {
    ".jpg",   ".jpeg", ".png", ".gif",  ".webp", ".tif", ".tiff", ".bmp", ".mp3",  ".mp4",
    ".m4a",   ".m4v",  ".ogg", ".oga",  ".opus", ".wav", ".webm", ".ttf", ".otf",  ".woff",
    ".woff2", ".css",  ".js",  ".json", ".ncx",  ".pdf", ".smil", ".pls", ".xpgt",
  };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++)
    if (g_str_has_suffix (lower, unwanted[i]))
      return FALSE;
  return TRUE;
}

/* The path of what an address means, from the folder of @from; NULL for one that
 * leads out of the book. */
static char *
resolve (const char *from,
         const char *address)
{
  g_autofree char *file = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *path = NULL;
  const char *end = strchr (address, '#');

  if (strstr (address, "://") != NULL)
    return NULL;
  file = g_uri_unescape_segment (address, end, NULL);
  if (file == NULL)
    file = g_strdup (address);
  folder = g_path_get_dirname (from);
  joined = g_strconcat ("/", folder, "/", file, NULL);
  path = g_canonicalize_filename (joined, "/");
  return g_strdup (path + 1);
}

static gboolean
start_container (gpointer               user_data,
                 const char            *name,
                 const char            *ns,
                 const CwXmlAttributes *attributes,
                 GError               **error)
{
  Reading *reading = user_data;

  if (strcmp (name, "rootfile") == 0 && reading->book->package == NULL)
    reading->book->package = cw_xml_dup_attribute (attributes, "full-path");
  return TRUE;
}

static void
add_item (CwEpubBook            *book,
          const CwXmlAttributes *attributes)
{
  g_autofree char *href = cw_xml_dup_attribute (attributes, "href");
  g_autofree char *properties = cw_xml_dup_attribute (attributes, "properties");
  char *id = cw_xml_dup_attribute (attributes, "id");
  CwEpubItem *item;

  if (id == NULL || href == NULL || g_hash_table_contains (book->items, id))
    {
      g_free (id);
      return;
    }
  item = g_new0 (CwEpubItem, 1);
  item->path = resolve (book->package, href);
  item->media_type = cw_xml_dup_attribute (attributes, "media-type");
  item->fallback = cw_xml_dup_attribute (attributes, "fallback");
  if (properties != NULL)
    {
      g_auto (GStrv) words = g_strsplit (properties, " ", 16);

      item->is_nav = g_strv_contains ((const char *const *) words, "nav");
    }
  g_hash_table_insert (book->items, id, item);
}

static gboolean
start_package (gpointer               user_data,
               const char            *name,
               const char            *ns,
               const CwXmlAttributes *attributes,
               GError               **error)
{
  Reading *reading = user_data;

  if (strcmp (name, "item") == 0)
    add_item (reading->book, attributes);
  else if (strcmp (name, "itemref") == 0)
    {
      CwEpubPlace *place = g_new0 (CwEpubPlace, 1);

      place->id = cw_xml_dup_attribute (attributes, "idref");
      place->aside = cw_xml_attribute_is (attributes, "linear", "no");
      g_ptr_array_add (reading->book->spine, place);
    }
  return TRUE;
}

static gboolean
start_encryption (gpointer               user_data,
                  const char            *name,
                  const char            *ns,
                  const CwXmlAttributes *attributes,
                  GError               **error)
{
  Reading *reading = user_data;

  if (strcmp (name, "EncryptedData") == 0)
    reading->disguised = FALSE;
  else if (strcmp (name, "EncryptionMethod") == 0)
    for (gsize i = 0; i < G_N_ELEMENTS (disguises); i++)
      reading->disguised |= cw_xml_attribute_is (attributes, "Algorithm", disguises[i]);
  else if (strcmp (name, "CipherReference") == 0 && !reading->disguised)
    {
      g_autofree char *address = cw_xml_dup_attribute (attributes, "URI");
      char *path = address != NULL ? resolve ("", address) : NULL;

      if (path != NULL)
        g_hash_table_add (reading->book->encrypted, path);
    }
  return TRUE;
}

static gboolean
parse_part (CwEpubBook         *book,
            const char         *name,
            const CwXmlHandler *handler,
            GCancellable       *cancellable,
            GError            **error)
{
  Reading reading = { book, FALSE };
  GBytes *part = cw_zip_get_part (book->zip, name);
  g_autoptr (GBytes) plain = NULL;

  if (part == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
                   "the e-book has no %s, which says what is in it; open it in a program that "
                   "mends e-books, save it again and import that",
                   name);
      return FALSE;
    }
  plain = cw_xml_without_type (part);
  return cw_xml_parse (plain, name, handler, &reading, cancellable, error);
}

/* Where the book is described, if it does not say. */
static char *
find_package (const CwZip *zip)
{
  for (guint i = 0; i < zip->names->len; i++)
    if (g_str_has_suffix (g_ptr_array_index (zip->names, i), ".opf"))
      return g_strdup (g_ptr_array_index (zip->names, i));
  return NULL;
}

/* Unpacks a book, and reads what it says of itself. */
gboolean
cw_epub_open_book (CwEpubBook   *book,
                   GBytes       *bytes,
                   GCancellable *cancellable,
                   GError      **error)
{
  static const CwXmlHandler container = { start_container, NULL, NULL };
  static const CwXmlHandler package = { start_package, NULL, NULL };
  static const CwXmlHandler encryption = { start_encryption, NULL, NULL };

  book->zip = cw_zip_read (bytes, is_wanted, NULL, cancellable, error);
  if (book->zip == NULL)
    return FALSE;
  book->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, item_free);
  book->spine = g_ptr_array_new_with_free_func (place_free);
  book->encrypted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (cw_zip_get_part (book->zip, ENCRYPTION) != NULL
      && !parse_part (book, ENCRYPTION, &encryption, cancellable, error))
    return FALSE;
  if (cw_zip_get_part (book->zip, CONTAINER) != NULL
      && !parse_part (book, CONTAINER, &container, cancellable, error))
    return FALSE;
  if (book->package == NULL)
    book->package = find_package (book->zip);
  return parse_part (book, book->package != NULL ? book->package : CONTAINER, &package, cancellable,
                     error);
}
