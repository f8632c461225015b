/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-full-text-private.h"

#include "cw-error.h"

#include <string.h>

/* rowid of a paragraph: the document's number, then its first position in 32 bits. */
#define ROWID(number, position) ((gint64) (number) << 32 | (gint64) (position))

static gint64
count_code_points (const char *text,
                   gsize       length)
{
  gint64 n = 0;

  for (gsize i = 0; i < length; i++)
    n += (text[i] & 0xc0) != 0x80;
  return n;
}

static gboolean
remove_document (CwDatabase   *database,
                 const CwGuid *document,
                 GError      **error)
{
  gint64 number;

  if (!cw_database_get_int (database, "SELECT number FROM indexed_documents WHERE document = ?1",
                            CW_BIND (cw_guid_value (document)), -1, &number, error))
    return FALSE;
  if (number < 0)
    return TRUE;
  return cw_database_run (
           database, "DELETE FROM full_text WHERE rowid >= ?1 AND rowid < ?2",
           CW_BIND (cw_int_value (ROWID (number, 0)), cw_int_value (ROWID (number + 1, 0))), error)
         && cw_database_run (database, "DELETE FROM indexed_documents WHERE number = ?1",
                             CW_BIND (cw_int_value (number)), error);
}

static gboolean
add_paragraphs (CwDatabase *database,
                gint64      number,
                const char *text,
                gsize       length,
                GError    **error)
{
  const char *end = text + length;
  gint64 position = 0;

  while (text < end)
    {
      const char *newline = memchr (text, '\n', (gsize) (end - text));
      gsize n = (gsize) ((newline != NULL ? newline : end) - text);

      /* Bound as text of n bytes without a copy: a blob cast by SQL would be one. */
      if (n > 0)
        {
          g_autoptr (CwStatement) insert = cw_database_query (
            database, "INSERT INTO full_text (rowid, body) VALUES (?1, ?2)",
            CW_BIND (cw_int_value (ROWID (number, position))), error);
          g_autoptr (GError) failure = NULL;

          if (insert == NULL)
            return FALSE;
          sqlite3_bind_text (insert->handle, 2, text, (int) n, SQLITE_STATIC);
          if (!cw_statement_next (insert, &failure) && failure != NULL)
            {
              g_propagate_error (error, g_steal_pointer (&failure));
              return FALSE;
            }
        }
      position += count_code_points (text, n) + 1;
      text += n + 1;
    }
  return TRUE;
}

static gboolean
add_document (CwDatabase   *database,
              const CwGuid *document,
              GError      **error)
{
  g_autoptr (CwStatement) row = NULL;
  g_autoptr (GError) failure = NULL;
  gconstpointer text;
  gsize length;
  gint64 number;

  if (!cw_database_run (
        database,
        "INSERT INTO indexed_documents (document, text) SELECT document, text FROM text_revisions "
        "JOIN documents ON documents.guid = document AND text_revision = number "
        "WHERE document = ?1",
        CW_BIND (cw_guid_value (document)), error))
    return FALSE;
  if (cw_database_n_changes (database) == 0)
    return TRUE;
  number = sqlite3_last_insert_rowid (database->handle);
  row = cw_database_query (
    database,
    "SELECT data FROM blobs WHERE hash = (SELECT text FROM indexed_documents WHERE number = ?1)",
    CW_BIND (cw_int_value (number)), error);
  if (row == NULL)
    return FALSE;
  if (!cw_statement_next (row, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
                     "%s: the text of a document is missing; restore a backup", database->name);
      return FALSE;
    }
  text = cw_statement_blob (row, 0, &length);
  return text == NULL || add_paragraphs (database, number, text, length, error);
}

/* Whether what is indexed of @document is what the document now says. */
static gboolean
is_current (CwDatabase   *database,
            const CwGuid *document,
            gboolean     *out_current,
            GError      **error)
{
  gint64 same;

  if (!cw_database_get_int (
        database,
        "SELECT (SELECT text FROM indexed_documents WHERE document = ?1) IS "
        "(SELECT text FROM text_revisions JOIN documents ON documents.guid = document "
        "AND text_revision = number WHERE document = ?1)",
        CW_BIND (cw_guid_value (document)), 0, &same, error))
    return FALSE;
  *out_current = same != 0;
  return TRUE;
}

typedef struct
{
  CwDatabase *database;
  GError **error;
  gboolean failed;
} Update;

static void
update_document_cb (const char   *table,
                    const CwGuid *guid,
                    CwTouch       touch,
                    gpointer      user_data)
{
  Update *update = user_data;
  gboolean current;

  if (update->failed)
    return;
  update->failed = !is_current (update->database, guid, &current, update->error)
                   || (!current
                       && (!remove_document (update->database, guid, update->error)
                           || !add_document (update->database, guid, update->error)));
}

/*
 * cw_full_text_update:
 * Indexes what documents say now, where a change touched them.
 */
gboolean
cw_full_text_update (CwDatabase      *database,
                     const CwTouched *touched,
                     GError         **error)
{
  Update update = { .database = database, .error = error };

  cw_touched_foreach (touched, "documents", update_document_cb, &update);
  return !update.failed;
}

/*
 * cw_full_text_rebuild:
 * Indexes every document anew.
 */
gboolean
cw_full_text_rebuild (CwDatabase *database,
                      GError    **error)
{
  g_autoptr (GArray) documents = g_array_new (FALSE, FALSE, sizeof (CwGuid));
  g_autoptr (CwStatement) rows = NULL;
  g_autoptr (GError) failure = NULL;
  CwGuid guid;

  if (!cw_database_run (database, "DELETE FROM full_text", NULL, error)
      || !cw_database_run (database, "DELETE FROM indexed_documents", NULL, error))
    return FALSE;
  rows = cw_database_query (database, "SELECT guid FROM documents ORDER BY guid", NULL, error);
  if (rows == NULL)
    return FALSE;
  while (cw_statement_next (rows, &failure))
    if (cw_statement_guid (rows, 0, &guid))
      g_array_append_val (documents, guid);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  for (guint i = 0; i < documents->len; i++)
    if (!add_document (database, &g_array_index (documents, CwGuid, i), error))
      return FALSE;
  return TRUE;
}

/* Each indexed paragraph against the text that it was made from. */
static gboolean
check_paragraphs (CwDatabase *database,
                  GPtrArray  *problems,
                  GError    **error)
{
  gint64 n_wrong;

  if (!cw_database_get_int (
        database,
        "SELECT count (*) FROM indexed_documents AS i JOIN blobs ON hash = text "
        "WHERE replace (CAST (data AS TEXT), char (10), '') <> ifnull ((SELECT "
        "group_concat (body, '') FROM (SELECT body FROM full_text WHERE rowid >= i.number << 32 "
        "AND rowid < (i.number + 1) << 32 ORDER BY rowid)), '')",
        NULL, 0, &n_wrong, error))
    return FALSE;
  if (n_wrong > 0)
    g_ptr_array_add (problems,
                     g_strdup_printf ("search index: documents indexed with words that they do "
                                      "not say: %" G_GINT64_FORMAT,
                                      n_wrong));
  return TRUE;
}

/* FTS5's own comparison of its index with what was indexed. It is asked for by a
 * statement that counts as writing, and writes nothing; where even that is not
 * allowed (read-only media, somebody writing just now) it is left out. */
static gboolean
check_index (CwDatabase *database,
             GPtrArray  *problems,
             GError    **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 query_only;

  if (!cw_database_get_int (database, "PRAGMA query_only", NULL, 0, &query_only, error)
      || !cw_database_script (database, "PRAGMA query_only = OFF", error))
    return FALSE;
  if (!cw_database_run (database,
                        "INSERT INTO full_text (full_text, rank) VALUES ('integrity-check', 0)",
                        NULL, &failure)
      && g_error_matches (failure, CW_ERROR, CW_ERROR_DAMAGED))
    g_ptr_array_add (problems, g_strdup ("search index: it does not fit what was indexed"));
  return query_only == 0 || cw_database_script (database, "PRAGMA query_only = ON", error);
}

/*
 * cw_full_text_check:
 * Whether the index covers what the documents say; @full compares every word.
 */
gboolean
cw_full_text_check (CwDatabase *database,
                    gboolean    full,
                    GPtrArray  *problems,
                    GError    **error)
{
  gint64 n_wrong;

  if (
    !cw_database_get_int (
      database,
      "SELECT (SELECT count (*) FROM documents JOIN text_revisions AS t ON t.document = "
      "documents.guid AND t.number = text_revision LEFT JOIN indexed_documents AS i ON i.document "
      "= documents.guid AND i.text = t.text WHERE i.number IS NULL) + (SELECT count (*) FROM "
      "indexed_documents WHERE document NOT IN (SELECT guid FROM documents))",
      NULL, 0, &n_wrong, error))
    return FALSE;
  if (n_wrong > 0)
    g_ptr_array_add (
      problems, g_strdup_printf (
                  "search index: documents not indexed as they are: %" G_GINT64_FORMAT, n_wrong));
  return !full
         || (check_paragraphs (database, problems, error)
             && check_index (database, problems, error));
}
