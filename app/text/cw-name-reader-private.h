/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A text as names are looked for in it: character by character in compatibility
 * decomposition, folded, without what is not seen (soft hyphens, zero width, marks
 * of direction, points that Arabic and Hebrew may leave out), every run of white
 * space as one space, every hyphen and apostrophe as one of each. Each unit knows
 * where in the text it stands.
 */

/* What a hyphen at the end of a line is taken for, and whether "%C3%A1" is a letter.
 * A name that stands in a text stands there in one of these readings. */
typedef enum
{
  CW_READING_JOINED,     /* the word goes on in the next line */
  CW_READING_HYPHENATED, /* it is a hyphen */
  CW_READING_SPACED,     /* it is white space */
  CW_READING_UNESCAPED,  /* joined, and percent-escapes are what they stand for */
  CW_N_READINGS,
} CwReading;

typedef enum
{
  CW_UNIT_OTHER,
  CW_UNIT_LETTER,
  CW_UNIT_DIGIT,
  CW_UNIT_FREE, /* of a script that sets no space between words */
} CwUnitClass;

typedef struct
{
  guint32 unit;
  guint32 start; /* in code points of the text */
  guint32 end;
  guint32 byte;
  guint32 byte_end;
  guint8 unit_class; /* CwUnitClass; that of the letter, for a mark on it */
  guint8 rank;       /* canonical combining class */
  gboolean inner;    /* cannot be parted from the unit before it */
} CwNameUnit;

typedef struct _CwNameReader CwNameReader;

CwNameReader *cw_name_reader_new  (const char         *text,
                                   gsize               n_bytes,
                                   CwReading           reading,
                                   gboolean            fold);
void          cw_name_reader_free (CwNameReader       *self);
gboolean      cw_name_reader_next (CwNameReader       *self,
                                   CwNameUnit         *out_unit);
gboolean      cw_name_reader_has  (const CwNameReader *self,
                                   CwReading           reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwNameReader, cw_name_reader_free)

/* Whether a word may begin or end between two units. */
static inline gboolean
cw_unit_is_boundary (guint before,
                     guint after)
{
  return before != after || before == CW_UNIT_OTHER || before == CW_UNIT_FREE;
}

G_END_DECLS
