/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void  cw_terminal_watch_interrupts (GCancellable *cancellable);
guint cw_terminal_width            (void);

G_END_DECLS
