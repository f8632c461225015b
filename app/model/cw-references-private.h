/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-dependents.h"

G_BEGIN_DECLS

/* The one list of what refers to what, and what becomes of it when that goes. */

CwDependents *cw_references_count       (CwDatabase   *database,
                                         const char   *table,
                                         const CwGuid *guid,
                                         GError      **error);
gboolean      cw_references_delete      (CwChange     *change,
                                         const char   *table,
                                         const CwGuid *guid,
                                         GError      **error);
gboolean      cw_references_refuse_work (CwDatabase   *database,
                                         const char   *table,
                                         const CwGuid *guid,
                                         const char   *what,
                                         const char   *name,
                                         GError      **error);

G_END_DECLS
