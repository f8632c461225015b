/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-text.h"

G_BEGIN_DECLS

/**
 * CwDecoded:
 *
 * Bytes of a file turned into text. Free with cw_decoded_free().
 */
typedef struct
{
  char *text; /* valid UTF-8, nul-terminated, "\n" line ends, no BOM */
  gsize n_bytes;
  char *encoding;      /* the encoding that was used, by its IANA name */
  gboolean uncertain;  /* guessed, and others would do as well */
  char **candidates;   /* the encodings that would do, best first; never NULL */
  GPtrArray *warnings; /* of char *, each a sentence for the researcher */
} CwDecoded;

CwDecoded *cw_decode              (const guint8 *data,
                                   gsize         n_bytes,
                                   const char   *file_name,
                                   const char   *encoding,
                                   GError      **error);
void       cw_decoded_free        (CwDecoded    *self);
void       cw_decoded_describe    (CwDecoded    *self,
                                   CwText       *text);
gboolean   cw_decode_looks_binary (const guint8 *data,
                                   gsize         n_bytes);
char      *cw_decode_normalise    (char         *text,
                                   gsize        *n_bytes,
                                   guint        *out_n_controls);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwDecoded, cw_decoded_free)

G_END_DECLS
