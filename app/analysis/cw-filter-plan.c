/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-filter-plan-private.h"

#include <string.h>

/* Which of @n things are meant; those below them too if their parents are given. */
static guint8 *
mark_wanted (const CwGuidMap *map,
             const guint32   *parents,
             guint            n,
             const CwGuid    *guids,
             guint            n_guids)
{
  guint8 *wanted = g_new0 (guint8, MAX (n, 1));

  for (guint i = 0; i < n_guids; i++)
    {
      guint32 index = cw_guid_map_lookup (map, &guids[i]);

      if (index != CW_GUID_MAP_NONE)
        wanted[index] = 1;
    }
  if (parents == NULL)
    return wanted;

  /* Lists are in the order of their tree: a parent comes before its children. */
  for (guint i = 0; i < n; i++)
    if (parents[i] != CW_GUID_MAP_NONE && wanted[parents[i]])
      wanted[i] = 1;
  return wanted;
}

static void
keep_wanted (guint8 *passing,
             guint8 *wanted,
             guint   n)
{
  for (guint i = 0; i < n; i++)
    passing[i] &= wanted[i];
  g_free (wanted);
}

static guint
count_passing (const guint8 *passing,
               guint         n)
{
  guint count = 0;

  for (guint i = 0; i < n; i++)
    count += passing[i];
  return count;
}

static gboolean
any_in_set (const CwSets *sets,
            guint         key,
            const guint8 *wanted)
{
  const guint32 *items;
  guint n_items = cw_sets_get (sets, key, &items);

  for (guint i = 0; i < n_items; i++)
    if (wanted[items[i]])
      return TRUE;
  return FALSE;
}

static void
add_cases (CwFilterPlan *self,
           CwStudy      *study,
           guint8       *wanted)
{
  for (guint i = 0; i < study->documents->len; i++)
    self->documents[i] &= any_in_set (&study->whole_cases, i, wanted)
                          || any_in_set (&study->partial_cases, i, wanted);
  g_ptr_array_add (self->cases, wanted);
}

static gboolean
add_speakers (CwFilterPlan *self,
              CwStudy      *study,
              const CwGuid *guids,
              guint         n_guids,
              GError      **error)
{
  g_auto (CwGuidMap) map = { 0 };
  guint8 *wanted;
  g_autofree guint8 *has_wanted = g_new0 (guint8, study->documents->len + 1);

  if (!cw_study_load_speakers (study, error))
    return FALSE;
  cw_guid_map_init (&map, n_guids);
  for (guint i = 0; i < n_guids; i++)
    cw_guid_map_insert (&map, &guids[i], i);

  wanted = g_new0 (guint8, study->speakers->len + 1);
  for (guint i = 0; i < study->speakers->len; i++)
    {
      const CwStudySpeaker *speaker = &g_array_index (study->speakers, CwStudySpeaker, i);

      wanted[i] = cw_guid_map_lookup (&map, &speaker->guid) != CW_GUID_MAP_NONE;
      has_wanted[speaker->document] |= wanted[i];
    }
  for (guint i = 0; i < study->documents->len; i++)
    self->documents[i] &= has_wanted[i];
  g_ptr_array_add (self->speakers, wanted);
  return TRUE;
}

static void
add_rounds (CwFilterPlan *self,
            const CwGuid *guids,
            guint         n_guids)
{
  CwGuidMap map;

  cw_guid_map_init (&map, n_guids);
  for (guint i = 0; i < n_guids; i++)
    cw_guid_map_insert (&map, &guids[i], i);
  g_array_append_val (self->rounds, map);
}

static gboolean
add_condition (CwFilterPlan *self,
               CwStudy      *study,
               CwFilterKind  kind,
               const CwGuid *guids,
               guint         n_guids,
               GError      **error)
{
  const guint32 *code_parents = kind == CW_FILTER_CODE_TREES ? study->code_parents : NULL;
  const guint32 *case_parents = kind == CW_FILTER_CASE_TREES ? study->case_parents : NULL;

  switch (kind)
    {
    case CW_FILTER_CODES:
    case CW_FILTER_CODE_TREES:
      keep_wanted (self->codes,
                   mark_wanted (&study->code_map, code_parents, study->codes->len, guids, n_guids),
                   study->codes->len);
      return TRUE;
    case CW_FILTER_CASES:
    case CW_FILTER_CASE_TREES:
      add_cases (self, study,
                 mark_wanted (&study->case_map, case_parents, study->cases->len, guids, n_guids));
      return TRUE;
    case CW_FILTER_DOCUMENTS:
      keep_wanted (self->documents,
                   mark_wanted (&study->document_map, NULL, study->documents->len, guids, n_guids),
                   study->documents->len);
      return TRUE;
    case CW_FILTER_CODERS:
      keep_wanted (self->coders,
                   mark_wanted (&study->coder_map, NULL, study->coders->len, guids, n_guids),
                   study->coders->len);
      return TRUE;
    case CW_FILTER_SPEAKERS:
      return add_speakers (self, study, guids, n_guids, error);
    case CW_FILTER_ROUNDS:
      add_rounds (self, guids, n_guids);
      return TRUE;
    case CW_FILTER_N_KINDS:
    default:
      g_assert_not_reached ();
    }
}

static void
clear_map (gpointer data)
{
  cw_guid_map_clear (data);
}

static guint8 *
all_passing (guint n)
{
  guint8 *passing = g_malloc (MAX (n, 1));

  memset (passing, 1, MAX (n, 1));
  return passing;
}

/* cw_filter_plan_new: @filter may be NULL. Speakers are loaded into @study if needed. */
CwFilterPlan *
cw_filter_plan_new (CwStudy               *study,
                    const CwPassageFilter *filter,
                    GError               **error)
{
  g_autoptr (CwFilterPlan) self = g_new0 (CwFilterPlan, 1);

  self->codes = all_passing (study->codes->len);
  self->coders = all_passing (study->coders->len);
  self->documents = all_passing (study->documents->len);
  self->cases = g_ptr_array_new_with_free_func (g_free);
  self->speakers = g_ptr_array_new_with_free_func (g_free);
  self->rounds = g_array_new (FALSE, FALSE, sizeof (CwGuidMap));
  g_array_set_clear_func (self->rounds, clear_map);

  for (guint i = 0; i < cw_passage_filter_n_conditions (filter); i++)
    {
      const CwGuid *guids;
      guint n_guids;
      CwFilterKind kind = cw_passage_filter_get_condition (filter, i, &guids, &n_guids);

      if (!add_condition (self, study, kind, guids, n_guids, error))
        return NULL;
    }

  self->n_codes = count_passing (self->codes, study->codes->len);
  self->n_coders = count_passing (self->coders, study->coders->len);
  self->n_documents = count_passing (self->documents, study->documents->len);
  return g_steal_pointer (&self);
}

/* cw_filter_plan_free: frees it. */
void
cw_filter_plan_free (CwFilterPlan *self)
{
  if (self == NULL)
    return;

  g_free (self->codes);
  g_free (self->coders);
  g_free (self->documents);
  g_ptr_array_unref (self->cases);
  g_ptr_array_unref (self->speakers);
  g_array_unref (self->rounds);
  g_free (self);
}

/* cw_filter_plan_any_of: whether one of @found, of guint32, is wanted. */
gboolean
cw_filter_plan_any_of (const guint8 *wanted,
                       const GArray *found)
{
  for (guint i = 0; i < found->len; i++)
    if (wanted[g_array_index (found, guint32, i)])
      return TRUE;
  return FALSE;
}
