/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For each key from 0 a sorted set of numbers, all in one block. */

typedef struct
{
  guint32 key;
  guint32 item;
} CwSetPair;

typedef struct
{
  guint n_keys;
  guint32 *offsets; /* n_keys + 1 */
  guint32 *items;
} CwSets;

void cw_sets_init  (CwSets *self,
                    guint   n_keys,
                    GArray *pairs);
void cw_sets_clear (CwSets *self);

void cw_indices_sort_unique (GArray *indices);

static inline guint
cw_sets_get (const CwSets   *self,
             guint           key,
             const guint32 **out_items)
{
  *out_items = self->items + self->offsets[key];
  return self->offsets[key + 1] - self->offsets[key];
}

G_END_DECLS
