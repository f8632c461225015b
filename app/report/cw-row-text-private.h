/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-row-writer.h"

G_BEGIN_DECLS

/* Aligned columns: the first rows wait until the widths can be told from them. */
typedef struct _CwRowText CwRowText;

CwRowText *cw_row_text_new       (const CwColumn *columns,
                                  guint           n_columns);
void       cw_row_text_free      (CwRowText      *self);
void       cw_row_text_set_width (CwRowText      *self,
                                  guint           width);
void       cw_row_text_cell      (CwRowText      *self,
                                  const char     *text,
                                  gsize           n_bytes);
void       cw_row_text_end_row   (CwRowText      *self,
                                  GString        *out);
void       cw_row_text_finish    (CwRowText      *self,
                                  GString        *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwRowText, cw_row_text_free)

G_END_DECLS
