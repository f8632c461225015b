/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a document: it is read or refused, and what is read holds
 * together. A file to be read can be a seed as it is. */

#include "cw-reader.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const char *
name_for (const guint8 *data,
          gsize         size)
{
  if (size >= 2 && memcmp (data, "PK", 2) == 0)
    return "fuzz.docx";
  return size % 2 == 0 ? "fuzz.txt" : "fuzz.md";
}

static void
check_text (const CwText *text)
{
  g_assert_true (g_utf8_validate (text->text, (gssize) text->n_bytes, NULL));
  g_assert_cmpint (text->length, ==, g_utf8_strlen (text->text, (gssize) text->n_bytes));

  for (guint i = 0; i < text->spans->len; i++)
    {
      const CwSpan *span = &g_array_index (text->spans, CwSpan, i);

      g_assert_cmpuint (span->start, <=, span->end);
      g_assert_cmpuint (span->end, <=, text->length);
    }

  for (guint i = 0; i < text->turns->len; i++)
    {
      const CwTurn *turn = &g_array_index (text->turns, CwTurn, i);

      g_assert_cmpuint (turn->start, <=, turn->text_start);
      g_assert_cmpuint (turn->text_start, <=, turn->end);
      g_assert_cmpuint (turn->end, <=, text->length);
      g_assert_cmpuint (turn->speaker, <, text->speakers->len);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = NULL;

  text = cw_reader_read (bytes, name_for (data, size), NULL, NULL, &error);
  g_assert_true ((text == NULL) == (error != NULL));
  if (text != NULL)
    check_text (text);
  return 0;
}
