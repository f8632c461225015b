/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-bench-run.h"

G_BEGIN_DECLS

/* How often. A benchmark takes its time; a test that it still works does not. */
typedef enum
{
  CW_BENCH_MANY, /* single changes */
  CW_BENCH_OPENS,
  CW_BENCH_SOME, /* questions */
  CW_BENCH_FEW,  /* what takes long */
  CW_BENCH_N_OFTEN,
} CwBenchOften;

typedef struct
{
  const char *name;
  CwBenchFunc ours;
  CwBenchFunc floor; /* the same in plain SQL; NULL where there is no such thing */
  CwBenchOften often;
  double target_m; /* milliseconds that M, L and every study should take at most */
  double target_l;
  double target_any;
  gboolean same_answer; /* ours and the floor must find the same number */
  gboolean tail;        /* the 99th percentile is of interest */
  gboolean writes;      /* to the study's copy */
} CwBenchMeasure;

extern const CwBenchMeasure cw_bench_measures[];
extern const guint cw_bench_n_measures;

double cw_bench_measure_target (const CwBenchMeasure *self,
                                const CwBenchSize    *size);

G_END_DECLS
