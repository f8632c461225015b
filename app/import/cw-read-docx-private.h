/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-readers.h"
#include "cw-xml.h"
#include "cw-zip.h"

G_BEGIN_DECLS

/* What a paragraph style says that matters here. */
typedef struct
{
  int heading; /* 0: none; 1 to 9 */
  gboolean list;
  char *based_on;
} CwDocxStyle;

typedef struct
{
  char *author;
  char *text;
} CwDocxComment;

/* What is to be known before the main part is read. */
typedef struct
{
  CwZip *zip;
  char *main_part;       /* "word/document.xml" */
  GHashTable *links;     /* relationship id to address */
  GHashTable *styles;    /* style id to CwDocxStyle */
  GHashTable *footnotes; /* id to CwText */
  GHashTable *endnotes;
  GHashTable *comments; /* id to CwDocxComment */
  char *part_names[4];  /* styles, footnotes, endnotes, comments; or NULL */
} CwDocxPackage;

enum
{
  CW_DOCX_STYLES,
  CW_DOCX_FOOTNOTES,
  CW_DOCX_ENDNOTES,
  CW_DOCX_COMMENTS,
};

gboolean cw_docx_read_relationships (CwDocxPackage *package,
                                     GCancellable  *cancellable,
                                     GError       **error);
gboolean cw_docx_read_styles        (CwDocxPackage *package,
                                     GCancellable  *cancellable,
                                     GError       **error);

/* Reads a part with text in it. With items NULL all of it is one text, else each
 * note or comment becomes a CwText of its own in it, by its id. */
gboolean cw_docx_read_story (CwDocxPackage *package,
                             const char    *part_name,
                             GHashTable    *items,
                             GHashTable    *authors,
                             CwText       **out_text,
                             GCancellable  *cancellable,
                             GError       **error);

G_END_DECLS
