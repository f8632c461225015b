/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

/* Fields of forms become words of the page, at their places. */

#include "cw-pdf-fields.h"

#include <string.h>

#define USUAL_SIZE 1200
#define ROW 600 /* fields so near stand side by side */
#define NEAR 3  /* sizes of letters between a box to tick and its label */

/* Comparing more than this would be slow; no honest page asks for it. */
#define MOST_COMPARED (10u * 1000u * 1000u)

/* Where a field goes. */
typedef struct
{
  const CwPdfField *field;
  guint before;        /* index of the word that comes after it */
  int size;            /* of the letters next to it */
  gboolean goes_on;    /* on the line of the word before it */
  gboolean is_gone_on; /* by the word after it */
} Place;

static CwPdfWord *
word_at (const CwPdfPage *page,
         guint            i)
{
  return &g_array_index (page->words, CwPdfWord, i);
}

static int
middle (int from,
        int to)
{
  return from + (to - from) / 2;
}

/* Whether a word stands beside a box, and not above or below it. */
static gboolean
is_beside (const CwPdfWord *word,
           const CwPdfBox  *box)
{
  int y = middle (word->box.y1, word->box.y2);
  int y_box = middle (box->y1, box->y2);

  return (y >= box->y1 && y <= box->y2) || (y_box >= word->box.y1 && y_box <= word->box.y2);
}

/* The words next to a field: left and right of it, and the line below it. */
typedef struct
{
  const CwPdfWord *left;
  const CwPdfWord *right;
  const CwPdfWord *below;
} Neighbours;

static void
compare_with (Neighbours       *self,
              const CwPdfField *field,
              const CwPdfWord  *word)
{
  gboolean starts = (word->flags & CW_PDF_WORD_STARTS_LINE) != 0;
  int y = middle (word->box.y1, word->box.y2);

  if (is_beside (word, &field->box))
    {
      if (word->box.x1 < field->box.x1
          && (self->left == NULL || word->box.x1 >= self->left->box.x1))
        self->left = word;
      if (word->box.x1 >= field->box.x1 && starts
          && (self->right == NULL || word->box.x1 < self->right->box.x1))
        self->right = word;
    }
  else if (starts && y > field->box.y1
           && (self->below == NULL || word->box.y1 < self->below->box.y1))
    self->below = word;
}

static Place
find_place (const CwPdfPage  *page,
            const CwPdfField *field)
{
  const CwPdfWord *words = page->words->len > 0 ? word_at (page, 0) : NULL;
  Place place = { field, page->words->len, USUAL_SIZE, FALSE, FALSE };
  Neighbours next = { NULL };

  if (page->words->len > MOST_COMPARED / page->fields->len)
    return place;
  for (guint i = 0; i < page->words->len; i++)
    compare_with (&next, field, &words[i]);
  if (next.left != NULL && !field->alone)
    {
      place = (Place) { field, (guint) (next.left - words) + 1, next.left->size, TRUE, FALSE };
      place.is_gone_on = place.before < page->words->len
                         && !(words[place.before].flags & CW_PDF_WORD_STARTS_LINE);
    }
  else if (next.right != NULL)
    {
      place = (Place) { field, (guint) (next.right - words), next.right->size, FALSE, FALSE };
      place.is_gone_on = !field->alone
                         && next.right->box.x1 - field->box.x2 < NEAR * next.right->size;
    }
  else if (next.below != NULL)
    place = (Place) { field, (guint) (next.below - words), next.below->size, FALSE, FALSE };
  return place;
}

static int
row_of (const CwPdfBox *box)
{
  return middle (box->y1, box->y2) / ROW;
}

/* In the order of the words, and from top to bottom and left to right among those
 * that come before the same one; what goes on with a line first. */
static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *first = a;
  const Place *second = b;
  const CwPdfBox *box = &first->field->box;
  const CwPdfBox *other = &second->field->box;

  if (first->before != second->before)
    return first->before < second->before ? -1 : 1;
  if (first->goes_on != second->goes_on)
    return first->goes_on ? -1 : 1;
  if (first->is_gone_on != second->is_gone_on && !first->goes_on)
    return first->is_gone_on ? 1 : -1;
  if (row_of (box) != row_of (other))
    return row_of (box) < row_of (other) ? -1 : 1;
  return (box->x1 > other->x1) - (box->x1 < other->x1);
}

/* Writes a line of a field as if it stood in its box; returns whether there was
 * a word in it. */
static gboolean
append_line (GArray      *words,
             const Place *place,
             const char  *line,
             int          y,
             guint        flags)
{
  const CwPdfBox *box = &place->field->box;
  g_auto (GStrv) parts = g_strsplit_set (line, " \t\r\f\v", -1);
  guint n_before = words->len;
  int x = box->x1;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gint64 width = (gint64) g_utf8_strlen (parts[i], -1) * place->size / 2;
      CwPdfWord word = { .size = place->size, .flags = flags };

      if (*parts[i] == '\0')
        continue;
      word.box = (CwPdfBox) { x, y, (int) MIN (x + width, box->x2), y + place->size };
      word.text = g_strdup (parts[i]);
      g_array_append_val (words, word);
      flags = 0;
      x = MIN (word.box.x2 + place->size / 4, box->x2);
    }
  return words->len > n_before;
}

static void
append_field (GArray      *words,
              const Place *place)
{
  const CwPdfBox *box = &place->field->box;
  g_auto (GStrv) lines = g_strsplit (place->field->text, "\n", -1);
  guint flags = place->goes_on ? 0 : CW_PDF_WORD_STARTS_LINE;
  gboolean many = lines[0] != NULL && lines[1] != NULL;
  int y = many ? box->y1 : middle (box->y1, box->y2) - place->size / 2;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (append_line (words, place, lines[i], y, flags))
        flags = CW_PDF_WORD_STARTS_LINE;
      y = MIN (y + place->size * 5 / 4, MAX (box->y2, y));
    }
}

/* The first word after fields goes on with their line, or begins its own as before. */
static void
append_words (GArray          *words,
              const CwPdfPage *page,
              guint            from,
              guint            to,
              gboolean         goes_on)
{
  guint first = words->len;

  if (to == from)
    return;
  g_array_append_vals (words, word_at (page, from), to - from);
  if (goes_on)
    g_array_index (words, CwPdfWord, first).flags &= ~(guint) (CW_PDF_WORD_STARTS_LINE
                                                               | CW_PDF_WORD_JOINED);
}

static void
insert_on (CwPdfPage *page)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GArray) words = g_array_sized_new (FALSE, FALSE, sizeof (CwPdfWord), page->words->len);
  gboolean goes_on = FALSE;
  guint done = 0;

  for (guint i = 0; i < page->fields->len; i++)
    {
      Place place = find_place (page, &g_array_index (page->fields, CwPdfField, i));

      g_array_append_val (places, place);
    }
  g_array_sort (places, compare_places);
  for (guint i = 0; i < places->len; i++)
    {
      Place *place = &g_array_index (places, Place, i);

      append_words (words, page, done, place->before, goes_on);
      done = place->before;
      append_field (words, place);
      goes_on = place->is_gone_on;
    }
  append_words (words, page, done, page->words->len, goes_on);

  /* All that was there is among them. */
  g_array_set_size (page->words, words->len);
  if (words->len > 0)
    memcpy (page->words->data, words->data, words->len * sizeof (CwPdfWord));
}

/**
 * cw_pdf_fields_insert:
 * @pages: (element-type CwPdfPage): the pages
 *
 * Makes words of what stands in the fields of pages: after the label to the left, or
 * before the one to the right, or on a line of its own.
 */
void
cw_pdf_fields_insert (GPtrArray *pages)
{
  for (guint i = 0; i < pages->len; i++)
    {
      CwPdfPage *page = g_ptr_array_index (pages, i);

      if (page->fields->len > 0)
        insert_on (page);
    }
}
