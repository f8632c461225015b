/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-lock-private.h"

#include "cw-error.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LONGEST_NOTE 1024

struct _CwLock
{
  int fd;
  char *path;
};

static char *
read_note (int fd)
{
  char note[LONGEST_NOTE + 1];
  gssize n = pread (fd, note, LONGEST_NOTE, 0);

  if (n <= 0)
    return NULL;
  note[n] = '\0';
  return g_utf8_make_valid (note, -1);
}

/* "user@host pid time", each on a line of its own. */
static gboolean
write_note (int fd)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *when = g_date_time_format (now, "%Y-%m-%d %H:%M");
  g_autofree char *note = g_strdup_printf ("%s\n%s\n%d\n%s\n", g_get_host_name (),
                                           g_get_user_name (), (int) getpid (), when);
  gsize length = strlen (note);

  return ftruncate (fd, 0) == 0 && pwrite (fd, note, length, 0) == (gssize) length;
}

static char *
describe_holder (const char *note)
{
  g_auto (GStrv) lines = g_strsplit (note != NULL ? note : "", "\n", 5);

  if (g_strv_length (lines) < 4)
    return g_strdup ("another program");
  return g_strdup_printf ("%s on %s since %s (process %s)", lines[1], lines[0], lines[3], lines[2]);
}

static gboolean
is_other_machine (const char *note)
{
  g_auto (GStrv) lines = NULL;

  if (note == NULL)
    return FALSE;
  lines = g_strsplit (note, "\n", 5);
  return g_strv_length (lines) >= 4 && g_strcmp0 (lines[0], g_get_host_name ()) != 0;
}

/* Whether the file that was locked is still the one by that name: a holder removes
 * it when done, perhaps between our opening and locking. */
static gboolean
is_still_there (int         fd,
                const char *path)
{
  struct stat here;
  struct stat there;

  return fstat (fd, &here) == 0 && stat (path, &there) == 0 && here.st_ino == there.st_ino
         && here.st_dev == there.st_dev;
}

static int
open_and_lock (const char *path,
               gboolean   *out_held,
               GError    **error)
{
  for (;;)
    {
      int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

      if (fd < 0)
        {
          int problem = errno;

          g_set_error (error, CW_ERROR, CW_ERROR_READ_ONLY,
                       "%s: cannot be made (%s); without it the project is only read", path,
                       g_strerror (problem));
          return -1;
        }
      *out_held = flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
      if (*out_held || is_still_there (fd, path))
        return fd;
      close (fd);
    }
}

/*
 * cw_lock_take:
 * Takes the lock of @project_path. Where somebody has it, gives %NULL with
 * @out_holder saying who and no @error. A lock that this machine left behind when
 * it stopped is taken; one that another machine left only with @take_over.
 */
CwLock *
cw_lock_take (const char *project_path,
              gboolean    take_over,
              char      **out_holder,
              GError    **error)
{
  g_autofree char *path = g_strconcat (project_path, ".lock", NULL);
  g_autofree char *note = NULL;
  gboolean held = FALSE;
  CwLock *lock;
  int fd = open_and_lock (path, &held, error);

  if (fd < 0)
    return NULL;
  note = read_note (fd);
  if (held || (!take_over && is_other_machine (note)))
    {
      *out_holder = describe_holder (note);
      close (fd);
      return NULL;
    }
  if (!write_note (fd))
    {
      int problem = errno;

      g_set_error (error, CW_ERROR, CW_ERROR_READ_ONLY, "%s: cannot be written: %s", path,
                   g_strerror (problem));
      close (fd);
      return NULL;
    }
  lock = g_new0 (CwLock, 1);
  lock->fd = fd;
  lock->path = g_steal_pointer (&path);
  return lock;
}

/*
 * cw_lock_release:
 * Gives the lock back and removes its file.
 */
void
cw_lock_release (CwLock *lock)
{
  if (lock == NULL)
    return;
  g_unlink (lock->path);
  close (lock->fd);
  g_free (lock->path);
  g_free (lock);
}
