/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-text.h"

#include <string.h>

#define INTERVIEWER "INTERVIEWER"

static void
add_turn (CwBenchText        *self,
          const CwBenchWords *words,
          GRand              *rand,
          const char         *speaker,
          int                 n_sentences)
{
  gboolean question = g_str_equal (speaker, INTERVIEWER);

  g_string_append_printf (self->text, "%s: ", speaker);
  self->length += (guint32) strlen (speaker) + 2;
  for (int i = 0; i < n_sentences; i++)
    {
      CwBenchSentence sentence;

      if (i > 0)
        {
          g_string_append_c (self->text, ' ');
          self->length++;
        }
      sentence.start = self->length;
      self->length += cw_bench_words_sentence (words, rand, question && i == n_sentences - 1,
                                               self->text);
      sentence.end = self->length;
      g_array_append_val (self->sentences, sentence);
    }
  g_string_append_c (self->text, '\n');
  self->length++;
}

/* The @number-th interview of a study, of at least @n_bytes. Every second one is with
 * two people. */
CwBenchText *
cw_bench_text_new (const CwBenchWords *words,
                   guint32             seed,
                   guint               number,
                   guint               n_bytes)
{
  const guint32 key[] = { seed, number, n_bytes };
  g_autoptr (GRand) rand = g_rand_new_with_seed_array (key, G_N_ELEMENTS (key));
  CwBenchText *self = g_new0 (CwBenchText, 1);

  self->text = g_string_sized_new (n_bytes + 1024);
  self->sentences = g_array_new (FALSE, FALSE, sizeof (CwBenchSentence));
  self->speakers[0] = g_strdup_printf ("P%uA", number);
  if (number % 2 == 0)
    self->speakers[1] = g_strdup_printf ("P%uB", number);
  while (self->text->len < n_bytes)
    {
      gboolean second = self->speakers[1] != NULL && g_rand_int_range (rand, 0, 2) == 1;

      add_turn (self, words, rand, INTERVIEWER, g_rand_int_range (rand, 1, 3));
      add_turn (self, words, rand, self->speakers[second],
                g_rand_int_range (rand, 0, 6) == 0 ? 1 : g_rand_int_range (rand, 2, 8));
    }
  return self;
}

void
cw_bench_text_free (CwBenchText *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->sentences);
  for (guint i = 0; i < G_N_ELEMENTS (self->speakers); i++)
    g_free (self->speakers[i]);
  g_free (self);
}
