/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * cw_test_rounds:
 * @modest: rounds in an ordinary run, a second or two of work
 * @full: rounds that a release has to stand
 *
 * How many rounds a random test does. The environment variable
 * `CW_TEST_ROUNDS` decides: unset or empty means @modest, `long` means @full,
 * a number means that number. Anything else ends the test with a message.
 *
 * Returns: the number of rounds, at least 1
 */
static inline guint
cw_test_rounds (guint modest,
                guint full)
{
  const char *value = g_getenv ("CW_TEST_ROUNDS");
  guint64 rounds;

  if (value == NULL || *value == '\0')
    return modest;
  if (g_str_equal (value, "long"))
    return full;
  if (!g_ascii_string_to_unsigned (value, 10, 1, G_MAXUINT, &rounds, NULL))
    g_error ("CW_TEST_ROUNDS is \"%s\"; it takes a number from 1 on, or \"long\"", value);
  return (guint) rounds;
}

G_END_DECLS
