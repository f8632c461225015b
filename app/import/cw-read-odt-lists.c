/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-odt-lists-private.h"

#include <string.h>

/* Lists: the file says which paragraph is an item, not which number it has. */

typedef struct
{
  int counts[CW_ODT_LIST_LEVELS]; /* of the last item; 0: none yet */
  gboolean begun[CW_ODT_LIST_LEVELS];
} Counters;

/* A list that we are in. */
typedef struct
{
  char *style_name; /* of the list, or of the one around it; or NULL */
  Counters *counters;
  guint level;       /* from 0 */
  gboolean labelled; /* the item has its number, or has none */
  gboolean has_restart;
  int restart;
} OpenList;

struct _CwOdtLists
{
  CwOdtStyles *styles;
  GArray *open;         /* of OpenList */
  GArray *bases;        /* of guint: where the lists of the texts around end */
  Counters *outline;    /* of headings */
  GHashTable *by_id;    /* of a list to Counters */
  GHashTable *by_style; /* the same, the last list with that style */
};

static void
open_list_clear (gpointer data)
{
  OpenList *list = data;

  g_free (list->style_name);
  g_rc_box_release (list->counters);
}

/* Begins with no lists. */
CwOdtLists *
cw_odt_lists_new (CwOdtStyles *styles)
{
  CwOdtLists *self = g_new0 (CwOdtLists, 1);

  self->styles = styles;
  self->open = g_array_new (FALSE, FALSE, sizeof (OpenList));
  g_array_set_clear_func (self->open, open_list_clear);
  self->outline = g_rc_box_new0 (Counters);
  self->bases = g_array_new (FALSE, FALSE, sizeof (guint));
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_rc_box_release);
  self->by_style = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_rc_box_release);
  return self;
}

/* Frees the lists. */
void
cw_odt_lists_free (CwOdtLists *self)
{
  g_array_unref (self->open);
  g_array_unref (self->bases);
  g_rc_box_release (self->outline);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_style);
  g_free (self);
}

/* How many of the open lists are around the text that is being written. */
static guint
base (const CwOdtLists *self)
{
  return self->bases->len > 0 ? g_array_index (self->bases, guint, self->bases->len - 1) : 0;
}

static OpenList *
innermost (CwOdtLists *self)
{
  return self->open->len > base (self) ? &g_array_index (self->open, OpenList, self->open->len - 1)
                                       : NULL;
}

static Counters *
find_counters (CwOdtLists            *self,
               const CwXmlAttributes *attributes,
               const char            *style_name)
{
  g_autofree char *continued = cw_xml_dup_attribute (attributes, "continue-list");
  Counters *counters = NULL;

  if (continued != NULL)
    counters = g_hash_table_lookup (self->by_id, continued);
  if (counters == NULL && cw_xml_attribute_is (attributes, "continue-numbering", "true"))
    counters = g_hash_table_lookup (self->by_style, style_name != NULL ? style_name : "");
  return counters != NULL ? g_rc_box_acquire (counters) : g_rc_box_new0 (Counters);
}

/* Takes the beginning of a list. */
void
cw_odt_lists_start_list (CwOdtLists            *self,
                         const CwXmlAttributes *attributes)
{
  const OpenList *around = innermost (self);
  char *id = cw_xml_dup_attribute (attributes, "id");
  OpenList list = { NULL };

  list.style_name = cw_xml_dup_attribute (attributes, "style-name");
  list.labelled = TRUE;
  if (around != NULL)
    {
      if (list.style_name == NULL)
        list.style_name = g_strdup (around->style_name);
      list.counters = g_rc_box_acquire (around->counters);
      list.level = MIN (around->level + 1, CW_ODT_LIST_LEVELS - 1);
      if (list.level > around->level
          && !cw_xml_attribute_is (attributes, "continue-numbering", "true"))
        list.counters->begun[list.level] = FALSE;
    }
  else
    {
      list.counters = find_counters (self, attributes, list.style_name);
      g_hash_table_replace (self->by_style,
                            g_strdup (list.style_name != NULL ? list.style_name : ""),
                            g_rc_box_acquire (list.counters));
    }
  if (id != NULL)
    g_hash_table_replace (self->by_id, id, g_rc_box_acquire (list.counters));
  g_array_append_val (self->open, list);
}

/* Takes the end of a list. */
void
cw_odt_lists_end_list (CwOdtLists *self)
{
  if (innermost (self) != NULL)
    g_array_set_size (self->open, self->open->len - 1);
}

/* Takes the beginning of a paragraph that is an item without a list around it. */
void
cw_odt_lists_start_numbered (CwOdtLists            *self,
                             const CwXmlAttributes *attributes)
{
  g_autofree char *id = cw_xml_dup_attribute (attributes, "list-id");
  OpenList list = { NULL };
  Counters *counters;
  g_autofree char *key = NULL;

  list.style_name = cw_xml_dup_attribute (attributes, "style-name");
  list.level = (guint) CLAMP (cw_xml_attribute_int (attributes, "level", 1), 1, CW_ODT_LIST_LEVELS)
               - 1;
  key = g_strdup (list.style_name != NULL ? list.style_name : "");
  counters = id != NULL ? g_hash_table_lookup (self->by_id, id)
                        : g_hash_table_lookup (self->by_style, key);
  list.counters = counters != NULL ? g_rc_box_acquire (counters) : g_rc_box_new0 (Counters);
  if (counters == NULL)
    g_hash_table_replace (id != NULL ? self->by_id : self->by_style,
                          id != NULL ? g_steal_pointer (&id) : g_steal_pointer (&key),
                          g_rc_box_acquire (list.counters));
  g_array_append_val (self->open, list);
  cw_odt_lists_start_item (self, attributes, FALSE);
}

/* Takes the beginning of an item, or of what stands before the items. */
void
cw_odt_lists_start_item (CwOdtLists            *self,
                         const CwXmlAttributes *attributes,
                         gboolean               is_header)
{
  OpenList *list = innermost (self);
  gsize n_bytes;

  if (list == NULL)
    return;
  list->labelled = is_header;
  list->has_restart = cw_xml_attribute (attributes, "start-value", &n_bytes) != NULL;
  list->restart = cw_xml_attribute_int (attributes, "start-value", 1);
}

/* Begins a text that is in none of the lists. */
void
cw_odt_lists_leave (CwOdtLists *self)
{
  guint n = self->open->len;

  g_array_append_val (self->bases, n);
}

/* Ends it. */
void
cw_odt_lists_return (CwOdtLists *self)
{
  g_array_set_size (self->open, base (self));
  g_array_set_size (self->bases, self->bases->len - 1);
}

static int
first_of (const CwOdtListStyle *style,
          guint                 level)
{
  return style != NULL && style->levels[level].numeral != CW_NUMERAL_NONE
           ? style->levels[level].first
           : 1;
}

/* An item on a deeper level than any before it begins those that are around it:
 * what comes next there is the second. */
static void
count (OpenList             *list,
       const CwOdtListStyle *style)
{
  Counters *counters = list->counters;
  guint level = list->level;

  for (guint i = 0; i < level; i++)
    if (!counters->begun[i])
      {
        counters->counts[i] = first_of (style, i);
        counters->begun[i] = TRUE;
      }
  if (list->has_restart)
    counters->counts[level] = list->restart;
  else if (!counters->begun[level])
    counters->counts[level] = first_of (style, level);
  else if (counters->counts[level] < G_MAXINT)
    counters->counts[level]++;
  counters->begun[level] = TRUE;
  list->has_restart = FALSE;
  for (guint i = level + 1; i < CW_ODT_LIST_LEVELS; i++)
    counters->begun[i] = FALSE;
}

static char *
format_label (const Counters       *counters,
              const CwOdtListStyle *style,
              guint                 level)
{
  const CwOdtListLevel *shown = &style->levels[level];
  GString *label = g_string_new (shown->prefix);
  gsize n_prefix = label->len;

  for (guint i = level + 1 - (guint) shown->n_shown; i <= level; i++)
    {
      const CwOdtListLevel *at = &style->levels[i];

      if (at->numeral == CW_NUMERAL_NONE)
        continue;
      if (label->len > n_prefix)
        g_string_append_c (label, '.');
      cw_numeral_append (label, at->numeral, counters->counts[i]);
    }
  if (shown->suffix != NULL)
    g_string_append (label, shown->suffix);
  return g_strstrip (g_string_free (label, FALSE));
}

/* Says what a paragraph is that begins now: its level in the lists, 0 for a
 * paragraph that is no item; and its number. */
int
cw_odt_lists_take (CwOdtLists *self,
                   const char *paragraph_list,
                   gboolean   *out_numbered,
                   char      **out_label)
{
  OpenList *list = innermost (self);
  const CwOdtListStyle *style;

  *out_numbered = FALSE;
  *out_label = NULL;
  if (list == NULL || list->labelled)
    return 0;

  list->labelled = TRUE;
  style = cw_odt_styles_get_list (self->styles,
                                  list->style_name != NULL ? list->style_name : paragraph_list);
  count (list, style);
  if (style != NULL && style->levels[list->level].numeral != CW_NUMERAL_NONE)
    {
      *out_numbered = TRUE;
      *out_label = format_label (list->counters, style, list->level);
    }
  return (int) list->level + 1;
}

/* Gets the number of a heading that begins now and is in no list; NULL if it has
 * none. */
char *
cw_odt_lists_take_heading (CwOdtLists            *self,
                           const CwXmlAttributes *attributes,
                           const char            *paragraph_list,
                           int                    heading)
{
  const CwOdtListStyle *style = cw_odt_styles_get_list (self->styles, self->styles->outline);
  OpenList list = { NULL, self->outline, (guint) heading - 1, TRUE, FALSE, 1 };
  gsize n_bytes;

  /* A heading whose style names another list, or the one without name, is none of
   * the outline. */
  if (style == NULL || cw_xml_attribute_is (attributes, "is-list-header", "true")
      || (paragraph_list != NULL && strcmp (paragraph_list, self->styles->outline) != 0))
    return NULL;
  list.has_restart = cw_xml_attribute_is (attributes, "restart-numbering", "true")
                     || cw_xml_attribute (attributes, "start-value", &n_bytes) != NULL;
  list.restart = cw_xml_attribute_int (attributes, "start-value", 1);
  count (&list, style);
  return style->levels[list.level].numeral != CW_NUMERAL_NONE
           ? format_label (self->outline, style, list.level)
           : NULL;
}
