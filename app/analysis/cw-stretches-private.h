/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-study-private.h"

G_BEGIN_DECLS

/* What of a document belongs to a case: a range of it, or turns of a speaker. */
typedef struct
{
  guint32 case_index;
  gint64 start;
  gint64 end;
} CwStretch;

/* One case's part of the list. */
typedef struct
{
  guint32 case_index;
  guint from;
  guint to;
} CwStretchRun;

/* All of one document's, by case and start; those of a case do not overlap. */
typedef struct
{
  GArray *stretches; /* of CwStretch */
  GArray *runs;      /* of CwStretchRun */
} CwStretches;

void     cw_stretches_init  (CwStretches       *self);
void     cw_stretches_clear (CwStretches       *self);
gboolean cw_stretches_load  (CwStretches       *self,
                             CwStudy           *study,
                             guint              document,
                             const guint8      *wanted,
                             GError           **error);
void     cw_stretches_cases (const CwStretches *self,
                             gint64             start,
                             gint64             end,
                             GArray            *cases);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwStretches, cw_stretches_clear)

G_END_DECLS
