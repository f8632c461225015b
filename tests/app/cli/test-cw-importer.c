/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-importer.h"

#include "cw-coder.h"
#include "cw-document.h"
#include "cw-history.h"
#include "cw-memo.h"
#include "cw-passage.h"
#include "cw-setup.h"
#include "cw-test-cli.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  CwTestCli cli;
  CwProject *project;
  CwGuid coder;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  cw_test_cli_set_up (&fixture->cli, NULL);
  cw_test_cli_run (&fixture->cli, 0, "new @P --codebook none --coder Ann");
  fixture->project = cw_project_open (fixture->cli.project, CW_OPEN_NEED_WRITE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cw_project_get_coder (fixture->project, &fixture->coder, &error));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer unused)
{
  g_assert_true (cw_project_close (fixture->project, NULL));
  g_assert_finalize_object (fixture->project);
  cw_test_cli_tear_down (&fixture->cli, NULL);
}

static GPtrArray *
list (Fixture           *fixture,
      gboolean           recursive,
      const char *const *names)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GPtrArray *files;

  for (; *names != NULL; names++)
    g_ptr_array_add (paths, cw_test_cli_path (&fixture->cli, *names));
  g_ptr_array_add (paths, NULL);
  files = cw_import_list_files ((const char *const *) paths->pdata, recursive, &error);
  g_assert_no_error (error);
  return files;
}

static void
assert_names (GPtrArray  *files,
              const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = g_path_get_basename (g_ptr_array_index (files, i));

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", name);
    }
  g_assert_cmpstr (names->str, ==, expected);
}

static void
make_folder (Fixture *fixture)
{
  g_autofree char *folder = cw_test_cli_path (&fixture->cli, "texts");
  g_autofree char *inner = cw_test_cli_path (&fixture->cli, "texts/inner");
  g_autofree char *circle = cw_test_cli_path (&fixture->cli, "texts/circle");
  g_autoptr (GFile) link = g_file_new_for_path (circle);

  g_mkdir (folder, 0700);
  g_mkdir (inner, 0700);
  g_assert_true (g_file_make_symbolic_link (link, folder, NULL, NULL));
  cw_test_cli_write (&fixture->cli, "texts/day 10.txt", "Ten.");
  cw_test_cli_write (&fixture->cli, "texts/day 2.txt", "Two.");
  cw_test_cli_write (&fixture->cli, "texts/.hidden.txt", "Hidden.");
  cw_test_cli_write (&fixture->cli, "texts/inner/deep.txt", "Deep.");
}

static void
test_list (Fixture      *fixture,
           gconstpointer unused)
{
  g_autoptr (GPtrArray) flat = NULL;
  g_autoptr (GPtrArray) deep = NULL;

  make_folder (fixture);
  flat = list (fixture, FALSE, (const char *const[]) { "none.txt", "texts", NULL });
  assert_names (flat, "none.txt day 2.txt day 10.txt");
  deep = list (fixture, TRUE, (const char *const[]) { "texts", NULL });
  assert_names (deep, "day 2.txt day 10.txt deep.txt");
}

static GPtrArray *
import (Fixture               *fixture,
        GPtrArray             *paths,
        const CwImportOptions *options,
        GCancellable          *cancellable,
        GError               **error)
{
  return cw_import_files (fixture->project, &fixture->coder, paths, options, NULL, NULL,
                          cancellable, error);
}

static guint
count_changes (Fixture *fixture)
{
  g_autoptr (GPtrArray) entries = cw_history_list (fixture->project, 0, NULL);

  return entries->len;
}

/* The good ones are in, in one change and in their order; the others say why not. */
static void
test_results (Fixture      *fixture,
              gconstpointer unused)
{
  const CwImportOptions options = { .find_speakers = TRUE, .keep_original = TRUE };
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GError) error = NULL;
  guint before = count_changes (fixture);
  const CwImportOutcome expected[] = { CW_IMPORT_DONE, CW_IMPORT_FAILED, CW_IMPORT_ALREADY,
                                       CW_IMPORT_DONE };

  cw_test_cli_write (&fixture->cli, "b.txt", "The same words.");
  cw_test_cli_write (&fixture->cli, "a.txt", "The same words.");
  cw_test_cli_write (&fixture->cli, "c.md", "# Other words\n");
  paths = list (fixture, FALSE,
                (const char *const[]) { "b.txt", "none.txt", "a.txt", "c.md", NULL });
  files = import (fixture, paths, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (files->len, ==, 4);
  for (guint i = 0; i < files->len; i++)
    {
      const CwImportedFile *file = g_ptr_array_index (files, i);

      g_assert_cmpint (file->outcome, ==, expected[i]);
      g_assert_true ((file->error != NULL) == (file->outcome == CW_IMPORT_FAILED));
    }
  g_assert_cmpstr (((CwImportedFile *) g_ptr_array_index (files, 2))->document_name, ==, "b");
  g_assert_cmpint (((CwImportedFile *) g_ptr_array_index (files, 0))->words, ==, 3);
  g_assert_cmpuint (count_changes (fixture), ==, before + 1);

  /* All there already: no change at all. */
  g_clear_pointer (&files, g_ptr_array_unref);
  files = import (fixture, paths, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((CwImportedFile *) g_ptr_array_index (files, 3))->outcome, ==,
                   CW_IMPORT_ALREADY);
  g_assert_cmpuint (count_changes (fixture), ==, before + 1);
}

static void
cancel_cb (guint    n_done,
           guint    n_all,
           gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* Interrupted while reading: nothing was changed. */
static void
test_cancelled (Fixture      *fixture,
                gconstpointer unused)
{
  const CwImportOptions options = { .new_case = "North" };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GError) error = NULL;
  guint before = count_changes (fixture);

  cw_test_cli_write (&fixture->cli, "a.txt", "Words.");
  cw_test_cli_write (&fixture->cli, "b.txt", "Other words.");
  paths = list (fixture, FALSE, (const char *const[]) { "a.txt", "b.txt", NULL });
  g_assert_null (cw_import_files (fixture->project, &fixture->coder, paths, &options, cancel_cb,
                                  cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_changes (fixture), ==, before);
}

static const char commented[] =
  "{\\rtf1 We {\\*\\atrfstart 1}met{\\*\\atrfend 1}{\\*\\atnauthor Rosa}"
  "{\\*\\annotation Where? With whom?} twice.{\\*\\atnauthor ann}{\\*\\annotation Check.}\\par}";

static GPtrArray *
import_commented (Fixture *fixture,
                  gboolean keep_comments)
{
  const CwImportOptions options = { .keep_comments = keep_comments };
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *files;

  cw_test_cli_write (&fixture->cli, "a.rtf", commented);
  paths = list (fixture, FALSE, (const char *const[]) { "a.rtf", NULL });
  files = cw_import_files (fixture->project, &fixture->coder, paths, &options, NULL, NULL, NULL,
                           &error);
  g_assert_no_error (error);
  return files;
}

static void
assert_memo (CwDatabase   *database,
             const CwMemo *memo,
             const char   *author,
             const char   *body,
             const char   *quoted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCoder) coder = cw_coder_load (database, &memo->coder, &error);
  g_autoptr (CwPassage) passage = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (coder->name, ==, author);
  g_assert_cmpstr (memo->type, ==, "comment");
  g_assert_cmpstr (memo->title, ==, body);
  g_assert_cmpstr (memo->body, ==, body);
  g_assert_cmpuint (memo->ties->len, ==, 1);
  g_assert_cmpint (g_array_index (memo->ties, CwMemoTie, 0).kind, ==, CW_TIE_PASSAGE);
  passage = cw_passage_load (database, &g_array_index (memo->ties, CwMemoTie, 0).guid, &error);
  g_assert_no_error (error);
  g_assert_true (cw_guid_equal (&passage->coder, &memo->coder));
  text = cw_document_load_range (database, &passage->document, passage->start, passage->end,
                                 &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, quoted));
}

/* The second author is a coder already, in other letters. */
static void
test_comments (Fixture      *fixture,
               gconstpointer unused)
{
  CwDatabase *database = cw_project_get_database (fixture->project);
  g_autoptr (GPtrArray) files = import_commented (fixture, TRUE);
  const CwImportedFile *file = g_ptr_array_index (files, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) memos = cw_memo_list (database, NULL, &error);
  g_autoptr (GPtrArray) coders = NULL;
  g_autoptr (CwText) text = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (g_ptr_array_index (file->warnings, 0), ==, "2 comments were kept as memos");
  g_assert_cmpuint (memos->len, ==, 2);
  for (guint i = 0; i < memos->len; i++)
    {
      const CwMemo *memo = g_ptr_array_index (memos, i);

      if (g_str_equal (memo->body, "Check."))
        assert_memo (database, memo, "Ann", "Check.", ".");
      else
        assert_memo (database, memo, "Rosa", "Where? With whom?", "met");
    }
  coders = cw_coder_list (database, &error);
  g_assert_cmpuint (coders->len, ==, 2);
  text = cw_document_load_text (database, &file->document, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < text->spans->len; i++)
    g_assert_cmpint (g_array_index (text->spans, CwSpan, i).kind, !=, CW_SPAN_COMMENT);
}

static void
test_no_comments (Fixture      *fixture,
                  gconstpointer unused)
{
  g_autoptr (GPtrArray) files = import_commented (fixture, FALSE);
  const CwImportedFile *file = g_ptr_array_index (files, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) memos = cw_memo_list (cw_project_get_database (fixture->project), NULL,
                                              &error);

  g_assert_no_error (error);
  g_assert_cmpuint (memos->len, ==, 0);
  g_assert_cmpstr (g_ptr_array_index (file->warnings, 0), ==, "2 comments were left out");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/import/importer/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/import/importer/results", Fixture, NULL, set_up, test_results, tear_down);
  g_test_add ("/import/importer/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/import/importer/comments", Fixture, NULL, set_up, test_comments, tear_down);
  g_test_add ("/import/importer/no-comments", Fixture, NULL, set_up, test_no_comments, tear_down);
  return g_test_run ();
}
