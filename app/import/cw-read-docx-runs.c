/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-docx-story-private.h"

#include <string.h>

/* Runs of WordprocessingML: text, and how it looks; fields and tracked changes. */

static void
start_run (CwDocxStory           *story,
           const CwXmlAttributes *attributes)
{
  const CwDocxStyle *style = story->paragraph.style;
  /* That a heading is bold says nothing more of it. */
  gboolean shown = style != NULL && style->heading <= 0;

  story->font = CW_FONT_OF_LETTERS;
  cw_flow_set_strong (story->flow, shown && style->strong > 0);
  cw_flow_set_emphasis (story->flow, shown && style->emphasis > 0);
  cw_flow_set_hidden (story->flow, style != NULL && style->hidden > 0);
}

static void
start_run_properties (CwDocxStory           *story,
                      const CwXmlAttributes *attributes)
{
  story->in_run_properties = TRUE;
}

static void
end_run_properties (CwDocxStory *story)
{
  story->in_run_properties = FALSE;
}

static void
start_run_style (CwDocxStory           *story,
                 const CwXmlAttributes *attributes)
{
  g_autofree char *id = cw_xml_dup_attribute (attributes, "val");
  const CwDocxStyle *style;

  if (id == NULL || !story->in_run_properties || story->in_properties)
    return;
  style = g_hash_table_lookup (story->package->styles, id);
  if (style == NULL)
    return;
  if (style->strong >= 0)
    cw_flow_set_strong (story->flow, style->strong);
  if (style->emphasis >= 0)
    cw_flow_set_emphasis (story->flow, style->emphasis);
  if (style->hidden >= 0)
    cw_flow_set_hidden (story->flow, style->hidden);
}

static void
start_bold (CwDocxStory           *story,
            const CwXmlAttributes *attributes)
{
  if (story->in_run_properties && !story->in_properties)
    cw_flow_set_strong (story->flow, cw_docx_is_on (attributes));
}

static void
start_italic (CwDocxStory           *story,
              const CwXmlAttributes *attributes)
{
  if (story->in_run_properties && !story->in_properties)
    cw_flow_set_emphasis (story->flow, cw_docx_is_on (attributes));
}

static void
start_vanish (CwDocxStory           *story,
              const CwXmlAttributes *attributes)
{
  if (story->in_run_properties && !story->in_properties)
    cw_flow_set_hidden (story->flow, cw_docx_is_on (attributes));
}

static void
start_text (CwDocxStory           *story,
            const CwXmlAttributes *attributes)
{
  story->in_text = TRUE;
}

static void
end_text (CwDocxStory *story)
{
  story->in_text = FALSE;
  if (story->math != NULL)
    cw_docx_end_math_text (story);
}

static void
start_tab (CwDocxStory           *story,
           const CwXmlAttributes *attributes)
{
  if (!story->in_properties)
    cw_docx_append (story, "\t", 1);
}

static void
start_break (CwDocxStory           *story,
             const CwXmlAttributes *attributes)
{
  if (cw_xml_attribute_is (attributes, "type", "page"))
    cw_flow_break_page (story->flow);
  cw_docx_append (story, "\n", 1);
}

static void
start_hyphen (CwDocxStory           *story,
              const CwXmlAttributes *attributes)
{
  const CwDocxElement *element = g_array_index (story->open, const CwDocxElement *,
                                                story->open->len - 1);
  const char *hyphen = strcmp (element->name, "softHyphen") == 0 ? "\u00AD" : "\u2011";

  cw_docx_append (story, hyphen, strlen (hyphen));
}

/* A character by its code in a font. */
static void
start_symbol (CwDocxStory           *story,
              const CwXmlAttributes *attributes)
{
  g_autofree char *font = cw_xml_dup_attribute (attributes, "font");
  g_autofree char *code = cw_xml_dup_attribute (attributes, "char");
  char bytes[6];
  gunichar character = code != NULL ? (gunichar) g_ascii_strtoull (code, NULL, 16) : 0;

  character = cw_symbol_font_map (cw_symbol_font_from_name (font), character);
  if (character < ' ' || !g_unichar_validate (character))
    character = 0xFFFD;
  cw_docx_append (story, bytes, (gsize) g_unichar_to_utf8 (character, bytes));
}

/* In which font a run is, if that is one of signs; other characters than those of the
 * font's own are in another font even so. */
static void
start_fonts (CwDocxStory           *story,
             const CwXmlAttributes *attributes)
{
  g_autofree char *name = cw_xml_dup_attribute (attributes, "ascii");

  if (story->in_run_properties && !story->in_properties)
    story->font = cw_symbol_font_from_name (name);
}

/* --- Fields: results, not instructions ------------------------------------ */

static void
start_field_char (CwDocxStory           *story,
                  const CwXmlAttributes *attributes)
{
  gboolean in_instruction = TRUE;

  if (cw_xml_attribute_is (attributes, "fldCharType", "begin"))
    g_array_append_val (story->fields, in_instruction);
  else if (story->fields->len == 0)
    return;
  else if (cw_xml_attribute_is (attributes, "fldCharType", "separate"))
    g_array_index (story->fields, gboolean, story->fields->len - 1) = FALSE;
  else if (cw_xml_attribute_is (attributes, "fldCharType", "end"))
    g_array_set_size (story->fields, story->fields->len - 1);
}

/* --- Tracked changes ------------------------------------------------------ */

static void
start_insertion (CwDocxStory           *story,
                 const CwXmlAttributes *attributes)
{
  if (!story->in_properties)
    cw_flow_get_text (story->flow)->n_insertions++;
}

static void
start_deletion (CwDocxStory           *story,
                const CwXmlAttributes *attributes)
{
  cw_flow_get_text (story->flow)->n_deletions++;
  if (cw_docx_is_in (story, "trPr"))
    cw_flow_delete_row (story->flow);
  else if (story->in_properties)
    {
      story->paragraph.mark_deleted = TRUE;
      cw_flow_run_on (story->flow);
    }
  else
    story->skip = 1;
}

const CwDocxElement cw_docx_run_elements[] = {
  { "r", start_run, NULL },
  { "rPr", start_run_properties, end_run_properties },
  { "rPrChange", cw_docx_skip, NULL },
  { "rStyle", start_run_style, NULL },
  { "rFonts", start_fonts, NULL },
  { "b", start_bold, NULL },
  { "i", start_italic, NULL },
  { "vanish", start_vanish, NULL },
  { "t", start_text, end_text },
  { "tab", start_tab, NULL },
  { "ptab", start_tab, NULL },
  { "br", start_break, NULL },
  { "cr", start_break, NULL },
  { "noBreakHyphen", start_hyphen, NULL },
  { "softHyphen", start_hyphen, NULL },
  { "sym", start_symbol, NULL },
  { "fldChar", start_field_char, NULL },
  { "ins", start_insertion, NULL },
  { "moveTo", start_insertion, NULL },
  { "del", start_deletion, NULL },
  { "moveFrom", start_deletion, NULL },
  { NULL, NULL, NULL },
};
