/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database-private.h"
#include "cw-lock-private.h"
#include "cw-project.h"

G_BEGIN_DECLS

/* A project file brought into use: found, recognised, verified, locked, migrated,
 * journalled as its place allows. Everything CwProject does with the file itself. */

typedef struct
{
  CwDatabase *database;
  CwLock *lock;
  char *path;
  char *why_read_only; /* NULL where it can be written */
  char *notice;
  gboolean awaits_check; /* read-only until the background check has passed */
  gboolean exclusive;    /* no second connection */
  gboolean immutable;
} CwOpened;

gboolean    cw_opened_create        (CwOpened     *self,
                                     const char   *path,
                                     GError      **error);
gboolean    cw_opened_open          (CwOpened     *self,
                                     const char   *path,
                                     CwOpenFlags   flags,
                                     GCancellable *cancellable,
                                     GError      **error);
CwDatabase *cw_opened_connect       (CwOpened     *self,
                                     const char   *path,
                                     gboolean      writing,
                                     GError      **error);
gboolean    cw_opened_quick_check   (CwDatabase   *database,
                                     GError      **error);
gboolean    cw_opened_allow_writing (CwOpened     *self,
                                     GError      **error);
gboolean    cw_opened_checkpoint    (CwOpened     *self,
                                     GError      **error);
gboolean    cw_opened_close         (CwOpened     *self,
                                     GError      **error);
void        cw_opened_discard       (CwOpened     *self);
void        cw_opened_clear         (CwOpened     *self);

G_END_DECLS
