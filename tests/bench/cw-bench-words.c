/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-words.h"

#include <math.h>
#include <string.h>

#define N_RARE 3000

typedef struct
{
  char *word;
  char *capitalised;
  guint n_bytes;
  guint n_characters;
} Word;

struct _CwBenchWords
{
  GArray *words;      /* of Word, the most frequent first */
  GArray *cumulative; /* of double: how often a word or one before it comes */
};

static const char frequent[] =
  "the and to of we a in that it was with for they but not so I you there this on at when had "
  "have is are be our their what who which if then because some more about from up out down all "
  "one two only very just really people also after before while again still where over into than "
  "could would did do has been by or as an no your";

static const char ordinary[] =
  "school work parents room pupils lesson project question change group support plan house "
  "office village neighbours meeting evening morning paper table choice money result partner "
  "letter staff manager weeks months problem reason answer story river bridge market garden "
  "teacher doctor nurse visit clinic shift trust ward patient record form rule habit advice "
  "mistake success effort doubt pride worry hope fear anger calm patience courage silence noise "
  "language accent border journey ticket station harbour boat weather winter summer harvest seed "
  "soil tool machine screen signal number model drawing colour voice song dance game team "
  "coach match prize budget grant invoice contract lawyer judge council mayor vote party "
  "newspaper radio rumour secret promise apology quarrel friend brother sister mother father "
  "daughter son cousin uncle aunt grandmother wedding funeral birthday kitchen bread salt coffee "
  "tea window door roof wall key road bicycle bus train luggage map hotel guest host gift debt "
  "loan rent wage strike union factory workshop carpenter baker tailor farmer fisherman driver "
  "asked told wanted tried started stopped learned taught showed found lost kept gave took came "
  "went left stayed waited walked talked listened wrote read built broke mended sold bought paid "
  "early late slow quick small large old new quiet loud hard easy plain strange common rare warm "
  "cold open closed honest careful tired ready certain possible different together alone today "
  "yesterday tomorrow always never often seldom perhaps almost enough";

static const char *const onsets[] = { "b", "br", "d", "dr", "f", "fl", "g",  "gr", "k",  "kl",
                                      "l", "m",  "n", "p",  "r", "s",  "st", "t",  "tr", "v" };
static const char *const vowels[] = { "a", "e", "i", "o", "u", "ai", "ou", "é", "ø", "ü" };
static const char *const codas[] = { "", "", "", "l", "n", "r", "s", "m", "nd", "st" };

#define PICK(rand, list) ((list)[g_rand_int_range ((rand), 0, G_N_ELEMENTS (list))])

static void
add_word (CwBenchWords *self,
          const char   *text)
{
  const char *rest = g_utf8_next_char (text);
  g_autofree char *first = g_utf8_strup (text, rest - text);
  Word word = { .word = g_strdup (text),
                .capitalised = g_strconcat (first, rest, NULL),
                .n_bytes = (guint) strlen (text),
                .n_characters = (guint) g_utf8_strlen (text, -1) };

  g_array_append_val (self->words, word);
}

static void
add_list (CwBenchWords *self,
          const char   *list)
{
  g_auto (GStrv) words = g_strsplit (list, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    add_word (self, words[i]);
}

static void
add_rare (CwBenchWords *self,
          GRand        *rand)
{
  g_autoptr (GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  while (g_hash_table_size (made) < N_RARE)
    {
      g_autoptr (GString) word = g_string_new (NULL);
      int n_syllables = g_rand_int_range (rand, 2, 4);

      for (int i = 0; i < n_syllables; i++)
        {
          g_string_append (word, PICK (rand, onsets));
          g_string_append (word, PICK (rand, vowels));
        }
      g_string_append (word, PICK (rand, codas));
      if (!g_hash_table_contains (made, word->str))
        {
          add_word (self, word->str);
          g_hash_table_add (made, g_strdup (word->str));
        }
    }
}

static void
clear_word (gpointer data)
{
  Word *word = data;

  g_free (word->word);
  g_free (word->capitalised);
}

CwBenchWords *
cw_bench_words_new (guint32 seed)
{
  CwBenchWords *self = g_new0 (CwBenchWords, 1);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  double sum = 0;

  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (self->words, clear_word);
  add_list (self, frequent);
  add_list (self, ordinary);
  add_rare (self, rand);
  self->cumulative = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < self->words->len; i++)
    {
      sum += 1.0 / (i + 3.0);
      g_array_append_val (self->cumulative, sum);
    }
  return self;
}

void
cw_bench_words_free (CwBenchWords *self)
{
  g_array_unref (self->words);
  g_array_unref (self->cumulative);
  g_free (self);
}

static const Word *
pick_word (const CwBenchWords *self,
           GRand              *rand)
{
  guint from = 0;
  guint to = self->cumulative->len - 1;
  double wanted = g_rand_double (rand) * g_array_index (self->cumulative, double, to);

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (g_array_index (self->cumulative, double, middle) < wanted)
        from = middle + 1;
      else
        to = middle;
    }
  return &g_array_index (self->words, Word, from);
}

/* Appends a sentence, without a blank around it; returns its length in characters. */
guint
cw_bench_words_sentence (const CwBenchWords *self,
                         GRand              *rand,
                         gboolean            question,
                         GString            *out)
{
  static const char *const ends[] = { ".", ".", ".", ".", ".", ".", "!", "…" };
  int n_words = 4 + g_rand_int_range (rand, 0, 8) + g_rand_int_range (rand, 0, 8)
                + g_rand_int_range (rand, 0, 8);
  int comma = n_words > 11 && g_rand_int_range (rand, 0, 2) ? n_words / 2 : -1;
  int planted = g_rand_int_range (rand, 0, 250) == 0 ? n_words / 2 : -1;
  guint n_characters = 0;

  for (int i = 0; i < n_words; i++)
    {
      const Word *word = pick_word (self, rand);

      if (i > 0)
        g_string_append_c (out, ' ');
      g_string_append_len (out, i == 0 ? word->capitalised : word->word, -1);
      n_characters += word->n_characters + (i > 0);
      if (i == planted)
        {
          g_string_append (out, " " CW_BENCH_PLANTED);
          n_characters += 1 + strlen (CW_BENCH_PLANTED);
        }
      if (i == comma)
        {
          g_string_append_c (out, ',');
          n_characters++;
        }
    }
  g_string_append (out, question ? "?" : PICK (rand, ends));
  return n_characters + 1;
}
