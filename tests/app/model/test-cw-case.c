/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-model.h"

#include "cw-case.h"
#include "cw-membership.h"

#define TALK "ANNA: We wrote it together.\nBEN: Nobody read it.\nANNA: Some did.\n"

static CwGuid
add_case (CwTestModel  *self,
          const char   *name,
          CwCaseKind    kind,
          const CwGuid *parent)
{
  CwGuid type;
  CwGuid guid;

  g_assert_true (cw_case_type_find_kind (self->database, kind, &type, &self->error));
  cw_test_model_do (self, cw_case_add (self->change, name, &type, parent, &guid, &self->error));
  return guid;
}

static void
test_types (CwTestModel  *self,
            gconstpointer unused)
{
  CwGuid school;
  CwGuid participant;
  CwGuid guid;
  g_autoptr (GPtrArray) list = cw_case_type_list (self->database, &self->error);
  const CwCaseType *site = g_ptr_array_index (list, 2);

  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpstr (site->name, ==, "Site");
  g_assert_cmpstr (cw_case_kind_to_string (site->kind), ==, "site");
  g_assert_true (
    cw_case_type_find_kind (self->database, CW_CASE_KIND_PARTICIPANT, &participant, &self->error));
  cw_test_model_do (
    self, cw_case_type_add (self->change, "School", CW_CASE_KIND_OTHER, &school, &self->error));
  cw_test_model_refused (
    self, cw_case_type_add (self->change, "school", CW_CASE_KIND_OTHER, &guid, &self->error),
    CW_ERROR_INVALID, "already a type of cases “School”");
  cw_test_model_do (self, cw_case_type_rename (self->change, &participant, "Person", &self->error));
  cw_test_model_do (self, cw_case_add (self->change, "Hill", &school, NULL, &guid, &self->error));
  cw_test_model_refused (self, cw_case_type_delete (self->change, &school, &self->error),
                         CW_ERROR_INVALID, "School: 1 case is of this type");
  cw_test_model_refused (self, cw_case_type_delete (self->change, &participant, &self->error),
                         CW_ERROR_INVALID, "every project has this type");
  cw_test_model_do (self, cw_case_set_type (self->change, &guid, &participant, &self->error));
  cw_test_model_do (self, cw_case_type_delete (self->change, &school, &self->error));
}

static void
test_tree (CwTestModel  *self,
           gconstpointer unused)
{
  CwGuid north = add_case (self, "North", CW_CASE_KIND_CASE, NULL);
  CwGuid south = add_case (self, "South", CW_CASE_KIND_CASE, NULL);
  CwGuid anna = add_case (self, "Anna", CW_CASE_KIND_PARTICIPANT, &north);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (CwCase) loaded = NULL;
  const CwCase *second;

  add_case (self, "Anna", CW_CASE_KIND_PARTICIPANT, &south);
  list = cw_case_list (self->database, &self->error);
  g_assert_cmpuint (list->len, ==, 4);
  second = g_ptr_array_index (list, 1);
  g_assert_cmpstr (second->path, ==, "North/Anna");
  g_assert_cmpuint (second->depth, ==, 1);
  g_assert_cmpstr (second->type_name, ==, "Participant");
  g_assert_cmpint (second->kind, ==, CW_CASE_KIND_PARTICIPANT);
  cw_test_model_refused (self, cw_case_move (self->change, &north, &anna, 0, &self->error),
                         CW_ERROR_INVALID, "cannot lie in itself");
  cw_test_model_refused (self, cw_case_move (self->change, &anna, &south, 0, &self->error),
                         CW_ERROR_INVALID, "already a case “Anna”");
  cw_test_model_do (self, cw_case_rename (self->change, &anna, "Anne/M", &self->error));
  cw_test_model_do (self, cw_case_move (self->change, &anna, &south, 0, &self->error));
  loaded = cw_case_load (self->database, &anna, &self->error);
  g_assert_cmpstr (loaded->path, ==, "South/Anne\\/M");
  cw_test_model_do (self, cw_case_move (self->change, &south, NULL, 0, &self->error));
  cw_test_model_do (self, cw_case_set_field (self->change, &south, CW_CASE_SELECTION,
                                             "widest variation", &self->error));
  cw_test_model_refused (
    self, cw_case_set_field (self->change, &south, CW_CASE_COLOUR, "red", &self->error),
    CW_ERROR_INVALID, "not a colour");
}

static void
test_whole (CwTestModel  *self,
            gconstpointer unused)
{
  CwGuid north = add_case (self, "North", CW_CASE_KIND_CASE, NULL);
  CwGuid document = cw_test_model_add_document (self, "One", TALK);
  g_autoptr (GPtrArray) list = NULL;
  guint n_removed;

  cw_test_model_do (self,
                    cw_membership_assign (self->change, &north, &document, NULL, &self->error));
  cw_test_model_do_nothing (
    self, cw_membership_assign (self->change, &north, &document, NULL, &self->error));
  list = cw_membership_list_document (self->database, &document, &self->error);
  g_assert_cmpuint (list->len, ==, 1);
  cw_test_model_do (
    self, cw_membership_unassign (self->change, &north, &document, &n_removed, &self->error));
  g_assert_cmpuint (n_removed, ==, 1);
  cw_test_model_refused (
    self, cw_membership_unassign (self->change, &north, &document, NULL, &self->error),
    CW_ERROR_NOT_FOUND, "One is not assigned to the case “North”");
}

static void
test_ranges (CwTestModel  *self,
             gconstpointer unused)
{
  CwGuid north = add_case (self, "North", CW_CASE_KIND_CASE, NULL);
  CwGuid document = cw_test_model_add_document (self, "One", TALK);
  CwGuid first;
  CwGuid joined;
  g_autoptr (GPtrArray) list = NULL;
  const CwMembership *membership;

  cw_test_model_do (self, cw_membership_assign_range (self->change, &north, &document, 0, 10,
                                                      &first, &self->error));
  cw_test_model_do (self, cw_membership_assign_range (self->change, &north, &document, 20, 30,
                                                      &joined, &self->error));
  cw_test_model_do (self, cw_membership_assign_range (self->change, &north, &document, 5, 25,
                                                      &joined, &self->error));
  g_assert_true (cw_guid_equal (&first, &joined));
  cw_test_model_do_nothing (self, cw_membership_assign_range (self->change, &north, &document, 3, 9,
                                                              &joined, &self->error));
  list = cw_membership_list_case (self->database, &north, &self->error);
  g_assert_cmpuint (list->len, ==, 1);
  membership = g_ptr_array_index (list, 0);
  g_assert_cmpint (membership->kind, ==, CW_MEMBERSHIP_RANGE);
  g_assert_cmpuint (membership->start, ==, 0);
  g_assert_cmpuint (membership->end, ==, 30);
  cw_test_model_refused (
    self, cw_membership_assign_range (self->change, &north, &document, 0, 1000, NULL, &self->error),
    CW_ERROR_INVALID, "not in the text");
  cw_test_model_refused (
    self, cw_membership_unassign_range (self->change, &north, &document, 0, 20, NULL, &self->error),
    CW_ERROR_NOT_FOUND, "the range 0:20 is not assigned");
  cw_test_model_do (self, cw_membership_unassign_range (self->change, &north, &document, 0, 30,
                                                        NULL, &self->error));
}

static void
test_speakers (CwTestModel  *self,
               gconstpointer unused)
{
  CwGuid north = add_case (self, "North", CW_CASE_KIND_CASE, NULL);
  CwGuid one = cw_test_model_add_document (self, "One", TALK);
  guint n_documents;
  guint n_removed;
  g_autoptr (GPtrArray) list = NULL;

  cw_test_model_add_document (self, "Two", TALK);
  cw_test_model_do (self, cw_membership_assign_speaker (self->change, &north, "Anna", &one,
                                                        &n_documents, &self->error));
  g_assert_cmpuint (n_documents, ==, 1);
  cw_test_model_do (self, cw_membership_assign_speaker (self->change, &north, "ANNA", NULL,
                                                        &n_documents, &self->error));
  g_assert_cmpuint (n_documents, ==, 2);
  list = cw_membership_list_case (self->database, &north, &self->error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((const CwMembership *) g_ptr_array_index (list, 0))->speaker_label, ==, "ANNA");
  cw_test_model_refused (
    self, cw_membership_assign_speaker (self->change, &north, "Carl", &one, NULL, &self->error),
    CW_ERROR_NOT_FOUND, "no speaker “Carl” in One; speakers there: ANNA, BEN");
  cw_test_model_do (self, cw_membership_unassign_speaker (self->change, &north, "anna", NULL,
                                                          &n_removed, &self->error));
  g_assert_cmpuint (n_removed, ==, 2);
}

static void
test_delete (CwTestModel  *self,
             gconstpointer unused)
{
  CwGuid north = add_case (self, "North", CW_CASE_KIND_CASE, NULL);
  CwGuid document = cw_test_model_add_document (self, "One", TALK);
  CwGuid empty = add_case (self, "Empty", CW_CASE_KIND_CASE, NULL);

  add_case (self, "Anna", CW_CASE_KIND_PARTICIPANT, &north);
  cw_test_model_do (self,
                    cw_membership_assign (self->change, &north, &document, NULL, &self->error));
  cw_test_model_refused (self, cw_case_delete (self->change, &north, FALSE, &self->error),
                         CW_ERROR_WOULD_LOSE,
                         "1 participant or site in it, 1 assignment to a case");
  cw_test_model_do (self, cw_case_delete (self->change, &north, TRUE, &self->error));
  cw_test_model_do (self, cw_case_delete (self->change, &empty, FALSE, &self->error));
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM cases"), ==, 0);
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM documents"), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  CW_TEST_MODEL ("/model/case-type", test_types);
  CW_TEST_MODEL ("/model/case/tree", test_tree);
  CW_TEST_MODEL ("/model/case/delete", test_delete);
  CW_TEST_MODEL ("/model/membership/whole", test_whole);
  CW_TEST_MODEL ("/model/membership/ranges", test_ranges);
  CW_TEST_MODEL ("/model/membership/speakers", test_speakers);
  return g_test_run ();
}
