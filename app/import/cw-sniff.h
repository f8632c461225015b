/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CwFormat:
 * @CW_FORMAT_TEXT: plain text, or nothing that is known
 * @CW_FORMAT_MARKDOWN: text that its name says is Markdown
 * @CW_FORMAT_DOCX: a Word document
 * @CW_FORMAT_ODT: an OpenDocument text
 * @CW_FORMAT_RTF: rich text
 * @CW_FORMAT_HTML: a web page
 * @CW_FORMAT_EPUB: an e-book
 * @CW_FORMAT_SRT: subtitles (SubRip)
 * @CW_FORMAT_VTT: subtitles (WebVTT)
 * @CW_FORMAT_PDF: a PDF
 * @CW_FORMAT_CSV: text that its name says is a table (CSV, TSV)
 * @CW_FORMAT_XLSX: an Excel workbook
 * @CW_FORMAT_ODS: an OpenDocument spreadsheet
 * @CW_FORMAT_OTHER: known, and not readable
 * @CW_FORMAT_PROTECTED: an Office document with a password
 *
 * What a file is, by its content.
 */
typedef enum
{
  CW_FORMAT_TEXT,
  CW_FORMAT_MARKDOWN,
  CW_FORMAT_DOCX,
  CW_FORMAT_ODT,
  CW_FORMAT_RTF,
  CW_FORMAT_HTML,
  CW_FORMAT_EPUB,
  CW_FORMAT_SRT,
  CW_FORMAT_VTT,
  CW_FORMAT_PDF,
  CW_FORMAT_CSV,
  CW_FORMAT_XLSX,
  CW_FORMAT_ODS,
  CW_FORMAT_OTHER,
  CW_FORMAT_PROTECTED,
} CwFormat;

CwFormat cw_sniff_format (GBytes      *bytes,
                          const char  *file_name,
                          const char **out_name,
                          const char **out_advice);

const char *cw_sniff_name (const char *file_name,
                           CwFormat   *out_format);

G_END_DECLS
