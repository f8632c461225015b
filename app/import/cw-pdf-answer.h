/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lengths are hundredths of a point, from the top left corner of a page. */
typedef struct
{
  int x1;
  int y1;
  int x2;
  int y2;
} CwPdfBox;

typedef enum
{
  CW_PDF_WORD_BOLD = 1 << 0,
  CW_PDF_WORD_ITALIC = 1 << 1,
  CW_PDF_WORD_STARTS_LINE = 1 << 2,
  CW_PDF_WORD_JOINED = 1 << 3, /* no space before it */
  CW_PDF_WORD_CELL = 1 << 4,   /* begins a cell of a row; found out, not said */
} CwPdfWordFlags;

#define CW_PDF_WORD_ALL_FLAGS 15

typedef struct
{
  CwPdfBox box;
  int size;
  guint flags; /* of CwPdfWordFlags */
  char *text;
} CwPdfWord;

/* A link or an annotation. */
typedef struct
{
  CwPdfBox box;
  char *author; /* of an annotation */
  char *text;   /* of an annotation; the address of a link */
} CwPdfMark;

/* Text that is shown on a page and is none of its own. */
typedef struct
{
  CwPdfBox box;
  char *text;
  gboolean alone; /* no field of a form, which follows its label */
} CwPdfField;

typedef struct
{
  int width;
  int height;
  guint n_images;
  char *label;
  GArray *words;  /* of CwPdfWord, in reading order */
  GArray *links;  /* of CwPdfMark */
  GArray *notes;  /* of CwPdfMark */
  GArray *fields; /* of CwPdfField */
} CwPdfPage;

GPtrArray *cw_pdf_answer_parse (const char *answer,
                                gsize       n_bytes,
                                GError    **error);

G_END_DECLS
