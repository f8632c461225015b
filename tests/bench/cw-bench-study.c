/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-study.h"

#include "cw-bench-docx.h"
#include "cw-bench-make-private.h"
#include "cw-error.h"
#include "cw-importer.h"

#include <errno.h>
#include <glib/gstdio.h>

static const CwBenchSize sizes[] = {
  { "XS", 4, 6000, 80, 20 },         { "S", 40, 60000, 8000, 400 },
  { "M", 400, 60000, 100000, 2000 }, { "L", 1000, 60000, 1000000, 10000 },
  { "XL", 1, 5000000, 20000, 400 },
};

const CwBenchSize *
cw_bench_size_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (g_str_equal (sizes[i].name, name))
      return &sizes[i];
  return NULL;
}

/* A study in a folder of its own in @folder; nothing is made yet. */
CwBenchStudy *
cw_bench_study_new (const char        *folder,
                    const CwBenchSize *size,
                    guint32            seed)
{
  CwBenchStudy *self = g_new0 (CwBenchStudy, 1);
  g_autofree char *name = g_strdup_printf ("%s-%u", size->name, seed);

  self->size = size;
  self->seed = seed;
  self->folder = g_build_filename (folder, name, NULL);
  self->project = g_build_filename (self->folder, "study.caseweave", NULL);
  self->copy = g_build_filename (self->folder, "copy.caseweave", NULL);
  self->texts = g_build_filename (self->folder, "txt", NULL);
  self->docx = g_build_filename (self->folder, "docx", NULL);
  return self;
}

void
cw_bench_study_free (CwBenchStudy *self)
{
  g_free (self->folder);
  g_free (self->project);
  g_free (self->copy);
  g_free (self->texts);
  g_free (self->docx);
  g_free (self);
}

/* Whether it is there already, from an earlier run that was told to keep it. */
gboolean
cw_bench_study_is_made (const CwBenchStudy *self)
{
  return g_file_test (self->project, G_FILE_TEST_EXISTS);
}

static char *
file_path (const CwBenchStudy *self,
           gboolean            docx,
           guint               number)
{
  g_autofree char *name = g_strdup_printf ("interview-%04u.%s", number, docx ? "docx" : "txt");

  return g_build_filename (docx ? self->docx : self->texts, name, NULL);
}

/* The paths of the first @n files. */
GPtrArray *
cw_bench_study_files (const CwBenchStudy *self,
                      gboolean            docx,
                      guint               n)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1; i <= MIN (n, self->size->n_documents); i++)
    g_ptr_array_add (paths, file_path (self, docx, i));
  return paths;
}

static gboolean
make_folder (const char *path,
             GError    **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

/* Writes the files, and remembers of each text what codings are made from. */
static gboolean
write_files (CwBenchMaking *making,
             GError       **error)
{
  const CwBenchStudy *study = making->study;
  g_autoptr (CwBenchWords) words = cw_bench_words_new (study->seed);

  if (!make_folder (study->texts, error) || !make_folder (study->docx, error))
    return FALSE;
  for (guint i = 1; i <= study->size->n_documents; i++)
    {
      g_autoptr (CwBenchText) text = cw_bench_text_new (words, study->seed, i,
                                                        study->size->n_bytes);
      g_autofree char *path = file_path (study, FALSE, i);
      g_autofree char *docx = file_path (study, TRUE, i);
      CwBenchDocument *document = g_new0 (CwBenchDocument, 1);

      document->length = text->length;
      document->sentences = g_array_ref (text->sentences);
      document->speakers[0] = g_strdup (text->speakers[0]);
      document->speakers[1] = g_strdup (text->speakers[1]);
      g_ptr_array_add (making->documents, document);
      if (!g_file_set_contents (path, text->text->str, (gssize) text->text->len, error)
          || (i <= CW_BENCH_N_FILES && !cw_bench_docx_write (docx, text->text->str, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
import_files (CwBenchMaking *making,
              GError       **error)
{
  const CwImportOptions options = { .find_speakers = TRUE, .keep_original = TRUE };
  g_autoptr (GPtrArray) paths = cw_bench_study_files (making->study, FALSE,
                                                      making->study->size->n_documents);
  g_autoptr (GPtrArray) files = cw_import_files (making->project, &making->coders[0], paths,
                                                 &options, NULL, NULL, NULL, error);

  if (files == NULL)
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      const CwImportedFile *file = g_ptr_array_index (files, i);
      CwBenchDocument *document = g_ptr_array_index (making->documents, i);

      if (file->outcome != CW_IMPORT_DONE || file->characters != document->length
          || file->n_speakers != (document->speakers[1] != NULL ? 3u : 2u))
        {
          g_set_error (error, CW_ERROR, CW_ERROR_FAILED,
                       "%s: it came in as %" G_GINT64_FORMAT " characters with %u speakers",
                       file->file_name, file->characters, file->n_speakers);
          return FALSE;
        }
      document->guid = file->document;
    }
  return TRUE;
}

static void
free_document (gpointer data)
{
  CwBenchDocument *document = data;

  g_array_unref (document->sentences);
  g_free (document->speakers[0]);
  g_free (document->speakers[1]);
  g_free (document);
}

/* Makes the study; in a process of its own, since what it took stays taken. */
gboolean
cw_bench_study_make (const CwBenchStudy *self,
                     GError            **error)
{
  CwBenchMaking making = { .study = self };
  gboolean done;

  making.documents = g_ptr_array_new_with_free_func (free_document);
  done = make_folder (self->folder, error) && write_files (&making, error)
         && cw_bench_make_frame (&making, error) && import_files (&making, error)
         && cw_bench_make_cases (&making, error) && cw_bench_make_codings (&making, error)
         && cw_bench_make_strands (&making, error) && cw_bench_make_memos (&making, error)
         && cw_project_close (making.project, error);
  g_clear_object (&making.project);
  g_ptr_array_unref (making.documents);
  return done;
}

/* Removes @folder with all that is in it. */
void
cw_bench_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        cw_bench_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}
