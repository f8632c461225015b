/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-docx-private.h"

#include "cw-numeral.h"

#include <string.h>

/* The numbers of Word's lists. A list that paragraphs name ("num") is counted with
 * what it is made from ("abstractNum"), so that several can go on with one another;
 * what it says of its own levels wins. */

#define N_LEVELS CW_DOCX_LIST_LEVELS
/* What a document may say in its numbers, in bytes. */
#define MAX_TEXT 128

typedef struct
{
  CwNumeral numeral;
  int start;
  int restart;    /* after which level, from 1; 0: never; -1: after any before it */
  gboolean legal; /* all of it in digits */
  char *text;     /* "%1.%2)" */
  char *style;    /* of the paragraphs at this level, or NULL */
} Level;

typedef struct
{
  Level levels[N_LEVELS];
  int counts[N_LEVELS];
  gboolean counting[N_LEVELS];
  char *style_link;     /* this is the list of that style */
  char *num_style_link; /* the list is that of that style */
} Abstract;

typedef struct
{
  char *abstract_id;
  Abstract *abstract;      /* NULL: it is not there */
  Level *levels[N_LEVELS]; /* of its own, or NULL */
  int starts[N_LEVELS];    /* -1 once it began to count, or if it says nothing */
} Num;

struct _CwDocxNumbering
{
  GHashTable *abstracts; /* id to Abstract */
  GHashTable *nums;      /* number to Num */
  /* While it is read: */
  Abstract *abstract;
  Num *num;
  Level *level;
  int override; /* the level that it is about */
};

static void
level_init (Level *level)
{
  level->numeral = CW_NUMERAL_DECIMAL;
  level->start = 1;
  level->restart = -1;
}

static void
level_clear (Level *level)
{
  g_free (level->text);
  g_free (level->style);
}

static void
abstract_free (gpointer data)
{
  Abstract *abstract = data;

  for (int i = 0; i < N_LEVELS; i++)
    level_clear (&abstract->levels[i]);
  g_free (abstract->style_link);
  g_free (abstract->num_style_link);
  g_free (abstract);
}

static void
num_free (gpointer data)
{
  Num *num = data;

  for (int i = 0; i < N_LEVELS; i++)
    if (num->levels[i] != NULL)
      {
        level_clear (num->levels[i]);
        g_free (num->levels[i]);
      }
  g_free (num->abstract_id);
  g_free (num);
}

/* Makes the numbering of a document without lists. */
CwDocxNumbering *
cw_docx_numbering_new (void)
{
  CwDocxNumbering *self = g_new0 (CwDocxNumbering, 1);

  self->abstracts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, abstract_free);
  self->nums = g_hash_table_new_full (NULL, NULL, NULL, num_free);
  return self;
}

void
cw_docx_numbering_free (CwDocxNumbering *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->abstracts);
  g_hash_table_unref (self->nums);
  g_free (self);
}

/* --- Reading it ----------------------------------------------------------- */

static CwNumeral
numeral_by_name (const CwXmlAttributes *attributes)
{
  static const struct
  {
    const char *name;
    CwNumeral numeral;
  } numerals[] = {
    { "bullet", CW_NUMERAL_NONE },
    { "none", CW_NUMERAL_NONE },
    { "decimalZero", CW_NUMERAL_PADDED },
    { "lowerLetter", CW_NUMERAL_REPEATED_LETTER },
    { "upperLetter", CW_NUMERAL_REPEATED_CAPITAL },
    { "lowerRoman", CW_NUMERAL_ROMAN },
    { "upperRoman", CW_NUMERAL_ROMAN_CAPITAL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numerals); i++)
    if (cw_xml_attribute_is (attributes, "val", numerals[i].name))
      return numerals[i].numeral;
  return CW_NUMERAL_DECIMAL;
}

static void
start_abstract (CwDocxNumbering       *self,
                const CwXmlAttributes *attributes)
{
  char *id = cw_xml_dup_attribute (attributes, "abstractNumId");

  self->abstract = NULL;
  self->num = NULL;
  self->level = NULL;
  if (id == NULL)
    return;
  self->abstract = g_new0 (Abstract, 1);
  for (int i = 0; i < N_LEVELS; i++)
    level_init (&self->abstract->levels[i]);
  g_hash_table_replace (self->abstracts, id, self->abstract);
}

static void
start_num (CwDocxNumbering       *self,
           const CwXmlAttributes *attributes)
{
  int id = cw_xml_attribute_int (attributes, "numId", 0);

  self->abstract = NULL;
  self->level = NULL;
  self->num = g_new0 (Num, 1);
  self->override = -1;
  for (int i = 0; i < N_LEVELS; i++)
    self->num->starts[i] = -1;
  g_hash_table_replace (self->nums, GINT_TO_POINTER (id), self->num);
}

static int
level_number (const CwXmlAttributes *attributes)
{
  int number = cw_xml_attribute_int (attributes, "ilvl", -1);

  return number < N_LEVELS ? number : -1;
}

static void
start_level (CwDocxNumbering       *self,
             const CwXmlAttributes *attributes)
{
  int number = level_number (attributes);

  self->level = NULL;
  if (number < 0)
    return;
  if (self->abstract != NULL)
    self->level = &self->abstract->levels[number];
  else if (self->num != NULL)
    {
      if (self->num->levels[number] == NULL)
        {
          self->num->levels[number] = g_new0 (Level, 1);
          level_init (self->num->levels[number]);
        }
      self->level = self->num->levels[number];
    }
}

static void
take_string (char                 **string,
             const CwXmlAttributes *attributes)
{
  g_free (*string);
  *string = cw_xml_dup_attribute (attributes, "val");
}

static void
read_level (Level                 *level,
            const char            *name,
            const CwXmlAttributes *attributes)
{
  if (g_str_equal (name, "start"))
    level->start = cw_xml_attribute_int (attributes, "val", 1);
  else if (g_str_equal (name, "numFmt"))
    level->numeral = numeral_by_name (attributes);
  else if (g_str_equal (name, "lvlRestart"))
    level->restart = cw_xml_attribute_int (attributes, "val", -1);
  else if (g_str_equal (name, "isLgl"))
    level->legal = !cw_xml_attribute_is (attributes, "val", "0")
                   && !cw_xml_attribute_is (attributes, "val", "false");
  else if (g_str_equal (name, "lvlText"))
    take_string (&level->text, attributes);
  else if (g_str_equal (name, "pStyle"))
    take_string (&level->style, attributes);
}

static gboolean
start_element (gpointer               user_data,
               const char            *name,
               const char            *ns,
               const CwXmlAttributes *attributes,
               GError               **error)
{
  CwDocxNumbering *self = user_data;

  if (g_str_equal (name, "abstractNum"))
    start_abstract (self, attributes);
  else if (g_str_equal (name, "num"))
    start_num (self, attributes);
  else if (g_str_equal (name, "lvl"))
    start_level (self, attributes);
  else if (self->num != NULL && g_str_equal (name, "lvlOverride"))
    {
      self->level = NULL;
      self->override = level_number (attributes);
    }
  else if (self->level != NULL)
    read_level (self->level, name, attributes);
  else if (self->abstract != NULL && g_str_equal (name, "styleLink"))
    take_string (&self->abstract->style_link, attributes);
  else if (self->abstract != NULL && g_str_equal (name, "numStyleLink"))
    take_string (&self->abstract->num_style_link, attributes);
  else if (self->num != NULL && g_str_equal (name, "abstractNumId"))
    take_string (&self->num->abstract_id, attributes);
  else if (self->num != NULL && g_str_equal (name, "startOverride") && self->override >= 0)
    self->num->starts[self->override] = MAX (cw_xml_attribute_int (attributes, "val", 1), 0);
  return TRUE;
}

static const CwXmlHandler handler = { start_element, NULL, NULL };

/* A list may be that of a style, which another list is, too. */
static void
resolve (CwDocxNumbering *self)
{
  g_autoptr (GHashTable) by_style = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->abstracts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((Abstract *) value)->style_link != NULL)
      g_hash_table_insert (by_style, ((Abstract *) value)->style_link, value);

  g_hash_table_iter_init (&iter, self->nums);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Num *num = value;
      Abstract *other = NULL;

      if (num->abstract_id == NULL)
        continue;
      num->abstract = g_hash_table_lookup (self->abstracts, num->abstract_id);
      if (num->abstract != NULL && num->abstract->num_style_link != NULL)
        other = g_hash_table_lookup (by_style, num->abstract->num_style_link);
      if (other != NULL)
        num->abstract = other;
    }
}

/* Reads what the lists of a document are. */
gboolean
cw_docx_numbering_read (CwDocxNumbering *self,
                        GBytes          *part,
                        const char      *part_name,
                        GCancellable    *cancellable,
                        GError         **error)
{
  if (!cw_xml_parse (part, part_name, &handler, self, cancellable, error))
    return FALSE;
  resolve (self);
  return TRUE;
}

/* --- Counting ------------------------------------------------------------- */

static const Level *
find_level (const Abstract *abstract,
            const Num      *num,
            int             number)
{
  return num->levels[number] != NULL ? num->levels[number] : &abstract->levels[number];
}

/* Whether a level begins anew after an item of another level. */
static gboolean
restarts (const Level *level,
          int          number,
          int          after)
{
  if (after >= number || level->restart == 0)
    return FALSE;
  return level->restart < 0 || after < level->restart;
}

static void
count (Abstract *abstract,
       Num      *num,
       int       number)
{
  const Level *level = find_level (abstract, num, number);

  if (num->starts[number] >= 0)
    {
      abstract->counts[number] = num->starts[number];
      num->starts[number] = -1;
    }
  else if (abstract->counting[number])
    abstract->counts[number] = MIN (abstract->counts[number], G_MAXINT - 1) + 1;
  else
    abstract->counts[number] = level->start;
  abstract->counting[number] = TRUE;

  for (int i = number + 1; i < N_LEVELS; i++)
    if (restarts (find_level (abstract, num, i), i, number))
      abstract->counting[i] = FALSE;
}

static void
append_number (GString        *label,
               const Abstract *abstract,
               const Num      *num,
               int             number,
               gboolean        legal)
{
  const Level *level = find_level (abstract, num, number);
  CwNumeral numeral = level->numeral;

  if (legal && numeral != CW_NUMERAL_NONE)
    numeral = CW_NUMERAL_DECIMAL;
  cw_numeral_append (label, numeral,
                     abstract->counting[number] ? abstract->counts[number] : level->start);
}

static char *
make_label (const Abstract *abstract,
            const Num      *num,
            int             number)
{
  const Level *level = find_level (abstract, num, number);
  g_autoptr (GString) label = g_string_new (NULL);

  if (level->numeral == CW_NUMERAL_NONE || level->text == NULL)
    return NULL;
  for (const char *p = level->text; *p != '\0' && label->len < MAX_TEXT; p++)
    {
      if (*p != '%' || p[1] < '1' || p[1] > '9')
        g_string_append_c (label, *p);
      else
        append_number (label, abstract, num, *++p - '1', level->legal);
    }
  if (!g_utf8_validate (label->str, (gssize) label->len, NULL))
    return NULL;
  g_strstrip (label->str);
  return *label->str != '\0' ? g_strdup (label->str) : NULL;
}

/* Finds the level of a list that the paragraphs of a style are on; -1 if on none. */
int
cw_docx_numbering_find_level (CwDocxNumbering *self,
                              int              num_id,
                              const char      *style)
{
  const Num *num = g_hash_table_lookup (self->nums, GINT_TO_POINTER (num_id));
  const Abstract *abstract = num != NULL ? num->abstract : NULL;

  if (abstract == NULL)
    return -1;
  for (int i = 0; i < N_LEVELS; i++)
    if (g_strcmp0 (find_level (abstract, num, i)->style, style) == 0)
      return i;
  return -1;
}

/* Counts an item, and gives its number: "2.", "b)"; NULL for a bullet or a list that
 * is not there. With peek it gives the number that the next item will have. */
char *
cw_docx_numbering_count (CwDocxNumbering *self,
                         int              num_id,
                         int              number,
                         gboolean         peek)
{
  Num *num = g_hash_table_lookup (self->nums, GINT_TO_POINTER (num_id));
  Abstract *abstract = num != NULL ? num->abstract : NULL;
  Abstract before;
  int start;
  char *label;

  if (abstract == NULL)
    return NULL;
  number = CLAMP (number, 0, N_LEVELS - 1);
  before = *abstract;
  start = num->starts[number];
  count (abstract, num, number);
  label = make_label (abstract, num, number);
  if (peek)
    {
      *abstract = before;
      num->starts[number] = start;
    }
  return label;
}
