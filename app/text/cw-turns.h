/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-text.h"

G_BEGIN_DECLS

/**
 * CwTurnColumn:
 * @CW_TURN_COLUMN_OTHER: something else
 * @CW_TURN_COLUMN_SPEAKER: who speaks
 * @CW_TURN_COLUMN_PERSON: somebody, who may be a speaker
 * @CW_TURN_COLUMN_TALK: what is said
 * @CW_TURN_COLUMN_TIME: when it is said
 *
 * What a column of a table holds, by its heading.
 */
typedef enum
{
  CW_TURN_COLUMN_OTHER,
  CW_TURN_COLUMN_SPEAKER,
  CW_TURN_COLUMN_PERSON,
  CW_TURN_COLUMN_TALK,
  CW_TURN_COLUMN_TIME,
} CwTurnColumn;

/* What one speaker says. */
typedef struct
{
  guint n_turns;
  guint n_words;
  guint n_characters;
  char *example; /* how the longest turn begins, on one line */
} CwTurnShare;

guint        cw_turns_find              (CwText       *text);
guint        cw_turns_find_beside       (CwText       *text);
guint        cw_turns_count_passed_over (const CwText *text);
GArray      *cw_turns_share             (const CwText *text);
char        *cw_turns_report            (const CwText *text);
const char  *cw_turns_describe_mark     (const CwText *text,
                                         guint         turn);
gboolean     cw_turns_is_label          (const char   *line,
                                         gsize         n_bytes);
gboolean     cw_turns_parse_time        (const char   *string,
                                         gsize         n_bytes,
                                         gint64       *out_ms);
CwTurnColumn cw_turn_column_of_heading  (const char   *heading,
                                         gsize         n_bytes);

char   *cw_turns_to_string   (const GArray *turns);
GArray *cw_turns_from_string (const char   *string,
                              guint32       length,
                              guint         n_speakers,
                              GError      **error);

G_END_DECLS
