/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-pseudonyms.h"

#include "cw-utf8.h"

#include <string.h>

/* Names out of a whole text as a reader made it: what is said, and all that is said
 * about it. */

/**
 * cw_pseudonyms_edits:
 * @self: a table
 * @matches: (element-type CwNameMatch): what cw_pseudonyms_find() found
 * @out_inserted: (out): the new text of all edits, one after another
 *
 * Says the replacement as edits of the text.
 *
 * Returns: (transfer full): the edits
 */
CwEdits *
cw_pseudonyms_edits (const CwPseudonyms *self,
                     const GArray       *matches,
                     char              **out_inserted)
{
  g_autoptr (CwEdits) edits = cw_edits_new ();
  GString *inserted = g_string_new (NULL);

  for (guint i = 0; i < matches->len; i++)
    {
      const CwNameMatch *match = &g_array_index (matches, CwNameMatch, i);
      const char *replacement = cw_pseudonyms_get_replacement (self, match->name);

      cw_edits_append (edits, match->start, match->end,
                       (guint32) cw_utf8_length (replacement, strlen (replacement)), NULL);
      g_string_append (inserted, replacement);
    }
  *out_inserted = g_string_free (inserted, FALSE);
  return g_steal_pointer (&edits);
}

static void
copy_spans (const CwPseudonyms *self,
            const CwText       *text,
            const CwEdits      *edits,
            CwText             *protected)
{
  for (guint i = 0; i < text->spans->len; i++)
    {
      const CwSpan *span = &g_array_index (text->spans, CwSpan, i);
      g_autofree char *data = NULL;
      guint32 start = span->start;
      guint32 end = span->end;

      if (span->data != NULL)
        data = cw_pseudonyms_replace (self, span->data, -1);
      /* Part of a name that was set in italics is no more. */
      if (cw_edits_map_range (edits, &start, &end) == CW_EDIT_SWALLOWED
          && span->kind != CW_SPAN_COMMENT)
        continue;
      cw_text_add_span (protected, span->kind, start, end, span->level, data);
    }
}

/* Names that are now the same are one speaker. Returns where each old one went. */
static guint32 *
copy_speakers (const CwPseudonyms *self,
               const CwText       *text,
               CwText             *protected)
{
  guint32 *places = g_new0 (guint32, text->speakers->len + 1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < text->speakers->len; i++)
    {
      char *label = cw_pseudonyms_replace (self, g_ptr_array_index (text->speakers, i), -1);
      gpointer place;

      if (g_hash_table_lookup_extended (seen, label, NULL, &place))
        {
          places[i] = GPOINTER_TO_UINT (place);
          g_free (label);
          continue;
        }
      places[i] = protected->speakers->len;
      g_hash_table_insert (seen, label, GUINT_TO_POINTER (places[i]));
      g_ptr_array_add (protected->speakers, label);
    }
  return places;
}

static void
copy_turns (const CwPseudonyms *self,
            const CwText       *text,
            const CwEdits      *edits,
            CwText             *protected)
{
  g_autofree guint32 *places = copy_speakers (self, text, protected);

  for (guint i = 0; i < text->turns->len; i++)
    {
      CwTurn turn = g_array_index (text->turns, CwTurn, i);
      guint32 talk_end = turn.end;

      cw_edits_map_range (edits, &turn.text_start, &talk_end);
      cw_edits_map_range (edits, &turn.start, &turn.end);
      turn.text_start = CLAMP (turn.text_start, turn.start, turn.end);
      turn.speaker = places[turn.speaker];
      g_array_append_val (protected->turns, turn);
    }
}

static void
copy_pages (const CwPseudonyms *self,
            const CwText       *text,
            const CwEdits      *edits,
            CwText             *protected)
{
  for (guint i = 0; i < text->pages->len; i++)
    {
      CwPage page = g_array_index (text->pages, CwPage, i);

      cw_edits_map_range (edits, &page.start, &page.end);
      page.label = page.label != NULL ? cw_pseudonyms_replace (self, page.label, -1) : NULL;
      g_array_append_val (protected->pages, page);
    }
}

/**
 * cw_pseudonyms_protect:
 * @self: a table
 * @text: a text as a reader made it
 * @out_n_replaced: (out) (optional): how often a name was replaced in the text itself
 *
 * Replaces the names in a text and in all that is said of it: speakers, links,
 * comments, descriptions of images, labels of pages, warnings. What was said of a
 * stretch of the text is said of the same stretch afterwards.
 *
 * Returns: (transfer full): the text without the names
 */
CwText *
cw_pseudonyms_protect (const CwPseudonyms *self,
                       const CwText       *text,
                       guint              *out_n_replaced)
{
  g_autoptr (GArray) matches = NULL;
  g_autoptr (CwEdits) edits = NULL;
  g_autofree char *inserted = NULL;
  char *replaced;
  CwText *protected;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  matches = cw_pseudonyms_find (self, text->text, text->n_bytes);
  edits = cw_pseudonyms_edits (self, matches, &inserted);
  replaced = cw_pseudonyms_put_in (self, text->text, text->n_bytes, matches);
  protected = cw_text_new_take (text->format, replaced, strlen (replaced));
  protected->encoding = g_strdup (text->encoding);
  protected->uncertain = text->uncertain;
  protected->n_insertions = text->n_insertions;
  protected->n_deletions = text->n_deletions;
  copy_spans (self, text, edits, protected);
  copy_turns (self, text, edits, protected);
  copy_pages (self, text, edits, protected);
  for (guint i = 0; i < text->warnings->len; i++)
    g_ptr_array_add (protected->warnings,
                     cw_pseudonyms_replace (self, g_ptr_array_index (text->warnings, i), -1));
  cw_text_finish (protected);
  if (out_n_replaced != NULL)
    *out_n_replaced = matches->len;
  return protected;
}
