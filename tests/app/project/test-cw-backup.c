/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-project.h"

#include "cw-backup-private.h"
#include "cw-error.h"

#include <glib/gstdio.h>
#include <utime.h>

#define ADD(path, func) \
  g_test_add ("/project/backup/" path, CwTestProject, NULL, cw_test_project_set_up, func, \
              cw_test_project_tear_down)

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define DAY (24 * HOUR)

static void
test_make_and_restore (CwTestProject *self,
                       gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (self->folder, "safe", NULL);
  g_autofree char *new_path = g_build_filename (self->folder, "again.caseweave", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (CwBackup) backup = NULL;
  g_autoptr (CwProject) restored = NULL;

  cw_test_project_add_code (self, &self->coder, "Trust");
  before = cw_test_project_digest (self->database);
  backup = cw_backup_make (self->project, folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (backup->size, >, 0);
  cw_test_project_add_code (self, &self->coder, "Time");
  {
    g_autoptr (GPtrArray) backups = cw_backup_list (self->path, &error);

    /* In a folder of the user's choice, and still listed. */
    g_assert_cmpuint (backups->len, ==, 1);
    g_assert_cmpstr (((CwBackup *) g_ptr_array_index (backups, 0))->path, ==, backup->path);
  }

  g_assert_true (cw_backup_restore (backup, new_path, &error));
  g_assert_no_error (error);
  restored = cw_project_open (new_path, CW_OPEN_NEED_WRITE, NULL, &error);
  g_assert_no_error (error);
  after = cw_test_project_digest (cw_project_get_database (restored));
  g_assert_cmpstr (before, ==, after);
  g_assert_false (
    cw_guid_equal (cw_project_get_replica (restored), cw_project_get_replica (self->project)));

  g_assert_false (cw_backup_restore (backup, new_path, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WOULD_LOSE);
}

/* A log that a project of that name left would be read into the restored one. */
static void
test_left_log (CwTestProject *self,
               gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *new_path = g_build_filename (self->folder, "again.caseweave", NULL);
  g_autofree char *log = g_strconcat (new_path, "-wal", NULL);
  g_autoptr (CwBackup) backup = cw_backup_make (self->project, self->folder, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (log, "old pages", -1, NULL));
  g_assert_false (cw_backup_restore (backup, new_path, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_WOULD_LOSE);
  g_assert_nonnull (strstr (error->message, "-wal"));
  g_assert_false (g_file_test (new_path, G_FILE_TEST_EXISTS));
}

static void
test_damaged_is_not_restored (CwTestProject *self,
                              gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *new_path = g_build_filename (self->folder, "again.caseweave", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (CwBackup) backup = cw_backup_make (self->project, self->folder, NULL, &error);
  gsize length;

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (backup->path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (backup->path, bytes, (gssize) length / 2, NULL));
  g_assert_false (cw_backup_restore (backup, new_path, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
  g_assert_false (g_file_test (new_path, G_FILE_TEST_EXISTS));
}

/* What a migration does first: a copy of the old file that opens and can be restored. */
static void
test_before_migration (CwTestProject *self,
                       gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autofree char *new_path = g_build_filename (self->folder, "old.caseweave", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (CwProject) restored = NULL;

  cw_test_project_add_code (self, &self->coder, "Trust");
  before = cw_test_project_digest (self->database);
  g_assert_true (cw_backup_before_migration (self->database, self->path, NULL, &error));
  g_assert_no_error (error);
  backups = cw_backup_list (self->path, &error);
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_true (cw_backup_restore (g_ptr_array_index (backups, 0), new_path, &error));
  g_assert_no_error (error);
  restored = cw_project_open (new_path, CW_OPEN_NEED_WRITE, NULL, &error);
  g_assert_no_error (error);
  after = cw_test_project_digest (cw_project_get_database (restored));
  g_assert_cmpstr (before, ==, after);
}

/* Due an hour after the first change, and then only once something changed. */
static void
test_due (CwTestProject *self,
          gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GPtrArray) backups = NULL;

      g_assert_true (cw_backup_if_due (self->project, NULL, &error));
      g_assert_no_error (error);
      backups = cw_backup_list (self->path, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (backups->len, ==, i == 0 ? 0 : 1);
      cw_database_run (self->database, "UPDATE history SET at = at - ?1",
                       CW_BIND (cw_int_value (2 * HOUR)), &error);
      if (i == 1)
        {
          struct utimbuf old = { .actime = 0,
                                 .modtime = g_get_real_time () / G_USEC_PER_SEC - 7200 };

          g_assert_cmpint (utime (((CwBackup *) g_ptr_array_index (backups, 0))->path, &old), ==,
                           0);
        }
    }
  cw_test_project_add_code (self, &self->coder, "Trust");
  g_assert_true (cw_backup_if_due (self->project, NULL, &error));
  {
    g_autoptr (GPtrArray) backups = cw_backup_list (self->path, &error);

    g_assert_cmpuint (backups->len, ==, 2);
  }
}

static GPtrArray *
made_every (gint64 now,
            gint64 step,
            guint  n)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_backup_free);

  for (guint i = 0; i < n; i++)
    {
      CwBackup *backup = g_new0 (CwBackup, 1);

      backup->at = now - (gint64) i * step;
      backup->size = 1000;
      g_ptr_array_add (backups, backup);
    }
  return backups;
}

/* A backup a quarter of an hour for two years, thinned out as they come, leaves six
 * recent ones, about 24 hourly, 13 daily, and weekly ones for a year. */
static void
test_thinning (void)
{
  gint64 now = G_GINT64_CONSTANT (1800000000) * G_USEC_PER_SEC;
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_backup_free);
  guint in_day = 0;
  guint in_fortnight = 0;

  for (guint i = 0; i < 2 * 365 * 24 * 4; i++)
    {
      g_autoptr (GPtrArray) doomed = NULL;
      CwBackup *backup = g_new0 (CwBackup, 1);

      backup->at = now - (gint64) (2 * 365 * 24 * 4 - i) * HOUR / 4;
      backup->size = 1000;
      g_ptr_array_insert (kept, 0, backup);
      doomed = cw_backup_choose (kept, backup->at, G_MAXINT64);
      for (guint k = 0; k < doomed->len; k++)
        g_ptr_array_remove (kept, g_ptr_array_index (doomed, k));
    }
  for (guint i = 0; i < kept->len; i++)
    {
      gint64 age = now - ((CwBackup *) g_ptr_array_index (kept, i))->at;

      in_day += age <= DAY;
      in_fortnight += age > DAY && age <= 14 * DAY;
    }
  g_assert_cmpuint (in_day, >=, 24 + 4);
  g_assert_cmpuint (in_day, <=, 26 + 6);
  g_assert_cmpuint (in_fortnight, >=, 12);
  g_assert_cmpuint (in_fortnight, <=, 15);
  g_assert_cmpuint (kept->len - in_day - in_fortnight, >=, 48);
  g_assert_cmpuint (kept->len - in_day - in_fortnight, <=, 53);
}

static void
test_size_cap (void)
{
  gint64 now = G_GINT64_CONSTANT (1800000000) * G_USEC_PER_SEC;
  g_autoptr (GPtrArray) backups = made_every (now, HOUR, 6);
  g_autoptr (GPtrArray) doomed = cw_backup_choose (backups, now, 3500);
  g_autoptr (GPtrArray) all_but_one = cw_backup_choose (backups, now, 10);

  g_assert_cmpuint (doomed->len, ==, 3);
  g_assert_true (g_ptr_array_index (doomed, 0) == g_ptr_array_index (backups, 3));
  g_assert_cmpuint (all_but_one->len, ==, 5);
  g_assert_false (g_ptr_array_find (all_but_one, g_ptr_array_index (backups, 0), NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("make-and-restore", test_make_and_restore);
  ADD ("left-log", test_left_log);
  ADD ("damaged-is-not-restored", test_damaged_is_not_restored);
  ADD ("before-migration", test_before_migration);
  ADD ("due", test_due);
  g_test_add_func ("/project/backup/thinning", test_thinning);
  g_test_add_func ("/project/backup/size-cap", test_size_cap);

  return g_test_run ();
}
