/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How likely a text is, in eighths of a bit of surprise: the fewer, the likelier.
 * Made for finding out encodings: each is given the text that it would make of the
 * same bytes, and the right one surprises least. */

typedef struct _CwScorer CwScorer;

/* What a character is like to the scorer. */
typedef struct
{
  gunichar character;
  guint16 letter; /* among the letters that languages are known to use, or 0 */
  guint16 cost;   /* where it stands well; of a letter, what the language does not say */
  guint8 kind;
  guint8 script;
} CwGlyph;

/* How often a character of an encoding of several bytes comes. */
typedef enum
{
  CW_WIDE_OTHER,  /* of one byte, or no ideograph */
  CW_WIDE_COMMON, /* of the part of its standard that texts are made of */
  CW_WIDE_RARE,   /* of the rest of its standard */
  CW_WIDE_ADDED,  /* of a vendor's additions */
} CwWideRank;

CwScorer *cw_scorer_new      (void);
void      cw_scorer_free     (CwScorer      *self);
void      cw_scorer_look_up  (CwScorer      *self,
                              gunichar       character,
                              CwWideRank     rank,
                              CwGlyph       *out_glyph);
gint64    cw_scorer_judge    (CwScorer      *self,
                              const CwGlyph *glyphs,
                              gsize          n_glyphs);
gboolean  cw_score_is_common (gunichar       character);

/* The languages: "e1740 n1054 …", each letter and how often it comes in 10,000. */
extern const char *const cw_decode_letters[];
extern const gsize cw_decode_n_letters;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwScorer, cw_scorer_free)

G_END_DECLS
