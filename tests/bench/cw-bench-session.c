/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-session.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

CwBenchSession *
cw_bench_session_new (const char        *folder,
                      const CwBenchSize *size,
                      guint32            seed)
{
  CwBenchSession *self = g_new0 (CwBenchSession, 1);

  self->study = cw_bench_study_new (folder, size, seed);
  self->making = NAN;
  self->rows = g_array_new (FALSE, TRUE, sizeof (CwBenchRow));
  return self;
}

void
cw_bench_session_free (CwBenchSession *self)
{
  cw_bench_study_free (self->study);
  g_array_unref (self->rows);
  g_free (self);
}

static gboolean
make_study (CwBenchRun *run,
            GError    **error)
{
  cw_bench_clock_start (run->clock);
  if (!cw_bench_study_make (run->study, error))
    return FALSE;
  cw_bench_clock_stop (run->clock);
  return TRUE;
}

static gboolean
copy_project (CwBenchRun *run,
              GError    **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (run->study->project);
  g_autoptr (GFile) to = g_file_new_for_path (run->study->copy);

  return g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error);
}

/* Makes the study, unless it is there from an earlier run, and the copy of it for what
 * writes. */
gboolean
cw_bench_session_make (CwBenchSession *self,
                       GError        **error)
{
  CwBenchFigures figures;
  GStatBuf status;

  if (!cw_bench_study_is_made (self->study))
    {
      cw_bench_remove_folder (self->study->folder);
      if (!cw_bench_run (self->study, make_study, 1, &figures, error))
        {
          cw_bench_remove_folder (self->study->folder);
          return FALSE;
        }
      self->making = figures.median;
    }
  if (g_stat (self->study->project, &status) == 0)
    self->project_bytes = status.st_size;
  return cw_bench_run (self->study, copy_project, 1, &figures, error);
}

/* Measures everything of which the name contains @only, @n_times by how often it is
 * done, ours first and then its floor. Calls @done after each. */
gboolean
cw_bench_session_run (CwBenchSession *self,
                      const guint    *n_times,
                      const char     *only,
                      CwBenchRowFunc  done,
                      GError        **error)
{
  for (guint i = 0; i < cw_bench_n_measures; i++)
    {
      const CwBenchMeasure *measure = &cw_bench_measures[i];
      CwBenchRow row = { .measure = measure };
      guint n = n_times[measure->often];

      if (only != NULL && strstr (measure->name, only) == NULL)
        continue;
      if (!cw_bench_run (self->study, measure->ours, n, &row.ours, error)
          || (measure->floor != NULL
              && !cw_bench_run (self->study, measure->floor, n, &row.floor, error)))
        {
          g_prefix_error (error, "%s: ", measure->name);
          return FALSE;
        }
      g_array_append_val (self->rows, row);
      if (done != NULL)
        done (self, &row);
    }
  return TRUE;
}
