/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-edits.h"
#include "cw-error.h"
#include "cw-test-rounds.h"
#include "cw-utf8.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

static void
test_rules (void)
{
  static const struct
  {
    const char *edits;
    guint32 start, end;
    CwEditOutcome outcome;
    guint32 new_start, new_end;
  } cases[] = {
    { "", 3, 7, CW_EDIT_KEPT, 3, 7 },
    { "3 3 2\n", 3, 7, CW_EDIT_KEPT, 5, 9 },      /* insertion at the start */
    { "7 7 2\n", 3, 7, CW_EDIT_KEPT, 3, 7 },      /* at the end */
    { "5 5 2\n", 3, 7, CW_EDIT_KEPT, 3, 9 },      /* within */
    { "0 1 0\n", 3, 7, CW_EDIT_KEPT, 2, 6 },      /* before */
    { "8 9 5\n", 3, 7, CW_EDIT_KEPT, 3, 7 },      /* after */
    { "1 3 5\n", 3, 7, CW_EDIT_KEPT, 6, 10 },     /* replaced up to the start */
    { "7 9 5\n", 3, 7, CW_EDIT_KEPT, 3, 7 },      /* replaced from the end */
    { "4 6 5\n", 3, 7, CW_EDIT_KEPT, 3, 10 },     /* stretched */
    { "4 6 0\n", 3, 7, CW_EDIT_KEPT, 3, 5 },      /* shrunk */
    { "3 5 1\n", 3, 7, CW_EDIT_KEPT, 3, 6 },      /* at its beginning */
    { "5 7 1\n", 3, 7, CW_EDIT_KEPT, 3, 6 },      /* at its end */
    { "3 7 1\n", 3, 7, CW_EDIT_KEPT, 3, 4 },      /* exactly it */
    { "3 7 0\n", 3, 7, CW_EDIT_SWALLOWED, 3, 3 }, /* deleted */
    { "2 7 9\n", 3, 7, CW_EDIT_SWALLOWED, 2, 2 }, /* in a larger one */
    { "3 8 9\n", 3, 7, CW_EDIT_SWALLOWED, 3, 3 },
    { "1 5 1\n", 3, 7, CW_EDIT_CUT, 2, 4 },        /* begins inside */
    { "5 9 1\n", 3, 7, CW_EDIT_CUT, 3, 5 },        /* ends inside */
    { "1 4 1\n6 9 1\n", 3, 7, CW_EDIT_CUT, 2, 4 }, /* both */
    { "0 0 4\n4 5 1\n", 3, 7, CW_EDIT_KEPT, 7, 11 },
    { "5 5 2\n", 5, 5, CW_EDIT_KEPT, 7, 7 }, /* a point */
    { "4 6 2\n", 5, 5, CW_EDIT_SWALLOWED, 4, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwEdits) edits = cw_edits_parse (cases[i].edits, 10, &error);
      guint32 start = cases[i].start;
      guint32 end = cases[i].end;

      g_assert_no_error (error);
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (cw_edits_map_range (edits, &start, &end), ==, cases[i].outcome);
      g_assert_cmpuint (start, ==, cases[i].new_start);
      g_assert_cmpuint (end, ==, cases[i].new_end);
    }
}

static void
test_parse (void)
{
  static const char *const wrong[] = {
    "1",
    "1 2",
    "1 2 3",
    "1 2 3 \n",
    " 1 2 3\n",
    "3 2 1\n",
    "1 2 -3\n",
    "1 99 3\n",
    "01 2 3\n",
    "1 2 3\r\n",
    "4 5 1\n1 2 1\n",
    "1 2 3\n2 3 1\n",
    "1 1 0\n",
    "1 2 99999999999\n",
    "a b c\n",
    "1 2 3\n\n",
    "1 3 1\n2 4 1\n",
    "5 5 4294967295\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwEdits) edits = cw_edits_parse (wrong[i], 10, &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
      g_assert_null (edits);
    }
}

static void
test_trimming (void)
{
  static const struct
  {
    const char *text;
    guint32 start, end;
    const char *replacement;
    const char *edits;
    const char *inserted;
  } cases[] = {
    { "one two three", 4, 7, "two", "", "" },
    { "one two three", 4, 7, "tWo", "5 6 1\n", "W" },
    { "one two three", 4, 7, "twofold", "7 7 4\n", "fold" },
    { "one two three", 4, 8, "", "4 8 0\n", "" },
    { "aaaa", 0, 4, "aa", "2 4 0\n", "" },
    { "Müller", 0, 6, "Möller", "1 2 1\n", "ö" },
    { "xe\u0301y", 1, 3, "e\u0300", "1 3 2\n", "e\u0300" }, /* one cluster */
    { "xey", 1, 2, "e\u0301", "1 2 2\n", "e\u0301" },
    { "xe\u0301y", 2, 3, "", "2 3 0\n", "" },
    { "👨\u200D👩", 0, 3, "👨\u200D👧", "0 3 3\n", "👨\u200D👧" },
    { "a\nb", 1, 2, "\n\n", "2 2 1\n", "\n" },
    { "", 0, 0, "new", "0 0 3\n", "new" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *inserted = NULL;
      g_autofree char *string = NULL;
      g_autoptr (CwEdits) edits = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      edits = cw_edits_new_replacement (cases[i].text, strlen (cases[i].text), cases[i].start,
                                        cases[i].end, cases[i].replacement, &inserted, &error);
      g_assert_no_error (error);
      string = cw_edits_to_string (edits);
      g_assert_cmpstr (string, ==, cases[i].edits);
      g_assert_cmpstr (inserted, ==, cases[i].inserted);
    }
}

static void
test_errors (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwEdits) edits = cw_edits_new ();

  g_assert_null (cw_edits_new_replacement ("abc", 3, 2, 4, "x", NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_null (cw_edits_new_replacement ("abc", 3, 0, 1, "\xFF", NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_USAGE);
  g_clear_error (&error);

  g_assert_true (cw_edits_append (edits, 2, 4, 1, &error));
  g_assert_false (cw_edits_append (edits, 3, 5, 1, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_null (cw_edits_apply (edits, "abc", 3, "x", &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (cw_edits_apply (edits, "abcdef", 6, "xy", &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
}

/* --- Random corrections against a slow reference -------------------------- */

static GString *
random_text (GRand *rand,
             guint  max)
{
  static const gunichar chars[] = {
    'a',   'b',   ' ',   '\n',   0xE9,    'e',    0x301,   0x416,   0x5D0,  0x5B0,
    0x627, 0x915, 0x93F, 0x4E00, 0x1F468, 0x200D, 0x1F469, 0x1F1E6, 0xFE0F,
  };
  GString *text = g_string_new (NULL);
  guint length = (guint) g_rand_int_range (rand, 0, (gint) max + 1);

  for (guint i = 0; i < length; i++)
    g_string_append_unichar (text, chars[g_rand_int_range (rand, 0, G_N_ELEMENTS (chars))]);
  return text;
}

static CwEdits *
random_edits (GRand  *rand,
              guint32 length)
{
  CwEdits *edits = cw_edits_new ();
  guint32 at = 0;

  for (;;)
    {
      guint32 start = at + (guint32) g_rand_int_range (rand, 0, 8);
      guint32 end = start + (guint32) g_rand_int_range (rand, 0, 5);

      if (end > length)
        return edits;
      g_assert_true (
        cw_edits_append (edits, start, end, (guint32) g_rand_int_range (rand, 0, 5), NULL));
      at = end + (guint32) g_rand_int_range (rand, 0, 3);
    }
}

/* What the new text is made of: an old character's position, or -1 - edit. */
static GArray *
trace (const CwEdits *edits,
       guint32        length)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint32 at = 0;

  for (guint i = 0; i <= cw_edits_get_n_edits (edits); i++)
    {
      const CwEdit *edit = i < cw_edits_get_n_edits (edits) ? cw_edits_get_edit (edits, i) : NULL;
      guint32 to = edit != NULL ? edit->start : length;

      for (gint64 old = at; old < to; old++)
        g_array_append_val (items, old);
      for (guint32 j = 0; edit != NULL && j < edit->length; j++)
        {
          gint64 inserted = -1 - (gint64) i;

          g_array_append_val (items, inserted);
        }
      at = edit != NULL ? edit->end : length;
    }
  return items;
}

static CwEditOutcome
map_slowly (const CwEdits *edits,
            const GArray  *items,
            guint32        start,
            guint32        end,
            guint32       *new_start,
            guint32       *new_end)
{
  CwEditOutcome outcome = CW_EDIT_KEPT;
  gboolean any = FALSE;

  for (guint32 i = 0; i < items->len; i++)
    {
      gint64 item = g_array_index (items, gint64, i);
      gboolean ours = item >= start && item < end;

      if (item < 0)
        {
          const CwEdit *edit = cw_edits_get_edit (edits, (guint) (-1 - item));

          ours = edit->start == edit->end ? edit->start > start && edit->start < end
                                          : edit->start >= start && edit->end <= end;
        }
      if (!ours)
        continue;
      if (!any)
        *new_start = i;
      *new_end = i + 1;
      any = TRUE;
    }
  if (!any)
    return CW_EDIT_SWALLOWED;

  for (guint i = 0; i < cw_edits_get_n_edits (edits); i++)
    {
      const CwEdit *edit = cw_edits_get_edit (edits, i);
      gboolean meets = edit->start < end && edit->end > start && edit->start < edit->end;

      if (meets && (edit->start < start || edit->end > end))
        outcome = CW_EDIT_CUT;
    }
  return outcome;
}

static void
check_ranges (GRand         *rand,
              const CwEdits *edits,
              guint32        length)
{
  g_autoptr (GArray) items = trace (edits, length);

  g_assert_cmpuint (cw_edits_new_length (edits, length), ==, items->len);
  for (int i = 0; i < 20 && length > 0; i++)
    {
      guint32 start = (guint32) g_rand_int_range (rand, 0, (gint) length);
      guint32 end = start + 1 + (guint32) g_rand_int_range (rand, 0, (gint) (length - start));
      guint32 new_start = start;
      guint32 new_end = end;
      guint32 slow_start = 0;
      guint32 slow_end = 0;
      CwEditOutcome slow = map_slowly (edits, items, start, end, &slow_start, &slow_end);

      g_assert_cmpint (cw_edits_map_range (edits, &new_start, &new_end), ==, slow);
      if (slow == CW_EDIT_SWALLOWED)
        {
          g_assert_cmpuint (new_start, ==, new_end);
          g_assert_cmpuint (new_end, <=, items->len);
          continue;
        }
      g_assert_cmpuint (new_start, ==, slow_start);
      g_assert_cmpuint (new_end, ==, slow_end);
    }
}

static void
test_random_lists (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint round = cw_test_rounds (2000, 20000); round > 0; round--)
    {
      guint32 length = (guint32) g_rand_int_range (rand, 0, 60);
      g_autoptr (CwEdits) edits = random_edits (rand, length);
      g_autoptr (CwEdits) inverse = cw_edits_invert (edits);
      g_autoptr (CwEdits) again = cw_edits_invert (inverse);
      guint32 middle = cw_edits_new_length (edits, length);
      g_autoptr (CwEdits) second = random_edits (rand, middle);
      g_autoptr (CwEdits) both = cw_edits_compose (edits, second);
      g_autofree char *string = cw_edits_to_string (edits);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwEdits) parsed = cw_edits_parse (string, length, &error);
      g_autoptr (GArray) first_items = trace (edits, length);
      g_autoptr (GArray) second_items = trace (second, middle);
      g_autoptr (GArray) both_items = trace (both, length);

      g_assert_no_error (error);
      g_assert_true (cw_edits_equal (edits, parsed));
      g_assert_true (cw_edits_equal (edits, again));
      g_assert_cmpuint (cw_edits_new_length (inverse, middle), ==, length);
      check_ranges (rand, edits, length);
      check_ranges (rand, both, length);

      /* What survives both is where the composed list has it; the rest is new. */
      g_assert_cmpuint (both_items->len, ==, second_items->len);
      for (guint i = 0; i < both_items->len; i++)
        {
          gint64 item = g_array_index (second_items, gint64, i);

          if (item >= 0)
            item = g_array_index (first_items, gint64, item);
          if (g_array_index (both_items, gint64, i) >= 0)
            g_assert_cmpint (g_array_index (both_items, gint64, i), ==, item);
        }
    }
}

static gboolean
splits_cluster (const char *text,
                guint32     position)
{
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  UBreakIterator *icu = ubrk_open (UBRK_CHARACTER, "", NULL, 0, &status);
  gboolean boundary;

  utext_openUTF8 (&utext, text, -1, &status);
  ubrk_setUText (icu, &utext, &status);
  boundary = ubrk_isBoundary (icu, (int32_t) (g_utf8_offset_to_pointer (text, position) - text));
  ubrk_close (icu);
  utext_close (&utext);
  return !boundary;
}

static void
check_clusters (const CwEdits *edits,
                const char    *old,
                const char    *new,
                guint32        start,
                guint32        end,
                guint32        n_replacement)
{
  const CwEdit *edit;

  if (cw_edits_get_n_edits (edits) == 0)
    return;
  edit = cw_edits_get_edit (edits, 0);
  g_assert_cmpuint (edit->start, >=, start);
  g_assert_cmpuint (edit->end, <=, end);

  /* Only what was asked for may split a cluster, not what was trimmed. */
  if (edit->start > start)
    {
      g_assert_false (splits_cluster (old, edit->start));
      g_assert_false (splits_cluster (new, edit->start));
    }
  if (edit->end < end)
    {
      g_assert_false (splits_cluster (old, edit->end));
      g_assert_false (splits_cluster (new, start + n_replacement - (end - edit->end)));
    }
}

static void
test_random_corrections (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);

  g_test_summary ("Random corrections of texts in many scripts, with ranges around them");

  for (guint round = cw_test_rounds (2000, 20000); round > 0; round--)
    {
      g_autoptr (GString) text = random_text (rand, 60);
      g_autoptr (GString) replacement = random_text (rand, 8);
      guint32 length = (guint32) cw_utf8_length (text->str, text->len);
      guint32 start = (guint32) g_rand_int_range (rand, 0, (gint) length + 1);
      guint32 end = start
                    + (guint32) g_rand_int_range (rand, 0, (gint) MIN (12, length - start) + 1);
      const char *from = g_utf8_offset_to_pointer (text->str, start);
      const char *to = g_utf8_offset_to_pointer (text->str, end);
      g_autoptr (GString) expected = g_string_new_len (text->str, from - text->str);
      g_autoptr (GError) error = NULL;
      g_autofree char *inserted = NULL;
      g_autofree char *new = NULL;
      g_autoptr (CwEdits) edits = NULL;

      /* Often something that differs little. */
      if (g_rand_boolean (rand))
        {
          g_string_prepend_len (replacement, from, to - from);
          if (g_rand_boolean (rand))
            g_string_append_len (replacement, from, to - from);
        }
      g_string_append (expected, replacement->str);
      g_string_append (expected, to);

      edits = cw_edits_new_replacement (text->str, text->len, start, end, replacement->str,
                                        &inserted, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (cw_edits_get_n_edits (edits), <=, 1);
      new = cw_edits_apply (edits, text->str, text->len, inserted, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (new, ==, expected->str);
      check_clusters (edits, text->str, new, start, end,
                      (guint32) g_utf8_strlen (replacement->str, -1));
      check_ranges (rand, edits, length);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/edits/rules", test_rules);
  g_test_add_func ("/text/edits/parse", test_parse);
  g_test_add_func ("/text/edits/trimming", test_trimming);
  g_test_add_func ("/text/edits/errors", test_errors);
  g_test_add_func ("/text/edits/random-lists", test_random_lists);
  g_test_add_func ("/text/edits/random-corrections", test_random_corrections);
  return g_test_run ();
}
