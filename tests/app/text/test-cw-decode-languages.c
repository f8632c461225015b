/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-decode.h"
#include "cw-test-languages.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

/* How many of the texts have to be right, in hundredths. From 200 characters on
 * the right encoding has to be named in any case. Some cannot be told apart however
 * long the text is: IBM500 and IBM037 differ in a few signs only. */
static const struct
{
  glong length;
  guint right;
  guint named;
} lengths[] = {
  { 40, 92, 98 },
  { 200, 98, 100 },
  { 2000, 99, 100 },
};

/* Windows and Vietnam: a letter, and its tone as a mark after it. */
static char *
take_tones_apart (const char *text)
{
  static const gunichar tones[] = { 0x0300, 0x0301, 0x0303, 0x0309, 0x0323 };
  GString *apart = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);
      gunichar parts[8];
      gsize n_parts = g_unichar_fully_decompose (letter, FALSE, parts, G_N_ELEMENTS (parts));
      gunichar base = n_parts > 0 ? parts[0] : letter;
      gunichar tone = 0;

      for (gsize i = 1; i < n_parts; i++)
        {
          gboolean is_tone = FALSE;

          for (gsize j = 0; j < G_N_ELEMENTS (tones); j++)
            is_tone |= parts[i] == tones[j];
          if (is_tone)
            tone = parts[i];
          else if (!g_unichar_compose (base, parts[i], &base))
            base = letter;
        }
      g_string_append_unichar (apart, base);
      if (tone != 0)
        g_string_append_unichar (apart, tone);
    }
  return g_string_free (apart, FALSE);
}

static gboolean
encode_by_system (const char *text,
                  const char *encoding,
                  char      **out_bytes,
                  gsize      *out_n_bytes)
{
  *out_bytes = g_convert (text, -1, encoding, "UTF-8", NULL, out_n_bytes, NULL);
  return *out_bytes != NULL;
}

/* FALSE if the encoding cannot say it. */
static gboolean
encode (const char *text,
        const char *encoding,
        char      **out_bytes,
        gsize      *out_n_bytes)
{
  UErrorCode status = U_ZERO_ERROR;
  UConverter *to = ucnv_open (encoding, &status);
  gsize n_text = strlen (text);
  g_autofree UChar *wide = g_new (UChar, n_text + 1);
  int32_t n_wide = 0;
  int32_t n_bytes;

  if (U_FAILURE (status))
    return encode_by_system (text, encoding, out_bytes, out_n_bytes);

  ucnv_setFromUCallBack (to, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
  u_strFromUTF8 (wide, (int32_t) n_text + 1, &n_wide, text, (int32_t) n_text, &status);
  *out_bytes = g_malloc (n_text * 4 + 64);
  n_bytes = ucnv_fromUChars (to, *out_bytes, (int32_t) n_text * 4 + 64, wide, n_wide, &status);
  ucnv_close (to);
  if (U_FAILURE (status))
    {
      g_clear_pointer (out_bytes, g_free);
      return FALSE;
    }
  *out_n_bytes = (gsize) n_bytes;
  return TRUE;
}

/* The sentences again and again, cut at a length. */
static char *
make_text (const char *sentences,
           const char *encoding,
           glong       length)
{
  g_autoptr (GString) long_text = g_string_new (NULL);
  g_autofree char *text = NULL;

  while (g_utf8_strlen (long_text->str, -1) < length)
    g_string_append_printf (long_text, "%s\n", sentences);
  text = g_utf8_substring (long_text->str, 0, length);
  return g_str_equal (encoding, "windows-1258") ? take_tones_apart (text) : g_strdup (text);
}

typedef struct
{
  guint n;
  guint n_right;
  guint n_named;
} Count;

static void
try_one (const CwTestLanguage *language,
         const char           *encoding,
         glong                 length,
         Count                *count)
{
  g_autofree char *text = make_text (language->text, encoding, length);
  g_autofree char *bytes = NULL;
  g_autoptr (CwDecoded) decoded = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_bytes = 0;
  gboolean named = FALSE;

  if (!encode (text, encoding, &bytes, &n_bytes))
    return;

  decoded = cw_decode ((const guint8 *) bytes, n_bytes, "a.txt", NULL, &error);
  g_assert_no_error (error);
  count->n++;
  if (g_str_equal (decoded->text, text))
    {
      count->n_right++;
      count->n_named++;
      return;
    }

  for (char **candidate = decoded->candidates; *candidate != NULL && !named; candidate++)
    {
      g_autoptr (CwDecoded) other = cw_decode ((const guint8 *) bytes, n_bytes, "a.txt", *candidate,
                                               NULL);

      named = decoded->uncertain && g_str_equal (other->text, text);
    }
  count->n_named += named;
  g_test_message ("%s in %s, %ld characters: taken for %s%s", language->language, encoding, length,
                  decoded->encoding, named ? ", but named" : "");
}

static void
test_languages (void)
{
  g_test_summary ("Sentences in many languages and encodings are read right, or it is said "
                  "that they may not be");

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      Count count = { 0 };

      for (gsize j = 0; j < cw_test_n_languages; j++)
        {
          g_auto (GStrv) encodings = g_strsplit (cw_test_languages[j].encodings, " ", -1);

          for (char **encoding = encodings; *encoding != NULL; encoding++)
            try_one (&cw_test_languages[j], *encoding, lengths[i].length, &count);
        }
      g_test_message ("%ld characters: of %u texts %u right, %u right or named", lengths[i].length,
                      count.n, count.n_right, count.n_named);
      g_assert_cmpuint (count.n, >, 180);
      g_assert_cmpuint (count.n_right * 100, >=, count.n * lengths[i].right);
      g_assert_cmpuint (count.n_named * 100, >=, count.n * lengths[i].named);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/decode/languages", test_languages);
  return g_test_run ();
}
