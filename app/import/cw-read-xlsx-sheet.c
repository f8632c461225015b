/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-xlsx-private.h"

#include "cw-xml.h"

#include <string.h>

/* One sheet of a workbook. */

typedef enum
{
  CELL_NUMBER,
  CELL_SHARED,
  CELL_TEXT,
  CELL_BOOLEAN,
  CELL_MOMENT,
} CellKind;

typedef struct
{
  CwSheet *sheet;
  const CwXlsxTables *tables;
  guint *n_without_value;
  CwXlsxRuns runs; /* of text that the cell has itself */
  GString *value;  /* what else it has */
  guint row;       /* the one we are in, from 0 */
  guint next_row;
  guint column;
  guint next_column;
  guint cell_depth; /* of the cell that we are in, or 0 */
  guint value_depth;
  gboolean has_formula;
  gboolean has_value;
  CellKind kind;
  CwSheetFormat format;
} Reading;

/**
 * cw_xlsx_parse_place:
 * @reference: "AB12"
 * @n_reference: its length in bytes
 * @out_row: (out): the row, from 0
 * @out_column: (out): the column, from 0
 *
 * Reads where a cell is.
 *
 * Returns: whether it is a place in a sheet
 */
gboolean
cw_xlsx_parse_place (const char *reference,
                     gsize       n_reference,
                     guint      *out_row,
                     guint      *out_column)
{
  guint row = 0;
  guint column = 0;
  gsize i = 0;

  for (; i < n_reference && g_ascii_isalpha (reference[i]) && i < 3; i++)
    column = column * 26 + (guint) (g_ascii_toupper (reference[i]) - 'A' + 1);
  if (column == 0 || column > CW_SHEET_COLUMNS || i == n_reference)
    return FALSE;
  for (; i < n_reference; i++)
    {
      if (!g_ascii_isdigit (reference[i]) || row > G_MAXINT / 10 - 1)
        return FALSE;
      row = row * 10 + (guint) (reference[i] - '0');
    }
  if (row == 0)
    return FALSE;
  *out_row = row - 1;
  *out_column = column - 1;
  return TRUE;
}

static CellKind
parse_kind (const CwXmlAttributes *attributes)
{
  static const struct
  {
    const char *name;
    CellKind kind;
  } kinds[] = {
    { "s", CELL_SHARED },  { "str", CELL_TEXT }, { "inlineStr", CELL_TEXT },
    { "b", CELL_BOOLEAN }, { "e", CELL_TEXT },   { "d", CELL_MOMENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (cw_xml_attribute_is (attributes, "t", kinds[i].name))
      return kinds[i].kind;
  return CELL_NUMBER;
}

static gboolean
is_hidden (const CwXmlAttributes *attributes)
{
  return cw_xml_attribute_is (attributes, "hidden", "1")
         || cw_xml_attribute_is (attributes, "hidden", "true");
}

static void
start_row (Reading               *reading,
           const CwXmlAttributes *attributes)
{
  int number = cw_xml_attribute_int (attributes, "r", 0);

  reading->row = number > 0 ? (guint) number - 1 : reading->next_row;
  reading->next_row = reading->row + 1;
  reading->next_column = 0;
  if (is_hidden (attributes))
    cw_sheet_hide_row (reading->sheet, reading->row);
}

static void
start_cell (Reading               *reading,
            const CwXmlAttributes *attributes)
{
  const GArray *formats = reading->tables->formats;
  int style = cw_xml_attribute_int (attributes, "s", -1);
  gsize n_reference = 0;
  const char *reference = cw_xml_attribute (attributes, "r", &n_reference);

  /* A cell may say where it is; one that says it wrong follows the one before. */
  if (reference == NULL
      || !cw_xlsx_parse_place (reference, n_reference, &reading->row, &reading->column))
    reading->column = reading->next_column;
  reading->next_column = reading->column + 1;

  reading->cell_depth = reading->runs.depth;
  reading->kind = parse_kind (attributes);
  reading->format = style >= 0 && (guint) style < formats->len
                      ? g_array_index (formats, CwSheetFormat, style)
                      : CW_SHEET_NUMBER;
  reading->has_formula = reading->has_value = FALSE;
  g_string_truncate (reading->runs.text, 0);
  g_string_truncate (reading->value, 0);
}

static gboolean
start_cb (gpointer               user_data,
          const char            *name,
          const char            *ns,
          const CwXmlAttributes *attributes,
          GError               **error)
{
  Reading *reading = user_data;

  cw_xlsx_runs_start (&reading->runs, name);
  if (reading->cell_depth != 0)
    {
      if (strcmp (name, "v") == 0)
        {
          reading->value_depth = reading->runs.depth;
          reading->has_value = TRUE;
        }
      else if (strcmp (name, "f") == 0)
        reading->has_formula = TRUE;
    }
  else if (strcmp (name, "c") == 0)
    start_cell (reading, attributes);
  else if (strcmp (name, "row") == 0)
    start_row (reading, attributes);
  else if (strcmp (name, "col") == 0 && is_hidden (attributes))
    {
      int first = cw_xml_attribute_int (attributes, "min", 0);
      int last = cw_xml_attribute_int (attributes, "max", 0);

      if (first > 0 && last >= first)
        cw_sheet_hide_columns (reading->sheet, (guint) first - 1, (guint) last - 1);
    }
  return TRUE;
}

/* Adds what stands in a cell that holds no text of its own. */
static gboolean
add_value (Reading *reading,
           GError **error)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  const char *value = reading->value->str;

  if (reading->kind == CELL_BOOLEAN)
    g_string_append (shown, strcmp (value, "0") == 0 || g_ascii_strcasecmp (value, "false") == 0
                              ? "False"
                              : "True");
  else if (reading->kind == CELL_MOMENT)
    cw_sheet_append_moment (shown, value);
  else
    cw_sheet_append_serial (shown, value, reading->format, reading->tables->from_1904);
  cw_sheet_clean (shown);
  return cw_sheet_add (reading->sheet, reading->row, reading->column, shown->str,
                       (gssize) shown->len, error);
}

static gboolean
add_cell (Reading *reading,
          GError **error)
{
  GString *text = reading->kind == CELL_TEXT && reading->value->len > 0 ? reading->value
                                                                        : reading->runs.text;

  g_strstrip (reading->value->str);
  reading->value->len = strlen (reading->value->str);
  if (reading->kind == CELL_SHARED)
    {
      const GPtrArray *strings = reading->tables->strings;
      char *end;
      guint64 index = g_ascii_strtoull (reading->value->str, &end, 10);

      if (end == reading->value->str || *end != '\0' || index >= strings->len)
        return TRUE;
      return cw_sheet_add_shared (reading->sheet, reading->row, reading->column,
                                  g_ptr_array_index (strings, index), error);
    }
  if (reading->kind != CELL_TEXT && reading->value->len > 0)
    return add_value (reading, error);
  cw_xlsx_clean (text);
  return cw_sheet_add (reading->sheet, reading->row, reading->column, text->str, (gssize) text->len,
                       error);
}

static gboolean
end_cb (gpointer user_data,
        GError **error)
{
  Reading *reading = user_data;
  guint depth = reading->runs.depth;

  cw_xlsx_runs_end (&reading->runs);
  if (depth == reading->value_depth)
    reading->value_depth = 0;
  if (depth != reading->cell_depth)
    return TRUE;
  reading->cell_depth = 0;
  *reading->n_without_value += reading->has_formula && !reading->has_value;
  return add_cell (reading, error);
}

static gboolean
characters_cb (gpointer    user_data,
               const char *text,
               gsize       n_bytes,
               GError    **error)
{
  Reading *reading = user_data;

  if (reading->cell_depth == 0)
    return TRUE;
  if (reading->value_depth != 0)
    g_string_append_len (reading->value, text, (gssize) n_bytes);
  else
    cw_xlsx_runs_append (&reading->runs, text, n_bytes);
  return TRUE;
}

/**
 * cw_xlsx_read_sheet:
 * @bytes: the part of a sheet
 * @name: its name, for messages
 * @tables: what its cells refer to; has to stay as long as the sheet
 * @n_without_value: (inout): formulas whose value the file does not have are added
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads the cells of a sheet: their values, not their formulas.
 *
 * Returns: (transfer full): the sheet, or NULL with %CW_ERROR_DAMAGED,
 *   %CW_ERROR_FORMAT or %CW_ERROR_TOO_LARGE, or cancelled
 */
CwSheet *
cw_xlsx_read_sheet (GBytes             *bytes,
                    const char         *name,
                    const CwXlsxTables *tables,
                    guint              *n_without_value,
                    GCancellable       *cancellable,
                    GError            **error)
{
  static const CwXmlHandler handler = { start_cb, end_cb, characters_cb };
  g_autoptr (CwSheet) sheet = cw_sheet_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);
  Reading reading = { .sheet = sheet,
                      .tables = tables,
                      .n_without_value = n_without_value,
                      .runs = { .text = text },
                      .value = value };

  if (!cw_xml_parse (bytes, name, &handler, &reading, cancellable, error))
    return NULL;
  return g_steal_pointer (&sheet);
}
