/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-readers.h"
#include "cw-xml.h"
#include "cw-zip.h"

G_BEGIN_DECLS

#define CW_DOCX_LIST_LEVELS 9

/* What a style says that matters here; -1: nothing. */
typedef struct
{
  int heading; /* 0: none; 1 to 9 */
  int num_id;  /* of its list; 0: none */
  int list_level;
  int strong;
  int emphasis;
  int hidden;
  char *based_on;
} CwDocxStyle;

typedef struct _CwDocxNumbering CwDocxNumbering;

typedef struct
{
  char *author;
  char *text;
} CwDocxComment;

/* The parts that belong to the main one. */
enum
{
  CW_DOCX_STYLES,
  CW_DOCX_FOOTNOTES,
  CW_DOCX_ENDNOTES,
  CW_DOCX_COMMENTS,
  CW_DOCX_NUMBERING,
  CW_DOCX_N_PARTS,
};

/* What is to be known before the main part is read. */
typedef struct
{
  CwZip *zip;
  char *main_part;       /* "word/document.xml" */
  GHashTable *styles;    /* style id to CwDocxStyle */
  GHashTable *footnotes; /* id to CwText */
  GHashTable *endnotes;
  GHashTable *comments; /* id to CwDocxComment */
  CwDocxNumbering *numbering;
  char *part_names[CW_DOCX_N_PARTS]; /* or NULL */
  gboolean looks_damaged;
} CwDocxPackage;

gboolean cw_docx_is_on (const CwXmlAttributes *attributes);

/* cw-read-docx-styles.c */
void     cw_docx_style_free  (CwDocxStyle   *style);
gboolean cw_docx_read_styles (CwDocxPackage *package,
                              GCancellable  *cancellable,
                              GError       **error);

/* cw-read-docx-numbering.c */
CwDocxNumbering *cw_docx_numbering_new        (void);
void             cw_docx_numbering_free       (CwDocxNumbering *self);
gboolean         cw_docx_numbering_read       (CwDocxNumbering *self,
                                               GBytes          *part,
                                               const char      *part_name,
                                               GCancellable    *cancellable,
                                               GError         **error);
int              cw_docx_numbering_find_level (CwDocxNumbering *self,
                                               int              num_id,
                                               const char      *style);
char            *cw_docx_numbering_count      (CwDocxNumbering *self,
                                               int              num_id,
                                               int              number,
                                               gboolean         peek);

/* cw-read-docx-story.c */
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
