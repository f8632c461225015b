/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-report.h"

#include "cw-bench-machine.h"
#include "cw-json.h"

#include <math.h>

#define NAME_WIDTH 41

static void
append_padded (GString    *out,
               const char *text,
               int         width)
{
  glong length = g_utf8_strlen (text, -1);

  g_string_append (out, text);
  for (glong i = length; i < width; i++)
    g_string_append_c (out, ' ');
}

/* Three digits that count, to the right in nine columns. */
static void
append_ms (GString *out,
           double   ms)
{
  if (isnan (ms))
    g_string_append_printf (out, "%9s", "–");
  else
    g_string_append_printf (out, "%9.*f", ms < 1 ? 3 : ms < 10 ? 2 : ms < 100 ? 1 : 0, ms);
}

static double
ratio_of (const CwBenchRow *row)
{
  return row->ours.n > 0 && row->floor.n > 0 && row->floor.median > 0
           ? row->ours.median / row->floor.median
           : NAN;
}

/* The work of another program is not in the processor's time of this one. */
static gboolean
has_cpu (const CwBenchRow *row)
{
  return row->ours.n > 0 && row->measure->floor != NULL;
}

/* What was made, and the heads of the columns. */
void
cw_bench_report_head (const CwBenchSession *session,
                      GString              *out)
{
  const CwBenchSize *size = session->study->size;

  g_string_append_printf (out, "%s: %u documents of %u KB, %u codings, %u memos; a file of %.1f MB",
                          size->name, size->n_documents, size->n_bytes / 1000, size->n_codings,
                          size->n_memos, (double) session->project_bytes / 1e6);
  if (!isnan (session->making))
    g_string_append_printf (out, ", made in %.1f s", session->making / 1000);
  g_string_append (out, "\n\n");
  append_padded (out, "milliseconds", NAME_WIDTH);
  g_string_append_printf (out, "%9s%9s%9s%9s%9s%8s%9s%9s%10s\n", "first", "median", "p99", "cpu",
                          "floor", "ratio", "target", "peak MB", "found");
}

void
cw_bench_report_row (const CwBenchRow  *row,
                     const CwBenchSize *size,
                     GString           *out)
{
  double target = cw_bench_measure_target (row->measure, size);
  gboolean missed = row->ours.median > target;

  append_padded (out, row->measure->name, NAME_WIDTH);
  append_ms (out, row->ours.n > 0 ? row->ours.first : NAN);
  append_ms (out, row->ours.n > 0 ? row->ours.median : NAN);
  append_ms (out, row->measure->tail ? row->ours.p99 : NAN);
  append_ms (out, has_cpu (row) ? row->ours.cpu : NAN);
  append_ms (out, row->floor.n > 0 ? row->floor.median : NAN);
  if (isnan (ratio_of (row)))
    g_string_append_printf (out, "%8s", "–");
  else
    g_string_append_printf (out, "%8.1f", ratio_of (row));
  append_ms (out, target);
  g_string_append_printf (out, "%9.1f%10" G_GINT64_FORMAT "%s\n",
                          (double) row->ours.peak_kib / 1024, row->ours.answer,
                          missed ? "  missed" : "");
}

void
cw_bench_report_machine (const char *folder,
                         GString    *out)
{
  g_autoptr (CwBenchMachine) machine = cw_bench_machine_new (folder);

  g_string_append_printf (out, "%d cores (%s), %.1f GB of memory, %s, Linux %s\n", machine->n_cores,
                          machine->processor, machine->memory_gb, machine->file_system,
                          machine->kernel);
  g_string_append_printf (out, "SQLite %s, GLib %s; load %.2f before\n", machine->sqlite,
                          machine->glib, machine->load);
}

/* --- JSON --------------------------------------------------------------------- */

static void
member_string (CwJson     *json,
               const char *name,
               const char *value)
{
  cw_json_member (json, name);
  cw_json_string (json, value, -1);
}

static void
member_int (CwJson     *json,
            const char *name,
            gint64      value)
{
  cw_json_member (json, name);
  cw_json_int (json, value);
}

/* Null where there is no value. */
static void
member_double (CwJson     *json,
               const char *name,
               double      value)
{
  cw_json_member (json, name);
  if (isnan (value))
    cw_json_null (json);
  else
    cw_json_double (json, value);
}

static void
write_machine (CwJson     *json,
               const char *folder)
{
  g_autoptr (CwBenchMachine) machine = cw_bench_machine_new (folder);

  cw_json_member (json, "machine");
  cw_json_begin_object (json);
  member_int (json, "cores", machine->n_cores);
  member_string (json, "processor", machine->processor);
  member_double (json, "memory_gb", machine->memory_gb);
  member_string (json, "file_system", machine->file_system);
  member_string (json, "kernel", machine->kernel);
  member_string (json, "sqlite", machine->sqlite);
  member_string (json, "glib", machine->glib);
  cw_json_end_object (json);
}

static void
write_row (CwJson            *json,
           const CwBenchRow  *row,
           const CwBenchSize *size)
{
  gboolean has_floor = row->floor.n > 0;

  cw_json_begin_object (json);
  member_string (json, "name", row->measure->name);
  member_int (json, "times", row->ours.n);
  member_double (json, "first_ms", row->ours.n > 0 ? row->ours.first : NAN);
  member_double (json, "median_ms", row->ours.n > 0 ? row->ours.median : NAN);
  member_double (json, "p99_ms", row->measure->tail ? row->ours.p99 : NAN);
  member_double (json, "cpu_ms", has_cpu (row) ? row->ours.cpu : NAN);
  member_double (json, "floor_ms", has_floor ? row->floor.median : NAN);
  member_double (json, "floor_cpu_ms", has_floor ? row->floor.cpu : NAN);
  member_double (json, "ratio", ratio_of (row));
  member_double (json, "target_ms", cw_bench_measure_target (row->measure, size));
  member_double (json, "peak_mb", (double) row->ours.peak_kib / 1024);
  member_double (json, "floor_peak_mb", has_floor ? (double) row->floor.peak_kib / 1024 : NAN);
  member_int (json, "found", row->ours.answer);
  cw_json_end_object (json);
}

static void
write_session (CwJson               *json,
               const CwBenchSession *session)
{
  const CwBenchSize *size = session->study->size;

  cw_json_begin_object (json);
  member_string (json, "size", size->name);
  member_int (json, "documents", size->n_documents);
  member_int (json, "bytes_a_document", size->n_bytes);
  member_int (json, "codings", size->n_codings);
  member_int (json, "memos", size->n_memos);
  member_int (json, "project_bytes", session->project_bytes);
  cw_json_member (json, "rows");
  cw_json_begin_array (json);
  for (guint i = 0; i < session->rows->len; i++)
    write_row (json, &g_array_index (session->rows, CwBenchRow, i), size);
  cw_json_end_array (json);
  cw_json_end_object (json);
}

/* Everything that was measured, as JSON. */
char *
cw_bench_report_json (const GPtrArray *sessions,
                      const char      *folder,
                      guint32          seed)
{
  GString *out = g_string_new (NULL);
  CwJson json = CW_JSON_INIT (out);

  cw_json_begin_object (&json);
  write_machine (&json, folder);
  member_int (&json, "seed", seed);
  cw_json_member (&json, "studies");
  cw_json_begin_array (&json);
  for (guint i = 0; i < sessions->len; i++)
    write_session (&json, g_ptr_array_index (sessions, i));
  cw_json_end_array (&json);
  cw_json_end_object (&json);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
