/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever was done can be undone and done again, exactly, across restarts. */

#include "cw-random-edits.h"
#include "cw-test-project.h"
#include "cw-test-rounds.h"

#include "cw-check.h"
#include "cw-dump.h"
#include "cw-error.h"
#include "cw-setup.h"

#define EDITS 60

typedef struct
{
  CwTestProject base;
  CwRandomEdits edits;
  GArray *order; /* whose change it was, for each in effect, as last made or redone */
  guint n_refusals;
} Study;

static char *
dump (Study *study)
{
  g_autoptr (GError) error = NULL;
  char *text = cw_dump_to_string (study->base.database, CW_DUMP_DEFAULT, &error);

  g_assert_no_error (error);
  return text;
}

/* Says where two dumps part, rather than printing both. */
static void
assert_same_dump (const char *now,
                  const char *then,
                  const char *what)
{
  g_auto (GStrv) a = NULL;
  g_auto (GStrv) b = NULL;

  if (g_str_equal (now, then))
    return;
  a = g_strsplit (now, "\n", -1);
  b = g_strsplit (then, "\n", -1);
  for (guint i = 0; a[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) b, a[i]))
      g_test_message ("only now:  %s", a[i]);
  for (guint i = 0; b[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) a, b[i]))
      g_test_message ("only then: %s", b[i]);
  g_error ("%s: the dumps differ", what);
}

static void
assert_whole (Study      *study,
              const char *when)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cw_check_run (study->base.database, TRUE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s: %s", when, (char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
reopen (Study *study)
{
  cw_test_project_reopen (&study->base);
  cw_random_edits_use (&study->edits, study->base.project);
}

/* One step; a refusal names the change in the way, or the rule, and changes nothing. */
static gboolean
step (Study   *study,
      guint    coder,
      gboolean undo)
{
  g_autofree char *before = dump (study);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHistoryEntry) entry =
    undo ? cw_history_undo (study->base.project, &study->edits.coders[coder], &error)
         : cw_history_redo (study->base.project, &study->edits.coders[coder], &error);
  g_autofree char *after = NULL;

  if (entry != NULL)
    return TRUE;
  g_test_message ("%s", error->message);
  if (g_error_matches (error, CW_ERROR, CW_ERROR_NOT_FOUND))
    return FALSE;
  if (!g_error_matches (error, CW_ERROR, CW_ERROR_CONFLICT))
    g_error ("%s", error->message);
  if (strstr (error->message, "the later change") == NULL)
    g_error ("names no change: %s", error->message);
  after = dump (study);
  assert_same_dump (after, before, "refused");
  study->n_refusals++;
  return FALSE;
}

static void
make (Study      *study,
      guint       coder,
      const char *kind)
{
  guint n_made = study->edits.n_made;

  if (kind != NULL)
    cw_random_edits_make_named (&study->edits, coder, kind);
  else
    cw_random_edits_make (&study->edits, coder);
  if (study->edits.n_made > n_made)
    g_array_append_val (study->order, coder);
}

/* A coder takes something back. Where that was not the last that anybody did it is
 * done again at once: else another's change could be left that undo cannot reach
 * without it. */
static void
undo_one (Study *study,
          guint  coder)
{
  guint newest = study->order->len > 0 ? g_array_index (study->order, guint, study->order->len - 1)
                                       : CW_RANDOM_CODERS;

  if (!step (study, coder, TRUE))
    return;
  if (coder == newest)
    g_array_set_size (study->order, study->order->len - 1);
  else
    g_assert_true (step (study, coder, FALSE));
}

static void
work (Study *study)
{
  static const char *const first[] = {
    "Add document", "Add document", "Edit case",  "Edit case",
    "Add coding",   "Add coding",   "Add coding", "Edit passage"
  };
  GRand *rand = study->edits.rand;

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    make (study, i % CW_RANDOM_CODERS, first[i]);
  for (guint i = 0; i < EDITS; i++)
    {
      guint coder = (guint) g_rand_int_range (rand, 0, CW_RANDOM_CODERS);
      guint what = (guint) g_rand_int_range (rand, 0, 20);

      if (what == 0)
        reopen (study);
      else if (what <= 3)
        undo_one (study, coder);
      else if (what == 4 && step (study, coder, FALSE))
        g_array_append_val (study->order, coder);
      else if (what > 4)
        make (study, coder, NULL);
    }
}

/* Takes everything of everybody back, the last first, others trying in between. */
static void
undo_all (Study *study)
{
  for (guint i = study->order->len; i > 0; i--)
    {
      guint coder = g_array_index (study->order, guint, i - 1);

      if (i % 7 == 0 && step (study, (coder + 1) % CW_RANDOM_CODERS, TRUE))
        g_assert_true (step (study, (coder + 1) % CW_RANDOM_CODERS, FALSE));
      g_assert_true (step (study, coder, TRUE));
      if (i % 17 == 0)
        reopen (study);
    }
}

static void
redo_all (Study *study)
{
  for (guint i = 0; i < study->order->len; i++)
    {
      g_assert_true (step (study, g_array_index (study->order, guint, i), FALSE));
      if (i % 19 == 0)
        reopen (study);
    }
}

typedef struct
{
  guint n_made;
  guint n_refusals;
  GHashTable *kinds; /* name of an edit -> how often it was made */
} Totals;

static void
add_to_totals (Study  *study,
               Totals *totals)
{
  GHashTableIter iter;
  gpointer kind;
  gpointer n;

  totals->n_made += study->edits.n_made;
  totals->n_refusals += study->n_refusals;
  g_hash_table_iter_init (&iter, study->edits.kinds);
  while (g_hash_table_iter_next (&iter, &kind, &n))
    g_hash_table_insert (
      totals->kinds, kind,
      GUINT_TO_POINTER (GPOINTER_TO_UINT (n)
                        + GPOINTER_TO_UINT (g_hash_table_lookup (totals->kinds, kind))));
}

static void
run_round (guint32 seed,
           Totals *totals)
{
  Study study = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CwChange) change = NULL;
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  g_autofree char *now = NULL;

  g_test_message ("seed %u", seed);
  cw_test_project_set_up (&study.base, NULL);
  cw_random_edits_init (&study.edits, seed);
  study.order = g_array_new (FALSE, FALSE, sizeof (guint));
  cw_random_edits_use (&study.edits, study.base.project);
  change = cw_change_begin (study.base.project, &study.base.coder, "Set up", NULL, CW_CHANGE_SETUP,
                            &error);
  g_assert_true (cw_model_setup (change, CW_SETUP_STARTER_CODEBOOK, &error));
  g_assert_true (cw_change_commit (change, &error));
  g_clear_pointer (&change, cw_change_free);

  start = dump (&study);
  work (&study);
  assert_whole (&study, "after the work");
  end = dump (&study);

  undo_all (&study);
  now = dump (&study);
  assert_same_dump (now, start, "undone to the start");
  assert_whole (&study, "undone");

  redo_all (&study);
  g_free (now);
  now = dump (&study);
  assert_same_dump (now, end, "redone to the end");
  assert_whole (&study, "redone");

  add_to_totals (&study, totals);
  g_array_unref (study.order);
  cw_random_edits_clear (&study.edits);
  cw_test_project_tear_down (&study.base, NULL);
}

static void
test_undo_redo (void)
{
  guint rounds = cw_test_rounds (12, 200);
  g_autoptr (GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);
  Totals totals = { .kinds = kinds };
  GHashTableIter iter;
  gpointer kind;
  gpointer n;

  for (guint i = 0; i < rounds; i++)
    run_round ((guint32) g_test_rand_int (), &totals);
  g_test_message ("%u rounds: %u changes made, undone and redone; %u steps refused", rounds,
                  totals.n_made, totals.n_refusals);
  g_hash_table_iter_init (&iter, kinds);
  while (g_hash_table_iter_next (&iter, &kind, &n))
    g_test_message ("%s: %u", (const char *) kind, GPOINTER_TO_UINT (n));
  g_assert_cmpuint (totals.n_made, >, rounds * EDITS / 4);
  /* Every kind of edit was made, not only refused. */
  g_assert_cmpuint (g_hash_table_size (kinds), ==, CW_RANDOM_KINDS);
}

/* The same steps in two projects give the same dump without identities. */
static void
test_same_steps (void)
{
  guint rounds = cw_test_rounds (3, 30);

  for (guint i = 0; i < rounds; i++)
    {
      guint32 seed = (guint32) g_test_rand_int ();
      g_autofree char *digest = NULL;

      g_test_message ("seed %u", seed);
      for (guint copy = 0; copy < 2; copy++)
        {
          CwTestProject project = { 0 };
          CwRandomEdits edits;
          g_autofree char *text = NULL;
          g_autoptr (GError) error = NULL;

          cw_test_project_set_up (&project, NULL);
          cw_random_edits_init (&edits, seed);
          cw_random_edits_use (&edits, project.project);
          for (guint k = 0; k < 10; k++)
            cw_random_edits_make (&edits, 0);
          text = cw_dump_to_string (project.database, CW_DUMP_NO_IDS, &error);
          g_assert_no_error (error);
          if (digest == NULL)
            digest = g_steal_pointer (&text);
          else
            assert_same_dump (text, digest, "same steps");
          cw_random_edits_clear (&edits);
          cw_test_project_tear_down (&project, NULL);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/whole/random-edits/undo-redo", test_undo_redo);
  g_test_add_func ("/whole/random-edits/same-steps", test_same_steps);

  return g_test_run ();
}
