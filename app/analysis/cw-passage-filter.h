/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-guid.h"

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * Which codings are meant: a list of conditions that must all hold, each of them
 * "one of these". No conditions mean every coding; a condition without GUIDs
 * means none.
 *
 *   g_autoptr (CwPassageFilter) filter = cw_passage_filter_new ();
 *   cw_passage_filter_add_one (filter, CW_FILTER_CODE_TREES, &barrier);
 *   cw_passage_filter_add_one (filter, CW_FILTER_CODERS, &only_me);   // --as
 */
typedef struct _CwPassageFilter CwPassageFilter;

/**
 * CwFilterKind:
 * @CW_FILTER_CODES: the coding's code is one of these
 * @CW_FILTER_CODE_TREES: the coding's code is one of these or lies below one
 * @CW_FILTER_CASES: the coding belongs to one of these cases
 * @CW_FILTER_CASE_TREES: it belongs to one of these cases or to one that lies in it
 * @CW_FILTER_DOCUMENTS: it is in one of these documents
 * @CW_FILTER_CODERS: it was made by one of these coders
 * @CW_FILTER_ROUNDS: it was made in one of these rounds
 * @CW_FILTER_SPEAKERS: its range overlaps a turn of one of these speakers
 * @CW_FILTER_N_KINDS: their number
 *
 * What a condition speaks of.
 *
 * A coding belongs to a case if its document wholly does, if its range overlaps a
 * member range, or if it overlaps a turn of a member speaker.
 */
typedef enum
{
  CW_FILTER_CODES,
  CW_FILTER_CODE_TREES,
  CW_FILTER_CASES,
  CW_FILTER_CASE_TREES,
  CW_FILTER_DOCUMENTS,
  CW_FILTER_CODERS,
  CW_FILTER_ROUNDS,
  CW_FILTER_SPEAKERS,
  CW_FILTER_N_KINDS,
} CwFilterKind;

#define CW_TYPE_PASSAGE_FILTER (cw_passage_filter_get_type ())
GType cw_passage_filter_get_type (void);

CwPassageFilter *cw_passage_filter_new           (void);
CwPassageFilter *cw_passage_filter_copy          (const CwPassageFilter *self);
void             cw_passage_filter_free          (CwPassageFilter       *self);
void             cw_passage_filter_add           (CwPassageFilter       *self,
                                                  CwFilterKind           kind,
                                                  const CwGuid          *guids,
                                                  guint                  n_guids);
void             cw_passage_filter_add_one       (CwPassageFilter       *self,
                                                  CwFilterKind           kind,
                                                  const CwGuid          *guid);
void             cw_passage_filter_add_all       (CwPassageFilter       *self,
                                                  const CwPassageFilter *other);
guint            cw_passage_filter_n_conditions  (const CwPassageFilter *self);
CwFilterKind     cw_passage_filter_get_condition (const CwPassageFilter *self,
                                                  guint                  condition,
                                                  const CwGuid         **out_guids,
                                                  guint                 *out_n_guids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPassageFilter, cw_passage_filter_free)

G_END_DECLS
