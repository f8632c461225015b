/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-report"

#include "cw-table-writer.h"

#include "cw-display.h"

#include <math.h>
#include <string.h>

/* The names of the fields, each different: a name that comes again gets a number. */
typedef struct
{
  GPtrArray *names; /* of char * */
  GHashTable *taken;
} FieldNames;

static void
add_name (FieldNames *self,
          const char *name)
{
  g_autofree char *unique = g_strdup (*name != '\0' ? name : "value");

  for (guint i = 2; g_hash_table_contains (self->taken, unique); i++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s (%u)", *name != '\0' ? name : "value", i);
    }
  g_ptr_array_add (self->names, unique);
  g_hash_table_add (self->taken, g_steal_pointer (&unique));
}

static CwColumnType
type_of_column (const CwTable *table,
                guint          column)
{
  CwColumnType type = CW_COLUMN_INTEGER;

  for (guint row = 0; row < cw_table_n_rows (table); row++)
    {
      CwCellKind kind = cw_table_get_cell (table, row, column).kind;

      if (kind == CW_CELL_TEXT)
        return CW_COLUMN_TEXT;
      if (kind == CW_CELL_DECIMAL || kind == CW_CELL_PERCENT)
        type = CW_COLUMN_DECIMAL;
    }
  return type;
}

static GArray *
make_columns (const CwTable *table,
              FieldNames    *names,
              gboolean       for_people)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (CwColumn));
  guint n_columns = cw_table_n_columns (table);

  add_name (names, cw_table_get_row_noun (table));
  for (guint i = 0; i < n_columns; i++)
    add_name (names, cw_table_get_column (table, i)->path);
  if (for_people && cw_table_has_totals (table))
    add_name (names, "Total");

  for (guint i = 0; i < names->names->len; i++)
    {
      CwColumn column = { g_ptr_array_index (names->names, i), CW_COLUMN_TEXT };

      if (i > 0)
        column.type = type_of_column (table, i <= n_columns ? i - 1 : CW_TABLE_TOTAL);
      g_array_append_val (columns, column);
    }
  return columns;
}

static void
write_cell (CwRowWriter *writer,
            CwCell       cell,
            gboolean     for_people)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  switch (cell.kind)
    {
    case CW_CELL_INTEGER:
      cw_row_writer_int (writer, (gint64) cell.number);
      break;
    case CW_CELL_DECIMAL:
    case CW_CELL_PERCENT:
      if (!for_people || !isfinite (cell.number))
        cw_row_writer_double (writer, cell.number);
      else
        {
          g_ascii_formatd (buffer, sizeof buffer, cell.kind == CW_CELL_PERCENT ? "%.1f" : "%.3f",
                           cell.number);
          cw_row_writer_text (writer, buffer);
        }
      break;
    case CW_CELL_TEXT:
      cw_row_writer_text (writer, cell.text);
      break;
    case CW_CELL_EMPTY:
    default:
      if (for_people)
        cw_row_writer_text (writer, "–");
      else
        cw_row_writer_null (writer);
    }
}

static void
write_row_label (CwRowWriter         *writer,
                 const CwTableHeader *header,
                 gboolean             for_people)
{
  g_autoptr (GString) label = NULL;

  if (!for_people)
    {
      cw_row_writer_text (writer, header->path);
      return;
    }
  label = g_string_new (NULL);
  for (guint i = 0; i < MIN (header->depth, 20); i++)
    g_string_append (label, "  ");
  g_string_append (label, header->label);
  cw_row_writer_text (writer, label->str);
}

static gboolean
write_rows (const CwTable *table,
            CwRowWriter   *writer,
            gboolean       for_people,
            GError       **error)
{
  gboolean totals = for_people && cw_table_has_totals (table);
  guint n_rows = cw_table_n_rows (table);

  for (guint i = 0; i < n_rows + (totals ? 1 : 0); i++)
    {
      guint row = i < n_rows ? i : CW_TABLE_TOTAL;

      if (row == CW_TABLE_TOTAL)
        cw_row_writer_text (writer, "Total");
      else
        write_row_label (writer, cw_table_get_row (table, row), for_people);
      for (guint column = 0; column < cw_table_n_columns (table); column++)
        write_cell (writer, cw_table_get_cell (table, row, column), for_people);
      if (totals)
        write_cell (writer, cw_table_get_cell (table, row, CW_TABLE_TOTAL), for_people);
      if (!cw_row_writer_end_row (writer, error))
        return FALSE;
    }
  return cw_row_writer_finish (writer, error);
}

static gboolean
write_title (const CwTable *table,
             GOutputStream *stream,
             GError       **error)
{
  const char *title = cw_table_get_title (table);
  const char *question = cw_table_get_question (table);
  g_autoptr (GString) lines = g_string_new (NULL);

  cw_display_append (lines, title, strlen (title));
  g_string_append_c (lines, '\n');
  cw_display_append (lines, question, strlen (question));
  g_string_append (lines, "\n\n");
  return g_output_stream_write_all (stream, lines->str, lines->len, NULL, NULL, error);
}

/**
 * cw_table_write:
 * @table: a table
 * @stream: where to
 * @format: how
 * @flags: what is special
 * @width: how wide the terminal is, or 0 if it is none
 * @error: return location for an error
 *
 * Writes a table. In CSV and JSON a row begins with its label, under the name of what
 * rows are, and has a field for each column; labels are full paths, and one that comes
 * again gets a number. There are no totals in them: they are for reading into other
 * programs. Text has the title, the question, indented labels and the totals.
 *
 * Returns: whether it was written
 */
gboolean
cw_table_write (const CwTable   *table,
                GOutputStream   *stream,
                CwFormat         format,
                CwRowWriterFlags flags,
                guint            width,
                GError         **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) columns = NULL;
  g_autoptr (CwRowWriter) writer = NULL;
  FieldNames fields = { names, taken };
  gboolean for_people = format == CW_FORMAT_TEXT;

  g_return_val_if_fail (table != NULL && G_IS_OUTPUT_STREAM (stream), FALSE);

  columns = make_columns (table, &fields, for_people);
  if (for_people && !(flags & CW_ROW_WRITER_NO_HEADER) && !write_title (table, stream, error))
    return FALSE;
  writer = cw_row_writer_new (stream, format, (const CwColumn *) (gconstpointer) columns->data,
                              columns->len, flags);
  cw_row_writer_set_width (writer, width);
  return write_rows (table, writer, for_people, error);
}
