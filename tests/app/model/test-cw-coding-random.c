/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-model.h"

#include "cw-test-rounds.h"

#define LENGTH 60
#define N_CODES 2
#define N_CODERS 2

/* Who coded which character with what: the plain reference. A coding is a run; two
 * that only touch are kept apart by the first characters of each. */
typedef struct
{
  gboolean coded[LENGTH];
  gboolean starts[LENGTH];
} Line;

static void
paint (Line   *line,
       guint32 start,
       guint32 end)
{
  guint32 from = start;
  guint32 to = end;

  /* To the ends of the runs that it overlaps. */
  while (from > 0 && line->coded[start] && !line->starts[from])
    from--;
  while (to < LENGTH && line->coded[end - 1] && line->coded[to] && !line->starts[to])
    to++;
  for (guint32 i = from; i < to; i++)
    {
      line->coded[i] = TRUE;
      line->starts[i] = i == from;
    }
}

static char *
line_to_string (const Line *line)
{
  GString *string = g_string_new (NULL);

  for (guint32 i = 0; i < LENGTH; i++)
    {
      guint32 end = i + 1;

      if (!line->coded[i] || !line->starts[i])
        continue;
      while (end < LENGTH && line->coded[end] && !line->starts[end])
        end++;
      g_string_append_printf (string, "%s%u:%u", string->len > 0 ? " " : "", i, end);
    }
  return g_string_free (string, FALSE);
}

static void
test_random (CwTestModel  *self,
             gconstpointer unused)
{
  guint rounds = cw_test_rounds (40, 2000);
  g_autofree char *text = g_strnfill (LENGTH, 'x');
  CwGuid codes[N_CODES];
  CwGuid coders[N_CODERS] = { self->ada, self->ben };

  codes[0] = cw_test_model_add_code (self, "A");
  codes[1] = cw_test_model_add_code (self, "B");
  for (guint round = 0; round < rounds; round++)
    {
      g_autofree char *name = g_strdup_printf ("Document %u", round);
      g_autoptr (CwText) parsed = cw_text_new_plain (text, -1);
      g_autoptr (CwDocumentDraft) draft = cw_document_draft_new (parsed, NULL, NULL, FALSE);
      g_autoptr (CwChange) change = cw_change_begin (self->project.project, &self->ada, name, NULL,
                                                     CW_CHANGE_BULK, &self->error);
      Line lines[N_CODES][N_CODERS] = { 0 };
      CwGuid document;

      g_assert_true (cw_document_add (change, draft, name, &document, &self->error));
      for (guint step = 0; step < 25; step++)
        {
          guint code = (guint) g_test_rand_int_range (0, N_CODES);
          guint coder = (guint) g_test_rand_int_range (0, N_CODERS);
          guint32 start = (guint32) g_test_rand_int_range (0, LENGTH);
          guint32 length = (guint32) g_test_rand_int_range (1, 12);
          guint32 end = MIN (LENGTH, start + length);
          const CwCodingSpec spec = {
            .document = &document,
            .start = start,
            .end = end,
            .code = &codes[code],
            .coder = &coders[coder],
          };
          g_autofree char *expected = NULL;
          g_autofree char *found = NULL;
          g_autoptr (CwCoding) coding = NULL;
          CwGuid guid;

          cw_coding_add (change, &spec, &guid, &self->error);
          g_assert_no_error (self->error);
          coding = cw_coding_load (self->database, &guid, &self->error);
          g_assert_cmpuint (coding->start, <=, start);
          g_assert_cmpuint (coding->end, >=, end);
          paint (&lines[code][coder], start, end);
          expected = line_to_string (&lines[code][coder]);
          found = cw_test_model_ranges (self, &document, &codes[code], &coders[coder]);
          g_assert_cmpstr (found, ==, expected);
        }
      g_assert_true (cw_change_commit (change, &self->error));
      g_assert_no_error (self->error);
    }
  /* No passage without a coding, and none twice. */
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM passages WHERE guid NOT IN "
                                              "(SELECT passage FROM codings)"),
                   ==, 0);
  g_assert_cmpint (cw_test_model_count (self, "SELECT count(*) FROM (SELECT 1 FROM passages GROUP "
                                              "BY document, coder, start, end "
                                              "HAVING count(*) > 1)"),
                   ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  CW_TEST_MODEL ("/model/coding/random", test_random);
  return g_test_run ();
}
