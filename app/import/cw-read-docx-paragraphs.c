/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-docx-story-private.h"

/* Paragraphs of WordprocessingML: headings, items of lists, drop caps. */

static void
start_p (CwDocxStory           *story,
         const CwXmlAttributes *attributes)
{
  CwDocxParagraph paragraph = { NULL, -1, -1, FALSE };

  story->paragraph = paragraph;
  cw_flow_start_paragraph (story->flow);
}

static void
end_p (CwDocxStory *story)
{
  gboolean empty = cw_flow_get_text (story->flow)->length == cw_flow_get_start (story->flow);

  cw_flow_end_paragraph (story->flow);
  story->joins = story->paragraph.mark_deleted && !empty;

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

/* Which list the paragraph is an item of, and its number. One whose mark was deleted
 * is part of the next, which is counted. */
static void
number_paragraph (CwDocxStory *story)
{
  const CwDocxParagraph *paragraph = &story->paragraph;
  const CwDocxStyle *style = paragraph->style;
  int num_id = paragraph->num_id;
  int level = paragraph->list_level;
  g_autofree char *label = NULL;

  if (num_id < 0 && style != NULL)
    num_id = style->num_id;
  if (level < 0 && style != NULL)
    level = style->list_level;
  if (num_id <= 0 || cw_flow_is_mute (story->flow))
    return;

  level = CLAMP (level, 0, CW_DOCX_LIST_LEVELS - 1);
  label = cw_docx_numbering_count (story->package->numbering, num_id, level,
                                   paragraph->mark_deleted);
  cw_flow_set_list (story->flow, level + 1, label != NULL);
  if (!story->joins)
    cw_flow_set_label (story->flow, label);
}

static void
end_properties (CwDocxStory *story)
{
  story->in_properties = FALSE;
  number_paragraph (story);
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
  story->paragraph.style = style;
  if (style != NULL)
    cw_flow_set_heading (story->flow, MAX (style->heading, 0));
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
    story->paragraph.list_level = cw_xml_attribute_int (attributes, "val", 0);
}

static void
start_list (CwDocxStory           *story,
            const CwXmlAttributes *attributes)
{
  if (story->in_properties)
    story->paragraph.num_id = cw_xml_attribute_int (attributes, "val", 0);
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

const CwDocxElement cw_docx_paragraph_elements[] = {
  { "p", start_p, end_p },
  { "pPr", start_properties, end_properties },
  { "pPrChange", cw_docx_skip, NULL },
  { "pStyle", start_style, NULL },
  { "outlineLvl", start_outline, NULL },
  { "ilvl", start_list_level, NULL },
  { "numId", start_list, NULL },
  { "numberingChange", cw_docx_skip, NULL },
  { "framePr", start_frame, NULL },
  { "sectPr", cw_docx_skip, NULL },
  { NULL, NULL, NULL },
};
