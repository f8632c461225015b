/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-docx-private.h"

/* Styles: which are headings and lists, and which are hidden, bold or in italics. */

/* Longer chains of styles are hostile. */
#define MAX_CHAIN 20

typedef struct
{
  CwDocxPackage *package;
  CwDocxStyle *style; /* the one we are in */
} Styles;

void
cw_docx_style_free (CwDocxStyle *style)
{
  g_free (style->based_on);
  g_free (style);
}

static int
heading_by_name (const CwXmlAttributes *attributes)
{
  g_autofree char *name = cw_xml_dup_attribute (attributes, "val");

  if (name == NULL)
    return -1;
  if (g_ascii_strncasecmp (name, "heading ", 8) == 0 && name[8] >= '1' && name[8] <= '9'
      && name[9] == '\0')
    return name[8] - '0';
  return g_ascii_strcasecmp (name, "Title") == 0 ? 1 : -1;
}

static CwDocxStyle *
style_new (void)
{
  CwDocxStyle *style = g_new0 (CwDocxStyle, 1);

  style->heading = style->num_id = style->list_level = -1;
  style->strong = style->emphasis = style->hidden = -1;
  return style;
}

static void
read_style (CwDocxStyle           *style,
            const char            *name,
            const CwXmlAttributes *attributes)
{
  int level;

  if (g_str_equal (name, "name"))
    style->heading = heading_by_name (attributes);
  else if (g_str_equal (name, "basedOn"))
    {
      g_free (style->based_on);
      style->based_on = cw_xml_dup_attribute (attributes, "val");
    }
  else if (g_str_equal (name, "outlineLvl"))
    {
      level = cw_xml_attribute_int (attributes, "val", 9);
      style->heading = level >= 0 && level < 9 ? level + 1 : 0;
    }
  else if (g_str_equal (name, "numId"))
    style->num_id = cw_xml_attribute_int (attributes, "val", 0);
  else if (g_str_equal (name, "ilvl"))
    style->list_level = cw_xml_attribute_int (attributes, "val", 0);
  else if (g_str_equal (name, "b"))
    style->strong = cw_docx_is_on (attributes);
  else if (g_str_equal (name, "i"))
    style->emphasis = cw_docx_is_on (attributes);
  else if (g_str_equal (name, "vanish"))
    style->hidden = cw_docx_is_on (attributes);
}

static gboolean
start_style (gpointer               user_data,
             const char            *name,
             const char            *ns,
             const CwXmlAttributes *attributes,
             GError               **error)
{
  Styles *styles = user_data;

  if (g_str_equal (name, "style"))
    {
      char *id = cw_xml_dup_attribute (attributes, "styleId");

      styles->style = NULL;
      if (id != NULL)
        {
          styles->style = style_new ();
          g_hash_table_replace (styles->package->styles, id, styles->style);
        }
    }
  else if (g_str_equal (name, "tblStylePr"))
    styles->style = NULL; /* what follows is about parts of tables */
  else if (styles->style != NULL)
    read_style (styles->style, name, attributes);
  return TRUE;
}

static const CwXmlHandler style_handler = { start_style, NULL, NULL };

/* A list may say which of its levels the paragraphs of a style are on. */
static void
find_level (CwDocxNumbering *numbering,
            const char      *id,
            CwDocxStyle     *style)
{
  if (style->num_id > 0 && style->list_level < 0)
    style->list_level = cw_docx_numbering_find_level (numbering, style->num_id, id);
}

/* What a style does not say is what the style says that it is based on. */
static void
inherit (GHashTable  *styles,
         CwDocxStyle *style)
{
  const CwDocxStyle *base = style;

  for (guint depth = 0; depth < MAX_CHAIN && base->based_on != NULL; depth++)
    {
      base = g_hash_table_lookup (styles, base->based_on);
      if (base == NULL)
        break;
      if (style->heading < 0)
        style->heading = base->heading;
      if (style->num_id < 0)
        style->num_id = base->num_id;
      if (style->list_level < 0)
        style->list_level = base->list_level;
      if (style->strong < 0)
        style->strong = base->strong;
      if (style->emphasis < 0)
        style->emphasis = base->emphasis;
      if (style->hidden < 0)
        style->hidden = base->hidden;
    }
}

/* Reads what the styles say; the numbering is to be read before. */
gboolean
cw_docx_read_styles (CwDocxPackage *package,
                     GCancellable  *cancellable,
                     GError       **error)
{
  Styles styles = { package, NULL };
  GBytes *part = NULL;
  GHashTableIter iter;
  gpointer id, value;

  if (package->part_names[CW_DOCX_STYLES] != NULL)
    part = cw_zip_get_part (package->zip, package->part_names[CW_DOCX_STYLES]);
  if (part == NULL)
    return TRUE;
  if (!cw_xml_parse (part, package->part_names[CW_DOCX_STYLES], &style_handler, &styles,
                     cancellable, error))
    return FALSE;

  g_hash_table_iter_init (&iter, package->styles);
  while (g_hash_table_iter_next (&iter, &id, &value))
    find_level (package->numbering, id, value);
  g_hash_table_iter_init (&iter, package->styles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    inherit (package->styles, value);
  return TRUE;
}
