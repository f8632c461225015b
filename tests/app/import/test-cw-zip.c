/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-zip.h"

#include <string.h>

static guint32
crc (const char *data,
     gsize       n_bytes)
{
  guint32 sum = G_MAXUINT32;

  for (gsize i = 0; i < n_bytes; i++)
    {
      sum ^= (guint8) data[i];
      for (guint bit = 0; bit < 8; bit++)
        sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320u : 0);
    }
  return ~sum;
}

static void
put (GByteArray *to,
     guint       n_bytes,
     gsize       number)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (number >> 8 * i);

      g_byte_array_append (to, &byte, 1);
    }
}

static void
put_text (GByteArray *to,
          const char *text)
{
  g_byte_array_append (to, (const guint8 *) text, (guint) strlen (text));
}

/* What stands both before an entry and in the list: from its flags to its name. */
static void
put_entry (GByteArray *to,
           const char *name,
           const char *second,
           const char *content,
           gboolean    in_list)
{
  gsize n = strlen (content);

  put (to, 2, 0); /* flags */
  put (to, 2, 0); /* stored */
  put (to, 4, 0); /* when */
  put (to, 4, crc (content, n));
  put (to, 4, n);
  put (to, 4, n);
  put (to, 2, strlen (name));
  put (to, 2, 4 + 4 + 5 + strlen (second));
  if (in_list)
    {
      put (to, 2, 0); /* comment */
      put (to, 8, 0); /* disk, attributes */
      put (to, 4, 0); /* where the entry is */
    }
  put_text (to, name);
  put (to, 2, 0x9999); /* a field that nobody knows */
  put (to, 2, 0);
  put (to, 2, 0x7075);
  put (to, 2, 5 + strlen (second));
  put (to, 1, 1);
  put (to, 4, crc (name, strlen (name)));
  put_text (to, second);
}

/* An archive of one entry that has two names. */
static GBytes *
two_names (const char *first,
           const char *second)
{
  GByteArray *zip = g_byte_array_new ();
  gsize list;
  gsize end;

  put_text (zip, "PK\3\4");
  put (zip, 2, 20);
  put_entry (zip, first, second, "text", FALSE);
  put_text (zip, "text");
  list = zip->len;
  put_text (zip, "PK\1\2");
  put (zip, 4, 20 | 20 << 16);
  put_entry (zip, first, second, "text", TRUE);
  end = zip->len;
  put_text (zip, "PK\5\6");
  put (zip, 4, 0);
  put (zip, 4, 1 | 1 << 16);
  put (zip, 4, end - list);
  put (zip, 4, list);
  put (zip, 2, 0);
  return g_byte_array_free_to_bytes (zip);
}

static gboolean
want_all (const char *name,
          gpointer    user_data)
{
  return TRUE;
}

/* The second name counts only where the first is in a code page. */
static void
test_two_names (void)
{
  static const struct
  {
    const char *first, *second, *expected;
  } cases[] = {
    { "content.xml", "other", "content.xml" },
    { "other", "content.xml", "other" },
    { "caf\x82", "cafe", "cafe" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = two_names (cases[i].first, cases[i].second);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwZip) zip = cw_zip_read (bytes, want_all, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (zip->names->len, ==, 1);
      g_assert_cmpstr (g_ptr_array_index (zip->names, 0), ==, cases[i].expected);
      g_assert_nonnull (cw_zip_get_part (zip, cases[i].expected));
    }
}

/* Every number of the archive may lie. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) whole = two_names ("content.xml", "other");
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (whole, &n_bytes);

  for (gsize at = 0; at < n_bytes; at++)
    for (gsize cut = 0; cut < 2; cut++)
      {
        guint8 *copy = g_memdup2 (data, n_bytes);
        g_autoptr (GBytes) bytes = g_bytes_new_take (copy, cut ? at : n_bytes);
        g_autoptr (GError) error = NULL;
        g_autoptr (CwZip) zip = NULL;

        copy[at] = 0xFF;
        zip = cw_zip_read (bytes, want_all, NULL, NULL, &error);
        g_assert_true ((zip == NULL) == (error != NULL));
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/zip/two-names", test_two_names);
  g_test_add_func ("/import/zip/damaged", test_damaged);
  return g_test_run ();
}
