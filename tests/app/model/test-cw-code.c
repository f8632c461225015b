/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-model.h"

#include "cw-setup.h"

static char *
paths (CwTestModel *self)
{
  g_autoptr (GPtrArray) codes = cw_code_list (self->database, CW_CODE_LIST_DEFAULT, &self->error);
  g_autoptr (GString) list = g_string_new (NULL);

  g_assert_no_error (self->error);
  for (guint i = 0; i < codes->len; i++)
    {
      const CwCode *code = g_ptr_array_index (codes, i);

      g_string_append_printf (list, "%s%s", i > 0 ? " " : "", code->path);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
assert_paths (CwTestModel *self,
              const char  *expected)
{
  g_autofree char *list = paths (self);

  g_assert_cmpstr (list, ==, expected);
}

static void
test_add (CwTestModel  *self,
          gconstpointer unused)
{
  CwGuid deep = cw_test_model_add_code (self, "A/B/C");
  CwGuid other;
  g_autoptr (CwCode) code = NULL;
  gboolean found;

  cw_test_model_add_code (self, "Z");
  other = cw_test_model_add_code (self, "A/D");
  assert_paths (self, "A A/B A/B/C A/D Z");
  code = cw_code_load (self->database, &deep, &self->error);
  g_assert_cmpstr (code->path, ==, "A/B/C");
  g_assert_cmpuint (code->depth, ==, 2);
  g_assert_cmpuint (code->revision, ==, 1);
  g_assert_true (code->codable);
  g_assert_cmpint (code->state, ==, CW_CODE_ACTIVE);
  g_assert_true (cw_code_find_path (self->database, "a/d", &found, &deep, &self->error));
  g_assert_true (found);
  g_assert_true (cw_guid_equal (&deep, &other));
  g_assert_true (cw_code_find_path (self->database, "a/x", &found, &deep, &self->error));
  g_assert_false (found);
  cw_test_model_refused (self, cw_code_add_path (self->change, "Q/R", FALSE, NULL, &self->error),
                         CW_ERROR_NOT_FOUND, "there is no code “Q”");
  cw_test_model_refused (self, cw_code_add_path (self->change, "A//R", TRUE, NULL, &self->error),
                         CW_ERROR_INVALID, "needs a name");
}

static void
test_names (CwTestModel  *self,
            gconstpointer unused)
{
  CwGuid trust = cw_test_model_add_code (self, "A/Trust");
  CwGuid slash;
  g_autoptr (CwCode) code = NULL;
  g_autofree char *long_name = g_strnfill (2000, 'x');

  cw_test_model_refused (self, cw_code_add_path (self->change, "a/TRUST", TRUE, NULL, &self->error),
                         CW_ERROR_INVALID, "already a code “Trust”");
  cw_test_model_add_code (self, "B/Trust");
  cw_test_model_do_nothing (self, cw_code_rename (self->change, &trust, "Trust", &self->error));
  cw_test_model_do (self, cw_code_rename (self->change, &trust, "TRUST", &self->error));
  cw_test_model_refused (self, cw_code_rename (self->change, &trust, "  ", &self->error),
                         CW_ERROR_INVALID, "needs a name");
  cw_test_model_refused (self, cw_code_rename (self->change, &trust, "a\nb", &self->error),
                         CW_ERROR_INVALID, "line end");
  cw_test_model_refused (self, cw_code_rename (self->change, &trust, long_name, &self->error),
                         CW_ERROR_INVALID, "2000 bytes long");
  cw_test_model_refused (self, cw_code_rename (self->change, &trust, "\xff", &self->error),
                         CW_ERROR_INVALID, "UTF-8");
  slash = cw_test_model_add_code (self, "In\\/out");
  code = cw_code_load (self->database, &slash, &self->error);
  g_assert_cmpstr (code->name, ==, "In/out");
  g_assert_cmpstr (code->path, ==, "In\\/out");
  g_assert_cmpuint (code->depth, ==, 0);
}

static void
test_describe (CwTestModel  *self,
               gconstpointer unused)
{
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  CwGuid document = cw_test_model_add_document (self, "One", "Some words to code.");
  CwGuid before = cw_test_model_code (self, &document, 0, 4, &trust, NULL);
  CwGuid after;
  const char
    *fields[CW_CODE_N_FIELDS] = { [CW_CODE_BRIEF] = "Relying", [CW_CODE_DEFINITION] = "D" };
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (CwCoding) old = NULL;
  g_autoptr (CwCoding) new = NULL;
  const CwCodeRevision *last;

  cw_test_model_do (self, cw_code_describe (self->change, &trust, fields, &self->error));
  cw_test_model_do_nothing (self, cw_code_describe (self->change, &trust, fields, &self->error));
  cw_test_model_do (self, cw_code_rename (self->change, &trust, "Confidence", &self->error));
  after = cw_test_model_code (self, &document, 5, 9, &trust, NULL);
  revisions = cw_code_list_revisions (self->database, &trust, &self->error);
  g_assert_cmpuint (revisions->len, ==, 3);
  last = g_ptr_array_index (revisions, 2);
  g_assert_cmpuint (last->number, ==, 3);
  g_assert_cmpstr (last->name, ==, "Confidence");
  g_assert_cmpstr (last->fields[CW_CODE_BRIEF], ==, "Relying");
  g_assert_cmpstr (last->reason, ==, "because");
  old = cw_coding_load (self->database, &before, &self->error);
  new = cw_coding_load (self->database, &after, &self->error);
  g_assert_cmpuint (old->revision, ==, 1);
  g_assert_cmpuint (new->revision, ==, 3);
}

static void
test_colour_and_state (CwTestModel  *self,
                       gconstpointer unused)
{
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  g_autoptr (CwCode) code = NULL;

  cw_test_model_do (self, cw_code_recolour (self->change, &trust, "#2A7FB8", &self->error));
  cw_test_model_do_nothing (self, cw_code_recolour (self->change, &trust, "#2a7fb8", &self->error));
  cw_test_model_refused (self, cw_code_recolour (self->change, &trust, "blue", &self->error),
                         CW_ERROR_INVALID, "#rrggbb");
  cw_test_model_do (self,
                    cw_code_set_state (self->change, &trust, CW_CODE_PROVISIONAL, &self->error));
  code = cw_code_load (self->database, &trust, &self->error);
  g_assert_cmpint (code->state, ==, CW_CODE_PROVISIONAL);
  g_assert_cmpstr (code->colour, ==, "#2a7fb8");
}

static void
test_move (CwTestModel  *self,
           gconstpointer unused)
{
  CwGuid c = cw_test_model_add_code (self, "A/B/C");
  CwGuid z = cw_test_model_add_code (self, "Z");
  CwGuid a;
  gboolean found;

  g_assert_true (cw_code_find_path (self->database, "A", &found, &a, &self->error));
  cw_test_model_refused (self, cw_code_move (self->change, &a, &c, CW_LAST, &self->error),
                         CW_ERROR_INVALID, "A: the code cannot be put under itself");
  cw_test_model_refused (self, cw_code_move (self->change, &a, &a, CW_LAST, &self->error),
                         CW_ERROR_INVALID, "under itself");
  cw_test_model_do (self, cw_code_move (self->change, &z, NULL, 0, &self->error));
  assert_paths (self, "Z A A/B A/B/C");
  cw_test_model_do_nothing (self, cw_code_move (self->change, &z, NULL, 0, &self->error));
  cw_test_model_do (self, cw_code_move (self->change, &c, NULL, 1, &self->error));
  assert_paths (self, "Z C A A/B");
  cw_test_model_do (self, cw_code_move (self->change, &a, &c, CW_LAST, &self->error));
  assert_paths (self, "Z C C/A C/A/B");
  cw_test_model_add_code (self, "Z/B");
  g_assert_true (cw_code_find_path (self->database, "C/A/B", &found, &a, &self->error));
  cw_test_model_refused (self, cw_code_move (self->change, &a, &z, CW_LAST, &self->error),
                         CW_ERROR_INVALID, "already a code “B”");
}

static void
test_too_deep (CwTestModel  *self,
               gconstpointer unused)
{
  g_autoptr (GString) path = g_string_new ("x");

  for (guint i = 1; i < 100; i++)
    g_string_append (path, "/x");
  cw_test_model_add_code (self, path->str);
  g_string_append (path, "/x");
  cw_test_model_refused (self,
                         cw_code_add_path (self->change, path->str, FALSE, NULL, &self->error),
                         CW_ERROR_INVALID, "100 levels deep");
}

static void
test_counts (CwTestModel  *self,
             gconstpointer unused)
{
  CwGuid trust = cw_test_model_add_code (self, "A/Trust");
  CwGuid one = cw_test_model_add_document (self, "One", "Some words to code.");
  CwGuid two = cw_test_model_add_document (self, "Two", "More words to code.");
  g_autoptr (GPtrArray) codes = NULL;
  const CwCode *code;

  cw_test_model_code (self, &one, 0, 4, &trust, NULL);
  cw_test_model_code (self, &one, 0, 4, &trust, &self->ben);
  cw_test_model_code (self, &two, 5, 9, &trust, NULL);
  codes = cw_code_list (self->database, CW_CODE_LIST_COUNTS, &self->error);
  code = g_ptr_array_index (codes, 0);
  g_assert_cmpint (code->n_codings, ==, 0);
  code = g_ptr_array_index (codes, 1);
  g_assert_cmpint (code->n_codings, ==, 3);
  g_assert_cmpint (code->n_documents, ==, 2);
}

static void
test_delete (CwTestModel  *self,
             gconstpointer unused)
{
  CwGuid time = cw_test_model_add_code (self, "A/Time");
  CwGuid trust = cw_test_model_add_code (self, "Trust");
  CwGuid document = cw_test_model_add_document (self, "One", "Some words to code.");
  CwGuid a;
  gboolean found;
  g_autoptr (CwDependents) dependents = NULL;
  g_autofree char *words = NULL;

  cw_test_model_code (self, &document, 0, 4, &time, NULL);
  cw_test_model_code (self, &document, 5, 9, &time, NULL);
  cw_test_model_code (self, &document, 5, 9, &trust, NULL);
  g_assert_true (cw_code_find_path (self->database, "A", &found, &a, &self->error));
  dependents = cw_code_count_dependents (self->database, &a, &self->error);
  words = cw_dependents_to_string (dependents);
  g_assert_cmpstr (words, ==, "1 sub-code, 2 codings, 2 versions of definitions");
  cw_test_model_refused (self, cw_code_delete (self->change, &a, FALSE, &self->error),
                         CW_ERROR_WOULD_LOSE, "1 sub-code, 2 codings");
  cw_test_model_do (self, cw_code_delete (self->change, &a, TRUE, &self->error));
  assert_paths (self, "Trust");
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM passages"), ==, 1);
  cw_test_model_refused (self, cw_code_delete (self->change, &a, TRUE, &self->error),
                         CW_ERROR_NOT_FOUND, "there is no code");
  a = cw_test_model_add_code (self, "Unused");
  cw_test_model_do (self, cw_code_delete (self->change, &a, FALSE, &self->error));
}

static void
test_starter (CwTestModel  *self,
              gconstpointer unused)
{
  g_autoptr (GPtrArray) codes = NULL;
  guint n_codable = 0;
  guint deepest = 0;

  cw_test_model_do (self, cw_model_setup (self->change, CW_SETUP_STARTER_CODEBOOK, &self->error));
  codes = cw_code_list (self->database, CW_CODE_LIST_DEFAULT, &self->error);
  for (guint i = 0; i < codes->len; i++)
    {
      const CwCode *code = g_ptr_array_index (codes, i);

      n_codable += code->codable;
      deepest = MAX (deepest, code->depth);
      g_assert_cmpstr (code->fields[CW_CODE_BRIEF], !=, "");
      g_assert_cmpstr (code->fields[CW_CODE_DEFINITION], !=, "");
      g_assert_cmpstr (code->fields[CW_CODE_ATTRIBUTION], !=, "");
      if (code->codable)
        g_assert_cmpstr (code->fields[CW_CODE_WHEN_TO_USE], !=, "");
    }
  g_assert_cmpuint (n_codable, >=, 12);
  g_assert_cmpuint (deepest, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  CW_TEST_MODEL ("/model/code/add", test_add);
  CW_TEST_MODEL ("/model/code/names", test_names);
  CW_TEST_MODEL ("/model/code/describe", test_describe);
  CW_TEST_MODEL ("/model/code/colour-and-state", test_colour_and_state);
  CW_TEST_MODEL ("/model/code/move", test_move);
  CW_TEST_MODEL ("/model/code/too-deep", test_too_deep);
  CW_TEST_MODEL ("/model/code/counts", test_counts);
  CW_TEST_MODEL ("/model/code/delete", test_delete);
  CW_TEST_MODEL ("/model/code/starter", test_starter);
  return g_test_run ();
}
