/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-math-private.h"

#include <string.h>

/* MathML as a line of text. Its elements have their children by place: the second
 * of a fraction is what is below the line. */

#define MAX_CHILDREN 3

/* What an element is, and what is said before each of its children. */
struct _CwMathSchema
{
  const char *name;
  const char *before[MAX_CHILDREN]; /* NULL: that child is no part */
  const char *list;                 /* between all children, instead; or NULL */
  const char *bracket;              /* around all of it; or NULL */
};

static const CwMathSchema schemata[] = {
  { "mfrac", { "", "/", NULL }, NULL, NULL },  { "mroot", { NULL }, ", ", "√(" },
  { "msqrt", { NULL }, NULL, "√(" },           { "mfenced", { NULL }, ", ", "(" },
  { "msub", { "", "_", NULL }, NULL, NULL },   { "msup", { "", "^", NULL }, NULL, NULL },
  { "munder", { "", "_", NULL }, NULL, NULL }, { "mover", { "", "^", NULL }, NULL, NULL },
  { "msubsup", { "", "_", "^" }, NULL, NULL }, { "munderover", { "", "_", "^" }, NULL, NULL },
};

static const char *const tokens[] = { "mi", "mn", "mo", "mtext", "ms", NULL };
static const char *const skipped[] = { "annotation", "annotation-xml", "mphantom", NULL };
static const char *const spaced[] = { "mtd", "mtr", "mspace", NULL };

/* Begins the next child of the element that we are in; TRUE if it is a part. */
static gboolean
start_child (CwMath *self)
{
  CwMathElement *around;
  const CwMathSchema *schema;
  guint child;

  if (self->elements->len == 0)
    return FALSE;
  around = &g_array_index (self->elements, CwMathElement, self->elements->len - 1);
  schema = around->schema;
  child = around->n_children++;
  if (schema == NULL)
    return FALSE;
  if (schema->list != NULL && child > 0)
    cw_math_append_sign (self, ",");
  if (schema->list != NULL || child >= MAX_CHILDREN || schema->before[child] == NULL)
    return FALSE;
  cw_math_start (self, schema->before[child]);
  return TRUE;
}

/**
 * cw_math_start_element:
 * @self: a formula
 * @name: the name of an element of MathML
 *
 * Takes the beginning of an element.
 */
void
cw_math_start_element (CwMath     *self,
                       const char *name)
{
  CwMathElement element = { NULL, 0, 0, FALSE, FALSE };

  if (self->skip > 0 || g_strv_contains (skipped, name))
    {
      self->skip++;
      return;
    }

  if (self->n_tokens == 0 && start_child (self))
    element.n_parts++;
  for (gsize i = 0; i < G_N_ELEMENTS (schemata); i++)
    if (strcmp (name, schemata[i].name) == 0)
      element.schema = &schemata[i];
  if (element.schema != NULL && element.schema->bracket != NULL)
    {
      cw_math_start_bracket (self, element.schema->bracket);
      element.n_parts++;
    }
  element.is_token = g_strv_contains (tokens, name);
  element.is_sign = strcmp (name, "mo") == 0;
  self->n_tokens += element.is_token;
  if (g_strv_contains (spaced, name))
    cw_math_space (self);
  g_array_append_val (self->elements, element);
}

static void
write_token (CwMath  *self,
             gboolean is_sign)
{
  const char *token = g_strstrip (self->token->str);

  if (is_sign)
    cw_math_append_sign (self, token);
  else
    cw_math_append (self, token);
  g_string_truncate (self->token, 0);
}

/**
 * cw_math_end_element:
 * @self: a formula
 *
 * Takes the end of an element.
 */
void
cw_math_end_element (CwMath *self)
{
  CwMathElement element;

  if (self->skip > 0)
    {
      self->skip--;
      return;
    }
  if (self->elements->len == 0)
    return;
  element = g_array_index (self->elements, CwMathElement, self->elements->len - 1);
  g_array_set_size (self->elements, self->elements->len - 1);
  self->n_tokens -= element.is_token;
  if (element.is_token && self->n_tokens == 0)
    write_token (self, element.is_sign);
  for (guint i = 0; i < element.n_parts; i++)
    cw_math_end (self);
}

/**
 * cw_math_characters:
 * @self: a formula
 * @text: valid UTF-8
 * @n_bytes: its length in bytes
 *
 * Takes text within an element; what is not in one for text is left out.
 */
void
cw_math_characters (CwMath     *self,
                    const char *text,
                    gsize       n_bytes)
{
  if (self->skip == 0 && self->n_tokens > 0)
    g_string_append_len (self->token, text, (gssize) n_bytes);
}
