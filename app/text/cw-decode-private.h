/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CW_DECODE_MAX_CANDIDATES 5

/* The encodings that the bytes may be in, best first. */
typedef struct
{
  const char *names[CW_DECODE_MAX_CANDIDATES + 1]; /* static, NULL at the end */
  gboolean uncertain;                              /* another would do as well */
} CwDecodeGuess;

const char *cw_decode_detect_unicode (const guint8  *data,
                                      gsize          n_bytes,
                                      gsize         *out_bom);
void        cw_decode_detect_legacy  (const guint8  *data,
                                      gsize          n_bytes,
                                      CwDecodeGuess *out_guess);
char       *cw_decode_convert        (const char    *encoding,
                                      const guint8  *data,
                                      gsize          n_bytes,
                                      gsize         *out_n_bytes,
                                      guint         *out_n_wrong);

G_END_DECLS
