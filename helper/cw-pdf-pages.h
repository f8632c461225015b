/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

G_BEGIN_DECLS

void cw_pdf_write_page (PopplerPage *page,
                        GString     *out);

G_END_DECLS
