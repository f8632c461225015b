/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-model.h"

#include "cw-case.h"
#include "cw-code-set.h"
#include "cw-memo.h"

#define TEXT "The principals handed us the keys, and time ran out."

static void
assert_ranges (CwTestModel  *self,
               const CwGuid *document,
               const CwGuid *code,
               const char   *expected)
{
  g_autofree char *ranges = cw_test_model_ranges (self, document, code, NULL);

  g_assert_cmpstr (ranges, ==, expected);
}

static void
test_codings (CwTestModel  *self,
              gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TEXT);
  CwGuid two = cw_test_model_add_document (self, "Two", TEXT);
  CwGuid from = cw_test_model_add_code (self, "From");
  CwGuid into = cw_test_model_add_code (self, "Into");
  const char *fields[CW_CODE_N_FIELDS] = { [CW_CODE_BRIEF] = "A new brief" };
  g_autoptr (GPtrArray) moved = NULL;

  cw_test_model_code (self, &one, 0, 5, &from, NULL);
  cw_test_model_code (self, &one, 8, 12, &from, NULL);
  cw_test_model_code (self, &one, 0, 5, &from, &self->ben);
  cw_test_model_code (self, &two, 1, 2, &from, NULL);
  cw_test_model_code (self, &one, 3, 9, &into, NULL);
  cw_test_model_do (self, cw_code_describe (self->change, &into, fields, &self->error));
  cw_test_model_do (self, cw_code_merge (self->change, &from, &into, &self->error));
  assert_ranges (self, &one, &into, "0:5 0:12");
  assert_ranges (self, &two, &into, "1:2");
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM codes"), ==, 1);
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM passages"), ==, 3);
  moved = cw_coding_list_document (self->database, &two, NULL, &self->error);
  g_assert_cmpuint (((const CwCoding *) g_ptr_array_index (moved, 0))->revision, ==, 2);
}

static void
insert (CwTestModel   *self,
        const char    *sql,
        const CwValue *values)
{
  cw_test_model_do (self, cw_database_run (self->database, sql, values, &self->error));
}

/* Everything else that names a code, with one of each that meets its like. */
static void
test_all_else (CwTestModel  *self,
               gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid from = cw_test_model_add_code (self, "From");
  CwGuid into = cw_test_model_add_code (self, "Into");
  const CwMemoTie tie = { CW_TIE_CODE, from };
  const CwMemoTexts texts = { .title = "M" };
  CwGuid type;
  CwGuid cases[2];
  CwGuid set;
  CwGuid row;
  CwGuid passage;
  g_autofree char *body = NULL;

  cw_test_model_code (self, &document, 0, 5, &from, NULL);
  g_assert_true (cw_case_type_find_kind (self->database, CW_CASE_KIND_CASE, &type, &self->error));
  cw_test_model_do (self,
                    cw_case_add (self->change, "North", &type, NULL, &cases[0], &self->error));
  cw_test_model_do (self,
                    cw_case_add (self->change, "South", &type, NULL, &cases[1], &self->error));
  cw_test_model_do (self, cw_code_set_add (self->change, "Core", &set, &self->error));
  cw_test_model_do (self, cw_code_set_put (self->change, &set, &from, &self->error));
  cw_test_model_do (self, cw_code_set_put (self->change, &set, &into, &self->error));
  cw_test_model_do (self, cw_code_set_add (self->change, "Other", &set, &self->error));
  cw_test_model_do (self, cw_code_set_put (self->change, &set, &from, &self->error));
  cw_test_model_do (self,
                    cw_memo_add (self->change, &texts, FALSE, NULL, &tie, 1, NULL, &self->error));
  for (guint i = 0; i < 3; i++)
    {
      const CwGuid *code = i < 2 ? &from : &into;

      cw_guid_init_pair (&row, "summaries", &cases[i % 2], code, NULL);
      insert (self,
              "INSERT INTO summaries (guid, case_guid, code, body, coder, modified) "
              "VALUES (?1, ?2, ?3, ?4, ?5, 0)",
              CW_BIND (cw_guid_value (&row), cw_guid_value (&cases[i % 2]), cw_guid_value (code),
                       cw_text_value (i < 2 ? "of the first" : "of the second"),
                       cw_guid_value (&self->ada)));
    }
  cw_guid_init_pair (&row, "not_asked", &document, &from, &self->ada);
  insert (self, "INSERT INTO not_asked (guid, document, code, coder) VALUES (?1, ?2, ?3, ?4)",
          CW_BIND (cw_guid_value (&row), cw_guid_value (&document), cw_guid_value (&from),
                   cw_guid_value (&self->ada)));
  g_assert_true (cw_database_find_guid (self->database, "SELECT guid FROM passages", NULL, NULL,
                                        &passage, &self->error));
  for (guint i = 0; i < 2; i++)
    {
      cw_guid_init_new (&row);
      insert (self,
              "INSERT INTO code_examples (guid, code, passage, kind) VALUES (?1, ?2, ?3, "
              "'typical')",
              CW_BIND (cw_guid_value (&row), cw_guid_value (i ? &into : &from),
                       cw_guid_value (&passage)));
    }

  cw_test_model_do (self, cw_code_merge (self->change, &from, &into, &self->error));
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM code_set_members"), ==, 2);
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM not_asked"), ==, 1);
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM code_examples"), ==, 1);
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM summaries"), ==, 2);
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM memo_ties WHERE code = "
                                              "(SELECT guid FROM codes)"),
                   ==, 1);
  g_assert_true (cw_database_get_text (self->database,
                                       "SELECT body FROM summaries WHERE case_guid = ?1",
                                       CW_BIND (cw_guid_value (&cases[0])), &body, &self->error));
  g_assert_cmpstr (body, ==, "of the second\n\nof the first");
}

static void
test_children (CwTestModel  *self,
               gconstpointer unused)
{
  CwGuid from = cw_test_model_add_code (self, "From");
  CwGuid into = cw_test_model_add_code (self, "Into");
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid same = cw_test_model_add_code (self, "From/Same");
  CwGuid kept = cw_test_model_add_code (self, "Into/same");
  CwGuid own = cw_test_model_add_code (self, "From/Own");
  g_autofree char *path = NULL;

  cw_test_model_code (self, &document, 0, 5, &same, NULL);
  cw_test_model_do (self, cw_code_merge (self->change, &from, &into, &self->error));
  assert_ranges (self, &document, &kept, "0:5");
  path = cw_code_dup_path (self->database, &own, &self->error);
  g_assert_cmpstr (path, ==, "Into/Own");
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM codes"), ==, 3);
}

/* Into a code below itself: that one takes its place. */
static void
test_into_own_child (CwTestModel  *self,
                     gconstpointer unused)
{
  CwGuid inner = cw_test_model_add_code (self, "A/A/A");
  CwGuid other = cw_test_model_add_code (self, "A/B");
  CwGuid outer;
  gboolean found;
  g_autofree char *path = NULL;
  g_autofree char *other_path = NULL;

  g_assert_true (cw_code_find_path (self->database, "A", &found, &outer, &self->error));
  cw_test_model_do (self, cw_code_merge (self->change, &outer, &inner, &self->error));
  path = cw_code_dup_path (self->database, &inner, &self->error);
  g_assert_cmpstr (path, ==, "A");
  other_path = cw_code_dup_path (self->database, &other, &self->error);
  g_assert_cmpstr (other_path, ==, "A/B");
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM codes"), ==, 3);
}

static void
test_refused (CwTestModel  *self,
              gconstpointer unused)
{
  CwGuid from = cw_test_model_add_code (self, "From");
  CwGuid into = cw_test_model_add_code (self, "Into");
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);

  cw_test_model_code (self, &document, 0, 5, &from, NULL);
  cw_test_model_refused (self, cw_code_merge (self->change, &from, &from, &self->error),
                         CW_ERROR_INVALID, "into itself");
  cw_test_model_do (self, cw_code_set_codable (self->change, &into, FALSE, &self->error));
  cw_test_model_refused (self, cw_code_merge (self->change, &from, &into, &self->error),
                         CW_ERROR_INVALID, "Into: this is a category");
  cw_test_model_refused (self, cw_code_merge (self->change, &from, &document, &self->error),
                         CW_ERROR_NOT_FOUND, "there is no code");
}

static void
test_split (CwTestModel  *self,
            gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid trust = cw_test_model_add_code (self, "A/Trust");
  CwGuid time = cw_test_model_add_code (self, "Time");
  CwGuid codings[2];
  CwGuid other;
  CwGuid new_code;
  g_autofree char *path = NULL;

  codings[0] = cw_test_model_code (self, &document, 0, 5, &trust, NULL);
  cw_test_model_code (self, &document, 10, 15, &trust, NULL);
  codings[1] = cw_test_model_code (self, &document, 20, 25, &trust, NULL);
  other = cw_test_model_code (self, &document, 20, 25, &time, NULL);
  cw_test_model_do (
    self, cw_code_split (self->change, &trust, "Distrust", codings, 2, &new_code, &self->error));
  assert_ranges (self, &document, &trust, "10:15");
  assert_ranges (self, &document, &new_code, "0:5 20:25");
  path = cw_code_dup_path (self->database, &new_code, &self->error);
  g_assert_cmpstr (path, ==, "A/Distrust");
  cw_test_model_refused (
    self, cw_code_split (self->change, &trust, "X", &other, 1, &new_code, &self->error),
    CW_ERROR_INVALID, "another code's");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  CW_TEST_MODEL ("/model/code/merge", test_codings);
  CW_TEST_MODEL ("/model/code/merge/all-else", test_all_else);
  CW_TEST_MODEL ("/model/code/merge/children", test_children);
  CW_TEST_MODEL ("/model/code/merge/into-own-child", test_into_own_child);
  CW_TEST_MODEL ("/model/code/merge/refused", test_refused);
  CW_TEST_MODEL ("/model/code/split", test_split);
  return g_test_run ();
}
