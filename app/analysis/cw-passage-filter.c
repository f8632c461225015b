/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-passage-filter.h"

typedef struct
{
  CwFilterKind kind;
  GArray *guids; /* of CwGuid; never written once here, so copies share it */
} Condition;

struct _CwPassageFilter
{
  GArray *conditions; /* of Condition */
};

G_DEFINE_BOXED_TYPE (CwPassageFilter,
                     cw_passage_filter,
                     cw_passage_filter_copy,
                     cw_passage_filter_free)

static void
clear_condition (gpointer data)
{
  Condition *condition = data;

  g_array_unref (condition->guids);
}

/**
 * cw_passage_filter_new:
 *
 * Returns: (transfer full): a filter that every coding passes
 */
CwPassageFilter *
cw_passage_filter_new (void)
{
  CwPassageFilter *self = g_new0 (CwPassageFilter, 1);

  self->conditions = g_array_new (FALSE, FALSE, sizeof (Condition));
  g_array_set_clear_func (self->conditions, clear_condition);
  return self;
}

/**
 * cw_passage_filter_copy:
 * @self: (nullable): a filter; %NULL is one without conditions
 *
 * Returns: (transfer full): a filter of its own with the same conditions
 */
CwPassageFilter *
cw_passage_filter_copy (const CwPassageFilter *self)
{
  CwPassageFilter *copy = cw_passage_filter_new ();

  cw_passage_filter_add_all (copy, self);
  return copy;
}

/**
 * cw_passage_filter_free:
 * @self: (nullable) (transfer full): a filter
 *
 * Frees the filter.
 */
void
cw_passage_filter_free (CwPassageFilter *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->conditions);
  g_free (self);
}

/**
 * cw_passage_filter_add:
 * @self: a filter
 * @kind: what the condition speaks of
 * @guids: (array length=n_guids): any of these will do; copied
 * @n_guids: their number; with 0 no coding passes
 *
 * Adds a condition, which must hold besides those that are there.
 */
void
cw_passage_filter_add (CwPassageFilter *self,
                       CwFilterKind     kind,
                       const CwGuid    *guids,
                       guint            n_guids)
{
  Condition condition = { .kind = kind };

  g_return_if_fail (self != NULL);
  g_return_if_fail (kind < CW_FILTER_N_KINDS);
  g_return_if_fail (guids != NULL || n_guids == 0);

  condition.guids = g_array_sized_new (FALSE, FALSE, sizeof (CwGuid), n_guids);
  if (n_guids > 0)
    g_array_append_vals (condition.guids, guids, n_guids);
  g_array_append_val (self->conditions, condition);
}

/**
 * cw_passage_filter_add_one:
 * @self: a filter
 * @kind: what the condition speaks of
 * @guid: the only one that will do
 *
 * Adds a condition, which must hold besides those that are there.
 */
void
cw_passage_filter_add_one (CwPassageFilter *self,
                           CwFilterKind     kind,
                           const CwGuid    *guid)
{
  g_return_if_fail (guid != NULL);

  cw_passage_filter_add (self, kind, guid, 1);
}

/**
 * cw_passage_filter_add_all:
 * @self: a filter
 * @other: (nullable): another
 *
 * Adds the conditions of @other, so that what passes must pass both.
 */
void
cw_passage_filter_add_all (CwPassageFilter       *self,
                           const CwPassageFilter *other)
{
  g_return_if_fail (self != NULL && self != other);

  if (other == NULL)
    return;
  for (guint i = 0; i < other->conditions->len; i++)
    {
      Condition condition = g_array_index (other->conditions, Condition, i);

      g_array_ref (condition.guids);
      g_array_append_val (self->conditions, condition);
    }
}

/**
 * cw_passage_filter_n_conditions:
 * @self: (nullable): a filter
 *
 * Returns: the number of its conditions
 */
guint
cw_passage_filter_n_conditions (const CwPassageFilter *self)
{
  return self != NULL ? self->conditions->len : 0;
}

/**
 * cw_passage_filter_get_condition:
 * @self: a filter
 * @condition: which, from 0
 * @out_guids: (out) (array length=out_n_guids) (transfer none): what will do
 * @out_n_guids: (out): their number
 *
 * Returns: what the condition speaks of
 */
CwFilterKind
cw_passage_filter_get_condition (const CwPassageFilter *self,
                                 guint                  condition,
                                 const CwGuid         **out_guids,
                                 guint                 *out_n_guids)
{
  const Condition *found;

  g_return_val_if_fail (self != NULL, CW_FILTER_N_KINDS);
  g_return_val_if_fail (condition < self->conditions->len, CW_FILTER_N_KINDS);

  found = &g_array_index (self->conditions, Condition, condition);
  *out_guids = (const CwGuid *) (gconstpointer) found->guids->data;
  *out_n_guids = found->guids->len;
  return found->kind;
}
