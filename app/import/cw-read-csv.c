/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-readers.h"

#include "cw-decode.h"
#include "cw-error.h"
#include "cw-limits.h"

#include <string.h>

/* A table as text: a line a row, cells with tabs between them. What is said in a
 * cell may go over lines; it is one line here, so that a line stays a row. */

#define SAMPLE_BYTES (64u * 1024u)
#define SAMPLE_ROWS 50u
#define NO_COLUMN G_MAXUINT

typedef struct
{
  const char *at;
  const char *end;
  char delimiter;
  CwText *text;
  GString *cell;
  guint speaker_column;
  guint time_column;
  guint talk_column;
  guint64 n_cells;
  guint n_open_quotes;
  GHashTable *speakers; /* name: index + 1 */
} Reading;

/* What a row says of a turn. */
typedef struct
{
  guint32 start;
  guint32 text_start;
  guint32 text_end;
  char *speaker;
  gint64 time_ms;
} Row;

static gboolean
ends_cell (const Reading *reading,
           char           c)
{
  return c == reading->delimiter || c == '\n';
}

/* Takes a quoted cell up to its closing quote; what follows is taken as it stands. */
static void
take_quoted (Reading *reading)
{
  reading->at++;
  while (reading->at < reading->end)
    {
      if (*reading->at != '"')
        {
          g_string_append_c (reading->cell, *reading->at++);
          continue;
        }
      reading->at++;
      if (reading->at >= reading->end || *reading->at != '"')
        return;
      g_string_append_c (reading->cell, '"');
      reading->at++;
    }
  reading->n_open_quotes++;
}

/* Takes one cell and leaves the place at what ended it. */
static void
take_cell (Reading *reading)
{
  g_string_truncate (reading->cell, 0);
  if (reading->at < reading->end && *reading->at == '"')
    take_quoted (reading);
  while (reading->at < reading->end && !ends_cell (reading, *reading->at))
    g_string_append_c (reading->cell, *reading->at++);
  for (gsize i = 0; i < reading->cell->len; i++)
    if (reading->cell->str[i] == '\n' || reading->cell->str[i] == '\t')
      reading->cell->str[i] = ' ';
}

/* How many of the first rows have as many cells as the first one; more cells are
 * better among delimiters that do alike. */
static guint
rate_delimiter (const char *text,
                gsize       n_bytes,
                char        delimiter)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  Reading reading = { .at = text,
                      .end = text + MIN (n_bytes, SAMPLE_BYTES),
                      .cell = cell,
                      .delimiter = delimiter };
  guint n_first = 0;
  guint n_same = 0;

  for (guint row = 0; row < SAMPLE_ROWS && reading.at < reading.end; row++)
    {
      guint n_cells = 1;

      take_cell (&reading);
      while (reading.at < reading.end && *reading.at == delimiter)
        {
          reading.at++;
          n_cells++;
          take_cell (&reading);
        }
      reading.at++;
      if (row == 0)
        n_first = n_cells;
      if (n_cells == n_first)
        n_same++;
    }
  return n_first < 2 ? 0 : n_same * 1000 + MIN (n_first, 999);
}

static char
find_delimiter (const char *text,
                gsize       n_bytes)
{
  static const char delimiters[] = { ',', ';', '\t', '|' };
  char best = ',';
  guint best_rate = 0;

  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      guint rate = rate_delimiter (text, n_bytes, delimiters[i]);

      if (rate > best_rate)
        {
          best = delimiters[i];
          best_rate = rate;
        }
    }
  return best;
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
note_column (Reading *reading,
             guint    column)
{
  static const char *const speaker_names[] = { "speaker", "speaker name", "speaker_name", NULL };
  static const char *const talk_names[] = { "text",       "words",         "utterance", "talk",
                                            "transcript", "transcription", "content",   NULL };
  static const char *const time_names[] = { "start",      "time",     "timestamp", "start time",
                                            "start_time", "timecode", "begin",     NULL };
  g_autofree char *name = g_strstrip (g_strdup (reading->cell->str));

  if (reading->speaker_column == NO_COLUMN && is_one_of (name, speaker_names))
    reading->speaker_column = column;
  else if (reading->talk_column == NO_COLUMN && is_one_of (name, talk_names))
    reading->talk_column = column;
  else if (reading->time_column == NO_COLUMN && is_one_of (name, time_names))
    reading->time_column = column;
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

static guint32
find_speaker (Reading    *reading,
              const char *name)
{
  gpointer found = g_hash_table_lookup (reading->speakers, name);

  if (found == NULL)
    {
      g_ptr_array_add (reading->text->speakers, g_strdup (name));
      found = GUINT_TO_POINTER (reading->text->speakers->len);
      g_hash_table_insert (reading->speakers, g_strdup (name), found);
    }
  return GPOINTER_TO_UINT (found) - 1;
}

static void
add_turn (Reading   *reading,
          const Row *row)
{
  CwTurn turn = { .start = row->start,
                  .end = row->text_end,
                  .text_start = row->text_start,
                  .time_ms = row->time_ms };

  if (row->speaker == NULL || *row->speaker == '\0' || row->text_end <= row->text_start)
    return;
  turn.speaker = find_speaker (reading, row->speaker);
  g_array_append_val (reading->text->turns, turn);
}

static gboolean
take_row_cell (Reading *reading,
               guint    column,
               Row     *row,
               GError **error)
{
  guint32 start = reading->text->length;

  take_cell (reading);
  if (++reading->n_cells > CW_LIMIT_CELLS || reading->text->length > CW_LIMIT_TEXT_LENGTH
      || !cw_text_append (reading->text, reading->cell->str, (gssize) reading->cell->len))
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_TOO_LARGE,
                           "the table is too large; split it into several files and import those");
      return FALSE;
    }

  if (column == reading->speaker_column && row->speaker == NULL)
    row->speaker = g_strstrip (g_strdup (reading->cell->str));
  else if (column == reading->time_column)
    row->time_ms = parse_time (g_strstrip (reading->cell->str));
  else if (column == reading->talk_column)
    {
      row->text_start = start;
      row->text_end = reading->text->length;
    }
  return TRUE;
}

static gboolean
take_row (Reading *reading,
          gboolean is_header,
          gboolean find_speakers,
          GError **error)
{
  Row row = { .start = reading->text->length, .time_ms = -1 };
  g_autofree char *speaker = NULL;
  gboolean good;

  for (guint column = 0;; column++)
    {
      good = take_row_cell (reading, column, &row, error);
      if (good && is_header && find_speakers)
        note_column (reading, column);
      if (!good || reading->at >= reading->end || *reading->at == '\n')
        break;
      reading->at++;
      cw_text_append (reading->text, "\t", 1);
    }
  speaker = row.speaker;
  if (!good)
    return FALSE;

  if (!is_header && reading->speaker_column != NO_COLUMN && reading->talk_column != NO_COLUMN)
    add_turn (reading, &row);
  if (reading->at < reading->end)
    reading->at++;
  if (reading->at < reading->end)
    cw_text_append (reading->text, "\n", 1);
  return TRUE;
}

static gboolean
take_rows (Reading      *reading,
           gboolean      find_speakers,
           GCancellable *cancellable,
           GError      **error)
{
  gboolean is_header = TRUE;

  while (reading->at < reading->end)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !take_row (reading, is_header, find_speakers, error))
        return FALSE;
      is_header = FALSE;
    }
  if (reading->n_open_quotes > 0)
    cw_text_warn (reading->text, "A quotation mark is opened and never closed; what follows it "
                                 "was read as one cell. Check the end of the text.");
  return TRUE;
}

/**
 * cw_read_csv:
 * @bytes: a table, with commas, semicolons, tabs or bars between its cells
 * @file_name: its name, for messages
 * @options: the encoding, if it is known, and whether to look for speakers
 * @cancellable: (nullable): to cancel
 * @error: return location for an error
 *
 * Reads a table as text, a line a row. If its first row names a column of speakers
 * and one of what they say, each row is a turn.
 *
 * Returns: (transfer full): the text, or %NULL with %CW_ERROR_FORMAT if the file is
 *   binary, %CW_ERROR_TOO_LARGE if the table is too large, or %CW_ERROR_USAGE if
 *   there is no such encoding
 */
CwText *
cw_read_csv (GBytes              *bytes,
             const char          *file_name,
             const CwReadOptions *options,
             GCancellable        *cancellable,
             GError             **error)
{
  g_autoptr (CwDecoded) decoded = NULL;
  g_autoptr (CwText) text = NULL;
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autoptr (GHashTable) speakers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = { .cell = cell,
                      .speakers = speakers,
                      .speaker_column = NO_COLUMN,
                      .time_column = NO_COLUMN,
                      .talk_column = NO_COLUMN };
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);

  decoded = cw_decode (data, n_bytes, file_name, options->encoding, error);
  if (decoded == NULL)
    return NULL;

  text = cw_text_new ("csv");
  cw_decoded_describe (decoded, text);
  reading.text = text;
  reading.at = decoded->text;
  reading.end = decoded->text + decoded->n_bytes;
  reading.delimiter = find_delimiter (decoded->text, decoded->n_bytes);
  if (!take_rows (&reading, options->find_speakers, cancellable, error))
    return NULL;
  return g_steal_pointer (&text);
}
