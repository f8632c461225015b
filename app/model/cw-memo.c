/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint-file: sql: names of tables and columns, which are ours and cannot be bound */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-memo-private.h"
#include "cw-passage-private.h"

#include "cw-error.h"
#include "cw-name-private.h"
#include "cw-references-private.h"
#include "cw-rows-private.h"

#define COLUMNS "guid, title, type, body, coder, private, journal_date, created, modified"

static gpointer
read_memo (CwStatement *row)
{
  CwMemo *memo = g_new0 (CwMemo, 1);

  cw_statement_guid (row, 0, &memo->guid);
  memo->title = cw_statement_dup_text (row, 1);
  memo->type = cw_statement_dup_text (row, 2);
  memo->body = cw_statement_dup_text (row, 3);
  cw_statement_guid (row, 4, &memo->coder);
  memo->is_private = cw_statement_int (row, 5) != 0;
  memo->journal_date = cw_statement_dup_text (row, 6);
  memo->created = cw_statement_int (row, 7);
  memo->modified = cw_statement_int (row, 8);
  memo->ties = g_array_new (FALSE, FALSE, sizeof (CwMemoTie));
  return memo;
}

static void
free_memo_cb (gpointer data)
{
  cw_memo_free (data);
}

static gboolean
load_ties (CwDatabase *database,
           CwMemo     *memo,
           GError    **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = cw_database_query (
    database,
    "SELECT document, passage, coding, code, case_guid, attribute, question, finding, round, "
    "other_memo FROM memo_ties WHERE memo = ?1 ORDER BY guid",
    CW_BIND (cw_guid_value (&memo->guid)), error);

  if (rows == NULL)
    return FALSE;
  while (cw_statement_next (rows, &failure))
    for (guint kind = 0; kind < CW_TIE_N_KINDS; kind++)
      {
        CwMemoTie tie = { kind, { { 0 } } };

        if (cw_statement_guid (rows, (int) kind, &tie.guid))
          g_array_append_val (memo->ties, tie);
      }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_date (const char *date,
            GError    **error)
{
  if (date == NULL || *date == '\0' || cw_date_is_valid (date))
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
               "“%s” is not a date for the journal; write it as 2014-05-31", date);
  return FALSE;
}

/**
 * cw_memo_free:
 * @memo: (nullable) (transfer full): a memo
 */
void
cw_memo_free (CwMemo *memo)
{
  if (memo == NULL)
    return;
  g_free (memo->title);
  g_free (memo->type);
  g_free (memo->body);
  g_free (memo->journal_date);
  g_clear_pointer (&memo->ties, g_array_unref);
  g_free (memo);
}

/**
 * cw_memo_list:
 * @database: a project's connection
 * @filter: (nullable): which ones; %NULL for all that are not private
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwMemo) (nullable): the memos, with their
 *   ties, the first made first
 */
GPtrArray *
cw_memo_list (CwDatabase         *database,
              const CwMemoFilter *filter,
              GError            **error)
{
  static const CwMemoFilter all = { 0 };
  g_autoptr (GPtrArray) memos = NULL;
  g_autofree char *tied = NULL;
  g_autofree char *sql = NULL;

  g_return_val_if_fail (database != NULL, NULL);

  if (filter == NULL)
    filter = &all;
  if (filter->tied != NULL)
    tied = g_strdup_printf ("AND guid IN (SELECT memo FROM memo_ties WHERE %s = ?6) ",
                            cw_tie_kind_column (filter->tied->kind));
  sql = g_strdup_printf (
    "SELECT " COLUMNS " FROM memos WHERE (private = 0 OR coder = ?1) "
    "AND (?2 IS NULL OR coder = ?2) AND (?3 IS NULL OR type = ?3) "
    "AND (?4 = 0 OR journal_date IS NOT NULL) "
    "AND (?5 = 0 OR NOT EXISTS (SELECT 1 FROM memo_ties t WHERE t.memo = memos.guid)) "
    "%sORDER BY created, guid",
    tied != NULL ? tied : "");
  memos = cw_rows_list (database, sql,
                        CW_BIND (cw_guid_value (filter->viewer), cw_guid_value (filter->coder),
                                 cw_text_value (filter->type), cw_int_value (filter->journal),
                                 cw_int_value (filter->free),
                                 filter->tied != NULL ? cw_guid_value (&filter->tied->guid)
                                                      : (CwValue) { .type = CW_VALUE_END }),
                        read_memo, free_memo_cb, error);
  if (memos == NULL)
    return NULL;
  for (guint i = 0; i < memos->len; i++)
    if (!load_ties (database, g_ptr_array_index (memos, i), error))
      return NULL;
  return g_steal_pointer (&memos);
}

/**
 * cw_memo_load:
 * @database: a project's connection
 * @guid: a memo
 * @viewer: (nullable): who wants to see it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the memo, or %NULL with %CW_ERROR_NOT_FOUND
 *   where there is none that @viewer may see
 */
CwMemo *
cw_memo_load (CwDatabase   *database,
              const CwGuid *guid,
              const CwGuid *viewer,
              GError      **error)
{
  g_autoptr (CwMemo) memo = NULL;

  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  memo = cw_rows_load (database, "SELECT " COLUMNS " FROM memos WHERE guid = ?1", guid, "memo",
                       read_memo, error);
  if (memo == NULL)
    return NULL;
  if (memo->is_private && (viewer == NULL || !cw_guid_equal (&memo->coder, viewer)))
    {
      char written[CW_GUID_STRING_LENGTH + 1];

      cw_guid_write (guid, written);
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND,
                   "there is no memo %s in the project; it may have been deleted", written);
      return NULL;
    }
  if (!load_ties (database, memo, error))
    return NULL;
  return g_steal_pointer (&memo);
}

/**
 * cw_memo_add:
 * @change: the change to write in
 * @texts: title, type, body and date of the journal
 * @is_private: whether only its coder sees it
 * @coder: (nullable): who wrote it; %NULL for the change's coder
 * @ties: (array length=n_ties) (nullable): what to tie it to
 * @n_ties: how many
 * @out_guid: (out) (optional): the new memo
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the date is none, with
 *   %CW_ERROR_NOT_FOUND where a thing to tie it to is not there
 */
gboolean
cw_memo_add (CwChange          *change,
             const CwMemoTexts *texts,
             gboolean           is_private,
             const CwGuid      *coder,
             const CwMemoTie   *ties,
             guint              n_ties,
             CwGuid            *out_guid,
             GError           **error)
{
  gint64 now;
  gboolean dated;
  CwGuid guid;

  g_return_val_if_fail (change != NULL && texts != NULL, FALSE);
  g_return_val_if_fail (ties != NULL || n_ties == 0, FALSE);

  if (!check_date (texts->journal_date, error))
    return FALSE;
  now = cw_change_get_time (change);
  dated = texts->journal_date != NULL && *texts->journal_date != '\0';
  cw_guid_init_new (&guid);
  if (!cw_database_run (
        cw_change_get_database (change),
        "INSERT INTO memos (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
        CW_BIND (cw_guid_value (&guid), cw_text_value (cw_text_or_empty (texts->title)),
                 cw_text_value (cw_text_or_empty (texts->type)),
                 cw_text_value (cw_text_or_empty (texts->body)),
                 cw_guid_value (coder != NULL ? coder : cw_change_get_coder (change)),
                 cw_int_value (is_private ? 1 : 0),
                 cw_text_value (dated ? texts->journal_date : NULL), cw_int_value (now)),
        error))
    return FALSE;
  for (guint i = 0; i < n_ties; i++)
    if (!cw_memo_tie (change, &guid, &ties[i], error))
      return FALSE;
  if (out_guid != NULL)
    *out_guid = guid;
  return TRUE;
}

/**
 * cw_memo_edit:
 * @change: the change to write in
 * @guid: a memo
 * @texts: what is to change; what is %NULL stays
 * @error: return location for an error
 *
 * Another coder's private memo is not there for the change's coder.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where there is no such memo
 */
gboolean
cw_memo_edit (CwChange          *change,
              const CwGuid      *guid,
              const CwMemoTexts *texts,
              GError           **error)
{
  CwDatabase *database;
  g_autoptr (CwMemo) memo = NULL;
  const char *title;
  const char *type;
  const char *body;
  const char *date;

  g_return_val_if_fail (change != NULL && guid != NULL && texts != NULL, FALSE);

  database = cw_change_get_database (change);
  memo = cw_memo_load (database, guid, cw_change_get_coder (change), error);
  if (memo == NULL || !check_date (texts->journal_date, error))
    return FALSE;
  title = texts->title != NULL ? texts->title : memo->title;
  type = texts->type != NULL ? texts->type : memo->type;
  body = texts->body != NULL ? texts->body : memo->body;
  date = texts->journal_date != NULL ? texts->journal_date : memo->journal_date;
  if (date != NULL && *date == '\0')
    date = NULL;
  if (g_str_equal (title, memo->title) && g_str_equal (type, memo->type)
      && g_str_equal (body, memo->body) && g_strcmp0 (date, memo->journal_date) == 0)
    return TRUE;
  return cw_database_run (
    database,
    "UPDATE memos SET title = ?2, type = ?3, body = ?4, journal_date = ?5, modified = ?6 "
    "WHERE guid = ?1",
    CW_BIND (cw_guid_value (guid), cw_text_value (title), cw_text_value (type),
             cw_text_value (body), cw_text_value (date),
             cw_int_value (cw_change_get_time (change))),
    error);
}

/**
 * cw_memo_set_private:
 * @change: the change to write in
 * @guid: a memo
 * @is_private: whether only its coder sees it from now on
 * @error: return location for an error
 *
 * Releases a private memo or takes one back; only its coder can.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where it is another's
 */
gboolean
cw_memo_set_private (CwChange     *change,
                     const CwGuid *guid,
                     gboolean      is_private,
                     GError      **error)
{
  CwDatabase *database;
  const CwGuid *coder;
  g_autoptr (CwMemo) memo = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  database = cw_change_get_database (change);
  coder = cw_change_get_coder (change);
  memo = cw_memo_load (database, guid, coder, error);
  if (memo == NULL)
    return FALSE;
  if (!cw_guid_equal (&memo->coder, coder))
    {
      g_autofree char *name = cw_rows_dup_name (database, "coders", &memo->coder);

      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "the memo “%s” is %s's; only %s can make it private", memo->title, name, name);
      return FALSE;
    }
  return cw_rows_set (change, "memos", "private", guid, cw_int_value (is_private ? 1 : 0), error);
}

/**
 * cw_memo_delete:
 * @change: the change to write in
 * @guid: a memo
 * @error: return location for an error
 *
 * Deletes a memo with its ties. Passages that hung on it alone go too.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where there is no such memo
 */
gboolean
cw_memo_delete (CwChange     *change,
                const CwGuid *guid,
                GError      **error)
{
  g_autoptr (CwMemo) memo = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  memo = cw_memo_load (cw_change_get_database (change), guid, cw_change_get_coder (change), error);
  if (memo == NULL || !cw_references_delete (change, "memos", guid, error))
    return FALSE;
  for (guint i = 0; i < memo->ties->len; i++)
    {
      const CwMemoTie *tie = &g_array_index (memo->ties, CwMemoTie, i);

      if (tie->kind == CW_TIE_PASSAGE && !cw_passage_drop_unused (change, &tie->guid, error))
        return FALSE;
    }
  return TRUE;
}
