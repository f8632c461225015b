/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

/* Coding: code, uncode, finished. */

#include "config.h"

#include "cw-command.h"

#include "cw-arguments.h"
#include "cw-code.h"
#include "cw-code-set.h"
#include "cw-coder.h"
#include "cw-coding-file.h"
#include "cw-coding.h"
#include "cw-document.h"
#include "cw-error.h"
#include "cw-names.h"
#include "cw-reading.h"

/* --- code --------------------------------------------------------------------- */

typedef struct
{
  char *document;
  char *range;
  char *code;
  char *weight;
  char *comment;
  char *from;
} CodeOptions;

static gboolean
code_from_file (CwCommandContext *context,
                const char       *path,
                GError          **error)
{
  g_autofree char *text = NULL;
  g_autofree char *shown = g_filename_display_basename (path);
  g_autoptr (CwCodingFile) file = NULL;
  g_autoptr (CwChange) change = NULL;
  g_autofree char *label = NULL;
  CwDatabase *database;
  gsize n_bytes;
  guint n_rows;

  text = cw_argument_read_all (context->streams.in, path, &n_bytes, error);
  if (text == NULL || (database = cw_command_context_open_to_write (context, error)) == NULL
      || (file = cw_coding_file_read (database, text, n_bytes, shown, error)) == NULL
      || !cw_command_context_find_coder (context, error))
    return FALSE;
  n_rows = cw_coding_file_get_n_rows (file);
  if (n_rows == 0)
    {
      cw_command_context_note (context, "%s: there are no rows; nothing was coded", shown);
      return TRUE;
    }
  label = g_strdup_printf ("Code %u passages from %s", n_rows, shown);
  change = cw_change_begin (context->project, &context->coder, label, context->why, CW_CHANGE_BULK,
                            error);
  return change != NULL && cw_coding_file_apply (file, change, context->cancellable, error)
         && cw_change_commit (change, error);
}

static gboolean
code_passage (CwCommandContext  *context,
              const CodeOptions *values,
              GError           **error)
{
  CwDatabase *database;
  CwGuid document;
  CwGuid code;
  CwGuid guid;
  CwCodingSpec spec = { .document = &document, .code = &code, .comment = values->comment };
  g_autofree char *path = NULL;
  g_autoptr (CwChange) change = NULL;
  char buffer[CW_GUID_STRING_LENGTH + 1];

  spec.has_weight = values->weight != NULL;
  if (!cw_argument_range (values->range, FALSE, &spec.start, &spec.end, error)
      || (spec.has_weight && !cw_argument_weight (values->weight, &spec.weight, error))
      || (database = cw_command_context_open_to_write (context, error)) == NULL
      || !cw_argument_document (database, values->document, &document, error)
      || !cw_names_find_code (database, values->code, &code, error)
      || (path = cw_code_dup_path (database, &code, error)) == NULL
      || (change = cw_command_context_begin (context, error, "Code passage with %s", path)) == NULL
      || !cw_coding_add (change, &spec, &guid, error) || !cw_change_commit (change, error))
    return FALSE;
  cw_guid_write (&guid, buffer);
  return cw_command_context_print (context, error, "%s\n", buffer);
}

static gboolean
run_code (CwCommandContext *context,
          GError          **error)
{
  CodeOptions values = { NULL };
  const GOptionEntry options[] = {
    { "document", 0, 0, G_OPTION_ARG_STRING, &values.document, "The document", "DOCUMENT" },
    { "range", 0, 0, G_OPTION_ARG_STRING, &values.range, "The passage, in characters from 0",
      "START:END" },
    { "code", 0, 0, G_OPTION_ARG_STRING, &values.code, "The code", "CODE" },
    { "weight", 0, 0, G_OPTION_ARG_STRING, &values.weight, "How strongly it applies", "NUMBER" },
    { "comment", 0, 0, G_OPTION_ARG_STRING, &values.comment, "A comment on the coding", "TEXT" },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &values.from,
      "Many codings, from a CSV file (- for "
      "standard input)",
      "FILE" },
    { NULL },
  };

  if (!cw_command_context_parse (context, CW_OPTION_CODER | CW_OPTION_WHY, options, error)
      || !cw_command_context_check_operands (context, 0, 0, error))
    return FALSE;
  if (values.from != NULL)
    return cw_command_context_allow_options (context, " from ", "code --from FILE", error)
           && code_from_file (context, values.from, error);
  if (values.document == NULL || values.range == NULL || values.code == NULL)
    {
      g_set_error (
        error, CW_ERROR, CW_ERROR_USAGE,
        "code: it takes --document DOCUMENT --range START:END --code CODE, or --from FILE");
      return FALSE;
    }
  return code_passage (context, &values, error);
}

/* --- uncode ------------------------------------------------------------------- */

static gboolean
parse_guids (CwCommandContext *context,
             GArray           *guids,
             GError          **error)
{
  for (guint i = 0; i < context->operands->len; i++)
    {
      gboolean twice = FALSE;
      CwGuid guid;

      if (!cw_argument_guid (cw_command_context_operand (context, i), &guid, error))
        return FALSE;
      for (guint j = 0; j < guids->len; j++)
        twice = twice || cw_guid_equal (&guid, &g_array_index (guids, CwGuid, j));
      if (!twice)
        g_array_append_val (guids, guid);
    }
  return TRUE;
}

static char *
uncode_label (CwDatabase   *database,
              const GArray *guids,
              GError      **error)
{
  g_autoptr (CwCoding) coding = NULL;
  g_autofree char *path = NULL;

  if (guids->len > 1)
    return g_strdup_printf ("Remove %u codings", guids->len);
  if ((coding = cw_coding_load (database, &g_array_index (guids, CwGuid, 0), error)) == NULL
      || (path = cw_code_dup_path (database, &coding->code, error)) == NULL)
    return NULL;
  return g_strdup_printf ("Remove coding with %s", path);
}

static gboolean
run_uncode (CwCommandContext *context,
            GError          **error)
{
  g_autoptr (GArray) guids = g_array_new (FALSE, FALSE, sizeof (CwGuid));
  g_autofree char *label = NULL;
  g_autoptr (CwChange) change = NULL;
  CwDatabase *database;

  if (!cw_command_context_parse (context, CW_OPTION_CODER | CW_OPTION_WHY, NULL, error)
      || !cw_command_context_check_operands (context, 1, G_MAXUINT, error)
      || !parse_guids (context, guids, error)
      || (database = cw_command_context_open_to_write (context, error)) == NULL
      || (label = uncode_label (database, guids, error)) == NULL
      || (change = cw_command_context_begin (context, error, "%s", label)) == NULL)
    return FALSE;
  for (guint i = 0; i < guids->len; i++)
    if (!cw_coding_remove (change, &g_array_index (guids, CwGuid, i), error))
      return FALSE;
  return cw_change_commit (change, error);
}

/* --- finished ----------------------------------------------------------------- */

static const char *
reading_state_name (CwReadingState state)
{
  switch (state)
    {
    case CW_READING_BEGUN:
      return "begun";
    case CW_READING_FINISHED:
      return "finished";
    case CW_READING_NONE:
    default:
      return "";
    }
}

/* GUID → name, of coders and code sets. */
static GHashTable *
load_reading_names (CwDatabase *database,
                    GError    **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (cw_guid_hash, cw_guid_equal, g_free,
                                                        g_free);
  g_autoptr (GPtrArray) coders = cw_coder_list (database, error);
  g_autoptr (GPtrArray) sets = NULL;

  if (coders == NULL || (sets = cw_code_set_list (database, error)) == NULL)
    return NULL;
  for (guint i = 0; i < coders->len; i++)
    {
      const CwCoder *coder = g_ptr_array_index (coders, i);

      g_hash_table_insert (names, cw_guid_copy (&coder->guid), g_strdup (coder->name));
    }
  for (guint i = 0; i < sets->len; i++)
    {
      const CwCodeSet *set = g_ptr_array_index (sets, i);

      g_hash_table_insert (names, cw_guid_copy (&set->guid), g_strdup (set->name));
    }
  return g_steal_pointer (&names);
}

static gboolean
print_readings (CwCommandContext *context,
                CwDatabase       *database,
                CwRowWriter      *rows,
                const CwDocument *document,
                GHashTable       *names,
                GError          **error)
{
  g_autoptr (GPtrArray) readings = cw_reading_list (database, &document->guid, error);

  if (readings == NULL)
    return FALSE;
  for (guint i = 0; i < readings->len; i++)
    {
      const CwReading *reading = g_ptr_array_index (readings, i);

      if (context->viewer != NULL && !cw_guid_equal (&reading->coder, context->viewer))
        continue;
      cw_row_writer_text (rows, document->name);
      cw_row_writer_text (rows, g_hash_table_lookup (names, &reading->coder));
      cw_row_writer_text (
        rows, reading->has_code_set ? g_hash_table_lookup (names, &reading->code_set) : "");
      cw_row_writer_text (rows, reading_state_name (reading->state));
      if (!cw_row_writer_end_row (rows, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
list_readings (CwCommandContext *context,
               GError          **error)
{
  static const CwColumn columns[] = {
    { "document", CW_COLUMN_TEXT },
    { "coder", CW_COLUMN_TEXT },
    { "set", CW_COLUMN_TEXT },
    { "state", CW_COLUMN_TEXT },
  };
  CwDatabase *database = cw_command_context_open_to_read (context, error);
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (CwRowWriter) rows = NULL;

  if (database == NULL || (documents = cw_document_list (database, error)) == NULL
      || (names = load_reading_names (database, error)) == NULL)
    return FALSE;
  rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < documents->len; i++)
    if (!print_readings (context, database, rows, g_ptr_array_index (documents, i), names, error))
      return FALSE;
  return cw_row_writer_finish (rows, error);
}

static gboolean
mark_reading (CwCommandContext *context,
              const char       *document_name,
              const char       *set_name,
              gboolean          undo,
              GError          **error)
{
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwDocument) document = NULL;
  g_autoptr (CwChange) change = NULL;
  CwGuid guid;
  CwGuid set;

  return database != NULL && cw_argument_document (database, document_name, &guid, error)
         && (document = cw_document_load (database, &guid, error)) != NULL
         && (set_name == NULL || cw_names_find_code_set (database, set_name, &set, error))
         && (change = cw_command_context_begin (
               context, error, undo ? "Mark %s as not finished" : "Mark %s as finished",
               document->name))
              != NULL
         && cw_reading_set (change, &guid, &context->coder, set_name != NULL ? &set : NULL,
                            undo ? CW_READING_NONE : CW_READING_FINISHED, error)
         && cw_change_commit (change, error);
}

static gboolean
run_finished (CwCommandContext *context,
              GError          **error)
{
  char *document = NULL;
  char *set = NULL;
  gboolean undo = FALSE;
  const GOptionEntry options[] = {
    { "document", 0, 0, G_OPTION_ARG_STRING, &document, "The document", "DOCUMENT" },
    { "set", 0, 0, G_OPTION_ARG_STRING, &set, "For the codes of this set, not for all", "CODESET" },
    { "undo", 0, 0, G_OPTION_ARG_NONE, &undo, "It is not finished after all", NULL },
    { NULL },
  };

  if (!cw_command_context_parse (
        context, CW_OPTION_FORMAT | CW_OPTION_AS | CW_OPTION_CODER | CW_OPTION_WHY, options, error)
      || !cw_command_context_check_operands (context, 0, 0, error))
    return FALSE;
  if (document != NULL ? context->as_name != NULL
                       : set != NULL || undo || context->coder_name != NULL || context->why != NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "finished: --document DOCUMENT marks a document, with --coder; without it, the "
                   "marks are listed, with --as");
      return FALSE;
    }
  if (document == NULL)
    return list_readings (context, error);
  return mark_reading (context, document, set, undo, error);
}

const CwCommand cw_commands_coding[] = {
  { "code", "PROJECT --document D --range START:END --code C | --from FILE.csv",
    "codes a passage, or many from a file",
    "Prints the GUID of the coding that now holds the range: a coder's overlapping codings\n"
    "of one code are joined. The file has a header row and the columns document, start,\n"
    "end, code, coder and, if wanted, weight and comment. All its rows are one change; a\n"
    "row that is wrong refuses the file.",
    TRUE, NULL, run_code },
  { "uncode", "PROJECT GUID…", "removes codings",
    "\"passages --format json\" tells the GUIDs. All go in one change.", TRUE, NULL, run_uncode },
  { "finished", "PROJECT [--document D [--set CODESET] [--undo]]",
    "marks a document as read through",
    "For all codes, or for those of a code set. Without --document it lists the marks.", TRUE, NULL,
    run_finished },
  { NULL },
};
