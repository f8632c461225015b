/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-engine-private.h"

#include <string.h>

typedef gboolean (*FloorFunc) (CwBenchRun *run, sqlite3 *db, gconstpointer data, GError **error);

/* As the program's own questions: time after time, on one connection. */
static gboolean
ask (CwBenchRun   *run,
     FloorFunc     func,
     gconstpointer data,
     GError      **error)
{
  sqlite3 *db = cw_bench_sql_open (run->study->project, error);
  /* Opening reads nothing: this does. */
  gboolean done = db != NULL && cw_bench_sql_script (db, "SELECT 1 FROM project", error);

  for (guint i = 0; done && i < run->n_times; i++)
    {
      run->answer = 0;
      cw_bench_clock_start (run->clock);
      done = func (run, db, data, error);
      cw_bench_clock_stop (run->clock);
    }
  sqlite3_close (db);
  return done;
}

/* Steps through all rows and takes what each column holds; adds up the last one. */
static gboolean
sum_rows (CwBenchRun   *run,
          sqlite3      *db,
          gconstpointer sql,
          GError      **error)
{
  sqlite3_stmt *rows = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &rows, NULL);

  while (code == SQLITE_OK || code == SQLITE_ROW)
    {
      code = sqlite3_step (rows);
      if (code == SQLITE_ROW)
        {
          int last = sqlite3_column_count (rows) - 1;

          for (int i = 0; i < last; i++)
            sqlite3_column_blob (rows, i);
          run->answer += sqlite3_column_int64 (rows, last);
        }
    }
  sqlite3_finalize (rows);
  return code == SQLITE_DONE || cw_bench_sql_fail (db, error);
}

/* --- open --------------------------------------------------------------------- */

gboolean
cw_bench_floor_open (CwBenchRun *run,
                     GError    **error)
{
  for (guint i = 0; i < run->n_times; i++)
    {
      gboolean done;
      sqlite3 *db;

      run->answer = 0;
      cw_bench_clock_start (run->clock);
      db = cw_bench_sql_open (run->study->project, error);
      done = db != NULL && sum_rows (run, db, "SELECT count (*) FROM documents", error);
      cw_bench_clock_stop (run->clock);
      sqlite3_close (db);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

gboolean
cw_bench_floor_open_lists (CwBenchRun *run,
                           GError    **error)
{
  for (guint i = 0; i < run->n_times; i++)
    {
      gint64 n_codings;
      gboolean done;
      sqlite3 *db;

      run->answer = 0;
      cw_bench_clock_start (run->clock);
      db = cw_bench_sql_open (run->study->project, error);
      done = db != NULL
             && sum_rows (run, db,
                          "SELECT c.*, count (DISTINCT g.document), count (g.guid) FROM codes AS c "
                          "LEFT JOIN codings AS g ON g.code = c.guid GROUP BY c.guid",
                          error);
      n_codings = run->answer;
      done = done
             && sum_rows (run, db,
                          "SELECT * FROM documents JOIN text_revisions AS t "
                          "ON t.document = documents.guid AND number = text_revision",
                          error)
             && sum_rows (run, db, "SELECT * FROM cases", error)
             && sum_rows (run, db, "SELECT * FROM coders", error);
      cw_bench_clock_stop (run->clock);
      run->answer = n_codings;
      sqlite3_close (db);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

/* --- passages ----------------------------------------------------------------- */

/* Takes the text of @document, whole: cutting is left out. */
static gboolean
read_text (sqlite3      *db,
           sqlite3_stmt *text,
           const CwGuid *document,
           GError      **error)
{
  gboolean found;

  sqlite3_bind_blob (text, 1, document, sizeof *document, SQLITE_STATIC);
  found = sqlite3_step (text) == SQLITE_ROW && sqlite3_column_blob (text, 0) != NULL;
  sqlite3_reset (text);
  return found || cw_bench_sql_fail (db, error);
}

/* The rows of a list of passages, and the text of each document among them once. */
static gboolean
read_codings (CwBenchRun   *run,
              sqlite3      *db,
              sqlite3_stmt *rows,
              sqlite3_stmt *text,
              GError      **error)
{
  CwGuid document = { { 0 } };
  int code;

  while ((code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      const void *here = sqlite3_column_blob (rows, 0);

      for (int i = 1; i < sqlite3_column_count (rows); i++)
        sqlite3_column_blob (rows, i);
      if (memcmp (here, &document, sizeof document) != 0)
        {
          memcpy (&document, here, sizeof document);
          if (!read_text (db, text, &document, error))
            return FALSE;
        }
      run->answer++;
    }
  return code == SQLITE_DONE || cw_bench_sql_fail (db, error);
}

static gboolean
list_codings (CwBenchRun   *run,
              sqlite3      *db,
              const char   *sql,
              const CwGuid *only_code,
              GError      **error)
{
  sqlite3_stmt *rows = NULL;
  sqlite3_stmt *text = NULL;
  gboolean done = sqlite3_prepare_v2 (db, sql, -1, &rows, NULL) == SQLITE_OK
                  && sqlite3_prepare_v2 (db,
                                         "SELECT data FROM blobs WHERE hash = (SELECT text "
                                         "FROM text_revisions WHERE document = ?1 "
                                         "ORDER BY number DESC LIMIT 1)",
                                         -1, &text, NULL)
                       == SQLITE_OK;

  if (done && only_code != NULL)
    sqlite3_bind_blob (rows, 1, only_code, sizeof *only_code, SQLITE_STATIC);
  if (done)
    done = read_codings (run, db, rows, text, error);
  else
    cw_bench_sql_fail (db, error);
  sqlite3_finalize (rows);
  sqlite3_finalize (text);
  return done;
}

#define CODING_COLUMNS "document, guid, passage, code, coder, start, end, weight, comment"

static gboolean
list_code (CwBenchRun   *run,
           sqlite3      *db,
           gconstpointer data,
           GError      **error)
{
  return list_codings (run, db,
                       "SELECT " CODING_COLUMNS " FROM codings WHERE code = ?1 ORDER BY document",
                       data, error);
}

static gboolean
passages_of_code (CwBenchRun *run,
                  CwBenchCode which,
                  GError    **error)
{
  CwGuid code;

  return cw_bench_find_code (run->study->project, which, &code, error)
         && ask (run, list_code, &code, error);
}

gboolean
cw_bench_floor_passages_most (CwBenchRun *run,
                              GError    **error)
{
  return passages_of_code (run, CW_BENCH_MOST_USED, error);
}

gboolean
cw_bench_floor_passages_middle (CwBenchRun *run,
                                GError    **error)
{
  return passages_of_code (run, CW_BENCH_MIDDLING, error);
}

static gboolean
list_all (CwBenchRun   *run,
          sqlite3      *db,
          gconstpointer data,
          GError      **error)
{
  return list_codings (run, db, "SELECT " CODING_COLUMNS " FROM codings ORDER BY document, start",
                       NULL, error);
}

gboolean
cw_bench_floor_export (CwBenchRun *run,
                       GError    **error)
{
  return ask (run, list_all, NULL, error);
}

/* --- matrices ----------------------------------------------------------------- */

gboolean
cw_bench_floor_matrix_documents (CwBenchRun *run,
                                 GError    **error)
{
  return ask (run, sum_rows,
              "SELECT code, document, count (*) FROM codings GROUP BY code, document", error);
}

gboolean
cw_bench_floor_matrix_cases (CwBenchRun *run,
                             GError    **error)
{
  return ask (run, sum_rows,
              "SELECT code, case_guid, sum (n) FROM (SELECT code, document, count (*) AS n "
              "FROM codings GROUP BY code, document) AS g JOIN memberships AS m "
              "ON m.document = g.document AND m.kind = 'whole' GROUP BY code, case_guid",
              error);
}

/* What must be read to know which codings meet a range or a turn; no SQL does the rest. */
/* By range alone: SQL cannot read who speaks where. */
gboolean
cw_bench_floor_matrix_strands (CwBenchRun *run,
                               GError    **error)
{
  return ask (run, sum_rows, "SELECT code, coder, start, end, 1 FROM codings ORDER BY document",
              error);
}

/* --- search ------------------------------------------------------------------- */

gboolean
cw_bench_floor_search_word (CwBenchRun *run,
                            GError    **error)
{
  return ask (run, sum_rows,
              "SELECT count (*) FROM full_text WHERE full_text MATCH '" CW_BENCH_WORD "'", error);
}

gboolean
cw_bench_floor_search_phrase (CwBenchRun *run,
                              GError    **error)
{
  return ask (run, sum_rows,
              "SELECT count (*) FROM full_text WHERE full_text MATCH '" CW_BENCH_PHRASE "'", error);
}
