/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cw_timestamp_to_string (gint64 microseconds);

G_END_DECLS
