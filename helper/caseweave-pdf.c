/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-pdf"

/* caseweave-pdf text <FILE.pdf: what stands in a PDF, as lines for the program
 * that started it (app/import/cw-pdf-answer.c reads them). A PDF is the most
 * hostile of formats: only this process touches one. */

#include "cw-pdf-pages.h"
#include "cw-sandbox.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MOST_PAGES 20000
#define MOST_BYTES (256u * 1024u * 1024u) /* of the file, and of the answer */

static GBytes *
read_pipe (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 buffer[65536];
  gssize n;

  while ((n = read (STDIN_FILENO, buffer, sizeof buffer)) > 0)
    {
      if (data->len + (gsize) n > MOST_BYTES)
        return NULL;
      g_byte_array_append (data, buffer, (guint) n);
    }
  if (n < 0)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

static GBytes *
read_input (void)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new_from_fd (STDIN_FILENO, FALSE, NULL);

  if (mapped != NULL && g_mapped_file_get_length (mapped) > 0)
    return g_mapped_file_get_bytes (mapped);
  return read_pipe ();
}

static gboolean
flush (GString *out,
       gsize   *written)
{
  gsize n_bytes = out->len;

  *written += n_bytes;
  if (*written > MOST_BYTES)
    {
      puts ("error\tlarge");
      return FALSE;
    }
  if (fwrite (out->str, 1, n_bytes, stdout) != n_bytes)
    return FALSE;
  g_string_truncate (out, 0);
  return TRUE;
}

static int
fail (const char *why)
{
  printf ("error\t%s\n", why);
  return fflush (stdout) == 0 ? 0 : 1;
}

static int
write_document (PopplerDocument *document)
{
  g_autoptr (GString) out = g_string_new (NULL);
  int n_pages = poppler_document_get_n_pages (document);
  gsize written = 0;

  if (n_pages <= 0)
    return fail ("damaged");
  if (n_pages > MOST_PAGES)
    return fail ("pages");

  g_string_append_printf (out, "pages\t%d\n", n_pages);
  for (int i = 0; i < n_pages; i++)
    {
      PopplerPage *page;

      cw_sandbox_limit_page ();
      page = poppler_document_get_page (document, i);
      if (page != NULL)
        cw_pdf_write_page (page, out);
      else
        g_string_append (out, "page\t0\t0\t0\t\n");
      g_clear_object (&page);
      if (!flush (out, &written))
        return 1;
    }
  puts ("end");
  return fflush (stdout) == 0 ? 0 : 1;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GBytes) bytes = NULL;
  PopplerDocument *document;
  g_autoptr (GError) problem = NULL;
  int status;

  if (argc != 2 || strcmp (argv[1], "text") != 0)
    {
      fputs ("Usage: caseweave-pdf text <FILE.pdf\n", stderr);
      return 2;
    }

  cw_sandbox_limit ();
  cw_sandbox_limit_page ();
  cw_sandbox_enter ();
  bytes = read_input ();
  if (bytes == NULL)
    return fail ("large");
  document = poppler_document_new_from_bytes (bytes, NULL, &problem);
  if (document != NULL)
    {
      status = write_document (document);
      g_object_unref (document);
      return status;
    }
  if (g_error_matches (problem, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    return fail ("encrypted");
  return fail ("damaged");
}
