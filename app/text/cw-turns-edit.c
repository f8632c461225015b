/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns-edit.h"

#include "cw-turns-private.h"
#include "cw-utf8.h"

#include <string.h>

/* A line that begins with the label looked for. */
typedef struct
{
  CwTurn turn; /* its end is not known yet */
  guint32 line_start;
  guint32 line_end;
} Found;

/* What is looked for. */
typedef struct
{
  const char *label; /* as given, without the colon behind it */
  gsize n_bytes;
  char *folded;
  gboolean has_sign; /* it ends with a sign: "Q.", "INT –" */
} Wanted;

static char *
fold (const char *label,
      gsize       n_bytes)
{
  g_autofree char *composed = g_utf8_normalize (label, (gssize) n_bytes, G_NORMALIZE_NFC);

  return composed != NULL ? g_utf8_casefold (composed, -1) : g_strdup ("");
}

static inline gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* Whether a character may stand behind a label to part it from the talk. */
static gboolean
is_sign (gunichar c)
{
  return g_unichar_ispunct (c) && (c > 0x7f || strchr (")]*#+&'\"%/@", (int) c) == NULL);
}

/* The label without the colon, which is what recognition knows, or without any sign. */
static gsize
length_without_sign (const char *label,
                     gboolean    any_sign)
{
  const char *end = label + strlen (label);

  while (end > label)
    {
      const char *last = g_utf8_prev_char (end);
      gunichar c = g_utf8_get_char (last);

      if (!g_unichar_isspace (c) && c != ':' && c != 0xFF1A && !(any_sign && is_sign (c)))
        break;
      end = last;
    }
  return (gsize) (end - label);
}

static void
wanted_init (Wanted     *self,
             const char *label)
{
  while (is_blank (*label))
    label++;
  self->label = label;
  self->n_bytes = length_without_sign (label, FALSE);
  self->folded = fold (label, self->n_bytes);
  self->has_sign = length_without_sign (label, TRUE) < self->n_bytes;
}

/* Whether a line begins with just what was given: a label and its sign, or a label
 * that has the line for itself. */
static gboolean
begins_literally (const Wanted *wanted,
                  const char   *line,
                  gsize         n_line,
                  CwLabel      *out_label)
{
  gsize start = 0;
  gsize at;

  while (start < n_line && is_blank (line[start]))
    start++;
  at = start + wanted->n_bytes;
  if (wanted->n_bytes == 0 || at > n_line
      || memcmp (line + start, wanted->label, wanted->n_bytes) != 0)
    return FALSE;
  if (wanted->has_sign && at < n_line && !is_blank (line[at]))
    return FALSE;
  while (at < n_line && is_blank (line[at]))
    at++;
  if (!wanted->has_sign && at < n_line)
    return FALSE;
  *out_label = (CwLabel) { .start = (guint32) start, .text = (guint32) at, .stamp = CW_STAMP_NONE };
  return TRUE;
}

/* Whether a line begins with the label as recognition reads labels. */
static gboolean
begins_as_label (const Wanted *wanted,
                 const char   *line,
                 gsize         n_line,
                 CwLabel      *out_label)
{
  g_autofree char *folded = NULL;
  CwLabel label;

  if (!cw_label_parse (line, n_line, &label) || label.label >= label.label_end)
    return FALSE;
  folded = fold (line + label.label, label.label_end - label.label);
  if (!g_str_equal (folded, wanted->folded))
    return FALSE;
  *out_label = label;
  return TRUE;
}

static GArray *
find_lines (const CwText *text,
            const Wanted *wanted,
            gboolean      literally,
            guint32       speaker)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Found));
  gsize counted = 0;
  guint32 position = 0;

  for (gsize byte = 0; byte < text->n_bytes;)
    {
      const char *line = text->text + byte;
      const char *end = memchr (line, '\n', text->n_bytes - byte);
      gsize n_line = end != NULL ? (gsize) (end - line) : text->n_bytes - byte;
      CwLabel label;

      if (n_line > 0
          && ((literally && begins_literally (wanted, line, n_line, &label))
              || (!(literally && wanted->has_sign)
                  && begins_as_label (wanted, line, n_line, &label))))
        {
          Found found = { 0 };

          position += (guint32) cw_utf8_length (text->text + counted, byte - counted);
          counted = byte;
          found.line_start = position;
          found.line_end = position + (guint32) cw_utf8_length (line, n_line);
          found.turn.start = position + (guint32) cw_utf8_length (line, label.start);
          found.turn.text_start = position + (guint32) cw_utf8_length (line, label.text);
          found.turn.speaker = speaker;
          found.turn.time_ms = label.stamp.time_ms;
          if (label.stamp.time_ms >= 0 && label.stamp.fraction != 255)
            found.turn.time_ms += label.stamp.fraction * 10;
          g_array_append_val (list, found);
        }
      byte += n_line + 1;
    }
  return list;
}

/* A turn ends before white space, and its talk begins behind it. */
static void
close_turn (CwTurn            *turn,
            guint32            end,
            const CwText      *text,
            const CwUtf8Index *index)
{
  gsize byte = cw_utf8_index_to_byte (index, end);

  while (end > turn->start && g_ascii_isspace (text->text[byte - 1]))
    {
      byte--;
      end--;
    }
  turn->end = end;
  turn->text_start = MIN (turn->text_start, end);
  byte = cw_utf8_index_to_byte (index, turn->text_start);
  while (turn->text_start < end && g_ascii_isspace (text->text[byte]))
    {
      byte++;
      turn->text_start++;
    }
}

/* Where a turn that lies in no other one ends at the latest: at a heading or note. */
static guint32
end_outside (const CwText *text,
             const CwTurn *turn,
             guint32       limit,
             guint        *span)
{
  for (; *span < text->spans->len; (*span)++)
    {
      const CwSpan *candidate = &g_array_index (text->spans, CwSpan, *span);

      if (candidate->start >= limit)
        break;
      if ((candidate->kind == CW_SPAN_HEADING || candidate->kind == CW_SPAN_NOTE)
          && candidate->start > turn->text_start)
        return candidate->start;
    }
  return limit;
}

/* Puts the turns found among the old ones, which end where one begins. */
static guint
put_in (CwText *text,
        GArray *found,
        guint  *out_n_taken)
{
  g_autoptr (CwUtf8Index) index = cw_utf8_index_new (text->text, text->n_bytes);
  g_autoptr (GArray) old = text->turns;
  GArray *turns = g_array_sized_new (FALSE, FALSE, sizeof (CwTurn), old->len + found->len);
  guint next = 0;
  guint span = 0;
  guint n_added = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const Found *line = &g_array_index (found, Found, i);
      CwTurn turn = line->turn;
      CwTurn *before = NULL;
      guint32 end;

      while (next < old->len && g_array_index (old, CwTurn, next).start <= turn.start)
        g_array_append_val (turns, g_array_index (old, CwTurn, next++));
      if (turns->len > 0)
        before = &g_array_index (turns, CwTurn, turns->len - 1);
      if ((before != NULL && before->start >= line->line_start)
          || (next < old->len && g_array_index (old, CwTurn, next).start < line->line_end))
        {
          (*out_n_taken)++;
          continue;
        }

      end = next < old->len ? g_array_index (old, CwTurn, next).start : text->length;
      if (before != NULL && before->end > turn.start)
        {
          end = before->end;
          close_turn (before, turn.start, text, index);
          /* Nothing but white space is left of it. */
          if (before->end == before->start)
            g_array_set_size (turns, turns->len - 1);
        }
      else
        end = end_outside (text, &turn, end, &span);
      close_turn (&turn, end, text, index);
      g_array_append_val (turns, turn);
      n_added++;
    }
  if (next < old->len)
    g_array_append_vals (turns, &g_array_index (old, CwTurn, next), old->len - next);
  text->turns = turns;
  return n_added;
}

/**
 * cw_turns_add_label:
 * @text: a text
 * @label: a label as it stands in the text; with the sign behind it ("Q.", "INT –")
 *   where that is no colon
 * @speaker: whose turns they are, an index into the text's speakers
 * @out_name: (out): who speaks: the label without the sign
 * @out_n_taken: (out): how many lines begin with it and begin a turn already
 *
 * Makes a turn of each line that begins with a label. What recognition takes for a
 * label with a colon or a time is one; a label without a sign else only if it has the
 * line for itself, so that prose with a name in front stays prose. A turn in which
 * such a line lies ends before it. Lines that begin a turn already stay as they are.
 *
 * Returns: how many turns were added
 */
guint
cw_turns_add_label (CwText     *text,
                    const char *label,
                    guint32     speaker,
                    char      **out_name,
                    guint      *out_n_taken)
{
  g_autoptr (GArray) found = NULL;
  gsize n_name;
  Wanted wanted;

  g_return_val_if_fail (text != NULL && label != NULL, 0);
  g_return_val_if_fail (out_name != NULL && out_n_taken != NULL, 0);

  *out_n_taken = 0;
  wanted_init (&wanted, label);
  n_name = wanted.n_bytes;
  found = find_lines (text, &wanted, !wanted.has_sign, speaker);
  /* "Maria G." with a colon has its sign for a part of it, "Q." without one has not. */
  if (found->len == 0 && wanted.has_sign)
    {
      g_array_unref (g_steal_pointer (&found));
      found = find_lines (text, &wanted, TRUE, speaker);
      n_name = length_without_sign (wanted.label, TRUE);
    }
  *out_name = g_strndup (wanted.label, n_name);
  g_free (wanted.folded);
  return put_in (text, found, out_n_taken);
}

static gboolean
is_blank_between (const CwText      *text,
                  const CwUtf8Index *index,
                  guint32            start,
                  guint32            end)
{
  gsize to = cw_utf8_index_to_byte (index, end);

  for (gsize byte = cw_utf8_index_to_byte (index, start); byte < to; byte++)
    if (!g_ascii_isspace (text->text[byte]))
      return FALSE;
  return TRUE;
}

/**
 * cw_turns_drop:
 * @text: a text
 * @speaker: somebody who is no speaker
 *
 * Joins the turns of one who is no speaker to those before them, label and all. A
 * turn before which there is none, or from which something that nobody says (a
 * heading) parts it, is no turn any more.
 *
 * Returns: how many turns went
 */
guint
cw_turns_drop (CwText *text,
               guint32 speaker)
{
  g_autoptr (CwUtf8Index) index = NULL;
  guint n_kept = 0;
  guint n_all;

  g_return_val_if_fail (text != NULL, 0);

  index = cw_utf8_index_new (text->text, text->n_bytes);
  n_all = text->turns->len;
  for (guint i = 0; i < n_all; i++)
    {
      CwTurn *turn = &g_array_index (text->turns, CwTurn, i);
      CwTurn *before = n_kept > 0 ? &g_array_index (text->turns, CwTurn, n_kept - 1) : NULL;

      if (turn->speaker != speaker)
        g_array_index (text->turns, CwTurn, n_kept++) = *turn;
      else if (before != NULL && is_blank_between (text, index, before->end, turn->start))
        before->end = turn->end;
    }
  g_array_set_size (text->turns, n_kept);
  return n_all - n_kept;
}
