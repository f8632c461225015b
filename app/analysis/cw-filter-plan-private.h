/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-passage-filter.h"
#include "cw-study-private.h"

G_BEGIN_DECLS

/*
 * A filter made ready for one study: for each code, coder and document whether it
 * can pass at all, and what must be looked up for the single coding.
 */
typedef struct
{
  guint8 *codes; /* per code: whether it passes */
  guint8 *coders;
  guint8 *documents; /* per document: whether a coding in it may pass */
  guint n_codes;     /* how many pass */
  guint n_coders;
  guint n_documents;
  GPtrArray *cases;    /* of guint8 *, per case; a coding must meet each */
  GPtrArray *speakers; /* of guint8 *, per speaker; likewise */
  GArray *rounds;      /* of CwGuidMap; likewise */
} CwFilterPlan;

CwFilterPlan *cw_filter_plan_new    (CwStudy               *study,
                                     const CwPassageFilter *filter,
                                     GError               **error);
void          cw_filter_plan_free   (CwFilterPlan          *self);
gboolean      cw_filter_plan_any_of (const guint8          *wanted,
                                     const GArray          *found);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwFilterPlan, cw_filter_plan_free)

G_END_DECLS
