/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-bench-session.h"

G_BEGIN_DECLS

void  cw_bench_report_head    (const CwBenchSession *session,
                               GString              *out);
void  cw_bench_report_row     (const CwBenchRow     *row,
                               const CwBenchSize    *size,
                               GString              *out);
void  cw_bench_report_machine (const char           *folder,
                               GString              *out);
char *cw_bench_report_json    (const GPtrArray      *sessions,
                               const char           *folder,
                               guint32               seed);

G_END_DECLS
