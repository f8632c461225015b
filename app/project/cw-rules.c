/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-rules-private.h"

#include <string.h>

/*
 * Each query gives (guid of the row in the way, words, and where @around names a table
 * the guid of its row with which the row stands or falls) for breaches that involve
 * the row ?1, or any row where ?1 is NULL. Names are compared as they are written, since
 * SQLite folds ASCII alone; the model compares more strictly when names are given.
 */
typedef struct
{
  const char *table; /* whose rows ?1 is */
  const char *words; /* for people; %s takes the query's second column */
  const char *sql;
  const char *around;
  const char *row_table; /* of the row in the way; NULL: as @table */
  const char *all;       /* how to ask for all rows, where that is another question */
} Rule;

/* One row by its key, or all: never a scan for one row, as an OR would be. The upper
 * bound is longer than any GUID. */
#define ONE_OR_ALL(column) \
  column " >= ifnull (?1, x'') AND " column " <= ifnull (?1, x'ffffffffffffffffffffffffffffffffff')"

#define NAMES_DIFFER(table, among) \
  "SELECT b.guid, b.name FROM " table " AS a CROSS JOIN " table \
  " AS b ON b.name = a.name AND b.guid <> a.guid " among \
  " WHERE " ONE_OR_ALL ("a.guid") " AND (?1 IS NOT NULL OR a.guid < b.guid)"

#define NO_CYCLE(table) \
  "WITH RECURSIVE up (start, guid, depth) AS (SELECT guid, parent, 1 FROM " table \
  " WHERE parent IS NOT NULL AND " ONE_OR_ALL ( \
    "guid") " UNION ALL SELECT start, parent, " \
            "depth + 1 FROM up JOIN " table " ON " table \
            ".guid = up.guid WHERE parent IS NOT NULL " \
            "AND depth < 1000 AND up.guid <> start) SELECT up.start, name FROM up JOIN " table \
            " ON " table ".guid = up.start WHERE up.guid = up.start OR depth >= 1000"

static const Rule rules[] = {
  { "codes", "two codes are called “%s” in the same place",
    NAMES_DIFFER ("codes", "AND b.parent IS a.parent") },
  { "documents", "two documents are called “%s”", NAMES_DIFFER ("documents", "") },
  { "coders", "two coders are called “%s”", NAMES_DIFFER ("coders", "") },
  { "cases", "two cases of one type are called “%s” in the same place",
    NAMES_DIFFER ("cases", "AND b.parent IS a.parent AND b.type = a.type") },
  { "case_types", "two types of case are called “%s”", NAMES_DIFFER ("case_types", "") },
  { "attributes", "two attributes of one kind of thing are called “%s”",
    NAMES_DIFFER ("attributes", "AND b.owner = a.owner AND b.case_type IS a.case_type") },
  { "code_sets", "two code sets are called “%s”", NAMES_DIFFER ("code_sets", "") },
  { "speakers", "two speakers of one document are called “%s”",
    "SELECT b.guid, b.label FROM speakers AS a CROSS JOIN speakers AS b "
    "ON b.document = a.document AND b.label = a.label AND b.guid <> a.guid "
    "WHERE " ONE_OR_ALL ("a.guid") " AND (?1 IS NOT NULL OR a.guid < b.guid)" },
  { "speakers", "the turns of “%s” and those of another speaker are the same",
    "SELECT b.guid, b.label FROM speakers AS a CROSS JOIN speakers AS b "
    "ON b.document = a.document AND b.number = a.number AND b.guid <> a.guid "
    "WHERE " ONE_OR_ALL ("a.guid") " AND (?1 IS NOT NULL OR a.guid < b.guid)" },
  { "codes", "the code “%s” would lie within itself", NO_CYCLE ("codes") },
  { "cases", "the case “%s” would lie within itself", NO_CYCLE ("cases") },
  { "codings", "two codings of one coder with “%s” overlap",
    "SELECT b.guid, c.name FROM codings AS a CROSS JOIN codings AS b ON b.code = a.code "
    "AND b.document = a.document AND b.coder = a.coder AND b.guid <> a.guid "
    "AND b.start < a.end AND a.start < b.end AND b.round IS a.round "
    "CROSS JOIN codes AS c ON c.guid = a.code WHERE a.guid = ?1",
    .all = "SELECT a.guid, c.name FROM (SELECT guid, code, start, max (end) OVER (PARTITION BY "
           "code, document, coder, round ORDER BY start, end ROWS BETWEEN UNBOUNDED PRECEDING "
           "AND 1 PRECEDING) AS reached FROM codings WHERE start IS NOT NULL) AS a "
           "JOIN codes AS c ON c.guid = a.code WHERE a.start < a.reached" },
  { "codings", "a coding with “%s” is not where its passage is",
    "SELECT a.guid, c.name FROM codings AS a LEFT JOIN passages AS p ON p.guid = a.passage "
    "CROSS JOIN codes AS c ON c.guid = a.code WHERE " ONE_OR_ALL (
      "a.guid") " AND (p.guid IS NULL "
                "OR p.document <> a.document OR p.start IS NOT a.start OR p.end IS NOT a.end)" },
  { "passages", "a passage lies outside the text of “%s”",
    "SELECT p.guid, d.name, d.guid FROM passages AS p "
    "CROSS JOIN documents AS d ON d.guid = p.document "
    "LEFT JOIN text_revisions AS t ON t.document = p.document AND t.number = p.text_revision "
    "WHERE p.kind = 'range' AND " ONE_OR_ALL (
      "p.guid") " AND (t.guid IS NULL "
                "OR p.end > t.length OR p.text_revision <> d.text_revision)",
    "documents" },
  { "memberships", "a stretch of a case lies outside the text of “%s”",
    "SELECT m.guid, d.name, d.guid FROM memberships AS m "
    "CROSS JOIN documents AS d ON d.guid = m.document "
    "LEFT JOIN text_revisions AS t ON t.document = m.document AND t.number = m.text_revision "
    "WHERE m.kind = 'range' AND " ONE_OR_ALL (
      "m.guid") " AND (t.guid IS NULL "
                "OR m.end > t.length OR m.text_revision <> d.text_revision)",
    "documents" },
  { "documents", "the document “%s” lacks the text that it names",
    "SELECT d.guid, d.name FROM documents AS d WHERE " ONE_OR_ALL (
      "d.guid") " "
                "AND d.text_revision <> 0 AND NOT EXISTS (SELECT 1 FROM text_revisions AS t "
                "WHERE t.document = d.guid AND t.number = d.text_revision)" },
  { "codes", "the code “%s” lacks the definition that it names",
    "SELECT c.guid, c.name FROM codes AS c WHERE " ONE_OR_ALL (
      "c.guid") " AND NOT EXISTS "
                "(SELECT 1 FROM code_revisions AS r WHERE r.code = c.guid "
                "AND r.number = c.revision)" },
  { "codes", "codings with “%s” name a definition that is not there",
    "SELECT a.guid, c.name, c.guid FROM codes AS c JOIN codings AS a ON a.code = c.guid "
    "WHERE c.guid = ?1 AND NOT EXISTS (SELECT 1 FROM code_revisions AS r "
    "WHERE r.code = a.code AND r.number = a.revision) LIMIT 1",
    "codes", "codings" },
  { "codings", "a coding with “%s” names a definition that is not there",
    "SELECT a.guid, c.name, c.guid FROM codings AS a CROSS JOIN codes AS c ON c.guid = a.code "
    "WHERE " ONE_OR_ALL ("a.guid") " AND NOT EXISTS (SELECT 1 FROM code_revisions AS r "
                                   "WHERE r.code = a.code AND r.number = a.revision)",
    "codes" },
};

/*
 * cw_breach_free:
 * Frees a breach.
 */
void
cw_breach_free (CwBreach *breach)
{
  if (breach == NULL)
    return;
  g_free (breach->message);
  g_free (breach);
}

static CwBreach *
breach_new (const Rule  *rule,
            CwStatement *row)
{
  CwBreach *breach = g_new0 (CwBreach, 1);
  const char *name = cw_statement_text (row, 1);
  g_auto (GStrv) parts = g_strsplit (rule->words, "%s", 2);

  breach->message = g_strconcat (parts[0], name != NULL ? name : "", parts[1], NULL);
  breach->table = rule->row_table != NULL ? rule->row_table : rule->table;
  cw_statement_guid (row, 0, &breach->row);
  if (rule->around != NULL && cw_statement_guid (row, 2, &breach->around))
    breach->around_table = rule->around;
  return breach;
}

typedef struct
{
  CwDatabase *database;
  const Rule *rule;
  CwBreach *breach;
  GError **error;
  gboolean failed;
} Search;

static void
find_breach_cb (const char   *table,
                const CwGuid *guid,
                CwTouch       touch,
                gpointer      user_data)
{
  Search *search = user_data;
  g_autoptr (CwStatement) row = NULL;
  g_autoptr (GError) failure = NULL;

  if (search->failed || search->breach != NULL || touch == CW_TOUCH_DELETE)
    return;
  row = cw_database_query (search->database, search->rule->sql, CW_BIND (cw_guid_value (guid)),
                           &failure);
  if (row != NULL && cw_statement_next (row, &failure))
    search->breach = breach_new (search->rule, row);
  if (failure == NULL)
    return;
  search->failed = TRUE;
  g_propagate_error (search->error, g_steal_pointer (&failure));
}

/*
 * cw_rules_find_touched:
 * The first rule that the rows of @touched break; %NULL with no @error for none.
 */
CwBreach *
cw_rules_find_touched (CwDatabase      *database,
                       const CwTouched *touched,
                       GError         **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      Search search = { .database = database, .rule = &rules[i], .error = error };

      cw_touched_foreach (touched, rules[i].table, find_breach_cb, &search);
      if (search.failed || search.breach != NULL)
        return search.breach;
    }
  return NULL;
}

/*
 * cw_rules_check_all:
 * Adds a line to @problems for each breach anywhere.
 */
gboolean
cw_rules_check_all (CwDatabase *database,
                    GPtrArray  *problems,
                    GError    **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (CwStatement) rows = cw_database_query (
        database, rules[i].all != NULL ? rules[i].all : rules[i].sql,
        rules[i].all != NULL ? NULL : CW_BIND (cw_null_value ()), error);

      if (rows == NULL)
        return FALSE;
      for (guint n = 0; n < CW_CHECK_MOST_LINES && cw_statement_next (rows, &failure); n++)
        {
          CwBreach *breach = breach_new (&rules[i], rows);
          char guid[CW_GUID_STRING_LENGTH + 1];

          cw_guid_write (&breach->row, guid);
          g_ptr_array_add (problems,
                           g_strdup_printf ("%s %s: %s", breach->table, guid, breach->message));
          cw_breach_free (breach);
        }
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  return TRUE;
}

/*
 * cw_rules_find_scan:
 * Whether looking at one row would read a whole table of the study's size, and which
 * rule would; for the tests.
 */
const char *
cw_rules_find_scan (CwDatabase *database,
                    GError    **error)
{
  static const char *const large[] = { "SCAN a", "SCAN b",       "SCAN p",
                                       "SCAN m", "SCAN codings", "SCAN passages" };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      /* lint: sql: a query of ours from the table above */
      g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", rules[i].sql, NULL);
      g_autoptr (GError) failure = NULL;
      g_autoptr (CwStatement) rows = NULL;
      CwGuid guid = { { 0 } };

      /* Tables of a study's size; codes and cases are few. */
      if (!g_str_equal (rules[i].table, "codings") && !g_str_equal (rules[i].table, "passages"))
        continue;
      rows = cw_database_query (database, sql, CW_BIND (cw_guid_value (&guid)), error);
      if (rows == NULL)
        return rules[i].words;
      while (cw_statement_next (rows, &failure))
        for (gsize k = 0; k < G_N_ELEMENTS (large); k++)
          if (g_str_has_prefix (cw_statement_text (rows, 3), large[k]))
            return rules[i].words;
    }
  return NULL;
}
