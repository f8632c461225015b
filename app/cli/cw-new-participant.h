/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

/* A participant who is named and need not be there yet: found, or made with the change
 * that wants one. */

typedef struct _CwNewParticipant CwNewParticipant;

void     cw_new_participant_free (CwNewParticipant       *self);
gboolean cw_new_participant_find (CwDatabase             *database,
                                  const char             *name,
                                  const char             *in,
                                  gboolean                make,
                                  CwGuid                 *out_guid,
                                  CwNewParticipant      **out_new,
                                  GError                **error);
gboolean cw_new_participant_add  (CwChange               *change,
                                  const CwNewParticipant *self,
                                  CwGuid                 *out_guid,
                                  GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwNewParticipant, cw_new_participant_free)

G_END_DECLS
