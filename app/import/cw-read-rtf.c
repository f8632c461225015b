/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-readers.h"

#include "cw-read-rtf-private.h"

#include <string.h>

/* Groups within groups; what is deeper is read as if it were not. */
#define MOST_GROUPS 100000u

static void
rtf_init (CwRtf *self)
{
  const CwRtfGroup outermost = { .uc = 1 };

  memset (self, 0, sizeof *self);
  self->flow = cw_flow_new ("rtf");
  self->groups = g_array_new (FALSE, FALSE, sizeof (CwRtfGroup));
  g_array_append_val (self->groups, outermost);
  self->code_pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) cw_code_page_free);
  self->fonts = g_hash_table_new (NULL, NULL);
  self->sign_fonts = g_hash_table_new (NULL, NULL);
  self->font_name = g_string_new (NULL);
  self->headings = g_hash_table_new (NULL, NULL);
  self->text = g_string_new (NULL);
  self->field = g_string_new (NULL);
  self->label = g_string_new (NULL);
  self->author = g_string_new (NULL);
  self->style_name = g_string_new (NULL);
  self->code_page = 1252;
}

static void
rtf_clear (CwRtf *self)
{
  g_clear_pointer (&self->flow, cw_flow_free);
  g_array_unref (self->groups);
  g_hash_table_unref (self->code_pages);
  g_hash_table_unref (self->fonts);
  g_hash_table_unref (self->sign_fonts);
  g_string_free (self->font_name, TRUE);
  g_hash_table_unref (self->headings);
  g_string_free (self->text, TRUE);
  g_string_free (self->field, TRUE);
  g_string_free (self->label, TRUE);
  g_string_free (self->author, TRUE);
  g_string_free (self->style_name, TRUE);
}

static void
open_group (CwRtf *self)
{
  CwRtfGroup group;

  cw_rtf_flush (self);
  self->skip = 0;
  self->star = FALSE;
  if (self->groups->len > MOST_GROUPS)
    {
      self->surplus++;
      return;
    }
  self->first = TRUE;
  group = *cw_rtf_group (self);
  group.close = CW_RTF_CLOSE_NOTHING;
  g_array_append_val (self->groups, group);
}

static void
close_group (CwRtf *self)
{
  CwRtfGroup group;
  int heading;

  self->skip = 0;
  self->first = self->star = FALSE;
  if (self->surplus > 0)
    {
      self->surplus--;
      return;
    }
  if (self->groups->len <= 1)
    return;
  cw_rtf_close_group (self);
  group = *cw_rtf_group (self);
  heading = group.heading;
  g_array_set_size (self->groups, self->groups->len - 1);
  /* What a paragraph is, it is also where its words end in a group. */
  if (group.place == CW_RTF_TEXT && group.close == CW_RTF_CLOSE_NOTHING && heading > 0
      && cw_flow_in_paragraph (self->flow))
    cw_flow_set_heading (self->flow, heading);
}

static const char *
read_word (CwRtf      *self,
           const char *p,
           const char *end)
{
  char word[33];
  gsize n = 0;
  gboolean negative = FALSE;
  gboolean has_number = FALSE;
  gint64 number = 0;

  for (; p < end && g_ascii_isalpha (*p); p++)
    if (n < sizeof word - 1)
      word[n++] = *p;
  word[n] = '\0';
  if (p + 1 < end && *p == '-' && g_ascii_isdigit (p[1]))
    {
      negative = TRUE;
      p++;
    }
  for (; p < end && g_ascii_isdigit (*p); p++)
    {
      has_number = TRUE;
      number = MIN (number * 10 + (*p - '0'), G_MAXINT);
    }
  if (p < end && *p == ' ')
    p++;
  if (strcmp (word, "bin") == 0)
    {
      self->first = FALSE;
      return negative || number > end - p ? p : p + number;
    }
  cw_rtf_do_word (self, word, has_number, (int) (negative ? -number : number));
  return p;
}

/* Behind a backslash. */
static const char *
read_control (CwRtf      *self,
              const char *p,
              const char *end)
{
  int high, low;
  guint8 byte;

  if (p >= end)
    return p;
  if (g_ascii_isalpha (*p))
    return read_word (self, p, end);
  switch (*p++)
    {
    case '\'':
      high = p < end ? g_ascii_xdigit_value (p[0]) : -1;
      low = p + 1 < end ? g_ascii_xdigit_value (p[1]) : -1;
      if (high < 0 || low < 0)
        return p;
      self->first = FALSE;
      byte = (guint8) (high * 16 + low);
      cw_rtf_append_bytes (self, &byte, 1);
      return p + 2;
    case '*':
      self->star = TRUE;
      return p;
    case '~':
      cw_rtf_append (self, 0xA0);
      break;
    case '_':
      cw_rtf_append (self, 0x2011);
      break;
    case '\r':
    case '\n':
      cw_rtf_do_word (self, "par", FALSE, 0);
      break;
    case '\t':
      cw_rtf_append (self, '\t');
      break;
    case '\\':
    case '{':
    case '}':
      cw_rtf_append_bytes (self, (const guint8 *) p - 1, 1);
      break;
    default:
      break;
    }
  self->first = FALSE;
  return p;
}

/* Up to what is no text, or so much that it is time to look at the limits. */
static const char *
read_text (CwRtf      *self,
           const char *p,
           const char *end)
{
  const char *start = p;

  end = p + MIN (end - p, 4096);
  for (; p < end && strchr ("{}\\\r\n", *p) == NULL; p++)
    self->first = self->first && *p == ' ';
  cw_rtf_append_bytes (self, (const guint8 *) start, (gsize) (p - start));
  return p;
}

/* Files of some programs hold one document after the other. Ends the one that was read,
 * and gives where the next begins, or the end. */
static const char *
find_next_document (CwRtf      *self,
                    const char *p,
                    const char *end)
{
  const char *next = memmem (p, (gsize) (end - p), "{\\rtf", 5);

  cw_rtf_flush (self);
  cw_rtf_end_paragraph (self);
  cw_rtf_close_tables (self, 0);
  return next != NULL ? next : end;
}

static gboolean
read_all (CwRtf        *self,
          const char   *p,
          const char   *end,
          GCancellable *cancellable,
          GError      **error)
{
  guint n = 0;

  while (p < end)
    {
      char c = *p++;

      if ((++n & 4095) == 0
          && (g_cancellable_set_error_if_cancelled (cancellable, error)
              || !cw_flow_is_within_limit (self->flow, error)))
        return FALSE;
      if (c == '{')
        open_group (self);
      else if (c == '}')
        {
          close_group (self);
          if (self->groups->len == 1)
            p = find_next_document (self, p, end);
        }
      else if (c == '\\')
        p = read_control (self, p, end);
      else if (c != '\r' && c != '\n' && c != '\0')
        p = read_text (self, p - 1, end);
    }
  return cw_flow_is_within_limit (self->flow, error);
}

/**
 * cw_read_rtf:
 * @bytes: an RTF file
 * @file_name: its name, for messages
 * @options: not used: the file says what its encoding is
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads Rich Text Format: paragraphs, headings, bold and italics, tables, numbers of
 * lists, links, notes at the end, comments, text boxes, placeholders of images.
 * Tracked insertions are in, deletions are out, and both are counted. Headers,
 * footers and hidden text are out. A file that ends early is read as far as it goes.
 *
 * Returns: (transfer full): the text, or NULL with %CW_ERROR_TOO_LARGE, or cancelled
 */
CwText *
cw_read_rtf (GBytes              *bytes,
             const char          *file_name,
             const CwReadOptions *options,
             GCancellable        *cancellable,
             GError             **error)
{
  CwRtf rtf;
  CwText *text = NULL;
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  gboolean cut;

  rtf_init (&rtf);
  if (read_all (&rtf, data, n_bytes > 0 ? data + n_bytes : data, cancellable, error))
    {
      cut = rtf.groups->len > 1 || rtf.surplus > 0;
      rtf.surplus = 0;
      while (rtf.groups->len > 1)
        close_group (&rtf);
      cw_rtf_flush (&rtf);
      cw_rtf_end_paragraph (&rtf);
      cw_rtf_close_tables (&rtf, 0);
      text = cw_flow_finish (rtf.flow);
      text->n_insertions = rtf.n_insertions;
      text->n_deletions = rtf.n_deletions;
      if (cut)
        cw_text_warn (text, "the file ends early; what is there was read, compare its end with "
                            "the file in the program that made it");
    }
  rtf_clear (&rtf);
  return text;
}
