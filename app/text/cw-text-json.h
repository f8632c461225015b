/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-text.h"

G_BEGIN_DECLS

char    *cw_text_structure_to_json   (const CwText *self);
char    *cw_text_report_to_json      (const CwText *self);
gboolean cw_text_structure_from_json (CwText       *self,
                                      const char   *json,
                                      GError      **error);

G_END_DECLS
