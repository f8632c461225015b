/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-dependents.h"

G_BEGIN_DECLS

/*
 * An attribute of cases, documents or survey respondents. Names are unique among
 * those of one kind of owner. As text a value reads
 *
 *   text      anything
 *   integer   12
 *   decimal   12.5 (a point, whatever the locale)
 *   date      2014, 2014-05 or 2014-05-31
 *   yes-no    yes or no; also true, false, 1, 0
 *   choice    a choice's label, whatever its case
 *   choices   labels separated by "; "
 */

typedef enum
{
  CW_ATTRIBUTE_TEXT,
  CW_ATTRIBUTE_INTEGER,
  CW_ATTRIBUTE_DECIMAL,
  CW_ATTRIBUTE_DATE,
  CW_ATTRIBUTE_YES_NO,
  CW_ATTRIBUTE_CHOICE,
  CW_ATTRIBUTE_CHOICES,
} CwAttributeType;

typedef enum
{
  CW_OWNER_CASE,
  CW_OWNER_DOCUMENT,
  CW_OWNER_RESPONDENT,
} CwAttributeOwner;

typedef struct
{
  CwGuid guid;
  char *label;
} CwAttributeChoice;

typedef struct
{
  CwGuid guid;
  char *name;
  CwAttributeOwner owner;
  CwAttributeType type;
  gboolean has_case_type; /* it is for cases of one type only */
  CwGuid case_type;
  char *unit;
  char *description;
  gint64 position;
  GArray *choices; /* of CwAttributeChoice, in order; empty but for choices */
} CwAttribute;

const char *cw_attribute_type_to_string    (CwAttributeType   type);
gboolean    cw_attribute_type_from_string  (const char       *string,
                                            CwAttributeType  *out_type);
const char *cw_attribute_owner_to_string   (CwAttributeOwner  owner);
gboolean    cw_attribute_owner_from_string (const char       *string,
                                            CwAttributeOwner *out_owner);

void          cw_attribute_free             (CwAttribute       *attribute);
GPtrArray    *cw_attribute_list             (CwDatabase        *database,
                                             GError           **error);
CwAttribute  *cw_attribute_load             (CwDatabase        *database,
                                             const CwGuid      *guid,
                                             GError           **error);
gboolean      cw_attribute_find             (CwDatabase        *database,
                                             CwAttributeOwner   owner,
                                             const char        *name,
                                             gboolean          *out_found,
                                             CwGuid            *out_guid,
                                             GError           **error);
gboolean      cw_attribute_define           (CwChange          *change,
                                             const char        *name,
                                             CwAttributeOwner   owner,
                                             CwAttributeType    type,
                                             const CwGuid      *case_type,
                                             const char *const *choices,
                                             CwGuid            *out_guid,
                                             GError           **error);
gboolean      cw_attribute_rename           (CwChange          *change,
                                             const CwGuid      *guid,
                                             const char        *name,
                                             GError           **error);
gboolean      cw_attribute_describe         (CwChange          *change,
                                             const CwGuid      *guid,
                                             const char        *unit,
                                             const char        *description,
                                             GError           **error);
gboolean      cw_attribute_add_choice       (CwChange          *change,
                                             const CwGuid      *guid,
                                             const char        *label,
                                             CwGuid            *out_choice,
                                             GError           **error);
gboolean      cw_attribute_rename_choice    (CwChange          *change,
                                             const CwGuid      *choice,
                                             const char        *label,
                                             GError           **error);
CwDependents *cw_attribute_count_dependents (CwDatabase        *database,
                                             const CwGuid      *guid,
                                             GError           **error);
gboolean      cw_attribute_delete           (CwChange          *change,
                                             const CwGuid      *guid,
                                             gboolean           force,
                                             GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwAttribute, cw_attribute_free)

G_END_DECLS
