/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-schema-private.h"

#include "cw-error.h"
#include "cw-project.h"
#include "cw-schema-resources.h"

#include <string.h>

/* Referred-to tables before those that refer to them. */
static const char *const tracked_tables[] = {
  "project",
  "coders",
  "research_questions",
  "propositions",
  "interview_questions",
  "documents",
  "text_revisions",
  "case_types",
  "cases",
  "speakers",
  "memberships",
  "respondents",
  "respondent_cases",
  "attributes",
  "attribute_choices",
  "attribute_values",
  "codes",
  "code_revisions",
  "code_sets",
  "code_set_members",
  "passages",
  "rounds",
  "codings",
  "code_examples",
  "link_types",
  "links",
  "findings",
  "evidence",
  "memos",
  "memo_ties",
  "readings",
  "not_asked",
  "summaries",
  "answers",
  "events",
  "actors",
  "quote_uses",
  "queries",
  "round_coders",
  "round_documents",
  "round_codes",
  "resolutions",
  "exercises",
  "exercise_attempts",
  "pseudonyms",
  "tombstones",
  "conflicts",
  NULL,
};

/*
 * cw_schema_tracked_tables:
 * The tables whose changes make the history: the only list of them.
 */
const char *const *
cw_schema_tracked_tables (void)
{
  return tracked_tables;
}

/*
 * cw_schema_is_tracked:
 * Whether @table is one of them.
 */
gboolean
cw_schema_is_tracked (const char *table)
{
  return g_strv_contains (tracked_tables, table);
}

/*
 * cw_schema_migrate:
 * Runs the numbered SQL files after @from up to @to and sets user_version, in one
 * transaction: a file is never between two versions.
 */
gboolean
cw_schema_migrate (CwDatabase *database,
                   int         from,
                   int         to,
                   GError    **error)
{
  g_autoptr (GResource) resources = g_resource_ref (cw_schema_get_resource ());
  gboolean done = cw_database_begin (database, error);

  for (int version = from + 1; done && version <= to; version++)
    {
      g_autofree char *path = g_strdup_printf ("/org/caseweave/schema/%04d.sql", version);
      g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %d", version);
      g_autoptr (GBytes) sql = g_resource_lookup_data (resources, path,
                                                       G_RESOURCE_LOOKUP_FLAGS_NONE, error);

      done = sql != NULL && cw_database_script (database, g_bytes_get_data (sql, NULL), error)
             && cw_database_script (database, pragma, error);
    }
  cw_database_forget_statements (database);
  if (done && cw_database_commit (database, error))
    return TRUE;
  cw_database_rollback (database);
  return FALSE;
}

/*
 * cw_schema_identify:
 * Whether @database is a project at all, and of which version.
 */
gboolean
cw_schema_identify (CwDatabase *database,
                    int        *out_version,
                    GError    **error)
{
  gint64 id;
  gint64 version;

  if (!cw_database_get_int (database, "PRAGMA application_id", NULL, 0, &id, error)
      || !cw_database_get_int (database, "PRAGMA user_version", NULL, 0, &version, error))
    return FALSE;
  if (id != CW_APPLICATION_ID)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_NOT_A_PROJECT,
                   "%s: this is a database of another program, not a Caseweave project",
                   database->name);
      return FALSE;
    }
  if (version < 1)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
                   "%s: the project says it has schema version %d, which never was; "
                   "restore a backup",
                   database->name, (int) version);
      return FALSE;
    }
  *out_version = (int) version;
  return TRUE;
}

static GHashTable *
read_objects (CwDatabase *database,
              GError    **error)
{
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = cw_database_query (
    database,
    "SELECT type || ' ' || name || ' on ' || tbl_name, ifnull (sql, '') FROM sqlite_schema", NULL,
    error);

  if (rows == NULL)
    return NULL;
  while (cw_statement_next (rows, &failure))
    {
      const char *key = cw_statement_text (rows, 0);

      if (!g_hash_table_insert (objects, g_strdup (key != NULL ? key : ""),
                                cw_statement_dup_text (rows, 1)))
        g_set_error (&failure, CW_ERROR, CW_ERROR_DAMAGED, "%s: it holds “%s” twice",
                     database->name, key);
      if (failure != NULL)
        break;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&objects);
}

static gboolean
refuse_object (CwDatabase *database,
               const char *what,
               const char *object,
               GError    **error)
{
  g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
               "%s: the file %s the database object “%s”; Caseweave did not make it like this, "
               "so it is not opened. Restore a backup, or ask who sent it",
               database->name, what, object);
  return FALSE;
}

/*
 * cw_schema_verify:
 * Refuses @database unless its objects are byte for byte those that the migrations
 * up to @version make: nothing planted can then be in the way of any statement.
 */
gboolean
cw_schema_verify (CwDatabase *database,
                  int         version,
                  GError    **error)
{
  g_autoptr (CwDatabase) model = NULL;
  g_autoptr (GHashTable) expected = NULL;
  g_autoptr (GHashTable) found = NULL;
  GHashTableIter iter;
  gpointer key;
  gpointer sql;

  found = read_objects (database, error);
  if (found == NULL)
    return FALSE;
  model = cw_database_open_memory (error);
  if (model == NULL || !cw_schema_migrate (model, 0, version, error))
    return FALSE;
  expected = read_objects (model, error);
  if (expected == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &key, &sql))
    {
      const char *wanted = g_hash_table_lookup (expected, key);

      if (wanted == NULL)
        return refuse_object (database, "holds besides its own", key, error);
      if (strcmp (wanted, sql) != 0)
        return refuse_object (database, "holds in an altered form", key, error);
    }
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (found, key))
      return refuse_object (database, "lacks", key, error);
  return TRUE;
}
