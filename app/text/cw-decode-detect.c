/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-decode-private.h"

#include "cw-decode-score-private.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>

/* Which of the encodings that are not Unicode bytes are in: each is tried, and the
 * text that it makes of them is judged by its letters, their case and what stands
 * between them. Where several make the same text there is nothing to choose, and the
 * best known one is named. */

/* How far around a byte that is not ASCII the text is looked at. */
#define AROUND 12

/* How near the second best has to come to be named, too. */
#define DOUBT 56
#define DOUBT_EACH 4

typedef struct
{
  const char *name;
  guint8 rarity; /* in bits */
} Encoding;

static const Encoding single_bytes[] = {
  { "windows-1252", 0 },    { "windows-1250", 2 },   { "windows-1251", 1 },
  { "windows-1253", 1 },    { "windows-1254", 2 },   { "windows-1255", 1 },
  { "windows-1256", 1 },    { "windows-1257", 2 },   { "windows-1258", 3 },
  { "windows-874", 1 },     { "ISO-8859-2", 2 },     { "ISO-8859-3", 5 },
  { "ISO-8859-4", 4 },      { "ISO-8859-5", 3 },     { "ISO-8859-6", 3 },
  { "ISO-8859-7", 2 },      { "ISO-8859-8", 3 },     { "ISO-8859-9", 3 },
  { "ISO-8859-10", 5 },     { "ISO-8859-13", 3 },    { "ISO-8859-14", 6 },
  { "ISO-8859-15", 2 },     { "ISO-8859-16", 6 },    { "KOI8-R", 2 },
  { "KOI8-U", 3 },          { "KOI8-T", 8 },         { "PT154", 8 },
  { "RK1048", 8 },          { "macintosh", 4 },      { "x-mac-centraleurroman", 6 },
  { "x-mac-cyrillic", 5 },  { "x-mac-greek", 6 },    { "x-mac-turkish", 7 },
  { "x-mac-icelandic", 7 }, { "x-mac-croatian", 7 }, { "x-mac-romanian", 7 },
  { "IBM437", 5 },          { "IBM720", 6 },         { "IBM737", 5 },
  { "IBM775", 6 },          { "IBM850", 4 },         { "IBM852", 4 },
  { "IBM855", 6 },          { "IBM857", 5 },         { "IBM858", 5 },
  { "IBM860", 6 },          { "IBM861", 6 },         { "IBM862", 5 },
  { "IBM863", 6 },          { "IBM864", 10 },        { "IBM865", 6 },
  { "IBM866", 3 },          { "IBM869", 6 },         { "IBM1125", 7 },
  { "VISCII", 5 },          { "TCVN5712-1", 5 },
};

static const Encoding ebcdic[] = {
  { "IBM037", 0 }, { "IBM500", 2 },  { "IBM273", 6 },  { "IBM277", 8 },
  { "IBM278", 8 }, { "IBM280", 8 },  { "IBM284", 8 },  { "IBM285", 8 },
  { "IBM297", 8 }, { "IBM424", 4 },  { "IBM870", 8 },  { "IBM871", 8 },
  { "IBM875", 4 }, { "IBM1025", 4 }, { "IBM1026", 8 }, { "IBM1047", 6 },
};

typedef struct
{
  const char *name;
  guint8 rarity;
  /* Where the characters lie that texts are made of: by the first byte. */
  guint8 common_from, common_to;
  guint8 rare_from, rare_to;
  GUnicodeScript home; /* the script that the encoding is for */
} WideEncoding;

static const WideEncoding several_bytes[] = {
  { "GB18030", 1, 0xB0, 0xD7, 0xD8, 0xF7, G_UNICODE_SCRIPT_HAN },
  { "Big5-HKSCS", 2, 0xA4, 0xC6, 0xC9, 0xF9, G_UNICODE_SCRIPT_HAN },
  { "windows-31j", 1, 0x88, 0x97, 0x98, 0xEA, G_UNICODE_SCRIPT_KATAKANA },
  { "EUC-JP", 2, 0xB0, 0xCF, 0xD0, 0xF4, G_UNICODE_SCRIPT_KATAKANA },
  { "windows-949", 1, 0xB0, 0xC8, 0xCA, 0xFD, G_UNICODE_SCRIPT_HANGUL },
  { "EUC-TW", 6, 0xC4, 0xE6, 0xE7, 0xFD, G_UNICODE_SCRIPT_HAN },
  { "JOHAB", 6, 0x84, 0xD3, 0xE0, 0xF9, G_UNICODE_SCRIPT_HANGUL },
};

typedef struct
{
  const char *name;
  gint64 cost;
  gunichar table[256]; /* of an encoding of single bytes */
  GArray *glyphs;      /* of another: what it makes of the sample */
} Candidate;

typedef struct
{
  const guint8 *data;
  gsize n_bytes;
  GByteArray *sample;
  guint counts[256];     /* of each byte in the sample */
  gboolean present[256]; /* in the whole */
  CwScorer *scorer;
  GArray *candidates;
} Detection;

static void
clear_candidate (gpointer data)
{
  g_clear_pointer (&((Candidate *) data)->glyphs, g_array_unref);
}

/* What stands around the bytes that are not ASCII: the rest, which may be markup or
 * another language, tells nothing. */
static void
take_sample (Detection *self)
{
  gsize taken = 0;

  self->sample = g_byte_array_sized_new (CW_DECODE_SAMPLE);
  for (gsize i = 0; i < self->n_bytes; i++)
    {
      gsize from, to;

      self->present[self->data[i]] = TRUE;
      if (i < taken || self->data[i] < 0x80 || self->sample->len >= CW_DECODE_SAMPLE - 512)
        continue;

      /* No character of several bytes ends with a byte below 0x40. */
      from = MAX (taken, i >= AROUND ? i - AROUND : 0);
      to = MIN (self->n_bytes, i + AROUND);
      while (from > taken && self->data[from - 1] >= 0x40)
        from--;
      while (to < self->n_bytes && self->data[to - 1] >= 0x40 && to - from < 256)
        to++;
      g_byte_array_append (self->sample, self->data + from, (guint) (to - from));
      taken = to;
    }
}

static void
count_sample (Detection *self)
{
  for (guint i = 0; i < self->sample->len; i++)
    self->counts[self->sample->data[i]]++;
}

static void
try_single_bytes (Detection      *self,
                  const Encoding *encoding)
{
  Candidate candidate = { encoding->name, encoding->rarity * 8, { 0 }, NULL };
  g_autofree CwGlyph *glyphs = NULL;
  CwGlyph known[256];

  if (!cw_decode_byte_table (encoding->name, candidate.table))
    return;

  for (int i = 0; i < 256; i++)
    cw_scorer_look_up (self->scorer, candidate.table[i], CW_WIDE_OTHER, &known[i]);
  glyphs = g_new (CwGlyph, self->sample->len + 1);
  for (guint i = 0; i < self->sample->len; i++)
    glyphs[i] = known[self->sample->data[i]];
  candidate.cost += cw_scorer_judge (self->scorer, glyphs, self->sample->len);
  g_array_append_val (self->candidates, candidate);
}

/* Characters of a script that the encoding has, but is not for. */
static gboolean
is_abroad (gunichar       character,
           GUnicodeScript home)
{
  switch ((int) g_unichar_get_script (character))
    {
    case G_UNICODE_SCRIPT_HAN:
      return home == G_UNICODE_SCRIPT_HANGUL;
    case G_UNICODE_SCRIPT_HANGUL:
      return home != G_UNICODE_SCRIPT_HANGUL;
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      return home != G_UNICODE_SCRIPT_KATAKANA;
    default:
      return FALSE;
    }
}

static void
look_up_wide (Detection          *self,
              const WideEncoding *encoding,
              gunichar            character,
              guint8              byte,
              CwGlyph            *out_glyph)
{
  CwWideRank rank = CW_WIDE_ADDED;

  if (byte < 0x80)
    rank = CW_WIDE_OTHER;
  else if (byte >= encoding->common_from && byte <= encoding->common_to)
    rank = CW_WIDE_COMMON;
  else if (byte >= encoding->rare_from && byte <= encoding->rare_to)
    rank = CW_WIDE_RARE;
  cw_scorer_look_up (self->scorer, character, rank, out_glyph);
  if (rank != CW_WIDE_OTHER && is_abroad (character, encoding->home))
    out_glyph->cost += 48;
}

/* Each character with the byte that it begins with. */
static GArray *
read_wide (Detection          *self,
           const WideEncoding *encoding)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open (encoding->name, &status);
  g_autoptr (GArray) glyphs = NULL;
  g_autofree UChar *units = NULL;
  g_autofree int32_t *offsets = NULL;
  const char *source = (const char *) self->sample->data;
  UChar *target;
  int32_t n_units;

  if (U_FAILURE (status))
    return NULL;

  units = g_new (UChar, self->sample->len + 16);
  offsets = g_new (int32_t, self->sample->len + 16);
  target = units;
  ucnv_toUnicode (converter, &target, units + self->sample->len + 16, &source,
                  source + self->sample->len, offsets, TRUE, &status);
  ucnv_close (converter);

  n_units = (int32_t) (target - units);
  glyphs = g_array_sized_new (FALSE, FALSE, sizeof (CwGlyph), (guint) n_units + 1);
  for (int32_t i = 0; i < n_units;)
    {
      guint8 byte = self->sample->data[MAX (offsets[i], 0)];
      UChar32 character;
      CwGlyph glyph;

      U16_NEXT (units, i, n_units, character);
      look_up_wide (self, encoding, (gunichar) character, byte, &glyph);
      g_array_append_val (glyphs, glyph);
    }
  return g_steal_pointer (&glyphs);
}

/* The same for what ICU does not know: there is no byte to be had. */
static GArray *
read_wide_by_text (Detection          *self,
                   const WideEncoding *encoding)
{
  gsize n_bytes;
  guint n_wrong;
  g_autofree char *text = cw_decode_convert (encoding->name, self->sample->data, self->sample->len,
                                             &n_bytes, &n_wrong);
  GArray *glyphs;

  if (text == NULL)
    return NULL;

  glyphs = g_array_new (FALSE, FALSE, sizeof (CwGlyph));
  for (const char *p = text; p < text + n_bytes; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      CwGlyph glyph;

      look_up_wide (self, encoding, character,
                    character < 0x80 ? (guint8) character : encoding->common_from, &glyph);
      g_array_append_val (glyphs, glyph);
    }
  return glyphs;
}

static void
try_several_bytes (Detection          *self,
                   const WideEncoding *encoding)
{
  Candidate candidate = { encoding->name, encoding->rarity * 8, { 0 }, NULL };
  GArray *glyphs = read_wide (self, encoding);

  if (glyphs == NULL)
    glyphs = read_wide_by_text (self, encoding);
  if (glyphs == NULL)
    return;

  candidate.cost += cw_scorer_judge (self->scorer, (const CwGlyph *) (gpointer) glyphs->data,
                                     glyphs->len);
  candidate.glyphs = glyphs;
  g_array_append_val (self->candidates, candidate);
}

static gboolean
is_same_text (const Detection *self,
              const Candidate *one,
              const Candidate *other)
{
  if (one->glyphs == NULL && other->glyphs == NULL)
    {
      for (int i = 0; i < 256; i++)
        if (self->present[i] && one->table[i] != other->table[i])
          return FALSE;
      return TRUE;
    }
  if (one->glyphs == NULL || other->glyphs == NULL || one->glyphs->len != other->glyphs->len)
    return FALSE;

  for (guint i = 0; i < one->glyphs->len; i++)
    if (g_array_index (one->glyphs, CwGlyph, i).character
        != g_array_index (other->glyphs, CwGlyph, i).character)
      return FALSE;
  return TRUE;
}

static gint
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  gint64 one = ((const Candidate *) a)->cost;
  gint64 other = ((const Candidate *) b)->cost;

  return one < other ? -1 : one > other;
}

/* How many characters of the sample two candidates read differently. */
static guint
count_differences (const Detection *self,
                   const Candidate *one,
                   const Candidate *other)
{
  gboolean wide = one->glyphs != NULL || other->glyphs != NULL;
  guint n = 0;

  for (int i = 0; i < 256; i++)
    if (wide ? i >= 0x80 : one->table[i] != other->table[i])
      n += self->counts[i];
  return n;
}

/* Takes from the ranking each text once, as far as it might be the right one. The
 * right one wins a little with every character. */
static void
take_best (const Detection *self,
           CwDecodeGuess   *out_guess)
{
  const Candidate *taken[CW_DECODE_MAX_CANDIDATES];
  guint n = 0;

  for (guint i = 0; i < self->candidates->len && n < CW_DECODE_MAX_CANDIDATES; i++)
    {
      const Candidate *candidate = &g_array_index (self->candidates, Candidate, i);
      gboolean known = FALSE;

      if (n > 0
          && candidate->cost - taken[0]->cost
               > DOUBT + DOUBT_EACH * count_differences (self, taken[0], candidate))
        continue;
      for (guint j = 0; j < n && !known; j++)
        known = is_same_text (self, taken[j], candidate);
      if (!known)
        {
          taken[n] = candidate;
          out_guess->names[n++] = candidate->name;
        }
    }
  out_guess->names[n] = NULL;
  out_guess->uncertain = n > 1;
}

/* Where there is doubt, what most files are in that are no Unicode is named, too. */
static void
name_usual (CwDecodeGuess *out_guess)
{
  guint n = 0;

  if (!out_guess->uncertain)
    return;
  while (out_guess->names[n] != NULL)
    if (strcmp (out_guess->names[n++], single_bytes[0].name) == 0)
      return;
  out_guess->names[n] = single_bytes[0].name;
  out_guess->names[n + 1] = NULL;
}

/* Guesses the encoding of bytes that are no Unicode. */
void
cw_decode_detect_legacy (const guint8  *data,
                         gsize          n_bytes,
                         CwDecodeGuess *out_guess)
{
  g_autoptr (CwScorer) scorer = cw_scorer_new ();
  Detection self = { data, n_bytes, NULL, { 0 }, { FALSE }, scorer, NULL };

  gboolean is_ebcdic = cw_decode_is_ebcdic (data, n_bytes);

  take_sample (&self);
  if (is_ebcdic)
    {
      g_byte_array_set_size (self.sample, 0);
      g_byte_array_append (self.sample, data, (guint) MIN (n_bytes, CW_DECODE_SAMPLE));
    }
  count_sample (&self);
  self.candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_array_set_clear_func (self.candidates, clear_candidate);

  if (is_ebcdic)
    for (gsize i = 0; i < G_N_ELEMENTS (ebcdic); i++)
      try_single_bytes (&self, &ebcdic[i]);
  else
    {
      for (gsize i = 0; i < G_N_ELEMENTS (single_bytes); i++)
        try_single_bytes (&self, &single_bytes[i]);
      for (gsize i = 0; i < G_N_ELEMENTS (several_bytes); i++)
        try_several_bytes (&self, &several_bytes[i]);
    }
  g_array_sort (self.candidates, compare_candidates);
  take_best (&self, out_guess);
  if (!is_ebcdic)
    name_usual (out_guess);

  g_array_unref (self.candidates);
  g_byte_array_unref (self.sample);
}
