/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-cli.h"

#include <glib/gstdio.h>
#include <string.h>

void
cw_test_cli_set_up (CwTestCli    *self,
                    gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("cw-cli-XXXXXX", &error);
  g_assert_no_error (error);
  self->project = g_build_filename (self->folder, "study.caseweave", NULL);
  self->in = g_strdup ("");
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      if (g_file_test (inside, G_FILE_TEST_IS_DIR))
        remove_tree (inside);
      else
        g_unlink (inside);
    }
  g_rmdir (path);
}

void
cw_test_cli_tear_down (CwTestCli    *self,
                       gconstpointer unused)
{
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->project);
  g_free (self->in);
  g_free (self->out);
  g_free (self->messages);
}

static char *
take_text (GOutputStream *stream)
{
  gsize size = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream));

  /* A stream that nothing was written to has no data at all. */
  return size > 0
           ? g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), size)
           : g_strdup ("");
}

void
cw_test_cli_run_words (CwTestCli         *self,
                       int                status,
                       const char *const *words)
{
  g_autoptr (GInputStream) in = g_memory_input_stream_new_from_data (self->in, -1, NULL);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) messages = g_memory_output_stream_new_resizable ();
  const CwCliStreams streams = { .in = in, .out = out, .messages = messages };
  int got = cw_cli_run (words, &streams, NULL);

  g_free (self->out);
  g_free (self->messages);
  self->out = take_text (out);
  self->messages = take_text (messages);
  if (got != status)
    g_test_fail_printf ("%s: status %d, wanted %d\n%s\n%s", words[0], got, status, self->out,
                        self->messages);
}

void
cw_test_cli_run (CwTestCli  *self,
                 int         status,
                 const char *line)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;

  g_shell_parse_argv (line, NULL, &words, &error);
  g_assert_no_error (error);
  for (char **word = words; *word != NULL; word++)
    {
      char *instead = NULL;

      if (g_str_equal (*word, "@P"))
        instead = g_strdup (self->project);
      else if (g_str_has_prefix (*word, "@/"))
        instead = cw_test_cli_path (self, *word + 2);
      if (instead != NULL)
        {
          g_free (*word);
          *word = instead;
        }
    }
  g_test_message ("%s", line);
  cw_test_cli_run_words (self, status, (const char *const *) words);
}

/* The one line that was printed, without its end. */
char *
cw_test_cli_take_line (CwTestCli *self)
{
  char *end = strchr (self->out, '\n');

  g_assert_nonnull (end);
  g_assert_cmpint (end[1], ==, '\0');
  return g_strndup (self->out, (gsize) (end - self->out));
}

void
cw_test_cli_write (CwTestCli  *self,
                   const char *name,
                   const char *text)
{
  g_autofree char *path = cw_test_cli_path (self, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

char *
cw_test_cli_path (CwTestCli  *self,
                  const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}
