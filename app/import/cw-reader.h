/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-text.h"

G_BEGIN_DECLS

/**
 * CwReadOptions:
 *
 * What the caller knows or wants. NULL stands for CW_READ_OPTIONS_DEFAULT.
 */
typedef struct
{
  const char *encoding;   /* NULL: found out; only for formats of plain text */
  gboolean find_speakers; /* recognise speaker turns */
} CwReadOptions;

#define CW_READ_OPTIONS_DEFAULT ((CwReadOptions) { NULL, TRUE })

CwText *cw_reader_read      (GBytes              *bytes,
                             const char          *file_name,
                             const CwReadOptions *options,
                             GCancellable        *cancellable,
                             GError             **error);
CwText *cw_reader_read_file (const char          *path,
                             const CwReadOptions *options,
                             GCancellable        *cancellable,
                             GBytes             **out_bytes,
                             GError             **error);
GBytes *cw_reader_load_file (const char          *path,
                             GCancellable        *cancellable,
                             GError             **error);

G_END_DECLS
