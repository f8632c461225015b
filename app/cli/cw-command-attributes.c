/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

/* Attributes of cases and documents: attributes, attribute. */

#include "config.h"

#include "cw-command.h"

#include "cw-arguments.h"
#include "cw-attribute-value.h"
#include "cw-case.h"
#include "cw-document.h"
#include "cw-error.h"
#include "cw-names.h"

typedef struct
{
  char *type;
  char *choices;
  char *of;
  char *case_type;
  char *unit;
  char *description;
} AttributeOptions;

static char *
join_choices (const CwAttribute *attribute)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < attribute->choices->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "; " : "",
                            g_array_index (attribute->choices, CwAttributeChoice, i).label);
  return g_string_free (joined, FALSE);
}

static gboolean
run_attributes (CwCommandContext *context,
                GError          **error)
{
  static const CwColumn columns[] = {
    { "guid", CW_COLUMN_GUID },        { "name", CW_COLUMN_TEXT }, { "of", CW_COLUMN_TEXT },
    { "type", CW_COLUMN_TEXT },        { "unit", CW_COLUMN_TEXT }, { "choices", CW_COLUMN_TEXT },
    { "description", CW_COLUMN_TEXT },
  };
  CwDatabase *database;
  g_autoptr (GPtrArray) attributes = NULL;
  g_autoptr (CwRowWriter) rows = NULL;

  if (!cw_command_context_parse (context, CW_OPTION_FORMAT | CW_OPTION_AS, NULL, error)
      || !cw_command_context_check_operands (context, 0, 0, error)
      || (database = cw_command_context_open_to_read (context, error)) == NULL
      || (attributes = cw_attribute_list (database, error)) == NULL)
    return FALSE;
  rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < attributes->len; i++)
    {
      const CwAttribute *attribute = g_ptr_array_index (attributes, i);
      g_autofree char *choices = join_choices (attribute);

      cw_row_writer_guid (rows, &attribute->guid);
      cw_row_writer_text (rows, attribute->name);
      cw_row_writer_text (rows, cw_attribute_owner_to_string (attribute->owner));
      cw_row_writer_text (rows, cw_attribute_type_to_string (attribute->type));
      cw_row_writer_text (rows, attribute->unit);
      cw_row_writer_text (rows, choices);
      cw_row_writer_text (rows, attribute->description);
      if (!cw_row_writer_end_row (rows, error))
        return FALSE;
    }
  return cw_row_writer_finish (rows, error);
}

static gboolean
parse_owner (const char       *text,
             CwAttributeOwner *out_owner,
             GError          **error)
{
  *out_owner = CW_OWNER_CASE;
  if (text == NULL || cw_attribute_owner_from_string (text, out_owner))
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
               "--of is case, document or respondent, and not \"%s\"", text);
  return FALSE;
}

static gboolean
parse_type (const char      *text,
            CwAttributeType *out_type,
            GError         **error)
{
  if (text != NULL && cw_attribute_type_from_string (text, out_type))
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
               "attribute define: --type is text, integer, decimal, date, yes-no, choice or "
               "choices%s%s",
               text != NULL ? ", and not " : "", text != NULL ? text : "");
  return FALSE;
}

static gboolean
define_attribute (CwCommandContext *context,
                  gpointer          options,
                  GError          **error)
{
  const AttributeOptions *values = options;
  const char *name = cw_command_context_operand (context, 0);
  CwAttributeOwner owner;
  CwAttributeType type;
  g_auto (GStrv) choices = NULL;
  g_autoptr (CwChange) change = NULL;
  CwDatabase *database;
  CwGuid case_type;
  CwGuid guid;
  char buffer[CW_GUID_STRING_LENGTH + 1];

  if (!parse_owner (values->of, &owner, error) || !parse_type (values->type, &type, error)
      || (values->choices != NULL
          && (choices = cw_argument_list ("--choices", values->choices, error)) == NULL)
      || (database = cw_command_context_open_to_write (context, error)) == NULL
      || (values->case_type != NULL
          && !cw_names_find_case_type (database, values->case_type, &case_type, error))
      || (change = cw_command_context_begin (context, error, "Define attribute %s", name)) == NULL
      || !cw_attribute_define (change, name, owner, type,
                               values->case_type != NULL ? &case_type : NULL,
                               (const char *const *) choices, &guid, error)
      || !cw_attribute_describe (change, &guid, values->unit != NULL ? values->unit : "",
                                 values->description != NULL ? values->description : "", error)
      || !cw_change_commit (change, error))
    return FALSE;
  cw_guid_write (&guid, buffer);
  return cw_command_context_print (context, error, "%s\n", buffer);
}

/* Who has a value: operand 0, a case unless --of says otherwise. And which: operand 1. */
static gboolean
find_value (CwCommandContext       *context,
            CwDatabase             *database,
            const AttributeOptions *values,
            CwGuid                 *owner_guid,
            CwGuid                 *attribute,
            GError                **error)
{
  const char *name = cw_command_context_operand (context, 0);
  CwAttributeOwner owner;

  if (!parse_owner (values->of, &owner, error))
    return FALSE;
  if (owner == CW_OWNER_RESPONDENT)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "Values of respondents come with the survey, not one by one");
      return FALSE;
    }
  if (owner == CW_OWNER_DOCUMENT ? !cw_argument_document (database, name, owner_guid, error)
                                 : !cw_names_find_case (database, name, owner_guid, error))
    return FALSE;
  return cw_names_find_attribute_of (database, owner, cw_command_context_operand (context, 1),
                                     attribute, error);
}

static gboolean
set_attribute (CwCommandContext *context,
               gpointer          options,
               GError          **error)
{
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwChange) change = NULL;
  CwGuid owner;
  CwGuid attribute;

  return database != NULL && find_value (context, database, options, &owner, &attribute, error)
         && (change = cw_command_context_begin (context, error, "Set %s of %s",
                                                cw_command_context_operand (context, 1),
                                                cw_command_context_operand (context, 0)))
              != NULL
         && cw_attribute_value_set (change, &attribute, &owner,
                                    cw_command_context_operand (context, 2), error)
         && cw_change_commit (change, error);
}

static gboolean
clear_attribute (CwCommandContext *context,
                 gpointer          options,
                 GError          **error)
{
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwChange) change = NULL;
  CwGuid owner;
  CwGuid attribute;

  return database != NULL && find_value (context, database, options, &owner, &attribute, error)
         && (change = cw_command_context_begin (context, error, "Clear %s of %s",
                                                cw_command_context_operand (context, 1),
                                                cw_command_context_operand (context, 0)))
              != NULL
         && cw_attribute_value_clear (change, &attribute, &owner, error)
         && cw_change_commit (change, error);
}

static gboolean
find_attribute (CwCommandContext       *context,
                CwDatabase             *database,
                const AttributeOptions *values,
                CwGuid                 *out_guid,
                GError                **error)
{
  const char *name = cw_command_context_operand (context, 0);
  CwAttributeOwner owner;

  if (values->of == NULL)
    return cw_names_find_attribute (database, name, out_guid, error);
  return parse_owner (values->of, &owner, error)
         && cw_names_find_attribute_of (database, owner, name, out_guid, error);
}

static gboolean
rename_attribute (CwCommandContext *context,
                  gpointer          options,
                  GError          **error)
{
  const char *name = cw_command_context_operand (context, 1);
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwChange) change = NULL;
  CwGuid guid;

  return database != NULL && find_attribute (context, database, options, &guid, error)
         && (change = cw_command_context_begin (context, error, "Rename attribute %s to %s",
                                                cw_command_context_operand (context, 0), name))
              != NULL
         && cw_attribute_rename (change, &guid, name, error) && cw_change_commit (change, error);
}

static gboolean
delete_attribute (CwCommandContext *context,
                  gpointer          options,
                  GError          **error)
{
  CwDatabase *database = cw_command_context_open_to_write (context, error);
  g_autoptr (CwChange) change = NULL;
  CwGuid guid;

  return database != NULL && find_attribute (context, database, options, &guid, error)
         && (change = cw_command_context_begin (context, error, "Delete attribute %s",
                                                cw_command_context_operand (context, 0)))
              != NULL
         && cw_attribute_delete (change, &guid, context->force, error)
         && cw_change_commit (change, error);
}

static gboolean
print_values (CwRowWriter     *rows,
              CwDatabase      *database,
              CwAttributeOwner kind,
              const CwGuid    *owner,
              const char      *owner_name,
              GError         **error)
{
  g_autoptr (GPtrArray) list = cw_attribute_value_list (database, kind, owner, error);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const CwAttributeValue *value = g_ptr_array_index (list, i);

      cw_row_writer_text (rows, cw_attribute_owner_to_string (kind));
      cw_row_writer_text (rows, owner_name);
      cw_row_writer_text (rows, value->name);
      cw_row_writer_text (rows, value->text);
      if (!cw_row_writer_end_row (rows, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
list_values (CwCommandContext *context,
             gpointer          options,
             GError          **error)
{
  static const CwColumn columns[] = {
    { "of", CW_COLUMN_TEXT },
    { "name", CW_COLUMN_TEXT },
    { "attribute", CW_COLUMN_TEXT },
    { "value", CW_COLUMN_TEXT },
  };
  CwDatabase *database = cw_command_context_open_to_read (context, error);
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (CwRowWriter) rows = NULL;

  if (database == NULL || (cases = cw_case_list (database, error)) == NULL
      || (documents = cw_document_list (database, error)) == NULL)
    return FALSE;
  rows = cw_command_context_rows (context, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < cases->len; i++)
    {
      const CwCase *one = g_ptr_array_index (cases, i);

      if (!print_values (rows, database, CW_OWNER_CASE, &one->guid, one->path, error))
        return FALSE;
    }
  for (guint i = 0; i < documents->len; i++)
    {
      const CwDocument *one = g_ptr_array_index (documents, i);

      if (!print_values (rows, database, CW_OWNER_DOCUMENT, &one->guid, one->name, error))
        return FALSE;
    }
  return cw_row_writer_finish (rows, error);
}

static const CwVerb attribute_verbs[] = {
  { "define", "NAME --type TYPE [--choices A,B] [--of case|document|respondent] …", 1, 1,
    " type choices of case-type unit description ", TRUE, define_attribute },
  { "set", "CASE NAME VALUE [--of document]", 3, 3, " of ", TRUE, set_attribute },
  { "clear", "CASE NAME [--of document]", 2, 2, " of ", TRUE, clear_attribute },
  { "rename", "NAME NEW-NAME", 2, 2, " of ", TRUE, rename_attribute },
  { "delete", "NAME [--force]", 1, 1, " of ", TRUE, delete_attribute },
  { "values", "", 0, 0, "", FALSE, list_values },
  { NULL },
};

static gboolean
run_attribute (CwCommandContext *context,
               GError          **error)
{
  AttributeOptions values = { NULL };
  const GOptionEntry options[] = {
    { "type", 0, 0, G_OPTION_ARG_STRING, &values.type,
      "text, integer, decimal, date, yes-no, choice or choices", "TYPE" },
    { "choices", 0, 0, G_OPTION_ARG_STRING, &values.choices,
      "What can be chosen; a choice with a comma in quotation marks", "A,B" },
    { "of", 0, 0, G_OPTION_ARG_STRING, &values.of,
      "Whose attribute: case (the default), document or respondent", "OWNER" },
    { "case-type", 0, 0, G_OPTION_ARG_STRING, &values.case_type, "Only for cases of this type",
      "TYPE" },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &values.unit, "What it is counted in", "UNIT" },
    { "description", 0, 0, G_OPTION_ARG_STRING, &values.description, "What it says", "TEXT" },
    { NULL },
  };

  return cw_command_context_parse (context,
                                   CW_OPTION_FORMAT | CW_OPTION_AS | CW_OPTION_CODER | CW_OPTION_WHY
                                     | CW_OPTION_FORCE,
                                   options, error)
         && cw_verb_run (context, &values, error);
}

const CwCommand cw_commands_attributes[] = {
  { "attributes", "PROJECT", "lists the attributes", NULL, TRUE, NULL, run_attributes },
  { "attribute", "PROJECT VERB …", "defines attributes and sets their values",
    "A date is 2014, 2014-05 or 2014-05-31; several choices are separated by \"; \".\n"
    "\"values\" lists every value of cases and documents.",
    TRUE, attribute_verbs, run_attribute },
  { NULL },
};
