/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-counts.h"

static void
free_type_count (gpointer data)
{
  CwCaseTypeCount *count = data;

  g_free (count->name);
  g_free (count->kind);
  g_free (count);
}

/**
 * cw_counts_free:
 * @self: (nullable) (transfer full): counts
 *
 * Frees the counts.
 */
void
cw_counts_free (CwCounts *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->case_types, g_ptr_array_unref);
  g_free (self);
}

static gboolean
load_case_types (CwDatabase *database,
                 CwCounts   *counts,
                 GError    **error)
{
  g_autoptr (CwStatement) rows = NULL;
  GError *failure = NULL;

  counts->case_types = g_ptr_array_new_with_free_func (free_type_count);
  rows = cw_database_query (database,
                            "SELECT t.guid, t.name, t.kind,"
                            " (SELECT count (*) FROM cases AS c WHERE c.type = t.guid)"
                            " FROM case_types AS t ORDER BY t.position, t.guid",
                            NULL, error);
  if (rows == NULL)
    return FALSE;
  while (cw_statement_next (rows, &failure))
    {
      CwCaseTypeCount *count = g_new0 (CwCaseTypeCount, 1);

      cw_statement_guid (rows, 0, &count->guid);
      count->name = cw_statement_dup_text (rows, 1);
      count->kind = cw_statement_dup_text (rows, 2);
      count->n_cases = cw_statement_int (rows, 3);
      if (g_strcmp0 (count->kind, "case") == 0)
        counts->cases += count->n_cases;
      g_ptr_array_add (counts->case_types, count);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/**
 * cw_counts_load:
 * @database: a project's connection
 * @only_coder: (nullable): count no other coder's passages, codings and memos
 * @error: return location for an error
 *
 * Counts what a project holds.
 *
 * Returns: (transfer full) (nullable): the counts
 */
CwCounts *
cw_counts_load (CwDatabase   *database,
                const CwGuid *only_coder,
                GError      **error)
{
  g_autoptr (CwCounts) counts = g_new0 (CwCounts, 1);
  const struct
  {
    const char *sql;
    const char *sql_of_coder;
    gint64 *count;
  } questions[] = {
    { "SELECT count (*) FROM documents", NULL, &counts->documents },
    { "SELECT total (words) FROM documents AS d"
      " JOIN text_revisions AS r ON r.document = d.guid AND r.number = d.text_revision",
      NULL, &counts->words },
    { "SELECT total (length) FROM documents AS d"
      " JOIN text_revisions AS r ON r.document = d.guid AND r.number = d.text_revision",
      NULL, &counts->characters },
    { "SELECT count (*) FROM codes", NULL, &counts->codes },
    { "SELECT count (*) FROM passages", "SELECT count (*) FROM passages WHERE coder = ?1",
      &counts->passages },
    { "SELECT count (*) FROM codings", "SELECT count (*) FROM codings WHERE coder = ?1",
      &counts->codings },
    { "SELECT count (*) FROM memos", "SELECT count (*) FROM memos WHERE coder = ?1",
      &counts->memos },
    { "SELECT count (*) FROM coders", NULL, &counts->coders },
    { "SELECT count (*) FROM rounds", NULL, &counts->rounds },
  };

  g_return_val_if_fail (database != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      gboolean of_coder = only_coder != NULL && questions[i].sql_of_coder != NULL;

      if (!cw_database_get_int (database, of_coder ? questions[i].sql_of_coder : questions[i].sql,
                                of_coder ? CW_BIND (cw_guid_value (only_coder)) : NULL, 0,
                                questions[i].count, error))
        return NULL;
    }
  if (!load_case_types (database, counts, error))
    return NULL;
  return g_steal_pointer (&counts);
}

/**
 * cw_counts_coded:
 * @database: a project's connection
 * @document: a document
 * @only_coder: (nullable): look at no other coder's codings
 * @out_coded: (out): how many of its characters are coded, each counted once
 * @out_length: (out): how many characters it has
 * @error: return location for an error
 *
 * Counts how much of a document is coded.
 *
 * Returns: whether it could be counted
 */
gboolean
cw_counts_coded (CwDatabase   *database,
                 const CwGuid *document,
                 const CwGuid *only_coder,
                 gint64       *out_coded,
                 gint64       *out_length,
                 GError      **error)
{
  g_autoptr (CwStatement) rows = NULL;
  GError *failure = NULL;
  gint64 coded = 0;
  gint64 length;
  gint64 reached = 0;

  g_return_val_if_fail (database != NULL && document != NULL, FALSE);
  g_return_val_if_fail (out_coded != NULL && out_length != NULL, FALSE);

  if (!cw_database_get_int (database,
                            "SELECT length FROM documents AS d JOIN text_revisions AS r"
                            " ON r.document = d.guid AND r.number = d.text_revision"
                            " WHERE d.guid = ?1",
                            CW_BIND (cw_guid_value (document)), 0, &length, error))
    return FALSE;
  rows = cw_database_query (database,
                            "SELECT start, \"end\" FROM codings WHERE document = ?1"
                            " AND start IS NOT NULL AND coder = ifnull (?2, coder)"
                            " ORDER BY start, \"end\"",
                            CW_BIND (cw_guid_value (document), cw_guid_value (only_coder)), error);
  if (rows == NULL)
    return FALSE;
  while (cw_statement_next (rows, &failure))
    {
      gint64 start = MAX (cw_statement_int (rows, 0), reached);
      gint64 end = MIN (cw_statement_int (rows, 1), length);

      coded += MAX (end - start, 0);
      reached = MAX (reached, end);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  *out_coded = coded;
  *out_length = length;
  return TRUE;
}
