/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-derived-private.h"

#include <string.h>

/* A stretch of a document that belongs to a case. */
typedef struct
{
  CwGuid case_guid;
  gint64 start;
  gint64 end;
} Stretch;

static gboolean
fill_guids (CwDatabase    *database,
            const char    *sql,
            const CwValue *values,
            GArray        *guids,
            GError       **error)
{
  g_autoptr (CwStatement) rows = cw_database_query (database, sql, values, error);
  g_autoptr (GError) failure = NULL;
  CwGuid guid;

  if (rows == NULL)
    return FALSE;
  while (cw_statement_next (rows, &failure))
    if (cw_statement_guid (rows, 0, &guid))
      g_array_append_val (guids, guid);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Turns are kept as lines "start end text_start speaker time_ms". */
static void
add_turns_of_speaker (const char   *turns,
                      gint64        speaker,
                      const CwGuid *case_guid,
                      GArray       *stretches)
{
  while (turns != NULL && *turns != '\0')
    {
      Stretch stretch = { .case_guid = *case_guid };
      char *at;
      gint64 who;

      stretch.start = g_ascii_strtoll (turns, &at, 10);
      stretch.end = g_ascii_strtoll (at, &at, 10);
      g_ascii_strtoll (at, &at, 10);
      who = g_ascii_strtoll (at, &at, 10);
      if (who == speaker && stretch.end > stretch.start)
        g_array_append_val (stretches, stretch);
      turns = strchr (at, '\n');
      if (turns != NULL)
        turns++;
    }
}

static int
compare_stretches (gconstpointer a,
                   gconstpointer b)
{
  const Stretch *first = a;
  const Stretch *second = b;
  int by_case = cw_guid_compare (&first->case_guid, &second->case_guid);

  if (by_case != 0)
    return by_case;
  return first->start < second->start ? -1 : first->start > second->start;
}

/* Sorted by case and start; a case's stretches that overlap or touch become one. */
static void
tidy_stretches (GArray *stretches)
{
  guint kept = 0;

  g_array_sort (stretches, compare_stretches);
  for (guint i = 1; i < stretches->len; i++)
    {
      Stretch *last = &g_array_index (stretches, Stretch, kept);
      Stretch *next = &g_array_index (stretches, Stretch, i);

      if (cw_guid_equal (&last->case_guid, &next->case_guid) && next->start <= last->end)
        last->end = MAX (last->end, next->end);
      else
        g_array_index (stretches, Stretch, ++kept) = *next;
    }
  if (stretches->len > 0)
    g_array_set_size (stretches, kept + 1);
}

/* What of @document belongs to cases to which it does not wholly belong. */
static GArray *
load_stretches (CwDatabase   *database,
                const CwGuid *document,
                GError      **error)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = cw_database_query (
    database,
    "SELECT m.case_guid, m.start, m.end, s.number, t.turns FROM memberships AS m "
    "LEFT JOIN speakers AS s ON s.guid = m.speaker "
    "LEFT JOIN documents AS d ON d.guid = m.document AND m.kind = 'speaker' "
    "LEFT JOIN text_revisions AS t ON t.document = d.guid AND t.number = d.text_revision "
    "WHERE m.document = ?1 AND m.kind <> 'whole' AND NOT EXISTS (SELECT 1 FROM memberships AS w "
    "WHERE w.document = ?1 AND w.kind = 'whole' AND w.case_guid = m.case_guid)",
    CW_BIND (cw_guid_value (document)), error);

  if (rows == NULL)
    return NULL;
  while (cw_statement_next (rows, &failure))
    {
      Stretch stretch;

      if (!cw_statement_guid (rows, 0, &stretch.case_guid))
        continue;
      if (!cw_statement_is_null (rows, 3))
        {
          add_turns_of_speaker (cw_statement_text (rows, 4), cw_statement_int (rows, 3),
                                &stretch.case_guid, stretches);
          continue;
        }
      stretch.start = cw_statement_int (rows, 1);
      stretch.end = cw_statement_int (rows, 2);
      g_array_append_val (stretches, stretch);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  tidy_stretches (stretches);
  return g_steal_pointer (&stretches);
}

/* The first of @stretches from @from on, all of one case, that ends after @start. */
static gboolean
overlaps (GArray *stretches,
          guint   from,
          guint   to,
          gint64  start,
          gint64  end)
{
  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (g_array_index (stretches, Stretch, middle).end <= start)
        from = middle + 1;
      else
        to = middle;
    }
  return from < stretches->len && g_array_index (stretches, Stretch, from).start < end
         && g_array_index (stretches, Stretch, from).end > start;
}

typedef gboolean (*PairFunc) (CwDatabase *database,
                              const CwGuid *case_guid,
                              CwStatement *coding,
                              gpointer user_data,
                              GError **error);

/* Calls @func for each case to which the coding in the row belongs by stretch. The
 * row's columns: guid, code, document, coder, start, end. */
static gboolean
foreach_case_of_coding (CwDatabase  *database,
                        GArray      *stretches,
                        CwStatement *coding,
                        PairFunc     func,
                        gpointer     user_data,
                        GError     **error)
{
  gint64 start = cw_statement_int (coding, 4);
  gint64 end = cw_statement_int (coding, 5);

  for (guint i = 0; i < stretches->len;)
    {
      const CwGuid *case_guid = &g_array_index (stretches, Stretch, i).case_guid;
      guint next = i + 1;

      while (next < stretches->len
             && cw_guid_equal (case_guid, &g_array_index (stretches, Stretch, next).case_guid))
        next++;
      if (overlaps (stretches, i, next, start, end)
          && !func (database, case_guid, coding, user_data, error))
        return FALSE;
      i = next;
    }
  return TRUE;
}

static gboolean
insert_pair (CwDatabase   *database,
             const CwGuid *case_guid,
             CwStatement  *coding,
             gpointer      user_data,
             GError      **error)
{
  CwGuid guid;
  CwGuid code;
  CwGuid document;
  CwGuid coder;

  return cw_statement_guid (coding, 0, &guid) && cw_statement_guid (coding, 1, &code)
         && cw_statement_guid (coding, 2, &document) && cw_statement_guid (coding, 3, &coder)
         && cw_database_run (
           database,
           "INSERT OR REPLACE INTO coding_cases (case_guid, code, coding, document, "
           "coder) VALUES (?1, ?2, ?3, ?4, ?5)",
           CW_BIND (cw_guid_value (case_guid), cw_guid_value (&code), cw_guid_value (&guid),
                    cw_guid_value (&document), cw_guid_value (&coder)),
           error);
}

static gboolean
foreach_pair_of_document (CwDatabase   *database,
                          const CwGuid *document,
                          PairFunc      func,
                          gpointer      user_data,
                          GError      **error)
{
  g_autoptr (GArray) stretches = load_stretches (database, document, error);
  g_autoptr (CwStatement) rows = NULL;
  g_autoptr (GError) failure = NULL;

  if (stretches == NULL)
    return FALSE;
  if (stretches->len == 0)
    return TRUE;
  rows = cw_database_query (database,
                            "SELECT guid, code, document, coder, start, end FROM codings "
                            "WHERE document = ?1 AND start IS NOT NULL",
                            CW_BIND (cw_guid_value (document)), error);
  if (rows == NULL)
    return FALSE;
  while (cw_statement_next (rows, &failure))
    if (!foreach_case_of_coding (database, stretches, rows, func, user_data, error))
      return FALSE;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
redo_document (CwDatabase   *database,
               const CwGuid *document,
               GError      **error)
{
  return cw_database_run (database,
                          "DELETE FROM coding_cases WHERE coding IN "
                          "(SELECT guid FROM codings WHERE document = ?1)",
                          CW_BIND (cw_guid_value (document)), error)
         && foreach_pair_of_document (database, document, insert_pair, NULL, error);
}

typedef struct
{
  CwDatabase *database;
  GHashTable *documents; /* CwGuid -> GArray of Stretch, or NULL where to be redone whole */
  GError **error;
  gboolean failed;
} Update;

static void
note_document (Update       *update,
               const CwGuid *document)
{
  if (!g_hash_table_contains (update->documents, document))
    g_hash_table_insert (update->documents, cw_guid_copy (document), NULL);
}

static void
note_document_cb (const char   *table,
                  const CwGuid *guid,
                  CwTouch       touch,
                  gpointer      user_data)
{
  note_document (user_data, guid);
}

static void
note_row_cb (const char   *table,
             const CwGuid *guid,
             CwTouch       touch,
             gpointer      user_data)
{
  Update *update = user_data;
  const char *sql = "SELECT document FROM text_revisions WHERE guid = ?1";
  gboolean found = FALSE;
  CwGuid document;

  if (update->failed)
    return;
  if (g_str_equal (table, "memberships"))
    sql = "SELECT document FROM memberships WHERE guid = ?1";
  else if (g_str_equal (table, "speakers"))
    sql = "SELECT document FROM speakers WHERE guid = ?1";
  update->failed = !cw_database_find_guid (update->database, sql, CW_BIND (cw_guid_value (guid)),
                                           &found, &document, update->error);
  if (!update->failed && found)
    note_document (update, &document);
}

static GArray *
stretches_of (Update       *update,
              const CwGuid *document)
{
  gpointer known = NULL;
  GArray *stretches;

  if (g_hash_table_lookup_extended (update->documents, document, NULL, &known))
    return known;
  stretches = load_stretches (update->database, document, update->error);
  if (stretches != NULL)
    g_hash_table_insert (update->documents, cw_guid_copy (document), stretches);
  else
    update->failed = TRUE;
  return stretches;
}

static gboolean
redo_coding (Update       *update,
             const CwGuid *guid,
             CwTouch       touch)
{
  g_autoptr (CwStatement) row = NULL;
  g_autoptr (GError) failure = NULL;
  GArray *stretches;
  CwGuid document;

  if (touch != CW_TOUCH_INSERT
      && !cw_database_run (update->database, "DELETE FROM coding_cases WHERE coding = ?1",
                           CW_BIND (cw_guid_value (guid)), update->error))
    return FALSE;
  if (touch & CW_TOUCH_DELETE)
    return TRUE;
  row = cw_database_query (update->database,
                           "SELECT guid, code, document, coder, start, end FROM codings "
                           "WHERE guid = ?1 AND start IS NOT NULL",
                           CW_BIND (cw_guid_value (guid)), update->error);
  if (row == NULL)
    return FALSE;
  if (!cw_statement_next (row, &failure) || !cw_statement_guid (row, 2, &document))
    {
      if (failure != NULL)
        g_propagate_error (update->error, g_steal_pointer (&failure));
      return failure == NULL;
    }
  stretches = stretches_of (update, &document);
  if (stretches == NULL) /* the document is redone whole, or reading it failed */
    return !update->failed;
  return stretches->len == 0
         || foreach_case_of_coding (update->database, stretches, row, insert_pair, NULL,
                                    update->error);
}

static void
redo_coding_cb (const char   *table,
                const CwGuid *guid,
                CwTouch       touch,
                gpointer      user_data)
{
  Update *update = user_data;

  if (!update->failed)
    update->failed = !redo_coding (update, guid, touch);
}

/* A deleted membership no longer says which document it was of: any document with
 * rows for a case that no stretch explains is redone. */
static void
note_deleted_cb (const char   *table,
                 const CwGuid *guid,
                 CwTouch       touch,
                 gpointer      user_data)
{
  Update *update = user_data;
  g_autoptr (GArray) documents = NULL;

  if (update->failed || !(touch & CW_TOUCH_DELETE))
    return;
  documents = g_array_new (FALSE, FALSE, sizeof (CwGuid));
  update->failed = !fill_guids (update->database,
                                "SELECT DISTINCT document FROM coding_cases UNION "
                                "SELECT document FROM memberships WHERE kind <> 'whole'",
                                NULL, documents, update->error);
  for (guint i = 0; i < documents->len; i++)
    note_document (update, &g_array_index (documents, CwGuid, i));
}

static gboolean
redo_noted_documents (Update *update)
{
  GHashTableIter iter;
  gpointer document;
  gpointer stretches;

  g_hash_table_iter_init (&iter, update->documents);
  while (g_hash_table_iter_next (&iter, &document, &stretches))
    if (stretches == NULL && !redo_document (update->database, document, update->error))
      return FALSE;
  return TRUE;
}

static void
free_stretches (gpointer stretches)
{
  if (stretches != NULL)
    g_array_unref (stretches);
}

/*
 * cw_coding_cases_update:
 * Brings the cases of codings up to date with what a change touched.
 */
gboolean
cw_coding_cases_update (CwDatabase      *database,
                        const CwTouched *touched,
                        GError         **error)
{
  g_autoptr (GHashTable) documents = g_hash_table_new_full (cw_guid_hash, cw_guid_equal, g_free,
                                                            free_stretches);
  Update update = { .database = database, .documents = documents, .error = error };
  gint64 in_use;

  if (!cw_database_get_int (database,
                            "SELECT EXISTS (SELECT 1 FROM memberships WHERE kind <> 'whole') OR "
                            "EXISTS (SELECT 1 FROM coding_cases)",
                            NULL, 0, &in_use, error))
    return FALSE;
  if (!in_use)
    return TRUE;
  cw_touched_foreach (touched, "documents", note_document_cb, &update);
  cw_touched_foreach (touched, "memberships", note_row_cb, &update);
  cw_touched_foreach (touched, "memberships", note_deleted_cb, &update);
  cw_touched_foreach (touched, "speakers", note_row_cb, &update);
  cw_touched_foreach (touched, "text_revisions", note_row_cb, &update);
  cw_touched_foreach (touched, "codings", redo_coding_cb, &update);
  return !update.failed && redo_noted_documents (&update);
}

/*
 * cw_coding_cases_rebuild:
 * Makes the cases of codings anew.
 */
gboolean
cw_coding_cases_rebuild (CwDatabase *database,
                         GError    **error)
{
  g_autoptr (GArray) documents = g_array_new (FALSE, FALSE, sizeof (CwGuid));

  if (!cw_database_run (database, "DELETE FROM coding_cases", NULL, error)
      || !fill_guids (database, "SELECT DISTINCT document FROM memberships WHERE kind <> 'whole'",
                      NULL, documents, error))
    return FALSE;
  for (guint i = 0; i < documents->len; i++)
    if (!foreach_pair_of_document (database, &g_array_index (documents, CwGuid, i), insert_pair,
                                   NULL, error))
      return FALSE;
  return TRUE;
}

typedef struct
{
  gint64 n_expected;
  gint64 n_missing;
} Comparison;

static gboolean
compare_pair (CwDatabase   *database,
              const CwGuid *case_guid,
              CwStatement  *coding,
              gpointer      user_data,
              GError      **error)
{
  Comparison *comparison = user_data;
  CwGuid guid;
  CwGuid code;
  gint64 known;

  if (!cw_statement_guid (coding, 0, &guid) || !cw_statement_guid (coding, 1, &code)
      || !cw_database_get_int (
        database,
        "SELECT count (*) FROM coding_cases WHERE case_guid = ?1 AND code = ?2 AND coding = ?3",
        CW_BIND (cw_guid_value (case_guid), cw_guid_value (&code), cw_guid_value (&guid)), 0,
        &known, error))
    return FALSE;
  comparison->n_expected++;
  comparison->n_missing += known == 0;
  return TRUE;
}

/*
 * cw_coding_cases_check:
 * Whether the table is what it would be if made anew.
 */
gboolean
cw_coding_cases_check (CwDatabase *database,
                       GPtrArray  *problems,
                       GError    **error)
{
  g_autoptr (GArray) documents = g_array_new (FALSE, FALSE, sizeof (CwGuid));
  Comparison comparison = { 0, 0 };
  gint64 n_rows;

  if (!cw_database_get_int (database, "SELECT count (*) FROM coding_cases", NULL, 0, &n_rows, error)
      || !fill_guids (database, "SELECT DISTINCT document FROM memberships WHERE kind <> 'whole'",
                      NULL, documents, error))
    return FALSE;
  for (guint i = 0; i < documents->len; i++)
    if (!foreach_pair_of_document (database, &g_array_index (documents, CwGuid, i), compare_pair,
                                   &comparison, error))
      return FALSE;
  if (comparison.n_missing > 0 || n_rows != comparison.n_expected)
    g_ptr_array_add (problems,
                     g_strdup_printf ("cases of codings: %" G_GINT64_FORMAT
                                      " are missing, %" G_GINT64_FORMAT " too many",
                                      comparison.n_missing,
                                      n_rows - (comparison.n_expected - comparison.n_missing)));
  return TRUE;
}
