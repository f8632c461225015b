/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

#include "config.h"

#include "cw-turn-choice.h"

#include "cw-arguments.h"
#include "cw-error.h"
#include "cw-text.h"

#include <string.h>

static gboolean
choose_numbered (const char   *text,
                 const GArray *all,
                 gboolean     *chosen,
                 GError      **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 2);
  gint64 first;
  gint64 last;

  if (!cw_argument_number ("the number of a turn", parts[0], 1, G_MAXUINT32, &first, error))
    return FALSE;
  last = first;
  if (parts[1] != NULL
      && !cw_argument_number ("the number of a turn", parts[1], first, G_MAXUINT32, &last, error))
    return FALSE;
  if (last > all->len)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "%s: there are only %u turns; \"turns\" lists them", text, all->len);
      return FALSE;
    }
  for (gint64 i = first; i <= last; i++)
    chosen[i - 1] = TRUE;
  return TRUE;
}

static gboolean
choose_touched (const char   *text,
                const GArray *all,
                guint         speaker,
                gboolean     *chosen,
                GError      **error)
{
  guint32 start;
  guint32 end;

  if (!cw_argument_range (text, FALSE, &start, &end, error))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const CwTurn *turn = &g_array_index (all, CwTurn, i);

      if (turn->speaker == speaker && turn->start < end && turn->end > start)
        chosen[i] = TRUE;
    }
  return TRUE;
}

/**
 * cw_turn_choice_parse:
 * @words: (array length=n_words): what was written
 * @n_words: how much of it
 * @turns: (element-type CwTurn): all turns of the document
 * @speaker: the number of the speaker whose turns a range means
 * @error: return location for an error
 *
 * Chooses turns. What is named twice is chosen once.
 *
 * Returns: (transfer full) (element-type guint) (nullable): indices into @turns,
 *   ascending, or %NULL with @error set
 */
GArray *
cw_turn_choice_parse (const char *const *words,
                      guint              n_words,
                      const GArray      *turns,
                      guint              speaker,
                      GError           **error)
{
  g_autofree gboolean *chosen = g_new0 (gboolean, turns->len + 1);
  GArray *indices;

  for (guint i = 0; i < n_words; i++)
    if (strchr (words[i], ':') != NULL ? !choose_touched (words[i], turns, speaker, chosen, error)
                                       : !choose_numbered (words[i], turns, chosen, error))
      return NULL;
  indices = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < turns->len; i++)
    if (chosen[i])
      g_array_append_val (indices, i);
  return indices;
}
