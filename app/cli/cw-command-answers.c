/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

/* Answers: passages, matrix, search. */

#include "config.h"

#include "cw-command.h"

#include "cw-arguments.h"
#include "cw-error.h"
#include "cw-matrix.h"
#include "cw-names.h"
#include "cw-passage-writer.h"
#include "cw-search.h"
#include "cw-selection.h"
#include "cw-table-writer.h"

#include <math.h>

/* What each of these takes to say what is meant. */
typedef struct
{
  CwSelection selection;
  gboolean rollup;
  gboolean guids;
  char *rows;
  char *columns;
  char *cell;
  char *percent;
} AnswerOptions;

/* --- passages ----------------------------------------------------------------- */

static void
print_passage_with_guids (CwRowWriter        *rows,
                          const CwPassageRow *row)
{
  cw_row_writer_guid (rows, &row->coding);
  cw_row_writer_guid (rows, &row->passage);
  cw_row_writer_text (rows, row->document_name);
  cw_row_writer_text (rows, row->case_names);
  if (row->start >= 0)
    cw_row_writer_int (rows, row->start);
  else
    cw_row_writer_null (rows);
  if (row->end >= 0)
    cw_row_writer_int (rows, row->end);
  else
    cw_row_writer_null (rows);
  cw_row_writer_text (rows, row->code_path);
  cw_row_writer_text (rows, row->coder_name);
  if (isnan (row->weight))
    cw_row_writer_null (rows);
  else
    cw_row_writer_double (rows, row->weight);
  cw_row_writer_text_n (rows, row->text, row->text_length);
  cw_row_writer_text (rows, row->comment);
}

/* As cw_passages_write(), with what `uncode` needs to know in front. */
static gboolean
write_passages_with_guids (CwCommandContext *context,
                           CwPassageReader  *reader,
                           GError          **error)
{
  static const CwColumn columns[] = {
    { "coding", CW_COLUMN_GUID }, { "passage", CW_COLUMN_GUID },  { "document", CW_COLUMN_TEXT },
    { "case", CW_COLUMN_TEXT },   { "start", CW_COLUMN_INTEGER }, { "end", CW_COLUMN_INTEGER },
    { "code", CW_COLUMN_TEXT },   { "coder", CW_COLUMN_TEXT },    { "weight", CW_COLUMN_DECIMAL },
    { "text", CW_COLUMN_TEXT },   { "comment", CW_COLUMN_TEXT },
  };
  g_autoptr (CwRowWriter) rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));
  const CwPassageRow *row;

  do
    {
      if (!cw_passage_reader_next (reader, &row, error))
        return FALSE;
      if (row == NULL)
        break;
      print_passage_with_guids (rows, row);
      if (!cw_row_writer_end_row (rows, error))
        return FALSE;
    }
  while (TRUE);
  return cw_row_writer_finish (rows, error);
}

static gboolean
run_passages (CwCommandContext *context,
              GError          **error)
{
  AnswerOptions values = { { NULL } };
  CwDatabase *database;
  g_autoptr (CwPassageFilter) filter = NULL;
  g_autoptr (CwPassageReader) reader = NULL;
  const GOptionEntry options[] = {
    { "codes", 0, 0, G_OPTION_ARG_STRING, &values.selection.codes, "Only these codes", "A,B" },
    { "code", 0, 0, G_OPTION_ARG_STRING, &values.selection.code, "Only this code", "CODE" },
    { "case", 0, 0, G_OPTION_ARG_STRING, &values.selection.case_name, "Only this case", "CASE" },
    { "document", 0, 0, G_OPTION_ARG_STRING, &values.selection.document, "Only this document",
      "DOCUMENT" },
    { "coder", 0, 0, G_OPTION_ARG_STRING, &values.selection.coders, "Only by these coders", "A,B" },
    { "rollup", 0, 0, G_OPTION_ARG_NONE, &values.rollup,
      "Codes and cases together with those below them", NULL },
    { "guids", 0, 0, G_OPTION_ARG_NONE, &values.guids,
      "With the GUIDs of coding and passage in front", NULL },
    { NULL },
  };

  if (!cw_command_context_parse (context, CW_OPTION_FORMAT | CW_OPTION_AS, options, error)
      || !cw_command_context_check_operands (context, 0, 1, error)
      || (database = cw_command_context_open_to_read (context, error)) == NULL)
    return FALSE;
  values.selection.expression = cw_command_context_operand (context, 0);
  values.selection.rollup = values.rollup;
  values.selection.viewer = context->viewer;
  filter = cw_selection_to_filter (&values.selection, database, error);
  if (filter == NULL || (reader = cw_passage_reader_new (database, filter, error)) == NULL)
    return FALSE;
  if (values.guids)
    return write_passages_with_guids (context, reader, error);
  return cw_passages_write (reader, context->streams.out, context->format, CW_ROW_WRITER_DEFAULT,
                            context->streams.width, NULL, error);
}

/* --- matrix ------------------------------------------------------------------- */

static gboolean
parse_question (CwDatabase          *database,
                const AnswerOptions *values,
                CwMatrixQuestion    *question,
                GError             **error)
{
  question->measure = CW_MEASURE_CODINGS;
  question->percent = CW_PERCENT_NONE;
  question->rollup = values->rollup;
  return cw_axis_parse (database, values->rows, &question->rows, error)
         && cw_axis_parse (database, values->columns, &question->columns, error)
         && (values->cell == NULL || cw_measure_parse (values->cell, &question->measure, error))
         && (values->percent == NULL
             || cw_percent_parse (values->percent, &question->percent, error));
}

static gboolean
answer_matrix (CwCommandContext *context,
               AnswerOptions    *values,
               GError          **error)
{
  CwDatabase *database = cw_command_context_open_to_read (context, error);
  CwMatrixQuestion question = { 0 };
  g_autoptr (CwPassageFilter) filter = NULL;
  g_autoptr (CwTable) table = NULL;

  if (database == NULL || !parse_question (database, values, &question, error))
    return FALSE;
  values->selection.rollup = values->rollup;
  values->selection.viewer = context->viewer;
  filter = cw_selection_to_filter (&values->selection, database, error);
  if (filter == NULL)
    return FALSE;
  question.filter = filter;
  table = cw_matrix_compute (database, &question, error);
  return table != NULL
         && cw_table_write (table, context->streams.out, context->format, CW_ROW_WRITER_DEFAULT,
                            context->streams.width, error);
}

static gboolean
run_matrix (CwCommandContext *context,
            GError          **error)
{
  AnswerOptions values = { { NULL } };
  const GOptionEntry options[] = {
    { "rows", 0, 0, G_OPTION_ARG_STRING, &values.rows,
      "codes, cases, cases:TYPE, documents, coders, attribute:NAME, speakers, codesets", "AXIS" },
    { "columns", 0, 0, G_OPTION_ARG_STRING, &values.columns, "The same", "AXIS" },
    { "cell", 0, 0, G_OPTION_ARG_STRING, &values.cell,
      "codings (the default), documents, words, characters, cases or presence", "MEASURE" },
    { "percent", 0, 0, G_OPTION_ARG_STRING, &values.percent, "Of row, column or table", "OF" },
    { "codes", 0, 0, G_OPTION_ARG_STRING, &values.selection.codes, "Only these codes", "A,B" },
    { "cases", 0, 0, G_OPTION_ARG_STRING, &values.selection.cases, "Only these cases", "A,B" },
    { "documents", 0, 0, G_OPTION_ARG_STRING, &values.selection.documents, "Only these documents",
      "A,B" },
    { "coder", 0, 0, G_OPTION_ARG_STRING, &values.selection.coders, "Only by these coders", "A,B" },
    { "where", 0, 0, G_OPTION_ARG_STRING, &values.selection.where,
      "Only codings of this code, A/* with those below it, or set:NAME", "EXPR" },
    { "rollup", 0, 0, G_OPTION_ARG_NONE, &values.rollup,
      "Count a code or case together with those below it", NULL },
    { NULL },
  };

  if (!cw_command_context_parse (context, CW_OPTION_FORMAT | CW_OPTION_AS, options, error)
      || !cw_command_context_check_operands (context, 0, 0, error))
    return FALSE;
  if (values.rows == NULL || values.columns == NULL)
    {
      g_set_error (
        error, CW_ERROR, CW_ERROR_USAGE,
        "matrix: it takes --rows AXIS --columns AXIS, as in --rows codes --columns cases");
      return FALSE;
    }
  values.selection.expression = values.selection.where;
  return answer_matrix (context, &values, error);
}

/* --- search ------------------------------------------------------------------- */

#define DEFAULT_CONTEXT 40
#define MAX_CONTEXT 10000

static gboolean
hit_cb (const CwSearchHit *hit,
        gpointer           user_data,
        GError           **error)
{
  CwRowWriter *rows = user_data;

  cw_row_writer_text (rows, hit->document_name);
  cw_row_writer_int (rows, hit->start);
  cw_row_writer_int (rows, hit->end);
  cw_row_writer_text (rows, hit->before);
  cw_row_writer_text (rows, hit->text);
  cw_row_writer_text (rows, hit->after);
  return cw_row_writer_end_row (rows, error);
}

static gboolean
search (CwCommandContext *context,
        CwSearchQuestion *question,
        const char       *document,
        const char       *case_name,
        GError          **error)
{
  static const CwColumn columns[] = {
    { "document", CW_COLUMN_TEXT }, { "start", CW_COLUMN_INTEGER }, { "end", CW_COLUMN_INTEGER },
    { "before", CW_COLUMN_TEXT },   { "text", CW_COLUMN_TEXT },     { "after", CW_COLUMN_TEXT },
  };
  CwDatabase *database = cw_command_context_open_to_read (context, error);
  g_autoptr (CwRowWriter) rows = NULL;
  CwGuid document_guid;
  CwGuid case_guid;

  if (database == NULL
      || (document != NULL && !cw_argument_document (database, document, &document_guid, error))
      || (case_name != NULL && !cw_names_find_case (database, case_name, &case_guid, error)))
    return FALSE;
  if (document != NULL)
    {
      question->documents = &document_guid;
      question->n_documents = 1;
    }
  if (case_name != NULL)
    {
      question->cases = &case_guid;
      question->n_cases = 1;
    }
  rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));
  return cw_search_foreach (database, question, hit_cb, rows, error)
         && cw_row_writer_finish (rows, error);
}

static gboolean
run_search (CwCommandContext *context,
            GError          **error)
{
  char *document = NULL;
  char *case_name = NULL;
  char *wanted_context = NULL;
  gint64 n_context = DEFAULT_CONTEXT;
  CwSearchQuestion question = { NULL };
  const GOptionEntry options[] = {
    { "regex", 0, 0, G_OPTION_ARG_NONE, &question.regex, "QUERY is a regular expression", NULL },
    { "document", 0, 0, G_OPTION_ARG_STRING, &document, "Only in this document", "DOCUMENT" },
    { "case", 0, 0, G_OPTION_ARG_STRING, &case_name, "Only in what belongs to this case", "CASE" },
    { "context", 0, 0, G_OPTION_ARG_STRING, &wanted_context, "Characters to show on each side (40)",
      "N" },
    { NULL },
  };

  if (!cw_command_context_parse (context, CW_OPTION_FORMAT | CW_OPTION_AS, options, error)
      || !cw_command_context_check_operands (context, 1, 1, error)
      || (wanted_context != NULL
          && !cw_argument_number ("--context", wanted_context, 0, MAX_CONTEXT, &n_context, error)))
    return FALSE;
  question.query = cw_command_context_operand (context, 0);
  question.context = (guint) n_context;
  return search (context, &question, document, case_name, error);
}

const CwCommand cw_commands_answers[] = {
  { "passages", "PROJECT [EXPR]", "lists coded passages with their text",
    "EXPR is a code by name or path, A/* for a code with those below it, or set:NAME for a\n"
    "code set. Columns: document, case, start, end, code, coder, weight, text, comment.",
    TRUE, NULL, run_passages },
  { "matrix", "PROJECT --rows AXIS --columns AXIS", "counts codings in a table",
    "For example --rows codes --columns cases. Words and characters that several codings\n"
    "of a cell cover are counted once.",
    TRUE, NULL, run_matrix },
  { "search", "PROJECT QUERY", "finds words in the texts",
    "A query is made of words, \"phrases\", prefix*, AND, OR, NOT, NEAR/n and parentheses,\n"
    "sought within a paragraph; case and accents make no difference.",
    TRUE, NULL, run_search },
  { NULL },
};
