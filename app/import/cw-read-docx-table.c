/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-docx-story-private.h"

/* Tables: cells of a row on one line with tabs between them, a row a line. */

static CwDocxTable *
innermost_table (CwDocxStory *story)
{
  GArray *tables = cw_docx_flow (story)->tables;

  return tables->len > 0 ? &g_array_index (tables, CwDocxTable, tables->len - 1) : NULL;
}

/* Leaves out the row that is being read: somebody deleted it. */
void
cw_docx_delete_row (CwDocxStory *story)
{
  CwDocxTable *table = innermost_table (story);

  if (table == NULL || table->row_deleted)
    return;
  table->row_deleted = TRUE;
  story->mute++;
}

void
cw_docx_start_table (CwDocxStory           *story,
                     const CwXmlAttributes *attributes)
{
  CwDocxFlow *flow = cw_docx_flow (story);
  CwDocxTable table = { CW_DOCX_NO_SPAN, CW_DOCX_NO_SPAN, CW_DOCX_NO_SPAN, 0, FALSE };

  if (flow->in_paragraph)
    cw_docx_end_paragraph (story);
  if (flow->need_break && story->mute == 0)
    {
      cw_text_append (flow->text, "\n", 1);
      flow->need_break = FALSE;
    }
  table.table_span = cw_text_open_span (flow->text, CW_SPAN_TABLE, 0, NULL);
  g_array_append_val (flow->tables, table);
}

static void
close_span (CwDocxFlow *flow,
            guint      *span)
{
  if (*span != CW_DOCX_NO_SPAN)
    cw_text_close_span (flow->text, *span);
  *span = CW_DOCX_NO_SPAN;
}

void
cw_docx_end_table (CwDocxStory *story)
{
  CwDocxFlow *flow = cw_docx_flow (story);
  CwDocxTable *table = innermost_table (story);

  if (table == NULL)
    return;
  close_span (flow, &table->table_span);
  g_array_set_size (flow->tables, flow->tables->len - 1);
}

void
cw_docx_start_row (CwDocxStory           *story,
                   const CwXmlAttributes *attributes)
{
  CwDocxFlow *flow = cw_docx_flow (story);
  CwDocxTable *table = innermost_table (story);

  if (table == NULL)
    return;
  if (flow->need_break && story->mute == 0)
    {
      cw_text_append (flow->text, "\n", 1);
      flow->need_break = FALSE;
    }
  table->n_cells = 0;
  table->row_span = cw_text_open_span (flow->text, CW_SPAN_ROW, 0, NULL);
}

void
cw_docx_end_row (CwDocxStory *story)
{
  CwDocxFlow *flow = cw_docx_flow (story);
  CwDocxTable *table = innermost_table (story);

  if (table == NULL)
    return;
  if (table->row_deleted)
    {
      table->row_deleted = FALSE;
      story->mute--;
    }
  else
    flow->need_break = TRUE;
  close_span (flow, &table->row_span);
}

void
cw_docx_start_cell (CwDocxStory           *story,
                    const CwXmlAttributes *attributes)
{
  CwDocxFlow *flow = cw_docx_flow (story);
  CwDocxTable *table = innermost_table (story);

  if (table == NULL)
    return;
  if (table->n_cells++ > 0 && story->mute == 0)
    cw_text_append (flow->text, "\t", 1);
  flow->need_break = FALSE;
  table->cell_span = cw_text_open_span (flow->text, CW_SPAN_CELL, 0, NULL);
}

void
cw_docx_end_cell (CwDocxStory *story)
{
  CwDocxFlow *flow = cw_docx_flow (story);
  CwDocxTable *table = innermost_table (story);

  if (flow->in_paragraph)
    cw_docx_end_paragraph (story);
  if (table != NULL)
    close_span (flow, &table->cell_span);
}
