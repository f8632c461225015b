/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-pdf-paragraphs.h"

#include <string.h>

#define LARGEST_SIZE 20000 /* hundredths of a point */
#define LARGEST_PITCH 300  /* hundredths of the size: twice a wide one */
#define USUAL_PITCH 120
#define LABEL_WORDS 4 /* at most, of a speaker's label */

static const CwPdfWord *
word_of (const CwPdfLine *line,
         GPtrArray       *pages,
         guint            i)
{
  const CwPdfPage *page = g_ptr_array_index (pages, line->page);

  return &g_array_index (page->words, CwPdfWord, line->first_word + i);
}

/* The line below another one in the same column. */
static gboolean
stands_below (const CwPdfLine *before,
              const CwPdfLine *line)
{
  return before->page == line->page && line->box.y1 > before->box.y1
         && line->box.x1 < before->box.x2 && before->box.x1 < line->box.x2;
}

static int
pitch_of (const CwPdfLine *before,
          const CwPdfLine *line)
{
  return (int) ((gint64) (line->box.y1 - before->box.y1) * 100 / line->size);
}

/* Where half of what is counted is reached. */
static int
middle_of (const guint *counts,
           guint        n,
           int          otherwise)
{
  guint64 total = 0;
  guint64 sum = 0;

  for (guint i = 0; i < n; i++)
    total += counts[i];
  for (guint i = 0; i < n && total > 0; i++)
    {
      sum += counts[i];
      if (sum * 2 >= total)
        return (int) i;
    }
  return otherwise;
}

/**
 * cw_pdf_habits_find:
 * @lines: (element-type CwPdfLine): the lines
 * @pages: (element-type CwPdfPage): the pages that they stand on
 *
 * Finds out what is usual in a document: the size of letters and the distance of
 * lines.
 *
 * Returns: the habits
 */
CwPdfHabits
cw_pdf_habits_find (GArray    *lines,
                    GPtrArray *pages)
{
  g_autofree guint *sizes = g_new0 (guint, LARGEST_SIZE / 10 + 1);
  guint pitches[LARGEST_PITCH] = { 0 };
  CwPdfHabits habits;

  for (guint i = 0; i < lines->len; i++)
    {
      const CwPdfLine *line = &g_array_index (lines, CwPdfLine, i);

      if (line->left_out || line->across)
        continue;
      sizes[MIN (line->size, LARGEST_SIZE) / 10] += line->n_words;
      if (i > 0 && stands_below (line - 1, line))
        {
          int pitch = pitch_of (line - 1, line);

          if (pitch > 50 && pitch < LARGEST_PITCH)
            pitches[pitch]++;
        }
    }
  habits.body_size = middle_of (sizes, LARGEST_SIZE / 10 + 1, 0) * 10;
  habits.pitch = middle_of (pitches, LARGEST_PITCH, USUAL_PITCH);
  return habits;
}

static gboolean
is_bullet (const char *text)
{
  static const char *const bullets[] = { "•", "◦", "▪", "●", "○", "■", "–", "-", "*", "", "" };
  gsize n = strlen (text);

  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (strcmp (text, bullets[i]) == 0)
      return TRUE;
  /* "1.", "12)", "a)" */
  return n >= 2 && n <= 3 && (text[n - 1] == ')' || text[n - 1] == '.')
         && (g_ascii_isdigit (text[0]) || (n == 2 && text[1] == ')' && g_ascii_isalpha (text[0])));
}

/* "P1:", "Interviewer 2:", "[00:01:12]" */
static gboolean
starts_with_label (const CwPdfLine *line,
                   GPtrArray       *pages)
{
  const char *first = word_of (line, pages, 0)->text;

  if (first[0] == '[' && g_ascii_isdigit (first[1]))
    return TRUE;
  if (g_unichar_islower (g_utf8_get_char (first)))
    return FALSE;
  for (guint i = 0; i < line->n_words && i < LABEL_WORDS; i++)
    if (g_str_has_suffix (word_of (line, pages, i)->text, ":"))
      return TRUE;
  return FALSE;
}

/* Lines that are not below one another go on only in mid-sentence. */
static gboolean
sentence_goes_on (const CwPdfLine *before,
                  const CwPdfLine *line,
                  GPtrArray       *pages)
{
  const char *last = word_of (before, pages, before->n_words - 1)->text;
  const char *next = word_of (line, pages, 0)->text;
  gunichar end = g_utf8_get_char (g_utf8_prev_char (last + strlen (last)));

  return g_unichar_islower (g_utf8_get_char (next))
         && (g_unichar_isalpha (end) || end == '-' || end == ',' || end == ';')
         && before->box.x2 > before->right_edge - 3 * before->size - line->first_width;
}

/* A line that had room for what comes next was the last of its paragraph. */
static gboolean
had_room (const CwPdfLine *before,
          const CwPdfLine *line)
{
  return !before->right_to_left
         && before->box.x2 + line->first_width + before->size < before->right_edge;
}

/**
 * cw_pdf_paragraph_goes_on:
 * @habits: what is usual in the document
 * @first: the first line of the paragraph
 * @before: its last line so far
 * @line: the next line
 * @pages: (element-type CwPdfPage): the pages
 *
 * Tells whether a line goes on with a paragraph, from where and how it is set.
 *
 * Returns: %FALSE if it begins another one
 */
gboolean
cw_pdf_paragraph_goes_on (const CwPdfHabits *habits,
                          const CwPdfLine   *first,
                          const CwPdfLine   *before,
                          const CwPdfLine   *line,
                          GPtrArray         *pages)
{
  int step = line->box.x1 - before->box.x1;
  int indent = line->size * 8 / 10;

  if (line->goes_on_with_row)
    return TRUE;
  /* What is longer than a cell is wide goes on below its beginning. */
  if (before->cell > 0)
    step = line->box.x1 - before->cell;
  if (line->cell > 0 || (before->cell > 0 && ABS (step) > indent))
    return FALSE;
  if (before->across || line->across || ABS (line->size - before->size) > 100
      || line->bold != before->bold)
    return FALSE;
  if (is_bullet (word_of (line, pages, 0)->text) || starts_with_label (line, pages))
    return FALSE;
  if (!stands_below (before, line))
    return sentence_goes_on (before, line, pages);
  if (pitch_of (before, line) > MAX (habits->pitch, 100) * 5 / 4)
    return FALSE;
  if (had_room (before, line))
    return FALSE;
  if (line->right_to_left)
    return TRUE;
  /* Indented: a first line, unless what begins the paragraph hangs. */
  if (step > indent)
    return before == first
           && (is_bullet (word_of (first, pages, 0)->text) || starts_with_label (first, pages));
  return step >= -indent || before == first;
}
