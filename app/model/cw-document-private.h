/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-document.h"

G_BEGIN_DECLS

struct _CwDocumentDraft
{
  const char *format; /* static */
  char *encoding;
  char *file_name;
  char *name;   /* to go by, if no other is given */
  GBytes *text; /* UTF-8 */
  CwHash text_hash;
  guint32 length;
  gint64 words;
  char *turns;
  GPtrArray *speakers;
  GBytes *structure; /* NULL where there is none */
  CwHash structure_hash;
  GBytes *original; /* NULL where it is not kept */
  gboolean has_file_hash;
  CwHash file_hash;
};

/* A text on its way into text_revisions. */
typedef struct
{
  guint number;
  guint parent; /* 0 for the first */
  const CwHash *text;
  guint32 length;
  gint64 words;
  const char *turns;
  const CwHash *structure; /* NULL where there is none */
  const char *edits;
} CwTextRevision;

GBytes  *cw_document_structure_of    (const CwText         *text);
gboolean cw_document_insert_revision (CwChange             *change,
                                      const CwGuid         *document,
                                      const CwTextRevision *revision,
                                      GError              **error);

G_END_DECLS
