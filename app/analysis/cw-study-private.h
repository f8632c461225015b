/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-case.h"
#include "cw-code.h"
#include "cw-coder.h"
#include "cw-document.h"
#include "cw-guid-map-private.h"
#include "cw-sets-private.h"

G_BEGIN_DECLS

/*
 * What an answer is about, read once: codes, cases, documents and coders by index,
 * in the order in which people see them, and which cases hold which documents. What
 * there may be a million of, the codings, is not here.
 */

typedef struct
{
  guint32 document;
  guint32 case_index;
  CwGuid speaker; /* zeros for a range */
  gboolean by_speaker;
  gint64 start; /* of a range */
  gint64 end;
} CwPartialMembership;

typedef struct
{
  CwGuid guid;
  guint32 document;
  guint32 number; /* as in the turns */
  char *label;
} CwStudySpeaker;

typedef struct
{
  CwDatabase *database;
  CwStatement *snapshot; /* a query left open: what is read meanwhile is of one moment */
  GPtrArray *codes;      /* of CwCode, in the order of their tree */
  GPtrArray *cases;      /* of CwCase, likewise */
  GPtrArray *documents;  /* of CwDocument */
  GPtrArray *coders;     /* of CwCoder */
  CwGuidMap code_map;
  CwGuidMap case_map;
  CwGuidMap document_map;
  CwGuidMap coder_map;
  guint32 *code_parents; /* index, or CW_GUID_MAP_NONE */
  guint32 *case_parents;
  CwSets whole_cases;   /* document -> cases that it wholly belongs to */
  CwSets partial_cases; /* document -> cases that parts of it belong to */
  GArray *partial;      /* of CwPartialMembership, by document */
  guint32 *partial_offsets;
  GArray *speakers; /* of CwStudySpeaker, by document and number; NULL until asked for */
  guint32 *speaker_offsets;
} CwStudy;

CwStudy *cw_study_new           (CwDatabase    *database,
                                 GError       **error);
void     cw_study_free          (CwStudy       *self);
gboolean cw_study_load_speakers (CwStudy       *self,
                                 GError       **error);
gboolean cw_study_load_turns    (CwStudy       *self,
                                 guint          document,
                                 GArray       **out_turns,
                                 GError       **error);
gboolean cw_study_is_below      (const guint32 *parents,
                                 guint32        index,
                                 guint32        ancestor);

static inline const CwCode *
cw_study_code (const CwStudy *self,
               guint          index)
{
  return g_ptr_array_index (self->codes, index);
}

static inline const CwCase *
cw_study_case (const CwStudy *self,
               guint          index)
{
  return g_ptr_array_index (self->cases, index);
}

static inline const CwDocument *
cw_study_document (const CwStudy *self,
                   guint          index)
{
  return g_ptr_array_index (self->documents, index);
}

static inline const CwCoder *
cw_study_coder (const CwStudy *self,
                guint          index)
{
  return g_ptr_array_index (self->coders, index);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwStudy, cw_study_free)

G_END_DECLS
