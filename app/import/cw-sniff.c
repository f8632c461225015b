/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-sniff.h"

#include "cw-odf-manifest.h"

#include <string.h>

#define SAVE_AS "save it as DOCX, text or Markdown and import that"

typedef struct
{
  const char *mark;
  gsize n_mark;
  gsize offset;
  CwFormat format;
  const char *name;
  const char *advice;
} Magic;

/* Its root names many namespaces before it says what it is. */
#define FLAT_HEAD_BYTES (16u * 1024u)

#define OTHER(name) CW_FORMAT_OTHER, name
#define UNPACK "unpack it and import what is in it"
#define TRANSCRIBE "transcribe it and import the transcript"
#define NO_IMAGES "images cannot be read as documents"

/* Formats that begin with something of their own. */
static const Magic magics[] = {
  { "{\\rtf", 5, 0, CW_FORMAT_RTF, NULL, NULL },
  { "\x89PNG\r\n", 6, 0, OTHER ("a PNG image"), NO_IMAGES },
  { "\xFF\xD8\xFF", 3, 0, OTHER ("a JPEG image"), NO_IMAGES },
  { "GIF8", 4, 0, OTHER ("a GIF image"), NO_IMAGES },
  { "RIFF", 4, 0, OTHER ("a recording or image"), TRANSCRIBE },
  { "ID3", 3, 0, OTHER ("a recording"), TRANSCRIBE },
  { "OggS", 4, 0, OTHER ("a recording"), TRANSCRIBE },
  { "fLaC", 4, 0, OTHER ("a recording"), TRANSCRIBE },
  { "ftyp", 4, 4, OTHER ("a recording"), TRANSCRIBE },
  { "SQLite format 3", 16, 0, OTHER ("a database"), "if it is a project, open it as one" },
  { "\x1F\x8B", 2, 0, OTHER ("a compressed archive"), UNPACK },
  { "7z\xBC\xAF", 4, 0, OTHER ("a compressed archive"), UNPACK },
  { "Rar!", 4, 0, OTHER ("a compressed archive"), UNPACK },
  { "BZh", 3, 0, OTHER ("a compressed archive"), UNPACK },
  { "%!PS", 4, 0, OTHER ("PostScript"), "print it as text, " SAVE_AS },
  { "\x7F"
    "ELF",
    4, 0, OTHER ("a program"), "it holds no text" },
  { "MZ\x90", 3, 0, OTHER ("a program"), "it holds no text" },
};

/* What the first entries of a zip archive say of it. Names stand in it as they
 * are, so that looking for them needs no unpacking. */
static const struct
{
  const char *entry;
  CwFormat format;
  const char *name;
} archives[] = {
  { "mimetypeapplication/vnd.oasis.opendocument.text", CW_FORMAT_ODT, NULL },
  { "mimetypeapplication/vnd.oasis.opendocument.spreadsheet", CW_FORMAT_ODS, NULL },
  { "mimetypeapplication/vnd.oasis.opendocument", OTHER ("an OpenDocument file") },
  { "mimetypeapplication/epub+zip", CW_FORMAT_EPUB, NULL },
  { "xl/workbook", CW_FORMAT_XLSX, NULL },
  { "ppt/presentation", OTHER ("a PowerPoint presentation (PPTX)") },
  { "project.qde", OTHER ("a REFI-QDA project (QDPX)") },
  { "META-INF/container.xml", CW_FORMAT_EPUB, NULL },
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
  static const struct
  {
    const char *stream, *name, *advice;
  } old[] = {
    { "WordDocument", "an old Word document (.doc)", "open it in Word or LibreOffice, " SAVE_AS },
    { "Workbook", "an old Excel workbook (.xls)",
      "open it in Excel or LibreOffice, save it as XLSX or CSV and import that" },
    { "PowerPoint Document", "an old PowerPoint presentation (.ppt)",
      "open it in PowerPoint or LibreOffice, " SAVE_AS },
    { "", "an old Office file", "open it in Word or LibreOffice, " SAVE_AS },
  };

  if (holds_wide (data, n_bytes, "EncryptedPackage")
      || holds_wide (data, n_bytes, "EncryptionInfo"))
    return CW_FORMAT_PROTECTED;

  for (gsize i = 0; i < G_N_ELEMENTS (old); i++)
    if (i + 1 == G_N_ELEMENTS (old) || holds_wide (data, n_bytes, old[i].stream))
      {
        *out_name = old[i].name;
        *out_advice = old[i].advice;
        break;
      }
  return CW_FORMAT_OTHER;
}

#define MIMETYPE "mimetype"

static gboolean
want_type (const char *name,
           gpointer    user_data)
{
  return strcmp (name, MIMETYPE) == 0 || strcmp (name, CW_ODF_MANIFEST) == 0;
}

/* OpenDocument of a program that packed its type, or put it elsewhere, or left it out. */
static CwFormat
sniff_open_document (const CwZip *zip)
{
  static const struct
  {
    const char *type;
    CwFormat format;
  } types[] = {
    { "application/vnd.oasis.opendocument.spreadsheet", CW_FORMAT_ODS },
    { "application/vnd.oasis.opendocument.text", CW_FORMAT_ODT },
    { "application/epub+zip", CW_FORMAT_EPUB },
  };
  static const char *const parts[] = { MIMETYPE, CW_ODF_MANIFEST };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (parts); j++)
      {
        GBytes *part = cw_zip_get_part (zip, parts[j]);
        gsize n_bytes = 0;
        const guint8 *data = part != NULL ? g_bytes_get_data (part, &n_bytes) : NULL;

        if (data != NULL && holds (data, n_bytes, types[i].type))
          return types[i].format;
      }
  for (guint i = 0; i < zip->names->len; i++)
    if (strcmp (g_ptr_array_index (zip->names, i), "content.xml") == 0)
      return CW_FORMAT_ODT;
  return CW_FORMAT_OTHER;
}

static CwFormat
sniff_archive (GBytes       *bytes,
               const guint8 *data,
               gsize         n_bytes,
               const char  **out_name,
               const char  **out_advice)
{
  g_autoptr (CwZip) zip = NULL;
  CwFormat format;

  for (gsize i = 0; i < G_N_ELEMENTS (archives); i++)
    {
      gboolean first = g_str_has_prefix (archives[i].entry, "mimetype");

      if (first
            ? holds (data, MIN (n_bytes, 200), archives[i].entry)
            : holds (data, n_bytes, archives[i].entry) && !holds (data, n_bytes, "word/document"))
        {
          *out_name = archives[i].name;
          *out_advice = "open it in the program that made it, " SAVE_AS;
          return archives[i].format;
        }
    }
  if (holds (data, n_bytes, "word/") || holds (data, n_bytes, "[Content_Types].xml"))
    return CW_FORMAT_DOCX;

  /* Archives that say nothing of themselves, and those too damaged to say it. */
  zip = cw_zip_read (bytes, want_type, NULL, NULL, NULL);
  if (zip == NULL)
    return CW_FORMAT_DOCX;
  format = sniff_open_document (zip);
  if (format != CW_FORMAT_OTHER)
    return format;
  *out_name = "a zip archive";
  *out_advice = "unpack it and import what is in it";
  return CW_FORMAT_OTHER;
}

/* What the name of a file says. */
static const struct
{
  const char *ending;
  CwFormat format;
  gboolean is_text; /* the content of such a file does not say what it is */
} endings[] = {
  { ".md", CW_FORMAT_MARKDOWN, TRUE },    { ".markdown", CW_FORMAT_MARKDOWN, TRUE },
  { ".mdown", CW_FORMAT_MARKDOWN, TRUE }, { ".mkd", CW_FORMAT_MARKDOWN, TRUE },
  { ".csv", CW_FORMAT_CSV, TRUE },        { ".tsv", CW_FORMAT_CSV, TRUE },
  { ".tab", CW_FORMAT_CSV, TRUE },        { ".srt", CW_FORMAT_SRT, TRUE },
  { ".vtt", CW_FORMAT_VTT, TRUE },        { ".html", CW_FORMAT_HTML, TRUE },
  { ".htm", CW_FORMAT_HTML, TRUE },       { ".xhtml", CW_FORMAT_HTML, TRUE },
  { ".mht", CW_FORMAT_HTML, FALSE },      { ".mhtml", CW_FORMAT_HTML, FALSE },
  { ".docx", CW_FORMAT_DOCX, FALSE },     { ".odt", CW_FORMAT_ODT, FALSE },
  { ".rtf", CW_FORMAT_RTF, FALSE },       { ".epub", CW_FORMAT_EPUB, FALSE },
  { ".pdf", CW_FORMAT_PDF, FALSE },       { ".xlsx", CW_FORMAT_XLSX, FALSE },
  { ".xlsm", CW_FORMAT_XLSX, FALSE },     { ".xltx", CW_FORMAT_XLSX, FALSE },
  { ".ods", CW_FORMAT_ODS, FALSE },       { ".fods", CW_FORMAT_ODS, FALSE },
  { ".fodt", CW_FORMAT_ODT, FALSE },
};

/**
 * cw_sniff_name:
 * @file_name: the name of a file
 * @out_format: (out): the format that its ending stands for; untouched if none is known
 *
 * Finds out what a file is by its name.
 *
 * Returns: (transfer none) (nullable): the ending, or NULL if it is none of ours
 */
const char *
cw_sniff_name (const char *file_name,
               CwFormat   *out_format)
{
  g_autofree char *lower = g_ascii_strdown (file_name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i].ending))
      {
        *out_format = endings[i].format;
        return endings[i].ending;
      }
  return NULL;
}

/* The first characters of a text in ASCII, whatever its encoding: bytes that are
 * nul in UTF-16 are passed over, and so are marks of byte order and blanks. */
static gsize
peek_ascii (const guint8 *data,
            gsize         n_bytes,
            char         *head,
            gsize         n_head)
{
  gsize n = 0;

  for (gsize i = 0; i < n_bytes && n + 1 < n_head; i++)
    {
      gboolean mark = i < 4
                      && (data[i] >= 0xFE || data[i] == 0xEF || data[i] == 0xBB || data[i] == 0xBF);

      if (data[i] == '\0' || mark || (n == 0 && g_ascii_isspace (data[i])))
        continue;
      head[n++] = (char) data[i];
    }
  head[n] = '\0';
  return n;
}

/* "12", a line end, "00:00:01,000 --> …": the first cue of SubRip. */
static gboolean
begins_like_srt (const char *head)
{
  const char *p = head;
  const char *line_end;

  while (g_ascii_isdigit (*p))
    p++;
  if (p == head)
    return FALSE;
  while (*p == ' ' || *p == '\r' || *p == '\t')
    p++;
  if (*p != '\n')
    return FALSE;
  while (g_ascii_isspace (*p))
    p++;
  line_end = strpbrk (p, "\r\n");
  p = strstr (p, "-->");
  return p != NULL && (line_end == NULL || p < line_end);
}

static gboolean
begins_like_html (const char *head)
{
  static const char *const marks[] = { "<!doctype html", "<html", "<head", "<body" };

  /* A declaration of XML and comments may come before. */
  for (;;)
    {
      const char *after = NULL;

      if (g_str_has_prefix (head, "<?xml"))
        after = strstr (head, "?>");
      else if (g_str_has_prefix (head, "<!--"))
        after = strstr (head, "-->");
      if (after == NULL)
        break;
      head = after + (head[1] == '?' ? 2 : 3);
      while (g_ascii_isspace (*head))
        head++;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_ascii_strncasecmp (head, marks[i], strlen (marks[i])) == 0)
      return TRUE;
  return FALSE;
}

/* A web page saved with its images, as a message of several parts. */
static gboolean
begins_like_mhtml (const char *head)
{
  const char *version = strcasestr (head, "MIME-Version:");

  return version != NULL && (version == head || version[-1] == '\n')
         && strcasestr (head, "multipart/related") != NULL;
}

/* OpenDocument that is one XML file, or nothing known. */
static CwFormat
sniff_flat (const char   *head,
            const guint8 *data,
            gsize         n_bytes)
{
  n_bytes = MIN (n_bytes, FLAT_HEAD_BYTES);
  if (strstr (head, "<office:document") == NULL)
    return CW_FORMAT_OTHER;
  if (holds (data, n_bytes, "application/vnd.oasis.opendocument.spreadsheet"))
    return CW_FORMAT_ODS;
  return holds (data, n_bytes, "application/vnd.oasis.opendocument.text") ? CW_FORMAT_ODT
                                                                          : CW_FORMAT_OTHER;
}

static CwFormat
sniff_text (const guint8 *data,
            gsize         n_bytes,
            const char   *file_name)
{
  CwFormat named = CW_FORMAT_TEXT;
  CwFormat flat;
  char head[1024];

  peek_ascii (data, n_bytes, head, sizeof head);
  if (g_str_has_prefix (head, "WEBVTT") && (head[6] == '\0' || g_ascii_isspace (head[6])))
    return CW_FORMAT_VTT;
  flat = sniff_flat (head, data, n_bytes);
  if (flat != CW_FORMAT_OTHER)
    return flat;
  if (begins_like_html (head) || begins_like_mhtml (head))
    return CW_FORMAT_HTML;
  if (begins_like_srt (head))
    return CW_FORMAT_SRT;
  cw_sniff_name (file_name, &named);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (endings[i].format == named && endings[i].is_text)
      return named;
  return CW_FORMAT_TEXT;
}

/* Other bytes may stand in front of a PDF, or its head be damaged: then its objects
 * and its end still say what it is, and the helper mends more than one would think. */
static gboolean
is_like_pdf (const guint8 *data,
             gsize         n_bytes,
             const char   *file_name)
{
  gsize n_tail = MIN (n_bytes, 2048);
  CwFormat named = CW_FORMAT_TEXT;

  if (holds (data, MIN (n_bytes, 1024), "%PDF-"))
    return TRUE;
  if (!holds (data, n_bytes, "endobj"))
    return FALSE;
  cw_sniff_name (file_name, &named);
  return named == CW_FORMAT_PDF
         || (holds (data + n_bytes - n_tail, n_tail, "startxref")
             && holds (data + n_bytes - n_tail, n_tail, "%%EOF")
             && holds (data, MIN (n_bytes, 4096), " obj"));
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
          return magic->format;
        }
    }
  if (is_like_pdf (data, n_bytes, file_name))
    return CW_FORMAT_PDF;
  return sniff_text (data, n_bytes, file_name);
}
