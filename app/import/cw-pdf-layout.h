/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-pdf-answer.h"
#include "cw-text.h"

G_BEGIN_DECLS

CwText *cw_pdf_layout (GPtrArray    *pages,
                       GCancellable *cancellable,
                       GError      **error);

G_END_DECLS
