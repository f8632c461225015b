/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-docx-story-private.h"

#include <string.h>

/* What each element of WordprocessingML means. Elements are told apart by their
 * local names, which do not clash in what matters; so documents in the strict
 * namespaces are read as well. What has no line in a table is read through. */

/* Leaves out what is in the element. */
void
cw_docx_skip (CwDocxStory           *story,
              const CwXmlAttributes *attributes)
{
  story->skip = 1;
}

/* Whether a property is on that is there. */
gboolean
cw_docx_is_on (const CwXmlAttributes *attributes)
{
  return !cw_xml_attribute_is (attributes, "val", "0")
         && !cw_xml_attribute_is (attributes, "val", "false")
         && !cw_xml_attribute_is (attributes, "val", "off");
}

/* Whether the element that begins is in one of that name. */
gboolean
cw_docx_is_in (const CwDocxStory *story,
               const char        *name)
{
  const CwDocxElement *element;

  if (story->open->len < 2)
    return FALSE;
  element = g_array_index (story->open, const CwDocxElement *, story->open->len - 2);
  return element != NULL && strcmp (element->name, name) == 0;
}

/* --- Links, images, text boxes -------------------------------------------- */

static void
start_link (CwDocxStory           *story,
            const CwXmlAttributes *attributes)
{
  g_autofree char *id = cw_xml_dup_attribute (attributes, "id");
  g_autofree char *anchor = cw_xml_dup_attribute (attributes, "anchor");
  g_autofree char *target = NULL;
  const char *address = id != NULL ? g_hash_table_lookup (story->links, id) : NULL;

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
describe_image (CwDocxStory *story,
                char        *description)
{
  g_free (story->image_description);
  story->image_description = description;
}

/* What a drawing shows, in its author's words. */
static void
start_drawing_properties (CwDocxStory           *story,
                          const CwXmlAttributes *attributes)
{
  char *description = cw_xml_dup_attribute (attributes, "descr");

  if (description == NULL || *description == '\0')
    {
      g_free (description);
      description = cw_xml_dup_attribute (attributes, "title");
    }
  describe_image (story, description);
}

/* The same of a drawing in VML. */
static void
start_shape (CwDocxStory           *story,
             const CwXmlAttributes *attributes)
{
  describe_image (story, cw_xml_dup_attribute (attributes, "alt"));
}

static void
start_image (CwDocxStory           *story,
             const CwXmlAttributes *attributes)
{
  if (!cw_docx_in_instruction (story))
    cw_flow_append_image (story->flow, story->image_description);
  describe_image (story, NULL);
}

static void
start_chart (CwDocxStory           *story,
             const CwXmlAttributes *attributes)
{
  if (story->image_description == NULL)
    describe_image (story, g_strdup ("chart"));
  start_image (story, attributes);
}

/* A diagram has its text in a part of its own. */
static void
start_diagram (CwDocxStory           *story,
               const CwXmlAttributes *attributes)
{
  g_autofree char *id = cw_xml_dup_attribute (attributes, "dm");
  g_autofree char *known = NULL;
  g_autofree char *name = NULL;
  CwText *text = NULL;

  /* Each is read once: a hostile document may refer to it without end. */
  if (id == NULL || cw_flow_is_mute (story->flow)
      || !g_hash_table_steal_extended (story->diagrams, id, (gpointer *) &known, (gpointer *) &name)
      || cw_zip_get_part (story->package->zip, name) == NULL)
    return;
  if (cw_docx_read_story (story->package, name, NULL, NULL, &text, story->cancellable,
                          &story->error))
    cw_flow_add_box (story->flow, text);
}

static void
start_box (CwDocxStory           *story,
           const CwXmlAttributes *attributes)
{
  g_array_append_val (story->paragraphs, story->paragraph);
  cw_flow_push (story->flow);
}

static void
end_box (CwDocxStory *story)
{
  CwText *box = cw_flow_pop (story->flow);

  cw_flow_add_box (story->flow, box);
  story->paragraph = g_array_index (story->paragraphs, CwDocxParagraph, story->paragraphs->len - 1);
  g_array_set_size (story->paragraphs, story->paragraphs->len - 1);
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

static const CwDocxElement elements[] = {
  { "AlternateContent", start_alternate, end_alternate },
  { "Choice", start_choice, NULL },
  { "Fallback", start_choice, NULL },
  { "altChunk", start_chunk, NULL },
  { "subDoc", start_chunk, NULL },
  { "hyperlink", start_link, end_link },
  { "docPr", start_drawing_properties, NULL },
  { "shape", start_shape, NULL },
  { "pic", start_image, NULL },
  { "imagedata", start_image, NULL },
  { "chart", start_chart, NULL },
  { "relIds", start_diagram, NULL },
  { "txbxContent", start_box, end_box },
  { "rt", start_ruby_text, NULL },
  { "sdtPr", cw_docx_skip, NULL },
  { "tbl", start_table, end_table },
  { "tblGrid", cw_docx_skip, NULL },
  { "tblPr", cw_docx_skip, NULL },
  { "tblPrEx", cw_docx_skip, NULL },
  { "tr", start_row, end_row },
  { "trPr", NULL, NULL },
  { "trPrChange", cw_docx_skip, NULL },
  { "tc", start_cell, end_cell },
  { "tcPr", cw_docx_skip, NULL },
  { NULL, NULL, NULL },
};

/* Makes the table of all elements that mean something, by their names. */
GHashTable *
cw_docx_elements_new (void)
{
  const CwDocxElement *tables[] = { elements, cw_docx_paragraph_elements, cw_docx_run_elements,
                                    cw_docx_note_elements, cw_docx_math_elements };
  GHashTable *by_name = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const CwDocxElement *element = tables[i]; element->name != NULL; element++)
      g_hash_table_insert (by_name, (gpointer) element->name, (gpointer) element);
  return by_name;
}
