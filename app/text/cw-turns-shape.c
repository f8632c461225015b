/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns-private.h"

#define MAX_LABEL_WORDS 5

/* What one word of a label is like. */
typedef struct
{
  guint n_upper;
  guint n_lower;
  guint n_caseless;
  guint n_digits;
  gboolean capital;
  gboolean is_role;
  gboolean is_person;
  gboolean is_never;
  gboolean is_break;
  gboolean is_particle;
} Word;

/* What all of them are like. */
typedef struct
{
  guint n_words;
  guint n_small;
  guint n_roles;
  guint n_particles;
  gboolean all_upper;
  gboolean all_capital;
  gboolean caseless;
  gboolean numbered;
  gboolean begins_break;
  gboolean begins_never;
  gboolean ends_never;
  gboolean begins_person;
} Words;

static Word
look_at_word (const char *word,
              gsize       n_bytes)
{
  g_autofree char *folded = g_utf8_casefold (word, (gssize) n_bytes);
  Word look = { 0 };

  for (const char *p = word; p < word + n_bytes; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isupper (c) || g_unichar_istitle (c))
        {
          look.n_upper++;
          if (look.n_upper + look.n_lower == 1)
            look.capital = TRUE;
        }
      else if (g_unichar_islower (c))
        look.n_lower++;
      else if (g_unichar_isdigit (c))
        look.n_digits++;
      else if (g_unichar_isalpha (c))
        look.n_caseless++;
    }

  look.is_role = cw_turn_word_is (CW_TURN_WORDS_ROLE, folded);
  look.is_person = cw_turn_word_is (CW_TURN_WORDS_PERSON, folded);
  look.is_break = cw_turn_word_is (CW_TURN_WORDS_BREAK, folded);
  look.is_particle = cw_turn_word_is (CW_TURN_WORDS_PARTICLE, folded);
  /* "RE" and "PS" may be somebody's initials. */
  look.is_never = cw_turn_word_is (CW_TURN_WORDS_NEVER, folded)
                  && !(n_bytes <= 2 && look.n_upper > 0 && look.n_lower == 0);
  return look;
}

static void
add_word (Words      *words,
          const Word *word)
{
  if (words->n_words++ == 0)
    {
      words->begins_break = word->is_break;
      words->begins_never = word->is_never;
      words->begins_person = word->is_person;
    }
  words->n_roles += word->is_role;
  words->ends_never = word->is_never;
  words->caseless |= word->n_caseless > 0;
  words->numbered |= word->n_digits > 0;
  words->all_upper &= word->n_lower == 0 && word->n_caseless == 0;
  if (word->n_lower > 0 && !word->capital && !word->is_role)
    {
      gboolean particle = words->n_words > 1 && word->is_particle;

      words->n_particles += particle;
      words->n_small += !particle;
      words->all_capital &= particle;
    }
}

static CwLabelShape
judge_words (const Words *words)
{
  if (words->n_words == 0)
    return CW_LABEL_WEAK;
  if (words->n_roles > 0 && words->n_words <= 4)
    {
      if (words->n_words > 1 && words->ends_never)
        return CW_LABEL_NEVER;
      if (words->n_small == 0 || words->numbered)
        return CW_LABEL_ROLE;
    }
  if (words->begins_break && words->n_words <= 2)
    return CW_LABEL_BREAK;
  if (words->begins_never)
    return CW_LABEL_NEVER;
  if (words->begins_person && words->n_words <= 3 && words->n_small == 0)
    return CW_LABEL_STRONG;
  if (words->caseless)
    return words->n_words <= 3 ? CW_LABEL_PLAIN : CW_LABEL_WEAK;
  if (words->all_upper)
    return CW_LABEL_STRONG;
  if (words->all_capital)
    {
      /* "Maria2" is one word, "Group 2" a word and a number. */
      if (words->n_words == 1 && !words->numbered)
        return CW_LABEL_WORD;
      return words->n_words == 2 && words->numbered ? CW_LABEL_WORD : CW_LABEL_NAME;
    }
  return words->n_words == 1 || (words->n_words == 2 && words->numbered) ? CW_LABEL_PLAIN
                                                                         : CW_LABEL_WEAK;
}

/* Judges a label by its words; what stands in brackets at its end is left out. */
CwLabelShape
cw_label_get_shape (const char *label,
                    gsize       n_bytes)
{
  const char *end = label + cw_label_base_length (label, n_bytes);
  Words words = { .all_upper = TRUE, .all_capital = TRUE };

  for (const char *p = label; p < end;)
    {
      const char *word;
      Word look;

      while (p < end && *p == ' ')
        p++;
      word = p;
      while (p < end && *p != ' ')
        p++;
      if (word == p)
        break;
      if (*word == '(' || *word == '[')
        return CW_LABEL_WEAK;
      /* A comma belongs to "Doe, Jane". */
      look = look_at_word (word, (gsize) (p - word) - (p[-1] == ','));
      if (words.n_words - words.n_particles == MAX_LABEL_WORDS)
        return CW_LABEL_WEAK;
      add_word (&words, &look);
    }
  return judge_words (&words);
}
