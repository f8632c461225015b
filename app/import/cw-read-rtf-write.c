/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-rtf-private.h"

/* What an RTF file says, into the flow: bytes in code pages, paragraphs, tables. */

/* More of one field, label or name is nothing that is needed. */
#define MOST_CAPTURED 65536

CwRtfGroup *
cw_rtf_group (CwRtf *self)
{
  return &g_array_index (self->groups, CwRtfGroup, self->groups->len - 1);
}

CwRtfTables *
cw_rtf_tables (CwRtf *self)
{
  return &self->stories[MIN (self->story, CW_RTF_MOST_STORIES)];
}

/* Tables are opened and closed before a paragraph begins, since only then it is known
 * where it stands. */
static guint
wanted_depth (CwRtf *self)
{
  const CwRtfGroup *group = cw_rtf_group (self);

  if (group->table_depth > 0)
    return MIN (group->table_depth, CW_RTF_MOST_TABLES);
  return group->in_table || cw_rtf_tables (self)->defined ? 1 : 0;
}

void
cw_rtf_close_tables (CwRtf *self,
                     guint  depth)
{
  CwRtfTables *tables = cw_rtf_tables (self);

  for (; tables->depth > depth; tables->depth--)
    {
      tables->row[tables->depth] = tables->cell[tables->depth] = FALSE;
      cw_flow_end_table (self->flow);
    }
}

static void
open_cell (CwRtf *self,
           guint  depth)
{
  CwRtfTables *tables = cw_rtf_tables (self);

  while (tables->depth < depth)
    {
      if (tables->depth > 0 && !tables->cell[tables->depth])
        open_cell (self, tables->depth);
      cw_flow_end_paragraph (self->flow);
      cw_flow_start_table (self->flow);
      tables->depth++;
    }
  cw_rtf_close_tables (self, depth);
  if (depth == 0 || tables->cell[depth])
    return;
  if (!tables->row[depth])
    cw_flow_start_row (self->flow);
  cw_flow_start_cell (self->flow);
  tables->row[depth] = tables->cell[depth] = TRUE;
}

void
cw_rtf_end_cell (CwRtf *self,
                 guint  depth)
{
  cw_rtf_flush (self);
  depth = MIN (depth, CW_RTF_MOST_TABLES);
  cw_rtf_end_paragraph (self);
  open_cell (self, depth);
  cw_flow_end_cell (self->flow);
  cw_rtf_tables (self)->cell[depth] = FALSE;
}

void
cw_rtf_end_row (CwRtf *self,
                guint  depth)
{
  CwRtfTables *tables = cw_rtf_tables (self);

  cw_rtf_flush (self);
  depth = MIN (depth, CW_RTF_MOST_TABLES);
  if (depth == 1)
    tables->defined = FALSE;
  if (tables->depth < depth)
    return;
  cw_rtf_end_paragraph (self);
  cw_rtf_close_tables (self, depth);
  if (tables->row[depth])
    cw_flow_end_row (self->flow);
  tables->row[depth] = tables->cell[depth] = FALSE;
}

void
cw_rtf_open_paragraph (CwRtf *self)
{
  if (cw_flow_in_paragraph (self->flow))
    return;
  open_cell (self, wanted_depth (self));
  cw_flow_start_paragraph (self->flow);
}

void
cw_rtf_end_paragraph (CwRtf *self)
{
  if (!cw_flow_in_paragraph (self->flow))
    return;
  if (cw_rtf_group (self)->heading > 0)
    cw_flow_set_heading (self->flow, cw_rtf_group (self)->heading);
  cw_flow_end_paragraph (self->flow);
}

/* The number of a list's item stands before what it says. */
static void
write_label (CwRtf *self)
{
  if (self->label->len == 0)
    return;
  cw_flow_append (self->flow, self->label->str, (gssize) self->label->len);
  g_string_truncate (self->label, 0);
}

static void
write_text (CwRtf *self)
{
  const CwRtfGroup *group = cw_rtf_group (self);

  if (group->hidden || group->deleted)
    return;
  cw_rtf_open_paragraph (self);
  cw_flow_set_strong (self->flow, FALSE);
  cw_flow_set_emphasis (self->flow, FALSE);
  write_label (self);
  cw_flow_set_strong (self->flow, group->bold);
  cw_flow_set_emphasis (self->flow, group->italic);
  cw_flow_append (self->flow, self->text->str, (gssize) self->text->len);
}

static void
capture (CwRtf   *self,
         GString *target)
{
  if (target->len < MOST_CAPTURED)
    g_string_append_len (target, self->text->str, (gssize) self->text->len);
}

/* Fonts whose letters are signs are known by their names, which end with a semicolon. */
static void
take_font_name (CwRtf *self)
{
  char *end;
  CwSymbolFont font;

  capture (self, self->font_name);
  end = strchr (self->font_name->str, ';');
  if (end == NULL)
    return;
  *end = '\0';
  font = cw_symbol_font_from_name (g_strstrip (self->font_name->str));
  if (font != CW_FONT_OF_LETTERS)
    g_hash_table_insert (self->sign_fonts, GUINT_TO_POINTER (self->font), GUINT_TO_POINTER (font));
  g_string_truncate (self->font_name, 0);
}

/* Bytes of a code page may stand for what is no character of a text. */
static void
drop_controls (GString *text)
{
  gsize n = 0;

  for (gsize i = 0; i < text->len; i++)
    if ((guchar) text->str[i] >= 0x20 || text->str[i] == '\t' || text->str[i] == '\n')
      text->str[n++] = text->str[i];
  g_string_truncate (text, n);
}

/* Writes what was decoded to where the group's text goes. */
void
cw_rtf_flush (CwRtf *self)
{
  if (self->pending != NULL)
    cw_code_page_flush (self->pending, self->text);
  self->pending = NULL;
  drop_controls (self->text);
  if (self->text->len == 0)
    return;
  switch (cw_rtf_group (self)->place)
    {
    case CW_RTF_TEXT:
      write_text (self);
      break;
    case CW_RTF_FIELD:
      capture (self, self->field);
      break;
    case CW_RTF_LABEL:
      capture (self, self->label);
      break;
    case CW_RTF_AUTHOR:
      capture (self, self->author);
      break;
    case CW_RTF_STYLES:
      capture (self, self->style_name);
      break;
    case CW_RTF_FONTS:
      take_font_name (self);
      break;
    case CW_RTF_SKIP:
    case CW_RTF_BOTH:
    default:
      break;
    }
  g_string_truncate (self->text, 0);
}

void
cw_rtf_append (CwRtf   *self,
               gunichar character)
{
  if (self->skip > 0)
    {
      self->skip--;
      return;
    }
  if (self->pending != NULL)
    cw_code_page_flush (self->pending, self->text);
  self->pending = NULL;
  if (character >= 0xF000 && character <= 0xF0FF)
    character = cw_symbol_font_map (cw_rtf_group (self)->signs, character);
  if (character >= 0x20 || character == '\t' || character == '\n')
    g_string_append_unichar (self->text, character);
}

static CwCodePage *
find_code_page (CwRtf *self)
{
  guint number = cw_rtf_group (self)->code_page;
  CwCodePage *page;

  if (number == 0)
    number = self->code_page;
  page = g_hash_table_lookup (self->code_pages, GUINT_TO_POINTER (number));
  if (page == NULL)
    {
      page = cw_code_page_new (number);
      if (page == NULL)
        page = cw_code_page_new (1252);
      g_hash_table_insert (self->code_pages, GUINT_TO_POINTER (number), page);
    }
  return page;
}

/* Bytes in the code page of the group. */
void
cw_rtf_append_bytes (CwRtf        *self,
                     const guint8 *bytes,
                     gsize         n_bytes)
{
  gsize n_skipped = MIN (self->skip, n_bytes);
  CwCodePage *page;

  self->skip -= (guint) n_skipped;
  if (n_skipped == n_bytes)
    return;
  self->high = 0;
  if (cw_rtf_group (self)->signs != CW_FONT_OF_LETTERS)
    {
      for (gsize i = n_skipped; i < n_bytes; i++)
        cw_rtf_append (self, cw_symbol_font_map (cw_rtf_group (self)->signs, bytes[i]));
      return;
    }
  page = find_code_page (self);
  if (self->pending != NULL && self->pending != page)
    cw_code_page_flush (self->pending, self->text);
  self->pending = page;
  cw_code_page_decode (page, bytes + n_skipped, n_bytes - n_skipped, self->text);
  if (self->text->len > 4096 && !cw_code_page_is_waiting (page))
    cw_rtf_flush (self);
}
