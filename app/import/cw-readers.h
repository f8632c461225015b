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

CwText *cw_read_odt  (GBytes              *bytes,
                      const char          *file_name,
                      const CwReadOptions *options,
                      GCancellable        *cancellable,
                      GError             **error);
CwText *cw_read_rtf  (GBytes              *bytes,
                      const char          *file_name,
                      const CwReadOptions *options,
                      GCancellable        *cancellable,
                      GError             **error);
CwText *cw_read_html (GBytes              *bytes,
                      const char          *file_name,
                      const CwReadOptions *options,
                      GCancellable        *cancellable,
                      GError             **error);
CwText *cw_read_epub (GBytes              *bytes,
                      const char          *file_name,
                      const CwReadOptions *options,
                      GCancellable        *cancellable,
                      GError             **error);
CwText *cw_read_srt  (GBytes              *bytes,
                      const char          *file_name,
                      const CwReadOptions *options,
                      GCancellable        *cancellable,
                      GError             **error);
CwText *cw_read_vtt  (GBytes              *bytes,
                      const char          *file_name,
                      const CwReadOptions *options,
                      GCancellable        *cancellable,
                      GError             **error);
CwText *cw_read_pdf  (GBytes              *bytes,
                      const char          *file_name,
                      const CwReadOptions *options,
                      GCancellable        *cancellable,
                      GError             **error);
CwText *cw_read_csv  (GBytes              *bytes,
                      const char          *file_name,
                      const CwReadOptions *options,
                      GCancellable        *cancellable,
                      GError             **error);
CwText *cw_read_xlsx (GBytes              *bytes,
                      const char          *file_name,
                      const CwReadOptions *options,
                      GCancellable        *cancellable,
                      GError             **error);
CwText *cw_read_ods  (GBytes              *bytes,
                      const char          *file_name,
                      const CwReadOptions *options,
                      GCancellable        *cancellable,
                      GError             **error);

G_END_DECLS
