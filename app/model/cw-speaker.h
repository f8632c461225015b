/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

/*
 * Who speaks in a document. A speaker has a label, at first the one in the text, and
 * turns, which name the speaker by number. What is put right here changes who is said
 * to speak, never the text: that is the evidence, and keeps the label that was
 * written.
 *
 * A speaker may be a participant: that is said once, and the participant then has
 * what the speaker says (a membership) for as long as it is so.
 */

typedef struct
{
  CwGuid guid;
  CwGuid document;
  guint number; /* as in the turns; index into CwText.speakers */
  char *label;
  gboolean has_participant;
  CwGuid participant; /* a case */
} CwSpeaker;

/* No text has so many; a project in which one is numbered beyond is damaged. */
#define CW_SPEAKER_MAX_NUMBER 100000

void       cw_speaker_free          (CwSpeaker    *speaker);
GPtrArray *cw_speaker_list          (CwDatabase   *database,
                                     const CwGuid *document,
                                     GError      **error);
GPtrArray *cw_speaker_list_labelled (CwDatabase   *database,
                                     const char   *label,
                                     const CwGuid *document,
                                     GError      **error);
CwSpeaker *cw_speaker_load          (CwDatabase   *database,
                                     const CwGuid *guid,
                                     GError      **error);
gboolean   cw_speaker_find          (CwDatabase   *database,
                                     const CwGuid *document,
                                     const char   *label,
                                     CwGuid       *out_guid,
                                     GError      **error);
GArray    *cw_speaker_list_turns    (CwDatabase   *database,
                                     const CwGuid *document,
                                     GError      **error);

gboolean cw_speaker_rename                     (CwChange     *change,
                                                const CwGuid *guid,
                                                const char   *label,
                                                GError      **error);
gboolean cw_speaker_rename_everywhere          (CwChange     *change,
                                                const char   *label,
                                                const char   *new_label,
                                                guint        *out_n_documents,
                                                GError      **error);
gboolean cw_speaker_set_participant            (CwChange     *change,
                                                const CwGuid *guid,
                                                const CwGuid *participant,
                                                GError      **error);
gboolean cw_speaker_set_participant_everywhere (CwChange     *change,
                                                const char   *label,
                                                const CwGuid *participant,
                                                gboolean      force,
                                                guint        *out_n_documents,
                                                GError      **error);

gboolean cw_speaker_merge     (CwChange     *change,
                               const CwGuid *guid,
                               const CwGuid *into,
                               gboolean      force,
                               guint        *out_n_turns,
                               GError      **error);
gboolean cw_speaker_split     (CwChange     *change,
                               const CwGuid *guid,
                               const guint  *turns,
                               guint         n_turns,
                               const char   *label,
                               CwGuid       *out_guid,
                               GError      **error);
gboolean cw_speaker_drop      (CwChange     *change,
                               const CwGuid *guid,
                               gboolean      force,
                               guint        *out_n_turns,
                               GError      **error);
gboolean cw_speaker_add       (CwChange     *change,
                               const CwGuid *document,
                               const char   *label,
                               CwGuid       *out_guid,
                               guint        *out_n_turns,
                               guint        *out_n_taken,
                               GError      **error);
gboolean cw_speaker_recognise (CwChange     *change,
                               const CwGuid *document,
                               gboolean      force,
                               guint        *out_n_turns,
                               GError      **error);
gboolean cw_speaker_drop_all  (CwChange     *change,
                               const CwGuid *document,
                               gboolean      force,
                               GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSpeaker, cw_speaker_free)

G_END_DECLS
