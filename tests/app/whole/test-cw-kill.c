/* SPDX-License-Identifier: GPL-3.0-or-later */

/* kill -9 at any moment: the project opens, is whole, and holds every change that was
 * acknowledged. Drives the real caseweave-cli, named by the environment. */

#include "cw-history.h"
#include "cw-test-project.h"
#include "cw-test-rounds.h"

#include "cw-check.h"

#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <signal.h>
#include <stdio.h>

#define COMMANDS 400

typedef struct
{
  CwTestProject base;
  char *script;
  char *documents[4];
} Study;

static const char *
cli (void)
{
  const char *path = g_getenv ("CASEWEAVE_CLI");

  g_assert_nonnull (path);
  return path;
}

static void
run_cli (Study      *study,
         const char *command,
         const char *argument)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (
    G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, cli (), command,
    study->base.path, argument, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &errors, &error));
  if (!g_subprocess_get_successful (process))
    g_error ("%s: %s", command, errors);
}

static char *
write_document (Study *study,
                guint  number,
                guint  n_turns)
{
  g_autofree char *name = g_strdup_printf ("interview %u.txt", number);
  char *path = g_build_filename (study->base.folder, name, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_turns; i++)
    g_string_append_printf (text, "%s: Turn %u of the naïve interview %u, on trust and time.\n",
                            i % 2 == 0 ? "INTERVIEWER" : "P1", i, number);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

/* Command 3n+1 adds the code "K n", 3n+2 codes a passage with it, 3n+3 corrects the
 * text; a rename of the document now and then. */
static void
write_script (Study *study)
{
  g_autoptr (GString) script = g_string_new ("# Edits to be interrupted\n");

  for (guint i = 0; i < COMMANDS / 3; i++)
    {
      guint start = (guint) g_test_rand_int_range (0, 3000);

      g_string_append_printf (script, "codes add 'K %u'\n", i);
      g_string_append_printf (script, "code --document 'interview 0' --range %u:%u --code 'K %u'\n",
                              start, start + 40, i);
      g_string_append_printf (
        script, "correct --document 'interview 0' --range %u:%u --text 'n%u' --force\n", start + 10,
        start + 12, i);
    }
  study->script = g_build_filename (study->base.folder, "edits.txt", NULL);
  g_assert_true (g_file_set_contents (study->script, script->str, -1, NULL));
}

static void
set_up (Study        *study,
        gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  cw_test_project_set_up (&study->base, NULL);
  g_assert_true (cw_project_close (study->base.project, &error));
  g_assert_no_error (error);
  g_clear_object (&study->base.project);
  for (guint i = 0; i < G_N_ELEMENTS (study->documents); i++)
    study->documents[i] = write_document (study, i, i == 0 ? 120 : 1500);
  run_cli (study, "import", study->documents[0]);
  write_script (study);
}

static void
tear_down (Study        *study,
           gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (study->documents); i++)
    g_free (study->documents[i]);
  g_free (study->script);
  cw_test_project_tear_down (&study->base, NULL);
}

static gint64
ask (CwProject  *project,
     const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  cw_database_get_int (cw_project_get_database (project), sql, NULL, 0, &n, &error);
  g_assert_no_error (error);
  return n;
}

static CwProject *
open_whole (Study *study)
{
  g_autoptr (GError) error = NULL;
  CwProject *project = cw_project_open (study->base.path, CW_OPEN_NEED_WRITE, NULL, &error);
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_no_error (error);
  problems = cw_check_run (cw_project_get_database (project), TRUE, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
  return project;
}

/* Starts the script, kills it at a random moment; gives the commands it said it did. */
static guint
run_and_kill (Study *study)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (
    G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, cli (), "script",
    study->base.path, study->script, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  guint until = (guint) g_test_rand_int_range (0, 60);
  guint acknowledged = 0;
  char *line;

  g_assert_no_error (error);
  if (until < 20)
    g_usleep ((gulong) g_test_rand_int_range (0, 60000));
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  while (acknowledged < until
         && (line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      acknowledged += g_str_has_prefix (line, "ok ");
      g_free (line);
    }
  g_usleep ((gulong) g_test_rand_int_range (0, 2000));
  g_subprocess_send_signal (process, SIGKILL);
  /* What it still said before it died counts too. */
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      acknowledged += g_str_has_prefix (line, "ok ");
      g_free (line);
    }
  g_subprocess_wait (process, NULL, NULL);
  return acknowledged;
}

static void
put_back (Study      *study,
          const char *bytes,
          gsize       length)
{
  g_autofree char *log = g_strconcat (study->base.path, "-wal", NULL);
  g_autofree char *index = g_strconcat (study->base.path, "-shm", NULL);

  remove (log);
  remove (index);
  g_assert_true (g_file_set_contents (study->base.path, bytes, (gssize) length, NULL));
}

static void
test_script (Study        *study,
             gconstpointer unused)
{
  guint rounds = cw_test_rounds (12, 120);
  guint total = 0;
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (study->base.path, &bytes, &length, NULL));
  for (guint i = 0; i < rounds; i++)
    {
      guint acknowledged = run_and_kill (study);
      g_autoptr (CwProject) project = open_whole (study);

      g_assert_cmpint (ask (project, "SELECT count (*) FROM history WHERE kind = 'do'"), >=,
                       acknowledged + 1);
      g_assert_cmpint (ask (project, "SELECT count (*) FROM codes WHERE name LIKE 'K %'"), >=,
                       (acknowledged + 2) / 3);
      g_assert_cmpint (ask (project, "SELECT count (*) FROM codings"), >=, (acknowledged + 1) / 3);
      g_assert_cmpint (ask (project, "SELECT max (number) - 1 FROM text_revisions"), >=,
                       acknowledged / 3);
      total += acknowledged;
      g_assert_true (cw_project_close (project, NULL));
      put_back (study, bytes, length);
    }
  g_test_message ("%u kills, %u changes acknowledged, none lost", rounds, total);
  g_assert_cmpuint (total, >, rounds);
}

/* An import is there whole or not at all. */
static void
test_import (Study        *study,
             gconstpointer unused)
{
  guint rounds = cw_test_rounds (8, 80);
  guint n_whole = 0;
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (study->base.path, &bytes, &length, NULL));
  for (guint i = 0; i < rounds; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) process = g_subprocess_new (
        G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, cli (),
        "import", study->base.path, study->documents[1], study->documents[2], study->documents[3],
        NULL);
      g_autoptr (CwProject) project = NULL;
      gint64 n;

      g_assert_no_error (error);
      g_usleep ((gulong) g_test_rand_int_range (0, 120000));
      g_subprocess_send_signal (process, SIGKILL);
      g_subprocess_wait (process, NULL, NULL);
      project = open_whole (study);
      n = ask (project, "SELECT count (*) FROM documents");
      g_assert_true (n == 1 || n == 4);
      n_whole += n == 4;
      g_assert_true (cw_project_close (project, NULL));
      put_back (study, bytes, length);
    }
  g_test_message ("%u kills during imports, %u of them after the import was there", rounds,
                  n_whole);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/whole/kill/script", Study, NULL, set_up, test_script, tear_down);
  g_test_add ("/whole/kill/import", Study, NULL, set_up, test_import, tear_down);

  return g_test_run ();
}
