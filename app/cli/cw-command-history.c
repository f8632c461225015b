/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

/* History and backups: history, undo, redo, backup, backups, restore. */

#include "config.h"

#include "cw-command.h"

#include "cw-arguments.h"
#include "cw-backup.h"
#include "cw-coder.h"
#include "cw-error.h"
#include "cw-exit-status.h"
#include "cw-history.h"
#include "cw-timestamp.h"

/* --- history ------------------------------------------------------------------ */

/* GUID → name. */
static GHashTable *
load_coder_names (CwDatabase *database,
                  GError    **error)
{
  g_autoptr (GPtrArray) coders = cw_coder_list (database, error);
  g_autoptr (GHashTable) names = g_hash_table_new_full (cw_guid_hash, cw_guid_equal, g_free,
                                                        g_free);

  if (coders == NULL)
    return NULL;
  for (guint i = 0; i < coders->len; i++)
    {
      const CwCoder *coder = g_ptr_array_index (coders, i);

      g_hash_table_insert (names, cw_guid_copy (&coder->guid), g_strdup (coder->name));
    }
  return g_steal_pointer (&names);
}

static gboolean
print_entry (CwRowWriter          *rows,
             const CwHistoryEntry *entry,
             GHashTable           *names,
             GError              **error)
{
  g_autofree char *at = cw_timestamp_to_string (entry->at);
  g_autofree char *guid = cw_guid_to_string (&entry->coder);
  const char *name = g_hash_table_lookup (names, &entry->coder);

  cw_row_writer_int (rows, entry->seq);
  cw_row_writer_text (rows, at);
  cw_row_writer_text (rows, name != NULL ? name : guid);
  cw_row_writer_text (rows, entry->kind);
  if (entry->undoes != 0)
    cw_row_writer_int (rows, entry->undoes);
  else
    cw_row_writer_null (rows);
  cw_row_writer_text (rows, entry->label);
  cw_row_writer_text (rows, entry->reason);
  return cw_row_writer_end_row (rows, error);
}

static gboolean
list_history (CwCommandContext *context,
              CwDatabase       *database,
              gint64            since,
              GError          **error)
{
  static const CwColumn columns[] = {
    { "seq", CW_COLUMN_INTEGER }, { "at", CW_COLUMN_TEXT },        { "coder", CW_COLUMN_TEXT },
    { "kind", CW_COLUMN_TEXT },   { "undoes", CW_COLUMN_INTEGER }, { "label", CW_COLUMN_TEXT },
    { "reason", CW_COLUMN_TEXT },
  };
  g_autoptr (GPtrArray) entries = cw_history_list (context->project, since, error);
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (CwRowWriter) rows = NULL;

  if (entries == NULL || (names = load_coder_names (database, error)) == NULL)
    return FALSE;
  rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < entries->len; i++)
    if (!print_entry (rows, g_ptr_array_index (entries, i), names, error))
      return FALSE;
  return cw_row_writer_finish (rows, error);
}

static gboolean
run_history (CwCommandContext *context,
             GError          **error)
{
  char *since_text = NULL;
  gint64 since = 0;
  CwDatabase *database;
  const GOptionEntry options[] = {
    { "since", 0, 0, G_OPTION_ARG_STRING, &since_text, "Only changes behind this one", "SEQ" },
    { NULL },
  };

  return cw_command_context_parse (context, CW_OPTION_FORMAT | CW_OPTION_AS | CW_OPTION_FORCE,
                                   options, error)
         && cw_command_context_check_operands (context, 0, 0, error)
         && (since_text == NULL
             || cw_argument_number ("--since", since_text, 0, G_MAXINT64, &since, error))
         && (database = cw_command_context_open_to_read (context, error)) != NULL
         && cw_command_context_refuse_blind (context, error)
         && list_history (context, database, since, error);
}

/* --- undo, redo --------------------------------------------------------------- */

typedef CwHistoryEntry *(*StepFunc) (CwProject *project, const CwGuid *coder, GError **error);

/* One step back or forth; FALSE without an error if there is none to take. */
static gboolean
take_step (CwCommandContext *context,
           StepFunc          peek,
           StepFunc          step,
           CwRowWriter      *rows,
           GError          **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwHistoryEntry) next = peek (context->project, &context->coder, &failure);
  g_autoptr (CwHistoryEntry) entry = NULL;

  if (next == NULL)
    {
      if (failure != NULL && !g_error_matches (failure, CW_ERROR, CW_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  entry = step (context->project, &context->coder, error);
  if (entry == NULL)
    return FALSE;
  cw_row_writer_int (rows, next->seq);
  cw_row_writer_text (rows, next->label);
  return cw_row_writer_end_row (rows, error);
}

static gboolean
take_steps (CwCommandContext *context,
            gint64            n,
            StepFunc          peek,
            StepFunc          step,
            GError          **error)
{
  static const CwColumn columns[] = { { "seq", CW_COLUMN_INTEGER }, { "label", CW_COLUMN_TEXT } };
  g_autoptr (CwRowWriter) rows = cw_row_writer_new (
    context->streams.out, context->format, columns, G_N_ELEMENTS (columns),
    context->format == CW_FORMAT_TEXT ? CW_ROW_WRITER_NO_HEADER : CW_ROW_WRITER_DEFAULT);
  GError *failure = NULL;
  gint64 n_done = 0;

  while (n_done < n && !g_cancellable_set_error_if_cancelled (context->cancellable, &failure)
         && take_step (context, peek, step, rows, &failure))
    n_done++;
  if (!cw_row_writer_finish (rows, failure == NULL ? &failure : NULL) || failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (n_done < n)
    {
      context->status = CW_EXIT_PARTLY;
      cw_command_context_note (
        context, n_done == 0 ? "There is nothing to %s" : "There is nothing more to %s",
        context->command->name);
    }
  return TRUE;
}

static gboolean
run_steps (CwCommandContext *context,
           StepFunc          peek,
           StepFunc          step,
           GError          **error)
{
  const char *text;
  gint64 n = 1;

  if (!cw_command_context_parse (context, CW_OPTION_FORMAT | CW_OPTION_CODER, NULL, error)
      || !cw_command_context_check_operands (context, 0, 1, error))
    return FALSE;
  text = cw_command_context_operand (context, 0);
  if (text != NULL && !cw_argument_number ("How many", text, 1, G_MAXINT64, &n, error))
    return FALSE;
  return cw_command_context_open_to_write (context, error) != NULL
         && cw_command_context_find_coder (context, error)
         && take_steps (context, n, peek, step, error);
}

static gboolean
run_undo (CwCommandContext *context,
          GError          **error)
{
  return run_steps (context, cw_history_next_undo, cw_history_undo, error);
}

static gboolean
run_redo (CwCommandContext *context,
          GError          **error)
{
  return run_steps (context, cw_history_next_redo, cw_history_redo, error);
}

/* --- backup, backups, restore --------------------------------------------------- */

static gboolean
run_backup (CwCommandContext *context,
            GError          **error)
{
  g_autoptr (CwBackup) backup = NULL;
  g_autoptr (GError) failure = NULL;

  if (!cw_command_context_parse (context, CW_OPTION_NONE, NULL, error)
      || !cw_command_context_check_operands (context, 1, 1, error)
      || cw_command_context_open_to_read (context, error) == NULL)
    return FALSE;
  backup = cw_backup_make (context->project, cw_command_context_operand (context, 0),
                           context->cancellable, &failure);
  if (backup == NULL)
    {
      cw_exit_blame_input (failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return cw_command_context_print (context, error, "%s\n", backup->path);
}

/* The project itself is not opened: it may be the very thing that is lost. */
static const char *
get_project_path (CwCommandContext *context)
{
  return context->project != NULL ? cw_project_get_path (context->project) : context->project_path;
}

static GPtrArray *
load_backups (CwCommandContext *context,
              GError          **error)
{
  const char *path = get_project_path (context);
  g_autofree char *folder = cw_backup_folder (path);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_FAILED,
                   "%s: there is neither a project of this name nor a folder of its backups", path);
      return NULL;
    }
  return cw_backup_list (path, error);
}

static gboolean
run_backups (CwCommandContext *context,
             GError          **error)
{
  static const CwColumn columns[] = {
    { "number", CW_COLUMN_INTEGER },
    { "at", CW_COLUMN_TEXT },
    { "size", CW_COLUMN_INTEGER },
    { "path", CW_COLUMN_TEXT },
  };
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (CwRowWriter) rows = NULL;

  if (!cw_command_context_parse (context, CW_OPTION_FORMAT, NULL, error)
      || !cw_command_context_check_operands (context, 0, 0, error)
      || (backups = load_backups (context, error)) == NULL)
    return FALSE;
  rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < backups->len; i++)
    {
      const CwBackup *backup = g_ptr_array_index (backups, i);
      g_autofree char *at = cw_timestamp_to_string (backup->at);

      cw_row_writer_int (rows, i + 1);
      cw_row_writer_text (rows, at);
      cw_row_writer_int (rows, backup->size);
      cw_row_writer_text (rows, backup->path);
      if (!cw_row_writer_end_row (rows, error))
        return FALSE;
    }
  return cw_row_writer_finish (rows, error);
}

static gboolean
run_restore (CwCommandContext *context,
             GError          **error)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) failure = NULL;
  const char *new_path;
  gint64 number;

  if (!cw_command_context_parse (context, CW_OPTION_NONE, NULL, error)
      || !cw_command_context_check_operands (context, 2, 2, error)
      || !cw_argument_number ("N", cw_command_context_operand (context, 0), 1, G_MAXUINT, &number,
                              error)
      || (backups = load_backups (context, error)) == NULL)
    return FALSE;
  if (number > backups->len)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "restore: there is no backup %" G_GINT64_FORMAT "; \"backups\" lists %u of them",
                   number, backups->len);
      return FALSE;
    }
  new_path = cw_command_context_operand (context, 1);
  if (g_file_test (new_path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_WOULD_LOSE,
                   "%s: there is a file of this name already; choose another name", new_path);
      return FALSE;
    }
  if (cw_backup_restore (g_ptr_array_index (backups, number - 1), new_path, &failure))
    return TRUE;
  cw_exit_blame_input (failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

const CwCommand cw_commands_history[] = {
  { "history", "PROJECT [--since SEQ]", "lists every change: who, when, what and why", NULL, TRUE,
    NULL, run_history },
  { "undo", "PROJECT [N]", "undoes the coder's last change, or the last N",
    "Prints what was undone. Where a later change is in the way it stops, names it and\n"
    "ends with 4; where there was less to undo it ends with 1.",
    TRUE, NULL, run_undo },
  { "redo", "PROJECT [N]", "does again what was undone", NULL, TRUE, NULL, run_redo },
  { "backup", "PROJECT DIR", "makes a whole copy in a folder, and proves that it opens", NULL, TRUE,
    NULL, run_backup },
  { "backups", "PROJECT", "lists the backups beside the project", NULL, TRUE, NULL, run_backups },
  { "restore", "PROJECT N NEW", "makes a new project from backup N",
    "N is the number that \"backups\" shows. The project itself is not touched.", TRUE, NULL,
    run_restore },
  { NULL },
};
