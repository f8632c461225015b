/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-speaker.h"

G_BEGIN_DECLS

/* Who speaks in a document and when, as it stands, to be put right and written back.
 * It does not hold the text. */
typedef struct
{
  CwGuid document;
  CwGuid revision; /* of the text: the row that holds the turns */
  guint32 length;
  GPtrArray *speakers; /* of CwSpeaker, by number */
  GArray *turns;       /* of CwTurn */
} CwTalk;

CwTalk    *cw_talk_load           (CwDatabase      *database,
                                   const CwGuid    *document,
                                   GError         **error);
void       cw_talk_free           (CwTalk          *self);
CwSpeaker *cw_talk_find           (const CwTalk    *self,
                                   const char      *label);
CwSpeaker *cw_talk_get            (const CwTalk    *self,
                                   const CwGuid    *guid);
gboolean   cw_talk_write_turns    (CwChange        *change,
                                   const CwTalk    *self,
                                   GError         **error);
CwSpeaker *cw_talk_insert_speaker (CwChange        *change,
                                   CwTalk          *self,
                                   const char      *label,
                                   GError         **error);
gboolean   cw_talk_delete_speaker (CwChange        *change,
                                   CwTalk          *self,
                                   const CwSpeaker *speaker,
                                   GError         **error);
gboolean   cw_talk_refuse_loss    (CwDatabase      *database,
                                   const CwSpeaker *speaker,
                                   GError         **error);

GPtrArray *cw_speaker_require   (CwDatabase   *database,
                                 const char   *label,
                                 const CwGuid *document,
                                 GError      **error);
gboolean   cw_membership_insert (CwChange     *change,
                                 const CwGuid *guid,
                                 const CwGuid *case_guid,
                                 const CwGuid *document,
                                 const CwGuid *speaker,
                                 GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTalk, cw_talk_free)

G_END_DECLS
