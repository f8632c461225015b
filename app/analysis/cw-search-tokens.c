/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-search-tokens-private.h"

#include "cw-error.h"
#include "cw-utf8.h"

#include <sqlite3.h>
#include <string.h>

struct _CwTokenWalker
{
  fts5_tokenizer tokenizer;
  Fts5Tokenizer *instance;
};

/* Hits come sorted by their first token: those before @open have ended, those from
 * @coming on have not begun. */
typedef struct
{
  CwTokenHit *hits;
  guint n_hits;
  guint open;
  guint coming;
  guint32 token;      /* the next */
  guint32 last_token; /* after it nothing is wanted */
  const char *text;
  const char *at; /* up to where @position counts */
  guint32 position;
} Walk;

/* The function of the index: its hits in this row, as pairs of guint32: the first and
 * the last token of each. */
static void
tokens_function (const Fts5ExtensionApi *api,
                 Fts5Context            *context,
                 sqlite3_context        *result,
                 int                     n_values,
                 sqlite3_value         **values)
{
  int n_hits = 0;
  int code = api->xInstCount (context, &n_hits);
  guint32 *pairs;

  if (code != SQLITE_OK || n_hits <= 0)
    {
      if (code != SQLITE_OK)
        sqlite3_result_error_code (result, code);
      return;
    }

  pairs = g_new (guint32, (gsize) n_hits * 2);
  for (int i = 0; i < n_hits && code == SQLITE_OK; i++)
    {
      int phrase;
      int column;
      int token;

      code = api->xInst (context, i, &phrase, &column, &token);
      if (code == SQLITE_OK)
        {
          pairs[2 * i] = (guint32) token;
          pairs[2 * i + 1] = (guint32) (token + MAX (api->xPhraseSize (context, phrase), 1) - 1);
        }
    }
  if (code == SQLITE_OK)
    sqlite3_result_blob64 (result, pairs, (sqlite3_uint64) n_hits * 2 * sizeof *pairs, g_free);
  else
    {
      g_free (pairs);
      sqlite3_result_error_code (result, code);
    }
}

static fts5_api *
find_api (sqlite3 *handle)
{
  sqlite3_stmt *statement = NULL;
  fts5_api *api = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT fts5 (?1)", -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
    }
  sqlite3_finalize (statement);
  return api != NULL && api->iVersion >= 2 ? api : NULL;
}

/* A connection keeps its functions: whether a query with this one can be prepared
 * tells whether it is there. */
static gboolean
has_function (sqlite3 *handle)
{
  sqlite3_stmt *statement = NULL;
  gboolean known = sqlite3_prepare_v2 (handle,
                                       "SELECT " CW_SEARCH_TOKENS " (full_text) FROM full_text"
                                       " WHERE full_text MATCH 'x'",
                                       -1, &statement, NULL)
                   == SQLITE_OK;

  sqlite3_finalize (statement);
  return known;
}

/* The tokenizer that the schema names. */
static gboolean
make_tokenizer (CwTokenWalker *self,
                fts5_api      *api)
{
  const char *arguments[] = { "remove_diacritics", "2" };
  void *module = NULL;

  return api->xFindTokenizer (api, "unicode61", &module, &self->tokenizer) == SQLITE_OK
         && self->tokenizer.xCreate (module, arguments, G_N_ELEMENTS (arguments), &self->instance)
              == SQLITE_OK;
}

/* cw_token_walker_new: makes the function and the tokenizer ready on a connection. */
CwTokenWalker *
cw_token_walker_new (CwDatabase *database,
                     GError    **error)
{
  sqlite3 *handle = cw_database_get_handle (database);
  fts5_api *api = find_api (handle);
  g_autoptr (CwTokenWalker) self = g_new0 (CwTokenWalker, 1);

  if (api == NULL || !make_tokenizer (self, api)
      || (!has_function (handle)
          && api->xCreateFunction (api, CW_SEARCH_TOKENS, NULL, tokens_function, NULL)
               != SQLITE_OK))
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_FAILED,
                           "searching: this SQLite does not let its full-text index be asked for "
                           "positions");
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* cw_token_walker_free: frees it; the connection keeps the function. */
void
cw_token_walker_free (CwTokenWalker *self)
{
  if (self == NULL)
    return;
  if (self->instance != NULL)
    self->tokenizer.xDelete (self->instance);
  g_free (self);
}

static guint32
position_of (Walk *walk,
             int   byte)
{
  const char *to = walk->text + byte;

  if (to > walk->at)
    {
      walk->position += (guint32) cw_utf8_length (walk->at, (gsize) (to - walk->at));
      walk->at = to;
    }
  return walk->position;
}

/* Called for each token of the paragraph, in order. */
static int
token_cb (void       *data,
          int         flags,
          const char *folded,
          int         n_folded,
          int         start,
          int         end)
{
  Walk *walk = data;
  guint32 token;

  if (flags & FTS5_TOKEN_COLOCATED)
    return SQLITE_OK;
  token = walk->token++;
  if (token > walk->last_token)
    return SQLITE_DONE;
  while (walk->coming < walk->n_hits && walk->hits[walk->coming].first <= token)
    walk->hits[walk->coming++].start = position_of (walk, start);
  for (guint i = walk->open; i < walk->coming; i++)
    if (walk->hits[i].last == token)
      walk->hits[i].end = position_of (walk, end);
  while (walk->open < walk->coming && walk->hits[walk->open].last <= token)
    walk->open++;
  return SQLITE_OK;
}

/* cw_token_walker_place: fills in where hits, sorted by their first token, stand. One
 * whose tokens are not there, in an index that is not of this text, is left empty. */
gboolean
cw_token_walker_place (CwTokenWalker *self,
                       const char    *paragraph,
                       gsize          n_bytes,
                       CwTokenHit    *hits,
                       guint          n_hits,
                       GError       **error)
{
  Walk walk = { .hits = hits, .n_hits = n_hits, .text = paragraph, .at = paragraph };
  int code;

  for (guint i = 0; i < n_hits; i++)
    {
      hits[i].start = hits[i].end = 0;
      walk.last_token = MAX (walk.last_token, hits[i].last);
    }
  code = self->tokenizer.xTokenize (self->instance, &walk, FTS5_TOKENIZE_DOCUMENT, paragraph,
                                    (int) MIN (n_bytes, G_MAXINT), token_cb);
  if (code == SQLITE_OK || code == SQLITE_DONE)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "searching: a text cannot be read (%s)",
               sqlite3_errstr (code));
  return FALSE;
}
