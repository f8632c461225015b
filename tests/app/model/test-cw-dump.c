/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-model.h"

#include "cw-attribute-value.h"
#include "cw-case.h"
#include "cw-code-set.h"
#include "cw-correction.h"
#include "cw-dump.h"
#include "cw-membership.h"
#include "cw-memo.h"
#include "cw-reading.h"

#define TALK "ANNA: We wrote it \"together\".\nBEN: Nobody read it.\n"

/* A small study, the same each time it is made. */
static void
make_study (CwTestModel *self)
{
  static const char *const levels[] = { "Primary", "Secondary", NULL };
  const CwMemoTexts texts = { .title = "Keys", .body = "A body" };
  CwGuid one = cw_test_model_add_document (self, "One", TALK);
  CwGuid two = cw_test_model_add_document (self, "Two", TALK);
  CwGuid trust = cw_test_model_add_code (self, "A/Tr\\/ust");
  CwGuid coding = cw_test_model_code (self, &one, 6, 14, &trust, NULL);
  const CwMemoTie tie = { CW_TIE_CODING, coding };
  CwGuid type;
  CwGuid north;
  CwGuid level;
  CwGuid set;

  cw_test_model_code (self, &two, 6, 14, &trust, &self->ben);
  cw_test_model_do (self,
                    cw_memo_add (self->change, &texts, FALSE, NULL, &tie, 1, NULL, &self->error));
  g_assert_true (cw_case_type_find_kind (self->database, CW_CASE_KIND_CASE, &type, &self->error));
  cw_test_model_do (self, cw_case_add (self->change, "North", &type, NULL, &north, &self->error));
  cw_test_model_do (
    self, cw_membership_assign_speaker (self->change, &north, "Anna", NULL, NULL, &self->error));
  cw_test_model_do (self,
                    cw_attribute_define (self->change, "Level", CW_OWNER_CASE, CW_ATTRIBUTE_CHOICES,
                                         NULL, levels, &level, &self->error));
  cw_test_model_do (self, cw_attribute_value_set (self->change, &level, &north,
                                                  "primary; secondary", &self->error));
  cw_test_model_do (self, cw_code_set_add (self->change, "Core", &set, &self->error));
  cw_test_model_do (self, cw_code_set_put (self->change, &set, &trust, &self->error));
  cw_test_model_do (
    self, cw_reading_set (self->change, &one, NULL, &set, CW_READING_FINISHED, &self->error));
  cw_test_model_do (
    self, cw_document_correct (self->change, &one, 0, 4, "Anne", TRUE, NULL, &self->error));
}

static char *
dump_without_ids (CwTestModel *self)
{
  char *dump = cw_dump_to_string (self->database, CW_DUMP_NO_IDS, &self->error);

  g_assert_no_error (self->error);
  return dump;
}

static void
test_no_ids (CwTestModel  *self,
             gconstpointer unused)
{
  CwTestModel other = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *first_ids = NULL;
  g_autofree char *second_ids = NULL;

  cw_test_model_set_up (&other, NULL);
  make_study (self);
  make_study (&other);
  first = dump_without_ids (self);
  second = dump_without_ids (&other);
  g_assert_cmpstr (first, ==, second);
  first_ids = cw_test_model_dump (self);
  second_ids = cw_test_model_dump (&other);
  g_assert_cmpstr (first_ids, !=, second_ids);
  /* It tells of any difference. */
  cw_test_model_add_code (&other, "A/B");
  g_clear_pointer (&second, g_free);
  second = dump_without_ids (&other);
  g_assert_cmpstr (first, !=, second);
  cw_test_model_tear_down (&other, NULL);
}

static void
assert_has (const char *dump,
            const char *words)
{
  if (strstr (dump, words) == NULL)
    g_error ("“%s” is not in:\n%s", words, dump);
}

static void
test_lines (CwTestModel  *self,
            gconstpointer unused)
{
  g_autofree char *dump = NULL;
  g_autofree char *ids = NULL;
  g_auto (GStrv) lines = NULL;

  make_study (self);
  dump = dump_without_ids (self);
  assert_has (dump, "{\"table\":\"codes\",\"guid\":\"A/Tr\\\\/ust\",\"parent\":\"A\",");
  assert_has (dump, "{\"table\":\"codings\",\"guid\":[[\"One\",\"Ada\",\"range\",6,14],"
                    "\"A/Tr\\\\/ust\",\"Ada\"],");
  assert_has (dump, "{\"table\":\"attribute_values\",\"attribute\":[\"case\",\"Level\"],");
  assert_has (dump, "\"choice\":[[\"case\",\"Level\"],\"Primary\"]");
  assert_has (dump, "\"speaker\":[\"Two\",\"ANNA\"]");
  assert_has (dump, "{\"table\":\"coders\",\"guid\":\"Ada\",\"name\":\"Ada\",");
  assert_has (dump, "\"coding\":[[\"One\",\"Ada\",\"range\",6,14],");
  g_assert_null (strstr (dump, "\"created\""));
  g_assert_null (strstr (dump, "\"modified\""));
  g_assert_null (strstr (dump, "history"));
  lines = g_strsplit (dump, "\n", -1);
  for (guint i = 0; lines[i + 1] != NULL && *lines[i + 1] != '\0'; i++)
    g_assert_cmpint (strcmp (lines[i], lines[i + 1]), <=, 0);
  ids = cw_test_model_dump (self);
  assert_has (ids, "{\"table\":\"text_revisions\",\"guid\":\"");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  CW_TEST_MODEL ("/model/dump/no-ids", test_no_ids);
  CW_TEST_MODEL ("/model/dump/lines", test_lines);
  return g_test_run ();
}
