/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint-file: sql: names of tables and columns, which are ours and cannot be bound */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-dump.h"

#include "cw-dump-private.h"
#include "cw-rows-private.h"

#include <string.h>

#define FLUSH_AT (64 * 1024)

typedef struct
{
  CwDatabase *database;
  CwDumpKeys *keys; /* NULL: GUIDs as they are */
  GPtrArray *lines; /* NULL: written at once, as they are in order already */
  GString *buffer;
  GOutputStream *stream;
  GCancellable *cancellable;
} Dump;

static gboolean
flush (Dump    *dump,
       GError **error)
{
  gboolean written = g_output_stream_write_all (dump->stream, dump->buffer->str, dump->buffer->len,
                                                NULL, dump->cancellable, error);

  g_string_truncate (dump->buffer, 0);
  return written;
}

/* Every tracked table has a guid, and nothing else has. */
static GPtrArray *
list_tables (CwDatabase *database,
             GError    **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = cw_database_query (
    database,
    "SELECT t.name FROM sqlite_schema t JOIN pragma_table_info (t.name) c "
    "WHERE t.type = 'table' AND c.name = 'guid' AND c.pk = 1 ORDER BY t.name",
    NULL, error);

  if (rows == NULL)
    return NULL;
  while (cw_statement_next (rows, &failure))
    g_ptr_array_add (names, cw_statement_dup_text (rows, 0));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&names);
}

static gboolean
append_column (Dump               *dump,
               const CwDumpTable  *table,
               const CwDumpColumn *column,
               CwStatement        *row,
               int                 index,
               GError            **error)
{
  gboolean is_own = index == 0;
  const char *target = is_own ? table->name : column->target;
  CwGuid guid;

  if (dump->keys != NULL && is_own && !cw_dump_keys_has (table->name))
    return TRUE;
  g_string_append_c (dump->buffer, ',');
  cw_dump_append_text (dump->buffer, column->name);
  g_string_append_c (dump->buffer, ':');
  if (dump->keys != NULL && target != NULL && cw_statement_guid (row, index, &guid))
    return cw_dump_keys_append (dump->keys, target, &guid, dump->buffer, error);
  cw_dump_append_value (dump->buffer, row, index);
  return TRUE;
}

static gboolean
append_row (Dump              *dump,
            const CwDumpTable *table,
            CwStatement       *row,
            GError           **error)
{
  g_string_append (dump->buffer, "{\"table\":");
  cw_dump_append_text (dump->buffer, table->name);
  for (guint i = 0; i < table->columns->len; i++)
    if (!append_column (dump, table, &g_array_index (table->columns, CwDumpColumn, i), row, (int) i,
                        error))
      return FALSE;
  g_string_append (dump->buffer, "}\n");
  if (dump->lines != NULL)
    {
      g_ptr_array_add (dump->lines, g_strndup (dump->buffer->str, dump->buffer->len));
      g_string_truncate (dump->buffer, 0);
      return TRUE;
    }
  return dump->buffer->len < FLUSH_AT || flush (dump, error);
}

static gboolean
append_table (Dump       *dump,
              const char *name,
              GError    **error)
{
  g_autoptr (CwDumpTable) table = cw_dump_table_new (dump->database, name, error);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (CwStatement) rows = NULL;
  g_autoptr (GError) failure = NULL;

  if (table == NULL)
    return FALSE;
  for (guint i = 0; i < table->columns->len; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "",
                            g_array_index (table->columns, CwDumpColumn, i).name);
  g_string_append_printf (sql, " FROM %s ORDER BY guid", name);
  rows = cw_database_query (dump->database, sql->str, NULL, error);
  if (rows == NULL)
    return FALSE;
  while (cw_statement_next (rows, &failure))
    if (!append_row (dump, table, rows, error))
      return FALSE;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

static gint
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
write_all (Dump    *dump,
           GError **error)
{
  g_autoptr (GPtrArray) tables = list_tables (dump->database, error);

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    if (!append_table (dump, g_ptr_array_index (tables, i), error))
      return FALSE;
  if (tables == NULL)
    return FALSE;
  if (dump->lines != NULL)
    g_ptr_array_sort (dump->lines, compare_lines);
  for (guint i = 0; dump->lines != NULL && i < dump->lines->len; i++)
    {
      g_string_append (dump->buffer, g_ptr_array_index (dump->lines, i));
      if (dump->buffer->len >= FLUSH_AT && !flush (dump, error))
        return FALSE;
    }
  return flush (dump, error);
}

/**
 * cw_dump_write:
 * @database: a project's connection
 * @flags: how
 * @stream: where to write
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Writes the canonical text of what the project holds: a line for each row of each
 * tracked table, sorted, with bytes in hexadecimal, without times of writing. Texts,
 * originals and structures stand there by their hashes.
 *
 * Returns: whether all was written
 */
gboolean
cw_dump_write (CwDatabase    *database,
               CwDumpFlags    flags,
               GOutputStream *stream,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (CwDumpKeys) keys = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GString) buffer = g_string_new (NULL);
  Dump dump = { database, NULL, NULL, buffer, stream, cancellable };
  gboolean written;

  g_return_val_if_fail (database != NULL && G_IS_OUTPUT_STREAM (stream), FALSE);

  if (flags & CW_DUMP_NO_IDS)
    {
      dump.keys = keys = cw_dump_keys_new (database);
      dump.lines = lines = g_ptr_array_new_with_free_func (g_free);
    }
  /* All of one moment, also while somebody else writes. */
  if (!cw_database_run (database, "SAVEPOINT dump", NULL, error))
    return FALSE;
  written = write_all (&dump, error);
  return cw_database_run (database, "RELEASE dump", NULL, written ? error : NULL) && written;
}

/**
 * cw_dump_to_string:
 * @database: a project's connection
 * @flags: how
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what cw_dump_write() writes
 */
char *
cw_dump_to_string (CwDatabase *database,
                   CwDumpFlags flags,
                   GError    **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  g_return_val_if_fail (database != NULL, NULL);

  if (!cw_dump_write (database, flags, stream, NULL, error)
      || !g_output_stream_write_all (stream, "", 1, NULL, NULL, error)
      || !g_output_stream_close (stream, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}
