/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

/* Large immutable things of a project, by the SHA-256 of their bytes. */

typedef struct
{
  guint8 bytes[32];
} CwHash;

void     cw_hash_init       (CwHash       *hash,
                             gconstpointer data,
                             gsize         length);
char    *cw_hash_to_string  (const CwHash *hash);
gboolean cw_blob_put        (CwChange     *change,
                             gconstpointer data,
                             gsize         length,
                             CwHash       *out_hash,
                             GError      **error);
gboolean cw_blob_put_hashed (CwChange     *change,
                             const CwHash *hash,
                             gconstpointer data,
                             gsize         length,
                             GError      **error);
GBytes  *cw_blob_get        (CwDatabase   *database,
                             const CwHash *hash,
                             GError      **error);

static inline CwValue
cw_hash_value (const CwHash *hash)
{
  return cw_blob_value (hash, sizeof *hash);
}

G_END_DECLS
