/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-odt-story-private.h"

/* Notes and comments: what stands in the running text and is to stand elsewhere. */

/* Notes within boxes within notes: what is deeper is left out. */
#define MAX_TEXTS 16

/* A comment whose end is to come. */
typedef struct
{
  guint32 start;
  guint32 paragraph_start;
  char *author;
  char *text;
} CwOdtComment;

static void
comment_free (gpointer data)
{
  CwOdtComment *comment = data;

  g_free (comment->author);
  g_free (comment->text);
  g_free (comment);
}

/* --- Notes ---------------------------------------------------------------- */

/* text:note: not where nothing is shown. */
int
cw_odt_start_note (CwOdtStory            *story,
                   const CwXmlAttributes *attributes)
{
  if (cw_flow_is_mute (story->flow) || cw_flow_depth (story->flow) > MAX_TEXTS)
    story->skip = 1;
  return 0;
}

/* text:note-body */
int
cw_odt_start_note_body (CwOdtStory            *story,
                        const CwXmlAttributes *attributes)
{
  int number = (int) cw_flow_mark_note (story->flow, 0);

  cw_odt_push (story);
  return number;
}

/* The state is its number. */
void
cw_odt_end_note_body (CwOdtStory *story,
                      int         state)
{
  CwText *note = cw_odt_pop (story);

  cw_flow_set_note (story->flow, (guint) state, note);
}

/* --- Comments ------------------------------------------------------------- */

/* office:annotation */
int
cw_odt_start_annotation (CwOdtStory            *story,
                         const CwXmlAttributes *attributes)
{
  char *name = cw_xml_dup_attribute (attributes, "name");
  CwOdtLevel *level;
  guint32 start;
  guint32 paragraph_start;

  if (cw_flow_is_mute (story->flow) || cw_flow_depth (story->flow) > MAX_TEXTS)
    {
      g_free (name);
      story->skip = 1;
      return 0;
    }
  paragraph_start = cw_flow_get_start (story->flow);
  start = cw_flow_get_next (story->flow);
  cw_odt_push (story);
  level = cw_odt_level (story);
  level->comment_name = name;
  level->comment_start = start;
  level->comment_paragraph = paragraph_start;
  level->author = g_string_new (NULL);
  return 1;
}

static void
add_comment (CwOdtStory         *story,
             const CwOdtComment *comment,
             guint32             start,
             guint32             end)
{
  cw_flow_add_comment_on (story->flow, start, end, comment->author, comment->text);
}

/* One that has no end is on its paragraph, as far as that was written. */
static void
add_at_point (CwOdtStory         *story,
              const CwOdtComment *comment)
{
  add_comment (story, comment, comment->paragraph_start, comment->start);
}

/* Keeps a comment until its end is met. */
static void
keep (CwOdtLevel   *level,
      char         *name,
      CwOdtComment *comment)
{
  if (level->comments == NULL)
    level->comments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, comment_free);
  g_hash_table_replace (level->comments, name, comment);
}

void
cw_odt_end_annotation (CwOdtStory *story,
                       int         state)
{
  g_autoptr (CwText) text = NULL;
  g_autofree char *name = NULL;
  CwOdtComment *comment;
  CwOdtLevel *level;

  if (!state)
    return;
  level = cw_odt_level (story);
  comment = g_new0 (CwOdtComment, 1);
  comment->start = level->comment_start;
  comment->paragraph_start = level->comment_paragraph;
  comment->author = g_strstrip (g_string_free (g_steal_pointer (&level->author), FALSE));
  name = g_steal_pointer (&level->comment_name);
  text = cw_odt_pop (story);
  if (text->n_bytes == 0)
    {
      comment_free (comment);
      return;
    }
  comment->text = g_strdup (text->text);
  if (name != NULL)
    {
      keep (cw_odt_level (story), g_steal_pointer (&name), comment);
      return;
    }
  add_at_point (story, comment);
  comment_free (comment);
}

/* office:annotation-end: the comment was on what came between. */
int
cw_odt_start_annotation_end (CwOdtStory            *story,
                             const CwXmlAttributes *attributes)
{
  g_autofree char *name = cw_xml_dup_attribute (attributes, "name");
  CwOdtLevel *level = cw_odt_level (story);
  const CwOdtComment *comment = NULL;

  if (name != NULL && level->comments != NULL)
    comment = g_hash_table_lookup (level->comments, name);
  if (comment != NULL)
    {
      add_comment (story, comment, comment->start, cw_flow_get_text (story->flow)->length);
      g_hash_table_remove (level->comments, name);
    }
  return 0;
}

/* dc:creator: of a comment. */
int
cw_odt_start_creator (CwOdtStory            *story,
                      const CwXmlAttributes *attributes)
{
  CwOdtLevel *level = cw_odt_level (story);

  if (level->author == NULL || story->caption != NULL || level->n_paragraphs > 0)
    {
      story->skip = 1;
      return 0;
    }
  story->caption = level->author;
  return 1;
}

/* Adds all comments of a text that ends, also those whose end never came. */
void
cw_odt_flush_comments (CwOdtStory *story)
{
  CwOdtLevel *level = cw_odt_level (story);
  GHashTableIter iter;
  gpointer comment;

  if (level->comments == NULL)
    return;
  g_hash_table_iter_init (&iter, level->comments);
  while (g_hash_table_iter_next (&iter, NULL, &comment))
    add_at_point (story, comment);
  g_hash_table_remove_all (level->comments);
}
