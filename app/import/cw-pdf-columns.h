/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-pdf-lines.h"

G_BEGIN_DECLS

/* Cells of tables that stand side by side. */

void cw_pdf_columns_find (GArray    *lines,
                          GPtrArray *pages);

G_END_DECLS
