/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-passage-filter.h"

G_BEGIN_DECLS

/*
 * Rows × columns of typed cells, and the question that made them. Every matrix,
 * frequency list and coefficient table is one. It is filled once and then only
 * read, by any thread; shared by reference.
 */
typedef struct _CwTable CwTable;

/**
 * CwCellKind:
 * @CW_CELL_EMPTY: no value can be given; the cell says why
 * @CW_CELL_INTEGER: a whole number, up to 2^53
 * @CW_CELL_DECIMAL: a number
 * @CW_CELL_PERCENT: a share in percent: 50 is a half
 * @CW_CELL_TEXT: words
 *
 * What a cell holds.
 */
typedef enum
{
  CW_CELL_EMPTY,
  CW_CELL_INTEGER,
  CW_CELL_DECIMAL,
  CW_CELL_PERCENT,
  CW_CELL_TEXT,
} CwCellKind;

/**
 * CwCell:
 * @kind: what it holds
 * @number: the number, 0 if it holds none
 * @text: the text, or the reason why it is empty; NULL if there is none. The table's
 */
typedef struct
{
  CwCellKind kind;
  double number;
  const char *text;
} CwCell;

/**
 * CwTableHeader:
 * @label: the short name
 * @path: the name with those of its parents; the label where it has none
 * @guid: what the line stands for, all zeros where it is no one thing
 * @depth: how deep it lies in a tree, from 0
 *
 * The head of a row or column. The table keeps copies of the strings.
 */
typedef struct
{
  const char *label;
  const char *path;
  CwGuid guid;
  guint depth;
} CwTableHeader;

/* Where a row or column is asked for: the line of totals. */
#define CW_TABLE_TOTAL G_MAXUINT

#define CW_TYPE_TABLE (cw_table_get_type ())
GType cw_table_get_type (void);

CwTable *cw_table_new   (guint    n_rows,
                         guint    n_columns);
CwTable *cw_table_ref   (CwTable *self);
void     cw_table_unref (CwTable *self);

guint                cw_table_n_rows          (const CwTable *self);
guint                cw_table_n_columns       (const CwTable *self);
const char          *cw_table_get_title       (const CwTable *self);
const char          *cw_table_get_question    (const CwTable *self);
const char          *cw_table_get_unit        (const CwTable *self);
const char          *cw_table_get_row_noun    (const CwTable *self);
const char          *cw_table_get_column_noun (const CwTable *self);
gboolean             cw_table_has_totals      (const CwTable *self);
const CwTableHeader *cw_table_get_row         (const CwTable *self,
                                               guint          row);
const CwTableHeader *cw_table_get_column      (const CwTable *self,
                                               guint          column);
CwCell               cw_table_get_cell        (const CwTable *self,
                                               guint          row,
                                               guint          column);
CwPassageFilter     *cw_table_dup_cell_filter (const CwTable *self,
                                               guint          row,
                                               guint          column);

void cw_table_set_title      (CwTable               *self,
                              const char            *title);
void cw_table_set_question   (CwTable               *self,
                              const char            *question);
void cw_table_set_unit       (CwTable               *self,
                              const char            *unit);
void cw_table_set_nouns      (CwTable               *self,
                              const char            *row_noun,
                              const char            *column_noun);
void cw_table_set_has_totals (CwTable               *self,
                              gboolean               has_totals);
void cw_table_set_row        (CwTable               *self,
                              guint                  row,
                              const CwTableHeader   *header,
                              const CwPassageFilter *filter);
void cw_table_set_column     (CwTable               *self,
                              guint                  column,
                              const CwTableHeader   *header,
                              const CwPassageFilter *filter);
void cw_table_set_empty      (CwTable               *self,
                              guint                  row,
                              guint                  column,
                              const char            *reason);
void cw_table_set_number     (CwTable               *self,
                              guint                  row,
                              guint                  column,
                              CwCellKind             kind,
                              double                 number);
void cw_table_set_text       (CwTable               *self,
                              guint                  row,
                              guint                  column,
                              const char            *text);
void cw_table_set_filter     (CwTable               *self,
                              const CwPassageFilter *filter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTable, cw_table_unref)

G_END_DECLS
