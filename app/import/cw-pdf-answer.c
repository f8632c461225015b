/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

/* What helper/caseweave-pdf says of a file. A hostile PDF may have taken the
 * helper over, so its answer is trusted no more than the file. */

#include "cw-pdf-answer.h"

#include "cw-error.h"
#include "cw-limits.h"

#include <string.h>

#define MOST_FIELDS 9     /* one more than any line has */
#define FURTHEST 10000000 /* a length, in hundredths of a point */

typedef struct
{
  GPtrArray *pages; /* of CwPdfPage */
  guint n_pages;    /* as announced; 0: not yet */
  guint n_parts;
  gboolean ended;
} Answer;

static void
clear_word (gpointer data)
{
  g_free (((CwPdfWord *) data)->text);
}

static void
clear_mark (gpointer data)
{
  CwPdfMark *mark = data;

  g_free (mark->author);
  g_free (mark->text);
}

static void
clear_field (gpointer data)
{
  g_free (((CwPdfField *) data)->text);
}

static GArray *
new_marks (void)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (CwPdfMark));

  g_array_set_clear_func (marks, clear_mark);
  return marks;
}

static CwPdfPage *
page_new (void)
{
  CwPdfPage *page = g_new0 (CwPdfPage, 1);

  page->words = g_array_new (FALSE, FALSE, sizeof (CwPdfWord));
  g_array_set_clear_func (page->words, clear_word);
  page->links = new_marks ();
  page->notes = new_marks ();
  page->fields = g_array_new (FALSE, FALSE, sizeof (CwPdfField));
  g_array_set_clear_func (page->fields, clear_field);
  return page;
}

static void
page_free (gpointer data)
{
  CwPdfPage *page = data;

  g_free (page->label);
  g_array_unref (page->words);
  g_array_unref (page->links);
  g_array_unref (page->notes);
  g_array_unref (page->fields);
  g_free (page);
}

static gboolean
read_number (const char *string,
             int         lowest,
             int         highest,
             int        *out)
{
  gint64 value;

  if (!g_ascii_string_to_signed (string, 10, lowest, highest, &value, NULL))
    return FALSE;
  *out = (int) value;
  return TRUE;
}

static gboolean
read_box (char    **fields,
          CwPdfBox *box)
{
  return read_number (fields[0], -FURTHEST, FURTHEST, &box->x1)
         && read_number (fields[1], -FURTHEST, FURTHEST, &box->y1)
         && read_number (fields[2], box->x1, FURTHEST, &box->x2)
         && read_number (fields[3], box->y1, FURTHEST, &box->y2);
}

/* Undoes the helper's escapes; NULL for one that it does not write. */
static char *
read_string (const char *field)
{
  g_autoptr (GString) string = g_string_sized_new (strlen (field));

  for (const char *p = field; *p != '\0'; p++)
    {
      if (*p != '\\')
        {
          g_string_append_c (string, *p);
          continue;
        }
      p++;
      if (*p != '\\' && *p != 'n' && *p != 't')
        return NULL;
      g_string_append_c (string, *p == 'n' ? '\n' : *p == 't' ? '\t' : '\\');
    }
  return g_string_free (g_steal_pointer (&string), FALSE);
}

static CwPdfPage *
last_page (Answer *self)
{
  if (self->pages->len == 0)
    return NULL;
  return g_ptr_array_index (self->pages, self->pages->len - 1);
}

static gboolean
read_pages (Answer *self,
            char  **fields)
{
  int n;

  if (self->n_pages > 0 || !read_number (fields[0], 1, CW_LIMIT_PDF_PAGES, &n))
    return FALSE;
  self->n_pages = (guint) n;
  return TRUE;
}

static gboolean
read_page (Answer *self,
           char  **fields)
{
  CwPdfPage *page;
  int n_images;

  if (self->pages->len >= self->n_pages)
    return FALSE;
  page = page_new ();
  g_ptr_array_add (self->pages, page);
  if (!read_number (fields[0], 0, FURTHEST, &page->width)
      || !read_number (fields[1], 0, FURTHEST, &page->height)
      || !read_number (fields[2], 0, G_MAXINT, &n_images))
    return FALSE;
  page->n_images = (guint) n_images;
  page->label = read_string (fields[3]);
  return page->label != NULL;
}

static gboolean
read_word (Answer *self,
           char  **fields)
{
  CwPdfPage *page = last_page (self);
  CwPdfWord word = { 0 };
  int flags;

  if (page == NULL || !read_box (fields, &word.box)
      || !read_number (fields[4], -FURTHEST, FURTHEST, &word.size)
      || !read_number (fields[5], 0, CW_PDF_WORD_ALL_FLAGS, &flags))
    return FALSE;
  word.flags = (guint) flags;
  word.text = *fields[6] != '\0' ? read_string (fields[6]) : NULL;
  if (word.text == NULL)
    return FALSE;
  g_array_append_val (page->words, word);
  return TRUE;
}

static gboolean
add_mark (GArray         *marks,
          const CwPdfBox *box,
          const char     *author,
          const char     *text)
{
  CwPdfMark mark = { *box, read_string (author), read_string (text) };

  g_array_append_val (marks, mark);
  return mark.author != NULL && mark.text != NULL;
}

static gboolean
read_link (Answer *self,
           char  **fields)
{
  CwPdfPage *page = last_page (self);
  CwPdfBox box;

  return page != NULL && read_box (fields, &box) && add_mark (page->links, &box, "", fields[4]);
}

static gboolean
read_note (Answer *self,
           char  **fields)
{
  CwPdfPage *page = last_page (self);
  CwPdfBox box;

  return page != NULL && read_box (fields, &box)
         && add_mark (page->notes, &box, fields[4], fields[5]);
}

static gboolean
add_field (Answer  *self,
           char   **fields,
           gboolean alone)
{
  CwPdfPage *page = last_page (self);
  CwPdfField field = { .alone = alone };

  if (page == NULL || !read_box (fields, &field.box))
    return FALSE;
  field.text = read_string (fields[4]);
  if (field.text == NULL)
    return FALSE;
  g_array_append_val (page->fields, field);
  return TRUE;
}

static gboolean
read_field (Answer *self,
            char  **fields)
{
  return add_field (self, fields, FALSE);
}

static gboolean
read_text (Answer *self,
           char  **fields)
{
  return add_field (self, fields, TRUE);
}

static gboolean
read_end (Answer *self,
          char  **fields)
{
  self->ended = self->n_pages > 0 && self->pages->len == self->n_pages;
  return self->ended;
}

static const struct
{
  const char *name;
  guint n_fields;
  gboolean (*read) (Answer *self, char **fields);
} lines[] = {
  { "word", 7, read_word },   { "page", 4, read_page },   { "link", 5, read_link },
  { "note", 6, read_note },   { "field", 5, read_field }, { "text", 5, read_text },
  { "pages", 1, read_pages }, { "end", 0, read_end },
};

/* Takes LINE to pieces. */
static gboolean
read_line (Answer *self,
           char   *line)
{
  char *fields[MOST_FIELDS];
  guint n = 0;

  if (self->ended || self->n_parts++ > CW_LIMIT_PDF_PARTS)
    return FALSE;
  for (char *p = line; p != NULL && n < MOST_FIELDS; n++)
    {
      fields[n] = p;
      p = strchr (p, '\t');
      if (p != NULL)
        *p++ = '\0';
    }
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (strcmp (fields[0], lines[i].name) == 0)
      return n == lines[i].n_fields + 1 && lines[i].read (self, fields + 1);
  return FALSE;
}

static const struct
{
  const char *answer;
  CwError code;
  const char *message;
} refusals[] = {
  { "error\tencrypted\n", CW_ERROR_PROTECTED,
    "this PDF is protected with a password; save a copy without it and import that" },
  { "error\tdamaged\n", CW_ERROR_DAMAGED,
    "this PDF is damaged; open it in another program, save or print it as a new PDF and "
    "import that" },
  { "error\tpages\n", CW_ERROR_TOO_LARGE,
    "this PDF has more than 20,000 pages; split it and import the parts" },
  { "error\tlarge\n", CW_ERROR_TOO_LARGE,
    "this PDF is larger than 256 MB, or what stands in it is; split it and import the parts" },
};

static gboolean
refuse (const char *answer,
        GError    **error)
{
  const char *found = g_str_has_prefix (answer, "error\t") ? answer : strstr (answer, "\nerror\t");

  if (found == NULL)
    return FALSE;
  found += *found == '\n' ? 1 : 0;
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (strcmp (found, refusals[i].answer) == 0)
      {
        g_set_error_literal (error, CW_ERROR, refusals[i].code, refusals[i].message);
        return TRUE;
      }
  return FALSE;
}

/**
 * cw_pdf_answer_parse:
 * @answer: what the helper wrote
 * @n_bytes: its length
 * @error: return location for an error
 *
 * Reads the answer of `caseweave-pdf text`, and believes nothing in it that its
 * format does not allow.
 *
 * Returns: (transfer full) (element-type CwPdfPage): the pages, or NULL with
 *   %CW_ERROR_PROTECTED, %CW_ERROR_DAMAGED or %CW_ERROR_TOO_LARGE
 */
GPtrArray *
cw_pdf_answer_parse (const char *answer,
                     gsize       n_bytes,
                     GError    **error)
{
  g_autofree char *copy = g_strndup (n_bytes > 0 ? answer : "", n_bytes);
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (page_free);
  Answer self = { .pages = pages };
  gboolean good = strlen (copy) == n_bytes && g_utf8_validate (copy, -1, NULL);

  if (good && refuse (copy, error))
    return NULL;

  for (char *line = copy; good && *line != '\0';)
    {
      char *end = strchr (line, '\n');

      if (end == NULL)
        break;
      *end = '\0';
      good = read_line (&self, line);
      line = end + 1;
    }
  if (!good || !self.ended)
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_DAMAGED,
                           "this PDF cannot be read to its end, so it is damaged; open it in "
                           "another program, save or print it as a new PDF and import that");
      return NULL;
    }
  return g_steal_pointer (&pages);
}
