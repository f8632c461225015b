/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-coding-private.h"
#include "cw-memo-private.h"
#include "cw-passage-private.h"

#include "cw-error.h"
#include "cw-rows-private.h"

/*
 * cw_passage_merge:
 * Hangs all that hangs on @from on @into, which has the same range, and deletes @from.
 */
gboolean
cw_passage_merge (CwChange     *change,
                  const CwGuid *from,
                  const CwGuid *into,
                  GError      **error)
{
  static const char *const moves[] = {
    "UPDATE codings SET passage = ?2 WHERE passage = ?1",
    "UPDATE code_examples SET passage = ?2 WHERE passage = ?1",
    "UPDATE links SET origin = ?2 WHERE origin = ?1",
    "UPDATE links SET target = ?2 WHERE target = ?1",
    "UPDATE evidence SET passage = ?2 WHERE passage = ?1",
    "UPDATE events SET passage = ?2 WHERE passage = ?1",
    "UPDATE quote_uses SET passage = ?2 WHERE passage = ?1",
    "UPDATE passages SET quotable = 1 WHERE guid = ?2 AND quotable = 0 "
    "AND (SELECT quotable FROM passages WHERE guid = ?1) = 1",
    "UPDATE passages SET wording = (SELECT wording FROM passages WHERE guid = ?1) "
    "WHERE guid = ?2 AND wording = '' AND (SELECT wording FROM passages WHERE guid = ?1) <> ''",
    "UPDATE passages SET label = (SELECT label FROM passages WHERE guid = ?1) "
    "WHERE guid = ?2 AND label = '' AND (SELECT label FROM passages WHERE guid = ?1) <> ''",
  };
  const CwMemoTie tie_from = { CW_TIE_PASSAGE, *from };
  const CwMemoTie tie_into = { CW_TIE_PASSAGE, *into };

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    if (!cw_database_run (cw_change_get_database (change), moves[i],
                          CW_BIND (cw_guid_value (from), cw_guid_value (into)), error))
      return FALSE;
  return cw_memo_move_ties (change, &tie_from, &tie_into, NULL, error)
         && cw_rows_delete (change, "passages", from, error);
}

/* Moves a passage that is the coder's alone. */
static gboolean
move_whole (CwChange        *change,
            const CwPassage *passage,
            guint32          start,
            guint32          end,
            CwGuid          *out_guid,
            GError         **error)
{
  CwDatabase *database = cw_change_get_database (change);
  const CwValue *values = CW_BIND (cw_guid_value (&passage->guid), cw_int_value (start),
                                   cw_int_value (end));
  gboolean found = FALSE;
  CwGuid other;

  if (!cw_database_run (database, "UPDATE codings SET start = ?2, end = ?3 WHERE passage = ?1",
                        values, error)
      || !cw_passage_find (database, &passage->document, start, end, &passage->coder,
                           &passage->guid, &found, &other, error))
    return FALSE;
  *out_guid = found ? other : passage->guid;
  if (found)
    return cw_passage_merge (change, &passage->guid, &other, error);
  return cw_database_run (database, "UPDATE passages SET start = ?2, end = ?3 WHERE guid = ?1",
                          values, error);
}

/* Moves the coder's codings and memos from a passage that others share. */
static gboolean
move_share (CwChange        *change,
            const CwPassage *passage,
            guint            text_revision,
            guint32          start,
            guint32          end,
            CwGuid          *out_guid,
            GError         **error)
{
  const CwGuid *coder = cw_change_get_coder (change);
  CwMemoTie from = { CW_TIE_PASSAGE, passage->guid };
  CwMemoTie to = { CW_TIE_PASSAGE, { { 0 } } };

  if (!cw_passage_find_or_add (change, &passage->document, text_revision, start, end, coder,
                               out_guid, error)
      || !cw_database_run (cw_change_get_database (change),
                           "UPDATE codings SET passage = ?3, start = ?4, end = ?5 "
                           "WHERE passage = ?1 AND coder = ?2",
                           CW_BIND (cw_guid_value (&passage->guid), cw_guid_value (coder),
                                    cw_guid_value (out_guid), cw_int_value (start),
                                    cw_int_value (end)),
                           error))
    return FALSE;
  to.guid = *out_guid;
  return cw_memo_move_ties (change, &from, &to, coder, error)
         && cw_passage_drop_unused (change, &passage->guid, error);
}

static gboolean
count_codings (CwDatabase      *database,
               const CwPassage *passage,
               const CwGuid    *coder,
               gint64          *out_own,
               gint64          *out_others,
               GError         **error)
{
  const CwValue *values = CW_BIND (cw_guid_value (&passage->guid), cw_guid_value (coder));

  return cw_database_get_int (database,
                              "SELECT count(*) FROM codings WHERE passage = ?1 AND coder = ?2",
                              values, 0, out_own, error)
         && cw_database_get_int (database,
                                 "SELECT count(*) FROM codings WHERE passage = ?1 AND coder <> ?2",
                                 values, 0, out_others, error);
}

/**
 * cw_passage_set_range:
 * @change: the change to write in
 * @guid: a passage with a range of the text
 * @start: its new first position, in code points
 * @end: its new position after the last
 * @out_guid: (out) (optional): the passage that now has the range
 * @error: return location for an error
 *
 * Moves the ends of a passage for the change's coder. Where others' codings share
 * it, theirs stay where they are and the coder's go to a passage of their own. Where
 * the coder has a passage of the new range, the two become one; codings that then
 * overlap are joined.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the range is not in the text, or the
 *   passage is another's
 */
gboolean
cw_passage_set_range (CwChange     *change,
                      const CwGuid *guid,
                      guint32       start,
                      guint32       end,
                      CwGuid       *out_guid,
                      GError      **error)
{
  CwDatabase *database;
  const CwGuid *coder;
  g_autoptr (CwPassage) passage = NULL;
  g_autoptr (GArray) codings = NULL;
  guint text_revision;
  gboolean mine;
  gint64 n_own;
  gint64 n_others;
  CwGuid moved;

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  database = cw_change_get_database (change);
  coder = cw_change_get_coder (change);
  passage = cw_passage_load (database, guid, error);
  if (passage == NULL
      || !cw_passage_check_range (database, &passage->document, start, end, &text_revision, error)
      || !count_codings (database, passage, coder, &n_own, &n_others, error))
    return FALSE;
  mine = cw_guid_equal (&passage->coder, coder);
  if (passage->kind != CW_PASSAGE_RANGE)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "the passage is an area of a page or a time; it has no range of the text");
      return FALSE;
    }
  if (!mine && n_own == 0)
    {
      g_autofree char *owner = cw_rows_dup_name (database, "coders", &passage->coder);

      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "the passage %u:%u is %s's; make one of your own instead of moving it",
                   passage->start, passage->end, owner);
      return FALSE;
    }
  moved = passage->guid;
  if (passage->start != start || passage->end != end)
    {
      if (mine && n_others == 0
            ? !move_whole (change, passage, start, end, &moved, error)
            : !move_share (change, passage, text_revision, start, end, &moved, error))
        return FALSE;
      codings = cw_rows_list_guids (database, "SELECT guid FROM codings WHERE passage = ?1",
                                    CW_BIND (cw_guid_value (&moved)), error);
      if (codings == NULL
          || !cw_coding_settle (change, &passage->document, codings, text_revision, error))
        return FALSE;
    }
  if (out_guid != NULL)
    *out_guid = moved;
  return TRUE;
}
