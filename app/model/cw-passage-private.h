/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-passage.h"

G_BEGIN_DECLS

gboolean cw_passage_find        (CwDatabase   *database,
                                 const CwGuid *document,
                                 guint32       start,
                                 guint32       end,
                                 const CwGuid *coder,
                                 const CwGuid *except,
                                 gboolean     *out_found,
                                 CwGuid       *out_guid,
                                 GError      **error);
gboolean cw_passage_find_or_add (CwChange     *change,
                                 const CwGuid *document,
                                 guint         text_revision,
                                 guint32       start,
                                 guint32       end,
                                 const CwGuid *coder,
                                 CwGuid       *out_guid,
                                 GError      **error);
gboolean cw_passage_drop_unused (CwChange     *change,
                                 const CwGuid *guid,
                                 GError      **error);
gboolean cw_passage_merge       (CwChange     *change,
                                 const CwGuid *from,
                                 const CwGuid *into,
                                 GError      **error);

G_END_DECLS
