/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-attribute.h"

G_BEGIN_DECLS

const char *cw_attribute_owner_column (CwAttributeOwner   owner);
const char *cw_attribute_owner_table  (CwAttributeOwner   owner);
gboolean    cw_attribute_parse        (const CwAttribute *attribute,
                                       const char        *text,
                                       CwValue           *out_value,
                                       GArray            *choices,
                                       GError           **error);

G_END_DECLS
