/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real program: pipes that close, Ctrl+C, a full disk, names that are not ASCII in
 * the C locale, and a project that somebody else has open. */

#include "cw-test-cli.h"

#include "cw-project.h"

#include <signal.h>
#include <string.h>

static int
run_shell (CwTestCli  *cli,
           const char *line)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "cli", g_getenv ("CASEWEAVE_CLI"), TRUE);
  g_subprocess_launcher_setenv (launcher, "p", cli->project, TRUE);
  g_subprocess_launcher_set_cwd (launcher, cli->folder);
  process = g_subprocess_launcher_spawn (launcher, &error, "bash", "-c", line, NULL);
  g_assert_no_error (error);
  g_clear_pointer (&cli->out, g_free);
  g_clear_pointer (&cli->messages, g_free);
  g_assert_true (
    g_subprocess_communicate_utf8 (process, NULL, NULL, &cli->out, &cli->messages, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
set_up (CwTestCli    *cli,
        gconstpointer unused)
{
  cw_test_cli_set_up (cli, NULL);
  cw_test_cli_run (cli, 0, "new @P --title Study --codebook none --coder Ann");
}

static void
test_closed_pipe (CwTestCli    *cli,
                  gconstpointer unused)
{
  g_autoptr (GString) script = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (script, "codes --format json # %u\n", i);
  cw_test_cli_write (cli, "looks.txt", script->str);
  g_assert_cmpint (run_shell (cli, "\"$cli\" help | true; echo ${PIPESTATUS[0]}"), ==, 0);
  g_assert_cmpstr (cli->out, ==, "0\n");
  g_assert_cmpstr (cli->messages, ==, "");
  /* A script whose acknowledgements nobody reads ends early, and says so by its status. */
  g_assert_cmpint (run_shell (cli, "\"$cli\" script \"$p\" looks.txt | head -1 >/dev/null; "
                                   "echo ${PIPESTATUS[0]}"),
                   ==, 0);
  g_assert_cmpstr (cli->out, ==, "1\n");
  g_assert_cmpstr (cli->messages, ==, "");
}

static void
test_full_disk (CwTestCli    *cli,
                gconstpointer unused)
{
  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  g_assert_cmpint (run_shell (cli, "\"$cli\" dump \"$p\" > /dev/full"), ==, CW_EXIT_UNUSABLE);
  g_assert_cmpstr (cli->messages, !=, "");
}

static void
test_locale (CwTestCli    *cli,
             gconstpointer unused)
{
  g_assert_cmpint (
    run_shell (cli, "LC_ALL=C \"$cli\" codes \"$p\" add 'Caf\xc3\xa9' --brief '\xe2\x80\x94'"), ==,
    0);
  g_assert_cmpint (
    run_shell (cli, "LC_ALL=C \"$cli\" codes \"$p\" show 'Caf\xc3\xa9' --format json"), ==, 0);
  g_assert_nonnull (strstr (cli->out, "\"brief\":\"\xe2\x80\x94\""));
  g_assert_cmpint (run_shell (cli, "\"$cli\" codes \"$p\" add $'\\xff'"), ==, CW_EXIT_USAGE);
  g_assert_cmpint (run_shell (cli, "\"$cli\" codes \"$p\" add X --brief=$'\\xff'"), ==,
                   CW_EXIT_USAGE);
}

static void
test_locked (CwTestCli    *cli,
             gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = cw_project_open (cli->project, CW_OPEN_NEED_WRITE, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (run_shell (cli, "\"$cli\" codes \"$p\" add Trust"), ==, CW_EXIT_UNUSABLE);
  g_assert_cmpstr (cli->messages, !=, "");
  g_assert_cmpint (run_shell (cli, "\"$cli\" codes \"$p\""), ==, 0);
  g_assert_true (cw_project_close (project, NULL));
}

/* Ctrl+C while the script waits for its next line. */
static void
test_interrupt (CwTestCli    *cli,
                gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (
    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
      | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
    &error, g_getenv ("CASEWEAVE_CLI"), "script", cli->project, "-", NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (g_subprocess_get_stdin_pipe (process),
                                            "codes add Trust\n", 16, NULL, NULL, &error));
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  first = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  second = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_cmpstr (second, ==, "ok 1");
  g_subprocess_send_signal (process, SIGINT);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, CW_EXIT_INTERRUPTED);
  cw_test_cli_run (cli, 0, "codes @P show Trust");
  cw_test_cli_run (cli, 0, "check @P --full");
}

static void
test_standard_input (CwTestCli    *cli,
                     gconstpointer unused)
{
  g_assert_cmpint (
    run_shell (cli, "printf 'A note.\\n' | \"$cli\" memo \"$p\" add --title N --from -"), ==, 0);
  g_assert_cmpint (run_shell (cli, "\"$cli\" memo \"$p\" show N"), ==, 0);
  g_assert_cmpstr (cli->out, ==, "A note.\n\n");
}

int
main (int   argc,
      char *argv[])
{
  const struct
  {
    const char *path;
    void (*test) (CwTestCli *cli, gconstpointer unused);
  } tests[] = {
    { "/cli/process/closed-pipe", test_closed_pipe },
    { "/cli/process/full-disk", test_full_disk },
    { "/cli/process/locale", test_locale },
    { "/cli/process/locked", test_locked },
    { "/cli/process/interrupt", test_interrupt },
    { "/cli/process/standard-input", test_standard_input },
  };

  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (g_getenv ("CASEWEAVE_CLI"));
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, CwTestCli, NULL, set_up, tests[i].test, cw_test_cli_tear_down);
  return g_test_run ();
}
