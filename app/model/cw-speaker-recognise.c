/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-speaker-private.h"

#include "cw-document.h"
#include "cw-error.h"
#include "cw-path.h"
#include "cw-rows-private.h"
#include "cw-text.h"
#include "cw-turns.h"

/* How many turns, by where they begin, a label that was found has in common with a
 * speaker that was there. */
typedef struct
{
  guint found;   /* index into CwText.speakers */
  guint speaker; /* index into CwTalk.speakers */
  guint n_turns;
} Overlap;

/* Recognition made anew, and whom of those who were there it found again. */
typedef struct
{
  CwTalk *talk;
  CwText *text;
  GArray *overlaps;  /* of Overlap, the largest first */
  CwSpeaker **match; /* for each label found; NULL: a new speaker */
  gboolean *kept;    /* for each speaker that was there */
} Anew;

static void
anew_clear (Anew *self)
{
  g_clear_pointer (&self->talk, cw_talk_free);
  g_clear_pointer (&self->text, cw_text_free);
  g_clear_pointer (&self->overlaps, g_array_unref);
  g_clear_pointer (&self->match, g_free);
  g_clear_pointer (&self->kept, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Anew, anew_clear)

static CwSpeaker *
speaker_at (const Anew *self,
            guint       index)
{
  return g_ptr_array_index (self->talk->speakers, index);
}

static int
compare_overlaps (gconstpointer a,
                  gconstpointer b)
{
  const Overlap *one = a;
  const Overlap *other = b;

  if (one->n_turns != other->n_turns)
    return one->n_turns > other->n_turns ? -1 : 1;
  if (one->found != other->found)
    return one->found < other->found ? -1 : 1;
  return one->speaker < other->speaker ? -1 : one->speaker > other->speaker;
}

static void
count_overlap (GHashTable *places,
               GArray     *overlaps,
               guint       found,
               guint       speaker)
{
  gint64 key = (gint64) found << 32 | speaker;
  gpointer place;
  Overlap overlap = { found, speaker, 1 };

  if (g_hash_table_lookup_extended (places, &key, NULL, &place))
    {
      g_array_index (overlaps, Overlap, GPOINTER_TO_UINT (place)).n_turns++;
      return;
    }
  g_hash_table_insert (places, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (overlaps->len));
  g_array_append_val (overlaps, overlap);
}

/* Compares the turns found with those that were there, and takes over times that are
 * not in the text. */
static void
compare_turns (Anew *self)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) index_of = g_hash_table_new (g_direct_hash, g_direct_equal);
  const GArray *old = self->talk->turns;
  guint next = 0;

  self->overlaps = g_array_new (FALSE, FALSE, sizeof (Overlap));
  for (guint i = 0; i < self->talk->speakers->len; i++)
    g_hash_table_insert (index_of, GUINT_TO_POINTER (speaker_at (self, i)->number),
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < self->text->turns->len; i++)
    {
      CwTurn *turn = &g_array_index (self->text->turns, CwTurn, i);
      const CwTurn *before;
      guint speaker;

      while (next < old->len && g_array_index (old, CwTurn, next).start < turn->start)
        next++;
      before = next < old->len ? &g_array_index (old, CwTurn, next) : NULL;
      if (before == NULL || before->start != turn->start)
        continue;
      if (turn->time_ms < 0)
        turn->time_ms = before->time_ms;
      speaker = GPOINTER_TO_UINT (
        g_hash_table_lookup (index_of, GUINT_TO_POINTER (before->speaker)));
      if (speaker > 0)
        count_overlap (places, self->overlaps, turn->speaker, speaker - 1);
    }
  g_array_sort (self->overlaps, compare_overlaps);
}

static void
match (Anew *self,
       guint found,
       guint speaker)
{
  if (self->match[found] != NULL || self->kept[speaker])
    return;
  self->match[found] = speaker_at (self, speaker);
  self->kept[speaker] = TRUE;
}

static gboolean
has_label (const Anew *self,
           guint       speaker,
           guint       found)
{
  return cw_path_same_name (speaker_at (self, speaker)->label,
                            g_ptr_array_index (self->text->speakers, found));
}

/* Who is found again: who has the label and turns of it; who has most of its turns,
 * under another name; and who has the label, where nothing else speaks for anybody. */
static void
match_speakers (Anew *self)
{
  g_autoptr (GHashTable) by_label = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->match = g_new0 (CwSpeaker *, self->text->speakers->len + 1);
  self->kept = g_new0 (gboolean, self->talk->speakers->len + 1);
  for (guint i = 0; i < self->overlaps->len; i++)
    {
      const Overlap *overlap = &g_array_index (self->overlaps, Overlap, i);

      if (has_label (self, overlap->speaker, overlap->found))
        match (self, overlap->found, overlap->speaker);
    }
  for (guint i = 0; i < self->overlaps->len; i++)
    {
      const Overlap *overlap = &g_array_index (self->overlaps, Overlap, i);

      match (self, overlap->found, overlap->speaker);
    }
  for (guint i = 0; i < self->talk->speakers->len; i++)
    g_hash_table_insert (by_label, cw_path_fold (speaker_at (self, i)->label),
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < self->text->speakers->len; i++)
    {
      g_autofree char *folded = cw_path_fold (g_ptr_array_index (self->text->speakers, i));
      guint speaker = GPOINTER_TO_UINT (g_hash_table_lookup (by_label, folded));

      if (speaker > 0)
        match (self, i, speaker - 1);
    }
}

/* Nobody whose words belong to a case goes without being asked for, nor does everybody
 * because nothing is recognised. */
static gboolean
refuse_loss (CwDatabase *database,
             const Anew *self,
             GError    **error)
{
  g_autofree char *document = NULL;

  for (guint i = 0; i < self->talk->speakers->len; i++)
    if (!self->kept[i] && !cw_talk_refuse_loss (database, speaker_at (self, i), error))
      return FALSE;
  if (self->text->turns->len > 0 || self->talk->turns->len == 0)
    return TRUE;
  document = cw_rows_dup_name (database, "documents", &self->talk->document);
  g_set_error (error, CW_ERROR, CW_ERROR_WOULD_LOSE,
               "%s: no speakers are recognised in its text, and the %u turns that there are would "
               "go; force it if that is what you want",
               document, self->talk->turns->len);
  return FALSE;
}

static gboolean
delete_lost (CwChange *change,
             Anew     *self,
             GError  **error)
{
  g_array_set_size (self->talk->turns, 0);
  for (guint i = self->talk->speakers->len; i > 0; i--)
    if (!self->kept[i - 1]
        && !cw_talk_delete_speaker (change, self->talk, speaker_at (self, i - 1), error))
      return FALSE;
  return TRUE;
}

/* A speaker that got another name keeps it, unless somebody else is called so now. */
static gboolean
settle_label (CwChange   *change,
              GHashTable *labels,
              CwSpeaker  *speaker,
              const char *label,
              GError    **error)
{
  g_autofree char *folded = cw_path_fold (speaker->label);

  if (cw_path_same_name (speaker->label, label) || !g_hash_table_contains (labels, folded))
    return TRUE;
  return cw_rows_set (change, "speakers", "label", &speaker->guid, cw_text_value (label), error);
}

static gboolean
write_speakers (CwChange *change,
                Anew     *self,
                GError  **error)
{
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint *numbers = g_new0 (guint, self->text->speakers->len + 1);

  for (guint i = 0; i < self->text->speakers->len; i++)
    g_hash_table_add (labels, cw_path_fold (g_ptr_array_index (self->text->speakers, i)));
  for (guint i = 0; i < self->text->speakers->len; i++)
    {
      const char *label = g_ptr_array_index (self->text->speakers, i);
      CwSpeaker *speaker = self->match[i];

      if (speaker != NULL && !settle_label (change, labels, speaker, label, error))
        return FALSE;
      if (speaker == NULL)
        speaker = cw_talk_insert_speaker (change, self->talk, label, error);
      if (speaker == NULL)
        return FALSE;
      numbers[i] = speaker->number;
    }
  for (guint i = 0; i < self->text->turns->len; i++)
    {
      CwTurn *turn = &g_array_index (self->text->turns, CwTurn, i);

      turn->speaker = numbers[turn->speaker];
    }
  g_array_append_vals (self->talk->turns, self->text->turns->data, self->text->turns->len);
  return cw_talk_write_turns (change, self->talk, error);
}

/**
 * cw_speaker_recognise:
 * @change: the change to write in
 * @document: a document with a text
 * @force: also where somebody goes whose words belong to a case, or all do
 * @out_n_turns: (out) (optional): how many turns were recognised
 * @error: return location for an error
 *
 * Recognises speakers and turns anew, in the text as it is now, in the place of those
 * that there are. Speakers found again stay who they are, with their participant and
 * the name that they were given; what was merged is parted again.
 *
 * Returns: %FALSE with %CW_ERROR_WOULD_LOSE, saying what, without @force
 */
gboolean
cw_speaker_recognise (CwChange     *change,
                      const CwGuid *document,
                      gboolean      force,
                      guint        *out_n_turns,
                      GError      **error)
{
  CwDatabase *database;
  g_auto (Anew) anew = { 0 };

  g_return_val_if_fail (change != NULL && document != NULL, FALSE);

  database = cw_change_get_database (change);
  anew.talk = cw_talk_load (database, document, error);
  if (anew.talk != NULL)
    anew.text = cw_document_load_text (database, document, error);
  if (anew.text == NULL)
    return FALSE;
  cw_turns_find (anew.text);
  compare_turns (&anew);
  match_speakers (&anew);
  if ((!force && !refuse_loss (database, &anew, error)) || !delete_lost (change, &anew, error)
      || !write_speakers (change, &anew, error))
    return FALSE;
  if (out_n_turns != NULL)
    *out_n_turns = anew.text->turns->len;
  return TRUE;
}

/**
 * cw_speaker_drop_all:
 * @change: the change to write in
 * @document: a document with a text
 * @force: also where what somebody says belongs to a case
 * @error: return location for an error
 *
 * Switches recognition off for a document: it has no turns and nobody speaks in it.
 *
 * Returns: %FALSE with %CW_ERROR_WOULD_LOSE, naming the cases, without @force
 */
gboolean
cw_speaker_drop_all (CwChange     *change,
                     const CwGuid *document,
                     gboolean      force,
                     GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwTalk) talk = NULL;

  g_return_val_if_fail (change != NULL && document != NULL, FALSE);

  database = cw_change_get_database (change);
  talk = cw_talk_load (database, document, error);
  if (talk == NULL)
    return FALSE;
  for (guint i = 0; !force && i < talk->speakers->len; i++)
    if (!cw_talk_refuse_loss (database, g_ptr_array_index (talk->speakers, i), error))
      return FALSE;
  g_array_set_size (talk->turns, 0);
  if (!cw_talk_write_turns (change, talk, error))
    return FALSE;
  while (talk->speakers->len > 0)
    if (!cw_talk_delete_speaker (
          change, talk, g_ptr_array_index (talk->speakers, talk->speakers->len - 1), error))
      return FALSE;
  return TRUE;
}
