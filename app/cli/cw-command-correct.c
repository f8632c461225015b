/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

/* Corrections of a text: correct. */

#include "config.h"

#include "cw-command.h"

#include "cw-arguments.h"
#include "cw-correction.h"
#include "cw-document.h"
#include "cw-error.h"
#include "cw-passage.h"

typedef struct
{
  char *document;
  char *range;
  char *text;
  gboolean preview;
} CorrectOptions;

static const char *
outcome_name (CwEditOutcome outcome)
{
  switch (outcome)
    {
    case CW_EDIT_CUT:
      return "cut";
    case CW_EDIT_SWALLOWED:
      return "swallowed";
    case CW_EDIT_KEPT:
    default:
      return "kept";
    }
}

/* Whether who looks may see it. */
static gboolean
is_shown (CwCommandContext         *context,
          CwDatabase               *database,
          const CwCorrectedPassage *corrected,
          gboolean                 *out_shown,
          GError                  **error)
{
  g_autoptr (CwPassage) passage = NULL;

  *out_shown = TRUE;
  if (context->viewer == NULL)
    return TRUE;
  passage = cw_passage_load (database, &corrected->passage, error);
  if (passage == NULL)
    return FALSE;
  *out_shown = cw_guid_equal (&passage->coder, context->viewer);
  return TRUE;
}

static gboolean
print_passage (CwRowWriter              *rows,
               const CwCorrectedPassage *passage,
               GError                  **error)
{
  cw_row_writer_guid (rows, &passage->passage);
  cw_row_writer_text (rows, outcome_name (passage->outcome));
  cw_row_writer_int (rows, passage->start);
  cw_row_writer_int (rows, passage->end);
  cw_row_writer_int (rows, passage->new_start);
  cw_row_writer_int (rows, passage->new_end);
  cw_row_writer_text (rows, passage->coders);
  cw_row_writer_text (rows, passage->codes);
  cw_row_writer_text (rows, passage->text);
  return cw_row_writer_end_row (rows, error);
}

static gboolean
print_correction (CwCommandContext   *context,
                  CwDatabase         *database,
                  const CwCorrection *correction,
                  GError            **error)
{
  static const CwColumn columns[] = {
    { "passage", CW_COLUMN_GUID },      { "outcome", CW_COLUMN_TEXT },
    { "start", CW_COLUMN_INTEGER },     { "end", CW_COLUMN_INTEGER },
    { "new_start", CW_COLUMN_INTEGER }, { "new_end", CW_COLUMN_INTEGER },
    { "coders", CW_COLUMN_TEXT },       { "codes", CW_COLUMN_TEXT },
    { "text", CW_COLUMN_TEXT },
  };
  g_autoptr (CwRowWriter) rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < correction->affected->len; i++)
    {
      const CwCorrectedPassage *passage = g_ptr_array_index (correction->affected, i);
      gboolean shown;

      if (!is_shown (context, database, passage, &shown, error)
          || (shown && !print_passage (rows, passage, error)))
        return FALSE;
    }
  if (context->viewer != NULL)
    return cw_row_writer_finish (rows, error);
  cw_command_context_note (context,
                           "\"%s\" would become \"%s\"; passages that only move: %u, that change: "
                           "%u, of these swallowed: %u",
                           correction->old_text, correction->new_text, correction->n_moved,
                           correction->affected->len, correction->n_swallowed);
  return cw_row_writer_finish (rows, error);
}

static gboolean
preview (CwCommandContext     *context,
         const CorrectOptions *values,
         guint32               start,
         guint32               end,
         GError              **error)
{
  CwDatabase *database = cw_command_context_open_to_read (context, error);
  g_autoptr (CwCorrection) correction = NULL;
  CwGuid document;

  return database != NULL && cw_argument_document (database, values->document, &document, error)
         && (correction = cw_document_preview_correction (database, &document, start, end,
                                                          values->text, error))
              != NULL
         && print_correction (context, database, correction, error);
}

static gboolean
correct (CwCommandContext     *context,
         const CorrectOptions *values,
         guint32               start,
         guint32               end,
         GError              **error)
{
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwDocument) document = NULL;
  g_autoptr (CwChange) change = NULL;
  CwGuid guid;
  guint revision;

  return database != NULL && cw_argument_document (database, values->document, &guid, error)
         && (document = cw_document_load (database, &guid, error)) != NULL
         && (change = cw_command_context_begin (context, error, "Correct the text of %s",
                                                document->name))
              != NULL
         && cw_document_correct (change, &guid, start, end, values->text, context->force, &revision,
                                 error)
         && cw_change_commit (change, error);
}

static gboolean
run_correct (CwCommandContext *context,
             GError          **error)
{
  CorrectOptions values = { NULL };
  guint32 start;
  guint32 end;
  const GOptionEntry options[] = {
    { "document", 0, 0, G_OPTION_ARG_STRING, &values.document, "The document", "DOCUMENT" },
    { "range", 0, 0, G_OPTION_ARG_STRING, &values.range,
      "What is to be replaced; START:START puts something in", "START:END" },
    { "text", 0, 0, G_OPTION_ARG_STRING, &values.text, "What it is to be; \"\" takes it out",
      "TEXT" },
    { "preview", 0, 0, G_OPTION_ARG_NONE, &values.preview,
      "Only list the passages that would change", NULL },
    { NULL },
  };

  if (!cw_command_context_parse (context,
                                 CW_OPTION_FORMAT | CW_OPTION_AS | CW_OPTION_CODER | CW_OPTION_WHY
                                   | CW_OPTION_FORCE,
                                 options, error)
      || !cw_command_context_check_operands (context, 0, 0, error))
    return FALSE;
  if (values.document == NULL || values.range == NULL || values.text == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "correct: it takes --document DOCUMENT --range START:END --text TEXT");
      return FALSE;
    }
  if (values.preview ? context->coder_name != NULL || context->why != NULL
                     : context->as_name != NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "correct: --as is for --preview alone, "
                   "--coder and --why for the correction itself");
      return FALSE;
    }
  if (!cw_argument_range (values.range, TRUE, &start, &end, error))
    return FALSE;
  if (values.preview)
    return preview (context, &values, start, end, error);
  return correct (context, &values, start, end, error);
}

const CwCommand cw_commands_correct[] = {
  { "correct", "PROJECT --document D --range START:END --text TEXT",
    "corrects the text of a document",
    "Passages follow the text. Where nothing would be left of one it is refused (exit\n"
    "status 4), unless --force is given; --preview lists what would be kept, cut or\n"
    "swallowed.",
    TRUE, NULL, run_correct },
  { NULL },
};
