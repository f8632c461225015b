/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-session.h"
#include "cw-bench-text.h"
#include "cw-check.h"

#include <math.h>
#include <string.h>

#define SEED 7

typedef struct
{
  char *folder;
  CwBenchSession *session;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("cw-bench-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->session = cw_bench_session_new (fixture->folder, cw_bench_size_find ("XS"), SEED);
  cw_bench_session_make (fixture->session, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer unused)
{
  cw_bench_session_free (fixture->session);
  cw_bench_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static gint64
count (CwProject  *project,
       const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  cw_database_get_int (cw_project_get_database (project), sql, NULL, -1, &n, &error);
  g_assert_no_error (error);
  return n;
}

static void
assert_whole (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = cw_project_open (path, CW_OPEN_READ_ONLY, NULL, &error);
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_no_error (error);
  problems = cw_check_run (cw_project_get_database (project), TRUE, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_true (cw_project_close (project, &error));
}

static void
test_study (Fixture      *fixture,
            gconstpointer unused)
{
  const CwBenchStudy *study = fixture->session->study;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = cw_project_open (study->project, CW_OPEN_READ_ONLY, NULL, &error);
  const struct
  {
    const char *sql;
    gint64 n;
  } expected[] = {
    { "SELECT count (*) FROM documents", study->size->n_documents },
    { "SELECT count (*) FROM codings", study->size->n_codings },
    { "SELECT count (*) FROM memos", study->size->n_memos },
    { "SELECT count (*) FROM codes", CW_BENCH_N_CODES },
    { "SELECT count (*) FROM coders", CW_BENCH_N_CODERS },
    { "SELECT count (*) FROM attributes", CW_BENCH_N_ATTRIBUTES },
    { "SELECT count (*) FROM cases JOIN case_types AS t ON t.guid = type WHERE kind = 'case'",
      CW_BENCH_N_CASES },
    { "SELECT count (*) FROM memberships WHERE kind = 'whole'", study->size->n_documents },
    { "SELECT count (*) FROM memberships WHERE kind = 'range'", study->size->n_documents },
    { "SELECT count (*) FROM memberships WHERE kind = 'speaker'", study->size->n_documents },
    { "SELECT count (*) FROM codes AS c JOIN codes AS p ON p.guid = c.parent JOIN codes AS t "
      "ON t.guid = p.parent WHERE t.parent IS NULL",
      48 },
    { "SELECT count (*) FROM text_revisions AS t JOIN blobs ON hash = text "
      "WHERE length (data) < 6000",
      0 },
  };

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_test_message ("%s", expected[i].sql);
      g_assert_cmpint (count (project, expected[i].sql), ==, expected[i].n);
    }
  g_assert_true (cw_project_close (project, &error));
  assert_whole (study->project);
}

/* The pairs of a coding and a strand that it lies in, worked out by SQL from the ranges
 * and the turns (lines "start end text_start speaker time_ms"): slowly, and in another
 * way than the program. */
static const char pairs_of_strands[] =
  "WITH RECURSIVE lines (m, speaker, line, rest) AS ("
  "  SELECT m.guid, s.number, '', t.turns || char (10) FROM memberships AS m"
  "  JOIN speakers AS s ON s.guid = m.speaker JOIN text_revisions AS t ON t.document = m.document"
  "  UNION ALL SELECT m, speaker, substr (rest, 1, instr (rest, char (10)) - 1),"
  "  substr (rest, instr (rest, char (10)) + 1) FROM lines WHERE instr (rest, char (10)) > 0),"
  "turns (m, speaker, numbers) AS (SELECT m, speaker, '[' || replace (line, ' ', ',') || ']'"
  "  FROM lines WHERE line <> ''),"
  "stretches (case_guid, document, start, end) AS ("
  "  SELECT case_guid, document, numbers ->> 0, numbers ->> 1 FROM turns"
  "  JOIN memberships AS m ON m.guid = m WHERE numbers ->> 3 = turns.speaker"
  "  UNION ALL SELECT case_guid, document, start, end FROM memberships WHERE kind = 'range') "
  "SELECT count (*) FROM (SELECT DISTINCT c.guid, case_guid FROM codings AS c"
  "  JOIN stretches AS s ON s.document = c.document AND s.start < c.end AND c.start < s.end)";

static void
test_strands (Fixture      *fixture,
              gconstpointer unused)
{
  static const guint n_times[CW_BENCH_N_OFTEN] = { 1, 1, 1, 1 };
  CwBenchSession *session = fixture->session;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = NULL;

  cw_bench_session_run (session, n_times, "ranges and speakers", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (session->rows->len, ==, 1);
  project = cw_project_open (session->study->project, CW_OPEN_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_array_index (session->rows, CwBenchRow, 0).ours.answer, ==,
                   count (project, pairs_of_strands));
  g_assert_true (cw_project_close (project, &error));
}

static void
test_measures (Fixture      *fixture,
               gconstpointer unused)
{
  static const guint n_times[CW_BENCH_N_OFTEN] = { 3, 1, 1, 1 };
  CwBenchSession *session = fixture->session;
  g_autoptr (GError) error = NULL;

  cw_bench_session_run (session, n_times, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (session->rows->len, ==, cw_bench_n_measures);
  for (guint i = 0; i < session->rows->len; i++)
    {
      const CwBenchRow *row = &g_array_index (session->rows, CwBenchRow, i);

      g_test_message ("%s", row->measure->name);
      g_assert_cmpint (row->ours.peak_kib, >, 0);
      g_assert_cmpuint (row->ours.n, ==, n_times[row->measure->often]);
      g_assert_false (isnan (row->ours.median));
      if (row->measure->floor != NULL)
        g_assert_cmpuint (row->floor.n, ==, n_times[row->measure->often]);
      if (row->measure->same_answer)
        {
          g_assert_cmpint (row->ours.answer, >, 0);
          g_assert_cmpint (row->ours.answer, ==, row->floor.answer);
        }
    }
  assert_whole (session->study->project);
  assert_whole (session->study->copy);
}

/* The same seed says the same, another says something else. */
static void
test_seed (void)
{
  g_autoptr (CwBenchWords) words = cw_bench_words_new (SEED);
  g_autoptr (CwBenchWords) others = cw_bench_words_new (SEED + 1);
  g_autoptr (CwBenchText) text = cw_bench_text_new (words, SEED, 2, 5000);
  g_autoptr (CwBenchText) again = cw_bench_text_new (words, SEED, 2, 5000);
  g_autoptr (CwBenchText) another = cw_bench_text_new (words, SEED, 3, 5000);
  g_autoptr (CwBenchText) elsewhere = cw_bench_text_new (others, SEED + 1, 2, 5000);

  g_assert_cmpstr (text->text->str, ==, again->text->str);
  g_assert_cmpstr (text->text->str, !=, another->text->str);
  g_assert_cmpstr (text->text->str, !=, elsewhere->text->str);
  g_assert_cmpint (text->length, ==, g_utf8_strlen (text->text->str, -1));
  for (guint i = 0; i < text->sentences->len; i++)
    {
      const CwBenchSentence *sentence = &g_array_index (text->sentences, CwBenchSentence, i);
      g_autofree char *words_said = g_utf8_substring (text->text->str, sentence->start,
                                                      sentence->end);
      const char *last = g_utf8_find_prev_char (words_said, words_said + strlen (words_said));

      g_assert_true (g_unichar_isupper (g_utf8_get_char (words_said)));
      g_assert_nonnull (g_utf8_strchr (".?!…", -1, g_utf8_get_char (last)));
    }
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("GIO_USE_VFS", "local", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/bench/seed", test_seed);
  g_test_add ("/bench/study", Fixture, NULL, set_up, test_study, tear_down);
  g_test_add ("/bench/strands", Fixture, NULL, set_up, test_strands, tear_down);
  g_test_add ("/bench/measures", Fixture, NULL, set_up, test_measures, tear_down);
  return g_test_run ();
}
