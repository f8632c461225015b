/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-stretches-private.h"

#include "cw-turns.h"

/* cw_stretches_init: none. */
void
cw_stretches_init (CwStretches *self)
{
  self->stretches = g_array_new (FALSE, FALSE, sizeof (CwStretch));
  self->runs = g_array_new (FALSE, FALSE, sizeof (CwStretchRun));
}

/* cw_stretches_clear: frees what it holds. */
void
cw_stretches_clear (CwStretches *self)
{
  g_clear_pointer (&self->stretches, g_array_unref);
  g_clear_pointer (&self->runs, g_array_unref);
}

static void
add_turns (CwStretches               *self,
           CwStudy                   *study,
           const GArray              *turns,
           const CwPartialMembership *membership)
{
  guint32 number = G_MAXUINT32;

  for (guint32 i = study->speaker_offsets[membership->document];
       i < study->speaker_offsets[membership->document + 1]; i++)
    {
      const CwStudySpeaker *speaker = &g_array_index (study->speakers, CwStudySpeaker, i);

      if (cw_guid_equal (&speaker->guid, &membership->speaker))
        number = speaker->number;
    }
  for (guint i = 0; i < turns->len; i++)
    {
      const CwTurn *turn = &g_array_index (turns, CwTurn, i);
      CwStretch stretch = { membership->case_index, turn->start, turn->end };

      if (turn->speaker == number)
        g_array_append_val (self->stretches, stretch);
    }
}

static int
compare_stretches (gconstpointer a,
                   gconstpointer b)
{
  const CwStretch *first = a;
  const CwStretch *second = b;

  if (first->case_index != second->case_index)
    return first->case_index < second->case_index ? -1 : 1;
  return first->start < second->start ? -1 : first->start > second->start;
}

/* Sorts, joins what overlaps or touches, and notes where each case's part is. */
static void
tidy (CwStretches *self)
{
  guint kept = 0;

  g_array_sort (self->stretches, compare_stretches);
  for (guint i = 0; i < self->stretches->len; i++)
    {
      CwStretch next = g_array_index (self->stretches, CwStretch, i);
      CwStretch *last = kept > 0 ? &g_array_index (self->stretches, CwStretch, kept - 1) : NULL;
      CwStretchRun run = { next.case_index, kept, kept };

      if (last != NULL && last->case_index == next.case_index && next.start <= last->end)
        {
          last->end = MAX (last->end, next.end);
          continue;
        }
      if (last == NULL || last->case_index != next.case_index)
        g_array_append_val (self->runs, run);
      g_array_index (self->stretches, CwStretch, kept++) = next;
      g_array_index (self->runs, CwStretchRun, self->runs->len - 1).to = kept;
    }
  g_array_set_size (self->stretches, kept);
}

/* cw_stretches_load: those of a document. With @wanted only those of cases that it
 * marks. */
gboolean
cw_stretches_load (CwStretches  *self,
                   CwStudy      *study,
                   guint         document,
                   const guint8 *wanted,
                   GError      **error)
{
  g_autoptr (GArray) turns = NULL;

  g_array_set_size (self->stretches, 0);
  g_array_set_size (self->runs, 0);
  for (guint i = study->partial_offsets[document]; i < study->partial_offsets[document + 1]; i++)
    {
      const CwPartialMembership *membership = &g_array_index (study->partial, CwPartialMembership,
                                                              i);
      CwStretch stretch = { membership->case_index, membership->start, membership->end };

      if (wanted != NULL && !wanted[membership->case_index])
        continue;
      if (!membership->by_speaker)
        {
          g_array_append_val (self->stretches, stretch);
          continue;
        }
      if (turns == NULL
          && (!cw_study_load_speakers (study, error)
              || !cw_study_load_turns (study, document, &turns, error)))
        return FALSE;
      add_turns (self, study, turns, membership);
    }
  tidy (self);
  return TRUE;
}

static gboolean
overlaps (const CwStretches  *self,
          const CwStretchRun *run,
          gint64              start,
          gint64              end)
{
  const CwStretch *stretches = &g_array_index (self->stretches, CwStretch, 0);
  guint low = run->from;
  guint high = run->to;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (stretches[middle].end <= start)
        low = middle + 1;
      else
        high = middle;
    }
  return low < run->to && stretches[low].start < end;
}

/* cw_stretches_cases: appends the cases of which a stretch overlaps [@start, @end). */
void
cw_stretches_cases (const CwStretches *self,
                    gint64             start,
                    gint64             end,
                    GArray            *cases)
{
  for (guint i = 0; i < self->runs->len; i++)
    {
      const CwStretchRun *run = &g_array_index (self->runs, CwStretchRun, i);

      if (overlaps (self, run, start, end))
        g_array_append_val (cases, run->case_index);
    }
}
