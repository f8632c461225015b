/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

/* What a case is: three types come with every project, own ones are "other". A
 * table names the type that it counts. */

typedef enum
{
  CW_CASE_KIND_CASE,
  CW_CASE_KIND_PARTICIPANT,
  CW_CASE_KIND_SITE,
  CW_CASE_KIND_OTHER,
} CwCaseKind;

typedef struct
{
  CwGuid guid;
  char *name;
  CwCaseKind kind;
  gint64 position;
} CwCaseType;

const char *cw_case_kind_to_string   (CwCaseKind  kind);
CwCaseKind  cw_case_kind_from_string (const char *string);

void       cw_case_type_free      (CwCaseType   *type);
GPtrArray *cw_case_type_list      (CwDatabase   *database,
                                   GError      **error);
gboolean   cw_case_type_find      (CwDatabase   *database,
                                   const char   *name,
                                   gboolean     *out_found,
                                   CwGuid       *out_guid,
                                   GError      **error);
gboolean   cw_case_type_find_kind (CwDatabase   *database,
                                   CwCaseKind    kind,
                                   CwGuid       *out_guid,
                                   GError      **error);
gboolean   cw_case_type_add       (CwChange     *change,
                                   const char   *name,
                                   CwCaseKind    kind,
                                   CwGuid       *out_guid,
                                   GError      **error);
gboolean   cw_case_type_rename    (CwChange     *change,
                                   const CwGuid *guid,
                                   const char   *name,
                                   GError      **error);
gboolean   cw_case_type_delete    (CwChange     *change,
                                   const CwGuid *guid,
                                   GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCaseType, cw_case_type_free)

G_END_DECLS
