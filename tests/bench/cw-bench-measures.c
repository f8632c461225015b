/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-measures.h"

#include "cw-bench-engine-private.h"

#include <math.h>

/* In the order in which they run: first what reads the study as it was made. */
const CwBenchMeasure cw_bench_measures[] = {
  { "nothing (a process and its libraries)", cw_bench_nothing, NULL, CW_BENCH_FEW },
  { "open", cw_bench_open, cw_bench_floor_open, CW_BENCH_OPENS, .target_m = 20, .target_l = 40,
    .same_answer = TRUE },
  { "open, list documents, codes, cases", cw_bench_open_lists, cw_bench_floor_open_lists,
    CW_BENCH_SOME, .same_answer = TRUE },
  { "passages of the most used code", cw_bench_passages_most, cw_bench_floor_passages_most,
    CW_BENCH_SOME, .target_m = 20, .target_l = 200, .same_answer = TRUE },
  { "passages of a middling code", cw_bench_passages_middle, cw_bench_floor_passages_middle,
    CW_BENCH_SOME, .target_m = 20, .target_l = 200, .same_answer = TRUE },
  { "code × document matrix", cw_bench_matrix_documents, cw_bench_floor_matrix_documents,
    CW_BENCH_SOME, .target_m = 25, .target_l = 250, .same_answer = TRUE },
  { "code × case matrix, whole documents", cw_bench_matrix_cases, cw_bench_floor_matrix_cases,
    CW_BENCH_SOME, .target_m = 25, .target_l = 250, .same_answer = TRUE },
  { "code × case matrix, ranges and speakers", cw_bench_matrix_strands,
    cw_bench_floor_matrix_strands, CW_BENCH_SOME, .target_m = 25, .target_l = 250 },
  { "search for a word, with context", cw_bench_search_word, cw_bench_floor_search_word,
    CW_BENCH_SOME, .target_m = 30, .target_l = 80 },
  { "search for a phrase, with context", cw_bench_search_phrase, cw_bench_floor_search_phrase,
    CW_BENCH_SOME, .target_m = 30, .target_l = 80 },
  { "all passages to CSV", cw_bench_export, cw_bench_floor_export, CW_BENCH_FEW, .target_l = 5000,
    .same_answer = TRUE },
  { "caseweave-cli matrix", cw_bench_cli_matrix, NULL, CW_BENCH_SOME },
  { "caseweave-cli passages", cw_bench_cli_passages, NULL, CW_BENCH_SOME },
  { "caseweave-cli search", cw_bench_cli_search, NULL, CW_BENCH_SOME },
  { "import of up to 40 TXT", cw_bench_import_texts, cw_bench_floor_import_texts, CW_BENCH_FEW,
    .target_m = 80, .target_l = 80, .same_answer = TRUE },
  { "import of up to 40 DOCX", cw_bench_import_docx, cw_bench_floor_import_docx, CW_BENCH_FEW,
    .target_m = 120, .target_l = 120, .same_answer = TRUE },
  { "one coding", cw_bench_code_one, cw_bench_floor_code_one, CW_BENCH_MANY, .target_any = 0.5,
    .tail = TRUE, .writes = TRUE },
  { "undo of one coding", cw_bench_undo_one, cw_bench_floor_undo_one, CW_BENCH_MANY, .tail = TRUE,
    .writes = TRUE },
  { "one change of 10,000 codings", cw_bench_code_many, cw_bench_floor_code_many, CW_BENCH_FEW,
    .same_answer = TRUE, .writes = TRUE },
  { "undo of 10,000 codings", cw_bench_undo_many, cw_bench_floor_undo_many, CW_BENCH_FEW,
    .same_answer = TRUE, .writes = TRUE },
};

const guint cw_bench_n_measures = G_N_ELEMENTS (cw_bench_measures);

/* The milliseconds that it should take at most; NaN where nothing was promised. */
double
cw_bench_measure_target (const CwBenchMeasure *self,
                         const CwBenchSize    *size)
{
  double target = self->target_any;

  if (g_str_equal (size->name, "M"))
    target = MAX (target, self->target_m);
  else if (g_str_equal (size->name, "L"))
    target = MAX (target, self->target_l);
  return target > 0 ? target : NAN;
}
