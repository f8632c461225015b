/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-name-guess.h"

#include <string.h>

/* What may be a name in a text, for somebody to decide. It goes by capital letters and
 * the like alone, so it finds too much here and too little there. */

#define CONTEXT_BYTES 40
#define MOST_WORDS 6       /* of one name */
#define MOST_MAIL_BYTES 64 /* on each side of the "@" */

struct _CwNameGuesses
{
  GHashTable *guesses; /* name to CwNameGuess */
  GHashTable *small;   /* words that were seen with a small letter, folded */
};

/* A word, without the signs around it. */
typedef struct
{
  const char *start;
  const char *end;
  gboolean capital;
  gboolean opens;  /* a sentence begins with it */
  gboolean closed; /* a sign stands between it and the next */
} Word;

static void
guess_free (gpointer data)
{
  CwNameGuess *guess = data;

  g_free (guess->name);
  g_free (guess->context);
  g_free (guess);
}

/**
 * cw_name_guesses_new:
 *
 * Makes an empty collection.
 *
 * Returns: (transfer full): it; free with cw_name_guesses_free()
 */
CwNameGuesses *
cw_name_guesses_new (void)
{
  CwNameGuesses *self = g_new0 (CwNameGuesses, 1);

  self->guesses = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, guess_free);
  self->small = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * cw_name_guesses_free:
 * @self: (nullable) (transfer full): a collection
 *
 * Frees it.
 */
void
cw_name_guesses_free (CwNameGuesses *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->guesses);
  g_hash_table_unref (self->small);
  g_free (self);
}

static char *
cut_context (const CwText *text,
             const char   *start,
             const char   *end)
{
  const char *limit = text->text + text->n_bytes;
  const char *from = start - MIN (start - text->text, CONTEXT_BYTES);
  const char *to = end + MIN (limit - end, CONTEXT_BYTES);
  char *context;

  while (from < start && ((guchar) *from & 0xC0) == 0x80)
    from++;
  while (to > end && to < limit && ((guchar) *to & 0xC0) == 0x80)
    to--;
  context = g_strndup (from, (gsize) (to - from));
  g_strdelimit (context, "\n\t", ' ');
  return g_strstrip (context);
}

static void
note (CwNameGuesses *self,
      const CwText  *text,
      CwNameKind     kind,
      const char    *start,
      const char    *end,
      gboolean       inner)
{
  g_autofree char *name = g_strndup (start, (gsize) (end - start));
  CwNameGuess *guess;

  g_strdelimit (name, "\n\t", ' ');
  guess = g_hash_table_lookup (self->guesses, name);
  if (guess == NULL)
    {
      guess = g_new0 (CwNameGuess, 1);
      guess->kind = kind;
      guess->context = cut_context (text, start, end);
      guess->name = g_steal_pointer (&name);
      g_hash_table_insert (self->guesses, guess->name, guess);
    }
  guess->count++;
  guess->n_inner += inner ? 1 : 0;
  if (kind == CW_NAME_PLACE && guess->kind == CW_NAME_CAPITALISED)
    guess->kind = kind;
}

static gboolean
is_of_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '\'' || c == 0x2019 || c == '-';
}

/* "I", "I'm" and the like. */
static gboolean
is_pronoun (const char *start,
            const char *end)
{
  return *start == 'I' && (end - start == 1 || !g_ascii_isalpha (start[1]));
}

/* The next word from @cursor on, within a paragraph. */
static gboolean
next_word (const char **cursor,
           const char  *limit,
           gboolean    *opens,
           Word        *out_word)
{
  const char *p = *cursor;

  for (; p < limit && !g_unichar_isalnum (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    if (strchr (".!?:\n\"([", *p) != NULL || *p == '-')
      *opens = TRUE;
  if (p >= limit)
    return FALSE;
  out_word->start = p;
  out_word->capital = g_unichar_isupper (g_utf8_get_char (p));
  out_word->opens = *opens;
  while (p < limit && is_of_word (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  out_word->end = p;
  /* The "'s" of whose it is. */
  if (p - out_word->start > 2 && p[-1] == 's' && p[-2] == '\'')
    out_word->end = p - 2;
  else if (p - out_word->start > 4 && p[-1] == 's' && strncmp (p - 4, "\xE2\x80\x99", 3) == 0)
    out_word->end = p - 4;
  /* "Dr." and initials go on. */
  out_word->closed = p >= limit || out_word->end != p
                     || (*p != ' '
                         && !(*p == '.' && out_word->capital && p - out_word->start <= 3));
  if (p < limit && *p == '.' && !out_word->closed)
    p++;
  if (is_pronoun (out_word->start, out_word->end))
    out_word->capital = FALSE;
  *opens = FALSE;
  *cursor = p;
  return TRUE;
}

static gboolean
is_one_of (const Word        *word,
           const char *const *list)
{
  gsize n = (gsize) (word->end - word->start);

  for (; *list != NULL; list++)
    if (strlen (*list) == n && g_ascii_strncasecmp (word->start, *list, n) == 0)
      return TRUE;
  return FALSE;
}

static void
note_small (CwNameGuesses *self,
            const Word    *word)
{
  g_hash_table_add (self->small, g_utf8_casefold (word->start, (gssize) (word->end - word->start)));
}

/* Capitalised words in a row, with the small words that names have among them. */
static void
scan_words (CwNameGuesses *self,
            const CwText  *text)
{
  static const char *const before_places[] = { "in", "at", "near", "from", "to",  "en",
                                               "à",  "em", "nach", "aus",  "bei", NULL };
  static const char *const within_names[] = { "of",    "de", "da",  "do",  "dos", "du",  "del",
                                              "della", "di", "van", "von", "der", "den", "la",
                                              "bin",   "al", "y",   "e",   NULL };
  const char *cursor = text->text;
  const char *limit = text->text + text->n_bytes;
  gboolean opens = TRUE;
  Word before = { NULL };
  Word word;

  while (next_word (&cursor, limit, &opens, &word))
    {
      const char *start = word.start;
      const char *end = word.end;
      Word last = word;
      gboolean place;

      if (!word.capital)
        {
          note_small (self, &word);
          before = word;
          continue;
        }
      place = before.start != NULL && !before.closed && is_one_of (&before, before_places);
      for (guint n = 1; !last.closed && n < MOST_WORDS; n++)
        {
          const char *ahead = cursor;
          gboolean ahead_opens = FALSE;
          Word next, after;

          if (!next_word (&ahead, limit, &ahead_opens, &next) || next.opens)
            break;
          while (!next.capital && !next.closed && is_one_of (&next, within_names)
                 && next_word (&ahead, limit, &ahead_opens, &after) && !after.opens)
            next = after;
          if (!next.capital)
            break;
          last = next;
          end = next.end;
          cursor = ahead;
        }
      note (self, text, place ? CW_NAME_PLACE : CW_NAME_CAPITALISED, start, end,
            !word.opens || end != word.end);
      before = last;
    }
}

static gboolean
is_of_mail (char c)
{
  return g_ascii_isalnum (c) || strchr (".-_+", c) != NULL;
}

static void
scan_mails (CwNameGuesses *self,
            const CwText  *text)
{
  const char *limit = text->text + text->n_bytes;

  for (const char *at = strchr (text->text, '@'); at != NULL; at = strchr (at + 1, '@'))
    {
      const char *start = at;
      const char *end = at + 1;

      while (start > text->text && at - start < MOST_MAIL_BYTES && start[-1] != '\0'
             && is_of_mail (start[-1]))
        start--;
      while (end < limit && end - at < MOST_MAIL_BYTES && is_of_mail (*end))
        end++;
      while (end > at + 1 && !g_ascii_isalnum (end[-1]))
        end--;
      if (start < at && memchr (at, '.', (gsize) (end - at)) != NULL)
        note (self, text, CW_NAME_EMAIL, start, end, TRUE);
    }
}

/* Seven to fifteen digits with blanks, points, hyphens and brackets among them. */
static void
scan_phones (CwNameGuesses *self,
             const CwText  *text)
{
  const char *limit = text->text + text->n_bytes;

  for (const char *p = text->text; p < limit; p++)
    {
      const char *start = p;
      const char *end = p;
      guint n_digits = 0;

      if (!g_ascii_isdigit (*p) && *p != '+')
        continue;
      for (; p < limit && (g_ascii_isdigit (*p) || strchr ("+ -.()/", *p) != NULL); p++)
        if (g_ascii_isdigit (*p))
          {
            n_digits++;
            end = p + 1;
          }
      if (n_digits >= 7 && n_digits <= 15 && *end != ':'
          && (start == text->text || (start[-1] != ':' && !g_ascii_isalnum (start[-1]))))
        note (self, text, CW_NAME_PHONE, start, end, TRUE);
    }
}

/**
 * cw_name_guesses_add:
 * @self: a collection
 * @text: a text as a reader made it
 *
 * Looks through a text for what may be names.
 */
void
cw_name_guesses_add (CwNameGuesses *self,
                     const CwText  *text)
{
  g_return_if_fail (self != NULL && text != NULL);

  for (guint i = 0; i < text->turns->len; i++)
    {
      const CwTurn *turn = &g_array_index (text->turns, CwTurn, i);
      const char *label = g_ptr_array_index (text->speakers, turn->speaker);
      CwNameGuess *guess = g_hash_table_lookup (self->guesses, label);

      if (guess == NULL)
        {
          guess = g_new0 (CwNameGuess, 1);
          guess->name = g_strdup (label);
          guess->context = g_strdup ("");
          g_hash_table_insert (self->guesses, guess->name, guess);
        }
      guess->kind = CW_NAME_SPEAKER;
      guess->count++;
      guess->n_inner++;
    }
  scan_words (self, text);
  scan_mails (self, text);
  scan_phones (self, text);
}

/* A word that only begins sentences, and is written small elsewhere, is none. */
static gboolean
is_likely (const CwNameGuesses *self,
           const CwNameGuess   *guess)
{
  g_autofree char *folded = NULL;

  if (guess->kind != CW_NAME_CAPITALISED || guess->n_inner > 0)
    return TRUE;
  if (guess->count < 2)
    return FALSE;
  folded = g_utf8_casefold (guess->name, -1);
  return !g_hash_table_contains (self->small, folded);
}

static int
compare_guesses (gconstpointer a,
                 gconstpointer b)
{
  const CwNameGuess *first = *(const CwNameGuess *const *) a;
  const CwNameGuess *second = *(const CwNameGuess *const *) b;

  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;
  return strcmp (first->name, second->name);
}

/**
 * cw_name_guesses_list:
 * @self: a collection
 *
 * Lists what is likely to be a name, the most frequent first.
 *
 * Returns: (transfer container) (element-type CwNameGuess): the names, which the
 *   collection owns
 */
GPtrArray *
cw_name_guesses_list (CwNameGuesses *self)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer guess;

  g_return_val_if_fail (self != NULL, list);

  g_hash_table_iter_init (&iter, self->guesses);
  while (g_hash_table_iter_next (&iter, NULL, &guess))
    if (is_likely (self, guess))
      g_ptr_array_add (list, guess);
  g_ptr_array_sort (list, compare_guesses);
  return list;
}

/**
 * cw_name_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): its name, for files and the command line
 */
const char *
cw_name_kind_to_string (CwNameKind kind)
{
  static const char *const names[] = { "speaker", "name", "place", "email", "phone" };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (names), NULL);
  return names[kind];
}
