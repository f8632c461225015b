/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-document-private.h"

#include "cw-error.h"
#include "cw-name-private.h"
#include "cw-path.h"
#include "cw-rows-private.h"
#include "cw-speaker.h"
#include "cw-text-json.h"
#include "cw-turns.h"
#include "cw-utf8.h"

#include <string.h>

#define NAMES "SELECT guid, name FROM documents"

/* In the order of CwDocumentField, from column FIRST_FIELD on. */
#define SELECT \
  "SELECT d.guid, d.name, d.position, d.text_revision, r.length, r.words, d.format, d.encoding, " \
  "d.file_name, d.original IS NOT NULL, d.created, " \
  "d.type, d.wave, d.speaker_role, d.note, d.language, d.consent, " \
  "d.expected, d.received, d.checked, d.deidentified, d.returned " \
  "FROM documents d LEFT JOIN text_revisions r " \
  "ON r.document = d.guid AND r.number = d.text_revision "
#define FIRST_FIELD 11

static const char *const field_names[CW_DOCUMENT_N_FIELDS] = {
  [CW_DOCUMENT_TYPE] = "type",
  [CW_DOCUMENT_WAVE] = "wave",
  [CW_DOCUMENT_SPEAKER_ROLE] = "speaker_role",
  [CW_DOCUMENT_NOTE] = "note",
  [CW_DOCUMENT_LANGUAGE] = "language",
  [CW_DOCUMENT_CONSENT] = "consent",
  [CW_DOCUMENT_EXPECTED] = "expected",
  [CW_DOCUMENT_RECEIVED] = "received",
  [CW_DOCUMENT_CHECKED] = "checked",
  [CW_DOCUMENT_DEIDENTIFIED] = "deidentified",
  [CW_DOCUMENT_RETURNED] = "returned",
};

static gpointer
read_document (CwStatement *row)
{
  CwDocument *document = g_new0 (CwDocument, 1);

  cw_statement_guid (row, 0, &document->guid);
  document->name = cw_statement_dup_text (row, 1);
  document->position = cw_statement_int (row, 2);
  document->text_revision = (guint) cw_statement_int (row, 3);
  document->length = (guint32) cw_statement_int (row, 4);
  document->words = cw_statement_int (row, 5);
  document->format = cw_statement_dup_text (row, 6);
  document->encoding = cw_statement_dup_text (row, 7);
  document->file_name = cw_statement_dup_text (row, 8);
  document->has_original = cw_statement_int (row, 9) != 0;
  document->created = cw_statement_int (row, 10);
  for (int i = 0; i < CW_DOCUMENT_N_FIELDS; i++)
    document->fields[i] = g_strdup (cw_text_or_empty (cw_statement_text (row, FIRST_FIELD + i)));
  return document;
}

static void
free_document_cb (gpointer data)
{
  cw_document_free (data);
}

/* What a document's current text is kept under. */
typedef struct
{
  CwHash text;
  guint32 length;
  gboolean has_structure;
  CwHash structure;
  char *turns;
  char *format;
  char *encoding;
} StoredText;

static void
stored_text_free (StoredText *stored)
{
  g_free (stored->turns);
  g_free (stored->format);
  g_free (stored->encoding);
  g_free (stored);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoredText, stored_text_free)

static gboolean
read_hash (CwStatement *row,
           int          column,
           CwHash      *out_hash)
{
  gsize length = 0;
  gconstpointer data = cw_statement_blob (row, column, &length);

  if (data == NULL || length != sizeof *out_hash)
    return FALSE;
  memcpy (out_hash, data, sizeof *out_hash);
  return TRUE;
}

static gpointer
read_stored_text (CwStatement *row)
{
  StoredText *stored = g_new0 (StoredText, 1);

  read_hash (row, 0, &stored->text);
  stored->length = (guint32) cw_statement_int (row, 1);
  stored->has_structure = read_hash (row, 2, &stored->structure);
  stored->turns = cw_statement_dup_text (row, 3);
  stored->format = cw_statement_dup_text (row, 4);
  stored->encoding = cw_statement_dup_text (row, 5);
  return stored;
}

static StoredText *
load_stored_text (CwDatabase   *database,
                  const CwGuid *guid,
                  GError      **error)
{
  return cw_rows_load (database,
                       "SELECT r.text, r.length, r.structure, r.turns, d.format, d.encoding "
                       "FROM documents d JOIN text_revisions r "
                       "ON r.document = d.guid AND r.number = d.text_revision WHERE d.guid = ?1",
                       guid, "document with a text", read_stored_text, error);
}

/* With a nul at the end; of no bytes GBytes has none to point to. */
static char *
dup_string (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return length > 0 ? g_strndup (data, length) : g_strdup ("");
}

/* A number that nobody has any more has no label, so that the turns' numbers are the
 * labels' places. */
static gboolean
add_speakers (CwDatabase   *database,
              const CwGuid *guid,
              CwText       *text,
              GError      **error)
{
  g_autoptr (GPtrArray) speakers = cw_speaker_list (database, guid, error);

  if (speakers == NULL)
    return FALSE;
  for (guint i = 0; i < speakers->len; i++)
    {
      const CwSpeaker *speaker = g_ptr_array_index (speakers, i);

      if (speaker->number < text->speakers->len)
        continue;
      while (text->speakers->len < speaker->number)
        g_ptr_array_add (text->speakers, g_strdup (""));
      g_ptr_array_add (text->speakers, g_strdup (speaker->label));
    }
  return TRUE;
}

/**
 * cw_document_field_to_string:
 * @field: a field
 *
 * Returns: (transfer none): its name: "wave"
 */
const char *
cw_document_field_to_string (CwDocumentField field)
{
  g_return_val_if_fail (field < CW_DOCUMENT_N_FIELDS, NULL);

  return field_names[field];
}

/**
 * cw_document_field_from_string:
 * @string: a name
 * @out_field: (out): the field; untouched if there is none
 *
 * Returns: whether there is a field of that name
 */
gboolean
cw_document_field_from_string (const char      *string,
                               CwDocumentField *out_field)
{
  g_return_val_if_fail (string != NULL && out_field != NULL, FALSE);

  for (guint i = 0; i < CW_DOCUMENT_N_FIELDS; i++)
    if (g_str_equal (field_names[i], string))
      {
        *out_field = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * cw_document_free:
 * @document: (nullable) (transfer full): a document
 */
void
cw_document_free (CwDocument *document)
{
  if (document == NULL)
    return;
  g_free (document->name);
  for (guint i = 0; i < CW_DOCUMENT_N_FIELDS; i++)
    g_free (document->fields[i]);
  g_free (document->format);
  g_free (document->encoding);
  g_free (document->file_name);
  g_free (document);
}

/**
 * cw_document_list:
 * @database: a project's connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwDocument) (nullable): all documents in
 *   their order
 */
GPtrArray *
cw_document_list (CwDatabase *database,
                  GError    **error)
{
  g_return_val_if_fail (database != NULL, NULL);

  return cw_rows_list (database, SELECT "ORDER BY d.position, d.guid", NULL, read_document,
                       free_document_cb, error);
}

/**
 * cw_document_load:
 * @database: a project's connection
 * @guid: a document
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with
 *   %CW_ERROR_NOT_FOUND
 */
CwDocument *
cw_document_load (CwDatabase   *database,
                  const CwGuid *guid,
                  GError      **error)
{
  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  return cw_rows_load (database, SELECT "WHERE d.guid = ?1", guid, "document", read_document,
                       error);
}

/**
 * cw_document_find:
 * @database: a project's connection
 * @name: a name, in any case
 * @out_found: (out): whether a document has it
 * @out_guid: (out): which; untouched if none
 * @error: return location for an error
 *
 * Returns: whether it could be looked up; finding none is no failure
 */
gboolean
cw_document_find (CwDatabase *database,
                  const char *name,
                  gboolean   *out_found,
                  CwGuid     *out_guid,
                  GError    **error)
{
  g_return_val_if_fail (database != NULL && name != NULL, FALSE);
  g_return_val_if_fail (out_found != NULL && out_guid != NULL, FALSE);

  return cw_name_find (database, NAMES, NULL, name, out_found, out_guid, error);
}

/**
 * cw_document_find_same_file:
 * @database: a project's connection
 * @file_hash: hash of a file's bytes
 * @out_found: (out): whether a document was made of just these bytes
 * @out_guid: (out): the first that was; untouched if none
 * @error: return location for an error
 *
 * Recognises a file that was imported before, also where the original is not kept.
 *
 * Returns: whether it could be looked up
 */
gboolean
cw_document_find_same_file (CwDatabase   *database,
                            const CwHash *file_hash,
                            gboolean     *out_found,
                            CwGuid       *out_guid,
                            GError      **error)
{
  g_return_val_if_fail (database != NULL && file_hash != NULL, FALSE);
  g_return_val_if_fail (out_found != NULL && out_guid != NULL, FALSE);

  return cw_database_find_guid (
    database, "SELECT guid FROM documents WHERE file_hash = ?1 ORDER BY position, guid LIMIT 1",
    CW_BIND (cw_hash_value (file_hash)), out_found, out_guid, error);
}

/**
 * cw_document_pick_name:
 * @database: a project's connection
 * @wanted: the name one would like
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): @wanted, or where a document has it already
 *   "wanted (2)", "wanted (3)", …
 */
char *
cw_document_pick_name (CwDatabase *database,
                       const char *wanted,
                       GError    **error)
{
  g_autoptr (CwStatement) rows = NULL;
  g_autoptr (GHashTable) taken = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *clean = NULL;

  g_return_val_if_fail (database != NULL && wanted != NULL, NULL);

  clean = cw_name_clean (wanted, "document", error);
  if (clean == NULL)
    return NULL;
  taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  rows = cw_database_query (database, NAMES, NULL, error);
  if (rows == NULL)
    return NULL;
  while (cw_statement_next (rows, &failure))
    g_hash_table_add (taken, cw_path_fold (cw_statement_text (rows, 1)));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  for (guint n = 1;; n++)
    {
      g_autofree char *name = n == 1 ? g_strdup (clean) : g_strdup_printf ("%s (%u)", clean, n);
      g_autofree char *folded = cw_path_fold (name);

      if (!g_hash_table_contains (taken, folded))
        return g_steal_pointer (&name);
    }
}

/* Everything behind this walks the text as UTF-8 of the stated length. */
static GBytes *
load_valid (CwDatabase       *database,
            const StoredText *stored,
            GError          **error)
{
  g_autoptr (GBytes) bytes = cw_blob_get (database, &stored->text, error);
  gsize length;
  const char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  if (length == 0 || g_utf8_validate (text, (gssize) length, NULL))
    return g_steal_pointer (&bytes);
  g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
               "the text of a document is damaged: it is not valid UTF-8; restore a backup");
  return NULL;
}

/**
 * cw_document_load_bytes:
 * @database: a project's connection
 * @guid: a document that has a text
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its current text, UTF-8 without a nul at the
 *   end
 */
GBytes *
cw_document_load_bytes (CwDatabase   *database,
                        const CwGuid *guid,
                        GError      **error)
{
  g_autoptr (StoredText) stored = NULL;

  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  stored = load_stored_text (database, guid, error);
  return stored != NULL ? load_valid (database, stored, error) : NULL;
}

/**
 * cw_document_load_text:
 * @database: a project's connection
 * @guid: a document that has a text
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): its current text with structure, pages,
 *   speakers (by number, "" for a number that nobody has) and turns
 */
CwText *
cw_document_load_text (CwDatabase   *database,
                       const CwGuid *guid,
                       GError      **error)
{
  g_autoptr (StoredText) stored = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CwText) text = NULL;
  g_autoptr (GArray) turns = NULL;

  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  stored = load_stored_text (database, guid, error);
  bytes = stored != NULL ? load_valid (database, stored, error) : NULL;
  if (bytes == NULL)
    return NULL;
  text = cw_text_new_take (g_intern_string (stored->format), dup_string (bytes),
                           g_bytes_get_size (bytes));
  if (*stored->encoding != '\0')
    text->encoding = g_steal_pointer (&stored->encoding);
  if (stored->has_structure)
    {
      g_autoptr (GBytes) structure = cw_blob_get (database, &stored->structure, error);
      g_autofree char *json = NULL;

      if (structure == NULL)
        return NULL;
      json = dup_string (structure);
      if (!cw_text_structure_from_json (text, json, error))
        return NULL;
    }
  g_ptr_array_set_size (text->speakers, 0);
  if (!add_speakers (database, guid, text, error))
    return NULL;
  turns = cw_turns_from_string (stored->turns, text->length, text->speakers->len, error);
  if (turns == NULL)
    return NULL;
  g_array_unref (text->turns);
  text->turns = g_steal_pointer (&turns);
  return g_steal_pointer (&text);
}

/**
 * cw_document_load_original:
 * @database: a project's connection
 * @guid: a document
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the bytes of the file that it was made of, or
 *   %NULL with %CW_ERROR_NOT_FOUND where that was not kept
 */
GBytes *
cw_document_load_original (CwDatabase   *database,
                           const CwGuid *guid,
                           GError      **error)
{
  g_autoptr (CwStatement) row = NULL;
  CwHash hash;

  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  if (!cw_rows_require (database, "documents", "document", guid, error)
      || !cw_rows_first (database, "SELECT original, name FROM documents WHERE guid = ?1",
                         CW_BIND (cw_guid_value (guid)), &row, error))
    return NULL;
  if (row == NULL || !read_hash (row, 0, &hash))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND,
                   "%s: the original file was not kept in the project",
                   row != NULL ? cw_statement_text (row, 1) : "?");
      return NULL;
    }
  return cw_blob_get (database, &hash, error);
}

/**
 * cw_document_load_range:
 * @database: a project's connection
 * @guid: a document that has a text
 * @start: first position, in code points
 * @end: position after the last
 * @error: return location for an error
 *
 * Reads the whole text for it: for many ranges use cw_document_load_bytes() and a
 * #CwUtf8Index.
 *
 * Returns: (transfer full) (nullable): what stands there; what lies beyond the end
 *   is left out
 */
char *
cw_document_load_range (CwDatabase   *database,
                        const CwGuid *guid,
                        guint32       start,
                        guint32       end,
                        GError      **error)
{
  g_autoptr (GBytes) bytes = cw_document_load_bytes (database, guid, error);
  g_autoptr (CwUtf8Index) index = NULL;
  const char *text;
  gsize n_bytes;
  gsize from;
  gsize to;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &n_bytes);
  index = cw_utf8_index_new (text, n_bytes);
  end = MIN (end, cw_utf8_index_length (index));
  start = MIN (start, end);
  from = cw_utf8_index_to_byte (index, start);
  to = cw_utf8_index_to_byte (index, end);
  return g_strndup (text != NULL ? text + from : "", to - from);
}
