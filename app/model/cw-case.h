/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-case-type.h"
#include "cw-dependents.h"

G_BEGIN_DECLS

/* A case, or what lies in one: a participant or a site of it (its parent), which is
 * not itself a case. Siblings have different names; paths are written as in
 * cw-path.h. */

typedef enum
{
  CW_CASE_CONTEXT,
  CW_CASE_SELECTION, /* why it was chosen */
  CW_CASE_NOTE,
  CW_CASE_COLOUR,
  CW_CASE_N_FIELDS,
} CwCaseField;

typedef struct
{
  CwGuid guid;
  CwGuid type;
  char *type_name;
  CwCaseKind kind;
  gboolean has_parent;
  CwGuid parent;
  char *name;
  char *path;
  guint depth; /* 0 at the top */
  gint64 position;
  char *fields[CW_CASE_N_FIELDS];
  gint64 created;
} CwCase;

const char *cw_case_field_to_string   (CwCaseField  field);
gboolean    cw_case_field_from_string (const char  *string,
                                       CwCaseField *out_field);

void          cw_case_free             (CwCase       *self);
GPtrArray    *cw_case_list             (CwDatabase   *database,
                                        GError      **error);
CwCase       *cw_case_load             (CwDatabase   *database,
                                        const CwGuid *guid,
                                        GError      **error);
gboolean      cw_case_add              (CwChange     *change,
                                        const char   *name,
                                        const CwGuid *type,
                                        const CwGuid *parent,
                                        CwGuid       *out_guid,
                                        GError      **error);
gboolean      cw_case_rename           (CwChange     *change,
                                        const CwGuid *guid,
                                        const char   *name,
                                        GError      **error);
gboolean      cw_case_move             (CwChange     *change,
                                        const CwGuid *guid,
                                        const CwGuid *parent,
                                        guint         index,
                                        GError      **error);
gboolean      cw_case_set_type         (CwChange     *change,
                                        const CwGuid *guid,
                                        const CwGuid *type,
                                        GError      **error);
gboolean      cw_case_set_field        (CwChange     *change,
                                        const CwGuid *guid,
                                        CwCaseField   field,
                                        const char   *value,
                                        GError      **error);
CwDependents *cw_case_count_dependents (CwDatabase   *database,
                                        const CwGuid *guid,
                                        GError      **error);
gboolean      cw_case_delete           (CwChange     *change,
                                        const CwGuid *guid,
                                        gboolean      force,
                                        GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCase, cw_case_free)

G_END_DECLS
