/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-readers.h"

#include "cw-error.h"
#include "cw-limits.h"
#include "cw-odf-manifest.h"
#include "cw-read-ods-private.h"
#include "cw-xml.h"

#include <string.h>

/* What is open, from the outside: characters belong to the innermost. */
typedef enum
{
  PLACE_NOWHERE,
  PLACE_CELL,
  PLACE_COMMENT,
  PLACE_AUTHOR,
  PLACE_BOX,
  PLACE_SKIPPED,
} Place;

/* What there is to do when an element ends. */
typedef enum
{
  ELEMENT_OTHER,
  ELEMENT_SHEET,
  ELEMENT_ROW,
  ELEMENT_CELL,
  ELEMENT_COMMENT,
  ELEMENT_PARAGRAPH,
} Element;

typedef struct
{
  Place place;
  Element element;
} Open;

typedef struct
{
  guint column;
  guint n_columns;
  const char *text; /* in @texts, or NULL */
} RowCell;

typedef struct
{
  CwFlow *flow;
  CwTableTurns *turns;
  CwSheetHidden hidden;
  GHashTable *hidden_styles; /* names of styles of sheets that are not shown */
  GStringChunk *texts;
  GCancellable *cancellable;
  char *style;  /* the name of the one that is being defined */
  GArray *open; /* of Open: the elements around */

  CwSheet *sheet; /* NULL outside */
  char *sheet_name;
  GString *boxes; /* what is written over the cells, a line a paragraph */
  guint row;
  guint n_rows; /* as which this row stands */
  gboolean row_hidden;
  guint column;
  guint next_column_defined;
  GArray *cells; /* of RowCell: this row's */

  CwOdsValue value;
  guint n_columns; /* as which this cell stands */
  GString *shown;
  GString *comment;
  GString *author;
  guint n_paragraphs; /* open: characters outside them are layout */
} Reading;

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->flow, cw_flow_free);
  g_clear_pointer (&self->turns, cw_table_turns_free);
  g_clear_pointer (&self->sheet, cw_sheet_free);
  g_hash_table_unref (self->hidden_styles);
  g_string_chunk_free (self->texts);
  g_array_unref (self->open);
  g_array_unref (self->cells);
  g_string_free (self->shown, TRUE);
  g_string_free (self->comment, TRUE);
  g_string_free (self->author, TRUE);
  g_string_free (self->boxes, TRUE);
  g_free (self->style);
  g_free (self->sheet_name);
  g_free (self->value.type);
  g_free (self->value.value);
}

static guint
repeated (const CwXmlAttributes *attributes,
          const char            *name)
{
  return (guint) MAX (cw_xml_attribute_int (attributes, name, 1), 1);
}

static gboolean
is_collapsed (const CwXmlAttributes *attributes)
{
  return cw_xml_attribute_is (attributes, "visibility", "collapse")
         || cw_xml_attribute_is (attributes, "visibility", "filter");
}

static GString *
text_of (Reading *self,
         Place    place)
{
  switch (place)
    {
    case PLACE_CELL:
      return self->shown;
    case PLACE_COMMENT:
      return self->comment;
    case PLACE_AUTHOR:
      return self->author;
    case PLACE_BOX:
      return self->boxes;
    case PLACE_NOWHERE:
    case PLACE_SKIPPED:
    default:
      return NULL;
    }
}

/* --- What begins ---------------------------------------------------------- */

static void
start_sheet (Reading               *self,
             const CwXmlAttributes *attributes)
{
  g_autofree char *style = cw_xml_dup_attribute (attributes, "style-name");

  g_clear_pointer (&self->sheet, cw_sheet_free);
  g_free (self->sheet_name);
  self->sheet = cw_sheet_new ();
  self->sheet_name = cw_xml_dup_attribute (attributes, "name");
  if (self->sheet_name == NULL)
    self->sheet_name = g_strdup ("");
  g_string_truncate (self->boxes, 0);
  self->row = self->next_column_defined = 0;
  if (style != NULL && g_hash_table_contains (self->hidden_styles, style))
    self->hidden.n_sheets++;
}

static void
start_row (Reading               *self,
           const CwXmlAttributes *attributes)
{
  self->n_rows = repeated (attributes, "number-rows-repeated");
  self->column = 0;
  g_array_set_size (self->cells, 0);
  self->row_hidden = is_collapsed (attributes);
}

static void
start_column (Reading               *self,
              const CwXmlAttributes *attributes)
{
  guint n = MIN (repeated (attributes, "number-columns-repeated"), CW_SHEET_COLUMNS);

  if (is_collapsed (attributes))
    cw_sheet_hide_columns (self->sheet, self->next_column_defined,
                           self->next_column_defined + n - 1);
  self->next_column_defined = MIN (self->next_column_defined + n, CW_SHEET_COLUMNS);
}

static void
start_cell (Reading               *self,
            const CwXmlAttributes *attributes)
{
  static const char *const values[] = { "value", "date-value", "time-value", "boolean-value",
                                        "string-value" };

  self->n_columns = repeated (attributes, "number-columns-repeated");
  g_string_truncate (self->shown, 0);
  g_free (self->value.type);
  g_clear_pointer (&self->value.value, g_free);
  self->value.type = cw_xml_dup_attribute (attributes, "value-type");
  for (gsize i = 0; i < G_N_ELEMENTS (values) && self->value.value == NULL; i++)
    self->value.value = cw_xml_dup_attribute (attributes, values[i]);
}

static void
append_blanks (GString *text,
               guint    n_blanks)
{
  for (guint i = 0; i < MIN (n_blanks, 1000u); i++)
    g_string_append_c (text, ' ');
}

/* Paragraphs, and what stands for characters in them. */
static Element
start_text (Reading               *self,
            const char            *name,
            const CwXmlAttributes *attributes,
            GString               *text)
{
  if (strcmp (name, "p") == 0 || strcmp (name, "h") == 0)
    {
      self->n_paragraphs++;
      if (text->len > 0 && text->str[text->len - 1] != '\n')
        g_string_append_c (text, '\n');
      return ELEMENT_PARAGRAPH;
    }
  if (strcmp (name, "line-break") == 0)
    g_string_append_c (text, '\n');
  else if (strcmp (name, "tab") == 0)
    g_string_append_c (text, ' ');
  else if (strcmp (name, "s") == 0)
    append_blanks (text, repeated (attributes, "c"));
  return ELEMENT_OTHER;
}

static void
start_style (Reading               *self,
             const char            *name,
             const CwXmlAttributes *attributes)
{
  if (strcmp (name, "style") == 0)
    {
      g_free (self->style);
      self->style = cw_xml_dup_attribute (attributes, "name");
    }
  else if (strcmp (name, "table-properties") == 0 && self->style != NULL
           && cw_xml_attribute_is (attributes, "display", "false"))
    g_hash_table_add (self->hidden_styles, g_strdup (self->style));
}

static gboolean
is_skipped (const char *name)
{
  static const char *const skipped[] = { "tracked-changes", "dde-link", "content-validations",
                                         "ruby-text",       "title",    "desc",
                                         "forms",           "object",   NULL };

  return g_strv_contains (skipped, name);
}

static gboolean
is_drawn (const char *name)
{
  return strcmp (name, "frame") == 0 || strcmp (name, "custom-shape") == 0
         || strcmp (name, "shapes") == 0;
}

/* An element of a sheet, where no text is. */
static Open
start_layout (Reading               *self,
              const char            *name,
              const CwXmlAttributes *attributes)
{
  Open open = { PLACE_NOWHERE, ELEMENT_OTHER };

  if (strcmp (name, "table-row") == 0)
    {
      start_row (self, attributes);
      open.element = ELEMENT_ROW;
    }
  else if (strcmp (name, "table-column") == 0)
    start_column (self, attributes);
  else if (strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0)
    {
      start_cell (self, attributes);
      open = (Open) { PLACE_CELL, ELEMENT_CELL };
    }
  else if (is_drawn (name))
    open.place = PLACE_BOX;
  return open;
}

/* An element within a sheet. */
static Open
start_in_sheet (Reading               *self,
                const char            *name,
                const CwXmlAttributes *attributes,
                Place                  outer)
{
  Open open = { outer, ELEMENT_OTHER };

  if (outer == PLACE_NOWHERE)
    return start_layout (self, name, attributes);
  if (strcmp (name, "annotation") == 0)
    {
      g_string_truncate (self->comment, 0);
      g_string_truncate (self->author, 0);
      return (Open) { PLACE_COMMENT, ELEMENT_COMMENT };
    }
  if (outer == PLACE_COMMENT && strcmp (name, "creator") == 0)
    open.place = PLACE_AUTHOR;
  else if (outer == PLACE_COMMENT && strncmp (name, "date", 4) == 0)
    open.place = PLACE_SKIPPED;
  else if (outer == PLACE_CELL && is_drawn (name))
    open.place = PLACE_BOX;
  else
    open.element = start_text (self, name, attributes, text_of (self, outer));
  return open;
}

static gboolean
start_cb (gpointer               user_data,
          const char            *name,
          const char            *ns,
          const CwXmlAttributes *attributes,
          GError               **error)
{
  Reading *self = user_data;
  Open open = { PLACE_NOWHERE, ELEMENT_OTHER };
  Place outer = self->open->len > 0 ? g_array_index (self->open, Open, self->open->len - 1).place
                                    : PLACE_NOWHERE;

  if (outer == PLACE_SKIPPED || is_skipped (name))
    open.place = PLACE_SKIPPED;
  else if (self->sheet != NULL)
    open = start_in_sheet (self, name, attributes, outer);
  else if (strcmp (name, "table") == 0)
    {
      start_sheet (self, attributes);
      open.element = ELEMENT_SHEET;
    }
  else
    start_style (self, name, attributes);
  g_array_append_val (self->open, open);
  return TRUE;
}

/* --- What ends ------------------------------------------------------------ */

/* Values that formulas take from other files are kept as sheets: "'file:///…'#Sheet1". */
static gboolean
holds_foreign_values (const char *sheet_name)
{
  return *sheet_name == '\'' && strstr (sheet_name, "'#") != NULL;
}

static gboolean
end_sheet (Reading *self,
           GError **error)
{
  g_auto (GStrv) lines = g_strsplit (self->boxes->str, "\n", -1);

  if (holds_foreign_values (self->sheet_name))
    {
      g_clear_pointer (&self->sheet, cw_sheet_free);
      return TRUE;
    }
  if (!cw_sheet_write (self->sheet, self->flow, self->sheet_name, self->turns, &self->hidden,
                       self->cancellable, error))
    return FALSE;
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      {
        cw_flow_start_paragraph (self->flow);
        cw_flow_append (self->flow, *line, -1);
        cw_flow_end_paragraph (self->flow);
      }
  g_clear_pointer (&self->sheet, cw_sheet_free);
  return TRUE;
}

/* Adds a cell as often as it stands in its row. */
static gboolean
add_cells (Reading       *self,
           const RowCell *cell,
           guint          row,
           GError       **error)
{
  for (guint i = 0; i < cell->n_columns; i++)
    if (!cw_sheet_add_shared (self->sheet, row, cell->column + i, cell->text, error))
      return FALSE;
  return TRUE;
}

static gboolean
end_row (Reading *self,
         GError **error)
{
  guint n_rows = self->cells->len > 0 ? self->n_rows : 0;

  for (guint row = 0; row < n_rows; row++)
    {
      if (self->row_hidden)
        cw_sheet_hide_row (self->sheet, self->row + row);
      for (guint i = 0; i < self->cells->len; i++)
        if (!add_cells (self, &g_array_index (self->cells, RowCell, i), self->row + row, error))
          return FALSE;
    }
  self->row = MIN (self->row + self->n_rows, G_MAXINT);
  return TRUE;
}

static void
end_cell (Reading *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  RowCell cell = { self->column, self->n_columns, NULL };

  cw_ods_append_value (text, &self->value, self->shown->str);
  cw_sheet_clean (text);
  self->column = MIN (self->column + self->n_columns, G_MAXINT);
  if (text->len == 0)
    return;
  cell.text = g_string_chunk_insert_len (self->texts, text->str, (gssize) text->len);
  g_array_append_val (self->cells, cell);
}

static void
end_comment (Reading *self)
{
  cw_sheet_clean (self->comment);
  if (self->comment->len > 0)
    cw_sheet_add_comment (self->sheet, self->row, self->column,
                          self->author->len > 0 ? self->author->str : NULL, self->comment->str);
}

static gboolean
end_cb (gpointer user_data,
        GError **error)
{
  Reading *self = user_data;
  Open open = g_array_index (self->open, Open, self->open->len - 1);

  g_array_set_size (self->open, self->open->len - 1);
  switch (open.element)
    {
    case ELEMENT_SHEET:
      return end_sheet (self, error);
    case ELEMENT_ROW:
      return end_row (self, error);
    case ELEMENT_CELL:
      end_cell (self);
      break;
    case ELEMENT_COMMENT:
      end_comment (self);
      break;
    case ELEMENT_PARAGRAPH:
      self->n_paragraphs--;
      break;
    case ELEMENT_OTHER:
    default:
      break;
    }
  return TRUE;
}

/* Any white space is one blank. */
static gboolean
characters_cb (gpointer    user_data,
               const char *text,
               gsize       n_bytes,
               GError    **error)
{
  Reading *self = user_data;
  Place place = self->open->len > 0 ? g_array_index (self->open, Open, self->open->len - 1).place
                                    : PLACE_NOWHERE;
  GString *out = text_of (self, place);

  if (out == NULL || (self->n_paragraphs == 0 && place != PLACE_AUTHOR))
    return TRUE;
  for (gsize i = 0; i < n_bytes; i++)
    if (!g_ascii_isspace (text[i]))
      g_string_append_c (out, text[i]);
    else if (out->len > 0 && !g_ascii_isspace (out->str[out->len - 1]))
      g_string_append_c (out, ' ');
  return TRUE;
}

static gboolean
is_wanted (const char *name,
           gpointer    user_data)
{
  return strcmp (name, "content.xml") == 0 || strcmp (name, CW_ODF_MANIFEST) == 0;
}

/* Gets the document, which is an archive's part, or the file itself. */
static GBytes *
get_content (GBytes       *bytes,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr (CwZip) zip = NULL;
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  GBytes *content;

  if (n_bytes < 2 || memcmp (data, "PK", 2) != 0)
    return g_bytes_ref (bytes);
  zip = cw_zip_read (bytes, is_wanted, NULL, cancellable, error);
  if (zip == NULL || !cw_odf_refuse_encrypted (zip, error))
    return NULL;
  content = cw_zip_get_part (zip, "content.xml");
  if (content == NULL)
    g_set_error_literal (error, CW_ERROR, CW_ERROR_DAMAGED,
                         "the archive has no content.xml; open the file in the program that made "
                         "it, save it again and import that");
  return content != NULL ? g_bytes_ref (content) : NULL;
}

/**
 * cw_read_ods:
 * @bytes: an OpenDocument spreadsheet, an archive or flat
 * @file_name: its name, for messages
 * @options: whether to look for speakers; the format fixes the encoding
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads a spreadsheet: each sheet as a heading, its name, and a table; numbers and
 * dates in full, whatever the cells show of them; comments on cells; what stands in
 * text boxes. Hidden sheets, rows and columns are in, with a warning.
 *
 * Returns: (transfer full): the text, or NULL with %CW_ERROR_DAMAGED,
 *   %CW_ERROR_FORMAT, %CW_ERROR_PROTECTED or %CW_ERROR_TOO_LARGE, or cancelled
 */
CwText *
cw_read_ods (GBytes              *bytes,
             const char          *file_name,
             const CwReadOptions *options,
             GCancellable        *cancellable,
             GError             **error)
{
  static const CwXmlHandler handler = { start_cb, end_cb, characters_cb };
  g_autoptr (GBytes) content = get_content (bytes, cancellable, error);
  Reading reading = { .cancellable = cancellable };
  CwText *text = NULL;

  if (content == NULL)
    return NULL;
  reading.flow = cw_flow_new ("ods");
  reading.turns = options->find_speakers ? cw_table_turns_new (cw_flow_get_text (reading.flow))
                                         : NULL;
  reading.hidden_styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading.texts = g_string_chunk_new (4096);
  reading.open = g_array_new (FALSE, FALSE, sizeof (Open));
  reading.cells = g_array_new (FALSE, FALSE, sizeof (RowCell));
  reading.shown = g_string_new (NULL);
  reading.comment = g_string_new (NULL);
  reading.author = g_string_new (NULL);
  reading.boxes = g_string_new (NULL);
  if (cw_xml_parse (content, "content.xml", &handler, &reading, cancellable, error))
    {
      cw_sheet_warn_hidden (cw_flow_get_text (reading.flow), &reading.hidden);
      text = cw_flow_finish (reading.flow);
    }
  reading_clear (&reading);
  return text;
}
