/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-flow-private.h"

/* Tables: cells of a row on one line with tabs between them, a row a line. */

static CwFlowTable *
innermost_table (CwFlow *self)
{
  GArray *tables = cw_flow_level (self)->tables;

  return tables->len > 0 ? &g_array_index (tables, CwFlowTable, tables->len - 1) : NULL;
}

static void
close_span (CwFlow *self,
            guint  *span)
{
  if (*span != CW_FLOW_NO_SPAN)
    cw_text_close_span (cw_flow_get_text (self), *span);
  *span = CW_FLOW_NO_SPAN;
}

/**
 * cw_flow_start_table:
 * @self: a flow
 *
 * Begins a table, on a new line.
 */
void
cw_flow_start_table (CwFlow *self)
{
  CwFlowTable table = { CW_FLOW_NO_SPAN, CW_FLOW_NO_SPAN, CW_FLOW_NO_SPAN, 0, FALSE };

  table.table_span = cw_flow_open_block (self, CW_SPAN_TABLE, 0, NULL);
  g_array_append_val (cw_flow_level (self)->tables, table);
}

/**
 * cw_flow_end_table:
 * @self: a flow
 *
 * Ends the innermost table, and what is open in it.
 */
void
cw_flow_end_table (CwFlow *self)
{
  GArray *tables = cw_flow_level (self)->tables;
  CwFlowTable *table = innermost_table (self);

  if (table == NULL)
    return;
  if (table->row_span != CW_FLOW_NO_SPAN)
    cw_flow_end_row (self);
  close_span (self, &table->table_span);
  g_array_set_size (tables, tables->len - 1);
}

/**
 * cw_flow_start_row:
 * @self: a flow
 *
 * Begins a row of the innermost table, on a new line.
 */
void
cw_flow_start_row (CwFlow *self)
{
  CwFlowTable *table = innermost_table (self);

  if (table == NULL)
    return;
  if (table->row_span != CW_FLOW_NO_SPAN)
    cw_flow_end_row (self);
  cw_flow_end_paragraph (self);
  cw_flow_break_line (self);
  table->n_cells = 0;
  table->row_span = cw_text_open_span (cw_flow_get_text (self), CW_SPAN_ROW, 0, NULL);
}

/**
 * cw_flow_delete_row:
 * @self: a flow
 *
 * Leaves out the rest of the row that is being written: somebody deleted it.
 */
void
cw_flow_delete_row (CwFlow *self)
{
  CwFlowTable *table = innermost_table (self);

  if (table == NULL || table->row_span == CW_FLOW_NO_SPAN || table->row_deleted)
    return;
  table->row_deleted = TRUE;
  cw_flow_mute (self);
}

/**
 * cw_flow_end_row:
 * @self: a flow
 *
 * Ends the row, and the cell in it.
 */
void
cw_flow_end_row (CwFlow *self)
{
  CwFlowTable *table = innermost_table (self);

  if (table == NULL || table->row_span == CW_FLOW_NO_SPAN)
    return;
  cw_flow_end_cell (self);
  if (table->row_deleted)
    {
      table->row_deleted = FALSE;
      cw_flow_unmute (self);
    }
  else if (!cw_flow_is_mute (self))
    cw_flow_level (self)->need_break = TRUE;
  close_span (self, &table->row_span);
}

/**
 * cw_flow_start_cell:
 * @self: a flow
 *
 * Begins a cell, after a tab if it is not the first of its row.
 */
void
cw_flow_start_cell (CwFlow *self)
{
  CwFlowTable *table = innermost_table (self);

  if (table == NULL)
    return;
  if (table->row_span == CW_FLOW_NO_SPAN)
    cw_flow_start_row (self);
  cw_flow_end_cell (self);
  if (table->n_cells++ > 0 && !cw_flow_is_mute (self))
    cw_text_append (cw_flow_get_text (self), "\t", 1);
  cw_flow_level (self)->need_break = FALSE;
  table->cell_span = cw_text_open_span (cw_flow_get_text (self), CW_SPAN_CELL, 0, NULL);
}

/**
 * cw_flow_end_cell:
 * @self: a flow
 *
 * Ends the cell, and the paragraph in it.
 */
void
cw_flow_end_cell (CwFlow *self)
{
  CwFlowTable *table = innermost_table (self);

  cw_flow_end_paragraph (self);
  if (table != NULL)
    close_span (self, &table->cell_span);
}

/**
 * cw_flow_skip_cells:
 * @self: a flow
 * @n_cells: how many
 *
 * Leaves cells of the row empty: there is a tab for each, and nothing else.
 */
void
cw_flow_skip_cells (CwFlow *self,
                    guint   n_cells)
{
  CwFlowTable *table = innermost_table (self);

  if (table == NULL || n_cells == 0)
    return;
  if (table->row_span == CW_FLOW_NO_SPAN)
    cw_flow_start_row (self);
  cw_flow_end_cell (self);
  for (; n_cells > 0; n_cells--)
    if (table->n_cells++ > 0 && !cw_flow_is_mute (self))
      cw_text_append (cw_flow_get_text (self), "\t", 1);
  cw_flow_level (self)->need_break = FALSE;
}
