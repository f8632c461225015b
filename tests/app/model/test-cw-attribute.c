/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-model.h"

#include "cw-attribute-value.h"
#include "cw-case.h"

static const char *const colours[] = { "Red", "Green", "Light blue", NULL };

static CwGuid
define (CwTestModel    *self,
        const char     *name,
        CwAttributeType type)
{
  gboolean has_choices = type == CW_ATTRIBUTE_CHOICE || type == CW_ATTRIBUTE_CHOICES;
  CwGuid guid;

  cw_test_model_do (self, cw_attribute_define (self->change, name, CW_OWNER_CASE, type, NULL,
                                               has_choices ? colours : NULL, &guid, &self->error));
  return guid;
}

static CwGuid
add_case (CwTestModel *self,
          const char  *name)
{
  CwGuid type;
  CwGuid guid;

  g_assert_true (cw_case_type_find_kind (self->database, CW_CASE_KIND_CASE, &type, &self->error));
  cw_test_model_do (self, cw_case_add (self->change, name, &type, NULL, &guid, &self->error));
  return guid;
}

/* What is typed, and what it reads then; NULL: refused. */
static void
test_values (CwTestModel  *self,
             gconstpointer unused)
{
  static const struct
  {
    CwAttributeType type;
    const char *typed;
    const char *read;
  } cases[] = {
    { CW_ATTRIBUTE_TEXT, "  any thing; at all ", "any thing; at all" },
    { CW_ATTRIBUTE_INTEGER, "12", "12" },
    { CW_ATTRIBUTE_INTEGER, "-7", "-7" },
    { CW_ATTRIBUTE_INTEGER, "12.5", NULL },
    { CW_ATTRIBUTE_INTEGER, "99999999999999999999", NULL },
    { CW_ATTRIBUTE_INTEGER, "twelve", NULL },
    { CW_ATTRIBUTE_DECIMAL, "12.5", "12.5" },
    { CW_ATTRIBUTE_DECIMAL, "0.1", "0.1" },
    { CW_ATTRIBUTE_DECIMAL, "1e3", "1000" },
    { CW_ATTRIBUTE_DECIMAL, "3", "3" },
    { CW_ATTRIBUTE_DECIMAL, "1,5", NULL },
    { CW_ATTRIBUTE_DECIMAL, "inf", NULL },
    { CW_ATTRIBUTE_DATE, "2014", "2014" },
    { CW_ATTRIBUTE_DATE, "2014-05", "2014-05" },
    { CW_ATTRIBUTE_DATE, "2016-02-29", "2016-02-29" },
    { CW_ATTRIBUTE_DATE, "2014-02-29", NULL },
    { CW_ATTRIBUTE_DATE, "2014-13", NULL },
    { CW_ATTRIBUTE_DATE, "0000", NULL },
    { CW_ATTRIBUTE_DATE, "31.5.2014", NULL },
    { CW_ATTRIBUTE_YES_NO, "Yes", "yes" },
    { CW_ATTRIBUTE_YES_NO, "0", "no" },
    { CW_ATTRIBUTE_YES_NO, "TRUE", "yes" },
    { CW_ATTRIBUTE_YES_NO, "perhaps", NULL },
    { CW_ATTRIBUTE_CHOICE, "red", "Red" },
    { CW_ATTRIBUTE_CHOICE, "mauve", NULL },
    { CW_ATTRIBUTE_CHOICES, "light blue; Red", "Red; Light blue" },
    { CW_ATTRIBUTE_CHOICES, "Red;;Red", "Red" },
    { CW_ATTRIBUTE_CHOICES, "Red; mauve", NULL },
  };
  CwGuid north = add_case (self, "North");
  CwGuid attributes[CW_ATTRIBUTE_CHOICES + 1];

  for (guint i = 0; i <= CW_ATTRIBUTE_CHOICES; i++)
    attributes[i] = define (self, cw_attribute_type_to_string (i), i);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const CwGuid *attribute = &attributes[cases[i].type];
      g_autofree char *read = NULL;

      if (cases[i].read == NULL)
        {
          cw_test_model_refused (
            self,
            cw_attribute_value_set (self->change, attribute, &north, cases[i].typed, &self->error),
            CW_ERROR_INVALID, cw_attribute_type_to_string (cases[i].type));
          continue;
        }
      cw_test_model_do (self, cw_attribute_value_set (self->change, attribute, &north,
                                                      cases[i].typed, &self->error));
      g_assert_true (
        cw_attribute_value_get (self->database, attribute, &north, &read, &self->error));
      g_assert_cmpstr (read, ==, cases[i].read);
      cw_test_model_do_nothing (self, cw_attribute_value_set (self->change, attribute, &north,
                                                              cases[i].read, &self->error));
      g_clear_pointer (&read, g_free);
      cw_test_model_do (
        self, cw_attribute_value_set (self->change, attribute, &north, " ", &self->error));
      g_assert_true (
        cw_attribute_value_get (self->database, attribute, &north, &read, &self->error));
      g_assert_null (read);
    }
}

static void
test_changed (CwTestModel  *self,
              gconstpointer unused)
{
  CwGuid north = add_case (self, "North");
  CwGuid one = define (self, "One", CW_ATTRIBUTE_CHOICE);
  CwGuid many = define (self, "Many", CW_ATTRIBUTE_CHOICES);
  g_autoptr (GPtrArray) values = NULL;
  const CwAttributeValue *value;

  cw_test_model_do (self, cw_attribute_value_set (self->change, &one, &north, "red", &self->error));
  cw_test_model_do (self,
                    cw_attribute_value_set (self->change, &one, &north, "green", &self->error));
  cw_test_model_do (
    self, cw_attribute_value_set (self->change, &many, &north, "red; green", &self->error));
  cw_test_model_do (
    self, cw_attribute_value_set (self->change, &many, &north, "green; light blue", &self->error));
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM attribute_values"), ==, 3);
  values = cw_attribute_value_list (self->database, CW_OWNER_CASE, &north, &self->error);
  g_assert_cmpuint (values->len, ==, 2);
  value = g_ptr_array_index (values, 1);
  g_assert_cmpstr (value->name, ==, "Many");
  g_assert_cmpstr (value->text, ==, "Green; Light blue");
  g_clear_pointer (&values, g_ptr_array_unref);
  values = cw_attribute_value_list_attribute (self->database, &one, &self->error);
  g_assert_cmpuint (values->len, ==, 1);
}

static void
test_define (CwTestModel  *self,
             gconstpointer unused)
{
  CwGuid level = define (self, "Level", CW_ATTRIBUTE_CHOICE);
  CwGuid guid;
  CwGuid participant;
  CwGuid north = add_case (self, "North");
  g_autoptr (CwAttribute) attribute = cw_attribute_load (self->database, &level, &self->error);
  static const char *const twice[] = { "A", "a", NULL };
  g_autoptr (GPtrArray) list = NULL;
  gboolean found;

  g_assert_cmpuint (attribute->choices->len, ==, 3);
  cw_test_model_refused (self,
                         cw_attribute_define (self->change, "LEVEL", CW_OWNER_CASE,
                                              CW_ATTRIBUTE_TEXT, NULL, NULL, &guid, &self->error),
                         CW_ERROR_INVALID, "already an attribute “Level”");
  cw_test_model_do (self, cw_attribute_define (self->change, "Level", CW_OWNER_DOCUMENT,
                                               CW_ATTRIBUTE_TEXT, NULL, NULL, &guid, &self->error));
  cw_test_model_refused (self,
                         cw_attribute_define (self->change, "X", CW_OWNER_CASE, CW_ATTRIBUTE_CHOICE,
                                              NULL, twice, &guid, &self->error),
                         CW_ERROR_INVALID, "already a choice “A”");
  cw_test_model_refused (self,
                         cw_attribute_add_choice (self->change, &level, "a;b", NULL, &self->error),
                         CW_ERROR_INVALID, "semicolon");
  cw_test_model_refused (self,
                         cw_attribute_add_choice (self->change, &guid, "a", NULL, &self->error),
                         CW_ERROR_INVALID, "has no choices");
  cw_test_model_do (self,
                    cw_attribute_rename_choice (
                      self->change, &g_array_index (attribute->choices, CwAttributeChoice, 0).guid,
                      "Rose", &self->error));
  cw_test_model_do (self,
                    cw_attribute_describe (self->change, &level, NULL, "Of school", &self->error));
  cw_test_model_do (self, cw_attribute_rename (self->change, &guid, "Grade", &self->error));
  cw_test_model_refused (self, cw_attribute_rename (self->change, &guid, "", &self->error),
                         CW_ERROR_INVALID, "an attribute needs a name");
  g_assert_true (
    cw_attribute_find (self->database, CW_OWNER_DOCUMENT, "grade", &found, &guid, &self->error));
  g_assert_true (found);
  list = cw_attribute_list (self->database, &self->error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpuint (((const CwAttribute *) g_ptr_array_index (list, 0))->choices->len, ==, 3);
  g_assert_cmpstr (((const CwAttribute *) g_ptr_array_index (list, 1))->name, ==, "Grade");
  g_assert_true (
    cw_case_type_find_kind (self->database, CW_CASE_KIND_PARTICIPANT, &participant, &self->error));
  cw_test_model_do (self,
                    cw_attribute_define (self->change, "Age", CW_OWNER_CASE, CW_ATTRIBUTE_INTEGER,
                                         &participant, NULL, &guid, &self->error));
  cw_test_model_refused (self,
                         cw_attribute_value_set (self->change, &guid, &north, "40", &self->error),
                         CW_ERROR_INVALID, "Age: the attribute is for the type Participant only");
}

static void
test_delete (CwTestModel  *self,
             gconstpointer unused)
{
  CwGuid north = add_case (self, "North");
  CwGuid level = define (self, "Level", CW_ATTRIBUTE_CHOICES);

  cw_test_model_do (
    self, cw_attribute_value_set (self->change, &level, &north, "red; green", &self->error));
  cw_test_model_refused (self, cw_attribute_delete (self->change, &level, FALSE, &self->error),
                         CW_ERROR_WOULD_LOSE, "2 values of attributes, 3 choices");
  cw_test_model_do (self, cw_attribute_delete (self->change, &level, TRUE, &self->error));
  level = define (self, "Level", CW_ATTRIBUTE_CHOICES);
  cw_test_model_do (self, cw_attribute_delete (self->change, &level, FALSE, &self->error));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  CW_TEST_MODEL ("/model/attribute/values", test_values);
  CW_TEST_MODEL ("/model/attribute/changed", test_changed);
  CW_TEST_MODEL ("/model/attribute/define", test_define);
  CW_TEST_MODEL ("/model/attribute/delete", test_delete);
  return g_test_run ();
}
