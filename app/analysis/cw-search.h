/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

/*
 * Finding words in the texts. A query of words knows: word, "a phrase", prefix*,
 * AND, OR, NOT, NEAR/n and parentheses; words beside each other mean AND. What it
 * asks for is sought within a paragraph. Case and diacritics make no difference.
 */

/**
 * CwSearchQuestion:
 * @query: what to find: a query, or with @regex a regular expression
 * @regex: whether @query is a regular expression (Perl's, case matters unless
 *   it begins with `(?i)`; ^ and $ match at lines)
 * @context: how many characters to give on each side
 * @documents: (nullable) (element-type CwGuid): only in these documents
 * @n_documents: their number
 * @cases: (nullable) (element-type CwGuid): only what belongs to one of these cases
 * @n_cases: their number
 *
 * A question for cw_search_foreach(); borrows all that it points to.
 */
typedef struct
{
  const char *query;
  gboolean regex;
  guint context;
  const CwGuid *documents;
  guint n_documents;
  const CwGuid *cases;
  guint n_cases;
} CwSearchQuestion;

/**
 * CwSearchHit:
 * @document: the document's GUID
 * @document_name: its name
 * @start: first position in code points
 * @end: position after the last
 * @before: up to so many characters as were asked for before it
 * @text: what was found
 * @after: the characters after it
 */
typedef struct
{
  CwGuid document;
  const char *document_name;
  guint32 start;
  guint32 end;
  const char *before;
  const char *text;
  const char *after;
} CwSearchHit;

/**
 * CwSearchFunc:
 * @hit: a hit, the search's own and good for this call
 * @user_data: what was given with the function
 * @error: where to say why it fails
 *
 * Called for each hit in the order of documents and positions.
 *
 * Returns: %TRUE to go on; %FALSE with @error set to end the search with that error
 */
typedef gboolean (*CwSearchFunc) (const CwSearchHit *hit, gpointer user_data, GError **error);

#define CW_TYPE_SEARCH_HIT (cw_search_hit_get_type ())
GType cw_search_hit_get_type (void);

CwSearchHit *cw_search_hit_copy (const CwSearchHit *self);
void         cw_search_hit_free (CwSearchHit       *self);

char      *cw_search_to_match (const char             *query,
                               GError                **error);
gboolean   cw_search_foreach  (CwDatabase             *database,
                               const CwSearchQuestion *question,
                               CwSearchFunc            func,
                               gpointer                user_data,
                               GError                **error);
GPtrArray *cw_search_load     (CwDatabase             *database,
                               const CwSearchQuestion *question,
                               guint                   limit,
                               GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSearchHit, cw_search_hit_free)

G_END_DECLS
