/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint-file: sql: names of tables and columns, which are ours and cannot be bound */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-attribute-value.h"

#include "cw-attribute-private.h"
#include "cw-error.h"
#include "cw-name-private.h"
#include "cw-path.h"
#include "cw-rows-private.h"

#include <math.h>
#include <string.h>

#define SELECT \
  "SELECT v.attribute, a.name, a.type, ifnull (v.case_guid, ifnull (v.document, v.respondent)), " \
  "v.value, c.label FROM attribute_values v JOIN attributes a ON a.guid = v.attribute " \
  "LEFT JOIN attribute_choices c ON c.guid = v.choice "

/* The shortest text that reads back as the number, whatever the locale. */
static char *
format_decimal (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }
  return g_strdup (buffer);
}

static gpointer
read_value (CwStatement *row)
{
  CwAttributeValue *value = g_new0 (CwAttributeValue, 1);

  cw_statement_guid (row, 0, &value->attribute);
  value->name = cw_statement_dup_text (row, 1);
  cw_attribute_type_from_string (cw_statement_text (row, 2), &value->type);
  cw_statement_guid (row, 3, &value->owner);
  value->number = NAN;
  if (value->type == CW_ATTRIBUTE_INTEGER || value->type == CW_ATTRIBUTE_DECIMAL
      || value->type == CW_ATTRIBUTE_YES_NO)
    value->number = cw_statement_double (row, 4);
  if (!cw_statement_is_null (row, 5))
    value->text = cw_statement_dup_text (row, 5);
  else if (value->type == CW_ATTRIBUTE_DECIMAL)
    value->text = format_decimal (value->number);
  else if (value->type == CW_ATTRIBUTE_YES_NO)
    value->text = g_strdup (value->number != 0 ? "yes" : "no");
  else
    value->text = g_strdup (cw_text_or_empty (cw_statement_text (row, 4)));
  return value;
}

static void
free_value_cb (gpointer data)
{
  cw_attribute_value_free (data);
}

/* Of several choices there is a row each: they become one value. */
static GPtrArray *
gather (GPtrArray *rows)
{
  GPtrArray *values = g_ptr_array_new_full (rows->len, free_value_cb);
  CwAttributeValue *last = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      CwAttributeValue *value = g_ptr_array_index (rows, i);

      if (last != NULL && cw_guid_equal (&last->attribute, &value->attribute)
          && cw_guid_equal (&last->owner, &value->owner))
        {
          g_autofree char *before = last->text;

          last->text = g_strconcat (before, "; ", value->text, NULL);
          cw_attribute_value_free (value);
          continue;
        }
      g_ptr_array_add (values, value);
      last = value;
    }
  return values;
}

static gboolean
set_bad_value (const CwAttribute *attribute,
               const char        *text,
               const char        *wanted,
               GError           **error)
{
  g_set_error (error, CW_ERROR, CW_ERROR_INVALID, "%s: “%s” is not %s", attribute->name, text,
               wanted);
  return FALSE;
}

static gboolean
parse_yes_no (const char *text,
              gint64     *out_value)
{
  static const char *const yes[] = { "yes", "true", "1", "y", NULL };
  static const char *const no[] = { "no", "false", "0", "n", NULL };
  g_autofree char *folded = g_ascii_strdown (text, -1);

  if (!g_strv_contains (yes, folded) && !g_strv_contains (no, folded))
    return FALSE;
  *out_value = g_strv_contains (yes, folded);
  return TRUE;
}

static gboolean
parse_choice (const CwAttribute *attribute,
              const char        *label,
              GArray            *choices,
              GError           **error)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < attribute->choices->len; i++)
    {
      const CwAttributeChoice *choice = &g_array_index (attribute->choices, CwAttributeChoice, i);

      if (cw_path_same_name (choice->label, label))
        {
          g_array_append_val (choices, choice->guid);
          return TRUE;
        }
      g_string_append_printf (labels, "%s%s", i > 0 ? ", " : "", choice->label);
    }
  g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
               "%s: “%s” is not one of its choices; these are: %s", attribute->name, label,
               labels->str);
  return FALSE;
}

static gboolean
parse_choices (const CwAttribute *attribute,
               const char        *text,
               GArray            *choices,
               GError           **error)
{
  g_auto (GStrv) labels = g_strsplit (text, ";", -1);

  for (guint i = 0; labels[i] != NULL; i++)
    if (*g_strstrip (labels[i]) != '\0' && !parse_choice (attribute, labels[i], choices, error))
      return FALSE;
  return TRUE;
}

/*
 * cw_attribute_parse:
 * Reads a text that is not empty as a value of @attribute: into @out_value, or for
 * choices into @choices (of CwGuid). The value borrows from @text.
 */
gboolean
cw_attribute_parse (const CwAttribute *attribute,
                    const char        *text,
                    CwValue           *out_value,
                    GArray            *choices,
                    GError           **error)
{
  gint64 integer;
  double number;
  char *end;

  switch (attribute->type)
    {
    case CW_ATTRIBUTE_INTEGER:
      if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &integer, NULL))
        return set_bad_value (attribute, text, "a whole number; write it as 12", error);
      *out_value = cw_int_value (integer);
      return TRUE;
    case CW_ATTRIBUTE_DECIMAL:
      number = g_ascii_strtod (text, &end);
      if (end == text || *end != '\0' || !isfinite (number))
        return set_bad_value (attribute, text, "a number; write it as 12.5, with a point", error);
      *out_value = cw_double_value (number);
      return TRUE;
    case CW_ATTRIBUTE_DATE:
      if (!cw_date_is_valid (text))
        return set_bad_value (attribute, text, "a date; write it as 2014, 2014-05 or 2014-05-31",
                              error);
      *out_value = cw_text_value (text);
      return TRUE;
    case CW_ATTRIBUTE_YES_NO:
      if (!parse_yes_no (text, &integer))
        return set_bad_value (attribute, text, "yes or no", error);
      *out_value = cw_int_value (integer);
      return TRUE;
    case CW_ATTRIBUTE_CHOICE:
      return parse_choice (attribute, text, choices, error);
    case CW_ATTRIBUTE_CHOICES:
      return parse_choices (attribute, text, choices, error);
    case CW_ATTRIBUTE_TEXT:
    default:
      *out_value = cw_text_value (text);
      return TRUE;
    }
}

/**
 * cw_attribute_value_free:
 * @value: (nullable) (transfer full): a value
 */
void
cw_attribute_value_free (CwAttributeValue *value)
{
  if (value == NULL)
    return;
  g_free (value->name);
  g_free (value->text);
  g_free (value);
}

/**
 * cw_attribute_value_list:
 * @database: a project's connection
 * @kind: what @owner is
 * @owner: (nullable): a case, document or respondent; %NULL for all of the kind
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwAttributeValue) (nullable): the values
 *   that it has, by owner and in the attributes' order
 */
GPtrArray *
cw_attribute_value_list (CwDatabase      *database,
                         CwAttributeOwner kind,
                         const CwGuid    *owner,
                         GError         **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *sql = NULL;
  const char *column;

  g_return_val_if_fail (database != NULL, NULL);
  g_return_val_if_fail (cw_attribute_owner_to_string (kind) != NULL, NULL);

  column = cw_attribute_owner_column (kind);
  sql = g_strdup_printf (SELECT "WHERE v.%s %s ORDER BY v.%s, a.position, a.guid, c.position, "
                                "c.guid",
                         column, owner != NULL ? "= ?1" : "IS NOT NULL", column);
  rows = cw_rows_list (database, sql, owner != NULL ? CW_BIND (cw_guid_value (owner)) : NULL,
                       read_value, NULL, error);
  return rows != NULL ? gather (rows) : NULL;
}

/**
 * cw_attribute_value_list_attribute:
 * @database: a project's connection
 * @attribute: an attribute
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type CwAttributeValue) (nullable): its values, by
 *   owner
 */
GPtrArray *
cw_attribute_value_list_attribute (CwDatabase   *database,
                                   const CwGuid *attribute,
                                   GError      **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (database != NULL && attribute != NULL, NULL);

  rows = cw_rows_list (database, SELECT "WHERE v.attribute = ?1 ORDER BY 4, c.position, c.guid",
                       CW_BIND (cw_guid_value (attribute)), read_value, NULL, error);
  return rows != NULL ? gather (rows) : NULL;
}

/**
 * cw_attribute_value_get:
 * @database: a project's connection
 * @attribute: an attribute
 * @owner: a case, document or respondent, as the attribute's owners are
 * @out_text: (out) (transfer full) (nullable): the value, or %NULL where there is
 *   none
 * @error: return location for an error
 *
 * Returns: whether it could be looked up; having no value is no failure
 */
gboolean
cw_attribute_value_get (CwDatabase   *database,
                        const CwGuid *attribute,
                        const CwGuid *owner,
                        char        **out_text,
                        GError      **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) values = NULL;

  g_return_val_if_fail (database != NULL && attribute != NULL && owner != NULL, FALSE);
  g_return_val_if_fail (out_text != NULL, FALSE);

  rows = cw_rows_list (database,
                       SELECT "WHERE v.attribute = ?1 AND (v.case_guid = ?2 OR v.document = ?2 "
                              "OR v.respondent = ?2) ORDER BY c.position, c.guid",
                       CW_BIND (cw_guid_value (attribute), cw_guid_value (owner)), read_value, NULL,
                       error);
  if (rows == NULL)
    return FALSE;
  values = gather (rows);
  *out_text = NULL;
  if (values->len > 0)
    *out_text = g_strdup (((const CwAttributeValue *) g_ptr_array_index (values, 0))->text);
  return TRUE;
}

/* The attribute is for owners of this kind, and the owner is there. */
static CwAttribute *
require_owner (CwDatabase   *database,
               const CwGuid *attribute,
               const CwGuid *owner,
               GError      **error)
{
  g_autoptr (CwAttribute) loaded = cw_attribute_load (database, attribute, error);
  gint64 fits = 1;

  if (loaded == NULL
      || !cw_rows_require (database, cw_attribute_owner_table (loaded->owner),
                           cw_attribute_owner_to_string (loaded->owner), owner, error))
    return NULL;
  if (loaded->has_case_type
      && !cw_database_get_int (database, "SELECT type = ?2 FROM cases WHERE guid = ?1",
                               CW_BIND (cw_guid_value (owner), cw_guid_value (&loaded->case_type)),
                               0, &fits, error))
    return NULL;
  if (!fits)
    {
      g_autofree char *type = cw_rows_dup_name (database, "case_types", &loaded->case_type);
      g_autofree char *name = cw_rows_dup_name (database, "cases", owner);

      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "%s: the attribute is for the type %s only, and %s is of another", loaded->name,
                   type, name);
      return NULL;
    }
  return g_steal_pointer (&loaded);
}

/* Writes one row of a value: it has one GUID in every copy of the project. */
static gboolean
write_row (CwChange          *change,
           const CwAttribute *attribute,
           const CwGuid      *owner,
           const CwValue     *value,
           const CwGuid      *choice,
           CwGuid            *out_guid,
           GError           **error)
{
  CwDatabase *database = cw_change_get_database (change);
  gboolean several = attribute->type == CW_ATTRIBUTE_CHOICES;
  gint64 is_there;
  g_autofree char *sql = NULL;
  const CwValue *values;

  cw_guid_init_pair (out_guid, "attribute_values", &attribute->guid, owner,
                     several ? choice : NULL);
  if (!cw_database_get_int (database, "SELECT 1 FROM attribute_values WHERE guid = ?1",
                            CW_BIND (cw_guid_value (out_guid)), 0, &is_there, error))
    return FALSE;
  values = CW_BIND (cw_guid_value (out_guid), choice != NULL ? cw_null_value () : *value,
                    cw_guid_value (choice), cw_guid_value (&attribute->guid),
                    cw_guid_value (owner));
  if (is_there)
    return cw_database_run (database,
                            "UPDATE attribute_values SET value = ?2, choice = ?3 "
                            "WHERE guid = ?1 AND (value IS NOT ?2 OR choice IS NOT ?3)",
                            CW_BIND (values[0], values[1], values[2]), error);
  sql = g_strdup_printf ("INSERT INTO attribute_values (guid, value, choice, attribute, %s) "
                         "VALUES (?1, ?2, ?3, ?4, ?5)",
                         cw_attribute_owner_column (attribute->owner));
  return cw_database_run (database, sql, values, error);
}

static gboolean
set_choices (CwChange          *change,
             const CwAttribute *attribute,
             const CwGuid      *owner,
             GArray            *choices,
             GError           **error)
{
  CwDatabase *database = cw_change_get_database (change);
  g_autofree char *sql = g_strdup_printf (
    "SELECT choice FROM attribute_values WHERE attribute = ?1 AND %s = ?2",
    cw_attribute_owner_column (attribute->owner));
  g_autoptr (GArray) old = cw_rows_list_guids (
    database, sql, CW_BIND (cw_guid_value (&attribute->guid), cw_guid_value (owner)), error);
  g_autoptr (GHashTable) wanted = g_hash_table_new (cw_guid_hash, cw_guid_equal);

  if (old == NULL)
    return FALSE;
  for (guint i = 0; i < choices->len; i++)
    {
      CwGuid row;

      g_hash_table_add (wanted, &g_array_index (choices, CwGuid, i));
      if (!write_row (change, attribute, owner, NULL, cw_rows_guid_at (choices, i), &row, error))
        return FALSE;
    }
  for (guint i = 0; i < old->len; i++)
    {
      CwGuid row;

      if (g_hash_table_contains (wanted, cw_rows_guid_at (old, i)))
        continue;
      cw_guid_init_pair (&row, "attribute_values", &attribute->guid, owner,
                         cw_rows_guid_at (old, i));
      if (!cw_rows_delete (change, "attribute_values", &row, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * cw_attribute_value_set:
 * @change: the change to write in
 * @attribute: an attribute
 * @owner: a case, document or respondent, as the attribute's owners are
 * @text: its value, as cw-attribute.h says; "" for none
 * @error: return location for an error
 *
 * Returns: %FALSE with %CW_ERROR_INVALID where @text is no value of the attribute's
 *   type, and what would be
 */
gboolean
cw_attribute_value_set (CwChange     *change,
                        const CwGuid *attribute,
                        const CwGuid *owner,
                        const char   *text,
                        GError      **error)
{
  g_autoptr (CwAttribute) loaded = NULL;
  g_autoptr (GArray) choices = g_array_new (FALSE, FALSE, sizeof (CwGuid));
  g_autofree char *clean = NULL;
  CwValue value = cw_null_value ();
  CwGuid row;

  g_return_val_if_fail (change != NULL && attribute != NULL && owner != NULL, FALSE);
  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), FALSE);

  loaded = require_owner (cw_change_get_database (change), attribute, owner, error);
  if (loaded == NULL)
    return FALSE;
  clean = g_strstrip (g_strdup (text));
  if (*clean == '\0')
    return cw_attribute_value_clear (change, attribute, owner, error);
  if (!cw_attribute_parse (loaded, clean, &value, choices, error))
    return FALSE;
  if (loaded->type == CW_ATTRIBUTE_CHOICES)
    return set_choices (change, loaded, owner, choices, error);
  return write_row (change, loaded, owner, &value,
                    choices->len > 0 ? cw_rows_guid_at (choices, 0) : NULL, &row, error);
}

/**
 * cw_attribute_value_clear:
 * @change: the change to write in
 * @attribute: an attribute
 * @owner: a case, document or respondent
 * @error: return location for an error
 *
 * Takes the value away; where there is none nothing is written.
 *
 * Returns: whether it could be written
 */
gboolean
cw_attribute_value_clear (CwChange     *change,
                          const CwGuid *attribute,
                          const CwGuid *owner,
                          GError      **error)
{
  g_return_val_if_fail (change != NULL && attribute != NULL && owner != NULL, FALSE);

  return cw_database_run (cw_change_get_database (change),
                          "DELETE FROM attribute_values WHERE attribute = ?1 "
                          "AND (case_guid = ?2 OR document = ?2 OR respondent = ?2)",
                          CW_BIND (cw_guid_value (attribute), cw_guid_value (owner)), error);
}
