/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-words.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

/* ICU's breaker gives some 20 MB a second, which is too slow to count words on
 * the fly. So the rules of UAX #29 as ICU has them are applied here for what
 * most scripts need, by the class that ICU itself gives each character, and
 * stretches with anything else in them (kana, Han, Thai, emoji: what needs a
 * dictionary or more rules) are handed to ICU. Two facts make that exact: white
 * space always ends a word, and from a boundary on ICU looks forward only. The
 * tests compare the two over random text. */

#define N_KNOWN 0x2100

typedef enum
{
  CLASS_UNKNOWN, /* not asked yet */
  CLASS_OTHER,   /* belongs to no word */
  CLASS_SPACE,   /* ASCII white space: always a boundary */
  CLASS_ICU,     /* for ICU to decide */
  CLASS_EXTEND,  /* belongs to the character before: Extend, Format, ZWJ */
  CLASS_MID_LETTER,
  CLASS_MID_NUM,
  CLASS_MID_NUM_LET,
  CLASS_SINGLE_QUOTE,
  CLASS_DOUBLE_QUOTE,
  CLASS_LETTER,      /* from here on: what words are made of */
  CLASS_LETTER_MARK, /* counts as a letter for the rules, but is none */
  CLASS_HEBREW,
  CLASS_NUMERIC,
  CLASS_EXTEND_NUM_LET,
} Class;

struct _CwWordBreaker
{
  UBreakIterator *icu; /* NULL until first needed */
  guint8 classes[N_KNOWN];
};

/* Where in the text we are, and what is to be done with what is found. */
typedef struct
{
  CwWordBreaker *breaker;
  const guint8 *text;
  gsize n_bytes;
  guint32 n_words;
  gsize byte; /* "position" is the code point that begins here */
  guint32 position;
  CwRangeFunc func; /* NULL: only count */
  gpointer user_data;
} Walk;

static UBreakIterator *
get_icu (CwWordBreaker *self)
{
  if (self->icu == NULL)
    {
      UErrorCode status = U_ZERO_ERROR;

      self->icu = ubrk_open (UBRK_WORD, "", NULL, 0, &status);
      if (U_FAILURE (status))
        g_error ("ICU has no word breaker: %s", u_errorName (status));
    }
  return self->icu;
}

/* Some versions of ICU take the colon out of the letters' middle, and some count
 * the @ among the letters, whatever the characters' property says. */
static gboolean
joins_letters (CwWordBreaker *self,
               gunichar       character)
{
  UChar string[3] = { 'a', (UChar) character, 'b' };
  UErrorCode status = U_ZERO_ERROR;

  ubrk_setText (get_icu (self), string, 3, &status);
  return U_SUCCESS (status) && ubrk_first (self->icu) == 0 && ubrk_next (self->icu) == 3;
}

static Class
classify (CwWordBreaker *self,
          gunichar       character)
{
  UChar32 c = (UChar32) character;

  if (c == ' ' || c == '\n' || c == '\t' || c == '\r')
    return CLASS_SPACE;
  if (c == '@')
    return joins_letters (self, character) ? CLASS_LETTER_MARK : CLASS_OTHER;
  if (u_hasBinaryProperty (c, UCHAR_EXTENDED_PICTOGRAPHIC)
      || u_getIntPropertyValue (c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT)
    return CLASS_ICU;

  switch ((UWordBreakValues) u_getIntPropertyValue (c, UCHAR_WORD_BREAK))
    {
    case U_WB_ALETTER:
      return u_isalnum (c) ? CLASS_LETTER : CLASS_LETTER_MARK;
    case U_WB_HEBREW_LETTER:
      return CLASS_HEBREW;
    case U_WB_NUMERIC:
      return u_isalnum (c) ? CLASS_NUMERIC : CLASS_ICU;
    case U_WB_EXTENDNUMLET:
      return CLASS_EXTEND_NUM_LET;
    case U_WB_EXTEND:
    case U_WB_FORMAT:
    case U_WB_ZWJ:
      return u_isalnum (c) ? CLASS_ICU : CLASS_EXTEND;
    case U_WB_MIDLETTER:
      return joins_letters (self, character) ? CLASS_MID_LETTER : CLASS_OTHER;
    case U_WB_MIDNUM:
      return CLASS_MID_NUM;
    case U_WB_MIDNUMLET:
      return CLASS_MID_NUM_LET;
    case U_WB_SINGLE_QUOTE:
      return CLASS_SINGLE_QUOTE;
    case U_WB_DOUBLE_QUOTE:
      return CLASS_DOUBLE_QUOTE;
    case U_WB_OTHER:
    case U_WB_WSEGSPACE:
    case U_WB_CR:
    case U_WB_LF:
    case U_WB_NEWLINE:
      /* Some of these are words all the same, letters of ICU's own rules. */
      return u_isalnum (c) ? CLASS_ICU : CLASS_OTHER;
    default:
      return CLASS_ICU;
    }
}

static G_NO_INLINE Class
learn_class (CwWordBreaker *self,
             gunichar       character)
{
  if (character >= N_KNOWN)
    return CLASS_ICU;

  self->classes[character] = (guint8) classify (self, character);
  return self->classes[character];
}

/* The class of the character at a byte, and where the next one begins. */
static inline Class
class_at (const Walk *walk,
          gsize       byte,
          gsize      *out_next)
{
  guint8 first = walk->text[byte];
  gunichar character;
  Class class;

  if (G_LIKELY (first < 0x80))
    {
      character = first;
      *out_next = byte + 1;
    }
  else if (first < 0xE0)
    {
      character = ((gunichar) (first & 0x1F) << 6) | (walk->text[byte + 1] & 0x3F);
      *out_next = byte + 2;
    }
  else if (first < 0xF0)
    {
      character = ((gunichar) (first & 0x0F) << 12)
                  | ((gunichar) (walk->text[byte + 1] & 0x3F) << 6) | (walk->text[byte + 2] & 0x3F);
      *out_next = byte + 3;
      if (character >= N_KNOWN)
        return CLASS_ICU;
    }
  else
    {
      *out_next = byte + 4;
      return CLASS_ICU;
    }

  class = walk->breaker->classes[character];
  return G_LIKELY (class != CLASS_UNKNOWN) ? class : learn_class (walk->breaker, character);
}

static inline guint32
count_starts (const guint8 *bytes,
              gsize         n_bytes)
{
  guint32 count = 0;

  for (gsize i = 0; i < n_bytes; i++)
    count += (bytes[i] & 0xC0) != 0x80;
  return count;
}

static inline void
found_word (Walk *walk,
            gsize start,
            gsize end)
{
  guint32 from;

  walk->n_words++;
  if (walk->func == NULL)
    return;

  from = walk->position + count_starts (walk->text + walk->byte, start - walk->byte);
  walk->byte = end;
  walk->position = from + count_starts (walk->text + start, end - start);
  walk->func (from, walk->position, walk->user_data);
}

static gboolean
has_letter_or_digit (const guint8 *text,
                     gsize         start,
                     gsize         end)
{
  const char *p = (const char *) text + start;

  for (; p < (const char *) text + end; p = g_utf8_next_char (p))
    if (u_isalnum ((UChar32) g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* From a boundary to the next white space, by ICU. */
static G_NO_INLINE gsize
walk_by_icu (Walk *walk,
             gsize start)
{
  UBreakIterator *icu = get_icu (walk->breaker);
  UText utext = UTEXT_INITIALIZER;
  UErrorCode status = U_ZERO_ERROR;
  gsize end = start;
  int32_t from;

  /* ICU counts bytes in 31 bits; a stretch without white space is shorter. */
  while (end < walk->n_bytes && end - start < G_MAXINT32 / 2
         && !(walk->text[end] <= ' ' && g_ascii_isspace (walk->text[end])))
    end++;

  utext_openUTF8 (&utext, (const char *) walk->text + start, (int64_t) (end - start), &status);
  ubrk_setUText (icu, &utext, &status);
  if (U_FAILURE (status))
    g_error ("ICU cannot break text: %s", u_errorName (status));

  from = ubrk_first (icu);
  for (int32_t to = ubrk_next (icu); to != UBRK_DONE; from = to, to = ubrk_next (icu))
    if (has_letter_or_digit (walk->text, start + (gsize) from, start + (gsize) to))
      found_word (walk, start + (gsize) from, start + (gsize) to);

  utext_close (&utext);
  return end;
}

/* Whether what stands between keeps a word together: [letter]'[letter],
 * [digit],[digit]. Sets out_icu if only ICU can say. */
static gboolean
middle_joins (const Walk *walk,
              Class       before,
              Class       middle,
              gsize       next,
              gboolean   *out_icu)
{
  Class after = CLASS_OTHER;

  while (next < walk->n_bytes)
    {
      after = class_at (walk, next, &next);
      if (after != CLASS_EXTEND)
        break;
      after = CLASS_OTHER;
    }

  /* Hebrew has rules of its own for both quotes. */
  *out_icu = after == CLASS_ICU
             || (before == CLASS_HEBREW
                 && (middle == CLASS_SINGLE_QUOTE || middle == CLASS_DOUBLE_QUOTE));
  if (middle == CLASS_DOUBLE_QUOTE)
    return FALSE;
  if (before == CLASS_NUMERIC)
    return middle != CLASS_MID_LETTER && after == CLASS_NUMERIC;
  if (before == CLASS_EXTEND_NUM_LET)
    return FALSE;
  return middle != CLASS_MID_NUM && after >= CLASS_LETTER && after <= CLASS_HEBREW;
}

/* From the first character of a word to the boundary after it. */
static inline gsize
walk_word (Walk *walk,
           gsize start,
           Class class,
           gsize next)
{
  gboolean is_word = FALSE;
  Class last = class;
  gsize end = start;

  for (;;)
    {
      gboolean icu = FALSE;

      if (G_LIKELY (class >= CLASS_LETTER))
        {
          is_word |= class != CLASS_EXTEND_NUM_LET && class != CLASS_LETTER_MARK;
          last = class;
        }
      else if (class >= CLASS_MID_LETTER)
        {
          gboolean joins = middle_joins (walk, last, class, next, &icu);

          if (icu)
            return walk_by_icu (walk, start);
          if (!joins)
            break;
        }
      else if (class == CLASS_ICU)
        return walk_by_icu (walk, start);
      else if (class != CLASS_EXTEND)
        break;

      end = next;
      if (end >= walk->n_bytes)
        break;
      class = class_at (walk, end, &next);
    }

  if (is_word)
    found_word (walk, start, end);
  return end;
}

static void
walk_text (Walk *walk)
{
  gsize at = 0;

  while (at < walk->n_bytes)
    {
      gsize next;
      Class class = class_at (walk, at, &next);

      if (class >= CLASS_LETTER)
        at = walk_word (walk, at, class, next);
      else if (class == CLASS_ICU)
        at = walk_by_icu (walk, at);
      else
        at = next;
    }
}

/**
 * cw_word_breaker_new:
 *
 * Makes a breaker. It learns about characters as it meets them, and so is worth
 * keeping for several texts. It must be used by one thread at a time.
 *
 * Returns: (transfer full): the breaker; free with cw_word_breaker_free()
 */
CwWordBreaker *
cw_word_breaker_new (void)
{
  return g_new0 (CwWordBreaker, 1);
}

/**
 * cw_word_breaker_free:
 * @self: (nullable) (transfer full): a breaker
 *
 * Frees the breaker.
 */
void
cw_word_breaker_free (CwWordBreaker *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->icu, ubrk_close);
  g_free (self);
}

/**
 * cw_word_breaker_count:
 * @self: a breaker
 * @text: valid UTF-8
 * @n_bytes: its length in bytes
 *
 * Counts the words of a text.
 *
 * Returns: the number of words
 */
guint32
cw_word_breaker_count (CwWordBreaker *self,
                       const char    *text,
                       gsize          n_bytes)
{
  Walk walk = { self, (const guint8 *) text, n_bytes, 0, 0, 0, NULL, NULL };

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (text != NULL || n_bytes == 0, 0);

  walk_text (&walk);
  return walk.n_words;
}

/**
 * cw_word_breaker_foreach:
 * @self: a breaker
 * @text: valid UTF-8
 * @n_bytes: its length in bytes
 * @func: (scope call): called with each word's range, in order
 * @user_data: given to @func
 *
 * Goes through the words of a text.
 */
void
cw_word_breaker_foreach (CwWordBreaker *self,
                         const char    *text,
                         gsize          n_bytes,
                         CwRangeFunc    func,
                         gpointer       user_data)
{
  Walk walk = { self, (const guint8 *) text, n_bytes, 0, 0, 0, func, user_data };

  g_return_if_fail (self != NULL && func != NULL);
  g_return_if_fail (text != NULL || n_bytes == 0);

  walk_text (&walk);
}

static void
append_start (guint32  start,
              guint32  end,
              gpointer user_data)
{
  GArray *starts = user_data;

  g_array_append_val (starts, start);
}

/**
 * cw_word_breaker_starts:
 * @self: a breaker
 * @text: valid UTF-8
 * @n_bytes: its length in bytes
 *
 * Notes where each word of a text begins, so that the words of many ranges of
 * it can be counted with cw_words_starts_between().
 *
 * Returns: (transfer full) (element-type guint32): positions in code points, rising
 */
GArray *
cw_word_breaker_starts (CwWordBreaker *self,
                        const char    *text,
                        gsize          n_bytes)
{
  GArray *starts;

  g_return_val_if_fail (self != NULL, NULL);

  starts = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) (n_bytes / 5) + 1);
  cw_word_breaker_foreach (self, text, n_bytes, append_start, starts);
  return starts;
}

/**
 * cw_words_count:
 * @text: valid UTF-8
 * @n_bytes: its length in bytes
 *
 * Counts the words of one text. For many texts use a #CwWordBreaker.
 *
 * Returns: the number of words
 */
guint32
cw_words_count (const char *text,
                gsize       n_bytes)
{
  g_autoptr (CwWordBreaker) breaker = cw_word_breaker_new ();

  return cw_word_breaker_count (breaker, text, n_bytes);
}

/**
 * cw_words_foreach:
 * @text: valid UTF-8
 * @n_bytes: its length in bytes
 * @func: (scope call): called with each word's range, in order
 * @user_data: given to @func
 *
 * Goes through the words of one text. For many texts use a #CwWordBreaker.
 */
void
cw_words_foreach (const char *text,
                  gsize       n_bytes,
                  CwRangeFunc func,
                  gpointer    user_data)
{
  g_autoptr (CwWordBreaker) breaker = cw_word_breaker_new ();

  cw_word_breaker_foreach (breaker, text, n_bytes, func, user_data);
}

static guint
count_below (const GArray *starts,
             guint32       position)
{
  guint low = 0;
  guint high = starts->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (starts, guint32, middle) < position)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * cw_words_starts_between:
 * @starts: (element-type guint32): what cw_word_breaker_starts() gave
 * @start: first position, in code points
 * @end: position after the last, in code points
 *
 * Counts the words of a range: those that begin in it.
 *
 * Returns: the number of words
 */
guint32
cw_words_starts_between (const GArray *starts,
                         guint32       start,
                         guint32       end)
{
  g_return_val_if_fail (starts != NULL, 0);

  return start < end ? count_below (starts, end) - count_below (starts, start) : 0;
}
