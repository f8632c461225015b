/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-odt-private.h"

#include <string.h>

/* Styles: which paragraphs are headings, what is bold, how lists are numbered. A
 * document has those with names, which its user chose, and automatic ones, for
 * what was set by hand; where a name is in both, the automatic one is meant, and
 * it comes later. */

#define MAX_PARENTS 32
#define MAX_AFFIX_BYTES 32

static void
style_free (gpointer data)
{
  CwOdtStyle *style = data;

  g_free (style->parent);
  g_free (style->list_style);
  g_free (style);
}

static void
list_free (gpointer data)
{
  CwOdtListStyle *list = data;

  for (gsize i = 0; i < CW_ODT_LIST_LEVELS; i++)
    {
      g_free (list->levels[i].prefix);
      g_free (list->levels[i].suffix);
    }
  g_free (list);
}

/* Begins with no styles. */
CwOdtStyles *
cw_odt_styles_new (void)
{
  CwOdtStyles *self = g_new0 (CwOdtStyles, 1);

  for (gsize i = 0; i < CW_ODT_N_FAMILIES; i++)
    self->families[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, style_free);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, list_free);
  return self;
}

/* Frees the styles. */
void
cw_odt_styles_free (CwOdtStyles *self)
{
  if (self == NULL)
    return;

  for (gsize i = 0; i < CW_ODT_N_FAMILIES; i++)
    g_hash_table_unref (self->families[i]);
  g_hash_table_unref (self->lists);
  g_free (self->outline);
  g_free (self);
}

static gboolean
is_title (const char *name)
{
  return name != NULL && g_ascii_strcasecmp (name, "Title") == 0;
}

static int
read_outline (const CwXmlAttributes *attributes,
              const char            *name)
{
  gsize n_bytes = 0;
  const char *level = cw_xml_attribute (attributes, "default-outline-level", &n_bytes);
  g_autofree char *shown = NULL;

  if (level != NULL)
    return n_bytes == 0 ? 0 : cw_xml_attribute_int (attributes, "default-outline-level", 0);
  shown = cw_xml_dup_attribute (attributes, "display-name");
  return is_title (name) || is_title (shown) ? 1 : -1;
}

static void
start_style (CwOdtStyles           *self,
             const CwXmlAttributes *attributes)
{
  static const char *const names[] = { "paragraph", "text", "table" };
  char *name = cw_xml_dup_attribute (attributes, "name");
  CwOdtStyle *style;
  gsize family = 0;
  gsize n_bytes = 0;
  const char *page;

  self->style = NULL;
  while (family < G_N_ELEMENTS (names)
         && !cw_xml_attribute_is (attributes, "family", names[family]))
    family++;
  if (name == NULL || family == G_N_ELEMENTS (names))
    {
      g_free (name);
      return;
    }

  self->style = style = g_new0 (CwOdtStyle, 1);
  style->strong = style->emphasis = style->hidden = style->break_after = -1;
  style->parent = cw_xml_dup_attribute (attributes, "parent-style-name");
  style->outline = family == CW_ODT_PARAGRAPH ? read_outline (attributes, name) : -1;
  style->list_style = cw_xml_dup_attribute (attributes, "list-style-name");
  /* A page of another kind is another page. */
  page = cw_xml_attribute (attributes, "master-page-name", &n_bytes);
  style->break_before = page != NULL ? n_bytes > 0 : -1;
  g_hash_table_replace (self->families[family], name, style);
}

static void
take_text_properties (CwOdtStyle            *style,
                      const CwXmlAttributes *attributes)
{
  g_autofree char *weight = cw_xml_dup_attribute (attributes, "font-weight");
  g_autofree char *slant = cw_xml_dup_attribute (attributes, "font-style");
  g_autofree char *display = cw_xml_dup_attribute (attributes, "display");

  if (weight != NULL)
    style->strong = strcmp (weight, "bold") == 0 || g_ascii_strtoull (weight, NULL, 10) >= 600;
  if (slant != NULL)
    style->emphasis = strcmp (slant, "italic") == 0 || strcmp (slant, "oblique") == 0;
  if (display != NULL)
    style->hidden = strcmp (display, "none") == 0;
}

/* Whether a page begins or ends there; @otherwise if the style does not say. */
static int
read_break (const CwXmlAttributes *attributes,
            const char            *name,
            int                    otherwise)
{
  gsize n_bytes;

  if (cw_xml_attribute (attributes, name, &n_bytes) == NULL)
    return otherwise;
  return cw_xml_attribute_is (attributes, name, "page") || otherwise > 0;
}

static void
take_breaks (CwOdtStyle            *style,
             const CwXmlAttributes *attributes)
{
  style->break_before = read_break (attributes, "break-before", style->break_before);
  style->break_after = read_break (attributes, "break-after", style->break_after);
}

static void
take_properties (CwOdtStyle            *style,
                 const char            *name,
                 const CwXmlAttributes *attributes)
{
  if (strcmp (name, "style:text-properties") == 0)
    take_text_properties (style, attributes);
  else if (strcmp (name, "style:paragraph-properties") == 0
           || strcmp (name, "style:table-properties") == 0)
    take_breaks (style, attributes);
}

/* The outline, which numbers headings, needs no name. */
static void
start_list (CwOdtStyles           *self,
            const CwXmlAttributes *attributes,
            gboolean               is_outline)
{
  char *name = cw_xml_dup_attribute (attributes, "name");

  self->style = NULL;
  self->list = NULL;
  if (is_outline)
    {
      if (name == NULL)
        name = g_strdup ("Outline");
      g_free (self->outline);
      self->outline = g_strdup (name);
    }
  if (name == NULL)
    return;
  self->list = g_new0 (CwOdtListStyle, 1);
  g_hash_table_replace (self->lists, name, self->list);
}

/* How a number is written: "1", "a", "A", "i", "I". */
static CwNumeral
read_numeral (const CwXmlAttributes *attributes)
{
  g_autofree char *format = cw_xml_dup_attribute (attributes, "num-format");
  gboolean repeated = cw_xml_attribute_is (attributes, "num-letter-sync", "true");
  CwNumeral numeral;

  if (format == NULL || *format == '\0')
    return CW_NUMERAL_NONE;
  if (strcmp (format, "01") == 0)
    return CW_NUMERAL_PADDED;
  numeral = cw_numeral_from_sign (*format);
  if (repeated && numeral == CW_NUMERAL_LETTER)
    return CW_NUMERAL_REPEATED_LETTER;
  return repeated && numeral == CW_NUMERAL_CAPITAL ? CW_NUMERAL_REPEATED_CAPITAL : numeral;
}

/* What stands before or after a number is short; what is not would fill the text. */
static char *
read_affix (const CwXmlAttributes *attributes,
            const char            *name)
{
  char *affix = cw_xml_dup_attribute (attributes, name);

  if (affix != NULL && strlen (affix) > MAX_AFFIX_BYTES)
    g_clear_pointer (&affix, g_free);
  return affix;
}

/* Newer programs say it at once: "(%1%.%2%)"; where they say it the old way, too,
 * that is enough. */
static void
take_list_format (CwOdtListLevel        *level,
                  const CwXmlAttributes *attributes)
{
  g_autofree char *format = read_affix (attributes, "num-list-format");
  const char *begin = format != NULL ? strchr (format, '%') : NULL;
  const char *end = begin != NULL ? strrchr (format, '%') : NULL;
  int n_signs = 0;

  if (begin == end || level->prefix != NULL || level->suffix != NULL)
    return;
  for (const char *p = begin; p <= end; p++)
    n_signs += *p == '%';
  level->prefix = g_strndup (format, (gsize) (begin - format));
  level->suffix = g_strdup (end + 1);
  level->n_shown = MAX (level->n_shown, n_signs / 2);
}

static void
take_list_level (CwOdtListStyle        *list,
                 const CwXmlAttributes *attributes)
{
  int number = cw_xml_attribute_int (attributes, "level", 0);
  CwOdtListLevel *level;

  if (number < 1 || number > CW_ODT_LIST_LEVELS)
    return;
  level = &list->levels[number - 1];
  g_free (level->prefix);
  g_free (level->suffix);
  level->numeral = read_numeral (attributes);
  level->prefix = read_affix (attributes, "num-prefix");
  level->suffix = read_affix (attributes, "num-suffix");
  level->first = cw_xml_attribute_int (attributes, "start-value", 1);
  level->n_shown = cw_xml_attribute_int (attributes, "display-levels", 1);
  take_list_format (level, attributes);
  level->n_shown = CLAMP (level->n_shown, 1, number);
}

/* Takes the beginning of an element; TRUE if it is a style, which has an end. */
gboolean
cw_odt_styles_start (CwOdtStyles           *self,
                     const char            *name,
                     const CwXmlAttributes *attributes)
{
  gboolean is_outline = strcmp (name, "text:outline-style") == 0;

  if (strcmp (name, "style:style") == 0)
    start_style (self, attributes);
  else if (is_outline || strcmp (name, "text:list-style") == 0)
    start_list (self, attributes, is_outline);
  else
    {
      if (self->style != NULL)
        take_properties (self->style, name, attributes);
      else if (self->list != NULL
               && (strcmp (name, "text:list-level-style-number") == 0
                   || strcmp (name, "text:outline-level-style") == 0))
        take_list_level (self->list, attributes);
      return FALSE;
    }
  return TRUE;
}

/* Takes the end of a style. */
void
cw_odt_styles_end (CwOdtStyles *self)
{
  self->style = NULL;
  self->list = NULL;
}

static void
inherit (CwOdtStyle       *style,
         const CwOdtStyle *parent)
{
  if (style->strong < 0)
    style->strong = parent->strong;
  if (style->emphasis < 0)
    style->emphasis = parent->emphasis;
  if (style->hidden < 0)
    style->hidden = parent->hidden;
  if (style->outline < 0)
    style->outline = parent->outline;
  if (style->list_style == NULL)
    style->list_style = g_strdup (parent->list_style);
  if (style->break_before < 0)
    style->break_before = parent->break_before;
  if (style->break_after < 0)
    style->break_after = parent->break_after;
}

/* An automatic style may have the name of its parent. */
static void
resolve (GHashTable *styles,
         CwOdtStyle *style)
{
  const CwOdtStyle *parent = style;

  for (guint i = 0; i < MAX_PARENTS && parent->parent != NULL; i++)
    {
      parent = g_hash_table_lookup (styles, parent->parent);
      if (parent == NULL || parent == style)
        break;
      inherit (style, parent);
      if (parent->resolved)
        break;
    }
  style->resolved = TRUE;
}

/* Gets a style, or NULL. */
const CwOdtStyle *
cw_odt_styles_get (CwOdtStyles *self,
                   CwOdtFamily  family,
                   const char  *name)
{
  CwOdtStyle *style;

  if (name == NULL)
    return NULL;
  style = g_hash_table_lookup (self->families[family], name);
  if (style != NULL && !style->resolved)
    resolve (self->families[family], style);
  return style;
}

/* Gets how a list is numbered, or NULL. */
const CwOdtListStyle *
cw_odt_styles_get_list (CwOdtStyles *self,
                        const char  *name)
{
  return name != NULL ? g_hash_table_lookup (self->lists, name) : NULL;
}
