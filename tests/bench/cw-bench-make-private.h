/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-bench-study.h"
#include "cw-bench-text.h"
#include "cw-project.h"

G_BEGIN_DECLS

typedef struct
{
  CwGuid guid;
  guint32 length;
  GArray *sentences; /* of CwBenchSentence */
  char *speakers[2];
} CwBenchDocument;

/* A study being made. */
typedef struct
{
  const CwBenchStudy *study;
  CwProject *project;
  CwGuid coders[CW_BENCH_N_CODERS];
  CwGuid codes[CW_BENCH_N_CODES];
  CwGuid cases[CW_BENCH_N_CASES];
  CwGuid strands[CW_BENCH_N_STRANDS];
  GPtrArray *documents; /* of CwBenchDocument */
} CwBenchMaking;

/* The steps, in their order. */
gboolean cw_bench_make_frame   (CwBenchMaking *making,
                                GError       **error);
gboolean cw_bench_make_cases   (CwBenchMaking *making,
                                GError       **error);
gboolean cw_bench_make_codings (CwBenchMaking *making,
                                GError       **error);
gboolean cw_bench_make_strands (CwBenchMaking *making,
                                GError       **error);
gboolean cw_bench_make_memos   (CwBenchMaking *making,
                                GError       **error);

G_END_DECLS
