/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-correction.h"
#include "cw-text.h"

G_BEGIN_DECLS

/* A change of a text, as ranges are carried through it. */
typedef struct
{
  CwEdits *edits; /* what really changes */
  CwEdits *whole; /* one edit, of all that was replaced; NULL if not known */
  char *inserted; /* what the edits put in */
} CwTextChange;

/* A range of something in the document that is carried along. */
typedef struct
{
  CwGuid guid;
  guint32 start;
  guint32 end;
  guint32 new_start;
  guint32 new_end;
  CwEditOutcome outcome;
  gboolean touched; /* the change lies in it, not only before it */
} CwCarried;

void          cw_text_change_clear (CwTextChange       *self);
CwEditOutcome cw_text_change_map   (const CwTextChange *self,
                                    guint32            *start,
                                    guint32            *end);
CwText       *cw_text_change_apply (const CwTextChange *self,
                                    const CwText       *text,
                                    GError            **error);
GArray       *cw_carry_list        (CwDatabase         *database,
                                    const CwTextChange *text_change,
                                    const char         *table,
                                    const CwGuid       *document,
                                    GError            **error);
gboolean      cw_carry_all         (CwChange           *change,
                                    const CwTextChange *text_change,
                                    const CwGuid       *document,
                                    guint               text_revision,
                                    GError            **error);
gboolean      cw_carry_count_lost  (CwDatabase         *database,
                                    const CwTextChange *text_change,
                                    const CwGuid       *document,
                                    guint              *out_n_lost,
                                    GError            **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwTextChange, cw_text_change_clear)

G_END_DECLS
