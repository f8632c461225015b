/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database-private.h"

G_BEGIN_DECLS

/* What tables there are, how a file gets them, and whether it has exactly them. */

#define CW_APPLICATION_ID 0x43735776 /* "CsWv" */

/* The oldest schema from which undo still works: only columns were added since. */
#define CW_SCHEMA_UNDO_FLOOR 1

const char *const *cw_schema_tracked_tables (void);
gboolean           cw_schema_is_tracked     (const char *table);
gboolean           cw_schema_migrate        (CwDatabase *database,
                                             int         from,
                                             int         to,
                                             GError    **error);
gboolean           cw_schema_identify       (CwDatabase *database,
                                             int        *out_version,
                                             GError    **error);
gboolean           cw_schema_verify         (CwDatabase *database,
                                             int         version,
                                             GError    **error);

G_END_DECLS
