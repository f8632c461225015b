/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-random-edits.h"

#include "cw-random-pick.h"
#include "cw-random-speakers.h"

#include "cw-attribute-value.h"
#include "cw-attribute.h"
#include "cw-case-type.h"
#include "cw-case.h"
#include "cw-code-set.h"
#include "cw-code.h"
#include "cw-coding.h"
#include "cw-correction.h"
#include "cw-document.h"
#include "cw-membership.h"
#include "cw-memo.h"
#include "cw-passage.h"
#include "cw-reading.h"
#include "cw-turns.h"

#include <math.h>

typedef gboolean (*EditFunc) (CwRandomEdits *self, CwChange *change, GError **error);

static gboolean
add_document (CwRandomEdits *self,
              CwChange      *change,
              GError       **error)
{
  g_autofree char *plain = cw_random_text (self);
  g_autofree char *name = cw_random_word (self);
  g_autoptr (CwText) text = cw_text_new_plain (plain, -1);
  g_autoptr (GBytes) file = g_bytes_new (plain, strlen (plain));
  g_autoptr (CwDocumentDraft) draft = NULL;
  CwGuid guid;

  cw_turns_find (text);
  draft = cw_document_draft_new (text, file, "interview.txt", cw_random_one_in (self, 2));
  return cw_document_add (change, draft, name, &guid, error);
}

static gboolean
edit_document (CwRandomEdits *self,
               CwChange      *change,
               GError       **error)
{
  g_autofree char *value = cw_random_word (self);
  CwGuid document;

  if (!cw_random_any (self, "documents", &document))
    return TRUE;
  switch (cw_random_upto (self, 8))
    {
    case 0:
      return cw_document_delete (change, &document, cw_random_one_in (self, 2), error);
    case 1:
    case 2:
      return cw_document_rename (change, &document, value, error);
    case 3:
      return cw_document_reorder (change, &document, cw_random_upto (self, 4), error);
    default:
      return cw_document_set_field (change, &document, cw_random_upto (self, CW_DOCUMENT_CONSENT),
                                    value, error);
    }
}

static gboolean
correct (CwRandomEdits *self,
         CwChange      *change,
         GError       **error)
{
  g_autofree char *replacement = cw_random_one_in (self, 3) ? g_strdup ("") : cw_random_word (self);
  CwGuid document;
  guint32 start;
  guint32 end;
  guint revision;

  if (!cw_random_any_range (self, &document, &start, &end))
    return TRUE;
  if (cw_random_one_in (self, 3))
    end = start;
  else
    end = MIN (end, start + 6);
  return cw_document_correct (change, &document, start, end, replacement,
                              cw_random_one_in (self, 2), &revision, error);
}

static gboolean
add_code (CwRandomEdits *self,
          CwChange      *change,
          GError       **error)
{
  g_autofree char *name = cw_random_word (self);
  CwGuid parent;
  CwGuid guid;
  gboolean nested = cw_random_one_in (self, 2) && cw_random_any (self, "codes", &parent);

  return cw_code_add (change, nested ? &parent : NULL, name, NULL, &guid, error);
}

static gboolean
describe_code (CwRandomEdits *self,
               CwChange      *change,
               const CwGuid  *code,
               GError       **error)
{
  g_autofree char *text = cw_random_word (self);
  const char *fields[CW_CODE_N_FIELDS] = { NULL };

  fields[cw_random_upto (self, CW_CODE_N_FIELDS)] = text;
  return cw_code_describe (change, code, fields, error);
}

static gboolean
split_code (CwRandomEdits *self,
            CwChange      *change,
            const CwGuid  *code,
            GError       **error)
{
  g_autofree char *name = cw_random_word (self);
  g_autoptr (GPtrArray) codings = cw_coding_list_code (self->database, code, error);
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (CwGuid));
  CwGuid guid;

  if (codings == NULL)
    return FALSE;
  for (guint i = 0; i < codings->len; i += 2)
    g_array_append_val (chosen, ((CwCoding *) g_ptr_array_index (codings, i))->guid);
  return chosen->len == 0
         || cw_code_split (change, code, name, (const CwGuid *) chosen->data, chosen->len, &guid,
                           error);
}

static gboolean
edit_code (CwRandomEdits *self,
           CwChange      *change,
           GError       **error)
{
  g_autofree char *name = cw_random_word (self);
  CwGuid code;
  CwGuid other;

  if (!cw_random_any (self, "codes", &code) || !cw_random_any (self, "codes", &other))
    return TRUE;
  switch (cw_random_upto (self, 12))
    {
    case 0:
    case 1:
      return cw_code_rename (change, &code, name, error);
    case 2:
    case 3:
      return describe_code (self, change, &code, error);
    case 4:
      return cw_code_recolour (change, &code, cw_random_one_in (self, 2) ? "#336699" : "#cc3300",
                               error);
    case 5:
      return cw_code_move (change, &code, cw_random_one_in (self, 3) ? NULL : &other,
                           cw_random_one_in (self, 2) ? CW_LAST : cw_random_upto (self, 3), error);
    case 6:
    case 7:
      return cw_code_merge (change, &code, &other, error);
    case 8:
      return split_code (self, change, &code, error);
    case 9:
      return cw_code_set_state (change, &code, cw_random_upto (self, 3), error);
    case 10:
      return cw_code_set_codable (change, &code, cw_random_one_in (self, 2), error);
    default:
      return cw_code_delete (change, &code, cw_random_one_in (self, 2), error);
    }
}

static gboolean
edit_code_set (CwRandomEdits *self,
               CwChange      *change,
               GError       **error)
{
  g_autofree char *name = cw_random_word (self);
  CwGuid set;
  CwGuid code;

  if (cw_random_one_in (self, 3) || !cw_random_any (self, "code_sets", &set))
    return cw_code_set_add (change, name, &set, error);
  if (cw_random_one_in (self, 8))
    return cw_code_set_delete (change, &set, TRUE, error);
  if (!cw_random_any (self, "codes", &code))
    return TRUE;
  return cw_random_one_in (self, 3) ? cw_code_set_take_out (change, &set, &code, error)
                                    : cw_code_set_put (change, &set, &code, error);
}

static gboolean
add_coding (CwRandomEdits *self,
            CwChange      *change,
            GError       **error)
{
  guint n = cw_random_one_in (self, 5) ? 10 : 1;

  for (guint i = 0; i < n; i++)
    {
      CwCodingSpec spec = { 0 };
      CwGuid document;
      CwGuid code;
      CwGuid guid;

      if (!cw_random_any_range (self, &document, &spec.start, &spec.end)
          || !cw_random_any (self, "codes", &code))
        return TRUE;
      spec.document = &document;
      spec.code = &code;
      spec.has_weight = cw_random_one_in (self, 3);
      spec.weight = cw_random_upto (self, 100);
      spec.comment = cw_random_one_in (self, 4) ? "see the second turn" : NULL;
      if (!cw_coding_add (change, &spec, &guid, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
edit_coding (CwRandomEdits *self,
             CwChange      *change,
             GError       **error)
{
  double weight = cw_random_upto (self, 100);
  CwGuid coding;
  CwGuid code;
  CwGuid guid;
  CwGuid document;
  guint32 start;
  guint32 end;

  if (!cw_random_any (self, "codings", &coding) || !cw_random_any (self, "codes", &code))
    return TRUE;
  switch (cw_random_upto (self, 6))
    {
    case 0:
      return cw_coding_remove (change, &coding, error);
    case 1:
    case 2:
      return !cw_random_any_range (self, &document, &start, &end)
             || cw_coding_set_range (change, &coding, start, end, &guid, error);
    case 3:
      return cw_coding_recode (change, &coding, &code, &guid, error);
    case 4:
      return cw_coding_set_weight (change, &coding, cw_random_one_in (self, 3) ? NULL : &weight,
                                   error);
    default:
      return cw_coding_set_comment (change, &coding, cw_random_one_in (self, 3) ? "" : "hm", error);
    }
}

static gboolean
edit_passage (CwRandomEdits *self,
              CwChange      *change,
              GError       **error)
{
  CwGuid passage;
  CwGuid document;
  CwGuid guid;
  guint32 start;
  guint32 end;

  if (cw_random_one_in (self, 3) && cw_random_any_range (self, &document, &start, &end))
    return cw_passage_add (change, &document, start, end, NULL, &passage, error)
           && cw_passage_set_quotable (change, &passage, TRUE, error);
  if (!cw_random_any (self, "passages", &passage))
    return TRUE;
  switch (cw_random_upto (self, 4))
    {
    case 0:
      return cw_passage_set_wording (change, &passage, cw_random_one_in (self, 2) ? "" : "as said",
                                     error);
    case 1:
      return !cw_random_any_range (self, &document, &start, &end)
             || cw_passage_set_range (change, &passage, start, end, &guid, error);
    case 2:
      return cw_passage_delete (change, &passage, cw_random_one_in (self, 2), error);
    default:
      return cw_passage_set_quotable (change, &passage, cw_random_one_in (self, 2), error);
    }
}

static gboolean
edit_case (CwRandomEdits *self,
           CwChange      *change,
           GError       **error)
{
  g_autofree char *name = cw_random_word (self);
  CwGuid type;
  CwGuid guid;
  CwGuid parent;
  gboolean nested;

  if (!cw_random_any (self, "case_types", &type))
    return TRUE;
  if (cw_random_one_in (self, 2) || !cw_random_any (self, "cases", &guid))
    {
      nested = cw_random_one_in (self, 3) && cw_random_any (self, "cases", &parent);
      return cw_case_add (change, name, &type, nested ? &parent : NULL, &guid, error);
    }
  switch (cw_random_upto (self, 5))
    {
    case 0:
      return cw_case_rename (change, &guid, name, error);
    case 1:
      return cw_case_move (change, &guid, cw_random_any (self, "cases", &parent) ? &parent : NULL,
                           CW_LAST, error);
    case 2:
      return cw_case_set_type (change, &guid, &type, error);
    case 3:
      return cw_case_set_field (change, &guid, CW_CASE_CONTEXT, name, error);
    default:
      return cw_case_delete (change, &guid, cw_random_one_in (self, 2), error);
    }
}

static gboolean
edit_membership (CwRandomEdits *self,
                 CwChange      *change,
                 GError       **error)
{
  CwGuid case_guid;
  CwGuid document;
  CwGuid guid;
  guint32 start;
  guint32 end;
  guint n;

  if (!cw_random_any (self, "cases", &case_guid)
      || !cw_random_any_range (self, &document, &start, &end))
    return TRUE;
  switch (cw_random_upto (self, 6))
    {
    case 0:
      return cw_membership_assign (change, &case_guid, &document, &guid, error);
    case 1:
      return cw_membership_assign_range (change, &case_guid, &document, start, end, &guid, error);
    case 2:
      return cw_membership_assign_speaker (
        change, &case_guid, "P1", cw_random_one_in (self, 2) ? NULL : &document, &n, error);
    case 3:
      return cw_membership_unassign_speaker (change, &case_guid, "P1", &document, &n, error);
    case 4:
      return cw_membership_unassign_range (change, &case_guid, &document, start, end, &n, error);
    default:
      return cw_membership_unassign (change, &case_guid, &document, &n, error);
    }
}

static gboolean
edit_attribute (CwRandomEdits *self,
                CwChange      *change,
                GError       **error)
{
  static const char *const choices[] = { "state", "federal", "foundation", NULL };
  static const char *const values[] = {
    "12", "2014-05", "yes", "state", "state; federal", "words"
  };
  g_autofree char *name = cw_random_word (self);
  CwAttributeOwner owner = cw_random_one_in (self, 3) ? CW_OWNER_DOCUMENT : CW_OWNER_CASE;
  CwAttributeType type = cw_random_upto (self, CW_ATTRIBUTE_CHOICES + 1);
  g_autoptr (CwAttribute) attribute = NULL;
  CwGuid guid;
  CwGuid thing;

  if (cw_random_one_in (self, 4) || !cw_random_any (self, "attributes", &guid))
    return cw_attribute_define (change, name, owner, type, NULL,
                                type >= CW_ATTRIBUTE_CHOICE ? choices : NULL, &guid, error);
  if (cw_random_one_in (self, 10))
    return cw_attribute_delete (change, &guid, cw_random_one_in (self, 2), error);
  attribute = cw_attribute_load (self->database, &guid, error);
  if (attribute == NULL)
    return FALSE;
  if (!cw_random_any (self, attribute->owner == CW_OWNER_CASE ? "cases" : "documents", &thing))
    return TRUE;
  if (cw_random_one_in (self, 5))
    return cw_attribute_value_clear (change, &guid, &thing, error);
  return cw_attribute_value_set (change, &guid, &thing,
                                 values[cw_random_upto (self, G_N_ELEMENTS (values))], error);
}

static gboolean
edit_memo (CwRandomEdits *self,
           CwChange      *change,
           GError       **error)
{
  static const struct
  {
    CwTieKind kind;
    const char *table;
  } things[] = {
    { CW_TIE_DOCUMENT, "documents" }, { CW_TIE_PASSAGE, "passages" }, { CW_TIE_CODING, "codings" },
    { CW_TIE_CODE, "codes" },         { CW_TIE_CASE, "cases" },       { CW_TIE_MEMO, "memos" },
  };
  guint thing = cw_random_upto (self, G_N_ELEMENTS (things));
  g_autofree char *title = cw_random_word (self);
  CwMemoTexts texts = { .title = title, .body = "What **strikes** me here" };
  CwMemoTie tie = { .kind = things[thing].kind };
  gboolean tied = cw_random_any (self, things[thing].table, &tie.guid);
  CwGuid memo;

  if (cw_random_one_in (self, 2) || !cw_random_any (self, "memos", &memo))
    return cw_memo_add (change, &texts, cw_random_one_in (self, 5), NULL, &tie, tied ? 1 : 0, &memo,
                        error);
  switch (cw_random_upto (self, 4))
    {
    case 0:
      return cw_memo_delete (change, &memo, error);
    case 1:
      return !tied || cw_memo_tie (change, &memo, &tie, error);
    default:
      return cw_memo_edit (change, &memo, &texts, error);
    }
}

static gboolean
edit_reading (CwRandomEdits *self,
              CwChange      *change,
              GError       **error)
{
  CwGuid document;
  CwGuid set;

  if (!cw_random_any (self, "documents", &document))
    return TRUE;
  return cw_reading_set (
    change, &document, cw_change_get_coder (change),
    cw_random_one_in (self, 3) && cw_random_any (self, "code_sets", &set) ? &set : NULL,
    cw_random_upto (self, 3), error);
}

/* Rows of tables that have no functions of their own yet, but are in the way of
 * deleting what they name. */
static gboolean
add_plain_rows (CwRandomEdits *self,
                CwChange      *change,
                GError       **error)
{
  CwValue coder = cw_guid_value (cw_change_get_coder (change));
  CwGuid passage;
  CwGuid code;
  CwGuid document;
  CwGuid case_guid;
  CwGuid finding;
  CwGuid row;

  cw_guid_init_new (&finding);
  cw_guid_init_new (&row);
  if (!cw_random_any (self, "passages", &passage) || !cw_random_any (self, "codes", &code)
      || !cw_random_any (self, "documents", &document)
      || !cw_random_any (self, "cases", &case_guid))
    return TRUE;
  return cw_database_run (self->database,
                          "INSERT INTO findings (guid, position, claim, coder, created) "
                          "VALUES (?1, 0, 'It takes time', ?2, 0)",
                          CW_BIND (cw_guid_value (&finding), coder), error)
         && cw_database_run (
           self->database,
           "INSERT INTO evidence (guid, finding, relation, passage, case_guid, "
           "document, coder, created) VALUES (?1, ?2, 'supports', ?3, ?4, ?5, ?6, 0)",
           CW_BIND (cw_guid_value (&row), cw_guid_value (&finding), cw_guid_value (&passage),
                    cw_guid_value (&case_guid), cw_guid_value (&document), coder),
           error)
         && cw_database_run (
           self->database,
           "INSERT INTO code_examples (guid, code, passage, kind) "
           "VALUES (?1, ?2, ?3, 'typical')",
           CW_BIND (cw_guid_value (&row), cw_guid_value (&code), cw_guid_value (&passage)), error)
         && cw_database_run (self->database,
                             "INSERT INTO events (guid, case_guid, position, label, passage, "
                             "document) VALUES (?1, ?2, 0, 'First meeting', ?3, ?4)",
                             CW_BIND (cw_guid_value (&row), cw_guid_value (&case_guid),
                                      cw_guid_value (&passage), cw_guid_value (&document)),
                             error)
         && cw_database_run (
           self->database, "INSERT INTO quote_uses (guid, passage, place) VALUES (?1, ?2, 'p. 4')",
           CW_BIND (cw_guid_value (&row), cw_guid_value (&passage)), error);
}

static const struct
{
  const char *name;
  EditFunc func;
  guint weight;
} edits[] = {
  { "Add document", add_document, 6 },     { "Edit document", edit_document, 4 },
  { "Correct text", correct, 10 },         { "Add code", add_code, 10 },
  { "Edit code", edit_code, 16 },          { "Edit code set", edit_code_set, 5 },
  { "Add coding", add_coding, 30 },        { "Edit coding", edit_coding, 16 },
  { "Edit passage", edit_passage, 8 },     { "Edit case", edit_case, 8 },
  { "Edit member", edit_membership, 10 },  { "Edit attribute", edit_attribute, 8 },
  { "Edit memo", edit_memo, 8 },           { "Set reading", edit_reading, 4 },
  { "Add other rows", add_plain_rows, 4 }, { "Edit speaker", cw_random_edit_speaker, 16 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (edits) == CW_RANDOM_KINDS);

static gsize
choose (CwRandomEdits *self)
{
  guint total = 0;
  guint at;

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    total += edits[i].weight;
  at = cw_random_upto (self, total);
  for (gsize i = 0;; i++)
    {
      if (at < edits[i].weight)
        return i;
      at -= edits[i].weight;
    }
}

void
cw_random_edits_init (CwRandomEdits *self,
                      guint32        seed)
{
  *self = (CwRandomEdits) { .rand = g_rand_new_with_seed (seed) };
  self->kinds = g_hash_table_new (g_str_hash, g_str_equal);
}

void
cw_random_edits_clear (CwRandomEdits *self)
{
  g_rand_free (self->rand);
  g_hash_table_unref (self->kinds);
}

void
cw_random_edits_use (CwRandomEdits *self,
                     CwProject     *project)
{
  static const char *const names[CW_RANDOM_CODERS] = { "Ada", "Bo", "Chidi" };

  self->project = project;
  self->database = cw_project_get_database (project);
  for (guint i = 0; i < CW_RANDOM_CODERS; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (cw_project_use_coder (project, names[i], &self->coders[i], &error));
      g_assert_no_error (error);
    }
}

/* One edit by one coder; a refusal must have words and leave nothing behind. */
static void
make_kind (CwRandomEdits *self,
           guint          coder,
           gsize          kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwChange) change = cw_change_begin (self->project, &self->coders[coder],
                                                 edits[kind].name, NULL, CW_CHANGE_DEFAULT, &error);

  g_assert_no_error (error);
  if (!edits[kind].func (self, change, &error))
    {
      g_assert_nonnull (error);
      g_assert_cmpuint (strlen (error->message), >, 10);
      self->n_refused++;
      return;
    }
  g_assert_no_error (error);
  g_assert_true (cw_change_commit (change, &error));
  g_assert_no_error (error);
  if (cw_change_get_seq (change) != 0)
    {
      gpointer key = (gpointer) edits[kind].name;
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->kinds, key));

      self->n_made++;
      g_hash_table_insert (self->kinds, key, GUINT_TO_POINTER (n + 1));
    }
}

void
cw_random_edits_make (CwRandomEdits *self,
                      guint          coder)
{
  make_kind (self, coder, choose (self));
}

/* One edit of the kind named, so that others find something to edit. */
void
cw_random_edits_make_named (CwRandomEdits *self,
                            guint          coder,
                            const char    *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    if (g_str_equal (edits[i].name, name))
      make_kind (self, coder, i);
}
