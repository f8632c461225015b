/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint-file: sql: names of tables and columns, which are ours and cannot be bound */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-references-private.h"

#include "cw-error.h"

typedef enum
{
  GOES,  /* deleted with what it refers to, as a part of it */
  WORK,  /* likewise, but it is somebody's work: refused without force */
  STAYS, /* the reference is cleared */
} Fate;

typedef struct
{
  const char *table;
  const char *column;
  const char *parent;
  Fate fate;
} Reference;

/* Every foreign key on something that can be deleted; test-cw-references.c holds it
 * against the schema. Those of a tree on itself are in subtree_of(). */
static const Reference references[] = {
  { "text_revisions", "document", "documents", GOES },
  { "speakers", "document", "documents", GOES },
  { "memberships", "document", "documents", GOES },
  { "attribute_values", "document", "documents", WORK },
  { "passages", "document", "documents", WORK },
  { "codings", "document", "documents", WORK },
  { "evidence", "document", "documents", WORK },
  { "memo_ties", "document", "documents", WORK },
  { "readings", "document", "documents", WORK },
  { "not_asked", "document", "documents", WORK },
  { "events", "document", "documents", STAYS },
  { "round_documents", "document", "documents", WORK },
  { "resolutions", "document", "documents", WORK },

  { "memberships", "speaker", "speakers", GOES },

  { "codings", "passage", "passages", WORK },
  { "code_examples", "passage", "passages", WORK },
  { "links", "origin", "passages", WORK },
  { "links", "target", "passages", WORK },
  { "evidence", "passage", "passages", WORK },
  { "memo_ties", "passage", "passages", WORK },
  { "events", "passage", "passages", STAYS },
  { "quote_uses", "passage", "passages", WORK },

  { "memo_ties", "coding", "codings", WORK },
  { "resolutions", "coding", "codings", STAYS },

  { "code_revisions", "code", "codes", GOES },
  { "code_set_members", "code", "codes", GOES },
  { "codings", "code", "codes", WORK },
  { "code_examples", "code", "codes", WORK },
  { "memo_ties", "code", "codes", WORK },
  { "not_asked", "code", "codes", WORK },
  { "summaries", "code", "codes", WORK },
  { "round_codes", "code", "codes", WORK },
  { "resolutions", "code", "codes", WORK },

  { "code_set_members", "code_set", "code_sets", GOES },
  { "readings", "code_set", "code_sets", WORK },

  { "speakers", "participant", "cases", STAYS },
  { "memberships", "case_guid", "cases", WORK },
  { "respondent_cases", "case_guid", "cases", WORK },
  { "attribute_values", "case_guid", "cases", WORK },
  { "evidence", "case_guid", "cases", WORK },
  { "memo_ties", "case_guid", "cases", WORK },
  { "summaries", "case_guid", "cases", WORK },
  { "answers", "case_guid", "cases", WORK },
  { "events", "case_guid", "cases", WORK },
  { "actors", "case_guid", "cases", WORK },
  { "actors", "participant", "cases", STAYS },
  { "pseudonyms", "participant", "cases", STAYS },

  { "attributes", "case_type", "case_types", STAYS },

  { "attribute_choices", "attribute", "attributes", GOES },
  { "attribute_values", "attribute", "attributes", WORK },
  { "memo_ties", "attribute", "attributes", WORK },
  { "attribute_values", "choice", "attribute_choices", WORK },

  { "memo_ties", "memo", "memos", GOES },
  { "memo_ties", "other_memo", "memos", GOES },
};

/* The order in which a statement of what goes names them, and their words. */
static const struct
{
  const char *table;
  const char *one;
  const char *many;
} words[] = {
  { "codes", "sub-code", "sub-codes" },
  { "cases", "participant or site in it", "participants or sites in it" },
  { "codings", "coding", "codings" },
  { "passages", "passage", "passages" },
  { "memo_ties", "tie of a memo", "ties of memos" },
  { "summaries", "summary", "summaries" },
  { "answers", "answer", "answers" },
  { "evidence", "piece of evidence", "pieces of evidence" },
  { "links", "link", "links" },
  { "code_examples", "example", "examples" },
  { "quote_uses", "note of a quotation's use", "notes of quotations' use" },
  { "attribute_values", "value of an attribute", "values of attributes" },
  { "attribute_choices", "choice", "choices" },
  { "memberships", "assignment to a case", "assignments to cases" },
  { "respondent_cases", "mapping of a respondent", "mappings of respondents" },
  { "readings", "reading mark", "reading marks" },
  { "not_asked", "“not asked” mark", "“not asked” marks" },
  { "events", "event", "events" },
  { "actors", "actor", "actors" },
  { "resolutions", "resolved difference", "resolved differences" },
  { "round_documents", "place in a round", "places in rounds" },
  { "round_codes", "place in a round's codes", "places in rounds' codes" },
  { "code_set_members", "place in a code set", "places in code sets" },
  { "speakers", "speaker", "speakers" },
  { "text_revisions", "version of the text", "versions of the text" },
  { "code_revisions", "version of a definition", "versions of definitions" },
};

/* A query for the row ?1 of a table and, in a tree, for all below it. */
static char *
subtree_of (const char *table)
{
  if (!g_str_equal (table, "codes") && !g_str_equal (table, "cases"))
    return g_strdup ("SELECT ?1");
  return g_strdup_printf ("WITH RECURSIVE tree (node) AS (SELECT ?1 UNION SELECT c.guid "
                          "FROM %s c JOIN tree ON c.parent = tree.node) SELECT node FROM tree",
                          table);
}

/* Whether a row of table can go because one of root does. */
static gboolean
is_doomed (const char *table,
           const char *root)
{
  if (g_str_equal (table, root))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    if (references[i].fate != STAYS && g_str_equal (references[i].table, table)
        && is_doomed (references[i].parent, root))
      return TRUE;
  return FALSE;
}

/* A query for the GUIDs of all rows of table that go because ?1 of root does. */
static char *
doomed_rows (const char *table,
             const char *root)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  if (g_str_equal (table, root))
    return subtree_of (root);
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    {
      const Reference *reference = &references[i];
      g_autofree char *parents = NULL;

      if (reference->fate == STAYS || !g_str_equal (reference->table, table)
          || !is_doomed (reference->parent, root))
        continue;
      parents = doomed_rows (reference->parent, root);
      g_string_append_printf (sql, "%sSELECT guid FROM %s WHERE %s IN (%s)",
                              sql->len > 0 ? " UNION " : "", table, reference->column, parents);
    }
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/* Whether a row of table that goes with one of root is somebody's work. */
static gboolean
is_work (const char *table,
         const char *root)
{
  if (g_str_equal (table, root))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    if (references[i].fate == WORK && g_str_equal (references[i].table, table)
        && is_doomed (references[i].parent, root))
      return TRUE;
  return FALSE;
}

/*
 * cw_references_count:
 * What goes if @guid of @table goes, itself not counted.
 */
CwDependents *
cw_references_count (CwDatabase   *database,
                     const char   *table,
                     const CwGuid *guid,
                     GError      **error)
{
  g_autoptr (CwDependents) self = g_new0 (CwDependents, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (CwDependent));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      CwDependent item = { words[i].table, 0, FALSE };
      g_autofree char *rows = NULL;
      g_autofree char *sql = NULL;

      if (!is_doomed (item.table, table))
        continue;
      rows = doomed_rows (item.table, table);
      sql = g_strdup_printf ("SELECT count(*) FROM (%s)", rows);
      if (!cw_database_get_int (database, sql, CW_BIND (cw_guid_value (guid)), 0, &item.count,
                                error))
        return NULL;
      if (g_str_equal (item.table, table))
        item.count--;
      item.is_work = is_work (item.table, table);
      if (item.count > 0)
        g_array_append_val (self->items, item);
    }
  return g_steal_pointer (&self);
}

/* Deletes or clears what refers to the doomed rows of table, then these. A table is
 * done once, after all that refer to it. */
static gboolean
delete_rows (CwChange     *change,
             const char   *table,
             const char   *root,
             const CwGuid *guid,
             GHashTable   *done,
             GError      **error)
{
  CwDatabase *database = cw_change_get_database (change);
  const CwValue *values = CW_BIND (cw_guid_value (guid));
  g_autofree char *rows = doomed_rows (table, root);
  g_autofree char *sql = NULL;

  if (!g_hash_table_add (done, (gpointer) table))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    if (g_str_equal (references[i].parent, table) && references[i].fate != STAYS
        && !delete_rows (change, references[i].table, root, guid, done, error))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    {
      const Reference *reference = &references[i];
      g_autofree char *clear = NULL;

      if (!g_str_equal (reference->parent, table) || reference->fate != STAYS)
        continue;
      clear = g_strdup_printf ("UPDATE %s SET %s = NULL WHERE %s IN (%s)", reference->table,
                               reference->column, reference->column, rows);
      if (!cw_database_run (database, clear, values, error))
        return FALSE;
    }
  sql = g_strdup_printf ("DELETE FROM %s WHERE guid IN (%s)", table, rows);
  return cw_database_run (database, sql, values, error);
}

/*
 * cw_references_delete:
 * Deletes @guid of @table with all that cw_references_count() counts, and clears
 * what else refers to any of it.
 */
gboolean
cw_references_delete (CwChange     *change,
                      const char   *table,
                      const CwGuid *guid,
                      GError      **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  return delete_rows (change, table, table, guid, done, error);
}

/*
 * cw_references_refuse_work:
 * Fails with CW_ERROR_WOULD_LOSE where somebody's work hangs on @guid; @what and
 * @name are for the message: "document", "interview-3".
 */
gboolean
cw_references_refuse_work (CwDatabase   *database,
                           const char   *table,
                           const CwGuid *guid,
                           const char   *what,
                           const char   *name,
                           GError      **error)
{
  g_autoptr (CwDependents) dependents = cw_references_count (database, table, guid, error);
  g_autofree char *list = NULL;

  if (dependents == NULL)
    return FALSE;
  if (!cw_dependents_has_work (dependents))
    return TRUE;
  list = cw_dependents_to_string (dependents);
  g_set_error (error, CW_ERROR, CW_ERROR_WOULD_LOSE,
               "deleting the %s “%s” would also delete %s; force it if that is what you want", what,
               name, list);
  return FALSE;
}

/**
 * cw_dependents_free:
 * @self: (nullable) (transfer full): a statement of what goes
 */
void
cw_dependents_free (CwDependents *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->items);
  g_free (self);
}

/**
 * cw_dependents_get:
 * @self: a statement of what goes
 * @table: a table of the project file, "codings" say
 *
 * Returns: how many of its rows go
 */
gint64
cw_dependents_get (const CwDependents *self,
                   const char         *table)
{
  g_return_val_if_fail (self != NULL && table != NULL, 0);

  for (guint i = 0; i < self->items->len; i++)
    {
      const CwDependent *item = &g_array_index (self->items, CwDependent, i);

      if (g_str_equal (item->table, table))
        return item->count;
    }
  return 0;
}

/**
 * cw_dependents_has_work:
 * @self: a statement of what goes
 *
 * Returns: whether somebody's work is among it, so that a delete wants force
 */
gboolean
cw_dependents_has_work (const CwDependents *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->items->len; i++)
    if (g_array_index (self->items, CwDependent, i).is_work)
      return TRUE;
  return FALSE;
}

/**
 * cw_dependents_to_string:
 * @self: a statement of what goes
 *
 * Returns: (transfer full): it in words: "2 sub-codes, 120 codings, 1 summary"; or
 *   "nothing else"
 */
char *
cw_dependents_to_string (const CwDependents *self)
{
  g_autoptr (GString) string = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      const CwDependent *item = &g_array_index (self->items, CwDependent, i);

      for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
        if (g_str_equal (words[j].table, item->table))
          g_string_append_printf (string, "%s%" G_GINT64_FORMAT " %s", string->len > 0 ? ", " : "",
                                  item->count, item->count == 1 ? words[j].one : words[j].many);
    }
  if (string->len == 0)
    g_string_append (string, "nothing else");
  return g_string_free (g_steal_pointer (&string), FALSE);
}
