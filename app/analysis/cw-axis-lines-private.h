/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-filter-plan-private.h"
#include "cw-matrix.h"

G_BEGIN_DECLS

/* What of a coding decides in which lines of an axis it counts. */
typedef enum
{
  CW_BASIS_CODE,
  CW_BASIS_DOCUMENT,
  CW_BASIS_CODER,
  CW_BASIS_CASE,
  CW_BASIS_SPEAKER,
} CwBasis;

typedef struct
{
  char *label;
  char *path; /* NULL: the label */
  CwGuid guid;
  guint depth;
  CwPassageFilter *filter;  /* the codings behind it */
  const char *empty_reason; /* static; NULL where its cells have values */
} CwLine;

/* The rows or the columns of a matrix, and which of them a thing counts in. */
typedef struct
{
  CwBasis basis;
  char *noun;            /* "code" */
  char *phrase;          /* "Codes", "Cases of the type Firm" */
  GPtrArray *lines;      /* of CwLine */
  CwSets lines_of;       /* code, document, coder, case or speaker -> lines */
  CwSets document_lines; /* with CW_BASIS_CASE: document -> lines of its whole cases */
} CwAxisLines;

/* What the lines are made from. @named holds to what the question names, @counted to
 * what counts, which with a rollup is more. */
typedef struct
{
  CwStudy *study;
  const CwFilterPlan *named;
  const CwFilterPlan *counted;
  gboolean rollup;
} CwAxisContext;

CwAxisLines *cw_axis_lines_new  (const CwAxisContext *context,
                                 const CwAxis        *axis,
                                 GError             **error);
void         cw_axis_lines_free (CwAxisLines         *self);

/* Between the files of the axis. */
CwLine  *cw_axis_lines_add            (CwAxisLines         *self,
                                       const char          *label);
gboolean cw_axis_lines_case_named     (const CwAxisContext *context,
                                       guint                case_index);
gboolean cw_axis_lines_fill_attribute (CwAxisLines         *self,
                                       const CwAxisContext *context,
                                       const CwGuid        *attribute,
                                       GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwAxisLines, cw_axis_lines_free)

G_END_DECLS
