/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

/* Files in: import, text. */

#include "config.h"

#include "cw-command.h"

#include "cw-error.h"
#include "cw-exit-status.h"
#include "cw-importer.h"
#include "cw-names.h"
#include "cw-pseudonym-table.h"
#include "cw-reader.h"
#include "cw-text-json.h"

typedef struct
{
  char *case_name;
  char *encoding;
  gboolean no_speakers;
  gboolean no_original;
  gboolean no_comments;
  char *pseudonyms;
  char *original;
  gboolean make_case;
  gboolean recursive;
} ImportOptions;

static gboolean
check_original (const ImportOptions *values,
                GError             **error)
{
  if (values->original == NULL)
    return TRUE;
  if (values->pseudonyms == NULL || values->no_original
      || (g_strcmp0 (values->original, "redacted") != 0
          && g_strcmp0 (values->original, "none") != 0))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "import: --original is redacted or none, and goes with --pseudonyms FILE.csv");
      return FALSE;
    }
  return TRUE;
}

static gboolean
parse_import (CwCommandContext *context,
              ImportOptions    *values,
              GError          **error)
{
  const GOptionEntry options[] = {
    { "case", 0, 0, G_OPTION_ARG_STRING, &values->case_name,
      "The case that the documents belong to", "CASE" },
    { "make-case", 0, 0, G_OPTION_ARG_NONE, &values->make_case,
      "Make the case if there is none of this name", NULL },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &values->encoding,
      "The encoding of plain text, where the guess is wrong", "NAME" },
    { "no-speakers", 0, 0, G_OPTION_ARG_NONE, &values->no_speakers, "Do not look for speaker turns",
      NULL },
    { "no-original", 0, 0, G_OPTION_ARG_NONE, &values->no_original,
      "Do not keep the file itself in the project", NULL },
    { "no-comments", 0, 0, G_OPTION_ARG_NONE, &values->no_comments, "Do not make memos of comments",
      NULL },
    { "pseudonyms", 0, 0, G_OPTION_ARG_FILENAME, &values->pseudonyms,
      "A table of names to replace before anything is stored", "FILE.csv" },
    { "original", 0, 0, G_OPTION_ARG_STRING, &values->original,
      "With --pseudonyms: keep the text without the names, or nothing", "redacted|none" },
    { "recursive", 0, 0, G_OPTION_ARG_NONE, &values->recursive, "Folders within folders too",
      NULL },
    { NULL },
  };

  if (!cw_command_context_parse (context, CW_OPTION_FORMAT | CW_OPTION_CODER | CW_OPTION_WHY,
                                 options, error))
    return FALSE;
  if (context->operands->len == 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "import: which files? Usage: caseweave-cli import [OPTIONS] %s",
                   context->command->synopsis);
      return FALSE;
    }
  if (values->make_case && values->case_name == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "import: --make-case goes with --case CASE");
      return FALSE;
    }
  return check_original (values, error);
}

/* The names, or NULL where there are none to replace. What the user says of the
 * import is stored too. */
static gboolean
load_pseudonyms (CwCommandContext    *context,
                 const ImportOptions *values,
                 CwPseudonyms       **out_table,
                 GError             **error)
{
  const char *wrong;

  if (values->pseudonyms == NULL)
    return TRUE;
  *out_table = cw_pseudonym_table_load (values->pseudonyms, context->cancellable, error);
  if (*out_table == NULL)
    {
      if (error != NULL)
        cw_exit_blame_input (*error);
      return FALSE;
    }
  wrong = cw_pseudonyms_occur (*out_table, context->why)                             ? "why"
          : values->make_case && cw_pseudonyms_occur (*out_table, values->case_name) ? "case"
                                                                                     : NULL;
  if (wrong != NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "import: what --%s says is stored, and holds a name of the table; say it "
                   "without the name",
                   wrong);
      return FALSE;
    }
  return TRUE;
}

/* The case must be there, unless it may be made; then it is made with the documents. */
static gboolean
find_case (CwDatabase          *database,
           const ImportOptions *values,
           CwGuid              *case_guid,
           CwImportOptions     *options,
           GError             **error)
{
  g_autoptr (GError) failure = NULL;

  if (values->case_name == NULL)
    return TRUE;
  if (cw_names_find_case (database, values->case_name, case_guid, &failure))
    options->case_guid = case_guid;
  else if (values->make_case && g_error_matches (failure, CW_ERROR, CW_ERROR_NOT_FOUND))
    options->new_case = values->case_name;
  else
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

static void
progress_cb (guint    n_done,
             guint    n_all,
             gpointer user_data)
{
  cw_command_context_progress (user_data, "Reading", n_done, n_all);
}

static char *
join_warnings (const CwImportedFile *file)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < file->warnings->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "; " : "",
                            (const char *) g_ptr_array_index (file->warnings, i));
  return g_string_free (joined, FALSE);
}

static char *
describe_outcome (const CwImportedFile *file)
{
  switch (file->outcome)
    {
    case CW_IMPORT_DONE:
      return g_strdup ("imported");
    case CW_IMPORT_ALREADY:
      return g_strdup_printf ("already imported as %s", file->document_name);
    case CW_IMPORT_FAILED:
    default:
      return g_strdup_printf ("not imported: %s", file->error->message);
    }
}

static gboolean
print_file (CwRowWriter          *rows,
            const CwImportedFile *file,
            GError              **error)
{
  g_autofree char *warnings = join_warnings (file);
  g_autofree char *result = describe_outcome (file);

  cw_row_writer_text (rows, file->file_name);
  if (file->outcome == CW_IMPORT_FAILED)
    for (int i = 0; i < 5; i++)
      cw_row_writer_null (rows);
  else
    {
      cw_row_writer_text (rows, file->format);
      cw_row_writer_int (rows, file->characters);
      cw_row_writer_int (rows, file->words);
      cw_row_writer_int (rows, file->n_speakers);
      cw_row_writer_int (rows, file->n_turns);
    }
  cw_row_writer_text (rows, warnings);
  cw_row_writer_text (rows, result);
  cw_row_writer_double (rows, (double) (file->microseconds / 1000) / 1000);
  return cw_row_writer_end_row (rows, error);
}

/* An encoding that nobody knows is a slip; all else is the file's fault. */
static void
blame_file (GError *failure)
{
  if (!g_error_matches (failure, CW_ERROR, CW_ERROR_USAGE))
    cw_exit_blame_input (failure);
}

static int
status_of_file (const CwImportedFile *file)
{
  g_autoptr (GError) failure = g_error_copy (file->error);

  blame_file (failure);
  return cw_exit_status_of_error (failure);
}

/* What is not in is named among the messages too, where it is seen. Where nothing
 * at all could be read, the input cannot be used; else it is done in part. */
static void
note_failures (CwCommandContext *context,
               const GPtrArray  *files)
{
  guint n_failed = 0;

  for (guint i = 0; i < files->len; i++)
    {
      const CwImportedFile *file = g_ptr_array_index (files, i);

      if (file->outcome == CW_IMPORT_DONE)
        continue;
      context->status = CW_EXIT_PARTLY;
      if (file->outcome == CW_IMPORT_ALREADY)
        {
          cw_command_context_note (context, "%s: already imported as %s; left out", file->file_name,
                                   file->document_name);
          continue;
        }
      n_failed++;
      cw_command_context_note (context, "%s", file->error->message);
    }
  if (n_failed > 0 && n_failed == files->len)
    context->status = status_of_file (g_ptr_array_index (files, 0));
}

static gboolean
print_files (CwCommandContext *context,
             const GPtrArray  *files,
             GError          **error)
{
  static const CwColumn columns[] = {
    { "file", CW_COLUMN_TEXT },          { "format", CW_COLUMN_TEXT },
    { "characters", CW_COLUMN_INTEGER }, { "words", CW_COLUMN_INTEGER },
    { "speakers", CW_COLUMN_INTEGER },   { "turns", CW_COLUMN_INTEGER },
    { "warnings", CW_COLUMN_TEXT },      { "result", CW_COLUMN_TEXT },
    { "seconds", CW_COLUMN_DECIMAL },
  };
  g_autoptr (CwRowWriter) rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < files->len; i++)
    if (!print_file (rows, g_ptr_array_index (files, i), error))
      return FALSE;
  return cw_row_writer_finish (rows, error);
}

static gboolean
run_import (CwCommandContext *context,
            GError          **error)
{
  ImportOptions values = { NULL };
  CwImportOptions options = { NULL };
  CwDatabase *database;
  CwGuid case_guid;
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (CwPseudonyms) pseudonyms = NULL;
  g_autoptr (GError) failure = NULL;

  if (!parse_import (context, &values, error)
      || !load_pseudonyms (context, &values, &pseudonyms, error))
    return FALSE;
  g_ptr_array_add (context->operands, NULL);
  paths = cw_import_list_files ((const char *const *) context->operands->pdata, values.recursive,
                                error);
  if (paths == NULL || (database = cw_command_context_open_to_write (context, error)) == NULL
      || !find_case (database, &values, &case_guid, &options, error)
      || !cw_command_context_find_coder (context, error))
    return FALSE;

  options.encoding = values.encoding;
  options.find_speakers = !values.no_speakers;
  options.keep_original = !values.no_original && g_strcmp0 (values.original, "none") != 0;
  options.keep_comments = !values.no_comments;
  options.pseudonyms = pseudonyms;
  options.reason = context->why;
  files = cw_import_files (context->project, &context->coder, paths, &options, progress_cb, context,
                           context->cancellable, &failure);
  if (files == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  note_failures (context, files);
  if (failure != NULL)
    {
      context->status = CW_EXIT_PARTLY;
      cw_command_context_note (context, "Stopped after %u of %u files: %s", files->len, paths->len,
                               failure->message);
    }
  return print_files (context, files, error);
}

static gboolean
run_text (CwCommandContext *context,
          GError          **error)
{
  gboolean structure = FALSE;
  gboolean no_speakers = FALSE;
  char *encoding = NULL;
  g_autofree char *name = NULL;
  g_autoptr (CwText) text = NULL;
  g_autoptr (GError) failure = NULL;
  CwReadOptions options = CW_READ_OPTIONS_DEFAULT;
  const GOptionEntry entries[] = {
    { "structure", 0, 0, G_OPTION_ARG_NONE, &structure,
      "Headings, turns, pages and warnings as JSON, and not the text", NULL },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &encoding,
      "The encoding of plain text, where the guess is wrong", "NAME" },
    { "no-speakers", 0, 0, G_OPTION_ARG_NONE, &no_speakers, "Do not look for speaker turns", NULL },
    { NULL },
  };

  if (!cw_command_context_parse (context, CW_OPTION_NONE, entries, error))
    return FALSE;
  if (context->operands->len != 1)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "text: it takes one file");
      return FALSE;
    }
  options.encoding = encoding;
  options.find_speakers = !no_speakers;
  text = cw_reader_read_file (cw_command_context_operand (context, 0), &options,
                              context->cancellable, NULL, &failure);
  if (text == NULL)
    {
      blame_file (failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (structure)
    {
      g_autofree char *json = cw_text_report_to_json (text);

      return g_output_stream_printf (context->streams.out, NULL, NULL, error, "%s\n", json);
    }
  name = g_path_get_basename (cw_command_context_operand (context, 0));
  for (guint i = 0; i < text->warnings->len; i++)
    cw_command_context_note (context, "%s: %s", name,
                             (const char *) g_ptr_array_index (text->warnings, i));
  return g_output_stream_write_all (context->streams.out, text->text, text->n_bytes, NULL, NULL,
                                    error);
}

const CwCommand cw_commands_import[] = {
  { "import", "PROJECT FILE…", "brings documents into a project",
    "Plain text, Markdown, DOCX, ODT, RTF, PDF, web pages, EPUB, SRT, WebVTT, CSV, XLSX and\n"
    "ODS. Prints a row a file: file, format, characters, words, speakers, turns, warnings,\n"
    "result, seconds. A folder stands for the files in it. A file that cannot be read, or is\n"
    "in the project already, is named and does not keep the others out; exit status 1 then\n"
    "says that not all are in.",
    TRUE, NULL, run_import },
  { "text", "FILE", "prints the text of a file as import reads it",
    "No project is needed. With --structure it prints JSON: length, headings, turns,\n"
    "pages and warnings, positions counted in characters from 0.",
    FALSE, NULL, run_text },
  { NULL },
};
