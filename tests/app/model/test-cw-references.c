/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-model.h"

#include "cw-attribute-value.h"
#include "cw-case.h"
#include "cw-code-set.h"
#include "cw-memo.h"
#include "cw-passage.h"
#include "cw-references-private.h"

/*
 * A project with at least a row in every table that refers to something that can be
 * deleted. Rows are made off the schema, so that a table or a column that is added
 * later is in the test from the first day.
 */

typedef struct
{
  CwTestModel *model;
  GHashTable *made; /* table -> CwGuid of its row */
} Filler;

static const CwGuid *fill_table (Filler *filler, const char *table);

/* What a column can hold besides a reference, by CHECK constraints and types. */
static CwValue
plain_value (const char *table,
             const char *column,
             const char *type)
{
  static const struct
  {
    const char *column;
    const char *value;
  } words[] = {
    { "memberships.kind", "whole" },     { "attributes.owner", "case" },
    { "attributes.type", "choice" },     { "case_types.kind", "case" },
    { "code_examples.kind", "typical" }, { "evidence.relation", "supports" },
    { "readings.state", "begun" },       { "codes.state", "active" },
    { "rounds.state", "open" },          { "passages.kind", "range" },
    { "queries.kind", "table" },         { "conflicts.state", "open" },
  };
  g_autofree char *full = g_strconcat (table, ".", column, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].column, full))
      return cw_text_value (words[i].value);
  if (g_str_equal (type, "TEXT"))
    return cw_text_value ("x");
  if (g_str_equal (type, "INTEGER"))
    return cw_int_value (g_str_equal (column, "end") ? 2 : 1);
  if (g_str_equal (type, "REAL"))
    return cw_double_value (1);
  return cw_null_value ();
}

/* Columns that a row of this table must leave empty. */
static gboolean
stays_empty (const char *table,
             const char *column)
{
  static const char *const empty[] = {
    "memberships.start",
    "memberships.end",
    "memberships.speaker",
    "attribute_values.value",
    "attribute_values.document",
    "attribute_values.respondent",
    "passages.page",
    "passages.x",
    "passages.y",
    "passages.width",
    "passages.height",
    "passages.begin_ms",
    "passages.end_ms",
    "documents.file_hash",
    "documents.original",
    "documents.media_hash",
    "text_revisions.structure",
    "cases.parent",
    "codes.parent",
    "research_questions.parent",
    "propositions.rival_of",
    NULL,
  };
  g_autofree char *full = g_strconcat (table, ".", column, NULL);

  return g_strv_contains (empty, full)
         || (g_str_equal (table, "memo_ties") && !g_str_equal (column, "memo")
             && !g_str_equal (column, "guid"));
}

static void
insert_row (Filler       *filler,
            const char   *table,
            const CwGuid *guid,
            const char   *tied)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) marks = g_string_new (NULL);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (CwValue));
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  const CwValue end = { .type = CW_VALUE_END };
  g_autoptr (CwStatement) columns = cw_database_query (
    filler->model->database,
    "SELECT c.name, c.type, k.\"table\" FROM pragma_table_info (?1) c "
    "LEFT JOIN pragma_foreign_key_list (?1) k ON k.\"from\" = c.name ORDER BY c.cid",
    CW_BIND (cw_text_value (table)), &error);
  g_autofree char *sql = NULL;

  g_assert_no_error (error);
  while (cw_statement_next (columns, &error))
    {
      const char *column = cw_statement_text (columns, 0);
      const char *target = cw_statement_text (columns, 2);
      CwValue value;

      if (stays_empty (table, column) && g_strcmp0 (column, tied) != 0)
        continue;
      if (g_str_equal (column, "guid"))
        value = cw_guid_value (guid);
      else if (target != NULL)
        value = cw_guid_value (fill_table (filler, target));
      else
        value = plain_value (table, column, cw_statement_text (columns, 1));
      if (value.type == CW_VALUE_NULL)
        value = cw_guid_value (guid);
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", column);
      g_string_append_printf (marks, "%s?%u", marks->len > 0 ? ", " : "", values->len + 1);
      g_array_append_val (values, value);
    }
  g_assert_no_error (error);
  g_array_append_val (values, end);
  g_clear_pointer (&columns, cw_statement_free);
  /* lint: sql: names off the schema, in a test */
  sql = g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", table, names->str, marks->str);
  cw_database_run (filler->model->database, sql, (const CwValue *) values->data, &error);
  g_assert_no_error (error);
}

/* Makes a row of a table, after those that it refers to. */
static const CwGuid *
fill_table (Filler     *filler,
            const char *table)
{
  CwGuid *guid = g_hash_table_lookup (filler->made, table);

  if (guid != NULL)
    return guid;
  guid = g_new (CwGuid, 1);
  cw_guid_init_new (guid);
  insert_row (filler, table, guid, g_str_equal (table, "memo_ties") ? "document" : NULL);
  g_hash_table_insert (filler->made, g_strdup (table), guid);
  return guid;
}

static void
fill (Filler *filler)
{
  static const char *const ties[] = {
    "passage",  "coding",  "code",  "case_guid",  "attribute",
    "question", "finding", "round", "other_memo",
  };
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStatement) rows = cw_database_query (
    filler->model->database,
    "SELECT t.name FROM sqlite_schema t JOIN pragma_table_info (t.name) c "
    "WHERE t.type = 'table' AND c.name = 'guid' AND t.name NOT IN ('project', 'conflicts')",
    NULL, &error);

  while (cw_statement_next (rows, &error))
    g_ptr_array_add (tables, cw_statement_dup_text (rows, 0));
  g_assert_no_error (error);
  g_clear_pointer (&rows, cw_statement_free);
  for (guint i = 0; i < tables->len; i++)
    fill_table (filler, g_ptr_array_index (tables, i));
  for (gsize i = 0; i < G_N_ELEMENTS (ties); i++)
    {
      CwGuid guid;

      cw_guid_init_new (&guid);
      insert_row (filler, "memo_ties", &guid, ties[i]);
    }
}

/* What fill() leaves empty because a row can have only one of several. */
static void
fill_alternatives (Filler *filler)
{
  static const struct
  {
    const char *sql;
    const char *tables[3];
  } rows[] = {
    { "INSERT INTO memberships (guid, case_guid, document, kind, speaker, created) "
      "VALUES (?1, ?2, ?3, 'speaker', ?4, 1)",
      { "cases", "documents", "speakers" } },
    { "INSERT INTO attribute_values (guid, attribute, document, value) VALUES (?1, ?2, ?3, 1)",
      { "attributes", "documents" } },
    { "INSERT INTO codes (guid, parent, position, name, created) VALUES (?1, ?2, 1, 'y', 1)",
      { "codes" } },
    { "INSERT INTO cases (guid, parent, type, position, name, created) "
      "VALUES (?1, ?2, ?3, 1, 'y', 1)",
      { "cases", "case_types" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      CwGuid guid;
      CwValue values[5] = { cw_guid_value (&guid) };

      cw_guid_init_new (&guid);
      for (guint j = 0; j < 3 && rows[i].tables[j] != NULL; j++)
        values[j + 1] = cw_guid_value (fill_table (filler, rows[i].tables[j]));
      cw_database_run (filler->model->database, rows[i].sql, values, &filler->model->error);
      g_assert_no_error (filler->model->error);
    }
}

static gint64
count_broken (CwTestModel *self)
{
  return cw_test_model_count (self, "SELECT count(*) FROM pragma_foreign_key_check");
}

/* Of which a full project has more than the row that stands for the table. */
static gboolean
has_several (const char *table)
{
  static const char *const several[] = { "memo_ties", "attribute_values", "memberships", NULL };

  return g_strv_contains (several, table);
}

/* Deletes one thing of a full project, and says whether all is whole then; takes it
 * back. */
static void
delete_one (CwTestModel *self,
            const char  *table)
{
  g_autoptr (GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Filler filler = { self, made };
  g_autoptr (CwDependents) dependents = NULL;
  g_autofree char *words = NULL;
  const CwGuid *guid;
  gint64 left;
  /* lint: sql: a table name off a list, in a test */
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);
  gint64 n_rows = cw_test_model_count (self, sql);

  cw_test_model_begin (self);
  fill (&filler);
  fill_alternatives (&filler);
  guid = g_hash_table_lookup (made, table);
  dependents = cw_references_count (self->database, table, guid, &self->error);
  g_assert_no_error (self->error);
  words = cw_dependents_to_string (dependents);
  g_test_message ("%s: %s", table, words);
  g_assert_true (cw_references_delete (self->change, table, guid, &self->error));
  g_assert_no_error (self->error);
  g_assert_cmpint (count_broken (self), ==, 0);
  left = cw_test_model_count (self, sql);
  g_assert_cmpint (left, ==, n_rows);
  for (guint i = 0; i < dependents->items->len; i++)
    {
      const CwDependent *item = &g_array_index (dependents->items, CwDependent, i);
      /* lint: sql: a table name off a list, in a test */
      g_autofree char *rest = g_strdup_printf ("SELECT count(*) FROM %s WHERE guid IN (SELECT ?1)",
                                               item->table);
      gint64 there = -1;

      /* What was said to go is gone. */
      g_assert_true (cw_database_get_int (
        self->database, rest, CW_BIND (cw_guid_value (g_hash_table_lookup (made, item->table))), 0,
        &there, &self->error));
      if (!has_several (item->table))
        g_assert_cmpint (there, ==, 0);
    }
  cw_test_model_give_up (self);
}

static void
test_every_kind (CwTestModel  *self,
                 gconstpointer unused)
{
  static const char *const tables[] = {
    "documents", "speakers", "passages",   "codings",           "codes",
    "code_sets", "cases",    "attributes", "attribute_choices", "memos",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    delete_one (self, tables[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  CW_TEST_MODEL ("/model/references/every-kind", test_every_kind);
  return g_test_run ();
}
