/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

/* A person who codes. Names are unique, whatever their case. */

typedef struct
{
  CwGuid guid;
  char *name;
  char *colour; /* "#rrggbb" or "" */
  char *note;
  gint64 created;
} CwCoder;

void       cw_coder_free   (CwCoder      *coder);
GPtrArray *cw_coder_list   (CwDatabase   *database,
                            GError      **error);
CwCoder   *cw_coder_load   (CwDatabase   *database,
                            const CwGuid *guid,
                            GError      **error);
gboolean   cw_coder_find   (CwDatabase   *database,
                            const char   *name,
                            gboolean     *out_found,
                            CwGuid       *out_guid,
                            GError      **error);
gboolean   cw_coder_add    (CwChange     *change,
                            const char   *name,
                            CwGuid       *out_guid,
                            GError      **error);
gboolean   cw_coder_rename (CwChange     *change,
                            const CwGuid *guid,
                            const char   *name,
                            GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCoder, cw_coder_free)

G_END_DECLS
