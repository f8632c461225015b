/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A few sentences of one language, made up for tests, and the encodings that its
 * users wrote it in, separated by blanks. */
typedef struct
{
  const char *language;
  const char *encodings;
  const char *text;
} CwTestLanguage;

extern const CwTestLanguage cw_test_languages[];
extern const gsize cw_test_n_languages;

G_END_DECLS
