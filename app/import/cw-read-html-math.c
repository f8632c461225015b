/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-html-private.h"

#include <stdlib.h>
#include <string.h>

/* Formulas, in one line: "x = (a + b)^2". */

/* What stands between the parts of a formula's element. */
typedef struct
{
  CwHtmlElement element;
  const char *before[3]; /* each part */
} MathElement;

/* What an operator looks like is only known when its text comes. */
static void
start_sign (CwHtml          *self,
            CwHtmlAttributes attributes,
            CwHtmlOpen      *open)
{
  self->in_sign = TRUE;
}

static void
end_sign (CwHtml           *self,
          const CwHtmlOpen *open)
{
  self->in_sign = FALSE;
}

/* Writes an operator, between blanks if it parts what it stands between. */
void
cw_html_write_sign (CwHtml     *self,
                    const char *text,
                    gsize       n_bytes)
{
  static const char *const tight[] = { "(", ")", "[", "]", "{", "}", "|", "!", "′", "." };
  /* Times and application of functions, which are not shown. */
  static const char *const unseen[] = { "\u2061", "\u2062", "\u2063", "\u2064" };
  g_autofree char *sign = g_strstrip (g_strndup (text, n_bytes));

  if (*sign == '\0')
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (unseen); i++)
    if (strcmp (sign, unseen[i]) == 0)
      return;
  for (gsize i = 0; i < G_N_ELEMENTS (tight); i++)
    if (strcmp (sign, tight[i]) == 0)
      {
        cw_html_write (self, sign, strlen (sign));
        return;
      }
  if (*sign != ',' && *sign != ';')
    cw_html_write (self, " ", 1);
  cw_html_write (self, sign, strlen (sign));
  cw_html_write (self, " ", 1);
}

static void
start_operator (CwHtml          *self,
                CwHtmlAttributes attributes,
                CwHtmlOpen      *open)
{
  cw_html_write (self, " ", 1);
}

static void
end_operator (CwHtml           *self,
              const CwHtmlOpen *open)
{
  cw_html_write (self, " ", 1);
}

static void
start_root (CwHtml          *self,
            CwHtmlAttributes attributes,
            CwHtmlOpen      *open)
{
  cw_html_write (self, "√(", strlen ("√("));
}

static void
end_bracket (CwHtml           *self,
             const CwHtmlOpen *open)
{
  cw_html_write (self, ")", 1);
}

static void
start_bracket (CwHtml          *self,
               CwHtmlAttributes attributes,
               CwHtmlOpen      *open)
{
  cw_html_write (self, "(", 1);
}

static const MathElement elements[] = {
  { { "annotation", cw_html_skip, NULL }, { NULL } },
  { { "annotation-xml", cw_html_skip, NULL }, { NULL } },
  { { "math", start_operator, end_operator }, { NULL } },
  { { "mfenced", start_bracket, end_bracket }, { NULL, ", ", ", " } },
  { { "mfrac", NULL, NULL }, { NULL, "/", NULL } },
  { { "mi", NULL, NULL }, { NULL } },
  { { "mn", NULL, NULL }, { NULL } },
  { { "mo", start_sign, end_sign }, { NULL } },
  { { "mover", NULL, NULL }, { NULL, "^", NULL } },
  { { "mphantom", cw_html_skip, NULL }, { NULL } },
  { { "mroot", start_root, end_bracket }, { NULL, ", ", NULL } },
  { { "mrow", NULL, NULL }, { NULL } },
  { { "msqrt", start_root, end_bracket }, { NULL } },
  { { "msub", NULL, NULL }, { NULL, "_", NULL } },
  { { "msubsup", NULL, NULL }, { NULL, "_", "^" } },
  { { "msup", NULL, NULL }, { NULL, "^", NULL } },
  { { "mtd", start_operator, end_operator }, { NULL } },
  { { "mtr", start_operator, end_operator }, { NULL } },
  { { "munder", NULL, NULL }, { NULL, "_", NULL } },
  { { "munderover", NULL, NULL }, { NULL, "_", "^" } },
};

static int
compare_name (const void *key,
              const void *element)
{
  return g_ascii_strcasecmp (key, ((const MathElement *) element)->element.name);
}

const CwHtmlElement *
cw_html_find_math (const char *name)
{
  const MathElement *found = bsearch (name, elements, G_N_ELEMENTS (elements), sizeof elements[0],
                                      compare_name);

  return found != NULL ? &found->element : NULL;
}

static const MathElement *
as_math (const CwHtmlElement *element)
{
  const MathElement *math = (const MathElement *) element;

  return math >= elements && math < elements + G_N_ELEMENTS (elements) ? math : NULL;
}

/* Whether only elements count here: blanks between them are no text. */
gboolean
cw_html_in_math_group (const CwHtml *self)
{
  const CwHtmlElement *element =
    self->open->len > 0 ? g_array_index (self->open, CwHtmlOpen, self->open->len - 1).element
                        : NULL;

  if (element == NULL || as_math (element) == NULL)
    return FALSE;
  return strcmp (element->name, "mi") != 0 && strcmp (element->name, "mn") != 0;
}

/* Called before each element: writes what parts it from the one before it, if both
 * belong to a formula. */
void
cw_html_start_math_child (CwHtml     *self,
                          CwHtmlOpen *open)
{
  CwHtmlOpen *parent;
  const MathElement *math;
  const char *between;
  guint child;

  if (self->open->len == 0)
    return;
  parent = &g_array_index (self->open, CwHtmlOpen, self->open->len - 1);
  child = parent->n_children++;
  math = as_math (parent->element);
  if (math == NULL || math->before[1] == NULL)
    return;

  between = math->before[MIN (child, G_N_ELEMENTS (math->before) - 1)];
  if (child > 0 && between != NULL)
    cw_html_write (self, between, strlen (between));
  if (open->element == NULL || strcmp (open->element->name, "mrow") != 0)
    return;
  open->grouped = TRUE;
  cw_html_write (self, "(", 1);
}

void
cw_html_end_math_child (CwHtml           *self,
                        const CwHtmlOpen *open)
{
  if (open->grouped)
    cw_html_write (self, ")", 1);
}
