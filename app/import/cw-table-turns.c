/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-table-turns.h"

#include <string.h>

#define NO_COLUMN G_MAXUINT

struct _CwTableTurns
{
  CwText *text;
  GHashTable *speakers; /* name: index + 1 */
  gboolean in_header;
  guint speaker_column;
  guint time_column;
  guint talk_column;

  /* What the row says of a turn. */
  guint32 row_start;
  guint32 talk_start;
  guint32 talk_end;
  char *speaker;
  gint64 time_ms;
};

/**
 * cw_table_turns_new:
 * @text: where tables are written, and turns; has to stay as long as this
 *
 * Makes what looks for turns in tables that are being written. It is at the
 * beginning of a table.
 *
 * Returns: (transfer full): it; free with cw_table_turns_free()
 */
CwTableTurns *
cw_table_turns_new (CwText *text)
{
  CwTableTurns *self = g_new0 (CwTableTurns, 1);

  self->text = text;
  self->speakers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  cw_table_turns_start_table (self);
  return self;
}

/**
 * cw_table_turns_free:
 * @self: (nullable) (transfer full): what looks for turns
 *
 * Frees it.
 */
void
cw_table_turns_free (CwTableTurns *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->speakers);
  g_free (self->speaker);
  g_free (self);
}

/**
 * cw_table_turns_start_table:
 * @self: what looks for turns
 *
 * Says that a table begins: its first row names the columns.
 */
void
cw_table_turns_start_table (CwTableTurns *self)
{
  self->in_header = TRUE;
  self->speaker_column = self->time_column = self->talk_column = NO_COLUMN;
}

/**
 * cw_table_turns_start_row:
 * @self: what looks for turns
 *
 * Says that a row begins where the text ends now.
 */
void
cw_table_turns_start_row (CwTableTurns *self)
{
  self->row_start = self->talk_start = self->talk_end = self->text->length;
  g_clear_pointer (&self->speaker, g_free);
  self->time_ms = -1;
}

static gboolean
is_one_of (const char        *name,
           const char *const *names)
{
  for (; *names != NULL; names++)
    if (g_ascii_strcasecmp (name, *names) == 0)
      return TRUE;
  return FALSE;
}

/* Notes what the column is for, if its name says so. */
static void
note_column (CwTableTurns *self,
             guint         column,
             const char   *name)
{
  static const char *const speaker_names[] = { "speaker", "speaker name", "speaker_name", NULL };
  static const char *const talk_names[] = { "text",       "words",         "utterance", "talk",
                                            "transcript", "transcription", "content",   NULL };
  static const char *const time_names[] = { "start",      "time",     "timestamp", "start time",
                                            "start_time", "timecode", "begin",     NULL };

  if (self->speaker_column == NO_COLUMN && is_one_of (name, speaker_names))
    self->speaker_column = column;
  else if (self->talk_column == NO_COLUMN && is_one_of (name, talk_names))
    self->talk_column = column;
  else if (self->time_column == NO_COLUMN && is_one_of (name, time_names))
    self->time_column = column;
}

/* "00:01:02.5", "1:02,5" or seconds; -1 if it is none of them. */
static gint64
parse_time (const char *string)
{
  gint64 whole = 0;
  gint64 part = 0;
  gint64 scale = 1000;
  guint n_digits = 0;

  for (; *string != '\0' && *string != '.' && *string != ','; string++)
    {
      if (*string == ':' && n_digits > 0)
        {
          whole = (whole + part) * 60;
          part = 0;
        }
      else if (g_ascii_isdigit (*string) && ++n_digits <= 9)
        part = part * 10 + (*string - '0');
      else
        return -1;
      if (whole > G_MAXINT32)
        return -1;
    }
  if (n_digits == 0)
    return -1;
  whole = (whole + part) * 1000;
  for (string += *string != '\0'; g_ascii_isdigit (*string); string++)
    {
      scale /= 10;
      whole += (*string - '0') * scale;
    }
  return *string == '\0' ? whole : -1;
}

/**
 * cw_table_turns_take_cell:
 * @self: what looks for turns
 * @column: the cell's column, from 0
 * @start: where it begins in the text, which ends with it now
 * @content: what it holds
 *
 * Looks at one cell of the row.
 */
void
cw_table_turns_take_cell (CwTableTurns *self,
                          guint         column,
                          guint32       start,
                          const char   *content)
{
  gboolean wanted = self->in_header || column == self->speaker_column || column == self->time_column
                    || column == self->talk_column;
  g_autofree char *stripped = wanted ? g_strstrip (g_strdup (content)) : NULL;

  if (stripped == NULL)
    return;
  if (self->in_header)
    note_column (self, column, stripped);
  else if (column == self->speaker_column && self->speaker == NULL)
    self->speaker = g_steal_pointer (&stripped);
  else if (column == self->time_column)
    self->time_ms = parse_time (stripped);
  else if (column == self->talk_column)
    {
      self->talk_start = start;
      self->talk_end = self->text->length;
    }
}

static guint32
find_speaker (CwTableTurns *self,
              const char   *name)
{
  gpointer found = g_hash_table_lookup (self->speakers, name);

  if (found == NULL)
    {
      g_ptr_array_add (self->text->speakers, g_strdup (name));
      found = GUINT_TO_POINTER (self->text->speakers->len);
      g_hash_table_insert (self->speakers, g_strdup (name), found);
    }
  return GPOINTER_TO_UINT (found) - 1;
}

/**
 * cw_table_turns_end_row:
 * @self: what looks for turns
 *
 * Says that the row ends; if somebody speaks in it, it is a turn.
 */
void
cw_table_turns_end_row (CwTableTurns *self)
{
  CwTurn turn = { .start = self->row_start,
                  .end = self->talk_end,
                  .text_start = self->talk_start,
                  .time_ms = self->time_ms };

  if (self->in_header)
    {
      self->in_header = FALSE;
      return;
    }
  if (self->talk_column == NO_COLUMN || self->speaker == NULL || *self->speaker == '\0'
      || self->talk_end <= self->talk_start)
    return;
  turn.speaker = find_speaker (self, self->speaker);
  g_array_append_val (self->text->turns, turn);
}
