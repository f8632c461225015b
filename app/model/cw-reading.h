/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

/* How far a coder is with a document, for all codes or for those of one set. */

typedef enum
{
  CW_READING_NONE,
  CW_READING_BEGUN,
  CW_READING_FINISHED,
} CwReadingState;

typedef struct
{
  CwGuid guid;
  CwGuid coder;
  CwGuid document;
  gboolean has_code_set;
  CwGuid code_set;
  CwReadingState state;
  guint text_revision; /* the one that was read */
} CwReading;

void       cw_reading_free (CwReading      *reading);
GPtrArray *cw_reading_list (CwDatabase     *database,
                            const CwGuid   *document,
                            GError        **error);
gboolean   cw_reading_get  (CwDatabase     *database,
                            const CwGuid   *document,
                            const CwGuid   *coder,
                            const CwGuid   *code_set,
                            CwReadingState *out_state,
                            GError        **error);
gboolean   cw_reading_set  (CwChange       *change,
                            const CwGuid   *document,
                            const CwGuid   *coder,
                            const CwGuid   *code_set,
                            CwReadingState  state,
                            GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwReading, cw_reading_free)

G_END_DECLS
