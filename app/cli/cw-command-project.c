/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

/* The project as a whole: new, info, check, dump, coders. */

#include "config.h"

#include "cw-command.h"

#include "cw-check.h"
#include "cw-coder.h"
#include "cw-counts.h"
#include "cw-dump.h"
#include "cw-error.h"
#include "cw-exit-status.h"
#include "cw-setup.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
parse_codebook (const char   *codebook,
                CwSetupFlags *out_flags,
                GError      **error)
{
  if (codebook == NULL || g_str_equal (codebook, "kmb") || g_str_equal (codebook, "kmb-core"))
    *out_flags = CW_SETUP_STARTER_CODEBOOK;
  else if (g_str_equal (codebook, "none"))
    *out_flags = CW_SETUP_DEFAULT;
  else if (g_str_has_suffix (codebook, ".qdc"))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "--codebook %s: codebooks from files come with a later version; make the "
                   "project with --codebook none and add codes with \"codes PROJECT add\"",
                   codebook);
      return FALSE;
    }
  else
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "--codebook is kmb, kmb-core or none, and not \"%s\"", codebook);
      return FALSE;
    }
  return TRUE;
}

static char *
title_of_path (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);

  if (g_str_has_suffix (shown, "." CW_PROJECT_EXTENSION)
      && strlen (shown) > strlen ("." CW_PROJECT_EXTENSION))
    shown[strlen (shown) - strlen ("." CW_PROJECT_EXTENSION)] = '\0';
  return g_steal_pointer (&shown);
}

static gboolean
set_up (CwCommandContext *context,
        CwSetupFlags      flags,
        GError          **error)
{
  g_autoptr (CwChange) change = NULL;

  if (!cw_project_get_coder (context->project, &context->coder, error))
    return FALSE;
  change = cw_change_begin (context->project, &context->coder, "Set up the project", NULL,
                            CW_CHANGE_SETUP, error);
  return change != NULL && cw_model_setup (change, flags, error)
         && cw_change_commit (change, error);
}

static gboolean
run_new (CwCommandContext *context,
         GError          **error)
{
  g_autofree char *default_title = NULL;
  char *title = NULL;
  char *codebook = NULL;
  CwSetupFlags flags;
  const GOptionEntry options[] = {
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, "What the study is called", "TITLE" },
    { "codebook", 0, 0, G_OPTION_ARG_STRING, &codebook,
      "The codes to begin with: kmb (the default), kmb-core or none", "NAME" },
    { NULL },
  };

  if (!cw_command_context_parse (context, CW_OPTION_CODER, options, error)
      || !cw_command_context_check_operands (context, 0, 0, error)
      || !parse_codebook (codebook, &flags, error))
    return FALSE;
  if (g_file_test (context->project_path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_WOULD_LOSE,
                   "%s: there is a file of this name already; choose another name",
                   context->project_path);
      return FALSE;
    }

  default_title = title_of_path (context->project_path);
  context->project = cw_project_create (
    context->project_path, title != NULL ? title : default_title,
    context->coder_name != NULL ? context->coder_name : g_get_user_name (), error);
  if (context->project == NULL)
    return FALSE;
  if (set_up (context, flags, error))
    return TRUE;
  /* Half a project is none. */
  cw_project_close (context->project, NULL);
  g_clear_object (&context->project);
  g_unlink (context->project_path);
  return FALSE;
}

typedef struct
{
  const char *name;
  gint64 value;
} InfoNumber;

static gboolean
print_info (CwCommandContext *context,
            const char       *title,
            const CwCounts   *counts,
            const InfoNumber *numbers,
            guint             n_numbers,
            GError          **error)
{
  if (!cw_command_context_print (context, error, "%-20s %s\n", "title", title))
    return FALSE;
  for (guint i = 0; i < n_numbers; i++)
    if (!cw_command_context_print (context, error, "%-20s %" G_GINT64_FORMAT "\n", numbers[i].name,
                                   numbers[i].value))
      return FALSE;
  for (guint i = 0; i < counts->case_types->len; i++)
    {
      const CwCaseTypeCount *type = g_ptr_array_index (counts->case_types, i);

      if (type->n_cases > 0
          && !cw_command_context_print (context, error, "of type %-12s %" G_GINT64_FORMAT "\n",
                                        type->name, type->n_cases))
        return FALSE;
    }
  return TRUE;
}

static gboolean
list_info (CwCommandContext *context,
           const char       *title,
           const InfoNumber *numbers,
           guint             n_numbers,
           GError          **error)
{
  g_autofree CwColumn *columns = g_new0 (CwColumn, n_numbers + 1);
  g_autoptr (CwRowWriter) rows = NULL;

  columns[0] = (CwColumn) { "title", CW_COLUMN_TEXT };
  for (guint i = 0; i < n_numbers; i++)
    columns[i + 1] = (CwColumn) { numbers[i].name, CW_COLUMN_INTEGER };
  rows = cw_command_context_rows (context, columns, n_numbers + 1);
  cw_row_writer_text (rows, title);
  for (guint i = 0; i < n_numbers; i++)
    cw_row_writer_int (rows, numbers[i].value);
  return cw_row_writer_end_row (rows, error) && cw_row_writer_finish (rows, error);
}

static gint64
file_size (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (gint64) status.st_size : 0;
}

static gboolean
run_info (CwCommandContext *context,
          GError          **error)
{
  CwDatabase *database;
  g_autoptr (CwCounts) counts = NULL;
  g_autofree char *title = NULL;
  gint64 schema;

  if (!cw_command_context_parse (context, CW_OPTION_FORMAT | CW_OPTION_AS, NULL, error)
      || !cw_command_context_check_operands (context, 0, 0, error)
      || (database = cw_command_context_open_to_read (context, error)) == NULL
      || (counts = cw_counts_load (database, context->viewer, error)) == NULL
      || !cw_database_get_text (database, "SELECT title FROM project", NULL, &title, error)
      || !cw_database_get_int (database, "PRAGMA user_version", NULL, 0, &schema, error))
    return FALSE;

  const InfoNumber numbers[] = {
    { "documents", counts->documents },
    { "words", counts->words },
    { "characters", counts->characters },
    { "cases", counts->cases },
    { "codes", counts->codes },
    { "passages", counts->passages },
    { "codings", counts->codings },
    { "memos", counts->memos },
    { "coders", counts->coders },
    { "rounds", counts->rounds },
    { "size", file_size (cw_project_get_path (context->project)) },
    { "schema_version", schema },
  };
  if (context->format == CW_FORMAT_TEXT)
    return print_info (context, title != NULL ? title : "", counts, numbers, G_N_ELEMENTS (numbers),
                       error);
  return list_info (context, title != NULL ? title : "", numbers, G_N_ELEMENTS (numbers), error);
}

static gboolean
run_check (CwCommandContext *context,
           GError          **error)
{
  CwDatabase *database;
  gboolean full = FALSE;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (CwRowWriter) rows = NULL;
  const CwColumn columns[] = { { "problem", CW_COLUMN_TEXT } };
  const GOptionEntry options[] = {
    { "full", 0, 0, G_OPTION_ARG_NONE, &full, "Every text, original and history entry too", NULL },
    { NULL },
  };

  if (!cw_command_context_parse (context, CW_OPTION_FORMAT | CW_OPTION_AS | CW_OPTION_FORCE,
                                 options, error)
      || !cw_command_context_check_operands (context, 0, 0, error)
      || (database = cw_command_context_open_to_read (context, error)) == NULL
      || !cw_command_context_refuse_blind (context, error)
      || (problems = cw_check_run (database, full, context->cancellable, error)) == NULL)
    return FALSE;

  rows = cw_row_writer_new (context->streams.out, context->format, columns, G_N_ELEMENTS (columns),
                            context->format == CW_FORMAT_TEXT ? CW_ROW_WRITER_NO_HEADER
                                                              : CW_ROW_WRITER_DEFAULT);
  for (guint i = 0; i < problems->len; i++)
    {
      cw_row_writer_text (rows, g_ptr_array_index (problems, i));
      if (!cw_row_writer_end_row (rows, error))
        return FALSE;
    }
  if (problems->len > 0)
    {
      context->status = CW_EXIT_PARTLY;
      cw_command_context_note (context, "%s: problems found: %u",
                               cw_project_get_path (context->project), problems->len);
    }
  return cw_row_writer_finish (rows, error);
}

static gboolean
run_dump (CwCommandContext *context,
          GError          **error)
{
  CwDatabase *database;
  gboolean no_ids = FALSE;
  const GOptionEntry options[] = {
    { "no-ids", 0, 0, G_OPTION_ARG_NONE, &no_ids, "Names and paths for GUIDs", NULL },
    { NULL },
  };

  return cw_command_context_parse (context, CW_OPTION_AS | CW_OPTION_FORCE, options, error)
         && cw_command_context_check_operands (context, 0, 0, error)
         && (database = cw_command_context_open_to_read (context, error)) != NULL
         && cw_command_context_refuse_blind (context, error)
         && cw_dump_write (database, no_ids ? CW_DUMP_NO_IDS : CW_DUMP_DEFAULT,
                           context->streams.out, context->cancellable, error);
}

static gboolean
run_coders (CwCommandContext *context,
            GError          **error)
{
  static const CwColumn columns[] = {
    { "guid", CW_COLUMN_GUID },
    { "name", CW_COLUMN_TEXT },
    { "colour", CW_COLUMN_TEXT },
    { "note", CW_COLUMN_TEXT },
  };
  CwDatabase *database;
  g_autoptr (GPtrArray) coders = NULL;
  g_autoptr (CwRowWriter) rows = NULL;

  if (!cw_command_context_parse (context, CW_OPTION_FORMAT | CW_OPTION_AS, NULL, error)
      || !cw_command_context_check_operands (context, 0, 0, error)
      || (database = cw_command_context_open_to_read (context, error)) == NULL
      || (coders = cw_coder_list (database, error)) == NULL)
    return FALSE;
  rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < coders->len; i++)
    {
      const CwCoder *coder = g_ptr_array_index (coders, i);

      cw_row_writer_guid (rows, &coder->guid);
      cw_row_writer_text (rows, coder->name);
      cw_row_writer_text (rows, coder->colour);
      cw_row_writer_text (rows, coder->note);
      if (!cw_row_writer_end_row (rows, error))
        return FALSE;
    }
  return cw_row_writer_finish (rows, error);
}

const CwCommand cw_commands_project[] = {
  { "new", "PROJECT", "makes a project",
    "The title is the file's name unless --title gives one. The default codebook is a\n"
    "starter of a dozen codes. A file that is there already is never overwritten.",
    TRUE, NULL, run_new },
  { "info", "PROJECT", "says what a project holds", NULL, TRUE, NULL, run_info },
  { "check", "PROJECT", "looks for damage, and prints a line a problem",
    "Exit status 0 if all is well, 1 if something was found, 3 if the file cannot be\n"
    "opened as a project. Nothing is changed.",
    TRUE, NULL, run_check },
  { "dump", "PROJECT", "prints the whole content as text, for comparing two projects",
    "One JSON object a line, sorted, without history and times of writing.", TRUE, NULL, run_dump },
  { "coders", "PROJECT", "lists the coders", NULL, TRUE, NULL, run_coders },
  { NULL },
};
