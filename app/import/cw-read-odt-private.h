/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-flow.h"
#include "cw-xml.h"

G_BEGIN_DECLS

#define CW_ODT_LIST_LEVELS 10

/* How the text of a style looks; -1 where its parent says it. */
typedef struct
{
  char *parent; /* or NULL */
  int bold;
  int italic;
  int hidden;
} CwOdtStyle;

/* How the items of a list are numbered, by level. */
typedef struct
{
  char format[CW_ODT_LIST_LEVELS]; /* '1', 'a', 'A', 'i', 'I'; 0: not at all */
  int start[CW_ODT_LIST_LEVELS];
  char *suffix[CW_ODT_LIST_LEVELS];
} CwOdtListStyle;

typedef struct
{
  GHashTable *styles;      /* name to CwOdtStyle */
  GHashTable *list_styles; /* name to CwOdtListStyle */
  CwOdtStyle *style;       /* that is being defined */
  CwOdtListStyle *list_style;
  CwFlow *flow;   /* NULL: only styles are read */
  GArray *states; /* of what is open: CwOdtState */
  GArray *lists;  /* of CwOdtList, the innermost last */
  char *label;    /* of the item that begins, or NULL */
  GString *author;
  guint n_insertions;
  guint n_deletions;
  guint n_stories;
  guint skipped; /* elements open that are left out */
  gboolean in_author;
} CwOdt;

typedef struct
{
  const CwOdtListStyle *style;
  int number;
} CwOdtList;

/* What an element left to do at its end. */
typedef enum
{
  CW_ODT_NOTHING,
  CW_ODT_PARAGRAPH,
  CW_ODT_STYLE,
  CW_ODT_LIST_STYLE,
  CW_ODT_LIST,
  CW_ODT_LINK,
  CW_ODT_TABLE,
  CW_ODT_ROW,
  CW_ODT_CELL,
  CW_ODT_NOTE,
  CW_ODT_BOX,
  CW_ODT_COMMENT,
  CW_ODT_AUTHOR,
  CW_ODT_SKIPPED,
} CwOdtAction;

typedef struct
{
  CwOdtAction action;
  int bold;
  int italic;
  int hidden;
  guint note;
  guint32 start;
  gboolean in_text; /* characters within it are the document's */
} CwOdtState;

gboolean cw_odt_start_style (CwOdt                 *self,
                             const char            *name,
                             const CwXmlAttributes *attributes,
                             CwOdtState            *state);
void     cw_odt_look        (CwOdt                 *self,
                             const char            *style,
                             CwOdtState            *state);
char    *cw_odt_list_label  (const CwOdtList       *list,
                             guint                  level);
void     cw_odt_init        (CwOdt                 *self);
void     cw_odt_clear       (CwOdt                 *self);

G_END_DECLS
