/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What kind of place a project lies in decides how SQLite may lock it there. */

typedef enum
{
  CW_PLACE_LOCAL,
  CW_PLACE_NETWORK,
  CW_PLACE_SYNCHRONISED,
} CwPlace;

CwPlace  cw_place_of              (const char  *path,
                                   char       **out_which);
gboolean cw_place_is_network      (guint64      file_system_magic,
                                   const char **out_which);
gboolean cw_place_is_synchronised (const char  *folder,
                                   char       **out_which);

G_END_DECLS
