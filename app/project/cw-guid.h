/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwGuid:
 * @bytes: the 16 bytes in the order in which they are written
 *
 * The identity of everything in a project: a UUID version 7, so that later ones
 * sort behind earlier ones, or a version 8 derived from other GUIDs where a row
 * is a pair and must be the same row in every copy. A plain value: copy it.
 */
typedef struct
{
  guint8 bytes[16];
} CwGuid;

#define CW_GUID_STRING_LENGTH 36

void     cw_guid_init_new  (CwGuid       *guid);
void     cw_guid_init_pair (CwGuid       *guid,
                            const char   *kind,
                            const CwGuid *first,
                            const CwGuid *second,
                            const CwGuid *third);
gboolean cw_guid_parse     (CwGuid       *guid,
                            const char   *text);
char    *cw_guid_to_string (const CwGuid *guid);
void     cw_guid_write     (const CwGuid *guid,
                            char          buffer[CW_GUID_STRING_LENGTH + 1]);
gboolean cw_guid_equal     (gconstpointer a,
                            gconstpointer b);
guint    cw_guid_hash      (gconstpointer guid);
int      cw_guid_compare   (const CwGuid *a,
                            const CwGuid *b);
CwGuid  *cw_guid_copy      (const CwGuid *guid);

G_END_DECLS
