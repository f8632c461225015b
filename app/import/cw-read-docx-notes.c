/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-docx-story-private.h"

/* Notes and comments of WordprocessingML, and the references to them. */

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
  guint32 start = cw_flow_get_next (story->flow);

  if (id != NULL)
    g_hash_table_replace (story->comment_starts, id, GUINT_TO_POINTER (start));
}

static void
start_comment_range_end (CwDocxStory           *story,
                         const CwXmlAttributes *attributes)
{
  char *id = cw_xml_dup_attribute (attributes, "id");

  if (id != NULL)
    g_hash_table_replace (story->comment_ends, id,
                          GUINT_TO_POINTER (cw_flow_get_text (story->flow)->length));
}

/* A comment that speaks of no range speaks of the paragraph so far. */
static void
start_comment_reference (CwDocxStory           *story,
                         const CwXmlAttributes *attributes)
{
  g_autofree char *id = cw_xml_dup_attribute (attributes, "id");
  const CwDocxComment *comment;
  gpointer start = NULL;
  gpointer end = NULL;

  comment = id != NULL && story->package->comments != NULL
              ? g_hash_table_lookup (story->package->comments, id)
              : NULL;
  if (comment == NULL)
    return;
  if (!g_hash_table_lookup_extended (story->comment_starts, id, NULL, &start))
    start = GUINT_TO_POINTER (cw_flow_get_start (story->flow));
  if (!g_hash_table_lookup_extended (story->comment_ends, id, NULL, &end))
    end = GUINT_TO_POINTER (cw_flow_get_text (story->flow)->length);
  cw_flow_add_comment_on (story->flow, GPOINTER_TO_UINT (start), GPOINTER_TO_UINT (end),
                          comment->author, comment->text);
}

const CwDocxElement cw_docx_note_elements[] = {
  { "footnote", start_item, end_item },
  { "endnote", start_item, end_item },
  { "comment", start_item, end_item },
  { "footnoteReference", start_footnote_reference, NULL },
  { "endnoteReference", start_endnote_reference, NULL },
  { "commentRangeStart", start_comment_range, NULL },
  { "commentRangeEnd", start_comment_range_end, NULL },
  { "commentReference", start_comment_reference, NULL },
  { NULL, NULL, NULL },
};
