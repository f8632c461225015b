/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-project.h"
#include "cw-pseudonyms.h"

G_BEGIN_DECLS

/*
 * Many files into a project: read side by side in threads, written in the order
 * in which they were given, in one short change (several where the files are
 * larger in all than CW_IMPORT_BATCH_BYTES, so that memory stays bounded). A file
 * that cannot be read, or is there already, does not keep the others out.
 */

/* So many bytes of files are read and held before they are written. */
#define CW_IMPORT_BATCH_BYTES (200 * 1024 * 1024)

/**
 * CwImportOptions:
 * @encoding: (nullable): of plain text; %NULL: found out
 * @find_speakers: whether speaker turns are recognised
 * @keep_original: whether the file itself is kept in the project; with @pseudonyms,
 *   the text without the names is kept in its place
 * @keep_comments: whether comments become memos; else they are left out
 * @pseudonyms: (nullable): names that are replaced before anything is stored
 * @case_guid: (nullable): a case that the documents wholly belong to
 * @new_case: (nullable): name of a case to make for them
 * @reason: (nullable): why, for the history
 */
typedef struct
{
  const char *encoding;
  gboolean find_speakers;
  gboolean keep_original;
  gboolean keep_comments;
  const CwPseudonyms *pseudonyms;
  const CwGuid *case_guid;
  const char *new_case;
  const char *reason;
} CwImportOptions;

/**
 * CwImportOutcome:
 * @CW_IMPORT_DONE: it is in
 * @CW_IMPORT_ALREADY: the same file, byte for byte, was in already
 * @CW_IMPORT_FAILED: it could not be read; the error says why
 *
 * What became of a file.
 */
typedef enum
{
  CW_IMPORT_DONE,
  CW_IMPORT_ALREADY,
  CW_IMPORT_FAILED,
} CwImportOutcome;

typedef struct
{
  char *path;
  char *file_name; /* without folders, as UTF-8 */
  CwImportOutcome outcome;
  const char *format; /* static; NULL if it could not be read */
  gint64 characters;
  gint64 words;
  guint n_speakers;
  guint n_turns;
  char *recognition;   /* of speakers, in words; to be shown and not stored */
  gint64 microseconds; /* that reading it took */
  GPtrArray *warnings; /* of char * */
  GError *error;       /* if it failed */
  CwGuid document;     /* the document that it is, unless it failed */
  char *document_name;
} CwImportedFile;

/**
 * CwImportProgressFunc:
 * @n_done: how many files were read
 * @n_all: how many there are
 * @user_data: what was given with the function
 *
 * Called in the thread that imports.
 */
typedef void (*CwImportProgressFunc) (guint n_done, guint n_all, gpointer user_data);

void       cw_imported_file_free (CwImportedFile        *file);
GPtrArray *cw_import_list_files  (const char *const     *paths,
                                  gboolean               recursive,
                                  GError               **error);
GPtrArray *cw_import_files       (CwProject             *project,
                                  const CwGuid          *coder,
                                  const GPtrArray       *paths,
                                  const CwImportOptions *options,
                                  CwImportProgressFunc   progress,
                                  gpointer               user_data,
                                  GCancellable          *cancellable,
                                  GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwImportedFile, cw_imported_file_free)

G_END_DECLS
