/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-pdf-answer.h"

G_BEGIN_DECLS

/* What forms were filled in with, and what was written onto pages. */

void cw_pdf_fields_insert (GPtrArray *pages);

G_END_DECLS
