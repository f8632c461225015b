/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-membership.h"

#include "cw-case.h"
#include "cw-error.h"
#include "cw-passage.h"
#include "cw-rows-private.h"
#include "cw-speaker-private.h"

#define SELECT \
  "SELECT m.guid, m.case_guid, m.document, m.kind, m.start, m.end, m.speaker, s.label, d.name " \
  "FROM memberships m JOIN documents d ON d.guid = m.document " \
  "LEFT JOIN speakers s ON s.guid = m.speaker "

static gpointer
read_membership (CwStatement *row)
{
  CwMembership *membership = g_new0 (CwMembership, 1);
  const char *kind = cw_statement_text (row, 3);

  cw_statement_guid (row, 0, &membership->guid);
  cw_statement_guid (row, 1, &membership->case_guid);
  cw_statement_guid (row, 2, &membership->document);
  if (g_strcmp0 (kind, "range") == 0)
    membership->kind = CW_MEMBERSHIP_RANGE;
  else if (g_strcmp0 (kind, "speaker") == 0)
    membership->kind = CW_MEMBERSHIP_SPEAKER;
  membership->start = (guint32) cw_statement_int (row, 4);
  membership->end = (guint32) cw_statement_int (row, 5);
  cw_statement_guid (row, 6, &membership->speaker);
  membership->speaker_label = cw_statement_dup_text (row, 7);
  membership->document_name = cw_statement_dup_text (row, 8);
  return membership;
}

static void
free_membership_cb (gpointer data)
{
  cw_membership_free (data);
}

static gboolean
require_both (CwDatabase   *database,
              const CwGuid *case_guid,
              const CwGuid *document,
              GError      **error)
{
  return cw_rows_require (database, "cases", "case", case_guid, error)
         && (document == NULL
             || cw_rows_require (database, "documents", "document", document, error));
}

/*
 * cw_membership_insert:
 * Inserts a row whose GUID says what it ties (a whole document where @speaker is NULL),
 * unless it is there.
 */
gboolean
cw_membership_insert (CwChange     *change,
                      const CwGuid *guid,
                      const CwGuid *case_guid,
                      const CwGuid *document,
                      const CwGuid *speaker,
                      GError      **error)
{
  return cw_database_run (
    cw_change_get_database (change),
    "INSERT INTO memberships (guid, case_guid, document, kind, speaker, created) "
    "SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (SELECT 1 FROM memberships WHERE guid = ?1)",
    CW_BIND (cw_guid_value (guid), cw_guid_value (case_guid), cw_guid_value (document),
             cw_text_value (speaker != NULL ? "speaker" : "whole"), cw_guid_value (speaker),
             cw_int_value (cw_change_get_time (change))),
    error);
}

/* Who no longer has what a speaker says is not who speaks. */
static gboolean
clear_participant (CwChange     *change,
                   const CwGuid *case_guid,
                   const CwGuid *document,
                   const CwGuid *speaker,
                   GError      **error)
{
  return cw_database_run (
    cw_change_get_database (change),
    "UPDATE speakers SET participant = NULL WHERE participant = ?1 "
    "AND document = ?2 AND (?3 IS NULL OR guid = ?3)",
    CW_BIND (cw_guid_value (case_guid), cw_guid_value (document), cw_guid_value (speaker)), error);
}

/**
 * cw_membership_free:
 * @membership: (nullable) (transfer full): a membership
 */
void
cw_membership_free (CwMembership *membership)
{
  if (membership == NULL)
    return;
  g_free (membership->speaker_label);
  g_free (membership->document_name);
  g_free (membership);
}

/**
 * cw_membership_list_case:
 * @database: a project's connection
 * @case_guid: (nullable): a case; %NULL for all
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwMembership) (nullable): what belongs to
 *   it, by document
 */
GPtrArray *
cw_membership_list_case (CwDatabase   *database,
                         const CwGuid *case_guid,
                         GError      **error)
{
  g_return_val_if_fail (database != NULL, NULL);

  return cw_rows_list (database,
                       SELECT "WHERE ?1 IS NULL OR m.case_guid = ?1 "
                              "ORDER BY d.position, d.guid, m.kind, m.start, s.number, m.guid",
                       CW_BIND (cw_guid_value (case_guid)), read_membership, free_membership_cb,
                       error);
}

/**
 * cw_membership_list_document:
 * @database: a project's connection
 * @document: a document
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwMembership) (nullable): how it and parts
 *   of it belong to cases
 */
GPtrArray *
cw_membership_list_document (CwDatabase   *database,
                             const CwGuid *document,
                             GError      **error)
{
  g_return_val_if_fail (database != NULL && document != NULL, NULL);

  return cw_rows_list (database,
                       SELECT "WHERE m.document = ?1 "
                              "ORDER BY m.kind, m.start, s.number, m.case_guid, m.guid",
                       CW_BIND (cw_guid_value (document)), read_membership, free_membership_cb,
                       error);
}

/**
 * cw_membership_assign:
 * @change: the change to write in
 * @case_guid: a case
 * @document: a document
 * @out_guid: (out) (optional): the membership
 * @error: return location for an error
 *
 * Assigns a whole document to a case; where it is assigned nothing is written.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where one of them is not there
 */
gboolean
cw_membership_assign (CwChange     *change,
                      const CwGuid *case_guid,
                      const CwGuid *document,
                      CwGuid       *out_guid,
                      GError      **error)
{
  CwGuid guid;

  g_return_val_if_fail (change != NULL && case_guid != NULL && document != NULL, FALSE);

  cw_guid_init_pair (&guid, "memberships", case_guid, document, NULL);
  if (!require_both (cw_change_get_database (change), case_guid, document, error)
      || !cw_membership_insert (change, &guid, case_guid, document, NULL, error))
    return FALSE;
  if (out_guid != NULL)
    *out_guid = guid;
  return TRUE;
}

/**
 * cw_membership_assign_range:
 * @change: the change to write in
 * @case_guid: a case
 * @document: a document
 * @start: first position, in code points
 * @end: position after the last
 * @out_guid: (out) (optional): the membership that now holds the range
 * @error: return location for an error
 *
 * Assigns a range of a document to a case, joined with ranges of that case that it
 * overlaps.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the range is not in the text
 */
gboolean
cw_membership_assign_range (CwChange     *change,
                            const CwGuid *case_guid,
                            const CwGuid *document,
                            guint32       start,
                            guint32       end,
                            CwGuid       *out_guid,
                            GError      **error)
{
  CwDatabase *database;
  g_autoptr (GPtrArray) list = NULL;
  CwMembership *kept = NULL;
  guint text_revision;
  CwGuid guid;

  g_return_val_if_fail (change != NULL && case_guid != NULL && document != NULL, FALSE);

  database = cw_change_get_database (change);
  if (!require_both (database, case_guid, document, error)
      || !cw_passage_check_range (database, document, start, end, &text_revision, error))
    return FALSE;
  list = cw_rows_list (database,
                       SELECT "WHERE m.case_guid = ?1 AND m.document = ?2 AND m.kind = 'range' "
                              "AND m.start < ?4 AND m.end > ?3 ORDER BY m.guid",
                       CW_BIND (cw_guid_value (case_guid), cw_guid_value (document),
                                cw_int_value (start), cw_int_value (end)),
                       read_membership, free_membership_cb, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      CwMembership *met = g_ptr_array_index (list, i);

      start = MIN (start, met->start);
      end = MAX (end, met->end);
      if (kept == NULL)
        kept = met;
      else if (!cw_rows_delete (change, "memberships", &met->guid, error))
        return FALSE;
    }
  if (list == NULL)
    return FALSE;
  cw_guid_init_new (&guid);
  if (out_guid != NULL)
    *out_guid = kept != NULL ? kept->guid : guid;
  if (kept != NULL)
    return cw_database_run (
      database,
      "UPDATE memberships SET start = ?2, end = ?3 "
      "WHERE guid = ?1 AND (start <> ?2 OR end <> ?3)",
      CW_BIND (cw_guid_value (&kept->guid), cw_int_value (start), cw_int_value (end)), error);
  return cw_database_run (
    database,
    "INSERT INTO memberships (guid, case_guid, document, kind, text_revision, start, end, created) "
    "VALUES (?1, ?2, ?3, 'range', ?4, ?5, ?6, ?7)",
    CW_BIND (cw_guid_value (&guid), cw_guid_value (case_guid), cw_guid_value (document),
             cw_int_value (text_revision), cw_int_value (start), cw_int_value (end),
             cw_int_value (cw_change_get_time (change))),
    error);
}

static gboolean
assign_one_speaker (CwChange        *change,
                    const CwCase    *self,
                    const CwSpeaker *speaker,
                    GError         **error)
{
  CwDatabase *database = cw_change_get_database (change);
  CwGuid guid;

  if (self->kind != CW_CASE_KIND_PARTICIPANT)
    {
      cw_guid_init_pair (&guid, "memberships", &self->guid, &speaker->document, &speaker->guid);
      return cw_membership_insert (change, &guid, &self->guid, &speaker->document, &speaker->guid,
                                   error);
    }
  if (speaker->has_participant && !cw_guid_equal (&speaker->participant, &self->guid))
    {
      g_autofree char *document = cw_rows_dup_name (database, "documents", &speaker->document);
      g_autofree char *name = cw_rows_dup_name (database, "cases", &speaker->participant);

      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "%s: “%s” is the participant %s; take what it says from %s first, or map the "
                   "speaker to another participant",
                   document, speaker->label, name, name);
      return FALSE;
    }
  return cw_speaker_set_participant (change, &speaker->guid, &self->guid, error);
}

/**
 * cw_membership_assign_speaker:
 * @change: the change to write in
 * @case_guid: a case
 * @label: a speaker's label, in any case
 * @document: (nullable): in this document only; %NULL for all that have the label
 * @out_n_documents: (out) (optional): in how many documents that speaker was found
 * @error: return location for an error
 *
 * Assigns what a speaker says to a case. Where that is a participant, it says who
 * speaks, as cw_speaker_set_participant() does; but nobody is made another by it.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND, and the labels that there are, where
 *   nobody has that one; with %CW_ERROR_INVALID where it is another participant who
 *   speaks
 */
gboolean
cw_membership_assign_speaker (CwChange     *change,
                              const CwGuid *case_guid,
                              const char   *label,
                              const CwGuid *document,
                              guint        *out_n_documents,
                              GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwCase) self = NULL;
  g_autoptr (GPtrArray) speakers = NULL;

  g_return_val_if_fail (change != NULL && case_guid != NULL && label != NULL, FALSE);

  database = cw_change_get_database (change);
  if (!require_both (database, case_guid, document, error)
      || (self = cw_case_load (database, case_guid, error)) == NULL)
    return FALSE;
  speakers = cw_speaker_require (database, label, document, error);
  if (speakers == NULL)
    return FALSE;
  for (guint i = 0; i < speakers->len; i++)
    if (!assign_one_speaker (change, self, g_ptr_array_index (speakers, i), error))
      return FALSE;
  if (out_n_documents != NULL)
    *out_n_documents = speakers->len;
  return TRUE;
}

/* Counts what a delete took, and fails where that was nothing. */
static gboolean
require_removed (CwDatabase   *database,
                 const CwGuid *case_guid,
                 const char   *what,
                 guint         n_removed,
                 guint        *out_n_removed,
                 GError      **error)
{
  g_autofree char *name = NULL;

  if (out_n_removed != NULL && n_removed > 0)
    *out_n_removed = n_removed;
  if (n_removed > 0)
    return TRUE;
  name = cw_rows_dup_name (database, "cases", case_guid);
  g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND, "%s is not assigned to the case “%s”", what,
               name);
  return FALSE;
}

/**
 * cw_membership_unassign:
 * @change: the change to write in
 * @case_guid: a case
 * @document: a document
 * @out_n_removed: (out) (optional): how many memberships went
 * @error: return location for an error
 *
 * Takes a document from a case, in whatever part it belonged to it.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where no part of it belonged to the case
 */
gboolean
cw_membership_unassign (CwChange     *change,
                        const CwGuid *case_guid,
                        const CwGuid *document,
                        guint        *out_n_removed,
                        GError      **error)
{
  CwDatabase *database;
  g_autofree char *name = NULL;

  g_return_val_if_fail (change != NULL && case_guid != NULL && document != NULL, FALSE);

  database = cw_change_get_database (change);
  if (!require_both (database, case_guid, document, error)
      || !clear_participant (change, case_guid, document, NULL, error)
      || !cw_database_run (database,
                           "DELETE FROM memberships WHERE case_guid = ?1 AND document = ?2",
                           CW_BIND (cw_guid_value (case_guid), cw_guid_value (document)), error))
    return FALSE;
  name = cw_rows_dup_name (database, "documents", document);
  return require_removed (database, case_guid, name, (guint) cw_database_n_changes (database),
                          out_n_removed, error);
}

/**
 * cw_membership_unassign_range:
 * @change: the change to write in
 * @case_guid: a case
 * @document: a document
 * @start: first position of a range that was assigned, in code points
 * @end: position after the last
 * @out_n_removed: (out) (optional): how many memberships went
 * @error: return location for an error
 *
 * Takes from a case just the ranges of a document that lie within one.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where none does
 */
gboolean
cw_membership_unassign_range (CwChange     *change,
                              const CwGuid *case_guid,
                              const CwGuid *document,
                              guint32       start,
                              guint32       end,
                              guint        *out_n_removed,
                              GError      **error)
{
  CwDatabase *database;
  g_autofree char *what = NULL;

  g_return_val_if_fail (change != NULL && case_guid != NULL && document != NULL, FALSE);

  database = cw_change_get_database (change);
  if (!require_both (database, case_guid, document, error)
      || !cw_database_run (database,
                           "DELETE FROM memberships WHERE case_guid = ?1 AND document = ?2 "
                           "AND kind = 'range' AND start >= ?3 AND end <= ?4",
                           CW_BIND (cw_guid_value (case_guid), cw_guid_value (document),
                                    cw_int_value (start), cw_int_value (end)),
                           error))
    return FALSE;
  what = g_strdup_printf ("the range %u:%u", start, end);
  return require_removed (database, case_guid, what, (guint) cw_database_n_changes (database),
                          out_n_removed, error);
}

/**
 * cw_membership_unassign_speaker:
 * @change: the change to write in
 * @case_guid: a case
 * @label: a speaker's label, in any case
 * @document: (nullable): in this document only
 * @out_n_removed: (out) (optional): how many memberships went
 * @error: return location for an error
 *
 * Takes what a speaker says from a case.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where the speaker is not there or did not
 *   belong to the case
 */
gboolean
cw_membership_unassign_speaker (CwChange     *change,
                                const CwGuid *case_guid,
                                const char   *label,
                                const CwGuid *document,
                                guint        *out_n_removed,
                                GError      **error)
{
  CwDatabase *database;
  g_autoptr (GPtrArray) speakers = NULL;
  g_autofree char *what = NULL;
  guint n_removed = 0;

  g_return_val_if_fail (change != NULL && case_guid != NULL && label != NULL, FALSE);

  database = cw_change_get_database (change);
  if (!require_both (database, case_guid, document, error))
    return FALSE;
  speakers = cw_speaker_require (database, label, document, error);
  if (speakers == NULL)
    return FALSE;
  for (guint i = 0; i < speakers->len; i++)
    {
      const CwSpeaker *speaker = g_ptr_array_index (speakers, i);

      if (!clear_participant (change, case_guid, &speaker->document, &speaker->guid, error)
          || !cw_database_run (
            database, "DELETE FROM memberships WHERE case_guid = ?1 AND speaker = ?2",
            CW_BIND (cw_guid_value (case_guid), cw_guid_value (&speaker->guid)), error))
        return FALSE;
      n_removed += (guint) cw_database_n_changes (database);
    }
  what = g_strdup_printf ("the speaker “%s”", label);
  return require_removed (database, case_guid, what, n_removed, out_n_removed, error);
}
