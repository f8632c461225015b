/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-blob.h"

#include "cw-error.h"

/**
 * cw_hash_init:
 * @hash: (out): where to put it
 * @data: bytes
 * @length: how many
 *
 * Computes SHA-256.
 */
void
cw_hash_init (CwHash       *hash,
              gconstpointer data,
              gsize         length)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size = sizeof hash->bytes;

  g_return_if_fail (hash != NULL);

  g_checksum_update (sum, data, (gssize) length);
  g_checksum_get_digest (sum, hash->bytes, &size);
}

/**
 * cw_hash_to_string:
 * @hash: a hash
 *
 * Returns: (transfer full): its 64 hexadecimal digits
 */
char *
cw_hash_to_string (const CwHash *hash)
{
  GString *text;

  g_return_val_if_fail (hash != NULL, NULL);

  text = g_string_sized_new (2 * sizeof hash->bytes);
  for (gsize i = 0; i < sizeof hash->bytes; i++)
    g_string_append_printf (text, "%02x", hash->bytes[i]);
  return g_string_free (text, FALSE);
}

/**
 * cw_blob_put:
 * @change: the change that wants it
 * @data: bytes
 * @length: how many
 * @out_hash: (out): the name under which they are kept
 * @error: return location for an error
 *
 * Keeps bytes in the project. The same bytes are kept once; undo leaves them.
 *
 * Returns: whether they are kept
 */
gboolean
cw_blob_put (CwChange     *change,
             gconstpointer data,
             gsize         length,
             CwHash       *out_hash,
             GError      **error)
{
  g_return_val_if_fail (change != NULL && out_hash != NULL, FALSE);

  cw_hash_init (out_hash, data, length);
  return cw_blob_put_hashed (change, out_hash, data, length, error);
}

/**
 * cw_blob_put_hashed:
 * @change: the change that wants it
 * @hash: the SHA-256 of the bytes, computed before
 * @data: bytes
 * @length: how many
 * @error: return location for an error
 *
 * As cw_blob_put(), for who has hashed elsewhere, on a worker say.
 *
 * Returns: whether they are kept
 */
gboolean
cw_blob_put_hashed (CwChange     *change,
                    const CwHash *hash,
                    gconstpointer data,
                    gsize         length,
                    GError      **error)
{
  static const char nothing[] = "";

  g_return_val_if_fail (change != NULL && hash != NULL, FALSE);

  return cw_database_run (
    cw_change_get_database (change),
    "INSERT INTO blobs (hash, data) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING",
    CW_BIND (cw_hash_value (hash), cw_blob_value (length > 0 ? data : nothing, length)), error);
}

/**
 * cw_blob_get:
 * @database: a connection of this thread
 * @hash: the name of the bytes
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
cw_blob_get (CwDatabase   *database,
             const CwHash *hash,
             GError      **error)
{
  g_autoptr (CwStatement) row = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *name = NULL;
  gconstpointer data;
  gsize length;

  g_return_val_if_fail (database != NULL && hash != NULL, NULL);

  row = cw_database_query (database, "SELECT data FROM blobs WHERE hash = ?1",
                           CW_BIND (cw_hash_value (hash)), error);
  if (row == NULL)
    return NULL;
  if (cw_statement_next (row, &failure))
    {
      data = cw_statement_blob (row, 0, &length);
      return g_bytes_new (data, length);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  name = cw_hash_to_string (hash);
  g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
               "the project lacks the content %.16s… of one of its documents; restore a backup",
               name);
  return NULL;
}
