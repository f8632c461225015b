/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

/* How many cases of one type a project has. */
typedef struct
{
  CwGuid guid;
  char *name;
  char *kind; /* "case", "participant", "site", "other" */
  gint64 n_cases;
} CwCaseTypeCount;

/**
 * CwCounts:
 * @documents: documents, those still expected among them
 * @words: words of all documents as they now stand
 * @characters: characters of all documents as they now stand
 * @cases: cases of the kind "case": a participant or a site is none
 * @codes: codes, whatever their state
 * @passages: passages, coded or not
 * @codings: codings
 * @memos: memos
 * @coders: coders
 * @rounds: rounds of independent coding
 * @case_types: (element-type CwCaseTypeCount): cases by type, in the types' order
 *
 * How much a project holds.
 */
typedef struct
{
  gint64 documents;
  gint64 words;
  gint64 characters;
  gint64 cases;
  gint64 codes;
  gint64 passages;
  gint64 codings;
  gint64 memos;
  gint64 coders;
  gint64 rounds;
  GPtrArray *case_types;
} CwCounts;

CwCounts *cw_counts_load  (CwDatabase   *database,
                           const CwGuid *only_coder,
                           GError      **error);
void      cw_counts_free  (CwCounts     *self);
gboolean  cw_counts_coded (CwDatabase   *database,
                           const CwGuid *document,
                           const CwGuid *only_coder,
                           gint64       *out_coded,
                           gint64       *out_length,
                           GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCounts, cw_counts_free)

G_END_DECLS
