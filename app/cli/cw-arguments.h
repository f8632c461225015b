/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

/* What people write on a command line, turned into what the engine takes. */

gboolean cw_argument_range    (const char   *text,
                               gboolean      allow_empty,
                               guint32      *out_start,
                               guint32      *out_end,
                               GError      **error);
gboolean cw_argument_number   (const char   *what,
                               const char   *text,
                               gint64        least,
                               gint64        most,
                               gint64       *out_number,
                               GError      **error);
gboolean cw_argument_weight   (const char   *text,
                               double       *out_weight,
                               GError      **error);
gboolean cw_argument_guid     (const char   *text,
                               CwGuid       *out_guid,
                               GError      **error);
char   **cw_argument_list     (const char   *what,
                               const char   *text,
                               GError      **error);
gboolean cw_argument_document (CwDatabase   *database,
                               const char   *name,
                               CwGuid       *out_guid,
                               GError      **error);
char    *cw_argument_read_all (GInputStream *in,
                               const char   *path,
                               gsize        *out_n_bytes,
                               GError      **error);

G_END_DECLS
