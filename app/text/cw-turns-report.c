/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns-private.h"

#include "cw-utf8.h"
#include "cw-words.h"

#include <string.h>

#define REPORTED_SPEAKERS 8
#define EXAMPLE_LENGTH 60

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
  static const char *const tables[] = { "csv", "xlsx", "ods", NULL };
  const CwTurn *this = &g_array_index (text->turns, CwTurn, turn);
  const char *label = g_ptr_array_index (text->speakers, this->speaker);
  g_autofree char *head = NULL;
  const char *after;

  g_return_val_if_fail (text != NULL && turn < text->turns->len, NULL);

  if (g_strv_contains (tables, text->format))
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

/* The first words of a turn, on one line. */
static char *
make_example (const CwText      *text,
              const CwUtf8Index *index,
              const CwTurn      *turn)
{
  guint32 end = MIN (turn->end, turn->text_start + EXAMPLE_LENGTH);
  gsize from = cw_utf8_index_to_byte (index, turn->text_start);
  g_autofree char *said = g_strndup (text->text + from, cw_utf8_index_to_byte (index, end) - from);
  char *cut;

  g_strdelimit (said, "\n\t\r", ' ');
  if (end == turn->end)
    return g_steal_pointer (&said);
  /* What is written without spaces is cut where it is. */
  cut = strrchr (said, ' ');
  if (cut != NULL && cut > said)
    *cut = '\0';
  return g_strconcat (said, "…", NULL);
}

static void
clear_share (gpointer data)
{
  g_free (((CwTurnShare *) data)->example);
}

/**
 * cw_turns_share:
 * @text: a text whose turns were found
 *
 * Counts what each speaker says.
 *
 * Returns: (transfer full) (element-type CwTurnShare): by the speaker's number
 */
GArray *
cw_turns_share (const CwText *text)
{
  GArray *shares = g_array_new (FALSE, TRUE, sizeof (CwTurnShare));
  g_autofree const CwTurn **longest = NULL;
  g_autoptr (CwWordBreaker) breaker = NULL;
  g_autoptr (GArray) starts = NULL;
  g_autoptr (CwUtf8Index) index = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  g_array_set_clear_func (shares, clear_share);
  g_array_set_size (shares, text->speakers->len);
  if (text->turns->len == 0)
    return shares;

  longest = g_new0 (const CwTurn *, text->speakers->len);
  breaker = cw_word_breaker_new ();
  starts = cw_word_breaker_starts (breaker, text->text, text->n_bytes);
  index = cw_utf8_index_new (text->text, text->n_bytes);
  for (guint i = 0; i < text->turns->len; i++)
    {
      const CwTurn *turn = &g_array_index (text->turns, CwTurn, i);
      const CwTurn *other = longest[turn->speaker];
      CwTurnShare *share = &g_array_index (shares, CwTurnShare, turn->speaker);

      share->n_turns++;
      share->n_characters += turn->end - turn->text_start;
      share->n_words += cw_words_starts_between (starts, turn->text_start, turn->end);
      if (other == NULL || turn->end - turn->text_start > other->end - other->text_start)
        longest[turn->speaker] = turn;
    }
  for (guint i = 0; i < shares->len; i++)
    if (longest[i] != NULL)
      g_array_index (shares, CwTurnShare, i).example = make_example (text, index, longest[i]);
  return shares;
}

static void
append_passed_over (GString *report,
                    guint    n)
{
  if (n > 0)
    g_string_append_printf (report,
                            n == 1 ? "; %u line begins like a turn and was not taken"
                                   : "; %u lines begin like turns and were not taken",
                            n);
}

/**
 * cw_turns_report:
 * @text: a text whose turns were found
 *
 * Says in a few words what was recognised: how many turns, and for each of the
 * first speakers how many, how many words, and how the longest one begins; and how
 * many lines begin like turns and were not taken.
 *
 * Returns: (transfer full): the report, without a line end
 */
char *
cw_turns_report (const CwText *text)
{
  g_autoptr (GArray) shares = NULL;
  GString *report;
  guint n;

  g_return_val_if_fail (text != NULL, NULL);

  report = g_string_new (NULL);
  shares = cw_turns_share (text);
  n = text->speakers->len;
  if (text->turns->len == 0)
    g_string_append (report, "no speakers were recognised");
  else
    g_string_append_printf (report, "%u turn%s of %u speaker%s: ", text->turns->len,
                            text->turns->len == 1 ? "" : "s", n, n == 1 ? "" : "s");
  for (guint i = 0; i < n && i < REPORTED_SPEAKERS && text->turns->len > 0; i++)
    {
      const CwTurnShare *share = &g_array_index (shares, CwTurnShare, i);

      g_string_append_printf (report, "%s%s (%u turn%s, %u word%s, “%s”)", i > 0 ? ", " : "",
                              (const char *) g_ptr_array_index (text->speakers, i), share->n_turns,
                              share->n_turns == 1 ? "" : "s", share->n_words,
                              share->n_words == 1 ? "" : "s",
                              share->example != NULL ? share->example : "");
    }
  if (n > REPORTED_SPEAKERS)
    g_string_append_printf (report, " and %u more", n - REPORTED_SPEAKERS);
  append_passed_over (report, cw_turns_count_passed_over (text));
  return g_string_free (report, FALSE);
}
