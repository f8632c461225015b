/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CwSpanKind:
 * @CW_SPAN_HEADING: a heading; level 1 to 9
 * @CW_SPAN_EMPHASIS: italics
 * @CW_SPAN_STRONG: bold
 * @CW_SPAN_LIST_ITEM: an item of a list; level from 1; data "1" if numbered
 * @CW_SPAN_TABLE: a whole table
 * @CW_SPAN_ROW: a row of a table
 * @CW_SPAN_CELL: a cell of a table
 * @CW_SPAN_LINK: the text of a link; data is the address
 * @CW_SPAN_NOTE_MARK: the mark of a note in the running text; data is its number
 * @CW_SPAN_NOTE: the text of a foot- or endnote; data is its number
 * @CW_SPAN_COMMENT: what a comment speaks of; data is "author\ncomment text"
 * @CW_SPAN_IMAGE: the placeholder of an image; data is its description
 * @CW_SPAN_PAGE_BREAK: where a page was broken by hand (empty range)
 * @CW_SPAN_CODE: program code or other text set as it stands
 * @CW_SPAN_QUOTE: a block of quoted text
 * @CW_SPAN_TIME: what is said from a time on; data is seconds ("12.500")
 *
 * What a stretch of a text was in the file that it came from.
 */
typedef enum
{
  CW_SPAN_HEADING,
  CW_SPAN_EMPHASIS,
  CW_SPAN_STRONG,
  CW_SPAN_LIST_ITEM,
  CW_SPAN_TABLE,
  CW_SPAN_ROW,
  CW_SPAN_CELL,
  CW_SPAN_LINK,
  CW_SPAN_NOTE_MARK,
  CW_SPAN_NOTE,
  CW_SPAN_COMMENT,
  CW_SPAN_IMAGE,
  CW_SPAN_PAGE_BREAK,
  CW_SPAN_CODE,
  CW_SPAN_QUOTE,
  CW_SPAN_TIME,
  CW_SPAN_N_KINDS,
} CwSpanKind;

/* Positions are code points from 0, half open, throughout. */
typedef struct
{
  CwSpanKind kind;
  guint32 start;
  guint32 end;
  int level;
  char *data; /* owned by the text; NULL if there is nothing to say */
} CwSpan;

/* One turn of talk: the label and what is said. */
typedef struct
{
  guint32 start;      /* where the label (or the time before it) begins */
  guint32 end;        /* after the last character said */
  guint32 text_start; /* after the label: where the talk begins */
  guint32 speaker;    /* index into CwText.speakers */
  gint64 time_ms;     /* milliseconds from the start, or -1 */
} CwTurn;

typedef struct
{
  guint32 start;
  guint32 end;
  char *label; /* owned by the text: "12", "xiv" */
} CwPage;

/**
 * CwText:
 *
 * What a reader makes of a file: the text, and what is known of its parts.
 * A plain value with one owner; free with cw_text_free(). The fields may be
 * read by anybody; only the functions below and the readers write them.
 */
typedef struct
{
  char *text; /* valid UTF-8, nul-terminated, never NULL */
  gsize n_bytes;
  gsize n_allocated;   /* private */
  guint32 length;      /* in code points */
  const char *format;  /* static: "txt", "md", "docx" */
  char *encoding;      /* "UTF-8", "windows-1252"; NULL where the format fixes it */
  gboolean uncertain;  /* the encoding was guessed and may be wrong */
  GArray *spans;       /* of CwSpan, sorted by start, the outer one first */
  GArray *turns;       /* of CwTurn, sorted, not overlapping */
  GPtrArray *speakers; /* of char *, in order of first appearance */
  GArray *pages;       /* of CwPage, sorted */
  GPtrArray *warnings; /* of char *, each a sentence for the researcher */
  guint n_insertions;  /* tracked changes: taken in */
  guint n_deletions;   /* tracked changes: left out */
} CwText;

CwText *cw_text_new       (const char *format);
CwText *cw_text_new_take  (const char *format,
                           char       *text,
                           gsize       n_bytes);
CwText *cw_text_new_plain (const char *text,
                           gssize      n_bytes);
void    cw_text_free      (CwText     *self);

gboolean cw_text_append      (CwText     *self,
                              const char *text,
                              gssize      n_bytes);
void     cw_text_append_char (CwText     *self,
                              gunichar    character);
void     cw_text_trim        (CwText     *self,
                              gsize       n_bytes);
guint    cw_text_open_span   (CwText     *self,
                              CwSpanKind  kind,
                              int         level,
                              const char *data);
void     cw_text_close_span  (CwText     *self,
                              guint       span);
void     cw_text_add_span    (CwText     *self,
                              CwSpanKind  kind,
                              guint32     start,
                              guint32     end,
                              int         level,
                              const char *data);
guint    cw_text_drop_spans  (CwText     *self,
                              CwSpanKind  kind);
void     cw_text_warn        (CwText     *self,
                              const char *format,
                              ...) G_GNUC_PRINTF (2, 3);
void     cw_text_finish      (CwText     *self);

const char *cw_span_kind_to_string   (CwSpanKind  kind);
gboolean    cw_span_kind_from_string (const char *string,
                                      CwSpanKind *out_kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwText, cw_text_free)

G_END_DECLS
