/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-html-private.h"

#include <string.h>

/* How far a page may say its encoding. Browsers give up after 1024 bytes; some
 * programs put long comments first. */
#define N_HEAD 8192

/* What pages call an encoding, and what they mean by it. */
static const struct
{
  const char *label;
  const char *encoding;
} labels[] = {
  { "ascii", "windows-1252" },
  { "us-ascii", "windows-1252" },
  { "iso-8859-1", "windows-1252" },
  { "iso8859-1", "windows-1252" },
  { "latin1", "windows-1252" },
  { "iso-8859-9", "windows-1254" },
  { "iso-8859-11", "windows-874" },
  { "tis-620", "windows-874" },
  { "gb2312", "GB18030" },
  { "gbk", "GB18030" },
  { "shift_jis", "windows-31j" },
  { "shift-jis", "windows-31j" },
  { "sjis", "windows-31j" },
  { "x-sjis", "windows-31j" },
  { "ks_c_5601-1987", "windows-949" },
  { "euc-kr", "windows-949" },
  { "big5", "Big5-HKSCS" },
  { "utf8", "UTF-8" },
  { "utf-16", "UTF-8" },
  { "utf-16le", "UTF-8" },
  { "utf-16be", "UTF-8" },
  { "unicode", "UTF-8" },
};

static gboolean
is_label (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_' || c == '.' || c == ':' || c == '+';
}

/* The word after "charset=" or "encoding=", wherever blanks and quotes stand. */
static char *
value_after (const char *p)
{
  const char *start;

  p += strspn (p, " \t\r\n");
  if (*p != '=')
    return NULL;
  p++;
  p += strspn (p, " \t\r\n\"'");
  for (start = p; is_label (*p); p++)
    ;
  return p > start ? g_strndup (start, (gsize) (p - start)) : NULL;
}

/* What the head of a page says of its encoding, in capitals or not. */
static char *
declared_label (const char *head)
{
  const char *p = head;

  if (g_ascii_strncasecmp (head, "<?xml", 5) == 0)
    {
      const char *end = strstr (head, "?>");
      const char *found = strstr (head, "encoding");

      if (found != NULL && end != NULL && found < end)
        return value_after (found + strlen ("encoding"));
    }
  while ((p = strchr (p, '<')) != NULL)
    {
      const char *end = p;

      if (g_str_has_prefix (p, "<!--"))
        end = strstr (p, "-->");
      else if (g_ascii_strncasecmp (p, "<meta", 5) == 0)
        {
          end = strchr (p, '>');
          for (const char *q = p; end != NULL && q < end; q++)
            if (g_ascii_strncasecmp (q, "charset", 7) == 0)
              {
                char *label = value_after (q + 7);

                if (label != NULL)
                  return label;
              }
        }
      if (end == NULL)
        return NULL;
      p = end + 1;
    }
  return NULL;
}

/* Whether bytes are UTF-8, and have characters that no other encoding would make
 * look like it by chance. */
static gboolean
is_plainly_utf8 (const guint8 *data,
                 gsize         n_bytes)
{
  gboolean wide = FALSE;

  for (gsize i = 0; i < n_bytes && !wide; i++)
    wide = data[i] >= 0x80;
  return wide && g_utf8_validate_len ((const char *) data, n_bytes, NULL);
}

/*
 * Finds the encoding of a page: what it says of itself, unless its bytes say
 * otherwise. Pages are saved again in UTF-8 and still name what they were in.
 *
 * Returns a name for cw_decode(), or NULL if that is to find it out.
 */
static char *
find_encoding (const guint8 *data,
               gsize         n_bytes,
               const char   *declared)
{
  g_autofree char *head = g_strndup ((const char *) data, MIN (n_bytes, N_HEAD));
  g_autofree char *label = NULL;

  /* Marks of byte order and nuls speak of UTF-16, and for themselves. */
  if (n_bytes >= 2
      && (data[0] >= 0xFE || data[0] == 0xEF || memchr (data, '\0', MIN (n_bytes, 64)) != NULL))
    return NULL;
  label = declared != NULL ? g_strdup (declared) : declared_label (head);
  if (label == NULL || is_plainly_utf8 (data, n_bytes))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_ascii_strcasecmp (label, labels[i].label) == 0)
      {
        g_free (label);
        label = g_strdup (labels[i].encoding);
        break;
      }
  /* That it is not, or it would be plainly. */
  return g_ascii_strcasecmp (label, "UTF-8") == 0 ? NULL : g_steal_pointer (&label);
}

/* Decodes a page. @stated is what the researcher says; @declared what came with the
 * page, which may be wrong. */
CwDecoded *
cw_html_decode (GBytes     *bytes,
                const char *name,
                const char *stated,
                const char *declared,
                GError    **error)
{
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);
  g_autofree char *encoding = NULL;
  CwDecoded *decoded = NULL;

  if (stated != NULL)
    return cw_decode (data, n_bytes, name, stated, error);
  if (n_bytes > 0)
    encoding = find_encoding (data, n_bytes, declared);
  /* A page may name an encoding that does not exist. */
  if (encoding != NULL)
    decoded = cw_decode (data, n_bytes, name, encoding, NULL);
  return decoded != NULL ? decoded : cw_decode (data, n_bytes, name, NULL, error);
}

/* The characters that windows-1252 has from 0x80, where Unicode has controls. */
static const gunichar windows_1252[] = {
  0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
  0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
  0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

static gboolean
is_control (const guint8 *p,
            gsize         n_bytes)
{
  return n_bytes > 1 && p[0] == 0xC2 && p[1] >= 0x80 && p[1] < 0xA0;
}

/*
 * Makes characters of controls, as browsers do: "&#150;" is a dash of
 * windows-1252 to whoever writes it. A carriage return by number is none.
 *
 * Returns the text, or NULL if there is nothing to do.
 */
char *
cw_html_mend_controls (const char *text,
                       gsize       n_bytes)
{
  const guint8 *p = (const guint8 *) text;
  GString *mended = NULL;
  gsize kept = 0;

  for (gsize i = 0; i < n_bytes; i++)
    {
      gboolean control = is_control (p + i, n_bytes - i);

      if (!control && text[i] != '\r')
        continue;
      if (mended == NULL)
        mended = g_string_sized_new (n_bytes + 16);
      g_string_append_len (mended, text + kept, (gssize) (i - kept));
      if (control)
        g_string_append_unichar (mended, windows_1252[p[++i] - 0x80]);
      kept = i + 1;
    }
  if (mended == NULL)
    return NULL;
  g_string_append_len (mended, text + kept, (gssize) (n_bytes - kept));
  return g_string_free (mended, FALSE);
}
