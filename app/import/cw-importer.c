/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-import"

#include "cw-importer.h"

#include "cw-case.h"
#include "cw-document.h"
#include "cw-error.h"
#include "cw-import-comments.h"
#include "cw-membership.h"
#include "cw-reader.h"
#include "cw-turns.h"

#include <glib/gstdio.h>
#include <string.h>

#define MAX_THREADS 8

/* One file on its way: made by the importing thread, filled by one of the pool,
 * handed back through the queue. */
typedef struct
{
  CwImportedFile *file;
  char *stored_name; /* of the file, as the project has it */
  CwDocumentDraft *draft;
  GPtrArray *comments; /* of the file; NULL if there are none to keep */
} ReadJob;

/* What the pool's threads share; they only read it. */
typedef struct
{
  CwReadOptions options;
  gboolean keep_original;
  gboolean keep_comments;
  const CwPseudonyms *pseudonyms;
  GCancellable *cancellable;
  GAsyncQueue *done; /* of ReadJob, not owned */
} ReadPlan;

typedef struct
{
  CwProject *project;
  const CwGuid *coder;
  const CwImportOptions *options;
  GCancellable *cancellable;
  CwImportProgressFunc progress;
  gpointer user_data;
  guint n_read;
  guint n_all;
  gboolean has_case;
  CwGuid case_guid;
  GPtrArray *files; /* of CwImportedFile: those of finished batches */
} Import;

static CwImportedFile *
imported_file_new (const char *path)
{
  CwImportedFile *file = g_new0 (CwImportedFile, 1);
  g_autofree char *name = g_path_get_basename (path);

  file->path = g_strdup (path);
  file->file_name = g_filename_display_name (name);
  file->outcome = CW_IMPORT_FAILED;
  file->warnings = g_ptr_array_new_with_free_func (g_free);
  return file;
}

static void
read_job_free (gpointer data)
{
  ReadJob *job = data;

  g_clear_pointer (&job->file, cw_imported_file_free);
  g_clear_pointer (&job->draft, cw_document_draft_free);
  g_clear_pointer (&job->comments, g_ptr_array_unref);
  g_free (job->stored_name);
  g_free (job);
}

static void
describe_text (CwImportedFile        *file,
               const CwText          *text,
               const CwDocumentDraft *draft)
{
  file->format = text->format;
  file->characters = text->length;
  file->words = cw_document_draft_get_words (draft);
  file->n_speakers = text->speakers->len;
  file->n_turns = text->turns->len;
  for (guint i = 0; i < text->warnings->len; i++)
    g_ptr_array_add (file->warnings, g_strdup (g_ptr_array_index (text->warnings, i)));
}

/* What is kept is plain text, whatever the file was. */
static char *
redacted_name (const CwPseudonyms *pseudonyms,
               const char         *file_name)
{
  g_autofree char *name = cw_pseudonyms_replace (pseudonyms, file_name, -1);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return g_strconcat (name, ".txt", NULL);
}

/* Takes the names out of what was read, its file's name and the file itself, which
 * is from now on the text that is left. */
static void
protect_names (const CwPseudonyms *pseudonyms,
               ReadJob            *job,
               CwText            **text,
               GBytes            **bytes)
{
  guint n_replaced;
  CwText *protected = cw_pseudonyms_protect (pseudonyms, *text, &n_replaced);

  cw_text_free (*text);
  *text = protected;
  g_bytes_unref (*bytes);
  *bytes = g_bytes_new (protected->text, protected->n_bytes);
  g_free (job->stored_name);
  job->stored_name = redacted_name (pseudonyms, job->file->file_name);
  g_ptr_array_add (
    job->file->warnings,
    g_strdup_printf ("%u %s replaced", n_replaced, n_replaced == 1 ? "name was" : "names were"));
}

/* They are memos from now on, or nothing. */
static void
take_comments (const ReadPlan *plan,
               ReadJob        *job,
               CwText         *text)
{
  g_autoptr (GPtrArray) comments = cw_import_comments_take (text);

  if (comments == NULL)
    return;
  g_ptr_array_add (job->file->warnings,
                   g_strdup_printf ("%u %s %s", comments->len,
                                    comments->len == 1 ? "comment was" : "comments were",
                                    plan->keep_comments ? "kept as memos" : "left out"));
  if (plan->keep_comments)
    job->comments = g_steal_pointer (&comments);
}

/* In a thread of the pool. */
static void
read_cb (gpointer data,
         gpointer user_data)
{
  ReadJob *job = data;
  const ReadPlan *plan = user_data;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CwText) text = NULL;
  gint64 start = g_get_monotonic_time ();

  text = cw_reader_read_file (job->file->path, &plan->options, plan->cancellable, &bytes,
                              &job->file->error);
  if (text != NULL)
    {
      if (plan->pseudonyms != NULL)
        protect_names (plan->pseudonyms, job, &text, &bytes);
      take_comments (plan, job, text);
      job->draft = cw_document_draft_new (text, bytes, job->stored_name, plan->keep_original);
      describe_text (job->file, text, job->draft);
      if (plan->options.find_speakers)
        job->file->recognition = cw_turns_report (text);
    }
  job->file->microseconds = g_get_monotonic_time () - start;
  g_async_queue_push (plan->done, job);
}

/* Reads the jobs side by side; returns when all are back. */
static gboolean
read_batch (Import    *import,
            GPtrArray *jobs,
            GError   **error)
{
  g_autoptr (GAsyncQueue) done = g_async_queue_new ();
  ReadPlan plan = {
    .options = { import->options->encoding, import->options->find_speakers },
    .keep_original = import->options->keep_original,
    .keep_comments = import->options->keep_comments,
    .pseudonyms = import->options->pseudonyms,
    .cancellable = import->cancellable,
    .done = done,
  };
  gint n_threads = (gint) MIN (MIN (g_get_num_processors (), MAX_THREADS), jobs->len);
  GThreadPool *pool = g_thread_pool_new (read_cb, &plan, n_threads, TRUE, error);

  if (pool == NULL)
    return FALSE;
  for (guint i = 0; i < jobs->len; i++)
    g_thread_pool_push (pool, g_ptr_array_index (jobs, i), NULL);
  for (guint i = 0; i < jobs->len; i++)
    {
      g_async_queue_pop (done);
      import->n_read++;
      if (import->progress != NULL)
        import->progress (import->n_read, import->n_all, import->user_data);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  return !g_cancellable_set_error_if_cancelled (import->cancellable, error);
}

static gboolean
assign_to_case (Import       *import,
                CwChange     *change,
                const CwGuid *document,
                GError      **error)
{
  if (!import->has_case && import->options->case_guid != NULL)
    {
      import->case_guid = *import->options->case_guid;
      import->has_case = TRUE;
    }
  if (!import->has_case && import->options->new_case != NULL)
    {
      CwGuid type;

      if (!cw_case_type_find_kind (cw_change_get_database (change), CW_CASE_KIND_CASE, &type, error)
          || !cw_case_add (change, import->options->new_case, &type, NULL, &import->case_guid,
                           error))
        return FALSE;
      import->has_case = TRUE;
    }
  return !import->has_case
         || cw_membership_assign (change, &import->case_guid, document, NULL, error);
}

/* Says as which document a file is in. */
static gboolean
set_outcome (CwChange       *change,
             CwImportedFile *file,
             CwImportOutcome outcome,
             GError        **error)
{
  g_autoptr (CwDocument) document = cw_document_load (cw_change_get_database (change),
                                                      &file->document, error);

  if (document == NULL)
    return FALSE;
  file->outcome = outcome;
  file->document_name = g_strdup (document->name);
  return TRUE;
}

static gboolean
write_document (Import   *import,
                CwChange *change,
                ReadJob  *job,
                GError  **error)
{
  CwDatabase *database = cw_change_get_database (change);
  CwImportedFile *file = job->file;
  gboolean found;

  if (g_cancellable_set_error_if_cancelled (import->cancellable, error)
      || !cw_document_find_same_file (database, cw_document_draft_get_file_hash (job->draft),
                                      &found, &file->document, error))
    return FALSE;
  if (found)
    return set_outcome (change, file, CW_IMPORT_ALREADY, error);

  if (!cw_document_add (change, job->draft, NULL, &file->document, error)
      || (job->comments != NULL
          && !cw_import_comments_write (change, &file->document, job->comments, error))
      || !assign_to_case (import, change, &file->document, error)
      || !set_outcome (change, file, CW_IMPORT_DONE, error))
    return FALSE;
  /* What it holds is in the file now. */
  g_clear_pointer (&job->draft, cw_document_draft_free);
  return TRUE;
}

static char *
change_label (const GPtrArray *jobs,
              guint            n_drafts)
{
  if (n_drafts != 1)
    return g_strdup_printf ("Import %u documents", n_drafts);
  for (guint i = 0; i < jobs->len; i++)
    {
      const ReadJob *job = g_ptr_array_index (jobs, i);

      if (job->draft != NULL)
        return g_strdup_printf ("Import %s", job->stored_name);
    }
  return g_strdup ("Import a document");
}

static gboolean
write_drafts (Import    *import,
              GPtrArray *jobs,
              CwChange  *change,
              guint     *out_n_written,
              GError   **error)
{
  guint n_written = 0;

  for (guint i = 0; i < jobs->len; i++)
    {
      ReadJob *job = g_ptr_array_index (jobs, i);

      if (job->draft == NULL)
        continue;
      if (!write_document (import, change, job, error))
        {
          g_prefix_error (error, "%s: ", job->file->file_name);
          return FALSE;
        }
      if (job->file->outcome == CW_IMPORT_DONE)
        n_written++;
    }
  *out_n_written = n_written;
  return TRUE;
}

/* One change for all that could be read; none if nothing new was. */
static gboolean
write_batch (Import    *import,
             GPtrArray *jobs,
             GError   **error)
{
  g_autoptr (CwChange) change = NULL;
  g_autofree char *label = NULL;
  guint n_drafts = 0;
  guint n_written;

  for (guint i = 0; i < jobs->len; i++)
    if (((const ReadJob *) g_ptr_array_index (jobs, i))->draft != NULL)
      n_drafts++;
  if (n_drafts == 0)
    return TRUE;

  label = change_label (jobs, n_drafts);
  change = cw_change_begin (import->project, import->coder, label, import->options->reason,
                            n_drafts > 1 ? CW_CHANGE_BULK : CW_CHANGE_DEFAULT, error);
  if (change == NULL || !write_drafts (import, jobs, change, &n_written, error))
    return FALSE;
  return n_written == 0 || cw_change_commit (change, error);
}

/* Takes paths from @first on until they are enough for a batch; returns their number. */
static guint
count_batch (const GPtrArray *paths,
             guint            first)
{
  goffset size = 0;
  guint n = 0;

  for (guint i = first; i < paths->len; i++, n++)
    {
      GStatBuf status;

      if (g_stat (g_ptr_array_index (paths, i), &status) == 0)
        size += status.st_size;
      if (n > 0 && size > CW_IMPORT_BATCH_BYTES)
        break;
    }
  return n;
}

static gboolean
import_batch (Import          *import,
              const GPtrArray *paths,
              guint            first,
              guint            n,
              GError         **error)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (read_job_free);

  for (guint i = first; i < first + n; i++)
    {
      ReadJob *job = g_new0 (ReadJob, 1);

      job->file = imported_file_new (g_ptr_array_index (paths, i));
      job->stored_name = g_strdup (job->file->file_name);
      g_ptr_array_add (jobs, job);
    }
  if (!read_batch (import, jobs, error) || !write_batch (import, jobs, error))
    return FALSE;
  for (guint i = 0; i < jobs->len; i++)
    {
      ReadJob *job = g_ptr_array_index (jobs, i);

      g_ptr_array_add (import->files, g_steal_pointer (&job->file));
    }
  return TRUE;
}

static int
compare_file_names (gconstpointer a,
                    gconstpointer b)
{
  const char *first = *(const char *const *) a;
  const char *second = *(const char *const *) b;
  g_autofree char *first_shown = g_filename_display_name (first);
  g_autofree char *second_shown = g_filename_display_name (second);
  g_autofree char *first_key = g_utf8_collate_key_for_filename (first_shown, -1);
  g_autofree char *second_key = g_utf8_collate_key_for_filename (second_shown, -1);
  int order = strcmp (first_key, second_key);

  return order != 0 ? order : strcmp (first, second);
}

static gboolean
list_folder (const char *folder,
             gboolean    recursive,
             GPtrArray  *files,
             GError    **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.')
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_file_names);
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);

      if (!g_file_test (path, G_FILE_TEST_IS_DIR))
        g_ptr_array_add (files, g_strdup (path));
      /* A link to a folder could lead round in a circle. */
      else if (recursive && !g_file_test (path, G_FILE_TEST_IS_SYMLINK)
               && !list_folder (path, TRUE, files, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * cw_imported_file_free:
 * @file: (transfer full): what became of a file
 *
 * Frees it.
 */
void
cw_imported_file_free (CwImportedFile *file)
{
  g_return_if_fail (file != NULL);

  g_free (file->path);
  g_free (file->file_name);
  g_free (file->document_name);
  g_free (file->recognition);
  g_ptr_array_unref (file->warnings);
  g_clear_error (&file->error);
  g_free (file);
}

/**
 * cw_import_list_files:
 * @paths: files and folders, %NULL-terminated
 * @recursive: whether folders in folders count too
 * @error: return location for an error
 *
 * Puts the files of a folder in its place, in the order in which people sort
 * them (2 before 10); hidden files are left out. A path that is no folder stays
 * as it is, whether there is a file or not.
 *
 * Returns: (transfer full) (element-type filename) (nullable): the files, or
 *   %NULL with @error set
 */
GPtrArray *
cw_import_list_files (const char *const *paths,
                      gboolean           recursive,
                      GError           **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (paths != NULL, NULL);

  for (; *paths != NULL; paths++)
    if (!g_file_test (*paths, G_FILE_TEST_IS_DIR))
      g_ptr_array_add (files, g_strdup (*paths));
    else if (!list_folder (*paths, recursive, files, error))
      return NULL;
  return g_steal_pointer (&files);
}

/**
 * cw_import_files:
 * @project: a project open for writing
 * @coder: who does it
 * @paths: (element-type filename): the files
 * @options: how
 * @progress: (nullable): called as files are read
 * @user_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Brings files into the project. Files that cannot be read are among the results,
 * with their error; only what keeps all of them out is an error of the whole.
 * Where it fails or is cancelled, batches that were written before stay, and are
 * returned; if there is none, nothing was changed and %NULL is returned.
 *
 * Returns: (transfer full) (element-type CwImportedFile) (nullable): what became
 *   of each file; @error may be set as well
 */
GPtrArray *
cw_import_files (CwProject             *project,
                 const CwGuid          *coder,
                 const GPtrArray       *paths,
                 const CwImportOptions *options,
                 CwImportProgressFunc   progress,
                 gpointer               user_data,
                 GCancellable          *cancellable,
                 GError               **error)
{
  Import import = {
    .project = project,
    .coder = coder,
    .options = options,
    .cancellable = cancellable,
    .progress = progress,
    .user_data = user_data,
    .n_all = paths->len,
  };
  g_autoptr (GPtrArray) files = NULL;
  guint n_batch;

  g_return_val_if_fail (CW_IS_PROJECT (project) && options != NULL, NULL);

  files = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_imported_file_free);
  import.files = files;
  for (guint first = 0; first < paths->len; first += n_batch)
    {
      n_batch = count_batch (paths, first);
      if (!import_batch (&import, paths, first, n_batch, error))
        return first > 0 ? g_steal_pointer (&files) : NULL;
    }
  return g_steal_pointer (&files);
}
