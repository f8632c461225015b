/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-attribute.h"

G_BEGIN_DECLS

/* What an attribute says of one owner; none is no row. */

typedef struct
{
  CwGuid attribute;
  char *name; /* the attribute's */
  CwAttributeType type;
  CwGuid owner;  /* a case, document or respondent */
  char *text;    /* as cw-attribute.h says */
  double number; /* integer, decimal, yes-no (0, 1); else NaN */
} CwAttributeValue;

void       cw_attribute_value_free           (CwAttributeValue *value);
GPtrArray *cw_attribute_value_list           (CwDatabase       *database,
                                              CwAttributeOwner  kind,
                                              const CwGuid     *owner,
                                              GError          **error);
GPtrArray *cw_attribute_value_list_attribute (CwDatabase       *database,
                                              const CwGuid     *attribute,
                                              GError          **error);
gboolean   cw_attribute_value_get            (CwDatabase       *database,
                                              const CwGuid     *attribute,
                                              const CwGuid     *owner,
                                              char            **out_text,
                                              GError          **error);
gboolean   cw_attribute_value_set            (CwChange         *change,
                                              const CwGuid     *attribute,
                                              const CwGuid     *owner,
                                              const char       *text,
                                              GError          **error);
gboolean   cw_attribute_value_clear          (CwChange         *change,
                                              const CwGuid     *attribute,
                                              const CwGuid     *owner,
                                              GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwAttributeValue, cw_attribute_value_free)

G_END_DECLS
