/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-bench-docx.h"

#include "cw-error.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define MAIN_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml"

static const char content_types[] = XML
  "<Types xmlns=\"" PACKAGE "/content-types\">"
  "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
  "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
  "<Override PartName=\"/word/document.xml\" ContentType=\"" MAIN_TYPE ".document.main+xml\"/>"
  "<Override PartName=\"/word/styles.xml\" ContentType=\"" MAIN_TYPE ".styles+xml\"/></Types>";

static const char package_relationships[] = XML
  "<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship Id=\"rId1\" "
  "Type=\"" OFFICE "/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

static const char document_relationships[] = XML
  "<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship Id=\"rId1\" "
  "Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/></Relationships>";

static const char styles[] = XML "<w:styles xmlns:w=\"" WORD
                                 "\"><w:style w:type=\"paragraph\" w:default=\"1\" "
                                 "w:styleId=\"Turn\"><w:name w:val=\"Turn\"/></w:style></w:styles>";

static void
append_run (GString    *out,
            const char *properties,
            const char *text,
            gssize      n_bytes)
{
  g_autofree char *escaped = g_markup_escape_text (text, n_bytes);

  g_string_append (out, "<w:r>");
  g_string_append (out, properties);
  g_string_append (out, "<w:t xml:space=\"preserve\">");
  g_string_append (out, escaped);
  g_string_append (out, "</w:t></w:r>");
}

/* A paragraph a line; who speaks is a bold run of its own, as word processors write it. */
static char *
make_document (const char *text)
{
  GString *out = g_string_sized_new (2 * strlen (text));

  g_string_append (out, XML "<w:document xmlns:w=\"" WORD "\"><w:body>");
  while (*text != '\0')
    {
      const char *end = strchrnul (text, '\n');
      const char *said = memchr (text, ' ', (gsize) (end - text));

      g_string_append (out, "<w:p w:rsidR=\"00A77B3E\"><w:pPr><w:pStyle w:val=\"Turn\"/></w:pPr>");
      if (said != NULL)
        append_run (out, "<w:rPr><w:b/></w:rPr>", text, said - text);
      append_run (out, "", said != NULL ? said : text, end - (said != NULL ? said : text));
      g_string_append (out, "</w:p>");
      text = *end == '\n' ? end + 1 : end;
    }
  g_string_append (out, "<w:sectPr/></w:body></w:document>");
  return g_string_free (out, FALSE);
}

static gboolean
add_part (struct archive *zip,
          const char     *name,
          const char     *content)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize length = strlen (content);
  gboolean done;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_mtime (entry, 1700000000, 0);
  done = archive_write_header (zip, entry) == ARCHIVE_OK
         && archive_write_data (zip, content, length) == (la_ssize_t) length;
  archive_entry_free (entry);
  return done;
}

/* A Word document that says @text. */
gboolean
cw_bench_docx_write (const char *path,
                     const char *text,
                     GError    **error)
{
  g_autofree char *document = make_document (text);
  struct archive *zip = archive_write_new ();
  gboolean done = archive_write_set_format_zip (zip) == ARCHIVE_OK
                  && archive_write_open_filename (zip, path) == ARCHIVE_OK
                  && add_part (zip, "[Content_Types].xml", content_types)
                  && add_part (zip, "_rels/.rels", package_relationships)
                  && add_part (zip, "word/document.xml", document)
                  && add_part (zip, "word/_rels/document.xml.rels", document_relationships)
                  && add_part (zip, "word/styles.xml", styles)
                  && archive_write_close (zip) == ARCHIVE_OK;

  if (!done)
    g_set_error (error, CW_ERROR, CW_ERROR_FAILED, "%s: %s", path, archive_error_string (zip));
  archive_write_free (zip);
  return done;
}
