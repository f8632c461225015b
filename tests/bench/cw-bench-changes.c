/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-engine-private.h"

#include "cw-code.h"
#include "cw-coding.h"
#include "cw-document.h"
#include "cw-error.h"
#include "cw-history.h"
#include "cw-importer.h"
#include "cw-setup.h"

#include <glib/gstdio.h>

gboolean
cw_bench_nothing (CwBenchRun *run,
                  GError    **error)
{
  for (guint i = 0; i < run->n_times; i++)
    {
      cw_bench_clock_start (run->clock);
      cw_bench_clock_stop (run->clock);
    }
  return TRUE;
}

/* --- import ------------------------------------------------------------------- */

static gboolean
import_once (CwBenchRun *run,
             const char *path,
             GPtrArray  *paths,
             GError    **error)
{
  const CwImportOptions options = { .find_speakers = TRUE, .keep_original = TRUE };
  g_autoptr (CwProject) project = cw_project_create (path, "Import", "Ines", error);
  g_autoptr (GPtrArray) files = NULL;
  CwGuid coder;

  if (project == NULL || !cw_project_get_coder (project, &coder, error))
    return FALSE;
  cw_bench_clock_start (run->clock);
  files = cw_import_files (project, &coder, paths, &options, NULL, NULL, NULL, error);
  cw_bench_clock_stop (run->clock);
  run->answer = 0;
  for (guint i = 0; files != NULL && i < files->len; i++)
    run->answer += ((const CwImportedFile *) g_ptr_array_index (files, i))->outcome
                   == CW_IMPORT_DONE;
  return files != NULL && cw_project_close (project, error);
}

static gboolean
import (CwBenchRun *run,
        gboolean    docx,
        GError    **error)
{
  g_autoptr (GPtrArray) paths = cw_bench_study_files (run->study, docx, CW_BENCH_N_FILES);

  for (guint i = 0; i < run->n_times; i++)
    {
      g_autofree char *folder = g_build_filename (run->study->folder, "import", NULL);
      g_autofree char *path = g_build_filename (folder, "import.caseweave", NULL);
      gboolean done;

      g_mkdir (folder, 0700);
      done = import_once (run, path, paths, error);
      cw_bench_remove_folder (folder);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

gboolean
cw_bench_import_texts (CwBenchRun *run,
                       GError    **error)
{
  return import (run, FALSE, error);
}

gboolean
cw_bench_import_docx (CwBenchRun *run,
                      GError    **error)
{
  return import (run, TRUE, error);
}

/* --- codings ------------------------------------------------------------------ */

/* The copy, open, with a coder who has not coded yet, and where codings may go. */
typedef struct
{
  CwProject *project;
  CwGuid coder;
  GPtrArray *documents; /* of CwDocument */
  GPtrArray *codes;     /* of CwCode */
} Desk;

static void
clear_desk (Desk *desk)
{
  g_clear_pointer (&desk->documents, g_ptr_array_unref);
  g_clear_pointer (&desk->codes, g_ptr_array_unref);
  g_clear_object (&desk->project);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, clear_desk)

static gboolean
open_desk (Desk       *desk,
           CwBenchRun *run,
           const char *coder,
           GError    **error)
{
  CwDatabase *database;

  desk->project = cw_project_open (run->study->copy, CW_OPEN_NEED_WRITE, NULL, error);
  if (desk->project == NULL || !cw_project_use_coder (desk->project, coder, &desk->coder, error))
    return FALSE;
  database = cw_project_get_database (desk->project);
  desk->documents = cw_document_list (database, error);
  desk->codes = desk->documents != NULL ? cw_code_list (database, CW_CODE_LIST_DEFAULT, error)
                                        : NULL;
  return desk->codes != NULL;
}

/* The @i-th of @n codings that do not meet each other, all over the study. */
static gboolean
add_coding (Desk     *desk,
            CwChange *change,
            guint     i,
            guint     n,
            GError  **error)
{
  guint n_documents = desk->documents->len;
  const CwDocument *document = g_ptr_array_index (desk->documents, i % n_documents);
  const CwCode *code = g_ptr_array_index (desk->codes, i % desk->codes->len);
  guint32 room = document->length / (n / n_documents + 1);
  guint32 start = i / n_documents * room;
  CwCodingSpec spec = { .document = &document->guid,
                        .start = start,
                        .end = start + MAX (room / 2, 1),
                        .code = &code->guid };

  return cw_coding_add (change, &spec, NULL, error);
}

static gboolean
code_one (Desk    *desk,
          guint    i,
          guint    n,
          GError **error)
{
  g_autoptr (CwChange) change = cw_change_begin (desk->project, &desk->coder, "Code a passage",
                                                 NULL, CW_CHANGE_DEFAULT, error);

  return change != NULL && add_coding (desk, change, i, n, error)
         && cw_change_commit (change, error);
}

static gboolean
code_many (Desk    *desk,
           guint    n,
           GError **error)
{
  g_autoptr (CwChange) change = cw_change_begin (desk->project, &desk->coder, "Code many passages",
                                                 NULL, CW_CHANGE_BULK, error);

  for (guint i = 0; change != NULL && i < n; i++)
    if (!add_coding (desk, change, i, n, error))
      return FALSE;
  return change != NULL && cw_change_commit (change, error);
}

static gboolean
undo (Desk    *desk,
      GError **error)
{
  g_autoptr (CwHistoryEntry) entry = cw_history_undo (desk->project, &desk->coder, error);

  return entry != NULL;
}

gboolean
cw_bench_code_one (CwBenchRun *run,
                   GError    **error)
{
  g_auto (Desk) desk = { NULL };

  if (!open_desk (&desk, run, "Who codes", error))
    return FALSE;
  for (guint i = 0; i < run->n_times; i++)
    {
      cw_bench_clock_start (run->clock);
      if (!code_one (&desk, i, run->n_times, error))
        return FALSE;
      cw_bench_clock_stop (run->clock);
    }
  run->answer = run->n_times;
  return cw_project_close (desk.project, error);
}

gboolean
cw_bench_undo_one (CwBenchRun *run,
                   GError    **error)
{
  g_auto (Desk) desk = { NULL };

  if (!open_desk (&desk, run, "Who undoes", error))
    return FALSE;
  for (guint i = 0; i < run->n_times; i++)
    if (!code_one (&desk, i, run->n_times, error))
      return FALSE;
  for (guint i = 0; i < run->n_times; i++)
    {
      cw_bench_clock_start (run->clock);
      if (!undo (&desk, error))
        return FALSE;
      cw_bench_clock_stop (run->clock);
    }
  run->answer = run->n_times;
  return cw_project_close (desk.project, error);
}

/* As many as there is room for. */
static guint
count_large (const Desk *desk)
{
  guint64 length = 0;

  for (guint i = 0; i < desk->documents->len; i++)
    length += ((const CwDocument *) g_ptr_array_index (desk->documents, i))->length;
  return (guint) MIN (CW_BENCH_N_LARGE, length / 50);
}

static gboolean
code_and_undo_many (CwBenchRun *run,
                    gboolean    undoing,
                    GError    **error)
{
  g_auto (Desk) desk = { NULL };

  if (!open_desk (&desk, run, undoing ? "Who undoes much" : "Who codes much", error))
    return FALSE;
  run->answer = count_large (&desk);
  for (guint i = 0; i < run->n_times; i++)
    {
      if (!undoing)
        cw_bench_clock_start (run->clock);
      if (!code_many (&desk, (guint) run->answer, error))
        return FALSE;
      if (!undoing)
        cw_bench_clock_stop (run->clock);
      else
        cw_bench_clock_start (run->clock);
      if (!undo (&desk, error))
        return FALSE;
      if (undoing)
        cw_bench_clock_stop (run->clock);
    }
  return cw_project_close (desk.project, error);
}

gboolean
cw_bench_code_many (CwBenchRun *run,
                    GError    **error)
{
  return code_and_undo_many (run, FALSE, error);
}

gboolean
cw_bench_undo_many (CwBenchRun *run,
                    GError    **error)
{
  return code_and_undo_many (run, TRUE, error);
}
