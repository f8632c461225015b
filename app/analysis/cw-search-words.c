/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-search-private.h"

#include "cw-search-tokens-private.h"

#include <string.h>

/* Few documents are searched one by one. */
#define MAX_WANTED_DOCUMENTS 16

/* A hit as the index gives it: which tokens of which paragraph. */
typedef struct
{
  guint32 document;
  guint32 paragraph; /* its first position */
  guint32 first;
  guint32 last;
} IndexHit;

/* A document's number in the index -> its place in the study, from 1. */
static GHashTable *
load_numbers (CwSearch *self,
              GError  **error)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (CwStatement) rows = NULL;
  GError *failure = NULL;

  rows = cw_database_query (self->study->database, "SELECT number, document FROM indexed_documents",
                            NULL, error);
  if (rows == NULL)
    return NULL;
  while (cw_statement_next (rows, &failure))
    {
      gsize length;
      guint32 document = cw_guid_map_lookup (&self->study->document_map,
                                             cw_statement_blob (rows, 1, &length));

      if (document != CW_GUID_MAP_NONE && self->documents[document])
        g_hash_table_insert (numbers, GSIZE_TO_POINTER ((gsize) cw_statement_int (rows, 0)),
                             GUINT_TO_POINTER (document + 1));
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&numbers);
}

static void
take_paragraph (CwStatement *row,
                guint32      document,
                guint32      paragraph,
                GArray      *hits)
{
  gsize length;
  const char *pairs = cw_statement_blob (row, 1, &length);

  for (gsize i = 0; pairs != NULL && i + 2 * sizeof (guint32) <= length; i += 2 * sizeof (guint32))
    {
      IndexHit hit = { .document = document, .paragraph = paragraph };

      memcpy (&hit.first, pairs + i, sizeof hit.first);
      memcpy (&hit.last, pairs + i + sizeof hit.first, sizeof hit.last);
      g_array_append_val (hits, hit);
    }
}

static gboolean
find_in_rows (CwSearch   *self,
              GHashTable *numbers,
              const char *match,
              gint64      first_row,
              gint64      last_row,
              GArray     *hits,
              GError    **error)
{
  g_autoptr (CwStatement) rows = NULL;
  GError *failure = NULL;
  gint64 number = -1;
  guint document = 0;

  rows = cw_database_query (
    self->study->database,
    "SELECT rowid, " CW_SEARCH_TOKENS " (full_text) FROM full_text"
    " WHERE full_text MATCH ?1 AND rowid BETWEEN ?2 AND ?3",
    CW_BIND (cw_text_value (match), cw_int_value (first_row), cw_int_value (last_row)), error);
  if (rows == NULL)
    return FALSE;
  while (cw_statement_next (rows, &failure))
    {
      gint64 rowid = cw_statement_int (rows, 0);

      if (rowid >> 32 != number)
        {
          number = rowid >> 32;
          document = GPOINTER_TO_UINT (
            g_hash_table_lookup (numbers, GSIZE_TO_POINTER ((gsize) number)));
        }
      if (document > 0)
        take_paragraph (rows, document - 1, (guint32) (rowid & G_MAXUINT32), hits);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
find_all (CwSearch   *self,
          const char *match,
          GArray     *hits,
          GError    **error)
{
  g_autoptr (GHashTable) numbers = load_numbers (self, error);
  GHashTableIter iter;
  gpointer key;

  if (numbers == NULL)
    return FALSE;
  if (g_hash_table_size (numbers) > MAX_WANTED_DOCUMENTS
      || self->n_documents == self->study->documents->len)
    return find_in_rows (self, numbers, match, 0, G_MAXINT64, hits, error);

  g_hash_table_iter_init (&iter, numbers);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint64 number = (gint64) GPOINTER_TO_SIZE (key);

      if (!find_in_rows (self, numbers, match, number << 32, ((number + 1) << 32) - 1, hits, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_hits (gconstpointer a,
              gconstpointer b)
{
  const IndexHit *first = a;
  const IndexHit *second = b;

  if (first->document != second->document)
    return first->document < second->document ? -1 : 1;
  if (first->paragraph != second->paragraph)
    return first->paragraph < second->paragraph ? -1 : 1;
  if (first->first != second->first)
    return first->first < second->first ? -1 : 1;
  return first->last < second->last ? -1 : first->last > second->last;
}

/* Mostly they are sorted already. */
static void
sort_hits (GArray *hits)
{
  for (guint i = 1; i < hits->len; i++)
    if (compare_hits (&g_array_index (hits, IndexHit, i - 1), &g_array_index (hits, IndexHit, i))
        > 0)
      {
        g_array_sort (hits, compare_hits);
        return;
      }
}

/* Hands out the hits of one paragraph. Where two parts of the query find the same, it
 * is one hit. */
static gboolean
emit_paragraph (CwSearch       *self,
                CwTokenWalker  *walker,
                const IndexHit *hits,
                guint           n_hits,
                GArray         *placed,
                GError        **error)
{
  const CwStudyText *text = self->text;
  const char *paragraph;
  const char *end;
  gsize left;

  if (!cw_search_open (self, hits->document, error))
    return FALSE;
  paragraph = text->bytes + cw_utf8_index_to_byte (text->index, hits->paragraph);
  left = (gsize) (text->bytes + text->n_bytes - paragraph);
  end = left > 0 ? memchr (paragraph, '\n', left) : NULL;

  g_array_set_size (placed, 0);
  for (guint i = 0; i < n_hits; i++)
    {
      CwTokenHit hit = { .first = hits[i].first, .last = hits[i].last };

      if (i == 0 || compare_hits (&hits[i - 1], &hits[i]) != 0)
        g_array_append_val (placed, hit);
    }
  if (!cw_token_walker_place (walker, paragraph, end != NULL ? (gsize) (end - paragraph) : left,
                              &g_array_index (placed, CwTokenHit, 0), placed->len, error))
    return FALSE;

  for (guint i = 0; i < placed->len; i++)
    {
      const CwTokenHit *hit = &g_array_index (placed, CwTokenHit, i);
      CwFound found = { hits->document, hits->paragraph + hit->start, hits->paragraph + hit->end };

      if (hit->end > hit->start && !cw_search_emit (self, &found, error))
        return FALSE;
    }
  return TRUE;
}

/* cw_search_words: asks the full-text index, then looks in the texts where its tokens
 * stand. */
gboolean
cw_search_words (CwSearch *self,
                 GError  **error)
{
  g_autofree char *match = cw_search_to_match (self->question->query, error);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (IndexHit));
  g_autoptr (GArray) placed = g_array_new (FALSE, FALSE, sizeof (CwTokenHit));
  g_autoptr (CwTokenWalker) walker = NULL;

  if (match == NULL)
    return FALSE;
  walker = cw_token_walker_new (self->study->database, error);
  if (walker == NULL || !find_all (self, match, hits, error))
    return FALSE;

  sort_hits (hits);
  for (guint i = 0; i < hits->len;)
    {
      const IndexHit *first = &g_array_index (hits, IndexHit, i);
      guint n = 1;

      while (i + n < hits->len && first[n].document == first->document
             && first[n].paragraph == first->paragraph)
        n++;
      if (!emit_paragraph (self, walker, first, n, placed, error))
        return FALSE;
      i += n;
    }
  return TRUE;
}
