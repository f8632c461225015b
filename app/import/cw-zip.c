/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-zip.h"

#include "cw-error.h"
#include "cw-limits.h"
#include "cw-zip-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* An archive is read from memory into memory. The names inside are only ever
 * compared, never used as names of files. */

typedef struct
{
  struct archive *archive;
  gsize n_packed; /* bytes of the whole archive */
  gsize n_total;  /* unpacked so far */
  GCancellable *cancellable;
} Unpack;

static gboolean
fail (Unpack     *unpack,
      const char *name,
      GError    **error)
{
  const char *message = archive_error_string (unpack->archive);
  g_autofree char *why = g_strdup (message != NULL ? message : "it ends too early");

  /* Some of libarchive's messages go over two lines. */
  g_strchomp (g_strdelimit (why, "\r\n", ' '));
  if (g_str_has_suffix (why, " )"))
    strcpy (why + strlen (why) - 2, ")");
  g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
               "the archive is damaged%s%s (%s); open the file in the program that made it, "
               "save it again and import that",
               name != NULL ? " at " : "", name != NULL ? name : "", why);
  return FALSE;
}

static gboolean
check_limits (const Unpack *unpack,
              const char   *name,
              gsize         n_part,
              GError      **error)
{
  if (n_part <= CW_LIMIT_ZIP_PART_BYTES && unpack->n_total <= CW_LIMIT_ZIP_TOTAL_BYTES
      && (n_part <= CW_LIMIT_ZIP_RATIO_FROM || n_part / CW_LIMIT_ZIP_RATIO <= unpack->n_packed))
    return TRUE;

  g_set_error (
    error, CW_ERROR, CW_ERROR_TOO_LARGE,
    "its part %s unpacks to more than the limit of %u MiB, or to %u times its size; take "
    "out what makes it so large, or split it, and import that",
    name, CW_LIMIT_ZIP_PART_BYTES >> 20, CW_LIMIT_ZIP_RATIO);
  return FALSE;
}

static GBytes *
unpack_part (Unpack               *unpack,
             struct archive_entry *entry,
             const char           *name,
             GError              **error)
{
  g_autoptr (GByteArray) part = NULL;
  gint64 size = archive_entry_size_is_set (entry) ? archive_entry_size (entry) : 0;

  /* What the archive says of the size is only a hint. */
  part = g_byte_array_sized_new ((guint) CLAMP (size, 4096, 1 << 20));
  for (;;)
    {
      const void *block;
      size_t n_block;
      la_int64_t offset;
      int result = archive_read_data_block (unpack->archive, &block, &n_block, &offset);

      if (result == ARCHIVE_EOF)
        break;
      if (result != ARCHIVE_OK)
        {
          fail (unpack, name, error);
          return NULL;
        }
      unpack->n_total += n_block;
      if (!check_limits (unpack, name, part->len + n_block, error)
          || g_cancellable_set_error_if_cancelled (unpack->cancellable, error))
        return NULL;
      g_byte_array_append (part, block, (guint) n_block);
    }

  /* A size that lies: libarchive stops there, and the text would be cut. */
  return g_byte_array_free_to_bytes (g_steal_pointer (&part));
}

static gboolean
read_entry (Unpack               *unpack,
            struct archive_entry *entry,
            CwZip                *zip,
            CwZipFilter           filter,
            gpointer              user_data,
            GError              **error)
{
  const char *name = archive_entry_pathname (entry);
  GBytes *part;

  if (name == NULL || !g_utf8_validate (name, -1, NULL))
    return TRUE;

  g_ptr_array_add (zip->names, g_strdup (name));
  if (!filter (name, user_data))
    return TRUE;
  if (g_hash_table_contains (zip->parts, name))
    {
      zip->duplicates = TRUE;
      return TRUE;
    }
  if (archive_entry_is_encrypted (entry))
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_PROTECTED,
                           "the document is protected with a password; save a copy without it "
                           "and import that");
      return FALSE;
    }

  part = unpack_part (unpack, entry, name, error);
  if (part == NULL)
    return FALSE;
  g_hash_table_insert (zip->parts, g_strdup (name), part);
  g_hash_table_insert (zip->folded, g_ascii_strdown (name, -1), part);
  return TRUE;
}

static gboolean
read_entries (Unpack     *unpack,
              CwZip      *zip,
              CwZipFilter filter,
              gpointer    user_data,
              GError    **error)
{
  for (guint n_entries = 0;; n_entries++)
    {
      struct archive_entry *entry;
      int result = archive_read_next_header (unpack->archive, &entry);

      if (result == ARCHIVE_EOF)
        return TRUE;
      if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
        return fail (unpack, NULL, error);
      if (n_entries >= CW_LIMIT_ZIP_ENTRIES)
        {
          g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
                       "the archive has more than %u entries; split the document and import the "
                       "parts",
                       CW_LIMIT_ZIP_ENTRIES);
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (unpack->cancellable, error)
          || !read_entry (unpack, entry, zip, filter, user_data, error))
        return FALSE;
    }
}

/**
 * cw_zip_read:
 * @bytes: a zip archive
 * @filter: (scope call): chooses the entries to unpack
 * @user_data: given to @filter
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads the parts of an archive that are wanted, within the limits of
 * cw-limits.h. Of two entries with one name the first is taken.
 *
 * Returns: (transfer full): the parts, or NULL with %CW_ERROR_DAMAGED,
 *   %CW_ERROR_PROTECTED or %CW_ERROR_TOO_LARGE, or cancelled; free with
 *   cw_zip_free()
 */
CwZip *
cw_zip_read (GBytes       *bytes,
             CwZipFilter   filter,
             gpointer      user_data,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr (CwZip) zip = g_new0 (CwZip, 1);
  g_autoptr (GBytes) plain = NULL;
  Unpack unpack = { 0 };
  const void *data;
  gboolean ok;

  g_return_val_if_fail (bytes != NULL && filter != NULL, NULL);

  zip->names = g_ptr_array_new_with_free_func (g_free);
  zip->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) g_bytes_unref);
  zip->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  plain = cw_zip_with_plain_names (bytes);
  data = g_bytes_get_data (plain, &unpack.n_packed);
  unpack.cancellable = cancellable;
  unpack.archive = archive_read_new ();
  archive_read_support_format_zip (unpack.archive);
  /* Names are UTF-8 whatever the locale; in "C" libarchive gives none else. */
  archive_read_set_options (unpack.archive, "zip:hdrcharset=UTF-8");

  if (archive_read_open_memory (unpack.archive, data, unpack.n_packed) != ARCHIVE_OK)
    ok = fail (&unpack, NULL, error);
  else
    ok = read_entries (&unpack, zip, filter, user_data, error);

  archive_read_free (unpack.archive);
  return ok ? g_steal_pointer (&zip) : NULL;
}

/**
 * cw_zip_free:
 * @self: (nullable) (transfer full): parts of an archive
 *
 * Frees them.
 */
void
cw_zip_free (CwZip *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->parts, g_hash_table_unref);
  g_clear_pointer (&self->folded, g_hash_table_unref);
  g_free (self);
}

/**
 * cw_zip_get_part:
 * @self: parts of an archive
 * @name: an entry's name; case does not matter, as the standards say
 *
 * Gets the bytes of an entry that was wanted.
 *
 * Returns: (transfer none) (nullable): the bytes, or NULL if there is none
 */
GBytes *
cw_zip_get_part (const CwZip *self,
                 const char  *name)
{
  GBytes *part;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  part = g_hash_table_lookup (self->parts, name);
  if (part != NULL)
    return part;
  folded = g_ascii_strdown (name, -1);
  return g_hash_table_lookup (self->folded, folded);
}
