/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

gboolean cw_starter_codebook_add (CwChange *change,
                                  GError  **error);

G_END_DECLS
