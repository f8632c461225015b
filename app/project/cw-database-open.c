/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-database-private.h"

#define BUSY_TIMEOUT_MS 5000
#define CACHE_KIB 16384
/* Virtual machine steps between looks at the cancellable. */
#define STEPS_PER_LOOK 20000

static int
look_at_cancellable_cb (gpointer data)
{
  CwDatabase *self = data;

  return self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable);
}

/* See design.md, "Opened defensively": a project comes from anyone. */
static gboolean
configure (CwDatabase     *self,
           CwDatabaseFlags flags,
           GError        **error)
{
  static const struct
  {
    int option;
    int value;
  } settings[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },        { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },   { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },      { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },          { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      int code = sqlite3_db_config (self->handle, settings[i].option, settings[i].value,
                                    (int *) NULL);

      if (code != SQLITE_OK)
        return cw_database_fail (self, code, "opening defensively", error);
    }
  sqlite3_limit (self->handle, SQLITE_LIMIT_LENGTH, 1 << 30);
  sqlite3_limit (self->handle, SQLITE_LIMIT_SQL_LENGTH, 1 << 20);
  sqlite3_limit (self->handle, SQLITE_LIMIT_ATTACHED, 1);
  sqlite3_limit (self->handle, SQLITE_LIMIT_TRIGGER_DEPTH, 0);
  sqlite3_limit (self->handle, SQLITE_LIMIT_EXPR_DEPTH, 200);
  sqlite3_limit (self->handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_progress_handler (self->handle, STEPS_PER_LOOK, look_at_cancellable_cb, self);

  if (flags & CW_DATABASE_EXCLUSIVE
      && !cw_database_script (self, "PRAGMA locking_mode = EXCLUSIVE", error))
    return FALSE;
  return cw_database_script (self, "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;"
                                   "PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON;"
                                   "PRAGMA cache_size = -" G_STRINGIFY (CACHE_KIB) ";", error);
}

/*
 * cw_database_open:
 * Opens @path for the calling thread, defensively; checks nothing of its content.
 */
CwDatabase *
cw_database_open (const char     *path,
                  CwDatabaseFlags flags,
                  GError        **error)
{
  g_autoptr (CwDatabase) self = g_new0 (CwDatabase, 1);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *escaped = g_uri_escape_string (absolute, "/", FALSE);
  g_autofree char *uri = g_strconcat ("file://", escaped,
                                      flags & CW_DATABASE_IMMUTABLE ? "?immutable=1" : "", NULL);
  int open_flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int code;

  self->thread = g_thread_self ();
  self->name = g_path_get_basename (path);
  self->idle = g_hash_table_new (g_str_hash, g_str_equal);
  self->read_only = (flags & CW_DATABASE_READ_ONLY) != 0;
  if (self->read_only)
    open_flags |= SQLITE_OPEN_READONLY;
  else
    open_flags |= SQLITE_OPEN_READWRITE;
  if (flags & CW_DATABASE_CREATE)
    open_flags |= SQLITE_OPEN_CREATE;

  code = sqlite3_open_v2 (uri, &self->handle, open_flags, NULL);
  if (code != SQLITE_OK)
    {
      cw_database_fail (self, code, "opening", error);
      return NULL;
    }
  if (!configure (self, flags, error))
    return NULL;
  return g_steal_pointer (&self);
}

/*
 * cw_database_open_memory:
 * An empty database in memory, to compare schemas with.
 */
CwDatabase *
cw_database_open_memory (GError **error)
{
  g_autoptr (CwDatabase) self = g_new0 (CwDatabase, 1);
  int code;

  self->thread = g_thread_self ();
  self->name = g_strdup ("memory");
  self->idle = g_hash_table_new (g_str_hash, g_str_equal);
  code = sqlite3_open_v2 (":memory:", &self->handle,
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK)
    {
      cw_database_fail (self, code, "opening", error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/*
 * cw_database_forget_statements:
 * Finalizes what is kept prepared, as closing and changing the schema want.
 */
void
cw_database_forget_statements (CwDatabase *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->idle);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      CwStatement *statement = value;

      g_hash_table_iter_steal (&iter);
      while (statement != NULL)
        {
          CwStatement *next = statement->next_idle;

          cw_statement_destroy (statement);
          statement = next;
        }
    }
  self->n_idle = 0;
}

/*
 * cw_database_close:
 * Closes the connection and frees @self, whatever happens.
 */
gboolean
cw_database_close (CwDatabase *self,
                   GError    **error)
{
  int code = SQLITE_OK;

  cw_database_assert_thread (self);
  if (self->n_out > 0)
    g_critical ("%s: closed with %u statements in use", self->name, self->n_out);
  cw_database_forget_statements (self);
  if (self->handle != NULL)
    code = sqlite3_close (self->handle);
  if (code != SQLITE_OK)
    {
      cw_database_fail (self, code, "closing", error);
      sqlite3_close_v2 (self->handle);
    }
  g_hash_table_unref (self->idle);
  g_clear_object (&self->cancellable);
  g_free (self->name);
  g_free (self);
  return code == SQLITE_OK;
}

/*
 * cw_database_free:
 * Closes without looking at what that says; for cleanup on the way out.
 */
void
cw_database_free (CwDatabase *self)
{
  if (self != NULL)
    cw_database_close (self, NULL);
}
