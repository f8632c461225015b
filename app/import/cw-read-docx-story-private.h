/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-flow.h"
#include "cw-read-docx-private.h"

G_BEGIN_DECLS

typedef struct
{
  CwDocxPackage *package;
  CwFlow *flow;
  GHashTable *items; /* notes or comments by id, or NULL */
  GHashTable *authors;
  char *item_id;   /* of the note or comment that is being read */
  GHashTable *ids; /* interned element name to CwDocxElement */
  GArray *open;    /* of const CwDocxElement *: the elements we are in */
  GArray *choices; /* gboolean per mc:AlternateContent: one was taken */
  GArray *fields;  /* gboolean per field: we are in its instruction */
  GHashTable *comment_starts;
  GHashTable *footnote_numbers; /* id to number, of those that were marked */
  GHashTable *endnote_numbers;
  guint skip; /* depth within what is left out */
  gboolean in_text;
  gboolean in_properties; /* of a paragraph */
  gboolean in_run_properties;
} CwDocxStory;

typedef struct
{
  const char *name;
  void (*start) (CwDocxStory *story, const CwXmlAttributes *attributes);
  void (*end) (CwDocxStory *story);
} CwDocxElement;

const CwDocxElement *cw_docx_find_element   (const char  *name);
gboolean             cw_docx_in_instruction (CwDocxStory *story);
void                 cw_docx_append         (CwDocxStory *story,
                                             const char  *text,
                                             gsize        n_bytes);

G_END_DECLS
