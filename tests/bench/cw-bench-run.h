/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-bench-clock.h"
#include "cw-bench-study.h"

G_BEGIN_DECLS

/* A measurement at work. It starts and stops the clock @n_times, and leaves in @answer
 * what it found: how many rows, say. */
typedef struct
{
  const CwBenchStudy *study;
  guint n_times;
  CwBenchClock *clock;
  gint64 answer;
  gint64 child_peak_kib; /* where the work was done by another program; else 0 */
} CwBenchRun;

typedef gboolean (*CwBenchFunc) (CwBenchRun *run, GError **error);

typedef struct
{
  guint n;
  double first; /* milliseconds */
  double median;
  double p99;
  double cpu; /* median of the processor's */
  gint64 answer;
  gint64 peak_kib;
} CwBenchFigures;

gboolean cw_bench_run (const CwBenchStudy *study,
                       CwBenchFunc         func,
                       guint               n_times,
                       CwBenchFigures     *out_figures,
                       GError            **error);

G_END_DECLS
