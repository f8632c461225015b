/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-passages.h"
#include "cw-row-writer.h"

G_BEGIN_DECLS

gboolean cw_passages_write (CwPassageReader *reader,
                            GOutputStream   *stream,
                            CwFormat         format,
                            CwRowWriterFlags flags,
                            guint            width,
                            guint64         *out_n_rows,
                            GError         **error);

G_END_DECLS
