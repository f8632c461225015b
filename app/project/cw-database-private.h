/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* Opening, closing and transactions: only CwProject and CwChange do these. */

typedef enum
{
  CW_DATABASE_READ_ONLY = 1 << 0,
  CW_DATABASE_CREATE = 1 << 1,
  CW_DATABASE_IMMUTABLE = 1 << 2, /* read-only media: no locks, no log */
  CW_DATABASE_EXCLUSIVE = 1 << 3, /* no shared memory: network and synchronised folders */
} CwDatabaseFlags;

struct _CwDatabase
{
  sqlite3 *handle;
  GThread *thread;
  char *name;       /* the file's name, for messages */
  GHashTable *idle; /* SQL -> CwStatement, prepared and reset */
  guint n_idle;
  guint n_out;
  GCancellable *cancellable;
  gboolean read_only;
};

struct _CwStatement
{
  CwDatabase *database;
  sqlite3_stmt *handle;
  char *sql;
  CwStatement *next_idle;
};

static inline void
cw_database_assert_thread (CwDatabase *self)
{
  g_assert (self->thread == g_thread_self ());
}

CwDatabase *cw_database_open              (const char     *path,
                                           CwDatabaseFlags flags,
                                           GError        **error);
CwDatabase *cw_database_open_memory       (GError        **error);
gboolean    cw_database_close             (CwDatabase     *self,
                                           GError        **error);
void        cw_database_free              (CwDatabase     *self);
gboolean    cw_database_script            (CwDatabase     *self,
                                           const char     *sql,
                                           GError        **error);
gboolean    cw_database_begin             (CwDatabase     *self,
                                           GError        **error);
gboolean    cw_database_commit            (CwDatabase     *self,
                                           GError        **error);
void        cw_database_rollback          (CwDatabase     *self);
gboolean    cw_database_fail              (CwDatabase     *self,
                                           int             code,
                                           const char     *doing,
                                           GError        **error);
void        cw_database_forget_statements (CwDatabase     *self);
void        cw_statement_destroy          (CwStatement    *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDatabase, cw_database_free)

G_END_DECLS
