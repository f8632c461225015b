/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-reading.h"

#include "cw-error.h"
#include "cw-rows-private.h"

static gpointer
read_reading (CwStatement *row)
{
  CwReading *reading = g_new0 (CwReading, 1);

  cw_statement_guid (row, 0, &reading->guid);
  cw_statement_guid (row, 1, &reading->coder);
  cw_statement_guid (row, 2, &reading->document);
  reading->has_code_set = cw_statement_guid (row, 3, &reading->code_set);
  reading->state = g_strcmp0 (cw_statement_text (row, 4), "finished") == 0 ? CW_READING_FINISHED
                                                                           : CW_READING_BEGUN;
  reading->text_revision = (guint) cw_statement_int (row, 5);
  return reading;
}

static void
free_reading_cb (gpointer data)
{
  cw_reading_free (data);
}

/**
 * cw_reading_free:
 * @reading: (nullable) (transfer full): a reading
 */
void
cw_reading_free (CwReading *reading)
{
  g_free (reading);
}

/**
 * cw_reading_list:
 * @database: a project's connection
 * @document: (nullable): only of this document
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwReading) (nullable): who is how far
 */
GPtrArray *
cw_reading_list (CwDatabase   *database,
                 const CwGuid *document,
                 GError      **error)
{
  g_return_val_if_fail (database != NULL, NULL);

  return cw_rows_list (database,
                       "SELECT guid, coder, document, code_set, state, text_revision "
                       "FROM readings WHERE ?1 IS NULL OR document = ?1 ORDER BY guid",
                       CW_BIND (cw_guid_value (document)), read_reading, free_reading_cb, error);
}

/**
 * cw_reading_get:
 * @database: a project's connection
 * @document: a document
 * @coder: who reads
 * @code_set: (nullable): for which codes; %NULL for all
 * @out_state: (out): how far the coder is
 * @error: return location for an error
 *
 * Returns: whether it could be looked up
 */
gboolean
cw_reading_get (CwDatabase     *database,
                const CwGuid   *document,
                const CwGuid   *coder,
                const CwGuid   *code_set,
                CwReadingState *out_state,
                GError        **error)
{
  gint64 state;
  CwGuid guid;

  g_return_val_if_fail (database != NULL && document != NULL && coder != NULL, FALSE);
  g_return_val_if_fail (out_state != NULL, FALSE);

  cw_guid_init_pair (&guid, "readings", coder, document, code_set);
  if (!cw_database_get_int (database,
                            "SELECT 1 + (state = 'finished') FROM readings WHERE guid = ?1",
                            CW_BIND (cw_guid_value (&guid)), 0, &state, error))
    return FALSE;
  *out_state = (CwReadingState) state;
  return TRUE;
}

static gboolean
write_state (CwChange        *change,
             const CwGuid    *guid,
             const CwReading *reading,
             gboolean         is_there,
             GError         **error)
{
  const char *state = reading->state == CW_READING_FINISHED ? "finished" : "begun";
  const CwGuid *code_set = reading->has_code_set ? &reading->code_set : NULL;
  CwDatabase *database = cw_change_get_database (change);

  if (is_there)
    return cw_database_run (
      database,
      "UPDATE readings SET state = ?2, text_revision = ?3 "
      "WHERE guid = ?1 AND (state <> ?2 OR text_revision <> ?3)",
      CW_BIND (cw_guid_value (guid), cw_text_value (state), cw_int_value (reading->text_revision)),
      error);
  return cw_database_run (
    database,
    "INSERT INTO readings (guid, coder, document, code_set, state, text_revision, created) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    CW_BIND (cw_guid_value (guid), cw_guid_value (&reading->coder),
             cw_guid_value (&reading->document), cw_guid_value (code_set), cw_text_value (state),
             cw_int_value (reading->text_revision), cw_int_value (cw_change_get_time (change))),
    error);
}

/**
 * cw_reading_set:
 * @change: the change to write in
 * @document: a document with a text
 * @coder: (nullable): who reads; %NULL for the change's coder
 * @code_set: (nullable): for which codes; %NULL for all
 * @state: how far the coder is; %CW_READING_NONE takes back what was said
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where document or code set is not there
 */
gboolean
cw_reading_set (CwChange      *change,
                const CwGuid  *document,
                const CwGuid  *coder,
                const CwGuid  *code_set,
                CwReadingState state,
                GError       **error)
{
  CwDatabase *database;
  CwReading reading = { .document = *document, .state = state };
  CwReadingState old;
  gint64 text_revision;
  CwGuid guid;

  g_return_val_if_fail (change != NULL && document != NULL, FALSE);
  g_return_val_if_fail (state <= CW_READING_FINISHED, FALSE);

  database = cw_change_get_database (change);
  reading.coder = coder != NULL ? *coder : *cw_change_get_coder (change);
  if (code_set != NULL)
    {
      reading.has_code_set = TRUE;
      reading.code_set = *code_set;
    }
  if (!cw_rows_require (database, "documents", "document", document, error)
      || (code_set != NULL && !cw_rows_require (database, "code_sets", "code set", code_set, error))
      || !cw_database_get_int (database, "SELECT text_revision FROM documents WHERE guid = ?1",
                               CW_BIND (cw_guid_value (document)), 0, &text_revision, error)
      || !cw_reading_get (database, document, &reading.coder, code_set, &old, error))
    return FALSE;
  if (text_revision == 0)
    {
      g_autofree char *name = cw_rows_dup_name (database, "documents", document);

      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "%s: the document is expected and has no text to read yet", name);
      return FALSE;
    }
  reading.text_revision = (guint) text_revision;
  cw_guid_init_pair (&guid, "readings", &reading.coder, document, code_set);
  if (state == CW_READING_NONE)
    return cw_rows_delete (change, "readings", &guid, error);
  return write_state (change, &guid, &reading, old != CW_READING_NONE, error);
}
