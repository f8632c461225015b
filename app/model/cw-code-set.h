/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-dependents.h"

G_BEGIN_DECLS

/* A named choice of codes, in an order of its own. Names are unique. */

typedef struct
{
  CwGuid guid;
  char *name;
  char *note;
  gint64 position;
  guint n_members;
} CwCodeSet;

void          cw_code_set_free             (CwCodeSet    *self);
GPtrArray    *cw_code_set_list             (CwDatabase   *database,
                                            GError      **error);
gboolean      cw_code_set_find             (CwDatabase   *database,
                                            const char   *name,
                                            gboolean     *out_found,
                                            CwGuid       *out_guid,
                                            GError      **error);
GArray       *cw_code_set_list_members     (CwDatabase   *database,
                                            const CwGuid *guid,
                                            GError      **error);
gboolean      cw_code_set_add              (CwChange     *change,
                                            const char   *name,
                                            CwGuid       *out_guid,
                                            GError      **error);
gboolean      cw_code_set_rename           (CwChange     *change,
                                            const CwGuid *guid,
                                            const char   *name,
                                            GError      **error);
gboolean      cw_code_set_set_note         (CwChange     *change,
                                            const CwGuid *guid,
                                            const char   *note,
                                            GError      **error);
gboolean      cw_code_set_put              (CwChange     *change,
                                            const CwGuid *guid,
                                            const CwGuid *code,
                                            GError      **error);
gboolean      cw_code_set_take_out         (CwChange     *change,
                                            const CwGuid *guid,
                                            const CwGuid *code,
                                            GError      **error);
CwDependents *cw_code_set_count_dependents (CwDatabase   *database,
                                            const CwGuid *guid,
                                            GError      **error);
gboolean      cw_code_set_delete           (CwChange     *change,
                                            const CwGuid *guid,
                                            gboolean      force,
                                            GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCodeSet, cw_code_set_free)

G_END_DECLS
