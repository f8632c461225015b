/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Comma-separated values as RFC 4180 has them, a row at a time:
 *
 *   g_autoptr (CwCsvReader) reader = cw_csv_reader_new (text, n_bytes, "rows.csv");
 *   if (!cw_csv_reader_read_header (reader, error)) return FALSE;
 *   while (cw_csv_reader_next (reader, &failure))
 *     name = cw_csv_reader_field (reader, 0);
 *
 * Strict: what is not plainly one row after another is refused, with the row
 * (counted as a spreadsheet counts, the header being row 1) and the column.
 */
typedef struct _CwCsvReader CwCsvReader;

CwCsvReader *cw_csv_reader_new         (const char        *text,
                                        gsize              n_bytes,
                                        const char        *file_name);
void         cw_csv_reader_free        (CwCsvReader       *self);
gboolean     cw_csv_reader_read_header (CwCsvReader       *self,
                                        GError           **error);
int          cw_csv_reader_find_column (const CwCsvReader *self,
                                        const char        *name);
gboolean     cw_csv_reader_next        (CwCsvReader       *self,
                                        GError           **error);
guint        cw_csv_reader_n_fields    (const CwCsvReader *self);
const char  *cw_csv_reader_field       (const CwCsvReader *self,
                                        guint              column);
guint        cw_csv_reader_row         (const CwCsvReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCsvReader, cw_csv_reader_free)

G_END_DECLS
