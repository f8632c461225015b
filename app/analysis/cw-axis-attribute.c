/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-axis-lines-private.h"

#include "cw-attribute.h"
#include "cw-error.h"

/* One value of the attribute, and who has it. */
typedef struct
{
  char *label;
  double number;  /* what it sorts by, before its label */
  GArray *owners; /* of guint32: cases or documents */
} Value;

typedef struct
{
  const CwAxisContext *context;
  const CwAttribute *attribute;
  GPtrArray *values;    /* of Value */
  GHashTable *by_label; /* label -> Value */
  guint8 *has_value;    /* per case or document */
} Collection;

static void
free_value (gpointer data)
{
  Value *value = data;

  g_free (value->label);
  g_array_unref (value->owners);
  g_free (value);
}

static Value *
take_value (Collection *self,
            char       *label,
            double      number)
{
  Value *value = g_hash_table_lookup (self->by_label, label);

  if (value != NULL)
    {
      g_free (label);
      return value;
    }
  value = g_new0 (Value, 1);
  value->label = label;
  value->number = number;
  value->owners = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_hash_table_insert (self->by_label, value->label, value);
  g_ptr_array_add (self->values, value);
  return value;
}

/* The fewest digits that give the number back. */
static char *
decimal_label (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  if (g_ascii_strtod (buffer, NULL) != number)
    g_ascii_dtostr (buffer, sizeof buffer, number);
  return g_strdup (buffer);
}

static Value *
read_value (Collection  *self,
            CwStatement *row)
{
  double number = cw_statement_double (row, 2);
  CwGuid choice;

  switch (self->attribute->type)
    {
    case CW_ATTRIBUTE_CHOICE:
    case CW_ATTRIBUTE_CHOICES:
      if (!cw_statement_guid (row, 3, &choice))
        return NULL;
      for (guint i = 0; i < self->attribute->choices->len; i++)
        if (cw_guid_equal (&g_array_index (self->attribute->choices, CwAttributeChoice, i).guid,
                           &choice))
          return g_ptr_array_index (self->values, i);
      return NULL;
    case CW_ATTRIBUTE_INTEGER:
      return take_value (self, g_strdup_printf ("%" G_GINT64_FORMAT, cw_statement_int (row, 2)),
                         number);
    case CW_ATTRIBUTE_DECIMAL:
      return take_value (self, decimal_label (number), number);
    case CW_ATTRIBUTE_YES_NO:
      return take_value (self, g_strdup (cw_statement_int (row, 2) != 0 ? "yes" : "no"),
                         cw_statement_int (row, 2) != 0 ? 0 : 1);
    case CW_ATTRIBUTE_TEXT:
    case CW_ATTRIBUTE_DATE:
    default:
      return take_value (
        self, g_strdup (cw_statement_text (row, 2) != NULL ? cw_statement_text (row, 2) : ""), 0);
    }
}

/* The case or document in the row, or CW_GUID_MAP_NONE where the question leaves it out. */
static guint32
read_owner (Collection  *self,
            CwStatement *row)
{
  const CwAxisContext *context = self->context;
  gboolean of_case = self->attribute->owner == CW_OWNER_CASE;
  gsize length;
  gconstpointer guid = cw_statement_blob (row, of_case ? 0 : 1, &length);
  guint32 owner = cw_guid_map_lookup (
    of_case ? &context->study->case_map : &context->study->document_map, guid);

  if (owner == CW_GUID_MAP_NONE)
    return owner;
  if (of_case ? !cw_axis_lines_case_named (context, owner) : !context->counted->documents[owner])
    return CW_GUID_MAP_NONE;
  return owner;
}

static gboolean
collect_values (Collection *self,
                GError    **error)
{
  g_autoptr (CwStatement) rows = NULL;
  GError *failure = NULL;

  for (guint i = 0; i < self->attribute->choices->len; i++)
    {
      const CwAttributeChoice *choice = &g_array_index (self->attribute->choices, CwAttributeChoice,
                                                        i);
      Value *value = g_new0 (Value, 1);

      value->label = g_strdup (choice->label);
      value->number = i;
      value->owners = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_ptr_array_add (self->values, value);
    }

  rows = cw_database_query (self->context->study->database,
                            "SELECT case_guid, document, value, choice FROM attribute_values"
                            " WHERE attribute = ?1",
                            CW_BIND (cw_guid_value (&self->attribute->guid)), error);
  if (rows == NULL)
    return FALSE;
  while (cw_statement_next (rows, &failure))
    {
      guint32 owner = read_owner (self, rows);
      Value *value = owner != CW_GUID_MAP_NONE ? read_value (self, rows) : NULL;

      if (value == NULL)
        continue;
      g_array_append_val (value->owners, owner);
      self->has_value[owner] = 1;
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  const Value *first = *(const Value *const *) a;
  const Value *second = *(const Value *const *) b;

  if (first->number != second->number)
    return first->number < second->number ? -1 : 1;
  return g_strcmp0 (first->label, second->label);
}

/* Those of whom a value could be expected: documents; cases of the attribute's type, or
 * of a type of which some case has a value. */
static gboolean
could_have_value (const Collection *self,
                  guint32           owner)
{
  const CwStudy *study = self->context->study;
  const CwCase *record;

  if (self->attribute->owner != CW_OWNER_CASE)
    return self->context->counted->documents[owner];
  if (!cw_axis_lines_case_named (self->context, owner))
    return FALSE;
  record = cw_study_case (study, owner);
  if (self->attribute->has_case_type)
    return cw_guid_equal (&record->type, &self->attribute->case_type);
  for (guint i = 0; i < study->cases->len; i++)
    if (self->has_value[i] && cw_guid_equal (&record->type, &cw_study_case (study, i)->type))
      return TRUE;
  return FALSE;
}

static void
add_line (CwAxisLines *lines,
          Collection  *self,
          const Value *value,
          GArray      *pairs)
{
  const CwStudy *study = self->context->study;
  gboolean of_case = self->attribute->owner == CW_OWNER_CASE;
  g_autoptr (GArray) guids = g_array_new (FALSE, FALSE, sizeof (CwGuid));
  CwFilterKind kind = of_case ? CW_FILTER_CASES : CW_FILTER_DOCUMENTS;
  guint32 line = lines->lines->len;

  for (guint i = 0; i < value->owners->len; i++)
    {
      CwSetPair pair = { g_array_index (value->owners, guint32, i), line };
      CwGuid guid = of_case ? cw_study_case (study, pair.key)->guid
                            : cw_study_document (study, pair.key)->guid;

      g_array_append_val (pairs, pair);
      g_array_append_val (guids, guid);
    }
  if (of_case && self->context->rollup)
    kind = CW_FILTER_CASE_TREES;
  cw_passage_filter_add (cw_axis_lines_add (lines, value->label)->filter, kind,
                         (const CwGuid *) (gconstpointer) guids->data, guids->len);
}

/* What lies in a case counts, with a rollup, in the lines of the case. */
static void
roll_up (const CwStudy *study,
         GArray        *pairs)
{
  guint n_pairs = pairs->len;

  for (guint i = 0; i < n_pairs; i++)
    {
      CwSetPair pair = g_array_index (pairs, CwSetPair, i);
      guint32 above = pair.key;

      for (pair.key = 0; pair.key < study->cases->len; pair.key++)
        if (pair.key != above && cw_study_is_below (study->case_parents, pair.key, above))
          g_array_append_val (pairs, pair);
    }
}

static void
add_lines (CwAxisLines *lines,
           Collection  *self)
{
  const CwStudy *study = self->context->study;
  gboolean of_case = self->attribute->owner == CW_OWNER_CASE;
  guint n_owners = of_case ? study->cases->len : study->documents->len;
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (CwSetPair));
  Value without = { .label = (char *) "(no value)" };

  g_ptr_array_sort (self->values, compare_values);
  for (guint i = 0; i < self->values->len; i++)
    add_line (lines, self, g_ptr_array_index (self->values, i), pairs);

  without.owners = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 i = 0; i < n_owners; i++)
    if (!self->has_value[i] && could_have_value (self, i))
      g_array_append_val (without.owners, i);
  if (without.owners->len > 0)
    add_line (lines, self, &without, pairs);
  g_array_unref (without.owners);

  if (of_case && self->context->rollup)
    roll_up (study, pairs);
  cw_sets_init (&lines->lines_of, n_owners, pairs);
}

/* cw_axis_lines_fill_attribute: a line for each value, and one for those without. */
gboolean
cw_axis_lines_fill_attribute (CwAxisLines         *self,
                              const CwAxisContext *context,
                              const CwGuid        *attribute,
                              GError             **error)
{
  g_autoptr (CwAttribute) record = cw_attribute_load (context->study->database, attribute, error);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (free_value);
  g_autoptr (GHashTable) by_label = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint8 *has_value = g_new0 (
    guint8, MAX (context->study->cases->len, context->study->documents->len) + 1);
  Collection collection = { context, record, values, by_label, has_value };

  if (record == NULL)
    return FALSE;
  if (record->owner == CW_OWNER_RESPONDENT)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "making a matrix: %s is an attribute of survey respondents; take one of cases "
                   "or documents",
                   record->name);
      return FALSE;
    }

  self->basis = record->owner == CW_OWNER_CASE ? CW_BASIS_CASE : CW_BASIS_DOCUMENT;
  self->noun = g_strdup (record->name);
  self->phrase = g_strdup_printf (
    "%s by %s", record->owner == CW_OWNER_CASE ? "Cases" : "Documents", record->name);
  if (!collect_values (&collection, error))
    return FALSE;
  add_lines (self, &collection);
  return TRUE;
}
