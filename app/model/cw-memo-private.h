/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-memo.h"

G_BEGIN_DECLS

const char *cw_tie_kind_column (CwTieKind        kind);
gboolean    cw_memo_move_ties  (CwChange        *change,
                                const CwMemoTie *from,
                                const CwMemoTie *to,
                                const CwGuid    *coder,
                                GError         **error);

G_END_DECLS
