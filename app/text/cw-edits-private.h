/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-edits.h"

G_BEGIN_DECLS

/* shifts[i] is by how much what stands between edit i - 1 and edit i moves. */
struct _CwEdits
{
  GArray *edits;  /* of CwEdit */
  GArray *shifts; /* of gint64, one more than edits */
};

static inline const CwEdit *
cw_edits_peek (const CwEdits *self,
               guint          index)
{
  return &g_array_index (self->edits, CwEdit, index);
}

static inline gint64
cw_edits_shift (const CwEdits *self,
                guint          index)
{
  return g_array_index (self->shifts, gint64, index);
}

G_END_DECLS
