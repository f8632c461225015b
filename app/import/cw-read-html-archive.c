/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-html-private.h"

#include <string.h>

/* Web pages saved in one file with their images (MHTML): a message of parts, of
 * which the first page is read. */

#define N_HEADERS 16384 /* longer headers are none */

static const char *
find (const char *p,
      const char *end,
      const char *what)
{
  return p < end ? memmem (p, (gsize) (end - p), what, strlen (what)) : NULL;
}

/* The headers that begin at @p, long lines joined; what follows them is @out_body. */
static char *
take_headers (const char  *p,
              const char  *end,
              const char **out_body)
{
  const char *limit = p + MIN (end - p, N_HEADERS);
  GString *headers = g_string_new ("\n");

  while (p < limit)
    {
      const char *line_end = memchr (p, '\n', (gsize) (limit - p));
      gsize n;

      if (line_end == NULL)
        break;
      n = (gsize) (line_end - p);
      if (n > 0 && p[n - 1] == '\r')
        n--;
      if (n == 0)
        {
          *out_body = line_end + 1;
          return g_string_free (headers, FALSE);
        }
      if ((*p == ' ' || *p == '\t') && headers->len > 1)
        headers->str[headers->len - 1] = ' ';
      g_string_append_len (headers, p, (gssize) n);
      g_string_append_c (headers, '\n');
      p = line_end + 1;
    }
  g_string_free (headers, TRUE);
  return NULL;
}

/* The value of a header, to the end of its line. */
static char *
dup_header (const char *headers,
            const char *name)
{
  g_autofree char *start = g_strconcat ("\n", name, ":", NULL);
  const char *found = strcasestr (headers, start);

  if (found == NULL)
    return NULL;
  found += strlen (start);
  return g_strstrip (g_strndup (found, strcspn (found, "\n")));
}

/* What a header says beside its value: boundary="…". */
static char *
dup_parameter (const char *value,
               const char *name)
{
  g_autofree char *start = g_strconcat (name, "=", NULL);
  const char *found = strcasestr (value, start);

  if (found == NULL)
    return NULL;
  found += strlen (start);
  return *found == '"' ? g_strndup (found + 1, strcspn (found + 1, "\""))
                       : g_strndup (found, strcspn (found, "; \t"));
}

/* "=E9" is a byte, "=" at a line's end joins it with the next. */
static GBytes *
decode_quoted (const char *p,
               const char *end)
{
  GByteArray *bytes = g_byte_array_sized_new ((guint) (end - p));

  while (p < end)
    {
      gsize n_left = (gsize) (end - p);

      if (*p == '=' && n_left > 2 && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        {
          guint8 byte = (guint8) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2]));

          g_byte_array_append (bytes, &byte, 1);
          p += 3;
        }
      else if (*p == '=' && n_left > 1 && p[1] == '\n')
        p += 2;
      else if (*p == '=' && n_left > 2 && p[1] == '\r' && p[2] == '\n')
        p += 3;
      else
        g_byte_array_append (bytes, (const guint8 *) p++, 1);
    }
  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
decode_body (const char *headers,
             const char *p,
             const char *end)
{
  g_autofree char *encoding = dup_header (headers, "Content-Transfer-Encoding");

  if (encoding != NULL && g_ascii_strcasecmp (encoding, "quoted-printable") == 0)
    return decode_quoted (p, end);
  if (encoding != NULL && g_ascii_strcasecmp (encoding, "base64") == 0)
    {
      g_autofree char *text = g_strndup (p, (gsize) (end - p));
      gsize n_bytes;
      guchar *bytes = g_base64_decode (text, &n_bytes);

      return g_bytes_new_take (bytes, n_bytes);
    }
  return g_bytes_new (p, (gsize) (end - p));
}

/*
 * Gets the page out of what a browser saved as one file.
 *
 * Returns the page, and its encoding if the file says it; or NULL if this is no
 * such file, or holds none.
 */
GBytes *
cw_html_unpack (GBytes *bytes,
                char  **out_encoding)
{
  gsize n_bytes;
  const char *p = g_bytes_get_data (bytes, &n_bytes);
  const char *end = n_bytes > 0 ? p + n_bytes : p;
  g_autofree char *headers = n_bytes > 0 ? take_headers (p, end, &p) : NULL;
  g_autofree char *type = headers != NULL ? dup_header (headers, "Content-Type") : NULL;
  g_autofree char *boundary = type != NULL ? dup_parameter (type, "boundary") : NULL;
  g_autofree char *mark = NULL;

  if (boundary == NULL || *boundary == '\0')
    return NULL;
  mark = g_strconcat ("\n--", boundary, NULL);
  /* The first mark may follow the headers at once. */
  for (p = find (p - 1, end, mark); p != NULL;)
    {
      const char *start = memchr (p + strlen (mark), '\n', (gsize) (end - p) - strlen (mark));
      const char *next = start != NULL ? find (start, end, mark) : NULL;
      const char *body = NULL;
      g_autofree char *part = start != NULL
                                ? take_headers (start + 1, next != NULL ? next : end, &body)
                                : NULL;
      g_autofree char *part_type = part != NULL ? dup_header (part, "Content-Type") : NULL;

      p = next;
      if (part_type == NULL
          || (g_ascii_strncasecmp (part_type, "text/html", 9) != 0
              && g_ascii_strncasecmp (part_type, "application/xhtml", 17) != 0))
        continue;
      *out_encoding = dup_parameter (part_type, "charset");
      return decode_body (part, body, next != NULL ? next : end);
    }
  return NULL;
}
