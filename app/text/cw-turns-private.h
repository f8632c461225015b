/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CW_LABEL_MAX_BYTES 120

/* How much a label looks like one. */
typedef enum
{
  CW_LABEL_WEAK,   /* could be anything: "There are two things" */
  CW_LABEL_PLAIN,  /* one word without capital, or of a script without them */
  CW_LABEL_WORD,   /* one capitalised word: "Maria", but also "Example" */
  CW_LABEL_NAME,   /* several capitalised words: "Maria G.", "Dr. O'Neil-Smith" */
  CW_LABEL_STRONG, /* "INTERVIEWER", "P1", "Q", "Speaker 2" */
  CW_LABEL_NEVER,  /* what heads other things: "Note", "Date", "Tel" */
} CwLabelShape;

/* What a line begins with. All offsets in bytes from the line's start. */
typedef struct
{
  gsize start; /* of the label, or of the time before it */
  gsize label;
  gsize label_end;   /* equal to label if the line has only a time */
  gsize text;        /* what is said */
  gint64 time_ms;    /* -1 if none */
  guint8 fraction;   /* digits after the seconds, if there were two, else 255 */
  gboolean no_colon; /* the time alone shows that it is a label */
} CwLabel;

gboolean     cw_label_parse      (const char  *line,
                                  gsize        n_bytes,
                                  CwLabel     *out_label);
CwLabelShape cw_label_get_shape  (const char  *label,
                                  gsize        n_bytes);
gboolean     cw_label_parse_time (const char **cursor,
                                  const char  *end,
                                  gint64      *out_ms,
                                  guint8      *out_fraction);

G_END_DECLS
