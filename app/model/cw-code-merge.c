/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint-file: sql: names of tables and columns, which are ours and cannot be bound */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-code-private.h"
#include "cw-coding-private.h"
#include "cw-memo-private.h"
#include "cw-passage-private.h"

#include "cw-error.h"
#include "cw-name-private.h"
#include "cw-path.h"
#include "cw-references-private.h"
#include "cw-rows-private.h"

/* Rows whose GUID is made of the code and what they tie it to: a new row for the
 * other code, unless it has one, and the old one goes. */
static const struct
{
  const char *table;
  const char *columns; /* all but guid and code */
  const char *first;   /* the parts of the GUID around the code; NULL for none */
  const char *third;
} pairs[] = {
  { "code_set_members", "code_set, position", "code_set", NULL },
  { "round_codes", "round", "round", NULL },
  { "not_asked", "document, coder, note", "document", "coder" },
  { "summaries", "case_guid, body, coder, modified", "case_guid", NULL },
};

typedef struct
{
  CwGuid row;
  CwGuid first;
  CwGuid third;
  gboolean has_third;
} Pair;

static gpointer
read_pair (CwStatement *row)
{
  Pair *pair = g_new0 (Pair, 1);

  cw_statement_guid (row, 0, &pair->row);
  cw_statement_guid (row, 1, &pair->first);
  pair->has_third = cw_statement_guid (row, 2, &pair->third);
  return pair;
}

static gboolean
move_pair (CwChange     *change,
           gsize         index,
           const Pair   *pair,
           const CwGuid *into,
           GError      **error)
{
  CwDatabase *database = cw_change_get_database (change);
  const char *table = pairs[index].table;
  CwGuid guid;
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO %s (guid, code, %s) SELECT ?1, ?2, %s FROM %s WHERE guid = ?3 "
    "AND NOT EXISTS (SELECT 1 FROM %s WHERE guid = ?1)",
    table, pairs[index].columns, pairs[index].columns, table, table);

  cw_guid_init_pair (&guid, table, &pair->first, into, pair->has_third ? &pair->third : NULL);
  if (g_str_equal (table, "summaries")
      && !cw_database_run (database,
                           "UPDATE summaries SET modified = ?3, body = body || char (10, 10) || "
                           "(SELECT body FROM summaries WHERE guid = ?2) WHERE guid = ?1 "
                           "AND body <> (SELECT body FROM summaries WHERE guid = ?2)",
                           CW_BIND (cw_guid_value (&guid), cw_guid_value (&pair->row),
                                    cw_int_value (cw_change_get_time (change))),
                           error))
    return FALSE;
  return cw_database_run (
           database, sql,
           CW_BIND (cw_guid_value (&guid), cw_guid_value (into), cw_guid_value (&pair->row)), error)
         && cw_rows_delete (change, table, &pair->row, error);
}

static gboolean
move_pairs (CwChange     *change,
            const CwGuid *guid,
            const CwGuid *into,
            GError      **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "SELECT guid, %s, %s FROM %s WHERE code = ?1", pairs[i].first,
        pairs[i].third != NULL ? pairs[i].third : "NULL", pairs[i].table);
      g_autoptr (GPtrArray) rows = cw_rows_list (cw_change_get_database (change), sql,
                                                 CW_BIND (cw_guid_value (guid)), read_pair, g_free,
                                                 error);

      if (rows == NULL)
        return FALSE;
      for (guint j = 0; j < rows->len; j++)
        if (!move_pair (change, i, g_ptr_array_index (rows, j), into, error))
          return FALSE;
    }
  return TRUE;
}

/* Examples and resolved differences; an example that the other code has goes. */
static gboolean
move_rest (CwChange     *change,
           const CwGuid *guid,
           const CwGuid *into,
           GError      **error)
{
  static const char *const moves[] = {
    "DELETE FROM code_examples WHERE code = ?1 AND EXISTS (SELECT 1 FROM code_examples o "
    "WHERE o.code = ?2 AND o.passage = code_examples.passage AND o.kind = code_examples.kind)",
    "UPDATE code_examples SET code = ?2 WHERE code = ?1",
    "UPDATE resolutions SET code = ?2 WHERE code = ?1",
  };
  const CwMemoTie from = { CW_TIE_CODE, *guid };
  const CwMemoTie to = { CW_TIE_CODE, *into };

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    if (!cw_database_run (cw_change_get_database (change), moves[i],
                          CW_BIND (cw_guid_value (guid), cw_guid_value (into)), error))
      return FALSE;
  return cw_memo_move_ties (change, &from, &to, NULL, error);
}

static void
free_coding_cb (gpointer data)
{
  cw_coding_free (data);
}

/* Puts codings, all of one code, under another, joined with what it has there. */
static gboolean
move_codings (CwChange     *change,
              GPtrArray    *codings,
              const CwGuid *into,
              GError      **error)
{
  CwDatabase *database = cw_change_get_database (change);
  guint revision;

  if (codings->len == 0)
    return TRUE;
  if (!cw_coding_require_code (database, into, &revision, error))
    return FALSE;
  for (guint i = 0; i < codings->len; i++)
    {
      const CwCoding *coding = g_ptr_array_index (codings, i);
      CwCodingPlace place = { .self = &coding->guid, .revision = revision };
      gint64 text_revision;
      CwGuid joined;

      place.document = &coding->document;
      place.code = into;
      place.coder = &coding->coder;
      place.round = coding->has_round ? &coding->round : NULL;
      place.start = coding->start;
      place.end = coding->end;
      if (!cw_database_get_int (database, "SELECT text_revision FROM documents WHERE guid = ?1",
                                CW_BIND (cw_guid_value (&coding->document)), 0, &text_revision,
                                error))
        return FALSE;
      place.text_revision = (guint) text_revision;
      if (!cw_coding_place (change, &place, &joined, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
move_all_codings (CwChange     *change,
                  const CwGuid *guid,
                  const CwGuid *into,
                  GError      **error)
{
  CwDatabase *database = cw_change_get_database (change);
  gint64 elsewhere;
  guint revision;
  g_autoptr (GPtrArray) codings = cw_rows_list (
    database,
    "SELECT " CW_CODING_COLUMNS " FROM codings WHERE code = ?1 "
    "AND start IS NOT NULL ORDER BY document, coder, start, end, guid",
    CW_BIND (cw_guid_value (guid)), cw_coding_read, free_coding_cb, error);

  if (codings == NULL || !move_codings (change, codings, into, error)
      || !cw_database_get_int (database, "SELECT count(*) FROM codings WHERE code = ?1",
                               CW_BIND (cw_guid_value (guid)), 0, &elsewhere, error))
    return FALSE;
  if (elsewhere == 0)
    return TRUE;
  /* On pages and recordings nothing is joined. */
  return cw_coding_require_code (database, into, &revision, error)
         && cw_database_run (
           database, "UPDATE codings SET code = ?2, revision = ?3 WHERE code = ?1",
           CW_BIND (cw_guid_value (guid), cw_guid_value (into), cw_int_value (revision)), error);
}

/* Sub-codes move; one whose name is taken there is merged in its turn. */
static gboolean
move_children (CwChange     *change,
               const CwGuid *guid,
               const CwGuid *into,
               GError      **error)
{
  CwDatabase *database = cw_change_get_database (change);
  g_autoptr (GArray) children = cw_rows_list_guids (
    database, "SELECT guid FROM codes WHERE parent = ?1 ORDER BY position, guid",
    CW_BIND (cw_guid_value (guid)), error);

  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      const CwGuid *child = cw_rows_guid_at (children, i);
      g_autofree char *name = cw_rows_dup_name (database, "codes", child);
      gboolean found;
      CwGuid same;

      if (!cw_name_find (database, CW_CODE_SIBLINGS, CW_BIND (cw_guid_value (into)), name, &found,
                         &same, error))
        return FALSE;
      if (found ? !cw_code_merge (change, child, &same, error)
                : !cw_code_put_under (change, child, into, CW_LAST, error))
        return FALSE;
    }
  return children != NULL;
}

/* Where a code is merged into one below it, that one first takes its place. */
static gboolean
lift_out (CwChange     *change,
          const CwCode *code,
          const CwGuid *into,
          GError      **error)
{
  CwDatabase *database = cw_change_get_database (change);
  const CwGuid *parent = code->has_parent ? &code->parent : NULL;
  g_autofree char *name = cw_rows_dup_name (database, "codes", into);
  g_autofree char *clean = cw_name_claim (
    database, CW_CODE_SIBLINGS " AND guid <> ?2",
    CW_BIND (cw_guid_value (parent), cw_guid_value (&code->guid)), name, into, "code", error);

  return clean != NULL && cw_code_put_under (change, into, parent, CW_LAST, error);
}

/**
 * cw_code_merge:
 * @change: the change to write in
 * @guid: the code that goes
 * @into: the code that takes what it has
 * @error: return location for an error
 *
 * Merges a code into another: its codings (under the other's definition, joined
 * where they overlap), memos, examples, summaries (one text after the other), places
 * in code sets and rounds, and its sub-codes, of which those of the same name are
 * merged too. Its own definition stays in the history only.
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the two are one, or the other takes no
 *   passages
 */
gboolean
cw_code_merge (CwChange     *change,
               const CwGuid *guid,
               const CwGuid *into,
               GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwCode) code = NULL;
  gboolean below;

  g_return_val_if_fail (change != NULL && guid != NULL && into != NULL, FALSE);

  database = cw_change_get_database (change);
  code = cw_code_load (database, guid, error);
  if (code == NULL || !cw_rows_require (database, "codes", "code", into, error))
    return FALSE;
  if (cw_guid_equal (guid, into))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "%s: a code cannot be merged into itself; name another", code->path);
      return FALSE;
    }
  return cw_code_is_within (database, into, guid, &below, error)
         && (!below || lift_out (change, code, into, error))
         && move_all_codings (change, guid, into, error) && move_pairs (change, guid, into, error)
         && move_rest (change, guid, into, error) && move_children (change, guid, into, error)
         && cw_references_delete (change, "codes", guid, error);
}

/**
 * cw_code_split:
 * @change: the change to write in
 * @guid: a code
 * @new_name: name of the new code, which comes behind its siblings
 * @codings: (array length=n_codings): those of its codings that go to the new code
 * @n_codings: how many
 * @out_guid: (out) (optional): the new code
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where the name is taken there or one of
 *   @codings is another code's
 */
gboolean
cw_code_split (CwChange     *change,
               const CwGuid *guid,
               const char   *new_name,
               const CwGuid *codings,
               guint         n_codings,
               CwGuid       *out_guid,
               GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwCode) code = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_coding_cb);
  CwGuid split;

  g_return_val_if_fail (change != NULL && guid != NULL && new_name != NULL, FALSE);
  g_return_val_if_fail (codings != NULL || n_codings == 0, FALSE);

  database = cw_change_get_database (change);
  code = cw_code_load (database, guid, error);
  if (code == NULL)
    return FALSE;
  for (guint i = 0; i < n_codings; i++)
    {
      CwCoding *coding = cw_coding_load (database, &codings[i], error);

      if (coding == NULL)
        return FALSE;
      g_ptr_array_add (list, coding);
      if (cw_guid_equal (&coding->code, guid))
        continue;
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "%s: the coding at %u:%u is another code's; split off only its own", code->path,
                   coding->start, coding->end);
      return FALSE;
    }
  if (!cw_code_add (change, code->has_parent ? &code->parent : NULL, new_name, NULL, &split, error)
      || !cw_code_recolour (change, &split, code->colour, error)
      || !move_codings (change, list, &split, error))
    return FALSE;
  if (out_guid != NULL)
    *out_guid = split;
  return TRUE;
}

/**
 * cw_code_count_dependents:
 * @database: a project's connection
 * @guid: a code
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what goes when it is deleted
 */
CwDependents *
cw_code_count_dependents (CwDatabase   *database,
                          const CwGuid *guid,
                          GError      **error)
{
  g_return_val_if_fail (database != NULL && guid != NULL, NULL);

  return cw_references_count (database, "codes", guid, error);
}

/**
 * cw_code_delete:
 * @change: the change to write in
 * @guid: a code
 * @force: also where it has codings, sub-codes or other work
 * @error: return location for an error
 *
 * Deletes a code with its sub-codes and all their codings. Passages that nothing
 * hangs on any more go; memos stay, untied.
 *
 * Returns: %FALSE with %CW_ERROR_WOULD_LOSE, naming what would go, without @force
 */
gboolean
cw_code_delete (CwChange     *change,
                const CwGuid *guid,
                gboolean      force,
                GError      **error)
{
  CwDatabase *database;
  g_autoptr (CwCode) code = NULL;
  g_autoptr (GArray) passages = NULL;

  g_return_val_if_fail (change != NULL && guid != NULL, FALSE);

  database = cw_change_get_database (change);
  code = cw_code_load (database, guid, error);
  if (code == NULL
      || (!force
          && !cw_references_refuse_work (database, "codes", guid, "code", code->path, error)))
    return FALSE;
  passages = cw_rows_list_guids (
    database,
    "WITH RECURSIVE tree (node) AS (SELECT ?1 UNION SELECT c.guid FROM codes c "
    "JOIN tree ON c.parent = tree.node) SELECT passage FROM codings WHERE code IN tree "
    "UNION SELECT passage FROM code_examples WHERE code IN tree",
    CW_BIND (cw_guid_value (guid)), error);
  if (passages == NULL || !cw_references_delete (change, "codes", guid, error))
    return FALSE;
  for (guint i = 0; i < passages->len; i++)
    if (!cw_passage_drop_unused (change, cw_rows_guid_at (passages, i), error))
      return FALSE;
  return TRUE;
}
