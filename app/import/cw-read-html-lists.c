/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-html-private.h"

#include "cw-numeral.h"

#include <string.h>

/* Lists of web pages, and how their items are numbered. */

static int
number_of (const char *value,
           int         otherwise)
{
  char *end;
  gint64 number = value != NULL ? g_ascii_strtoll (value, &end, 10) : 0;

  if (value == NULL || end == value)
    return otherwise;
  return (int) CLAMP (number, -1000000, 1000000);
}

/* What a list says of itself. */
CwHtmlList
cw_html_list_read (CwHtmlAttributes attributes,
                   gboolean         numbered)
{
  CwHtmlList list = { numbered, FALSE, '1', 1 };
  const char *type = cw_html_attribute (attributes, "type");
  const char *style = cw_html_attribute (attributes, "style");

  if (type != NULL && *type != '\0' && strchr ("aAiI", *type) != NULL && type[1] == '\0')
    list.type = *type;
  else if (cw_html_style_is (style, "list-style-type", "lower-alpha")
           || cw_html_style_is (style, "list-style-type", "lower-latin"))
    list.type = 'a';
  else if (cw_html_style_is (style, "list-style-type", "upper-alpha")
           || cw_html_style_is (style, "list-style-type", "upper-latin"))
    list.type = 'A';
  else if (cw_html_style_is (style, "list-style-type", "lower-roman"))
    list.type = 'i';
  else if (cw_html_style_is (style, "list-style-type", "upper-roman"))
    list.type = 'I';
  else if (cw_html_style_is (style, "list-style-type", "none")
           || cw_html_style_is (style, "list-style", "none"))
    list.numbered = FALSE;
  list.next = number_of (cw_html_attribute (attributes, "start"), 1);
  list.reversed = cw_html_attribute (attributes, "reversed") != NULL;
  return list;
}

/* What stands before an item: "3. ", "c. ", "iii. ". */
static char *
label_of (const CwHtmlList *list,
          int               number)
{
  GString *label = g_string_new (NULL);

  cw_numeral_append (label, cw_numeral_from_sign (list->type), number);
  g_string_append (label, ". ");
  return g_string_free (label, FALSE);
}

/* The label of the next item, which may say its number itself. */
char *
cw_html_list_number (CwHtmlList      *list,
                     CwHtmlAttributes attributes)
{
  int number = number_of (cw_html_attribute (attributes, "value"), list->next);

  list->next = number + (list->reversed ? -1 : 1);
  return label_of (list, number);
}
