/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-readers.h"

#include "cw-error.h"
#include "cw-odf-manifest.h"
#include "cw-read-odt-private.h"
#include "cw-zip.h"

#include <string.h>

#define MOST_STORIES 12

static CwOdtState *
innermost (CwOdt *self)
{
  return &g_array_index (self->states, CwOdtState, self->states->len - 1);
}

static void
apply_look (CwOdt            *self,
            const CwOdtState *state)
{
  if (!cw_flow_in_paragraph (self->flow))
    return;
  cw_flow_set_strong (self->flow, state->bold);
  cw_flow_set_emphasis (self->flow, state->italic);
  cw_flow_set_hidden (self->flow, state->hidden);
}

static void
start_paragraph (CwOdt                 *self,
                 const char            *name,
                 const CwXmlAttributes *attributes,
                 CwOdtState            *state)
{
  gboolean heading = *name == 'h';

  if (self->lists->len > 0)
    cw_flow_end_paragraph (self->flow);
  cw_flow_start_paragraph (self->flow);
  if (heading)
    cw_flow_set_heading (self->flow,
                         CLAMP (cw_xml_attribute_int (attributes, "outline-level", 1), 1, 9));
  if (self->lists->len > 0 && !heading)
    cw_flow_set_list (self->flow, (int) MIN (self->lists->len, 9), self->label != NULL);
  if (self->label != NULL && !heading)
    cw_flow_append (self->flow, self->label, -1);
  g_clear_pointer (&self->label, g_free);
  state->action = CW_ODT_PARAGRAPH;
  state->in_text = TRUE;
  /* That all of a heading is bold says nothing. */
  if (!heading)
    {
      g_autofree char *style = cw_xml_dup_attribute (attributes, "style-name");

      cw_odt_look (self, style, state);
    }
  apply_look (self, state);
}

static void
start_list (CwOdt                 *self,
            const CwXmlAttributes *attributes,
            CwOdtState            *state)
{
  g_autofree char *name = cw_xml_dup_attribute (attributes, "style-name");
  CwOdtList list = { NULL, 0 };

  if (name != NULL)
    list.style = g_hash_table_lookup (self->list_styles, name);
  else if (self->lists->len > 0)
    list.style = g_array_index (self->lists, CwOdtList, self->lists->len - 1).style;
  if (list.style != NULL && self->lists->len < CW_ODT_LIST_LEVELS)
    list.number = MAX (list.style->start[self->lists->len], 1) - 1;
  g_array_append_val (self->lists, list);
  state->action = CW_ODT_LIST;
}

static void
start_item (CwOdt                 *self,
            const CwXmlAttributes *attributes)
{
  CwOdtList *list;
  guint level = self->lists->len - 1;

  if (self->lists->len == 0)
    return;
  list = &g_array_index (self->lists, CwOdtList, level);
  list->number = cw_xml_attribute_int (attributes, "start-value",
                                       list->number < G_MAXINT - 1 ? list->number + 1 : 1);
  g_free (self->label);
  self->label = cw_odt_list_label (list, level);
}

static void
start_story (CwOdt      *self,
             CwOdtState *state,
             CwOdtAction action)
{
  if (self->n_stories >= MOST_STORIES)
    {
      state->action = CW_ODT_SKIPPED;
      self->skipped++;
      return;
    }
  self->n_stories++;
  cw_flow_push (self->flow);
  state->action = action;
  state->in_text = FALSE;
  state->bold = state->italic = state->hidden = FALSE;
}

static void
append_blanks (CwOdt                 *self,
               const CwXmlAttributes *attributes)
{
  int n = CLAMP (cw_xml_attribute_int (attributes, "c", 1), 1, 1000);

  for (; n > 0; n--)
    cw_flow_append (self->flow, " ", 1);
}

static gboolean
start_inline (CwOdt                 *self,
              const char            *name,
              const CwXmlAttributes *attributes,
              CwOdtState            *state)
{
  if (strcmp (name, "span") == 0)
    {
      g_autofree char *style = cw_xml_dup_attribute (attributes, "style-name");

      cw_odt_look (self, style, state);
      apply_look (self, state);
    }
  else if (strcmp (name, "s") == 0)
    append_blanks (self, attributes);
  else if (strcmp (name, "tab") == 0)
    cw_flow_append (self->flow, "\t", 1);
  else if (strcmp (name, "line-break") == 0)
    cw_flow_append_char (self->flow, '\n');
  else if (strcmp (name, "a") == 0)
    {
      g_autofree char *address = cw_xml_dup_attribute (attributes, "href");

      cw_flow_start_link (self->flow, address != NULL ? address : "");
      state->action = CW_ODT_LINK;
    }
  else if (strcmp (name, "note") == 0 && cw_flow_in_paragraph (self->flow))
    state->note = cw_flow_mark_note (self->flow, 0);
  else if (strcmp (name, "note-body") == 0 && state->note > 0)
    start_story (self, state, CW_ODT_NOTE);
  else
    return FALSE;
  return TRUE;
}

static gboolean
start_block (CwOdt                 *self,
             const char            *name,
             const CwXmlAttributes *attributes,
             CwOdtState            *state)
{
  if (strcmp (name, "p") == 0 || strcmp (name, "h") == 0)
    start_paragraph (self, name, attributes, state);
  else if (strcmp (name, "list") == 0)
    start_list (self, attributes, state);
  else if (strcmp (name, "list-item") == 0 || strcmp (name, "list-header") == 0)
    start_item (self, attributes);
  else if (strcmp (name, "table") == 0)
    {
      cw_flow_start_table (self->flow);
      state->action = CW_ODT_TABLE;
      state->in_text = FALSE;
    }
  else if (strcmp (name, "table-row") == 0)
    {
      cw_flow_start_row (self->flow);
      state->action = CW_ODT_ROW;
    }
  else if (strcmp (name, "table-cell") == 0)
    {
      cw_flow_start_cell (self->flow);
      state->action = CW_ODT_CELL;
    }
  else if (strcmp (name, "text-box") == 0)
    start_story (self, state, CW_ODT_BOX);
  else if (strcmp (name, "annotation") == 0)
    {
      state->start = cw_flow_get_text (self->flow)->length;
      g_string_truncate (self->author, 0);
      start_story (self, state, CW_ODT_COMMENT);
    }
  else if (strcmp (name, "image") == 0)
    cw_flow_append_image (self->flow, NULL);
  else
    return FALSE;
  return TRUE;
}

static gboolean
start_cb (gpointer               user_data,
          const char            *name,
          const char            *ns,
          const CwXmlAttributes *attributes,
          GError               **error)
{
  /* What is none of the text: what is deleted, what is said elsewhere, what is code. */
  static const char *const left_out[] = { "note-citation",
                                          "forms",
                                          "scripts",
                                          "date",
                                          "date-string",
                                          "ruby-text",
                                          "master-styles",
                                          "table-of-content-source",
                                          "alphabetical-index-source",
                                          "user-index-source",
                                          "meta",
                                          "illustration-index-source",
                                          "table-index-source",
                                          "object-index-source",
                                          "settings",
                                          "bibliography-source",
                                          "desc",
                                          "title",
                                          "binary-data",
                                          "sequence-decls",
                                          "notes",
                                          "event-listeners",
                                          "shapes",
                                          "math",
                                          "variable-decls",
                                          "user-field-decls",
                                          "dde-source",
                                          "font-face-decls",
                                          "annotation-end",
                                          "deletion",
                                          "sender-initials",
                                          NULL };
  CwOdt *self = user_data;
  CwOdtState state = self->states->len > 0 ? *innermost (self) : (CwOdtState) { 0 };

  state.action = CW_ODT_NOTHING;
  if (self->skipped > 0)
    ;
  else if (self->flow != NULL && strcmp (name, "insertion") == 0)
    self->n_insertions++;
  else if ((self->flow != NULL && g_strv_contains (left_out, name))
           || (strcmp (name, "section") == 0
               && cw_xml_attribute_is (attributes, "display", "none")))
    {
      if (strcmp (name, "deletion") == 0)
        self->n_deletions++;
      self->skipped++;
      state.action = CW_ODT_SKIPPED;
    }
  else if (strcmp (name, "creator") == 0)
    {
      state.action = CW_ODT_AUTHOR;
      self->in_author = TRUE;
    }
  else if (!cw_odt_start_style (self, name, attributes, &state) && self->flow != NULL
           && !start_block (self, name, attributes, &state))
    start_inline (self, name, attributes, &state);
  g_array_append_val (self->states, state);
  return self->flow == NULL || cw_flow_is_within_limit (self->flow, error);
}

static CwText *
pop_story (CwOdt *self)
{
  self->n_stories--;
  return cw_flow_pop (self->flow);
}

static void
end_comment (CwOdt            *self,
             const CwOdtState *state)
{
  g_autoptr (CwText) comment = pop_story (self);

  cw_flow_add_comment (self->flow, state->start > 0 ? state->start - 1 : 0, self->author->str,
                       comment->text);
}

static gboolean
end_cb (gpointer user_data,
        GError **error)
{
  CwOdt *self = user_data;
  const CwOdtState state = *innermost (self);

  g_array_set_size (self->states, self->states->len - 1);
  switch (state.action)
    {
    case CW_ODT_PARAGRAPH:
      cw_flow_end_paragraph (self->flow);
      break;
    case CW_ODT_STYLE:
      self->style = NULL;
      break;
    case CW_ODT_LIST_STYLE:
      self->list_style = NULL;
      break;
    case CW_ODT_LIST:
      g_array_set_size (self->lists, self->lists->len - 1);
      break;
    case CW_ODT_LINK:
      cw_flow_end_link (self->flow);
      break;
    case CW_ODT_TABLE:
      cw_flow_end_table (self->flow);
      break;
    case CW_ODT_ROW:
      cw_flow_end_row (self->flow);
      break;
    case CW_ODT_CELL:
      cw_flow_end_cell (self->flow);
      break;
    case CW_ODT_NOTE:
      cw_flow_set_note (self->flow, state.note, pop_story (self));
      break;
    case CW_ODT_BOX:
      cw_flow_add_box (self->flow, pop_story (self));
      break;
    case CW_ODT_COMMENT:
      end_comment (self, &state);
      break;
    case CW_ODT_AUTHOR:
      self->in_author = FALSE;
      break;
    case CW_ODT_SKIPPED:
      self->skipped--;
      break;
    case CW_ODT_NOTHING:
    default:
      break;
    }
  if (self->flow != NULL && self->states->len > 0)
    apply_look (self, innermost (self));
  return TRUE;
}

static gboolean
characters_cb (gpointer    user_data,
               const char *text,
               gsize       n_bytes,
               GError    **error)
{
  CwOdt *self = user_data;

  if (self->flow == NULL || self->skipped > 0)
    return TRUE;
  if (self->in_author)
    g_string_append_len (self->author, text, (gssize) n_bytes);
  else if (self->states->len > 0 && innermost (self)->in_text)
    cw_flow_append_collapsed (self->flow, text, (gssize) n_bytes);
  return TRUE;
}

static gboolean
is_wanted (const char *name,
           gpointer    user_data)
{
  return strcmp (name, "content.xml") == 0 || strcmp (name, "styles.xml") == 0
         || strcmp (name, CW_ODF_MANIFEST) == 0;
}

static gboolean
parse (CwOdt        *self,
       GBytes       *bytes,
       const char   *what,
       GCancellable *cancellable,
       GError      **error)
{
  static const CwXmlHandler handler = { start_cb, end_cb, characters_cb };

  g_array_set_size (self->states, 0);
  return cw_xml_parse (bytes, what, &handler, self, cancellable, error);
}

static gboolean
read_archive (CwOdt        *self,
              GBytes       *bytes,
              GCancellable *cancellable,
              GError      **error)
{
  g_autoptr (CwZip) zip = cw_zip_read (bytes, is_wanted, NULL, cancellable, error);
  GBytes *styles;
  GBytes *content;

  if (zip == NULL || !cw_odf_refuse_encrypted (zip, error))
    return FALSE;
  styles = cw_zip_get_part (zip, "styles.xml");
  content = cw_zip_get_part (zip, "content.xml");
  if (content == NULL)
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_DAMAGED,
                           "the archive has no content.xml; open the file in the program that made "
                           "it, save it again and import that");
      return FALSE;
    }
  if (styles != NULL && !parse (self, styles, "styles.xml", cancellable, error))
    return FALSE;
  self->flow = cw_flow_new ("odt");
  return parse (self, content, "content.xml", cancellable, error);
}

/**
 * cw_read_odt:
 * @bytes: an OpenDocument text, an archive or flat
 * @file_name: its name, for messages
 * @options: not used: the format fixes the encoding
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads an OpenDocument text: paragraphs, headings, bold and italics, numbers of
 * lists, tables, links, notes at the end, comments, text boxes, placeholders of
 * images. Tracked insertions are in, deletions are out, and both are counted.
 * Headers, footers and hidden text are out.
 *
 * Returns: (transfer full): the text, or NULL with %CW_ERROR_DAMAGED,
 *   %CW_ERROR_FORMAT, %CW_ERROR_PROTECTED or %CW_ERROR_TOO_LARGE, or cancelled
 */
CwText *
cw_read_odt (GBytes              *bytes,
             const char          *file_name,
             const CwReadOptions *options,
             GCancellable        *cancellable,
             GError             **error)
{
  CwOdt odt;
  CwText *text = NULL;
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  gboolean ok;

  cw_odt_init (&odt);
  if (n_bytes > 2 && memcmp (data, "PK", 2) == 0)
    ok = read_archive (&odt, bytes, cancellable, error);
  else
    {
      odt.flow = cw_flow_new ("odt");
      ok = parse (&odt, bytes, "the document", cancellable, error);
    }
  if (ok)
    {
      text = cw_flow_finish (odt.flow);
      text->n_insertions = odt.n_insertions;
      text->n_deletions = odt.n_deletions;
    }
  cw_odt_clear (&odt);
  return text;
}
