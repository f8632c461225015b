/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns-private.h"

#include <string.h>

/* What heads the columns of a transcript that is a table. */
static const struct
{
  const char *heading;
  CwTurnColumn column;
} headings[] = {
  { "speaker", CW_TURN_COLUMN_SPEAKER },
  { "speakers", CW_TURN_COLUMN_SPEAKER },
  { "speaker name", CW_TURN_COLUMN_SPEAKER },
  { "speaker label", CW_TURN_COLUMN_SPEAKER },
  { "who", CW_TURN_COLUMN_SPEAKER },
  { "sprecher", CW_TURN_COLUMN_SPEAKER },
  { "sprecherin", CW_TURN_COLUMN_SPEAKER },
  { "sprecher*in", CW_TURN_COLUMN_SPEAKER },
  { "locuteur", CW_TURN_COLUMN_SPEAKER },
  { "intervenant", CW_TURN_COLUMN_SPEAKER },
  { "hablante", CW_TURN_COLUMN_SPEAKER },
  { "orador", CW_TURN_COLUMN_SPEAKER },
  { "parlante", CW_TURN_COLUMN_SPEAKER },
  { "spreker", CW_TURN_COLUMN_SPEAKER },
  { "talare", CW_TURN_COLUMN_SPEAKER },
  { "falante", CW_TURN_COLUMN_SPEAKER },
  { "puhuja", CW_TURN_COLUMN_SPEAKER },
  { "rozmówca", CW_TURN_COLUMN_SPEAKER },
  { "name", CW_TURN_COLUMN_PERSON },
  { "participant", CW_TURN_COLUMN_PERSON },
  { "participants", CW_TURN_COLUMN_PERSON },
  { "person", CW_TURN_COLUMN_PERSON },
  { "role", CW_TURN_COLUMN_PERSON },
  { "voice", CW_TURN_COLUMN_PERSON },
  { "teilnehmer", CW_TURN_COLUMN_PERSON },
  { "teilnehmerin", CW_TURN_COLUMN_PERSON },
  { "teilnehmer*in", CW_TURN_COLUMN_PERSON },
  { "nom", CW_TURN_COLUMN_PERSON },
  { "nombre", CW_TURN_COLUMN_PERSON },
  { "nome", CW_TURN_COLUMN_PERSON },
  { "naam", CW_TURN_COLUMN_PERSON },
  { "participante", CW_TURN_COLUMN_PERSON },
  { "sender", CW_TURN_COLUMN_PERSON },
  { "from", CW_TURN_COLUMN_PERSON },
  { "author", CW_TURN_COLUMN_PERSON },
  { "user", CW_TURN_COLUMN_PERSON },
  { "username", CW_TURN_COLUMN_PERSON },
  { "text", CW_TURN_COLUMN_TALK },
  { "words", CW_TURN_COLUMN_TALK },
  { "word", CW_TURN_COLUMN_TALK },
  { "utterance", CW_TURN_COLUMN_TALK },
  { "utterances", CW_TURN_COLUMN_TALK },
  { "transcript", CW_TURN_COLUMN_TALK },
  { "transcription", CW_TURN_COLUMN_TALK },
  { "content", CW_TURN_COLUMN_TALK },
  { "talk", CW_TURN_COLUMN_TALK },
  { "speech", CW_TURN_COLUMN_TALK },
  { "said", CW_TURN_COLUMN_TALK },
  { "message", CW_TURN_COLUMN_TALK },
  { "dialogue", CW_TURN_COLUMN_TALK },
  { "dialog", CW_TURN_COLUMN_TALK },
  { "sentence", CW_TURN_COLUMN_TALK },
  { "aussage", CW_TURN_COLUMN_TALK },
  { "äusserung", CW_TURN_COLUMN_TALK },
  { "inhalt", CW_TURN_COLUMN_TALK },
  { "transkript", CW_TURN_COLUMN_TALK },
  { "texte", CW_TURN_COLUMN_TALK },
  { "énoncé", CW_TURN_COLUMN_TALK },
  { "paroles", CW_TURN_COLUMN_TALK },
  { "texto", CW_TURN_COLUMN_TALK },
  { "contenido", CW_TURN_COLUMN_TALK },
  { "testo", CW_TURN_COLUMN_TALK },
  { "tekst", CW_TURN_COLUMN_TALK },
  { "time", CW_TURN_COLUMN_TIME },
  { "timestamp", CW_TURN_COLUMN_TIME },
  { "time stamp", CW_TURN_COLUMN_TIME },
  { "timecode", CW_TURN_COLUMN_TIME },
  { "start", CW_TURN_COLUMN_TIME },
  { "start time", CW_TURN_COLUMN_TIME },
  { "start_time", CW_TURN_COLUMN_TIME },
  { "starttime", CW_TURN_COLUMN_TIME },
  { "begin", CW_TURN_COLUMN_TIME },
  { "zeit", CW_TURN_COLUMN_TIME },
  { "zeitmarke", CW_TURN_COLUMN_TIME },
  { "beginn", CW_TURN_COLUMN_TIME },
  { "temps", CW_TURN_COLUMN_TIME },
  { "heure", CW_TURN_COLUMN_TIME },
  { "début", CW_TURN_COLUMN_TIME },
  { "tiempo", CW_TURN_COLUMN_TIME },
  { "hora", CW_TURN_COLUMN_TIME },
  { "inicio", CW_TURN_COLUMN_TIME },
  { "tempo", CW_TURN_COLUMN_TIME },
  { "tijd", CW_TURN_COLUMN_TIME },
  { "tid", CW_TURN_COLUMN_TIME },
};

/**
 * cw_turn_column_of_heading:
 * @heading: what stands at the head of a table's column, valid UTF-8
 * @n_bytes: its length in bytes
 *
 * Says what a column holds if the table is a transcript.
 *
 * Returns: what
 */
CwTurnColumn
cw_turn_column_of_heading (const char *heading,
                           gsize       n_bytes)
{
  g_autofree char *folded = NULL;
  const char *from;

  g_return_val_if_fail (heading != NULL, CW_TURN_COLUMN_OTHER);

  if (n_bytes == 0 || n_bytes > CW_LABEL_MAX_BYTES)
    return CW_TURN_COLUMN_OTHER;
  folded = g_utf8_casefold (heading, (gssize) n_bytes);
  g_strchomp (folded);
  for (from = folded; *from == ' ' || *from == '*'; from++)
    ;
  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    if (strcmp (headings[i].heading, from) == 0)
      return headings[i].column;
  return CW_TURN_COLUMN_OTHER;
}
