/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

/* A PDF is read by a process of its own, which has given up what it could do
 * harm with: a crash there is a message here. */

#include "config.h"

#include "cw-readers.h"

#include "cw-error.h"
#include "cw-limits.h"
#include "cw-pdf-answer.h"
#include "cw-pdf-layout.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PROGRAM "caseweave-pdf"

/* The helper beside the program that runs: in the tree where it is built
 * (app/cli, tests/app/import …: "helper" in a folder above), or as installed. */
static char *
find_beside_program (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  for (guint i = 0; folder != NULL && i < 4; i++)
    {
      static const char *const places[] = { "helper", "libexec" };
      g_autofree char *above = g_path_get_dirname (folder);

      for (guint j = 0; j < G_N_ELEMENTS (places); j++)
        {
          g_autofree char *path = g_build_filename (above, places[j], PROGRAM, NULL);

          if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
            return g_steal_pointer (&path);
        }
      g_free (folder);
      folder = g_steal_pointer (&above);
    }
  return NULL;
}

static char *
find_program (GError **error)
{
  const char *wanted = g_getenv ("CASEWEAVE_PDF_HELPER");
  g_autofree char *path = NULL;

  if (wanted != NULL && *wanted != '\0')
    path = g_strdup (wanted);
  else
    path = find_beside_program ();
  if (path == NULL)
    path = g_build_filename (LIBEXECDIR, PROGRAM, NULL);
  if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&path);
  g_set_error (error, CW_ERROR, CW_ERROR_FAILED,
               "a PDF is read by the program “%s”, which is not there; install Caseweave anew",
               path);
  return NULL;
}

static gboolean
write_all (int     descriptor,
           GBytes *bytes)
{
  gsize left;
  const char *data = g_bytes_get_data (bytes, &left);

  while (left > 0)
    {
      gssize n = write (descriptor, data, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      left -= (gsize) n;
    }
  return lseek (descriptor, 0, SEEK_SET) == 0;
}

/* The file as a descriptor that has no name. */
static int
open_bytes (GBytes  *bytes,
            GError **error)
{
  int descriptor = memfd_create ("document", MFD_CLOEXEC);

  if (descriptor >= 0 && write_all (descriptor, bytes))
    return descriptor;
  g_set_error (error, CW_ERROR, CW_ERROR_FAILED,
               "the PDF could not be handed on (%s); close other programs and import it again",
               g_strerror (errno));
  if (descriptor >= 0)
    close (descriptor);
  return -1;
}

static GSubprocess *
start (GBytes  *bytes,
       GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *program = find_program (error);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) problem = NULL;
  int descriptor;

  if (program == NULL)
    return NULL;
  descriptor = open_bytes (bytes, error);
  if (descriptor < 0)
    return NULL;

  g_subprocess_launcher_take_stdin_fd (launcher, descriptor);
  /* poppler warns about what is wrong in a file. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  process = g_subprocess_launcher_spawn (launcher, &problem, program, "text", NULL);
  if (process == NULL)
    g_set_error (error, CW_ERROR, CW_ERROR_FAILED,
                 "the program that reads PDFs could not be started (%s); install Caseweave anew",
                 problem->message);
  return g_steal_pointer (&process);
}

static gboolean
read_answer (GInputStream *stream,
             GByteArray   *answer,
             GCancellable *cancellable,
             GError      **error)
{
  g_autofree guint8 *buffer = g_malloc (65536);
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, 65536, cancellable, error)) > 0)
    {
      g_byte_array_append (answer, buffer, (guint) n);
      if (answer->len <= CW_LIMIT_PDF_ANSWER_BYTES)
        continue;
      g_set_error_literal (error, CW_ERROR, CW_ERROR_TOO_LARGE,
                           "this PDF holds more text than can be read; split it and import the "
                           "parts");
      return FALSE;
    }
  return n == 0;
}

static gboolean
ended_well (GSubprocess *process,
            GError     **error)
{
  if (g_subprocess_get_if_exited (process) && g_subprocess_get_exit_status (process) == 0)
    return TRUE;
  if (g_subprocess_get_if_signaled (process) && g_subprocess_get_term_sig (process) == SIGXCPU)
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_TOO_LARGE,
                           "a page of this PDF takes longer to read than the limit of 4 seconds; "
                           "print it as a new PDF and import that");
      return FALSE;
    }
  g_set_error_literal (error, CW_ERROR, CW_ERROR_DAMAGED,
                       "the program that reads PDFs broke down over this one, so it is damaged or "
                       "asks for too much memory; print it as a new PDF and import that");
  return FALSE;
}

/* Runs the helper; it is gone when this returns. */
static GByteArray *
ask (GBytes       *bytes,
     GCancellable *cancellable,
     GError      **error)
{
  g_autoptr (GSubprocess) process = start (bytes, error);
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  gboolean read;

  if (process == NULL)
    return NULL;
  read = read_answer (g_subprocess_get_stdout_pipe (process), answer, cancellable, error);
  if (!read)
    g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  if (!read || !ended_well (process, error))
    return NULL;
  return g_steal_pointer (&answer);
}

/**
 * cw_read_pdf:
 * @bytes: a file
 * @file_name: its name, for messages
 * @options: what the caller knows or wants
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads a PDF: its text in reading order, pages, headings, bold and italic, links
 * and annotations. `caseweave-pdf` does it, in a process of its own.
 *
 * Returns: (transfer full): the text, or NULL with %CW_ERROR_PROTECTED,
 *   %CW_ERROR_DAMAGED, %CW_ERROR_FORMAT (a scan), %CW_ERROR_TOO_LARGE or
 *   %CW_ERROR_FAILED, or cancelled
 */
CwText *
cw_read_pdf (GBytes              *bytes,
             const char          *file_name,
             const CwReadOptions *options,
             GCancellable        *cancellable,
             GError             **error)
{
  g_autoptr (GByteArray) answer = ask (bytes, cancellable, error);
  g_autoptr (GPtrArray) pages = NULL;

  if (answer == NULL)
    return NULL;
  pages = cw_pdf_answer_parse ((const char *) answer->data, answer->len, error);
  if (pages == NULL)
    return NULL;
  return cw_pdf_layout (pages, cancellable, error);
}
