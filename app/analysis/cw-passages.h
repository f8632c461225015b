/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-passage-filter.h"

G_BEGIN_DECLS

/**
 * CwPassageRow:
 * @coding: the coding's GUID
 * @passage: GUID of the passage that it codes
 * @document: GUID of the document
 * @code: GUID of the code
 * @coder: GUID of the coder
 * @start: first position in code points, or -1 where the passage is no range of text
 * @end: position after the last, or -1
 * @weight: the weight, or NaN where it has none
 * @document_name: the document's name
 * @case_names: names of the cases that it belongs to, joined by "; "; may be empty.
 *   Participants, sites and own types are not cases and are not named
 * @code_path: the code with its parents: `Barrier/Practical/Time`
 * @coder_name: the coder's name
 * @comment: the coding's comment, or ""
 * @text: what the passage says, nul-terminated; "" where it is no range of text
 * @text_length: length of @text in bytes
 *
 * One coding as a row of a list, with its text. What a reader hands out is the
 * reader's and good until its next row; a boxed copy owns its strings.
 */
typedef struct
{
  CwGuid coding;
  CwGuid passage;
  CwGuid document;
  CwGuid code;
  CwGuid coder;
  gint64 start;
  gint64 end;
  double weight;
  const char *document_name;
  const char *case_names;
  const char *code_path;
  const char *coder_name;
  const char *comment;
  const char *text;
  gsize text_length;
} CwPassageRow;

typedef struct _CwPassageReader CwPassageReader;

#define CW_TYPE_PASSAGE_ROW (cw_passage_row_get_type ())
GType cw_passage_row_get_type (void);

CwPassageRow *cw_passage_row_copy (const CwPassageRow *self);
void          cw_passage_row_free (CwPassageRow       *self);

/*
 * One row after the other, in flat memory:
 *
 *   const CwPassageRow *row;
 *   do
 *     if (!cw_passage_reader_next (reader, &row, error))
 *       return FALSE;
 *     else if (row != NULL)
 *       …
 *   while (row != NULL);
 */
CwPassageReader *cw_passage_reader_new  (CwDatabase            *database,
                                         const CwPassageFilter *filter,
                                         GError               **error);
gboolean         cw_passage_reader_next (CwPassageReader       *self,
                                         const CwPassageRow   **out_row,
                                         GError               **error);
void             cw_passage_reader_free (CwPassageReader       *self);

GPtrArray *cw_passages_load (CwDatabase            *database,
                             const CwPassageFilter *filter,
                             guint                  limit,
                             GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPassageRow, cw_passage_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPassageReader, cw_passage_reader_free)

G_END_DECLS
