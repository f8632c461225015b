/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

#include "config.h"

#include "cw-timestamp.h"

/**
 * cw_timestamp_to_string:
 * @microseconds: since 1970, UTC
 *
 * Writes a time to the second as ISO 8601 has it, in UTC: "2014-05-31T09:00:00Z".
 *
 * Returns: (transfer full): the text, "" for a time that no calendar has
 */
char *
cw_timestamp_to_string (gint64 microseconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}
