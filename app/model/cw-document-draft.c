/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-document-private.h"

#include "cw-text-json.h"
#include "cw-turns.h"
#include "cw-words.h"

#include <string.h>

/*
 * cw_document_structure_of:
 * What the store keeps of a text's parts besides its turns, or NULL where there is
 * nothing to keep.
 */
GBytes *
cw_document_structure_of (const CwText *text)
{
  g_autoptr (GArray) no_turns = NULL;
  g_autoptr (GPtrArray) no_speakers = NULL;
  CwText parts = *text;
  char *json;

  if (text->spans->len == 0 && text->pages->len == 0 && text->warnings->len == 0)
    return NULL;
  parts.turns = no_turns = g_array_new (FALSE, FALSE, sizeof (CwTurn));
  parts.speakers = no_speakers = g_ptr_array_new ();
  json = cw_text_structure_to_json (&parts);
  return g_bytes_new_take (json, strlen (json));
}

static char *
name_for_file (const char *file_name)
{
  g_autofree char *name = g_filename_display_basename (file_name);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return g_strdup (g_strstrip (name));
}

/**
 * cw_document_draft_new:
 * @text: a text as a reader made it; not needed afterwards
 * @file: (nullable): the bytes that it was made of
 * @file_name: (nullable): the file's name, with folders or without
 * @keep_original: whether to keep @file in the project
 *
 * Computes all that a document's rows need, in any thread.
 *
 * Returns: (transfer full): a draft for cw_document_add()
 */
CwDocumentDraft *
cw_document_draft_new (const CwText *text,
                       GBytes       *file,
                       const char   *file_name,
                       gboolean      keep_original)
{
  CwDocumentDraft *draft;

  g_return_val_if_fail (text != NULL, NULL);

  draft = g_new0 (CwDocumentDraft, 1);
  draft->format = text->format;
  draft->encoding = g_strdup (text->encoding != NULL ? text->encoding : "");
  draft->file_name = file_name != NULL ? g_filename_display_basename (file_name) : g_strdup ("");
  draft->name = file_name != NULL ? name_for_file (file_name) : g_strdup ("");
  draft->text = g_bytes_new (text->text, text->n_bytes);
  cw_hash_init (&draft->text_hash, text->text, text->n_bytes);
  draft->length = text->length;
  draft->words = cw_words_count (text->text, text->n_bytes);
  draft->turns = cw_turns_to_string (text->turns);
  draft->speakers = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < text->speakers->len; i++)
    g_ptr_array_add (draft->speakers, g_strdup (g_ptr_array_index (text->speakers, i)));
  draft->structure = cw_document_structure_of (text);
  if (draft->structure != NULL)
    cw_hash_init (&draft->structure_hash, g_bytes_get_data (draft->structure, NULL),
                  g_bytes_get_size (draft->structure));
  if (file != NULL)
    {
      draft->has_file_hash = TRUE;
      cw_hash_init (&draft->file_hash, g_bytes_get_data (file, NULL), g_bytes_get_size (file));
      if (keep_original)
        draft->original = g_bytes_ref (file);
    }
  return draft;
}

/**
 * cw_document_draft_free:
 * @draft: (nullable) (transfer full): a draft
 */
void
cw_document_draft_free (CwDocumentDraft *draft)
{
  if (draft == NULL)
    return;
  g_free (draft->encoding);
  g_free (draft->file_name);
  g_free (draft->name);
  g_free (draft->turns);
  g_bytes_unref (draft->text);
  g_ptr_array_unref (draft->speakers);
  g_clear_pointer (&draft->structure, g_bytes_unref);
  g_clear_pointer (&draft->original, g_bytes_unref);
  g_free (draft);
}

/**
 * cw_document_draft_get_words:
 * @draft: a draft
 *
 * Returns: how many words its text has
 */
gint64
cw_document_draft_get_words (const CwDocumentDraft *draft)
{
  g_return_val_if_fail (draft != NULL, 0);

  return draft->words;
}

/**
 * cw_document_draft_get_file_hash:
 * @draft: a draft
 *
 * Returns: (transfer none) (nullable): the hash of its file, for
 *   cw_document_find_same_file(); %NULL if it was made without one
 */
const CwHash *
cw_document_draft_get_file_hash (const CwDocumentDraft *draft)
{
  g_return_val_if_fail (draft != NULL, NULL);

  return draft->has_file_hash ? &draft->file_hash : NULL;
}
