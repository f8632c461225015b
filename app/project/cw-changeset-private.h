/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database-private.h"
#include "cw-touched.h"

G_BEGIN_DECLS

/* Changesets of the session extension as the history keeps them: one byte for the
 * packing (0 none, 1 zlib), then the changeset. */

typedef gboolean (*CwChangesetFunc) (sqlite3_changeset_iter *iter,
                                     const char *table,
                                     const CwGuid *guid,
                                     CwTouch touch,
                                     gpointer user_data);

GBytes    *cw_changeset_pack       (gconstpointer   data,
                                    gsize           length,
                                    GError        **error);
GBytes    *cw_changeset_unpack     (gconstpointer   packed,
                                    gsize           length,
                                    gsize           expected,
                                    GError        **error);
gboolean   cw_changeset_foreach    (GBytes         *changeset,
                                    CwChangesetFunc func,
                                    gpointer        user_data,
                                    GError        **error);
CwTouched *cw_changeset_touched    (GBytes         *changeset,
                                    GError        **error);
GBytes    *cw_changeset_invert     (GBytes         *changeset,
                                    GError        **error);
GBytes    *cw_changeset_concat     (GBytes         *first,
                                    GBytes         *second,
                                    GError        **error);
gboolean   cw_changeset_value_guid (sqlite3_value  *value,
                                    CwGuid         *out_guid);
gboolean   cw_changeset_is_sound   (gconstpointer   data,
                                    gsize           length);

G_END_DECLS
