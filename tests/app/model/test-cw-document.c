/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-model.h"

#include "cw-speaker.h"

#define TALK "ANNA: We wrote it together.\nBEN: Nobody read it.\nANNA: Some did.\n"

static void
test_add (CwTestModel  *self,
          gconstpointer unused)
{
  CwGuid guid = cw_test_model_add_document (self, "Interview 1", TALK);
  g_autoptr (CwDocument) document = cw_document_load (self->database, &guid, &self->error);
  g_autoptr (CwText) text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GPtrArray) speakers = NULL;
  g_autofree char *range = NULL;

  g_assert_no_error (self->error);
  g_assert_cmpstr (document->name, ==, "Interview 1");
  g_assert_cmpuint (document->length, ==, strlen (TALK));
  g_assert_cmpint (document->words, ==, 12);
  g_assert_cmpuint (document->text_revision, ==, 1);
  g_assert_cmpstr (document->format, ==, "txt");
  g_assert_cmpstr (document->file_name, ==, "interview.txt");
  g_assert_true (document->has_original);
  text = cw_document_load_text (self->database, &guid, &self->error);
  g_assert_cmpstr (text->text, ==, TALK);
  g_assert_cmpuint (text->turns->len, ==, 3);
  g_assert_cmpuint (text->speakers->len, ==, 2);
  bytes = cw_document_load_bytes (self->database, &guid, &self->error);
  original = cw_document_load_original (self->database, &guid, &self->error);
  g_assert_true (g_bytes_equal (bytes, original));
  speakers = cw_speaker_list (self->database, &guid, &self->error);
  g_assert_cmpstr (((const CwSpeaker *) g_ptr_array_index (speakers, 1))->label, ==, "BEN");
  range = cw_document_load_range (self->database, &guid, 6, 14, &self->error);
  g_assert_cmpstr (range, ==, "We wrote");
}

static void
test_structure (CwTestModel  *self,
                gconstpointer unused)
{
  g_autoptr (CwText) text = cw_text_new ("md");
  g_autoptr (CwDocumentDraft) draft = NULL;
  g_autoptr (CwText) loaded = NULL;
  CwGuid guid;

  cw_text_append (text, "Título\nBody", -1);
  cw_text_add_span (text, CW_SPAN_HEADING, 0, 6, 1, NULL);
  cw_text_add_span (text, CW_SPAN_LINK, 7, 9, 0, "http://example.org");
  cw_text_warn (text, "Something was left out.");
  cw_text_finish (text);
  draft = cw_document_draft_new (text, NULL, NULL, TRUE);
  g_assert_null (cw_document_draft_get_file_hash (draft));
  g_assert_cmpint (cw_document_draft_get_words (draft), ==, 2);
  cw_test_model_do (self, cw_document_add (self->change, draft, NULL, &guid, &self->error));
  loaded = cw_document_load_text (self->database, &guid, &self->error);
  g_assert_no_error (self->error);
  g_assert_cmpstr (loaded->format, ==, "md");
  g_assert_cmpuint (loaded->spans->len, ==, 2);
  g_assert_cmpstr (g_array_index (loaded->spans, CwSpan, 1).data, ==, "http://example.org");
  g_assert_cmpuint (loaded->warnings->len, ==, 1);
  g_assert_null (cw_document_load_original (self->database, &guid, &self->error));
  g_assert_error (self->error, CW_ERROR, CW_ERROR_NOT_FOUND);
  g_clear_error (&self->error);
}

static void
test_same_file (CwTestModel  *self,
                gconstpointer unused)
{
  g_autoptr (CwText) text = cw_text_new_plain ("words", -1);
  g_autoptr (GBytes) file = g_bytes_new_static ("words", 5);
  g_autoptr (CwDocumentDraft) draft = cw_document_draft_new (text, file, "/a/b/words.txt", FALSE);
  const CwHash *hash = cw_document_draft_get_file_hash (draft);
  gboolean found;
  CwGuid guid;
  CwGuid same;
  g_autoptr (CwDocument) document = NULL;

  g_assert_true (cw_document_find_same_file (self->database, hash, &found, &same, &self->error));
  g_assert_false (found);
  cw_test_model_do (self, cw_document_add (self->change, draft, NULL, &guid, &self->error));
  g_assert_true (cw_document_find_same_file (self->database, hash, &found, &same, &self->error));
  g_assert_true (found);
  g_assert_true (cw_guid_equal (&guid, &same));
  document = cw_document_load (self->database, &guid, &self->error);
  g_assert_cmpstr (document->name, ==, "words");
  g_assert_cmpstr (document->file_name, ==, "words.txt");
  g_assert_false (document->has_original);
}

static void
test_names (CwTestModel  *self,
            gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "Interview", "a");
  CwGuid two = cw_test_model_add_document (self, "Report", "b");
  g_autofree char *picked = NULL;
  gboolean found;
  CwGuid guid;

  cw_test_model_refused (self, cw_document_rename (self->change, &two, "interview", &self->error),
                         CW_ERROR_INVALID, "already a document “Interview”");
  cw_test_model_do (self, cw_document_rename (self->change, &two, "interview (2)", &self->error));
  picked = cw_document_pick_name (self->database, "INTERVIEW", &self->error);
  g_assert_cmpstr (picked, ==, "INTERVIEW (3)");
  g_assert_true (cw_document_find (self->database, "INTERVIEW", &found, &guid, &self->error));
  g_assert_true (found);
  g_assert_true (cw_guid_equal (&guid, &one));
}

static void
test_fields_and_order (CwTestModel  *self,
                       gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", "a");
  CwGuid two = cw_test_model_add_document (self, "Two", "b");
  g_autoptr (CwDocument) document = NULL;
  g_autoptr (GPtrArray) list = NULL;
  CwDocumentField field;

  g_assert_true (cw_document_field_from_string ("wave", &field));
  cw_test_model_do (self,
                    cw_document_set_field (self->change, &one, field, "baseline", &self->error));
  cw_test_model_do_nothing (
    self, cw_document_set_field (self->change, &one, field, "baseline", &self->error));
  cw_test_model_do (self, cw_document_set_field (self->change, &one, CW_DOCUMENT_RECEIVED,
                                                 "2014-05", &self->error));
  cw_test_model_refused (
    self, cw_document_set_field (self->change, &one, CW_DOCUMENT_RECEIVED, "May", &self->error),
    CW_ERROR_INVALID, "“May” is not a date");
  document = cw_document_load (self->database, &one, &self->error);
  g_assert_cmpstr (document->fields[CW_DOCUMENT_WAVE], ==, "baseline");
  g_assert_cmpstr (document->fields[CW_DOCUMENT_RECEIVED], ==, "2014-05");
  g_assert_cmpstr (document->fields[CW_DOCUMENT_CHECKED], ==, "");
  cw_test_model_do (self, cw_document_reorder (self->change, &two, 0, &self->error));
  list = cw_document_list (self->database, &self->error);
  g_assert_cmpstr (((const CwDocument *) g_ptr_array_index (list, 0))->name, ==, "Two");
}

static void
test_expected (CwTestModel  *self,
               gconstpointer unused)
{
  CwGuid guid;
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  CwCodingSpec spec = { .document = &guid, .start = 0, .end = 1, .code = &trust };
  g_autoptr (CwDocument) document = NULL;

  cw_test_model_do (self, cw_document_expect (self->change, "Later", &guid, &self->error));
  document = cw_document_load (self->database, &guid, &self->error);
  g_assert_cmpuint (document->text_revision, ==, 0);
  g_assert_null (cw_document_load_text (self->database, &guid, &self->error));
  g_assert_error (self->error, CW_ERROR, CW_ERROR_NOT_FOUND);
  g_clear_error (&self->error);
  cw_test_model_refused (self, cw_coding_add (self->change, &spec, NULL, &self->error),
                         CW_ERROR_INVALID, "has no text yet");
}

static void
test_delete (CwTestModel  *self,
             gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK);
  CwGuid two = cw_test_model_add_document (self, "Two", TALK);
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  g_autoptr (CwDependents) dependents = NULL;

  cw_test_model_do (self, cw_document_delete (self->change, &two, FALSE, &self->error));
  cw_test_model_code (self, &one, 0, 4, &trust, NULL);
  dependents = cw_document_count_dependents (self->database, &one, &self->error);
  g_assert_cmpint (cw_dependents_get (dependents, "codings"), ==, 1);
  g_assert_cmpint (cw_dependents_get (dependents, "speakers"), ==, 2);
  g_assert_cmpint (cw_dependents_get (dependents, "memberships"), ==, 0);
  cw_test_model_refused (self, cw_document_delete (self->change, &one, FALSE, &self->error),
                         CW_ERROR_WOULD_LOSE, "the document “One” would also delete 1 coding");
  cw_test_model_do (self, cw_document_delete (self->change, &one, TRUE, &self->error));
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM text_revisions"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  CW_TEST_MODEL ("/model/document/add", test_add);
  CW_TEST_MODEL ("/model/document/structure", test_structure);
  CW_TEST_MODEL ("/model/document/same-file", test_same_file);
  CW_TEST_MODEL ("/model/document/names", test_names);
  CW_TEST_MODEL ("/model/document/fields-and-order", test_fields_and_order);
  CW_TEST_MODEL ("/model/document/expected", test_expected);
  CW_TEST_MODEL ("/model/document/delete", test_delete);
  return g_test_run ();
}
