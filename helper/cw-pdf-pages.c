/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-pdf"

#include "cw-pdf-pages.h"

#include <math.h>
#include <string.h>

/* A page as lines of fields with tabs between them; lengths are hundredths of a
 * point, from the top left corner:
 *
 *   page  WIDTH HEIGHT IMAGES LABEL
 *   word  X1 Y1 X2 Y2 SIZE FLAGS TEXT
 *   link  X1 Y1 X2 Y2 ADDRESS
 *   note  X1 Y1 X2 Y2 AUTHOR TEXT
 *   field X1 Y1 X2 Y2 TEXT   what a form was filled in with
 *   text  X1 Y1 X2 Y2 TEXT   what was written onto the page
 */

#define FLAG_BOLD 1
#define FLAG_ITALIC 2
#define FLAG_STARTS_LINE 4
#define FLAG_JOINED 8 /* no space before it */

#define LONGEST_STRING 65536
#define LONGEST_PAGE (2u * 1024u * 1024u) /* code points of one page */

typedef struct
{
  PopplerRectangle box;
  const char *start;
  guint flags;
  int size;
} Word;

static int
hundredths (double points)
{
  if (!isfinite (points))
    return 0;
  return (int) lround (CLAMP (points, -100000, 100000) * 100);
}

static void
write_string (GString    *out,
              const char *string,
              gsize       n_bytes)
{
  g_autofree char *valid = g_utf8_make_valid (string, (gssize) MIN (n_bytes, LONGEST_STRING));

  for (const char *p = valid; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;

      if (c == '\\')
        g_string_append (out, "\\\\");
      else if (c == '\n' || c == '\r')
        g_string_append (out, "\\n");
      else if (c == '\t')
        g_string_append (out, "\\t");
      else if (c >= 0x20 && c != 0x7f)
        g_string_append_c (out, (char) c);
    }
}

static void
write_box (GString                *out,
           const char             *what,
           const PopplerRectangle *box)
{
  g_string_append_printf (out, "%s\t%d\t%d\t%d\t%d", what, hundredths (MIN (box->x1, box->x2)),
                          hundredths (MIN (box->y1, box->y2)), hundredths (MAX (box->x1, box->x2)),
                          hundredths (MAX (box->y1, box->y2)));
}

static void
extend (PopplerRectangle       *box,
        const PopplerRectangle *by)
{
  box->x1 = MIN (box->x1, by->x1);
  box->y1 = MIN (box->y1, by->y1);
  box->x2 = MAX (box->x2, by->x2);
  box->y2 = MAX (box->y2, by->y2);
}

static gboolean
names_any (const char        *font,
           const char *const *parts)
{
  g_autofree char *lower = g_ascii_strdown (font != NULL ? font : "", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (lower, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

static guint
flags_of_font (const char *font)
{
  static const char *const bold[] = { "bold", "black", "heavy", "demi", NULL };
  static const char *const italic[] = { "italic", "oblique", NULL };

  return (names_any (font, bold) ? FLAG_BOLD : 0) | (names_any (font, italic) ? FLAG_ITALIC : 0);
}

static void
write_word (GString    *out,
            const Word *word,
            const char *end)
{
  gsize length = out->len;
  gsize before_text;

  if (word->start == NULL || word->start == end)
    return;
  write_box (out, "word", &word->box);
  g_string_append_printf (out, "\t%d\t%u\t", word->size, word->flags);
  before_text = out->len;
  write_string (out, word->start, (gsize) (end - word->start));
  /* Nothing but control characters. */
  if (out->len == before_text)
    g_string_truncate (out, length);
  else
    g_string_append_c (out, '\n');
}

/* Marks of direction are put in by poppler and have no box. */
static gboolean
is_direction_mark (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || c == 0x200e || c == 0x200f;
}

/* Cells of a table that stand on one line have no space between them in poppler's
 * text; inside a word it leaves no gap of this width. */
static gboolean
stands_apart (const PopplerRectangle *before,
              const PopplerRectangle *box,
              int                     size)
{
  double gap = MAX (box->x1 - before->x2, before->x1 - box->x2);

  return gap * 100 > size * 0.12;
}

typedef struct
{
  GList *next; /* of PopplerTextAttributes */
  guint flags;
  int size;
} Look;

/* Moves on to what holds of character INDEX; TRUE if that is another look. */
static gboolean
look_at (Look *look,
         int   index)
{
  gboolean changed = FALSE;

  while (look->next != NULL && ((PopplerTextAttributes *) look->next->data)->start_index <= index)
    {
      PopplerTextAttributes *attributes = look->next->data;
      guint flags = flags_of_font (attributes->font_name);

      changed = changed || flags != look->flags;
      look->flags = flags;
      look->size = hundredths (attributes->font_size);
      look->next = look->next->next;
    }
  return changed;
}

static void
write_words (GString                *out,
             const char             *text,
             const PopplerRectangle *boxes,
             guint                   n_boxes,
             GList                  *attributes)
{
  Look look = { attributes, 0, 0 };
  Word word = { 0 };
  guint flags = FLAG_STARTS_LINE;
  guint i = 0;
  const char *p;

  for (p = text; *p != '\0' && i < LONGEST_PAGE; p = g_utf8_next_char (p))
    {
      static const PopplerRectangle nowhere = { 0, 0, 0, 0 };
      gunichar c = g_utf8_get_char (p);
      const PopplerRectangle *box = i < n_boxes ? &boxes[i] : &nowhere;
      gboolean changed;
      gboolean apart;

      if (is_direction_mark (c))
        {
          write_word (out, &word, p);
          flags |= word.start != NULL ? FLAG_JOINED : 0;
          word.start = NULL;
          continue;
        }
      changed = look_at (&look, (int) i);
      i++;
      if (c == ' ' || c == '\n')
        {
          write_word (out, &word, p);
          word.start = NULL;
          flags = (flags & FLAG_STARTS_LINE) | (c == '\n' ? FLAG_STARTS_LINE : 0);
          continue;
        }
      apart = i > 1 && i <= n_boxes && stands_apart (&word.box, box, look.size);
      if (word.start != NULL && (changed || apart))
        {
          write_word (out, &word, p);
          word.start = NULL;
          flags = apart ? 0 : FLAG_JOINED;
        }
      else if (apart)
        flags &= ~(guint) FLAG_JOINED;
      if (word.start == NULL)
        {
          word = (Word) { *box, p, flags | look.flags, look.size };
          flags = 0;
        }
      else
        extend (&word.box, box);
    }
  write_word (out, &word, p);
}

/* Poppler takes text as a reader does who drags the pointer from one corner to the
 * other, and leaves out what stands before the first corner in the order of reading.
 * So the corners are those that give most: others for a page upside down, or read
 * from right to left. */
static char *
find_text (PopplerPage      *page,
           PopplerRectangle *area)
{
  g_autofree char *best = NULL;
  double width = 0;
  double height = 0;

  poppler_page_get_size (page, &width, &height);
  for (int i = 0; i < 4; i++)
    {
      PopplerRectangle corners = { 0, 0, width, height };
      g_autofree char *text = NULL;

      if (i & 1)
        corners.x1 = width, corners.x2 = 0;
      if (i & 2)
        corners.y1 = height, corners.y2 = 0;
      text = poppler_page_get_text_for_area (page, &corners);
      if (text == NULL || (best != NULL && strlen (text) <= strlen (best)))
        continue;
      g_free (best);
      best = g_steal_pointer (&text);
      *area = corners;
    }
  return g_steal_pointer (&best);
}

static void
write_text (PopplerPage *page,
            GString     *out)
{
  PopplerRectangle area = { 0 };
  g_autofree char *text = find_text (page, &area);
  g_autofree PopplerRectangle *boxes = NULL;
  guint n_boxes = 0;
  GList *attributes;

  if (text == NULL || *text == '\0' || !g_utf8_validate (text, -1, NULL))
    return;
  if (!poppler_page_get_text_layout_for_area (page, &area, &boxes, &n_boxes))
    n_boxes = 0;
  attributes = poppler_page_get_text_attributes_for_area (page, &area);
  write_words (out, text, boxes, n_boxes, attributes);
  poppler_page_free_text_attributes (attributes);
}

/* Annotations and links count from the bottom. */
static PopplerRectangle
from_top (const PopplerRectangle *box,
          double                  height)
{
  return (PopplerRectangle) { box->x1, height - box->y2, box->x2, height - box->y1 };
}

static void
write_links (PopplerPage *page,
             double       height,
             GString     *out)
{
  GList *links = poppler_page_get_link_mapping (page);

  for (GList *l = links; l != NULL; l = l->next)
    {
      PopplerLinkMapping *link = l->data;
      PopplerRectangle box = from_top (&link->area, height);

      if (link->action == NULL || link->action->type != POPPLER_ACTION_URI
          || link->action->uri.uri == NULL)
        continue;
      write_box (out, "link", &box);
      g_string_append_c (out, '\t');
      write_string (out, link->action->uri.uri, strlen (link->action->uri.uri));
      g_string_append_c (out, '\n');
    }
  poppler_page_free_link_mapping (links);
}

static void
write_note (PopplerAnnot           *annotation,
            const PopplerRectangle *box,
            GString                *out)
{
  g_autofree char *contents = poppler_annot_get_contents (annotation);
  g_autofree char *author = NULL;

  if (contents == NULL || *contents == '\0')
    return;
  author = poppler_annot_markup_get_label (POPPLER_ANNOT_MARKUP (annotation));
  write_box (out, "note", box);
  g_string_append_c (out, '\t');
  write_string (out, author != NULL ? author : "", author != NULL ? strlen (author) : 0);
  g_string_append_c (out, '\t');
  write_string (out, contents, strlen (contents));
  g_string_append_c (out, '\n');
}

static void
write_placed (GString                *out,
              const char             *what,
              const PopplerRectangle *box,
              const char             *text)
{
  if (text == NULL || *text == '\0')
    return;
  write_box (out, what, box);
  g_string_append_c (out, '\t');
  write_string (out, text, strlen (text));
  g_string_append_c (out, '\n');
}

static gboolean
is_hidden (PopplerAnnot *annotation)
{
  return (poppler_annot_get_flags (annotation)
          & (POPPLER_ANNOT_FLAG_HIDDEN | POPPLER_ANNOT_FLAG_NO_VIEW))
         != 0;
}

/* Text that was written onto the page is read as part of it; all other annotations
 * are comments. */
static void
write_notes (PopplerPage *page,
             double       height,
             GString     *out)
{
  GList *annotations = poppler_page_get_annot_mapping (page);

  for (GList *l = annotations; l != NULL; l = l->next)
    {
      PopplerAnnotMapping *mapping = l->data;
      PopplerRectangle box = from_top (&mapping->area, height);

      if (mapping->annot == NULL || !POPPLER_IS_ANNOT_MARKUP (mapping->annot))
        continue;
      if (poppler_annot_get_annot_type (mapping->annot) != POPPLER_ANNOT_FREE_TEXT)
        write_note (mapping->annot, &box, out);
      else if (!is_hidden (mapping->annot))
        {
          g_autofree char *contents = poppler_annot_get_contents (mapping->annot);

          write_placed (out, "text", &box, contents);
        }
    }
  poppler_page_free_annot_mapping (annotations);
}

static char *
get_choices (PopplerFormField *field)
{
  GString *text = g_string_new (NULL);
  int n = poppler_form_field_choice_get_n_items (field);

  for (int i = 0; i < n && text->len < LONGEST_STRING; i++)
    {
      g_autofree char *item = NULL;

      if (!poppler_form_field_choice_is_item_selected (field, i))
        continue;
      item = poppler_form_field_choice_get_item (field, i);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", item != NULL ? item : "");
    }
  return g_string_free (text, FALSE);
}

static char *
get_tick (PopplerFormField *field)
{
  if (!poppler_form_field_button_get_state (field))
    return NULL;
  switch (poppler_form_field_button_get_button_type (field))
    {
    case POPPLER_FORM_BUTTON_CHECK:
      return g_strdup ("✔");
    case POPPLER_FORM_BUTTON_RADIO:
      return g_strdup ("●");
    case POPPLER_FORM_BUTTON_PUSH:
    default:
      return NULL;
    }
}

static char *
get_filled_in (PopplerFormField *field)
{
  if (field == NULL)
    return NULL;
  switch (poppler_form_field_get_field_type (field))
    {
    case POPPLER_FORM_FIELD_TEXT:
      return poppler_form_field_text_is_password (field) ? NULL
                                                         : poppler_form_field_text_get_text (field);
    case POPPLER_FORM_FIELD_CHOICE:
      return get_choices (field);
    case POPPLER_FORM_FIELD_BUTTON:
      return get_tick (field);
    default:
      return NULL;
    }
}

/* What was filled in stands in no text of the page. */
static void
write_fields (PopplerPage *page,
              double       height,
              GString     *out)
{
  GList *fields = poppler_page_get_form_field_mapping (page);

  for (GList *l = fields; l != NULL; l = l->next)
    {
      PopplerFormFieldMapping *mapping = l->data;
      PopplerRectangle box = from_top (&mapping->area, height);
      g_autofree char *text = get_filled_in (mapping->field);

      write_placed (out, "field", &box, text);
    }
  poppler_page_free_form_field_mapping (fields);
}

/**
 * cw_pdf_write_page:
 * @page: a page
 * @out: where its lines go
 *
 * Writes what stands on a page.
 */
void
cw_pdf_write_page (PopplerPage *page,
                   GString     *out)
{
  g_autofree char *label = poppler_page_get_label (page);
  GList *images = poppler_page_get_image_mapping (page);
  double width = 0;
  double height = 0;

  poppler_page_get_size (page, &width, &height);
  g_string_append_printf (out, "page\t%d\t%d\t%u\t", hundredths (width), hundredths (height),
                          g_list_length (images));
  poppler_page_free_image_mapping (images);
  write_string (out, label != NULL ? label : "", label != NULL ? strlen (label) : 0);
  g_string_append_c (out, '\n');
  write_text (page, out);
  write_links (page, height, out);
  write_notes (page, height, out);
  write_fields (page, height, out);
}
