/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-zip.h"

G_BEGIN_DECLS

/* What the manifest says of a part of a book. */
typedef struct
{
  char *path; /* within the archive */
  char *media_type;
  char *fallback; /* the identifier of what may stand for it, or NULL */
  gboolean is_nav;
} CwEpubItem;

/* A place in the reading order. */
typedef struct
{
  char *id;
  gboolean aside; /* not read in its turn, only when something refers to it */
} CwEpubPlace;

typedef struct
{
  CwZip *zip;
  char *package;         /* path of the file that describes the book */
  GHashTable *items;     /* identifier to CwEpubItem */
  GPtrArray *spine;      /* of CwEpubPlace */
  GHashTable *encrypted; /* set of paths */
} CwEpubBook;

gboolean cw_epub_open_book  (CwEpubBook   *book,
                             GBytes       *bytes,
                             GCancellable *cancellable,
                             GError      **error);
void     cw_epub_clear_book (CwEpubBook   *book);

G_END_DECLS
