/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What figures depend on; nothing that says whose machine it is. */
typedef struct
{
  int n_cores;
  char *processor;
  double memory_gb;
  char *file_system; /* that the studies are on */
  char *kernel;
  const char *sqlite;
  char *glib;
  double load; /* how many wanted to run in the last minute */
} CwBenchMachine;

CwBenchMachine *cw_bench_machine_new  (const char     *folder);
void            cw_bench_machine_free (CwBenchMachine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBenchMachine, cw_bench_machine_free)

G_END_DECLS
