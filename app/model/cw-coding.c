/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-coding-private.h"
#include "cw-memo-private.h"
#include "cw-passage-private.h"

#include "cw-code.h"
#include "cw-error.h"
#include "cw-rows-private.h"

#include <math.h>

/*
 * cw_coding_read:
 * A CwCoding of a row of CW_CODING_COLUMNS.
 */
gpointer
cw_coding_read (CwStatement *row)
{
  CwCoding *coding = g_new0 (CwCoding, 1);

  cw_statement_guid (row, 0, &coding->guid);
  cw_statement_guid (row, 1, &coding->passage);
  cw_statement_guid (row, 2, &coding->code);
  cw_statement_guid (row, 3, &coding->coder);
  coding->revision = (guint) cw_statement_int (row, 4);
  cw_statement_guid (row, 5, &coding->document);
  coding->start = (guint32) cw_statement_int (row, 6);
  coding->end = (guint32) cw_statement_int (row, 7);
  coding->has_round = cw_statement_guid (row, 8, &coding->round);
  coding->has_weight = !cw_statement_is_null (row, 9);
  coding->weight = cw_statement_double (row, 9);
  coding->comment = cw_statement_dup_text (row, 10);
  coding->created = cw_statement_int (row, 11);
  return coding;
}

static void
free_coding_cb (gpointer data)
{
  cw_coding_free (data);
}

/*
 * cw_coding_require_code:
 * Fails with CW_ERROR_INVALID where nothing can be coded with @code; gives the
 * revision in force.
 */
gboolean
cw_coding_require_code (CwDatabase   *database,
                        const CwGuid *code,
                        guint        *out_revision,
                        GError      **error)
{
  g_autoptr (CwStatement) row = NULL;
  g_autofree char *path = NULL;
  gboolean retired;

  if (!cw_rows_first (database,
                      "SELECT codable AND state <> 'retired', revision, state = 'retired' "
                      "FROM codes WHERE guid = ?1",
                      CW_BIND (cw_guid_value (code)), &row, error))
    return FALSE;
  if (row == NULL)
    return cw_rows_require (database, "codes", "code", code, error);
  if (cw_statement_int (row, 0))
    {
      *out_revision = (guint) cw_statement_int (row, 1);
      return TRUE;
    }
  retired = cw_statement_int (row, 2) != 0;
  path = cw_code_dup_path (database, code, error);
  if (path == NULL)
    return FALSE;
  g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
               retired ? "%s: the code is retired and takes no more passages; make it active first"
                       : "%s: this is a category, which takes no passages itself; use one of its "
                         "codes, or make it codable",
               path);
  return FALSE;
}

static gboolean
check_weight (double   weight,
              GError **error)
{
  if (isfinite (weight))
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_INVALID, "a weight must be a number, 50 or 0.5 say");
  return FALSE;
}

/* For outputs that a caller may leave out. */
static gboolean
give (const CwGuid *guid,
      CwGuid       *out_guid)
{
  if (out_guid != NULL)
    *out_guid = *guid;
  return TRUE;
}

/**
 * cw_coding_free:
 * @coding: (nullable) (transfer full): a coding
 */
void
cw_coding_free (CwCoding *coding)
{
  if (coding == NULL)
    return;
  g_free (coding->comment);
  g_free (coding);
}

/**
 * cw_coding_load:
 * @database: a project's connection
 * @guid: a coding
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the coding, or %NULL with %CW_ERROR_NOT_FOUND
 */
CwCoding *
cw_coding_load (CwDatabase   *database,
                const CwGuid *guid,
                GError      **error)
{
  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  return cw_rows_load (database, "SELECT " CW_CODING_COLUMNS " FROM codings WHERE guid = ?1", guid,
                       "coding", cw_coding_read, error);
}

/**
 * cw_coding_list_document:
 * @database: a project's connection
 * @document: a document
 * @coder: (nullable): only this coder's
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwCoding) (nullable): its codings by start,
 *   end and code
 */
GPtrArray *
cw_coding_list_document (CwDatabase   *database,
                         const CwGuid *document,
                         const CwGuid *coder,
                         GError      **error)
{
  g_return_val_if_fail (database != NULL && document != NULL, NULL);

  return cw_rows_list (database,
                       "SELECT " CW_CODING_COLUMNS " FROM codings WHERE document = ?1 "
                       "AND (?2 IS NULL OR coder = ?2) ORDER BY start, end, code, coder, guid",
                       CW_BIND (cw_guid_value (document), cw_guid_value (coder)), cw_coding_read,
                       free_coding_cb, error);
}

/**
 * cw_coding_list_code:
 * @database: a project's connection
 * @code: a code
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwCoding) (nullable): its own codings by
 *   document, coder and start
 */
GPtrArray *
cw_coding_list_code (CwDatabase   *database,
                     const CwGuid *code,
                     GError      **error)
{
  g_return_val_if_fail (database != NULL && code != NULL, NULL);

  return cw_rows_list (database,
                       "SELECT " CW_CODING_COLUMNS " FROM codings WHERE code = ?1 "
                       "ORDER BY document, coder, start, end, guid",
                       CW_BIND (cw_guid_value (code)), cw_coding_read, free_coding_cb, error);
}

/**
 * cw_coding_add:
 * @change: the change to write in
 * @spec: what to code, with what, by whom
 * @out_guid: (out) (optional): the coding that now holds the range
 * @error: return location for an error
 *
 * Codes a range. With codings of the same coder, code and round that it overlaps it
 * becomes one over all of them: the oldest lives on, takes the memos of the others
 * and their comments, a line each; the weight is the new one if given, else the
 * oldest's. Coding again what is coded writes nothing.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the range is not in the text, the code
 *   cannot be used, or the weight is no number
 */
gboolean
cw_coding_add (CwChange           *change,
               const CwCodingSpec *spec,
               CwGuid             *out_guid,
               GError            **error)
{
  CwDatabase *database;
  CwCodingPlace place = { 0 };
  CwGuid guid;

  g_return_val_if_fail (change != NULL && spec != NULL, FALSE);
  g_return_val_if_fail (spec->document != NULL && spec->code != NULL, FALSE);

  database = cw_change_get_database (change);
  place.document = spec->document;
  place.code = spec->code;
  place.coder = spec->coder != NULL ? spec->coder : cw_change_get_coder (change);
  place.round = spec->round;
  place.start = spec->start;
  place.end = spec->end;
  place.has_weight = spec->has_weight;
  place.weight = spec->weight;
  place.comment = spec->comment;
  if ((spec->has_weight && !check_weight (spec->weight, error))
      || !cw_passage_check_range (database, spec->document, spec->start, spec->end,
                                  &place.text_revision, error)
      || !cw_coding_require_code (database, spec->code, &place.revision, error)
      || !cw_coding_place (change, &place, &guid, error))
    return FALSE;
  return give (&guid, out_guid);
}

/**
 * cw_coding_remove:
 * @change: the change to write in
 * @guid: a coding
 * @error: return location for an error
 *
 * Removes a coding. Memos tied to it are tied to its passage instead; a passage that
 * nothing hangs on any more goes.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where there is no such coding
 */
gboolean
cw_coding_remove (CwChange     *change,
                  const CwGuid *guid,
                  GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwCoding) coding = NULL;
  CwMemoTie from = { CW_TIE_CODING, { { 0 } } };
  CwMemoTie to = { CW_TIE_PASSAGE, { { 0 } } };

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  database = cw_change_get_database (change);
  coding = cw_coding_load (database, guid, error);
  if (coding == NULL)
    return FALSE;
  from.guid = coding->guid;
  to.guid = coding->passage;
  return cw_memo_move_ties (change, &from, &to, NULL, error)
         && cw_database_run (database, "UPDATE resolutions SET coding = NULL WHERE coding = ?1",
                             CW_BIND (cw_guid_value (guid)), error)
         && cw_rows_delete (change, "codings", guid, error)
         && cw_passage_drop_unused (change, &coding->passage, error);
}

/* Places an existing coding anew. */
static gboolean
replace (CwChange       *change,
         const CwCoding *coding,
         const CwGuid   *code,
         guint32         start,
         guint32         end,
         CwGuid         *out_guid,
         GError        **error)
{
  CwDatabase *database = cw_change_get_database (change);
  CwCodingPlace place = { .self = &coding->guid };
  CwGuid guid;

  place.document = &coding->document;
  place.code = code;
  place.coder = &coding->coder;
  place.round = coding->has_round ? &coding->round : NULL;
  place.start = start;
  place.end = end;
  if (!cw_passage_check_range (database, &coding->document, start, end, &place.text_revision, error)
      || !cw_coding_require_code (database, code, &place.revision, error)
      || !cw_coding_place (change, &place, &guid, error))
    return FALSE;
  return give (&guid, out_guid);
}

/**
 * cw_coding_set_range:
 * @change: the change to write in
 * @guid: a coding
 * @start: its new first position, in code points
 * @end: its new position after the last
 * @out_guid: (out) (optional): the coding that now holds the range, after joining
 * @error: return location for an error
 *
 * Moves one coding; others on its passage stay.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID as cw_coding_add()
 */
gboolean
cw_coding_set_range (CwChange     *change,
                     const CwGuid *guid,
                     guint32       start,
                     guint32       end,
                     CwGuid       *out_guid,
                     GError      **error)
{
  g_autoptr (CwCoding) coding = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  coding = cw_coding_load (cw_change_get_database (change), guid, error);
  return coding != NULL && replace (change, coding, &coding->code, start, end, out_guid, error);
}

/**
 * cw_coding_recode:
 * @change: the change to write in
 * @guid: a coding
 * @code: another code
 * @out_guid: (out) (optional): the coding that now holds the range, after joining
 * @error: return location for an error
 *
 * Puts another code in the place of a coding's.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID as cw_coding_add()
 */
gboolean
cw_coding_recode (CwChange     *change,
                  const CwGuid *guid,
                  const CwGuid *code,
                  CwGuid       *out_guid,
                  GError      **error)
{
  g_autoptr (CwCoding) coding = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL && code != NULL, FALSE);

  coding = cw_coding_load (cw_change_get_database (change), guid, error);
  return coding != NULL
         && replace (change, coding, code, coding->start, coding->end, out_guid, error);
}

/**
 * cw_coding_set_weight:
 * @change: the change to write in
 * @guid: a coding
 * @weight: (nullable): its new weight; %NULL for none
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the weight is no number
 */
gboolean
cw_coding_set_weight (CwChange     *change,
                      const CwGuid *guid,
                      const double *weight,
                      GError      **error)
{
  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  if (weight != NULL && !check_weight (*weight, error))
    return FALSE;
  return cw_rows_require (cw_change_get_database (change), "codings", "coding", guid, error)
         && cw_rows_set (change, "codings", "weight", guid,
                         weight != NULL ? cw_double_value (*weight) : cw_null_value (), error);
}

/**
 * cw_coding_set_comment:
 * @change: the change to write in
 * @guid: a coding
 * @comment: its new comment; "" for none
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where there is no such coding
 */
gboolean
cw_coding_set_comment (CwChange     *change,
                       const CwGuid *guid,
                       const char   *comment,
                       GError      **error)
{
  g_return_val_if_fail (change != NULL && guid != NULL && comment != NULL, FALSE);

  return cw_rows_require (cw_change_get_database (change), "codings", "coding", guid, error)
         && cw_rows_set (change, "codings", "comment", guid, cw_text_value (comment), error);
}
