/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"
#include "cw-edits.h"

G_BEGIN_DECLS

/*
 * Corrections of a document's text. Each makes a new revision of the text, and
 * everything that names a range of the document is carried along. A passage of
 * which nothing is left outside what was replaced is "swallowed": refused, unless
 * forced; then it takes the whole replacement or, where its text was taken out
 * without one, goes with its codings.
 */

typedef struct
{
  CwGuid passage;
  guint32 start; /* in the text as it is */
  guint32 end;
  guint32 new_start; /* in the corrected text; equal: the passage would go */
  guint32 new_end;
  CwEditOutcome outcome;
  char *text;   /* what it holds now */
  char *codes;  /* paths, separated by "; ", or "" */
  char *coders; /* names, separated by ", " */
} CwCorrectedPassage;

typedef struct
{
  guint32 start; /* of what really changes */
  guint32 end;
  char *old_text;
  char *new_text;
  guint n_moved;       /* passages that keep what they held, elsewhere */
  GPtrArray *affected; /* of CwCorrectedPassage: stretched, cut or swallowed */
  guint n_swallowed;   /* of these */
} CwCorrection;

void          cw_corrected_passage_free      (CwCorrectedPassage *passage);
void          cw_correction_free             (CwCorrection       *correction);
CwCorrection *cw_document_preview_correction (CwDatabase         *database,
                                              const CwGuid       *document,
                                              guint32             start,
                                              guint32             end,
                                              const char         *replacement,
                                              GError            **error);
gboolean      cw_document_correct            (CwChange           *change,
                                              const CwGuid       *document,
                                              guint32             start,
                                              guint32             end,
                                              const char         *replacement,
                                              gboolean            force,
                                              guint              *out_revision,
                                              GError            **error);
gboolean      cw_document_correct_edits      (CwChange           *change,
                                              const CwGuid       *document,
                                              const CwEdits      *edits,
                                              const char         *inserted,
                                              gboolean            force,
                                              guint              *out_revision,
                                              GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCorrectedPassage, cw_corrected_passage_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCorrection, cw_correction_free)

G_END_DECLS
