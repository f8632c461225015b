/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-readers.h"

#include "cw-error.h"

#include <string.h>

static const char tiny[] = "%PDF-1.4\n"
                           "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
                           "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
                           "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
                           "/Resources<</Font<</F 5 0 R>>>>>> endobj\n"
                           "4 0 obj <</Length 41>> stream\n"
                           "BT /F 12 Tf 72 700 Td (A small hen.) Tj ET\n"
                           "endstream endobj\n"
                           "5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n"
                           "trailer <</Root 1 0 R/Size 6>>\n%%EOF\n";

static CwText *
read_string (const char *string,
             GError    **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (string, strlen (string));

  return cw_read_pdf (bytes, "a.pdf", &CW_READ_OPTIONS_DEFAULT, NULL, error);
}

static void
test_tiny (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = read_string (tiny, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text->text, ==, "A small hen.");
  g_assert_cmpuint (text->pages->len, ==, 1);
  g_assert_cmpstr (g_array_index (text->pages, CwPage, 0).label, ==, "1");
}

/* What is left of a PDF whose first bytes are lost or changed says what it is. */
static void
test_damaged_head (void)
{
  static const struct
  {
    const char *name;
    const char *head;
    const char *tail;
    gboolean is_pdf;
  } cases[] = {
    { "a.pdf", "?PXF-1.4\n", "", TRUE },
    { "a.pdf", "", "", TRUE },
    { "a.txt", "", "startxref\n0\n%%EOF\n", TRUE },
    { "a.txt", "", "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file = g_strconcat (cases[i].head, strchr (tiny, '\n') + 1, cases[i].tail,
                                           NULL);
      g_autoptr (GBytes) bytes = g_bytes_new (file, strlen (file));
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = cw_reader_read (bytes, cases[i].name, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text->format, ==, cases[i].is_pdf ? "pdf" : "txt");
      if (cases[i].is_pdf)
        g_assert_cmpstr (text->text, ==, "A small hen.");
    }
}

/* A form whose fields hold what no text of the page does. */
static void
test_form (void)
{
  static const char form[] =
    "%PDF-1.4\n"
    "1 0 obj <</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R 7 0 R]"
    "/DR<</Font<</F 5 0 R>>>>/DA(/F 12 Tf)>>>> endobj\n"
    "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
    "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
    "/Resources<</Font<</F 5 0 R>>>>/Annots[6 0 R 7 0 R 8 0 R 9 0 R]>> endobj\n"
    "4 0 obj <</Length 68>> stream\n"
    "BT /F 12 Tf 72 700 Td (Name:) Tj 20 -40 Td (has a dog) Tj 0 -90 Td (End) Tj ET\n"
    "endstream endobj\n"
    "5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n"
    "6 0 obj <</Type/Annot/Subtype/Widget/FT/Tx/T(n)/V(Ada)/Rect[120 698 300 712]/F 4"
    "/DA(/F 12 Tf)>> endobj\n"
    "7 0 obj <</Type/Annot/Subtype/Widget/FT/Btn/T(d)/V/On/AS/On/Rect[75 658 85 670]/F 4"
    "/AP<</N<</On 10 0 R/Off 10 0 R>>>>>> endobj\n"
    "8 0 obj <</Type/Annot/Subtype/FreeText/Contents(On the page)/Rect[72 600 300 620]/F 4"
    "/DA(/F 12 Tf)>> endobj\n"
    "9 0 obj <</Type/Annot/Subtype/FreeText/Contents(Unseen)/Rect[72 620 300 640]/F 2"
    "/DA(/F 12 Tf)>> endobj\n"
    "10 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 10 12]/Length 0>> stream\n"
    "endstream endobj\n"
    "trailer <</Root 1 0 R/Size 11>>\n%%EOF\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = read_string (form, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text->text, ==, "Name: Ada\n\u2714 has a dog\nOn the page\nEnd");
}

static void
test_damaged (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = read_string ("%PDF-1.4\nnothing else", &error);

  g_assert_null (text);
  g_assert_error (error, CW_ERROR, CW_ERROR_DAMAGED);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (tiny, strlen (tiny));
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = NULL;

  g_cancellable_cancel (cancellable);
  text = cw_read_pdf (bytes, "a.pdf", &CW_READ_OPTIONS_DEFAULT, cancellable, &error);
  g_assert_null (text);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_other_helpers (void)
{
  static const struct
  {
    const char *program;
    CwError code;
  } cases[] = {
    { "/nonexistent/caseweave-pdf", CW_ERROR_FAILED },
    { "/bin/false", CW_ERROR_DAMAGED },
    { "/bin/true", CW_ERROR_DAMAGED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = NULL;

      g_setenv ("CASEWEAVE_PDF_HELPER", cases[i].program, TRUE);
      text = read_string (tiny, &error);
      g_unsetenv ("CASEWEAVE_PDF_HELPER");
      g_assert_null (text);
      g_assert_error (error, CW_ERROR, (int) cases[i].code);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/read-pdf/tiny", test_tiny);
  g_test_add_func ("/read-pdf/damaged-head", test_damaged_head);
  g_test_add_func ("/read-pdf/form", test_form);
  g_test_add_func ("/read-pdf/damaged", test_damaged);
  g_test_add_func ("/read-pdf/cancelled", test_cancelled);
  g_test_add_func ("/read-pdf/other-helpers", test_other_helpers);
  return g_test_run ();
}
