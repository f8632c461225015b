/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-project.h"

G_BEGIN_DECLS

/* Whole copies of a project file, in a folder beside it ("NAME.backups") or any
 * other, each proved to open before it counts. */

typedef struct
{
  char *path;
  gint64 at;    /* microseconds since 1970, UTC */
  goffset size; /* bytes */
} CwBackup;

void       cw_backup_free    (CwBackup       *backup);
char      *cw_backup_folder  (const char     *project_path);
CwBackup  *cw_backup_make    (CwProject      *project,
                              const char     *folder,
                              GCancellable   *cancellable,
                              GError        **error);
gboolean   cw_backup_if_due  (CwProject      *project,
                              GCancellable   *cancellable,
                              GError        **error);
GPtrArray *cw_backup_list    (const char     *project_path,
                              GError        **error);
gboolean   cw_backup_restore (const CwBackup *backup,
                              const char     *new_path,
                              GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBackup, cw_backup_free)

G_END_DECLS
