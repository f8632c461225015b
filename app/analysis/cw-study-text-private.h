/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-study-private.h"
#include "cw-utf8.h"

G_BEGIN_DECLS

/* The text of one document at a time, as the store holds it and without a copy of it,
 * cut by positions in code points. */
typedef struct
{
  CwStudy *study;
  CwStatement *row; /* holds the bytes */
  const char *bytes;
  gsize n_bytes;
  CwUtf8Index *index;
} CwStudyText;

CwStudyText *cw_study_text_new     (CwStudy           *study);
void         cw_study_text_free    (CwStudyText       *self);
gboolean     cw_study_text_open    (CwStudyText       *self,
                                    guint              document,
                                    GError           **error);
void         cw_study_text_excerpt (const CwStudyText *self,
                                    gint64             start,
                                    gint64             end,
                                    GString           *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwStudyText, cw_study_text_free)

G_END_DECLS
