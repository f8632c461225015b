/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-docx-story-private.h"

#include "cw-limits.h"

#include <stdlib.h>
#include <string.h>

/* What each element of WordprocessingML means. Elements are told apart by their
 * local names, which do not clash in what matters; so documents in the strict
 * namespaces are read as well. What has no line in the table at the end is read
 * through. */

static void
skip (CwDocxStory           *story,
      const CwXmlAttributes *attributes)
{
  story->skip = 1;
}

static gboolean
is_on (const CwXmlAttributes *attributes)
{
  return !cw_xml_attribute_is (attributes, "val", "0")
         && !cw_xml_attribute_is (attributes, "val", "false")
         && !cw_xml_attribute_is (attributes, "val", "off");
}

static gboolean
is_open (const CwDocxStory *story,
         const char        *name)
{
  const CwDocxElement *element;

  if (story->open->len < 2)
    return FALSE;
  element = g_array_index (story->open, const CwDocxElement *, story->open->len - 2);
  return element != NULL && strcmp (element->name, name) == 0;
}

/* --- Paragraphs and what is said of them ---------------------------------- */

static void
start_p (CwDocxStory           *story,
         const CwXmlAttributes *attributes)
{
  cw_flow_start_paragraph (story->flow);
}

static void
end_p (CwDocxStory *story)
{
  cw_flow_end_paragraph (story->flow);

  /* Word writes a field's instruction into one paragraph. */
  for (guint i = 0; i < story->fields->len; i++)
    g_array_index (story->fields, gboolean, i) = FALSE;
}

static void
start_properties (CwDocxStory           *story,
                  const CwXmlAttributes *attributes)
{
  story->in_properties = TRUE;
}

static void
end_properties (CwDocxStory *story)
{
  story->in_properties = FALSE;
}

static void
start_style (CwDocxStory           *story,
             const CwXmlAttributes *attributes)
{
  g_autofree char *id = cw_xml_dup_attribute (attributes, "val");
  const CwDocxStyle *style;

  if (id == NULL || !story->in_properties)
    return;
  style = g_hash_table_lookup (story->package->styles, id);
  if (style == NULL)
    return;
  cw_flow_set_heading (story->flow, style->heading);
  if (style->list)
    cw_flow_set_list (story->flow, 1, FALSE);
}

static void
start_outline (CwDocxStory           *story,
               const CwXmlAttributes *attributes)
{
  int level = cw_xml_attribute_int (attributes, "val", 9);

  if (story->in_properties && level >= 0)
    cw_flow_set_heading (story->flow, level < 9 ? level + 1 : 0);
}

static void
start_list_level (CwDocxStory           *story,
                  const CwXmlAttributes *attributes)
{
  if (story->in_properties)
    cw_flow_set_list (story->flow, 1 + CLAMP (cw_xml_attribute_int (attributes, "val", 0), 0, 8),
                      FALSE);
}

static void
start_list (CwDocxStory           *story,
            const CwXmlAttributes *attributes)
{
  if (!story->in_properties)
    return;
  if (cw_xml_attribute_int (attributes, "val", 0) == 0)
    cw_flow_set_list (story->flow, 0, FALSE);
  else if (cw_flow_get_list (story->flow) == 0)
    cw_flow_set_list (story->flow, 1, FALSE);
}

/* A drop cap is a paragraph of its own, but the beginning of the next one. */
static void
start_frame (CwDocxStory           *story,
             const CwXmlAttributes *attributes)
{
  if (story->in_properties
      && (cw_xml_attribute_is (attributes, "dropCap", "drop")
          || cw_xml_attribute_is (attributes, "dropCap", "margin")))
    cw_flow_run_on (story->flow);
}

/* --- Runs ----------------------------------------------------------------- */

static void
start_run (CwDocxStory           *story,
           const CwXmlAttributes *attributes)
{
  cw_flow_set_strong (story->flow, FALSE);
  cw_flow_set_emphasis (story->flow, FALSE);
  cw_flow_set_hidden (story->flow, FALSE);
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
start_bold (CwDocxStory           *story,
            const CwXmlAttributes *attributes)
{
  if (story->in_run_properties && !story->in_properties)
    cw_flow_set_strong (story->flow, is_on (attributes));
}

static void
start_italic (CwDocxStory           *story,
              const CwXmlAttributes *attributes)
{
  if (story->in_run_properties && !story->in_properties)
    cw_flow_set_emphasis (story->flow, is_on (attributes));
}

static void
start_vanish (CwDocxStory           *story,
              const CwXmlAttributes *attributes)
{
  if (story->in_run_properties && !story->in_properties)
    cw_flow_set_hidden (story->flow, is_on (attributes));
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

/* A character by its code in a font; those of Wingdings that forms use. */
static void
start_symbol (CwDocxStory           *story,
              const CwXmlAttributes *attributes)
{
  static const struct
  {
    guint code;
    gunichar character;
  } wingdings[] = {
    { 0x4A, 0x263A }, { 0x4C, 0x2639 }, { 0x6C, 0x25CF }, { 0x6E, 0x25A0 }, { 0x6F, 0x25A1 },
    { 0xA7, 0x25AA }, { 0xA8, 0x2610 }, { 0xDF, 0x2190 }, { 0xE0, 0x2192 }, { 0xE8, 0x2794 },
    { 0xF0, 0x21E8 }, { 0xFB, 0x2717 }, { 0xFC, 0x2713 }, { 0xFD, 0x2612 }, { 0xFE, 0x2611 },
  };
  g_autofree char *font = cw_xml_dup_attribute (attributes, "font");
  g_autofree char *code = cw_xml_dup_attribute (attributes, "char");
  char bytes[6];
  gunichar character = code != NULL ? (gunichar) g_ascii_strtoull (code, NULL, 16) : 0;

  if (character >= 0xF000 && character <= 0xF0FF && font != NULL
      && g_str_has_prefix (font, "Wingdings"))
    for (gsize i = 0; i < G_N_ELEMENTS (wingdings); i++)
      if (wingdings[i].code == character - 0xF000)
        character = wingdings[i].character;
  if (character < ' ' || !g_unichar_validate (character))
    character = 0xFFFD;
  cw_docx_append (story, bytes, (gsize) g_unichar_to_utf8 (character, bytes));
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
  if (is_open (story, "trPr"))
    cw_flow_delete_row (story->flow);
  else if (story->in_properties)
    cw_flow_run_on (story->flow);
  else
    story->skip = 1;
}

/* --- Links, images, text boxes -------------------------------------------- */

static void
start_link (CwDocxStory           *story,
            const CwXmlAttributes *attributes)
{
  g_autofree char *id = cw_xml_dup_attribute (attributes, "id");
  g_autofree char *anchor = cw_xml_dup_attribute (attributes, "anchor");
  g_autofree char *target = NULL;
  const char *address = id != NULL ? g_hash_table_lookup (story->package->links, id) : NULL;

  if (address != NULL)
    target = g_strdup (address);
  else if (anchor != NULL)
    target = g_strconcat ("#", anchor, NULL);

  cw_flow_start_link (story->flow, target);
}

static void
end_link (CwDocxStory *story)
{
  cw_flow_end_link (story->flow);
}

static void
start_image (CwDocxStory           *story,
             const CwXmlAttributes *attributes)
{
  if (!cw_docx_in_instruction (story))
    cw_flow_append_image (story->flow, NULL);
}

static void
start_box (CwDocxStory           *story,
           const CwXmlAttributes *attributes)
{
  cw_flow_push (story->flow);
}

static void
end_box (CwDocxStory *story)
{
  CwText *box = cw_flow_pop (story->flow);

  cw_flow_add_box (story->flow, box);
}

static void
start_alternate (CwDocxStory           *story,
                 const CwXmlAttributes *attributes)
{
  gboolean taken = FALSE;

  g_array_append_val (story->choices, taken);
}

static void
end_alternate (CwDocxStory *story)
{
  g_array_set_size (story->choices, story->choices->len - 1);
}

/* Of alternatives that say the same, the first. */
static void
start_choice (CwDocxStory           *story,
              const CwXmlAttributes *attributes)
{
  gboolean *taken;

  if (story->choices->len == 0)
    return;
  taken = &g_array_index (story->choices, gboolean, story->choices->len - 1);
  if (*taken)
    story->skip = 1;
  *taken = TRUE;
}

static void
start_chunk (CwDocxStory           *story,
             const CwXmlAttributes *attributes)
{
  cw_text_warn (cw_flow_get_text (story->flow),
                "another document is embedded in this one and was left out; open it in Word, "
                "save it and import that");
}

static void
start_ruby_text (CwDocxStory           *story,
                 const CwXmlAttributes *attributes)
{
  cw_text_warn (cw_flow_get_text (story->flow), "readings set above the characters were left out");
  story->skip = 1;
}

/* --- Notes and comments --------------------------------------------------- */

static void
refer_to_note (CwDocxStory           *story,
               const CwXmlAttributes *attributes,
               GHashTable            *notes,
               GHashTable            *numbers)
{
  char *id = cw_xml_dup_attribute (attributes, "id");
  guint number = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (numbers, id)) : 0;
  gpointer known = NULL;
  gpointer note = NULL;

  if (id == NULL || notes == NULL || cw_flow_is_mute (story->flow)
      || (number == 0 && !g_hash_table_steal_extended (notes, id, &known, &note)))
    {
      g_free (id);
      return;
    }

  number = cw_flow_mark_note (story->flow, number);
  if (note != NULL)
    cw_flow_set_note (story->flow, number, note);
  g_hash_table_replace (numbers, id, GUINT_TO_POINTER (number));
  g_free (known);
}

static void
start_footnote_reference (CwDocxStory           *story,
                          const CwXmlAttributes *attributes)
{
  refer_to_note (story, attributes, story->package->footnotes, story->footnote_numbers);
}

static void
start_endnote_reference (CwDocxStory           *story,
                         const CwXmlAttributes *attributes)
{
  refer_to_note (story, attributes, story->package->endnotes, story->endnote_numbers);
}

/* A note or comment in a part of its own. */
static void
start_item (CwDocxStory           *story,
            const CwXmlAttributes *attributes)
{
  if (story->items == NULL || story->item_id != NULL)
    return;
  if (cw_xml_attribute_is (attributes, "type", "separator")
      || cw_xml_attribute_is (attributes, "type", "continuationSeparator")
      || cw_xml_attribute_is (attributes, "type", "continuationNotice"))
    {
      story->skip = 1;
      return;
    }

  story->item_id = cw_xml_dup_attribute (attributes, "id");
  if (story->item_id == NULL)
    story->item_id = g_strdup ("");
  if (story->authors != NULL)
    g_hash_table_replace (story->authors, g_strdup (story->item_id),
                          cw_xml_dup_attribute (attributes, "author"));
  cw_flow_push (story->flow);
}

static void
end_item (CwDocxStory *story)
{
  CwText *item;

  if (story->item_id == NULL || cw_flow_depth (story->flow) < 2)
    return;
  item = cw_flow_pop (story->flow);
  g_hash_table_replace (story->items, g_steal_pointer (&story->item_id), item);
}

static void
start_comment_range (CwDocxStory           *story,
                     const CwXmlAttributes *attributes)
{
  char *id = cw_xml_dup_attribute (attributes, "id");
  guint32 start = cw_flow_in_paragraph (story->flow) ? cw_flow_get_text (story->flow)->length
                                                     : cw_flow_get_start (story->flow);

  if (id != NULL)
    g_hash_table_replace (story->comment_starts, id, GUINT_TO_POINTER (start));
}

/* A comment that speaks of no range speaks of the paragraph so far. */
static void
start_comment_reference (CwDocxStory           *story,
                         const CwXmlAttributes *attributes)
{
  g_autofree char *id = cw_xml_dup_attribute (attributes, "id");
  const CwDocxComment *comment;
  gpointer start = NULL;

  comment = id != NULL && story->package->comments != NULL
              ? g_hash_table_lookup (story->package->comments, id)
              : NULL;
  if (comment == NULL)
    return;
  if (!g_hash_table_lookup_extended (story->comment_starts, id, NULL, &start))
    start = GUINT_TO_POINTER (cw_flow_get_start (story->flow));
  cw_flow_add_comment (story->flow, GPOINTER_TO_UINT (start), comment->author, comment->text);
}

/* --- Tables --------------------------------------------------------------- */

static void
start_table (CwDocxStory           *story,
             const CwXmlAttributes *attributes)
{
  cw_flow_start_table (story->flow);
}

static void
end_table (CwDocxStory *story)
{
  cw_flow_end_table (story->flow);
}

static void
start_row (CwDocxStory           *story,
           const CwXmlAttributes *attributes)
{
  cw_flow_start_row (story->flow);
}

static void
end_row (CwDocxStory *story)
{
  cw_flow_end_row (story->flow);
}

static void
start_cell (CwDocxStory           *story,
            const CwXmlAttributes *attributes)
{
  cw_flow_start_cell (story->flow);
}

static void
end_cell (CwDocxStory *story)
{
  cw_flow_end_cell (story->flow);
}

/* --- The table, sorted by name -------------------------------------------- */

static const CwDocxElement elements[] = {
  { "AlternateContent", start_alternate, end_alternate },
  { "Choice", start_choice, NULL },
  { "Fallback", start_choice, NULL },
  { "altChunk", start_chunk, NULL },
  { "b", start_bold, NULL },
  { "br", start_break, NULL },
  { "comment", start_item, end_item },
  { "commentRangeStart", start_comment_range, NULL },
  { "commentReference", start_comment_reference, NULL },
  { "cr", start_break, NULL },
  { "del", start_deletion, NULL },
  { "endnote", start_item, end_item },
  { "endnoteReference", start_endnote_reference, NULL },
  { "fldChar", start_field_char, NULL },
  { "footnote", start_item, end_item },
  { "footnoteReference", start_footnote_reference, NULL },
  { "framePr", start_frame, NULL },
  { "hyperlink", start_link, end_link },
  { "i", start_italic, NULL },
  { "ilvl", start_list_level, NULL },
  { "imagedata", start_image, NULL },
  { "ins", start_insertion, NULL },
  { "moveFrom", start_deletion, NULL },
  { "moveTo", start_insertion, NULL },
  { "noBreakHyphen", start_hyphen, NULL },
  { "numId", start_list, NULL },
  { "numberingChange", skip, NULL },
  { "outlineLvl", start_outline, NULL },
  { "p", start_p, end_p },
  { "pPr", start_properties, end_properties },
  { "pPrChange", skip, NULL },
  { "pStyle", start_style, NULL },
  { "pic", start_image, NULL },
  { "ptab", start_tab, NULL },
  { "r", start_run, NULL },
  { "rPr", start_run_properties, end_run_properties },
  { "rPrChange", skip, NULL },
  { "rt", start_ruby_text, NULL },
  { "sdtPr", skip, NULL },
  { "sectPr", skip, NULL },
  { "softHyphen", start_hyphen, NULL },
  { "subDoc", start_chunk, NULL },
  { "sym", start_symbol, NULL },
  { "t", start_text, end_text },
  { "tab", start_tab, NULL },
  { "tbl", start_table, end_table },
  { "tblGrid", skip, NULL },
  { "tblPr", skip, NULL },
  { "tblPrEx", skip, NULL },
  { "tc", start_cell, end_cell },
  { "tcPr", skip, NULL },
  { "tr", start_row, end_row },
  { "trPr", NULL, NULL },
  { "trPrChange", skip, NULL },
  { "txbxContent", start_box, end_box },
  { "vanish", start_vanish, NULL },
};

static int
compare_elements (const void *key,
                  const void *element)
{
  return strcmp (key, ((const CwDocxElement *) element)->name);
}

/* Finds what an element means; NULL if it means nothing in itself. */
const CwDocxElement *
cw_docx_find_element (const char *name)
{
  return bsearch (name, elements, G_N_ELEMENTS (elements), sizeof elements[0], compare_elements);
}
