/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-attribute.h"

G_BEGIN_DECLS

/*
 * Things as people name them: by GUID, by path (codes and cases, as in cw-path.h),
 * by name, or by the end of a path, whatever its case; the first of these that finds
 * anything decides. Fails with CW_ERROR_NOT_FOUND and what comes near, or with
 * CW_ERROR_AMBIGUOUS and those that it may be.
 */

gboolean cw_names_find_coder        (CwDatabase      *database,
                                     const char      *name,
                                     CwGuid          *out_guid,
                                     GError         **error);
gboolean cw_names_find_document     (CwDatabase      *database,
                                     const char      *name,
                                     CwGuid          *out_guid,
                                     GError         **error);
gboolean cw_names_find_code         (CwDatabase      *database,
                                     const char      *name,
                                     CwGuid          *out_guid,
                                     GError         **error);
gboolean cw_names_find_code_set     (CwDatabase      *database,
                                     const char      *name,
                                     CwGuid          *out_guid,
                                     GError         **error);
gboolean cw_names_find_case         (CwDatabase      *database,
                                     const char      *name,
                                     CwGuid          *out_guid,
                                     GError         **error);
gboolean cw_names_find_case_type    (CwDatabase      *database,
                                     const char      *name,
                                     CwGuid          *out_guid,
                                     GError         **error);
gboolean cw_names_find_attribute    (CwDatabase      *database,
                                     const char      *name,
                                     CwGuid          *out_guid,
                                     GError         **error);
gboolean cw_names_find_attribute_of (CwDatabase      *database,
                                     CwAttributeOwner owner,
                                     const char      *name,
                                     CwGuid          *out_guid,
                                     GError         **error);
gboolean cw_names_find_memo         (CwDatabase      *database,
                                     const char      *name,
                                     const CwGuid    *viewer,
                                     CwGuid          *out_guid,
                                     GError         **error);
gboolean cw_names_find_round        (CwDatabase      *database,
                                     const char      *name,
                                     CwGuid          *out_guid,
                                     GError         **error);

G_END_DECLS
