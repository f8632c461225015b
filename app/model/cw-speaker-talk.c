/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-speaker-private.h"

#include "cw-case.h"
#include "cw-error.h"
#include "cw-path.h"
#include "cw-references-private.h"
#include "cw-rows-private.h"
#include "cw-text.h"
#include "cw-turns.h"

/* Cases that a message names. */
#define MOST_NAMED 5

typedef struct
{
  CwGuid revision;
  guint32 length;
  char *turns;
} StoredTurns;

static gpointer
read_stored_turns (CwStatement *row)
{
  StoredTurns *stored = g_new0 (StoredTurns, 1);

  cw_statement_guid (row, 0, &stored->revision);
  stored->length = (guint32) cw_statement_int (row, 1);
  stored->turns = g_strdup (cw_text_or_empty (cw_statement_text (row, 2)));
  return stored;
}

static void
stored_turns_free (StoredTurns *stored)
{
  g_free (stored->turns);
  g_free (stored);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoredTurns, stored_turns_free)

static guint
count_numbers (const GPtrArray *speakers)
{
  const CwSpeaker *last;

  if (speakers->len == 0)
    return 0;
  last = g_ptr_array_index (speakers, speakers->len - 1);
  return last->number + 1;
}

/*
 * cw_talk_load:
 * Reads who speaks in a document's current text, and when; not the text.
 */
CwTalk *
cw_talk_load (CwDatabase   *database,
              const CwGuid *document,
              GError      **error)
{
  g_autoptr (CwTalk) self = g_new0 (CwTalk, 1);
  g_autoptr (StoredTurns) stored = NULL;

  self->document = *document;
  self->speakers = cw_speaker_list (database, document, error);
  if (self->speakers == NULL)
    return NULL;
  stored = cw_rows_load (database,
                         "SELECT r.guid, r.length, r.turns FROM documents d "
                         "JOIN text_revisions r ON r.document = d.guid "
                         "AND r.number = d.text_revision WHERE d.guid = ?1",
                         document, "document with a text", read_stored_turns, error);
  if (stored == NULL)
    return NULL;
  self->revision = stored->revision;
  self->length = stored->length;
  self->turns = cw_turns_from_string (stored->turns, stored->length, count_numbers (self->speakers),
                                      error);
  return self->turns != NULL ? g_steal_pointer (&self) : NULL;
}

/*
 * cw_talk_free:
 * Frees it; nothing is written.
 */
void
cw_talk_free (CwTalk *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->speakers, g_ptr_array_unref);
  g_clear_pointer (&self->turns, g_array_unref);
  g_free (self);
}

/*
 * cw_talk_find:
 * The speaker of a label, in any case, or NULL.
 */
CwSpeaker *
cw_talk_find (const CwTalk *self,
              const char   *label)
{
  for (guint i = 0; i < self->speakers->len; i++)
    {
      CwSpeaker *speaker = g_ptr_array_index (self->speakers, i);

      if (cw_path_same_name (speaker->label, label))
        return speaker;
    }
  return NULL;
}

/*
 * cw_talk_get:
 * The speaker of a GUID, or NULL.
 */
CwSpeaker *
cw_talk_get (const CwTalk *self,
             const CwGuid *guid)
{
  for (guint i = 0; i < self->speakers->len; i++)
    {
      CwSpeaker *speaker = g_ptr_array_index (self->speakers, i);

      if (cw_guid_equal (&speaker->guid, guid))
        return speaker;
    }
  return NULL;
}

/*
 * cw_talk_write_turns:
 * Writes the turns back, where they are others than before.
 */
gboolean
cw_talk_write_turns (CwChange     *change,
                     const CwTalk *self,
                     GError      **error)
{
  g_autofree char *turns = cw_turns_to_string (self->turns);

  return cw_rows_set (change, "text_revisions", "turns", &self->revision, cw_text_value (turns),
                      error);
}

/* The smallest number that no speaker has and no turn names. */
static guint
free_number (const CwTalk *self)
{
  g_autoptr (GHashTable) used = g_hash_table_new (g_direct_hash, g_direct_equal);
  guint number = 0;

  for (guint i = 0; i < self->speakers->len; i++)
    g_hash_table_add (
      used, GUINT_TO_POINTER (((CwSpeaker *) g_ptr_array_index (self->speakers, i))->number));
  for (guint i = 0; i < self->turns->len; i++)
    g_hash_table_add (used, GUINT_TO_POINTER (g_array_index (self->turns, CwTurn, i).speaker));
  while (g_hash_table_contains (used, GUINT_TO_POINTER (number)))
    number++;
  return number;
}

/*
 * cw_talk_insert_speaker:
 * Adds a speaker without turns. The label is not checked.
 */
CwSpeaker *
cw_talk_insert_speaker (CwChange   *change,
                        CwTalk     *self,
                        const char *label,
                        GError    **error)
{
  g_autoptr (CwSpeaker) speaker = g_new0 (CwSpeaker, 1);
  CwSpeaker *added;

  cw_guid_init_new (&speaker->guid);
  speaker->document = self->document;
  speaker->number = free_number (self);
  speaker->label = g_strdup (label);
  if (speaker->number > CW_SPEAKER_MAX_NUMBER)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "a document has at most %u speakers; merge some", CW_SPEAKER_MAX_NUMBER);
      return NULL;
    }
  if (!cw_database_run (cw_change_get_database (change),
                        "INSERT INTO speakers (guid, document, number, label) "
                        "VALUES (?1, ?2, ?3, ?4)",
                        CW_BIND (cw_guid_value (&speaker->guid), cw_guid_value (&self->document),
                                 cw_int_value (speaker->number), cw_text_value (label)),
                        error))
    return NULL;
  added = g_steal_pointer (&speaker);
  g_ptr_array_add (self->speakers, added);
  return added;
}

/*
 * cw_talk_delete_speaker:
 * Deletes a speaker, who has no turns any more, with what belongs to cases as said by
 * that speaker. The speaker is freed.
 */
gboolean
cw_talk_delete_speaker (CwChange        *change,
                        CwTalk          *self,
                        const CwSpeaker *speaker,
                        GError         **error)
{
  return cw_references_delete (change, "speakers", &speaker->guid, error)
         && g_ptr_array_remove (self->speakers, (gpointer) speaker);
}

/*
 * cw_talk_refuse_loss:
 * Fails with CW_ERROR_WOULD_LOSE, naming the cases, where what the speaker says belongs
 * to any.
 */
gboolean
cw_talk_refuse_loss (CwDatabase      *database,
                     const CwSpeaker *speaker,
                     GError         **error)
{
  g_autoptr (GArray) cases = cw_rows_list_guids (
    database,
    "SELECT m.case_guid FROM memberships m JOIN cases c ON c.guid = m.case_guid "
    "WHERE m.speaker = ?1 ORDER BY c.position, c.guid",
    CW_BIND (cw_guid_value (&speaker->guid)), error);
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *document = NULL;

  if (cases == NULL || cases->len == 0)
    return cases != NULL;
  for (guint i = 0; i < MIN (cases->len, MOST_NAMED); i++)
    {
      g_autoptr (CwCase) self = cw_case_load (database, cw_rows_guid_at (cases, i), error);

      if (self == NULL)
        return FALSE;
      g_string_append_printf (list, "%s“%s”", i > 0 ? ", " : "", self->path);
    }
  if (cases->len > MOST_NAMED)
    g_string_append_printf (list, " and %u more", cases->len - MOST_NAMED);
  document = cw_rows_dup_name (database, "documents", &speaker->document);
  g_set_error (error, CW_ERROR, CW_ERROR_WOULD_LOSE,
               "%s: what “%s” says belongs to %s, and would no longer if there is no such speaker; "
               "force it if that is what you want",
               document, speaker->label, list->str);
  return FALSE;
}
