/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-engine-private.h"

#include "cw-error.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* caseweave-cli of the build that this program is of; NULL where there is none. */
static char *
find_cli (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *path = folder == NULL ? NULL
                                         : g_build_filename (folder, "..", "..", "app", "cli",
                                                             "caseweave-cli", NULL);

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&path)
                                                                       : NULL;
}

static gboolean
run_program (CwBenchRun        *run,
             const char *const *arguments,
             GError           **error)
{
  struct rusage usage;
  int status = -1;
  pid_t child;

  cw_bench_clock_start (run->clock);
  child = vfork ();
  if (child == 0)
    {
      int nowhere = open ("/dev/null", O_WRONLY);

      dup2 (nowhere, STDOUT_FILENO);
      execv (arguments[0], (char *const *) arguments);
      _exit (127);
    }
  while (child > 0 && wait4 (child, &status, 0, &usage) < 0 && errno == EINTR)
    ;
  cw_bench_clock_stop (run->clock);
  if (child < 0 || status != 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "%s %s: it ended with status %d", arguments[0],
                   arguments[1], status);
      return FALSE;
    }
  run->child_peak_kib = MAX (run->child_peak_kib, usage.ru_maxrss);
  return TRUE;
}

static gboolean
run_cli (CwBenchRun        *run,
         const char *const *words,
         GError           **error)
{
  g_autofree char *cli = find_cli ();
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  if (cli == NULL)
    return TRUE;
  g_ptr_array_add (arguments, cli);
  g_ptr_array_add (arguments, (gpointer) words[0]);
  g_ptr_array_add (arguments, run->study->project);
  for (guint i = 1; words[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer) words[i]);
  g_ptr_array_add (arguments, NULL);
  for (guint i = 0; i < run->n_times; i++)
    if (!run_program (run, (const char *const *) arguments->pdata, error))
      return FALSE;
  return TRUE;
}

gboolean
cw_bench_cli_matrix (CwBenchRun *run,
                     GError    **error)
{
  const char *const words[] = { "matrix", "--rows", "codes", "--columns", "cases", NULL };

  return run_cli (run, words, error);
}

gboolean
cw_bench_cli_passages (CwBenchRun *run,
                       GError    **error)
{
  char guid[CW_GUID_STRING_LENGTH + 1];
  const char *const words[] = { "passages", "--code", guid, "--format", "csv", NULL };
  CwGuid code;

  if (!cw_bench_find_code (run->study->project, CW_BENCH_MOST_USED, &code, error))
    return FALSE;
  cw_guid_write (&code, guid);
  return run_cli (run, words, error);
}

gboolean
cw_bench_cli_search (CwBenchRun *run,
                     GError    **error)
{
  const char *const words[] = { "search", CW_BENCH_WORD, "--format", "csv", NULL };

  return run_cli (run, words, error);
}
