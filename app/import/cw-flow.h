/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-text.h"

G_BEGIN_DECLS

/*
 * A flow puts a text together from what a document is made of: paragraphs and
 * what is said of them, runs, tables, notes, text boxes, links, images. Every
 * format that has these writes through one, so that all of them look alike:
 *
 * - a paragraph is a line; cells of a row stand on one line with tabs between
 *   them, a row a line;
 * - notes come at the end, each with its mark, "[3] …", which also stands in the
 *   running text;
 * - text boxes follow the paragraph that they are anchored in;
 * - the number of an item in a list stands before its text, "2. …"; bullets do not;
 * - runs that look alike are one span.
 *
 * A reader calls functions as it meets things, and need not keep them in balance:
 * what is still open is closed by what encloses it.
 */

typedef struct _CwFlow CwFlow;

CwFlow *cw_flow_new    (const char *format);
void    cw_flow_free   (CwFlow     *self);
CwText *cw_flow_finish (CwFlow     *self);

CwText  *cw_flow_get_text        (CwFlow  *self);
gboolean cw_flow_is_within_limit (CwFlow  *self,
                                  GError **error);
void     cw_flow_mute            (CwFlow  *self);
void     cw_flow_unmute          (CwFlow  *self);
gboolean cw_flow_is_mute         (CwFlow  *self);

void     cw_flow_start_paragraph (CwFlow     *self);
void     cw_flow_end_paragraph   (CwFlow     *self);
gboolean cw_flow_in_paragraph    (CwFlow     *self);
guint32  cw_flow_get_start       (CwFlow     *self);
guint32  cw_flow_get_next        (CwFlow     *self);
void     cw_flow_set_heading     (CwFlow     *self,
                                  int         level);
void     cw_flow_set_list        (CwFlow     *self,
                                  int         level,
                                  gboolean    numbered);
int      cw_flow_get_list        (CwFlow     *self);
void     cw_flow_set_label       (CwFlow     *self,
                                  const char *label);
void     cw_flow_run_on          (CwFlow     *self);
guint    cw_flow_open_block      (CwFlow     *self,
                                  CwSpanKind  kind,
                                  int         level,
                                  const char *data);
void     cw_flow_close_block     (CwFlow     *self,
                                  guint       block);

void cw_flow_set_strong       (CwFlow     *self,
                               gboolean    strong);
void cw_flow_set_emphasis     (CwFlow     *self,
                               gboolean    emphasis);
void cw_flow_set_hidden       (CwFlow     *self,
                               gboolean    hidden);
void cw_flow_append           (CwFlow     *self,
                               const char *text,
                               gssize      n_bytes);
void cw_flow_append_collapsed (CwFlow     *self,
                               const char *text,
                               gssize      n_bytes);
void cw_flow_append_char      (CwFlow     *self,
                               gunichar    character);
void cw_flow_append_image     (CwFlow     *self,
                               const char *description);
void cw_flow_break_page       (CwFlow     *self);
void cw_flow_start_link       (CwFlow     *self,
                               const char *address);
void cw_flow_end_link         (CwFlow     *self);

void cw_flow_start_table (CwFlow *self);
void cw_flow_end_table   (CwFlow *self);
void cw_flow_start_row   (CwFlow *self);
void cw_flow_delete_row  (CwFlow *self);
void cw_flow_end_row     (CwFlow *self);
void cw_flow_start_cell  (CwFlow *self);
void cw_flow_end_cell    (CwFlow *self);
void cw_flow_skip_cells  (CwFlow *self,
                          guint   n_cells);

void    cw_flow_push           (CwFlow     *self);
CwText *cw_flow_pop            (CwFlow     *self);
guint   cw_flow_depth          (CwFlow     *self);
void    cw_flow_add_box        (CwFlow     *self,
                                CwText     *box);
guint   cw_flow_mark_note      (CwFlow     *self,
                                guint       number);
void    cw_flow_set_note       (CwFlow     *self,
                                guint       number,
                                CwText     *note);
void    cw_flow_add_comment    (CwFlow     *self,
                                guint32     start,
                                const char *author,
                                const char *comment);
void    cw_flow_add_comment_on (CwFlow     *self,
                                guint32     start,
                                guint32     end,
                                const char *author,
                                const char *comment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwFlow, cw_flow_free)

G_END_DECLS
