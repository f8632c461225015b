/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a document: it is read or refused, and what is read holds
 * together. A file to be read can be a seed as it is. */

#include "cw-fuzz-text.h"
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
    cw_fuzz_check_text (text);
  return 0;
}
