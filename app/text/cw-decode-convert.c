/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-decode-private.h"

#include <errno.h>
#include <string.h>
#include <unicode/ucnv.h>

#define REPLACEMENT "\xEF\xBF\xBD"

static guint
count_replacements (const char *text,
                    gsize       n_bytes)
{
  const char *end = text + n_bytes;
  guint n = 0;

  for (const char *p = text; (p = memmem (p, (gsize) (end - p), REPLACEMENT, 3)) != NULL; p += 3)
    n++;
  return n;
}

static char *
convert_by_icu (const char   *encoding,
                const guint8 *data,
                gsize         n_bytes,
                gsize        *out_n_bytes)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *from = ucnv_open (encoding, &status);
  UConverter *to = ucnv_open ("UTF-8", &status);
  const char *source = (const char *) data;
  gsize allocated = n_bytes + n_bytes / 2 + 64;
  char *text;
  char *target;
  UChar pivot[4096];
  UChar *pivot_source = pivot;
  UChar *pivot_target = pivot;
  UBool reset = TRUE;

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
  return text;
}

/* The C library knows a few that ICU does not: VISCII, TCVN, Johab, KOI8-T. */
static char *
convert_by_system (GIConv        converter,
                   const guint8 *data,
                   gsize         n_bytes,
                   gsize        *out_n_bytes)
{
  GString *text = g_string_sized_new (n_bytes + n_bytes / 2 + 64);
  char *source = (char *) data;
  gsize left = n_bytes;
  char buffer[4096];
  gboolean ended = FALSE;

  for (;;)
    {
      char *target = buffer;
      gsize room = sizeof buffer;
      gsize result = g_iconv (converter, ended ? NULL : &source, &left, &target, &room);
      int problem = result == (gsize) -1 ? errno : 0;

      g_string_append_len (text, buffer, target - buffer);
      if (problem == E2BIG)
        continue;
      if (problem != 0 && left > 0)
        {
          g_string_append (text, REPLACEMENT);
          source++;
          left--;
        }
      else if (ended)
        break;
      else
        ended = TRUE;
    }

  *out_n_bytes = text->len;
  return g_string_free (text, FALSE);
}

static gboolean
table_by_icu (const char *encoding,
              gunichar    table[256])
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open (encoding, &status);
  char bytes[256];
  UChar units[256];
  UChar *target = units;
  const char *source = bytes;
  gboolean ok;

  if (U_FAILURE (status))
    return FALSE;

  for (int i = 0; i < 256; i++)
    bytes[i] = (char) i;
  ucnv_toUnicode (converter, &target, units + 256, &source, bytes + 256, NULL, TRUE, &status);
  ok = U_SUCCESS (status) && target == units + 256 && ucnv_getMaxCharSize (converter) == 1;
  for (int i = 0; ok && i < 256; i++)
    table[i] = units[i];
  ucnv_close (converter);
  return ok;
}

/* Apple's encodings that neither knows: Roman but for a few bytes. */
static const struct
{
  const char *name;
  const char *bytes;
  const char *letters;
} apple[] = {
  { "x-mac-icelandic", "\xA0\xDC\xDD\xDE\xDF\xE0", "ÝÐðÞþý" },
  { "x-mac-croatian",
    "\xA9\xAE\xB4\xB9\xBE\xC6\xC8\xD0\xD8\xD9\xDE\xDF\xE0\xE6\xE8\xF0\xF9\xFA\xFD\xFE",
    "ŠŽ∆šžĆČĐ©Æ»–ćčđπËÊæ" },
  { "x-mac-romanian", "\xAE\xAF\xBE\xBF\xDE\xDF", "ĂȘășȚț" },
};

static gboolean
table_of_apple (const char *encoding,
                gunichar    table[256])
{
  for (gsize i = 0; i < G_N_ELEMENTS (apple); i++)
    if (g_ascii_strcasecmp (encoding, apple[i].name) == 0)
      {
        const char *letter = apple[i].letters;

        if (!table_by_icu ("macintosh", table))
          return FALSE;
        for (const char *byte = apple[i].bytes; *byte != '\0'; byte++)
          {
            table[(guint8) *byte] = g_utf8_get_char (letter);
            letter = g_utf8_next_char (letter);
          }
        return TRUE;
      }
  return FALSE;
}

static char *
convert_by_table (const gunichar table[256],
                  const guint8  *data,
                  gsize          n_bytes,
                  gsize         *out_n_bytes)
{
  GString *text = g_string_sized_new (n_bytes + n_bytes / 2 + 64);

  for (gsize i = 0; i < n_bytes; i++)
    g_string_append_unichar (text, table[data[i]]);
  *out_n_bytes = text->len;
  return g_string_free (text, FALSE);
}

/* Converts to UTF-8; what cannot be converted becomes U+FFFD and is counted.
 * Returns NULL if there is no such encoding. */
char *
cw_decode_convert (const char   *encoding,
                   const guint8 *data,
                   gsize         n_bytes,
                   gsize        *out_n_bytes,
                   guint        *out_n_wrong)
{
  gunichar table[256];
  char *text;

  if (table_of_apple (encoding, table))
    text = convert_by_table (table, data, n_bytes, out_n_bytes);
  else
    text = convert_by_icu (encoding, data, n_bytes, out_n_bytes);
  if (text == NULL)
    {
      GIConv converter = g_iconv_open ("UTF-8", encoding);

      if (converter == (GIConv) -1)
        return NULL;
      text = convert_by_system (converter, data, n_bytes, out_n_bytes);
      g_iconv_close (converter);
    }
  *out_n_wrong = count_replacements (text, *out_n_bytes);
  return text;
}

/* What each byte stands for in an encoding of single bytes; U+FFFD for nothing.
 * Returns FALSE if there is no such encoding. */
gboolean
cw_decode_byte_table (const char *encoding,
                      gunichar    table[256])
{
  GIConv converter;

  if (table_by_icu (encoding, table) || table_of_apple (encoding, table))
    return TRUE;
  converter = g_iconv_open ("UTF-8", encoding);
  if (converter == (GIConv) -1)
    return FALSE;

  for (int i = 0; i < 256; i++)
    {
      guint8 byte = (guint8) i;
      gsize n_bytes = 0;
      g_autofree char *text = convert_by_system (converter, &byte, 1, &n_bytes);

      table[i] = n_bytes > 0 && (*text != '\0' || i == 0) ? g_utf8_get_char (text) : 0xFFFD;
    }
  g_iconv_close (converter);
  return TRUE;
}

/* How many bytes of a broken sequence stand for one character: as far as it might
 * have become one. */
static gsize
broken_length (const guint8 *p,
               const guint8 *end)
{
  gsize length = *p >= 0xF0 && *p <= 0xF4   ? 4
                 : *p >= 0xE0 && *p <= 0xEF ? 3
                 : *p >= 0xC2 && *p <= 0xDF ? 2
                                            : 1;
  guint8 low = *p == 0xE0 ? 0xA0 : *p == 0xF0 ? 0x90 : 0x80;
  guint8 high = *p == 0xED ? 0x9F : *p == 0xF4 ? 0x8F : 0xBF;
  gsize n = 1;

  while (n < length && p + n < end && p[n] >= low && p[n] <= high)
    {
      low = 0x80;
      high = 0xBF;
      n++;
    }
  return n;
}

/* Copies what is nearly UTF-8; each piece that is not becomes U+FFFD. */
char *
cw_decode_repair (const guint8 *data,
                  gsize         n_bytes,
                  gsize        *out_n_bytes,
                  guint        *out_n_wrong)
{
  GString *string = g_string_sized_new (n_bytes + 64);
  const char *p = (const char *) data;
  const char *end = p + n_bytes;

  *out_n_wrong = 0;
  while (p < end)
    {
      const char *valid_end;

      g_utf8_validate_len (p, (gsize) (end - p), &valid_end);
      g_string_append_len (string, p, valid_end - p);
      p = valid_end;
      if (p == end)
        break;

      if (*p == '\0')
        {
          g_string_append_c (string, '\0');
          p++;
          continue;
        }
      g_string_append (string, REPLACEMENT);
      (*out_n_wrong)++;
      p += broken_length ((const guint8 *) p, (const guint8 *) end);
    }

  *out_n_bytes = string->len;
  return g_string_free (string, FALSE);
}
