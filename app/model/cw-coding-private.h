/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-coding.h"

G_BEGIN_DECLS

/* Where a coding is to be: a new one, or an existing one that is to move. */
typedef struct
{
  const CwGuid *self; /* NULL: a new one */
  const CwGuid *document;
  const CwGuid *code;
  const CwGuid *coder;
  const CwGuid *round; /* NULL: in none */
  guint32 start;
  guint32 end;
  guint text_revision;
  guint revision; /* of the code; 0: the newest among those joined */
  gboolean has_weight;
  double weight;
  const char *comment; /* NULL or "": none to add */
} CwCodingPlace;

gpointer cw_coding_read         (CwStatement         *row);
gboolean cw_coding_place        (CwChange            *change,
                                 const CwCodingPlace *place,
                                 CwGuid              *out_guid,
                                 GError             **error);
gboolean cw_coding_settle       (CwChange            *change,
                                 const CwGuid        *document,
                                 GArray              *codings,
                                 guint                text_revision,
                                 GError             **error);
gboolean cw_coding_require_code (CwDatabase          *database,
                                 const CwGuid        *code,
                                 guint               *out_revision,
                                 GError             **error);

#define CW_CODING_COLUMNS \
  "guid, passage, code, coder, revision, document, start, end, round, weight, comment, created"

G_END_DECLS
