/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages that any bytes describe, laid out. Unlike what fuzz-pdf-answer makes of them
 * the pages are such as a helper writes: words on lines, in columns and tables, heads
 * and numbers at the edges, links, comments and fields. */

#include "cw-fuzz-text.h"
#include "cw-pdf-layout.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define WIDTH 60000
#define HEIGHT 80000

typedef struct
{
  const guint8 *data;
  gsize size;
  GString *answer;
  guint n_pages;
} Author;

static guint
draw (Author *self,
      guint   below)
{
  guint value = 0;

  if (self->size > 0)
    {
      value = *self->data++;
      self->size--;
    }
  return value % below;
}

static const char *const words[] = {
  "the",    "Harbour", "neigh-",     "bourhood", "P1:", "Interviewer:", "[00:01:02]",   "12",
  "iv",     "7",       "•",          "-",        "1.",  "\u05d0\u05d1", "\u0645\u0627", "\u8a9e",
  "\u00ad", "co-op",   "soft\u00ad", "a)",       ":",   "Mr.",          "3.14",         "\u200f",
  "\u2010", "x",       "\U0001f600", "e\u0301",  "(",   "\\\\",         "\\n",          "Page",
};

static void
write_box (Author     *self,
           const char *what,
           int         x,
           int         y,
           int         width,
           int         height)
{
  g_string_append_printf (self->answer, "%s\t%d\t%d\t%d\t%d", what, x, y, x + width, y + height);
}

static void
write_line (Author *self,
            int     x,
            int     y)
{
  int size = 600 + 200 * (int) draw (self, 8);
  guint flags = draw (self, 4) | CW_PDF_WORD_STARTS_LINE;
  guint n_words = 1 + draw (self, 12);

  for (guint i = 0; i < n_words && self->size > 0; i++)
    {
      const char *word = words[draw (self, G_N_ELEMENTS (words))];
      int width = (int) strlen (word) * size / 2;

      write_box (self, "word", x, y, width, size);
      g_string_append_printf (self->answer, "\t%d\t%u\t%s\n", size, flags, word);
      flags = (flags & 3) | (draw (self, 5) == 0 ? CW_PDF_WORD_JOINED : 0);
      x += width + size / 3;
    }
}

/* Something on the page at any place: a line as a rule. */
static void
write_thing (Author *self)
{
  guint kind = draw (self, 16);
  int x = (int) draw (self, 32) * WIDTH / 32 - 1000;
  int y = (int) draw (self, 64) * HEIGHT / 64 - 1000;

  if (kind == 0)
    {
      write_box (self, "link", x, y, 8000, 1500);
      g_string_append_printf (self->answer, "\thttps://example.org/%u\n", draw (self, 3));
    }
  else if (kind == 1)
    {
      write_box (self, "note", x, y, 500, 500);
      g_string_append_printf (self->answer, "\tRobin\t%s\n", words[draw (self, 30)]);
    }
  else
    write_line (self, x, y);
}

/* Lines one below the other, from the top or the middle. */
static void
write_column (Author *self)
{
  int x = 5000 + (int) draw (self, 3) * 18000;
  int y = (int) draw (self, 16) * 5000;
  int pitch = 800 + (int) draw (self, 8) * 200;

  for (guint n = draw (self, 24); n > 0 && self->size > 0; n--, y += pitch)
    write_line (self, x + (int) draw (self, 3) * 900, y);
}

static void
write_page (Author *self)
{
  g_string_append_printf (self->answer, "page\t%d\t%d\t%u\t%u\n", WIDTH, HEIGHT, draw (self, 2),
                          ++self->n_pages);
  for (guint n = draw (self, 8); n > 0 && self->size > 0; n--)
    if (draw (self, 2) == 0)
      write_column (self);
    else
      write_thing (self);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autofree char *whole = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = NULL;
  Author author = { data, size, answer, 0 };

  do
    write_page (&author);
  while (author.size > 0 && author.n_pages < 500);
  whole = g_strdup_printf ("pages\t%u\n%send\n", author.n_pages, answer->str);
  pages = cw_pdf_answer_parse (whole, strlen (whole), &error);
  g_assert_no_error (error);

  text = cw_pdf_layout (pages, NULL, &error);
  g_assert_true ((text == NULL) == (error != NULL));
  if (text == NULL)
    return 0;
  cw_fuzz_check_text (text);
  g_assert_cmpuint (text->pages->len, ==, author.n_pages);
  return 0;
}
