/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-project.h"

#include "cw-check.h"
#include "cw-error.h"

#define ADD(path, func) \
  g_test_add ("/project/change/" path, CwTestProject, NULL, cw_test_project_set_up, func, \
              cw_test_project_tear_down)

static gint64
count (CwTestProject *self,
       const char    *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  cw_database_get_int (self->database, sql, NULL, 0, &n, &error);
  g_assert_no_error (error);
  return n;
}

static void
rename_code (CwTestProject *self,
             const CwGuid  *coder,
             const CwGuid  *code,
             const char    *name,
             const char    *coalesce)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwChange) change = cw_change_begin (self->project, coder, "Rename code", "clearer",
                                                 CW_CHANGE_DEFAULT, &error);

  g_assert_no_error (error);
  if (coalesce != NULL)
    cw_change_coalesce (change, coalesce);
  cw_database_run (self->database, "UPDATE codes SET name = ?2 WHERE guid = ?1",
                   CW_BIND (cw_guid_value (code), cw_text_value (name)), &error);
  g_assert_no_error (error);
  g_assert_true (cw_change_commit (change, &error));
  g_assert_no_error (error);
}

static void
undo (CwTestProject *self,
      const CwGuid  *coder,
      const char    *label)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHistoryEntry) entry = cw_history_undo (self->project, coder, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (entry->label, ==, label);
}

static void
redo (CwTestProject *self,
      const CwGuid  *coder,
      const char    *label)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHistoryEntry) entry = cw_history_redo (self->project, coder, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (entry->label, ==, label);
}

static void
assert_whole (CwTestProject *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cw_check_run (self->database, TRUE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_commit (CwTestProject *self,
             gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  CwHistoryEntry *entry;

  cw_test_project_add_code (self, &self->coder, "Trust");
  entries = cw_history_list (self->project, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 2);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->kind, ==, "setup");
  entry = g_ptr_array_index (entries, 1);
  g_assert_cmpstr (entry->kind, ==, "do");
  g_assert_cmpstr (entry->label, ==, "Add code Trust");
  g_assert_true (cw_guid_equal (&entry->coder, &self->coder));
  g_assert_cmpint (entry->seq, ==, 2);
  assert_whole (self);
}

static void
test_abandoned (CwTestProject *self,
                gconstpointer  unused)
{
  g_autofree char *before = cw_test_project_digest (self->database);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  CwChange *change = cw_change_begin (self->project, &self->coder, "Nothing", NULL,
                                      CW_CHANGE_DEFAULT, &error);

  cw_database_run (self->database, "DELETE FROM project", NULL, &error);
  g_assert_no_error (error);
  cw_change_free (change);
  after = cw_test_project_digest (self->database);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (count (self, "SELECT count (*) FROM history"), ==, 1);
}

static void
test_empty (CwTestProject *self,
            gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwChange) change = cw_change_begin (self->project, &self->coder, "Nothing", NULL,
                                                 CW_CHANGE_DEFAULT, &error);

  g_assert_true (cw_change_commit (change, &error));
  g_assert_cmpint (cw_change_get_seq (change), ==, 0);
  g_assert_cmpint (count (self, "SELECT count (*) FROM history"), ==, 1);
}

static void
test_undo_redo (CwTestProject *self,
                gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *start = cw_test_project_digest (self->database);
  g_autofree char *end = NULL;
  g_autofree char *now = NULL;
  CwGuid trust = cw_test_project_add_code (self, &self->coder, "Trust");

  cw_test_project_add_code (self, &self->coder, "Time");
  rename_code (self, &self->coder, &trust, "Mutual trust", NULL);
  end = cw_test_project_digest (self->database);

  undo (self, &self->coder, "Rename code");
  undo (self, &self->coder, "Add code Time");
  cw_test_project_reopen (self);
  undo (self, &self->coder, "Add code Trust");
  now = cw_test_project_digest (self->database);
  g_assert_cmpstr (now, ==, start);
  g_assert_null (cw_history_undo (self->project, &self->coder, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FOUND);
  g_clear_error (&error);

  redo (self, &self->coder, "Add code Trust");
  cw_test_project_reopen (self);
  redo (self, &self->coder, "Add code Time");
  redo (self, &self->coder, "Rename code");
  g_clear_pointer (&now, g_free);
  now = cw_test_project_digest (self->database);
  g_assert_cmpstr (now, ==, end);
  g_assert_null (cw_history_redo (self->project, &self->coder, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FOUND);
  g_assert_cmpint (count (self, "SELECT count (*) FROM history"), ==, 10);
  assert_whole (self);
}

static void
test_new_change_ends_redo (CwTestProject *self,
                           gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  cw_test_project_add_code (self, &self->coder, "Trust");
  undo (self, &self->coder, "Add code Trust");
  cw_test_project_add_code (self, &self->coder, "Time");
  g_assert_null (cw_history_redo (self->project, &self->coder, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NOT_FOUND);
  undo (self, &self->coder, "Add code Time");
}

/* Undo is each coder's own; another's later change in the way is named. */
static void
test_other_coder_in_the_way (CwTestProject *self,
                             gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  CwGuid bo;
  CwGuid trust;

  g_assert_true (cw_project_use_coder (self->project, "Bo", &bo, &error));
  trust = cw_test_project_add_code (self, &self->coder, "Trust");
  rename_code (self, &bo, &trust, "Mutual trust", NULL);

  before = cw_test_project_digest (self->database);
  g_assert_null (cw_history_undo (self->project, &self->coder, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "“Rename code” by Bo"));
  after = cw_test_project_digest (self->database);
  g_assert_cmpstr (before, ==, after);

  undo (self, &bo, "Rename code");
  undo (self, &self->coder, "Add code Trust");
  g_assert_cmpint (count (self, "SELECT count (*) FROM codes"), ==, 0);
}

static void
test_reference_in_the_way (CwTestProject *self,
                           gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwChange) change = NULL;
  CwGuid bo;
  CwGuid trust = cw_test_project_add_code (self, &self->coder, "Trust");
  CwGuid mutual;

  g_assert_true (cw_project_use_coder (self->project, "Bo", &bo, &error));
  mutual = cw_test_project_add_code (self, &bo, "Mutual");
  change = cw_change_begin (self->project, &bo, "Move Mutual", NULL, CW_CHANGE_DEFAULT, &error);
  cw_database_run (self->database, "UPDATE codes SET parent = ?2 WHERE guid = ?1",
                   CW_BIND (cw_guid_value (&mutual), cw_guid_value (&trust)), &error);
  g_assert_true (cw_change_commit (change, &error));

  g_assert_null (cw_history_undo (self->project, &self->coder, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "“Move Mutual” by Bo"));
}

/* Bringing a name back that somebody gave to another code meanwhile. */
static void
test_rule_in_the_way (CwTestProject *self,
                      gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  CwGuid bo;
  CwGuid trust = cw_test_project_add_code (self, &self->coder, "Trust");

  g_assert_true (cw_project_use_coder (self->project, "Bo", &bo, &error));
  rename_code (self, &self->coder, &trust, "Mutual trust", NULL);
  cw_test_project_add_code (self, &bo, "Trust");
  g_assert_null (cw_history_undo (self->project, &self->coder, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "“Add code Trust” by Bo"));
  assert_whole (self);
}

static void
test_coalesce (CwTestProject *self,
               gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  CwGuid trust = cw_test_project_add_code (self, &self->coder, "Trust");

  rename_code (self, &self->coder, &trust, "Trust i", "name");
  rename_code (self, &self->coder, &trust, "Trust in", "name");
  rename_code (self, &self->coder, &trust, "Trust in us", "name");
  g_assert_cmpint (count (self, "SELECT count (*) FROM history"), ==, 3);
  rename_code (self, &self->coder, &trust, "Trust in them", "other");
  g_assert_cmpint (count (self, "SELECT count (*) FROM history"), ==, 4);
  undo (self, &self->coder, "Rename code");
  undo (self, &self->coder, "Rename code");
  cw_database_get_text (self->database, "SELECT name FROM codes", NULL, &name, &error);
  g_assert_cmpstr (name, ==, "Trust");
  assert_whole (self);
}

/* Typing something and taking it out again leaves a change that undo gets past. */
static void
test_coalesce_to_nothing (CwTestProject *self,
                          gconstpointer  unused)
{
  CwGuid trust = cw_test_project_add_code (self, &self->coder, "Trust");

  rename_code (self, &self->coder, &trust, "Trust i", "name");
  rename_code (self, &self->coder, &trust, "Trust", "name");
  g_assert_cmpint (count (self, "SELECT count (*) FROM history"), ==, 3);
  undo (self, &self->coder, "Rename code");
  undo (self, &self->coder, "Add code Trust");
  assert_whole (self);
}

static void
changed_cb (CwProject *project,
            CwTouched *touched,
            guint     *n)
{
  g_assert_true (cw_touched_table (touched, "codes"));
  g_assert_false (cw_touched_table (touched, "documents"));
  *n += cw_touched_n_rows (touched);
}

static void
test_changed (CwTestProject *self,
              gconstpointer  unused)
{
  guint n = 0;

  g_signal_connect (self->project, "changed", G_CALLBACK (changed_cb), &n);
  cw_test_project_add_code (self, &self->coder, "Trust");
  g_assert_cmpuint (n, ==, 2);
  undo (self, &self->coder, "Add code Trust");
  g_assert_cmpuint (n, ==, 4);
}

static gpointer
write_on_worker (gpointer data)
{
  CwTestProject *self = data;
  g_autoptr (GError) error = NULL;
  CwDatabase *writer = cw_project_open_writer (self->project, &error);
  CwChange *change;

  g_assert_no_error (error);
  change = cw_change_begin_on (self->project, writer, &self->coder, "From a worker", NULL,
                               CW_CHANGE_BULK, &error);
  g_assert_no_error (error);
  cw_database_run (writer, "UPDATE project SET title = 'Other'", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cw_change_commit (change, &error));
  cw_change_free (change);
  cw_project_close_connection (self->project, writer);
  return NULL;
}

static void
note_thread_cb (CwProject *project,
                CwTouched *touched,
                GThread  **thread)
{
  *thread = g_thread_self ();
}

static void
test_worker (CwTestProject *self,
             gconstpointer  unused)
{
  GThread *seen = NULL;
  GThread *worker;

  g_signal_connect (self->project, "changed", G_CALLBACK (note_thread_cb), &seen);
  worker = g_thread_new ("worker", write_on_worker, self);
  g_thread_join (worker);
  while (seen == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (seen == g_thread_self ());
  undo (self, &self->coder, "From a worker");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("commit", test_commit);
  ADD ("abandoned", test_abandoned);
  ADD ("empty", test_empty);
  ADD ("undo-redo", test_undo_redo);
  ADD ("new-change-ends-redo", test_new_change_ends_redo);
  ADD ("other-coder-in-the-way", test_other_coder_in_the_way);
  ADD ("reference-in-the-way", test_reference_in_the_way);
  ADD ("rule-in-the-way", test_rule_in_the_way);
  ADD ("coalesce", test_coalesce);
  ADD ("coalesce-to-nothing", test_coalesce_to_nothing);
  ADD ("changed", test_changed);
  ADD ("worker", test_worker);

  return g_test_run ();
}
