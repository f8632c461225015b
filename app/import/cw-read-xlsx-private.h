/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-sheet-value.h"
#include "cw-sheet.h"
#include "cw-zip.h"

G_BEGIN_DECLS

/* The text of a cell or a comment as it comes, in runs; how it is pronounced, which
 * East Asian workbooks say, too, is no part of it. */
typedef struct
{
  GString *text;
  guint depth;
  guint phonetic_depth; /* of what is pronunciation, or 0 */
  gboolean in_text;
} CwXlsxRuns;

/* What cells refer to. */
typedef struct
{
  GStringChunk *texts;
  GPtrArray *strings; /* of char *, in @texts */
  GArray *formats;    /* of CwSheetFormat, by the number of a cell's style */
  gboolean from_1904;
} CwXlsxTables;

void cw_xlsx_runs_start  (CwXlsxRuns *runs,
                          const char *name);
void cw_xlsx_runs_end    (CwXlsxRuns *runs);
void cw_xlsx_runs_append (CwXlsxRuns *runs,
                          const char *text,
                          gsize       n_bytes);
void cw_xlsx_clean       (GString    *text);

CwXlsxTables *cw_xlsx_tables_new          (void);
void          cw_xlsx_tables_free         (CwXlsxTables *self);
gboolean      cw_xlsx_tables_read_strings (CwXlsxTables *self,
                                           GBytes       *bytes,
                                           const char   *name,
                                           GCancellable *cancellable,
                                           GError      **error);
gboolean      cw_xlsx_tables_read_formats (CwXlsxTables *self,
                                           GBytes       *bytes,
                                           const char   *name,
                                           GCancellable *cancellable,
                                           GError      **error);

gboolean cw_xlsx_parse_place (const char         *reference,
                              gsize               n_reference,
                              guint              *out_row,
                              guint              *out_column);
CwSheet *cw_xlsx_read_sheet  (GBytes             *bytes,
                              const char         *name,
                              const CwXlsxTables *tables,
                              guint              *n_without_value,
                              GCancellable       *cancellable,
                              GError            **error);

gboolean cw_xlsx_read_persons  (GBytes       *bytes,
                                const char   *name,
                                GHashTable   *persons,
                                GCancellable *cancellable,
                                GError      **error);
gboolean cw_xlsx_read_comments (GBytes       *bytes,
                                const char   *name,
                                CwSheet      *sheet,
                                GHashTable   *persons,
                                GCancellable *cancellable,
                                GError      **error);
gboolean cw_xlsx_read_boxes    (GBytes       *bytes,
                                const char   *name,
                                CwFlow       *flow,
                                GCancellable *cancellable,
                                GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwXlsxTables, cw_xlsx_tables_free)

G_END_DECLS
