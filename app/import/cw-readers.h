/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-reader.h"

G_BEGIN_DECLS

/* The readers, a format each. Messages begin with what is wrong: cw_reader_read()
 * puts the file's name before them. */

CwText *cw_read_txt      (GBytes              *bytes,
                          const char          *file_name,
                          const CwReadOptions *options,
                          GCancellable        *cancellable,
                          GError             **error);
CwText *cw_read_markdown (GBytes              *bytes,
                          const char          *file_name,
                          const CwReadOptions *options,
                          GCancellable        *cancellable,
                          GError             **error);
CwText *cw_read_docx     (GBytes              *bytes,
                          const char          *file_name,
                          const CwReadOptions *options,
                          GCancellable        *cancellable,
                          GError             **error);

G_END_DECLS
