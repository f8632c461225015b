/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-odt-story-private.h"

/* Paragraphs, and how the text in them looks. */

static void
apply (CwOdtStory        *story,
       const CwOdtFormat *format)
{
  cw_flow_set_strong (story->flow, format->strong);
  cw_flow_set_emphasis (story->flow, format->emphasis);
  cw_flow_set_hidden (story->flow, format->hidden);
}

static void
push_format (CwOdtStory        *story,
             const CwOdtFormat *format)
{
  g_array_append_vals (story->formats, format, 1);
  apply (story, format);
}

static void
take_list (CwOdtStory            *story,
           const CwXmlAttributes *attributes,
           const CwOdtStyle      *style,
           int                    outline)
{
  const char *list_style = style != NULL ? style->list_style : NULL;
  g_autofree char *label = NULL;
  gboolean numbered;
  int level = cw_odt_lists_take (story->lists, list_style, &numbered, &label);

  if (level == 0 && outline > 0)
    label = cw_odt_lists_take_heading (story->lists, attributes, list_style, outline);
  else if (level > 0)
    cw_flow_set_list (story->flow, level, numbered);
  cw_flow_set_label (story->flow, label);
}

/* Begins a paragraph; one that is not said to be a heading may be one by its style,
 * but has no number then. */
static int
start_paragraph (CwOdtStory            *story,
                 const CwXmlAttributes *attributes,
                 int                    outline)
{
  g_autofree char *name = cw_xml_dup_attribute (attributes, "style-name");
  const CwOdtStyle *style = cw_odt_styles_get (story->package->styles, CW_ODT_PARAGRAPH, name);
  CwOdtFormat format = { FALSE, FALSE, FALSE };
  int heading = outline;

  cw_flow_start_paragraph (story->flow);
  cw_odt_level (story)->n_paragraphs++;
  if (style != NULL && outline == 0)
    heading = CLAMP (style->outline, 0, 9);
  if (style != NULL && style->break_before > 0 && cw_flow_get_text (story->flow)->length > 0)
    cw_flow_break_page (story->flow);
  if (heading > 0)
    cw_flow_set_heading (story->flow, heading);
  take_list (story, attributes, style, outline);
  if (style != NULL)
    {
      /* That a heading is bold says nothing more of it. */
      format.strong = heading == 0 && style->strong > 0;
      format.emphasis = heading == 0 && style->emphasis > 0;
      format.hidden = style->hidden > 0;
    }
  push_format (story, &format);
  return style != NULL && style->break_after > 0;
}

/* text:p */
int
cw_odt_start_paragraph (CwOdtStory            *story,
                        const CwXmlAttributes *attributes)
{
  return start_paragraph (story, attributes, 0);
}

/* text:h */
int
cw_odt_start_heading (CwOdtStory            *story,
                      const CwXmlAttributes *attributes)
{
  return start_paragraph (story, attributes,
                          CLAMP (cw_xml_attribute_int (attributes, "outline-level", 1), 1, 9));
}

/* The end of either; the state is whether a page ends with it. */
void
cw_odt_end_paragraph (CwOdtStory *story,
                      int         state)
{
  cw_flow_end_paragraph (story->flow);
  if (state)
    cw_flow_break_page (story->flow);
  cw_odt_level (story)->n_paragraphs--;
  g_array_set_size (story->formats, story->formats->len - 1);
}

/* text:span */
int
cw_odt_start_span (CwOdtStory            *story,
                   const CwXmlAttributes *attributes)
{
  g_autofree char *name = cw_xml_dup_attribute (attributes, "style-name");
  const CwOdtStyle *style = cw_odt_styles_get (story->package->styles, CW_ODT_SPAN, name);
  CwOdtFormat format = { FALSE, FALSE, FALSE };

  if (cw_odt_level (story)->n_paragraphs == 0)
    return 0;
  format = g_array_index (story->formats, CwOdtFormat, story->formats->len - 1);
  if (style != NULL)
    {
      format.strong = style->strong >= 0 ? style->strong : format.strong;
      format.emphasis = style->emphasis >= 0 ? style->emphasis : format.emphasis;
      format.hidden |= style->hidden > 0;
    }
  push_format (story, &format);
  return 1;
}

/* The state is whether its beginning was within a paragraph. */
void
cw_odt_end_span (CwOdtStory *story,
                 int         state)
{
  if (!state)
    return;
  g_array_set_size (story->formats, story->formats->len - 1);
  apply (story, &g_array_index (story->formats, CwOdtFormat, story->formats->len - 1));
}

/* A field that is shown only on a condition. */
int
cw_odt_start_hidden_text (CwOdtStory            *story,
                          const CwXmlAttributes *attributes)
{
  if (cw_xml_attribute_is (attributes, "is-hidden", "true"))
    {
      cw_text_warn (cw_flow_get_text (story->flow), "hidden text was left out");
      story->skip = 1;
    }
  return 0;
}

/* A field that hides the paragraph that it is in. */
int
cw_odt_start_hidden_paragraph (CwOdtStory            *story,
                               const CwXmlAttributes *attributes)
{
  CwOdtFormat *format;

  if (cw_odt_level (story)->n_paragraphs == 0
      || !cw_xml_attribute_is (attributes, "is-hidden", "true"))
    return 0;
  format = &g_array_index (story->formats, CwOdtFormat, story->formats->len - 1);
  format->hidden = TRUE;
  apply (story, format);
  return 0;
}
