/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-guid.h"

static void
test_version_7 (void)
{
  CwGuid first;
  CwGuid second;
  gint64 ms;
  gint64 before = g_get_real_time () / 1000;
  gint64 after;

  cw_guid_init_new (&first);
  after = g_get_real_time () / 1000;
  ms = 0;
  for (guint i = 0; i < 6; i++)
    ms = ms << 8 | first.bytes[i];
  g_assert_cmpint (ms, >=, before);
  g_assert_cmpint (ms, <=, after);
  g_assert_cmphex (first.bytes[6] & 0xf0, ==, 0x70);
  g_assert_cmphex (first.bytes[8] & 0xc0, ==, 0x80);
  g_usleep (2000);
  cw_guid_init_new (&second);
  g_assert_cmpint (cw_guid_compare (&first, &second), <, 0);
}

static void
test_unique (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (cw_guid_hash, cw_guid_equal, g_free, NULL);

  for (guint i = 0; i < 100000; i++)
    {
      CwGuid guid;

      cw_guid_init_new (&guid);
      g_assert_true (g_hash_table_add (seen, cw_guid_copy (&guid)));
    }
}

static void
test_text (void)
{
  static const char *const wrong[] = {
    "",
    "0",
    "0190163d-8694-739b-aea5-966c26f8ad9",
    "0190163d-8694-739b-aea5-966c26f8ad911",
    "0190163d+8694-739b-aea5-966c26f8ad91",
    "0190163g-8694-739b-aea5-966c26f8ad91",
    "{0190163d-8694-739b-aea5-966c26f8ad91",
    "0190163d8694739baea5966c26f8ad91----",
  };
  CwGuid guid = { { 7 } };
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (cw_guid_parse (&guid, wrong[i]));
      g_assert_cmpuint (guid.bytes[0], ==, 7);
    }
  g_assert_true (cw_guid_parse (&guid, "{0190163D-8694-739B-AEA5-966C26F8AD91}"));
  text = cw_guid_to_string (&guid);
  g_assert_cmpstr (text, ==, "0190163d-8694-739b-aea5-966c26f8ad91");
  g_assert_true (cw_guid_parse (&guid, text));
}

static void
test_pair (void)
{
  CwGuid a;
  CwGuid b;
  CwGuid one;
  CwGuid same;
  CwGuid other;

  cw_guid_init_new (&a);
  cw_guid_init_new (&b);
  cw_guid_init_pair (&one, "memberships", &a, &b, NULL);
  cw_guid_init_pair (&same, "memberships", &a, &b, NULL);
  g_assert_true (cw_guid_equal (&one, &same));
  g_assert_cmphex (one.bytes[6] & 0xf0, ==, 0x80);
  cw_guid_init_pair (&other, "memberships", &b, &a, NULL);
  g_assert_false (cw_guid_equal (&one, &other));
  cw_guid_init_pair (&other, "readings", &a, &b, NULL);
  g_assert_false (cw_guid_equal (&one, &other));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/project/guid/version-7", test_version_7);
  g_test_add_func ("/project/guid/unique", test_unique);
  g_test_add_func ("/project/guid/text", test_text);
  g_test_add_func ("/project/guid/pair", test_pair);

  return g_test_run ();
}
