/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long something took, time after time, by the clock and of the processor (all
 * threads together), and how much memory this process needed. */
typedef struct _CwBenchClock CwBenchClock;

CwBenchClock *cw_bench_clock_new      (void);
void          cw_bench_clock_free     (CwBenchClock       *self);
void          cw_bench_clock_start    (CwBenchClock       *self);
void          cw_bench_clock_stop     (CwBenchClock       *self);
double        cw_bench_clock_first    (const CwBenchClock *self);
guint         cw_bench_clock_n        (const CwBenchClock *self);
double        cw_bench_clock_quantile (const CwBenchClock *self,
                                       double              share);
double        cw_bench_clock_cpu      (const CwBenchClock *self);
gint64        cw_bench_peak_kib       (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBenchClock, cw_bench_clock_free)

G_END_DECLS
