/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-model.h"

#include "cw-case.h"
#include "cw-correction.h"
#include "cw-membership.h"
#include "cw-passage.h"
#include "cw-test-rounds.h"

/*              0    5    10   15   20   25   30 */
#define TEXT "The keys and the time ran out."

static void
assert_text (CwTestModel  *self,
             const CwGuid *document,
             const char   *expected)
{
  g_autoptr (CwText) text = cw_document_load_text (self->database, document, &self->error);

  g_assert_no_error (self->error);
  g_assert_cmpstr (text->text, ==, expected);
}

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
test_carried (CwTestModel  *self,
              gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid code = cw_test_model_add_code (self, "Trust");
  guint revision;
  g_autoptr (CwDocument) record = NULL;

  cw_test_model_code (self, &document, 0, 3, &code, NULL);
  cw_test_model_code (self, &document, 4, 8, &code, NULL);
  cw_test_model_code (self, &document, 17, 21, &code, &self->ben);
  cw_test_model_do (self, cw_document_correct (self->change, &document, 4, 8, "house keys", FALSE,
                                               &revision, &self->error));
  g_assert_cmpuint (revision, ==, 2);
  assert_text (self, &document, "The house keys and the time ran out.");
  /* Who held all that was replaced holds all of the replacement. */
  assert_ranges (self, &document, &code, "0:3 4:14 23:27");
  record = cw_document_load (self->database, &document, &self->error);
  g_assert_cmpuint (record->length, ==, strlen (TEXT) + 6);
  g_assert_cmpint (record->words, ==, 8);
  cw_test_model_do_nothing (self, cw_document_correct (self->change, &document, 0, 3, "The", FALSE,
                                                       &revision, &self->error));
  g_assert_cmpuint (revision, ==, 2);
  cw_test_model_do (self, cw_document_correct (self->change, &document, 0, 0, "1\r\n2\r", FALSE,
                                               &revision, &self->error));
  assert_text (self, &document, "1\n2\nThe house keys and the time ran out.");
  assert_ranges (self, &document, &code, "4:7 8:18 27:31");
}

static void
test_cut (CwTestModel  *self,
          gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid code = cw_test_model_add_code (self, "Trust");
  g_autoptr (CwCorrection) preview = NULL;
  const CwCorrectedPassage *passage;

  cw_test_model_code (self, &document, 0, 6, &code, NULL);
  cw_test_model_code (self, &document, 6, 12, &code, &self->ben);
  preview = cw_document_preview_correction (self->database, &document, 4, 8, "box", &self->error);
  g_assert_no_error (self->error);
  g_assert_cmpuint (preview->n_swallowed, ==, 0);
  g_assert_cmpuint (preview->affected->len, ==, 2);
  passage = g_ptr_array_index (preview->affected, 0);
  g_assert_cmpint (passage->outcome, ==, CW_EDIT_CUT);
  g_assert_cmpstr (passage->text, ==, "The ke");
  g_assert_cmpstr (passage->codes, ==, "Trust");
  g_assert_cmpstr (passage->coders, ==, "Ada");
  g_assert_cmpuint (passage->new_end, ==, 4);
  g_assert_cmpstr (preview->old_text, ==, "keys");
  g_assert_cmpstr (preview->new_text, ==, "box");
  cw_test_model_do (
    self, cw_document_correct (self->change, &document, 4, 8, "box", FALSE, NULL, &self->error));
  assert_ranges (self, &document, &code, "0:4 7:11");
}

static void
test_swallowed (CwTestModel  *self,
                gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid code = cw_test_model_add_code (self, "A/Trust");
  CwGuid time = cw_test_model_add_code (self, "Time");

  cw_test_model_code (self, &document, 4, 6, &code, NULL);
  cw_test_model_code (self, &document, 9, 12, &code, NULL);
  cw_test_model_code (self, &document, 9, 12, &time, NULL);
  cw_test_model_code (self, &document, 9, 12, &time, &self->ben);
  cw_test_model_refused (
    self,
    cw_document_correct (self->change, &document, 3, 13, " box of ", FALSE, NULL, &self->error),
    CW_ERROR_WOULD_LOSE, "“ke” at 4:6 (A/Trust; Ada)");
  /* Both take the whole replacement, and then they are one. */
  cw_test_model_do (self, cw_document_correct (self->change, &document, 3, 13, " box of ", TRUE,
                                               NULL, &self->error));
  assert_text (self, &document, "The box of the time ran out.");
  assert_ranges (self, &document, &code, "4:10");
  assert_ranges (self, &document, &time, "4:10 4:10");
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM passages"), ==, 2);
}

static void
test_taken_out (CwTestModel  *self,
                gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid code = cw_test_model_add_code (self, "Trust");

  cw_test_model_code (self, &document, 4, 8, &code, NULL);
  cw_test_model_code (self, &document, 0, 30, &code, &self->ben);
  cw_test_model_refused (
    self, cw_document_correct (self->change, &document, 4, 9, "", FALSE, NULL, &self->error),
    CW_ERROR_WOULD_LOSE, "“keys” at 4:8");
  cw_test_model_do (
    self, cw_document_correct (self->change, &document, 4, 9, "", TRUE, NULL, &self->error));
  assert_text (self, &document, "The and the time ran out.");
  assert_ranges (self, &document, &code, "0:25");
  cw_test_model_do (
    self, cw_document_correct (self->change, &document, 0, 25, "", TRUE, NULL, &self->error));
  assert_text (self, &document, "");
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM codings"), ==, 0);
}

static void
test_memberships (CwTestModel  *self,
                  gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid type;
  CwGuid north;
  g_autoptr (GPtrArray) list = NULL;
  const CwMembership *membership;

  g_assert_true (cw_case_type_find_kind (self->database, CW_CASE_KIND_CASE, &type, &self->error));
  cw_test_model_do (self, cw_case_add (self->change, "North", &type, NULL, &north, &self->error));
  cw_test_model_do (
    self, cw_membership_assign_range (self->change, &north, &document, 4, 8, NULL, &self->error));
  cw_test_model_do (
    self, cw_membership_assign_range (self->change, &north, &document, 9, 12, NULL, &self->error));
  cw_test_model_refused (
    self, cw_document_correct (self->change, &document, 3, 13, "", FALSE, NULL, &self->error),
    CW_ERROR_WOULD_LOSE, "2 ranges of cases");
  cw_test_model_do (
    self, cw_document_correct (self->change, &document, 0, 3, "All", FALSE, NULL, &self->error));
  cw_test_model_do (
    self, cw_document_correct (self->change, &document, 3, 13, " of ", TRUE, NULL, &self->error));
  list = cw_membership_list_case (self->database, &north, &self->error);
  g_assert_cmpuint (list->len, ==, 1);
  membership = g_ptr_array_index (list, 0);
  g_assert_cmpuint (membership->start, ==, 4);
  g_assert_cmpuint (membership->end, ==, 6);
}

static void
test_turns (CwTestModel  *self,
            gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One",
                                                "ANNA: One two.\nBEN: Three.\nANNA: Four.\n");
  g_autoptr (CwText) text = NULL;
  const CwTurn *turn;

  cw_test_model_do (
    self, cw_document_correct (self->change, &document, 6, 9, "Eleven", FALSE, NULL, &self->error));
  text = cw_document_load_text (self->database, &document, &self->error);
  g_assert_cmpstr (text->text, ==, "ANNA: Eleven two.\nBEN: Three.\nANNA: Four.\n");
  g_assert_cmpuint (text->turns->len, ==, 3);
  turn = &g_array_index (text->turns, CwTurn, 1);
  g_assert_cmpuint (turn->start, ==, 18);
  g_assert_cmpuint (turn->text_start, ==, 23);
  g_assert_cmpuint (turn->speaker, ==, 1);
  /* Ben's turn goes, and Ben stays. */
  cw_test_model_do (
    self, cw_document_correct (self->change, &document, 18, 30, "", FALSE, NULL, &self->error));
  g_clear_pointer (&text, cw_text_free);
  text = cw_document_load_text (self->database, &document, &self->error);
  g_assert_cmpuint (text->turns->len, ==, 2);
  g_assert_cmpuint (text->speakers->len, ==, 2);
}

static void
test_structure (CwTestModel  *self,
                gconstpointer unused)
{
  g_autoptr (CwText) made = cw_text_new ("md");
  g_autoptr (CwDocumentDraft) draft = NULL;
  g_autoptr (CwText) text = NULL;
  CwGuid document;

  cw_text_append (made, "Title\nBody of it", -1);
  cw_text_add_span (made, CW_SPAN_HEADING, 0, 5, 1, NULL);
  cw_text_add_span (made, CW_SPAN_EMPHASIS, 11, 13, 0, NULL);
  cw_text_add_span (made, CW_SPAN_PAGE_BREAK, 6, 6, 0, NULL);
  cw_text_finish (made);
  draft = cw_document_draft_new (made, NULL, "a.md", FALSE);
  cw_test_model_do (self, cw_document_add (self->change, draft, NULL, &document, &self->error));
  cw_test_model_do (self, cw_document_correct (self->change, &document, 0, 5, "A longer title",
                                               FALSE, NULL, &self->error));
  text = cw_document_load_text (self->database, &document, &self->error);
  g_assert_no_error (self->error);
  g_assert_cmpuint (text->spans->len, ==, 3);
  g_assert_cmpuint (g_array_index (text->spans, CwSpan, 0).end, ==, 14);
  g_assert_cmpuint (g_array_index (text->spans, CwSpan, 1).start, ==, 15);
  g_assert_cmpuint (g_array_index (text->spans, CwSpan, 2).start, ==, 20);
  g_assert_cmpstr (text->format, ==, "md");
}

static void
test_refused (CwTestModel  *self,
              gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);

  cw_test_model_refused (
    self, cw_document_correct (self->change, &document, 5, 99, "x", FALSE, NULL, &self->error),
    CW_ERROR_INVALID, "One: the range 5:99 is not in the text, which is 30");
  cw_test_model_refused (
    self, cw_document_correct (self->change, &document, 5, 6, "\xff", FALSE, NULL, &self->error),
    CW_ERROR_INVALID, "UTF-8");
}

/* Names replaced all over: many edits, one version. */
static void
test_edits (CwTestModel  *self,
            gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", "Ann met Bob. Bob left Ann.");
  CwGuid code = cw_test_model_add_code (self, "Trust");
  g_autoptr (CwEdits) edits = cw_edits_new ();
  g_autoptr (CwEdits) beyond = cw_edits_new ();
  guint revision;

  cw_test_model_code (self, &document, 4, 12, &code, NULL);
  cw_test_model_code (self, &document, 22, 25, &code, NULL);
  g_assert_true (cw_edits_append (edits, 0, 3, 5, NULL));
  g_assert_true (cw_edits_append (edits, 8, 11, 1, NULL));
  g_assert_true (cw_edits_append (edits, 13, 16, 1, NULL));
  g_assert_true (cw_edits_append (edits, 22, 25, 5, NULL));
  cw_test_model_do (self, cw_document_correct_edits (self->change, &document, edits, "ClaraDDClara",
                                                     FALSE, &revision, &self->error));
  g_assert_cmpuint (revision, ==, 2);
  assert_text (self, &document, "Clara met D. D left Clara.");
  assert_ranges (self, &document, &code, "6:12 20:25");
  g_assert_true (cw_edits_append (beyond, 0, 300, 1, NULL));
  cw_test_model_refused (
    self,
    cw_document_correct_edits (self->change, &document, beyond, "x", FALSE, NULL, &self->error),
    CW_ERROR_DAMAGED, "does not fit");
}

static void
insert (CwTestModel   *self,
        const char    *sql,
        const CwValue *values)
{
  cw_test_model_do (self, cw_database_run (self->database, sql, values, &self->error));
}

/* A round's stretch and a resolved difference follow, and go when their text does. */
static void
test_rounds (CwTestModel  *self,
             gconstpointer unused)
{
  CwGuid document = cw_test_model_add_document (self, "One", TEXT);
  CwGuid round;
  CwGuid stretch;
  CwGuid resolution;

  cw_guid_init_new (&round);
  cw_guid_init_new (&stretch);
  cw_guid_init_new (&resolution);
  insert (self, "INSERT INTO rounds (guid, name, position, created) VALUES (?1, 'Round 1', 1, 0)",
          CW_BIND (cw_guid_value (&round)));
  insert (self,
          "INSERT INTO round_documents (guid, round, document, text_revision, start, end) "
          "VALUES (?1, ?2, ?3, 1, 4, 8)",
          CW_BIND (cw_guid_value (&stretch), cw_guid_value (&round), cw_guid_value (&document)));
  insert (self,
          "INSERT INTO resolutions (guid, round, document, text_revision, start, end, decision, "
          "coder, created) VALUES (?1, ?2, ?3, 1, 4, 8, 'agreed', ?4, 0)",
          CW_BIND (cw_guid_value (&resolution), cw_guid_value (&round), cw_guid_value (&document),
                   cw_guid_value (&self->ada)));
  cw_test_model_do (
    self, cw_document_correct (self->change, &document, 0, 0, "1. ", FALSE, NULL, &self->error));
  g_assert_cmpint (cw_test_model_count (self, "SELECT start FROM round_documents"), ==, 7);
  g_assert_cmpint (cw_test_model_count (self, "SELECT end FROM resolutions"), ==, 11);
  cw_test_model_refused (
    self, cw_document_correct (self->change, &document, 6, 12, "", FALSE, NULL, &self->error),
    CW_ERROR_WOULD_LOSE, "2 ranges of cases, rounds or resolved differences");
  cw_test_model_do (
    self, cw_document_correct (self->change, &document, 6, 12, "", TRUE, NULL, &self->error));
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM round_documents"), ==, 0);
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM resolutions"), ==, 0);
}

/* Every passage is named by a character that no other has, and marks its own first
 * and last: after corrections that spare these it must still hold just them. */
static void
test_random (CwTestModel  *self,
             gconstpointer unused)
{
  guint rounds = cw_test_rounds (60, 2000);
  CwGuid code = cw_test_model_add_code (self, "Trust");
  CwGuid document = cw_test_model_add_document (
    self, "One", "a(one)b, c(two words)d and e(tree)f: g(é€𝄞)h i(last of all)j");
  static const char ends[][2] = { { 'a', 'b' },
                                  { 'c', 'd' },
                                  { 'e', 'f' },
                                  { 'g', 'h' },
                                  { 'i', 'j' } };
  CwGuid codings[G_N_ELEMENTS (ends)];

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (CwText) text = cw_document_load_text (self->database, &document, &self->error);
      const char first[] = { ends[i][0], '(', '\0' };
      const char last[] = { ')', ends[i][1], '\0' };
      guint32 start = (guint32) g_utf8_pointer_to_offset (text->text, strstr (text->text, first));
      guint32 end = (guint32) g_utf8_pointer_to_offset (text->text, strstr (text->text, last)) + 2;

      codings[i] = cw_test_model_code (self, &document, start, end, &code, NULL);
    }
  for (guint round = 0; round < rounds; round++)
    {
      g_autoptr (CwText) text = cw_document_load_text (self->database, &document, &self->error);
      g_autoptr (GString) typed = g_string_new (NULL);
      g_autoptr (CwChange) change = cw_change_begin (self->project.project, &self->ada, "Correct",
                                                     NULL, CW_CHANGE_BULK, &self->error);
      guint32 start = (guint32) g_test_rand_int_range (0, (gint32) text->length + 1);
      guint32 end = start;

      while (end < text->length && end < start + 3
             && strchr ("abcdefghij()", *g_utf8_offset_to_pointer (text->text, end)) == NULL)
        end++;
      for (guint i = (guint) g_test_rand_int_range (0, 5); i > 0; i--)
        g_string_append_unichar (typed, (const gunichar[]) { 'X', 0x20, 0x301, 0x1F600,
                                                             0xF1 }[g_test_rand_int_range (0, 5)]);
      g_assert_true (
        cw_document_correct (change, &document, start, end, typed->str, FALSE, NULL, &self->error));
      g_assert_no_error (self->error);
      g_assert_true (cw_change_commit (change, &self->error));
      for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
        {
          g_autoptr (CwCoding) coding = cw_coding_load (self->database, &codings[i], &self->error);
          g_autofree char *held = cw_document_load_range (self->database, &document, coding->start,
                                                          coding->end, &self->error);

          g_assert_no_error (self->error);
          g_assert_cmpint (held[0], ==, ends[i][0]);
          g_assert_cmpint (held[strlen (held) - 1], ==, ends[i][1]);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  CW_TEST_MODEL ("/model/correction/carried", test_carried);
  CW_TEST_MODEL ("/model/correction/cut", test_cut);
  CW_TEST_MODEL ("/model/correction/swallowed", test_swallowed);
  CW_TEST_MODEL ("/model/correction/taken-out", test_taken_out);
  CW_TEST_MODEL ("/model/correction/memberships", test_memberships);
  CW_TEST_MODEL ("/model/correction/turns", test_turns);
  CW_TEST_MODEL ("/model/correction/structure", test_structure);
  CW_TEST_MODEL ("/model/correction/edits", test_edits);
  CW_TEST_MODEL ("/model/correction/rounds", test_rounds);
  CW_TEST_MODEL ("/model/correction/refused", test_refused);
  CW_TEST_MODEL ("/model/correction/random", test_random);
  return g_test_run ();
}
