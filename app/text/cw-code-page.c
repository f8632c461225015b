/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-code-page.h"

#include <unicode/ucnv.h>

#define NO_CHARACTER 0xFFFD

struct _CwCodePage
{
  UConverter *converter;
  gboolean wide;            /* a character may be more than one byte */
  gunichar characters[256]; /* if not wide: of each byte */
  gunichar high;            /* the first half of a surrogate pair */
  guint n_wrong;
};

/* Names where ICU does not know the number. Those of the Macintosh for Asia are
 * those of Windows but for a few signs. */
static const struct
{
  guint number;
  const char *name;
} names[] = {
  { 708, "ISO-8859-6" },      { 936, "windows-936" },   { 949, "windows-949" },
  { 10000, "macintosh" },     { 10001, "windows-932" }, { 10002, "windows-950" },
  { 10003, "windows-949" },   { 10006, "x-mac-greek" }, { 10007, "x-mac-cyrillic" },
  { 10008, "windows-936" },   { 10021, "windows-874" }, { 10029, "x-mac-centraleurroman" },
  { 10081, "x-mac-turkish" }, { 20127, "US-ASCII" },    { 20866, "KOI8-R" },
  { 20932, "EUC-JP" },        { 21866, "KOI8-U" },      { 51932, "EUC-JP" },
  { 51936, "GB2312" },        { 51949, "EUC-KR" },      { 54936, "gb18030" },
  { 65001, "UTF-8" },
};

static UConverter *
open_converter (guint number)
{
  UErrorCode status = U_ZERO_ERROR;
  g_autofree char *windows = g_strdup_printf ("windows-%u", number);
  g_autofree char *dos = g_strdup_printf ("ibm-%u", number);
  UConverter *converter;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].number == number)
      return ucnv_open (names[i].name, &status);
  if (number >= 28591 && number <= 28605)
    {
      g_autofree char *iso = g_strdup_printf ("ISO-8859-%u", number - 28590);

      return ucnv_open (iso, &status);
    }
  converter = ucnv_open (windows, &status);
  if (converter != NULL)
    return converter;
  status = U_ZERO_ERROR;
  return ucnv_open (dos, &status);
}

/* One byte a character: each is looked up once. */
static void
fill_characters (CwCodePage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->characters); i++)
    {
      UErrorCode status = U_ZERO_ERROR;
      char byte = (char) i;
      UChar units[4];
      int32_t n = ucnv_toUChars (self->converter, units, G_N_ELEMENTS (units), &byte, 1, &status);

      self->characters[i] = U_SUCCESS (status) && n == 1 ? units[0] : NO_CHARACTER;
      /* Windows leaves some bytes without a character; ICU makes controls of them. */
      if (i >= 0x80 && self->characters[i] >= 0x80 && self->characters[i] < 0xA0)
        self->characters[i] = NO_CHARACTER;
    }
}

/**
 * cw_code_page_new:
 * @number: a number that Windows gives to code pages: 1252, 932, 10000
 *
 * Makes a decoder.
 *
 * Returns: (transfer full) (nullable): the decoder, or NULL if there is no such
 *   code page; free with cw_code_page_free()
 */
CwCodePage *
cw_code_page_new (guint number)
{
  UConverter *converter = open_converter (number);
  CwCodePage *self;

  if (converter == NULL)
    return NULL;

  self = g_new0 (CwCodePage, 1);
  self->converter = converter;
  self->wide = ucnv_getMaxCharSize (converter) > 1;
  if (!self->wide)
    fill_characters (self);
  return self;
}

/**
 * cw_code_page_free:
 * @self: (nullable) (transfer full): a decoder
 *
 * Frees a decoder.
 */
void
cw_code_page_free (CwCodePage *self)
{
  if (self == NULL)
    return;

  ucnv_close (self->converter);
  g_free (self);
}

/**
 * cw_code_page_is_wide:
 * @self: a decoder
 *
 * Says whether a character may be more than one byte.
 *
 * Returns: whether it may
 */
gboolean
cw_code_page_is_wide (const CwCodePage *self)
{
  return self->wide;
}

/**
 * cw_code_page_is_waiting:
 * @self: a decoder
 *
 * Says whether the last byte was the beginning of a character.
 *
 * Returns: whether it was
 */
gboolean
cw_code_page_is_waiting (const CwCodePage *self)
{
  UErrorCode status = U_ZERO_ERROR;

  return self->wide && ucnv_toUCountPending (self->converter, &status) > 0;
}

/**
 * cw_code_page_get_n_wrong:
 * @self: a decoder
 *
 * Counts what could not be decoded.
 *
 * Returns: how many times U+FFFD had to be written
 */
guint
cw_code_page_get_n_wrong (const CwCodePage *self)
{
  return self->n_wrong;
}

static void
append_character (CwCodePage *self,
                  gunichar    character,
                  GString    *out)
{
  if (character == NO_CHARACTER)
    self->n_wrong++;
  g_string_append_unichar (out, character);
}

static void
append_units (CwCodePage  *self,
              const UChar *units,
              const UChar *end,
              GString     *out)
{
  for (; units < end; units++)
    {
      if (U16_IS_LEAD (*units))
        self->high = *units;
      else if (U16_IS_TRAIL (*units) && self->high != 0)
        {
          append_character (self, U16_GET_SUPPLEMENTARY (self->high, *units), out);
          self->high = 0;
        }
      else
        append_character (self, U16_IS_SURROGATE (*units) ? NO_CHARACTER : *units, out);
    }
}

static void
convert (CwCodePage   *self,
         const guint8 *data,
         gsize         n_bytes,
         gboolean      flush,
         GString      *out)
{
  const char *source = (const char *) data;
  UErrorCode status;

  do
    {
      UChar units[256];
      UChar *target = units;

      status = U_ZERO_ERROR;
      ucnv_toUnicode (self->converter, &target, units + G_N_ELEMENTS (units), &source,
                      (const char *) data + n_bytes, NULL, flush, &status);
      append_units (self, units, target, out);
    }
  while (status == U_BUFFER_OVERFLOW_ERROR);
}

/**
 * cw_code_page_decode:
 * @self: a decoder
 * @data: some bytes
 * @n_bytes: how many
 * @out: where to append the text, in UTF-8
 *
 * Decodes bytes. What is no character becomes U+FFFD; a nul byte stays one.
 */
void
cw_code_page_decode (CwCodePage   *self,
                     const guint8 *data,
                     gsize         n_bytes,
                     GString      *out)
{
  g_return_if_fail (self != NULL && out != NULL);

  if (self->wide)
    convert (self, data, n_bytes, FALSE, out);
  else
    for (gsize i = 0; i < n_bytes; i++)
      append_character (self, self->characters[data[i]], out);
}

/**
 * cw_code_page_flush:
 * @self: a decoder
 * @out: where to append the text, in UTF-8
 *
 * Says that no more bytes follow: a character that waits for some becomes U+FFFD.
 */
void
cw_code_page_flush (CwCodePage *self,
                    GString    *out)
{
  g_return_if_fail (self != NULL && out != NULL);

  if (cw_code_page_is_waiting (self))
    convert (self, (const guint8 *) "", 0, TRUE, out);
}
