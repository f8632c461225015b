/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-html-private.h"

#include <string.h>

/* Formulas in pages: what is in one goes to its writer, and what that makes of it
 * into the flow. */

void
cw_html_start_math (CwHtml          *self,
                    CwHtmlAttributes attributes,
                    CwHtmlOpen      *open)
{
  if (self->math != NULL)
    return;
  self->math = cw_math_new ();
  open->value = 1;
}

/* Also where the formula was never ended, but something else begins. */
static void
write_math (CwHtml *self)
{
  g_autofree char *text = NULL;

  if (self->math == NULL)
    return;
  text = cw_math_finish (g_steal_pointer (&self->math));
  if (*text == '\0')
    return;
  cw_html_write (self, " ", 1);
  cw_html_write (self, text, strlen (text));
  cw_html_write (self, " ", 1);
}

void
cw_html_end_math (CwHtml           *self,
                  const CwHtmlOpen *open)
{
  if (open->value > 0)
    write_math (self);
}

/* Called before each element that is shown. */
void
cw_html_start_math_child (CwHtml     *self,
                          const char *name,
                          CwHtmlOpen *open)
{
  if (self->math == NULL)
    return;
  if (open->element == NULL || strcmp (open->element->name, "math") == 0)
    {
      cw_math_start_element (self->math, name);
      open->in_math = TRUE;
    }
  /* Another element of a page ends a formula, as in browsers. */
  else if (strcmp (open->element->name, "span") != 0
           && !g_str_has_prefix (open->element->name, "annotation"))
    write_math (self);
}

void
cw_html_end_math_child (CwHtml           *self,
                        const CwHtmlOpen *open)
{
  if (open->in_math && self->math != NULL)
    cw_math_end_element (self->math);
}
