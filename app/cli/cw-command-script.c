/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

/* Many commands on one open project: script. */

#include "config.h"

#include "cw-cli.h"

#include "cw-error.h"
#include "cw-exit-status.h"

#include <string.h>

typedef struct
{
  CwCommandContext *context; /* of the script itself */
  guint64 line;
  guint64 n_done;
} Script;

static gboolean
refuse_command (const char *name,
                GError    **error)
{
  if (g_str_equal (name, "new") || g_str_equal (name, "script"))
    g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "\"%s\" cannot stand in a script", name);
  else
    g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                 "there is no command \"%s\"; \"caseweave-cli help\" lists them", name);
  return FALSE;
}

static gboolean
run_line (Script            *script,
          const char *const *words,
          GError           **error)
{
  const CwCommand *command = cw_cli_find_command (words[0]);
  g_autoptr (CwCommandContext) context = NULL;

  if (command == NULL || g_str_equal (words[0], "new") || g_str_equal (words[0], "script"))
    return refuse_command (words[0], error);

  context = cw_command_context_new (command, words + 1, &script->context->streams,
                                    script->context->cancellable);
  context->in_script = TRUE;
  context->script_coder = script->context->coder_name;
  context->project = g_object_ref (script->context->project);
  if (!command->run (context, error))
    return FALSE;
  script->context->status = MAX (script->context->status, context->status);
  return TRUE;
}

/* Splits a line as a shell does; none, if there is nothing on it but a comment. */
static gboolean
split_line (const char *line,
            char     ***out_words,
            GError    **error)
{
  g_autoptr (GError) failure = NULL;

  *out_words = NULL;
  if (!g_utf8_validate (line, -1, NULL))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "the line is not UTF-8 text");
      return FALSE;
    }
  if (g_shell_parse_argv (line, NULL, out_words, &failure)
      || g_error_matches (failure, G_SHELL_ERROR, G_SHELL_ERROR_EMPTY_STRING))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* "ok N" is a promise: what the command did is in the file. */
static gboolean
acknowledge (Script  *script,
             GError **error)
{
  script->n_done++;
  return cw_command_context_print (script->context, error, "ok %" G_GUINT64_FORMAT "\n",
                                   script->n_done)
         && g_output_stream_flush (script->context->streams.out, NULL, error);
}

static gboolean
do_line (Script     *script,
         const char *line,
         GError    **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) failure = NULL;

  script->line++;
  if (!split_line (line, &words, &failure)
      || (words != NULL && !run_line (script, (const char *const *) words, &failure)))
    {
      /* The help was asked for: that is an answer. */
      if (cw_exit_status_of_error (failure) != CW_EXIT_DONE
          || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
        {
          g_prefix_error (&failure, "line %" G_GUINT64_FORMAT ": ", script->line);
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  return words == NULL || acknowledge (script, error);
}

static gboolean
run_lines (Script       *script,
           GInputStream *in,
           GError      **error)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (in);

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  g_data_input_stream_set_newline_type (lines, G_DATA_STREAM_NEWLINE_TYPE_LF);
  for (gboolean is_first = TRUE;;)
    {
      g_autoptr (GError) failure = NULL;
      g_autofree char *line = g_data_input_stream_read_line (
        lines, NULL, script->context->cancellable, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (line == NULL)
        return TRUE;
      if (g_str_has_suffix (line, "\r"))
        line[strlen (line) - 1] = '\0';
      /* Some editors begin a file with a byte order mark. */
      if (is_first && g_str_has_prefix (line, "\xEF\xBB\xBF"))
        memmove (line, line + 3, strlen (line + 3) + 1);
      is_first = FALSE;
      if (!do_line (script, line, error))
        return FALSE;
    }
}

static GInputStream *
open_script (CwCommandContext *context,
             const char       *path,
             GError          **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) failure = NULL;
  GFileInputStream *in;

  if (g_str_equal (path, "-"))
    return g_object_ref (context->streams.in);
  file = g_file_new_for_path (path);
  in = g_file_read (file, NULL, &failure);
  if (in == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "%s: the script cannot be read: %s", path,
                   failure->message);
      return NULL;
    }
  return G_INPUT_STREAM (in);
}

static gboolean
run_script (CwCommandContext *context,
            GError          **error)
{
  Script script = { .context = context };
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (GError) failure = NULL;

  if (!cw_command_context_parse (context, CW_OPTION_CODER, NULL, error))
    return FALSE;
  if (context->operands->len != 1)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "script: it takes a file of commands, or - for standard input");
      return FALSE;
    }
  in = open_script (context, cw_command_context_operand (context, 0), error);
  if (in == NULL || cw_command_context_open_to_write (context, error) == NULL)
    return FALSE;
  if (run_lines (&script, in, &failure))
    return TRUE;
  /* Nobody reads what is acknowledged: no error, but not all was done either. */
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    context->status = CW_EXIT_PARTLY;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

const CwCommand cw_commands_script[] = {
  { "script", "PROJECT FILE", "runs commands from a file on one open project",
    "One command a line, without the name of the program and without PROJECT, quoted as in\n"
    "a shell; # begins a comment; FILE may be - for standard input. Each command is a\n"
    "change of its own, and \"ok N\" is printed when the Nth is safely in the file. The\n"
    "first error ends the script with its exit status and the number of the line.",
    TRUE, NULL, run_script },
  { NULL },
};
