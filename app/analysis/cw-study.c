/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-study-private.h"

#include "cw-turns.h"

#include <string.h>

/* Every record of the model's lists begins with its GUID. */
static const CwGuid *
guid_of (const GPtrArray *list,
         guint            index)
{
  return g_ptr_array_index (list, index);
}

static void
map_list (CwGuidMap       *map,
          const GPtrArray *list)
{
  cw_guid_map_init (map, list->len);
  for (guint i = 0; i < list->len; i++)
    cw_guid_map_insert (map, guid_of (list, i), i);
}

static void
find_parents (CwStudy *self)
{
  self->code_parents = g_new (guint32, MAX (self->codes->len, 1));
  for (guint i = 0; i < self->codes->len; i++)
    {
      const CwCode *code = cw_study_code (self, i);

      self->code_parents[i] = code->has_parent ? cw_guid_map_lookup (&self->code_map, &code->parent)
                                               : CW_GUID_MAP_NONE;
    }

  self->case_parents = g_new (guint32, MAX (self->cases->len, 1));
  for (guint i = 0; i < self->cases->len; i++)
    {
      const CwCase *item = cw_study_case (self, i);

      self->case_parents[i] = item->has_parent ? cw_guid_map_lookup (&self->case_map, &item->parent)
                                               : CW_GUID_MAP_NONE;
    }
}

static gboolean
load_lists (CwStudy *self,
            GError **error)
{
  self->codes = cw_code_list (self->database, CW_CODE_LIST_DEFAULT, error);
  if (self->codes == NULL)
    return FALSE;
  self->cases = cw_case_list (self->database, error);
  if (self->cases == NULL)
    return FALSE;
  self->documents = cw_document_list (self->database, error);
  if (self->documents == NULL)
    return FALSE;
  self->coders = cw_coder_list (self->database, error);
  if (self->coders == NULL)
    return FALSE;

  map_list (&self->code_map, self->codes);
  map_list (&self->case_map, self->cases);
  map_list (&self->document_map, self->documents);
  map_list (&self->coder_map, self->coders);
  find_parents (self);
  return TRUE;
}

static int
compare_partial (gconstpointer a,
                 gconstpointer b)
{
  const CwPartialMembership *first = a;
  const CwPartialMembership *second = b;

  if (first->document != second->document)
    return first->document < second->document ? -1 : 1;
  return first->start < second->start ? -1 : first->start > second->start;
}

static void
add_membership (CwStudy     *self,
                CwStatement *row,
                GArray      *whole,
                GArray      *partly)
{
  CwPartialMembership membership = { 0 };
  CwSetPair pair;
  gsize length;
  const char *kind = cw_statement_text (row, 2);

  membership.document = cw_guid_map_lookup (&self->document_map,
                                            cw_statement_blob (row, 0, &length));
  membership.case_index = cw_guid_map_lookup (&self->case_map, cw_statement_blob (row, 1, &length));
  if (membership.document == CW_GUID_MAP_NONE || membership.case_index == CW_GUID_MAP_NONE)
    return;

  pair = (CwSetPair) { membership.document, membership.case_index };
  if (g_strcmp0 (kind, "whole") == 0)
    {
      g_array_append_val (whole, pair);
      return;
    }
  g_array_append_val (partly, pair);
  membership.by_speaker = g_strcmp0 (kind, "speaker") == 0;
  membership.start = cw_statement_int (row, 3);
  membership.end = cw_statement_int (row, 4);
  cw_statement_guid (row, 5, &membership.speaker);
  g_array_append_val (self->partial, membership);
}

static gboolean
load_memberships (CwStudy *self,
                  GError **error)
{
  g_autoptr (CwStatement) rows = NULL;
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (CwSetPair));
  g_autoptr (GArray) partly = g_array_new (FALSE, FALSE, sizeof (CwSetPair));
  GError *failure = NULL;

  self->partial = g_array_new (FALSE, FALSE, sizeof (CwPartialMembership));
  rows = cw_database_query (self->database,
                            "SELECT document, case_guid, kind, start, \"end\", speaker"
                            " FROM memberships",
                            NULL, error);
  if (rows == NULL)
    return FALSE;
  while (cw_statement_next (rows, &failure))
    add_membership (self, rows, whole, partly);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  cw_sets_init (&self->whole_cases, self->documents->len, whole);
  cw_sets_init (&self->partial_cases, self->documents->len, partly);
  g_array_sort (self->partial, compare_partial);
  self->partial_offsets = g_new (guint32, self->documents->len + 1);
  for (guint i = 0, at = 0; i <= self->documents->len; i++)
    {
      while (at < self->partial->len
             && g_array_index (self->partial, CwPartialMembership, at).document < i)
        at++;
      self->partial_offsets[i] = at;
    }
  return TRUE;
}

/* As long as a query is open, the connection sees no other connection's changes, and
 * need not ask for the file's lock again for each query. */
static gboolean
hold_snapshot (CwStudy *self,
               GError **error)
{
  GError *failure = NULL;

  self->snapshot = cw_database_query (self->database, "SELECT guid FROM project", NULL, error);
  if (self->snapshot == NULL)
    return FALSE;
  cw_statement_next (self->snapshot, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* cw_study_new: reads the study. It borrows the connection, whose thread it keeps to. */
CwStudy *
cw_study_new (CwDatabase *database,
              GError    **error)
{
  g_autoptr (CwStudy) self = g_new0 (CwStudy, 1);

  self->database = database;
  if (!hold_snapshot (self, error) || !load_lists (self, error) || !load_memberships (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* cw_study_free: frees it. */
void
cw_study_free (CwStudy *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->snapshot, cw_statement_free);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->coders, g_ptr_array_unref);
  cw_guid_map_clear (&self->code_map);
  cw_guid_map_clear (&self->case_map);
  cw_guid_map_clear (&self->document_map);
  cw_guid_map_clear (&self->coder_map);
  g_free (self->code_parents);
  g_free (self->case_parents);
  cw_sets_clear (&self->whole_cases);
  cw_sets_clear (&self->partial_cases);
  g_clear_pointer (&self->partial, g_array_unref);
  g_free (self->partial_offsets);
  g_clear_pointer (&self->speakers, g_array_unref);
  g_free (self->speaker_offsets);
  g_free (self);
}

static void
clear_speaker (gpointer data)
{
  CwStudySpeaker *speaker = data;

  g_free (speaker->label);
}

static int
compare_speakers (gconstpointer a,
                  gconstpointer b)
{
  const CwStudySpeaker *first = a;
  const CwStudySpeaker *second = b;

  if (first->document != second->document)
    return first->document < second->document ? -1 : 1;
  return first->number < second->number ? -1 : first->number > second->number;
}

/* cw_study_load_speakers: fills @speakers, unless it is there. */
gboolean
cw_study_load_speakers (CwStudy *self,
                        GError **error)
{
  g_autoptr (CwStatement) rows = NULL;
  g_autoptr (GArray) speakers = NULL;
  GError *failure = NULL;
  guint document = 0;

  if (self->speakers != NULL)
    return TRUE;
  rows = cw_database_query (self->database, "SELECT guid, document, number, label FROM speakers",
                            NULL, error);
  if (rows == NULL)
    return FALSE;
  speakers = g_array_new (FALSE, TRUE, sizeof (CwStudySpeaker));
  g_array_set_clear_func (speakers, clear_speaker);
  while (cw_statement_next (rows, &failure))
    {
      CwStudySpeaker speaker = { 0 };
      gsize length;

      speaker.document = cw_guid_map_lookup (&self->document_map,
                                             cw_statement_blob (rows, 1, &length));
      if (speaker.document == CW_GUID_MAP_NONE || !cw_statement_guid (rows, 0, &speaker.guid))
        continue;
      speaker.number = (guint32) cw_statement_int (rows, 2);
      speaker.label = cw_statement_dup_text (rows, 3);
      g_array_append_val (speakers, speaker);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  g_array_sort (speakers, compare_speakers);
  self->speaker_offsets = g_new (guint32, self->documents->len + 1);
  for (guint i = 0; i < speakers->len; i++)
    while (document <= g_array_index (speakers, CwStudySpeaker, i).document)
      self->speaker_offsets[document++] = i;
  while (document <= self->documents->len)
    self->speaker_offsets[document++] = speakers->len;
  self->speakers = g_steal_pointer (&speakers);
  return TRUE;
}

/* cw_study_load_turns: a document's turns in the text that it has now, of CwTurn,
 * with the speaker's number as it stands in the file. */
gboolean
cw_study_load_turns (CwStudy *self,
                     guint    document,
                     GArray **out_turns,
                     GError **error)
{
  g_autoptr (CwStatement) row = NULL;
  const CwDocument *record = cw_study_document (self, document);
  GError *failure = NULL;
  const char *string;

  row = cw_database_query (
    self->database, "SELECT turns FROM text_revisions WHERE document = ?1 AND number = ?2",
    CW_BIND (cw_guid_value (&record->guid), cw_int_value (record->text_revision)), error);
  if (row == NULL)
    return FALSE;
  if (!cw_statement_next (row, &failure))
    {
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      *out_turns = g_array_new (FALSE, FALSE, sizeof (CwTurn));
      return TRUE;
    }

  string = cw_statement_text (row, 0);
  *out_turns = cw_turns_from_string (string != NULL ? string : "", record->length, G_MAXUINT,
                                     error);
  if (*out_turns == NULL)
    {
      g_prefix_error (error, "%s: ", record->name);
      return FALSE;
    }
  return TRUE;
}

/* cw_study_is_below: whether @index is @ancestor or lies under it. A ring of parents,
 * which only a damaged file has, ends the walk. */
gboolean
cw_study_is_below (const guint32 *parents,
                   guint32        index,
                   guint32        ancestor)
{
  for (guint steps = 0; index != CW_GUID_MAP_NONE && steps < 1000; steps++)
    {
      if (index == ancestor)
        return TRUE;
      index = parents[index];
    }
  return FALSE;
}
