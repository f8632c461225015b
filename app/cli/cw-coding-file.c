/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

#include "config.h"

#include "cw-coding-file.h"

#include "cw-arguments.h"
#include "cw-code.h"
#include "cw-coder.h"
#include "cw-coding.h"
#include "cw-csv.h"
#include "cw-document.h"
#include "cw-error.h"
#include "cw-names.h"

typedef enum
{
  COLUMN_DOCUMENT,
  COLUMN_START,
  COLUMN_END,
  COLUMN_CODE,
  COLUMN_CODER,
  COLUMN_WEIGHT,
  COLUMN_COMMENT,
  N_COLUMNS,
} Column;

static const char *const column_names[N_COLUMNS] = {
  "document", "start", "end", "code", "coder", "weight", "comment",
};

/* A document or code that rows name, looked up once. */
typedef struct
{
  CwGuid guid;
  guint32 length; /* of a document */
} Thing;

typedef struct
{
  guint row;
  const Thing *document;
  const Thing *code;
  const char *coder; /* interned; NULL: who does it */
  guint32 start;
  guint32 end;
  gboolean has_weight;
  double weight;
  char *comment; /* or NULL */
} CodingRow;

struct _CwCodingFile
{
  char *file_name;
  CwDatabase *database;   /* only while reading */
  GArray *rows;           /* of CodingRow */
  GHashTable *documents;  /* name → Thing */
  GHashTable *codes;      /* name → Thing */
  GHashTable *coders;     /* name → CwGuid, NULL until they are found or made */
  int columns[N_COLUMNS]; /* where each stands, or -1 */
};

static void
clear_row (gpointer data)
{
  CodingRow *row = data;

  g_free (row->comment);
}

static gboolean
find_columns (CwCodingFile *self,
              CwCsvReader  *reader,
              GError      **error)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      self->columns[i] = cw_csv_reader_find_column (reader, column_names[i]);
      if (self->columns[i] < 0 && i < COLUMN_CODER)
        {
          g_set_error (error, CW_ERROR, CW_ERROR_FORMAT,
                       "%s: row 1: there is no column \"%s\"; the columns are document, start, "
                       "end, code, coder and, if wanted, weight and comment, separated by commas",
                       self->file_name, column_names[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static const char *
get_field (CwCodingFile *self,
           CwCsvReader  *reader,
           Column        column)
{
  if (self->columns[column] < 0)
    return "";
  return cw_csv_reader_field (reader, (guint) self->columns[column]);
}

/* Whatever is wrong in a row, the file is what cannot be used. */
static gboolean
refuse_row (CwCodingFile *self,
            guint         row,
            Column        column,
            GError       *failure,
            GError      **error)
{
  g_set_error (error, CW_ERROR, CW_ERROR_FORMAT, "%s: row %u, column %s: %s; nothing was coded",
               self->file_name, row, column_names[column], failure->message);
  g_error_free (failure);
  return FALSE;
}

static Thing *
load_document (CwCodingFile *self,
               const char   *name,
               GError      **error)
{
  g_autoptr (CwDocument) document = NULL;
  CwGuid guid;
  Thing *thing;

  if (!cw_argument_document (self->database, name, &guid, error)
      || (document = cw_document_load (self->database, &guid, error)) == NULL)
    return NULL;
  thing = g_new0 (Thing, 1);
  thing->guid = guid;
  thing->length = document->length;
  return thing;
}

static Thing *
load_code (CwCodingFile *self,
           const char   *name,
           GError      **error)
{
  g_autoptr (CwCode) code = NULL;
  CwGuid guid;
  Thing *thing;

  if (!cw_names_find_code (self->database, name, &guid, error)
      || (code = cw_code_load (self->database, &guid, error)) == NULL)
    return NULL;
  if (!code->codable || code->state == CW_CODE_RETIRED)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID, "the code %s %s", code->path,
                   code->codable ? "is retired" : "only holds other codes");
      return NULL;
    }
  thing = g_new0 (Thing, 1);
  thing->guid = guid;
  return thing;
}

typedef Thing *(*LoadFunc) (CwCodingFile *self, const char *name, GError **error);

static const Thing *
look_up (CwCodingFile *self,
         GHashTable   *things,
         const char   *name,
         LoadFunc      load,
         GError      **error)
{
  Thing *thing = g_hash_table_lookup (things, name);

  if (thing == NULL && (thing = load (self, name, error)) != NULL)
    g_hash_table_insert (things, g_strdup (name), thing);
  return thing;
}

static gboolean
read_position (CwCodingFile *self,
               CwCsvReader  *reader,
               Column        column,
               guint32       length,
               guint32      *out_position,
               GError      **error)
{
  gint64 position;
  GError *failure = NULL;

  if (!cw_argument_number ("a position", get_field (self, reader, column), 0, G_MAXUINT32,
                           &position, &failure))
    return refuse_row (self, cw_csv_reader_row (reader), column, failure, error);
  if (position > length)
    {
      failure = g_error_new (CW_ERROR, CW_ERROR_INVALID,
                             "%" G_GINT64_FORMAT " lies behind the document's end, at %u", position,
                             length);
      return refuse_row (self, cw_csv_reader_row (reader), column, failure, error);
    }
  *out_position = (guint32) position;
  return TRUE;
}

static gboolean
read_range (CwCodingFile *self,
            CwCsvReader  *reader,
            CodingRow    *row,
            GError      **error)
{
  if (!read_position (self, reader, COLUMN_START, row->document->length, &row->start, error)
      || !read_position (self, reader, COLUMN_END, row->document->length, &row->end, error))
    return FALSE;
  if (row->start < row->end)
    return TRUE;
  return refuse_row (self, row->row, COLUMN_END,
                     g_error_new (CW_ERROR, CW_ERROR_INVALID,
                                  "the end, %u, must lie behind the start, %u", row->end,
                                  row->start),
                     error);
}

static const char *
intern_coder (CwCodingFile *self,
              const char   *name)
{
  gpointer key;

  if (*name == '\0')
    return NULL;
  if (!g_hash_table_lookup_extended (self->coders, name, &key, NULL))
    {
      key = g_strdup (name);
      g_hash_table_insert (self->coders, key, NULL);
    }
  return key;
}

static gboolean
read_row (CwCodingFile *self,
          CwCsvReader  *reader,
          CodingRow    *row,
          GError      **error)
{
  GError *failure = NULL;
  const char *weight = get_field (self, reader, COLUMN_WEIGHT);
  const char *comment = get_field (self, reader, COLUMN_COMMENT);

  row->row = cw_csv_reader_row (reader);
  row->document = look_up (self, self->documents, get_field (self, reader, COLUMN_DOCUMENT),
                           load_document, &failure);
  if (row->document == NULL)
    return refuse_row (self, row->row, COLUMN_DOCUMENT, failure, error);
  if (!read_range (self, reader, row, error))
    return FALSE;
  row->code = look_up (self, self->codes, get_field (self, reader, COLUMN_CODE), load_code,
                       &failure);
  if (row->code == NULL)
    return refuse_row (self, row->row, COLUMN_CODE, failure, error);
  row->has_weight = *weight != '\0';
  if (row->has_weight && !cw_argument_weight (weight, &row->weight, &failure))
    return refuse_row (self, row->row, COLUMN_WEIGHT, failure, error);
  row->coder = intern_coder (self, get_field (self, reader, COLUMN_CODER));
  row->comment = *comment != '\0' ? g_strdup (comment) : NULL;
  return TRUE;
}

static gboolean
read_rows (CwCodingFile *self,
           CwCsvReader  *reader,
           GError      **error)
{
  g_autoptr (GError) failure = NULL;

  if (!cw_csv_reader_read_header (reader, error) || !find_columns (self, reader, error))
    return FALSE;
  while (cw_csv_reader_next (reader, &failure))
    {
      CodingRow row = { 0 };

      if (!read_row (self, reader, &row, error))
        return FALSE;
      g_array_append_val (self->rows, row);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * cw_coding_file_read:
 * @database: a project's connection
 * @text: what the file holds
 * @n_bytes: its length
 * @file_name: the file's name, for messages
 * @error: return location for an error
 *
 * Reads codings from CSV and finds the documents and codes that they name. The
 * first row that is wrong refuses the file, with its row and column.
 *
 * Returns: (transfer full) (nullable): the codings, or %NULL with @error set
 */
CwCodingFile *
cw_coding_file_read (CwDatabase *database,
                     const char *text,
                     gsize       n_bytes,
                     const char *file_name,
                     GError    **error)
{
  g_autoptr (CwCodingFile) self = g_new0 (CwCodingFile, 1);
  g_autoptr (CwCsvReader) reader = NULL;

  g_return_val_if_fail (database != NULL && text != NULL, NULL);

  self->file_name = g_strdup (file_name);
  self->database = database;
  self->rows = g_array_new (FALSE, TRUE, sizeof (CodingRow));
  g_array_set_clear_func (self->rows, clear_row);
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->coders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader = cw_csv_reader_new (text, n_bytes, file_name);
  if (!read_rows (self, reader, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * cw_coding_file_free:
 * @self: (transfer full): codings of a file
 *
 * Frees them.
 */
void
cw_coding_file_free (CwCodingFile *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->rows);
  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->coders);
  g_free (self->file_name);
  g_free (self);
}

/**
 * cw_coding_file_get_n_rows:
 * @self: codings of a file
 *
 * Gets how many there are.
 *
 * Returns: the number of rows
 */
guint
cw_coding_file_get_n_rows (const CwCodingFile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

static gboolean
find_coder (CwCodingFile  *self,
            CwChange      *change,
            const char    *name,
            const CwGuid **out_coder,
            GError       **error)
{
  CwGuid *coder = g_hash_table_lookup (self->coders, name);
  CwGuid found_guid;
  gboolean found;

  if (coder == NULL)
    {
      if (!cw_coder_find (cw_change_get_database (change), name, &found, &found_guid, error)
          || (!found && !cw_coder_add (change, name, &found_guid, error)))
        return FALSE;
      coder = cw_guid_copy (&found_guid);
      g_hash_table_insert (self->coders, g_strdup (name), coder);
    }
  *out_coder = coder;
  return TRUE;
}

static gboolean
apply_row (CwCodingFile    *self,
           CwChange        *change,
           const CodingRow *row,
           GError         **error)
{
  GError *failure = NULL;
  CwGuid guid;
  CwCodingSpec spec = {
    .document = &row->document->guid,
    .start = row->start,
    .end = row->end,
    .code = &row->code->guid,
    .has_weight = row->has_weight,
    .weight = row->weight,
    .comment = row->comment,
  };

  if (row->coder != NULL && !find_coder (self, change, row->coder, &spec.coder, &failure))
    return refuse_row (self, row->row, COLUMN_CODER, failure, error);
  if (cw_coding_add (change, &spec, &guid, &failure))
    return TRUE;
  /* Weight is the only thing that could still be wrong with a row; all else is the disk. */
  if (g_error_matches (failure, CW_ERROR, CW_ERROR_INVALID)
      || g_error_matches (failure, CW_ERROR, CW_ERROR_USAGE))
    return refuse_row (self, row->row, row->has_weight ? COLUMN_WEIGHT : COLUMN_CODE, failure,
                       error);
  g_propagate_error (error, failure);
  return FALSE;
}

/**
 * cw_coding_file_apply:
 * @self: codings of a file
 * @change: the change in which they are made
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Makes the codings, and the coders among them that are new.
 *
 * Returns: %TRUE if all were made; else the change is not to be committed
 */
gboolean
cw_coding_file_apply (CwCodingFile *self,
                      CwChange     *change,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_return_val_if_fail (self != NULL && change != NULL, FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !apply_row (self, change, &g_array_index (self->rows, CodingRow, i), error))
      return FALSE;
  return TRUE;
}
