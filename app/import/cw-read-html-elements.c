/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-html-private.h"

#include <stdlib.h>
#include <string.h>

/* What each element of a page means for its text. */

/* Leaves out the element and all that is in it. */
void
cw_html_skip (CwHtml          *self,
              CwHtmlAttributes attributes,
              CwHtmlOpen      *open)
{
  self->skip = 1;
}

/* Whether the page itself hides an element. */
gboolean
cw_html_is_hidden (CwHtmlAttributes attributes)
{
  const char *style;

  if (attributes == NULL)
    return FALSE;
  if (cw_html_attribute (attributes, "hidden") != NULL)
    return TRUE;
  style = cw_html_attribute (attributes, "style");
  return style != NULL
         && (cw_html_style_is (style, "display", "none")
             || cw_html_style_is (style, "visibility", "hidden")
             || cw_html_style_is (style, "mso-hide", "all"));
}

/* Blocks: they stand on lines of their own, and may be notes. */

static void
start_block (CwHtml          *self,
             CwHtmlAttributes attributes,
             CwHtmlOpen      *open)
{
  cw_html_end_paragraph (self);
  if (self->is_book && cw_html_has_token (cw_html_attribute (attributes, "epub:type"), "toc"))
    {
      self->skip = 1;
      return;
    }
  cw_html_start_note (self, attributes, open);
}

static void
end_block (CwHtml           *self,
           const CwHtmlOpen *open)
{
  cw_html_end_paragraph (self);
  cw_html_end_note (self, open);
}

static void
start_heading (CwHtml          *self,
               CwHtmlAttributes attributes,
               CwHtmlOpen      *open)
{
  cw_html_end_paragraph (self);
  open->value = (guint) self->heading;
}

#define HEADING(n) \
  static void start_h##n (CwHtml *self, CwHtmlAttributes attributes, CwHtmlOpen *open) \
  { \
    start_heading (self, attributes, open); \
    self->heading = n; \
  }

HEADING (1)
HEADING (2)
HEADING (3)
HEADING (4)
HEADING (5)
HEADING (6)

static void
end_heading (CwHtml           *self,
             const CwHtmlOpen *open)
{
  cw_html_end_paragraph (self);
  self->heading = (int) open->value;
}

static void
start_quote (CwHtml          *self,
             CwHtmlAttributes attributes,
             CwHtmlOpen      *open)
{
  cw_html_end_paragraph (self);
  open->value = cw_flow_open_block (self->flow, CW_SPAN_QUOTE, 0, NULL);
}

static void
end_quote (CwHtml           *self,
           const CwHtmlOpen *open)
{
  cw_html_end_paragraph (self);
  cw_flow_close_block (self->flow, open->value);
}

static void
start_pre (CwHtml          *self,
           CwHtmlAttributes attributes,
           CwHtmlOpen      *open)
{
  cw_html_end_paragraph (self);
  open->value = cw_flow_open_block (self->flow, CW_SPAN_CODE, 0, NULL);
  self->pre++;
}

static void
end_pre (CwHtml           *self,
         const CwHtmlOpen *open)
{
  self->pre -= self->pre > 0;
  cw_html_end_paragraph (self);
  cw_flow_close_block (self->flow, open->value);
}

/* Lists. */

static void
start_list (CwHtml          *self,
            CwHtmlAttributes attributes,
            gboolean         numbered)
{
  CwHtmlList list = cw_html_list_read (attributes, numbered);

  cw_html_end_paragraph (self);
  g_array_append_val (self->lists, list);
}

static void
start_ordered (CwHtml          *self,
               CwHtmlAttributes attributes,
               CwHtmlOpen      *open)
{
  start_list (self, attributes, TRUE);
}

static void
start_unordered (CwHtml          *self,
                 CwHtmlAttributes attributes,
                 CwHtmlOpen      *open)
{
  start_list (self, attributes, FALSE);
}

static void
end_list (CwHtml           *self,
          const CwHtmlOpen *open)
{
  cw_html_end_paragraph (self);
  if (self->lists->len > 0)
    g_array_set_size (self->lists, self->lists->len - 1);
}

static void
start_item (CwHtml          *self,
            CwHtmlAttributes attributes,
            CwHtmlOpen      *open)
{
  CwHtmlList *list = NULL;

  cw_html_end_paragraph (self);
  cw_html_start_note (self, attributes, open);
  if (open->value != 0)
    return; /* a note brings its own mark */

  g_clear_pointer (&self->label, g_free);
  self->item = TRUE;
  if (self->lists->len > 0)
    list = &g_array_index (self->lists, CwHtmlList, self->lists->len - 1);
  if (list == NULL || !list->numbered)
    return;
  self->label = cw_html_list_number (list, attributes);
}

static void
end_item (CwHtml           *self,
          const CwHtmlOpen *open)
{
  end_block (self, open);
  self->item = FALSE;
  g_clear_pointer (&self->label, g_free);
}

/* Tables. */

static void
start_table (CwHtml          *self,
             CwHtmlAttributes attributes,
             CwHtmlOpen      *open)
{
  cw_html_end_paragraph (self);
  cw_flow_start_table (self->flow);
}

static void
end_table (CwHtml           *self,
           const CwHtmlOpen *open)
{
  cw_html_end_paragraph (self);
  cw_flow_end_table (self->flow);
}

static void
start_row (CwHtml          *self,
           CwHtmlAttributes attributes,
           CwHtmlOpen      *open)
{
  cw_html_end_paragraph (self);
  cw_flow_start_row (self->flow);
}

static void
end_row (CwHtml           *self,
         const CwHtmlOpen *open)
{
  cw_html_end_paragraph (self);
  cw_flow_end_row (self->flow);
}

static void
start_cell (CwHtml          *self,
            CwHtmlAttributes attributes,
            CwHtmlOpen      *open)
{
  cw_html_end_paragraph (self);
  cw_flow_start_cell (self->flow);
}

static void
end_cell (CwHtml           *self,
          const CwHtmlOpen *open)
{
  cw_html_end_paragraph (self);
  cw_flow_end_cell (self->flow);
}

/* Within paragraphs. */

static void
start_strong (CwHtml          *self,
              CwHtmlAttributes attributes,
              CwHtmlOpen      *open)
{
  /* Google Docs wraps whole documents in <b style="font-weight:normal">. */
  if (cw_html_style_is (cw_html_attribute (attributes, "style"), "font-weight", "normal"))
    return;
  open->strong = TRUE;
  self->strong++;
  cw_html_sync_style (self);
}

static void
start_emphasis (CwHtml          *self,
                CwHtmlAttributes attributes,
                CwHtmlOpen      *open)
{
  open->emphasis = TRUE;
  self->emphasis++;
  cw_html_sync_style (self);
}

static void
start_span (CwHtml          *self,
            CwHtmlAttributes attributes,
            CwHtmlOpen      *open)
{
  const char *style = cw_html_attribute (attributes, "style");

  if (style == NULL)
    return;
  if (cw_html_style_is (style, "font-weight", "bold")
      || cw_html_style_is (style, "font-weight", "700"))
    start_strong (self, NULL, open);
  if (cw_html_style_is (style, "font-style", "italic"))
    start_emphasis (self, NULL, open);
}

static void
end_style (CwHtml           *self,
           const CwHtmlOpen *open)
{
  self->strong -= open->strong && self->strong > 0;
  self->emphasis -= open->emphasis && self->emphasis > 0;
  cw_html_sync_style (self);
}

static void
start_anchor (CwHtml          *self,
              CwHtmlAttributes attributes,
              CwHtmlOpen      *open)
{
  const char *address = cw_html_attribute (attributes, "href");

  if (cw_html_start_note_mark (self, attributes))
    {
      self->skip = 1;
      return;
    }
  if (address == NULL || *address == '\0' || self->in_link || self->address != NULL
      || g_ascii_strncasecmp (address, "javascript:", strlen ("javascript:")) == 0)
    return;
  open->link = TRUE;
  self->address = g_strdup (address);
}

static void
end_anchor (CwHtml           *self,
            const CwHtmlOpen *open)
{
  if (!open->link)
    return;
  g_clear_pointer (&self->address, g_free);
  if (self->in_link)
    cw_flow_end_link (self->flow);
  self->in_link = FALSE;
}

static void
line_break (CwHtml          *self,
            CwHtmlAttributes attributes,
            CwHtmlOpen      *open)
{
  const char *style = cw_html_attribute (attributes, "style");

  if (cw_html_style_is (style, "page-break-before", "always"))
    cw_flow_break_page (self->flow);
  if (self->pre > 0)
    cw_html_write_preserved (self, "\n", 1);
  else
    self->n_breaks++;
}

static void
image (CwHtml          *self,
       CwHtmlAttributes attributes,
       CwHtmlOpen      *open)
{
  const char *description = cw_html_attribute (attributes, "alt");

  /* One without description, as opposed to none given, is only ornament. */
  if (description != NULL && *description == '\0')
    return;
  if (cw_html_begin_paragraph (self))
    cw_flow_append_image (self->flow, description);
}

static void
write_quote_mark (CwHtml  *self,
                  gboolean opening)
{
  gboolean inner = self->quotes % 2 == 0;
  const char *mark = opening ? (inner ? "‘" : "“") : (inner ? "’" : "”");

  cw_html_write (self, mark, strlen (mark));
}

static void
start_inline_quote (CwHtml          *self,
                    CwHtmlAttributes attributes,
                    CwHtmlOpen      *open)
{
  self->quotes++;
  write_quote_mark (self, TRUE);
}

static void
end_inline_quote (CwHtml           *self,
                  const CwHtmlOpen *open)
{
  if (self->quotes == 0)
    return;
  write_quote_mark (self, FALSE);
  self->quotes--;
}

/* Buttons, fields and choices stand apart from the words around them. */
static void
start_apart (CwHtml          *self,
             CwHtmlAttributes attributes,
             CwHtmlOpen      *open)
{
  cw_html_write (self, " ", 1);
}

static void
end_apart (CwHtml           *self,
           const CwHtmlOpen *open)
{
  cw_html_write (self, " ", 1);
}

static void
start_ruby (CwHtml          *self,
            CwHtmlAttributes attributes,
            CwHtmlOpen      *open)
{
  self->ruby_open = FALSE;
}

static void
start_ruby_bracket (CwHtml          *self,
                    CwHtmlAttributes attributes,
                    CwHtmlOpen      *open)
{
  self->ruby_open = TRUE;
}

static void
start_reading (CwHtml          *self,
               CwHtmlAttributes attributes,
               CwHtmlOpen      *open)
{
  if (!self->ruby_open)
    cw_html_write (self, "(", 1);
}

static void
end_reading (CwHtml           *self,
             const CwHtmlOpen *open)
{
  if (!self->ruby_open)
    cw_html_write (self, ")", 1);
}

/* The alternatives of an e-book: what we understand is formulas and plain text. */
static void
start_case (CwHtml          *self,
            CwHtmlAttributes attributes,
            CwHtmlOpen      *open)
{
  const char *ns = cw_html_attribute (attributes, "required-namespace");
  CwHtmlOpen *parent = self->open->len > 0
                         ? &g_array_index (self->open, CwHtmlOpen, self->open->len - 1)
                         : NULL;

  if (!self->is_book)
    return;
  if (ns == NULL || strstr (ns, "MathML") == NULL || parent == NULL || parent->value > 0)
    self->skip = 1;
  else
    parent->value = 1;
}

static void
start_default (CwHtml          *self,
               CwHtmlAttributes attributes,
               CwHtmlOpen      *open)
{
  const CwHtmlOpen *parent = self->open->len > 0
                               ? &g_array_index (self->open, CwHtmlOpen, self->open->len - 1)
                               : NULL;

  if (parent != NULL && parent->element != NULL && strcmp (parent->element->name, "switch") == 0
      && parent->value > 0)
    self->skip = 1;
}

#define BLOCK start_block, end_block
#define STRONG start_strong, end_style
#define EMPHASIS start_emphasis, end_style
#define SKIP cw_html_skip, NULL

/* In the order of their names. */
static const CwHtmlElement elements[] = {
  { "a", start_anchor, end_anchor },
  { "address", BLOCK },
  { "annotation", SKIP },
  { "annotation-xml", SKIP },
  { "article", BLOCK },
  { "aside", BLOCK },
  { "b", STRONG },
  { "blockquote", start_quote, end_quote },
  { "body", BLOCK },
  { "br", line_break, NULL },
  { "button", start_apart, end_apart },
  { "caption", BLOCK },
  { "case", start_case, NULL },
  { "center", BLOCK },
  { "cite", EMPHASIS },
  { "dd", BLOCK },
  { "default", start_default, NULL },
  { "desc", SKIP },
  { "details", BLOCK },
  { "dfn", EMPHASIS },
  { "dialog", BLOCK },
  { "dir", start_unordered, end_list },
  { "div", BLOCK },
  { "dl", BLOCK },
  { "dt", BLOCK },
  { "em", EMPHASIS },
  { "fieldset", BLOCK },
  { "figcaption", BLOCK },
  { "figure", BLOCK },
  { "footer", BLOCK },
  { "form", BLOCK },
  { "frameset", BLOCK },
  { "h1", start_h1, end_heading },
  { "h2", start_h2, end_heading },
  { "h3", start_h3, end_heading },
  { "h4", start_h4, end_heading },
  { "h5", start_h5, end_heading },
  { "h6", start_h6, end_heading },
  { "head", SKIP },
  { "header", BLOCK },
  { "hgroup", BLOCK },
  { "hr", BLOCK },
  { "html", BLOCK },
  { "i", EMPHASIS },
  { "iframe", SKIP },
  { "img", image, NULL },
  { "legend", BLOCK },
  { "li", start_item, end_item },
  { "listing", start_pre, end_pre },
  { "main", BLOCK },
  { "math", cw_html_start_math, cw_html_end_math },
  { "menu", start_unordered, end_list },
  { "metadata", SKIP },
  { "nav", BLOCK },
  { "noembed", SKIP },
  { "noframes", SKIP },
  { "noscript", SKIP },
  { "ol", start_ordered, end_list },
  { "optgroup", start_apart, end_apart },
  { "option", start_apart, end_apart },
  { "p", BLOCK },
  { "plaintext", start_pre, end_pre },
  { "pre", start_pre, end_pre },
  { "q", start_inline_quote, end_inline_quote },
  { "rp", start_ruby_bracket, NULL },
  { "rt", start_reading, end_reading },
  { "ruby", start_ruby, NULL },
  { "script", SKIP },
  { "search", BLOCK },
  { "section", BLOCK },
  { "select", start_apart, end_apart },
  { "span", start_span, end_style },
  { "strong", STRONG },
  { "style", SKIP },
  { "summary", BLOCK },
  { "switch", NULL, NULL },
  { "table", start_table, end_table },
  { "tbody", NULL, NULL },
  { "td", start_cell, end_cell },
  { "template", SKIP },
  { "text", BLOCK },
  { "textarea", start_apart, end_apart },
  { "tfoot", NULL, NULL },
  { "th", start_cell, end_cell },
  { "thead", NULL, NULL },
  { "title", SKIP },
  { "tr", start_row, end_row },
  { "ul", start_unordered, end_list },
  { "var", EMPHASIS },
  { "xml", SKIP },
  { "xmp", start_pre, end_pre },
};

static int
compare_name (const void *key,
              const void *element)
{
  return g_ascii_strcasecmp (key, ((const CwHtmlElement *) element)->name);
}

/* Finds what an element means; NULL for one that only holds others. */
const CwHtmlElement *
cw_html_find_element (const char *name)
{
  return bsearch (name, elements, G_N_ELEMENTS (elements), sizeof elements[0], compare_name);
}
