/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-model.h"

#include "cw-code-set.h"
#include "cw-reading.h"

static void
test_members (CwTestModel  *self,
              gconstpointer unused)
{
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  CwGuid time = cw_test_model_add_code (self, "Time");
  CwGuid set;
  g_autoptr (GArray) members = NULL;
  g_autoptr (GPtrArray) list = NULL;
  gboolean found;
  CwGuid guid;

  cw_test_model_do (self, cw_code_set_add (self->change, "KMb core", &set, &self->error));
  cw_test_model_refused (self, cw_code_set_add (self->change, "KMB Core", NULL, &self->error),
                         CW_ERROR_INVALID, "already a code set");
  cw_test_model_do (self, cw_code_set_put (self->change, &set, &time, &self->error));
  cw_test_model_do (self, cw_code_set_put (self->change, &set, &trust, &self->error));
  cw_test_model_do_nothing (self, cw_code_set_put (self->change, &set, &time, &self->error));
  members = cw_code_set_list_members (self->database, &set, &self->error);
  g_assert_cmpuint (members->len, ==, 2);
  g_assert_true (cw_guid_equal (&g_array_index (members, CwGuid, 0), &time));
  cw_test_model_do (self, cw_code_set_take_out (self->change, &set, &time, &self->error));
  cw_test_model_do_nothing (self, cw_code_set_take_out (self->change, &set, &time, &self->error));
  cw_test_model_do (self, cw_code_set_rename (self->change, &set, "Core", &self->error));
  cw_test_model_do (self, cw_code_set_set_note (self->change, &set, "To begin with", &self->error));
  list = cw_code_set_list (self->database, &self->error);
  g_assert_cmpuint (((const CwCodeSet *) g_ptr_array_index (list, 0))->n_members, ==, 1);
  g_assert_true (cw_code_set_find (self->database, "core", &found, &guid, &self->error));
  g_assert_true (found);
  cw_test_model_do (self, cw_code_set_delete (self->change, &set, FALSE, &self->error));
  cw_test_model_refused (self, cw_code_set_put (self->change, &set, &time, &self->error),
                         CW_ERROR_NOT_FOUND, "there is no code set");
}

static void
assert_state (CwTestModel   *self,
              const CwGuid  *document,
              const CwGuid  *coder,
              const CwGuid  *set,
              CwReadingState expected)
{
  CwReadingState state;

  g_assert_true (cw_reading_get (self->database, document, coder, set, &state, &self->error));
  g_assert_cmpint (state, ==, expected);
}

static void
test_reading (CwTestModel  *self,
              gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", "Some words.");
  CwGuid set;
  CwGuid expected;
  g_autoptr (GPtrArray) list = NULL;

  cw_test_model_do (self, cw_code_set_add (self->change, "Core", &set, &self->error));
  assert_state (self, &document, &self->ada, NULL, CW_READING_NONE);
  cw_test_model_do (
    self, cw_reading_set (self->change, &document, NULL, NULL, CW_READING_BEGUN, &self->error));
  cw_test_model_do (
    self, cw_reading_set (self->change, &document, NULL, &set, CW_READING_FINISHED, &self->error));
  cw_test_model_do (self, cw_reading_set (self->change, &document, &self->ben, NULL,
                                          CW_READING_FINISHED, &self->error));
  cw_test_model_do_nothing (self, cw_reading_set (self->change, &document, &self->ben, NULL,
                                                  CW_READING_FINISHED, &self->error));
  assert_state (self, &document, &self->ada, NULL, CW_READING_BEGUN);
  assert_state (self, &document, &self->ada, &set, CW_READING_FINISHED);
  assert_state (self, &document, &self->ben, NULL, CW_READING_FINISHED);
  list = cw_reading_list (self->database, &document, &self->error);
  g_assert_cmpuint (list->len, ==, 3);
  cw_test_model_do (
    self, cw_reading_set (self->change, &document, NULL, NULL, CW_READING_FINISHED, &self->error));
  cw_test_model_do (
    self, cw_reading_set (self->change, &document, NULL, NULL, CW_READING_NONE, &self->error));
  assert_state (self, &document, &self->ada, NULL, CW_READING_NONE);
  cw_test_model_do_nothing (
    self, cw_reading_set (self->change, &document, NULL, NULL, CW_READING_NONE, &self->error));
  cw_test_model_refused (self, cw_code_set_delete (self->change, &set, FALSE, &self->error),
                         CW_ERROR_WOULD_LOSE, "1 reading mark");
  cw_test_model_do (self, cw_code_set_delete (self->change, &set, TRUE, &self->error));
  cw_test_model_do (self, cw_document_expect (self->change, "Later", &expected, &self->error));
  cw_test_model_refused (
    self, cw_reading_set (self->change, &expected, NULL, NULL, CW_READING_BEGUN, &self->error),
    CW_ERROR_INVALID, "no text to read");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  CW_TEST_MODEL ("/model/code-set/members", test_members);
  CW_TEST_MODEL ("/model/reading", test_reading);
  return g_test_run ();
}
