/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-readers.h"

#include "cw-error.h"
#include "cw-reader.h"
#include "cw-test-zip.h"

#include <string.h>

#define CONTAINER \
  "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>" \
  "<rootfile full-path=\"OPS/book.opf\"/></rootfiles></container>"
#define PACKAGE(items, spine) \
  "<package xmlns=\"http://www.idpf.org/2007/opf\"><manifest>" items "</manifest><spine>" spine \
  "</spine></package>"
#define ITEM(id, href, more) \
  "<item id=\"" id "\" href=\"" href "\" media-type=\"application/xhtml+xml\" " more "/>"
#define PLACE(id, more) "<itemref idref=\"" id "\" " more "/>"
#define PAGE(body) \
  "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/></head>" \
  "<body>" body "</body></html>"

/* A book of at most two pages and one more part. */
typedef struct
{
  const char *package;
  const char *one; /* OPS/one.xhtml */
  const char *two; /* OPS/a b/two.xhtml */
  CwTestPart more;
  const char *text; /* or what the message says */
  int code;         /* -1: none */
} Case;

static CwText *
read_book (const Case *book,
           GError    **error)
{
  CwReadOptions options = CW_READ_OPTIONS_DEFAULT;
  CwTestPart parts[6] = { { "mimetype", "application/epub+zip" } };
  g_autoptr (GBytes) bytes = NULL;
  gsize n = 1;

  parts[n++] = (CwTestPart) { "META-INF/container.xml", CONTAINER };
  if (book->package != NULL)
    parts[n++] = (CwTestPart) { "OPS/book.opf", book->package };
  if (book->one != NULL)
    parts[n++] = (CwTestPart) { "OPS/one.xhtml", book->one };
  if (book->two != NULL)
    parts[n++] = (CwTestPart) { "OPS/a b/two.xhtml", book->two };
  if (book->more.name != NULL)
    parts[n++] = book->more;
  bytes = cw_test_zip (parts, n);
  return cw_read_epub (bytes, "book.epub", &options, NULL, error);
}

#define BOTH_ITEMS ITEM ("a", "one.xhtml", "") ITEM ("b", "a%20b/two.xhtml", "")
#define BOTH PACKAGE (BOTH_ITEMS, PLACE ("b", "") PLACE ("a", ""))
#define FIRST PACKAGE (BOTH_ITEMS, PLACE ("a", "") PLACE ("b", "linear=\"no\""))
#define ENCRYPTION(algorithm) \
  "<encryption><EncryptedData><EncryptionMethod Algorithm=\"" algorithm "\"/><CipherData>" \
  "<CipherReference URI=\"OPS/one.xhtml\"/></CipherData></EncryptedData></encryption>"

static const Case cases[] = {
  { BOTH, PAGE ("<p>one"), PAGE ("<p>two"), { NULL, NULL }, "two\none", -1 },
  { "<!DOCTYPE package PUBLIC \"x\" \"y\">" BOTH,
    PAGE ("<p>one"),
    PAGE ("<p>two"),
    { NULL, NULL },
    "two\none",
    -1 },
  { FIRST, PAGE ("<p>one"), PAGE ("<p>two"), { NULL, NULL }, "one", -1 },
  /* Notes on a page beside the reading order. */
  { FIRST,
    PAGE ("<p>one<a epub:type=\"noteref\" href=\"a%20b/two.xhtml#n\">*</a>.</p>"),
    PAGE ("<p>two</p><aside epub:type=\"footnote\" id=\"n\"><p>Note</p></aside>"),
    { NULL, NULL },
    "one[1].\n[1] Note",
    -1 },
  { PACKAGE (BOTH_ITEMS, PLACE ("a", "")),
    PAGE ("<nav epub:type=\"toc\"><ol><li>x</li></ol></nav><p>one<a id=\"x\"/> more</p>"),
    NULL,
    { NULL, NULL },
    "one more",
    -1 },
  { PACKAGE (BOTH_ITEMS, PLACE ("a", "")),
    PAGE ("<epub:switch><epub:case required-namespace=\"x\">x</epub:case><epub:default>one"
          "</epub:default></epub:switch>"),
    NULL,
    { NULL, NULL },
    "one",
    -1 },
  /* Missing parts are said to be. */
  { BOTH, PAGE ("<p>one"), NULL, { NULL, NULL }, "one", -1 },
  { PACKAGE (BOTH_ITEMS "<item id=\"c\" href=\"c.xyz\" media-type=\"x/y\" fallback=\"a\"/>",
             PLACE ("c", "")),
    PAGE ("<p>one"),
    NULL,
    { NULL, NULL },
    "one",
    -1 },
  { BOTH,
    PAGE ("<p>one"),
    PAGE ("<p>two"),
    { "META-INF/encryption.xml", ENCRYPTION ("http://www.idpf.org/2008/embedding") },
    "two\none",
    -1 },
  { BOTH,
    PAGE ("<p>one"),
    PAGE ("<p>two"),
    { "META-INF/encryption.xml", ENCRYPTION ("http://www.w3.org/2001/04/xmlenc#aes128-cbc") },
    "protected against copying",
    CW_ERROR_PROTECTED },
  { BOTH,
    PAGE ("<p>one"),
    PAGE ("<p>two"),
    { "META-INF/encryption.xml", "<!DOCTYPE x [<!ENTITY y 'z'>]><x/>" },
    "declares entities",
    CW_ERROR_FORMAT },
  { BOTH, NULL, NULL, { NULL, NULL }, "names no page", CW_ERROR_DAMAGED },
  { NULL, PAGE ("<p>one"), NULL, { NULL, NULL }, "has no OPS/book.opf", CW_ERROR_DAMAGED },
  { "<package>", PAGE ("<p>one"), NULL, { NULL, NULL }, "is damaged", CW_ERROR_DAMAGED },
  { PACKAGE (ITEM ("a", "../../../etc/passwd", ""), PLACE ("a", "")),
    NULL,
    NULL,
    { NULL, NULL },
    "names no page",
    CW_ERROR_DAMAGED },
  { PACKAGE (ITEM ("a", "file:///etc/passwd", ""), PLACE ("a", "")),
    NULL,
    NULL,
    { NULL, NULL },
    "names no page",
    CW_ERROR_DAMAGED },
};

static void
test_books (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwText) text = read_book (&cases[i], &error);

      g_test_message ("book %zu: %s", i, cases[i].text);
      if (cases[i].code < 0)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (text->text, ==, cases[i].text);
          g_assert_cmpstr (text->format, ==, "epub");
          continue;
        }
      g_assert_null (text);
      g_assert_error (error, CW_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].text));
    }
}

static void
test_warnings (void)
{
  static const Case missing = { BOTH, PAGE ("<p>one"), NULL, { NULL, NULL }, NULL, -1 };
  static const Case aside = { FIRST, PAGE ("<p>one"), PAGE ("<p>two"), { NULL, NULL }, NULL, -1 };
  g_autoptr (CwText) first = read_book (&missing, NULL);
  g_autoptr (CwText) second = read_book (&aside, NULL);

  g_assert_cmpuint (first->warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (first->warnings, 0), "OPS/a b/two.xhtml"));
  g_assert_cmpuint (second->warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (second->warnings, 0), "beside the reading order"));
}

/* A book is known by its container, whether or not it says what it is first. */
static void
test_sniffed (void)
{
  static const CwTestPart parts[] = {
    { "META-INF/container.xml", CONTAINER },
    { "OPS/book.opf", BOTH },
    { "OPS/one.xhtml", PAGE ("<p>one") },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cw_test_zip (parts, G_N_ELEMENTS (parts));
  g_autoptr (CwText) text = cw_reader_read (bytes, "book.epub", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text->text, ==, "one");
}

/* A page that is named again and again is not read for ever. */
static void
test_repeated (void)
{
  GString *package = g_string_new (
    "<package><manifest>" ITEM ("a", "one.xhtml", "") "</manifest><spine>");
  g_autofree char *blanks = g_strnfill (4 << 20, ' ');
  g_autofree char *page = g_strconcat ("<p>one", blanks, NULL);
  Case book = { NULL, page, NULL, { NULL, NULL }, NULL, -1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (package, PLACE ("a", ""));
  g_string_append (package, "</spine></package>");
  book.package = package->str;
  text = read_book (&book, &error);
  g_string_free (package, TRUE);
  g_assert_error (error, CW_ERROR, CW_ERROR_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/read-epub/books", test_books);
  g_test_add_func ("/import/read-epub/warnings", test_warnings);
  g_test_add_func ("/import/read-epub/sniffed", test_sniffed);
  g_test_add_func ("/import/read-epub/repeated", test_repeated);
  return g_test_run ();
}
