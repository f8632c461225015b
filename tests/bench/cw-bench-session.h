/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-bench-measures.h"

G_BEGIN_DECLS

/* What one measurement came to. */
typedef struct
{
  const CwBenchMeasure *measure;
  CwBenchFigures ours; /* n is 0 where there was nothing to measure with */
  CwBenchFigures floor;
} CwBenchRow;

/* A study with everything measured on it. */
typedef struct
{
  CwBenchStudy *study;
  double making; /* milliseconds; NaN where it was there already */
  gint64 project_bytes;
  GArray *rows; /* of CwBenchRow */
} CwBenchSession;

typedef void (*CwBenchRowFunc) (const CwBenchSession *session, const CwBenchRow *row);

CwBenchSession *cw_bench_session_new  (const char        *folder,
                                       const CwBenchSize *size,
                                       guint32            seed);
void            cw_bench_session_free (CwBenchSession    *self);
gboolean        cw_bench_session_make (CwBenchSession    *self,
                                       GError           **error);
gboolean        cw_bench_session_run  (CwBenchSession    *self,
                                       const guint       *n_times,
                                       const char        *only,
                                       CwBenchRowFunc     done,
                                       GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBenchSession, cw_bench_session_free)

G_END_DECLS
