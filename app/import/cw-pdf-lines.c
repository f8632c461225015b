/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-pdf-lines.h"

#include "cw-pdf-columns.h"
#include "cw-pdf-rows.h"

#include <string.h>

static CwPdfWord *
word_at (const CwPdfPage *page,
         guint            i)
{
  return &g_array_index (page->words, CwPdfWord, i);
}

/* How many letters of TEXT are written from right to left, less the others. */
static int
right_to_left_letters (const char *text)
{
  int n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalpha (c))
        continue;
      if ((c >= 0x590 && c < 0x900) || (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfeff))
        n++;
      else
        n--;
    }
  return n;
}

static void
turn_around (CwPdfPage *page,
             guint      first,
             guint      end)
{
  while (first + 1 < end)
    {
      CwPdfWord other = *word_at (page, first);

      *word_at (page, first) = *word_at (page, end - 1);
      *word_at (page, end - 1) = other;
      first++;
      end--;
    }
}

/* Puts words that stand as they look, from left to right, as they are read. */
static void
put_in_reading_order (CwPdfPage *page,
                      CwPdfLine *line)
{
  guint end = line->first_word + line->n_words;

  if (line->n_words < 2
      || word_at (page, line->first_word)->box.x1 > word_at (page, end - 1)->box.x1)
    return;
  turn_around (page, line->first_word, end);
  for (guint i = line->first_word; i < end;)
    {
      guint run = i;

      while (run < end && right_to_left_letters (word_at (page, run)->text) < 0)
        run++;
      if (run > i + 1)
        turn_around (page, i, run);
      i = MAX (run, i + 1);
    }
}

/* Poppler turns around the letters of a ligature in a word that it turns around. Of
 * lam and alef that shows where an alef stands before: after it no other alef does. */
static void
mend_ligatures (char *text)
{
  for (guchar *p = (guchar *) strstr (text, "\u0627"); p != NULL;
       p = (guchar *) strstr ((char *) p + 2, "\u0627"))
    {
      guchar alef = p[2] == 0xd8 ? p[3] : 0;

      /* With madda, or hamza above or below; then lam. */
      if ((alef != 0xa2 && alef != 0xa3 && alef != 0xa5) || p[4] != 0xd9 || p[5] != 0x84)
        continue;
      memcpy (p + 2, "\u0644", 2);
      p[4] = 0xd8;
      p[5] = alef;
    }
}

static void
mend_words (CwPdfPage *page,
            CwPdfLine *line)
{
  for (guint i = line->first_word; i < line->first_word + line->n_words; i++)
    {
      CwPdfWord *word = word_at (page, i);

      if (line->right_to_left)
        mend_ligatures (word->text);
      /* A sign over the letter before it, whose place misleads poppler. */
      if (i > line->first_word && g_unichar_ismark (g_utf8_get_char (word->text)))
        word->flags |= CW_PDF_WORD_JOINED;
    }
}

static void
measure_line (CwPdfLine *line,
              CwPdfPage *page)
{
  int letters = 0;
  gsize longest = 0;

  line->box = word_at (page, line->first_word)->box;
  line->bold = TRUE;
  for (guint i = line->first_word; i < line->first_word + line->n_words; i++)
    {
      const CwPdfWord *word = word_at (page, i);
      gsize length = strlen (word->text);

      letters = CLAMP (letters + right_to_left_letters (word->text), -10000, 10000);
      line->bold = line->bold && (word->flags & CW_PDF_WORD_BOLD) != 0;
      line->box.x1 = MIN (line->box.x1, word->box.x1);
      line->box.y1 = MIN (line->box.y1, word->box.y1);
      line->box.x2 = MAX (line->box.x2, word->box.x2);
      line->box.y2 = MAX (line->box.y2, word->box.y2);
      if (length <= longest)
        continue;
      longest = length;
      line->size = MAX (word->size, 1);
    }
  line->across = longest > 1 && line->box.y2 - line->box.y1 > 3 * line->size;
  line->right_to_left = letters > 0;
  if (line->right_to_left && !line->across)
    put_in_reading_order (page, line);
  mend_words (page, line);
  line->first_width = word_at (page, line->first_word)->box.x2
                      - word_at (page, line->first_word)->box.x1;
}

/* The lines from FIRST on that stand one below the other share the right edge. */
static void
find_right_edges (GArray *lines)
{
  guint first = 0;
  int edge = 0;

  for (guint i = 0; i <= lines->len; i++)
    {
      const CwPdfLine *line = i < lines->len ? &g_array_index (lines, CwPdfLine, i) : NULL;
      const CwPdfLine *before = i > 0 ? &g_array_index (lines, CwPdfLine, i - 1) : NULL;

      if (i > first
          && (line == NULL || line->page != before->page || line->box.y1 < before->box.y1
              || line->box.x1 >= edge))
        {
          for (guint j = first; j < i; j++)
            g_array_index (lines, CwPdfLine, j).right_edge = edge;
          first = i;
          edge = 0;
        }
      if (line != NULL)
        edge = MAX (edge, line->box.x2);
    }
}

/**
 * cw_pdf_lines_find:
 * @pages: (element-type CwPdfPage): the pages
 *
 * Gathers the words of all pages into lines. Words of scripts that are written
 * from right to left are put in the order in which they are read.
 *
 * Returns: (transfer full) (element-type CwPdfLine): the lines, in reading order
 */
GArray *
cw_pdf_lines_find (GPtrArray *pages)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (CwPdfLine));

  for (guint i = 0; i < pages->len; i++)
    {
      CwPdfPage *page = g_ptr_array_index (pages, i);

      for (guint j = 0; j < page->words->len;)
        {
          CwPdfLine line = { .page = i, .first_word = j };

          do
            j++;
          while (j < page->words->len && !(word_at (page, j)->flags & CW_PDF_WORD_STARTS_LINE));
          line.n_words = j - line.first_word;
          measure_line (&line, page);
          g_array_append_val (lines, line);
        }
    }
  cw_pdf_rows_put_in_order (lines);
  cw_pdf_columns_find (lines, pages);
  find_right_edges (lines);
  return lines;
}

/**
 * cw_pdf_line_get_text:
 * @line: a line
 * @page: the page that it stands on
 *
 * Puts the words of a line together.
 *
 * Returns: (transfer full): its text
 */
char *
cw_pdf_line_get_text (const CwPdfLine *line,
                      const CwPdfPage *page)
{
  GString *text = g_string_new (NULL);

  for (guint i = line->first_word; i < line->first_word + line->n_words; i++)
    {
      const CwPdfWord *word = word_at (page, i);

      if (i > line->first_word && !(word->flags & CW_PDF_WORD_JOINED))
        g_string_append_c (text, ' ');
      g_string_append (text, word->text);
    }
  return g_string_free (text, FALSE);
}
