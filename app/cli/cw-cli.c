/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

#include "config.h"

#include "cw-cli.h"

#include "cw-error.h"
#include "cw-exit-status.h"
#include "cw-terminal.h"

#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <string.h>
#include <fcntl.h>
#include <unistd.h>

/* Families of one title stand under one heading. */
static const CwCommandFamily families[] = {
  { "The project", cw_commands_project },
  { "Documents", cw_commands_import },
  { "Documents", cw_commands_documents },
  { "Documents", cw_commands_speakers },
  { "Documents", cw_commands_pseudonyms },
  { "Cases and attributes", cw_commands_cases },
  { "Cases and attributes", cw_commands_attributes },
  { "The codebook", cw_commands_codes },
  { "Coding", cw_commands_coding },
  { "Coding", cw_commands_correct },
  { "Memos", cw_commands_memos },
  { "Answers", cw_commands_answers },
  { "History and backups", cw_commands_history },
  { "Scripts", cw_commands_script },
  { NULL, NULL },
};

static gboolean
write_text (GOutputStream *stream,
            const char    *text,
            GError       **error)
{
  return g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, error);
}

static gboolean
show_overview (GOutputStream *stream,
               GError       **error)
{
  g_autoptr (GString) help = g_string_new (
    "caseweave-cli: qualitative coding of case studies, from a terminal.\n\n"
    "Usage:\n"
    "  caseweave-cli COMMAND [OPTIONS] PROJECT [ARGUMENTS]\n"
    "  caseweave-cli help [COMMAND]\n"
    "  caseweave-cli --version\n");
  const char *title = NULL;

  for (const CwCommandFamily *family = families; family->title != NULL; family++)
    {
      if (g_strcmp0 (title, family->title) != 0)
        g_string_append_printf (help, "\n%s:\n", family->title);
      title = family->title;
      for (const CwCommand *command = family->commands; command->name != NULL; command++)
        g_string_append_printf (help, "  %-12s %s\n", command->name, command->summary);
    }
  g_string_append (help,
                   "\nExit status: 0 done; 1 done in part, or a check found something; "
                   "2 wrong usage;\n3 the project or a file cannot be used; 4 refused because "
                   "something would be lost;\n130 interrupted.\n");
  return write_text (stream, help->str, error);
}

static const char *
nearest_command (const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (const CwCommandFamily *family = families; family->title != NULL; family++)
    for (const CwCommand *command = family->commands; command->name != NULL; command++)
      g_ptr_array_add (names, (gpointer) command->name);
  g_ptr_array_add (names, (gpointer) "help");
  g_ptr_array_add (names, NULL);
  return cw_nearest_word (name, (const char *const *) names->pdata);
}

static void
set_unknown_command_error (const char *name,
                           GError    **error)
{
  const char *nearest = nearest_command (name);

  if (nearest != NULL)
    g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                 "There is no command \"%s\"; did you mean \"%s\"?", name, nearest);
  else
    g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                 "There is no command \"%s\"; \"caseweave-cli help\" lists them", name);
}

static gboolean
show_command_help (const char         *name,
                   const CwCliStreams *streams,
                   GError            **error)
{
  const char *const no_arguments[] = { NULL };
  const CwCommand *command = cw_cli_find_command (name);
  g_autoptr (CwCommandContext) context = NULL;

  if (command == NULL)
    {
      set_unknown_command_error (name, error);
      return FALSE;
    }
  context = cw_command_context_new (command, no_arguments, streams, NULL);
  context->help_wanted = TRUE;
  return command->run (context, error);
}

static gboolean
run_command (const char *const  *arguments,
             const CwCliStreams *streams,
             GCancellable       *cancellable,
             int                *out_status,
             GError            **error)
{
  const CwCommand *command = cw_cli_find_command (arguments[0]);
  g_autoptr (CwCommandContext) context = NULL;
  gboolean done;

  if (command == NULL)
    {
      set_unknown_command_error (arguments[0], error);
      return FALSE;
    }
  context = cw_command_context_new (command, arguments + 1, streams, cancellable);
  done = command->run (context, error);
  /* What was done before something failed is in the project all the same. */
  if (!cw_command_context_close (context, done ? error : NULL))
    done = FALSE;
  *out_status = context->status;
  return done;
}

static gboolean
dispatch (const char *const  *arguments,
          const CwCliStreams *streams,
          GCancellable       *cancellable,
          int                *out_status,
          GError            **error)
{
  const char *first = arguments[0];

  if (first == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "What is to be done? \"caseweave-cli help\" lists the commands");
      return FALSE;
    }
  if (g_str_equal (first, "--version"))
    return write_text (streams->out, "caseweave-cli " PACKAGE_VERSION "\n", error);
  if (g_str_equal (first, "help") && arguments[1] != NULL)
    return show_command_help (arguments[1], streams, error);
  if (g_str_equal (first, "help") || g_str_equal (first, "--help") || g_str_equal (first, "-h"))
    return show_overview (streams->out, error);
  return run_command (arguments, streams, cancellable, out_status, error);
}

/**
 * cw_cli_families:
 *
 * Gets all commands, in the order of the help.
 *
 * Returns: (transfer none): families, ended by one without a title
 */
const CwCommandFamily *
cw_cli_families (void)
{
  return families;
}

/**
 * cw_cli_find_command:
 * @name: the word on the command line
 *
 * Finds a command.
 *
 * Returns: (transfer none) (nullable): the command, or %NULL
 */
const CwCommand *
cw_cli_find_command (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (const CwCommandFamily *family = families; family->title != NULL; family++)
    for (const CwCommand *command = family->commands; command->name != NULL; command++)
      if (g_str_equal (command->name, name))
        return command;
  return NULL;
}

/**
 * cw_cli_run:
 * @arguments: the arguments without the program's name, %NULL-terminated
 * @streams: where to read and write
 * @cancellable: (nullable): cancelled when the person interrupts
 *
 * Runs one command, and tells on the stream of messages what went wrong.
 *
 * Returns: the exit status
 */
int
cw_cli_run (const char *const  *arguments,
            const CwCliStreams *streams,
            GCancellable       *cancellable)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *line = NULL;
  int status = CW_EXIT_DONE;
  int of_error;

  g_return_val_if_fail (arguments != NULL && streams != NULL, CW_EXIT_USAGE);

  if (dispatch (arguments, streams, cancellable, &status, &failure))
    g_output_stream_flush (streams->out, NULL, &failure);
  else
    g_output_stream_flush (streams->out, NULL, NULL);
  if (failure == NULL)
    return status;

  of_error = cw_exit_status_of_error (failure);
  if (of_error == CW_EXIT_DONE)
    return status;
  line = g_strdup_printf ("caseweave-cli: %s\n", failure->message);
  if (of_error == CW_EXIT_INTERRUPTED)
    write_text (streams->messages,
                "caseweave-cli: Interrupted; the command that was running changed nothing\n", NULL);
  else
    write_text (streams->messages, line, NULL);
  return of_error;
}

/* What is closed would be taken by the first file that is opened, and results be
 * written into that. */
static void
keep_standard_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", O_RDWR) != fd)
      _exit (CW_EXIT_UNUSABLE);
}

/**
 * cw_cli_main:
 * @argc: number of arguments
 * @argv: arguments
 *
 * Runs the program on the process's own streams.
 *
 * Returns: the exit status
 */
int
cw_cli_main (int    argc,
             char **argv)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GInputStream) in = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GOutputStream) plain_out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (GOutputStream) messages = g_unix_output_stream_new (STDERR_FILENO, FALSE);
  g_autoptr (GOutputStream) out = g_buffered_output_stream_new_sized (plain_out, 64 * 1024);
  const CwCliStreams streams = {
    .in = in,
    .out = out,
    .messages = messages,
    .show_progress = isatty (STDERR_FILENO),
    .width = cw_terminal_width (),
  };

  keep_standard_streams ();
  cw_terminal_watch_interrupts (cancellable);
  return cw_cli_run ((const char *const *) argv + MIN (argc, 1), &streams, cancellable);
}
