/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-machine.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <unistd.h>

static char *
name_file_system (const char *folder)
{
  static const struct
  {
    guint magic;
    const char *name;
  } known[] = {
    { 0xef53, "ext4" },          { 0x9123683e, "btrfs" },
    { 0x58465342, "xfs" },       { 0x01021994, "tmpfs (in memory)" },
    { 0x794c7630, "overlayfs" }, { 0x2fc12fc1, "zfs" },
    { 0x6969, "NFS" },
  };
  struct statfs status;

  if (statfs (folder, &status) != 0)
    return g_strdup ("unknown file system");
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if ((guint) status.f_type == known[i].magic)
      return g_strdup (known[i].name);
  return g_strdup_printf ("file system %#x", (guint) status.f_type);
}

/* What the processor calls itself. */
static char *
name_processor (void)
{
  g_autofree char *text = NULL;
  const char *line;
  const char *name;

  if (!g_file_get_contents ("/proc/cpuinfo", &text, NULL, NULL)
      || (line = strstr (text, "model name")) == NULL || (name = strchr (line, ':')) == NULL)
    return g_strdup ("unknown processor");
  name++;
  return g_strstrip (g_strndup (name, (gsize) (strchrnul (name, '\n') - name)));
}

CwBenchMachine *
cw_bench_machine_new (const char *folder)
{
  CwBenchMachine *self = g_new0 (CwBenchMachine, 1);
  struct utsname system;

  self->n_cores = (int) sysconf (_SC_NPROCESSORS_ONLN);
  self->processor = name_processor ();
  self->memory_gb = (double) sysconf (_SC_PHYS_PAGES) * (double) sysconf (_SC_PAGESIZE) / 1e9;
  self->file_system = name_file_system (folder);
  self->kernel = g_strdup (uname (&system) == 0 ? system.release : "unknown");
  self->sqlite = sqlite3_libversion ();
  self->glib = g_strdup_printf ("%u.%u.%u", glib_major_version, glib_minor_version,
                                glib_micro_version);
  if (getloadavg (&self->load, 1) != 1)
    self->load = 0;
  return self;
}

void
cw_bench_machine_free (CwBenchMachine *self)
{
  g_free (self->processor);
  g_free (self->file_system);
  g_free (self->kernel);
  g_free (self->glib);
  g_free (self);
}
