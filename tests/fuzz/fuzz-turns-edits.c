/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a project file keeps as strings: speaker turns, edits, structure. Any
 * string is refused, or read and written back as it was. */

#include "cw-edits.h"
#include "cw-text-json.h"
#include "cw-turns.h"

#include <string.h>

#define LENGTH 1000

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
try_turns (const char *string)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) turns = cw_turns_from_string (string, LENGTH, 5, &error);
  g_autofree char *again = NULL;

  g_assert_true ((turns == NULL) == (error != NULL));
  if (turns == NULL)
    return;

  again = cw_turns_to_string (turns);
  g_assert_cmpstr (again, ==, string);
}

static void
try_edits (const char *string)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwEdits) edits = cw_edits_parse (string, LENGTH, &error);
  g_autoptr (CwEdits) inverse = NULL;
  g_autoptr (CwEdits) both = NULL;
  guint32 new_length;

  g_assert_true ((edits == NULL) == (error != NULL));
  if (edits == NULL)
    return;

  new_length = cw_edits_new_length (edits, LENGTH);
  inverse = cw_edits_invert (edits);
  g_assert_cmpuint (cw_edits_new_length (inverse, new_length), ==, LENGTH);
  both = cw_edits_compose (edits, inverse);
  g_assert_cmpuint (cw_edits_new_length (both, LENGTH), ==, LENGTH);

  for (guint32 i = 0; i <= LENGTH; i += 50)
    {
      guint32 start = i;
      guint32 end = MIN (i + 70, LENGTH);

      cw_edits_map_range (edits, &start, &end);
      g_assert_cmpuint (start, <=, end);
      g_assert_cmpuint (end, <=, new_length);
    }
}

static void
try_structure (const char *string)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = cw_text_new_plain ("A: one\nB: two\nA: three\n", -1);
  g_autofree char *json = NULL;

  if (!cw_text_structure_from_json (text, string, &error))
    {
      g_assert_nonnull (error);
      return;
    }
  json = cw_text_structure_to_json (text);
  g_assert_nonnull (json);
}

static void
try_text (const char *string)
{
  g_autoptr (CwText) text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) turns = NULL;
  g_autofree char *written = NULL;

  if (!g_utf8_validate (string, -1, NULL))
    return;
  text = cw_text_new_plain (string, -1);
  cw_turns_find (text);
  written = cw_turns_to_string (text->turns);
  turns = cw_turns_from_string (written, text->length, text->speakers->len, &error);
  g_assert_no_error (error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *string = g_strndup ((const char *) data, size);

  try_turns (string);
  try_edits (string);
  try_structure (string);
  try_text (string);
  return 0;
}
