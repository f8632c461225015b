/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-guid.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A list of any length to a stream, row by row, in flat memory:
 *
 *   static const CwColumn columns[] = {
 *     { "name", CW_COLUMN_TEXT }, { "codings", CW_COLUMN_INTEGER },
 *   };
 *   writer = cw_row_writer_new (stream, CW_FORMAT_CSV, columns, G_N_ELEMENTS (columns),
 *                               CW_ROW_WRITER_DEFAULT);
 *   cw_row_writer_text (writer, name);
 *   cw_row_writer_int (writer, n);
 *   if (!cw_row_writer_end_row (writer, error)) …
 *   if (!cw_row_writer_finish (writer, error)) …
 */
typedef struct _CwRowWriter CwRowWriter;

/**
 * CwFormat:
 * @CW_FORMAT_TEXT: aligned columns for people
 * @CW_FORMAT_CSV: RFC 4180: UTF-8, CRLF after each row, a header row, literal
 * @CW_FORMAT_JSON: an array of objects, one a line, with the CSV's field names
 */
typedef enum
{
  CW_FORMAT_TEXT,
  CW_FORMAT_CSV,
  CW_FORMAT_JSON,
} CwFormat;

/**
 * CwRowWriterFlags:
 * @CW_ROW_WRITER_DEFAULT: nothing special
 * @CW_ROW_WRITER_SPREADSHEET: CSV for spreadsheets: texts that a spreadsheet would take
 *   for a formula get a ' before them
 * @CW_ROW_WRITER_NO_HEADER: without the row of names, in text and CSV
 */
typedef enum
{
  CW_ROW_WRITER_DEFAULT = 0,
  CW_ROW_WRITER_SPREADSHEET = 1 << 0,
  CW_ROW_WRITER_NO_HEADER = 1 << 1,
} CwRowWriterFlags;

/**
 * CwColumnType:
 * @CW_COLUMN_TEXT: words; to the left
 * @CW_COLUMN_INTEGER: whole numbers; to the right
 * @CW_COLUMN_DECIMAL: numbers, in full precision; to the right
 * @CW_COLUMN_BOOLEAN: true or false
 * @CW_COLUMN_GUID: GUIDs
 *
 * What a column of a list holds. Any cell may be null.
 */
typedef enum
{
  CW_COLUMN_TEXT,
  CW_COLUMN_INTEGER,
  CW_COLUMN_DECIMAL,
  CW_COLUMN_BOOLEAN,
  CW_COLUMN_GUID,
} CwColumnType;

typedef struct
{
  const char *name;
  CwColumnType type;
} CwColumn;

gboolean cw_format_parse (const char *text,
                          CwFormat   *out_format,
                          GError    **error);

CwRowWriter *cw_row_writer_new       (GOutputStream   *stream,
                                      CwFormat         format,
                                      const CwColumn  *columns,
                                      guint            n_columns,
                                      CwRowWriterFlags flags);
void         cw_row_writer_free      (CwRowWriter     *self);
void         cw_row_writer_set_width (CwRowWriter     *self,
                                      guint            width);

void     cw_row_writer_text    (CwRowWriter  *self,
                                const char   *text);
void     cw_row_writer_text_n  (CwRowWriter  *self,
                                const char   *text,
                                gsize         n_bytes);
void     cw_row_writer_int     (CwRowWriter  *self,
                                gint64        value);
void     cw_row_writer_double  (CwRowWriter  *self,
                                double        value);
void     cw_row_writer_boolean (CwRowWriter  *self,
                                gboolean      value);
void     cw_row_writer_guid    (CwRowWriter  *self,
                                const CwGuid *guid);
void     cw_row_writer_null    (CwRowWriter  *self);
gboolean cw_row_writer_end_row (CwRowWriter  *self,
                                GError      **error);
gboolean cw_row_writer_finish  (CwRowWriter  *self,
                                GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwRowWriter, cw_row_writer_free)

G_END_DECLS
