/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-pdf-answer.h"

#include "cw-error.h"

#include <string.h>

static void
test_good (void)
{
  static const char answer[] = "pages\t2\n"
                               "page\t60000\t80000\t1\txii\n"
                               "word\t100\t200\t300\t400\t1200\t5\ta\\tb\\\\\n"
                               "link\t0\t0\t10\t10\thttps://example.org\n"
                               "note\t0\t0\t10\t10\tRobin\tone\\ntwo\n"
                               "page\t60000\t80000\t0\t2\n"
                               "field\t1\t2\t3\t4\tblue\n"
                               "end\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = cw_pdf_answer_parse (answer, strlen (answer), &error);
  const CwPdfPage *page;

  g_assert_no_error (error);
  g_assert_cmpuint (pages->len, ==, 2);
  page = g_ptr_array_index (pages, 0);
  g_assert_cmpstr (page->label, ==, "xii");
  g_assert_cmpuint (page->n_images, ==, 1);
  g_assert_cmpstr (g_array_index (page->words, CwPdfWord, 0).text, ==, "a\tb\\");
  g_assert_cmpuint (g_array_index (page->words, CwPdfWord, 0).flags, ==,
                    CW_PDF_WORD_BOLD | CW_PDF_WORD_STARTS_LINE);
  g_assert_cmpstr (g_array_index (page->links, CwPdfMark, 0).text, ==, "https://example.org");
  g_assert_cmpstr (g_array_index (page->notes, CwPdfMark, 0).author, ==, "Robin");
  g_assert_cmpstr (g_array_index (page->notes, CwPdfMark, 0).text, ==, "one\ntwo");
  page = g_ptr_array_index (pages, 1);
  g_assert_cmpstr (g_array_index (page->fields, CwPdfField, 0).text, ==, "blue");
}

static void
test_bad (void)
{
  static const struct
  {
    const char *answer;
    CwError code;
  } cases[] = {
    { "", CW_ERROR_DAMAGED },
    { "end\n", CW_ERROR_DAMAGED },
    { "pages\t1\nend\n", CW_ERROR_DAMAGED },
    { "pages\t0\nend\n", CW_ERROR_DAMAGED },
    { "pages\t99999999\nend\n", CW_ERROR_DAMAGED },
    { "pages\t1\npage\t1\t1\t0\t1\n", CW_ERROR_DAMAGED },
    { "pages\t1\npage\t1\t1\t0\t1\nend", CW_ERROR_DAMAGED },
    { "pages\t1\npage\t1\t1\t0\t1\npage\t1\t1\t0\t1\nend\n", CW_ERROR_DAMAGED },
    { "pages\t1\npage\t1\t1\t0\t1\nend\nend\n", CW_ERROR_DAMAGED },
    { "pages\t1\nword\t1\t1\t2\t2\t9\t0\tx\npage\t1\t1\t0\t1\nend\n", CW_ERROR_DAMAGED },
    { "pages\t1\npage\t1\t1\t0\t1\nword\t5\t1\t2\t2\t9\t0\tx\nend\n", CW_ERROR_DAMAGED },
    { "pages\t1\npage\t1\t1\t0\t1\nword\t1\t1\t2\t2\t9\t16\tx\nend\n", CW_ERROR_DAMAGED },
    { "pages\t1\npage\t1\t1\t0\t1\nword\t1\t1\t2\t2\t9\t0\tx\\y\nend\n", CW_ERROR_DAMAGED },
    { "pages\t1\npage\t1\t1\t0\t1\nword\t1\t1\t2\t2\t9\t0\tx\ty\nend\n", CW_ERROR_DAMAGED },
    { "pages\t1\npage\t1\t1\t0\t1\nfield\t1\t2\t3\t4\t\xff\nend\n", CW_ERROR_DAMAGED },
    { "pages\t1\npage\t1\t1\t0\t1\ncall\tx\nend\n", CW_ERROR_DAMAGED },
    { "pages\t1\npage\t1\t1\t0\t1\nword\t1\t1\t2\t2\t9\t0\t\nend\n", CW_ERROR_DAMAGED },
    { "error\tencrypted\n", CW_ERROR_PROTECTED },
    { "error\tdamaged\n", CW_ERROR_DAMAGED },
    { "error\tpages\n", CW_ERROR_TOO_LARGE },
    { "pages\t1\npage\t1\t1\t0\t1\nerror\tlarge\n", CW_ERROR_TOO_LARGE },
    { "error\tother\n", CW_ERROR_DAMAGED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) pages = cw_pdf_answer_parse (cases[i].answer, strlen (cases[i].answer),
                                                         &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (pages);
      g_assert_error (error, CW_ERROR, (int) cases[i].code);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf-answer/good", test_good);
  g_test_add_func ("/pdf-answer/bad", test_bad);
  return g_test_run ();
}
