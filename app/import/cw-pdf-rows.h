/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-pdf-lines.h"

G_BEGIN_DECLS

/* Rows of tables whose first cells stand half-way down. */

void cw_pdf_rows_put_in_order (GArray *lines);

G_END_DECLS
