/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-guid-map-private.h"

#include <string.h>

/* The last bytes of a version 7 UUID are random; the product spreads those of
 * other versions too. */
static inline guint
first_slot (const CwGuidMap *self,
            gconstpointer    guid)
{
  guint64 halves[2];

  memcpy (halves, guid, sizeof halves);
  return (guint) (((halves[0] ^ halves[1]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32)
         & (self->n_slots - 1);
}

static void
resize_to (CwGuidMap *self,
           guint      n_slots)
{
  CwGuidMap larger = { g_new (CwGuidSlot, n_slots), n_slots, 0 };

  for (guint i = 0; i < n_slots; i++)
    larger.slots[i].index = CW_GUID_MAP_NONE;
  for (guint i = 0; i < self->n_slots; i++)
    if (self->slots[i].index != CW_GUID_MAP_NONE)
      cw_guid_map_insert (&larger, &self->slots[i].guid, self->slots[i].index);
  g_free (self->slots);
  *self = larger;
}

/* cw_guid_map_init: an empty map with room for @n_expected. */
void
cw_guid_map_init (CwGuidMap *self,
                  guint      n_expected)
{
  guint n_slots = 16;

  while (n_slots < n_expected * 2)
    n_slots *= 2;
  *self = (CwGuidMap) { 0 };
  resize_to (self, n_slots);
}

/* cw_guid_map_clear: frees what it holds. */
void
cw_guid_map_clear (CwGuidMap *self)
{
  g_clear_pointer (&self->slots, g_free);
  self->n_slots = 0;
  self->n_used = 0;
}

/* cw_guid_map_insert: the first index that a GUID is given stays. */
void
cw_guid_map_insert (CwGuidMap    *self,
                    const CwGuid *guid,
                    guint32       index)
{
  guint i;

  g_assert (index != CW_GUID_MAP_NONE);

  if ((self->n_used + 1) * 2 > self->n_slots)
    resize_to (self, MAX (16, self->n_slots * 2));
  i = first_slot (self, guid);
  while (self->slots[i].index != CW_GUID_MAP_NONE)
    {
      if (memcmp (&self->slots[i].guid, guid, sizeof *guid) == 0)
        return;
      i = (i + 1) & (self->n_slots - 1);
    }
  self->slots[i].guid = *guid;
  self->slots[i].index = index;
  self->n_used++;
}

/* cw_guid_map_lookup: the index, or CW_GUID_MAP_NONE. @guid is 16 bytes, or NULL. */
guint32
cw_guid_map_lookup (const CwGuidMap *self,
                    gconstpointer    guid)
{
  guint i;

  if (guid == NULL || self->n_slots == 0)
    return CW_GUID_MAP_NONE;
  i = first_slot (self, guid);
  while (self->slots[i].index != CW_GUID_MAP_NONE)
    {
      if (memcmp (&self->slots[i].guid, guid, sizeof (CwGuid)) == 0)
        return self->slots[i].index;
      i = (i + 1) & (self->n_slots - 1);
    }
  return CW_GUID_MAP_NONE;
}
