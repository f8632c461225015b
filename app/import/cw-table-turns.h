/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-text.h"

G_BEGIN_DECLS

/*
 * Talk in a table: if its first row names a column of speakers and one of what they
 * say, each row below is a turn; a column of times tells when it begins.
 */

typedef struct _CwTableTurns CwTableTurns;

CwTableTurns *cw_table_turns_new         (CwText       *text);
void          cw_table_turns_free        (CwTableTurns *self);
void          cw_table_turns_start_table (CwTableTurns *self);
void          cw_table_turns_start_row   (CwTableTurns *self);
void          cw_table_turns_take_cell   (CwTableTurns *self,
                                          guint         column,
                                          guint32       start,
                                          const char   *content);
void          cw_table_turns_end_row     (CwTableTurns *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTableTurns, cw_table_turns_free)

G_END_DECLS
