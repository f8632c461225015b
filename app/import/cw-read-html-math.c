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
  { { "mo", start_operator, end_operator }, { NULL } },
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
  math = (const MathElement *) parent->element;
  if (math < elements || math >= elements + G_N_ELEMENTS (elements) || math->before[1] == NULL)
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
