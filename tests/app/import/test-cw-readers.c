/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-readers.h"

#include <string.h>

/* Bytes that a reader once stumbled over, most of them found by ./dev fuzz: each is
 * read or refused. Sanitizers see what else is wrong. */

typedef CwText *(*Reader) (GBytes *bytes,
                           const char *file_name,
                           const CwReadOptions *options,
                           GCancellable *cancellable,
                           GError **error);

static void
check (Reader      read,
       const char *file_name,
       const void *data,
       gsize       n_bytes)
{
  CwReadOptions options = CW_READ_OPTIONS_DEFAULT;
  g_autoptr (GBytes) bytes = g_bytes_new (data, n_bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = read (bytes, file_name, &options, NULL, &error);

  g_test_message ("%s", file_name);
  g_assert_true ((text == NULL) == (error != NULL));
  if (text != NULL)
    {
      g_assert_true (g_utf8_validate (text->text, (gssize) text->n_bytes, NULL));
      g_assert_cmpint (g_utf8_strlen (text->text, (gssize) text->n_bytes), ==, text->length);
    }
}

/* The bytes of nothing are at no address. */
static void
test_empty (void)
{
  static const struct
  {
    const char *name;
    Reader read;
  } readers[] = {
    { "a.csv", cw_read_csv },     { "a.docx", cw_read_docx }, { "a.epub", cw_read_epub },
    { "a.html", cw_read_html },   { "a.ods", cw_read_ods },   { "a.odt", cw_read_odt },
    { "a.md", cw_read_markdown }, { "a.rtf", cw_read_rtf },   { "a.srt", cw_read_srt },
    { "a.txt", cw_read_txt },     { "a.vtt", cw_read_vtt },   { "a.xlsx", cw_read_xlsx },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    check (readers[i].read, readers[i].name, "", 0);
}

static void
test_found (void)
{
  static const struct
  {
    Reader read;
    const char *name;
    const char *bytes;
  } cases[] = {
    { cw_read_rtf, "zero.rtf", "{\\rtf1 a\\'00b\\'0e}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check (cases[i].read, cases[i].name, cases[i].bytes, strlen (cases[i].bytes));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/readers/empty", test_empty);
  g_test_add_func ("/import/readers/found", test_found);
  return g_test_run ();
}
