/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-text.h"

G_BEGIN_DECLS gboolean cw_text_write_outline (const CwText  *text,
                                              GOutputStream *stream,
                                              GError       **error);

G_END_DECLS
