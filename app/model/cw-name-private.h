/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

/* The rules for names. */

#define CW_NAME_MAX_BYTES 1000

char    *cw_name_clean    (const char    *name,
                           const char    *what,
                           GError       **error);
gboolean cw_name_find     (CwDatabase    *database,
                           const char    *sql,
                           const CwValue *values,
                           const char    *name,
                           gboolean      *out_found,
                           CwGuid        *out_guid,
                           GError       **error);
char    *cw_name_claim    (CwDatabase    *database,
                           const char    *sql,
                           const CwValue *values,
                           const char    *name,
                           const CwGuid  *self,
                           const char    *what,
                           GError       **error);
char    *cw_colour_clean  (const char    *colour,
                           GError       **error);
gboolean cw_date_is_valid (const char    *date);

G_END_DECLS
