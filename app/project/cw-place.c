/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-place-private.h"

#include <gio/gio.h>
#include <string.h>
#include <sys/vfs.h>

/* Magic numbers of statfs(2), from its manual page and linux/magic.h. FUSE is
 * taken for a network: sshfs and most cloud drives are that. */
static const struct
{
  guint64 magic;
  const char *name;
} networks[] = {
  { 0x6969, "NFS" },      { 0x517b, "SMB" },        { 0xff534d42, "CIFS" },  { 0xfe534d42, "SMB2" },
  { 0x5346414f, "AFS" },  { 0x73757245, "Coda" },   { 0x00c36400, "Ceph" },  { 0x01021997, "9P" },
  { 0x65735546, "FUSE" }, { 0x0bd00bd0, "Lustre" }, { 0x7461636f, "OCFS2" }, { 0x01161970, "GFS2" },
};

/* Folder names that the usual synchronising programs make, lower case; compared
 * with the whole name or its first word ("OneDrive - University"). */
static const char *const synchronisers[] = {
  "dropbox",  "onedrive",     "nextcloud", "owncloud",     "google drive", "googledrive",
  "my drive", "icloud drive", "pcloud",    "pcloud drive", "megasync",     "mega",
  "seafile",  "tresorit",     "box sync",  "syncthing",
};

/* Files that mark a folder as synchronised whatever its name. */
static const char *const markers[] = {
  ".stfolder", ".dropbox", ".owncloudsync.log", ".sync_journal.db", ".seafile-data",
};

/*
 * cw_place_is_network:
 * Whether statfs's @file_system_magic is a network file system's.
 */
gboolean
cw_place_is_network (guint64      file_system_magic,
                     const char **out_which)
{
  for (gsize i = 0; i < G_N_ELEMENTS (networks); i++)
    if (networks[i].magic == (file_system_magic & 0xffffffff))
      {
        *out_which = networks[i].name;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_synchroniser_name (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (synchronisers); i++)
    {
      const char *rest;

      if (!g_str_has_prefix (lower, synchronisers[i]))
        continue;
      rest = lower + strlen (synchronisers[i]);
      if (*rest == '\0' || g_str_has_prefix (rest, " -") || g_str_has_prefix (rest, " ("))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_marker (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (markers); i++)
    {
      g_autofree char *marker = g_build_filename (folder, markers[i], NULL);

      if (g_file_test (marker, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

/*
 * cw_place_is_synchronised:
 * Whether @folder or one above it looks like one that a cloud program copies.
 */
gboolean
cw_place_is_synchronised (const char *folder,
                          char      **out_which)
{
  g_autofree char *at = g_canonicalize_filename (folder, NULL);

  for (;;)
    {
      g_autofree char *name = g_path_get_basename (at);
      char *parent = g_path_get_dirname (at);

      if (g_utf8_validate (name, -1, NULL) && (is_synchroniser_name (name) || has_marker (at)))
        {
          *out_which = g_steal_pointer (&name);
          g_free (parent);
          return TRUE;
        }
      if (g_str_equal (parent, at))
        {
          g_free (parent);
          return FALSE;
        }
      g_free (at);
      at = parent;
    }
}

/*
 * cw_place_of:
 * The kind of place that the file @path lies in; @out_which names it where it is
 * not an ordinary local one. A place that cannot be looked at counts as local.
 */
CwPlace
cw_place_of (const char *path,
             char      **out_which)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct statfs about;
  const char *network = NULL;

  if (statfs (folder, &about) == 0 && cw_place_is_network ((guint64) about.f_type, &network))
    {
      *out_which = g_strdup (network);
      return CW_PLACE_NETWORK;
    }
  if (cw_place_is_synchronised (folder, out_which))
    return CW_PLACE_SYNCHRONISED;
  return CW_PLACE_LOCAL;
}
