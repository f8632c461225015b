/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint-file: sql: names of tables and columns, which are ours and cannot be bound */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-memo-private.h"
#include "cw-passage-private.h"

#include "cw-error.h"
#include "cw-rows-private.h"

/* What a memo can be tied to, in the order of CwTieKind. */
static const struct
{
  const char *name;
  const char *column; /* of memo_ties */
  const char *table;
} kinds[CW_TIE_N_KINDS] = {
  [CW_TIE_DOCUMENT] = { "document", "document", "documents" },
  [CW_TIE_PASSAGE] = { "passage", "passage", "passages" },
  [CW_TIE_CODING] = { "coding", "coding", "codings" },
  [CW_TIE_CODE] = { "code", "code", "codes" },
  [CW_TIE_CASE] = { "case", "case_guid", "cases" },
  [CW_TIE_ATTRIBUTE] = { "attribute", "attribute", "attributes" },
  [CW_TIE_QUESTION] = { "question", "question", "research_questions" },
  [CW_TIE_FINDING] = { "finding", "finding", "findings" },
  [CW_TIE_ROUND] = { "round", "round", "rounds" },
  [CW_TIE_MEMO] = { "memo", "other_memo", "memos" },
};

/*
 * cw_tie_kind_column:
 * The column of memo_ties that names a thing of a kind.
 */
const char *
cw_tie_kind_column (CwTieKind kind)
{
  return kinds[kind].column;
}

/**
 * cw_tie_kind_to_string:
 * @kind: a kind of thing
 *
 * Returns: (transfer none): its name: "document"
 */
const char *
cw_tie_kind_to_string (CwTieKind kind)
{
  g_return_val_if_fail (kind < CW_TIE_N_KINDS, NULL);

  return kinds[kind].name;
}

/**
 * cw_tie_kind_from_string:
 * @string: a name
 * @out_kind: (out): the kind; untouched if there is none
 *
 * Returns: whether there is a kind of that name
 */
gboolean
cw_tie_kind_from_string (const char *string,
                         CwTieKind  *out_kind)
{
  g_return_val_if_fail (string != NULL && out_kind != NULL, FALSE);

  for (guint i = 0; i < CW_TIE_N_KINDS; i++)
    if (g_str_equal (kinds[i].name, string))
      {
        *out_kind = i;
        return TRUE;
      }
  return FALSE;
}

/* Adds a tie, unless it is there: its GUID is made of the two that it ties. */
static gboolean
insert_tie (CwChange        *change,
            const CwGuid    *memo,
            const CwMemoTie *tie,
            GError         **error)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO memo_ties (guid, memo, %s) SELECT ?1, ?2, ?3 "
    "WHERE NOT EXISTS (SELECT 1 FROM memo_ties WHERE guid = ?1)",
    kinds[tie->kind].column);
  CwGuid guid;

  cw_guid_init_pair (&guid, "memo_ties", memo, &tie->guid, NULL);
  return cw_database_run (
    cw_change_get_database (change), sql,
    CW_BIND (cw_guid_value (&guid), cw_guid_value (memo), cw_guid_value (&tie->guid)), error);
}

static gboolean
delete_tie (CwChange        *change,
            const CwGuid    *memo,
            const CwMemoTie *tie,
            GError         **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM memo_ties WHERE memo = ?1 AND %s = ?2",
                                          kinds[tie->kind].column);

  return cw_database_run (cw_change_get_database (change), sql,
                          CW_BIND (cw_guid_value (memo), cw_guid_value (&tie->guid)), error);
}

/*
 * cw_memo_move_ties:
 * Ties to another thing the memos that are tied to one; with @coder only that
 * coder's memos.
 */
gboolean
cw_memo_move_ties (CwChange        *change,
                   const CwMemoTie *from,
                   const CwMemoTie *to,
                   const CwGuid    *coder,
                   GError         **error)
{
  static const char *const by_kind[CW_TIE_N_KINDS] = {
    [CW_TIE_PASSAGE] = "SELECT memo FROM memo_ties WHERE passage = ?1",
    [CW_TIE_CODING] = "SELECT memo FROM memo_ties WHERE coding = ?1",
    [CW_TIE_CODE] = "SELECT memo FROM memo_ties WHERE code = ?1",
  };
  CwDatabase *database = cw_change_get_database (change);
  g_autoptr (GArray) memos = NULL;

  g_return_val_if_fail (by_kind[from->kind] != NULL, FALSE);

  memos = cw_rows_list_guids (database, by_kind[from->kind], CW_BIND (cw_guid_value (&from->guid)),
                              error);
  if (memos == NULL)
    return FALSE;
  for (guint i = 0; i < memos->len; i++)
    {
      const CwGuid *memo = cw_rows_guid_at (memos, i);
      gint64 moves = 1;

      if (coder != NULL
          && !cw_database_get_int (database, "SELECT coder = ?2 FROM memos WHERE guid = ?1",
                                   CW_BIND (cw_guid_value (memo), cw_guid_value (coder)), 0, &moves,
                                   error))
        return FALSE;
      if (moves
          && (!insert_tie (change, memo, to, error) || !delete_tie (change, memo, from, error)))
        return FALSE;
    }
  return TRUE;
}

/* The memo is there and the change's coder may see it. */
static gboolean
require_memo (CwChange     *change,
              const CwGuid *guid,
              GError      **error)
{
  g_autoptr (CwMemo) memo = cw_memo_load (cw_change_get_database (change), guid,
                                          cw_change_get_coder (change), error);

  return memo != NULL;
}

/**
 * cw_memo_tie:
 * @change: the change to write in
 * @guid: a memo
 * @tie: the thing to tie it to
 * @error: return location for an error
 *
 * Ties a memo to a thing; where it is tied already nothing is written.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where one of them is not there, with
 *   %CW_ERROR_INVALID for a memo tied to itself
 */
gboolean
cw_memo_tie (CwChange        *change,
             const CwGuid    *guid,
             const CwMemoTie *tie,
             GError         **error)
{
  g_return_val_if_fail (change != NULL && guid != NULL && tie != NULL, FALSE);
  g_return_val_if_fail (tie->kind < CW_TIE_N_KINDS, FALSE);

  if (tie->kind == CW_TIE_MEMO && cw_guid_equal (guid, &tie->guid))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID, "a memo cannot be tied to itself");
      return FALSE;
    }
  return require_memo (change, guid, error)
         && cw_rows_require (cw_change_get_database (change), kinds[tie->kind].table,
                             kinds[tie->kind].name, &tie->guid, error)
         && insert_tie (change, guid, tie, error);
}

/**
 * cw_memo_untie:
 * @change: the change to write in
 * @guid: a memo
 * @tie: a thing that it is tied to
 * @error: return location for an error
 *
 * Unties a memo from a thing. A passage that nothing else hangs on goes.
 *
 * Returns: %FALSE with %CW_ERROR_NOT_FOUND where it was not tied to it
 */
gboolean
cw_memo_untie (CwChange        *change,
               const CwGuid    *guid,
               const CwMemoTie *tie,
               GError         **error)
{
  g_return_val_if_fail (change != NULL && guid != NULL && tie != NULL, FALSE);
  g_return_val_if_fail (tie->kind < CW_TIE_N_KINDS, FALSE);

  if (!require_memo (change, guid, error) || !delete_tie (change, guid, tie, error))
    return FALSE;
  if (cw_database_n_changes (cw_change_get_database (change)) == 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_FOUND, "the memo is not tied to that %s",
                   kinds[tie->kind].name);
      return FALSE;
    }
  return tie->kind != CW_TIE_PASSAGE || cw_passage_drop_unused (change, &tie->guid, error);
}
