/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean cw_bench_docx_write (const char *path,
                              const char *text,
                              GError    **error);

G_END_DECLS
