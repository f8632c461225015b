/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-odt-story-private.h"

#include <stdlib.h>
#include <string.h>

/* What each element of a document means. One that is not here only holds others:
 * their text is the document's, which is so with fields, bookmarks and the like. */

#define MOST_BLANKS 1000

static int
start_text (CwOdtStory            *story,
            const CwXmlAttributes *attributes)
{
  story->in_body = TRUE;
  return 0;
}

/* What is said elsewhere, or is no text. */
static int
skip (CwOdtStory            *story,
      const CwXmlAttributes *attributes)
{
  story->skip = 1;
  return 0;
}

/* A document within the document. The picture of it stands for it. */
static int
start_document (CwOdtStory            *story,
                const CwXmlAttributes *attributes)
{
  story->skip = story->in_body;
  return 0;
}

/* --- Within paragraphs ---------------------------------------------------- */

static int
blanks (CwOdtStory            *story,
        const CwXmlAttributes *attributes)
{
  int n = CLAMP (cw_xml_attribute_int (attributes, "c", 1), 1, MOST_BLANKS);

  if (cw_odt_level (story)->n_paragraphs > 0 && cw_odt_may_make (story, (gsize) n))
    for (; n > 0; n--)
      cw_flow_append (story->flow, " ", 1);
  return 0;
}

static int
tab (CwOdtStory            *story,
     const CwXmlAttributes *attributes)
{
  if (cw_odt_level (story)->n_paragraphs > 0)
    cw_flow_append (story->flow, "\t", 1);
  return 0;
}

static int
line_break (CwOdtStory            *story,
            const CwXmlAttributes *attributes)
{
  if (cw_odt_level (story)->n_paragraphs > 0)
    cw_flow_append (story->flow, "\n", 1);
  return 0;
}

static int
start_link (CwOdtStory            *story,
            const CwXmlAttributes *attributes)
{
  g_autofree char *address = cw_xml_dup_attribute (attributes, "href");

  if (cw_odt_level (story)->n_paragraphs == 0)
    return 0;
  cw_flow_start_link (story->flow, address != NULL ? address : "");
  return 1;
}

static void
end_link (CwOdtStory *story,
          int         state)
{
  if (state)
    cw_flow_end_link (story->flow);
}

/* A variable may be set without being shown. */
static int
start_field (CwOdtStory            *story,
             const CwXmlAttributes *attributes)
{
  story->skip = cw_xml_attribute_is (attributes, "display", "none");
  return 0;
}

static int
start_ruby_text (CwOdtStory            *story,
                 const CwXmlAttributes *attributes)
{
  cw_text_warn (cw_flow_get_text (story->flow), "readings set above the characters were left out");
  story->skip = 1;
  return 0;
}

/* --- Sections and tracked changes ----------------------------------------- */

static int
start_section (CwOdtStory            *story,
               const CwXmlAttributes *attributes)
{
  if (cw_xml_attribute_is (attributes, "display", "none")
      || cw_xml_attribute_is (attributes, "is-hidden", "true"))
    {
      cw_text_warn (cw_flow_get_text (story->flow), "hidden text was left out");
      story->skip = 1;
    }
  return 0;
}

static int
start_insertion (CwOdtStory            *story,
                 const CwXmlAttributes *attributes)
{
  cw_flow_get_text (story->flow)->n_insertions++;
  return 0;
}

static int
start_deletion (CwOdtStory            *story,
                const CwXmlAttributes *attributes)
{
  cw_flow_get_text (story->flow)->n_deletions++;
  story->skip = 1;
  return 0;
}

/* --- Lists ---------------------------------------------------------------- */

static int
start_list (CwOdtStory            *story,
            const CwXmlAttributes *attributes)
{
  cw_odt_lists_start_list (story->lists, attributes);
  return 0;
}

static void
end_list (CwOdtStory *story,
          int         state)
{
  cw_odt_lists_end_list (story->lists);
}

static int
start_item (CwOdtStory            *story,
            const CwXmlAttributes *attributes)
{
  cw_odt_lists_start_item (story->lists, attributes, FALSE);
  return 0;
}

static int
start_list_header (CwOdtStory            *story,
                   const CwXmlAttributes *attributes)
{
  cw_odt_lists_start_item (story->lists, attributes, TRUE);
  return 0;
}

static int
start_numbered_paragraph (CwOdtStory            *story,
                          const CwXmlAttributes *attributes)
{
  cw_odt_lists_start_numbered (story->lists, attributes);
  return 0;
}

/* --- Tables --------------------------------------------------------------- */

/* A list does not go on in a table within it. */
static int
start_table (CwOdtStory            *story,
             const CwXmlAttributes *attributes)
{
  g_autofree char *name = cw_xml_dup_attribute (attributes, "style-name");
  const CwOdtStyle *style = cw_odt_styles_get (story->package->styles, CW_ODT_TABLE, name);

  cw_flow_start_table (story->flow);
  if (style != NULL && style->break_before > 0 && cw_flow_get_text (story->flow)->length > 0)
    cw_flow_break_page (story->flow);
  cw_odt_lists_leave (story->lists);
  return 0;
}

static void
end_table (CwOdtStory *story,
           int         state)
{
  cw_odt_lists_return (story->lists);
  cw_flow_end_table (story->flow);
}

static int
start_row (CwOdtStory            *story,
           const CwXmlAttributes *attributes)
{
  story->covered = 0;
  cw_flow_start_row (story->flow);
  return 0;
}

static void
end_row (CwOdtStory *story,
         int         state)
{
  cw_flow_end_row (story->flow);
}

/* The state is how many more columns it is wide. */
static int
start_cell (CwOdtStory            *story,
            const CwXmlAttributes *attributes)
{
  cw_flow_start_cell (story->flow);
  return CLAMP (cw_xml_attribute_int (attributes, "number-columns-spanned", 1), 1, G_MAXINT16) - 1;
}

static void
end_cell (CwOdtStory *story,
          int         state)
{
  cw_flow_end_cell (story->flow);
  story->covered = (guint) state;
}

/* What a cell covers that is wide is part of it; what one covers that is high is
 * an empty cell, so that the others stay in their columns. */
static int
covered_cell (CwOdtStory            *story,
              const CwXmlAttributes *attributes)
{
  story->skip = 1;
  if (story->covered > 0)
    story->covered--;
  else
    cw_flow_start_cell (story->flow);
  return 0;
}

/* --- The table of elements ------------------------------------------------ */

#define SHAPE cw_odt_start_box, cw_odt_end_box
#define IMAGE cw_odt_start_image, cw_odt_end_box
#define FIELD start_field, NULL
#define SKIP skip, NULL

/* In the order of their prefixes and names. */
static const CwOdtElement elements[] = {
  { "dc", "creator", cw_odt_start_creator, cw_odt_end_caption },
  { "draw", "applet", IMAGE },
  { "draw", "caption", SHAPE },
  { "draw", "circle", SHAPE },
  { "draw", "connector", SHAPE },
  { "draw", "custom-shape", SHAPE },
  { "draw", "ellipse", SHAPE },
  { "draw", "floating-frame", IMAGE },
  { "draw", "frame", cw_odt_start_frame, cw_odt_end_frame },
  { "draw", "image", IMAGE },
  { "draw", "line", SHAPE },
  { "draw", "measure", SHAPE },
  { "draw", "object", cw_odt_start_object, NULL },
  { "draw", "object-ole", IMAGE },
  { "draw", "path", SHAPE },
  { "draw", "plugin", IMAGE },
  { "draw", "polygon", SHAPE },
  { "draw", "polyline", SHAPE },
  { "draw", "rect", SHAPE },
  { "draw", "regular-polygon", SHAPE },
  { "draw", "text-box", SHAPE },
  { "math", "math", cw_odt_start_math, cw_odt_end_math },
  { "office", "annotation", cw_odt_start_annotation, cw_odt_end_annotation },
  { "office", "annotation-end", cw_odt_start_annotation_end, NULL },
  { "office", "binary-data", SKIP },
  { "office", "change-info", SKIP },
  { "office", "document", start_document, NULL },
  { "office", "event-listeners", SKIP },
  { "office", "font-face-decls", SKIP },
  { "office", "forms", SKIP },
  { "office", "master-styles", SKIP },
  { "office", "meta", SKIP },
  { "office", "scripts", SKIP },
  { "office", "settings", SKIP },
  { "office", "text", start_text, NULL },
  { "svg", "desc", cw_odt_start_desc, cw_odt_end_caption },
  { "svg", "title", cw_odt_start_title, cw_odt_end_caption },
  { "table", "covered-table-cell", covered_cell, NULL },
  { "table", "shapes", SKIP },
  { "table", "sub-table", start_table, end_table },
  { "table", "table", start_table, end_table },
  { "table", "table-cell", start_cell, end_cell },
  { "table", "table-row", start_row, end_row },
  { "text", "a", start_link, end_link },
  { "text", "alphabetical-index-source", SKIP },
  { "text", "bibliography-source", SKIP },
  { "text", "dde-connection-decls", SKIP },
  { "text", "deletion", start_deletion, NULL },
  { "text", "expression", FIELD },
  { "text", "h", cw_odt_start_heading, cw_odt_end_paragraph },
  { "text", "hidden-paragraph", cw_odt_start_hidden_paragraph, NULL },
  { "text", "hidden-text", cw_odt_start_hidden_text, NULL },
  { "text", "illustration-index-source", SKIP },
  { "text", "insertion", start_insertion, NULL },
  { "text", "line-break", line_break, NULL },
  { "text", "list", start_list, end_list },
  { "text", "list-header", start_list_header, NULL },
  { "text", "list-item", start_item, NULL },
  { "text", "note", cw_odt_start_note, NULL },
  { "text", "note-body", cw_odt_start_note_body, cw_odt_end_note_body },
  { "text", "note-citation", SKIP },
  { "text", "number", SKIP },
  { "text", "numbered-paragraph", start_numbered_paragraph, end_list },
  { "text", "object-index-source", SKIP },
  { "text", "p", cw_odt_start_paragraph, cw_odt_end_paragraph },
  { "text", "page-variable-set", FIELD },
  { "text", "ruby-text", start_ruby_text, NULL },
  { "text", "s", blanks, NULL },
  { "text", "script", SKIP },
  { "text", "section", start_section, NULL },
  { "text", "sequence-decls", SKIP },
  { "text", "span", cw_odt_start_span, cw_odt_end_span },
  { "text", "tab", tab, NULL },
  { "text", "table-index-source", SKIP },
  { "text", "table-of-content-source", SKIP },
  { "text", "user-field-decls", SKIP },
  { "text", "user-field-get", FIELD },
  { "text", "user-index-source", SKIP },
  { "text", "variable-decls", SKIP },
  { "text", "variable-input", FIELD },
  { "text", "variable-set", FIELD },
};

typedef struct
{
  const char *prefix;
  const char *name;
} Key;

static int
compare_name (const void *a,
              const void *b)
{
  const Key *key = a;
  const CwOdtElement *element = b;
  int order = strcmp (key->prefix, element->prefix);

  return order != 0 ? order : strcmp (key->name, element->name);
}

/* Finds what an element means; NULL for one that only holds others. */
const CwOdtElement *
cw_odt_find_element (const char *prefix,
                     const char *name)
{
  const Key key = { prefix, name };

  return bsearch (&key, elements, G_N_ELEMENTS (elements), sizeof elements[0], compare_name);
}
