/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-path.h"

static void
test_split (void)
{
  static const struct
  {
    const char *path;
    const char *names[4];
  } cases[] = {
    { "Time", { "Time" } },
    { "Barrier/Practical/Time", { "Barrier", "Practical", "Time" } },
    { " Barrier / Time ", { "Barrier", "Time" } },
    { "Input\\/output/Disk", { "Input/output", "Disk" } },
    { "a\\\\/b", { "a\\", "b" } },
    { "a\\b/c", { "a\\b", "c" } },
    { "a//b", { "a", "", "b" } },
    { "", { "" } },
    { "/", { "", "" } },
    { "a\\", { "a\\" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) names = cw_path_split (cases[i].path);
      guint n = 0;

      while (n < 4 && cases[i].names[n] != NULL)
        n++;
      g_assert_cmpuint (g_strv_length (names), ==, n);
      for (guint j = 0; j < n; j++)
        g_assert_cmpstr (names[j], ==, cases[i].names[j]);
    }
}

/* What is put together comes apart again, whatever the names. */
static void
test_round_trip (void)
{
  static const char characters[] = "/\\ab ";

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *path = NULL;
      g_auto (GStrv) split = NULL;
      guint n = (guint) g_test_rand_int_range (1, 4);

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (GString) name = g_string_new ("x");
          g_autofree char *above = g_steal_pointer (&path);

          for (guint j = (guint) g_test_rand_int_range (0, 5); j > 0; j--)
            g_string_append_c (name, characters[g_test_rand_int_range (0, 5)]);
          g_strchomp (name->str);
          g_ptr_array_add (names, g_strdup (name->str));
          path = cw_path_append (above, name->str);
        }
      split = cw_path_split (path);
      g_assert_cmpuint (g_strv_length (split), ==, n);
      for (guint i = 0; i < n; i++)
        g_assert_cmpstr (split[i], ==, g_ptr_array_index (names, i));
    }
}

static void
test_same_name (void)
{
  g_assert_true (cw_path_same_name ("Trust", "trust"));
  g_assert_true (cw_path_same_name ("Évaluation", "e\xcc\x81VALUATION"));
  g_assert_true (cw_path_same_name ("Straße", "STRASSE"));
  g_assert_false (cw_path_same_name ("Trust", "Trusts"));
  g_assert_false (cw_path_same_name ("resume", "résumé"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/path/split", test_split);
  g_test_add_func ("/model/path/round-trip", test_round_trip);
  g_test_add_func ("/model/path/same-name", test_same_name);
  return g_test_run ();
}
