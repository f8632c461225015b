/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-name-reader-private.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

/* One character becomes 18 units at most (U+FDFA); behind it come marks, of which
 * so many are sorted. More than these no writing has. */
#define QUEUE 64
#define MOST_MARKS 30

#define CACHE 512
#define CACHED_UNITS 4

/* What a character becomes. */
typedef struct
{
  guint32 character; /* + 1; 0: nothing is cached here */
  guint8 n;
  guint8 unit_class;
  guint8 ranks[CACHED_UNITS];
  guint32 units[CACHED_UNITS];
} Cached;

/* A character of the text, or what escapes stand for. */
typedef struct
{
  gunichar character;
  guint32 n_bytes;
  guint32 n_characters;
} Seen;

struct _CwNameReader
{
  const char *text;
  const char *end;
  const char *cursor;
  guint32 position;
  CwReading reading;
  gboolean fold;
  const UNormalizer2 *nfkd;
  CwNameUnit queue[QUEUE];
  guint head;
  guint n_queued;
  guint8 last_class;
  gboolean last_is_space;
  gboolean has_line_ends; /* that are read in several ways */
  gboolean has_escapes;
  Cached cache[CACHE];
};

static inline gboolean
is_blank (gunichar c)
{
  return c == ' ' || c == '\t' || c == 0xA0;
}

static gboolean
is_apostrophe (gunichar c)
{
  switch (c)
    {
    case '\'':
    case '`':
    case 0x00B4:
    case 0x02B9:
    case 0x02BB:
    case 0x02BC:
    case 0x02BD:
    case 0x055A:
    case 0x05F3:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0xFF07:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_hyphen (gunichar c)
{
  switch (c)
    {
    case '-':
    case 0x058A:
    case 0x05BE:
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What is not seen, or is written or left out as one likes: the vowel points of
 * Arabic and Hebrew, and the stroke that stretches a word. */
static gboolean
is_unseen (gunichar c)
{
  if (c < 0xAD)
    return FALSE;
  if (c == 0xAD || c == 0x0640 || c == 0x0670 || (c >= 0x064B && c <= 0x0652)
      || (c >= 0x0591 && c <= 0x05BD) || c == 0x05BF || (c >= 0x05C1 && c <= 0x05C7))
    return TRUE;
  return u_hasBinaryProperty ((UChar32) c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static gboolean
is_space (gunichar c)
{
  /* The middle dot between the parts of a foreign name in Japanese is one. */
  return u_isUWhiteSpace ((UChar32) c) || c == 0x30FB || c == 0xFF65;
}

static CwUnitClass
class_of (gunichar c)
{
  guint32 mask = U_MASK (u_charType ((UChar32) c));
  UErrorCode status = U_ZERO_ERROR;

  if ((mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) == 0)
    return CW_UNIT_OTHER;
  if ((mask & U_GC_N_MASK) != 0)
    return CW_UNIT_DIGIT;
  if (c < 0x0E00)
    return CW_UNIT_LETTER;
  if (u_getIntPropertyValue ((UChar32) c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT)
    return CW_UNIT_FREE;
  switch (uscript_getScript ((UChar32) c, &status))
    {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_YI:
    case USCRIPT_HANGUL: /* has spaces, but sets particles right behind names */
      return CW_UNIT_FREE;
    default:
      return c == 0x30FC ? CW_UNIT_FREE : CW_UNIT_LETTER;
    }
}

/* The decomposition of a character, folded where that is wanted. */
static gint32
decompose (const CwNameReader *self,
           gunichar            c,
           UChar              *out,
           gint32              size)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar plain[QUEUE];
  UChar folded[QUEUE];
  gint32 n = unorm2_getDecomposition (self->nfkd, (UChar32) c, plain, G_N_ELEMENTS (plain),
                                      &status);

  if (n < 0)
    {
      n = 0;
      U16_APPEND_UNSAFE (plain, n, c);
    }
  if (!self->fold)
    {
      memcpy (out, plain, (gsize) MIN (n, size) * sizeof *out);
      return MIN (n, size);
    }
  status = U_ZERO_ERROR;
  n = u_strFoldCase (folded, G_N_ELEMENTS (folded), plain, n, U_FOLD_CASE_DEFAULT, &status);
  n = unorm2_normalize (self->nfkd, folded, n, out, size, &status);
  return U_SUCCESS (status) ? MIN (n, size) : 0;
}

static void
push (CwNameReader *self,
      const Seen   *seen,
      guint32       unit,
      guint8        unit_class,
      guint8        rank,
      gboolean      inner)
{
  CwNameUnit *queued = &self->queue[self->n_queued++];

  queued->unit = unit;
  queued->start = self->position;
  queued->end = self->position + seen->n_characters;
  queued->byte = (guint32) (self->cursor - self->text);
  queued->byte_end = queued->byte + seen->n_bytes;
  queued->unit_class = unit_class;
  queued->rank = rank;
  queued->inner = inner;
  self->last_class = unit_class;
  self->last_is_space = unit == ' ';
}

/* The dot of the small i is none of its own: "İ", "I", "ı" and "i" are one letter
 * here, since whoever writes Turkish names on another keyboard mixes them. */
static gboolean
is_dot_of_i (const CwNameReader *self,
             guint32             unit)
{
  return self->fold && unit == 0x0307 && self->n_queued > 0
         && self->queue[self->n_queued - 1].unit == 'i';
}

static void
push_unit (CwNameReader *self,
           const Seen   *seen,
           guint32       unit,
           guint8        unit_class,
           guint8        rank,
           gboolean      first)
{
  gboolean is_mark = rank != 0 || (U_GET_GC_MASK ((UChar32) unit) & U_GC_M_MASK) != 0;
  gboolean is_jamo = unit >= 0x1160 && unit <= 0x11FF;

  if (self->n_queued == QUEUE || is_dot_of_i (self, unit))
    return;
  if (is_mark && self->last_class != CW_UNIT_OTHER)
    unit_class = self->last_class;
  push (self, seen, unit, unit_class, rank, !first || is_mark || is_jamo);
}

/* Any character beyond ASCII. */
static void
push_character (CwNameReader *self,
                const Seen   *seen)
{
  gunichar c = seen->character;
  Cached *cached = &self->cache[c % CACHE];
  UChar units[QUEUE];
  gint32 n_units;
  guint n = 0;

  if (cached->character == c + 1)
    {
      for (guint i = 0; i < cached->n; i++)
        push_unit (self, seen, cached->units[i], cached->unit_class, cached->ranks[i], i == 0);
      return;
    }
  n_units = decompose (self, c, units, G_N_ELEMENTS (units));
  /* An accent that stands alone is decomposed into a space that has it. */
  if (n_units > 0 && units[0] == ' ')
    {
      n_units = 0;
      U16_APPEND_UNSAFE (units, n_units, c);
    }
  cached->character = 0;
  for (gint32 i = 0; i < n_units;)
    {
      UChar32 unit;
      guint8 rank;
      guint8 unit_class;

      U16_NEXT (units, i, n_units, unit);
      if (is_unseen ((gunichar) unit))
        continue;
      unit = self->fold && unit == 0x0131 ? 'i' : unit;
      rank = u_getCombiningClass (unit);
      unit_class = class_of ((gunichar) unit);
      push_unit (self, seen, (guint32) unit, unit_class, rank, n == 0);
      if (n == 0)
        cached->unit_class = unit_class;
      if (n < CACHED_UNITS)
        {
          cached->units[n] = (guint32) unit;
          cached->ranks[n] = rank;
        }
      n++;
      /* One class for all of them is all that is cached. */
      if (unit_class != cached->unit_class && rank == 0)
        n = CACHED_UNITS + 1;
    }
  if (n <= CACHED_UNITS)
    {
      cached->n = (guint8) n;
      cached->character = c + 1;
    }
}

static int
hex_pair (const char *p)
{
  int high = g_ascii_xdigit_value (p[0]);
  int low = g_ascii_xdigit_value (p[1]);

  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* One byte in percent-escapes; one that was escaped again ("%25C3") is unescaped as
 * often as it was. */
static gboolean
read_escape (const char **cursor,
             const char  *end,
             guint8      *out_byte)
{
  const char *p = *cursor;

  if (end - p < 3 || *p != '%')
    return FALSE;
  p++;
  while (end - p >= 4 && p[0] == '2' && p[1] == '5' && hex_pair (p + 2) >= 0)
    p += 2;
  if (hex_pair (p) < 0)
    return FALSE;
  *out_byte = (guint8) hex_pair (p);
  *cursor = p + 2;
  return TRUE;
}

/* A character in percent-escapes, as UTF-8 has it. */
static gboolean
see_escaped (const CwNameReader *self,
             const char         *at,
             Seen               *out_seen)
{
  char bytes[4];
  const char *p = at;
  guint8 byte;
  gsize n = 0;
  gunichar c;

  while (n < sizeof bytes && read_escape (&p, self->end, &byte))
    {
      bytes[n++] = (char) byte;
      c = g_utf8_get_char_validated (bytes, (gssize) n);
      if (c == (gunichar) -1)
        return FALSE;
      if (c == (gunichar) -2 || c == 0)
        continue;
      out_seen->character = c;
      out_seen->n_bytes = out_seen->n_characters = (guint32) (p - at);
      return TRUE;
    }
  return FALSE;
}

static void
see (CwNameReader *self,
     const char   *at,
     Seen         *out_seen)
{
  if (*at == '%' && self->end - at >= 3 && hex_pair (at + 1) >= 0)
    {
      self->has_escapes = TRUE;
      if (self->reading == CW_READING_UNESCAPED && see_escaped (self, at, out_seen))
        return;
    }
  out_seen->character = (guint8) *at < 0x80 ? (gunichar) *at : g_utf8_get_char (at);
  out_seen->n_bytes = (guint32) (g_utf8_next_char (at) - at);
  out_seen->n_characters = 1;
}

static const char *
skip_blanks (const char *p,
             const char *end,
             guint32    *n_characters)
{
  while (p < end && (is_blank (g_utf8_get_char (p)) || is_unseen (g_utf8_get_char (p))))
    {
      p = g_utf8_next_char (p);
      (*n_characters)++;
    }
  return p;
}

/* A line end within a word: a hyphen before it, or a script without spaces. */
static gboolean
see_broken_word (CwNameReader *self,
                 Seen         *seen)
{
  gunichar c = seen->character;
  gboolean hyphen = is_hyphen (c) || c == 0xAD || c == 0xAC;
  guint32 n = 0;
  const char *p = self->cursor;
  gunichar next;

  if ((!hyphen && c != '\n') || self->last_class != (hyphen ? CW_UNIT_LETTER : CW_UNIT_FREE))
    return FALSE;
  if (hyphen)
    {
      p += seen->n_bytes;
      n += seen->n_characters;
      p = skip_blanks (p, self->end, &n);
    }
  if (p >= self->end || *p != '\n')
    return FALSE;
  n++;
  p = skip_blanks (p + 1, self->end, &n);
  next = p < self->end ? g_utf8_get_char (p) : ' ';
  if (class_of (next) != self->last_class)
    return FALSE;
  self->has_line_ends = TRUE;
  seen->n_bytes = (guint32) (p - self->cursor);
  seen->n_characters = n;
  return TRUE;
}

static void
step (CwNameReader *self,
      const Seen   *seen)
{
  self->cursor += seen->n_bytes;
  self->position += seen->n_characters;
}

static void
push_broken_word (CwNameReader *self,
                  const Seen   *seen)
{
  if (self->reading == CW_READING_HYPHENATED && self->last_class == CW_UNIT_LETTER)
    push (self, seen, '-', CW_UNIT_OTHER, 0, FALSE);
  else if (self->reading == CW_READING_SPACED || self->reading == CW_READING_HYPHENATED)
    push (self, seen, ' ', CW_UNIT_OTHER, 0, FALSE);
}

/* Takes one character of the text; what it becomes is queued. */
static void
take (CwNameReader *self,
      Seen         *seen)
{
  gunichar c = seen->character;

  if (g_ascii_isalnum ((char) c) && c < 0x80)
    push (self, seen, self->fold ? (guint32) g_ascii_tolower ((char) c) : c,
          g_ascii_isdigit ((char) c) ? CW_UNIT_DIGIT : CW_UNIT_LETTER, 0, FALSE);
  else if (see_broken_word (self, seen))
    push_broken_word (self, seen);
  else if (is_space (c))
    {
      if (!self->last_is_space)
        push (self, seen, ' ', CW_UNIT_OTHER, 0, FALSE);
    }
  else if (is_apostrophe (c))
    push (self, seen, '\'', CW_UNIT_OTHER, 0, FALSE);
  else if (is_hyphen (c))
    push (self, seen, '-', CW_UNIT_OTHER, 0, FALSE);
  else if (c < 0x80)
    push (self, seen, c, CW_UNIT_OTHER, 0, FALSE);
  else if (!is_unseen (c))
    push_character (self, seen);
  step (self, seen);
}

/* Marks on one letter come in the order of their classes, however they were typed. */
static void
sort_marks (CwNameReader *self)
{
  for (guint i = 1; i < self->n_queued; i++)
    {
      CwNameUnit unit = self->queue[i];
      guint j = i;

      if (unit.rank == 0)
        continue;
      for (; j > 0 && self->queue[j - 1].rank > unit.rank; j--)
        self->queue[j] = self->queue[j - 1];
      self->queue[j] = unit;
    }
}

/* Whether what stands at the cursor belongs to the letter before it. */
static gboolean
is_mark_ahead (CwNameReader *self,
               Seen         *out_seen)
{
  if (self->cursor >= self->end
      || ((guint8) *self->cursor < 0xCC
          && (*self->cursor != '%' || self->reading != CW_READING_UNESCAPED)))
    return FALSE;
  see (self, self->cursor, out_seen);
  return u_getCombiningClass ((UChar32) out_seen->character) != 0
         || (out_seen->character >= 0x300 && is_unseen (out_seen->character));
}

static gboolean
fill (CwNameReader *self)
{
  Seen seen;

  self->head = self->n_queued = 0;
  while (self->n_queued == 0 && self->cursor < self->end)
    {
      see (self, self->cursor, &seen);
      take (self, &seen);
    }
  if (self->n_queued == 0)
    return FALSE;
  while (self->n_queued < MOST_MARKS && is_mark_ahead (self, &seen))
    take (self, &seen);
  if (self->n_queued > 1)
    sort_marks (self);
  return TRUE;
}

/*
 * cw_name_reader_new:
 * Reads @text, valid UTF-8 that must outlive the reader. Without @fold it tells
 * capital letters from small ones.
 */
CwNameReader *
cw_name_reader_new (const char *text,
                    gsize       n_bytes,
                    CwReading   reading,
                    gboolean    fold)
{
  CwNameReader *self = g_new0 (CwNameReader, 1);
  UErrorCode status = U_ZERO_ERROR;

  self->text = self->cursor = text;
  self->end = text + n_bytes;
  self->reading = reading;
  self->fold = fold;
  self->nfkd = unorm2_getNFKDInstance (&status);
  if (U_FAILURE (status))
    g_error ("ICU has no data of normal forms: %s", u_errorName (status));
  return self;
}

/*
 * cw_name_reader_free:
 * Frees the reader.
 */
void
cw_name_reader_free (CwNameReader *self)
{
  g_free (self);
}

/*
 * cw_name_reader_next:
 * The next unit; FALSE at the end.
 */
gboolean
cw_name_reader_next (CwNameReader *self,
                     CwNameUnit   *out_unit)
{
  if (self->head == self->n_queued && !fill (self))
    return FALSE;
  *out_unit = self->queue[self->head++];
  return TRUE;
}

/*
 * cw_name_reader_has:
 * Whether what was read would be other units in another reading.
 */
gboolean
cw_name_reader_has (const CwNameReader *self,
                    CwReading           reading)
{
  return reading == CW_READING_UNESCAPED ? self->has_escapes : self->has_line_ends;
}
