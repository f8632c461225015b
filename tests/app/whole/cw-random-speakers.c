/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-random-speakers.h"

#include "cw-random-pick.h"

#include "cw-case.h"
#include "cw-speaker.h"

/* "P1" is in many documents, so that what is done everywhere does something. */
static char *
pick_label (CwRandomEdits *self)
{
  return cw_random_one_in (self, 2) ? g_strdup ("P1") : cw_random_word (self);
}

static gboolean
merge (CwRandomEdits   *self,
       CwChange        *change,
       const CwSpeaker *speaker,
       GError         **error)
{
  g_autoptr (GPtrArray) all = cw_speaker_list (self->database, &speaker->document, error);
  const CwSpeaker *into;
  guint n;

  if (all == NULL)
    return FALSE;
  into = g_ptr_array_index (all, cw_random_upto (self, all->len));
  return cw_speaker_merge (change, &speaker->guid, &into->guid, cw_random_one_in (self, 2), &n,
                           error);
}

static gboolean
split (CwRandomEdits   *self,
       CwChange        *change,
       const CwSpeaker *speaker,
       GError         **error)
{
  g_autofree char *label = pick_label (self);
  guint turns[] = { cw_random_upto (self, 4), 4 + cw_random_upto (self, 4) };

  return cw_speaker_split (change, &speaker->guid, turns, 1 + cw_random_upto (self, 2), label, NULL,
                           error);
}

static gboolean
map (CwRandomEdits   *self,
     CwChange        *change,
     const CwSpeaker *speaker,
     GError         **error)
{
  CwGuid participant;
  gboolean some = !cw_random_one_in (self, 4) && cw_random_any (self, "cases", &participant);
  guint n;

  if (cw_random_one_in (self, 3))
    return cw_speaker_set_participant_everywhere (
      change, speaker->label, some ? &participant : NULL, cw_random_one_in (self, 2), &n, error);
  return cw_speaker_set_participant (change, &speaker->guid, some ? &participant : NULL, error);
}

static gboolean
edit_one (CwRandomEdits   *self,
          CwChange        *change,
          const CwSpeaker *speaker,
          GError         **error)
{
  g_autofree char *label = pick_label (self);
  guint n;

  switch (cw_random_upto (self, 7))
    {
    case 0:
      return cw_speaker_rename (change, &speaker->guid, label, error);
    case 1:
      return cw_speaker_rename_everywhere (change, speaker->label, label, &n, error);
    case 2:
      return merge (self, change, speaker, error);
    case 3:
      return split (self, change, speaker, error);
    case 4:
      return cw_speaker_drop (change, &speaker->guid, cw_random_one_in (self, 2), &n, error);
    default:
      return map (self, change, speaker, error);
    }
}

gboolean
cw_random_edit_speaker (CwRandomEdits *self,
                        CwChange      *change,
                        GError       **error)
{
  g_autoptr (CwSpeaker) speaker = NULL;
  CwGuid document;
  CwGuid guid;
  guint n;
  guint n_taken;

  if (!cw_random_any (self, "documents", &document))
    return TRUE;
  if (cw_random_one_in (self, 3) || !cw_random_any (self, "speakers", &guid))
    switch (cw_random_upto (self, 8))
      {
      case 0:
        return cw_speaker_drop_all (change, &document, cw_random_one_in (self, 2), error);
      case 1:
      case 2:
      case 3:
        return cw_speaker_add (change, &document, cw_random_one_in (self, 2) ? "P1" : "P2", &guid,
                               &n, &n_taken, error);
      default:
        return cw_speaker_recognise (change, &document, cw_random_one_in (self, 2), &n, error);
      }
  speaker = cw_speaker_load (self->database, &guid, error);
  return speaker != NULL && edit_one (self, change, speaker, error);
}
