/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-edits-private.h"

/* Number of edits that end at or before a position. */
static guint
count_ending_by (const CwEdits *self,
                 guint32        position)
{
  guint low = 0;
  guint high = self->edits->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (cw_edits_peek (self, middle)->end <= position)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Number of edits that begin before a position. */
static guint
count_starting_before (const CwEdits *self,
                       guint32        position)
{
  guint low = 0;
  guint high = self->edits->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (cw_edits_peek (self, middle)->start < position)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static inline guint32
moved (const CwEdits *self,
       guint          index,
       guint32        position)
{
  return (guint32) (position + cw_edits_shift (self, index));
}

/**
 * cw_edits_map_range:
 * @self: edits
 * @start: (inout): first position, in code points of the old text; on return, of the new
 * @end: (inout): position after the last
 *
 * Carries a range along through a correction:
 *
 * - an insertion at its start stays before it, one at its end stays after it,
 *   one within it makes it longer;
 * - a replaced stretch wholly within the range stays within it, whatever its
 *   new length; a range that is exactly the stretch becomes the replacement;
 * - a range that begins or ends strictly inside a replaced stretch keeps only
 *   what lies outside of it (%CW_EDIT_CUT);
 * - a range within a larger replaced stretch, or of which all was deleted, is
 *   %CW_EDIT_SWALLOWED; both positions then say where the stretch now begins.
 *
 * An empty range is a point: it moves past an insertion at it.
 *
 * Returns: what became of the range
 */
CwEditOutcome
cw_edits_map_range (const CwEdits *self,
                    guint32       *start,
                    guint32       *end)
{
  CwEditOutcome outcome = CW_EDIT_KEPT;
  guint32 new_start;
  guint32 new_end;
  guint first;
  guint after;

  g_return_val_if_fail (self != NULL && start != NULL && end != NULL, CW_EDIT_KEPT);
  g_return_val_if_fail (*start <= *end, CW_EDIT_KEPT);

  first = count_ending_by (self, *start);
  new_start = moved (self, first, *start);
  if (first < self->edits->len)
    {
      const CwEdit *edit = cw_edits_peek (self, first);
      gboolean within = edit->start < *end && edit->start <= *start && *end <= edit->end;
      gboolean whole = edit->start == *start && edit->end == *end;

      if (within && !(whole && edit->length > 0))
        {
          *start = *end = moved (self, first, edit->start);
          return CW_EDIT_SWALLOWED;
        }
      if (edit->start < *start)
        {
          new_start = moved (self, first, edit->start) + edit->length;
          outcome = CW_EDIT_CUT;
        }
    }

  if (*start == *end)
    {
      *start = *end = new_start;
      return CW_EDIT_KEPT;
    }

  after = count_starting_before (self, *end);
  new_end = moved (self, after, *end);
  if (after > 0 && cw_edits_peek (self, after - 1)->end > *end)
    {
      new_end = moved (self, after - 1, cw_edits_peek (self, after - 1)->start);
      outcome = CW_EDIT_CUT;
    }

  *start = new_start;
  *end = new_end;
  return outcome;
}

/**
 * cw_edits_invert:
 * @self: edits
 *
 * Makes the edits that lead from the new text back to the old one.
 *
 * Returns: (transfer full): edits; free with cw_edits_free()
 */
CwEdits *
cw_edits_invert (const CwEdits *self)
{
  CwEdits *inverse;

  g_return_val_if_fail (self != NULL, NULL);

  inverse = cw_edits_new ();
  for (guint i = 0; i < self->edits->len; i++)
    {
      const CwEdit *edit = cw_edits_peek (self, i);
      guint32 start = moved (self, i, edit->start);

      cw_edits_append (inverse, start, start + edit->length, edit->end - edit->start, NULL);
    }
  return inverse;
}

/**
 * cw_edits_compose:
 * @first: edits from an old text to one between
 * @second: edits from the one between to a new one
 *
 * Makes one list of edits of two. Where an edit of the second touches one of the
 * first, both become one edit; ranges that lie across it may so be cut where
 * mapping them in two steps would have kept more.
 *
 * Returns: (transfer full): edits from the old to the new text; free with cw_edits_free()
 */
CwEdits *
cw_edits_compose (const CwEdits *first,
                  const CwEdits *second)
{
  CwEdits *both;
  guint i = 0;
  guint j = 0;

  g_return_val_if_fail (first != NULL && second != NULL, NULL);

  both = cw_edits_new ();
  while (i < first->edits->len || j < second->edits->len)
    {
      gint64 shift = cw_edits_shift (first, i);
      gint64 grown = 0;
      gint64 from = G_MAXINT64;
      gint64 to;

      /* The stretch of the text between that begins first ... */
      if (i < first->edits->len)
        from = cw_edits_peek (first, i)->start + shift;
      if (j < second->edits->len)
        from = MIN (from, cw_edits_peek (second, j)->start);
      to = from;

      /* ... and all that overlap or touch it, from either list. */
      for (;;)
        {
          if (i < first->edits->len
              && cw_edits_peek (first, i)->start + cw_edits_shift (first, i) <= to)
            {
              const CwEdit *edit = cw_edits_peek (first, i);

              to = MAX (to, edit->start + cw_edits_shift (first, i) + edit->length);
              i++;
            }
          else if (j < second->edits->len && cw_edits_peek (second, j)->start <= to)
            {
              const CwEdit *edit = cw_edits_peek (second, j);

              to = MAX (to, edit->end);
              grown += (gint64) edit->length - (edit->end - edit->start);
              j++;
            }
          else
            break;
        }

      cw_edits_append (both, (guint32) (from - shift), (guint32) (to - cw_edits_shift (first, i)),
                       (guint32) (to - from + grown), NULL);
    }
  return both;
}
