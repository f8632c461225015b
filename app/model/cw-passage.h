/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-dependents.h"

G_BEGIN_DECLS

/* A stretch of a document, made by a coder, coded or not. A coder has one passage
 * for a range of a text at most, and never moves another's. A passage that nothing
 * hangs on (no coding, memo, link, mark, …) does not stay. */

typedef enum
{
  CW_PASSAGE_RANGE, /* of the text */
  CW_PASSAGE_AREA,  /* of a page */
  CW_PASSAGE_TIME,  /* of a recording */
} CwPassageKind;

typedef struct
{
  CwGuid guid;
  CwGuid document;
  CwGuid coder;
  CwPassageKind kind;
  guint text_revision;
  guint32 start; /* of a range; else 0 */
  guint32 end;
  gboolean quotable;
  char *wording; /* as it is to be quoted; "" if as it stands */
  char *label;
  gint64 created;
} CwPassage;

void          cw_passage_free             (CwPassage    *passage);
CwPassage    *cw_passage_load             (CwDatabase   *database,
                                           const CwGuid *guid,
                                           GError      **error);
GPtrArray    *cw_passage_list_document    (CwDatabase   *database,
                                           const CwGuid *document,
                                           const CwGuid *coder,
                                           GError      **error);
gboolean      cw_passage_check_range      (CwDatabase   *database,
                                           const CwGuid *document,
                                           guint32       start,
                                           guint32       end,
                                           guint        *out_text_revision,
                                           GError      **error);
gboolean      cw_passage_add              (CwChange     *change,
                                           const CwGuid *document,
                                           guint32       start,
                                           guint32       end,
                                           const CwGuid *coder,
                                           CwGuid       *out_guid,
                                           GError      **error);
gboolean      cw_passage_set_range        (CwChange     *change,
                                           const CwGuid *guid,
                                           guint32       start,
                                           guint32       end,
                                           CwGuid       *out_guid,
                                           GError      **error);
gboolean      cw_passage_set_quotable     (CwChange     *change,
                                           const CwGuid *guid,
                                           gboolean      quotable,
                                           GError      **error);
gboolean      cw_passage_set_wording      (CwChange     *change,
                                           const CwGuid *guid,
                                           const char   *wording,
                                           GError      **error);
gboolean      cw_passage_set_label        (CwChange     *change,
                                           const CwGuid *guid,
                                           const char   *label,
                                           GError      **error);
CwDependents *cw_passage_count_dependents (CwDatabase   *database,
                                           const CwGuid *guid,
                                           GError      **error);
gboolean      cw_passage_delete           (CwChange     *change,
                                           const CwGuid *guid,
                                           gboolean      force,
                                           GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwPassage, cw_passage_free)

G_END_DECLS
