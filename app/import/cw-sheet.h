/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-flow.h"
#include "cw-table-turns.h"

G_BEGIN_DECLS

#define CW_SHEET_COLUMNS 16384u

/*
 * One sheet of a workbook: the cells that hold something, wherever they are, and
 * the comments on cells. It is written into a flow as a heading, the sheet's name,
 * and a table: up to the last cell of a row that holds something; rows and columns
 * that are empty are one, however many there are together.
 */

typedef struct _CwSheet CwSheet;

/* What of a workbook is hidden in it, and was read. */
typedef struct
{
  guint n_sheets;
  guint n_rows;
  guint n_columns;
} CwSheetHidden;

CwSheet *cw_sheet_new          (void);
void     cw_sheet_free         (CwSheet             *self);
gboolean cw_sheet_add          (CwSheet             *self,
                                guint                row,
                                guint                column,
                                const char          *text,
                                gssize               n_bytes,
                                GError             **error);
gboolean cw_sheet_add_shared   (CwSheet             *self,
                                guint                row,
                                guint                column,
                                const char          *text,
                                GError             **error);
void     cw_sheet_add_comment  (CwSheet             *self,
                                guint                row,
                                guint                column,
                                const char          *author,
                                const char          *comment);
void     cw_sheet_hide_row     (CwSheet             *self,
                                guint                row);
void     cw_sheet_hide_columns (CwSheet             *self,
                                guint                first,
                                guint                last);
gboolean cw_sheet_write        (CwSheet             *self,
                                CwFlow              *flow,
                                const char          *name,
                                CwTableTurns        *turns,
                                CwSheetHidden       *hidden,
                                GCancellable        *cancellable,
                                GError             **error);
void     cw_sheet_warn_hidden  (CwText              *text,
                                const CwSheetHidden *hidden);
void     cw_sheet_clean        (GString             *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSheet, cw_sheet_free)

G_END_DECLS
