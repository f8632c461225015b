/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-docx-private.h"

#include "cw-error.h"
#include "cw-opc.h"

/* --- Relationships: where the parts are, and where links lead ------------- */

static void
take_package_relation (gpointer    user_data,
                       const char *id,
                       const char *type,
                       const char *target,
                       gboolean    external)
{
  CwDocxPackage *package = user_data;

  if (!external && g_str_has_suffix (type, "/officeDocument") && package->main_part == NULL)
    package->main_part = g_strdup (target);
}

static void
take_relation (gpointer    user_data,
               const char *id,
               const char *type,
               const char *target,
               gboolean    external)
{
  static const char *const kinds[] = { "/styles", "/footnotes", "/endnotes", "/comments" };
  CwDocxPackage *package = user_data;

  if (external)
    {
      if (id != NULL && g_str_has_suffix (type, "/hyperlink"))
        g_hash_table_insert (package->links, g_strdup (id), g_strdup (target));
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_suffix (type, kinds[i]) && package->part_names[i] == NULL)
      package->part_names[i] = g_strdup (target);
}

/* Finds the main part and those that belong to it. */
gboolean
cw_docx_read_relationships (CwDocxPackage *package,
                            GCancellable  *cancellable,
                            GError       **error)
{
  if (!cw_opc_read_relations (package->zip, NULL, take_package_relation, package, cancellable,
                              error))
    return FALSE;
  if (package->main_part == NULL)
    package->main_part = g_strdup ("word/document.xml");
  if (cw_zip_get_part (package->zip, package->main_part) == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_DAMAGED,
                   "the document's text (%s) is missing from it; open it in Word or LibreOffice, "
                   "save it again and import that",
                   package->main_part);
      return FALSE;
    }
  return cw_opc_read_relations (package->zip, package->main_part, take_relation, package,
                                cancellable, error);
}

/* --- Styles: which are headings ------------------------------------------- */

typedef struct
{
  CwDocxPackage *package;
  CwDocxStyle *style; /* the one we are in */
} Styles;

static int
heading_by_name (const CwXmlAttributes *attributes)
{
  g_autofree char *name = cw_xml_dup_attribute (attributes, "val");

  if (name == NULL)
    return 0;
  if (g_ascii_strncasecmp (name, "heading ", 8) == 0 && name[8] >= '1' && name[8] <= '9'
      && name[9] == '\0')
    return name[8] - '0';
  return g_ascii_strcasecmp (name, "Title") == 0 ? 1 : 0;
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
          styles->style = g_new0 (CwDocxStyle, 1);
          g_hash_table_replace (styles->package->styles, id, styles->style);
        }
    }
  else if (styles->style == NULL)
    return TRUE;
  else if (g_str_equal (name, "name"))
    styles->style->heading = heading_by_name (attributes);
  else if (g_str_equal (name, "basedOn"))
    {
      g_free (styles->style->based_on);
      styles->style->based_on = cw_xml_dup_attribute (attributes, "val");
    }
  else if (g_str_equal (name, "outlineLvl"))
    {
      int level = cw_xml_attribute_int (attributes, "val", 9);

      if (level >= 0 && level < 9)
        styles->style->heading = level + 1;
    }
  else if (g_str_equal (name, "numId"))
    styles->style->list = TRUE;
  return TRUE;
}

static const CwXmlHandler style_handler = { start_style, NULL, NULL };

/* What a style does not say is what the style says that it is based on. */
static void
inherit (GHashTable  *styles,
         CwDocxStyle *style)
{
  const CwDocxStyle *base = style;

  for (guint depth = 0; depth < 20 && style->heading == 0; depth++)
    {
      if (base->based_on == NULL)
        break;
      base = g_hash_table_lookup (styles, base->based_on);
      if (base == NULL)
        break;
      style->heading = base->heading;
      style->list |= base->list;
    }
}

/* Reads which paragraph styles are headings and lists. A style sheet that is
 * damaged costs the headings, not the text. */
gboolean
cw_docx_read_styles (CwDocxPackage *package,
                     GCancellable  *cancellable,
                     GError       **error)
{
  Styles styles = { package, NULL };
  GBytes *part = NULL;
  GHashTableIter iter;
  gpointer value;

  if (package->part_names[CW_DOCX_STYLES] != NULL)
    part = cw_zip_get_part (package->zip, package->part_names[CW_DOCX_STYLES]);
  if (part == NULL)
    return TRUE;
  if (!cw_xml_parse (part, package->part_names[CW_DOCX_STYLES], &style_handler, &styles,
                     cancellable, error))
    return FALSE;

  g_hash_table_iter_init (&iter, package->styles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    inherit (package->styles, value);
  return TRUE;
}
