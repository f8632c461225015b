/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A cancellable that cancels itself when the time is up, and with another one. */
typedef struct _CwDeadline CwDeadline;

CwDeadline   *cw_deadline_start           (guint         seconds,
                                           GCancellable *parent);
void          cw_deadline_free            (CwDeadline   *self);
GCancellable *cw_deadline_get_cancellable (CwDeadline   *self);
gboolean      cw_deadline_has_passed      (CwDeadline   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDeadline, cw_deadline_free)

G_END_DECLS
