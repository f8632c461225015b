/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* Makes a zip archive of parts, in their order. */
GBytes *
cw_test_zip (const CwTestPart *parts,
             gsize             n_parts)
{
  struct archive *archive = archive_write_new ();
  gsize size = 1 << 20;
  gsize used = 0;
  guint8 *data;

  for (gsize i = 0; i < n_parts; i++)
    size += strlen (parts[i].content);
  data = g_malloc (size);
  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_memory (archive, data, size, &used), ==, ARCHIVE_OK);
  for (gsize i = 0; i < n_parts; i++)
    {
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, parts[i].name);
      archive_entry_set_size (entry, (la_int64_t) strlen (parts[i].content));
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      archive_write_data (archive, parts[i].content, strlen (parts[i].content));
      archive_entry_free (entry);
    }
  archive_write_close (archive);
  archive_write_free (archive);
  return g_bytes_new_take (data, used);
}
