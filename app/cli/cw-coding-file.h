/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

/* Codings from a CSV file: document, start, end, code, coder and perhaps weight
 * and comment, in any order. All or none. */

typedef struct _CwCodingFile CwCodingFile;

CwCodingFile *cw_coding_file_read       (CwDatabase         *database,
                                         const char         *text,
                                         gsize               n_bytes,
                                         const char         *file_name,
                                         GError            **error);
void          cw_coding_file_free       (CwCodingFile       *self);
guint         cw_coding_file_get_n_rows (const CwCodingFile *self);
gboolean      cw_coding_file_apply      (CwCodingFile       *self,
                                         CwChange           *change,
                                         GCancellable       *cancellable,
                                         GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCodingFile, cw_coding_file_free)

G_END_DECLS
