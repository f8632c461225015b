/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-project.h"

#include "cw-blob.h"
#include "cw-database-private.h"
#include "cw-error.h"
#include "cw-place-private.h"
#include "cw-seen-private.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define ADD(path, func) \
  g_test_add ("/project/project/" path, CwTestProject, NULL, cw_test_project_set_up, func, \
              cw_test_project_tear_down)

static void
close_project (CwTestProject *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_project_close (self->project, &error));
  g_assert_no_error (error);
  g_clear_object (&self->project);
}

static void
assert_refused (const char *path,
                CwOpenFlags flags,
                CwError     code,
                const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = cw_project_open (path, flags, NULL, &error);

  g_assert_null (project);
  g_assert_error (error, CW_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static void
run_sql (const char *path,
         const char *sql)
{
  sqlite3 *handle = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
}

static void
test_create (CwTestProject *self,
             gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) other = NULL;
  GStatBuf about;

  g_assert_true (cw_project_get_writable (self->project, NULL));
  g_assert_cmpint (g_stat (self->path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  other = cw_project_create (self->path, "Other", "Bo", &error);
  g_assert_null (other);
  g_assert_error (error, CW_ERROR, CW_ERROR_WOULD_LOSE);
}

/* Closed, a project is one file: people copy that alone. */
static void
test_one_file (CwTestProject *self,
               gconstpointer  unused)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;

  cw_test_project_add_code (self, &self->coder, "Trust");
  close_project (self);
  dir = g_dir_open (self->folder, 0, &error);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "study.caseweave");
  g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
  self->project = cw_project_open (self->path, CW_OPEN_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  close_project (self);
  g_dir_rewind (dir);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "study.caseweave");
  g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
}

static void
test_not_there (CwTestProject *self,
                gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (self->folder, "none.caseweave", NULL);

  assert_refused (path, CW_OPEN_DEFAULT, CW_ERROR_NOT_FOUND, "there is no such file");
  assert_refused (self->folder, CW_OPEN_DEFAULT, CW_ERROR_NOT_A_PROJECT, "not a file");
  g_file_set_contents (path, "", 0, NULL);
  assert_refused (path, CW_OPEN_DEFAULT, CW_ERROR_NOT_A_PROJECT, "empty");
  g_file_set_contents (path, "Just some words, and a good many of them.", -1, NULL);
  assert_refused (path, CW_OPEN_DEFAULT, CW_ERROR_NOT_A_PROJECT, "not a Caseweave project");
}

static void
test_other_program (CwTestProject *self,
                    gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (self->folder, "other.caseweave", NULL);

  run_sql (path, "CREATE TABLE source (id INTEGER)");
  assert_refused (path, CW_OPEN_DEFAULT, CW_ERROR_NOT_A_PROJECT, "another program");
}

static void
test_second_opener (CwTestProject *self,
                    gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) second = NULL;
  const char *why = NULL;

  assert_refused (self->path, CW_OPEN_NEED_WRITE, CW_ERROR_LOCKED, "it is open by");
  second = cw_project_open (self->path, CW_OPEN_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (cw_project_get_writable (second, &why));
  g_assert_nonnull (strstr (why, g_get_user_name ()));
  g_assert_nonnull (strstr (why, g_get_host_name ()));

  /* What the first commits, the second sees; and it can write nothing. */
  cw_test_project_add_code (self, &self->coder, "Trust");
  {
    gint64 n = 0;

    g_assert_true (cw_database_get_int (cw_project_get_database (second),
                                        "SELECT count (*) FROM codes", NULL, 0, &n, &error));
    g_assert_cmpint (n, ==, 1);
    g_assert_null (cw_change_begin (second, &self->coder, "No", NULL, CW_CHANGE_DEFAULT, &error));
    g_assert_error (error, CW_ERROR, CW_ERROR_READ_ONLY);
    g_clear_error (&error);
    g_assert_false (
      cw_database_run (cw_project_get_database (second), "DELETE FROM codes", NULL, &error));
    g_clear_error (&error);
  }
  g_assert_true (cw_project_close (second, &error));
  cw_test_project_add_code (self, &self->coder, "Time");
}

/* A lock file that outlived its holder is taken here, but not from elsewhere. */
static void
test_left_lock (CwTestProject *self,
                gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *lock = g_strconcat (self->path, ".lock", NULL);
  g_autofree char *mine = g_strdup_printf ("%s\n%s\n1\n2026-01-01 10:00\n", g_get_host_name (),
                                           g_get_user_name ());

  close_project (self);
  g_file_set_contents (lock, "elsewhere\nbo\n12\n2026-01-01 10:00\n", -1, NULL);
  assert_refused (self->path, CW_OPEN_NEED_WRITE, CW_ERROR_LOCKED, "bo on elsewhere");
  self->project = cw_project_open (self->path, CW_OPEN_NEED_WRITE | CW_OPEN_TAKE_OVER, NULL,
                                   &error);
  g_assert_no_error (error);
  close_project (self);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_file_set_contents (lock, mine, -1, NULL);
  self->project = cw_project_open (self->path, CW_OPEN_NEED_WRITE, NULL, &error);
  g_assert_no_error (error);
}

static void
test_newer (CwTestProject *self,
            gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  const char *why = NULL;

  close_project (self);
  run_sql (self->path, "PRAGMA user_version = 7; ALTER TABLE codes ADD COLUMN shape TEXT;"
                       "UPDATE local SET value = 3 WHERE key = 'readable_by';"
                       "UPDATE local SET value = '9.1' WHERE key = 'made_by';");
  assert_refused (self->path, CW_OPEN_DEFAULT, CW_ERROR_TOO_NEW, "Caseweave 9.1 or newer");
  run_sql (self->path, "UPDATE local SET value = 1 WHERE key = 'readable_by'");
  assert_refused (self->path, CW_OPEN_NEED_WRITE, CW_ERROR_TOO_NEW, "Caseweave 9.1 or newer");
  self->project = cw_project_open (self->path, CW_OPEN_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (cw_project_get_writable (self->project, &why));
  g_assert_nonnull (strstr (why, "newer Caseweave (9.1)"));
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(gboolean *) user_data = cw_project_check_in_background_finish (CW_PROJECT (source), result,
                                                                   &error);
  g_assert_no_error (error);
}

static void
count_notify_cb (guint *n)
{
  *n += 1;
}

/* A file that was not seen here before is read-only until it has been checked. */
static void
test_not_seen (CwTestProject *self,
               gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = g_build_filename (self->folder, "copy.caseweave", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (CwProject) project = NULL;
  gboolean checked = FALSE;
  guint n_notified = 0;
  gsize length;

  close_project (self);
  g_assert_true (g_file_get_contents (self->path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, (gssize) length, NULL));
  project = cw_project_open (copy, CW_OPEN_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (cw_project_get_writable (project, NULL));
  g_signal_connect_swapped (project, "notify::writable", G_CALLBACK (count_notify_cb), &n_notified);
  cw_project_check_in_background (project, NULL, checked_cb, &checked);
  while (!checked)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_true (cw_project_get_writable (project, NULL));
  g_assert_true (cw_seen_before (copy));
  {
    g_autoptr (CwChange) change = cw_change_begin (project, &self->coder, "Retitle", NULL,
                                                   CW_CHANGE_DEFAULT, &error);

    g_assert_no_error (error);
    cw_database_run (cw_project_get_database (project), "UPDATE project SET title = 'B'", NULL,
                     &error);
    g_assert_true (cw_change_commit (change, &error));
  }
  g_assert_true (cw_project_close (project, &error));
}

/* A copied file is another replica; the same file opened again is the same one. */
static void
test_replica (CwTestProject *self,
              gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = g_build_filename (self->folder, "copy.caseweave", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (CwProject) project = NULL;
  CwGuid replica = *cw_project_get_replica (self->project);
  gsize length;

  cw_test_project_reopen (self);
  g_assert_true (cw_guid_equal (&replica, cw_project_get_replica (self->project)));
  close_project (self);
  g_assert_true (g_file_get_contents (self->path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, (gssize) length, NULL));
  project = cw_project_open (copy, CW_OPEN_NEED_WRITE, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (cw_guid_equal (&replica, cw_project_get_replica (project)));
}

/* One who may write anywhere cannot see read-only media: become one who may not. */
static void
be_nobody (void)
{
  if (getuid () == 0)
    g_assert_cmpint (setresuid (65534, 65534, 0), ==, 0);
}

static void
be_oneself (void)
{
  if (geteuid () == 65534)
    g_assert_cmpint (setresuid (0, 0, 0), ==, 0);
}

static void
make_read_only (const char *folder,
                const char *path)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  GStatBuf info;

  /* Newer versions of GLib give an isolated test a temporary folder that only its
   * owner may enter; nobody has to get through it here. */
  g_assert_cmpint (g_stat (parent, &info), ==, 0);
  if ((info.st_mode & 0777) == 0700)
    g_assert_cmpint (g_chmod (parent, 0711), ==, 0);
  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
}

static void
test_read_only_place (CwTestProject *self,
                      gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;
  const char *why = NULL;

  cw_test_project_add_code (self, &self->coder, "Trust");
  close_project (self);
  make_read_only (self->folder, self->path);
  be_nobody ();
  self->project = cw_project_open (self->path, CW_OPEN_DEFAULT, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (cw_project_get_writable (self->project, &why));
  g_assert_nonnull (strstr (why, "cannot be written"));
  g_assert_true (cw_database_get_int (cw_project_get_database (self->project),
                                      "SELECT count (*) FROM codes", NULL, 0, &n, &error));
  g_assert_cmpint (n, ==, 1);
  close_project (self);
  assert_refused (self->path, CW_OPEN_NEED_WRITE, CW_ERROR_READ_ONLY, "cannot be written");
  be_oneself ();
  g_chmod (self->folder, 0755);
}

/* A log left beside a file that cannot be written holds changes that would be missed. */
static void
test_read_only_log (CwTestProject *self,
                    gconstpointer  unused)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);

  close_project (self);
  g_file_set_contents (log, "some bytes of a log", -1, NULL);
  g_chmod (log, 0444);
  make_read_only (self->folder, self->path);
  be_nobody ();
  assert_refused (self->path, CW_OPEN_DEFAULT, CW_ERROR_READ_ONLY, "ending in -wal");
  be_oneself ();
  g_chmod (self->folder, 0755);
}

static void
test_coder (CwTestProject *self,
            gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  CwGuid bo;
  CwGuid again;
  CwGuid last;

  g_assert_true (cw_project_use_coder (self->project, " Bø ", &bo, &error));
  g_assert_true (cw_project_use_coder (self->project, "BØ", &again, &error));
  g_assert_true (cw_guid_equal (&bo, &again));
  g_assert_true (cw_project_get_coder (self->project, &last, &error));
  g_assert_true (cw_guid_equal (&bo, &last));
  g_assert_false (cw_project_use_coder (self->project, "  ", &again, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_USAGE);
}

static void
test_blobs (CwTestProject *self,
            gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwChange) change = cw_change_begin (self->project, &self->coder, "Keep", NULL,
                                                 CW_CHANGE_DEFAULT, &error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) nothing = NULL;
  CwHash hash;
  CwHash again;
  CwHash empty;
  g_autofree char *name = NULL;

  g_assert_true (cw_blob_put (change, "abc", 3, &hash, &error));
  g_assert_true (cw_blob_put (change, "abc", 3, &again, &error));
  g_assert_true (cw_blob_put (change, NULL, 0, &empty, &error));
  g_assert_true (cw_change_commit (change, &error));
  /* FIPS 180-2, appendix B.1 */
  name = cw_hash_to_string (&hash);
  g_assert_cmpstr (name, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  bytes = cw_blob_get (self->database, &hash, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "abc", 3);
  nothing = cw_blob_get (self->database, &empty, &error);
  g_assert_cmpuint (g_bytes_get_size (nothing), ==, 0);
  hash.bytes[0]++;
  g_assert_null (cw_blob_get (self->database, &hash, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
}

static void
test_place (void)
{
  const char *name = NULL;
  g_autofree char *which = NULL;

  g_assert_true (cw_place_is_network (0x6969, &name));
  g_assert_cmpstr (name, ==, "NFS");
  g_assert_true (cw_place_is_network (0xff534d42, &name));
  g_assert_false (cw_place_is_network (0xef53, &name));
  g_assert_true (cw_place_is_synchronised ("/home/a/OneDrive - University/study", &which));
  g_clear_pointer (&which, g_free);
  g_assert_true (cw_place_is_synchronised ("/home/a/Dropbox", &which));
  g_assert_cmpstr (which, ==, "Dropbox");
  g_clear_pointer (&which, g_free);
  g_assert_false (cw_place_is_synchronised ("/home/a/Dropboxes/x", &which));
  g_assert_false (cw_place_is_synchronised ("/home/a/work", &which));
}

/* In a synchronised folder there is no log beside the file while it is open. */
static void
test_synchronised (CwTestProject *self,
                   gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (self->folder, "Nextcloud", NULL);
  g_autofree char *path = g_build_filename (folder, "study.caseweave", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *text = NULL;

  close_project (self);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (g_rename (self->path, path), ==, 0);
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  self->project = cw_project_open (self->path, CW_OPEN_NEED_WRITE, NULL, &error);
  g_assert_no_error (error);
  self->database = cw_project_get_database (self->project);
  g_assert_nonnull (strstr (cw_project_get_notice (self->project), "Nextcloud"));
  cw_test_project_add_code (self, &self->coder, "Trust");
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_true (cw_database_get_text (self->database, "PRAGMA journal_mode", NULL, &text, &error));
  g_assert_cmpstr (text, ==, "delete");
  g_assert_null (cw_project_open_reader (self->project, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_LOCKED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("create", test_create);
  ADD ("one-file", test_one_file);
  ADD ("not-there", test_not_there);
  ADD ("other-program", test_other_program);
  ADD ("second-opener", test_second_opener);
  ADD ("left-lock", test_left_lock);
  ADD ("newer", test_newer);
  ADD ("not-seen", test_not_seen);
  ADD ("replica", test_replica);
  ADD ("read-only-place", test_read_only_place);
  ADD ("read-only-log", test_read_only_log);
  ADD ("coder", test_coder);
  ADD ("blobs", test_blobs);
  ADD ("synchronised", test_synchronised);
  g_test_add_func ("/project/project/place", test_place);

  return g_test_run ();
}
