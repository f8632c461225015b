/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-guid.h"

#include <string.h>
#include <sys/random.h>

static void
fill_random (guint8 *bytes,
             gsize   n)
{
  if (getrandom (bytes, n, 0) == (gssize) n)
    return;
  for (gsize i = 0; i < n; i++)
    bytes[i] = (guint8) g_random_int_range (0, 256);
}

static void
set_version (CwGuid *guid,
             guint8  version)
{
  guid->bytes[6] = (guid->bytes[6] & 0x0f) | (guint8) (version << 4);
  guid->bytes[8] = (guid->bytes[8] & 0x3f) | 0x80;
}

/**
 * cw_guid_init_new:
 * @guid: (out): where to put it
 *
 * Makes a new UUID version 7 (RFC 9562, section 5.7): 48 bits of milliseconds,
 * 12 bits of the fraction below them, 62 random bits. Two made by one thread
 * within a quarter of a microsecond may sort either way; nothing depends on it.
 */
void
cw_guid_init_new (CwGuid *guid)
{
  gint64 now = g_get_real_time ();
  guint64 ms = (guint64) now / 1000;
  guint fraction = (guint) ((now % 1000) * 4096 / 1000);

  g_return_if_fail (guid != NULL);

  for (guint i = 0; i < 6; i++)
    guid->bytes[i] = (guint8) (ms >> (40 - 8 * i));
  guid->bytes[6] = (guint8) (fraction >> 8);
  guid->bytes[7] = (guint8) fraction;
  fill_random (guid->bytes + 8, 8);
  set_version (guid, 7);
}

/**
 * cw_guid_init_pair:
 * @guid: (out): where to put it
 * @kind: what the row is, "code_set_members" say
 * @first: the first thing it ties
 * @second: (nullable): the second
 * @third: (nullable): the third
 *
 * Derives a UUID version 8 (RFC 9562, section 5.8) from SHA-256 over @kind and
 * the parts: a row that is a pair has one identity in every copy of a project,
 * which makes it unique without a UNIQUE constraint and mergeable without a rule.
 */
void
cw_guid_init_pair (CwGuid       *guid,
                   const char   *kind,
                   const CwGuid *first,
                   const CwGuid *second,
                   const CwGuid *third)
{
  static const CwGuid none = { { 0 } };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;

  g_return_if_fail (guid != NULL && kind != NULL && first != NULL);

  g_checksum_update (sum, (const guchar *) kind, (gssize) strlen (kind) + 1);
  g_checksum_update (sum, first->bytes, 16);
  g_checksum_update (sum, second != NULL ? second->bytes : none.bytes, 16);
  g_checksum_update (sum, third != NULL ? third->bytes : none.bytes, 16);
  g_checksum_get_digest (sum, digest, &length);
  memcpy (guid->bytes, digest, 16);
  set_version (guid, 8);
}

/**
 * cw_guid_parse:
 * @guid: (out): where to put it
 * @text: 8-4-4-4-12 hexadecimal digits of either case, in braces or not
 *
 * Returns: %FALSE if @text is not a GUID; @guid is then untouched
 */
gboolean
cw_guid_parse (CwGuid     *guid,
               const char *text)
{
  CwGuid read;
  gsize length;
  guint byte = 0;

  g_return_val_if_fail (guid != NULL && text != NULL, FALSE);

  length = strlen (text);
  if (length == CW_GUID_STRING_LENGTH + 2 && text[0] == '{' && text[length - 1] == '}')
    text++;
  else if (length != CW_GUID_STRING_LENGTH)
    return FALSE;

  for (guint i = 0; i < CW_GUID_STRING_LENGTH;)
    {
      if (i == 8 || i == 13 || i == 18 || i == 23)
        {
          if (text[i++] != '-')
            return FALSE;
          continue;
        }
      if (!g_ascii_isxdigit (text[i]) || !g_ascii_isxdigit (text[i + 1]))
        return FALSE;
      read.bytes[byte++] = (guint8) (g_ascii_xdigit_value (text[i]) << 4
                                     | g_ascii_xdigit_value (text[i + 1]));
      i += 2;
    }
  *guid = read;
  return TRUE;
}

/**
 * cw_guid_write:
 * @guid: a GUID
 * @buffer: (out): takes its 36 characters, lower case, and a NUL
 */
void
cw_guid_write (const CwGuid *guid,
               char          buffer[CW_GUID_STRING_LENGTH + 1])
{
  static const char digits[] = "0123456789abcdef";
  char *out = buffer;

  for (guint i = 0; i < 16; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        *out++ = '-';
      *out++ = digits[guid->bytes[i] >> 4];
      *out++ = digits[guid->bytes[i] & 15];
    }
  *out = '\0';
}

/**
 * cw_guid_to_string:
 * @guid: a GUID
 *
 * Returns: (transfer full): its 8-4-4-4-12 form in lower case
 */
char *
cw_guid_to_string (const CwGuid *guid)
{
  char buffer[CW_GUID_STRING_LENGTH + 1];

  g_return_val_if_fail (guid != NULL, NULL);

  cw_guid_write (guid, buffer);
  return g_strdup (buffer);
}

/**
 * cw_guid_equal:
 * @a: a #CwGuid
 * @b: another
 *
 * Returns: whether they are the same
 */
gboolean
cw_guid_equal (gconstpointer a,
               gconstpointer b)
{
  return memcmp (a, b, sizeof (CwGuid)) == 0;
}

/**
 * cw_guid_hash:
 * @guid: a #CwGuid
 *
 * Returns: a hash for #GHashTable, from the random end of it
 */
guint
cw_guid_hash (gconstpointer guid)
{
  guint32 hash;

  memcpy (&hash, ((const CwGuid *) guid)->bytes + 12, sizeof hash);
  return hash;
}

/**
 * cw_guid_compare:
 * @a: a GUID
 * @b: another
 *
 * Returns: below, at or above 0, by bytes; for version 7 that is by time made
 */
int
cw_guid_compare (const CwGuid *a,
                 const CwGuid *b)
{
  return memcmp (a->bytes, b->bytes, sizeof a->bytes);
}

/**
 * cw_guid_copy:
 * @guid: a GUID
 *
 * Returns: (transfer full): a copy on the heap, for containers; free with g_free()
 */
CwGuid *
cw_guid_copy (const CwGuid *guid)
{
  return g_memdup2 (guid, sizeof *guid);
}
