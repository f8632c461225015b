/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-clock.h"

#include <math.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

struct _CwBenchClock
{
  GArray *times; /* of double, milliseconds */
  GArray *cpu;   /* likewise */
  gint64 begun;
  gint64 cpu_begun;
};

static gint64
now_ns (clockid_t which)
{
  struct timespec now;

  clock_gettime (which, &now);
  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

CwBenchClock *
cw_bench_clock_new (void)
{
  CwBenchClock *self = g_new0 (CwBenchClock, 1);

  self->times = g_array_new (FALSE, FALSE, sizeof (double));
  self->cpu = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

void
cw_bench_clock_free (CwBenchClock *self)
{
  g_array_unref (self->times);
  g_array_unref (self->cpu);
  g_free (self);
}

void
cw_bench_clock_start (CwBenchClock *self)
{
  self->cpu_begun = now_ns (CLOCK_PROCESS_CPUTIME_ID);
  self->begun = now_ns (CLOCK_MONOTONIC);
}

void
cw_bench_clock_stop (CwBenchClock *self)
{
  double ms = (double) (now_ns (CLOCK_MONOTONIC) - self->begun) / 1e6;
  double cpu = (double) (now_ns (CLOCK_PROCESS_CPUTIME_ID) - self->cpu_begun) / 1e6;

  g_array_append_val (self->times, ms);
  g_array_append_val (self->cpu, cpu);
}

guint
cw_bench_clock_n (const CwBenchClock *self)
{
  return self->times->len;
}

/* The first time, when nothing was warm; NaN where nothing ran. */
double
cw_bench_clock_first (const CwBenchClock *self)
{
  return self->times->len > 0 ? g_array_index (self->times, double, 0) : NAN;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

/* Between two runs it lies between their times; NaN where nothing ran. */
static double
quantile (GArray *times,
          double  share)
{
  g_autoptr (GArray) sorted = g_array_copy (times);
  double place;
  guint below;

  if (sorted->len == 0)
    return NAN;
  g_array_sort (sorted, compare_times);
  place = share * (sorted->len - 1);
  below = (guint) floor (place);
  if (below + 1 >= sorted->len)
    return g_array_index (sorted, double, sorted->len - 1);
  return g_array_index (sorted, double, below)
         + (place - below)
             * (g_array_index (sorted, double, below + 1) - g_array_index (sorted, double, below));
}

/* The time within which @share of the runs were done: 0.5 for the median. */
double
cw_bench_clock_quantile (const CwBenchClock *self,
                         double              share)
{
  return quantile (self->times, share);
}

/* The median of what the processor worked. On a machine that is busy with other things
 * it says more than the clock; of waiting for the disk, and of other processes, it
 * knows nothing. */
double
cw_bench_clock_cpu (const CwBenchClock *self)
{
  return quantile (self->cpu, 0.5);
}

/* The most memory that this process ever had at once, in KiB. VmHWM where there is one:
 * ru_maxrss of a process also counts what it was before an exec. */
gint64
cw_bench_peak_kib (void)
{
  g_autofree char *status = NULL;
  const char *line;
  struct rusage usage;

  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL)
      && (line = strstr (status, "\nVmHWM:")) != NULL)
    return g_ascii_strtoll (line + strlen ("\nVmHWM:"), NULL, 10);
  if (getrusage (RUSAGE_SELF, &usage) != 0)
    return 0;
  return usage.ru_maxrss;
}
