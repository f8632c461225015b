/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

/* Names out of texts: pseudonyms. */

#include "config.h"

#include "cw-command.h"

#include "cw-correction.h"
#include "cw-document.h"
#include "cw-error.h"
#include "cw-exit-status.h"
#include "cw-name-guess.h"
#include "cw-pseudonym-table.h"
#include "cw-reader.h"
#include "cw-speaker.h"

#include <string.h>

typedef struct
{
  CwCommandContext *context;
  CwDatabase *database;
  const CwPseudonyms *table;
  CwChange *change; /* NULL: a preview */
  CwRowWriter *rows;
  guint n_documents;
} Replacing;

static gboolean
print_counts (Replacing    *replacing,
              const char   *document,
              const GArray *matches,
              GError      **error)
{
  g_autofree guint *counts = g_new0 (guint, cw_pseudonyms_get_n_names (replacing->table));

  for (guint i = 0; i < matches->len; i++)
    counts[g_array_index (matches, CwNameMatch, i).name]++;
  for (guint i = 0; i < cw_pseudonyms_get_n_names (replacing->table); i++)
    {
      if (counts[i] == 0)
        continue;
      cw_row_writer_text (replacing->rows, document);
      cw_row_writer_text (replacing->rows, cw_pseudonyms_get_name (replacing->table, i));
      cw_row_writer_text (replacing->rows, cw_pseudonyms_get_replacement (replacing->table, i));
      cw_row_writer_int (replacing->rows, counts[i]);
      if (!cw_row_writer_end_row (replacing->rows, error))
        return FALSE;
    }
  return TRUE;
}

/* Speakers who are now called the same stay two: only the researcher knows whether
 * they are one. */
static gboolean
rename_speakers (Replacing    *replacing,
                 const CwGuid *document,
                 GError      **error)
{
  g_autoptr (GPtrArray) speakers = cw_speaker_list (replacing->database, document, error);

  if (speakers == NULL)
    return FALSE;
  for (guint i = 0; i < speakers->len; i++)
    {
      const CwSpeaker *speaker = g_ptr_array_index (speakers, i);
      g_autofree char *plain = NULL;
      g_autofree char *label = NULL;
      CwGuid other;

      if (!cw_pseudonyms_occur (replacing->table, speaker->label))
        continue;
      plain = cw_pseudonyms_replace (replacing->table, speaker->label, -1);
      label = g_strdup (plain);
      for (guint n = 2; cw_speaker_find (replacing->database, document, label, &other, NULL); n++)
        {
          g_free (label);
          label = g_strdup_printf ("%s (%u)", plain, n);
        }
      if (!cw_speaker_rename (replacing->change, &speaker->guid, label, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
rename_document (Replacing        *replacing,
                 const CwDocument *document,
                 GError          **error)
{
  g_autofree char *name = NULL;
  g_autofree char *free_name = NULL;

  if (!cw_pseudonyms_occur (replacing->table, document->name))
    return TRUE;
  name = cw_pseudonyms_replace (replacing->table, document->name, -1);
  free_name = cw_document_pick_name (replacing->database, name, error);
  return free_name != NULL
         && cw_document_rename (replacing->change, &document->guid, free_name, error);
}

static gboolean
replace_in_document (Replacing        *replacing,
                     const CwDocument *document,
                     GError          **error)
{
  g_autoptr (CwText) text = NULL;
  g_autoptr (GArray) matches = NULL;
  g_autoptr (CwEdits) edits = NULL;
  g_autofree char *inserted = NULL;
  guint revision;

  text = cw_document_load_text (replacing->database, &document->guid, error);
  if (text == NULL)
    return FALSE;
  matches = cw_pseudonyms_find (replacing->table, text->text, text->n_bytes);
  if (!print_counts (replacing, document->name, matches, error))
    return FALSE;
  if (matches->len > 0)
    replacing->n_documents++;
  if (replacing->change == NULL)
    return TRUE;
  edits = cw_pseudonyms_edits (replacing->table, matches, &inserted);
  return (matches->len == 0
          || cw_document_correct_edits (replacing->change, &document->guid, edits, inserted, TRUE,
                                        &revision, error))
         && rename_speakers (replacing, &document->guid, error)
         && rename_document (replacing, document, error);
}

static gboolean
replace_in_all (Replacing *replacing,
                GError   **error)
{
  static const CwColumn columns[] = {
    { "document", CW_COLUMN_TEXT },
    { "name", CW_COLUMN_TEXT },
    { "replacement", CW_COLUMN_TEXT },
    { "count", CW_COLUMN_INTEGER },
  };
  g_autoptr (GPtrArray) documents = cw_document_list (replacing->database, error);
  g_autoptr (CwRowWriter) rows = NULL;

  if (documents == NULL)
    return FALSE;
  rows = cw_command_context_rows (replacing->context, columns, G_N_ELEMENTS (columns));
  replacing->rows = rows;
  for (guint i = 0; i < documents->len; i++)
    {
      const CwDocument *document = g_ptr_array_index (documents, i);

      if (g_cancellable_set_error_if_cancelled (replacing->context->cancellable, error)
          || (document->text_revision > 0 && !replace_in_document (replacing, document, error)))
        return FALSE;
    }
  return cw_row_writer_finish (rows, error);
}

static gboolean
apply (CwCommandContext *context,
       gboolean          preview,
       GError          **error)
{
  g_autoptr (CwPseudonyms) table = NULL;
  g_autoptr (CwChange) change = NULL;
  Replacing replacing = { context, NULL, NULL, NULL, NULL, 0 };

  table = cw_pseudonym_table_load (cw_command_context_operand (context, 0), context->cancellable,
                                   error);
  if (table == NULL)
    {
      if (error != NULL)
        cw_exit_blame_input (*error);
      return FALSE;
    }
  replacing.table = table;
  replacing.database = preview ? cw_command_context_open_to_read (context, error)
                               : cw_command_context_open_to_write (context, error);
  if (replacing.database == NULL)
    return FALSE;
  if (!preview)
    {
      change = cw_command_context_begin (context, error, "Replace names by pseudonyms");
      if (change == NULL)
        return FALSE;
      replacing.change = change;
    }
  if (!replace_in_all (&replacing, error) || (!preview && !cw_change_commit (change, error)))
    return FALSE;
  if (preview)
    cw_command_context_note (context, "Names would be replaced in %u documents",
                             replacing.n_documents);
  else
    cw_command_context_note (context,
                             "Names were replaced in %u documents. The texts as they were are "
                             "still in the history, in kept originals and in backups; memos, "
                             "comments and cases were not looked through",
                             replacing.n_documents);
  return TRUE;
}

/* Only this verb takes a project, which comes first as for all commands; a script has
 * one open. */
static gboolean
run_apply (CwCommandContext *context,
           gboolean          preview,
           gboolean          erase,
           GError          **error)
{
  if (erase)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_WOULD_LOSE,
                   "pseudonyms: what a project once held cannot be erased from its history yet; "
                   "nothing was changed. Leave --erase out, or import the documents again with "
                   "--pseudonyms into a new project");
      return FALSE;
    }
  if (!context->in_script && context->operands->len > 0)
    {
      context->project_path = cw_command_context_operand (context, 0);
      g_ptr_array_remove_index (context->operands, 0);
    }
  if (context->operands->len != 1)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "pseudonyms: usage: caseweave-cli pseudonyms apply PROJECT TABLE.csv");
      return FALSE;
    }
  return apply (context, preview, error);
}

static gboolean
print_guesses (CwCommandContext *context,
               CwNameGuesses    *guesses,
               GError          **error)
{
  static const CwColumn columns[] = {
    { "name", CW_COLUMN_TEXT },     { "replacement", CW_COLUMN_TEXT }, { "kind", CW_COLUMN_TEXT },
    { "count", CW_COLUMN_INTEGER }, { "context", CW_COLUMN_TEXT },
  };
  g_autoptr (CwRowWriter) rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) names = cw_name_guesses_list (guesses);

  for (guint i = 0; i < names->len; i++)
    {
      const CwNameGuess *guess = g_ptr_array_index (names, i);

      cw_row_writer_text (rows, guess->name);
      cw_row_writer_text (rows, "");
      cw_row_writer_text (rows, cw_name_kind_to_string (guess->kind));
      cw_row_writer_int (rows, guess->count);
      cw_row_writer_text (rows, guess->context);
      if (!cw_row_writer_end_row (rows, error))
        return FALSE;
    }
  cw_command_context_note (context,
                           "Likely names: %u. Some are none, and some names are missed: "
                           "read the texts as well",
                           names->len);
  return cw_row_writer_finish (rows, error);
}

/* Guesses names in all files. One that cannot be read is named and does not keep
 * the others out; where none can, the first one's error is that of all. */
static gboolean
guess_in_files (CwCommandContext *context,
                CwNameGuesses    *guesses,
                GError          **error)
{
  g_autoptr (GError) first = NULL;
  guint n_failed = 0;

  for (guint i = 0; i < context->operands->len; i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (CwText) text = cw_reader_read_file (cw_command_context_operand (context, i), NULL,
                                                     context->cancellable, NULL, &failure);

      if (text != NULL)
        {
          cw_name_guesses_add (guesses, text);
          continue;
        }
      if (g_cancellable_is_cancelled (context->cancellable))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (n_failed++ > 0 || context->operands->len > 1)
        cw_command_context_note (context, "%s", failure->message);
      if (first == NULL)
        first = g_steal_pointer (&failure);
    }
  if (n_failed == 0)
    return TRUE;
  context->status = CW_EXIT_PARTLY;
  if (n_failed < context->operands->len)
    return TRUE;
  cw_exit_blame_input (first);
  if (n_failed > 1)
    g_set_error (error, first->domain, first->code,
                 "None of the %u files could be read; what to do is said of each above", n_failed);
  else
    g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

static gboolean
run_suggest (CwCommandContext *context,
             GError          **error)
{
  g_autoptr (CwNameGuesses) guesses = cw_name_guesses_new ();

  if (context->coder_name != NULL || context->why != NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "pseudonyms suggest: it changes nothing; --coder and --why are for apply");
      return FALSE;
    }
  if (context->operands->len == 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "pseudonyms suggest: of which files?");
      return FALSE;
    }
  return guess_in_files (context, guesses, error) && print_guesses (context, guesses, error);
}

static gboolean
run_pseudonyms (CwCommandContext *context,
                GError          **error)
{
  gboolean preview = FALSE;
  gboolean erase = FALSE;
  g_autofree char *verb = NULL;
  const GOptionEntry options[] = {
    { "preview", 0, 0, G_OPTION_ARG_NONE, &preview, "Only list what would be replaced", NULL },
    { "erase", 0, 0, G_OPTION_ARG_NONE, &erase,
      "Erase the old text for good (not possible yet: refused)", NULL },
    { NULL },
  };

  if (!cw_command_context_parse (context, CW_OPTION_FORMAT | CW_OPTION_CODER | CW_OPTION_WHY,
                                 options, error))
    return FALSE;
  verb = g_strdup (cw_command_context_operand (context, 0));
  if (context->operands->len > 0)
    g_ptr_array_remove_index (context->operands, 0);
  if (g_strcmp0 (verb, "suggest") == 0)
    return run_suggest (context, error);
  if (g_strcmp0 (verb, "apply") == 0)
    return run_apply (context, preview, erase, error);
  g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
               "pseudonyms: it is \"suggest FILE…\" or \"apply PROJECT TABLE.csv\"");
  return FALSE;
}

const CwCommand cw_commands_pseudonyms[] = {
  { "pseudonyms", "suggest FILE… | apply PROJECT TABLE.csv",
    "lists likely names, or replaces names in the documents of a project",
    "\"suggest\" needs no project: it lists what may be a name in files, with counts and a\n"
    "context. With --format csv its rows are a table to fill in: name, replacement. Some are\n"
    "no names, and some names are missed.\n"
    "\n"
    "\"apply\" replaces the names of a table in all documents of a project, in labels of\n"
    "speakers and in the documents' names, as one change; passages follow. The texts as they\n"
    "were stay in the history: --erase is refused (exit status 4) until that is possible.\n"
    "\"import --pseudonyms\" replaces names before anything is stored.",
    FALSE, NULL, run_pseudonyms },
  { NULL },
};
