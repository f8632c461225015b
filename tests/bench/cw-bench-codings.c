/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-make-private.h"

#include "cw-error.h"

#include <math.h>
#include <sqlite3.h>

/* Sentences that one passage takes at most. */
#define MOST_SENTENCES 7
#define SECOND 1000000

/* The codings of one document while they are drawn. */
typedef struct
{
  CwBenchMaking *making;
  const CwBenchDocument *document;
  guint case_index;
  GRand *rand;
  guint8 *taken;        /* by coder and code: its sentences */
  GHashTable *passages; /* gint64 of sentences and coder -> CwGuid */
  sqlite3_stmt *insert_passage;
  sqlite3_stmt *insert_coding;
  gint64 time;
  guint n_left;
} Drawing;

static gboolean
fail (sqlite3 *db,
      GError **error)
{
  g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "making codings: %s", sqlite3_errmsg (db));
  return FALSE;
}

static void
bind_guid (sqlite3_stmt *statement,
           int           parameter,
           const CwGuid *guid)
{
  sqlite3_bind_blob (statement, parameter, guid, sizeof *guid, SQLITE_STATIC);
}

static gboolean
run (sqlite3_stmt *statement,
     GError      **error)
{
  gboolean done = sqlite3_step (statement) == SQLITE_DONE;

  if (!done)
    fail (sqlite3_db_handle (statement), error);
  sqlite3_reset (statement);
  return done;
}

/* Some codes are used often and most seldom, others in each case. */
static guint
draw_code (Drawing *drawing)
{
  /* The inverse of a sum of 1 / (rank + 1.5), near enough. */
  double share = g_rand_double (drawing->rand);
  double rank = 1.5 * pow ((CW_BENCH_N_CODES + 1.5) / 1.5, share) - 1.5;

  return ((guint) rank * 37 + drawing->case_index * 7) % CW_BENCH_N_CODES;
}

static guint
draw_coder (Drawing *drawing)
{
  int share = g_rand_int_range (drawing->rand, 0, 100);

  return share < 50 ? 0 : share < 80 ? 1 : 2;
}

static gboolean
insert_passage (Drawing      *drawing,
                const CwGuid *guid,
                guint         coder,
                gint64        start,
                gint64        end,
                GError      **error)
{
  sqlite3_stmt *statement = drawing->insert_passage;

  bind_guid (statement, 1, guid);
  bind_guid (statement, 2, &drawing->document->guid);
  bind_guid (statement, 3, &drawing->making->coders[coder]);
  sqlite3_bind_int64 (statement, 4, start);
  sqlite3_bind_int64 (statement, 5, end);
  sqlite3_bind_int64 (statement, 6, drawing->time);
  return run (statement, error);
}

static gboolean
insert_coding (Drawing      *drawing,
               const CwGuid *passage,
               guint         coder,
               guint         code,
               gint64        start,
               gint64        end,
               GError      **error)
{
  sqlite3_stmt *statement = drawing->insert_coding;
  CwGuid guid;

  cw_guid_init_new (&guid);
  bind_guid (statement, 1, &guid);
  bind_guid (statement, 2, passage);
  bind_guid (statement, 3, &drawing->making->codes[code]);
  bind_guid (statement, 4, &drawing->making->coders[coder]);
  bind_guid (statement, 5, &drawing->document->guid);
  sqlite3_bind_int64 (statement, 6, start);
  sqlite3_bind_int64 (statement, 7, end);
  if (g_rand_int_range (drawing->rand, 0, 10) == 0)
    sqlite3_bind_double (statement, 8, g_rand_int_range (drawing->rand, 1, 101));
  else
    sqlite3_bind_null (statement, 8);
  sqlite3_bind_text (statement, 9,
                     g_rand_int_range (drawing->rand, 0, 20) == 0 ? "Look at this again." : "", -1,
                     SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 10, drawing->time);
  return run (statement, error);
}

/* One coding of the sentences @first to @last. One that would overlap another of the
 * same coder and code is left out, since the program joins such. */
static gboolean
put (Drawing *drawing,
     guint    first,
     guint    last,
     guint    coder,
     guint    code,
     GError **error)
{
  GArray *sentences = drawing->document->sentences;
  guint8 *taken = drawing->taken + (gsize) (coder * CW_BENCH_N_CODES + code) * sentences->len;
  gint64 start = g_array_index (sentences, CwBenchSentence, first).start;
  gint64 end = g_array_index (sentences, CwBenchSentence, last).end;
  gint64 key = ((gint64) first << 32) | (last << 4) | coder;
  const CwGuid *passage = g_hash_table_lookup (drawing->passages, &key);

  if (drawing->n_left == 0)
    return TRUE;
  for (guint i = first; i <= last; i++)
    if (taken[i])
      return TRUE;
  drawing->time += 40 * (gint64) SECOND;
  if (passage == NULL)
    {
      CwGuid *made = g_new (CwGuid, 1);

      cw_guid_init_new (made);
      g_hash_table_insert (drawing->passages, g_memdup2 (&key, sizeof key), made);
      if (!insert_passage (drawing, made, coder, start, end, error))
        return FALSE;
      passage = made;
    }
  for (guint i = first; i <= last; i++)
    taken[i] = TRUE;
  drawing->n_left--;
  return insert_coding (drawing, passage, coder, code, start, end, error);
}

/* A passage coded by one coder, now and then with two codes, and often by another
 * coder too, who does not always see it alike. */
static gboolean
draw (Drawing *drawing,
      GError **error)
{
  guint n = drawing->document->sentences->len;
  guint first = (guint) g_rand_int_range (drawing->rand, 0, (gint32) n);
  guint last = first;
  guint coder = draw_coder (drawing);
  guint code = draw_code (drawing);

  while (last + 1 < n && last + 1 < first + MOST_SENTENCES && g_rand_int (drawing->rand) % 2 == 0)
    last++;
  if (!put (drawing, first, last, coder, code, error))
    return FALSE;
  if (g_rand_int_range (drawing->rand, 0, 4) == 0
      && !put (drawing, first, last, coder, draw_code (drawing), error))
    return FALSE;
  if (g_rand_int_range (drawing->rand, 0, 3) != 0)
    return TRUE;
  if (first > 0 && g_rand_int_range (drawing->rand, 0, 4) == 0)
    first--;
  if (last + 1 < n && g_rand_int_range (drawing->rand, 0, 4) == 0)
    last++;
  if (g_rand_int_range (drawing->rand, 0, 5) == 0)
    code = draw_code (drawing);
  return put (drawing, first, last, (coder + 1) % CW_BENCH_N_CODERS, code, error);
}

static gboolean
code_document (CwBenchMaking *making,
               guint          index,
               sqlite3_stmt  *insert_passage_row,
               sqlite3_stmt  *insert_coding_row,
               GError       **error)
{
  const CwBenchSize *size = making->study->size;
  const CwBenchDocument *document = g_ptr_array_index (making->documents, index);
  const guint32 key[] = { making->study->seed, index, size->n_codings };
  g_autoptr (GRand) rand = g_rand_new_with_seed_array (key, G_N_ELEMENTS (key));
  g_autoptr (GHashTable) passages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                           g_free);
  g_autofree guint8 *taken = g_malloc0 ((gsize) CW_BENCH_N_CODERS * CW_BENCH_N_CODES
                                        * document->sentences->len);
  Drawing drawing = {
    .making = making,
    .document = document,
    .case_index = index % CW_BENCH_N_CASES,
    .rand = rand,
    .taken = taken,
    .passages = passages,
    .insert_passage = insert_passage_row,
    .insert_coding = insert_coding_row,
    .time = (1700000000 + 100000 * (gint64) index) * SECOND,
    .n_left = (guint) ((guint64) size->n_codings * (index + 1) / size->n_documents
                       - (guint64) size->n_codings * index / size->n_documents),
  };

  while (drawing.n_left > 0)
    if (!draw (&drawing, error))
      return FALSE;
  return TRUE;
}

static gboolean
code_documents (CwBenchMaking *making,
                sqlite3       *db,
                GError       **error)
{
  sqlite3_stmt *passage = NULL;
  sqlite3_stmt *coding = NULL;
  gboolean done;

  done = sqlite3_prepare_v2 (db,
                             "INSERT INTO passages (guid, document, coder, text_revision, start, "
                             "end, created) VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6)",
                             -1, &passage, NULL)
           == SQLITE_OK
         && sqlite3_prepare_v2 (db,
                                "INSERT INTO codings (guid, passage, code, coder, revision, "
                                "document, start, end, weight, comment, created) "
                                "VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9, ?10)",
                                -1, &coding, NULL)
              == SQLITE_OK;
  if (!done)
    fail (db, error);
  for (guint i = 0; done && i < making->documents->len; i++)
    done = code_document (making, i, passage, coding, error);
  sqlite3_finalize (passage);
  sqlite3_finalize (coding);
  return done;
}

static gboolean
script (sqlite3    *db,
        const char *sql,
        GError    **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || fail (db, error);
}

/* All codings in plain SQL, without a history: a million changes would take an hour. */
gboolean
cw_bench_make_codings (CwBenchMaking *making,
                       GError       **error)
{
  sqlite3 *db = cw_database_get_handle (cw_project_get_database (making->project));
  gboolean done = script (db,
                          "PRAGMA foreign_keys = OFF; PRAGMA cache_size = -400000; "
                          "BEGIN IMMEDIATE",
                          error)
                  && code_documents (making, db, error) && script (db, "COMMIT", error);

  return done && script (db, "PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384", error);
}
