/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

/*
 * What goes when a thing is deleted, counted beforehand. It is read off the same
 * list of references that the delete follows, so the two cannot disagree. Memos
 * stay: what goes is their tie to the thing.
 */

typedef struct
{
  const char *table; /* static: "codings" */
  gint64 count;      /* above 0 */
  gboolean is_work;  /* somebody's work, which a delete without force refuses to lose */
} CwDependent;

typedef struct
{
  GArray *items; /* of CwDependent, in a fixed order */
} CwDependents;

void     cw_dependents_free      (CwDependents       *self);
gint64   cw_dependents_get       (const CwDependents *self,
                                  const char         *table);
gboolean cw_dependents_has_work  (const CwDependents *self);
char    *cw_dependents_to_string (const CwDependents *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDependents, cw_dependents_free)

G_END_DECLS
