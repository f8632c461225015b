/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-document-private.h"

#include "cw-error.h"
#include "cw-name-private.h"
#include "cw-references-private.h"
#include "cw-rows-private.h"

#define NAMES "SELECT guid, name FROM documents"

static gboolean
put_bytes (CwChange     *change,
           GBytes       *bytes,
           const CwHash *hash,
           GError      **error)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  return cw_blob_put_hashed (change, hash, data, length, error);
}

static gboolean
put_blobs (CwChange              *change,
           const CwDocumentDraft *draft,
           GError               **error)
{
  if (!put_bytes (change, draft->text, &draft->text_hash, error))
    return FALSE;
  if (draft->structure != NULL
      && !put_bytes (change, draft->structure, &draft->structure_hash, error))
    return FALSE;
  return draft->original == NULL || put_bytes (change, draft->original, &draft->file_hash, error);
}

static gboolean
insert_speakers (CwChange     *change,
                 const CwGuid *document,
                 GPtrArray    *speakers,
                 GError      **error)
{
  for (guint i = 0; i < speakers->len; i++)
    {
      CwGuid guid;

      cw_guid_init_new (&guid);
      if (!cw_database_run (cw_change_get_database (change),
                            "INSERT INTO speakers (guid, document, number, label) "
                            "VALUES (?1, ?2, ?3, ?4)",
                            CW_BIND (cw_guid_value (&guid), cw_guid_value (document),
                                     cw_int_value (i),
                                     cw_text_value (g_ptr_array_index (speakers, i))),
                            error))
        return FALSE;
    }
  return TRUE;
}

/*
 * cw_document_insert_revision:
 * Adds a version of a document's text; the blobs are there, and naming it in the
 * document is the caller's.
 */
gboolean
cw_document_insert_revision (CwChange             *change,
                             const CwGuid         *document,
                             const CwTextRevision *revision,
                             GError              **error)
{
  CwGuid guid;
  CwValue structure = revision->structure != NULL ? cw_hash_value (revision->structure)
                                                  : cw_null_value ();

  cw_guid_init_new (&guid);
  return cw_database_run (
    cw_change_get_database (change),
    "INSERT INTO text_revisions (guid, document, number, parent, text, length, words, turns, "
    "structure, edits, coder, created) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    CW_BIND (cw_guid_value (&guid), cw_guid_value (document), cw_int_value (revision->number),
             cw_int_value (revision->parent), cw_hash_value (revision->text),
             cw_int_value (revision->length), cw_int_value (revision->words),
             cw_text_value (revision->turns), structure, cw_text_value (revision->edits),
             cw_guid_value (cw_change_get_coder (change)),
             cw_int_value (cw_change_get_time (change))),
    error);
}

static gboolean
insert_document (CwChange              *change,
                 const CwDocumentDraft *draft,
                 const char            *name,
                 CwGuid                *out_guid,
                 GError               **error)
{
  CwDatabase *database = cw_change_get_database (change);
  CwValue file_hash = cw_null_value ();
  CwValue original = cw_null_value ();
  gint64 position;

  if (draft != NULL && draft->has_file_hash)
    file_hash = cw_hash_value (&draft->file_hash);
  if (draft != NULL && draft->original != NULL)
    original = file_hash;
  if (!cw_database_get_int (database, "SELECT max (position) FROM documents", NULL, 0, &position,
                            error))
    return FALSE;
  cw_guid_init_new (out_guid);
  return cw_database_run (
    database,
    "INSERT INTO documents (guid, name, position, text_revision, format, encoding, file_name, "
    "file_hash, original, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    CW_BIND (cw_guid_value (out_guid), cw_text_value (name), cw_int_value (position + 1),
             cw_int_value (draft != NULL ? 1 : 0),
             cw_text_value (draft != NULL ? draft->format : ""),
             cw_text_value (draft != NULL ? draft->encoding : ""),
             cw_text_value (draft != NULL ? draft->file_name : ""), file_hash, original,
             cw_int_value (cw_change_get_time (change))),
    error);
}

/**
 * cw_document_add:
 * @change: the change to write in
 * @draft: what to add
 * @name: (nullable): a name that no document has yet; %NULL for one made of the
 *   file's name that is free
 * @out_guid: (out) (optional): the new document
 * @error: return location for an error
 *
 * Adds a document with its text, speakers and turns, behind the others. Whether the
 * same file is there already is for the caller to ask, by
 * cw_document_find_same_file().
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where @name is taken
 */
gboolean
cw_document_add (CwChange              *change,
                 const CwDocumentDraft *draft,
                 const char            *name,
                 CwGuid                *out_guid,
                 GError               **error)
{
  CwDatabase *database;
  g_autofree char *clean = NULL;
  CwTextRevision revision = { .number = 1, .edits = "" };
  CwGuid guid;

  g_return_val_if_fail (change != NULL && draft != NULL, FALSE);

  database = cw_change_get_database (change);
  if (name != NULL)
    clean = cw_name_claim (database, NAMES, NULL, name, NULL, "document", error);
  else
    clean = cw_document_pick_name (database, *draft->name != '\0' ? draft->name : "Document",
                                   error);
  if (clean == NULL)
    return FALSE;

  revision.text = &draft->text_hash;
  revision.length = draft->length;
  revision.words = draft->words;
  revision.turns = draft->turns;
  revision.structure = draft->structure != NULL ? &draft->structure_hash : NULL;
  if (!put_blobs (change, draft, error) || !insert_document (change, draft, clean, &guid, error)
      || !cw_document_insert_revision (change, &guid, &revision, error)
      || !insert_speakers (change, &guid, draft->speakers, error))
    return FALSE;
  if (out_guid != NULL)
    *out_guid = guid;
  return TRUE;
}

/**
 * cw_document_expect:
 * @change: the change to write in
 * @name: a name that no document has yet
 * @out_guid: (out) (optional): the new document
 * @error: return location for an error
 *
 * Adds a document that is expected and not yet there: it has no text.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where @name is taken
 */
gboolean
cw_document_expect (CwChange   *change,
                    const char *name,
                    CwGuid     *out_guid,
                    GError    **error)
{
  g_autofree char *clean = NULL;
  CwGuid guid;

  g_return_val_if_fail (change != NULL && name != NULL, FALSE);

  clean = cw_name_claim (cw_change_get_database (change), NAMES, NULL, name, NULL, "document",
                         error);
  if (clean == NULL || !insert_document (change, NULL, clean, &guid, error))
    return FALSE;
  if (out_guid != NULL)
    *out_guid = guid;
  return TRUE;
}

/**
 * cw_document_rename:
 * @change: the change to write in
 * @guid: a document
 * @name: a name that no other document has
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where @name is taken
 */
gboolean
cw_document_rename (CwChange     *change,
                    const CwGuid *guid,
                    const char   *name,
                    GError      **error)
{
  CwDatabase *database;
  g_autofree char *clean = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL && name != NULL, FALSE);

  database = cw_change_get_database (change);
  if (!cw_rows_require (database, "documents", "document", guid, error))
    return FALSE;
  clean = cw_name_claim (database, NAMES, NULL, name, guid, "document", error);
  return clean != NULL
         && cw_rows_set (change, "documents", "name", guid, cw_text_value (clean), error);
}

/**
 * cw_document_set_field:
 * @change: the change to write in
 * @guid: a document
 * @field: what to set
 * @value: its new value; "" for none
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where a date is no ISO 8601 date
 */
gboolean
cw_document_set_field (CwChange       *change,
                       const CwGuid   *guid,
                       CwDocumentField field,
                       const char     *value,
                       GError        **error)
{
  gboolean is_date = field >= CW_DOCUMENT_EXPECTED;
  const char *name = cw_document_field_to_string (field);

  g_return_val_if_fail (change != NULL && guid != NULL && value != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (!cw_rows_require (cw_change_get_database (change), "documents", "document", guid, error))
    return FALSE;
  if (is_date && *value != '\0' && !cw_date_is_valid (value))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "%s: “%s” is not a date; write it as 2014, 2014-05 or 2014-05-31", name, value);
      return FALSE;
    }
  return cw_rows_set (change, "documents", name, guid,
                      is_date && *value == '\0' ? cw_null_value () : cw_text_value (value), error);
}

/**
 * cw_document_reorder:
 * @change: the change to write in
 * @guid: a document
 * @index: its new place from 0; beyond the last is last
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where there is no such document
 */
gboolean
cw_document_reorder (CwChange     *change,
                     const CwGuid *guid,
                     guint         index,
                     GError      **error)
{
  CwDatabase *database;
  g_autoptr (GArray) guids = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  database = cw_change_get_database (change);
  if (!cw_rows_require (database, "documents", "document", guid, error))
    return FALSE;
  guids = cw_rows_list_guids (database, "SELECT guid FROM documents ORDER BY position, guid", NULL,
                              error);
  return guids != NULL && cw_rows_reorder (change, "documents", guids, guid, index, error);
}

/**
 * cw_document_count_dependents:
 * @database: a project's connection
 * @guid: a document
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what goes when it is deleted
 */
CwDependents *
cw_document_count_dependents (CwDatabase   *database,
                              const CwGuid *guid,
                              GError      **error)
{
  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  return cw_references_count (database, "documents", guid, error);
}

/**
 * cw_document_delete:
 * @change: the change to write in
 * @guid: a document
 * @force: also where somebody's work hangs on it
 * @error: return location for an error
 *
 * Deletes a document with its text, passages and all that hangs on them. Memos stay,
 * untied. Undo brings it back.
 *
 * Returns: %FALSE with %CW_ERROR_WOULD_LOSE, naming what would go, without @force
 */
gboolean
cw_document_delete (CwChange     *change,
                    const CwGuid *guid,
                    gboolean      force,
                    GError      **error)
{
  CwDatabase *database;
  g_autofree char *name = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  database = cw_change_get_database (change);
  if (!cw_rows_require (database, "documents", "document", guid, error))
    return FALSE;
  name = cw_rows_dup_name (database, "documents", guid);
  if (!force && !cw_references_refuse_work (database, "documents", guid, "document", name, error))
    return FALSE;
  return cw_references_delete (change, "documents", guid, error);
}
