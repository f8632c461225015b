/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-sheet.h"

G_BEGIN_DECLS

/* What a cell of OpenDocument says that it holds, in attributes. */
typedef struct
{
  char *type; /* "float", "date" …, or NULL */
  char *value;
} CwOdsValue;

void cw_ods_append_value (GString          *out,
                          const CwOdsValue *value,
                          const char       *shown);

G_END_DECLS
