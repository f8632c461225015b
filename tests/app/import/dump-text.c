/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-reader.h"
#include "cw-text-json.h"
#include "cw-turns.h"
#include "cw-words.h"

#include <stdio.h>
#include <string.h>

/* dump-text [--structure|--bench N] FILE...: the text of files as the readers
 * see it, for comparing and measuring. Not installed. */

static int
bench (const char *path,
       int         n_rounds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cw_reader_load_file (path, NULL, &error);
  g_autoptr (CwWordBreaker) breaker = cw_word_breaker_new ();
  g_autofree char *name = g_path_get_basename (path);
  guint32 n_words = 0;
  gint64 start;

  if (bytes == NULL)
    return 3;
  start = g_get_monotonic_time ();
  for (int i = 0; i < n_rounds; i++)
    {
      g_autoptr (CwText) text = cw_reader_read (bytes, name, NULL, NULL, &error);

      if (text == NULL)
        return 3;
      n_words = cw_word_breaker_count (breaker, text->text, text->n_bytes);
    }
  printf ("%s\t%u words\t%.3f ms\n", name, n_words,
          (double) (g_get_monotonic_time () - start) / 1000 / n_rounds);
  return 0;
}

int
main (int    argc,
      char **argv)
{
  gboolean structure = argc > 1 && strcmp (argv[1], "--structure") == 0;
  int first = structure ? 2 : 1;
  int status = 0;

  if (argc > 3 && strcmp (argv[1], "--bench") == 0)
    {
      for (int i = 3; i < argc; i++)
        status |= bench (argv[i], (int) g_ascii_strtoll (argv[2], NULL, 10));
      return status;
    }

  for (int i = first; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = cw_reader_read_file (argv[i], NULL, NULL, NULL, &error);

      if (text == NULL)
        {
          fprintf (stderr, "%s\n", error->message);
          status = 3;
          continue;
        }
      if (structure)
        {
          g_autofree char *json = cw_text_structure_to_json (text);

          puts (json);
        }
      else
        fwrite (text->text, 1, text->n_bytes, stdout);
      for (guint j = 0; j < text->warnings->len; j++)
        fprintf (stderr, "%s: %s\n", argv[i], (char *) g_ptr_array_index (text->warnings, j));
    }
  return status;
}
