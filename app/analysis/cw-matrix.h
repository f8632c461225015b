/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-table.h"

G_BEGIN_DECLS

/**
 * CwAxisKind:
 * @CW_AXIS_CODES: the codes, in the order of their tree
 * @CW_AXIS_CASES: the cases of one type; without a type, of those that are cases
 *   and not participants, sites or others
 * @CW_AXIS_DOCUMENTS: the documents
 * @CW_AXIS_CODERS: the coders
 * @CW_AXIS_ATTRIBUTE: the values of an attribute of cases or documents
 * @CW_AXIS_SPEAKERS: the speakers; those of one label in several documents are one
 * @CW_AXIS_CODE_SETS: the code sets
 *
 * What the rows or columns of a matrix are.
 */
typedef enum
{
  CW_AXIS_CODES,
  CW_AXIS_CASES,
  CW_AXIS_DOCUMENTS,
  CW_AXIS_CODERS,
  CW_AXIS_ATTRIBUTE,
  CW_AXIS_SPEAKERS,
  CW_AXIS_CODE_SETS,
} CwAxisKind;

/**
 * CwAxis:
 * @kind: what the lines are
 * @has_item: whether @item counts
 * @item: the case type of %CW_AXIS_CASES, the attribute of %CW_AXIS_ATTRIBUTE
 */
typedef struct
{
  CwAxisKind kind;
  gboolean has_item;
  CwGuid item;
} CwAxis;

/**
 * CwMeasure:
 * @CW_MEASURE_CODINGS: how many codings
 * @CW_MEASURE_DOCUMENTS: in how many documents they are
 * @CW_MEASURE_WORDS: how many words begin in what they cover, each counted once
 * @CW_MEASURE_CHARACTERS: how many characters they cover, each counted once
 * @CW_MEASURE_CASES: to how many cases (of the kind "case") they belong
 * @CW_MEASURE_PRESENCE: 1 if there is any, else 0
 *
 * What a cell says of its codings.
 */
typedef enum
{
  CW_MEASURE_CODINGS,
  CW_MEASURE_DOCUMENTS,
  CW_MEASURE_WORDS,
  CW_MEASURE_CHARACTERS,
  CW_MEASURE_CASES,
  CW_MEASURE_PRESENCE,
} CwMeasure;

/**
 * CwPercent:
 * @CW_PERCENT_NONE: the numbers themselves
 * @CW_PERCENT_ROW: each as a share of its row's total
 * @CW_PERCENT_COLUMN: each as a share of its column's total
 * @CW_PERCENT_TABLE: each as a share of the whole table's total
 */
typedef enum
{
  CW_PERCENT_NONE,
  CW_PERCENT_ROW,
  CW_PERCENT_COLUMN,
  CW_PERCENT_TABLE,
} CwPercent;

/**
 * CwMatrixQuestion:
 * @rows: what the rows are
 * @columns: what the columns are
 * @measure: what a cell counts
 * @percent: as a share of what
 * @rollup: whether a code or case is counted together with those below it
 * @filter: (nullable): which codings count, and so which codes, cases, documents
 *   and coders the table names; borrowed
 */
typedef struct
{
  CwAxis rows;
  CwAxis columns;
  CwMeasure measure;
  CwPercent percent;
  gboolean rollup;
  const CwPassageFilter *filter;
} CwMatrixQuestion;

gboolean cw_axis_parse     (CwDatabase             *database,
                            const char             *text,
                            CwAxis                 *out_axis,
                            GError                **error);
gboolean cw_measure_parse  (const char             *text,
                            CwMeasure              *out_measure,
                            GError                **error);
gboolean cw_percent_parse  (const char             *text,
                            CwPercent              *out_percent,
                            GError                **error);
CwTable *cw_matrix_compute (CwDatabase             *database,
                            const CwMatrixQuestion *question,
                            GError                **error);

G_END_DECLS
