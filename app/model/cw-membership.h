/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

/* What belongs to a case: a whole document, a range of one, or what one of its
 * speakers says. Ranges of one case in one document that overlap are joined. */

typedef enum
{
  CW_MEMBERSHIP_WHOLE,
  CW_MEMBERSHIP_RANGE,
  CW_MEMBERSHIP_SPEAKER,
} CwMembershipKind;

typedef struct
{
  CwGuid guid;
  CwGuid case_guid;
  CwGuid document;
  CwMembershipKind kind;
  guint32 start; /* of a range */
  guint32 end;
  CwGuid speaker;      /* of a speaker */
  char *speaker_label; /* NULL unless of a speaker */
  char *document_name;
} CwMembership;

void       cw_membership_free             (CwMembership *membership);
GPtrArray *cw_membership_list_case        (CwDatabase   *database,
                                           const CwGuid *case_guid,
                                           GError      **error);
GPtrArray *cw_membership_list_document    (CwDatabase   *database,
                                           const CwGuid *document,
                                           GError      **error);
gboolean   cw_membership_assign           (CwChange     *change,
                                           const CwGuid *case_guid,
                                           const CwGuid *document,
                                           CwGuid       *out_guid,
                                           GError      **error);
gboolean   cw_membership_assign_range     (CwChange     *change,
                                           const CwGuid *case_guid,
                                           const CwGuid *document,
                                           guint32       start,
                                           guint32       end,
                                           CwGuid       *out_guid,
                                           GError      **error);
gboolean   cw_membership_assign_speaker   (CwChange     *change,
                                           const CwGuid *case_guid,
                                           const char   *label,
                                           const CwGuid *document,
                                           guint        *out_n_documents,
                                           GError      **error);
gboolean   cw_membership_unassign         (CwChange     *change,
                                           const CwGuid *case_guid,
                                           const CwGuid *document,
                                           guint        *out_n_removed,
                                           GError      **error);
gboolean   cw_membership_unassign_range   (CwChange     *change,
                                           const CwGuid *case_guid,
                                           const CwGuid *document,
                                           guint32       start,
                                           guint32       end,
                                           guint        *out_n_removed,
                                           GError      **error);
gboolean   cw_membership_unassign_speaker (CwChange     *change,
                                           const CwGuid *case_guid,
                                           const char   *label,
                                           const CwGuid *document,
                                           guint        *out_n_removed,
                                           GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwMembership, cw_membership_free)

G_END_DECLS
