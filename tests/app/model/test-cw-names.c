/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-model.h"

#include "cw-case.h"
#include "cw-coder.h"
#include "cw-memo.h"
#include "cw-names.h"

typedef gboolean (*FindFunc) (CwDatabase *, const char *, CwGuid *, GError **);

static void
assert_found (CwTestModel  *self,
              FindFunc      find,
              const char   *name,
              const CwGuid *expected)
{
  CwGuid guid;

  g_assert_true (find (self->database, name, &guid, &self->error));
  g_assert_no_error (self->error);
  g_assert_true (cw_guid_equal (&guid, expected));
}

static void
assert_not (CwTestModel *self,
            FindFunc     find,
            const char  *name,
            int          code,
            const char  *words)
{
  CwGuid guid;

  g_assert_false (find (self->database, name, &guid, &self->error));
  g_assert_error (self->error, CW_ERROR, code);
  if (strstr (self->error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", self->error->message, words);
  g_clear_error (&self->error);
}

static void
test_codes (CwTestModel  *self,
            gconstpointer unused)
{
  CwGuid practical = cw_test_model_add_code (self, "Barrier/Practical/Time");
  CwGuid other = cw_test_model_add_code (self, "Enabler/Time");
  CwGuid trust = cw_test_model_add_code (self, "Engagement/Trust");
  CwGuid top = cw_test_model_add_code (self, "Brief or summary");
  CwGuid slash = cw_test_model_add_code (self, "In\\/out");
  g_autofree char *guid = cw_guid_to_string (&other);

  assert_found (self, cw_names_find_code, "Trust", &trust);
  assert_found (self, cw_names_find_code, "trust", &trust);
  assert_found (self, cw_names_find_code, "barrier/practical/time", &practical);
  assert_found (self, cw_names_find_code, "Practical/Time", &practical);
  assert_found (self, cw_names_find_code, "Enabler/Time", &other);
  assert_found (self, cw_names_find_code, guid, &other);
  assert_found (self, cw_names_find_code, "brief or SUMMARY", &top);
  assert_found (self, cw_names_find_code, "In/out", &slash);
  assert_found (self, cw_names_find_code, "In\\/out", &slash);
  assert_not (self, cw_names_find_code, "Time", CW_ERROR_AMBIGUOUS,
              "“Time” may be any of these: Barrier/Practical/Time (");
  assert_not (self, cw_names_find_code, "time", CW_ERROR_AMBIGUOUS, guid);
  assert_not (self, cw_names_find_code, "Thrust", CW_ERROR_NOT_FOUND,
              "there is no code “Thrust”; did you mean: Engagement/Trust");
  assert_not (self, cw_names_find_code, "Brief", CW_ERROR_NOT_FOUND, "Brief or summary");
  assert_not (self, cw_names_find_code, "Barrier/Tims", CW_ERROR_NOT_FOUND,
              "Barrier/Practical/Time, Enabler/Time");
  assert_not (self, cw_names_find_code, "Xylophone", CW_ERROR_NOT_FOUND,
              "there is no code “Xylophone”");
  assert_not (self, cw_names_find_code, "", CW_ERROR_NOT_FOUND, "there is no code “”");
  /* At the top the path is the name: it means that one. */
  top = cw_test_model_add_code (self, "Time");
  assert_found (self, cw_names_find_code, "Time", &top);
}

static void
test_the_rest (CwTestModel  *self,
               gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "Interview 1", "words");
  const CwMemoTexts texts = { .title = "Keys" };
  CwGuid memo;
  CwGuid type;
  CwGuid north;
  CwGuid anna;
  CwGuid attributes[2];
  CwGuid guid;

  assert_found (self, cw_names_find_document, "interview 1", &document);
  assert_not (self, cw_names_find_document, "Interview 2", CW_ERROR_NOT_FOUND,
              "did you mean: Interview 1");
  assert_found (self, cw_names_find_coder, "BEN", &self->ben);
  g_assert_true (cw_case_type_find_kind (self->database, CW_CASE_KIND_CASE, &type, &self->error));
  assert_found (self, cw_names_find_case_type, "case", &type);
  cw_test_model_do (self, cw_case_add (self->change, "North", &type, NULL, &north, &self->error));
  cw_test_model_do (self, cw_case_add (self->change, "Anna", &type, &north, &anna, &self->error));
  assert_found (self, cw_names_find_case, "North/Anna", &anna);
  assert_found (self, cw_names_find_case, "Anna", &anna);
  for (guint i = 0; i < 2; i++)
    cw_test_model_do (
      self, cw_attribute_define (self->change, "Level", i ? CW_OWNER_DOCUMENT : CW_OWNER_CASE,
                                 CW_ATTRIBUTE_TEXT, NULL, NULL, &attributes[i], &self->error));
  assert_not (self, cw_names_find_attribute, "level", CW_ERROR_AMBIGUOUS, "Level (");
  g_assert_true (
    cw_names_find_attribute_of (self->database, CW_OWNER_DOCUMENT, "level", &guid, &self->error));
  g_assert_true (cw_guid_equal (&guid, &attributes[1]));
  cw_test_model_do (self,
                    cw_memo_add (self->change, &texts, TRUE, NULL, NULL, 0, &memo, &self->error));
  g_assert_true (cw_names_find_memo (self->database, "keys", &self->ada, &guid, &self->error));
  g_assert_true (cw_guid_equal (&guid, &memo));
  g_assert_false (cw_names_find_memo (self->database, "keys", &self->ben, &guid, &self->error));
  g_clear_error (&self->error);
  assert_not (self, cw_names_find_round, "1", CW_ERROR_NOT_FOUND, "there is no round “1”");
  assert_not (self, cw_names_find_code_set, "Core", CW_ERROR_NOT_FOUND, "no code set");
}

static void
test_coders (CwTestModel  *self,
             gconstpointer unused)
{
  g_autoptr (GPtrArray) list = cw_coder_list (self->database, &self->error);
  g_autoptr (CwCoder) coder = NULL;
  CwGuid guid;
  gboolean found;

  g_assert_cmpuint (list->len, ==, 2);
  cw_test_model_refused (self, cw_coder_add (self->change, "ADA", &guid, &self->error),
                         CW_ERROR_INVALID, "already a coder “Ada”");
  cw_test_model_do (self, cw_coder_add (self->change, " Zoë ", &guid, &self->error));
  g_assert_true (cw_coder_find (self->database, "ZOE\xcc\x88", &found, &guid, &self->error));
  g_assert_true (found);
  cw_test_model_refused (self, cw_coder_rename (self->change, &guid, "ben", &self->error),
                         CW_ERROR_INVALID, "already a coder");
  cw_test_model_do (self, cw_coder_rename (self->change, &guid, "Zoe", &self->error));
  coder = cw_coder_load (self->database, &guid, &self->error);
  g_assert_cmpstr (coder->name, ==, "Zoe");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  CW_TEST_MODEL ("/model/names/codes", test_codes);
  CW_TEST_MODEL ("/model/names/the-rest", test_the_rest);
  CW_TEST_MODEL ("/model/coder", test_coders);
  return g_test_run ();
}
