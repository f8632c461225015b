/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns-private.h"

#include "cw-utf8.h"

#include <string.h>

#define REPORTED_SPEAKERS 8
#define EXAMPLE_LENGTH 30

/* Says so where the recognition is doubtful. Warnings are kept with a document, so
 * that they hold nothing of its words. */
void
cw_turns_doubt (const CwTurnFinder *finder,
                CwText             *text)
{
  g_autofree guint *n_turns = g_new0 (guint, text->speakers->len + 1);
  guint n_once = 0;

  if (finder->lines->len >= CW_TURNS_MAX_LINES)
    cw_text_warn (text,
                  "more than %u lines begin like speaker turns; those after are not "
                  "looked at",
                  CW_TURNS_MAX_LINES);
  if (text->turns->len == 0)
    {
      if (finder->n_like >= 5 && finder->n_like * 20 >= finder->n_paragraphs)
        cw_text_warn (text,
                      "%u lines begin like speaker turns, but the text as a whole does not look "
                      "like a transcript; no speakers were taken from it",
                      finder->n_like);
      return;
    }

  for (guint i = 0; i < text->turns->len; i++)
    n_turns[g_array_index (text->turns, CwTurn, i).speaker]++;
  for (guint i = 0; i < text->speakers->len; i++)
    n_once += n_turns[i] == 1;
  if (n_once >= 2 && n_once * 3 >= text->speakers->len && text->turns->len >= 10)
    cw_text_warn (text, "%u of %u speakers have one turn only; check whether they are speakers",
                  n_once, text->speakers->len);
  if (text->turns->len * 10 < finder->n_paragraphs)
    cw_text_warn (text,
                  "only %u of %u paragraphs begin with a speaker; check whether the others are "
                  "rightly counted to the speaker before them",
                  text->turns->len, finder->n_paragraphs);
}

/**
 * cw_turns_describe_mark:
 * @text: a text with turns
 * @turn: index of a turn
 *
 * Says what shows that a turn begins there, for the researcher to judge.
 *
 * Returns: (transfer none): a few words
 */
const char *
cw_turns_describe_mark (const CwText *text,
                        guint         turn)
{
  const CwTurn *this = &g_array_index (text->turns, CwTurn, turn);
  const char *label = g_ptr_array_index (text->speakers, this->speaker);
  g_autofree char *head = NULL;
  const char *after;

  g_return_val_if_fail (text != NULL && turn < text->turns->len, NULL);

  if (strcmp (text->format, "csv") == 0)
    return "column of the table";
  head = g_utf8_substring (text->text, this->start, this->text_start);
  after = strstr (head, label);
  after = after != NULL ? after + strlen (label) : head;
  if (strchr (after, ':') != NULL || strstr (after, "\uFF1A") != NULL)
    return this->time_ms >= 0 && strpbrk (head, "0123456789") != NULL ? "label with colon or time"
                                                                      : "label with colon";
  if (strchr (after, '\t') != NULL)
    return "column of the table";
  if (strchr (after, '.') != NULL)
    return "label with full stop";
  if (strpbrk (after, ">]") != NULL)
    return "label in brackets";
  if (strchr (after, '-') != NULL || strstr (after, "\u2013") != NULL)
    return "label with dash";
  return this->time_ms >= 0 ? "label with time" : "label on a line of its own";
}

/**
 * cw_turns_report:
 * @text: a text whose turns were found
 *
 * Says in a few words what was recognised: how many turns, and for each of the
 * first speakers how many and how the first one begins.
 *
 * Returns: (transfer full): the report, without a line end
 */
char *
cw_turns_report (const CwText *text)
{
  g_autoptr (CwUtf8Index) index = NULL;
  g_autofree guint *n_turns = NULL;
  g_autofree guint *first = NULL;
  GString *report = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  if (text->turns->len == 0)
    return g_string_free (g_string_append (report, "no speakers were recognised"), FALSE);

  n_turns = g_new0 (guint, text->speakers->len + 1);
  first = g_new0 (guint, text->speakers->len + 1);
  for (guint i = text->turns->len; i-- > 0;)
    {
      const CwTurn *turn = &g_array_index (text->turns, CwTurn, i);

      n_turns[turn->speaker]++;
      first[turn->speaker] = i;
    }

  index = cw_utf8_index_new (text->text, text->n_bytes);
  g_string_append_printf (report, "%u turns of %u speaker%s", text->turns->len, text->speakers->len,
                          text->speakers->len == 1 ? "" : "s");
  for (guint i = 0; i < text->speakers->len && i < REPORTED_SPEAKERS; i++)
    {
      const CwTurn *turn = &g_array_index (text->turns, CwTurn, first[i]);
      guint32 shown = MIN (turn->end, turn->text_start + EXAMPLE_LENGTH);
      gsize from = cw_utf8_index_to_byte (index, turn->text_start);
      gsize to = cw_utf8_index_to_byte (index, shown);

      if (n_turns[i] > 0)
        g_string_append_printf (report, "%s %s (%u, “%.*s%s”)", i == 0 ? ":" : ",",
                                (const char *) g_ptr_array_index (text->speakers, i), n_turns[i],
                                (int) (to - from), text->text + from, turn->end > shown ? "…" : "");
    }
  if (text->speakers->len > REPORTED_SPEAKERS)
    g_string_append (report, ", …");
  return g_string_free (report, FALSE);
}
