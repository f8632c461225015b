/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-odt-story-private.h"

#include <string.h>

/* The XML of a document is followed here; what each element means is in
 * cw-read-odt-elements.c. */

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"

/* How much short elements may stand for, of a whole document: blanks by their
 * number, a formula by its name. */
#define MAX_MADE (8u * 1024u * 1024u)

/* Gets the text that is being written. */
CwOdtLevel *
cw_odt_level (CwOdtStory *story)
{
  return &g_array_index (story->levels, CwOdtLevel, story->levels->len - 1);
}

static void
level_clear (gpointer data)
{
  CwOdtLevel *level = data;

  g_clear_pointer (&level->comments, g_hash_table_unref);
  g_free (level->comment_name);
  if (level->author != NULL)
    g_string_free (level->author, TRUE);
}

static void
add_level (CwOdtStory *story)
{
  CwOdtLevel level = { 0 };

  g_array_append_val (story->levels, level);
}

/* Begins a text that stands elsewhere. */
void
cw_odt_push (CwOdtStory *story)
{
  cw_flow_push (story->flow);
  cw_odt_lists_leave (story->lists);
  add_level (story);
}

/* Ends it, and hands it over. */
CwText *
cw_odt_pop (CwOdtStory *story)
{
  cw_odt_flush_comments (story);
  g_array_set_size (story->levels, story->levels->len - 1);
  cw_odt_lists_return (story->lists);
  return cw_flow_pop (story->flow);
}

/* Whether an element may stand for so much text. */
gboolean
cw_odt_may_make (CwOdtStory *story,
                 gsize       n)
{
  if (n > MAX_MADE - story->n_made)
    return FALSE;
  story->n_made += (guint) n;
  return TRUE;
}

/* The prefix that the standard uses for a namespace; documents may use another. */
static const char *
find_prefix (const char *ns)
{
  static const struct
  {
    const char *ns;
    const char *prefix;
  } others[] = {
    { "http://purl.org/dc/elements/1.1/", "dc" },
    { "http://www.w3.org/1998/Math/MathML", "math" },
    { "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", "loext" },
  };
  static const struct
  {
    const char *name;
    const char *prefix;
  } known[] = {
    { "office:", "office" }, { "text:", "text" },   { "table:", "table" },
    { "drawing:", "draw" },  { "style:", "style" }, { "svg-compatible:", "svg" },
    { "form:", "form" },     { "meta:", "meta" },   { "dr3d:", "draw" },
  };

  if (ns == NULL)
    return "";
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (strcmp (ns, others[i].ns) == 0)
      return others[i].prefix;
  if (g_str_has_prefix (ns, OASIS))
    for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
      if (g_str_has_prefix (ns + strlen (OASIS), known[i].name))
        return known[i].prefix;
  return "";
}

static gboolean
begin_style (CwOdtStory            *story,
             const char            *name,
             const CwXmlAttributes *attributes)
{
  char qualified[64];

  if (strlen (story->prefix) + strlen (name) + 2 > sizeof qualified)
    return FALSE;
  g_snprintf (qualified, sizeof qualified, "%s:%s", story->prefix, name);
  return cw_odt_styles_start (story->package->styles, qualified, attributes);
}

/* What stands before the text says something of styles, and where that begins. */
static void
begin_element (CwOdtStory            *story,
               const char            *name,
               const CwXmlAttributes *attributes)
{
  CwOdtOpen open = { NULL, 0, FALSE };

  if (!story->in_body)
    open.is_style = begin_style (story, name, attributes);
  if (story->in_body || strcmp (story->prefix, "office") == 0)
    open.element = cw_odt_find_element (story->prefix, name);
  if (open.element != NULL && open.element->start != NULL)
    open.state = open.element->start (story, attributes);
  g_array_append_val (story->open, open);
}

static gboolean
give_up (CwOdtStory *story,
         GError    **error)
{
  if (story->error == NULL)
    return FALSE;
  g_propagate_error (error, g_steal_pointer (&story->error));
  return TRUE;
}

static gboolean
start_element (gpointer               user_data,
               const char            *name,
               const char            *ns,
               const CwXmlAttributes *attributes,
               GError               **error)
{
  CwOdtStory *story = user_data;

  if (story->skip > 0)
    {
      story->skip++;
      return TRUE;
    }
  /* Namespaces are interned, so that the same one is the same pointer. */
  if (story->prefix == NULL || ns != story->ns)
    {
      story->ns = ns;
      story->prefix = find_prefix (ns);
    }
  if (story->math != NULL)
    cw_math_start_element (story->math, name);
  begin_element (story, name, attributes);
  return !give_up (story, error);
}

static gboolean
end_element (gpointer user_data,
             GError **error)
{
  CwOdtStory *story = user_data;
  CwOdtOpen open;

  if (story->skip > 1)
    {
      story->skip--;
      return TRUE;
    }

  story->skip = 0;
  open = g_array_index (story->open, CwOdtOpen, story->open->len - 1);
  g_array_set_size (story->open, story->open->len - 1);
  if (open.is_style)
    cw_odt_styles_end (story->package->styles);
  if (story->math != NULL)
    cw_math_end_element (story->math);
  if (open.element != NULL && open.element->end != NULL)
    open.element->end (story, open.state);
  return !give_up (story, error) && cw_flow_is_within_limit (story->flow, error);
}

static gboolean
characters (gpointer    user_data,
            const char *text,
            gsize       n_bytes,
            GError    **error)
{
  CwOdtStory *story = user_data;

  if (story->skip > 0)
    return TRUE;
  if (story->math != NULL)
    cw_math_characters (story->math, text, n_bytes);
  else if (story->caption != NULL)
    g_string_append_len (story->caption, text, (gssize) n_bytes);
  else if (cw_odt_level (story)->n_paragraphs > 0)
    cw_flow_append_collapsed (story->flow, text, (gssize) n_bytes);
  return TRUE;
}

static const CwXmlHandler story_handler = { start_element, end_element, characters };

static void
story_init (CwOdtStory   *story,
            CwOdtPackage *package,
            GCancellable *cancellable)
{
  story->package = package;
  story->cancellable = cancellable;
  story->flow = cw_flow_new ("odt");
  story->open = g_array_new (FALSE, FALSE, sizeof (CwOdtOpen));
  story->formats = g_array_new (FALSE, FALSE, sizeof (CwOdtFormat));
  story->frames = g_array_new (FALSE, FALSE, sizeof (CwOdtFrame));
  g_array_set_clear_func (story->frames, cw_odt_frame_clear);
  story->levels = g_array_new (FALSE, FALSE, sizeof (CwOdtLevel));
  g_array_set_clear_func (story->levels, level_clear);
  story->lists = cw_odt_lists_new (package->styles);
  add_level (story);
}

static void
story_clear (CwOdtStory *story)
{
  cw_flow_free (story->flow);
  g_clear_error (&story->error);
  g_array_unref (story->open);
  g_array_unref (story->formats);
  g_array_unref (story->frames);
  g_array_unref (story->levels);
  cw_odt_lists_free (story->lists);
  cw_math_free (story->math);
}

/* Reads a part of a document: its styles, and its text if that is wanted; which
 * is NULL if the part holds none. */
gboolean
cw_odt_read_story (CwOdtPackage *package,
                   GBytes       *bytes,
                   const char   *what,
                   CwText      **out_text,
                   GCancellable *cancellable,
                   GError      **error)
{
  CwOdtStory story = { 0 };
  gboolean ok;

  story_init (&story, package, cancellable);
  ok = cw_xml_parse (bytes, what, &story_handler, &story, cancellable, error);
  if (ok && out_text != NULL && story.in_body)
    {
      cw_odt_flush_comments (&story);
      *out_text = cw_flow_finish (story.flow);
    }
  story_clear (&story);
  return ok;
}
