/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-seen-private.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

/* A file is the same while place and inode are: a copy is checked anew. */
static char *
marker_for (const char *project_path)
{
  g_autofree char *absolute = g_canonicalize_filename (project_path, NULL);
  g_autofree char *identity = NULL;
  g_autofree char *hash = NULL;
  GStatBuf about;

  if (g_stat (absolute, &about) != 0)
    return NULL;
  identity = g_strdup_printf ("%s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, absolute,
                              (guint64) about.st_dev, (guint64) about.st_ino);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, identity, -1);
  return g_build_filename (g_get_user_state_dir (), "caseweave", "seen", hash, NULL);
}

/*
 * cw_seen_before:
 * Whether @project_path was found whole here before.
 */
gboolean
cw_seen_before (const char *project_path)
{
  g_autofree char *marker = marker_for (project_path);

  return marker != NULL && g_file_test (marker, G_FILE_TEST_EXISTS);
}

/*
 * cw_seen_remember:
 * Remembers that it was. Where that cannot be written it is checked again next time.
 */
void
cw_seen_remember (const char *project_path)
{
  g_autofree char *marker = marker_for (project_path);
  g_autofree char *folder = NULL;

  if (marker == NULL)
    return;
  folder = g_path_get_dirname (marker);
  if (g_mkdir_with_parents (folder, 0700) == 0)
    g_file_set_contents (marker, "", 0, NULL);
}
