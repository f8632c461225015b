/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-sniff.h"

#include "cw-zip.h"

#include <string.h>

#define SAVE_AS "save it as DOCX, text or Markdown and import that"

typedef struct
{
  const char *mark;
  gsize n_mark;
  gsize offset;
  const char *name;
  const char *advice;
} Magic;

/* Formats that begin with something of their own. */
static const Magic magics[] = {
  { "%PDF-", 5, 0, "a PDF", "open it in a word processor or copy its text, " SAVE_AS },
  { "{\\rtf", 5, 0, "RTF", "open it in Word or LibreOffice, " SAVE_AS },
  { "\x89PNG\r\n", 6, 0, "a PNG image", "images cannot be read as documents" },
  { "\xFF\xD8\xFF", 3, 0, "a JPEG image", "images cannot be read as documents" },
  { "GIF8", 4, 0, "a GIF image", "images cannot be read as documents" },
  { "RIFF", 4, 0, "a recording or image", "transcribe it and import the transcript" },
  { "ID3", 3, 0, "a recording", "transcribe it and import the transcript" },
  { "OggS", 4, 0, "a recording", "transcribe it and import the transcript" },
  { "fLaC", 4, 0, "a recording", "transcribe it and import the transcript" },
  { "ftyp", 4, 4, "a recording", "transcribe it and import the transcript" },
  { "SQLite format 3", 16, 0, "a database", "if it is a project, open it as one" },
  { "\x1F\x8B", 2, 0, "a compressed archive", "unpack it and import what is in it" },
  { "7z\xBC\xAF", 4, 0, "a compressed archive", "unpack it and import what is in it" },
  { "Rar!", 4, 0, "a compressed archive", "unpack it and import what is in it" },
  { "BZh", 3, 0, "a compressed archive", "unpack it and import what is in it" },
  { "%!PS", 4, 0, "PostScript", "print it as text, " SAVE_AS },
  { "\x7F"
    "ELF",
    4, 0, "a program", "it holds no text" },
  { "MZ\x90", 3, 0, "a program", "it holds no text" },
};

/* What the first entries of a zip archive say of it. Names stand in it as they
 * are, so that looking for them needs no unpacking. */
static const struct
{
  const char *entry;
  const char *name;
} archives[] = {
  { "mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text (ODT)" },
  { "mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (ODS)" },
  { "mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file" },
  { "mimetypeapplication/epub+zip", "an e-book (EPUB)" },
  { "xl/workbook", "an Excel workbook (XLSX)" },
  { "ppt/presentation", "a PowerPoint presentation (PPTX)" },
  { "project.qde", "a REFI-QDA project (QDPX)" },
};

static gboolean
holds (const guint8 *data,
       gsize         n_bytes,
       const char   *needle)
{
  return memmem (data, n_bytes, needle, strlen (needle)) != NULL;
}

/* UTF-16LE, as Microsoft's compound files write the names of their streams. */
static gboolean
holds_wide (const guint8 *data,
            gsize         n_bytes,
            const char   *needle)
{
  char wide[64];
  gsize n = strlen (needle);

  g_assert (n * 2 <= sizeof wide);
  for (gsize i = 0; i < n; i++)
    {
      wide[2 * i] = needle[i];
      wide[2 * i + 1] = '\0';
    }
  return memmem (data, n_bytes, wide, 2 * n) != NULL;
}

static CwFormat
sniff_compound (const guint8 *data,
                gsize         n_bytes,
                const char  **out_name,
                const char  **out_advice)
{
  if (holds_wide (data, n_bytes, "EncryptedPackage")
      || holds_wide (data, n_bytes, "EncryptionInfo"))
    return CW_FORMAT_PROTECTED;

  *out_name = holds_wide (data, n_bytes, "WordDocument") ? "an old Word document (.doc)"
                                                         : "an old Office file";
  *out_advice = "open it in Word or LibreOffice, " SAVE_AS;
  return CW_FORMAT_OTHER;
}

static gboolean
want_nothing (const char *name,
              gpointer    user_data)
{
  return FALSE;
}

static CwFormat
sniff_archive (GBytes       *bytes,
               const guint8 *data,
               gsize         n_bytes,
               const char  **out_name,
               const char  **out_advice)
{
  g_autoptr (CwZip) zip = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (archives); i++)
    {
      gboolean first = g_str_has_prefix (archives[i].entry, "mimetype");

      if (first
            ? holds (data, MIN (n_bytes, 200), archives[i].entry)
            : holds (data, n_bytes, archives[i].entry) && !holds (data, n_bytes, "word/document"))
        {
          *out_name = archives[i].name;
          *out_advice = "open it in the program that made it, " SAVE_AS;
          return CW_FORMAT_OTHER;
        }
    }
  if (holds (data, n_bytes, "word/") || holds (data, n_bytes, "[Content_Types].xml"))
    return CW_FORMAT_DOCX;

  /* Archives that say nothing of themselves, and those too damaged to say it. */
  zip = cw_zip_read (bytes, want_nothing, NULL, NULL, NULL);
  if (zip == NULL)
    return CW_FORMAT_DOCX;
  *out_name = "a zip archive";
  *out_advice = "unpack it and import what is in it";
  return CW_FORMAT_OTHER;
}

static CwFormat
sniff_text (const guint8 *data,
            gsize         n_bytes,
            const char   *file_name,
            const char  **out_name,
            const char  **out_advice)
{
  gsize at = n_bytes >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  g_autofree char *lower = g_ascii_strdown (file_name, -1);

  while (at < n_bytes && g_ascii_isspace (data[at]))
    at++;
  if (n_bytes - at >= 14
      && (g_ascii_strncasecmp ((const char *) data + at, "<!doctype html", 14) == 0
          || g_ascii_strncasecmp ((const char *) data + at, "<html", 5) == 0))
    {
      *out_name = "a web page (HTML)";
      *out_advice = "open it in a word processor, " SAVE_AS;
      return CW_FORMAT_OTHER;
    }
  return g_str_has_suffix (lower, ".md") || g_str_has_suffix (lower, ".markdown")
             || g_str_has_suffix (lower, ".mdown") || g_str_has_suffix (lower, ".mkd")
           ? CW_FORMAT_MARKDOWN
           : CW_FORMAT_TEXT;
}

/**
 * cw_sniff_format:
 * @bytes: a file
 * @file_name: its name: only a hint for what is text anyway
 * @out_name: (out): what to call a format that is not readable
 * @out_advice: (out): what to do about it
 *
 * Finds out what a file is by its content.
 *
 * Returns: the format
 */
CwFormat
cw_sniff_format (GBytes      *bytes,
                 const char  *file_name,
                 const char **out_name,
                 const char **out_advice)
{
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);

  g_return_val_if_fail (file_name != NULL && out_name != NULL && out_advice != NULL,
                        CW_FORMAT_TEXT);

  if (n_bytes == 0)
    return CW_FORMAT_TEXT;
  if (n_bytes >= 8 && memcmp (data, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0)
    return sniff_compound (data, n_bytes, out_name, out_advice);
  if (n_bytes >= 4 && (memcmp (data, "PK\3\4", 4) == 0 || memcmp (data, "PK\5\6", 4) == 0))
    return sniff_archive (bytes, data, n_bytes, out_name, out_advice);

  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    {
      const Magic *magic = &magics[i];

      if (n_bytes >= magic->offset + magic->n_mark
          && memcmp (data + magic->offset, magic->mark, magic->n_mark) == 0)
        {
          *out_name = magic->name;
          *out_advice = magic->advice;
          return CW_FORMAT_OTHER;
        }
    }
  return sniff_text (data, n_bytes, file_name, out_name, out_advice);
}
