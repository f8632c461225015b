/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

/*
 * A coding ties a passage to a code, by a coder, under the revision of the code's
 * definition then in force. The codings of one coder, code and round in a document
 * never overlap: one that would is joined with those that it meets (touching is not
 * meeting) into one over all of them, and the oldest of them lives on.
 */

typedef struct
{
  CwGuid guid;
  CwGuid passage;
  CwGuid code;
  CwGuid coder;
  guint revision;
  CwGuid document;
  guint32 start;
  guint32 end;
  gboolean has_round;
  CwGuid round;
  gboolean has_weight;
  double weight;
  char *comment;
  gint64 created;
} CwCoding;

/* What to code. What is left zero is not given. */
typedef struct
{
  const CwGuid *document;
  guint32 start;
  guint32 end;
  const CwGuid *code;
  const CwGuid *coder; /* NULL: the change's */
  const CwGuid *round; /* NULL: in no round */
  gboolean has_weight;
  double weight;
  const char *comment;
} CwCodingSpec;

void       cw_coding_free          (CwCoding           *coding);
CwCoding  *cw_coding_load          (CwDatabase         *database,
                                    const CwGuid       *guid,
                                    GError            **error);
GPtrArray *cw_coding_list_document (CwDatabase         *database,
                                    const CwGuid       *document,
                                    const CwGuid       *coder,
                                    GError            **error);
GPtrArray *cw_coding_list_code     (CwDatabase         *database,
                                    const CwGuid       *code,
                                    GError            **error);
gboolean   cw_coding_add           (CwChange           *change,
                                    const CwCodingSpec *spec,
                                    CwGuid             *out_guid,
                                    GError            **error);
gboolean   cw_coding_remove        (CwChange           *change,
                                    const CwGuid       *guid,
                                    GError            **error);
gboolean   cw_coding_set_range     (CwChange           *change,
                                    const CwGuid       *guid,
                                    guint32             start,
                                    guint32             end,
                                    CwGuid             *out_guid,
                                    GError            **error);
gboolean   cw_coding_recode        (CwChange           *change,
                                    const CwGuid       *guid,
                                    const CwGuid       *code,
                                    CwGuid             *out_guid,
                                    GError            **error);
gboolean   cw_coding_set_weight    (CwChange           *change,
                                    const CwGuid       *guid,
                                    const double       *weight,
                                    GError            **error);
gboolean   cw_coding_set_comment   (CwChange           *change,
                                    const CwGuid       *guid,
                                    const char         *comment,
                                    GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCoding, cw_coding_free)

G_END_DECLS
