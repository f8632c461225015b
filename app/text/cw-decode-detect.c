/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-decode-private.h"

#include <string.h>
#include <uchardet/uchardet.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#define SAMPLE 65536

/* --- Unicode, by its marks and patterns ----------------------------------- */

static guint32
unit_at (const guint8 *p,
         guint         width,
         gboolean      little)
{
  guint32 unit = 0;

  for (guint i = 0; i < width; i++)
    unit = (unit << 8) | p[little ? width - 1 - i : i];
  return unit;
}

/* How much of the bytes, read as UTF-16 or UTF-32, is ASCII, in thousandths; -1
 * if they cannot be read so. Every script has its spaces and line ends there. */
static int
ascii_share (const guint8 *data,
             gsize         n_bytes,
             guint         width,
             gboolean      little)
{
  gsize n_units = MIN (n_bytes, SAMPLE) / width;
  gsize n_ascii = 0;
  gsize n_strange = 0;
  gboolean high = FALSE;

  for (gsize i = 0; i < n_units; i++)
    {
      guint32 unit = unit_at (data + i * width, width, little);
      gboolean low = width == 2 && unit >= 0xDC00 && unit <= 0xDFFF;

      if (unit > 0x10FFFF || low != high)
        return -1;
      high = width == 2 && unit >= 0xD800 && unit <= 0xDBFF;
      if (high || low)
        continue;

      if (unit < 0x20 && unit != '\n' && unit != '\r' && unit != '\t')
        n_strange++;
      else if (unit < 0x7F)
        n_ascii++;
      else if (!u_isdefined ((UChar32) unit) || u_charType ((UChar32) unit) == U_PRIVATE_USE_CHAR)
        n_strange++;
    }

  if (n_units == 0 || n_strange > n_units / 50)
    return -1;
  return (int) (n_ascii * 1000 / n_units);
}

/* Plain text with a few nuls in it is no UTF-16: there half of the bytes are nuls,
 * or not printable. */
static gboolean
is_ascii_with_nuls (const guint8 *data,
                    gsize         n_bytes)
{
  gsize sample = MIN (n_bytes, SAMPLE);
  gsize n_nuls = 0;
  gsize n_printable = 0;

  for (gsize i = 0; i < sample; i++)
    {
      n_nuls += data[i] == 0;
      n_printable += (data[i] >= ' ' && data[i] < 0x7F) || data[i] == '\n' || data[i] == '\r';
    }
  return n_nuls < sample / 4 && n_printable * 20 >= (sample - n_nuls) * 19;
}

/* ASCII has at least a share of 2 %; the wrong order gives next to nothing. */
static const char *
detect_by_pattern (const guint8 *data,
                   gsize         n_bytes)
{
  int little, big;

  if (memchr (data, 0, MIN (n_bytes, SAMPLE)) == NULL || is_ascii_with_nuls (data, n_bytes))
    return NULL;

  if (n_bytes >= 8)
    {
      if (ascii_share (data, n_bytes, 4, TRUE) > 20)
        return "UTF-32LE";
      if (ascii_share (data, n_bytes, 4, FALSE) > 20)
        return "UTF-32BE";
    }
  if (n_bytes < 4)
    return NULL;

  little = ascii_share (data, n_bytes, 2, TRUE);
  big = ascii_share (data, n_bytes, 2, FALSE);
  if (little > 20 && little > 4 * big)
    return "UTF-16LE";
  if (big > 20 && big > 4 * little)
    return "UTF-16BE";
  return NULL;
}

/* Finds UTF-8, UTF-16 or UTF-32 by the byte order mark, the latter two also
 * without one. Returns its name, or NULL; out_bom is the mark's length. */
const char *
cw_decode_detect_unicode (const guint8 *data,
                          gsize         n_bytes,
                          gsize        *out_bom)
{
  static const struct
  {
    const char *mark;
    gsize length;
    const char *name;
  } marks[] = {
    { "\xEF\xBB\xBF", 3, "UTF-8" },    { "\xFF\xFE\0\0", 4, "UTF-32LE" },
    { "\0\0\xFE\xFF", 4, "UTF-32BE" }, { "\xFF\xFE", 2, "UTF-16LE" },
    { "\xFE\xFF", 2, "UTF-16BE" },
  };

  *out_bom = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (n_bytes >= marks[i].length && memcmp (data, marks[i].mark, marks[i].length) == 0)
      {
        *out_bom = marks[i].length;
        return marks[i].name;
      }
  return detect_by_pattern (data, n_bytes);
}

/* --- Conversion ----------------------------------------------------------- */

/* Converts by ICU to UTF-8; what cannot be converted becomes U+FFFD and is
 * counted. Returns NULL if there is no such encoding. */
char *
cw_decode_convert (const char   *encoding,
                   const guint8 *data,
                   gsize         n_bytes,
                   gsize        *out_n_bytes,
                   guint        *out_n_wrong)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *from;
  UConverter *to;
  const char *source = (const char *) data;
  gsize allocated = n_bytes + n_bytes / 2 + 64;
  char *text;
  char *target;
  UChar pivot[4096];
  UChar *pivot_source = pivot;
  UChar *pivot_target = pivot;
  UBool reset = TRUE;

  from = ucnv_open (encoding, &status);
  to = ucnv_open ("UTF-8", &status);
  if (U_FAILURE (status))
    {
      g_clear_pointer (&from, ucnv_close);
      g_clear_pointer (&to, ucnv_close);
      return NULL;
    }

  text = g_malloc (allocated + 1);
  target = text;
  for (;;)
    {
      gsize used;

      status = U_ZERO_ERROR;
      ucnv_convertEx (to, from, &target, text + allocated, &source, (const char *) data + n_bytes,
                      pivot, &pivot_source, &pivot_target, pivot + G_N_ELEMENTS (pivot), reset,
                      TRUE, &status);
      if (status != U_BUFFER_OVERFLOW_ERROR)
        break;

      reset = FALSE;
      used = (gsize) (target - text);
      allocated *= 2;
      text = g_realloc (text, allocated + 1);
      target = text + used;
    }
  ucnv_close (from);
  ucnv_close (to);

  *target = '\0';
  *out_n_bytes = (gsize) (target - text);
  *out_n_wrong = 0;
  for (const char *p = text; p + 3 <= target; p++)
    *out_n_wrong += (guint8) p[0] == 0xEF && (guint8) p[1] == 0xBF && (guint8) p[2] == 0xBD;
  return text;
}

/* --- Legacy encodings, by what they would make of the bytes --------------- */

/* How likely a character above ASCII is where it stands, from -4 to 2. */
static int
judge (gunichar before,
       gunichar character,
       gunichar after)
{
  gboolean letter_before = g_unichar_isalpha (before);
  gboolean letter_after = g_unichar_isalpha (after);

  if (character == 0xFFFD || (character >= 0x80 && character < 0xA0))
    return -4;
  if (u_charType ((UChar32) character) == U_PRIVATE_USE_CHAR || !u_isdefined ((UChar32) character))
    return -4;
  if (character >= 0x2500 && character < 0x25A0)
    return -2; /* box drawing */

  if (g_unichar_isalpha (character) || g_unichar_ismark (character))
    {
      if (g_unichar_isupper (character) && g_unichar_islower (before))
        return -2;
      if (letter_before && letter_after
          && g_unichar_get_script (character) != g_unichar_get_script (before)
          && g_unichar_get_script (character) != G_UNICODE_SCRIPT_INHERITED)
        return -2;
      return letter_before || letter_after ? 2 : 1;
    }

  switch (character)
    {
    case 0x2018:
    case 0x201C:
    case 0x00AB:
    case 0x201E:
    case 0x00BF:
    case 0x00A1:
      return letter_before ? -1 : 2;
    case 0x2019:
    case 0x201D:
    case 0x00BB:
    case 0x2026:
    case 0x2013:
    case 0x2014:
    case 0x00A0:
      return 2;
    case 0x00B0:
    case 0x00A7:
    case 0x20AC:
    case 0x00A3:
    case 0x2022:
    case 0x00BA:
    case 0x00AA:
      return letter_before && letter_after ? -1 : 1;
    default:
      return letter_before && letter_after ? -2 : 0;
    }
}

/* The mean of what is said of each character above ASCII, in hundredths. */
static int
score_text (const char *text)
{
  gunichar before = ' ';
  gint64 sum = 0;
  gint64 n = 0;

  for (const char *p = text; *p != '\0';)
    {
      gunichar character = g_utf8_get_char (p);

      p = g_utf8_next_char (p);
      if (character >= 0x80)
        {
          sum += judge (before, character, *p != '\0' ? g_utf8_get_char (p) : ' ');
          n++;
        }
      before = character;
    }
  return n > 0 ? (int) (sum * 100 / n) : 0;
}

static int
score_encoding (const char   *encoding,
                const guint8 *data,
                gsize         n_bytes)
{
  g_autofree char *text = NULL;
  gsize n_text;
  guint n_wrong;

  text = cw_decode_convert (encoding, data, MIN (n_bytes, SAMPLE), &n_text, &n_wrong);
  return text != NULL ? score_text (text) : -400;
}

/* ICU's name for an encoding, under which two names can be compared. */
static const char *
canonical (const char *name)
{
  UErrorCode status = U_ZERO_ERROR;
  const char *found;

  if (name == NULL || *name == '\0')
    return NULL;

  /* The Latin-1 of files is the one with quotes and dashes in it. */
  if (g_ascii_strcasecmp (name, "ISO-8859-1") == 0)
    name = "windows-1252";
  if (g_ascii_strcasecmp (name, "GB2312") == 0 || g_ascii_strcasecmp (name, "GBK") == 0)
    name = "GB18030";
  if (g_ascii_strcasecmp (name, "EUC-KR") == 0 || g_ascii_strcasecmp (name, "UHC") == 0)
    name = "windows-949";
  if (g_ascii_strcasecmp (name, "Big5") == 0)
    name = "Big5-HKSCS";
  if (g_ascii_strcasecmp (name, "Shift_JIS") == 0)
    name = "windows-31j";
  if (g_ascii_strcasecmp (name, "TIS-620") == 0 || g_ascii_strcasecmp (name, "ISO-8859-11") == 0)
    name = "windows-874";

  found = ucnv_getStandardName (name, "IANA", &status);
  if (found == NULL || U_FAILURE (status))
    {
      status = U_ZERO_ERROR;
      found = ucnv_getAlias (name, 0, &status);
    }
  return found;
}

typedef struct
{
  const char *name;
  int score;
} Candidate;

static void
add_candidate (GArray       *candidates,
               const char   *name,
               const guint8 *data,
               gsize         n_bytes,
               int           bonus)
{
  Candidate candidate = { canonical (name), 0 };

  if (candidate.name == NULL || g_str_has_prefix (candidate.name, "UTF-")
      || g_str_has_prefix (candidate.name, "ISO-2022") || g_str_equal (candidate.name, "US-ASCII"))
    return;

  for (guint i = 0; i < candidates->len; i++)
    {
      Candidate *known = &g_array_index (candidates, Candidate, i);

      if (g_str_equal (known->name, candidate.name))
        {
          known->score += bonus;
          return;
        }
    }

  candidate.score = score_encoding (candidate.name, data, n_bytes) + bonus;
  g_array_append_val (candidates, candidate);
}

static gint
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  return ((const Candidate *) b)->score - ((const Candidate *) a)->score;
}

/* EBCDIC: the space is "@", the letters lie above 0x80, and nothing is 0x20. */
static gboolean
looks_like_ebcdic (const guint8 *data,
                   gsize         n_bytes)
{
  gsize sample = MIN (n_bytes, SAMPLE);
  gsize n_spaces = 0;
  gsize n_letters = 0;
  gsize n_ascii_spaces = 0;

  for (gsize i = 0; i < sample; i++)
    {
      n_spaces += data[i] == 0x40;
      n_ascii_spaces += data[i] == 0x20;
      n_letters += data[i] >= 0x81 && data[i] <= 0xA9;
    }
  return n_spaces > sample / 12 && n_letters > sample / 2 && n_ascii_spaces < n_spaces / 10;
}

/* Encodings of several bytes leave no trace of letters among letters, but their
 * byte patterns are sure ones. */
static gboolean
is_multibyte (const char *name)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open (name, &status);
  gboolean multibyte = U_SUCCESS (status) && ucnv_getMaxCharSize (converter) > 1;

  g_clear_pointer (&converter, ucnv_close);
  return multibyte;
}

/* Encodings that detectors take for each other. */
static void
add_sibling (GArray       *candidates,
             const char   *name,
             const guint8 *data,
             gsize         n_bytes,
             int           bonus)
{
  static const char *const siblings[][2] = {
    { "KOI8-R", "KOI8-U" },
    { "ISO-8859-2", "windows-1250" },
    { "ISO-8859-4", "windows-1257" },
    { "ISO-8859-5", "windows-1251" },
    { "ISO-8859-6", "windows-1256" },
    { "ISO-8859-7", "windows-1253" },
    { "ISO-8859-8", "windows-1255" },
    { "ISO-8859-9", "windows-1254" },
    { "ISO-8859-13", "windows-1257" },
    { "IBM852", "IBM850" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (siblings); i++)
    if (g_ascii_strcasecmp (name, siblings[i][0]) == 0)
      add_candidate (candidates, siblings[i][1], data, n_bytes, bonus);
}

static void
ask_detectors (GArray       *candidates,
               const guint8 *data,
               gsize         n_bytes)
{
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector *icu;
  uchardet_t detector = uchardet_new ();
  const char *name;
  gsize sample = MIN (n_bytes, 4 * SAMPLE);

  if (uchardet_handle_data (detector, (const char *) data, sample) == 0)
    {
      uchardet_data_end (detector);
      name = uchardet_get_charset (detector);
      add_candidate (candidates, name, data, n_bytes, is_multibyte (name) ? 150 : 30);
      add_sibling (candidates, name, data, n_bytes, 29);
    }
  uchardet_delete (detector);

  icu = ucsdet_open (&status);
  ucsdet_setText (icu, (const char *) data, (int32_t) sample, &status);
  if (U_SUCCESS (status))
    {
      int32_t n_found = 0;
      const UCharsetMatch **found = ucsdet_detectAll (icu, &n_found, &status);

      for (int32_t i = 0; U_SUCCESS (status) && i < n_found; i++)
        {
          int confidence = ucsdet_getConfidence (found[i], &status);

          name = ucsdet_getName (found[i], &status);
          if (confidence >= 10 && U_SUCCESS (status))
            add_candidate (candidates, name, data, n_bytes,
                           is_multibyte (name) ? confidence / 2 - 30 : confidence / 3);
        }
    }
  ucsdet_close (icu);
}

/* Guesses the encoding of bytes that are no Unicode: what two detectors say, and
 * a few that they do not know, ranked by what each would make of the bytes. */
void
cw_decode_detect_legacy (const guint8  *data,
                         gsize          n_bytes,
                         CwDecodeGuess *out_guess)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  const Candidate *best;
  guint n = 0;

  if (looks_like_ebcdic (data, n_bytes))
    add_candidate (candidates, "ibm-37", data, n_bytes, 1000);
  ask_detectors (candidates, data, n_bytes);
  add_candidate (candidates, "windows-1252", data, n_bytes, 5);
  add_candidate (candidates, "macintosh", data, n_bytes, 0);
  add_candidate (candidates, "IBM850", data, n_bytes, -5);

  g_array_sort (candidates, compare_candidates);
  best = &g_array_index (candidates, Candidate, 0);
  for (guint i = 0; i < candidates->len && n < CW_DECODE_MAX_CANDIDATES; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (candidate->score < best->score - 60)
        break;
      out_guess->names[n++] = candidate->name;
    }
  out_guess->names[n] = NULL;
  out_guess->uncertain = n > 1 && g_array_index (candidates, Candidate, 1).score > best->score - 35;
}
