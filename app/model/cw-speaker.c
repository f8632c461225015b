/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-speaker-private.h"

#include "cw-case.h"
#include "cw-error.h"
#include "cw-name-private.h"
#include "cw-path.h"
#include "cw-rows-private.h"

#define SELECT "SELECT guid, document, number, label, participant FROM speakers "

static gpointer
read_speaker (CwStatement *row)
{
  CwSpeaker *speaker = g_new0 (CwSpeaker, 1);

  cw_statement_guid (row, 0, &speaker->guid);
  cw_statement_guid (row, 1, &speaker->document);
  speaker->number = (guint) cw_statement_int (row, 2);
  speaker->label = g_strdup (cw_text_or_empty (cw_statement_text (row, 3)));
  speaker->has_participant = cw_statement_guid (row, 4, &speaker->participant);
  return speaker;
}

static void
free_speaker_cb (gpointer data)
{
  cw_speaker_free (data);
}

/* The labels that there are, for messages. */
static char *
describe_labels (CwDatabase   *database,
                 const CwGuid *document)
{
  char *labels = NULL;

  cw_database_get_text (database,
                        "SELECT group_concat (label, ', ') FROM (SELECT DISTINCT label "
                        "FROM speakers WHERE ?1 IS NULL OR document = ?1 ORDER BY label LIMIT 10)",
                        CW_BIND (cw_guid_value (document)), &labels, NULL);
  return labels != NULL && *labels != '\0' ? labels : (g_free (labels), g_strdup ("none"));
}

/**
 * cw_speaker_free:
 * @speaker: (nullable) (transfer full): a speaker
 */
void
cw_speaker_free (CwSpeaker *speaker)
{
  if (speaker == NULL)
    return;
  g_free (speaker->label);
  g_free (speaker);
}

/**
 * cw_speaker_list:
 * @database: a project's connection
 * @document: a document
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwSpeaker) (nullable): who speaks in it, in
 *   order of number; %NULL with %CW_ERROR_DAMAGED where one is numbered beyond
 *   %CW_SPEAKER_MAX_NUMBER
 */
GPtrArray *
cw_speaker_list (CwDatabase   *database,
                 const CwGuid *document,
                 GError      **error)
{
  g_autoptr (GPtrArray) speakers = NULL;
  const CwSpeaker *last;

  g_return_val_if_fail (database != NULL && document != NULL, NULL);

  speakers = cw_rows_list (database, SELECT "WHERE document = ?1 ORDER BY number, guid",
                           CW_BIND (cw_guid_value (document)), read_speaker, free_speaker_cb,
                           error);
  if (speakers == NULL || speakers->len == 0)
    return g_steal_pointer (&speakers);
  last = g_ptr_array_index (speakers, speakers->len - 1);
  if (last->number <= CW_SPEAKER_MAX_NUMBER)
    return g_steal_pointer (&speakers);
  g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
               "the list of speakers of a document is damaged: “%s” is number %u; restore a backup",
               last->label, last->number);
  return NULL;
}

/**
 * cw_speaker_list_labelled:
 * @database: a project's connection
 * @label: a label, in any case
 * @document: (nullable): in this document only; %NULL for all that have the label
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwSpeaker) (nullable): the speakers of that
 *   label, by document
 */
GPtrArray *
cw_speaker_list_labelled (CwDatabase   *database,
                          const char   *label,
                          const CwGuid *document,
                          GError      **error)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (database != NULL && label != NULL, NULL);

  all = cw_rows_list (database,
                      SELECT "WHERE ?1 IS NULL OR document = ?1 ORDER BY document, number",
                      CW_BIND (cw_guid_value (document)), read_speaker, NULL, error);
  if (all == NULL)
    return NULL;
  found = g_ptr_array_new_with_free_func (free_speaker_cb);
  wanted = cw_path_fold (label);
  for (guint i = 0; i < all->len; i++)
    {
      CwSpeaker *speaker = g_ptr_array_index (all, i);
      g_autofree char *folded = cw_path_fold (speaker->label);

      if (g_str_equal (folded, wanted))
        g_ptr_array_add (found, speaker);
      else
        cw_speaker_free (speaker);
    }
  return g_steal_pointer (&found);
}

/*
 * cw_speaker_require:
 * As cw_speaker_list_labelled(), but fails with CW_ERROR_NOT_FOUND, and the labels that
 * there are, where nobody has that one.
 */
GPtrArray *
cw_speaker_require (CwDatabase   *database,
                    const char   *label,
                    const CwGuid *document,
                    GError      **error)
{
  g_autoptr (GPtrArray) speakers = cw_speaker_list_labelled (database, label, document, error);
  g_autofree char *where = NULL;
  g_autofree char *labels = NULL;

  if (speakers == NULL || speakers->len > 0)
    return g_steal_pointer (&speakers);
  where = document != NULL ? cw_rows_dup_name (database, "documents", document)
                           : g_strdup ("any document");
  labels = describe_labels (database, document);
  g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND,
               "there is no speaker “%s” in %s; speakers there: %s", label, where, labels);
  return NULL;
}

/**
 * cw_speaker_load:
 * @database: a project's connection
 * @guid: a speaker
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the speaker, or %NULL with %CW_ERROR_NOT_FOUND
 */
CwSpeaker *
cw_speaker_load (CwDatabase   *database,
                 const CwGuid *guid,
                 GError      **error)
{
  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  return cw_rows_load (database, SELECT "WHERE guid = ?1", guid, "speaker", read_speaker, error);
}

static gboolean
set_ambiguous (const GPtrArray *speakers,
               const char      *label,
               GError         **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < speakers->len; i++)
    {
      const CwSpeaker *speaker = g_ptr_array_index (speakers, i);
      char guid[CW_GUID_STRING_LENGTH + 1];

      cw_guid_write (&speaker->guid, guid);
      g_string_append_printf (list, "%s%s (%s)", i > 0 ? ", " : "", speaker->label, guid);
    }
  g_set_error (error, CW_ERROR, CW_ERROR_AMBIGUOUS,
               "“%s” may be any of these speakers: %s; name one by its GUID", label, list->str);
  return FALSE;
}

/**
 * cw_speaker_find:
 * @database: a project's connection
 * @document: a document
 * @label: a label, in any case, or a GUID
 * @out_guid: (out): the speaker
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND and the labels that there are, or with
 *   %CW_ERROR_AMBIGUOUS where two speakers have labels that differ in case alone
 */
gboolean
cw_speaker_find (CwDatabase   *database,
                 const CwGuid *document,
                 const char   *label,
                 CwGuid       *out_guid,
                 GError      **error)
{
  g_autoptr (GPtrArray) speakers = NULL;
  const CwSpeaker *exact = NULL;
  gboolean found = FALSE;
  CwGuid guid;

  g_return_val_if_fail (database != NULL && document != NULL, FALSE);
  g_return_val_if_fail (label != NULL && out_guid != NULL, FALSE);

  if (cw_guid_parse (&guid, label)
      && !cw_database_find_guid (
        database, "SELECT guid FROM speakers WHERE guid = ?1 AND document = ?2",
        CW_BIND (cw_guid_value (&guid), cw_guid_value (document)), &found, out_guid, error))
    return FALSE;
  if (found)
    return TRUE;
  speakers = cw_speaker_require (database, label, document, error);
  if (speakers == NULL)
    return FALSE;
  for (guint i = 0; i < speakers->len; i++)
    {
      const CwSpeaker *speaker = g_ptr_array_index (speakers, i);

      if (speakers->len == 1 || (exact == NULL && g_str_equal (speaker->label, label)))
        exact = speaker;
    }
  if (exact == NULL)
    return set_ambiguous (speakers, label, error);
  *out_guid = exact->guid;
  return TRUE;
}

/* A label that no other speaker of the document has: the two would be one to all who
 * name them. */
static char *
claim_label (CwDatabase      *database,
             const CwSpeaker *speaker,
             const char      *label,
             GError         **error)
{
  g_autofree char *clean = cw_name_clean (label, "speaker", error);
  g_autoptr (GPtrArray) others = NULL;

  if (clean == NULL)
    return NULL;
  others = cw_speaker_list_labelled (database, clean, &speaker->document, error);
  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      const CwSpeaker *other = g_ptr_array_index (others, i);
      g_autofree char *document = NULL;

      if (cw_guid_equal (&other->guid, &speaker->guid))
        continue;
      document = cw_rows_dup_name (database, "documents", &speaker->document);
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "%s: there is a speaker “%s” already; choose another name for “%s”, or merge "
                   "the two",
                   document, other->label, speaker->label);
      return NULL;
    }
  return others != NULL ? g_steal_pointer (&clean) : NULL;
}

static gboolean
rename_speaker (CwChange        *change,
                const CwSpeaker *speaker,
                const char      *label,
                GError         **error)
{
  g_autofree char *clean = claim_label (cw_change_get_database (change), speaker, label, error);

  return clean != NULL
         && cw_rows_set (change, "speakers", "label", &speaker->guid, cw_text_value (clean), error);
}

/**
 * cw_speaker_rename:
 * @change: the change to write in
 * @guid: a speaker
 * @label: a name that no other speaker of the document has
 * @error: return location for an error
 *
 * Gives a speaker another name. The text keeps the label that it has.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the name is taken there, or no name
 */
gboolean
cw_speaker_rename (CwChange     *change,
                   const CwGuid *guid,
                   const char   *label,
                   GError      **error)
{
  g_autoptr (CwSpeaker) speaker = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL && label != NULL, FALSE);

  speaker = cw_speaker_load (cw_change_get_database (change), guid, error);
  return speaker != NULL && rename_speaker (change, speaker, label, error);
}

/**
 * cw_speaker_rename_everywhere:
 * @change: the change to write in
 * @label: a label, in any case
 * @new_label: the name that its speakers get, in every document that has one
 * @out_n_documents: (out) (optional): in how many documents one was found
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where nobody has the label, with
 *   %CW_ERROR_INVALID and the document's name where the new name is taken
 */
gboolean
cw_speaker_rename_everywhere (CwChange   *change,
                              const char *label,
                              const char *new_label,
                              guint      *out_n_documents,
                              GError    **error)
{
  g_autoptr (GPtrArray) speakers = NULL;

  g_return_val_if_fail (change != NULL && label != NULL && new_label != NULL, FALSE);

  speakers = cw_speaker_require (cw_change_get_database (change), label, NULL, error);
  for (guint i = 0; speakers != NULL && i < speakers->len; i++)
    if (!rename_speaker (change, g_ptr_array_index (speakers, i), new_label, error))
      return FALSE;
  if (speakers == NULL)
    return FALSE;
  if (out_n_documents != NULL)
    *out_n_documents = speakers->len;
  return TRUE;
}

static gboolean
check_participant (CwDatabase   *database,
                   const CwGuid *participant,
                   GError      **error)
{
  g_autoptr (CwCase) self = cw_case_load (database, participant, error);

  if (self == NULL)
    return FALSE;
  if (self->kind == CW_CASE_KIND_PARTICIPANT)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
               "“%s” is a %s and nobody who speaks; name a participant, or assign to it what the "
               "speaker says",
               self->path, self->type_name);
  return FALSE;
}

/**
 * cw_speaker_set_participant:
 * @change: the change to write in
 * @guid: a speaker
 * @participant: (nullable): a case of a participant's type; %NULL for nobody
 * @error: return location for an error
 *
 * Says who a speaker is. What the speaker says belongs to that participant from now
 * on, and no longer to the one before.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the case is no participant
 */
gboolean
cw_speaker_set_participant (CwChange     *change,
                            const CwGuid *guid,
                            const CwGuid *participant,
                            GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwSpeaker) speaker = NULL;
  CwGuid membership;

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  database = cw_change_get_database (change);
  speaker = cw_speaker_load (database, guid, error);
  if (speaker == NULL || (participant != NULL && !check_participant (database, participant, error)))
    return FALSE;
  if (speaker->has_participant
      && (participant == NULL || !cw_guid_equal (participant, &speaker->participant)))
    {
      cw_guid_init_pair (&membership, "memberships", &speaker->participant, &speaker->document,
                         guid);
      if (!cw_rows_delete (change, "memberships", &membership, error))
        return FALSE;
    }
  if (participant != NULL)
    {
      cw_guid_init_pair (&membership, "memberships", participant, &speaker->document, guid);
      if (!cw_membership_insert (change, &membership, participant, &speaker->document, guid, error))
        return FALSE;
    }
  return cw_rows_set (change, "speakers", "participant", guid, cw_guid_value (participant), error);
}

static gboolean
refuse_other_participant (CwDatabase      *database,
                          const CwSpeaker *speaker,
                          GError         **error)
{
  g_autofree char *document = cw_rows_dup_name (database, "documents", &speaker->document);
  g_autofree char *name = cw_rows_dup_name (database, "cases", &speaker->participant);

  g_set_error (error, CW_ERROR, CW_ERROR_WOULD_LOSE,
               "%s: “%s” is another participant already, %s; map the speakers one document after "
               "the other, or force it to make them one in all",
               document, speaker->label, name);
  return FALSE;
}

/**
 * cw_speaker_set_participant_everywhere:
 * @change: the change to write in
 * @label: a label, in any case
 * @participant: (nullable): a case of a participant's type; %NULL for nobody
 * @force: also speakers who are another participant
 * @out_n_documents: (out) (optional): in how many documents somebody has the label
 * @error: return location for an error
 *
 * Says who the speakers of a label are, in every document that has one.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where nobody has the label, with
 *   %CW_ERROR_WOULD_LOSE where one is another participant, without @force
 */
gboolean
cw_speaker_set_participant_everywhere (CwChange     *change,
                                       const char   *label,
                                       const CwGuid *participant,
                                       gboolean      force,
                                       guint        *out_n_documents,
                                       GError      **error)
{
  CwDatabase *database;
  g_autoptr (GPtrArray) speakers = NULL;

  g_return_val_if_fail (change != NULL && label != NULL, FALSE);

  database = cw_change_get_database (change);
  speakers = cw_speaker_require (database, label, NULL, error);
  for (guint i = 0; speakers != NULL && i < speakers->len; i++)
    {
      const CwSpeaker *speaker = g_ptr_array_index (speakers, i);

      if (!force && speaker->has_participant && participant != NULL
          && !cw_guid_equal (&speaker->participant, participant))
        return refuse_other_participant (database, speaker, error);
      if (!cw_speaker_set_participant (change, &speaker->guid, participant, error))
        return FALSE;
    }
  if (speakers == NULL)
    return FALSE;
  if (out_n_documents != NULL)
    *out_n_documents = speakers->len;
  return TRUE;
}
