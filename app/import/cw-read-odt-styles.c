/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-odt-private.h"

#include "cw-numeral.h"

#include <string.h>

/* Styles of OpenDocument, as far as they say something of the text: bold, italics,
 * hidden, numbers of lists. */

/* A style that is its own ancestor ends here. */
#define MOST_PARENTS 32

static void
style_free (gpointer data)
{
  CwOdtStyle *style = data;

  g_free (style->parent);
  g_free (style);
}

static void
list_style_free (gpointer data)
{
  CwOdtListStyle *style = data;

  for (guint i = 0; i < CW_ODT_LIST_LEVELS; i++)
    g_free (style->suffix[i]);
  g_free (style);
}

void
cw_odt_init (CwOdt *self)
{
  memset (self, 0, sizeof *self);
  self->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, style_free);
  self->list_styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, list_style_free);
  self->states = g_array_new (FALSE, TRUE, sizeof (CwOdtState));
  self->lists = g_array_new (FALSE, TRUE, sizeof (CwOdtList));
  self->author = g_string_new (NULL);
}

void
cw_odt_clear (CwOdt *self)
{
  g_hash_table_unref (self->styles);
  g_hash_table_unref (self->list_styles);
  g_array_unref (self->states);
  g_array_unref (self->lists);
  g_string_free (self->author, TRUE);
  g_free (self->label);
  g_clear_pointer (&self->flow, cw_flow_free);
}

static void
start_list_level (CwOdt                 *self,
                  const CwXmlAttributes *attributes)
{
  int level = cw_xml_attribute_int (attributes, "level", 1) - 1;
  g_autofree char *format = cw_xml_dup_attribute (attributes, "num-format");

  if (level < 0 || level >= CW_ODT_LIST_LEVELS)
    return;
  if (format != NULL && strchr ("1aAiI", *format) != NULL)
    self->list_style->format[level] = *format;
  self->list_style->start[level] = cw_xml_attribute_int (attributes, "start-value", 1);
  g_free (self->list_style->suffix[level]);
  self->list_style->suffix[level] = cw_xml_dup_attribute (attributes, "num-suffix");
}

static void
read_look (CwOdtStyle            *style,
           const CwXmlAttributes *attributes)
{
  g_autofree char *weight = cw_xml_dup_attribute (attributes, "font-weight");
  g_autofree char *slant = cw_xml_dup_attribute (attributes, "font-style");
  g_autofree char *display = cw_xml_dup_attribute (attributes, "display");

  if (weight != NULL)
    style->bold = strcmp (weight, "bold") == 0 || (*weight >= '6' && *weight <= '9');
  if (slant != NULL)
    style->italic = strcmp (slant, "italic") == 0 || strcmp (slant, "oblique") == 0;
  if (display != NULL)
    style->hidden = strcmp (display, "none") == 0;
}

/* Takes an element that belongs to styles; FALSE if it is none. */
gboolean
cw_odt_start_style (CwOdt                 *self,
                    const char            *name,
                    const CwXmlAttributes *attributes,
                    CwOdtState            *state)
{
  if (strcmp (name, "style") == 0 || strcmp (name, "list-style") == 0)
    {
      char *key = cw_xml_dup_attribute (attributes, "name");

      if (key == NULL)
        return TRUE;
      if (*name == 's')
        {
          self->style = g_new0 (CwOdtStyle, 1);
          self->style->parent = cw_xml_dup_attribute (attributes, "parent-style-name");
          self->style->bold = self->style->italic = self->style->hidden = -1;
          state->action = CW_ODT_STYLE;
          g_hash_table_insert (self->styles, key, self->style);
        }
      else
        {
          self->list_style = g_new0 (CwOdtListStyle, 1);
          state->action = CW_ODT_LIST_STYLE;
          g_hash_table_insert (self->list_styles, key, self->list_style);
        }
      return TRUE;
    }
  if (self->style != NULL && strcmp (name, "text-properties") == 0)
    read_look (self->style, attributes);
  else if (self->list_style != NULL && g_str_has_prefix (name, "list-level-style-"))
    {
      if (strcmp (name, "list-level-style-number") == 0)
        start_list_level (self, attributes);
    }
  else
    return self->style != NULL || self->list_style != NULL;
  return TRUE;
}

/* How text of a style looks, where it stands in text that looks as @state says. */
void
cw_odt_look (CwOdt      *self,
             const char *style,
             CwOdtState *state)
{
  int bold = -1, italic = -1, hidden = -1;

  for (guint i = 0; style != NULL && i < MOST_PARENTS; i++)
    {
      const CwOdtStyle *found = g_hash_table_lookup (self->styles, style);

      if (found == NULL)
        break;
      bold = bold < 0 ? found->bold : bold;
      italic = italic < 0 ? found->italic : italic;
      hidden = hidden < 0 ? found->hidden : hidden;
      style = found->parent;
    }
  state->bold = bold < 0 ? state->bold : bold;
  state->italic = italic < 0 ? state->italic : italic;
  state->hidden = hidden < 0 ? state->hidden : hidden;
}

/* The number of a list's item, with a blank behind it; NULL for a bullet. */
char *
cw_odt_list_label (const CwOdtList *list,
                   guint            level)
{
  GString *label;
  char format;

  if (list->style == NULL || level >= CW_ODT_LIST_LEVELS || list->number < 1)
    return NULL;
  format = list->style->format[level];
  if (format == '\0')
    return NULL;

  label = g_string_new (NULL);
  cw_numeral_append (label, cw_numeral_from_sign (format), list->number);
  if (list->style->suffix[level] != NULL)
    g_string_append (label, list->style->suffix[level]);
  g_string_append_c (label, ' ');
  return g_string_free (label, FALSE);
}
