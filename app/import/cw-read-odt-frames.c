/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-odt-story-private.h"

#include "cw-error.h"

#include <string.h>

/* Frames and what they hold: text, images, formulas. */

/* Text boxes within text boxes: what is deeper stands where it is. */
#define MAX_BOXES 8

/* Frees what a frame holds. */
void
cw_odt_frame_clear (gpointer data)
{
  CwOdtFrame *frame = data;

  g_free (frame->formula);
  if (frame->title != NULL)
    g_string_free (frame->title, TRUE);
  if (frame->description != NULL)
    g_string_free (frame->description, TRUE);
}

static CwOdtFrame *
innermost (CwOdtStory *story)
{
  return story->frames->len > 0 ? &g_array_index (story->frames, CwOdtFrame, story->frames->len - 1)
                                : NULL;
}

/* --- Text boxes ----------------------------------------------------------- */

/* Something with paragraphs in it. */
int
cw_odt_start_box (CwOdtStory            *story,
                  const CwXmlAttributes *attributes)
{
  if (cw_flow_is_mute (story->flow))
    {
      story->skip = 1;
      return 0;
    }
  if (cw_flow_depth (story->flow) > MAX_BOXES)
    return 0;
  cw_odt_push (story);
  return 1;
}

/* The state is whether a text was begun. */
void
cw_odt_end_box (CwOdtStory *story,
                int         state)
{
  CwText *box;

  if (!state)
    return;
  box = cw_odt_pop (story);
  if (box->n_bytes == 0)
    {
      cw_text_free (box);
      return;
    }
  if (innermost (story) != NULL)
    innermost (story)->has_text = TRUE;
  cw_flow_add_box (story->flow, box);
}

/* --- Frames --------------------------------------------------------------- */

/* draw:frame */
int
cw_odt_start_frame (CwOdtStory            *story,
                    const CwXmlAttributes *attributes)
{
  CwOdtFrame frame = { 0 };

  frame.is_inline = cw_xml_attribute_is (attributes, "anchor-type", "as-char");
  g_array_append_val (story->frames, frame);
  return 0;
}

/* One that does not stand in its line like a character is parted from the line. */
static void
write_formula (CwOdtStory       *story,
               const CwOdtFrame *frame)
{
  if (!frame->is_inline)
    cw_flow_append_collapsed (story->flow, " ", 1);
  cw_flow_append (story->flow, frame->formula, -1);
  if (!frame->is_inline)
    cw_flow_append_collapsed (story->flow, " ", 1);
}

/* What a frame holds is known at its end, and its description comes last. */
void
cw_odt_end_frame (CwOdtStory *story,
                  int         state)
{
  const CwOdtFrame *frame = innermost (story);
  const GString *said;

  if (frame->formula != NULL && *frame->formula != '\0')
    write_formula (story, frame);
  else if (frame->has_image && !frame->has_text)
    {
      said = frame->description != NULL && frame->description->len > 0 ? frame->description
                                                                       : frame->title;
      cw_flow_append_image (story->flow, said != NULL ? said->str : NULL);
    }
  g_array_set_size (story->frames, story->frames->len - 1);
}

/* draw:image, which may have text on it, and objects of other programs. */
int
cw_odt_start_image (CwOdtStory            *story,
                    const CwXmlAttributes *attributes)
{
  CwOdtFrame *frame = innermost (story);

  if (frame != NULL)
    frame->has_image = TRUE;
  return cw_odt_start_box (story, attributes);
}

/* --- Formulas ------------------------------------------------------------- */

typedef struct
{
  CwMath *math; /* NULL: nothing was read yet */
} Formula;

static gboolean
start_formula (gpointer               user_data,
               const char            *name,
               const char            *ns,
               const CwXmlAttributes *attributes,
               GError               **error)
{
  Formula *formula = user_data;

  if (formula->math == NULL && strcmp (name, "math") != 0)
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_FORMAT, "it is not a formula");
      return FALSE;
    }
  if (formula->math == NULL)
    formula->math = cw_math_new ();
  cw_math_start_element (formula->math, name);
  return TRUE;
}

static gboolean
end_formula (gpointer user_data,
             GError **error)
{
  Formula *formula = user_data;

  cw_math_end_element (formula->math);
  return TRUE;
}

static gboolean
formula_characters (gpointer    user_data,
                    const char *text,
                    gsize       n_bytes,
                    GError    **error)
{
  Formula *formula = user_data;

  cw_math_characters (formula->math, text, n_bytes);
  return TRUE;
}

static const CwXmlHandler formula_handler = { start_formula, end_formula, formula_characters };

static char *
parse_formula (CwOdtStory *story,
               const char *part_name)
{
  GBytes *part = cw_zip_get_part (story->package->zip, part_name);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) plain = NULL;
  Formula formula = { NULL };

  if (part == NULL)
    return g_strdup ("");
  plain = cw_xml_without_type (part);
  if (!cw_xml_parse (plain, part_name, &formula_handler, &formula, story->cancellable, &problem))
    {
      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        story->error = g_steal_pointer (&problem);
      else if (formula.math != NULL)
        cw_text_warn (cw_flow_get_text (story->flow),
                      "a formula is damaged and may not be whole: %s", problem->message);
    }
  return formula.math != NULL ? cw_math_finish (formula.math) : g_strdup ("");
}

/* Gets the text of a formula, "" if that is none; each is read once. */
static const char *
get_formula (CwOdtStory *story,
             const char *address)
{
  g_autofree char *part_name = NULL;
  const char *known;
  char *text;

  if (g_str_has_prefix (address, "./"))
    address += 2;
  part_name = g_strconcat (address, "/content.xml", NULL);
  known = g_hash_table_lookup (story->package->formulas, part_name);
  if (known != NULL)
    return known;
  text = parse_formula (story, part_name);
  g_hash_table_insert (story->package->formulas, g_steal_pointer (&part_name), text);
  return text;
}

/* draw:object: a formula, a chart, a sheet. */
int
cw_odt_start_object (CwOdtStory            *story,
                     const CwXmlAttributes *attributes)
{
  g_autofree char *address = cw_xml_dup_attribute (attributes, "href");
  CwOdtFrame *frame = innermost (story);
  const char *formula;

  if (frame == NULL || cw_flow_is_mute (story->flow))
    {
      story->skip = 1;
      return 0;
    }
  frame->has_image = TRUE;
  if (address == NULL || story->package->zip == NULL)
    return 0;
  formula = get_formula (story, address);
  if (frame->formula == NULL && cw_odt_may_make (story, strlen (formula)))
    frame->formula = g_strdup (formula);
  return 0;
}

/* math:math, which stands in the document itself if that is one file. */
int
cw_odt_start_math (CwOdtStory            *story,
                   const CwXmlAttributes *attributes)
{
  if (story->math != NULL)
    return 0;
  story->math = cw_math_new ();
  cw_math_start_element (story->math, "math");
  return 1;
}

void
cw_odt_end_math (CwOdtStory *story,
                 int         state)
{
  CwOdtFrame *frame = innermost (story);
  g_autofree char *text = NULL;

  if (!state)
    return;
  text = cw_math_finish (g_steal_pointer (&story->math));
  if (frame != NULL && frame->formula == NULL)
    frame->formula = g_steal_pointer (&text);
  else if (cw_odt_level (story)->n_paragraphs > 0)
    cw_flow_append (story->flow, text, -1);
}

/* --- What is said of a frame ---------------------------------------------- */

/* svg:title and svg:desc, of a frame; those of shapes say what the shape says. */
static int
start_caption (CwOdtStory *story,
               gboolean    is_title)
{
  CwOdtFrame *frame = innermost (story);
  GString **caption;

  if (frame == NULL || story->caption != NULL)
    {
      story->skip = 1;
      return 0;
    }
  caption = is_title ? &frame->title : &frame->description;
  if (*caption == NULL)
    *caption = g_string_new (NULL);
  story->caption = *caption;
  return 1;
}

int
cw_odt_start_title (CwOdtStory            *story,
                    const CwXmlAttributes *attributes)
{
  return start_caption (story, TRUE);
}

int
cw_odt_start_desc (CwOdtStory            *story,
                   const CwXmlAttributes *attributes)
{
  return start_caption (story, FALSE);
}

void
cw_odt_end_caption (CwOdtStory *story,
                    int         state)
{
  if (state)
    story->caption = NULL;
}
