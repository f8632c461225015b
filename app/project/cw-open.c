/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-open-private.h"

#include "cw-backup-private.h"
#include "cw-error.h"
#include "cw-place-private.h"
#include "cw-project-private.h"
#include "cw-schema-private.h"
#include "cw-seen-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Pages that the log may hold before a commit brings them into the file. */
#define LOG_PAGES "4000"

/* The oldest schema version whose programs read a file of this one rightly. */
#define READABLE_BY 1

static const char not_checked_yet[] =
  "this file was not opened here before and is being checked; it can be changed as soon as "
  "that is done";

/*
 * cw_local_get_guid:
 * A GUID that is true of this copy of the file.
 */
gboolean
cw_local_get_guid (CwDatabase *database,
                   const char *key,
                   CwGuid     *out_guid,
                   gboolean   *out_found,
                   GError    **error)
{
  return cw_database_find_guid (database, "SELECT value FROM local WHERE key = ?1",
                                CW_BIND (cw_text_value (key)), out_found, out_guid, error);
}

/*
 * cw_local_set:
 * Sets what is true of this copy of the file.
 */
gboolean
cw_local_set (CwDatabase *database,
              const char *key,
              CwValue     value,
              GError    **error)
{
  return cw_database_run (database, "INSERT OR REPLACE INTO local (key, value) VALUES (?1, ?2)",
                          CW_BIND (cw_text_value (key), value), error);
}

/* A copied or moved file has another inode or path, and gets an identity of its own. */
static char *
fingerprint (const char *path)
{
  g_autofree char *plain = NULL;
  GStatBuf about;

  if (g_stat (path, &about) != 0)
    return g_strdup ("");
  plain = g_strdup_printf ("%" G_GUINT64_FORMAT " %s", (guint64) about.st_ino, path);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, plain, -1);
}

static gboolean
write_identity (CwOpened *self,
                gboolean  is_new,
                GError  **error)
{
  g_autofree char *print = fingerprint (self->path);
  CwDatabase *database = self->database;
  CwGuid replica;

  cw_guid_init_new (&replica);
  if (!cw_database_begin (database, error))
    return FALSE;
  if (cw_local_set (database, "replica", cw_guid_value (&replica), error)
      && cw_local_set (database, "fingerprint", cw_text_value (print), error)
      && (!is_new
          || (cw_local_set (database, "made_by", cw_text_value (PACKAGE_VERSION), error)
              && cw_local_set (database, "readable_by", cw_int_value (READABLE_BY), error)))
      && cw_database_commit (database, error))
    return TRUE;
  cw_database_rollback (database);
  return FALSE;
}

static gboolean
recognise_copy (CwOpened *self,
                GError  **error)
{
  g_autofree char *now = fingerprint (self->path);
  g_autofree char *then = NULL;

  if (!cw_database_get_text (self->database, "SELECT value FROM local WHERE key = 'fingerprint'",
                             NULL, &then, error))
    return FALSE;
  return g_strcmp0 (now, then) == 0 || write_identity (self, FALSE, error);
}

static gboolean
set_journal (CwOpened *self,
             GError  **error)
{
  return cw_database_script (
           self->database,
           self->exclusive ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL", error)
         && cw_database_script (self->database,
                                "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = " LOG_PAGES,
                                error);
}

static void
look_at_place (CwOpened *self)
{
  g_autofree char *which = NULL;
  CwPlace place = cw_place_of (self->path, &which);

  self->exclusive = place != CW_PLACE_LOCAL;
  if (place == CW_PLACE_NETWORK)
    self->notice = g_strdup_printf (
      "The project lies on a network drive (%s), so it is open for one program at a time.", which);
  else if (place == CW_PLACE_SYNCHRONISED)
    self->notice = g_strdup_printf (
      "The project lies in a synchronised folder (%s), so it is open for one program at a time. "
      "Close it before you open it on another machine.",
      which);
}

/*
 * cw_opened_create:
 * Makes a file with the schema and nothing in it; refuses to overwrite.
 */
gboolean
cw_opened_create (CwOpened   *self,
                  const char *path,
                  GError    **error)
{
  g_autofree char *holder = NULL;
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      int problem = errno;

      g_set_error (error, CW_ERROR, problem == EEXIST ? CW_ERROR_WOULD_LOSE : CW_ERROR_FAILED,
                   problem == EEXIST
                     ? "%s: there is a file of this name already; choose another name%s"
                     : "%s: the project cannot be made: %s",
                   path, problem == EEXIST ? "" : g_strerror (problem));
      return FALSE;
    }
  close (fd);
  self->path = g_strdup (path);
  look_at_place (self);
  self->lock = cw_lock_take (path, TRUE, &holder, error);
  if (self->lock == NULL && holder != NULL)
    g_set_error (error, CW_ERROR, CW_ERROR_LOCKED, "%s: open by %s", path, holder);
  if (self->lock != NULL)
    self->database = cw_database_open (path, self->exclusive ? CW_DATABASE_EXCLUSIVE : 0, error);
  if (self->database != NULL
      && cw_database_script (
        self->database, "PRAGMA application_id = " G_STRINGIFY (CW_APPLICATION_ID), error)
        && set_journal (self, error)
        && cw_schema_migrate (self->database, 0, CW_PROJECT_SCHEMA_VERSION, error)
        && write_identity (self, TRUE, error))
    return TRUE;
  cw_opened_discard (self);
  return FALSE;
}

static gboolean
is_there (const char *path,
          GError    **error)
{
  GStatBuf about;

  if (g_stat (path, &about) != 0)
    {
      int problem = errno;

      g_set_error (error, CW_ERROR, problem == ENOENT ? CW_ERROR_NOT_FOUND : CW_ERROR_FAILED,
                   "%s: the project cannot be opened: %s", path,
                   problem == ENOENT ? "there is no such file" : g_strerror (problem));
      return FALSE;
    }
  if (!S_ISREG (about.st_mode))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_A_PROJECT,
                   "%s: this is not a file, so it is not a Caseweave project", path);
      return FALSE;
    }
  if (about.st_size == 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_A_PROJECT,
                   "%s: the file is empty; if it was a project, restore a backup", path);
      return FALSE;
    }
  if (g_access (path, R_OK) == 0)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "%s: you may not read this file", path);
  return FALSE;
}

static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf about;

  return g_stat (log, &about) == 0 && about.st_size > 0;
}

static gboolean
can_write_beside (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_access (path, W_OK) == 0 && g_access (folder, W_OK) == 0;
}

/* Decides between reading and writing; takes the lock for writing. */
static gboolean
decide (CwOpened   *self,
        CwOpenFlags flags,
        gboolean    can_write,
        GError    **error)
{
  g_autofree char *holder = NULL;
  g_autoptr (GError) failure = NULL;

  if (flags & CW_OPEN_READ_ONLY)
    self->why_read_only = g_strdup ("it was opened for reading only");
  else if (!can_write)
    self->why_read_only = g_strdup ("the file or its folder cannot be written; save a "
                                    "copy elsewhere");
  else
    self->lock = cw_lock_take (self->path, (flags & CW_OPEN_TAKE_OVER) != 0, &holder, &failure);
  if (holder != NULL)
    self->why_read_only = g_strdup_printf ("it is open by %s", holder);
  else if (failure != NULL)
    self->why_read_only = g_strdup (failure->message);
  if (self->why_read_only == NULL || !(flags & CW_OPEN_NEED_WRITE))
    return TRUE;
  g_set_error (error, CW_ERROR, holder != NULL ? CW_ERROR_LOCKED : CW_ERROR_READ_ONLY,
               "%s: nothing can be changed here, since %s", self->path, self->why_read_only);
  return FALSE;
}

static CwDatabaseFlags
flags_for (CwOpened *self,
           gboolean  can_write)
{
  CwDatabaseFlags flags = 0;

  /* One who only reads still opens for writing where that is possible, and then
   * forbids it by query_only: else the log could not be tidied up when done. */
  if (!can_write)
    flags |= CW_DATABASE_READ_ONLY;
  if (self->immutable)
    flags |= CW_DATABASE_IMMUTABLE;
  if (self->exclusive && self->lock != NULL)
    flags |= CW_DATABASE_EXCLUSIVE;
  return flags;
}

static gboolean
refuse_newer (CwOpened *self,
              int       version,
              gboolean  need_write,
              GError  **error)
{
  g_autofree char *made_by = NULL;
  gint64 readable_by;
  gint64 planted;

  if (!cw_database_get_int (self->database,
                            "SELECT count (*) FROM sqlite_schema WHERE type IN ('trigger', 'view')",
                            NULL, 0, &planted, error)
      || !cw_database_get_text (self->database, "SELECT value FROM local WHERE key = 'made_by'",
                                NULL, &made_by, error)
      || !cw_database_get_int (self->database, "SELECT value FROM local WHERE key = 'readable_by'",
                               NULL, G_MAXINT, &readable_by, error))
    return FALSE;
  if (planted == 0 && readable_by <= CW_PROJECT_SCHEMA_VERSION && !need_write)
    {
      g_free (self->why_read_only);
      self->why_read_only = g_strdup_printf (
        "it was made by a newer Caseweave (%s); this one can read it but not change it",
        made_by != NULL ? made_by : "unknown version");
      return TRUE;
    }
  g_set_error (error, CW_ERROR, CW_ERROR_TOO_NEW,
               "%s: the project has schema version %d and this is Caseweave " PACKAGE_VERSION
               ", which knows versions up to %d; open it with Caseweave %s or newer",
               self->path, version, CW_PROJECT_SCHEMA_VERSION,
               made_by != NULL ? made_by : "(unknown version)");
  return FALSE;
}

static gboolean
migrate (CwOpened     *self,
         int           version,
         GCancellable *cancellable,
         GError      **error)
{
  if (version == CW_PROJECT_SCHEMA_VERSION)
    return TRUE;
  if (self->why_read_only != NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_READ_ONLY,
                   "%s: the project is of an older version and has to be brought up to date, "
                   "but %s",
                   self->path, self->why_read_only);
      return FALSE;
    }
  if (!cw_opened_quick_check (self->database, error)
      || !cw_backup_before_migration (self->database, self->path, cancellable, error))
    return FALSE;
  return cw_schema_migrate (self->database, version, CW_PROJECT_SCHEMA_VERSION, error)
         && cw_schema_verify (self->database, CW_PROJECT_SCHEMA_VERSION, error)
         && cw_local_set (self->database, "made_by", cw_text_value (PACKAGE_VERSION), error)
         && cw_local_set (self->database, "readable_by", cw_int_value (READABLE_BY), error);
}

static gboolean
check_unless_seen (CwOpened     *self,
                   gboolean      need_write,
                   GCancellable *cancellable,
                   GError      **error)
{
  gboolean whole;

  if (self->why_read_only != NULL || cw_seen_before (self->path))
    return TRUE;
  /* In an exclusive place no second connection could check it later. */
  if (!need_write && !self->exclusive)
    {
      self->why_read_only = g_strdup (not_checked_yet);
      self->awaits_check = TRUE;
      return TRUE;
    }
  cw_database_set_cancellable (self->database, cancellable);
  whole = cw_opened_quick_check (self->database, error);
  cw_database_set_cancellable (self->database, NULL);
  if (whole)
    cw_seen_remember (self->path);
  return whole;
}

/*
 * cw_opened_allow_writing:
 * The first writes to a file that is locked and whole: how it is journalled here, and
 * which copy it is.
 */
gboolean
cw_opened_allow_writing (CwOpened *self,
                         GError  **error)
{
  return cw_database_script (self->database, "PRAGMA query_only = OFF", error)
         && set_journal (self, error) && recognise_copy (self, error);
}

/* From here on nothing in the file has been trusted yet. */
static gboolean
bring_into_use (CwOpened     *self,
                CwOpenFlags   flags,
                GCancellable *cancellable,
                GError      **error)
{
  gboolean need_write = (flags & CW_OPEN_NEED_WRITE) != 0;
  int version;

  if (!cw_schema_identify (self->database, &version, error))
    return FALSE;
  if (version > CW_PROJECT_SCHEMA_VERSION)
    return refuse_newer (self, version, need_write, error)
           && cw_database_script (self->database, "PRAGMA query_only = ON", error);
  if (!cw_schema_verify (self->database, version, error))
    return FALSE;
  /* An older version is checked at once, since it is brought up to date at once. */
  if (!check_unless_seen (self, need_write || version < CW_PROJECT_SCHEMA_VERSION, cancellable,
                          error)
      || !migrate (self, version, cancellable, error))
    return FALSE;
  if (self->why_read_only == NULL)
    return cw_opened_allow_writing (self, error);
  return cw_database_script (self->database, "PRAGMA query_only = ON", error);
}

static void
explain_log_on_read_only_media (CwOpened *self,
                                GError  **error)
{
  if (error == NULL || !g_error_matches (*error, CW_ERROR, CW_ERROR_NOT_FOUND))
    return;
  g_clear_error (error);
  g_set_error (error, CW_ERROR, CW_ERROR_READ_ONLY,
               "%s: the last changes are still in the file ending in -wal beside it, and the "
               "folder cannot be written; copy both files to a folder that can be, and open that",
               self->path);
}

/*
 * cw_opened_open:
 * Brings the file at @path into use, for writing where that can be had.
 */
gboolean
cw_opened_open (CwOpened     *self,
                const char   *path,
                CwOpenFlags   flags,
                GCancellable *cancellable,
                GError      **error)
{
  gboolean can_write;

  if (!is_there (path, error))
    return FALSE;
  self->path = g_strdup (path);
  can_write = can_write_beside (path);
  look_at_place (self);
  if (!decide (self, flags, can_write, error))
    return FALSE;
  self->immutable = !can_write && !has_log (path);
  self->database = cw_database_open (path, flags_for (self, can_write), error);
  if (self->database == NULL || !bring_into_use (self, flags, cancellable, error))
    {
      if (!can_write && !self->immutable)
        explain_log_on_read_only_media (self, error);
      return FALSE;
    }
  return TRUE;
}

/*
 * cw_opened_connect:
 * One more connection, of the calling thread.
 */
CwDatabase *
cw_opened_connect (CwOpened   *self,
                   const char *path,
                   gboolean    writing,
                   GError    **error)
{
  g_autoptr (CwDatabase) database = NULL;

  if (self->exclusive && self->lock != NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_LOCKED,
                   "%s: the file is open for one connection at a time in this place", path);
      return NULL;
    }
  database = cw_database_open (path,
                               (self->immutable ? CW_DATABASE_IMMUTABLE : 0)
                                 | (can_write_beside (path) ? 0 : CW_DATABASE_READ_ONLY),
                               error);
  if (database == NULL
      || !cw_database_script (
        database, writing ? "PRAGMA synchronous = FULL" : "PRAGMA query_only = ON", error))
    return NULL;
  return g_steal_pointer (&database);
}

/*
 * cw_opened_quick_check:
 * Reads every page; fails with the first thing found.
 */
gboolean
cw_opened_quick_check (CwDatabase *database,
                       GError    **error)
{
  g_autofree char *found = NULL;

  if (!cw_database_get_text (database, "PRAGMA quick_check (1)", NULL, &found, error))
    return FALSE;
  if (g_strcmp0 (found, "ok") == 0)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
               "%s: the file is damaged (%s); restore a backup or run caseweave-cli recover",
               database->name, found);
  return FALSE;
}

/*
 * cw_opened_checkpoint:
 * Brings the log into the file.
 */
gboolean
cw_opened_checkpoint (CwOpened *self,
                      GError  **error)
{
  int code;

  if (self->database == NULL || self->lock == NULL || self->exclusive)
    return TRUE;
  code = sqlite3_wal_checkpoint_v2 (self->database->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL,
                                    NULL);
  /* A reader in the way is no failure: it is done when that one closes. */
  return code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY
         || cw_database_fail (self->database, code, "writing everything into one file", error);
}

/*
 * cw_opened_close:
 * Everything in one file, and the lock given back.
 */
gboolean
cw_opened_close (CwOpened *self,
                 GError  **error)
{
  CwDatabase *database = g_steal_pointer (&self->database);
  gboolean done = TRUE;

  if (database != NULL)
    {
      self->database = database;
      done = cw_opened_checkpoint (self, error);
      self->database = NULL;
      done = cw_database_close (database, done ? error : NULL) && done;
    }
  g_clear_pointer (&self->lock, cw_lock_release);
  return done;
}

/*
 * cw_opened_discard:
 * Closes and deletes a file whose making failed.
 */
void
cw_opened_discard (CwOpened *self)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  if (self->path == NULL)
    return;
  cw_opened_close (self, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (self->path, endings[i], NULL);

      g_unlink (file);
    }
}

/*
 * cw_opened_clear:
 * Frees what is left after closing.
 */
void
cw_opened_clear (CwOpened *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->why_read_only, g_free);
  g_clear_pointer (&self->notice, g_free);
}
