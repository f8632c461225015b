/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A part of an archive that a test makes up. */
typedef struct
{
  const char *name;
  const char *content;
} CwTestPart;

GBytes *cw_test_zip (const CwTestPart *parts,
                     gsize             n_parts);

G_END_DECLS
