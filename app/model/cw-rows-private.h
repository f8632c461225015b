/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

/* Rows of any tracked table. Tables and columns are constants of ours, never
 * somebody's text. */

typedef gpointer (*CwRowReader) (CwStatement *row);

GPtrArray *cw_rows_list       (CwDatabase    *database,
                               const char    *sql,
                               const CwValue *values,
                               CwRowReader    reader,
                               GDestroyNotify free_func,
                               GError       **error);
GArray    *cw_rows_list_guids (CwDatabase    *database,
                               const char    *sql,
                               const CwValue *values,
                               GError       **error);
gpointer   cw_rows_load       (CwDatabase    *database,
                               const char    *sql,
                               const CwGuid  *guid,
                               const char    *what,
                               CwRowReader    reader,
                               GError       **error);
gboolean   cw_rows_first      (CwDatabase    *database,
                               const char    *sql,
                               const CwValue *values,
                               CwStatement  **out_row,
                               GError       **error);
gboolean   cw_rows_require    (CwDatabase    *database,
                               const char    *table,
                               const char    *what,
                               const CwGuid  *guid,
                               GError       **error);
char      *cw_rows_dup_name   (CwDatabase    *database,
                               const char    *table,
                               const CwGuid  *guid);
gboolean   cw_rows_set        (CwChange      *change,
                               const char    *table,
                               const char    *column,
                               const CwGuid  *guid,
                               CwValue        value,
                               GError       **error);
gboolean   cw_rows_delete     (CwChange      *change,
                               const char    *table,
                               const CwGuid  *guid,
                               GError       **error);
gboolean   cw_rows_reorder    (CwChange      *change,
                               const char    *table,
                               GArray        *guids,
                               const CwGuid  *guid,
                               guint          index,
                               GError       **error);

static inline const CwGuid *
cw_rows_guid_at (const GArray *guids,
                 guint         index)
{
  return &g_array_index (guids, CwGuid, index);
}

/* For names that a table may not know: never NULL. */
static inline const char *
cw_text_or_empty (const char *text)
{
  return text != NULL ? text : "";
}

G_END_DECLS
