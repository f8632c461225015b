/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-html-private.h"

#include <string.h>

/* Writing into the flow: paragraphs begin with their first word, so that empty
 * elements, of which pages are full, leave nothing behind. */

#define N_BREAKS_MAX 2

/* The value of an attribute; "" if it has none, NULL if there is no such. */
const char *
cw_html_attribute (CwHtmlAttributes attributes,
                   const char      *name)
{
  for (CwHtmlAttributes pair = attributes; pair != NULL && pair[0] != NULL; pair += 2)
    if (g_ascii_strcasecmp ((const char *) pair[0], name) == 0)
      return pair[1] != NULL ? (const char *) pair[1] : "";
  return NULL;
}

/* Whether a list of words holds one; NULL holds none. */
gboolean
cw_html_has_token (const char *value,
                   const char *token)
{
  gsize n_token = strlen (token);

  while (value != NULL && *value != '\0')
    {
      gsize n = strcspn (value, " \t\r\n\f");

      if (n == n_token && g_ascii_strncasecmp (value, token, n) == 0)
        return TRUE;
      value += n;
      value += strspn (value, " \t\r\n\f");
    }
  return FALSE;
}

/* Whether a style attribute sets a property to a value, which may go on:
 * "none !important". */
gboolean
cw_html_style_is (const char *style,
                  const char *property,
                  const char *value)
{
  gsize n_property = strlen (property);
  gsize n_value = strlen (value);

  while (style != NULL && *style != '\0')
    {
      const char *p = style + strspn (style, "; \t\r\n\f");

      style = p + strcspn (p, ";");
      if (g_ascii_strncasecmp (p, property, n_property) != 0)
        continue;
      p += n_property;
      p += strspn (p, " \t\r\n\f");
      if (*p != ':')
        continue;
      p++;
      p += strspn (p, " \t\r\n\f");
      if (g_ascii_strncasecmp (p, value, n_value) == 0 && !g_ascii_isalnum (p[n_value]))
        return TRUE;
    }
  return FALSE;
}

/* Tells the flow how the next characters look. */
void
cw_html_sync_style (CwHtml *self)
{
  if (!cw_flow_in_paragraph (self->flow))
    return;
  cw_flow_set_strong (self->flow, self->strong > 0);
  cw_flow_set_emphasis (self->flow, self->emphasis > 0);
}

static void
write_breaks (CwHtml *self)
{
  guint n_breaks = self->n_breaks;

  self->n_breaks = 0;
  if (n_breaks == 0 || !cw_flow_in_paragraph (self->flow))
    return;
  if (self->heading > 0)
    cw_flow_append_collapsed (self->flow, " ", 1);
  else if (n_breaks >= N_BREAKS_MAX)
    cw_flow_end_paragraph (self->flow);
  else
    cw_flow_append_char (self->flow, '\n');
}

/* Makes ready for a word: begins a paragraph if there is none, and the link that
 * waits for its first word. FALSE if what comes is left out. */
gboolean
cw_html_begin_paragraph (CwHtml *self)
{
  if (self->skip > 0)
    return FALSE;

  write_breaks (self);
  if (!cw_flow_in_paragraph (self->flow))
    {
      cw_flow_start_paragraph (self->flow);
      if (self->heading > 0)
        cw_flow_set_heading (self->flow, self->heading);
      else if (self->item)
        {
          const CwHtmlList *list = self->lists->len > 0 ? &g_array_index (self->lists, CwHtmlList,
                                                                          self->lists->len - 1)
                                                        : NULL;

          cw_flow_set_list (self->flow, (int) MAX (self->lists->len, 1),
                            list != NULL && list->numbered);
        }
      self->item = FALSE;
      cw_html_sync_style (self);
      if (self->label != NULL)
        cw_flow_append (self->flow, self->label, -1);
      g_clear_pointer (&self->label, g_free);
    }
  if (self->address != NULL)
    {
      cw_flow_start_link (self->flow, self->address);
      g_clear_pointer (&self->address, g_free);
      self->in_link = TRUE;
    }
  return TRUE;
}

void
cw_html_end_paragraph (CwHtml *self)
{
  if (self->skip > 0)
    return;
  self->n_breaks = self->n_lines = 0;
  cw_flow_end_paragraph (self->flow);
}

/* No-break spaces set paragraphs in, or stand in empty ones. */
static gsize
count_blank (const char *text,
             gsize       n_bytes)
{
  gsize n = 0;

  while (n < n_bytes)
    if (g_ascii_isspace (text[n]))
      n++;
    else if (n + 1 < n_bytes && (guint8) text[n] == 0xC2 && (guint8) text[n + 1] == 0xA0)
      n += 2;
    else
      break;
  return n;
}

/* Writes text in which white space only parts words. */
void
cw_html_write (CwHtml     *self,
               const char *text,
               gsize       n_bytes)
{
  gsize n_blank;

  if (self->skip > 0)
    return;
  n_blank = count_blank (text, n_bytes);
  if (!cw_flow_in_paragraph (self->flow) || self->n_breaks > 0)
    {
      text += n_blank;
      n_bytes -= n_blank;
      n_blank = 0;
    }
  if (n_bytes == 0)
    return;

  /* A blank before a link is not part of it. */
  if (n_blank == n_bytes || (self->address != NULL && g_ascii_isspace (*text)))
    cw_flow_append_collapsed (self->flow, " ", 1);
  if (n_blank < n_bytes && cw_html_begin_paragraph (self))
    cw_flow_append_collapsed (self->flow, text, (gssize) n_bytes);
}

/* Writes text as it stands. Line ends wait for what follows them. */
void
cw_html_write_preserved (CwHtml     *self,
                         const char *text,
                         gsize       n_bytes)
{
  const char *end = text + n_bytes;

  if (self->skip > 0)
    return;
  while (text < end)
    {
      const char *line_end = memchr (text, '\n', (gsize) (end - text));
      gsize n_line = (gsize) ((line_end != NULL ? line_end : end) - text);

      if (n_line == 0)
        {
          self->n_lines += cw_flow_in_paragraph (self->flow);
          text++;
          continue;
        }
      if (!cw_html_begin_paragraph (self))
        return;
      for (; self->n_lines > 0; self->n_lines--)
        cw_flow_append (self->flow, "\n", 1);
      cw_flow_append (self->flow, text, (gssize) n_line);
      text += n_line;
    }
}
