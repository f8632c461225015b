/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-guid.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * An SQLite connection and its statements, as the engine uses them.
 *
 * A CwDatabase belongs to the thread that opened it; every function asserts it.
 * Values are always bound, never formatted into SQL:
 *
 *   cw_database_run (db, "UPDATE codes SET name = ?2 WHERE guid = ?1",
 *                    CW_BIND (cw_guid_value (code), cw_text_value (name)), error)
 *
 * Rows:
 *
 *   g_autoptr (CwStatement) rows = cw_database_query (db, "SELECT …", CW_BIND (…), error);
 *   if (rows == NULL) return FALSE;
 *   while (cw_statement_next (rows, &failure)) …
 *
 * Statements are kept prepared and go back to the connection when freed.
 */

typedef struct _CwDatabase CwDatabase;
typedef struct _CwStatement CwStatement;

typedef enum
{
  CW_VALUE_END,
  CW_VALUE_NULL,
  CW_VALUE_INT,
  CW_VALUE_DOUBLE,
  CW_VALUE_TEXT,
  CW_VALUE_BLOB,
} CwValueType;

/* A value to bind; borrows what it points to until the call returns, or for a
 * query until the statement is freed. */
typedef struct
{
  CwValueType type;
  gint64 integer; /* or the blob's length */
  double real;
  const void *pointer;
} CwValue;

static inline CwValue
cw_null_value (void)
{
  return (CwValue) { .type = CW_VALUE_NULL };
}

static inline CwValue
cw_int_value (gint64 integer)
{
  return (CwValue) { .type = CW_VALUE_INT, .integer = integer };
}

static inline CwValue
cw_double_value (double real)
{
  return (CwValue) { .type = CW_VALUE_DOUBLE, .real = real };
}

/* NULL binds NULL. */
static inline CwValue
cw_text_value (const char *text)
{
  return (CwValue) { .type = text != NULL ? CW_VALUE_TEXT : CW_VALUE_NULL, .pointer = text };
}

static inline CwValue
cw_blob_value (gconstpointer data,
               gsize         length)
{
  return (CwValue) { .type = data != NULL ? CW_VALUE_BLOB : CW_VALUE_NULL,
                     .integer = (gint64) length,
                     .pointer = data };
}

/* NULL binds NULL. */
static inline CwValue
cw_guid_value (const CwGuid *guid)
{
  return cw_blob_value (guid, sizeof *guid);
}

#define CW_BIND(...) ((const CwValue[]) { __VA_ARGS__, { .type = CW_VALUE_END } })

CwStatement *cw_database_query           (CwDatabase    *database,
                                          const char    *sql,
                                          const CwValue *values,
                                          GError       **error);
gboolean     cw_database_run             (CwDatabase    *database,
                                          const char    *sql,
                                          const CwValue *values,
                                          GError       **error);
gboolean     cw_database_get_int         (CwDatabase    *database,
                                          const char    *sql,
                                          const CwValue *values,
                                          gint64         fallback,
                                          gint64        *out_value,
                                          GError       **error);
gboolean     cw_database_find_guid       (CwDatabase    *database,
                                          const char    *sql,
                                          const CwValue *values,
                                          gboolean      *out_found,
                                          CwGuid        *out_guid,
                                          GError       **error);
gboolean     cw_database_get_text        (CwDatabase    *database,
                                          const char    *sql,
                                          const CwValue *values,
                                          char         **out_text,
                                          GError       **error);
gint64       cw_database_n_changes       (CwDatabase    *database);
void         cw_database_set_cancellable (CwDatabase    *database,
                                          GCancellable  *cancellable);
gpointer     cw_database_get_handle      (CwDatabase    *database);

gboolean      cw_statement_next        (CwStatement *statement,
                                        GError     **error);
gint64        cw_statement_int         (CwStatement *statement,
                                        int          column);
double        cw_statement_double      (CwStatement *statement,
                                        int          column);
const char   *cw_statement_text        (CwStatement *statement,
                                        int          column);
char         *cw_statement_dup_text    (CwStatement *statement,
                                        int          column);
gconstpointer cw_statement_blob        (CwStatement *statement,
                                        int          column,
                                        gsize       *out_length);
gboolean      cw_statement_guid        (CwStatement *statement,
                                        int          column,
                                        CwGuid      *out_guid);
gboolean      cw_statement_is_null     (CwStatement *statement,
                                        int          column);
CwValueType   cw_statement_type        (CwStatement *statement,
                                        int          column);
int           cw_statement_n_columns   (CwStatement *statement);
const char   *cw_statement_column_name (CwStatement *statement,
                                        int          column);
void          cw_statement_free        (CwStatement *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwStatement, cw_statement_free)

G_END_DECLS
