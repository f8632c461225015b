/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* cw-zip-names.c */
GBytes *cw_zip_with_plain_names (GBytes *bytes);

G_END_DECLS
