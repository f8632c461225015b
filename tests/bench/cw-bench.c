/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint-file: print: this is a program for a terminal */

/*
 * cw-bench: how long the program takes on invented studies of several sizes, beside what
 * SQLite alone takes on the same file. docs/performance.md says what the rows mean.
 */
#include "cw-bench-report.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

static const guint n_times[CW_BENCH_N_OFTEN] = {
  [CW_BENCH_MANY] = 1000,
  [CW_BENCH_OPENS] = 20,
  [CW_BENCH_SOME] = 9,
  [CW_BENCH_FEW] = 5,
};

typedef struct
{
  int seed;
  char *json;
  char *keep;
  char *only;
  char **sizes;
} Options;

static void
print (GString *text)
{
  fputs (text->str, stdout);
  fflush (stdout);
  g_string_truncate (text, 0);
}

static void
row_cb (const CwBenchSession *session,
        const CwBenchRow     *row)
{
  g_autoptr (GString) out = g_string_new (NULL);

  cw_bench_report_row (row, session->study->size, out);
  print (out);
}

static gboolean
run_session (CwBenchSession *session,
             const Options  *options,
             GError        **error)
{
  g_autoptr (GString) out = g_string_new ("\n");

  fprintf (stderr, "Making %s\n", session->study->size->name);
  if (!cw_bench_session_make (session, error))
    return FALSE;
  cw_bench_report_head (session, out);
  print (out);
  return cw_bench_session_run (session, n_times, options->only, row_cb, error);
}

static gboolean
run_sizes (const Options *options,
           const char    *folder,
           GError       **error)
{
  g_autoptr (GPtrArray) sessions = g_ptr_array_new_with_free_func (
    (GDestroyNotify) cw_bench_session_free);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *json = NULL;

  cw_bench_report_machine (folder, out);
  print (out);
  for (guint i = 0; options->sizes[i] != NULL; i++)
    {
      CwBenchSession *session = cw_bench_session_new (
        folder, cw_bench_size_find (options->sizes[i]), (guint32) options->seed);
      gboolean done;

      g_ptr_array_add (sessions, session);
      done = run_session (session, options, error);
      if (options->keep == NULL)
        cw_bench_remove_folder (session->study->folder);
      if (!done)
        return FALSE;
    }
  if (options->json == NULL)
    return TRUE;
  json = cw_bench_report_json (sessions, folder, (guint32) options->seed);
  return g_file_set_contents (options->json, json, -1, error);
}

static gboolean
parse (Options *options,
       int     *argc,
       char  ***argv,
       GError **error)
{
  static char *one[] = { (char *) "S", NULL };
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT, &options->seed, "Another study of the same size (1)", "N" },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &options->json, "The figures go here too", "FILE" },
    { "keep", 0, 0, G_OPTION_ARG_FILENAME, &options->keep,
      "Keep the studies in this folder, and use those that are there", "DIR" },
    { "only", 0, 0, G_OPTION_ARG_STRING, &options->only, "Measure only what has this in its name",
      "WORDS" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->sizes, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[XS|S|M|L|XL]…");

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (options->sizes == NULL)
    options->sizes = g_strdupv (one);
  for (guint i = 0; options->sizes[i] != NULL; i++)
    if (cw_bench_size_find (options->sizes[i]) == NULL)
      {
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                     "no size is called %s; there are XS, S, M, L and XL", options->sizes[i]);
        return FALSE;
      }
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  Options options = { .seed = 1 };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *state = NULL;
  gboolean done;

  setlocale (LC_CTYPE, "");
  if (!parse (&options, &argc, &argv, &error))
    {
      fprintf (stderr, "cw-bench: %s\n", error->message);
      return 2;
    }
  folder = options.keep != NULL ? g_canonicalize_filename (options.keep, NULL)
                                : g_dir_make_tmp ("cw-bench-XXXXXX", &error);
  if (folder == NULL)
    {
      fprintf (stderr, "cw-bench: %s\n", error->message);
      return 1;
    }
  /* Nothing of this is to be remembered in the home folder, and no file is looked at
   * through a service, which would mean a thread. */
  state = g_build_filename (folder, "state", NULL);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("GIO_USE_VFS", "local", TRUE);
  g_mkdir_with_parents (folder, 0700);
  done = run_sizes (&options, folder, &error);
  if (!done)
    fprintf (stderr, "cw-bench: %s\n", error->message);
  if (options.keep == NULL)
    cw_bench_remove_folder (folder);
  g_strfreev (options.sizes);
  g_free (options.json);
  g_free (options.keep);
  g_free (options.only);
  return done ? 0 : 1;
}
