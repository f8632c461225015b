/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CW_DECODE_MAX_CANDIDATES 6

/* How much of a file is looked at to find out its encoding. */
#define CW_DECODE_SAMPLE 65536u

/* The encodings that the bytes may be in, best first. */
typedef struct
{
  const char *names[CW_DECODE_MAX_CANDIDATES + 2]; /* static, NULL at the end */
  gboolean uncertain;                              /* another would do as well */
} CwDecodeGuess;

/* Detection: each NULL if the bytes are nothing of the kind. */
const char *cw_decode_detect_mark    (const guint8  *data,
                                      gsize          n_bytes,
                                      gsize         *out_bom);
const char *cw_decode_detect_pattern (const guint8  *data,
                                      gsize          n_bytes);
const char *cw_decode_detect_scripts (const guint8  *data,
                                      gsize          n_bytes);
const char *cw_decode_detect_escapes (const guint8  *data,
                                      gsize          n_bytes);
gboolean    cw_decode_is_ebcdic      (const guint8  *data,
                                      gsize          n_bytes);
void        cw_decode_detect_legacy  (const guint8  *data,
                                      gsize          n_bytes,
                                      CwDecodeGuess *out_guess);

/* Conversion, by ICU, or by the system where ICU does not know the encoding. */
char    *cw_decode_convert    (const char   *encoding,
                               const guint8 *data,
                               gsize         n_bytes,
                               gsize        *out_n_bytes,
                               guint        *out_n_wrong);
gboolean cw_decode_byte_table (const char   *encoding,
                               gunichar      table[256]);
char    *cw_decode_repair     (const guint8 *data,
                               gsize         n_bytes,
                               gsize        *out_n_bytes,
                               guint        *out_n_wrong);

G_END_DECLS
