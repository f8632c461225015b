/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-run.h"

#include "cw-error.h"

#include <errno.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

/* What comes back through the pipe. */
typedef struct
{
  gboolean done;
  CwBenchFigures figures;
  char message[500];
} Report;

static void
measure (const CwBenchStudy *study,
         CwBenchFunc         func,
         guint               n_times,
         Report             *report)
{
  g_autoptr (CwBenchClock) clock = cw_bench_clock_new ();
  g_autoptr (GError) error = NULL;
  CwBenchRun run = { .study = study, .n_times = n_times, .clock = clock };

  report->done = func (&run, &error);
  if (!report->done)
    g_strlcpy (report->message, error->message, sizeof report->message);
  report->figures.n = cw_bench_clock_n (clock);
  report->figures.first = cw_bench_clock_first (clock);
  report->figures.median = cw_bench_clock_quantile (clock, 0.5);
  report->figures.p99 = cw_bench_clock_quantile (clock, 0.99);
  report->figures.cpu = cw_bench_clock_cpu (clock);
  report->figures.answer = run.answer;
  report->figures.peak_kib = run.child_peak_kib != 0 ? run.child_peak_kib : cw_bench_peak_kib ();
}

static gboolean
read_report (int     descriptor,
             Report *report)
{
  gsize n_read = 0;

  while (n_read < sizeof *report)
    {
      gssize n = read (descriptor, (char *) report + n_read, sizeof *report - n_read);

      if (n == 0 || (n < 0 && errno != EINTR))
        return FALSE;
      n_read += (gsize) MAX (n, 0);
    }
  return TRUE;
}

/* Measures in a process of its own, so that each has its own peak of memory and nothing
 * warmed up by another. The caller must have no threads. */
gboolean
cw_bench_run (const CwBenchStudy *study,
              CwBenchFunc         func,
              guint               n_times,
              CwBenchFigures     *out_figures,
              GError            **error)
{
  Report report = { 0 };
  gboolean got;
  int status = 0;
  int ends[2];
  pid_t child;

  fflush (NULL);
  if (pipe (ends) != 0 || (child = fork ()) < 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "starting a process: %s", g_strerror (errno));
      return FALSE;
    }
  if (child == 0)
    {
      measure (study, func, n_times, &report);
      _exit (write (ends[1], &report, sizeof report) != sizeof report);
    }
  close (ends[1]);
  got = read_report (ends[0], &report);
  close (ends[0]);
  while (waitpid (child, &status, 0) < 0 && errno == EINTR)
    ;
  if (got && report.done)
    {
      *out_figures = report.figures;
      return TRUE;
    }
  if (got)
    g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "%s", report.message);
  else
    g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "the process that measured ended with %s %d",
                 WIFSIGNALED (status) ? "signal" : "status",
                 WIFSIGNALED (status) ? WTERMSIG (status) : WEXITSTATUS (status));
  return FALSE;
}
