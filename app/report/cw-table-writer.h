/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-row-writer.h"
#include "cw-table.h"

G_BEGIN_DECLS

gboolean cw_table_write (const CwTable   *table,
                         GOutputStream   *stream,
                         CwFormat         format,
                         CwRowWriterFlags flags,
                         guint            width,
                         GError         **error);

G_END_DECLS
