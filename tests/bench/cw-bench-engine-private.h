/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-bench-run.h"
#include "cw-guid.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* Codings in one large change. */
#define CW_BENCH_N_LARGE 10000
#define CW_BENCH_WORD "trust"
#define CW_BENCH_PHRASE "\"turning point\""

/* Which code's passages. */
typedef enum
{
  CW_BENCH_MOST_USED,
  CW_BENCH_MIDDLING, /* half of the codes that are used at all are used more */
} CwBenchCode;

/* Ours: what the program does. */
gboolean cw_bench_nothing          (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_import_texts     (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_import_docx      (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_open             (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_open_lists       (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_code_one         (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_undo_one         (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_code_many        (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_undo_many        (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_passages_most    (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_passages_middle  (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_matrix_documents (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_matrix_cases     (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_matrix_strands   (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_search_word      (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_search_phrase    (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_export           (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_cli_matrix       (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_cli_passages     (CwBenchRun *run,
                                    GError    **error);
gboolean cw_bench_cli_search       (CwBenchRun *run,
                                    GError    **error);

/* Floors: SQLite alone, on the same file. */
gboolean cw_bench_floor_import_texts     (CwBenchRun *run,
                                          GError    **error);
gboolean cw_bench_floor_import_docx      (CwBenchRun *run,
                                          GError    **error);
gboolean cw_bench_floor_open             (CwBenchRun *run,
                                          GError    **error);
gboolean cw_bench_floor_open_lists       (CwBenchRun *run,
                                          GError    **error);
gboolean cw_bench_floor_code_one         (CwBenchRun *run,
                                          GError    **error);
gboolean cw_bench_floor_undo_one         (CwBenchRun *run,
                                          GError    **error);
gboolean cw_bench_floor_code_many        (CwBenchRun *run,
                                          GError    **error);
gboolean cw_bench_floor_undo_many        (CwBenchRun *run,
                                          GError    **error);
gboolean cw_bench_floor_passages_most    (CwBenchRun *run,
                                          GError    **error);
gboolean cw_bench_floor_passages_middle  (CwBenchRun *run,
                                          GError    **error);
gboolean cw_bench_floor_matrix_documents (CwBenchRun *run,
                                          GError    **error);
gboolean cw_bench_floor_matrix_cases     (CwBenchRun *run,
                                          GError    **error);
gboolean cw_bench_floor_matrix_strands   (CwBenchRun *run,
                                          GError    **error);
gboolean cw_bench_floor_search_word      (CwBenchRun *run,
                                          GError    **error);
gboolean cw_bench_floor_search_phrase    (CwBenchRun *run,
                                          GError    **error);
gboolean cw_bench_floor_export           (CwBenchRun *run,
                                          GError    **error);

sqlite3 *cw_bench_sql_open   (const char *path,
                              GError    **error);
gboolean cw_bench_sql_fail   (sqlite3    *db,
                              GError    **error);
gboolean cw_bench_sql_script (sqlite3    *db,
                              const char *sql,
                              GError    **error);
gboolean cw_bench_sql_code   (sqlite3    *db,
                              CwBenchCode which,
                              CwGuid     *out_code,
                              GError    **error);
gboolean cw_bench_find_code  (const char *path,
                              CwBenchCode which,
                              CwGuid     *out_code,
                              GError    **error);

G_END_DECLS
