/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-search.h"
#include "cw-stretches-private.h"
#include "cw-study-text-private.h"

G_BEGIN_DECLS

/* Where something was found. */
typedef struct
{
  guint32 document;
  guint32 start;
  guint32 end;
} CwFound;

/* A search under way. */
typedef struct
{
  const CwSearchQuestion *question;
  CwStudy *study;
  guint8 *documents; /* per document: whether it is searched */
  guint n_documents;
  guint8 *whole;         /* per document: whether all of it counts; NULL: it does */
  guint8 *cases;         /* per case: whether asked for; NULL: any */
  CwStretches stretches; /* what of one document belongs to the cases */
  guint stretches_document;
  GArray *found_cases;
  CwStudyText *text;
  guint text_document;
  GString *before;
  GString *inside;
  GString *after;
  CwSearchFunc func;
  gpointer user_data;
} CwSearch;

gboolean cw_search_words (CwSearch      *self,
                          GError       **error);
gboolean cw_search_regex (CwSearch      *self,
                          GError       **error);
gboolean cw_search_emit  (CwSearch      *self,
                          const CwFound *found,
                          GError       **error);
gboolean cw_search_open  (CwSearch      *self,
                          guint          document,
                          GError       **error);

G_END_DECLS
