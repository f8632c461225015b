/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-engine-private.h"

#include "cw-case.h"
#include "cw-code.h"
#include "cw-coder.h"
#include "cw-document.h"
#include "cw-matrix.h"
#include "cw-passage-writer.h"
#include "cw-search.h"

#include <glib/gstdio.h>

typedef gboolean (*AskFunc) (CwBenchRun *run,
                             CwDatabase *database,
                             gconstpointer data,
                             GError **error);

/* Asks time after time, of a project that stays open. The first time nothing is in
 * SQLite's cache yet; the file is in the system's. */
static gboolean
ask (CwBenchRun   *run,
     AskFunc       func,
     gconstpointer data,
     GError      **error)
{
  g_autoptr (CwProject) project = cw_project_open (run->study->project, CW_OPEN_READ_ONLY, NULL,
                                                   error);

  if (project == NULL)
    return FALSE;
  for (guint i = 0; i < run->n_times; i++)
    {
      run->answer = 0;
      cw_bench_clock_start (run->clock);
      if (!func (run, cw_project_get_database (project), data, error))
        return FALSE;
      cw_bench_clock_stop (run->clock);
    }
  return cw_project_close (project, error);
}

/* --- open --------------------------------------------------------------------- */

static gboolean
open_once (CwBenchRun *run,
           GError    **error)
{
  g_autoptr (CwProject) project = NULL;

  cw_bench_clock_start (run->clock);
  project = cw_project_open (run->study->project, CW_OPEN_NEED_WRITE, NULL, error);
  if (project == NULL
      || !cw_database_get_int (cw_project_get_database (project), "SELECT count (*) FROM documents",
                               NULL, 0, &run->answer, error))
    return FALSE;
  cw_bench_clock_stop (run->clock);
  return cw_project_close (project, error);
}

gboolean
cw_bench_open (CwBenchRun *run,
               GError    **error)
{
  for (guint i = 0; i < run->n_times; i++)
    if (!open_once (run, error))
      return FALSE;
  return TRUE;
}

/* What a first window shows: the documents, the codes with how often they are used, the
 * cases and the coders. */
static gboolean
list_once (CwBenchRun *run,
           GError    **error)
{
  g_autoptr (CwProject) project = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) coders = NULL;
  CwDatabase *database;

  cw_bench_clock_start (run->clock);
  project = cw_project_open (run->study->project, CW_OPEN_NEED_WRITE, NULL, error);
  if (project == NULL)
    return FALSE;
  database = cw_project_get_database (project);
  if ((documents = cw_document_list (database, error)) == NULL
      || (codes = cw_code_list (database, CW_CODE_LIST_COUNTS, error)) == NULL
      || (cases = cw_case_list (database, error)) == NULL
      || (coders = cw_coder_list (database, error)) == NULL)
    return FALSE;
  cw_bench_clock_stop (run->clock);
  run->answer = 0;
  for (guint i = 0; i < codes->len; i++)
    run->answer += ((const CwCode *) g_ptr_array_index (codes, i))->n_codings;
  return cw_project_close (project, error);
}

gboolean
cw_bench_open_lists (CwBenchRun *run,
                     GError    **error)
{
  for (guint i = 0; i < run->n_times; i++)
    if (!list_once (run, error))
      return FALSE;
  return TRUE;
}

/* --- passages ----------------------------------------------------------------- */

static gboolean
read_passages (CwBenchRun   *run,
               CwDatabase   *database,
               gconstpointer data,
               GError      **error)
{
  g_autoptr (CwPassageFilter) filter = cw_passage_filter_new ();
  g_autoptr (CwPassageReader) reader = NULL;
  const CwPassageRow *row;

  cw_passage_filter_add_one (filter, CW_FILTER_CODES, data);
  reader = cw_passage_reader_new (database, filter, error);
  if (reader == NULL)
    return FALSE;
  do
    {
      if (!cw_passage_reader_next (reader, &row, error))
        return FALSE;
      run->answer += row != NULL;
    }
  while (row != NULL);
  return TRUE;
}

static gboolean
passages_of_code (CwBenchRun *run,
                  CwBenchCode which,
                  GError    **error)
{
  CwGuid code;

  return cw_bench_find_code (run->study->project, which, &code, error)
         && ask (run, read_passages, &code, error);
}

gboolean
cw_bench_passages_most (CwBenchRun *run,
                        GError    **error)
{
  return passages_of_code (run, CW_BENCH_MOST_USED, error);
}

gboolean
cw_bench_passages_middle (CwBenchRun *run,
                          GError    **error)
{
  return passages_of_code (run, CW_BENCH_MIDDLING, error);
}

static gboolean
export_passages (CwBenchRun   *run,
                 CwDatabase   *database,
                 gconstpointer data,
                 GError      **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (data);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (CwPassageReader) reader = cw_passage_reader_new (database, NULL, error);
  guint64 n_rows = 0;

  if (reader == NULL)
    return FALSE;
  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error);
  if (stream == NULL
      || !cw_passages_write (reader, G_OUTPUT_STREAM (stream), CW_FORMAT_CSV, CW_ROW_WRITER_DEFAULT,
                             0, &n_rows, error))
    return FALSE;
  run->answer = (gint64) n_rows;
  return g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

gboolean
cw_bench_export (CwBenchRun *run,
                 GError    **error)
{
  g_autofree char *path = g_build_filename (run->study->folder, "passages.csv", NULL);
  gboolean done = ask (run, export_passages, path, error);

  g_unlink (path);
  return done;
}

/* --- matrices ----------------------------------------------------------------- */

static gboolean
count_matrix (CwBenchRun   *run,
              CwDatabase   *database,
              gconstpointer data,
              GError      **error)
{
  CwMatrixQuestion question = { 0 };
  g_autoptr (CwTable) table = NULL;

  if (!cw_axis_parse (database, "codes", &question.rows, error)
      || !cw_axis_parse (database, data, &question.columns, error))
    return FALSE;
  table = cw_matrix_compute (database, &question, error);
  if (table == NULL)
    return FALSE;
  for (guint i = 0; i < cw_table_n_rows (table); i++)
    for (guint j = 0; j < cw_table_n_columns (table); j++)
      run->answer += (gint64) cw_table_get_cell (table, i, j).number;
  return TRUE;
}

gboolean
cw_bench_matrix_documents (CwBenchRun *run,
                           GError    **error)
{
  return ask (run, count_matrix, "documents", error);
}

gboolean
cw_bench_matrix_cases (CwBenchRun *run,
                       GError    **error)
{
  return ask (run, count_matrix, "cases", error);
}

gboolean
cw_bench_matrix_strands (CwBenchRun *run,
                         GError    **error)
{
  return ask (run, count_matrix, "cases:" CW_BENCH_STRAND, error);
}

/* --- search ------------------------------------------------------------------- */

static gboolean
hit_cb (const CwSearchHit *hit,
        gpointer           user_data,
        GError           **error)
{
  CwBenchRun *run = user_data;

  run->answer++;
  return TRUE;
}

static gboolean
search (CwBenchRun   *run,
        CwDatabase   *database,
        gconstpointer data,
        GError      **error)
{
  const CwSearchQuestion question = { .query = data, .context = 40 };

  return cw_search_foreach (database, &question, hit_cb, run, error);
}

gboolean
cw_bench_search_word (CwBenchRun *run,
                      GError    **error)
{
  return ask (run, search, CW_BENCH_WORD, error);
}

gboolean
cw_bench_search_phrase (CwBenchRun *run,
                        GError    **error)
{
  return ask (run, search, CW_BENCH_PHRASE, error);
}
