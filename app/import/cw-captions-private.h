/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-captions.h"

G_BEGIN_DECLS

/* A line of a cue, or the part of it that one voice speaks. */
typedef struct
{
  gint64 start_ms; /* of the cue; -1 if it is not known */
  gint64 end_ms;
  guint32 cue;
  guint32 voice;  /* index into CwCaptions.voices + 1, or 0 */
  gboolean named; /* the file names the voice here, not only before */
  gsize offset;   /* into CwCaptions.chars */
  gsize n_bytes;
} CwCaptionPiece;

struct _CwCaptions
{
  GString *chars;      /* what the pieces say, without marks */
  GArray *pieces;      /* of CwCaptionPiece */
  GPtrArray *voices;   /* of char * */
  GHashTable *by_name; /* of them: index + 1 */
  guint32 n_cues;
  guint32 n_voiced; /* cues with a voice */
  guint n_back;     /* cues that begin before the one before */
  gint64 last_start_ms;
};

guint32 cw_captions_find_voice   (CwCaptions     *self,
                                  const char     *name,
                                  gsize           n_bytes);
void    cw_captions_parse_markup (CwCaptions     *self,
                                  CwCaptionPiece *piece,
                                  const char     *payload,
                                  gsize           n_bytes);
guint   cw_captions_unroll       (CwCaptions     *self);
guint   cw_captions_find_labels  (CwCaptions     *self);

static inline CwCaptionPiece *
cw_captions_piece (const CwCaptions *self,
                   guint             i)
{
  return &g_array_index (self->pieces, CwCaptionPiece, i);
}

static inline const char *
cw_captions_chars (const CwCaptions     *self,
                   const CwCaptionPiece *piece)
{
  return self->chars->str + piece->offset;
}

G_END_DECLS
