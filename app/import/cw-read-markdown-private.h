/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-markdown.h"
#include "cw-text.h"

#include <cmark.h>

G_BEGIN_DECLS

typedef struct
{
  CwText *text;
  gboolean need_break; /* before the next block */
  gboolean tight;      /* in a tight list: no empty lines */
  gboolean keep_lines; /* of the paragraph that is being read */
  GArray *open;        /* of guint: spans that were opened */
  int list_level;
  GPtrArray *lines; /* of char *: of the source that is being read */
  cmark_iter *iter;
  CwMarkdownNotes *notes;
  guint *numbers;  /* of the notes in the text, 0: not marked yet */
  GArray *marked;  /* of guint: notes in the order of their marks */
  guint n_written; /* of them */
} CwMarkdownWriter;

/* cw-read-markdown-inline.c */
void     cw_markdown_begin_block       (CwMarkdownWriter *writer);
void     cw_markdown_open_span         (CwMarkdownWriter *writer,
                                        CwSpanKind        kind,
                                        int               level,
                                        const char       *data);
void     cw_markdown_close_span        (CwMarkdownWriter *writer);
gboolean cw_markdown_write_inline_span (CwMarkdownWriter *writer,
                                        cmark_node       *node,
                                        cmark_node_type   type,
                                        gboolean          enter);
void     cw_markdown_write_leaf        (CwMarkdownWriter *writer,
                                        cmark_node       *node,
                                        cmark_node_type   type);
void     cw_markdown_write_inlines     (CwMarkdownWriter *writer,
                                        const char       *text);

/* cw-read-markdown-table.c */
gboolean cw_markdown_write_table (CwMarkdownWriter *writer,
                                  cmark_node       *paragraph);

G_END_DECLS
