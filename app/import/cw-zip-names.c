/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-zip-private.h"

#include <string.h>

/* An entry may have its name a second time, in an extra field, for archives whose
 * first names are in some old code page. Where the first is ASCII the second can
 * only contradict it: the programs that write documents go by the first, and
 * libarchive by the second. */

#define END_SIGNATURE "PK\5\6"
#define END_BYTES 22u
#define MAX_COMMENT_BYTES 65535u
#define ENTRY_SIGNATURE "PK\1\2"
#define ENTRY_BYTES 46u
#define LOCAL_SIGNATURE "PK\3\4"
#define LOCAL_BYTES 30u
#define UNICODE_PATH 0x7075u
#define UNUSED_FIELD "\xFF\xFF"

typedef struct
{
  const guint8 *data;
  gsize n_bytes;
  guint8 *copy;  /* NULL as long as nothing was changed */
  gsize n_steps; /* entries may lie on each other; this bounds the work */
} Archive;

static guint
get_u16 (const guint8 *p)
{
  return p[0] | (guint) p[1] << 8;
}

static gsize
get_u32 (const guint8 *p)
{
  return get_u16 (p) | (gsize) get_u16 (p + 2) << 16;
}

static gboolean
is_at (const Archive *archive,
       gsize          offset,
       const char    *signature,
       gsize          n_header)
{
  return offset <= archive->n_bytes && archive->n_bytes - offset >= n_header
         && memcmp (archive->data + offset, signature, 4) == 0;
}

/* Where the end of the list of entries stands, before a comment; or the length. */
static gsize
find_end (const Archive *archive)
{
  gsize n = MIN (archive->n_bytes, END_BYTES + MAX_COMMENT_BYTES);

  for (gsize back = END_BYTES; back <= n; back++)
    if (is_at (archive, archive->n_bytes - back, END_SIGNATURE, END_BYTES))
      return archive->n_bytes - back;
  return archive->n_bytes;
}

/* Makes the second name a field that nobody knows; TRUE if there was one. */
static gboolean
drop_unicode_path (Archive *archive,
                   gsize    start,
                   gsize    n_extra)
{
  gsize end;
  gboolean found = FALSE;

  if (start > archive->n_bytes)
    return FALSE;
  end = start + MIN (n_extra, archive->n_bytes - start);
  while (end - start >= 4 && archive->n_steps++ < archive->n_bytes)
    {
      gsize n_field = 4 + (gsize) get_u16 (archive->data + start + 2);

      if (get_u16 (archive->data + start) == UNICODE_PATH)
        {
          if (archive->copy == NULL)
            archive->copy = g_memdup2 (archive->data, archive->n_bytes);
          memcpy (archive->copy + start, UNUSED_FIELD, 2);
          found = TRUE;
        }
      start += MIN (n_field, end - start);
    }
  return found;
}

static gboolean
has_ascii_name (const Archive *archive,
                gsize          entry,
                gsize          n_name)
{
  const guint8 *name = archive->data + entry + ENTRY_BYTES;

  if (n_name > archive->n_bytes - entry - ENTRY_BYTES)
    return FALSE;
  for (gsize i = 0; i < n_name; i++)
    if (name[i] >= 0x80)
      return FALSE;
  return TRUE;
}

/* The name stands in the list of entries, and before the entry itself. */
static void
take_entry (Archive *archive,
            gsize    entry,
            gsize    n_name,
            gsize    n_extra)
{
  gsize local = get_u32 (archive->data + entry + 42);

  if (!has_ascii_name (archive, entry, n_name)
      || !drop_unicode_path (archive, entry + ENTRY_BYTES + n_name, n_extra)
      || !is_at (archive, local, LOCAL_SIGNATURE, LOCAL_BYTES))
    return;
  drop_unicode_path (archive, local + LOCAL_BYTES + get_u16 (archive->data + local + 26),
                     get_u16 (archive->data + local + 28));
}

/* Takes second names out of an archive where they are not needed. */
GBytes *
cw_zip_with_plain_names (GBytes *bytes)
{
  Archive archive = { 0 };
  gsize end;
  gsize entry;

  archive.data = g_bytes_get_data (bytes, &archive.n_bytes);
  end = find_end (&archive);
  if (end == archive.n_bytes)
    return g_bytes_ref (bytes);

  entry = get_u32 (archive.data + end + 16);
  while (is_at (&archive, entry, ENTRY_SIGNATURE, ENTRY_BYTES))
    {
      gsize n_name = get_u16 (archive.data + entry + 28);
      gsize n_extra = get_u16 (archive.data + entry + 30);

      take_entry (&archive, entry, n_name, n_extra);
      entry += ENTRY_BYTES + n_name + n_extra + get_u16 (archive.data + entry + 32);
    }
  return archive.copy != NULL ? g_bytes_new_take (archive.copy, archive.n_bytes)
                              : g_bytes_ref (bytes);
}
