/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-code.h"

G_BEGIN_DECLS

/* Deeper trees are no codebooks; a file that has one all the same is shown flat
 * below this. */
#define CW_CODE_MAX_DEPTH 100

#define CW_CODE_SIBLINGS "SELECT guid, name FROM codes WHERE parent IS ?1"

gboolean cw_code_put_under (CwChange     *change,
                            const CwGuid *guid,
                            const CwGuid *parent,
                            guint         index,
                            GError      **error);
gboolean cw_code_is_within (CwDatabase   *database,
                            const CwGuid *guid,
                            const CwGuid *top,
                            gboolean     *out_within,
                            GError      **error);

G_END_DECLS
