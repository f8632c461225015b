/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-html-private.h"

#include "cw-error.h"
#include "cw-limits.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* Follows a page as libxml2's parser goes through it. No tree is built: that would
 * stop at some depth without a word. What each element means is in
 * cw-read-html-elements.c. */

/* The parser looks through all open elements whenever something is wrong, so that
 * errors times depth is the work that a page can make it do. */
#define MAX_WORK G_GUINT64_CONSTANT (300000000)

typedef struct
{
  CwHtml *html;
  htmlParserCtxt *context;
  GCancellable *cancellable;
  GError *error;
  guint64 work;
  guint n_elements;
  gboolean stopped;
} Walk;

CwHtml *
cw_html_new (const char *format,
             gboolean    is_book)
{
  CwHtml *self = g_new0 (CwHtml, 1);

  self->flow = cw_flow_new (format);
  self->is_book = is_book;
  self->path = "";
  self->open = g_array_new (FALSE, TRUE, sizeof (CwHtmlOpen));
  self->lists = g_array_new (FALSE, TRUE, sizeof (CwHtmlList));
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
cw_html_free (CwHtml *self)
{
  if (self == NULL)
    return;

  cw_flow_free (self->flow);
  cw_math_free (self->math);
  g_array_unref (self->open);
  g_array_unref (self->lists);
  g_hash_table_unref (self->notes);
  g_free (self->label);
  g_free (self->address);
  g_free (self);
}

CwText *
cw_html_finish (CwHtml *self)
{
  return cw_flow_finish (self->flow);
}

static void
stop (Walk *walk)
{
  walk->stopped = TRUE;
  xmlStopParser (walk->context);
}

static void
stop_too_deep (Walk *walk)
{
  g_set_error (&walk->error, CW_ERROR, CW_ERROR_TOO_LARGE,
               "its parts are nested too deeply, or too many of them are out of order; open it in "
               "a browser, copy its text into a document and import that");
  stop (walk);
}

static void
check_limits (Walk *walk)
{
  if (walk->stopped)
    return;
  if ((++walk->n_elements & 1023) == 0
      && g_cancellable_set_error_if_cancelled (walk->cancellable, &walk->error))
    stop (walk);
  else if (!cw_flow_is_within_limit (walk->html->flow, &walk->error))
    stop (walk);
}

/* Names of the formats that stand within others: "m:math", "epub:switch". */
static const char *
without_prefix (const char *name)
{
  static const char *const prefixes[] = {
    "epub", "html", "m", "math", "mml", "ops", "svg", "xhtml"
  };
  const char *colon = strchr (name, ':');

  for (gsize i = 0; colon != NULL && i < G_N_ELEMENTS (prefixes); i++)
    if (strlen (prefixes[i]) == (gsize) (colon - name)
        && g_ascii_strncasecmp (name, prefixes[i], (gsize) (colon - name)) == 0)
      return colon + 1;
  return name;
}

static void
start_element_cb (void           *user_data,
                  const xmlChar  *name,
                  const xmlChar **attributes)
{
  Walk *walk = user_data;
  CwHtml *html = walk->html;
  CwHtmlOpen open = { 0 };
  const char *local_name;

  if (walk->stopped)
    return;
  if (html->open->len >= CW_LIMIT_HTML_DEPTH)
    {
      stop_too_deep (walk);
      return;
    }

  local_name = without_prefix ((const char *) name);
  open.element = cw_html_find_element (local_name);
  if (html->skip == 0)
    cw_html_start_math_child (html, local_name, &open);
  if (html->skip > 0 || cw_html_is_hidden (attributes))
    html->skip++;
  else if (open.element != NULL && open.element->start != NULL)
    open.element->start (html, attributes, &open);
  g_array_append_val (html->open, open);
  check_limits (walk);
}

static void
close_innermost (CwHtml *html)
{
  CwHtmlOpen open = g_array_index (html->open, CwHtmlOpen, html->open->len - 1);

  g_array_set_size (html->open, html->open->len - 1);
  if (html->skip > 0)
    {
      html->skip--;
      return;
    }
  if (open.element != NULL && open.element->end != NULL)
    open.element->end (html, &open);
  cw_html_end_math_child (html, &open);
}

static void
end_element_cb (void          *user_data,
                const xmlChar *name)
{
  Walk *walk = user_data;

  if (walk->stopped || walk->html->open->len == 0)
    return;
  close_innermost (walk->html);
  check_limits (walk);
}

static void
characters_cb (void          *user_data,
               const xmlChar *text,
               int            n_bytes)
{
  Walk *walk = user_data;
  CwHtml *html = walk->html;
  g_autofree char *mended = NULL;
  const char *written = (const char *) text;
  gsize n_written = (gsize) n_bytes;

  if (walk->stopped || html->skip > 0 || n_bytes <= 0)
    return;
  mended = cw_html_mend_controls (written, n_written);
  if (mended != NULL)
    {
      written = mended;
      n_written = strlen (mended);
    }
  if (html->math != NULL)
    cw_math_characters (html->math, written, n_written);
  else if (html->pre > 0)
    cw_html_write_preserved (html, written, n_written);
  else
    cw_html_write (html, written, n_written);
  check_limits (walk);
}

static void
count_error_cb (void       *user_data,
                xmlErrorPtr problem)
{
  Walk *walk = user_data;

  walk->work += walk->html->open->len;
  if (!walk->stopped && walk->work > MAX_WORK)
    stop_too_deep (walk);
}

/* A page says nothing of what is open when the next one begins. */
static void
reset (CwHtml *self)
{
  while (self->open->len > 0)
    close_innermost (self);
  self->skip = self->pre = self->strong = self->emphasis = self->quotes = 0;
  self->heading = 0;
  self->item = FALSE;
  g_clear_pointer (&self->math, cw_math_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->address, g_free);
  g_array_set_size (self->lists, 0);
  cw_html_end_paragraph (self);
}

static void
set_handlers (htmlSAXHandler *sax)
{
  memset (sax, 0, sizeof *sax);
  sax->initialized = XML_SAX2_MAGIC;
  sax->startElement = start_element_cb;
  sax->endElement = end_element_cb;
  sax->characters = characters_cb;
  sax->ignorableWhitespace = characters_cb;
  sax->cdataBlock = characters_cb;
  sax->serror = (xmlStructuredErrorFunc) count_error_cb;
}

/* Writes what a page says, after what was written before. @page is UTF-8. */
gboolean
cw_html_parse (CwHtml       *self,
               const char   *page,
               gsize         n_bytes,
               const char   *path,
               GCancellable *cancellable,
               GError      **error)
{
  Walk walk = { self, NULL, cancellable, NULL, 0, 0, FALSE };
  g_autofree char *tidy = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (n_bytes > CW_LIMIT_HTML_BYTES)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
                   "a page of it is larger than the limit of %u MiB; save it without images, or "
                   "split it, and import that",
                   CW_LIMIT_HTML_BYTES >> 20);
      return FALSE;
    }
  if (n_bytes == 0)
    return TRUE;

  tidy = cw_html_tidy (page, n_bytes, &n_bytes);
  walk.context = htmlNewParserCtxt ();
  if (walk.context == NULL)
    g_error ("no memory for a parser");
  set_handlers (walk.context->sax);
  walk.context->userData = &walk;
  self->path = path;
  xmlFreeDoc (htmlCtxtReadMemory (
    walk.context, tidy != NULL ? tidy : page, (int) n_bytes, NULL, "UTF-8",
    HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_NODEFDTD));
  htmlFreeParserCtxt (walk.context);
  reset (self);
  self->path = "";
  if (walk.error == NULL)
    return TRUE;
  g_propagate_error (error, walk.error);
  return FALSE;
}
