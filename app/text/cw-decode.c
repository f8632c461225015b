/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-decode.h"

#include "cw-decode-private.h"
#include "cw-error.h"

#include <string.h>
#include <unicode/ucnv.h>

/* Line ends. Every sequence that Unicode counts as one becomes "\n": CR LF, CR,
 * NEL (U+0085), CR NEL, VT, FF, LS (U+2028) and PS (U+2029). A nul, with which some
 * programs fill up what they write, becomes a blank, other control characters but
 * the tab U+FFFD. Nothing else is touched; nothing is normalised. */

#define REPLACEMENT "\xEF\xBF\xBD"

/* What DOS wrote at the end of a text. */
#define END_OF_FILE 0x1A

/* Bytes that can begin something that cw_decode_normalise() changes. */
static inline gboolean
is_suspect (guint8 byte)
{
  return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F || byte == 0xC2
         || byte == 0xE2;
}

/* What is to be put for the bytes at p, and how many of them; NULL to keep them. */
static inline const char *
normal_form (const guint8 *p,
             const guint8 *end,
             gsize        *out_n_bytes)
{
  *out_n_bytes = 1;
  if (*p == '\r')
    {
      if (p + 1 < end && p[1] == '\n')
        *out_n_bytes = 2;
      else if (end - p >= 3 && p[1] == 0xC2 && p[2] == 0x85)
        *out_n_bytes = 3;
      return "\n";
    }
  if (*p == '\v' || *p == '\f')
    return "\n";
  if (*p == '\0')
    return " ";
  if (*p == END_OF_FILE && p + 1 == end)
    return "";
  if (*p < 0x20 || *p == 0x7F)
    return REPLACEMENT;

  if (*p == 0xC2 && end - p >= 2 && p[1] < 0xA0)
    {
      *out_n_bytes = 2;
      return p[1] == 0x85 ? "\n" : REPLACEMENT;
    }
  if (*p == 0xE2 && end - p >= 3 && p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9))
    {
      *out_n_bytes = 3;
      return "\n";
    }
  return NULL;
}

/**
 * cw_decode_normalise:
 * @text: (transfer full): valid UTF-8 but for nuls in it, nul-terminated
 * @n_bytes: (inout): its length in bytes
 * @out_n_controls: (out): how many control characters were replaced
 *
 * Makes every line end a "\n", every nul a blank, and every other control character
 * but the tab a U+FFFD.
 *
 * Returns: (transfer full): the text, which may be the same memory
 */
char *
cw_decode_normalise (char  *text,
                     gsize *n_bytes,
                     guint *out_n_controls)
{
  const guint8 *p = (const guint8 *) text;
  const guint8 *end = p + *n_bytes;
  const guint8 *kept = p;
  GString *normal = NULL;

  g_return_val_if_fail (text != NULL && n_bytes != NULL && out_n_controls != NULL, text);

  *out_n_controls = 0;
  while (p < end)
    {
      const char *instead;
      gsize length;

      while (p < end && !is_suspect (*p))
        p++;
      if (p == end)
        break;

      instead = normal_form (p, end, &length);
      if (instead != NULL)
        {
          if (normal == NULL)
            normal = g_string_sized_new (*n_bytes + 64);
          g_string_append_len (normal, (const char *) kept, p - kept);
          g_string_append (normal, instead);
          *out_n_controls += *instead != '\n' && *instead != '\0';
          kept = p + length;
        }
      p += length;
    }

  if (normal == NULL)
    return text;

  g_string_append_len (normal, (const char *) kept, end - kept);
  g_free (text);
  *n_bytes = normal->len;
  return g_string_free (normal, FALSE);
}

/**
 * cw_decode_looks_binary:
 * @data: bytes
 * @n_bytes: how many
 *
 * Judges from the first 64 KiB whether bytes are no text in any encoding of
 * single or several bytes: more than one in twenty is a control character that
 * no text has.
 *
 * Returns: whether they look binary
 */
gboolean
cw_decode_looks_binary (const guint8 *data,
                        gsize         n_bytes)
{
  gsize sample = MIN (n_bytes, 65536);
  gsize n_controls = 0;

  g_return_val_if_fail (data != NULL || n_bytes == 0, FALSE);

  for (gsize i = 0; i < sample; i++)
    n_controls += data[i] < 0x20 && (data[i] < '\t' || data[i] > '\r') && data[i] != 0x1B;
  return n_controls > 2 + sample / 20;
}

/* Counts what is and what is not UTF-8 among the bytes above 0x7F. */
static gboolean
is_mostly_utf8 (const guint8 *data,
                gsize         n_bytes)
{
  const char *p = (const char *) data;
  const char *end = p + MIN (n_bytes, 1 << 20);
  gsize n_right = 0;
  gsize n_wrong = 0;

  while (p < end)
    {
      gunichar character;

      if ((guint8) *p < 0x80)
        {
          p++;
          continue;
        }
      character = g_utf8_get_char_validated (p, end - p);
      if (character == (gunichar) -2)
        break;
      if (character == (gunichar) -1)
        {
          n_wrong++;
          p++;
        }
      else
        {
          n_right++;
          p = g_utf8_next_char (p);
        }
    }
  return n_wrong == 0 || n_right >= n_wrong;
}

static gboolean
is_utf8 (const guint8 *data,
         gsize         n_bytes)
{
  const char *p = (const char *) data;
  const char *end = p + n_bytes;

  /* Nuls are for cw_decode_normalise(). */
  while (!g_utf8_validate_len (p, (gsize) (end - p), &p))
    {
      if (*p != '\0')
        return FALSE;
      p++;
    }
  return TRUE;
}

static CwDecoded *
decoded_new (char       *text,
             gsize       n_bytes,
             const char *encoding)
{
  CwDecoded *self = g_new0 (CwDecoded, 1);

  self->text = text;
  self->n_bytes = n_bytes;
  self->encoding = g_strdup (encoding);
  self->candidates = g_new0 (char *, 1);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static gsize
bytes_of_unit (const char *encoding)
{
  if (g_ascii_strncasecmp (encoding, "UTF-16", 6) == 0)
    return 2;
  return g_ascii_strncasecmp (encoding, "UTF-32", 6) == 0 ? 4 : 1;
}

static CwDecoded *
decode_as (const char   *encoding,
           const guint8 *data,
           gsize         n_bytes,
           GError      **error)
{
  CwDecoded *self;
  char *text;
  gsize n_text = 0;
  gsize n_odd = 0;
  guint n_wrong = 0;

  if (g_ascii_strcasecmp (encoding, "UTF-8") == 0)
    {
      if (is_utf8 (data, n_bytes))
        {
          text = g_malloc (n_bytes + 1);
          memcpy (text, data, n_bytes);
          text[n_bytes] = '\0';
          return decoded_new (text, n_bytes, "UTF-8");
        }
      text = cw_decode_repair (data, n_bytes, &n_text, &n_wrong);
    }
  else
    {
      n_odd = n_bytes % bytes_of_unit (encoding);
      text = cw_decode_convert (encoding, data, n_bytes - n_odd, &n_text, &n_wrong);
    }

  if (text == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "there is no encoding “%s”; give one like UTF-8, windows-1252, "
                   "ISO-8859-2, Shift_JIS or GB18030",
                   encoding);
      return NULL;
    }

  self = decoded_new (text, n_text, encoding);
  self->uncertain = n_wrong > 0;
  if (n_wrong > 0)
    g_ptr_array_add (self->warnings,
                     g_strdup_printf ("%u bytes mean nothing in %s and stand as \uFFFD; if much "
                                      "of the text is wrong, name its encoding with --encoding",
                                      n_wrong, encoding));
  if (n_odd > 0)
    g_ptr_array_add (self->warnings, g_strdup ("the file ends within a character, which was left "
                                               "out; it may have been cut off"));
  return self;
}

/* Says what else the bytes may be, best first; the first is what they were read as. */
static void
name_candidates (CwDecoded         *self,
                 const char *const *names)
{
  g_autofree char *list = NULL;

  g_strfreev (self->candidates);
  self->candidates = g_strdupv ((char **) names);
  if (!self->uncertain || names[1] == NULL)
    return;

  list = g_strjoinv (", ", self->candidates + 1);
  g_ptr_array_add (self->warnings,
                   g_strdup_printf ("the encoding is not certain: read as %s, could also be %s; "
                                    "check the letters with accents, and if they are wrong "
                                    "import again with --encoding %s",
                                    names[0], list, names[1]));
}

static CwDecoded *
decode_guessing (const guint8 *data,
                 gsize         n_bytes,
                 GError      **error)
{
  CwDecoded *self;
  CwDecodeGuess guess = { 0 };

  cw_decode_detect_legacy (data, n_bytes, &guess);
  self = decode_as (guess.names[0], data, n_bytes, error);
  if (self == NULL)
    return NULL;

  self->uncertain = guess.uncertain;
  name_candidates (self, guess.names);
  return self;
}

/* What was found, but has bytes in it that mean nothing there. */
static void
doubt (CwDecoded    *self,
       const guint8 *data,
       gsize         n_bytes)
{
  const char *names[CW_DECODE_MAX_CANDIDATES + 3] = { self->encoding };
  CwDecodeGuess guess = { 0 };

  cw_decode_detect_legacy (data, n_bytes, &guess);
  for (gsize i = 0; guess.names[i] != NULL; i++)
    names[i + 1] = guess.names[i];
  name_candidates (self, names);
}

static void
finish (CwDecoded *self)
{
  guint n_controls;

  self->text = cw_decode_normalise (self->text, &self->n_bytes, &n_controls);
  if (n_controls > 0)
    g_ptr_array_add (self->warnings,
                     g_strdup_printf ("%u control characters, which no text should hold, stand "
                                      "as blanks or \uFFFD",
                                      n_controls));
}

/* What the bytes can be seen to be in, or NULL: then it has to be guessed. */
static const char *
find_encoding (const guint8 *data,
               gsize         n_bytes,
               gsize        *out_bom,
               gboolean     *out_binary)
{
  const char *found = cw_decode_detect_mark (data, n_bytes, out_bom);

  *out_binary = FALSE;
  if (found == NULL)
    found = cw_decode_detect_pattern (data, n_bytes);
  if (found == NULL)
    found = cw_decode_detect_escapes (data, n_bytes);
  if (found != NULL || cw_decode_is_ebcdic (data, n_bytes))
    return found;

  *out_binary = cw_decode_looks_binary (data, n_bytes);
  if (!*out_binary && is_utf8 (data, n_bytes))
    return "UTF-8";
  found = cw_decode_detect_scripts (data, n_bytes);
  *out_binary &= found == NULL;
  return found == NULL && is_mostly_utf8 (data, n_bytes) ? "UTF-8" : found;
}

/**
 * cw_decode:
 * @data: the bytes of a file of plain text
 * @n_bytes: how many
 * @file_name: the file's name, for messages
 * @encoding: (nullable): the encoding, if it is known, by any name ICU knows
 * @error: return location for an error
 *
 * Turns bytes into text. Without @encoding it is found out: by a byte order
 * mark, as UTF-16 or UTF-32 by the pattern of the bytes, as UTF-8 if it is
 * valid, else by the letters of some fifty languages; then the result says whether
 * others would do as well. Line ends become "\n", nuls blanks, other control
 * characters U+FFFD.
 *
 * Returns: (transfer full): the text, or NULL with %CW_ERROR_FORMAT if the file
 *   is binary, or %CW_ERROR_USAGE if there is no such encoding; free with
 *   cw_decoded_free()
 */
CwDecoded *
cw_decode (const guint8 *data,
           gsize         n_bytes,
           const char   *file_name,
           const char   *encoding,
           GError      **error)
{
  g_autoptr (CwDecoded) self = NULL;
  gsize bom = 0;
  gboolean binary = FALSE;
  gboolean named = encoding != NULL;

  g_return_val_if_fail (data != NULL || n_bytes == 0, NULL);
  g_return_val_if_fail (file_name != NULL, NULL);

  if (n_bytes == 0)
    return decoded_new (g_strdup (""), 0, "UTF-8");

  if (named)
    {
      const char *marked = cw_decode_detect_mark (data, n_bytes, &bom);

      if (marked == NULL || g_ascii_strcasecmp (marked, encoding) != 0)
        bom = 0;
    }
  else
    encoding = find_encoding (data, n_bytes, &bom, &binary);
  if (binary)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_FORMAT,
                   "%s: the file is binary, not text; save it as text, DOCX or Markdown and "
                   "import that",
                   file_name);
      return NULL;
    }

  data += bom;
  n_bytes -= bom;
  self = encoding != NULL ? decode_as (encoding, data, n_bytes, error)
                          : decode_guessing (data, n_bytes, error);
  if (self == NULL)
    {
      g_prefix_error (error, "%s: ", file_name);
      return NULL;
    }

  /* A name that was given, or a mark, leaves no doubt. */
  if (named || bom > 0)
    self->uncertain = FALSE;
  else if (self->uncertain && encoding != NULL)
    doubt (self, data, n_bytes);
  finish (self);
  return g_steal_pointer (&self);
}

/**
 * cw_decoded_free:
 * @self: (nullable) (transfer full): a decoded text
 *
 * Frees it and all that belongs to it.
 */
void
cw_decoded_free (CwDecoded *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self->encoding);
  g_strfreev (self->candidates);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

/**
 * cw_decoded_describe:
 * @self: what was decoded
 * @text: the text that was made of it
 *
 * Tells @text the encoding, whether it was guessed, and the warnings.
 */
void
cw_decoded_describe (CwDecoded *self,
                     CwText    *text)
{
  g_free (text->encoding);
  text->encoding = g_strdup (self->encoding);
  text->uncertain = self->uncertain;
  for (guint i = 0; i < self->warnings->len; i++)
    cw_text_warn (text, "%s", (const char *) g_ptr_array_index (self->warnings, i));
}
