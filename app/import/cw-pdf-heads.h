/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-pdf-lines.h"

G_BEGIN_DECLS

/* Running heads and feet, and the numbers of pages. */

void cw_pdf_heads_leave_out (GArray    *lines,
                             GPtrArray *pages);

G_END_DECLS
