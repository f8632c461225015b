/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes to one reader, which FUZZ_FORMAT names. For a format that is an
 * archive they are its parts, the main one first, with lines of "%%%" between
 * them, and the rest of it is in order: the archive itself is the library's to
 * unpack. */

#include "cw-fuzz-text.h"
#include "cw-readers.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define MANIFEST \
  "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATED(id, type, target) \
  "<Relationship Id=\"" id "\" Type=\"" RELATION type "\" Target=\"" target "\"/>"
#define BETWEEN "\n%%%\n"

typedef CwText *(*Reader) (GBytes *bytes,
                           const char *file_name,
                           const CwReadOptions *options,
                           GCancellable *cancellable,
                           GError **error);

typedef struct
{
  const char *name;
  const char *content; /* NULL: what is tried, as far as it has such a part */
} Part;

static const Part docx_parts[] = {
  { "[Content_Types].xml", "<Types/>" },
  { "_rels/.rels", "<Relationships><Relationship Id=\"r\" Type=\"" RELATION "officeDocument\" "
                   "Target=\"word/document.xml\"/></Relationships>" },
  { "word/_rels/document.xml.rels",
    "<Relationships>" RELATED ("a", "styles", "styles.xml")
      RELATED ("b", "numbering", "numbering.xml") RELATED ("c", "footnotes", "footnotes.xml")
        RELATED ("d", "comments", "comments.xml") "</Relationships>" },
  { "word/document.xml", NULL },
  { "word/styles.xml", NULL },
  { "word/numbering.xml", NULL },
  { "word/footnotes.xml", NULL },
  { "word/comments.xml", NULL },
};

static const Part odt_parts[] = {
  { "mimetype", "application/vnd.oasis.opendocument.text" },
  { "META-INF/manifest.xml", MANIFEST },
  { "content.xml", NULL },
  { "styles.xml", NULL },
};

static const Part ods_parts[] = {
  { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" },
  { "META-INF/manifest.xml", MANIFEST },
  { "content.xml", NULL },
};

static const Part epub_parts[] = {
  { "mimetype", "application/epub+zip" },
  { "META-INF/container.xml",
    "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>"
    "<rootfile full-path=\"a.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles>"
    "</container>" },
  { "a.opf", "<package xmlns=\"http://www.idpf.org/2007/opf\"><manifest>"
             "<item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/></manifest>"
             "<spine><itemref idref=\"a\"/></spine></package>" },
  { "a.xhtml", NULL },
};

static const Part xlsx_parts[] = {
  { "[Content_Types].xml", "<Types/>" },
  { "_rels/.rels", "<Relationships><Relationship Id=\"r\" Type=\"" RELATION "officeDocument\" "
                   "Target=\"xl/workbook.xml\"/></Relationships>" },
  { "xl/workbook.xml",
    "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"s\"/></sheets>"
    "</workbook>" },
  { "xl/_rels/workbook.xml.rels",
    "<Relationships>" RELATED ("s", "worksheet", "worksheets/sheet1.xml")
      RELATED ("t", "sharedStrings", "sharedStrings.xml")
        RELATED ("u", "styles", "styles.xml") "</Relationships>" },
  { "xl/worksheets/_rels/sheet1.xml.rels",
    "<Relationships>" RELATED ("c", "comments", "../comments.xml") "</Relationships>" },
  { "xl/worksheets/sheet1.xml", NULL },
  { "xl/sharedStrings.xml", NULL },
  { "xl/styles.xml", NULL },
  { "xl/comments.xml", NULL },
};

#define ARCHIVE(parts) parts, G_N_ELEMENTS (parts)

static const struct
{
  const char *name;
  Reader read;
  const Part *parts;
  gsize n_parts;
} formats[] = {
  { "csv", cw_read_csv, NULL, 0 },
  { "docx", cw_read_docx, ARCHIVE (docx_parts) },
  { "epub", cw_read_epub, ARCHIVE (epub_parts) },
  { "html", cw_read_html, NULL, 0 },
  { "markdown", cw_read_markdown, NULL, 0 },
  { "ods", cw_read_ods, ARCHIVE (ods_parts) },
  { "odt", cw_read_odt, ARCHIVE (odt_parts) },
  { "rtf", cw_read_rtf, NULL, 0 },
  { "srt", cw_read_srt, NULL, 0 },
  { "txt", cw_read_txt, NULL, 0 },
  { "vtt", cw_read_vtt, NULL, 0 },
  { "xlsx", cw_read_xlsx, ARCHIVE (xlsx_parts) },
};

static void
add_part (struct archive *archive,
          const char     *name,
          const void     *content,
          gsize           n_bytes)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) n_bytes);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  archive_write_data (archive, content, n_bytes);
  archive_entry_free (entry);
}

/* An archive whose parts without content are those of the data. */
static GBytes *
make_archive (const Part   *parts,
              gsize         n_parts,
              const guint8 *data,
              gsize         size)
{
  struct archive *archive = archive_write_new ();
  gsize n_most = size + 16 * 1024;
  gsize n_used = 0;
  guint8 *bytes = g_malloc (n_most);

  archive_write_set_format_zip (archive);
  archive_write_zip_set_compression_store (archive);
  g_assert_cmpint (archive_write_open_memory (archive, bytes, n_most, &n_used), ==, ARCHIVE_OK);
  for (gsize i = 0; i < n_parts; i++)
    if (parts[i].content != NULL)
      add_part (archive, parts[i].name, parts[i].content, strlen (parts[i].content));
    else if (data != NULL)
      {
        const guint8 *end = memmem (data, size, BETWEEN, strlen (BETWEEN));
        gsize n_part = end != NULL ? (gsize) (end - data) : size;

        add_part (archive, parts[i].name, data, n_part);
        size -= end != NULL ? n_part + strlen (BETWEEN) : n_part;
        data = end != NULL ? end + strlen (BETWEEN) : NULL;
      }
  archive_write_close (archive);
  archive_write_free (archive);
  return g_bytes_new_take (bytes, n_used);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  CwReadOptions options = CW_READ_OPTIONS_DEFAULT;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwText) text = NULL;
  gsize format = 0;

  while (strcmp (formats[format].name, FUZZ_FORMAT) != 0)
    g_assert_cmpuint (++format, <, G_N_ELEMENTS (formats));

  bytes = formats[format].parts != NULL
            ? make_archive (formats[format].parts, formats[format].n_parts, data, size)
            : g_bytes_new (data, size);
  text = formats[format].read (bytes, "fuzz." FUZZ_FORMAT, &options, NULL, &error);
  g_assert_true ((text == NULL) == (error != NULL));
  if (text != NULL)
    cw_fuzz_check_text (text);
  return 0;
}
