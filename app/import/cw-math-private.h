/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-math.h"

G_BEGIN_DECLS

/* A part that is being written. */
typedef struct
{
  gsize start;            /* where it begins, with what is said before it */
  gsize inside;           /* after that */
  gboolean began_bracket; /* else it gets brackets if it is longer than a word */
} CwMathPart;

typedef struct _CwMathSchema CwMathSchema;

/* An element of MathML that we are in. */
typedef struct
{
  const CwMathSchema *schema; /* NULL: its children are no parts */
  guint n_children;           /* so far */
  guint n_parts;              /* that end with it */
  gboolean is_token;          /* it holds text */
  gboolean is_sign;           /* which is an operator */
} CwMathElement;

struct _CwMath
{
  GString *text;
  GArray *parts;    /* of CwMathPart, the innermost last */
  gsize root_start; /* of the last root */
  gsize root_end;
  gboolean ended_part; /* nothing was written since a part ended */
  GArray *elements;    /* of CwMathElement, the innermost last */
  GString *token;      /* text of the element that we are in */
  guint n_tokens;      /* elements with text that we are in */
  guint skip;          /* depth within an element whose text is no formula */
};

G_END_DECLS
