/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

#include "config.h"

#include "cw-command-context.h"

#include "cw-backup.h"
#include "cw-command.h"
#include "cw-error.h"
#include "cw-exit-status.h"
#include "cw-names.h"

#include <string.h>

static void
free_vector (gpointer vector)
{
  g_strfreev (vector);
}

/**
 * cw_command_context_new:
 * @command: the command to run
 * @arguments: what stands behind its name, %NULL-terminated; must outlive the context
 * @streams: where to read and write; copied
 * @cancellable: (nullable): cancelled when the person interrupts
 *
 * Makes the context in which a command runs once.
 *
 * Returns: (transfer full): the context
 */
CwCommandContext *
cw_command_context_new (const CwCommand    *command,
                        const char *const  *arguments,
                        const CwCliStreams *streams,
                        GCancellable       *cancellable)
{
  CwCommandContext *self;

  g_return_val_if_fail (command != NULL && arguments != NULL && streams != NULL, NULL);

  self = g_new0 (CwCommandContext, 1);
  self->command = command;
  self->arguments = arguments;
  self->streams = *streams;
  g_set_object (&self->cancellable, cancellable);
  self->operands = g_ptr_array_new ();
  self->entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  self->owned = g_ptr_array_new_with_free_func (g_free);
  self->owned_vectors = g_ptr_array_new_with_free_func (free_vector);
  return self;
}

/**
 * cw_command_context_free:
 * @self: (transfer full): a context
 *
 * Frees the context, closing its project if it opened one. Errors of closing are
 * for cw_command_context_close() to tell.
 */
void
cw_command_context_free (CwCommandContext *self)
{
  g_return_if_fail (self != NULL);

  if (self->project != NULL && !self->in_script)
    cw_project_close (self->project, NULL);
  g_clear_object (&self->project);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->operands);
  g_array_unref (self->entries);
  g_ptr_array_unref (self->owned);
  g_ptr_array_unref (self->owned_vectors);
  g_free (self);
}

/**
 * cw_command_context_keep:
 * @self: a context
 * @string: (transfer full) (nullable): a string
 *
 * Keeps a string until the context is freed.
 *
 * Returns: (transfer none) (nullable): the string
 */
char *
cw_command_context_keep (CwCommandContext *self,
                         char             *string)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (string != NULL)
    g_ptr_array_add (self->owned, string);
  return string;
}

static gboolean
open_project (CwCommandContext *self,
              CwOpenFlags       flags,
              GError          **error)
{
  g_autoptr (GError) failure = NULL;

  if (self->project == NULL)
    self->project = cw_project_open (self->project_path, flags, self->cancellable, &failure);
  if (self->project == NULL)
    {
      cw_exit_blame_input (failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!self->in_script && cw_project_get_notice (self->project) != NULL)
    cw_command_context_note (self, "%s", cw_project_get_notice (self->project));
  cw_database_set_cancellable (cw_project_get_database (self->project), self->cancellable);
  return TRUE;
}

/**
 * cw_command_context_open_to_read:
 * @self: a parsed context
 * @error: return location for an error
 *
 * Opens the project for reading, and finds out whose work is to be shown.
 *
 * Returns: (transfer none) (nullable): the project's connection, or %NULL with @error set
 */
CwDatabase *
cw_command_context_open_to_read (CwCommandContext *self,
                                 GError          **error)
{
  CwDatabase *database;

  g_return_val_if_fail (self != NULL, NULL);

  if (!open_project (self, CW_OPEN_READ_ONLY, error))
    return NULL;
  database = cw_project_get_database (self->project);
  if (self->as_name != NULL)
    {
      if (!cw_names_find_coder (database, self->as_name, &self->viewer_guid, error))
        return NULL;
      self->viewer = &self->viewer_guid;
    }
  return database;
}

/**
 * cw_command_context_open_to_write:
 * @self: a parsed context
 * @error: return location for an error
 *
 * Opens the project for writing.
 *
 * Returns: (transfer none) (nullable): the project's connection, or %NULL with @error set
 */
CwDatabase *
cw_command_context_open_to_write (CwCommandContext *self,
                                  GError          **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!open_project (self, CW_OPEN_NEED_WRITE, error))
    return NULL;
  self->opened_for_writing = TRUE;
  return cw_project_get_database (self->project);
}

/**
 * cw_command_context_find_coder:
 * @self: a context opened to write
 * @error: return location for an error
 *
 * Finds who writes, into @coder of the context: who `--coder` names, else the
 * project's last coder, else who is logged in. Somebody new is made a coder; so
 * this comes when all else is known to be right.
 *
 * Returns: %TRUE if there is one
 */
gboolean
cw_command_context_find_coder (CwCommandContext *self,
                               GError          **error)
{
  const char *name = self->coder_name != NULL ? self->coder_name : self->script_coder;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (self != NULL && self->project != NULL, FALSE);

  if (name != NULL)
    return cw_project_use_coder (self->project, name, &self->coder, error);
  if (cw_project_get_coder (self->project, &self->coder, &failure))
    return TRUE;
  if (failure != NULL && !g_error_matches (failure, CW_ERROR, CW_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return cw_project_use_coder (self->project, g_get_user_name (), &self->coder, error);
}

/**
 * cw_command_context_refuse_blind:
 * @self: an opened context
 * @error: return location for an error
 *
 * Refuses, without `--force`, to show with `--as` what shows everybody's work.
 *
 * Returns: %TRUE if it may be shown
 */
gboolean
cw_command_context_refuse_blind (CwCommandContext *self,
                                 GError          **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->as_name == NULL || self->force)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_WOULD_LOSE,
               "%s: this shows every coder's work, and --as asks for that of %s alone; "
               "with --force it shows it all the same",
               self->command->name, self->as_name);
  return FALSE;
}

/**
 * cw_command_context_begin:
 * @self: a context opened to write
 * @error: return location for an error
 * @label: what the change does, for the history, as for printf()
 * @...: its values
 *
 * Begins the change that the command makes, with its coder and its reason.
 *
 * Returns: (transfer full) (nullable): the change, or %NULL with @error set
 */
CwChange *
cw_command_context_begin (CwCommandContext *self,
                          GError          **error,
                          const char       *label,
                          ...)
{
  g_autofree char *text = NULL;
  va_list values;

  va_start (values, label);
  text = g_strdup_vprintf (label, values);
  va_end (values);
  if (!cw_command_context_find_coder (self, error))
    return NULL;
  return cw_change_begin (self->project, &self->coder, text, self->why, CW_CHANGE_DEFAULT, error);
}

/**
 * cw_command_context_close:
 * @self: a context
 * @error: return location for an error
 *
 * Closes the project that the command opened, making a backup before if it wrote
 * and one is due. A backup that fails is only a note: the work itself is done.
 *
 * Returns: %TRUE if the project was closed
 */
gboolean
cw_command_context_close (CwCommandContext *self,
                          GError          **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean closed;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->project == NULL || self->in_script)
    return TRUE;
  if (self->opened_for_writing && !cw_backup_if_due (self->project, NULL, &failure))
    cw_command_context_note (self, "The work is saved, but a backup could not be made: %s",
                             failure->message);
  closed = cw_project_close (self->project, error);
  g_clear_object (&self->project);
  return closed;
}

/**
 * cw_command_context_print:
 * @self: a context
 * @error: return location for an error
 * @format: as for printf()
 * @...: its values
 *
 * Prints a result.
 *
 * Returns: %TRUE if it could be written
 */
gboolean
cw_command_context_print (CwCommandContext *self,
                          GError          **error,
                          const char       *format,
                          ...)
{
  g_autofree char *text = NULL;
  va_list values;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  return g_output_stream_write_all (self->streams.out, text, strlen (text), NULL, NULL, error);
}

/**
 * cw_command_context_rows:
 * @self: a parsed context
 * @columns: the columns of a list; static
 * @n_columns: their number
 *
 * Begins a list among the results, in the format that was asked for.
 *
 * Returns: (transfer full): its writer
 */
CwRowWriter *
cw_command_context_rows (CwCommandContext *self,
                         const CwColumn   *columns,
                         guint             n_columns)
{
  CwRowWriter *writer;

  g_return_val_if_fail (self != NULL, NULL);

  writer = cw_row_writer_new (self->streams.out, self->format, columns, n_columns,
                              CW_ROW_WRITER_DEFAULT);
  cw_row_writer_set_width (writer, self->streams.width);
  return writer;
}

/**
 * cw_command_context_note:
 * @self: a context
 * @format: as for printf()
 * @...: its values
 *
 * Prints a message, a sentence, on a line of its own. Where messages cannot be
 * written nobody can be told.
 */
void
cw_command_context_note (CwCommandContext *self,
                         const char       *format,
                         ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  va_list values;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  line = g_strconcat ("caseweave-cli: ", text, "\n", NULL);
  g_output_stream_write_all (self->streams.messages, line, strlen (line), NULL, NULL, NULL);
}

/**
 * cw_command_context_progress:
 * @self: a context
 * @what: what is being done
 * @n_done: how many are done
 * @n_all: how many there are; when all are done the line is wiped
 *
 * Shows how far a long command is, if somebody watches.
 */
void
cw_command_context_progress (CwCommandContext *self,
                             const char       *what,
                             guint             n_done,
                             guint             n_all)
{
  g_autofree char *line = NULL;

  if (!self->streams.show_progress)
    return;
  line = n_done < n_all ? g_strdup_printf ("\r%s: %u of %u\033[K", what, n_done, n_all)
                        : g_strdup ("\r\033[K");
  g_output_stream_write_all (self->streams.messages, line, strlen (line), NULL, NULL, NULL);
}
