/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-text.h"

G_BEGIN_DECLS

/* What holds of every text that a reader makes. */
static inline void
cw_fuzz_check_text (const CwText *text)
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

  for (guint i = 0; i < text->pages->len; i++)
    {
      const CwPage *page = &g_array_index (text->pages, CwPage, i);

      g_assert_cmpuint (page->start, <=, page->end);
      g_assert_cmpuint (page->end, <=, text->length);
    }
}

G_END_DECLS
