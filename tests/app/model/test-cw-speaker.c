/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-model.h"

#include "cw-case.h"
#include "cw-correction.h"
#include "cw-membership.h"
#include "cw-speaker.h"
#include "cw-turns.h"

#define TALK "INT: Why?\nP1: So.\nP2: No.\nINT: Oh.\nP1: Yes.\n"

/* The turns as "label<talk>". */
static char *
talk_of (CwTestModel  *self,
         const CwGuid *document)
{
  g_autoptr (CwText) text = cw_document_load_text (self->database, document, &self->error);
  GString *talk = g_string_new (NULL);

  g_assert_no_error (self->error);
  for (guint i = 0; i < text->turns->len; i++)
    {
      const CwTurn *turn = &g_array_index (text->turns, CwTurn, i);
      g_autofree char *said = g_utf8_substring (text->text, turn->text_start, turn->end);

      g_string_append_printf (
        talk, "%s<%s>", (const char *) g_ptr_array_index (text->speakers, turn->speaker), said);
    }
  return g_string_free (talk, FALSE);
}

/* "label=participant", in order of number; of one who is nobody "label". */
static char *
speakers_of (CwTestModel  *self,
             const CwGuid *document)
{
  g_autoptr (GPtrArray) speakers = cw_speaker_list (self->database, document, &self->error);
  GString *list = g_string_new (NULL);

  g_assert_no_error (self->error);
  for (guint i = 0; i < speakers->len; i++)
    {
      const CwSpeaker *speaker = g_ptr_array_index (speakers, i);
      g_autoptr (CwCase) participant = NULL;

      if (speaker->has_participant)
        participant = cw_case_load (self->database, &speaker->participant, &self->error);
      g_string_append_printf (list, "%s%s%s%s", i > 0 ? " " : "", speaker->label,
                              participant != NULL ? "=" : "",
                              participant != NULL ? participant->name : "");
    }
  return g_string_free (list, FALSE);
}

/* "case:label", of all that belongs to cases by a speaker. */
static char *
memberships_of (CwTestModel *self)
{
  char *list = NULL;

  cw_database_get_text (self->database,
                        "SELECT group_concat (c.name || ':' || s.label, ' ') FROM (SELECT * FROM "
                        "memberships ORDER BY document) m JOIN cases c ON c.guid = m.case_guid "
                        "JOIN speakers s ON s.guid = m.speaker AND s.document = m.document",
                        NULL, &list, &self->error);
  g_assert_no_error (self->error);
  return list != NULL ? list : g_strdup ("");
}

#define assert_string(call, expected) \
  G_STMT_START \
  { \
    g_autofree char *found_ = call; \
    g_assert_cmpstr (found_, ==, expected); \
  } \
  G_STMT_END

static CwGuid
speaker (CwTestModel  *self,
         const CwGuid *document,
         const char   *label)
{
  CwGuid guid;

  cw_speaker_find (self->database, document, label, &guid, &self->error);
  g_assert_no_error (self->error);
  return guid;
}

static CwGuid
add_case (CwTestModel *self,
          const char  *name,
          CwCaseKind   kind)
{
  CwGuid type;
  CwGuid guid;

  g_assert_true (cw_case_type_find_kind (self->database, kind, &type, &self->error));
  cw_test_model_do (self, cw_case_add (self->change, name, &type, NULL, &guid, &self->error));
  return guid;
}

static void
test_find (CwTestModel  *self,
           gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK);
  CwGuid two = cw_test_model_add_document (self, "Two", TALK);
  CwGuid guid = speaker (self, &one, "int");
  g_autofree char *written = cw_guid_to_string (&guid);
  CwGuid again = speaker (self, &one, written);
  g_autoptr (GArray) turns = cw_speaker_list_turns (self->database, &one, &self->error);
  g_autoptr (GPtrArray) all = NULL;

  g_assert_true (cw_guid_equal (&guid, &again));
  g_assert_cmpuint (turns->len, ==, 5);
  g_assert_false (cw_speaker_find (self->database, &two, written, &guid, &self->error));
  g_assert_error (self->error, CW_ERROR, CW_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (self->error->message, "speakers there: INT, P1, P2"));
  g_clear_error (&self->error);
  all = cw_speaker_list_labelled (self->database, "p2", NULL, &self->error);
  g_assert_cmpuint (all->len, ==, 2);
}

static void
test_rename (CwTestModel  *self,
             gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK);
  CwGuid two = cw_test_model_add_document (self, "Two", TALK);
  CwGuid p1 = speaker (self, &one, "P1");
  guint n;

  cw_test_model_do (self, cw_speaker_rename (self->change, &p1, " Ana ", &self->error));
  assert_string (speakers_of (self, &one), "INT Ana P2");
  assert_string (speakers_of (self, &two), "INT P1 P2");
  assert_string (talk_of (self, &one), "INT<Why?>Ana<So.>P2<No.>INT<Oh.>Ana<Yes.>");
  cw_test_model_do_nothing (self, cw_speaker_rename (self->change, &p1, "Ana", &self->error));
  cw_test_model_do (self, cw_speaker_rename (self->change, &p1, "ANA", &self->error));
  cw_test_model_refused (self, cw_speaker_rename (self->change, &p1, "p2", &self->error),
                         CW_ERROR_INVALID, "One: there is a speaker “P2” already");
  cw_test_model_refused (self, cw_speaker_rename (self->change, &p1, " ", &self->error),
                         CW_ERROR_INVALID, "needs a name");
  cw_test_model_refused (self, cw_speaker_rename (self->change, &p1, "a\nb", &self->error),
                         CW_ERROR_INVALID, "line end");
  cw_test_model_do (
    self, cw_speaker_rename_everywhere (self->change, "int", "Interviewer", &n, &self->error));
  g_assert_cmpuint (n, ==, 2);
  assert_string (speakers_of (self, &two), "Interviewer P1 P2");
  cw_test_model_refused (self,
                         cw_speaker_rename_everywhere (self->change, "INT", "I", &n, &self->error),
                         CW_ERROR_NOT_FOUND, "no speaker “INT” in any document");
  cw_test_model_refused (self,
                         cw_speaker_rename_everywhere (self->change, "P2", "Ana", &n, &self->error),
                         CW_ERROR_INVALID, "One: there is a speaker “ANA” already");
}

static void
test_participant (CwTestModel  *self,
                  gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK);
  CwGuid p1 = speaker (self, &one, "P1");
  CwGuid ana = add_case (self, "Ana", CW_CASE_KIND_PARTICIPANT);
  CwGuid eva = add_case (self, "Eva", CW_CASE_KIND_PARTICIPANT);
  CwGuid north = add_case (self, "North", CW_CASE_KIND_CASE);
  guint n;

  cw_test_model_do (self, cw_speaker_set_participant (self->change, &p1, &ana, &self->error));
  assert_string (speakers_of (self, &one), "INT P1=Ana P2");
  assert_string (memberships_of (self), "Ana:P1");
  cw_test_model_do_nothing (self,
                            cw_speaker_set_participant (self->change, &p1, &ana, &self->error));
  cw_test_model_do (self, cw_speaker_set_participant (self->change, &p1, &eva, &self->error));
  assert_string (memberships_of (self), "Eva:P1");
  cw_test_model_refused (self, cw_speaker_set_participant (self->change, &p1, &north, &self->error),
                         CW_ERROR_INVALID, "“North” is a Case and nobody who speaks");
  cw_test_model_do (
    self, cw_membership_assign_speaker (self->change, &north, "P1", &one, &n, &self->error));
  cw_test_model_do (self, cw_speaker_set_participant (self->change, &p1, NULL, &self->error));
  assert_string (speakers_of (self, &one), "INT P1 P2");
  assert_string (memberships_of (self), "North:P1");
  cw_test_model_do_nothing (self,
                            cw_speaker_set_participant (self->change, &p1, NULL, &self->error));
}

/* To assign what somebody says to a participant is to say who speaks: one way. */
static void
test_one_way (CwTestModel  *self,
              gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK);
  CwGuid two = cw_test_model_add_document (self, "Two", TALK);
  CwGuid ana = add_case (self, "Ana", CW_CASE_KIND_PARTICIPANT);
  CwGuid eva = add_case (self, "Eva", CW_CASE_KIND_PARTICIPANT);
  CwGuid north = add_case (self, "North", CW_CASE_KIND_CASE);
  guint n;

  cw_test_model_do (
    self, cw_membership_assign_speaker (self->change, &ana, "P1", NULL, &n, &self->error));
  g_assert_cmpuint (n, ==, 2);
  assert_string (speakers_of (self, &two), "INT P1=Ana P2");
  cw_test_model_refused (
    self, cw_membership_assign_speaker (self->change, &eva, "P1", &two, &n, &self->error),
    CW_ERROR_INVALID, "Two: “P1” is the participant Ana");
  cw_test_model_do (
    self, cw_membership_assign_speaker (self->change, &north, "P1", &two, &n, &self->error));
  cw_test_model_do (
    self, cw_membership_unassign_speaker (self->change, &ana, "P1", &two, &n, &self->error));
  assert_string (speakers_of (self, &two), "INT P1 P2");
  assert_string (speakers_of (self, &one), "INT P1=Ana P2");
  cw_test_model_do (self, cw_membership_unassign (self->change, &ana, &one, &n, &self->error));
  assert_string (speakers_of (self, &one), "INT P1 P2");
  assert_string (memberships_of (self), "North:P1");
  cw_test_model_do (
    self, cw_membership_assign_speaker (self->change, &eva, "P2", &one, &n, &self->error));
  cw_test_model_do (self, cw_case_delete (self->change, &eva, TRUE, &self->error));
  assert_string (speakers_of (self, &one), "INT P1 P2");
}

static void
test_merge (CwTestModel  *self,
            gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK);
  CwGuid two = cw_test_model_add_document (self, "Two", TALK);
  CwGuid p1 = speaker (self, &one, "P1");
  CwGuid p2 = speaker (self, &one, "P2");
  CwGuid other = speaker (self, &two, "P1");
  CwGuid ana = add_case (self, "Ana", CW_CASE_KIND_PARTICIPANT);
  CwGuid north = add_case (self, "North", CW_CASE_KIND_CASE);
  guint n;

  cw_test_model_do (self, cw_speaker_set_participant (self->change, &p1, &ana, &self->error));
  cw_test_model_do (
    self, cw_membership_assign_speaker (self->change, &north, "P1", &one, &n, &self->error));
  cw_test_model_do (
    self, cw_membership_assign_speaker (self->change, &north, "P2", &one, &n, &self->error));
  cw_test_model_refused (self, cw_speaker_merge (self->change, &p1, &p1, FALSE, &n, &self->error),
                         CW_ERROR_INVALID, "cannot be merged with itself");
  cw_test_model_refused (self,
                         cw_speaker_merge (self->change, &p1, &other, FALSE, &n, &self->error),
                         CW_ERROR_INVALID, "of another document");
  cw_test_model_do (self, cw_speaker_merge (self->change, &p1, &p2, FALSE, &n, &self->error));
  g_assert_cmpuint (n, ==, 2);
  assert_string (speakers_of (self, &one), "INT P2=Ana");
  assert_string (talk_of (self, &one), "INT<Why?>P2<So.>P2<No.>INT<Oh.>P2<Yes.>");
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM memberships"), ==, 2);
  assert_string (speakers_of (self, &two), "INT P1 P2");
}

static void
test_merge_two_people (CwTestModel  *self,
                       gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK);
  CwGuid p1 = speaker (self, &one, "P1");
  CwGuid p2 = speaker (self, &one, "P2");
  CwGuid ana = add_case (self, "Ana", CW_CASE_KIND_PARTICIPANT);
  CwGuid eva = add_case (self, "Eva", CW_CASE_KIND_PARTICIPANT);
  guint n;

  cw_test_model_do (self, cw_speaker_set_participant (self->change, &p1, &ana, &self->error));
  cw_test_model_do (self, cw_speaker_set_participant (self->change, &p2, &eva, &self->error));
  cw_test_model_refused (self, cw_speaker_merge (self->change, &p1, &p2, FALSE, &n, &self->error),
                         CW_ERROR_WOULD_LOSE, "“P1” is the participant Ana, and “P2” is Eva");
  cw_test_model_do (self, cw_speaker_merge (self->change, &p1, &p2, TRUE, &n, &self->error));
  assert_string (speakers_of (self, &one), "INT P2=Eva");
  assert_string (memberships_of (self), "Eva:P2");
}

static void
test_split (CwTestModel  *self,
            gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK);
  CwGuid p1 = speaker (self, &one, "P1");
  CwGuid ana = add_case (self, "Ana", CW_CASE_KIND_PARTICIPANT);
  const guint last[] = { 4 };
  const guint anothers[] = { 4, 3 };
  const guint beyond[] = { 99 };
  CwGuid guid;

  cw_test_model_do (self, cw_speaker_set_participant (self->change, &p1, &ana, &self->error));
  cw_test_model_refused (self,
                         cw_speaker_split (self->change, &p1, NULL, 0, "P3", &guid, &self->error),
                         CW_ERROR_INVALID, "none of those turns is one of “P1”");
  cw_test_model_refused (
    self, cw_speaker_split (self->change, &p1, anothers, 2, "P3", &guid, &self->error),
    CW_ERROR_INVALID, "turn 4 is not one of “P1”");
  cw_test_model_refused (self,
                         cw_speaker_split (self->change, &p1, beyond, 1, "P3", &guid, &self->error),
                         CW_ERROR_INVALID, "turn 100");
  cw_test_model_refused (self,
                         cw_speaker_split (self->change, &p1, last, 1, "p1", &guid, &self->error),
                         CW_ERROR_INVALID, "already");
  cw_test_model_do (self, cw_speaker_split (self->change, &p1, last, 1, "P3", &guid, &self->error));
  assert_string (speakers_of (self, &one), "INT P1=Ana P2 P3");
  assert_string (talk_of (self, &one), "INT<Why?>P1<So.>P2<No.>INT<Oh.>P3<Yes.>");
  assert_string (memberships_of (self), "Ana:P1");
  cw_test_model_do (self,
                    cw_speaker_split (self->change, &guid, last, 1, "p2", &guid, &self->error));
  assert_string (talk_of (self, &one), "INT<Why?>P1<So.>P2<No.>INT<Oh.>P2<Yes.>");
  assert_string (speakers_of (self, &one), "INT P1=Ana P2 P3");
}

static void
test_drop (CwTestModel  *self,
           gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK);
  CwGuid p1 = speaker (self, &one, "P1");
  CwGuid interviewer = speaker (self, &one, "INT");
  CwGuid ana = add_case (self, "Ana", CW_CASE_KIND_PARTICIPANT);
  CwGuid code = cw_test_model_add_code (self, "Trust");
  CwGuid document;
  guint n;

  cw_test_model_code (self, &one, 14, 17, &code, NULL);
  cw_test_model_do (self, cw_speaker_set_participant (self->change, &p1, &ana, &self->error));
  cw_test_model_refused (self, cw_speaker_drop (self->change, &p1, FALSE, &n, &self->error),
                         CW_ERROR_WOULD_LOSE, "what “P1” says belongs to “Ana”");
  cw_test_model_do (self, cw_speaker_drop (self->change, &p1, TRUE, &n, &self->error));
  g_assert_cmpuint (n, ==, 2);
  assert_string (talk_of (self, &one), "INT<Why?\nP1: So.>P2<No.>INT<Oh.\nP1: Yes.>");
  assert_string (memberships_of (self), "");
  /* The first turn has none before it; the number of one who is gone stays free. */
  cw_test_model_do (self, cw_speaker_drop (self->change, &interviewer, FALSE, &n, &self->error));
  assert_string (talk_of (self, &one), "P2<No.\nINT: Oh.\nP1: Yes.>");
  assert_string (speakers_of (self, &one), "P2");
  cw_test_model_do (self, cw_document_expect (self->change, "Later", &document, &self->error));
  cw_test_model_refused (
    self, cw_speaker_add (self->change, &document, "A", NULL, NULL, NULL, &self->error),
    CW_ERROR_NOT_FOUND, "no document with a text");
}

static void
test_add (CwTestModel  *self,
          gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK "Moderator – Thanks.\n");
  CwGuid p1 = speaker (self, &one, "P1");
  CwGuid guid;
  guint n;
  guint n_taken;

  cw_test_model_do (
    self, cw_speaker_add (self->change, &one, "Moderator –", &guid, &n, &n_taken, &self->error));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (n_taken, ==, 0);
  assert_string (speakers_of (self, &one), "INT P1 P2 Moderator");
  assert_string (talk_of (self, &one), "INT<Why?>P1<So.>P2<No.>INT<Oh.>P1<Yes.>Moderator<Thanks.>");
  cw_test_model_refused (
    self, cw_speaker_add (self->change, &one, "Nobody", &guid, &n, &n_taken, &self->error),
    CW_ERROR_NOT_FOUND, "no line begins with “Nobody” as a label");
  cw_test_model_refused (
    self, cw_speaker_add (self->change, &one, "INT", &guid, &n, &n_taken, &self->error),
    CW_ERROR_INVALID, "begins a turn already");
  /* What was dropped comes back, and with it who spoke, if there is one of the name. */
  cw_test_model_do (self, cw_speaker_drop (self->change, &p1, FALSE, &n, &self->error));
  cw_test_model_do (self,
                    cw_speaker_add (self->change, &one, "P1:", &guid, &n, &n_taken, &self->error));
  g_assert_cmpuint (n, ==, 2);
  assert_string (talk_of (self, &one), "INT<Why?>P1<So.>P2<No.>INT<Oh.>P1<Yes.>Moderator<Thanks.>");
}

static void
test_recognise (CwTestModel  *self,
                gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK "P1: More.\n");
  CwGuid p1 = speaker (self, &one, "P1");
  CwGuid p2 = speaker (self, &one, "P2");
  CwGuid interviewer = speaker (self, &one, "INT");
  CwGuid ana = add_case (self, "Ana", CW_CASE_KIND_PARTICIPANT);
  const guint last[] = { 5 };
  CwGuid guid;
  guint n;

  cw_test_model_do_nothing (self,
                            cw_speaker_recognise (self->change, &one, FALSE, &n, &self->error));
  g_assert_cmpuint (n, ==, 6);
  /* Another name and a participant stay; what was merged or split is as in the text. */
  cw_test_model_do (self, cw_speaker_rename (self->change, &interviewer, "Me", &self->error));
  cw_test_model_do (self, cw_speaker_set_participant (self->change, &p1, &ana, &self->error));
  cw_test_model_do (self, cw_speaker_split (self->change, &p1, last, 1, "P4", &guid, &self->error));
  cw_test_model_do (self, cw_speaker_merge (self->change, &p2, &p1, FALSE, &n, &self->error));
  cw_test_model_do (self, cw_speaker_recognise (self->change, &one, FALSE, &n, &self->error));
  assert_string (speakers_of (self, &one), "Me P1=Ana P2");
  assert_string (talk_of (self, &one), "Me<Why?>P1<So.>P2<No.>Me<Oh.>P1<Yes.>P1<More.>");
  /* Whose words belong to a case does not go unasked. */
  cw_test_model_do (self, cw_speaker_split (self->change, &p1, last, 1, "P4", &guid, &self->error));
  cw_test_model_do (self, cw_speaker_set_participant (self->change, &guid, &ana, &self->error));
  cw_test_model_refused (self, cw_speaker_recognise (self->change, &one, FALSE, &n, &self->error),
                         CW_ERROR_WOULD_LOSE, "what “P4” says belongs to “Ana”");
  cw_test_model_do (self, cw_speaker_recognise (self->change, &one, TRUE, &n, &self->error));
  assert_string (speakers_of (self, &one), "Me P1=Ana P2");
}

/* One who got the name that another has in the text. */
static void
test_recognise_swapped (CwTestModel  *self,
                        gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK "INT: P3\n");
  CwGuid p1 = speaker (self, &one, "P1");
  CwGuid p2 = speaker (self, &one, "P2");
  guint n;

  cw_test_model_do (self, cw_speaker_drop (self->change, &p2, FALSE, &n, &self->error));
  cw_test_model_do (self, cw_speaker_rename (self->change, &p1, "P2", &self->error));
  cw_test_model_do (self, cw_speaker_recognise (self->change, &one, FALSE, &n, &self->error));
  assert_string (talk_of (self, &one), "INT<Why?>P1<So.>P2<No.>INT<Oh.>P1<Yes.>INT<P3>");
  p2 = speaker (self, &one, "P1");
  g_assert_true (cw_guid_equal (&p1, &p2));
}

static void
test_switch_off (CwTestModel  *self,
                 gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK);
  CwGuid prose = cw_test_model_add_document (self, "Prose", "Ana came.\nEva went.\n");
  CwGuid north = add_case (self, "North", CW_CASE_KIND_CASE);
  CwGuid guid;
  guint n;

  cw_test_model_do (
    self, cw_membership_assign_speaker (self->change, &north, "P1", &one, &n, &self->error));
  cw_test_model_refused (self, cw_speaker_drop_all (self->change, &one, FALSE, &self->error),
                         CW_ERROR_WOULD_LOSE, "“North”");
  cw_test_model_do (self, cw_speaker_drop_all (self->change, &one, TRUE, &self->error));
  assert_string (speakers_of (self, &one), "");
  assert_string (talk_of (self, &one), "");
  cw_test_model_do_nothing (self, cw_speaker_drop_all (self->change, &one, FALSE, &self->error));
  cw_test_model_do (self, cw_speaker_recognise (self->change, &one, FALSE, &n, &self->error));
  assert_string (speakers_of (self, &one), "INT P1 P2");
  /* Where nothing is recognised, what was made by hand does not go unasked. */
  cw_test_model_do_nothing (self,
                            cw_speaker_recognise (self->change, &prose, FALSE, &n, &self->error));
  cw_test_model_do (
    self, cw_document_correct (self->change, &prose, 3, 3, ":", FALSE, NULL, &self->error));
  cw_test_model_do (self,
                    cw_speaker_add (self->change, &prose, "Ana", &guid, &n, NULL, &self->error));
  cw_test_model_refused (self, cw_speaker_recognise (self->change, &prose, FALSE, &n, &self->error),
                         CW_ERROR_WOULD_LOSE, "no speakers are recognised");
  cw_test_model_do (self, cw_speaker_recognise (self->change, &prose, TRUE, &n, &self->error));
  assert_string (speakers_of (self, &prose), "");
}

/* A correction carries along what was put right. */
static void
test_corrected_text (CwTestModel  *self,
                     gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK);
  CwGuid p1 = speaker (self, &one, "P1");
  CwGuid p2 = speaker (self, &one, "P2");
  const guint last[] = { 4 };
  CwGuid guid;
  guint n;

  cw_test_model_do (self, cw_speaker_merge (self->change, &p1, &p2, FALSE, &n, &self->error));
  cw_test_model_do (self, cw_document_correct (self->change, &one, 0, 9, "INT: Why not?", FALSE,
                                               NULL, &self->error));
  assert_string (talk_of (self, &one), "INT<Why not?>P2<So.>P2<No.>INT<Oh.>P2<Yes.>");
  cw_test_model_do (self, cw_speaker_split (self->change, &p2, last, 1, "P4", &guid, &self->error));
  assert_string (talk_of (self, &one), "INT<Why not?>P2<So.>P2<No.>INT<Oh.>P4<Yes.>");
}

static void
undo_refused (CwTestModel  *self,
              const CwGuid *coder,
              const char   *words)
{
  g_autofree char *before = cw_test_model_dump (self);
  g_autofree char *after = NULL;
  g_autoptr (CwHistoryEntry) entry = cw_history_undo (self->project.project, coder, &self->error);

  g_assert_null (entry);
  g_assert_error (self->error, CW_ERROR, CW_ERROR_CONFLICT);
  if (strstr (self->error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", self->error->message, words);
  g_clear_error (&self->error);
  after = cw_test_model_dump (self);
  g_assert_cmpstr (before, ==, after);
}

static void
undo (CwTestModel  *self,
      const CwGuid *coder)
{
  g_autoptr (CwHistoryEntry) entry = cw_history_undo (self->project.project, coder, &self->error);

  g_assert_no_error (self->error);
  cw_test_model_check (self);
}

/* Two people, one of whom puts the speakers right and one the text. */
static void
test_two_coders (CwTestModel  *self,
                 gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK);
  CwGuid p1 = speaker (self, &one, "P1");
  CwGuid p2 = speaker (self, &one, "P2");
  CwGuid code = cw_test_model_add_code (self, "Trust");
  guint n;

  /* Turns of a text that was corrected since cannot be put back. */
  cw_test_model_do (self, cw_speaker_merge (self->change, &p2, &p1, FALSE, &n, &self->error));
  self->as = self->ben;
  cw_test_model_do (
    self, cw_document_correct (self->change, &one, 5, 8, "How", FALSE, NULL, &self->error));
  undo_refused (self, &self->ada, "it corrected the text");
  undo (self, &self->ben);
  undo (self, &self->ada);
  assert_string (talk_of (self, &one), "INT<Why?>P1<So.>P2<No.>INT<Oh.>P1<Yes.>");

  /* Nor can a text whose speakers were put right since; another name is no matter. */
  cw_test_model_do (
    self, cw_document_correct (self->change, &one, 5, 8, "How", FALSE, NULL, &self->error));
  self->as = self->ada;
  cw_test_model_do (self, cw_speaker_merge (self->change, &p2, &p1, FALSE, &n, &self->error));
  undo_refused (self, &self->ben, "it touched passages or turns");
  undo (self, &self->ada);
  cw_test_model_do (self, cw_speaker_rename (self->change, &p1, "Ana", &self->error));
  undo (self, &self->ben);
  assert_string (talk_of (self, &one), "INT<Why?>Ana<So.>P2<No.>INT<Oh.>Ana<Yes.>");

  /* Codings are in nobody's way. */
  cw_test_model_do (self, cw_speaker_merge (self->change, &p2, &p1, FALSE, &n, &self->error));
  cw_test_model_code (self, &one, 0, 4, &code, &self->ada);
  self->as = self->ben;
  cw_test_model_code (self, &one, 0, 4, &code, &self->ben);
  undo (self, &self->ada);
  undo (self, &self->ada);
  assert_string (talk_of (self, &one), "INT<Why?>Ana<So.>P2<No.>INT<Oh.>Ana<Yes.>");
}

/* A speaker whose turns are gone comes back to find the number, or the name, taken. */
static void
test_number_taken (CwTestModel  *self,
                   gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK);
  CwGuid p1 = speaker (self, &one, "P1");
  CwGuid p2 = speaker (self, &one, "P2");
  const guint third[] = { 2 };
  const guint last[] = { 4 };
  CwGuid guid;
  guint n;

  cw_test_model_do (self,
                    cw_speaker_split (self->change, &p2, third, 1, "P1", &guid, &self->error));
  cw_test_model_do (self, cw_speaker_drop (self->change, &p2, FALSE, &n, &self->error));
  self->as = self->ben;
  cw_test_model_do (self, cw_speaker_split (self->change, &p1, last, 1, "P5", &guid, &self->error));
  undo_refused (self, &self->ada, "the turns of “P5” and those of another speaker");
  undo (self, &self->ben);
  cw_test_model_do (self, cw_speaker_rename (self->change, &p1, "P2", &self->error));
  undo_refused (self, &self->ada, "two speakers of one document are called “P2”");
}

static void
test_damaged (CwTestModel  *self,
              gconstpointer unused)
{
  CwGuid one = cw_test_model_add_document (self, "One", TALK);

  /* In a transaction of the test's own, so that nothing of it stays. */
  g_assert_true (cw_database_run (self->database, "SAVEPOINT damage", NULL, &self->error));
  g_assert_true (cw_database_run (self->database,
                                  "UPDATE speakers SET number = 2000000000 WHERE label = 'P2'",
                                  NULL, &self->error));
  g_assert_null (cw_document_load_text (self->database, &one, &self->error));
  g_assert_error (self->error, CW_ERROR, CW_ERROR_DAMAGED);
  g_clear_error (&self->error);
  g_assert_null (cw_speaker_list_turns (self->database, &one, &self->error));
  g_assert_error (self->error, CW_ERROR, CW_ERROR_DAMAGED);
  g_clear_error (&self->error);
  g_assert_true (cw_database_run (self->database, "ROLLBACK TO damage", NULL, &self->error));
  g_assert_true (cw_database_run (self->database, "RELEASE damage", NULL, &self->error));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  CW_TEST_MODEL ("/model/speaker/find", test_find);
  CW_TEST_MODEL ("/model/speaker/rename", test_rename);
  CW_TEST_MODEL ("/model/speaker/participant", test_participant);
  CW_TEST_MODEL ("/model/speaker/one-way", test_one_way);
  CW_TEST_MODEL ("/model/speaker/merge", test_merge);
  CW_TEST_MODEL ("/model/speaker/merge-two-people", test_merge_two_people);
  CW_TEST_MODEL ("/model/speaker/split", test_split);
  CW_TEST_MODEL ("/model/speaker/drop", test_drop);
  CW_TEST_MODEL ("/model/speaker/add", test_add);
  CW_TEST_MODEL ("/model/speaker/recognise", test_recognise);
  CW_TEST_MODEL ("/model/speaker/recognise-swapped", test_recognise_swapped);
  CW_TEST_MODEL ("/model/speaker/switch-off", test_switch_off);
  CW_TEST_MODEL ("/model/speaker/corrected-text", test_corrected_text);
  CW_TEST_MODEL ("/model/speaker/two-coders", test_two_coders);
  CW_TEST_MODEL ("/model/speaker/number-taken", test_number_taken);
  CW_TEST_MODEL ("/model/speaker/damaged", test_damaged);
  return g_test_run ();
}
