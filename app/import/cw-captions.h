/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cw-text.h"

G_BEGIN_DECLS

/*
 * Captions (SubRip, WebVTT) on their way to running text:
 *
 *   captions = cw_captions_new ();
 *   cw_captions_add (captions, 1000, 4000, payload, n_bytes, error)   a cue each
 *   cw_captions_write (captions, text, TRUE);
 *
 * Cues are cut by time, not by sense. What one speaker says in a row becomes one
 * turn; it is broken into paragraphs at pauses and where it grows long.
 */
typedef struct _CwCaptions CwCaptions;

/**
 * CwTiming:
 * @CW_TIMING_NONE: no line that times a cue
 * @CW_TIMING_GOOD: "00:00:01,000 --> 00:00:04,000"
 * @CW_TIMING_DAMAGED: meant as one, but its times cannot be read
 *
 * What a line says of when a cue is shown.
 */
typedef enum
{
  CW_TIMING_NONE,
  CW_TIMING_GOOD,
  CW_TIMING_DAMAGED,
} CwTiming;

CwCaptions *cw_captions_new   (void);
void        cw_captions_free  (CwCaptions *self);
gboolean    cw_captions_add   (CwCaptions *self,
                               gint64      start_ms,
                               gint64      end_ms,
                               const char *payload,
                               gsize       n_bytes,
                               GError    **error);
void        cw_captions_write (CwCaptions *self,
                               CwText     *text,
                               gboolean    find_speakers);

CwTiming cw_captions_parse_timing (const char *line,
                                   gsize       n_bytes,
                                   gint64     *out_start_ms,
                                   gint64     *out_end_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCaptions, cw_captions_free)

G_END_DECLS
