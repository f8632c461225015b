/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-engine-private.h"

#include "cw-error.h"

#include <string.h>

gboolean
cw_bench_sql_fail (sqlite3 *db,
                   GError **error)
{
  g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "plain SQL: %s", sqlite3_errmsg (db));
  return FALSE;
}

gboolean
cw_bench_sql_script (sqlite3    *db,
                     const char *sql,
                     GError    **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || cw_bench_sql_fail (db, error);
}

/* A connection with nothing of the program's but the size of its cache. */
sqlite3 *
cw_bench_sql_open (const char *path,
                   GError    **error)
{
  sqlite3 *db = NULL;
  gboolean done = sqlite3_open_v2 (path, &db,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                                   NULL)
                  == SQLITE_OK;

  if (!done)
    cw_bench_sql_fail (db, error);
  if (done && cw_bench_sql_script (db, "PRAGMA cache_size = -16384", error))
    return db;
  sqlite3_close (db);
  return NULL;
}

gboolean
cw_bench_sql_code (sqlite3    *db,
                   CwBenchCode which,
                   CwGuid     *out_code,
                   GError    **error)
{
  static const char sql[] =
    "SELECT code FROM codings GROUP BY code ORDER BY count (*) DESC, code LIMIT 1 "
    "OFFSET iif (?1, (SELECT count (DISTINCT code) / 2 FROM codings), 0)";
  sqlite3_stmt *row = NULL;
  gboolean found = sqlite3_prepare_v2 (db, sql, -1, &row, NULL) == SQLITE_OK
                   && sqlite3_bind_int (row, 1, which == CW_BENCH_MIDDLING) == SQLITE_OK
                   && sqlite3_step (row) == SQLITE_ROW
                   && sqlite3_column_bytes (row, 0) == sizeof *out_code;

  if (found)
    memcpy (out_code, sqlite3_column_blob (row, 0), sizeof *out_code);
  else
    cw_bench_sql_fail (db, error);
  sqlite3_finalize (row);
  return found;
}

/* The same, of a file that is not open. */
gboolean
cw_bench_find_code (const char *path,
                    CwBenchCode which,
                    CwGuid     *out_code,
                    GError    **error)
{
  sqlite3 *db = cw_bench_sql_open (path, error);
  gboolean found = db != NULL && cw_bench_sql_code (db, which, out_code, error);

  sqlite3_close (db);
  return found;
}
