/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-zip.h"

G_BEGIN_DECLS

/**
 * CwOpcRelation:
 * @user_data: what was given with the function
 * @id: (nullable): how the part speaks of it
 * @type: what it is, an address; only its end matters
 * @target: a part's name in the archive, or an address if it is @external
 * @external: whether it is outside the archive
 *
 * Is told of one relationship.
 */
typedef void (*CwOpcRelation) (gpointer user_data,
                               const char *id,
                               const char *type,
                               const char *target,
                               gboolean external);

char    *cw_opc_find_main_part (const CwZip  *zip,
                                const char   *usual_name,
                                GCancellable *cancellable,
                                GError      **error);
gboolean cw_opc_read_relations (const CwZip  *zip,
                                const char   *part_name,
                                CwOpcRelation relation,
                                gpointer      user_data,
                                GCancellable *cancellable,
                                GError      **error);

G_END_DECLS
