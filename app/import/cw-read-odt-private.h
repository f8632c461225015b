/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-numeral.h"
#include "cw-text.h"
#include "cw-xml.h"
#include "cw-zip.h"

G_BEGIN_DECLS

#define CW_ODT_LIST_LEVELS 10

/* What a style says; what it does not say is -1, or NULL, and its parent's. */
typedef struct
{
  char *parent;
  int strong;
  int emphasis;
  int hidden;
  int outline; /* 0: no heading */
  int break_before;
  int break_after;
  char *list_style;
  gboolean resolved;
} CwOdtStyle;

typedef struct
{
  CwNumeral numeral;
  char *prefix;
  char *suffix;
  int first;   /* number */
  int n_shown; /* levels whose numbers are shown */
} CwOdtListLevel;

typedef struct
{
  CwOdtListLevel levels[CW_ODT_LIST_LEVELS];
} CwOdtListStyle;

typedef enum
{
  CW_ODT_PARAGRAPH,
  CW_ODT_SPAN,
  CW_ODT_TABLE,
  CW_ODT_N_FAMILIES,
} CwOdtFamily;

/* The styles of a document, and where in their description we are. */
typedef struct
{
  GHashTable *families[CW_ODT_N_FAMILIES]; /* name to CwOdtStyle */
  GHashTable *lists;                       /* name to CwOdtListStyle */
  char *outline;                           /* the name of that of headings, or NULL */
  CwOdtStyle *style;
  CwOdtListStyle *list;
} CwOdtStyles;

/* A document: an archive, or all in one file of XML. */
typedef struct
{
  CwZip *zip; /* NULL for one file of XML */
  CwOdtStyles *styles;
  GHashTable *formulas; /* name of a part to its text, "" for what is none */
} CwOdtPackage;

/* cw-read-odt-styles.c */
CwOdtStyles          *cw_odt_styles_new      (void);
void                  cw_odt_styles_free     (CwOdtStyles           *self);
gboolean              cw_odt_styles_start    (CwOdtStyles           *self,
                                              const char            *name,
                                              const CwXmlAttributes *attributes);
void                  cw_odt_styles_end      (CwOdtStyles           *self);
const CwOdtStyle     *cw_odt_styles_get      (CwOdtStyles           *self,
                                              CwOdtFamily            family,
                                              const char            *name);
const CwOdtListStyle *cw_odt_styles_get_list (CwOdtStyles           *self,
                                              const char            *name);

/* cw-read-odt-story.c */
gboolean cw_odt_read_story (CwOdtPackage *package,
                            GBytes       *bytes,
                            const char   *what,
                            CwText      **out_text,
                            GCancellable *cancellable,
                            GError      **error);

G_END_DECLS
