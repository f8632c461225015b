/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-check.h"

#include "cw-blob.h"
#include "cw-changeset-private.h"
#include "cw-database-private.h"
#include "cw-full-text-private.h"
#include "cw-history-private.h"
#include "cw-rules-private.h"
#include "cw-schema-private.h"

#include <string.h>

static gboolean
add_rows (CwDatabase *database,
          const char *sql,
          const char *what,
          GPtrArray  *problems,
          GError    **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = cw_database_query (database, sql, NULL, error);

  if (rows == NULL)
    return FALSE;
  for (guint before = problems->len;
       problems->len < before + CW_CHECK_MOST_LINES && cw_statement_next (rows, &failure);)
    {
      const char *words = cw_statement_text (rows, 0);

      if (words != NULL && strcmp (words, "ok") != 0)
        g_ptr_array_add (problems, g_strdup_printf ("%s: %s", what, words));
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
check_blobs (CwDatabase *database,
             GPtrArray  *problems,
             GError    **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = cw_database_query (database, "SELECT hash, data FROM blobs", NULL,
                                                    error);

  if (rows == NULL)
    return FALSE;
  for (guint before = problems->len;
       problems->len < before + CW_CHECK_MOST_LINES && cw_statement_next (rows, &failure);)
    {
      gsize n_named;
      gsize length;
      gconstpointer named = cw_statement_blob (rows, 0, &n_named);
      gconstpointer data = cw_statement_blob (rows, 1, &length);
      CwHash hash;

      cw_hash_init (&hash, data != NULL ? data : "", length);
      if (n_named != sizeof hash || memcmp (named, &hash, sizeof hash) != 0)
        {
          g_autofree char *name = cw_hash_to_string (&hash);

          g_ptr_array_add (problems,
                           g_strdup_printf ("content: %.16s… is not what its name says", name));
        }
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Every text is valid UTF-8 of the stated length in code points, with \n line ends. */
static gboolean
check_texts (CwDatabase *database,
             GPtrArray  *problems,
             GError    **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = cw_database_query (
    database,
    "SELECT t.length, b.data, d.name FROM text_revisions AS t JOIN documents AS d ON d.guid = "
    "t.document JOIN blobs AS b ON b.hash = t.text",
    NULL, error);

  if (rows == NULL)
    return FALSE;
  for (guint before = problems->len;
       problems->len < before + CW_CHECK_MOST_LINES && cw_statement_next (rows, &failure);)
    {
      gsize n_bytes;
      const char *text = cw_statement_blob (rows, 1, &n_bytes);
      const char *name = cw_statement_text (rows, 2);

      if (n_bytes > 0 && !g_utf8_validate (text, (gssize) n_bytes, NULL))
        g_ptr_array_add (problems, g_strdup_printf ("text: “%s” is not valid UTF-8", name));
      else if (g_utf8_strlen (n_bytes > 0 ? text : "", (gssize) n_bytes)
               != cw_statement_int (rows, 0))
        g_ptr_array_add (problems, g_strdup_printf ("text: “%s” is not as long as stated", name));
      if (n_bytes > 0 && memchr (text, '\r', n_bytes) != NULL)
        g_ptr_array_add (problems,
                         g_strdup_printf ("text: “%s” has a carriage return in it", name));
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The numbers that speakers of a document have. */
static GHashTable *
list_speakers (CwDatabase   *database,
               const CwGuid *document,
               GError      **error)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                          NULL);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = cw_database_query (
    database, "SELECT number FROM speakers WHERE document = ?1", CW_BIND (cw_guid_value (document)),
    error);

  if (rows == NULL)
    return NULL;
  while (cw_statement_next (rows, &failure))
    {
      gint64 number = cw_statement_int (rows, 0);

      g_hash_table_add (numbers, g_memdup2 (&number, sizeof number));
    }
  if (failure == NULL)
    return g_steal_pointer (&numbers);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* What is wrong with the turns of a text, in words; NULL for nothing. */
static const char *
find_fault (const char *turns,
            gint64      length,
            GHashTable *speakers)
{
  gint64 last_end = 0;

  while (*turns != '\0')
    {
      gint64 numbers[5];

      for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
        {
          char *end;

          numbers[i] = g_ascii_strtoll (turns, &end, 10);
          if (end == turns || *end != (i + 1 < G_N_ELEMENTS (numbers) ? ' ' : '\n'))
            return "has turns that are not five numbers each";
          turns = end + 1;
        }
      /* Start, end, start of the talk, speaker, time. */
      if (numbers[0] < last_end || numbers[1] <= numbers[0] || numbers[1] > length
          || numbers[2] < numbers[0] || numbers[2] > numbers[1])
        return "has turns that overlap or lie outside its text";
      if (!g_hash_table_contains (speakers, &numbers[3]))
        return "has turns of a speaker who is not there";
      last_end = numbers[1];
    }
  return NULL;
}

/* Only the text in force has its turns; those of older versions may name speakers who
 * have gone since. */
static gboolean
check_turns (CwDatabase *database,
             GPtrArray  *problems,
             GError    **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = cw_database_query (
    database,
    "SELECT d.guid, d.name, t.turns, t.length FROM documents AS d JOIN text_revisions AS t "
    "ON t.document = d.guid AND t.number = d.text_revision WHERE t.turns <> ''",
    NULL, error);

  if (rows == NULL)
    return FALSE;
  for (guint before = problems->len;
       problems->len < before + CW_CHECK_MOST_LINES && cw_statement_next (rows, &failure);)
    {
      g_autoptr (GHashTable) speakers = NULL;
      const char *fault;
      CwGuid guid;

      if (!cw_statement_guid (rows, 0, &guid))
        continue;
      speakers = list_speakers (database, &guid, &failure);
      if (speakers == NULL)
        break;
      fault = find_fault (cw_statement_text (rows, 2), cw_statement_int (rows, 3), speakers);
      if (fault != NULL)
        g_ptr_array_add (problems,
                         g_strdup_printf ("turns: “%s” %s", cw_statement_text (rows, 1), fault));
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static const struct
{
  const char *what;
  const char *sql;
} stored[] = {
  { "content",
    "SELECT 'the text of “' || d.name || '” is missing' FROM text_revisions AS t JOIN documents AS "
    "d ON d.guid = t.document WHERE t.text NOT IN (SELECT hash FROM blobs)" },
  { "content",
    "SELECT 'the structure of “' || d.name || '” is missing' FROM text_revisions AS t JOIN "
    "documents AS d ON d.guid = t.document WHERE t.structure IS NOT NULL AND t.structure NOT IN "
    "(SELECT hash FROM blobs)" },
  { "content",
    "SELECT 'the original of “' || name || '” is missing' FROM documents WHERE original IS NOT "
    "NULL AND original NOT IN (SELECT hash FROM blobs)" },
  { "history",
    "SELECT 'change ' || h.seq || ' does not follow the one before it' FROM history AS h JOIN "
    "history AS p ON p.seq = h.seq - 1 WHERE instr (h.parents, p.id) = 0" },
  { "history",
    "SELECT 'change ' || seq || ' undoes a change that is not there' FROM history WHERE undoes IS "
    "NOT NULL AND undoes NOT IN (SELECT id FROM history)" },
  { "project",
    "SELECT 'it has ' || count (*) || ' title pages' FROM project HAVING count (*) <> 1" },
};

static gboolean
check_history (CwDatabase *database,
               GPtrArray  *problems,
               GError    **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = cw_database_query (
    database, "SELECT seq FROM history ORDER BY seq", NULL, error);

  if (rows == NULL)
    return FALSE;
  for (guint before = problems->len;
       problems->len < before + CW_CHECK_MOST_LINES && cw_statement_next (rows, &failure);)
    {
      gint64 seq = cw_statement_int (rows, 0);
      g_autoptr (GError) fault = NULL;
      g_autoptr (GBytes) changeset = cw_history_load_changeset (database, seq, &fault);
      g_autoptr (CwTouched) touched = changeset != NULL ? cw_changeset_touched (changeset, &fault)
                                                        : NULL;

      if (touched == NULL)
        g_ptr_array_add (problems, g_strdup_printf ("history: change %" G_GINT64_FORMAT ": %s", seq,
                                                    fault->message));
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * cw_check_run:
 * @database: a connection of this thread
 * @full: also every index, every byte of content, and the whole history
 * @cancellable: (nullable): stops it
 * @error: return location for an error: that the check could not be made
 *
 * Looks for anything in the project that is not as it should be.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): a line a problem; empty
 *   where all is well
 */
GPtrArray *
cw_check_run (CwDatabase   *database,
              gboolean      full,
              GCancellable *cancellable,
              GError      **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  gboolean done;

  g_return_val_if_fail (database != NULL, NULL);

  cw_database_set_cancellable (database, cancellable);
  done = add_rows (
    database,
    full ? "PRAGMA integrity_check (" G_STRINGIFY (CW_CHECK_MOST_LINES) ")"
         : "PRAGMA quick_check (" G_STRINGIFY (CW_CHECK_MOST_LINES) ")", "file", problems, error)
    && add_rows (database,
                 "SELECT \"table\" || ' refers to ' || parent || ' that is not there' FROM "
                 "pragma_foreign_key_check LIMIT " G_STRINGIFY (CW_CHECK_MOST_LINES), "references",
                                                                problems, error)
                 && cw_rules_check_all (database, problems, error)
                 && cw_full_text_check (database, full, problems, error);
  for (gsize i = 0; done && i < G_N_ELEMENTS (stored); i++)
    done = add_rows (database, stored[i].sql, stored[i].what, problems, error);
  if (done && full)
    done = check_blobs (database, problems, error) && check_texts (database, problems, error)
           && check_turns (database, problems, error) && check_history (database, problems, error);
  cw_database_set_cancellable (database, NULL);
  return done ? g_steal_pointer (&problems) : NULL;
}
