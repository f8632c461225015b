/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint-file: sql: names of tables and columns, which are ours and cannot be bound */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-dump-private.h"

#include "cw-path.h"
#include "cw-rows-private.h"

#include <string.h>

/* What tells the rows of a table apart without their GUIDs. Tables that nothing
 * refers to need none: their columns say it all. */
static const struct
{
  const char *table;
  const char *columns[14];
} keys[] = {
  { "project", { "title" } },
  { "coders", { "name" } },
  { "research_questions", { "parent", "wording" } },
  { "propositions", { "wording" } },
  { "documents", { "name" } },
  { "case_types", { "name" } },
  { "cases", { "parent", "name" } },
  { "speakers", { "document", "label" } },
  { "respondents", { "label" } },
  { "attributes", { "owner", "name" } },
  { "attribute_choices", { "attribute", "label" } },
  { "codes", { "parent", "name" } },
  { "code_sets", { "name" } },
  { "passages",
    { "document", "coder", "kind", "start", "end", "page", "x", "y", "width", "height", "begin_ms",
      "end_ms" } },
  { "rounds", { "name" } },
  { "codings", { "passage", "code", "coder", "round" } },
  { "link_types", { "name" } },
  { "findings", { "claim" } },
  { "memos", { "title", "coder", "body" } },
  { "exercises", { "name" } },
};

/* Longer texts stand in a key as their hash. */
#define LONGEST_TEXT 200
#define DEEPEST 100

struct _CwDumpKeys
{
  CwDatabase *database;
  GHashTable *tables; /* name -> CwDumpTable */
  GHashTable *known;  /* CwGuid -> JSON */
  guint depth;
};

static void
clear_column_cb (gpointer data)
{
  CwDumpColumn *column = data;

  g_free (column->name);
  g_free (column->target);
}

static void
free_table_cb (gpointer data)
{
  cw_dump_table_free (data);
}

static gboolean
is_time_of_writing (const char *column)
{
  static const char *const times[] = {
    "created", "modified", "opened", "closed", "started", "finished", NULL,
  };

  return g_strv_contains (times, column);
}

/*
 * cw_dump_table_new:
 * Reads a table's columns off the schema, without times of writing.
 */
CwDumpTable *
cw_dump_table_new (CwDatabase *database,
                   const char *name,
                   GError    **error)
{
  g_autoptr (CwDumpTable) table = g_new0 (CwDumpTable, 1);
  g_autoptr (GError) failure = NULL;
  g_autoptr (CwStatement) rows = NULL;

  table->name = g_strdup (name);
  table->columns = g_array_new (FALSE, FALSE, sizeof (CwDumpColumn));
  g_array_set_clear_func (table->columns, clear_column_cb);
  rows = cw_database_query (database,
                            "SELECT c.name, k.\"table\" FROM pragma_table_info (?1) c "
                            "LEFT JOIN pragma_foreign_key_list (?1) k ON k.\"from\" = c.name "
                            "ORDER BY c.cid",
                            CW_BIND (cw_text_value (name)), error);
  if (rows == NULL)
    return NULL;
  while (cw_statement_next (rows, &failure))
    {
      CwDumpColumn column = { 0 };

      if (is_time_of_writing (cw_statement_text (rows, 0)))
        continue;
      column.name = cw_statement_dup_text (rows, 0);
      column.target = cw_statement_dup_text (rows, 1);
      g_array_append_val (table->columns, column);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&table);
}

/*
 * cw_dump_table_free:
 * Frees what is known of a table.
 */
void
cw_dump_table_free (CwDumpTable *table)
{
  if (table == NULL)
    return;
  g_free (table->name);
  g_array_unref (table->columns);
  g_free (table);
}

/*
 * cw_dump_append_text:
 * Appends a JSON string; bytes that are no UTF-8 as U+FFFD.
 */
void
cw_dump_append_text (GString    *json,
                     const char *text)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (json, "\\%c", *p);
      else if (*p == '\n')
        g_string_append (json, "\\n");
      else if ((guchar) *p < 0x20 || *p == 0x7f)
        g_string_append_printf (json, "\\u%04x", (guint) (guchar) *p);
      else
        g_string_append_c (json, *p);
    }
  g_string_append_c (json, '"');
}

static void
append_bytes (GString      *json,
              const guint8 *bytes,
              gsize         length)
{
  CwGuid guid;

  g_string_append_c (json, '"');
  if (length == sizeof guid)
    {
      char written[CW_GUID_STRING_LENGTH + 1];

      memcpy (&guid, bytes, sizeof guid);
      cw_guid_write (&guid, written);
      g_string_append (json, written);
    }
  else
    {
      for (gsize i = 0; i < length; i++)
        g_string_append_printf (json, "%02x", bytes[i]);
    }
  g_string_append_c (json, '"');
}

static void
append_number (GString *json,
               double   number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }
  g_string_append (json, buffer);
}

/*
 * cw_dump_append_value:
 * Appends a row's value as JSON: a GUID in its written form, other bytes in
 * hexadecimal.
 */
void
cw_dump_append_value (GString     *json,
                      CwStatement *row,
                      int          column)
{
  gconstpointer bytes;
  gsize length = 0;

  switch (cw_statement_type (row, column))
    {
    case CW_VALUE_INT:
      g_string_append_printf (json, "%" G_GINT64_FORMAT, cw_statement_int (row, column));
      break;
    case CW_VALUE_DOUBLE:
      append_number (json, cw_statement_double (row, column));
      break;
    case CW_VALUE_TEXT:
      cw_dump_append_text (json, cw_statement_text (row, column));
      break;
    case CW_VALUE_BLOB:
      bytes = cw_statement_blob (row, column, &length);
      append_bytes (json, bytes, bytes != NULL ? length : 0);
      break;
    case CW_VALUE_NULL:
    case CW_VALUE_END:
    default:
      g_string_append (json, "null");
      break;
    }
}

static const char *const *
key_columns (const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (keys[i].table, table))
      return keys[i].columns;
  return NULL;
}

/*
 * cw_dump_keys_has:
 * Whether rows of a table have something to be told apart by.
 */
gboolean
cw_dump_keys_has (const char *table)
{
  return key_columns (table) != NULL;
}

/*
 * cw_dump_keys_new:
 * Makes keys for the rows of a database as it stands.
 */
CwDumpKeys *
cw_dump_keys_new (CwDatabase *database)
{
  CwDumpKeys *self = g_new0 (CwDumpKeys, 1);

  self->database = database;
  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_table_cb);
  self->known = g_hash_table_new_full (cw_guid_hash, cw_guid_equal, g_free, g_free);
  return self;
}

/*
 * cw_dump_keys_free:
 * Frees the keys.
 */
void
cw_dump_keys_free (CwDumpKeys *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->tables);
  g_hash_table_unref (self->known);
  g_free (self);
}

static const CwDumpTable *
look_up_table (CwDumpKeys *self,
               const char *name,
               GError    **error)
{
  CwDumpTable *table = g_hash_table_lookup (self->tables, name);

  if (table == NULL)
    {
      table = cw_dump_table_new (self->database, name, error);
      if (table != NULL)
        g_hash_table_insert (self->tables, table->name, table);
    }
  return table;
}

static const char *
target_of (const CwDumpTable *table,
           const char        *column)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CwDumpColumn *candidate = &g_array_index (table->columns, CwDumpColumn, i);

      if (g_str_equal (candidate->name, column))
        return candidate->target;
    }
  return NULL;
}

/* One part of a key: what a column holds, or the key of what it refers to. */
static gboolean
append_part (CwDumpKeys  *self,
             const char  *target,
             CwStatement *row,
             int          column,
             GString     *json,
             GError     **error)
{
  const char *text;
  CwGuid guid;

  if (target != NULL && cw_statement_guid (row, column, &guid))
    return cw_dump_keys_append (self, target, &guid, json, error);
  text = cw_statement_type (row, column) == CW_VALUE_TEXT ? cw_statement_text (row, column) : NULL;
  if (text != NULL && strlen (text) > LONGEST_TEXT)
    {
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

      cw_dump_append_text (json, hash);
      return TRUE;
    }
  cw_dump_append_value (json, row, column);
  return TRUE;
}

/* A path, for the two tables that have paths. */
static gboolean
append_path (CwDumpKeys  *self,
             const char  *table,
             CwStatement *row,
             GString     *json,
             GError     **error)
{
  g_autofree char *name = cw_path_escape (cw_text_or_empty (cw_statement_text (row, 1)));
  g_autoptr (GString) above = g_string_new (NULL);
  g_autoptr (GString) own = g_string_new (NULL);
  CwGuid parent;

  cw_dump_append_text (own, name);
  if (cw_statement_guid (row, 0, &parent))
    {
      if (!cw_dump_keys_append (self, table, &parent, above, error))
        return FALSE;
      /* "A" and "B" give "A/B". */
      g_string_truncate (above, above->len - 1);
      g_string_append_c (above, '/');
      g_string_append (above, own->str + 1);
      g_string_append (json, above->str);
      return TRUE;
    }
  g_string_append (json, own->str);
  return TRUE;
}

static gboolean
append_parts (CwDumpKeys        *self,
              const CwDumpTable *table,
              const char *const *columns,
              CwStatement       *row,
              GString           *json,
              GError           **error)
{
  int n = 0;

  while (columns[n] != NULL && n < 13)
    n++;
  if (n == 1)
    return append_part (self, target_of (table, columns[0]), row, 0, json, error);
  while (n > 1 && cw_statement_is_null (row, n - 1))
    n--;
  g_string_append_c (json, '[');
  for (int i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      if (!append_part (self, target_of (table, columns[i]), row, i, json, error))
        return FALSE;
    }
  g_string_append_c (json, ']');
  return TRUE;
}

static gboolean
make_key (CwDumpKeys        *self,
          const CwDumpTable *table,
          const char *const *columns,
          const CwGuid      *guid,
          GString           *json,
          GError           **error)
{
  g_autofree char *list = g_strjoinv (", ", (char **) columns);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE guid = ?1", list, table->name);
  g_autoptr (CwStatement) row = NULL;

  if (!cw_rows_first (self->database, sql, CW_BIND (cw_guid_value (guid)), &row, error))
    return FALSE;
  if (row == NULL)
    {
      g_string_append (json, "\"?\"");
      return TRUE;
    }
  if (g_str_equal (table->name, "codes") || g_str_equal (table->name, "cases"))
    return append_path (self, table->name, row, json, error);
  return append_parts (self, table, columns, row, json, error);
}

/*
 * cw_dump_keys_append:
 * Appends, as JSON, what stands for the row @guid of @table: a name, a path, or a
 * list of what tells it apart; the GUID itself for a table that has nothing.
 */
gboolean
cw_dump_keys_append (CwDumpKeys   *self,
                     const char   *table,
                     const CwGuid *guid,
                     GString      *json,
                     GError      **error)
{
  const char *known = g_hash_table_lookup (self->known, guid);
  const char *const *columns = key_columns (table);
  g_autoptr (GString) key = g_string_new (NULL);
  const CwDumpTable *info;
  gboolean made;

  if (known != NULL)
    {
      g_string_append (json, known);
      return TRUE;
    }
  if (columns == NULL || self->depth > DEEPEST)
    {
      append_bytes (json, guid->bytes, sizeof guid->bytes);
      return TRUE;
    }
  info = look_up_table (self, table, error);
  if (info == NULL)
    return FALSE;
  self->depth++;
  made = make_key (self, info, columns, guid, key, error);
  self->depth--;
  if (!made)
    return FALSE;
  g_string_append (json, key->str);
  g_hash_table_insert (self->known, cw_guid_copy (guid), g_strdup (key->str));
  return TRUE;
}
