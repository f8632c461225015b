/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-backup-private.h"

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define DAY (24 * HOUR)
#define WEEK (7 * DAY)

#define KEEP_NEWEST 6
#define KEEP_HOURLY_FOR (DAY)
#define KEEP_DAILY_FOR (14 * DAY)
#define KEEP_WEEKLY_FOR (52 * WEEK)

/* The span in which one backup is kept, by how old it is; 0 to keep none. */
static gint64
span_for_age (gint64 age)
{
  if (age <= KEEP_HOURLY_FOR)
    return HOUR;
  if (age <= KEEP_DAILY_FOR)
    return DAY;
  if (age <= KEEP_WEEKLY_FOR)
    return WEEK;
  return 0;
}

/*
 * cw_backup_choose:
 * @backups: newest first
 * @now: microseconds since 1970
 * @size_cap: bytes that all may take together
 *
 * Keeps the newest six; then one an hour for a day, one a day for a fortnight, one
 * a week for a year (the oldest of each span, so that it stays the same one as time
 * goes on); and over the cap the older go first, but never the newest.
 *
 * Returns: (transfer container): those to delete
 */
GPtrArray *
cw_backup_choose (GPtrArray *backups,
                  gint64     now,
                  goffset    size_cap)
{
  GPtrArray *doomed = g_ptr_array_new ();
  goffset total = 0;

  for (guint i = 0; i < backups->len; i++)
    {
      CwBackup *backup = g_ptr_array_index (backups, i);
      gint64 span = span_for_age (now - backup->at);
      gboolean keep = i < KEEP_NEWEST;

      if (!keep && span > 0)
        {
          CwBackup *older = i + 1 < backups->len ? g_ptr_array_index (backups, i + 1) : NULL;

          keep = older == NULL || older->at / span != backup->at / span;
        }
      keep = keep && (i == 0 || total + backup->size <= size_cap);
      if (keep)
        total += backup->size;
      else
        g_ptr_array_add (doomed, backup);
    }
  return doomed;
}
