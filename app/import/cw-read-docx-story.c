/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-docx-story-private.h"

#include "cw-opc.h"

#include <string.h>

/* A story is a part of a DOCX with text in it: the document, the notes, the
 * comments. Here its XML is followed; what each element means is in the tables of
 * cw_docx_elements_new(). */

/* Whether we are in the instruction of a field, which is not text. */
gboolean
cw_docx_in_instruction (CwDocxStory *story)
{
  for (guint i = 0; i < story->fields->len; i++)
    if (g_array_index (story->fields, gboolean, i))
      return TRUE;
  return FALSE;
}

/* Appends text of a run that is in a font of signs. */
static void
append_signs (CwDocxStory *story,
              const char  *text,
              gsize        n_bytes)
{
  for (const char *p = text; p < text + n_bytes; p = g_utf8_next_char (p))
    cw_flow_append_char (story->flow, cw_symbol_font_map (story->font, g_utf8_get_char (p)));
}

/* Appends text of a run. */
void
cw_docx_append (CwDocxStory *story,
                const char  *text,
                gsize        n_bytes)
{
  if (story->math != NULL)
    g_string_append_len (story->math_token, text, (gssize) n_bytes);
  else if (cw_docx_in_instruction (story))
    return;
  else if (story->font != CW_FONT_OF_LETTERS)
    append_signs (story, text, n_bytes);
  else
    cw_flow_append (story->flow, text, (gssize) n_bytes);
}

static gboolean
start_element (gpointer               user_data,
               const char            *name,
               const char            *ns,
               const CwXmlAttributes *attributes,
               GError               **error)
{
  CwDocxStory *story = user_data;
  const CwDocxElement *element = NULL;
  gpointer known = NULL;

  if (story->skip > 0)
    {
      story->skip++;
      return TRUE;
    }

  /* Names are interned, so that each is searched for only once. */
  if (!g_hash_table_lookup_extended (story->ids, name, NULL, &known))
    {
      known = g_hash_table_lookup (story->by_name, name);
      g_hash_table_insert (story->ids, (gpointer) name, known);
    }
  element = known;
  g_array_append_val (story->open, element);
  if (element != NULL && element->start != NULL)
    element->start (story, attributes);
  if (story->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&story->error));
  return FALSE;
}

static gboolean
end_element (gpointer user_data,
             GError **error)
{
  CwDocxStory *story = user_data;
  const CwDocxElement *element;

  if (story->skip > 1)
    {
      story->skip--;
      return TRUE;
    }

  story->skip = 0;
  element = g_array_index (story->open, const CwDocxElement *, story->open->len - 1);
  g_array_set_size (story->open, story->open->len - 1);
  if (element != NULL && element->end != NULL)
    element->end (story);

  return cw_flow_is_within_limit (story->flow, error);
}

static gboolean
characters (gpointer    user_data,
            const char *text,
            gsize       n_bytes,
            GError    **error)
{
  CwDocxStory *story = user_data;
  const char *end = text + n_bytes;

  if (story->skip > 0 || !story->in_text)
    return TRUE;

  /* A line end in the XML is a space. */
  for (const char *p = text; p < end;)
    {
      const char *line_end = memchr (p, '\n', (gsize) (end - p));

      if (line_end == NULL)
        line_end = end;
      if (line_end > p)
        cw_docx_append (story, p, (gsize) (line_end - p));
      if (line_end < end)
        cw_docx_append (story, " ", 1);
      p = line_end + 1;
    }
  return TRUE;
}

static const CwXmlHandler story_handler = { start_element, end_element, characters };

static void
take_relation (gpointer    user_data,
               const char *id,
               const char *type,
               const char *target,
               gboolean    external)
{
  CwDocxStory *story = user_data;

  if (id == NULL)
    return;
  if (external && g_str_has_suffix (type, "/hyperlink"))
    g_hash_table_insert (story->links, g_strdup (id), g_strdup (target));
  else if (!external && g_str_has_suffix (type, "/diagramData"))
    g_hash_table_insert (story->diagrams, g_strdup (id), g_strdup (target));
}

static void
story_init (CwDocxStory   *story,
            CwDocxPackage *package)
{
  story->package = package;
  story->flow = cw_flow_new ("docx");
  story->by_name = cw_docx_elements_new ();
  story->ids = g_hash_table_new (NULL, NULL);
  story->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  story->diagrams = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  story->open = g_array_new (FALSE, FALSE, sizeof (const CwDocxElement *));
  story->choices = g_array_new (FALSE, FALSE, sizeof (gboolean));
  story->fields = g_array_new (FALSE, FALSE, sizeof (gboolean));
  story->comment_starts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  story->comment_ends = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  story->footnote_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  story->endnote_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  story->paragraph = (CwDocxParagraph) { NULL, -1, -1, FALSE };
  story->paragraphs = g_array_new (FALSE, FALSE, sizeof (CwDocxParagraph));
  story->math_token = g_string_new (NULL);
  story->math_signs = g_array_new (FALSE, FALSE, (guint) cw_docx_math_signs_size ());
  g_array_set_clear_func (story->math_signs, cw_docx_math_clear_signs);
}

static void
story_clear (CwDocxStory *story)
{
  cw_flow_free (story->flow);
  g_free (story->item_id);
  g_hash_table_unref (story->by_name);
  g_hash_table_unref (story->ids);
  g_hash_table_unref (story->links);
  g_hash_table_unref (story->diagrams);
  g_array_unref (story->open);
  g_array_unref (story->choices);
  g_array_unref (story->fields);
  g_hash_table_unref (story->comment_starts);
  g_hash_table_unref (story->comment_ends);
  g_hash_table_unref (story->footnote_numbers);
  g_hash_table_unref (story->endnote_numbers);
  g_array_unref (story->paragraphs);
  g_free (story->image_description);
  cw_math_free (story->math);
  g_string_free (story->math_token, TRUE);
  g_array_unref (story->math_signs);
  g_clear_error (&story->error);
}

gboolean
cw_docx_read_story (CwDocxPackage *package,
                    const char    *part_name,
                    GHashTable    *items,
                    GHashTable    *authors,
                    CwText       **out_text,
                    GCancellable  *cancellable,
                    GError       **error)
{
  CwDocxStory story = { .items = items, .authors = authors, .cancellable = cancellable };
  gboolean ok;

  story_init (&story, package);
  ok = cw_opc_read_relations (package->zip, part_name, take_relation, &story, cancellable, error);
  /* A diagram has none of its own, and is no place to look for others. */
  if (out_text != NULL && strcmp (part_name, package->main_part) != 0)
    g_hash_table_remove_all (story.diagrams);
  ok = ok
       && cw_xml_parse (cw_zip_get_part (package->zip, part_name), part_name, &story_handler,
                        &story, cancellable, error);
  if (ok && out_text != NULL)
    *out_text = cw_flow_finish (story.flow);
  story_clear (&story);
  return ok;
}
