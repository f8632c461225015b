/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

/* Lines of pages made into paragraphs of a text. */

#include "cw-pdf-layout.h"

#include "cw-error.h"
#include "cw-flow.h"
#include "cw-pdf-fields.h"
#include "cw-pdf-heads.h"
#include "cw-pdf-paragraphs.h"

#include <string.h>

#define HEADING_LENGTH 200
#define SCAN_WORDS 3 /* a page with an image and fewer words is scanned */
#define SOFT_HYPHEN 0xad

typedef struct
{
  GPtrArray *pages;
  GArray *lines;
  CwPdfHabits habits;
  CwFlow *flow;
  GHashTable *hyphenated; /* words with a hyphen inside a line */
  guint page;             /* that is being written, from 1; 0: none */
  const CwPdfMark *link;  /* that is open */
} Layout;

static CwPdfLine *
line_at (Layout *self,
         guint   i)
{
  return &g_array_index (self->lines, CwPdfLine, i);
}

static CwPdfPage *
page_at (Layout *self,
         guint   i)
{
  return g_ptr_array_index (self->pages, i);
}

static const CwPdfWord *
word_at (Layout          *self,
         const CwPdfLine *line,
         guint            i)
{
  return &g_array_index (page_at (self, line->page)->words, CwPdfWord, line->first_word + i);
}

/* Words that are written with a hyphen keep it at the end of a line. */
static void
collect_hyphenated (Layout *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    for (guint j = 0; j < line_at (self, i)->n_words; j++)
      {
        const char *text = word_at (self, line_at (self, i), j)->text;
        const char *hyphen = strchr (text, '-');

        if (hyphen != NULL && hyphen > text && hyphen[1] != '\0')
          g_hash_table_add (self->hyphenated, g_utf8_strdown (text, -1));
      }
}

static gboolean
keeps_hyphen (Layout     *self,
              const char *before,
              const char *after)
{
  g_autofree char *whole = g_strconcat (before, after, NULL);
  g_autofree char *key = g_utf8_strdown (whole, -1);

  return g_hash_table_contains (self->hyphenated, key);
}

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || c == 0x2010 || c == SOFT_HYPHEN;
}

/* Whether LINE, which goes on with a paragraph, joins its last word to NEXT. Tells
 * in @drop whether the hyphen goes. */
static gboolean
joins (Layout          *self,
       const CwPdfLine *line,
       const CwPdfLine *next,
       gboolean        *drop)
{
  const char *last = word_at (self, line, line->n_words - 1)->text;
  const char *first = word_at (self, next, 0)->text;
  const char *end = g_utf8_prev_char (last + strlen (last));
  gunichar c = g_utf8_get_char (end);
  gunichar d = g_utf8_get_char (first);

  *drop = FALSE;
  /* Scripts without spaces between words have none between lines. */
  if (g_unichar_iswide (c) && g_unichar_iswide (d))
    return TRUE;
  if (c == SOFT_HYPHEN)
    return *drop = TRUE;
  if (!is_hyphen (c) || end == last || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (end)))
      || !g_unichar_isalpha (d))
    return FALSE;
  *drop = g_unichar_islower (d) && !keeps_hyphen (self, last, first);
  return TRUE;
}

static void
begin_page (Layout *self,
            guint   page,
            guint32 position)
{
  CwText *text = cw_flow_get_text (self->flow);

  for (; self->page <= page; self->page++)
    {
      CwPage next = { position, position, g_strdup (page_at (self, self->page)->label) };

      if (text->pages->len > 0)
        g_array_index (text->pages, CwPage, text->pages->len - 1).end = position;
      g_array_append_val (text->pages, next);
    }
}

static gboolean
holds (const CwPdfBox *outer,
       const CwPdfBox *inner)
{
  int x = inner->x1 + (inner->x2 - inner->x1) / 2;
  int y = inner->y1 + (inner->y2 - inner->y1) / 2;

  return x >= outer->x1 && x <= outer->x2 && y >= outer->y1 && y <= outer->y2;
}

static const CwPdfMark *
link_at (Layout          *self,
         const CwPdfPage *page,
         const CwPdfWord *word)
{
  /* More links than these on a page are there to make this slow. */
  for (guint i = 0; i < page->links->len && i < 200; i++)
    {
      const CwPdfMark *link = &g_array_index (page->links, CwPdfMark, i);

      if (holds (&link->box, &word->box))
        return link;
    }
  return NULL;
}

static void
set_link (Layout          *self,
          const CwPdfMark *link)
{
  if (link == self->link
      || (link != NULL && self->link != NULL && strcmp (link->text, self->link->text) == 0))
    return;
  if (self->link != NULL)
    cw_flow_end_link (self->flow);
  if (link != NULL)
    cw_flow_start_link (self->flow, link->text);
  self->link = link;
}

static void
write_word (Layout          *self,
            const CwPdfPage *page,
            const CwPdfWord *word,
            const char      *space,
            gboolean         drop)
{
  gsize n = strlen (word->text);
  const CwPdfMark *link = link_at (self, page, word);

  if (link != self->link && (link == NULL || self->link == NULL))
    set_link (self, link == NULL ? NULL : self->link);
  if (*space != '\0')
    cw_flow_append (self->flow, space, -1);
  set_link (self, link);
  cw_flow_set_strong (self->flow, (word->flags & CW_PDF_WORD_BOLD) != 0);
  cw_flow_set_emphasis (self->flow, (word->flags & CW_PDF_WORD_ITALIC) != 0);
  if (drop)
    n = (gsize) (g_utf8_prev_char (word->text + n) - word->text);
  cw_flow_append (self->flow, word->text, (gssize) n);
}

static void
write_notes_on (Layout          *self,
                const CwPdfPage *page,
                const CwPdfBox  *box,
                guint32          start)
{
  for (guint i = 0; i < page->notes->len && i < 200; i++)
    {
      CwPdfMark *note = &g_array_index (page->notes, CwPdfMark, i);

      if (note->text == NULL || !holds (box, &note->box))
        continue;
      cw_flow_add_comment (self->flow, start, note->author, note->text);
      g_clear_pointer (&note->text, g_free);
    }
}

static gboolean
begins_cell (const CwPdfLine *line,
             const CwPdfWord *word,
             guint            i)
{
  return i > 0 ? (word->flags & CW_PDF_WORD_CELL) != 0 : line->goes_on_with_row;
}

static void
write_line (Layout          *self,
            const CwPdfLine *line,
            const CwPdfLine *next,
            gboolean         space)
{
  const CwPdfPage *page = page_at (self, line->page);
  guint32 start = cw_flow_get_text (self->flow)->length;
  gboolean drop = FALSE;

  if (next != NULL)
    joins (self, line, next, &drop);
  for (guint i = 0; i < line->n_words; i++)
    {
      const CwPdfWord *word = word_at (self, line, i);

      if (i > 0)
        space = (word->flags & CW_PDF_WORD_JOINED) == 0;
      write_word (self, page, word,
                  !space                        ? ""
                  : begins_cell (line, word, i) ? "\t"
                                                : " ",
                  drop && i + 1 == line->n_words);
    }
  write_notes_on (self, page, &line->box, start);
}

static int
heading_level (Layout          *self,
               const CwPdfLine *line)
{
  int ratio = (int) ((gint64) line->size * 100 / MAX (self->habits.body_size, 1));

  if (line->across || ratio < 115)
    return 0;
  return ratio >= 170 ? 1 : ratio >= 135 ? 2 : 3;
}

/* The lines from START to before END are one paragraph. */
static void
write_paragraph (Layout    *self,
                 GPtrArray *lines)
{
  const CwPdfLine *first = g_ptr_array_index (lines, 0);
  guint32 start;
  int level = lines->len <= 3 ? heading_level (self, first) : 0;

  cw_flow_start_paragraph (self->flow);
  start = cw_flow_get_start (self->flow);
  begin_page (self, first->page, start);
  for (guint i = 0; i < lines->len; i++)
    {
      const CwPdfLine *line = g_ptr_array_index (lines, i);
      const CwPdfLine *next = i + 1 < lines->len ? g_ptr_array_index (lines, i + 1) : NULL;
      gboolean drop;
      gboolean space = i > 0 && !joins (self, g_ptr_array_index (lines, i - 1), line, &drop);

      if (i > 0)
        begin_page (self, line->page, cw_flow_get_text (self->flow)->length);
      write_line (self, line, next, space);
    }
  if (level > 0 && cw_flow_get_text (self->flow)->length - start <= HEADING_LENGTH)
    cw_flow_set_heading (self->flow, level);
  set_link (self, NULL);
  cw_flow_end_paragraph (self->flow);
}

/* Comments on a page that are on no line of it. */
static void
write_rest_of_page (Layout *self,
                    guint   number)
{
  CwPdfPage *page = page_at (self, number);

  for (guint i = 0; i < page->notes->len; i++)
    {
      CwPdfMark *note = &g_array_index (page->notes, CwPdfMark, i);

      if (note->text != NULL)
        cw_flow_add_comment (self->flow, cw_flow_get_text (self->flow)->length, note->author,
                             note->text);
    }
}

static gboolean
write_lines (Layout       *self,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr (GPtrArray) paragraph = g_ptr_array_new ();
  guint done = 0; /* pages */

  for (guint i = 0; i < self->lines->len; i++)
    {
      CwPdfLine *line = line_at (self, i);
      guint n = paragraph->len;

      if (line->left_out)
        continue;
      if (n > 0
          && !cw_pdf_paragraph_goes_on (&self->habits, g_ptr_array_index (paragraph, 0),
                                        g_ptr_array_index (paragraph, n - 1), line, self->pages))
        {
          write_paragraph (self, paragraph);
          g_ptr_array_set_size (paragraph, 0);
          for (; done < line->page; done++)
            write_rest_of_page (self, done);
        }
      g_ptr_array_add (paragraph, line);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !cw_flow_is_within_limit (self->flow, error))
        return FALSE;
    }
  if (paragraph->len > 0)
    write_paragraph (self, paragraph);
  for (; done < self->pages->len; done++)
    write_rest_of_page (self, done);
  return cw_flow_is_within_limit (self->flow, error);
}

static guint
count_scans (Layout *self,
             guint  *n_words)
{
  guint n = 0;

  *n_words = 0;
  for (guint i = 0; i < self->pages->len; i++)
    {
      const CwPdfPage *page = page_at (self, i);

      n += page->n_images > 0 && page->words->len < SCAN_WORDS && page->fields->len == 0;
      *n_words += page->words->len;
    }
  return n;
}

static gboolean
has_text (Layout  *self,
          guint   *n_scans,
          GError **error)
{
  guint n_words;

  *n_scans = count_scans (self, &n_words);
  if (n_words > 0)
    return TRUE;
  if (*n_scans > 0)
    g_set_error_literal (error, CW_ERROR, CW_ERROR_FORMAT,
                         "this PDF is a scan: it holds pictures of pages and no text; have a "
                         "program recognise its text (OCR) and import what that makes");
  else
    g_set_error_literal (error, CW_ERROR, CW_ERROR_FORMAT,
                         "this PDF holds no text; if you can read something in it, have a "
                         "program recognise its text (OCR) and import what that makes");
  return FALSE;
}

/* Pages after the last one with text are there, too. */
static void
close_pages (Layout *self)
{
  CwText *text = cw_flow_get_text (self->flow);

  begin_page (self, self->pages->len - 1, text->length);
  g_array_index (text->pages, CwPage, text->pages->len - 1).end = text->length;
}

static GArray *
find_lines (GPtrArray *pages)
{
  cw_pdf_fields_insert (pages);
  return cw_pdf_lines_find (pages);
}

/**
 * cw_pdf_layout:
 * @pages: (element-type CwPdfPage): what stands on the pages; words may be put in
 *   another order, those of fields among them, and comments taken out
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Makes a text of pages: paragraphs in reading order, without running heads and
 * page numbers, with words joined that were parted at the end of a line.
 *
 * Returns: (transfer full): the text, or NULL with %CW_ERROR_FORMAT if there is
 *   none, %CW_ERROR_TOO_LARGE, or cancelled
 */
CwText *
cw_pdf_layout (GPtrArray    *pages,
               GCancellable *cancellable,
               GError      **error)
{
  g_autoptr (GArray) lines = find_lines (pages);
  g_autoptr (GHashTable) hyphenated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CwFlow) flow = cw_flow_new ("pdf");
  Layout self = { .pages = pages, .lines = lines, .flow = flow, .hyphenated = hyphenated };
  guint n_scans;

  if (!has_text (&self, &n_scans, error))
    return NULL;
  cw_pdf_heads_leave_out (lines, pages);
  self.habits = cw_pdf_habits_find (lines, pages);
  collect_hyphenated (&self);
  if (!write_lines (&self, cancellable, error))
    return NULL;
  close_pages (&self);
  if (n_scans > 0)
    cw_text_warn (cw_flow_get_text (flow),
                  "%u of %u pages hold pictures and no text, as scans do; have a program "
                  "recognise their text (OCR) and import that",
                  n_scans, pages->len);
  return cw_flow_finish (flow);
}
