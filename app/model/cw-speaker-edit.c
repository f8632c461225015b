/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-speaker-private.h"

#include "cw-case.h"
#include "cw-document.h"
#include "cw-error.h"
#include "cw-name-private.h"
#include "cw-rows-private.h"
#include "cw-text.h"
#include "cw-turns-edit.h"
#include "cw-turns.h"

/* The talk of a speaker's document, and the speaker in it. */
static CwTalk *
load_talk_of (CwDatabase   *database,
              const CwGuid *guid,
              CwSpeaker   **out_speaker,
              GError      **error)
{
  g_autoptr (CwSpeaker) speaker = cw_speaker_load (database, guid, error);
  g_autoptr (CwTalk) talk = NULL;

  if (speaker == NULL)
    return NULL;
  talk = cw_talk_load (database, &speaker->document, error);
  if (talk == NULL)
    return NULL;
  *out_speaker = cw_talk_get (talk, guid);
  return g_steal_pointer (&talk);
}

static void
take_turns (CwTalk       *talk,
            const CwText *text)
{
  g_array_unref (talk->turns);
  talk->turns = g_array_ref (text->turns);
}

/**
 * cw_speaker_list_turns:
 * @database: a project's connection
 * @document: a document with a text
 * @error: return location for an error
 *
 * Reads the turns without the text.
 *
 * Returns: (transfer full) (element-type CwTurn) (nullable): the turns of its current
 *   text, which name speakers by number
 */
GArray *
cw_speaker_list_turns (CwDatabase   *database,
                       const CwGuid *document,
                       GError      **error)
{
  g_autoptr (CwTalk) talk = NULL;

  g_return_val_if_fail (database != NULL && document != NULL, NULL);

  talk = cw_talk_load (database, document, error);
  return talk != NULL ? g_array_ref (talk->turns) : NULL;
}

static guint
give_turns (GArray *turns,
            guint   from,
            guint   to)
{
  guint n = 0;

  for (guint i = 0; i < turns->len; i++)
    {
      CwTurn *turn = &g_array_index (turns, CwTurn, i);

      if (turn->speaker != from)
        continue;
      turn->speaker = to;
      n++;
    }
  return n;
}

static gboolean
are_two_people (const CwSpeaker *a,
                const CwSpeaker *b)
{
  return a->has_participant && b->has_participant
         && !cw_guid_equal (&a->participant, &b->participant);
}

static gboolean
refuse_two_people (CwDatabase      *database,
                   const CwSpeaker *speaker,
                   const CwSpeaker *into,
                   GError         **error)
{
  g_autofree char *document = cw_rows_dup_name (database, "documents", &speaker->document);
  g_autofree char *one = cw_rows_dup_name (database, "cases", &speaker->participant);
  g_autofree char *other = cw_rows_dup_name (database, "cases", &into->participant);

  g_set_error (error, CW_ERROR, CW_ERROR_WOULD_LOSE,
               "%s: “%s” is the participant %s, and “%s” is %s; say first who speaks, or force it: "
               "then all is said by %s",
               document, speaker->label, one, into->label, other, other);
  return FALSE;
}

/* What belongs to cases as said by one speaker belongs to them as said by the other,
 * but for a participant who is another than the other's. */
static gboolean
move_memberships (CwChange        *change,
                  const CwSpeaker *from,
                  const CwSpeaker *into,
                  GError         **error)
{
  g_autoptr (GArray) cases = cw_rows_list_guids (
    cw_change_get_database (change),
    "SELECT case_guid FROM memberships WHERE speaker = ?1 ORDER BY case_guid",
    CW_BIND (cw_guid_value (&from->guid)), error);

  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      const CwGuid *case_guid = cw_rows_guid_at (cases, i);
      CwGuid guid;

      if (are_two_people (from, into) && cw_guid_equal (case_guid, &from->participant))
        continue;
      cw_guid_init_pair (&guid, "memberships", case_guid, &into->document, &into->guid);
      if (!cw_membership_insert (change, &guid, case_guid, &into->document, &into->guid, error))
        return FALSE;
    }
  return cases != NULL;
}

/**
 * cw_speaker_merge:
 * @change: the change to write in
 * @guid: the speaker that goes
 * @into: the speaker, in the same document, who takes the turns
 * @force: also where the two are different participants; the second's stays
 * @out_n_turns: (out) (optional): how many turns went over
 * @error: return location for an error
 *
 * Makes one speaker of two: turns, the participant and what belongs to cases go over.
 *
 * Returns: %FALSE with %CW_ERROR_WOULD_LOSE where they are different participants,
 *   without @force; with %CW_ERROR_INVALID where the two are one or in different
 *   documents
 */
gboolean
cw_speaker_merge (CwChange     *change,
                  const CwGuid *guid,
                  const CwGuid *into,
                  gboolean      force,
                  guint        *out_n_turns,
                  GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwTalk) talk = NULL;
  CwSpeaker *speaker;
  const CwSpeaker *other;
  guint n;

  g_return_val_if_fail (change != NULL && guid != NULL && into != NULL, FALSE);

  database = cw_change_get_database (change);
  talk = load_talk_of (database, guid, &speaker, error);
  if (talk == NULL || !cw_rows_require (database, "speakers", "speaker", into, error))
    return FALSE;
  other = cw_talk_get (talk, into);
  if (other == NULL || other == speaker)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   other != NULL
                     ? "“%s”: a speaker cannot be merged with itself; name another"
                     : "“%s” cannot be merged with a speaker of another document; give the two one "
                       "name, or map them to one participant",
                   speaker->label);
      return FALSE;
    }
  if (!force && are_two_people (speaker, other))
    return refuse_two_people (database, speaker, other, error);
  n = give_turns (talk->turns, speaker->number, other->number);
  if (!cw_talk_write_turns (change, talk, error)
      || !move_memberships (change, speaker, other, error)
      || (speaker->has_participant && !other->has_participant
          && !cw_rows_set (change, "speakers", "participant", into,
                           cw_guid_value (&speaker->participant), error))
      || !cw_talk_delete_speaker (change, talk, speaker, error))
    return FALSE;
  if (out_n_turns != NULL)
    *out_n_turns = n;
  return TRUE;
}

static gboolean
check_own_turns (CwDatabase      *database,
                 const CwTalk    *talk,
                 const CwSpeaker *speaker,
                 const guint     *turns,
                 guint            n_turns,
                 GError         **error)
{
  g_autofree char *document = cw_rows_dup_name (database, "documents", &speaker->document);

  if (n_turns == 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "%s: none of those turns is one of “%s”; name some that are", document,
                   speaker->label);
      return FALSE;
    }
  for (guint i = 0; i < n_turns; i++)
    if (turns[i] >= talk->turns->len
        || g_array_index (talk->turns, CwTurn, turns[i]).speaker != speaker->number)
      {
        g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                     "%s: turn %u is not one of “%s”; split off only the speaker's own", document,
                     turns[i] + 1, speaker->label);
        return FALSE;
      }
  return TRUE;
}

/**
 * cw_speaker_split:
 * @change: the change to write in
 * @guid: a speaker
 * @turns: (array length=n_turns): those of its turns that are another's, as indices
 *   into cw_speaker_list_turns()
 * @n_turns: how many
 * @label: whose they are: another speaker of the document, or a new one
 * @out_guid: (out) (optional): that speaker
 * @error: return location for an error
 *
 * Gives turns to another speaker. What belongs to cases as said by the first does not
 * go over: it is another who says it.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where a turn is not the speaker's
 */
gboolean
cw_speaker_split (CwChange     *change,
                  const CwGuid *guid,
                  const guint  *turns,
                  guint         n_turns,
                  const char   *label,
                  CwGuid       *out_guid,
                  GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwTalk) talk = NULL;
  g_autofree char *clean = NULL;
  CwSpeaker *speaker;
  CwSpeaker *other;

  g_return_val_if_fail (change != NULL && guid != NULL && label != NULL, FALSE);
  g_return_val_if_fail (turns != NULL || n_turns == 0, FALSE);

  database = cw_change_get_database (change);
  talk = load_talk_of (database, guid, &speaker, error);
  clean = talk != NULL ? cw_name_clean (label, "speaker", error) : NULL;
  if (clean == NULL || !check_own_turns (database, talk, speaker, turns, n_turns, error))
    return FALSE;
  other = cw_talk_find (talk, clean);
  if (other == speaker)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "the turns are those of “%s” already; name another speaker", speaker->label);
      return FALSE;
    }
  if (other == NULL)
    other = cw_talk_insert_speaker (change, talk, clean, error);
  if (other == NULL)
    return FALSE;
  for (guint i = 0; i < n_turns; i++)
    g_array_index (talk->turns, CwTurn, turns[i]).speaker = other->number;
  if (!cw_talk_write_turns (change, talk, error))
    return FALSE;
  if (out_guid != NULL)
    *out_guid = other->guid;
  return TRUE;
}

/**
 * cw_speaker_drop:
 * @change: the change to write in
 * @guid: what is no speaker
 * @force: also where what it says belongs to a case
 * @out_n_turns: (out) (optional): how many turns went
 * @error: return location for an error
 *
 * Takes what is no speaker from the speakers. Its turns join those before them; one
 * before which there is none, or from which a heading parts it, is nobody's.
 *
 * Returns: %FALSE with %CW_ERROR_WOULD_LOSE, naming the cases, without @force
 */
gboolean
cw_speaker_drop (CwChange     *change,
                 const CwGuid *guid,
                 gboolean      force,
                 guint        *out_n_turns,
                 GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwTalk) talk = NULL;
  g_autoptr (CwText) text = NULL;
  CwSpeaker *speaker;
  guint n;

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  database = cw_change_get_database (change);
  talk = load_talk_of (database, guid, &speaker, error);
  if (talk == NULL || (!force && !cw_talk_refuse_loss (database, speaker, error)))
    return FALSE;
  text = cw_document_load_text (database, &talk->document, error);
  if (text == NULL)
    return FALSE;
  n = cw_turns_drop (text, speaker->number);
  take_turns (talk, text);
  if (!cw_talk_write_turns (change, talk, error)
      || !cw_talk_delete_speaker (change, talk, speaker, error))
    return FALSE;
  if (out_n_turns != NULL)
    *out_n_turns = n;
  return TRUE;
}

static gboolean
refuse_none_found (CwDatabase   *database,
                   const CwGuid *guid,
                   const char   *label,
                   guint         n_taken,
                   GError      **error)
{
  g_autofree char *document = cw_rows_dup_name (database, "documents", guid);

  if (n_taken > 0)
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                 "%s: every line that begins with “%s” begins a turn already; rename, merge or "
                 "split who speaks there",
                 document, label);
  else
    g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND,
                 "%s: no line begins with “%s” as a label; write it as it stands in the text, with "
                 "the sign behind it where that is no colon: “Q.”, “INT –”",
                 document, label);
  return FALSE;
}

/**
 * cw_speaker_add:
 * @change: the change to write in
 * @document: a document with a text
 * @label: a label as it stands in the text, as for cw_turns_add_label()
 * @out_guid: (out) (optional): whose it is: a speaker of that name, or a new one
 * @out_n_turns: (out) (optional): how many turns there are more
 * @out_n_taken: (out) (optional): how many lines that begin with it began a turn
 *   already, and stay another's
 * @error: return location for an error
 *
 * Makes a speaker of a label that recognition passed over: a turn of each line that
 * begins with it.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where no line begins so, with
 *   %CW_ERROR_INVALID where all that do begin turns already
 */
gboolean
cw_speaker_add (CwChange     *change,
                const CwGuid *document,
                const char   *label,
                CwGuid       *out_guid,
                guint        *out_n_turns,
                guint        *out_n_taken,
                GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwTalk) talk = NULL;
  g_autoptr (CwText) text = NULL;
  g_autofree char *name = NULL;
  g_autofree char *clean = NULL;
  CwSpeaker *speaker;
  guint n;
  guint n_taken;

  g_return_val_if_fail (change != NULL && document != NULL && label != NULL, FALSE);

  database = cw_change_get_database (change);
  talk = cw_talk_load (database, document, error);
  text = talk != NULL ? cw_document_load_text (database, document, error) : NULL;
  if (text == NULL)
    return FALSE;
  n = cw_turns_add_label (text, label, G_MAXUINT32, &name, &n_taken);
  if (n == 0)
    return refuse_none_found (database, document, label, n_taken, error);
  clean = cw_name_clean (name, "speaker", error);
  if (clean == NULL)
    return FALSE;
  speaker = cw_talk_find (talk, clean);
  if (speaker == NULL)
    speaker = cw_talk_insert_speaker (change, talk, clean, error);
  if (speaker == NULL)
    return FALSE;
  give_turns (text->turns, G_MAXUINT32, speaker->number);
  take_turns (talk, text);
  if (!cw_talk_write_turns (change, talk, error))
    return FALSE;
  if (out_guid != NULL)
    *out_guid = speaker->guid;
  if (out_n_turns != NULL)
    *out_n_turns = n;
  if (out_n_taken != NULL)
    *out_n_taken = n_taken;
  return TRUE;
}
