/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-random-edits.h"

G_BEGIN_DECLS

/* Who speaks, put right at random. */

gboolean cw_random_edit_speaker (CwRandomEdits *self,
                                 CwChange      *change,
                                 GError       **error);

G_END_DECLS
