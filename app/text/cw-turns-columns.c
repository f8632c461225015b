/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-turns-private.h"

#include "cw-utf8.h"

#include <string.h>

/* Transcripts that are tables: who speaks is in one cell, the talk in another, and
 * perhaps a number or a time before. Cells of a row stand on a line with tabs
 * between them. */

#define MAX_COLUMNS 8

/* What was seen of a column. */
typedef struct
{
  guint n_names;
  guint n_marks; /* numbers, times and empty cells */
  gsize n_bytes;
} Column;

typedef struct
{
  Column columns[MAX_COLUMNS];
  guint n_rows;
  guint n_columns;
  gboolean headed;
  guint speaker;
  guint talk;
} Table;

typedef struct
{
  const char *start;
  gsize n_bytes;
} Cell;

/* Cuts a line into cells, without blanks around them; the last one has the rest. */
static guint
split_cells (const CwTurnSource *line,
             Cell                cells[MAX_COLUMNS])
{
  const char *end = line->start + line->n_bytes;
  const char *p = line->start;
  guint n = 0;

  while (n < MAX_COLUMNS)
    {
      const char *tab = n + 1 < MAX_COLUMNS ? memchr (p, '\t', (gsize) (end - p)) : NULL;
      const char *cell_end = tab != NULL ? tab : end;

      while (p < cell_end && *p == ' ')
        p++;
      cells[n].start = p;
      cells[n].n_bytes = (gsize) (cell_end - p);
      while (cells[n].n_bytes > 0 && p[cells[n].n_bytes - 1] == ' ')
        cells[n].n_bytes--;
      n++;
      if (tab == NULL)
        break;
      p = tab + 1;
    }
  return n;
}

static gboolean
parse_cell_time (const Cell *cell,
                 CwStamp    *stamp)
{
  const char *p = cell->start;

  return cw_stamp_parse (&p, p + cell->n_bytes, stamp) && p == cell->start + cell->n_bytes;
}

static gboolean
is_mark (const Cell *cell)
{
  CwStamp stamp;

  for (gsize i = 0; i < cell->n_bytes; i++)
    if (!g_ascii_isdigit (cell->start[i]) && cell->start[i] != '.')
      return parse_cell_time (cell, &stamp);
  return TRUE;
}

static gboolean
is_name (const Cell *cell)
{
  return cell->n_bytes > 0 && cell->n_bytes <= CW_LABEL_MAX_BYTES
         && cw_label_is_name (cell->start, cell->n_bytes)
         && cw_label_get_shape (cell->start, cell->n_bytes) >= CW_LABEL_PLAIN;
}

/* Whether a row names the columns of a transcript. */
static gboolean
is_heading (const Cell *cells,
            guint       n_cells,
            Table      *table)
{
  int speaker = -1;
  int talk = -1;

  for (guint i = 0; i < n_cells; i++)
    {
      CwTurnColumn column = cw_turn_column_of_heading (cells[i].start, cells[i].n_bytes);

      if (speaker < 0 && (column == CW_TURN_COLUMN_SPEAKER || column == CW_TURN_COLUMN_PERSON))
        speaker = (int) i;
      else if (talk < 0 && column == CW_TURN_COLUMN_TALK)
        talk = (int) i;
    }
  if (speaker < 0 || talk < 0)
    return FALSE;
  table->speaker = (guint) speaker;
  table->talk = (guint) talk;
  return TRUE;
}

static gboolean
survey_row (CwTurnFinder       *finder,
            const CwTurnSource *line,
            gpointer            user_data)
{
  Table *table = user_data;
  Cell cells[MAX_COLUMNS];
  guint n_cells = split_cells (line, cells);

  if (n_cells < 2 || (!table->headed && (table->headed = is_heading (cells, n_cells, table))))
    return TRUE;
  table->n_rows++;
  table->n_columns = MAX (table->n_columns, n_cells);
  for (guint i = 0; i < n_cells; i++)
    {
      table->columns[i].n_bytes += cells[i].n_bytes;
      if (is_mark (&cells[i]))
        table->columns[i].n_marks++;
      else if (i + 1 < n_cells && is_name (&cells[i]))
        table->columns[i].n_names++;
    }
  return TRUE;
}

/* Who speaks is in the first column that has names, after numbers and times only;
 * the talk is in the widest one after it. */
static gboolean
choose_columns (Table *table)
{
  guint speaker = 0;

  if (table->headed)
    return TRUE;
  while (speaker < 4 && table->columns[speaker].n_marks * 10 >= table->n_rows * 8)
    speaker++;
  if (table->n_rows < 4 || table->n_columns > 5 || speaker == 4
      || table->columns[speaker].n_names * 10 < table->n_rows * 6)
    return FALSE;

  table->speaker = speaker;
  table->talk = speaker + 1;
  for (guint i = speaker + 2; i < MAX_COLUMNS; i++)
    if (table->columns[i].n_bytes > table->columns[table->talk].n_bytes)
      table->talk = i;
  return table->columns[table->talk].n_bytes >= table->n_rows * 12;
}

static gboolean
collect_row (CwTurnFinder       *finder,
             const CwTurnSource *line,
             gpointer            user_data)
{
  const Table *table = user_data;
  Cell cells[MAX_COLUMNS];
  guint n_cells = split_cells (line, cells);
  Table heading;
  CwTurnLine found = { 0 };
  const Cell *name = &cells[table->speaker];
  const Cell *talk = &cells[table->talk];

  found.ordinal = finder->n_lines++;
  if (n_cells <= MAX (table->speaker, table->talk) || !is_name (name)
      || is_heading (cells, n_cells, &heading))
    return TRUE;
  found.label.mark = CW_LABEL_BY_COLUMN;
  found.label.stamp = CW_STAMP_NONE;
  for (guint i = 0; i < n_cells && found.label.stamp.time_ms < 0; i++)
    if (i != table->talk && i != table->speaker)
      parse_cell_time (&cells[i], &found.label.stamp);

  found.label.start = (guint32) line->indent;
  found.label.label = (guint32) (name->start - line->start);
  found.label.label_end = (guint32) (found.label.label + name->n_bytes);
  found.label.text = (guint32) (talk->start - line->start);
  if (table->talk + 1 < n_cells)
    found.label.text_end = (guint32) (found.label.text + talk->n_bytes);
  /* A range has to end after it begins. */
  if (table->talk < table->speaker)
    {
      found.label.start = found.label.text;
      found.label.text_end = (guint32) (found.label.text + talk->n_bytes);
    }
  found.talks = cw_turns_is_talk (talk->start, talk->n_bytes);
  cw_turns_place (finder, &found, line->start);
  return cw_turns_add (finder, &found);
}

/* People rarely say the same again; what can be chosen from does come again. */
static guint
count_distinct (const CwTurnFinder *finder)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const char *end = finder->text->text + finder->text->n_bytes;

  for (guint i = 0; i < finder->lines->len; i++)
    {
      const CwTurnLine *line = &g_array_index (finder->lines, CwTurnLine, i);
      guint hash = 5381;

      for (const char *p = finder->text->text + line->byte + line->label.text;
           p < end && *p != '\n' && *p != '\t'; p++)
        hash = hash * 33 + (guint8) *p;
      g_hash_table_add (seen, GUINT_TO_POINTER (hash));
    }
  return g_hash_table_size (seen);
}

/* Whether the first row names the columns, which then are no transcript's. */
static gboolean
is_otherwise_headed (const CwTurnFinder *finder)
{
  const CwTurnLine *first = &g_array_index (finder->lines, CwTurnLine, 0);

  return cw_turns_group (finder, first->group)->n_all == 1 && !first->talks;
}

/* The names come again, and not one after the other as the codes of quotations do. */
static gboolean
is_regular (const CwTurnFinder *finder,
            const Table        *table)
{
  guint n_labels = finder->groups->len;
  guint n_turns = finder->lines->len;
  guint n_talks = 0;
  guint n_strong = 0;
  guint n_same = 0;

  for (guint i = 0; i < n_turns; i++)
    {
      const CwTurnLine *line = &g_array_index (finder->lines, CwTurnLine, i);

      n_talks += line->talks;
      n_same += i > 0 && line->group == line[-1].group;
      n_strong += cw_turns_group (finder, line->group)->shape >= CW_LABEL_STRONG;
    }
  if (table->headed)
    return n_turns >= 2 && n_turns * 2 >= n_labels * 3;
  if (n_labels < 2 || n_turns < 4 || n_turns < n_labels * 2 || n_turns * 10 < finder->n_paragraphs)
    return FALSE;
  if (count_distinct (finder) * 2 < n_turns)
    return FALSE;
  if (n_strong * 2 >= n_turns)
    return n_talks * 2 >= n_turns;
  return n_talks * 10 >= n_turns * 7 && n_same * 2 <= n_turns && !is_otherwise_headed (finder);
}

/* Looks for a column of speakers. FALSE if there is none. */
gboolean
cw_turns_find_columns (CwTurnFinder *finder)
{
  Table table = { 0 };

  if (memchr (finder->text->text, '\t', finder->text->n_bytes) == NULL)
    return FALSE;
  cw_turns_for_each_line (finder, survey_row, &table);
  if (!choose_columns (&table))
    return FALSE;

  cw_turns_clear (finder);
  finder->n_lines = 0;
  cw_turns_for_each_line (finder, collect_row, &table);
  if (!is_regular (finder, &table))
    return FALSE;
  for (guint i = 0; i < finder->groups->len; i++)
    if (cw_turns_group (finder, i)->n_all > 0)
      cw_turns_group (finder, i)->accepted = 1u << CW_LABEL_BY_COLUMN;
  return TRUE;
}
