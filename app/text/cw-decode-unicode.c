/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-decode-private.h"

#include "cw-decode-score-private.h"

#include <string.h>
#include <unicode/uchar.h>

/* Encodings that can be told without looking at the language: Unicode by its mark
 * or the pattern of its bytes, what switches by escapes, and EBCDIC. */

/* Finds UTF-8, UTF-16 or UTF-32 by the byte order mark. Returns its name, or
 * NULL; out_bom is the mark's length. */
const char *
cw_decode_detect_mark (const guint8 *data,
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
  return NULL;
}

#define ENOUGH 2000

/* What bytes are if they are read as UTF-16 or UTF-32. */
typedef struct
{
  gsize n_units;
  gsize n_ascii;
  gsize n_strange;  /* controls, unassigned and private ones */
  gsize n_letters;  /* outside ASCII */
  gsize n_dominant; /* of these, of the script that has most */
  gsize n_many;     /* of the scripts of many thousand characters */
  gsize n_common;   /* of the first of these, those that no text does without; and kana */
  gboolean broken;  /* cannot be read so */
} Reading;

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

static void
read_unit (Reading *reading,
           gunichar unit,
           gsize   *scripts)
{
  GUnicodeScript script;

  if (unit < 0x20 && unit != '\n' && unit != '\r' && unit != '\t')
    reading->n_strange++;
  else if (unit < 0x7F)
    reading->n_ascii++;
  else if (!u_isdefined ((UChar32) unit) || u_charType ((UChar32) unit) == U_PRIVATE_USE_CHAR
           || unit < 0xA0)
    reading->n_strange++;
  else
    {
      script = g_unichar_get_script (unit);
      if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
        return;
      if (script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HANGUL)
        {
          if (reading->n_many < ENOUGH)
            reading->n_common += cw_score_is_common (unit);
          reading->n_many++;
        }
      if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA)
        {
          reading->n_common++;
          script = G_UNICODE_SCRIPT_HAN;
        }
      reading->n_letters++;
      scripts[MIN ((guint) script, 255)]++;
    }
}

static Reading
read_units (const guint8 *data,
            gsize         n_bytes,
            guint         width,
            gboolean      little)
{
  Reading reading = { 0 };
  gsize scripts[256] = { 0 };
  gunichar high = 0;

  reading.n_units = MIN (n_bytes, CW_DECODE_SAMPLE) / width;
  for (gsize i = 0; i < reading.n_units; i++)
    {
      guint32 unit = unit_at (data + i * width, width, little);
      gboolean low = width == 2 && unit >= 0xDC00 && unit <= 0xDFFF;

      if (unit > 0x10FFFF || low != (high != 0))
        {
          reading.broken = TRUE;
          return reading;
        }
      if (low)
        unit = 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00);
      high = width == 2 && unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
      if (high == 0)
        read_unit (&reading, unit, scripts);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    reading.n_dominant = MAX (reading.n_dominant, scripts[i]);
  return reading;
}

/* The share of ASCII in thousandths; -1 if bytes make no sense so. Most texts have
 * their spaces and line ends there. */
static int
ascii_share (const Reading *reading)
{
  if (reading->broken || reading->n_units == 0 || reading->n_strange > reading->n_units / 50)
    return -1;
  return (int) (reading->n_ascii * 1000 / reading->n_units);
}

/* Plain text with a few nuls in it is no UTF-16: there half of the bytes are nuls,
 * or not printable. */
static gboolean
is_ascii_with_nuls (const guint8 *data,
                    gsize         n_bytes)
{
  gsize sample = MIN (n_bytes, CW_DECODE_SAMPLE);
  gsize n_nuls = 0;
  gsize n_printable = 0;

  for (gsize i = 0; i < sample; i++)
    {
      n_nuls += data[i] == 0;
      n_printable += (data[i] >= ' ' && data[i] < 0x7F) || data[i] == '\n' || data[i] == '\r';
    }
  return n_nuls < sample / 4 && n_printable * 20 >= (sample - n_nuls) * 19;
}

/* Finds UTF-16 or UTF-32 without a mark by the nuls of its ASCII: there is at
 * least a share of 2 %; the wrong order gives next to nothing. */
const char *
cw_decode_detect_pattern (const guint8 *data,
                          gsize         n_bytes)
{
  Reading reading;
  int little, big;

  if (n_bytes < 4 || memchr (data, 0, MIN (n_bytes, CW_DECODE_SAMPLE)) == NULL
      || is_ascii_with_nuls (data, n_bytes))
    return NULL;

  if (n_bytes >= 8)
    {
      /* That every fourth byte is nul, and the rest makes sense, is proof enough. */
      reading = read_units (data, n_bytes, 4, TRUE);
      if (ascii_share (&reading) >= 0)
        return "UTF-32LE";
      reading = read_units (data, n_bytes, 4, FALSE);
      if (ascii_share (&reading) >= 0)
        return "UTF-32BE";
    }

  reading = read_units (data, n_bytes, 2, TRUE);
  little = ascii_share (&reading);
  reading = read_units (data, n_bytes, 2, FALSE);
  big = ascii_share (&reading);
  if (little > 20 && little > 4 * big)
    return "UTF-16LE";
  if (big > 20 && big > 4 * little)
    return "UTF-16BE";
  return NULL;
}

/* Whether bytes, read so, are text of one script. Latin letters in the wrong order
 * look like Han, too, but not like the Han that texts are made of. */
static gboolean
is_of_one_script (const Reading *reading)
{
  gsize n_many = MIN (reading->n_many, ENOUGH);

  if (reading->broken || reading->n_letters < 4 || reading->n_strange * 100 > reading->n_units
      || reading->n_dominant * 10 < reading->n_letters * 9
      || reading->n_letters * 2 < reading->n_units)
    return FALSE;
  return reading->n_common * 5 >= n_many;
}

/* Finds UTF-16 without a mark in which there is next to no ASCII: one order gives
 * a text of one script, the other does not. */
const char *
cw_decode_detect_scripts (const guint8 *data,
                          gsize         n_bytes)
{
  Reading little, big;

  if (n_bytes % 2 != 0 || n_bytes < 8)
    return NULL;

  little = read_units (data, n_bytes, 2, TRUE);
  big = read_units (data, n_bytes, 2, FALSE);
  if (is_of_one_script (&little) == is_of_one_script (&big))
    return NULL;
  return is_of_one_script (&little) ? "UTF-16LE" : "UTF-16BE";
}

static gboolean
holds (const guint8 *data,
       gsize         n_bytes,
       const char   *what)
{
  return memmem (data, n_bytes, what, strlen (what)) != NULL;
}

/* "~{" and pairs of letters up to "~}": Chinese as it was sent through mail. */
static gboolean
is_hz (const guint8 *data,
       gsize         n_bytes)
{
  const guint8 *end = data + n_bytes;
  gsize n_pairs = 0;

  for (const guint8 *p = data; (p = memmem (p, (gsize) (end - p), "~{", 2)) != NULL;)
    {
      for (p += 2; end - p >= 2 && *p >= 0x21 && *p <= 0x77 && p[1] >= 0x21 && p[1] < 0x7F; p += 2)
        n_pairs++;
      if (end - p < 2)
        break;
      if (p[0] != '~' || p[1] != '}')
        return FALSE;
      p += 2;
    }
  return n_pairs >= 2;
}

/* Finds the encodings that stay within ASCII and switch by escapes. */
const char *
cw_decode_detect_escapes (const guint8 *data,
                          gsize         n_bytes)
{
  gsize sample = MIN (n_bytes, 4 * CW_DECODE_SAMPLE);

  for (gsize i = 0; i < sample; i++)
    if (data[i] >= 0x80)
      return NULL;
  if (memchr (data, 0x1B, sample) == NULL)
    return is_hz (data, sample) ? "HZ-GB-2312" : NULL;
  if (holds (data, sample, "\x1B$)C"))
    return "ISO-2022-KR";
  if (holds (data, sample, "\x1B$)A") || holds (data, sample, "\x1B$)G"))
    return "ISO-2022-CN";
  if (holds (data, sample, "\x1B$(O") || holds (data, sample, "\x1B$(Q"))
    return "ISO-2022-JP-3";
  if (holds (data, sample, "\x1B$A") || holds (data, sample, "\x1B$(C")
      || holds (data, sample, "\x1B.A") || holds (data, sample, "\x1B.F"))
    return "ISO-2022-JP-2";
  if (holds (data, sample, "\x1B(I"))
    return "JIS7";
  if (holds (data, sample, "\x1B$B") || holds (data, sample, "\x1B$@")
      || holds (data, sample, "\x1B$(D"))
    return "ISO-2022-JP";
  return NULL;
}

/* EBCDIC: the space is "@", the letters lie above 0x80, and nothing is 0x20. */
gboolean
cw_decode_is_ebcdic (const guint8 *data,
                     gsize         n_bytes)
{
  gsize sample = MIN (n_bytes, CW_DECODE_SAMPLE);
  gsize n_spaces = 0;
  gsize n_letters = 0;
  gsize n_of_ascii = 0;

  for (gsize i = 0; i < sample; i++)
    {
      n_spaces += data[i] == 0x40;
      n_of_ascii += data[i] == 0x20 || data[i] == 0x0A;
      n_letters += data[i] >= 0x41 && data[i] != 0x4B && data[i] != 0x6B;
    }
  return n_spaces > sample / 14 && n_letters > sample / 2 && n_of_ascii * 20 < n_spaces;
}
