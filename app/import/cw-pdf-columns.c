/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

/* A PDF has no tables, only words. Where nearly all lines that reach over a place
 * have a word that begins there, after a gap, a column of cells begins. */

#include "cw-pdf-columns.h"

#define SAME_PLACE 50 /* hundredths of a point */
#define FEWEST_CELLS 4
#define MOST_COLUMNS 12

typedef struct
{
  GPtrArray *pages;
  GArray *lines;
  guint first; /* line of the page */
  guint end;
  int columns[MOST_COLUMNS]; /* places at which they begin */
  guint n_columns;
} Table;

static CwPdfLine *
line_at (const Table *self,
         guint        i)
{
  return &g_array_index (self->lines, CwPdfLine, i);
}

static CwPdfWord *
word_at (const Table     *self,
         const CwPdfLine *line,
         guint            i)
{
  const CwPdfPage *page = g_ptr_array_index (self->pages, line->page);

  return &g_array_index (page->words, CwPdfWord, line->first_word + i);
}

static gboolean
is_set_plainly (const CwPdfLine *line)
{
  return !line->across && !line->right_to_left;
}

/* Whether a line stands to the right of the one before it, in one row. */
static gboolean
goes_on_with_row (const Table *self,
                  guint        i)
{
  const CwPdfLine *line = line_at (self, i);
  const CwPdfLine *before = line - 1;

  return i > self->first && before->box.x2 < line->box.x1
         && ABS (before->box.y1 - line->box.y1) <= line->size / 8
         && ABS (before->box.y2 - line->box.y2) <= line->size / 8;
}

/* Whether word J of line I may begin a cell. */
static gboolean
follows_gap (const Table *self,
             guint        i,
             guint        j)
{
  const CwPdfLine *line = line_at (self, i);
  const CwPdfWord *word = word_at (self, line, j);

  if (j == 0)
    return goes_on_with_row (self, i);
  return (word->flags & CW_PDF_WORD_JOINED) == 0
         && word->box.x1 - word_at (self, line, j - 1)->box.x2 >= line->size * 35 / 100;
}

static int
place_of (const CwPdfWord *word)
{
  return (word->box.x1 + SAME_PLACE / 2) / SAME_PLACE;
}

/* Nearly all lines that reach over the place have a cell that begins there. */
static gboolean
is_column (const Table *self,
           int          place,
           guint        n_cells)
{
  int x = place * SAME_PLACE;
  guint n_over = 0;

  for (guint i = self->first; i < self->end; i++)
    {
      const CwPdfLine *line = line_at (self, i);

      n_over += line->box.x1 < x - SAME_PLACE && line->box.x2 > x + SAME_PLACE;
    }
  return n_cells * 5 >= n_over * 4;
}

static void
find_columns (Table *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer place;
  gpointer count;
  guint n_looked_at = 0;

  for (guint i = self->first; i < self->end; i++)
    for (guint j = 0; is_set_plainly (line_at (self, i)) && j < line_at (self, i)->n_words; j++)
      if (follows_gap (self, i, j))
        {
          place = GINT_TO_POINTER (place_of (word_at (self, line_at (self, i), j)));
          count = g_hash_table_lookup (counts, place);
          g_hash_table_insert (counts, place, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
        }
  self->n_columns = 0;
  g_hash_table_iter_init (&iter, counts);
  while (self->n_columns < MOST_COLUMNS && n_looked_at < 200
         && g_hash_table_iter_next (&iter, &place, &count))
    if (GPOINTER_TO_UINT (count) >= FEWEST_CELLS)
      {
        n_looked_at++;
        if (is_column (self, GPOINTER_TO_INT (place), GPOINTER_TO_UINT (count)))
          self->columns[self->n_columns++] = GPOINTER_TO_INT (place);
      }
}

static gboolean
begins_column (const Table     *self,
               const CwPdfWord *word)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i] == place_of (word))
      return TRUE;
  return FALSE;
}

static void
mark_cells (const Table *self)
{
  for (guint i = self->first; i < self->end; i++)
    {
      CwPdfLine *line = line_at (self, i);

      for (guint j = 0; is_set_plainly (line) && j < line->n_words; j++)
        {
          CwPdfWord *word = word_at (self, line, j);

          if (!begins_column (self, word) || !follows_gap (self, i, j))
            continue;
          word->flags |= CW_PDF_WORD_CELL;
          line->cell = word->box.x1;
          line->goes_on_with_row = line->goes_on_with_row || j == 0;
        }
    }
}

/**
 * cw_pdf_columns_find:
 * @lines: (element-type CwPdfLine): the lines
 * @pages: (element-type CwPdfPage): the pages that they stand on
 *
 * Marks the words that begin cells of tables, and the lines that are cells.
 */
void
cw_pdf_columns_find (GArray    *lines,
                     GPtrArray *pages)
{
  Table self = { .pages = pages, .lines = lines };

  while (self.first < lines->len)
    {
      self.end = self.first + 1;
      while (self.end < lines->len
             && line_at (&self, self.end)->page == line_at (&self, self.first)->page)
        self.end++;
      find_columns (&self);
      if (self.n_columns > 0)
        mark_cells (&self);
      self.first = self.end;
    }
}
