/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-passage-private.h"

#include "cw-error.h"
#include "cw-references-private.h"
#include "cw-rows-private.h"

#define COLUMNS \
  "guid, document, coder, kind, text_revision, start, end, quotable, wording, label, created"

static gpointer
read_passage (CwStatement *row)
{
  CwPassage *passage = g_new0 (CwPassage, 1);
  const char *kind = cw_statement_text (row, 3);

  cw_statement_guid (row, 0, &passage->guid);
  cw_statement_guid (row, 1, &passage->document);
  cw_statement_guid (row, 2, &passage->coder);
  if (g_strcmp0 (kind, "area") == 0)
    passage->kind = CW_PASSAGE_AREA;
  else if (g_strcmp0 (kind, "time") == 0)
    passage->kind = CW_PASSAGE_TIME;
  passage->text_revision = (guint) cw_statement_int (row, 4);
  passage->start = (guint32) cw_statement_int (row, 5);
  passage->end = (guint32) cw_statement_int (row, 6);
  passage->quotable = cw_statement_int (row, 7) != 0;
  passage->wording = cw_statement_dup_text (row, 8);
  passage->label = cw_statement_dup_text (row, 9);
  passage->created = cw_statement_int (row, 10);
  return passage;
}

static void
free_passage_cb (gpointer data)
{
  cw_passage_free (data);
}

/*
 * cw_passage_find:
 * The coder's passage of just that range, other than @except (nullable).
 */
gboolean
cw_passage_find (CwDatabase   *database,
                 const CwGuid *document,
                 guint32       start,
                 guint32       end,
                 const CwGuid *coder,
                 const CwGuid *except,
                 gboolean     *out_found,
                 CwGuid       *out_guid,
                 GError      **error)
{
  return cw_database_find_guid (
    database,
    "SELECT guid FROM passages INDEXED BY passages_by_document "
    "WHERE document = ?1 AND start = ?2 AND end = ?3 AND coder = ?4 AND kind = 'range' "
    "AND guid IS NOT ?5 ORDER BY guid LIMIT 1",
    CW_BIND (cw_guid_value (document), cw_int_value (start), cw_int_value (end),
             cw_guid_value (coder), cw_guid_value (except)),
    out_found, out_guid, error);
}

/*
 * cw_passage_find_or_add:
 * The coder's passage of just that range, made if there is none. The range has been
 * checked.
 */
gboolean
cw_passage_find_or_add (CwChange     *change,
                        const CwGuid *document,
                        guint         text_revision,
                        guint32       start,
                        guint32       end,
                        const CwGuid *coder,
                        CwGuid       *out_guid,
                        GError      **error)
{
  CwDatabase *database = cw_change_get_database (change);
  gboolean found = FALSE;

  if (!cw_passage_find (database, document, start, end, coder, NULL, &found, out_guid, error))
    return FALSE;
  if (found)
    return TRUE;
  cw_guid_init_new (out_guid);
  return cw_database_run (
    database,
    "INSERT INTO passages (guid, document, coder, text_revision, start, end, created) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    CW_BIND (cw_guid_value (out_guid), cw_guid_value (document), cw_guid_value (coder),
             cw_int_value (text_revision), cw_int_value (start), cw_int_value (end),
             cw_int_value (cw_change_get_time (change))),
    error);
}

/*
 * cw_passage_drop_unused:
 * Deletes a passage that nothing hangs on.
 */
gboolean
cw_passage_drop_unused (CwChange     *change,
                        const CwGuid *guid,
                        GError      **error)
{
  return cw_database_run (
    cw_change_get_database (change),
    "DELETE FROM passages WHERE guid = ?1 AND quotable = 0 AND wording = '' AND label = '' "
    "AND NOT EXISTS (SELECT 1 FROM codings WHERE passage = ?1) "
    "AND NOT EXISTS (SELECT 1 FROM code_examples WHERE passage = ?1) "
    "AND NOT EXISTS (SELECT 1 FROM links WHERE origin = ?1) "
    "AND NOT EXISTS (SELECT 1 FROM links WHERE target = ?1) "
    "AND NOT EXISTS (SELECT 1 FROM evidence WHERE passage = ?1) "
    "AND NOT EXISTS (SELECT 1 FROM memo_ties WHERE passage = ?1) "
    "AND NOT EXISTS (SELECT 1 FROM events WHERE passage = ?1) "
    "AND NOT EXISTS (SELECT 1 FROM quote_uses WHERE passage = ?1)",
    CW_BIND (cw_guid_value (guid)), error);
}

/**
 * cw_passage_free:
 * @passage: (nullable) (transfer full): a passage
 */
void
cw_passage_free (CwPassage *passage)
{
  if (passage == NULL)
    return;
  g_free (passage->wording);
  g_free (passage->label);
  g_free (passage);
}

/**
 * cw_passage_load:
 * @database: a project's connection
 * @guid: a passage
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the passage, or %NULL with
 *   %CW_ERROR_NOT_FOUND
 */
CwPassage *
cw_passage_load (CwDatabase   *database,
                 const CwGuid *guid,
                 GError      **error)
{
  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  return cw_rows_load (database, "SELECT " COLUMNS " FROM passages WHERE guid = ?1", guid,
                       "passage", read_passage, error);
}

/**
 * cw_passage_list_document:
 * @database: a project's connection
 * @document: a document
 * @coder: (nullable): only this coder's
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwPassage) (nullable): its passages by
 *   start and end
 */
GPtrArray *
cw_passage_list_document (CwDatabase   *database,
                          const CwGuid *document,
                          const CwGuid *coder,
                          GError      **error)
{
  g_return_val_if_fail (database != NULL && document != NULL, NULL);

  return cw_rows_list (database,
                       "SELECT " COLUMNS " FROM passages WHERE document = ?1 "
                       "AND (?2 IS NULL OR coder = ?2) ORDER BY start, end, coder, guid",
                       CW_BIND (cw_guid_value (document), cw_guid_value (coder)), read_passage,
                       free_passage_cb, error);
}

/**
 * cw_passage_check_range:
 * @database: a project's connection
 * @document: a document
 * @start: first position, in code points
 * @end: position after the last
 * @out_text_revision: (out) (optional): the version of the text that it is in
 * @error: return location for an error
 *
 * Makes sure that a range has something in it and lies in the text.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID, and how long the text is, if not
 */
gboolean
cw_passage_check_range (CwDatabase   *database,
                        const CwGuid *document,
                        guint32       start,
                        guint32       end,
                        guint        *out_text_revision,
                        GError      **error)
{
  g_autoptr (CwStatement) row = NULL;
  const char *name;
  gint64 length;

  g_return_val_if_fail (database != NULL && document != NULL, FALSE);

  if (!cw_rows_first (database,
                      "SELECT d.name, d.text_revision, r.length FROM documents d "
                      "LEFT JOIN text_revisions r "
                      "ON r.document = d.guid AND r.number = d.text_revision WHERE d.guid = ?1",
                      CW_BIND (cw_guid_value (document)), &row, error))
    return FALSE;
  if (row == NULL)
    return cw_rows_require (database, "documents", "document", document, error);
  name = cw_statement_text (row, 0);
  length = cw_statement_int (row, 2);
  if (cw_statement_is_null (row, 2))
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                 "%s: the document is expected and has no text yet; import it first", name);
  else if (start >= end)
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                 "%s: the range %u:%u has nothing in it; its end must lie behind its start", name,
                 start, end);
  else if (end > length)
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                 "%s: the range %u:%u is not in the text, which is %" G_GINT64_FORMAT
                 " characters long",
                 name, start, end, length);
  else
    {
      if (out_text_revision != NULL)
        *out_text_revision = (guint) cw_statement_int (row, 1);
      return TRUE;
    }
  return FALSE;
}

/**
 * cw_passage_add:
 * @change: the change to write in
 * @document: a document
 * @start: first position, in code points
 * @end: position after the last
 * @coder: (nullable): whose it is; %NULL for the change's coder
 * @out_guid: (out) (optional): the coder's passage of that range
 * @error: return location for an error
 *
 * Makes a passage to hang something on, or finds the coder's that is there. The same
 * change should hang something on it: a passage that nothing hangs on goes at the
 * next chance.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the range is not in the text
 */
gboolean
cw_passage_add (CwChange     *change,
                const CwGuid *document,
                guint32       start,
                guint32       end,
                const CwGuid *coder,
                CwGuid       *out_guid,
                GError      **error)
{
  guint text_revision;
  CwGuid guid;

  g_return_val_if_fail (change != NULL && document != NULL, FALSE);

  if (!cw_passage_check_range (cw_change_get_database (change), document, start, end,
                               &text_revision, error)
      || !cw_passage_find_or_add (change, document, text_revision, start, end,
                                  coder != NULL ? coder : cw_change_get_coder (change), &guid,
                                  error))
    return FALSE;
  if (out_guid != NULL)
    *out_guid = guid;
  return TRUE;
}

static gboolean
set_column (CwChange     *change,
            const CwGuid *guid,
            const char   *column,
            CwValue       value,
            GError      **error)
{
  return cw_rows_require (cw_change_get_database (change), "passages", "passage", guid, error)
         && cw_rows_set (change, "passages", column, guid, value, error)
         && cw_passage_drop_unused (change, guid, error);
}

/**
 * cw_passage_set_quotable:
 * @change: the change to write in
 * @guid: a passage
 * @quotable: whether it is worth quoting
 * @error: return location for an error
 *
 * A passage that nothing else hangs on goes with the mark.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where there is no such passage
 */
gboolean
cw_passage_set_quotable (CwChange     *change,
                         const CwGuid *guid,
                         gboolean      quotable,
                         GError      **error)
{
  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  return set_column (change, guid, "quotable", cw_int_value (quotable ? 1 : 0), error);
}

/**
 * cw_passage_set_wording:
 * @change: the change to write in
 * @guid: a passage
 * @wording: how it is to be quoted; "" for as it stands
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where there is no such passage
 */
gboolean
cw_passage_set_wording (CwChange     *change,
                        const CwGuid *guid,
                        const char   *wording,
                        GError      **error)
{
  g_return_val_if_fail (change != NULL && guid != NULL && wording != NULL, FALSE);

  return set_column (change, guid, "wording", cw_text_value (wording), error);
}

/**
 * cw_passage_set_label:
 * @change: the change to write in
 * @guid: a passage
 * @label: a few words for it; "" for none
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where there is no such passage
 */
gboolean
cw_passage_set_label (CwChange     *change,
                      const CwGuid *guid,
                      const char   *label,
                      GError      **error)
{
  g_return_val_if_fail (change != NULL && guid != NULL && label != NULL, FALSE);

  return set_column (change, guid, "label", cw_text_value (label), error);
}

/**
 * cw_passage_count_dependents:
 * @database: a project's connection
 * @guid: a passage
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what goes when it is deleted
 */
CwDependents *
cw_passage_count_dependents (CwDatabase   *database,
                             const CwGuid *guid,
                             GError      **error)
{
  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  return cw_references_count (database, "passages", guid, error);
}

/**
 * cw_passage_delete:
 * @change: the change to write in
 * @guid: a passage
 * @force: also where something hangs on it
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_WOULD_LOSE, naming what would go, without @force
 */
gboolean
cw_passage_delete (CwChange     *change,
                   const CwGuid *guid,
                   gboolean      force,
                   GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwPassage) passage = NULL;
  g_autofree char *range = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  database = cw_change_get_database (change);
  passage = cw_passage_load (database, guid, error);
  if (passage == NULL)
    return FALSE;
  range = g_strdup_printf ("%u:%u", passage->start, passage->end);
  if (!force && !cw_references_refuse_work (database, "passages", guid, "passage", range, error))
    return FALSE;
  return cw_references_delete (change, "passages", guid, error);
}
