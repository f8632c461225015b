/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-readers.h"

#include "cw-decode.h"
#include "cw-error.h"
#include "cw-limits.h"
#include "cw-table-turns.h"

#include <string.h>

/* A table as text: a line a row, cells with tabs between them. What is said in a
 * cell may go over lines; it is one line here, so that a line stays a row. */

#define SAMPLE_BYTES (64u * 1024u)
#define SAMPLE_ROWS 50u

typedef struct
{
  const char *at;
  const char *end;
  char delimiter;
  CwText *text;
  GString *cell;
  CwTableTurns *turns; /* NULL: not to be looked for */
  guint64 n_cells;
  guint n_open_quotes;
} Reading;

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
take_row_cell (Reading *reading,
               guint    column,
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
  if (reading->turns != NULL)
    cw_table_turns_take_cell (reading->turns, column, start, reading->cell->str);
  return TRUE;
}

static gboolean
take_row (Reading *reading,
          GError **error)
{
  if (reading->turns != NULL)
    cw_table_turns_start_row (reading->turns);
  for (guint column = 0;; column++)
    {
      if (!take_row_cell (reading, column, error))
        return FALSE;
      if (reading->at >= reading->end || *reading->at == '\n')
        break;
      reading->at++;
      cw_text_append (reading->text, "\t", 1);
    }
  if (reading->turns != NULL)
    cw_table_turns_end_row (reading->turns);

  if (reading->at < reading->end)
    reading->at++;
  if (reading->at < reading->end)
    cw_text_append (reading->text, "\n", 1);
  return TRUE;
}

static gboolean
take_rows (Reading      *reading,
           GCancellable *cancellable,
           GError      **error)
{
  while (reading->at < reading->end)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !take_row (reading, error))
      return FALSE;
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
  g_autoptr (CwTableTurns) turns = NULL;
  Reading reading = { .cell = cell };
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);

  decoded = cw_decode (data, n_bytes, file_name, options->encoding, error);
  if (decoded == NULL)
    return NULL;

  text = cw_text_new ("csv");
  cw_decoded_describe (decoded, text);
  turns = options->find_speakers ? cw_table_turns_new (text) : NULL;
  reading.text = text;
  reading.turns = turns;
  reading.at = decoded->text;
  reading.end = decoded->text + decoded->n_bytes;
  reading.delimiter = find_delimiter (decoded->text, decoded->n_bytes);
  if (!take_rows (&reading, cancellable, error))
    return NULL;
  return g_steal_pointer (&text);
}
