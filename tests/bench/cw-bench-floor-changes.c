/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-engine-private.h"

#include <glib/gstdio.h>
#include <string.h>

/* --- import ------------------------------------------------------------------- */

static const char import_schema[] =
  "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
  "CREATE TABLE documents (id INTEGER PRIMARY KEY, name TEXT);"
  "CREATE TABLE blobs (id INTEGER PRIMARY KEY, data BLOB);"
  "CREATE VIRTUAL TABLE full_text USING fts5 (body, tokenize = 'unicode61 remove_diacritics 2')";

static gboolean
insert (sqlite3    *db,
        const char *sql,
        const char *bytes,
        gsize       length,
        GError    **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean done = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK
                  && sqlite3_bind_text (statement, 1, bytes, (int) length, SQLITE_STATIC)
                       == SQLITE_OK
                  && sqlite3_step (statement) == SQLITE_DONE;

  sqlite3_finalize (statement);
  return done || cw_bench_sql_fail (db, error);
}

static gboolean
insert_lines (sqlite3    *db,
              const char *text,
              GError    **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean done = sqlite3_prepare_v2 (db, "INSERT INTO full_text (body) VALUES (?1)", -1,
                                      &statement, NULL)
                  == SQLITE_OK;

  while (done && *text != '\0')
    {
      const char *end = strchrnul (text, '\n');

      sqlite3_bind_text (statement, 1, text, (int) (end - text), SQLITE_STATIC);
      done = sqlite3_step (statement) == SQLITE_DONE;
      sqlite3_reset (statement);
      text = *end == '\n' ? end + 1 : end;
    }
  if (!done)
    cw_bench_sql_fail (db, error);
  sqlite3_finalize (statement);
  return done;
}

/* The bytes of @file and the words of @text, which are the same where it is plain. */
static gboolean
store_file (sqlite3    *db,
            const char *file,
            const char *text,
            GError    **error)
{
  g_autofree char *bytes = NULL;
  g_autofree char *words = NULL;
  gsize n_bytes;
  gsize n_words;

  return g_file_get_contents (file, &bytes, &n_bytes, error)
         && g_file_get_contents (text, &words, &n_words, error)
         && insert (db, "INSERT INTO documents (name) VALUES (?1)", file, strlen (file), error)
         && insert (db, "INSERT INTO blobs (data) VALUES (?1)", bytes, n_bytes, error)
         && (g_str_equal (file, text)
             || insert (db, "INSERT INTO blobs (data) VALUES (?1)", words, n_words, error))
         && insert_lines (db, words, error);
}

static gboolean
import_once (CwBenchRun *run,
             const char *path,
             gboolean    docx,
             GError    **error)
{
  g_autoptr (GPtrArray) files = cw_bench_study_files (run->study, docx, CW_BENCH_N_FILES);
  g_autoptr (GPtrArray) texts = cw_bench_study_files (run->study, FALSE, CW_BENCH_N_FILES);
  sqlite3 *db = cw_bench_sql_open (path, error);
  gboolean done = db != NULL && cw_bench_sql_script (db, import_schema, error);

  run->answer = files->len;
  cw_bench_clock_start (run->clock);
  done = done && cw_bench_sql_script (db, "BEGIN IMMEDIATE", error);
  for (guint i = 0; done && i < files->len; i++)
    done = store_file (db, g_ptr_array_index (files, i), g_ptr_array_index (texts, i), error);
  done = done && cw_bench_sql_script (db, "COMMIT", error);
  cw_bench_clock_stop (run->clock);
  sqlite3_close (db);
  return done;
}

static gboolean
import (CwBenchRun *run,
        gboolean    docx,
        GError    **error)
{
  for (guint i = 0; i < run->n_times; i++)
    {
      g_autofree char *path = g_build_filename (run->study->folder, "floor.sqlite", NULL);
      gboolean done = import_once (run, path, docx, error);

      g_unlink (path);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

gboolean
cw_bench_floor_import_texts (CwBenchRun *run,
                             GError    **error)
{
  return import (run, FALSE, error);
}

gboolean
cw_bench_floor_import_docx (CwBenchRun *run,
                            GError    **error)
{
  return import (run, TRUE, error);
}

/* --- codings ------------------------------------------------------------------ */

/* The copy, with statements that code as the program does, but ask nothing, keep no
 * history and derive nothing. */
typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *add[2]; /* a passage and a coding; ?1 is the GUID, ?2 a position */
  sqlite3_stmt *remove[2];
} Desk;

static gboolean
open_desk (Desk       *desk,
           CwBenchRun *run,
           const char *synchronous,
           GError    **error)
{
  static const char *const sql[] = {
    "INSERT INTO passages (guid, document, coder, text_revision, start, end, created) SELECT ?1, "
    "(SELECT guid FROM documents ORDER BY guid LIMIT 1), (SELECT guid FROM coders ORDER BY guid "
    "LIMIT 1), 1, ?2, ?2 + 40, ?2",
    "INSERT INTO codings (guid, passage, code, coder, revision, document, start, end, created) "
    "SELECT guid, guid, (SELECT guid FROM codes ORDER BY guid LIMIT 1), coder, 1, document, start, "
    "end, ?2 FROM passages WHERE guid = ?1",
    "DELETE FROM codings WHERE guid = ?1",
    "DELETE FROM passages WHERE guid = ?1",
  };
  sqlite3_stmt **const statements[] = { &desk->add[0], &desk->add[1], &desk->remove[0],
                                        &desk->remove[1] };

  desk->db = cw_bench_sql_open (run->study->copy, error);
  if (desk->db == NULL
      || !cw_bench_sql_script (desk->db, "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON",
                               error)
      || !cw_bench_sql_script (desk->db, synchronous, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    if (sqlite3_prepare_v2 (desk->db, sql[i], -1, statements[i], NULL) != SQLITE_OK)
      return cw_bench_sql_fail (desk->db, error);
  return TRUE;
}

static void
clear_desk (Desk *desk)
{
  for (guint i = 0; i < 2; i++)
    {
      sqlite3_finalize (desk->add[i]);
      sqlite3_finalize (desk->remove[i]);
    }
  sqlite3_close (desk->db);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, clear_desk)

static gboolean
step_both (Desk         *desk,
           sqlite3_stmt *both[2],
           const CwGuid *guid,
           guint         position,
           GError      **error)
{
  for (guint i = 0; i < 2; i++)
    {
      gboolean done;

      sqlite3_bind_blob (both[i], 1, guid, sizeof *guid, SQLITE_STATIC);
      if (sqlite3_bind_parameter_count (both[i]) > 1)
        sqlite3_bind_int (both[i], 2, (int) position);
      done = sqlite3_step (both[i]) == SQLITE_DONE;
      sqlite3_reset (both[i]);
      if (!done)
        return cw_bench_sql_fail (desk->db, error);
    }
  return TRUE;
}

/* All of @guids added or removed in one transaction. */
static gboolean
change (Desk         *desk,
        sqlite3_stmt *both[2],
        const CwGuid *guids,
        guint         n,
        GError      **error)
{
  if (!cw_bench_sql_script (desk->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!step_both (desk, both, &guids[i], i, error))
      return FALSE;
  return cw_bench_sql_script (desk->db, "COMMIT", error);
}

/* Adds and removes @n codings at once, @n_times; times one of the two. */
static gboolean
add_and_remove (CwBenchRun *run,
                guint       n,
                const char *synchronous,
                gboolean    removing,
                GError    **error)
{
  g_auto (Desk) desk = { NULL };
  g_autofree CwGuid *guids = g_new (CwGuid, n);

  if (!open_desk (&desk, run, synchronous, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    cw_guid_init_new (&guids[i]);
  for (guint i = 0; i < run->n_times; i++)
    {
      if (!removing)
        cw_bench_clock_start (run->clock);
      if (!change (&desk, desk.add, guids, n, error))
        return FALSE;
      if (!removing)
        cw_bench_clock_stop (run->clock);
      else
        cw_bench_clock_start (run->clock);
      if (!change (&desk, desk.remove, guids, n, error))
        return FALSE;
      if (removing)
        cw_bench_clock_stop (run->clock);
    }
  run->answer = n;
  return TRUE;
}

/* As many as the program's own large change. */
static gboolean
count_large (CwBenchRun *run,
             guint      *out_n,
             GError    **error)
{
  sqlite3 *db = cw_bench_sql_open (run->study->copy, error);
  sqlite3_stmt *row = NULL;
  gboolean done = db != NULL
                  && sqlite3_prepare_v2 (db, "SELECT sum (length) / 50 FROM text_revisions", -1,
                                         &row, NULL)
                       == SQLITE_OK
                  && sqlite3_step (row) == SQLITE_ROW;

  if (done)
    *out_n = (guint) MIN (CW_BENCH_N_LARGE, sqlite3_column_int64 (row, 0));
  else if (db != NULL)
    cw_bench_sql_fail (db, error);
  sqlite3_finalize (row);
  sqlite3_close (db);
  return done;
}

#define FULL "PRAGMA synchronous = FULL"
#define NORMAL "PRAGMA synchronous = NORMAL"

gboolean
cw_bench_floor_code_one (CwBenchRun *run,
                         GError    **error)
{
  return add_and_remove (run, 1, FULL, FALSE, error);
}

gboolean
cw_bench_floor_undo_one (CwBenchRun *run,
                         GError    **error)
{
  return add_and_remove (run, 1, FULL, TRUE, error);
}

gboolean
cw_bench_floor_code_many (CwBenchRun *run,
                          GError    **error)
{
  guint n;

  return count_large (run, &n, error) && add_and_remove (run, n, NORMAL, FALSE, error);
}

gboolean
cw_bench_floor_undo_many (CwBenchRun *run,
                          GError    **error)
{
  guint n;

  return count_large (run, &n, error) && add_and_remove (run, n, FULL, TRUE, error);
}
