/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-xlsx-private.h"

#include "cw-error.h"
#include "cw-limits.h"
#include "cw-xml.h"

#include <string.h>

/* What the cells of a workbook refer to by number: texts that many of them share, and
 * styles, which tell dates from numbers. */

/* --- Text in runs --------------------------------------------------------- */

/**
 * cw_xlsx_runs_start:
 * @runs: the text that is being read
 * @name: the element that begins
 *
 * Says that an element begins within the text.
 */
void
cw_xlsx_runs_start (CwXlsxRuns *runs,
                    const char *name)
{
  runs->depth++;
  if (runs->phonetic_depth == 0 && strcmp (name, "rPh") == 0)
    runs->phonetic_depth = runs->depth;
  runs->in_text = runs->phonetic_depth == 0 && strcmp (name, "t") == 0;
}

/**
 * cw_xlsx_runs_end:
 * @runs: the text that is being read
 *
 * Says that the innermost element ends.
 */
void
cw_xlsx_runs_end (CwXlsxRuns *runs)
{
  if (runs->phonetic_depth == runs->depth)
    runs->phonetic_depth = 0;
  runs->depth--;
  runs->in_text = FALSE;
}

/**
 * cw_xlsx_runs_append:
 * @runs: the text that is being read
 * @text: what stands in the innermost element
 * @n_bytes: its length in bytes
 *
 * Adds what stands in it, if it is text.
 */
void
cw_xlsx_runs_append (CwXlsxRuns *runs,
                     const char *text,
                     gsize       n_bytes)
{
  if (runs->in_text)
    g_string_append_len (runs->text, text, (gssize) n_bytes);
}

/* "_x000D_": a character that XML cannot hold, or the mark of it itself. */
static gboolean
parse_escape (const char *text,
              const char *end,
              gunichar   *out_unit)
{
  gunichar unit = 0;

  if (end - text < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
    return FALSE;
  for (int i = 2; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return FALSE;
      unit = unit * 16 + (gunichar) digit;
    }
  *out_unit = unit;
  return TRUE;
}

static void
append_unit (GString  *out,
             gunichar  unit,
             gunichar *high)
{
  if (unit >= 0xD800 && unit < 0xDC00)
    {
      *high = unit;
      return;
    }
  if (unit >= 0xDC00 && unit < 0xE000)
    unit = *high != 0 ? 0x10000 + ((*high - 0xD800) << 10) + (unit - 0xDC00) : 0xFFFD;
  *high = 0;
  if (unit != 0)
    g_string_append_unichar (out, unit);
}

static void
unescape (GString *text)
{
  g_autoptr (GString) out = NULL;
  const char *at = text->str;
  const char *end = text->str + text->len;
  gunichar high = 0;
  gunichar unit;

  if (strstr (text->str, "_x") == NULL)
    return;
  out = g_string_sized_new (text->len);
  while (at < end)
    if (parse_escape (at, end, &unit))
      {
        append_unit (out, unit, &high);
        at += 7;
      }
    else
      g_string_append_c (out, *at++);
  g_string_assign (text, out->str);
}

/**
 * cw_xlsx_clean:
 * @text: what a cell holds, as the file has it
 *
 * Makes it ready for a sheet.
 */
void
cw_xlsx_clean (GString *text)
{
  unescape (text);
  cw_sheet_clean (text);
}

/* --- Tables --------------------------------------------------------------- */

/**
 * cw_xlsx_tables_new:
 *
 * Makes tables with nothing in them.
 *
 * Returns: (transfer full): the tables; free with cw_xlsx_tables_free()
 */
CwXlsxTables *
cw_xlsx_tables_new (void)
{
  CwXlsxTables *self = g_new0 (CwXlsxTables, 1);

  self->texts = g_string_chunk_new (4096);
  self->strings = g_ptr_array_new ();
  self->formats = g_array_new (FALSE, FALSE, sizeof (CwSheetFormat));
  return self;
}

/**
 * cw_xlsx_tables_free:
 * @self: (nullable) (transfer full): tables
 *
 * Frees them.
 */
void
cw_xlsx_tables_free (CwXlsxTables *self)
{
  if (self == NULL)
    return;

  g_string_chunk_free (self->texts);
  g_ptr_array_unref (self->strings);
  g_array_unref (self->formats);
  g_free (self);
}

typedef struct
{
  CwXlsxTables *tables;
  CwXlsxRuns runs;
  guint item_depth; /* of the text that we are in, or 0 */
} Strings;

static gboolean
start_string (gpointer               user_data,
              const char            *name,
              const char            *ns,
              const CwXmlAttributes *attributes,
              GError               **error)
{
  Strings *strings = user_data;

  cw_xlsx_runs_start (&strings->runs, name);
  if (strings->item_depth != 0 || strcmp (name, "si") != 0)
    return TRUE;
  strings->item_depth = strings->runs.depth;
  g_string_truncate (strings->runs.text, 0);
  if (strings->tables->strings->len < CW_LIMIT_CELLS)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
               "the workbook has more than %u million texts in its cells; split it and import the "
               "parts",
               CW_LIMIT_CELLS >> 20);
  return FALSE;
}

static gboolean
end_string (gpointer user_data,
            GError **error)
{
  Strings *strings = user_data;
  CwXlsxTables *tables = strings->tables;

  if (strings->runs.depth == strings->item_depth)
    {
      cw_xlsx_clean (strings->runs.text);
      g_ptr_array_add (tables->strings,
                       strings->runs.text->len == 0
                         ? (char *) ""
                         : g_string_chunk_insert_len (tables->texts, strings->runs.text->str,
                                                      (gssize) strings->runs.text->len));
      strings->item_depth = 0;
    }
  cw_xlsx_runs_end (&strings->runs);
  return TRUE;
}

static gboolean
string_characters (gpointer    user_data,
                   const char *text,
                   gsize       n_bytes,
                   GError    **error)
{
  Strings *strings = user_data;

  cw_xlsx_runs_append (&strings->runs, text, n_bytes);
  return TRUE;
}

/**
 * cw_xlsx_tables_read_strings:
 * @self: tables
 * @bytes: the part of the texts that cells share
 * @name: its name, for messages
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads the texts that cells share.
 *
 * Returns: FALSE with %CW_ERROR_DAMAGED, %CW_ERROR_FORMAT or %CW_ERROR_TOO_LARGE, or
 *   cancelled
 */
gboolean
cw_xlsx_tables_read_strings (CwXlsxTables *self,
                             GBytes       *bytes,
                             const char   *name,
                             GCancellable *cancellable,
                             GError      **error)
{
  static const CwXmlHandler handler = { start_string, end_string, string_characters };
  g_autoptr (GString) text = g_string_new (NULL);
  Strings strings = { .tables = self, .runs = { .text = text } };

  return cw_xml_parse (bytes, name, &handler, &strings, cancellable, error);
}

typedef struct
{
  CwXlsxTables *tables;
  GHashTable *codes; /* number of a format: CwSheetFormat + 1 */
  guint depth;
  guint cells_depth; /* of the styles that cells refer to, or 0 */
} Formats;

static gboolean
start_format (gpointer               user_data,
              const char            *name,
              const char            *ns,
              const CwXmlAttributes *attributes,
              GError               **error)
{
  Formats *formats = user_data;
  int id = cw_xml_attribute_int (attributes, "numFmtId", 0);

  formats->depth++;
  if (strcmp (name, "numFmt") == 0)
    {
      g_autofree char *code = cw_xml_dup_attribute (attributes, "formatCode");

      if (code != NULL)
        g_hash_table_insert (formats->codes, GINT_TO_POINTER (id),
                             GUINT_TO_POINTER (cw_sheet_format_from_code (code) + 1));
    }
  else if (strcmp (name, "cellXfs") == 0)
    formats->cells_depth = formats->depth;
  else if (formats->cells_depth != 0 && formats->depth == formats->cells_depth + 1
           && strcmp (name, "xf") == 0)
    {
      guint known = GPOINTER_TO_UINT (g_hash_table_lookup (formats->codes, GINT_TO_POINTER (id)));
      CwSheetFormat format = known != 0 ? known - 1 : cw_sheet_format_from_id ((guint) MAX (id, 0));

      g_array_append_val (formats->tables->formats, format);
    }
  return TRUE;
}

static gboolean
end_format (gpointer user_data,
            GError **error)
{
  Formats *formats = user_data;

  if (formats->depth == formats->cells_depth)
    formats->cells_depth = 0;
  formats->depth--;
  return TRUE;
}

/**
 * cw_xlsx_tables_read_formats:
 * @self: tables
 * @bytes: the part of the styles
 * @name: its name, for messages
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads what the numbers in cells are shown as.
 *
 * Returns: FALSE with %CW_ERROR_DAMAGED, %CW_ERROR_FORMAT or %CW_ERROR_TOO_LARGE, or
 *   cancelled
 */
gboolean
cw_xlsx_tables_read_formats (CwXlsxTables *self,
                             GBytes       *bytes,
                             const char   *name,
                             GCancellable *cancellable,
                             GError      **error)
{
  static const CwXmlHandler handler = { start_format, end_format, NULL };
  g_autoptr (GHashTable) codes = g_hash_table_new (NULL, NULL);
  Formats formats = { .tables = self, .codes = codes };

  return cw_xml_parse (bytes, name, &handler, &formats, cancellable, error);
}
