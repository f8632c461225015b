/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-readers.h"

#include "cw-error.h"
#include "cw-opc.h"
#include "cw-read-xlsx-private.h"
#include "cw-xml.h"

#include <string.h>

typedef enum
{
  PART_STRINGS,
  PART_STYLES,
  PART_PERSONS,
  N_PARTS,
} Part;

/* A sheet as the workbook lists it. */
typedef struct
{
  char *name;
  char *id;
  gboolean hidden;
} Listed;

typedef struct
{
  CwZip *zip;
  CwFlow *flow;
  CwTableTurns *turns;
  CwXlsxTables *tables;
  GHashTable *persons;
  GArray *sheets;    /* of Listed */
  GHashTable *parts; /* id of a sheet: the name of its part */
  GHashTable *read;  /* names of sheets' parts that were read */
  char *main_part;
  char *part_names[N_PARTS];
  CwSheetHidden hidden;
  guint n_without_value;
} Workbook;

/* What a sheet is related to. */
typedef struct
{
  GPtrArray *comments; /* of char *: names of parts */
  GPtrArray *drawings;
} Related;

static void
listed_clear (gpointer data)
{
  Listed *listed = data;

  g_free (listed->name);
  g_free (listed->id);
}

static void
workbook_clear (Workbook *self)
{
  g_clear_pointer (&self->zip, cw_zip_free);
  g_clear_pointer (&self->flow, cw_flow_free);
  g_clear_pointer (&self->turns, cw_table_turns_free);
  g_clear_pointer (&self->tables, cw_xlsx_tables_free);
  g_clear_pointer (&self->persons, g_hash_table_unref);
  g_clear_pointer (&self->sheets, g_array_unref);
  g_clear_pointer (&self->parts, g_hash_table_unref);
  g_clear_pointer (&self->read, g_hash_table_unref);
  g_free (self->main_part);
  for (gsize i = 0; i < N_PARTS; i++)
    g_free (self->part_names[i]);
}

static gboolean
is_wanted (const char *name,
           gpointer    user_data)
{
  static const char *const unwanted[] = { "theme/",     "docProps/",      "calcChain",
                                          "pivotCache", "pivotTables/",   "externalLinks/",
                                          "customXml/", "[Content_Types]" };

  if (!g_str_has_suffix (name, ".xml") && !g_str_has_suffix (name, ".rels"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++)
    if (strstr (name, unwanted[i]) != NULL)
      return FALSE;
  return TRUE;
}

static void
take_workbook_relation (gpointer    user_data,
                        const char *id,
                        const char *type,
                        const char *target,
                        gboolean    external)
{
  static const char *const types[] = { "/sharedStrings", "/styles", "/person" };
  Workbook *self = user_data;

  if (external)
    return;
  if (g_str_has_suffix (type, "/worksheet") && id != NULL)
    g_hash_table_insert (self->parts, g_strdup (id), g_strdup (target));
  for (gsize i = 0; i < N_PARTS; i++)
    if (g_str_has_suffix (type, types[i]) && self->part_names[i] == NULL)
      self->part_names[i] = g_strdup (target);
}

static void
take_sheet_relation (gpointer    user_data,
                     const char *id,
                     const char *type,
                     const char *target,
                     gboolean    external)
{
  Related *related = user_data;

  if (external)
    return;
  if (g_str_has_suffix (type, "/comments") || g_str_has_suffix (type, "/threadedComment"))
    g_ptr_array_add (related->comments, g_strdup (target));
  else if (g_str_has_suffix (type, "/drawing"))
    g_ptr_array_add (related->drawings, g_strdup (target));
}

static gboolean
start_listed (gpointer               user_data,
              const char            *name,
              const char            *ns,
              const CwXmlAttributes *attributes,
              GError               **error)
{
  Workbook *self = user_data;

  /* Extensions have an element of the same name. */
  if (strcmp (name, "workbookPr") == 0)
    self->tables->from_1904 |= cw_xml_attribute_is (attributes, "date1904", "1")
                               || cw_xml_attribute_is (attributes, "date1904", "true");
  else if (strcmp (name, "sheet") == 0)
    {
      Listed listed = { cw_xml_dup_attribute (attributes, "name"),
                        cw_xml_dup_attribute (attributes, "id"),
                        cw_xml_attribute_is (attributes, "state", "hidden")
                          || cw_xml_attribute_is (attributes, "state", "veryHidden") };

      g_array_append_val (self->sheets, listed);
    }
  return TRUE;
}

static gboolean
read_main_part (Workbook     *self,
                GCancellable *cancellable,
                GError      **error)
{
  static const CwXmlHandler handler = { start_listed, NULL, NULL };
  GBytes *bytes;

  if (g_ptr_array_find_with_equal_func (self->zip->names, "xl/workbook.bin", g_str_equal, NULL))
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_FORMAT,
                           "this is a binary Excel workbook (XLSB), which cannot be read; save it "
                           "as XLSX and import that");
      return FALSE;
    }
  self->main_part = cw_opc_find_main_part (self->zip, "xl/workbook.xml", cancellable, error);
  if (self->main_part == NULL)
    return FALSE;
  bytes = cw_zip_get_part (self->zip, self->main_part);
  if (!cw_opc_read_relations (self->zip, self->main_part, take_workbook_relation, self, cancellable,
                              error)
      || !cw_xml_parse (bytes, self->main_part, &handler, self, cancellable, error))
    return FALSE;
  if (self->sheets->len > 0)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
               "%s lists no sheets; open the file in the program that made it, save it again and "
               "import that",
               self->main_part);
  return FALSE;
}

/* What cells refer to comes before them. */
static gboolean
read_tables (Workbook     *self,
             GCancellable *cancellable,
             GError      **error)
{
  GBytes *parts[N_PARTS];

  for (gsize i = 0; i < N_PARTS; i++)
    parts[i] = self->part_names[i] != NULL ? cw_zip_get_part (self->zip, self->part_names[i])
                                           : NULL;
  return (parts[PART_STRINGS] == NULL
          || cw_xlsx_tables_read_strings (self->tables, parts[PART_STRINGS],
                                          self->part_names[PART_STRINGS], cancellable, error))
         && (parts[PART_STYLES] == NULL
             || cw_xlsx_tables_read_formats (self->tables, parts[PART_STYLES],
                                             self->part_names[PART_STYLES], cancellable, error))
         && (parts[PART_PERSONS] == NULL
             || cw_xlsx_read_persons (parts[PART_PERSONS], self->part_names[PART_PERSONS],
                                      self->persons, cancellable, error));
}

static gboolean
read_sheet_parts (Workbook     *self,
                  CwSheet      *sheet,
                  GPtrArray    *names,
                  GCancellable *cancellable,
                  GError      **error)
{
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      GBytes *bytes = cw_zip_get_part (self->zip, name);

      /* A part that several sheets name is one of them. */
      if (bytes == NULL || !g_hash_table_add (self->read, g_strdup (name)))
        continue;
      if (!(sheet != NULL
              ? cw_xlsx_read_comments (bytes, name, sheet, self->persons, cancellable, error)
              : cw_xlsx_read_boxes (bytes, name, self->flow, cancellable, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_sheet (Workbook     *self,
            const Listed *listed,
            const char   *part_name,
            GBytes       *bytes,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (GPtrArray) comments = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) drawings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CwSheet) sheet = NULL;
  Related related = { comments, drawings };

  sheet = cw_xlsx_read_sheet (bytes, part_name, self->tables, &self->n_without_value, cancellable,
                              error);
  return sheet != NULL
         && cw_opc_read_relations (self->zip, part_name, take_sheet_relation, &related, cancellable,
                                   error)
         && read_sheet_parts (self, sheet, comments, cancellable, error)
         && cw_sheet_write (sheet, self->flow, listed->name, self->turns, &self->hidden,
                            cancellable, error)
         && read_sheet_parts (self, NULL, drawings, cancellable, error);
}

static gboolean
read_sheets (Workbook     *self,
             GCancellable *cancellable,
             GError      **error)
{
  for (guint i = 0; i < self->sheets->len; i++)
    {
      const Listed *listed = &g_array_index (self->sheets, Listed, i);
      const char *part_name = listed->id != NULL ? g_hash_table_lookup (self->parts, listed->id)
                                                 : NULL;
      GBytes *bytes = part_name != NULL ? cw_zip_get_part (self->zip, part_name) : NULL;

      /* A sheet may be a chart or a macro, which says nothing. */
      if (part_name == NULL || listed->name == NULL)
        continue;
      if (bytes == NULL)
        {
          cw_text_warn (cw_flow_get_text (self->flow),
                        "the sheet “%s” is not in the file; open it in the program that made it, "
                        "and see whether it is there",
                        listed->name);
          continue;
        }
      if (!g_hash_table_add (self->read, g_strdup (part_name)))
        continue;
      self->hidden.n_sheets += listed->hidden;
      if (!read_sheet (self, listed, part_name, bytes, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static CwText *
finish (Workbook *self)
{
  CwText *text = cw_flow_get_text (self->flow);

  cw_sheet_warn_hidden (text, &self->hidden);
  if (self->zip->duplicates)
    cw_text_warn (text, "a part is in the archive more than once; the first one was read");
  if (self->n_without_value > 0)
    cw_text_warn (text,
                  "%u formulas have no value in the file; open it in a spreadsheet program, save "
                  "it again and import that to have them",
                  self->n_without_value);
  return cw_flow_finish (self->flow);
}

/**
 * cw_read_xlsx:
 * @bytes: an Excel workbook
 * @file_name: its name, for messages
 * @options: whether to look for speakers; the format fixes the encoding
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads a workbook: each sheet as a heading, its name, and a table; values as the
 * file has them, not formulas; comments on cells; what stands in text boxes. Dates
 * are written as such, whatever the cells show of them. Hidden sheets, rows and
 * columns are in, with a warning.
 *
 * Returns: (transfer full): the text, or NULL with %CW_ERROR_DAMAGED,
 *   %CW_ERROR_FORMAT or %CW_ERROR_TOO_LARGE, or cancelled
 */
CwText *
cw_read_xlsx (GBytes              *bytes,
              const char          *file_name,
              const CwReadOptions *options,
              GCancellable        *cancellable,
              GError             **error)
{
  Workbook book = { 0 };
  CwText *text = NULL;

  book.zip = cw_zip_read (bytes, is_wanted, NULL, cancellable, error);
  if (book.zip == NULL)
    return NULL;
  book.flow = cw_flow_new ("xlsx");
  book.turns = options->find_speakers ? cw_table_turns_new (cw_flow_get_text (book.flow)) : NULL;
  book.tables = cw_xlsx_tables_new ();
  book.persons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  book.sheets = g_array_new (FALSE, FALSE, sizeof (Listed));
  g_array_set_clear_func (book.sheets, listed_clear);
  book.parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  book.read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (read_main_part (&book, cancellable, error) && read_tables (&book, cancellable, error)
      && read_sheets (&book, cancellable, error))
    text = finish (&book);
  workbook_clear (&book);
  return text;
}
