/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

/* What stands on page after page and is no part of the text. */

#include "cw-pdf-heads.h"

#include "cw-numeral.h"

#include <string.h>

#define FEWEST_REPEATS 3  /* of a running head */
#define HEAD_LINES 4      /* at most, at each end of a page */
#define SAME_PLACE 400    /* hundredths of a point */
#define MOST_NUMBERS 4    /* of a head, that are looked at */
#define LONGEST_ROMAN 7   /* xxxviii */
#define HIGHEST_ROMAN 100 /* front matter has no more pages */

/* A line at the edge of a page, as it is compared with others. */
typedef struct
{
  char *key;  /* the same for lines that differ in numbers only */
  char *text; /* as it is */
  gint64 numbers[MOST_NUMBERS];
  guint n_numbers;
  gboolean bare; /* a number and nothing else */
  guint page;
} Edge;

/* Lines of one key. */
typedef struct
{
  Edge *last;
  guint n_pages;
  guint n_following; /* pages whose line goes on from that of the one before */
} Repeat;

typedef struct
{
  GPtrArray *pages;
  GHashTable *repeats; /* key to Repeat */
  GPtrArray *sorted;   /* of CwPdfLine: one page, from the top */
  gboolean counting;
} Heads;

static void
edge_free (Edge *edge)
{
  g_free (edge->key);
  g_free (edge->text);
  g_free (edge);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Edge, edge_free)

static void
repeat_free (gpointer data)
{
  Repeat *repeat = data;

  g_clear_pointer (&repeat->last, edge_free);
  g_free (repeat);
}

/* The number that TEXT is in Roman numerals, as pages have them; 0: none. */
static int
read_roman (const char *text)
{
  gsize n = strlen (text);

  if (n == 0 || n > LONGEST_ROMAN || strspn (text, "ivxlIVXL") != n)
    return 0;
  for (int i = 1; i < HIGHEST_ROMAN; i++)
    {
      g_autoptr (GString) numeral = g_string_new (NULL);

      cw_numeral_append (numeral, CW_NUMERAL_ROMAN, i);
      if (g_ascii_strcasecmp (numeral->str, text) == 0)
        return i;
    }
  return 0;
}

/* Puts "#" for a number that begins at P; returns where it ends. */
static const char *
take_number (Edge       *edge,
             GString    *key,
             const char *p)
{
  gint64 number = 0;

  for (; g_unichar_isdigit (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    number = MIN (number * 10 + g_unichar_digit_value (g_utf8_get_char (p)), G_MAXINT);
  if (edge->n_numbers < MOST_NUMBERS)
    edge->numbers[edge->n_numbers++] = number;
  g_string_append_c (key, '#');
  return p;
}

static Edge *
make_edge (const CwPdfLine *line,
           const CwPdfPage *page)
{
  Edge *edge = g_new0 (Edge, 1);
  g_autoptr (GString) key = g_string_new (NULL);
  int roman;

  edge->text = cw_pdf_line_get_text (line, page);
  edge->page = line->page;
  edge->bare = TRUE;
  roman = read_roman (edge->text);
  if (roman > 0)
    {
      edge->numbers[edge->n_numbers++] = roman;
      g_string_append (key, "roman");
    }
  for (const char *p = edge->text; roman == 0 && *p != '\0' && key->len < 300;)
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      p = take_number (edge, key, p);
    else
      {
        edge->bare = edge->bare && !g_unichar_isalpha (g_utf8_get_char (p));
        g_string_append_unichar (key, g_utf8_get_char (p));
        p = g_utf8_next_char (p);
      }
  g_string_append_printf (key, "\n%d", (line->box.y1 + SAME_PLACE / 2) / SAME_PLACE);
  edge->key = g_string_free (g_steal_pointer (&key), FALSE);
  return edge;
}

/* Whether EDGE goes on from BEFORE, as a running head does from the page before it:
 * the same words, or a number that counts the pages. Numbers alone do so only if they
 * count them: columns of figures have the same ones, too. */
static gboolean
goes_on (const Edge *before,
         const Edge *edge)
{
  for (guint i = 0; i < edge->n_numbers && i < before->n_numbers; i++)
    if (edge->numbers[i] - before->numbers[i] == (gint64) edge->page - before->page)
      return TRUE;
  return !edge->bare && strcmp (before->text, edge->text) == 0;
}

static void
count (Heads *self,
       Edge  *edge)
{
  Repeat *repeat = g_hash_table_lookup (self->repeats, edge->key);

  if (repeat == NULL)
    {
      repeat = g_new0 (Repeat, 1);
      g_hash_table_insert (self->repeats, g_strdup (edge->key), repeat);
    }
  else if (repeat->last->page == edge->page)
    {
      edge_free (edge);
      return;
    }
  else if (goes_on (repeat->last, edge))
    repeat->n_following++;
  repeat->n_pages++;
  g_clear_pointer (&repeat->last, edge_free);
  repeat->last = edge;
}

static gboolean
is_head (Heads      *self,
         const Edge *edge)
{
  const Repeat *repeat = g_hash_table_lookup (self->repeats, edge->key);

  return repeat != NULL && repeat->n_pages >= FEWEST_REPEATS
         && repeat->n_pages * 5 >= self->pages->len
         && repeat->n_following * 2 >= repeat->n_pages - 1;
}

/* A line at the edge of a page: counts it, or leaves it out. FALSE where it is
 * one of the body. */
static gboolean
visit (Heads     *self,
       CwPdfLine *line)
{
  g_autoptr (Edge) edge = make_edge (line, g_ptr_array_index (self->pages, line->page));

  /* "Interviewer:" on a line of its own stands over what is said. */
  if (g_str_has_suffix (edge->text, ":"))
    return FALSE;
  if (self->counting)
    {
      count (self, g_steal_pointer (&edge));
      return TRUE;
    }
  line->left_out = is_head (self, edge);
  return line->left_out;
}

static int
compare_tops (gconstpointer a,
              gconstpointer b)
{
  const CwPdfLine *first = *(const CwPdfLine *const *) a;
  const CwPdfLine *second = *(const CwPdfLine *const *) b;

  return (first->box.y1 > second->box.y1) - (first->box.y1 < second->box.y1);
}

static gboolean
is_figures (Heads           *self,
            const CwPdfLine *line)
{
  g_autofree char *text = cw_pdf_line_get_text (line, g_ptr_array_index (self->pages, line->page));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* Whether the line at I of a page is one of several that hold figures only. */
static gboolean
is_among_figures (Heads *self,
                  guint  i,
                  int    step)
{
  guint next = i + (guint) step;

  return next < self->sorted->len && is_figures (self, g_ptr_array_index (self->sorted, i))
         && is_figures (self, g_ptr_array_index (self->sorted, next));
}

/* At most HEAD_LINES from each end, and only in the outer parts of the page. */
static void
visit_page (Heads *self)
{
  guint n = self->sorted->len;
  const CwPdfLine *any = n > 0 ? g_ptr_array_index (self->sorted, 0) : NULL;
  int height = any != NULL ? ((CwPdfPage *) g_ptr_array_index (self->pages, any->page))->height : 0;

  g_ptr_array_sort (self->sorted, compare_tops);
  for (guint i = 0; i < n && i < HEAD_LINES; i++)
    {
      CwPdfLine *line = g_ptr_array_index (self->sorted, i);

      if (line->box.y2 > height / 6 || is_among_figures (self, i, 1) || !visit (self, line))
        break;
    }
  for (guint i = 0; i < n && i < HEAD_LINES; i++)
    {
      CwPdfLine *line = g_ptr_array_index (self->sorted, n - 1 - i);

      if (line->left_out || line->box.y1 < height - height / 6
          || is_among_figures (self, n - 1 - i, -1) || !visit (self, line))
        break;
    }
  g_ptr_array_set_size (self->sorted, 0);
}

static void
visit_all (Heads  *self,
           GArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      CwPdfLine *line = &g_array_index (lines, CwPdfLine, i);

      if (i > 0 && line->page != (line - 1)->page)
        visit_page (self);
      g_ptr_array_add (self->sorted, line);
    }
  visit_page (self);
}

/* Pages with nothing but a number each are what the document says. */
static void
keep_one_thing (GArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    if (!g_array_index (lines, CwPdfLine, i).left_out)
      return;
  for (guint i = 0; i < lines->len; i++)
    g_array_index (lines, CwPdfLine, i).left_out = FALSE;
}

/**
 * cw_pdf_heads_leave_out:
 * @lines: (element-type CwPdfLine): the lines
 * @pages: (element-type CwPdfPage): the pages that they stand on
 *
 * Finds running heads and feet and page numbers: what stands at the same place of
 * several pages, outermost, and is the same but for numbers that count the pages.
 */
void
cw_pdf_heads_leave_out (GArray    *lines,
                        GPtrArray *pages)
{
  g_autoptr (GHashTable) repeats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                          repeat_free);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  Heads self = { pages, repeats, sorted, TRUE };

  visit_all (&self, lines);
  self.counting = FALSE;
  visit_all (&self, lines);
  keep_one_thing (lines);
}
