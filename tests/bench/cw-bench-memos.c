/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-make-private.h"

#include "cw-memo.h"

static char *
invent_body (const CwBenchWords *words,
             GRand              *rand)
{
  GString *body = g_string_new (NULL);
  int n_sentences = g_rand_int_range (rand, 1, 6);

  for (int i = 0; i < n_sentences; i++)
    {
      if (i > 0)
        g_string_append_c (body, ' ');
      cw_bench_words_sentence (words, rand, FALSE, body);
    }
  return g_string_free (body, FALSE);
}

/* Of ten memos six are tied to codings, one each to a document, a case and a code; the
 * tenth is an entry of a journal. */
static gboolean
add_memo (CwBenchMaking *making,
          CwChange      *change,
          guint          number,
          const char    *body,
          CwStatement   *codings,
          GError       **error)
{
  g_autofree char *title = g_strdup_printf ("Memo %u", number);
  const CwBenchDocument *document = g_ptr_array_index (making->documents,
                                                       number % making->documents->len);
  CwMemoTexts texts = { .title = title, .body = body };
  CwMemoTie tie = { 0 };

  switch (number % 10)
    {
    case 6:
      tie = (CwMemoTie) { CW_TIE_DOCUMENT, document->guid };
      break;
    case 7:
      tie = (CwMemoTie) { CW_TIE_CASE, making->cases[number / 10 % CW_BENCH_N_CASES] };
      break;
    case 8:
      tie = (CwMemoTie) { CW_TIE_CODE, making->codes[number / 10 % CW_BENCH_N_CODES] };
      break;
    case 9:
      texts.journal_date = "2024-03-01";
      return cw_memo_add (change, &texts, FALSE, NULL, NULL, 0, NULL, error);
    default:
      tie.kind = CW_TIE_CODING;
      if (!cw_statement_next (codings, error))
        return FALSE;
      cw_statement_guid (codings, 0, &tie.guid);
    }
  return cw_memo_add (change, &texts, FALSE, NULL, &tie, 1, NULL, error);
}

gboolean
cw_bench_make_memos (CwBenchMaking *making,
                     GError       **error)
{
  g_autoptr (CwBenchWords) words = cw_bench_words_new (making->study->seed);
  g_autoptr (GRand) rand = g_rand_new_with_seed (making->study->seed + 1);
  g_autoptr (CwChange) change = cw_change_begin (making->project, &making->coders[0], "Write memos",
                                                 NULL, CW_CHANGE_BULK, error);
  /* From everywhere in the study, and the same ones for the same seed. */
  g_autoptr (CwStatement) codings =
    change == NULL
      ? NULL
      : cw_database_query (cw_change_get_database (change),
                           "SELECT guid FROM codings ORDER BY created / 1000000 % 7919, created",
                           NULL, error);

  if (codings == NULL)
    return FALSE;
  for (guint i = 0; i < making->study->size->n_memos; i++)
    {
      g_autofree char *body = invent_body (words, rand);

      if (!add_memo (making, change, i, body, codings, error))
        return FALSE;
    }
  g_clear_pointer (&codings, cw_statement_free);
  return cw_change_commit (change, error);
}
