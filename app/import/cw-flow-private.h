/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-flow.h"

G_BEGIN_DECLS

#define CW_FLOW_NO_SPAN G_MAXUINT

/* A paragraph that is being written. */
typedef struct
{
  guint32 start;
  int heading;    /* 0: none */
  int list_level; /* 0: none */
  gboolean numbered;
  gboolean runs_on;
  gboolean strong; /* of what comes next */
  gboolean emphasis;
  gboolean hidden;
  guint strong_span;
  guint emphasis_span;
} CwFlowParagraph;

/* A table that is being written. */
typedef struct
{
  guint table_span;
  guint row_span;
  guint cell_span;
  guint n_cells; /* in this row */
  gboolean row_deleted;
} CwFlowTable;

/* A text that is being written: the document itself, or a part of it that will
 * stand elsewhere. */
typedef struct
{
  CwText *text;
  CwFlowParagraph paragraph;
  gboolean in_paragraph;
  gboolean need_break;    /* a line end before the next paragraph */
  gboolean pending_space; /* of collapsed white space */
  char *label;            /* before the paragraph's first text, or NULL */
  GArray *tables;         /* of CwFlowTable */
  GArray *links;          /* of guint: spans that are open */
  GPtrArray *boxes;       /* of CwText: text boxes anchored in the paragraph */
} CwFlowLevel;

struct _CwFlow
{
  const char *format;
  GPtrArray *levels; /* of CwFlowLevel, the innermost last */
  GPtrArray *notes;  /* of CwText, or NULL: marked, and not there */
  guint mute;        /* > 0: text is left out, structure is not */
};

static inline CwFlowLevel *
cw_flow_level (CwFlow *self)
{
  return g_ptr_array_index (self->levels, self->levels->len - 1);
}

void cw_flow_break_line   (CwFlow *self);
void cw_flow_append_boxes (CwFlow *self);

G_END_DECLS
