/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-pseudonyms.h"

G_BEGIN_DECLS

CwPseudonyms *cw_pseudonym_table_load (const char   *path,
                                       GCancellable *cancellable,
                                       GError      **error);

G_END_DECLS
