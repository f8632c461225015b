/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the child that reads PDFs says, which a hostile file may have taken over:
 * any answer is refused or laid out. */

#include "cw-pdf-layout.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = cw_pdf_answer_parse ((const char *) data, size, &error);
  g_autoptr (CwText) text = NULL;

  g_assert_true ((pages == NULL) == (error != NULL));
  if (pages == NULL)
    return 0;
  text = cw_pdf_layout (pages, NULL, &error);
  g_assert_true ((text == NULL) == (error != NULL));
  return 0;
}
