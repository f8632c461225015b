/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

/* Documents: documents, document. */

#include "config.h"

#include "cw-command.h"

#include "cw-arguments.h"
#include "cw-document.h"
#include "cw-error.h"

/* The options that set a field, in the order of CwDocumentField. */
static const char *const field_options[CW_DOCUMENT_N_FIELDS] = {
  "type",     "wave",     "role",    "note",         "language", "consent",
  "expected", "received", "checked", "deidentified", "returned",
};

static const CwColumn document_columns[] = {
  { "guid", CW_COLUMN_GUID },        { "name", CW_COLUMN_TEXT },
  { "type", CW_COLUMN_TEXT },        { "wave", CW_COLUMN_TEXT },
  { "format", CW_COLUMN_TEXT },      { "characters", CW_COLUMN_INTEGER },
  { "words", CW_COLUMN_INTEGER },    { "revision", CW_COLUMN_INTEGER },
  { "original", CW_COLUMN_BOOLEAN }, { "file", CW_COLUMN_TEXT },
  { "note", CW_COLUMN_TEXT },
};

static gboolean
print_document (CwRowWriter      *rows,
                const CwDocument *document,
                GError          **error)
{
  cw_row_writer_guid (rows, &document->guid);
  cw_row_writer_text (rows, document->name);
  cw_row_writer_text (rows, document->fields[CW_DOCUMENT_TYPE]);
  cw_row_writer_text (rows, document->fields[CW_DOCUMENT_WAVE]);
  cw_row_writer_text (rows, document->format);
  cw_row_writer_int (rows, document->length);
  cw_row_writer_int (rows, document->words);
  cw_row_writer_int (rows, document->text_revision);
  cw_row_writer_boolean (rows, document->has_original);
  cw_row_writer_text (rows, document->file_name);
  cw_row_writer_text (rows, document->fields[CW_DOCUMENT_NOTE]);
  return cw_row_writer_end_row (rows, error);
}

static gboolean
run_documents (CwCommandContext *context,
               GError          **error)
{
  CwDatabase *database;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (CwRowWriter) rows = NULL;

  if (!cw_command_context_parse (context, CW_OPTION_FORMAT | CW_OPTION_AS, NULL, error)
      || !cw_command_context_check_operands (context, 0, 0, error)
      || (database = cw_command_context_open_to_read (context, error)) == NULL
      || (documents = cw_document_list (database, error)) == NULL)
    return FALSE;
  rows = cw_command_context_rows (context, document_columns, G_N_ELEMENTS (document_columns));
  for (guint i = 0; i < documents->len; i++)
    if (!print_document (rows, g_ptr_array_index (documents, i), error))
      return FALSE;
  return cw_row_writer_finish (rows, error);
}

typedef struct
{
  gboolean text;
  char *original;
  char *rename;
  gboolean delete;
  char *fields[CW_DOCUMENT_N_FIELDS];
} DocumentOptions;

static gboolean
has_fields (const DocumentOptions *values)
{
  for (guint i = 0; i < CW_DOCUMENT_N_FIELDS; i++)
    if (values->fields[i] != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
check_document_options (CwCommandContext      *context,
                        const DocumentOptions *values,
                        GError               **error)
{
  gboolean changes = values->rename != NULL || values->delete || has_fields (values);
  guint n_asked = (values->text ? 1 : 0) + (values->original != NULL ? 1 : 0)
                  + (values->delete ? 1 : 0)
                  + (values->rename != NULL || has_fields (values) ? 1 : 0);

  if (n_asked > 1)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "document: only one of --text, --original, --delete, and changes of name and "
                   "fields can be done at once");
      return FALSE;
    }
  if (changes ? context->as_name != NULL : context->coder_name != NULL || context->why != NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "document: %s",
                   changes ? "--as is for looking at the project, --coder says who changes it"
                           : "--coder and --why are for what changes the project");
      return FALSE;
    }
  return TRUE;
}

static gboolean
print_text (CwCommandContext *context,
            CwDatabase       *database,
            const CwGuid     *guid,
            GError          **error)
{
  g_autoptr (GBytes) bytes = cw_document_load_bytes (database, guid, error);

  return bytes != NULL
         && g_output_stream_write_all (context->streams.out, g_bytes_get_data (bytes, NULL),
                                       g_bytes_get_size (bytes), NULL, NULL, error);
}

static gboolean
write_original (CwCommandContext *context,
                CwDatabase       *database,
                const CwGuid     *guid,
                const char       *path,
                GError          **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) failure = NULL;

  if (!context->force && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_WOULD_LOSE,
                   "%s: there is a file of this name already; --force replaces it", path);
      return FALSE;
    }
  bytes = cw_document_load_original (database, guid, error);
  if (bytes == NULL)
    return FALSE;
  if (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                (gssize) g_bytes_get_size (bytes), G_FILE_SET_CONTENTS_CONSISTENT,
                                0666, &failure))
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "%s: the original cannot be written: %s", path,
               failure->message);
  return FALSE;
}

static gboolean
show_document (CwCommandContext *context,
               CwDatabase       *database,
               const CwGuid     *guid,
               GError          **error)
{
  g_autoptr (CwDocument) document = cw_document_load (database, guid, error);
  g_autoptr (CwRowWriter) rows = NULL;

  if (document == NULL)
    return FALSE;
  rows = cw_command_context_rows (context, document_columns, G_N_ELEMENTS (document_columns));
  return print_document (rows, document, error) && cw_row_writer_finish (rows, error);
}

static gboolean
read_document (CwCommandContext      *context,
               const DocumentOptions *values,
               GError               **error)
{
  CwDatabase *database = cw_command_context_open_to_read (context, error);
  CwGuid guid;

  if (database == NULL
      || !cw_argument_document (database, cw_command_context_operand (context, 0), &guid, error))
    return FALSE;
  if (values->text)
    return print_text (context, database, &guid, error);
  if (values->original != NULL)
    return write_original (context, database, &guid, values->original, error);
  return show_document (context, database, &guid, error);
}

static gboolean
set_fields (CwChange              *change,
            const CwGuid          *guid,
            const DocumentOptions *values,
            GError               **error)
{
  for (guint i = 0; i < CW_DOCUMENT_N_FIELDS; i++)
    if (values->fields[i] != NULL
        && !cw_document_set_field (change, guid, (CwDocumentField) i, values->fields[i], error))
      return FALSE;
  return values->rename == NULL || cw_document_rename (change, guid, values->rename, error);
}

static gboolean
change_document (CwCommandContext      *context,
                 const DocumentOptions *values,
                 GError               **error)
{
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwDocument) document = NULL;
  g_autoptr (CwChange) change = NULL;
  CwGuid guid;

  if (database == NULL
      || !cw_argument_document (database, cw_command_context_operand (context, 0), &guid, error)
      || (document = cw_document_load (database, &guid, error)) == NULL)
    return FALSE;
  if (values->delete)
    change = cw_command_context_begin (context, error, "Delete document %s", document->name);
  else if (values->rename != NULL)
    change = cw_command_context_begin (context, error, "Rename document %s to %s", document->name,
                                       values->rename);
  else
    change = cw_command_context_begin (context, error, "Describe document %s", document->name);
  if (change == NULL)
    return FALSE;
  if (values->delete ? !cw_document_delete (change, &guid, context->force, error)
                     : !set_fields (change, &guid, values, error))
    return FALSE;
  return cw_change_commit (change, error);
}

static gboolean
run_document (CwCommandContext *context,
              GError          **error)
{
  DocumentOptions values = { FALSE };
  g_autoptr (GArray) options = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  const GOptionEntry first[] = {
    { "text", 0, 0, G_OPTION_ARG_NONE, &values.text, "Print its text", NULL },
    { "original", 0, 0, G_OPTION_ARG_FILENAME, &values.original,
      "Write the file that it came from to FILE", "FILE" },
    { "rename", 0, 0, G_OPTION_ARG_STRING, &values.rename, "Give it another name", "NAME" },
    { "delete", 0, 0, G_OPTION_ARG_NONE, &values.delete,
      "Delete it; with --force also with all the work on it", NULL },
  };

  g_array_append_vals (options, first, G_N_ELEMENTS (first));
  for (guint i = 0; i < CW_DOCUMENT_N_FIELDS; i++)
    {
      const GOptionEntry entry = { field_options[i],
                                   0,
                                   0,
                                   G_OPTION_ARG_STRING,
                                   &values.fields[i],
                                   "Set this field; \"\" empties it",
                                   "VALUE" };

      g_array_append_val (options, entry);
    }
  if (!cw_command_context_parse (context,
                                 CW_OPTION_FORMAT | CW_OPTION_AS | CW_OPTION_CODER | CW_OPTION_WHY
                                   | CW_OPTION_FORCE,
                                 (const GOptionEntry *) options->data, error)
      || !cw_command_context_check_operands (context, 1, 1, error)
      || !check_document_options (context, &values, error))
    return FALSE;
  if (values.delete || values.rename != NULL || has_fields (&values))
    return change_document (context, &values, error);
  return read_document (context, &values, error);
}

const CwCommand cw_commands_documents[] = {
  { "documents", "PROJECT", "lists the documents", NULL, TRUE, NULL, run_documents },
  { "document", "PROJECT NAME", "shows, changes or deletes one document",
    "Without options it shows what is known of the document. A document with work on it\n"
    "(codings, memos, …) is deleted only with --force; \"undo\" brings it back.",
    TRUE, NULL, run_document },
  { NULL },
};
