/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-memo.h"

G_BEGIN_DECLS

/* What memos are tied to, as people name it. */

GArray *cw_memo_ties_find      (CwDatabase   *database,
                                char *const  *names,
                                GError      **error);
char   *cw_memo_ties_to_string (CwDatabase   *database,
                                const GArray *ties,
                                GError      **error);

G_END_DECLS
