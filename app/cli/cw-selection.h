/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-passage-filter.h"

G_BEGIN_DECLS

/**
 * CwSelection:
 * @expression: a code, `A/…` with those below it, or `set:NAME`
 * @where: the same as an option; @expression is what counts
 * @code: a code
 * @codes: codes, separated by commas
 * @case_name: a case
 * @cases: cases, separated by commas
 * @document: a document
 * @documents: documents, separated by commas
 * @coders: coders, separated by commas
 * @rollup: whether codes and cases stand for those below them as well
 * @viewer: whose work alone is shown
 *
 * Which codings somebody means, as written on the command line. What is %NULL
 * does not restrict.
 */
typedef struct
{
  const char *expression;
  char *where;
  char *code;
  char *codes;
  char *case_name;
  char *cases;
  char *document;
  char *documents;
  char *coders;
  gboolean rollup;
  const CwGuid *viewer;
} CwSelection;

CwPassageFilter *cw_selection_to_filter (const CwSelection *self,
                                         CwDatabase        *database,
                                         GError           **error);

G_END_DECLS
