/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-code-page.h"
#include "cw-flow.h"
#include "cw-symbol-font.h"

G_BEGIN_DECLS

#define CW_RTF_MOST_TABLES 12
#define CW_RTF_MOST_STORIES 12

/* Where the text of a group goes. */
typedef enum
{
  CW_RTF_TEXT,
  CW_RTF_SKIP,
  CW_RTF_BOTH, /* \upr: nowhere, but for its Unicode half */
  CW_RTF_FONTS,
  CW_RTF_STYLES,
  CW_RTF_FIELD, /* what a field does */
  CW_RTF_LABEL, /* number or bullet of a list's item */
  CW_RTF_AUTHOR,
} CwRtfPlace;

/* What is done at the end of a group. */
typedef enum
{
  CW_RTF_CLOSE_NOTHING,
  CW_RTF_CLOSE_NOTE,
  CW_RTF_CLOSE_BOX,
  CW_RTF_CLOSE_COMMENT,
  CW_RTF_CLOSE_LINK,
  CW_RTF_CLOSE_LABEL,
  CW_RTF_CLOSE_STYLE,
} CwRtfClose;

typedef struct
{
  CwRtfPlace place;
  CwRtfClose close; /* of this group alone */
  guint note;
  guint uc;        /* bytes that stand in for a Unicode escape */
  guint code_page; /* 0: the document's */
  CwSymbolFont signs;
  gboolean bold;
  gboolean italic;
  gboolean hidden;
  gboolean deleted;
  gboolean revised;
  gboolean in_table;
  guint table_depth; /* \itap; 0: not said */
  int heading;
} CwRtfGroup;

typedef struct
{
  guint depth; /* tables that are open */
  gboolean row[CW_RTF_MOST_TABLES + 1];
  gboolean cell[CW_RTF_MOST_TABLES + 1];
  gboolean defined; /* a row was begun, and not ended yet */
} CwRtfTables;

typedef struct
{
  CwFlow *flow;
  GArray *groups; /* of CwRtfGroup, the innermost last */
  gsize surplus;  /* groups beyond those */
  CwRtfTables stories[CW_RTF_MOST_STORIES + 1];
  guint story;
  GHashTable *code_pages; /* number to CwCodePage */
  GHashTable *fonts;      /* number to code page */
  GHashTable *sign_fonts; /* number to CwSymbolFont, of those that are */
  GHashTable *headings;   /* number of a style to level */
  CwCodePage *pending;    /* the one that may hold half a character */
  GString *text;          /* decoded, not written yet */
  GString *field;
  GString *label;
  GString *author;
  GString *style_name;
  GString *font_name;
  guint font;      /* that is being defined */
  guint style;     /* likewise */
  guint code_page; /* of the document */
  gunichar high;   /* the first half of a surrogate pair */
  guint skip;      /* characters that stand in for a Unicode escape */
  guint32 comment_start;
  guint n_insertions;
  guint n_deletions;
  gboolean star;  /* "\*" came just now */
  gboolean first; /* nothing but that came in this group */
} CwRtf;

CwRtfGroup  *cw_rtf_group          (CwRtf        *self);
CwRtfTables *cw_rtf_tables         (CwRtf        *self);
void         cw_rtf_flush          (CwRtf        *self);
void         cw_rtf_append         (CwRtf        *self,
                                    gunichar      character);
void         cw_rtf_append_bytes   (CwRtf        *self,
                                    const guint8 *bytes,
                                    gsize         n_bytes);
void         cw_rtf_open_paragraph (CwRtf        *self);
void         cw_rtf_end_paragraph  (CwRtf        *self);
void         cw_rtf_close_tables   (CwRtf        *self,
                                    guint         depth);
void         cw_rtf_end_cell       (CwRtf        *self,
                                    guint         depth);
void         cw_rtf_end_row        (CwRtf        *self,
                                    guint         depth);
void         cw_rtf_do_word        (CwRtf        *self,
                                    const char   *word,
                                    gboolean      has_number,
                                    int           number);
void         cw_rtf_close_group    (CwRtf        *self);

G_END_DECLS
