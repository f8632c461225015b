/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-guid.h"

G_BEGIN_DECLS

/* GUID -> index, for looking up by the million: open addressing, the GUIDs inside. */
typedef struct
{
  CwGuid guid;
  guint32 index;
} CwGuidSlot;

typedef struct
{
  CwGuidSlot *slots;
  guint n_slots; /* a power of two, or 0 */
  guint n_used;
} CwGuidMap;

#define CW_GUID_MAP_NONE G_MAXUINT32

void    cw_guid_map_init   (CwGuidMap       *self,
                            guint            n_expected);
void    cw_guid_map_clear  (CwGuidMap       *self);
void    cw_guid_map_insert (CwGuidMap       *self,
                            const CwGuid    *guid,
                            guint32          index);
guint32 cw_guid_map_lookup (const CwGuidMap *self,
                            gconstpointer    guid);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CwGuidMap, cw_guid_map_clear)

G_END_DECLS
