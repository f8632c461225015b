/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-sets-private.h"

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const CwSetPair *first = a;
  const CwSetPair *second = b;

  if (first->key != second->key)
    return first->key < second->key ? -1 : 1;
  return first->item < second->item ? -1 : first->item > second->item;
}

/* cw_sets_init: @pairs, of CwSetPair, come in any order and may repeat; they are
 * left sorted. */
void
cw_sets_init (CwSets *self,
              guint   n_keys,
              GArray *pairs)
{
  guint n_items = 0;
  guint key = 0;

  g_array_sort (pairs, compare_pairs);
  self->n_keys = n_keys;
  self->offsets = g_new (guint32, n_keys + 1);
  self->items = g_new (guint32, MAX (pairs->len, 1));
  self->offsets[0] = 0;
  for (guint i = 0; i < pairs->len; i++)
    {
      const CwSetPair *pair = &g_array_index (pairs, CwSetPair, i);

      g_assert (pair->key < n_keys);
      if (i > 0 && compare_pairs (pair, pair - 1) == 0)
        continue;
      while (key < pair->key)
        self->offsets[++key] = n_items;
      self->items[n_items++] = pair->item;
    }
  while (key < n_keys)
    self->offsets[++key] = n_items;
}

/* cw_sets_clear: frees what it holds. */
void
cw_sets_clear (CwSets *self)
{
  g_clear_pointer (&self->offsets, g_free);
  g_clear_pointer (&self->items, g_free);
  self->n_keys = 0;
}

static int
compare_indices (gconstpointer a,
                 gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return first < second ? -1 : first > second;
}

/* cw_indices_sort_unique: sorts an array of guint32 and drops repeats. */
void
cw_indices_sort_unique (GArray *indices)
{
  guint kept = 0;

  if (indices->len < 2)
    return;
  if (indices->len == 2
      && g_array_index (indices, guint32, 0) < g_array_index (indices, guint32, 1))
    return;

  g_array_sort (indices, compare_indices);
  for (guint i = 0; i < indices->len; i++)
    {
      guint32 index = g_array_index (indices, guint32, i);

      if (kept == 0 || g_array_index (indices, guint32, kept - 1) != index)
        g_array_index (indices, guint32, kept++) = index;
    }
  g_array_set_size (indices, kept);
}
