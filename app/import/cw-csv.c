/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-import"

#include "cw-csv.h"

#include "cw-error.h"

#include <string.h>

struct _CwCsvReader
{
  const char *text; /* not ours */
  gsize n_bytes;
  gsize at; /* byte of the next row's first field */
  char *file_name;
  GPtrArray *header; /* of char *: the names as they stand; NULL until read */
  GString *values;   /* the fields of the current row, each ended by a nul */
  GArray *offsets;   /* of gsize: where in values each field begins */
  guint row;         /* number of the current row; the header is 1 */
  guint next_row;
};

/* How a field ended. */
typedef enum
{
  FIELD_THEN_FIELD,
  FIELD_THEN_ROW,
  FIELD_THEN_END,
  FIELD_WRONG,
} FieldEnd;

static void
set_row_error (CwCsvReader *self,
               const char  *what,
               GError     **error)
{
  guint column = self->offsets->len;

  if (self->header != NULL && column >= 1 && column <= self->header->len)
    g_set_error (error, CW_ERROR, CW_ERROR_FORMAT, "%s: row %u, column %u (%s): %s",
                 self->file_name, self->row, column,
                 (const char *) g_ptr_array_index (self->header, column - 1), what);
  else
    g_set_error (error, CW_ERROR, CW_ERROR_FORMAT, "%s: row %u, column %u: %s", self->file_name,
                 self->row, column, what);
}

/* Steps over a line end at the current place, "\r\n" being one. */
static gboolean
skip_line_end (CwCsvReader *self)
{
  if (self->at >= self->n_bytes)
    return FALSE;
  if (self->text[self->at] == '\r')
    {
      self->at++;
      if (self->at < self->n_bytes && self->text[self->at] == '\n')
        self->at++;
      return TRUE;
    }
  if (self->text[self->at] == '\n')
    {
      self->at++;
      return TRUE;
    }
  return FALSE;
}

static FieldEnd
finish_field (CwCsvReader *self,
              gboolean     quoted,
              GError     **error)
{
  g_string_append_c (self->values, '\0');
  if (self->at >= self->n_bytes)
    return FIELD_THEN_END;
  if (self->text[self->at] == ',')
    {
      self->at++;
      return FIELD_THEN_FIELD;
    }
  if (skip_line_end (self))
    return FIELD_THEN_ROW;
  set_row_error (self,
                 quoted ? "there is text after the closing quotation mark; a quotation mark "
                          "inside a quoted value is written twice"
                        : "there is a quotation mark inside a value that is not quoted; "
                          "quote the whole value and write the mark twice",
                 error);
  return FIELD_WRONG;
}

static FieldEnd
read_quoted_field (CwCsvReader *self,
                   GError     **error)
{
  self->at++;
  while (self->at < self->n_bytes)
    {
      const char *rest = self->text + self->at;
      const char *quote = memchr (rest, '"', self->n_bytes - self->at);

      if (quote == NULL)
        break;
      g_string_append_len (self->values, rest, quote - rest);
      self->at += (gsize) (quote - rest) + 1;
      if (self->at >= self->n_bytes || self->text[self->at] != '"')
        return finish_field (self, TRUE, error);
      g_string_append_c (self->values, '"');
      self->at++;
    }
  set_row_error (self, "a quotation mark is opened and never closed", error);
  return FIELD_WRONG;
}

static FieldEnd
read_field (CwCsvReader *self,
            GError     **error)
{
  gsize start = self->at;
  gsize offset = self->values->len;

  g_array_append_val (self->offsets, offset);
  if (self->at < self->n_bytes && self->text[self->at] == '"')
    return read_quoted_field (self, error);

  while (self->at < self->n_bytes && strchr (",\"\r\n", self->text[self->at]) == NULL)
    self->at++;
  g_string_append_len (self->values, self->text + start, (gssize) (self->at - start));
  return finish_field (self, FALSE, error);
}

/* FALSE without an error at the end of the text. */
static gboolean
read_row (CwCsvReader *self,
          GError     **error)
{
  FieldEnd end;

  /* An empty line is no row, but counts as one, as in a spreadsheet. */
  while (skip_line_end (self))
    self->next_row++;
  if (self->at >= self->n_bytes)
    return FALSE;

  g_string_truncate (self->values, 0);
  g_array_set_size (self->offsets, 0);
  self->row = self->next_row++;
  do
    end = read_field (self, error);
  while (end == FIELD_THEN_FIELD);
  return end != FIELD_WRONG;
}

static gboolean
check_text (CwCsvReader *self,
            GError     **error)
{
  const char *end;

  if (memchr (self->text, '\0', self->n_bytes) != NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_FORMAT,
                   "%s: this is not a CSV file: it holds zero bytes (if it came from a "
                   "spreadsheet, save it as \"CSV UTF-8\")",
                   self->file_name);
      return FALSE;
    }
  if (!g_utf8_validate_len (self->text, self->n_bytes, &end))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_FORMAT,
                   "%s: byte %" G_GSIZE_FORMAT " is not UTF-8; save the file as \"CSV UTF-8\"",
                   self->file_name, (gsize) (end - self->text) + 1);
      return FALSE;
    }
  return TRUE;
}

/**
 * cw_csv_reader_new:
 * @text: (transfer none): the file's text; must outlive the reader
 * @n_bytes: its length
 * @file_name: name of the file, for messages
 *
 * Makes a reader. A byte order mark at the beginning is passed over.
 *
 * Returns: (transfer full): the reader
 */
CwCsvReader *
cw_csv_reader_new (const char *text,
                   gsize       n_bytes,
                   const char *file_name)
{
  CwCsvReader *self;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (file_name != NULL, NULL);

  self = g_new0 (CwCsvReader, 1);
  self->text = text;
  self->n_bytes = n_bytes;
  self->file_name = g_strdup (file_name);
  self->values = g_string_new (NULL);
  self->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->next_row = 1;
  if (n_bytes >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    self->at = 3;
  return self;
}

/**
 * cw_csv_reader_free:
 * @self: (transfer full): a reader
 *
 * Frees the reader.
 */
void
cw_csv_reader_free (CwCsvReader *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->header, g_ptr_array_unref);
  g_string_free (self->values, TRUE);
  g_array_unref (self->offsets);
  g_free (self->file_name);
  g_free (self);
}

/**
 * cw_csv_reader_read_header:
 * @self: a reader at its beginning
 * @error: return location for an error
 *
 * Reads the first row as names of columns. Two equal names are refused.
 *
 * Returns: %TRUE if there is a header
 */
gboolean
cw_csv_reader_read_header (CwCsvReader *self,
                           GError     **error)
{
  g_autoptr (GPtrArray) header = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (self != NULL && self->header == NULL, FALSE);

  if (!check_text (self, error))
    return FALSE;
  if (!read_row (self, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        g_set_error (error, CW_ERROR, CW_ERROR_FORMAT,
                     "%s: the file is empty; its first row names the columns", self->file_name);
      return FALSE;
    }

  header = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->offsets->len; i++)
    g_ptr_array_add (header, g_strstrip (g_strdup (cw_csv_reader_field (self, i))));
  for (guint i = 0; i < header->len; i++)
    for (guint j = 0; j < i; j++)
      if (g_ascii_strcasecmp (g_ptr_array_index (header, i), g_ptr_array_index (header, j)) == 0)
        {
          g_set_error (error, CW_ERROR, CW_ERROR_FORMAT, "%s: two columns are named \"%s\"",
                       self->file_name, (const char *) g_ptr_array_index (header, i));
          return FALSE;
        }
  self->header = g_steal_pointer (&header);
  return TRUE;
}

/**
 * cw_csv_reader_find_column:
 * @self: a reader whose header was read
 * @name: the name of a column, in any case
 *
 * Finds a column by its name.
 *
 * Returns: the column's index, or -1 if there is none of that name
 */
int
cw_csv_reader_find_column (const CwCsvReader *self,
                           const char        *name)
{
  g_return_val_if_fail (self != NULL && self->header != NULL, -1);

  for (guint i = 0; i < self->header->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (self->header, i), name) == 0)
      return (int) i;
  return -1;
}

/**
 * cw_csv_reader_next:
 * @self: a reader whose header was read
 * @error: return location for an error
 *
 * Goes to the next row. A row with more or fewer fields than the header is
 * refused.
 *
 * Returns: %TRUE if there is one; %FALSE at the end, or with @error set
 */
gboolean
cw_csv_reader_next (CwCsvReader *self,
                    GError     **error)
{
  g_return_val_if_fail (self != NULL && self->header != NULL, FALSE);

  if (!read_row (self, error))
    return FALSE;
  if (self->offsets->len != self->header->len)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_FORMAT,
                   "%s: row %u has %u columns, and the header has %u", self->file_name, self->row,
                   self->offsets->len, self->header->len);
      return FALSE;
    }
  return TRUE;
}

/**
 * cw_csv_reader_n_fields:
 * @self: a reader
 *
 * Gets how many fields the current row has.
 *
 * Returns: the number of fields
 */
guint
cw_csv_reader_n_fields (const CwCsvReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->offsets->len;
}

/**
 * cw_csv_reader_field:
 * @self: a reader on a row
 * @column: the field's index
 *
 * Gets a value of the current row.
 *
 * Returns: (transfer none): the value, until the next row is read
 */
const char *
cw_csv_reader_field (const CwCsvReader *self,
                     guint              column)
{
  g_return_val_if_fail (self != NULL && column < self->offsets->len, NULL);

  return self->values->str + g_array_index (self->offsets, gsize, column);
}

/**
 * cw_csv_reader_row:
 * @self: a reader on a row
 *
 * Gets the number of the current row, as a spreadsheet counts: the header is 1.
 * (A value with line ends in it is one row.)
 *
 * Returns: the number
 */
guint
cw_csv_reader_row (const CwCsvReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->row;
}
