/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-turns.h"

G_BEGIN_DECLS

#define CW_LABEL_MAX_BYTES 160

/* A text with more lines that begin like turns than this is no transcript. */
#define CW_TURNS_MAX_LINES (1u << 20)

/* --- Times (cw-turns-stamp.c) ---------------------------------------------- */

typedef struct
{
  gint64 time_ms;  /* -1 if there is none */
  gint64 quad;     /* "00:12:34:15" as 123415: days or frames, which only the whole shows; or -1 */
  guint8 fraction; /* digits after the seconds, if there were two: hundredths or frames; or 255 */
} CwStamp;

#define CW_STAMP_NONE ((CwStamp) { -1, -1, 255 })

gboolean cw_stamp_parse (const char **cursor,
                         const char  *end,
                         CwStamp     *out_stamp);

/* --- Words that labels are made of (cw-turns-words.c) ----------------------- */

typedef enum
{
  CW_TURN_WORDS_ROLE,     /* "interviewer" */
  CW_TURN_WORDS_PERSON,   /* "teacher" */
  CW_TURN_WORDS_NEVER,    /* "note" */
  CW_TURN_WORDS_BREAK,    /* "applause" */
  CW_TURN_WORDS_PARTICLE, /* "van" */
} CwTurnWords;

gboolean cw_turn_word_is (CwTurnWords kind,
                          const char *folded);

/* --- What a label is like (cw-turns-shape.c) -------------------------------- */

/* How much a label looks like one. */
typedef enum
{
  CW_LABEL_BREAK,  /* what interrupts the talk: "Break", "Music" */
  CW_LABEL_NEVER,  /* what heads other things: "Note", "Date", "Tel" */
  CW_LABEL_WEAK,   /* could be anything: "There are two things" */
  CW_LABEL_PLAIN,  /* one word without capital, or of a script without them */
  CW_LABEL_WORD,   /* one capitalised word: "Maria", but also "Example" */
  CW_LABEL_NAME,   /* several capitalised words: "Maria G.", "Dr. O'Neil-Smith" */
  CW_LABEL_STRONG, /* "JONES", "P1", "Q" */
  CW_LABEL_ROLE,   /* "Interviewer", "Speaker 2" */
} CwLabelShape;

CwLabelShape cw_label_get_shape (const char *label,
                                 gsize       n_bytes);

/* --- What a line begins with (cw-turns-label.c) ----------------------------- */

/* What sets a label off from the talk. */
typedef enum
{
  CW_LABEL_BY_COLON,   /* "P1: …", "P1 (0:12): …" */
  CW_LABEL_BY_TIME,    /* "P1  0:12", "[0:12] - P1", the talk on the next line */
  CW_LABEL_BY_STOP,    /* "Q. …", "Mr. SMITH. …" */
  CW_LABEL_BY_BRACKET, /* "P1> …", "<P1> …", "[P1] …" */
  CW_LABEL_BY_DASH,    /* "P1 - …" */
  CW_LABEL_BY_COLUMN,  /* a cell of its own */
  CW_LABEL_BY_LINE,    /* a line of its own */
  CW_LABEL_N_MARKS,
} CwLabelMark;

/* All offsets in bytes from the line's start. */
typedef struct
{
  guint32 start; /* of the label, or of the time before it */
  guint32 label;
  guint32 label_end; /* equal to label if the line has only a time or a number */
  guint32 text;      /* what is said */
  guint32 text_end;  /* 0: up to the next turn */
  CwStamp stamp;
  CwLabelMark mark;
  gboolean bulleted;   /* a bullet or a number stands before it */
  gboolean time_first; /* "[0:12] P1" without a colon */
} CwLabel;

gboolean cw_label_parse        (const char     *line,
                                gsize           n_bytes,
                                CwLabel        *out_label);
gboolean cw_label_parse_stop   (const char     *line,
                                gsize           n_bytes,
                                const gunichar *letters,
                                CwLabel        *out_label);
gunichar cw_label_parse_letter (const char     *line,
                                gsize           n_bytes,
                                const char    **out_letter,
                                const char    **out_after);
gboolean cw_label_parse_risky  (const char     *line,
                                gsize           n_bytes,
                                CwLabel        *out_label);
gsize    cw_label_base_length  (const char     *label,
                                gsize           n_bytes);
gboolean cw_label_is_name      (const char     *text,
                                gsize           n_bytes);

/* --- All lines together ------------------------------------------------------ */

/* A line that begins like a turn. */
typedef struct
{
  gsize byte;       /* where the line begins */
  guint32 position; /* the same in code points */
  guint32 ordinal;  /* how many lines with something on them came before */
  guint32 group;    /* index into CwTurnFinder.groups, or CW_TURNS_NO_GROUP */
  gboolean within;  /* more likely the middle of a paragraph whose lines are broken */
  gboolean talks;   /* what is said looks like talk */
  gboolean empty;   /* nothing is said on the line itself */
  CwLabel label;
} CwTurnLine;

#define CW_TURNS_NO_GROUP G_MAXUINT32

/* All lines with the same label. */
typedef struct
{
  const char *name; /* folded; owned by CwTurnFinder.names */
  CwLabelShape shape;
  gboolean capitals; /* the last word is all capitals: "Mr. SMITH" */
  guint n_lines[CW_LABEL_N_MARKS];
  guint n_all;
  guint n_timed; /* with a time that is another than the one before */
  gint64 last_ms;
  guint n_talks;
  guint n_empty;  /* nothing is said on the line itself */
  guint accepted; /* a bit for each mark */
  guint base;     /* the group without "(laughs)", or this one */
  gint speaker;
} CwTurnGroup;

typedef struct
{
  const CwText *text;
  GArray *lines;     /* of CwTurnLine */
  GArray *groups;    /* of CwTurnGroup */
  GHashTable *names; /* label as written, and folded: index of the group + 1 */
  guint n_lines;     /* lines with something on them */
  guint n_paragraphs;
  guint width;         /* at which lines were broken, or 0 */
  gunichar letters[2]; /* "Q." and "A." are labels; or 0 */
  guint n_fractions;   /* stamps with two digits after the seconds */
  guint max_fraction;
  guint n_quads; /* stamps of four numbers */
  guint max_quad;
  guint n_like;    /* lines whose labels convince by themselves */
  gsize n_counted; /* bytes of which the characters are counted */
  guint32 counted;
} CwTurnFinder;

/* A line with something on it, and what stood before. */
typedef struct
{
  const char *start;
  gsize n_bytes;
  gsize indent;
  guint length;       /* in code points */
  gboolean after_gap; /* after an empty line, or the first */
  guint last_length;  /* of the line before */
  gsize last_indent;
  gboolean last_ends; /* with a full stop or the like */
} CwTurnSource;

typedef gboolean (*CwTurnLineFunc) (CwTurnFinder *finder,
                                    const CwTurnSource *line,
                                    gpointer user_data);

void     cw_turns_for_each_line  (CwTurnFinder  *finder,
                                  CwTurnLineFunc func,
                                  gpointer       user_data);
void     cw_turns_survey         (CwTurnFinder  *finder);
void     cw_turns_collect_labels (CwTurnFinder  *finder);
gboolean cw_turns_judge_labels   (CwTurnFinder  *finder);
gboolean cw_turns_find_columns   (CwTurnFinder  *finder);
gboolean cw_turns_find_lines     (CwTurnFinder  *finder);

void     cw_turns_clear         (CwTurnFinder       *finder);
gboolean cw_turns_add           (CwTurnFinder       *finder,
                                 const CwTurnLine   *line);
void     cw_turns_place         (CwTurnFinder       *finder,
                                 CwTurnLine         *line,
                                 const char         *start);
gboolean cw_turns_ends_sentence (const char         *text,
                                 gsize               n_bytes);
gboolean cw_turns_is_talk       (const char         *text,
                                 gsize               n_bytes);
gboolean cw_turns_talk_follows  (const CwTurnFinder *finder,
                                 const CwTurnLine   *line,
                                 gboolean           *out_ends);
gboolean cw_turns_is_record     (const CwTurnFinder *finder,
                                 guint               n_labels,
                                 guint               n_turns);
void     cw_turns_doubt         (const CwTurnFinder *finder,
                                 CwText             *text);
void     cw_turns_close         (CwText             *text);

static inline CwTurnGroup *
cw_turns_group (const CwTurnFinder *finder,
                guint               group)
{
  return &g_array_index (finder->groups, CwTurnGroup, group);
}

/* The group whose speaker a line begins a turn of, or NULL. */
static inline CwTurnGroup *
cw_turns_accepted (const CwTurnFinder *finder,
                   const CwTurnLine   *line)
{
  CwTurnGroup *group;

  if (line->group == CW_TURNS_NO_GROUP || line->within)
    return NULL;
  group = cw_turns_group (finder, cw_turns_group (finder, line->group)->base);
  return group->accepted >> line->label.mark & 1 ? group : NULL;
}

G_END_DECLS
