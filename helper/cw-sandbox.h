/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void cw_sandbox_limit      (void);
void cw_sandbox_limit_page (void);
void cw_sandbox_enter      (void);

G_END_DECLS
