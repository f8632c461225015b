/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-backup.h"

G_BEGIN_DECLS

gboolean   cw_backup_before_migration (CwDatabase   *database,
                                       const char   *project_path,
                                       GCancellable *cancellable,
                                       GError      **error);
GPtrArray *cw_backup_choose           (GPtrArray    *backups,
                                       gint64        now,
                                       goffset       size_cap);

G_END_DECLS
