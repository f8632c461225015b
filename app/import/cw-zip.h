/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CwZipFilter:
 * @name: the name of an entry, as it stands in the archive
 * @user_data: what was given with the function
 *
 * Chooses the entries to unpack.
 *
 * Returns: whether the entry is wanted
 */
typedef gboolean (*CwZipFilter) (const char *name, gpointer user_data);

/* A zip archive in memory: the names of all entries, the bytes of those wanted. */
typedef struct
{
  GPtrArray *names;    /* of char *, in the archive's order */
  GHashTable *parts;   /* char * to GBytes * */
  GHashTable *folded;  /* the same, by names in small letters */
  gboolean duplicates; /* a wanted name came twice; the first was taken */
} CwZip;

CwZip  *cw_zip_read     (GBytes       *bytes,
                         CwZipFilter   filter,
                         gpointer      user_data,
                         GCancellable *cancellable,
                         GError      **error);
void    cw_zip_free     (CwZip        *self);
GBytes *cw_zip_get_part (const CwZip  *self,
                         const char   *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwZip, cw_zip_free)

G_END_DECLS
