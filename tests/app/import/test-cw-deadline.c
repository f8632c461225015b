/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-deadline.h"

static void
test_passes (void)
{
  g_autoptr (CwDeadline) deadline = cw_deadline_start (0, NULL);
  GCancellable *cancellable = cw_deadline_get_cancellable (deadline);

  /* Waits for the clock, and for nothing else. */
  while (!g_cancellable_is_cancelled (cancellable))
    g_thread_yield ();
  g_assert_true (cw_deadline_has_passed (deadline));
}

static void
test_in_time (void)
{
  g_autoptr (CwDeadline) deadline = cw_deadline_start (3600, NULL);

  g_assert_false (g_cancellable_is_cancelled (cw_deadline_get_cancellable (deadline)));
  g_assert_false (cw_deadline_has_passed (deadline));
}

static void
test_parent (void)
{
  g_autoptr (GCancellable) parent = g_cancellable_new ();
  g_autoptr (GCancellable) kept = NULL;
  g_autoptr (CwDeadline) deadline = cw_deadline_start (3600, parent);

  kept = g_object_ref (cw_deadline_get_cancellable (deadline));
  g_cancellable_cancel (parent);
  g_assert_true (g_cancellable_is_cancelled (kept));
  g_assert_false (cw_deadline_has_passed (deadline));

  g_clear_pointer (&deadline, cw_deadline_free);
  deadline = cw_deadline_start (3600, parent);
  g_assert_true (g_cancellable_is_cancelled (cw_deadline_get_cancellable (deadline)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import/deadline/passes", test_passes);
  g_test_add_func ("/import/deadline/in-time", test_in_time);
  g_test_add_func ("/import/deadline/parent", test_parent);
  return g_test_run ();
}
