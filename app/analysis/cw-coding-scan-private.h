/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-filter-plan-private.h"
#include "cw-stretches-private.h"

G_BEGIN_DECLS

/* A coding that passed, by the study's indices. */
typedef struct
{
  gint64 start; /* -1 where the passage is no range of text */
  gint64 end;
  guint32 code;
  guint32 coder;
  CwGuid guid; /* with CW_SCAN_ORDERED only */
} CwScanned;

typedef enum
{
  CW_SCAN_ORDERED, /* documents in their order; codings by start, end, code, coder */
  CW_SCAN_RANGES,  /* as it comes fastest, without GUIDs */
  CW_SCAN_CODES,   /* likewise, and without start and end */
} CwScanKind;

/*
 * The codings that pass a filter, a document at a time, so that memory stays flat.
 * Of each it can say to which cases and speakers it belongs.
 */
typedef struct
{
  CwStudy *study;
  const CwFilterPlan *plan;
  CwScanKind kind;
  guint document;       /* the one at hand */
  GArray *codings;      /* of CwScanned: of that document */
  GArray *wanted_codes; /* of guint32; NULL: too many to ask for one by one */
  CwStatement *all;     /* all codings of all documents in one go, or NULL */
  gboolean all_has_row;
  guint next_document; /* without @all */
  CwStretches stretches;
  gboolean has_stretches;
  GArray *turns;
  gboolean has_turns;
  GArray *scratch;
} CwCodingScan;

CwCodingScan *cw_coding_scan_new         (CwStudy            *study,
                                          const CwFilterPlan *plan,
                                          CwScanKind          kind);
void          cw_coding_scan_free        (CwCodingScan       *self);
gboolean      cw_coding_scan_next        (CwCodingScan       *self,
                                          gboolean           *out_has_document,
                                          GError            **error);
gboolean      cw_coding_scan_has_partial (const CwCodingScan *self);
gboolean      cw_coding_scan_cases       (CwCodingScan       *self,
                                          const CwScanned    *coding,
                                          GArray             *out_cases,
                                          GError            **error);
gboolean      cw_coding_scan_speakers    (CwCodingScan       *self,
                                          const CwScanned    *coding,
                                          GArray             *out_speakers,
                                          GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCodingScan, cw_coding_scan_free)

G_END_DECLS
