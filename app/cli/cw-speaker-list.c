/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

#include "config.h"

#include "cw-speaker-list.h"

#include "cw-case.h"
#include "cw-document.h"
#include "cw-speaker.h"
#include "cw-turns.h"
#include "cw-utf8.h"

#include <string.h>

static char *
dup_said (const CwText      *text,
          const CwUtf8Index *index,
          guint32            start,
          guint32            end)
{
  gsize from = cw_utf8_index_to_byte (index, start);

  return g_strndup (text->text + from, cw_utf8_index_to_byte (index, end) - from);
}

static gboolean
print_speaker (CwRowWriter     *rows,
               CwDatabase      *database,
               const CwSpeaker *speaker,
               const GArray    *shares,
               GError         **error)
{
  static const CwTurnShare nothing = { 0, 0, 0, NULL };
  const CwTurnShare *share = speaker->number < shares->len
                               ? &g_array_index (shares, CwTurnShare, speaker->number)
                               : &nothing;
  g_autoptr (CwCase) participant = NULL;

  if (speaker->has_participant)
    {
      participant = cw_case_load (database, &speaker->participant, error);
      if (participant == NULL)
        return FALSE;
    }
  cw_row_writer_guid (rows, &speaker->guid);
  cw_row_writer_text (rows, speaker->label);
  cw_row_writer_int (rows, share->n_turns);
  cw_row_writer_int (rows, share->n_characters);
  if (participant != NULL)
    cw_row_writer_text (rows, participant->path);
  else
    cw_row_writer_null (rows);
  cw_row_writer_text (rows, share->example != NULL ? share->example : "");
  cw_row_writer_int (rows, share->n_words);
  return cw_row_writer_end_row (rows, error);
}

/**
 * cw_speaker_list_print:
 * @context: a parsed context
 * @database: its project's connection
 * @document: a document with a text
 * @error: return location for an error
 *
 * Prints who speaks in a document: how much, who that is, and how the longest turn
 * begins.
 *
 * Returns: %TRUE if it could be written
 */
gboolean
cw_speaker_list_print (CwCommandContext *context,
                       CwDatabase       *database,
                       const CwGuid     *document,
                       GError          **error)
{
  static const CwColumn columns[] = {
    { "guid", CW_COLUMN_GUID },        { "label", CW_COLUMN_TEXT },
    { "turns", CW_COLUMN_INTEGER },    { "characters", CW_COLUMN_INTEGER },
    { "participant", CW_COLUMN_TEXT }, { "example", CW_COLUMN_TEXT },
    { "words", CW_COLUMN_INTEGER },
  };
  g_autoptr (CwText) text = cw_document_load_text (database, document, error);
  g_autoptr (GPtrArray) speakers = NULL;
  g_autoptr (GArray) shares = NULL;
  g_autoptr (CwRowWriter) rows = NULL;
  guint n_passed_over;

  if (text == NULL || (speakers = cw_speaker_list (database, document, error)) == NULL)
    return FALSE;
  shares = cw_turns_share (text);
  rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < speakers->len; i++)
    if (!print_speaker (rows, database, g_ptr_array_index (speakers, i), shares, error))
      return FALSE;
  n_passed_over = cw_turns_count_passed_over (text);
  if (n_passed_over > 0)
    cw_command_context_note (context,
                             "%u line%s like a turn and %s none; \"speakers PROJECT DOCUMENT add "
                             "LABEL\" makes turns of the lines with a label",
                             n_passed_over, n_passed_over == 1 ? " begins" : "s begin",
                             n_passed_over == 1 ? "is" : "are");
  return cw_row_writer_finish (rows, error);
}

/**
 * cw_speaker_list_print_turns:
 * @context: a parsed context
 * @database: its project's connection
 * @document: a document with a text
 * @speaker: (nullable): only this speaker's turns
 * @error: return location for an error
 *
 * Prints the turns of a document, numbered from 1 among all.
 *
 * Returns: %TRUE if it could be written
 */
gboolean
cw_speaker_list_print_turns (CwCommandContext *context,
                             CwDatabase       *database,
                             const CwGuid     *document,
                             const CwGuid     *speaker,
                             GError          **error)
{
  static const CwColumn columns[] = {
    { "turn", CW_COLUMN_INTEGER }, { "start", CW_COLUMN_INTEGER }, { "end", CW_COLUMN_INTEGER },
    { "speaker", CW_COLUMN_TEXT }, { "time", CW_COLUMN_DECIMAL },  { "text", CW_COLUMN_TEXT },
  };
  g_autoptr (CwText) text = cw_document_load_text (database, document, error);
  g_autoptr (CwSpeaker) only = NULL;
  g_autoptr (CwUtf8Index) index = NULL;
  g_autoptr (CwRowWriter) rows = NULL;

  if (text == NULL
      || (speaker != NULL && (only = cw_speaker_load (database, speaker, error)) == NULL))
    return FALSE;
  index = cw_utf8_index_new (text->text, text->n_bytes);
  rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < text->turns->len; i++)
    {
      const CwTurn *turn = &g_array_index (text->turns, CwTurn, i);
      g_autofree char *said = NULL;

      if (only != NULL && only->number != turn->speaker)
        continue;
      said = dup_said (text, index, turn->text_start, turn->end);
      cw_row_writer_int (rows, i + 1);
      cw_row_writer_int (rows, turn->start);
      cw_row_writer_int (rows, turn->end);
      cw_row_writer_text (rows, g_ptr_array_index (text->speakers, turn->speaker));
      if (turn->time_ms >= 0)
        cw_row_writer_double (rows, (double) turn->time_ms / 1000);
      else
        cw_row_writer_null (rows);
      cw_row_writer_text (rows, said);
      if (!cw_row_writer_end_row (rows, error))
        return FALSE;
    }
  return cw_row_writer_finish (rows, error);
}
