/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A project file with bytes changed, or its end cut off, as the input says: it is
 * refused, or it opens and can be checked, dumped, changed and undone, or says why
 * not. Nothing is written but in a folder of its own. */

#include "cw-check.h"
#include "cw-code.h"
#include "cw-coding.h"
#include "cw-document.h"
#include "cw-dump.h"
#include "cw-history.h"
#include "cw-setup.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* An input is a list of these: three bytes of place, two of content, and one that
 * says how often the content is repeated; 255 cuts the file off there instead. */
#define PATCH_SIZE 6
#define CUT 255

#define TEXT "ANNA: They asked us. We trusted them.\nBEN: Time was short.\n"

static char *folder;
static char *path;
static char *pristine;
static gsize n_pristine;

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
empty_folder (const char *name)
{
  g_autoptr (GDir) dir = g_dir_open (name, 0, NULL);
  const char *child;

  while (dir != NULL && (child = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (name, child, NULL);

      if (g_file_test (inside, G_FILE_TEST_IS_DIR))
        empty_folder (inside);
      g_remove (inside);
    }
}

static void
remove_folder (void)
{
  empty_folder (folder);
  g_rmdir (folder);
}

static gboolean
fill (CwProject *project,
      GError   **error)
{
  g_autoptr (CwText) text = cw_text_new_plain (TEXT, -1);
  g_autoptr (GBytes) file = g_bytes_new_static (TEXT, strlen (TEXT));
  g_autoptr (CwDocumentDraft) draft = NULL;
  g_autoptr (CwChange) change = NULL;
  CwGuid coder, document, code;
  CwCodingSpec spec = { &document, 6, 20, &code, NULL };

  draft = cw_document_draft_new (text, file, "interview.txt", TRUE);
  if (!cw_project_get_coder (project, &coder, error))
    return FALSE;
  change = cw_change_begin (project, &coder, "Set up", "", CW_CHANGE_DEFAULT, error);
  return change != NULL && cw_model_setup (change, CW_SETUP_DEFAULT, error)
         && cw_document_add (change, draft, "interview", &document, error)
         && cw_code_add_path (change, "Engagement/Trust", TRUE, &code, error)
         && cw_coding_add (change, &spec, NULL, error) && cw_change_commit (change, error);
}

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = NULL;

  folder = g_dir_make_tmp ("cw-fuzz-XXXXXX", &error);
  g_assert_no_error (error);
  atexit (remove_folder);
  path = g_build_filename (folder, "fuzz.caseweave", NULL);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);

  project = cw_project_create (path, "Fuzz", "Robin", &error);
  g_assert_no_error (error);
  fill (project, &error);
  g_assert_no_error (error);
  cw_project_close (project, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &pristine, &n_pristine, &error);
  g_assert_no_error (error);
  return 0;
}

static void
write_patched (const guint8 *data,
               gsize         size)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *bytes = g_memdup2 (pristine, n_pristine);
  gsize n_bytes = n_pristine;

  for (; size >= PATCH_SIZE; data += PATCH_SIZE, size -= PATCH_SIZE)
    {
      gsize place = ((gsize) data[0] << 16 | (gsize) data[1] << 8 | data[2]) % n_pristine;

      if (data[5] == CUT)
        n_bytes = MIN (n_bytes, place);
      else
        for (gsize i = 0; i <= data[5] * 2u && place + i < n_pristine; i++)
          bytes[place + i] = data[3 + i % 2];
    }

  empty_folder (folder);
  g_file_set_contents (path, (const char *) bytes, (gssize) n_bytes, &error);
  g_assert_no_error (error);
}

/* Everything here may fail; it must not do worse. */
static void
use (CwProject *project)
{
  CwDatabase *database = cw_project_get_database (project);
  G_GNUC_UNUSED g_autoptr (GPtrArray) problems = cw_check_run (database, TRUE, NULL, NULL);
  G_GNUC_UNUSED g_autofree char *dump = cw_dump_to_string (database, CW_DUMP_DEFAULT, NULL);
  g_autoptr (CwChange) change = NULL;
  CwGuid coder;

  if (!cw_project_get_writable (project, NULL) || !cw_project_get_coder (project, &coder, NULL))
    return;
  change = cw_change_begin (project, &coder, "Add a code", "", CW_CHANGE_DEFAULT, NULL);
  if (change != NULL && cw_code_add_path (change, "Barrier/Time", TRUE, NULL, NULL)
      && cw_change_commit (change, NULL))
    {
      G_GNUC_UNUSED g_autoptr (CwHistoryEntry) undone = cw_history_undo (project, &coder, NULL);
      G_GNUC_UNUSED g_autoptr (CwHistoryEntry) again = cw_history_undo (project, &coder, NULL);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  CwOpenFlags flags = size % 2 == 0 ? CW_OPEN_NEED_WRITE : CW_OPEN_READ_ONLY;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = NULL;

  write_patched (data, size);
  project = cw_project_open (path, flags, NULL, &error);
  g_assert_true ((project == NULL) == (error != NULL));
  if (project != NULL)
    {
      use (project);
      cw_project_close (project, NULL);
    }
  return 0;
}
