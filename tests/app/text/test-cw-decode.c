/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-decode.h"
#include "cw-error.h"
#include "cw-test-rounds.h"

#include <string.h>
#include <unicode/ucnv.h>

#define BYTES(string) (const guint8 *) (string), sizeof (string) - 1

static const char french[] =
  "« L’été dernier, ma mère était très fatiguée, dit-elle ; nous avons dû "
  "tout arrêter à cause de ça. » Après la naissance du bébé, les infirmières sont "
  "venues régulièrement à la maison, et ça a changé beaucoup de choses pour elle.";
static const char russian[] =
  "Я работаю здесь уже десять лет, и за это время многое изменилось. Раньше мы "
  "могли говорить с каждым пациентом, а теперь на это просто не хватает времени.";
static const char japanese[] =
  "私はこの町で生まれて、ずっとここに住んでいます。子どものころは川で泳いだり、"
  "山で虫をとったりして遊びました。今はもう誰も川では泳ぎません。";
static const char hindi[] = "मैं यहाँ दस साल से काम कर रही हूँ।\nपहले सब कुछ अलग था।\n";

static void
check (const guint8 *data,
       gsize         n_bytes,
       const char   *encoding,
       const char   *expected_text,
       const char   *expected_encoding)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwDecoded) decoded = cw_decode (data, n_bytes, "a.txt", encoding, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (decoded->text, ==, expected_text);
  g_assert_cmpuint (decoded->n_bytes, ==, strlen (expected_text));
  if (expected_encoding != NULL)
    g_assert_cmpstr (decoded->encoding, ==, expected_encoding);
}

static void
test_unicode (void)
{
  check (BYTES (""), NULL, "", "UTF-8");
  check (BYTES ("abc"), NULL, "abc", "UTF-8");
  check (BYTES ("\xEF\xBB\xBF"
                "caf\xC3\xA9"),
         NULL, "café", "UTF-8");
  check (BYTES ("\xFF\xFE"
                "H\0i\0"),
         NULL, "Hi", "UTF-16LE");
  check (BYTES ("\xFE\xFF"
                "\0H\0i"),
         NULL, "Hi", "UTF-16BE");
  check (BYTES ("\xFF\xFE\0\0"
                "H\0\0\0"),
         NULL, "H", "UTF-32LE");
  check (BYTES ("\0\0\xFE\xFF"
                "\0\0\0H"),
         NULL, "H", "UTF-32BE");
  check (BYTES ("H\0e\0l\0l\0o\0 \0y\0o\0u\0"), NULL, "Hello you", "UTF-16LE");
  check (BYTES ("\0H\0e\0l\0l\0o\0 \0y\0o\0u"), NULL, "Hello you", "UTF-16BE");
  check (BYTES ("H\0\0\0e\0\0\0y\0\0\0"), NULL, "Hey", "UTF-32LE");
}

static void
test_line_ends (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwDecoded) decoded = NULL;

  check (BYTES ("a\r\nb\rc\nd\r"), NULL, "a\nb\nc\nd\n", "UTF-8");
  check (BYTES ("a\xC2\x85"
                "b\xE2\x80\xA8"
                "c\xE2\x80\xA9"
                "d\ve\ff"),
         NULL, "a\nb\nc\nd\ne\nf", "UTF-8");
  check (BYTES ("\xC2\xA0\xE2\x80\x99\xE2\x82\xAC"), NULL, "\u00A0’€", "UTF-8");

  decoded = cw_decode (BYTES ("tab\tnul\0bell\7"
                              "del\x7F"
                              "c1\xC2\x90 and some more text"),
                       "a.txt", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (decoded->text, ==, "tab\tnul bell\uFFFDdel\uFFFDc1\uFFFD and some more text");
  g_assert_cmpuint (decoded->warnings->len, ==, 1);
}

static void
test_legacy (void)
{
  static const struct
  {
    const char *text;
    const char *encoding;
  } cases[] = {
    { french, "windows-1252" }, { french, "macintosh" },     { russian, "windows-1251" },
    { russian, "IBM866" },      { russian, "KOI8-R" },       { japanese, "Shift_JIS" },
    { japanese, "EUC-JP" },     { japanese, "ISO-2022-JP" }, { hindi, "UTF-16BE" },
    { hindi, "UTF-16LE" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      UErrorCode status = U_ZERO_ERROR;
      char bytes[4096];
      UChar wide[2048];
      UConverter *utf8 = ucnv_open ("UTF-8", &status);
      UConverter *to = ucnv_open (cases[i].encoding, &status);
      int32_t n_wide = ucnv_toUChars (utf8, wide, G_N_ELEMENTS (wide), cases[i].text, -1, &status);
      int32_t n_bytes = ucnv_fromUChars (to, bytes, sizeof bytes, wide, n_wide, &status);

      g_assert_true (U_SUCCESS (status));
      g_test_message ("%s", cases[i].encoding);
      check ((const guint8 *) bytes, (gsize) n_bytes, NULL, cases[i].text, NULL);
      check ((const guint8 *) bytes, (gsize) n_bytes, cases[i].encoding, cases[i].text,
             cases[i].encoding);
      ucnv_close (to);
      ucnv_close (utf8);
    }
}

static void
test_uncertain (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwDecoded) decoded = cw_decode (BYTES ("caf\xE9 na\xEFve"), "a.txt", NULL, &error);

  g_assert_no_error (error);
  g_assert_true (decoded->uncertain);
  g_assert_cmpuint (g_strv_length (decoded->candidates), >=, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (decoded->warnings, 0), "--encoding"));
}

static void
test_damaged_utf8 (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwDecoded) decoded = cw_decode (BYTES ("caf\xC3\xA9 \xC3\xA0 \xE2\x82\xAC \xFF bad"),
                                             "a.txt", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (decoded->text, ==, "café à € \uFFFD bad");
  g_assert_true (decoded->uncertain);
  g_assert_cmpstr (decoded->candidates[0], ==, "UTF-8");
  g_assert_cmpuint (g_strv_length (decoded->candidates), >=, 2);
  check (BYTES ("\xE9t\xE9"), "UTF-8", "\uFFFDt\uFFFD", "UTF-8");
}

static void
test_cut_off (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwDecoded) decoded = cw_decode (BYTES ("\xFF\xFEH\0i\0x"), "a.txt", NULL, &error);

  g_test_summary ("Half a character at the end is left out, and it is said");

  g_assert_no_error (error);
  g_assert_cmpstr (decoded->text, ==, "Hi");
  g_assert_false (decoded->uncertain);
  g_assert_cmpuint (decoded->warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (decoded->warnings, 0), "cut off"));
}

static void
test_usual (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwDecoded) decoded = cw_decode (BYTES ("a \x93quote\x94 \x81\x8D here"), "a.txt", NULL,
                                             &error);
  gboolean named = FALSE;

  g_test_summary ("Where the encoding is uncertain, windows-1252 is always among the candidates");

  g_assert_no_error (error);
  g_assert_true (decoded->uncertain);
  for (char **candidate = decoded->candidates; *candidate != NULL; candidate++)
    named |= g_str_equal (*candidate, "windows-1252");
  g_assert_true (named);
}

static void
test_refused (void)
{
  guint8 binary[512];
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < sizeof binary; i++)
    binary[i] = (guint8) (i * 37 % 256);
  g_assert_null (cw_decode (binary, sizeof binary, "x.bin", NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_FORMAT);
  g_assert_true (g_str_has_prefix (error->message, "x.bin: "));
  g_clear_error (&error);

  g_assert_null (cw_decode (BYTES ("abc"), "x.txt", "no-such-encoding", &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_USAGE);
}

static void
test_random (void)
{
  guint n_rounds = cw_test_rounds (500, 20000);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  g_test_summary ("Random bytes never give anything but clean text, or an error");

  for (guint round = 0; round < n_rounds; round++)
    {
      guint8 bytes[200];
      gsize n_bytes = (gsize) g_rand_int_range (rand, 0, sizeof bytes);
      g_autoptr (CwDecoded) decoded = NULL;

      for (gsize i = 0; i < n_bytes; i++)
        bytes[i] = (guint8) g_rand_int_range (rand, round % 3 == 0 ? 32 : 0, 256);
      decoded = cw_decode (bytes, n_bytes, "x", round % 5 == 0 ? "UTF-8" : NULL, NULL);
      if (decoded == NULL)
        continue;
      g_assert_true (g_utf8_validate_len (decoded->text, decoded->n_bytes, NULL));
      for (gsize i = 0; i < decoded->n_bytes; i++)
        g_assert_true ((guint8) decoded->text[i] >= 0x20 || decoded->text[i] == '\n'
                       || decoded->text[i] == '\t');
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/decode/unicode", test_unicode);
  g_test_add_func ("/text/decode/line-ends", test_line_ends);
  g_test_add_func ("/text/decode/legacy", test_legacy);
  g_test_add_func ("/text/decode/uncertain", test_uncertain);
  g_test_add_func ("/text/decode/damaged-utf8", test_damaged_utf8);
  g_test_add_func ("/text/decode/cut-off", test_cut_off);
  g_test_add_func ("/text/decode/usual", test_usual);
  g_test_add_func ("/text/decode/refused", test_refused);
  g_test_add_func ("/text/decode/random", test_random);
  return g_test_run ();
}
