/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

/* What a dump needs to know of a table. */
typedef struct
{
  char *name;
  char *target; /* the table that it refers to; NULL if none */
} CwDumpColumn;

typedef struct
{
  char *name;
  GArray *columns; /* of CwDumpColumn, those of the dump, in order; guid is the first */
} CwDumpTable;

/* Names for GUIDs; remembers those that it made. */
typedef struct _CwDumpKeys CwDumpKeys;

CwDumpTable *cw_dump_table_new   (CwDatabase   *database,
                                  const char   *name,
                                  GError      **error);
void         cw_dump_table_free  (CwDumpTable  *table);
CwDumpKeys  *cw_dump_keys_new    (CwDatabase   *database);
void         cw_dump_keys_free   (CwDumpKeys   *self);
gboolean     cw_dump_keys_append (CwDumpKeys   *self,
                                  const char   *table,
                                  const CwGuid *guid,
                                  GString      *json,
                                  GError      **error);
gboolean     cw_dump_keys_has    (const char   *table);

void cw_dump_append_text  (GString     *json,
                           const char  *text);
void cw_dump_append_value (GString     *json,
                           CwStatement *row,
                           int          column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDumpTable, cw_dump_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDumpKeys, cw_dump_keys_free)

G_END_DECLS
