/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-backup-private.h"

#include "cw-error.h"
#include "cw-open-private.h"
#include "cw-project-private.h"
#include "cw-schema-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DUE_AFTER (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
/* What all backups of a project may take, at least and in project sizes. */
#define CAP_BYTES ((goffset) 512 * 1024 * 1024)
#define CAP_TIMES 8

static const char ending[] = "." CW_PROJECT_EXTENSION;

/**
 * cw_backup_free:
 * @backup: (nullable) (transfer full): a backup's description
 */
void
cw_backup_free (CwBackup *backup)
{
  if (backup == NULL)
    return;
  g_free (backup->path);
  g_free (backup);
}

/**
 * cw_backup_folder:
 * @project_path: a project file
 *
 * Beside the project, so that backups share its protection: an encrypted stick
 * leaves nothing on the machine.
 *
 * Returns: (transfer full): where its backups are kept by themselves
 */
char *
cw_backup_folder (const char *project_path)
{
  g_return_val_if_fail (project_path != NULL, NULL);

  return g_strconcat (project_path, ".backups", NULL);
}

static char *
stem_of (const char *project_path)
{
  g_autofree char *name = g_path_get_basename (project_path);

  if (g_str_has_suffix (name, ending))
    name[strlen (name) - strlen (ending)] = '\0';
  return g_steal_pointer (&name);
}

/* "Study 2026-03-01 14.05.09.caseweave"; a number follows where that is taken. */
static char *
new_backup_path (const char *project_path,
                 const char *folder)
{
  g_autofree char *stem = stem_of (project_path);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *when = g_date_time_format (now, "%Y-%m-%d %H.%M.%S");

  for (guint i = 1;; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf (" (%u)", i) : g_strdup ("");
      g_autofree char *name = g_strconcat (stem, " ", when, number, ending, NULL);
      char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return path;
      g_free (path);
    }
}

static gboolean
make_private (const char *path,
              GError    **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  int problem = errno;

  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }
  g_set_error (error, CW_ERROR, problem == ENOSPC ? CW_ERROR_NO_SPACE : CW_ERROR_FAILED,
               "%s: cannot be made: %s", path, g_strerror (problem));
  return FALSE;
}

/* One step, since a stepped backup begins anew with every write. */
static gboolean
copy_database (CwDatabase *from,
               const char *path,
               GError    **error)
{
  g_autoptr (CwDatabase) to = NULL;
  sqlite3_backup *backup;
  int step;
  int code;

  /* Made here, so that it is nobody else's to read from the start. */
  if (!make_private (path, error))
    return FALSE;
  to = cw_database_open (path, 0, error);
  if (to == NULL)
    return FALSE;
  backup = sqlite3_backup_init (to->handle, "main", from->handle, "main");
  if (backup == NULL)
    return cw_database_fail (to, sqlite3_errcode (to->handle), "making the backup", error);
  step = sqlite3_backup_step (backup, -1);
  code = sqlite3_backup_finish (backup);
  if (code == SQLITE_OK && step != SQLITE_DONE)
    code = step;
  if (code != SQLITE_OK)
    return cw_database_fail (to, code, "making the backup", error);
  /* A backup stands alone: no log beside it. */
  return cw_database_script (to, "PRAGMA journal_mode = DELETE", error)
         && cw_database_close (g_steal_pointer (&to), error);
}

/* Opens the copy and reads all of it, as whoever needs it will have to. */
static gboolean
prove (const char   *path,
       GCancellable *cancellable,
       GError      **error)
{
  g_autoptr (CwDatabase) copy = cw_database_open (path, CW_DATABASE_READ_ONLY, error);
  int version;

  if (copy == NULL)
    return FALSE;
  cw_database_set_cancellable (copy, cancellable);
  return cw_schema_identify (copy, &version, error) && cw_schema_verify (copy, version, error)
         && cw_opened_quick_check (copy, error);
}

static gboolean
sync_file (const char *path,
           GError    **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "%s: cannot be written to the disk: %s", path,
                 g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return done;
}

static gboolean
copy_proved (CwDatabase   *from,
             const char   *path,
             GCancellable *cancellable,
             GError      **error)
{
  g_autofree char *unfinished = g_strconcat (path, ".part", NULL);

  g_unlink (unfinished);
  if (copy_database (from, unfinished, error) && prove (unfinished, cancellable, error)
      && sync_file (unfinished, error))
    {
      if (g_rename (unfinished, path) == 0)
        return TRUE;
      g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "%s: the backup cannot be put here: %s", path,
                   g_strerror (errno));
    }
  g_unlink (unfinished);
  g_prefix_error (error, "making a backup: ");
  return FALSE;
}

static gboolean
make_folder (const char *folder,
             GError    **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "%s: the folder cannot be made: %s", folder,
               g_strerror (errno));
  return FALSE;
}

static CwBackup *
describe (const char *path)
{
  GStatBuf about;
  CwBackup *backup;

  if (g_stat (path, &about) != 0 || !S_ISREG (about.st_mode))
    return NULL;
  backup = g_new0 (CwBackup, 1);
  backup->path = g_strdup (path);
  backup->at = (gint64) about.st_mtim.tv_sec * G_USEC_PER_SEC + about.st_mtim.tv_nsec / 1000;
  backup->size = about.st_size;
  return backup;
}

/* Where this user was told to put backups of a project: a file in the state folder,
 * named by a hash of the project's place, a folder a line. */
static char *
remembered_folders_file (const char *project_path)
{
  g_autofree char *absolute = g_canonicalize_filename (project_path, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, absolute, -1);

  return g_build_filename (g_get_user_state_dir (), "caseweave", "backups", hash, NULL);
}

static char **
remembered_folders (const char *project_path)
{
  g_autofree char *file = remembered_folders_file (project_path);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (file, &text, NULL, NULL))
    return g_new0 (char *, 1);
  return g_strsplit (g_strchomp (text), "\n", -1);
}

/* Where that cannot be written, the backup is there all the same. */
static void
remember_folder (const char *project_path,
                 const char *folder)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autofree char *own = cw_backup_folder (project_path);
  g_autofree char *own_absolute = g_canonicalize_filename (own, NULL);
  g_auto (GStrv) known = remembered_folders (project_path);
  g_autofree char *file = remembered_folders_file (project_path);
  g_autofree char *state = g_path_get_dirname (file);
  g_autofree char *lines = NULL;
  g_autofree char *text = NULL;

  if (g_str_equal (absolute, own_absolute) || strchr (absolute, '\n') != NULL
      || g_strv_contains ((const char *const *) known, absolute))
    return;
  lines = g_strjoinv ("\n", known);
  text = g_strconcat (lines, *lines != '\0' ? "\n" : "", absolute, "\n", NULL);
  if (g_mkdir_with_parents (state, 0700) == 0)
    g_file_set_contents_full (file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

/**
 * cw_backup_make:
 * @project: a project
 * @folder: where to; made if it is not there
 * @cancellable: (nullable): stops the proof, and with it the backup
 * @error: return location for an error
 *
 * Copies the whole project as it is committed now, and proves that the copy opens.
 *
 * Returns: (transfer full) (nullable): the backup
 */
CwBackup *
cw_backup_make (CwProject    *project,
                const char   *folder,
                GCancellable *cancellable,
                GError      **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (CW_IS_PROJECT (project) && folder != NULL, NULL);

  if (!make_folder (folder, error))
    return NULL;
  path = new_backup_path (cw_project_get_path (project), folder);
  if (!copy_proved (cw_project_get_database (project), path, cancellable, error))
    return NULL;
  remember_folder (cw_project_get_path (project), folder);
  return describe (path);
}

/*
 * cw_backup_before_migration:
 * A proved copy of the file in the old version, before anything in it is changed.
 */
gboolean
cw_backup_before_migration (CwDatabase   *database,
                            const char   *project_path,
                            GCancellable *cancellable,
                            GError      **error)
{
  g_autofree char *folder = cw_backup_folder (project_path);
  g_autofree char *path = NULL;

  if (!make_folder (folder, error))
    return FALSE;
  path = new_backup_path (project_path, folder);
  return copy_proved (database, path, cancellable, error);
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const CwBackup *first = *(const CwBackup *const *) a;
  const CwBackup *second = *(const CwBackup *const *) b;

  if (first->at != second->at)
    return first->at > second->at ? -1 : 1;
  return -g_strcmp0 (first->path, second->path);
}

static gboolean
add_from_folder (const char *folder,
                 const char *stem,
                 GPtrArray  *backups,
                 GError    **error)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  dir = g_dir_open (folder, 0, error);
  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;
      CwBackup *backup;

      if (!g_str_has_prefix (name, stem) || name[strlen (stem)] != ' '
          || !g_str_has_suffix (name, ending))
        continue;
      path = g_build_filename (folder, name, NULL);
      backup = describe (path);
      if (backup != NULL)
        g_ptr_array_add (backups, backup);
    }
  return TRUE;
}

static GPtrArray *
list_own (const char *project_path,
          GError    **error)
{
  g_autoptr (GPtrArray) backups = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_backup_free);
  g_autofree char *folder = cw_backup_folder (project_path);
  g_autofree char *stem = stem_of (project_path);

  if (!add_from_folder (folder, stem, backups, error))
    return NULL;
  g_ptr_array_sort (backups, compare_newest_first);
  return g_steal_pointer (&backups);
}

/**
 * cw_backup_list:
 * @project_path: a project file, which may itself be gone
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type CwBackup): the backups beside the
 *   project, and those in folders to which this user had them made, newest first
 */
GPtrArray *
cw_backup_list (const char *project_path,
                GError    **error)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autofree char *stem = NULL;
  g_auto (GStrv) folders = NULL;

  g_return_val_if_fail (project_path != NULL, NULL);

  backups = list_own (project_path, error);
  if (backups == NULL)
    return NULL;
  stem = stem_of (project_path);
  folders = remembered_folders (project_path);
  /* A folder that is not there just now, on a stick say, is no failure. */
  for (char **folder = folders; *folder != NULL; folder++)
    add_from_folder (*folder, stem, backups, NULL);
  g_ptr_array_sort (backups, compare_newest_first);
  return g_steal_pointer (&backups);
}

static gboolean
is_due (CwProject *project,
        GPtrArray *backups,
        gboolean  *out_due,
        GError   **error)
{
  CwBackup *newest = backups->len > 0 ? g_ptr_array_index (backups, 0) : NULL;
  gint64 now = g_get_real_time ();
  gint64 oldest_change;
  gint64 newest_change;
  CwDatabase *database = cw_project_get_database (project);

  if (!cw_database_get_int (database, "SELECT min (at) FROM history", NULL, now, &oldest_change,
                            error)
      || !cw_database_get_int (database, "SELECT at FROM history ORDER BY seq DESC LIMIT 1", NULL,
                               0, &newest_change, error))
    return FALSE;
  if (newest != NULL)
    *out_due = newest_change > newest->at && now - newest->at > DUE_AFTER;
  else
    *out_due = now - oldest_change > DUE_AFTER;
  return TRUE;
}

/**
 * cw_backup_if_due:
 * @project: a project that can be written
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Makes a backup beside the project if something changed since the last one and
 * that is an hour old, and thins out the older ones.
 *
 * Returns: %FALSE only where one was due and failed
 */
gboolean
cw_backup_if_due (CwProject    *project,
                  GCancellable *cancellable,
                  GError      **error)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GPtrArray) doomed = NULL;
  g_autofree char *folder = NULL;
  CwBackup *made;
  gboolean due;

  g_return_val_if_fail (CW_IS_PROJECT (project), FALSE);

  if (!cw_project_get_writable (project, NULL))
    return TRUE;
  /* Only those beside the project are thinned out. */
  backups = list_own (cw_project_get_path (project), error);
  if (backups == NULL || !is_due (project, backups, &due, error))
    return FALSE;
  if (!due)
    return TRUE;
  folder = cw_backup_folder (cw_project_get_path (project));
  made = cw_backup_make (project, folder, cancellable, error);
  if (made == NULL)
    return FALSE;
  g_ptr_array_insert (backups, 0, made);
  doomed = cw_backup_choose (backups, g_get_real_time (), MAX (CAP_BYTES, CAP_TIMES * made->size));
  for (guint i = 0; i < doomed->len; i++)
    g_unlink (((CwBackup *) g_ptr_array_index (doomed, i))->path);
  return TRUE;
}

/* A log left beside the name by a project that was there would be taken for the new
 * one's, and its pages be read into it. */
static gboolean
is_free (const char *path,
         GError    **error)
{
  static const char *const endings[] = { "", "-wal", "-journal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      if (g_file_test (file, G_FILE_TEST_EXISTS))
        {
          g_set_error (error, CW_ERROR, CW_ERROR_WOULD_LOSE,
                       "%s: there is a file of this name already; choose another name", file);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * cw_backup_restore:
 * @backup: a backup
 * @new_path: where to; nothing may be there yet
 * @error: return location for an error
 *
 * Copies a backup to a new project file and proves that it opens. The backup stays
 * as it is.
 *
 * Returns: whether there is a project now
 */
gboolean
cw_backup_restore (const CwBackup *backup,
                   const char     *new_path,
                   GError        **error)
{
  g_autoptr (CwDatabase) from = NULL;

  g_return_val_if_fail (backup != NULL && new_path != NULL, FALSE);

  if (!is_free (new_path, error))
    return FALSE;
  if (!prove (backup->path, NULL, error))
    {
      g_prefix_error (error, "restoring a backup: ");
      return FALSE;
    }
  from = cw_database_open (backup->path, CW_DATABASE_READ_ONLY, error);
  return from != NULL && copy_proved (from, new_path, NULL, error);
}
