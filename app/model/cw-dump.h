/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

/**
 * CwDumpFlags:
 * @CW_DUMP_DEFAULT: everything by GUID
 * @CW_DUMP_NO_IDS: names, paths and what else tells things apart instead of GUIDs,
 *   so that two projects built by the same steps dump alike
 *
 * The canonical text of what a project holds: one JSON object a line, sorted,
 * without history and times of writing.
 */
typedef enum
{
  CW_DUMP_DEFAULT = 0,
  CW_DUMP_NO_IDS = 1 << 0,
} CwDumpFlags;

gboolean cw_dump_write     (CwDatabase    *database,
                            CwDumpFlags    flags,
                            GOutputStream *stream,
                            GCancellable  *cancellable,
                            GError       **error);
char    *cw_dump_to_string (CwDatabase    *database,
                            CwDumpFlags    flags,
                            GError       **error);

G_END_DECLS
