/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-pseudonym-table.h"

#include "cw-csv.h"
#include "cw-decode.h"
#include "cw-error.h"
#include "cw-reader.h"

#include <string.h>

typedef struct
{
  CwCsvReader *reader;
  const char *file_name;
  int name;
  int replacement;
  int match_case;  /* or -1 */
  int whole_words; /* or -1 */
} Columns;

static int
find_any (CwCsvReader       *reader,
          const char *const *names)
{
  int column = -1;

  for (; *names != NULL && column < 0; names++)
    column = cw_csv_reader_find_column (reader, *names);
  return column;
}

static gboolean
find_columns (Columns *columns,
              GError **error)
{
  static const char *const names[] = { "name", "Name", NULL };
  static const char *const replacements[] = { "replacement", "Replacement", NULL };
  static const char *const cases[] = { "case-sensitive", "case_sensitive", "case sensitive",
                                       "case",           "Case-sensitive", NULL };
  static const char *const words[] = { "whole-words", "whole_words", "whole words",
                                       "whole word",  "Whole words", NULL };

  columns->name = find_any (columns->reader, names);
  columns->replacement = find_any (columns->reader, replacements);
  columns->match_case = find_any (columns->reader, cases);
  columns->whole_words = find_any (columns->reader, words);
  if (columns->name >= 0 && columns->replacement >= 0)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_FORMAT,
               "%s: row 1: there is no column \"%s\"; the columns are name, replacement and, if "
               "wanted, case-sensitive and whole-words (yes or no), separated by commas",
               columns->file_name, columns->name < 0 ? "name" : "replacement");
  return FALSE;
}

/* Yes or no; what is empty or not there is as usual. */
static gboolean
read_switch (const Columns *columns,
             int            column,
             const char    *title,
             gboolean       usual,
             gboolean      *out_value,
             GError       **error)
{
  static const char *const yes[] = { "yes", "y", "true", "1", "x" };
  static const char *const no[] = { "no", "n", "false", "0" };
  g_autofree char *value = NULL;

  *out_value = usual;
  if (column < 0)
    return TRUE;
  value = g_ascii_strdown (cw_csv_reader_field (columns->reader, (guint) column), -1);
  g_strstrip (value);
  if (*value == '\0')
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    if (strcmp (value, yes[i]) == 0)
      {
        *out_value = TRUE;
        return TRUE;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    if (strcmp (value, no[i]) == 0)
      {
        *out_value = FALSE;
        return TRUE;
      }
  g_set_error (error, CW_ERROR, CW_ERROR_FORMAT,
               "%s: row %u, column %s: it is yes or no, not \"%s\"", columns->file_name,
               cw_csv_reader_row (columns->reader), title, value);
  return FALSE;
}

static gboolean
read_row (const Columns *columns,
          CwPseudonyms  *table,
          GError       **error)
{
  const char *name = cw_csv_reader_field (columns->reader, (guint) columns->name);
  const char *replacement = cw_csv_reader_field (columns->reader, (guint) columns->replacement);
  gboolean match_case;
  gboolean whole_words;

  if (!read_switch (columns, columns->match_case, "case-sensitive", FALSE, &match_case, error)
      || !read_switch (columns, columns->whole_words, "whole-words", TRUE, &whole_words, error))
    return FALSE;
  if (cw_pseudonyms_add (table, name, replacement, match_case, whole_words, error))
    return TRUE;
  g_prefix_error (error, "%s: row %u: ", columns->file_name, cw_csv_reader_row (columns->reader));
  return FALSE;
}

static CwPseudonyms *
read_table (const CwDecoded *decoded,
            const char      *file_name,
            GError         **error)
{
  g_autoptr (CwCsvReader) reader = NULL;
  g_autoptr (CwPseudonyms) table = cw_pseudonyms_new ();
  Columns columns = { NULL, file_name, -1, -1, -1, -1 };
  GError *failure = NULL;

  reader = columns.reader = cw_csv_reader_new (decoded->text, decoded->n_bytes, file_name);
  if (!cw_csv_reader_read_header (reader, error) || !find_columns (&columns, error))
    return NULL;
  while (cw_csv_reader_next (reader, &failure))
    if (!read_row (&columns, table, error))
      return NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (cw_pseudonyms_get_n_names (table) == 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_FORMAT, "%s: there is no name in it", file_name);
      return NULL;
    }
  if (!cw_pseudonyms_validate (table, error))
    {
      g_prefix_error (error, "%s: ", file_name);
      return NULL;
    }
  return g_steal_pointer (&table);
}

/**
 * cw_pseudonym_table_load:
 * @path: a file of comma-separated values with the columns name and replacement and,
 *   if wanted, case-sensitive and whole-words
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads a table of names. It is strict, since a name that is overlooked is a name
 * that is told.
 *
 * Returns: (transfer full): the table, or NULL with %CW_ERROR_FORMAT (the row is
 *   named), or what kept the file from being read
 */
CwPseudonyms *
cw_pseudonym_table_load (const char   *path,
                         GCancellable *cancellable,
                         GError      **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CwDecoded) decoded = NULL;
  g_autofree char *file_name = NULL;
  gsize n_bytes;
  const guint8 *data;

  g_return_val_if_fail (path != NULL, NULL);

  file_name = g_filename_display_basename (path);
  bytes = cw_reader_load_file (path, cancellable, error);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &n_bytes);
  decoded = cw_decode (data, n_bytes, file_name, NULL, error);
  if (decoded == NULL)
    return NULL;
  if (decoded->uncertain)
    {
      g_set_error (
        error, CW_ERROR, CW_ERROR_FORMAT,
        "%s: its encoding cannot be told for sure, and names would be missed; save it as "
        "UTF-8",
        file_name);
      return NULL;
    }
  return read_table (decoded, file_name, error);
}
