/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-read-docx-private.h"

G_BEGIN_DECLS

#define CW_DOCX_NO_SPAN G_MAXUINT

typedef struct _CwDocxStory CwDocxStory;

/* A paragraph that is being read; text boxes put one into another. */
typedef struct
{
  guint32 start;
  int heading;
  int list_level; /* -1: no list */
  gboolean mark_deleted;
  gboolean bold; /* of the run */
  gboolean italic;
  gboolean hidden;
  guint bold_span;
  guint italic_span;
} CwDocxParagraph;

/* A table that is being read. */
typedef struct
{
  guint table_span;
  guint row_span;
  guint cell_span;
  guint n_cells; /* in this row */
  gboolean row_deleted;
} CwDocxTable;

/* A text that is being written: the story itself, or a text box in it. */
typedef struct
{
  CwText *text;
  CwDocxParagraph paragraph;
  gboolean in_paragraph;
  gboolean need_break; /* a line end before the next paragraph */
  GArray *tables;      /* of CwDocxTable */
  GPtrArray *boxes;    /* of CwText: text boxes anchored in the paragraph */
} CwDocxFlow;

struct _CwDocxStory
{
  CwDocxPackage *package;
  GHashTable *items; /* notes or comments by id, or NULL */
  GHashTable *authors;
  char *item_id;    /* of the note or comment that is being read */
  GHashTable *ids;  /* interned element name to CwDocxElement */
  GArray *open;     /* of const CwDocxElement *: the elements we are in */
  GPtrArray *flows; /* of CwDocxFlow, the innermost last */
  GArray *choices;  /* gboolean per mc:AlternateContent: one was taken */
  GArray *fields;   /* gboolean per field: we are in its instruction */
  GHashTable *comment_starts;
  GPtrArray *notes; /* CwText of each note that is referred to; not owned */
  guint skip;       /* depth within what is left out */
  guint mute;       /* > 0: text is left out, structure is not */
  gboolean in_text;
  gboolean in_properties; /* of a paragraph */
  gboolean in_run_properties;
};

typedef struct
{
  const char *name;
  void (*start) (CwDocxStory *story, const CwXmlAttributes *attributes);
  void (*end) (CwDocxStory *story);
} CwDocxElement;

static inline CwDocxFlow *
cw_docx_flow (CwDocxStory *story)
{
  return g_ptr_array_index (story->flows, story->flows->len - 1);
}

const CwDocxElement *cw_docx_find_element    (const char  *name);
void                 cw_docx_push_flow       (CwDocxStory *story,
                                              CwText      *text);
CwText              *cw_docx_pop_flow        (CwDocxStory *story);
void                 cw_docx_start_paragraph (CwDocxStory *story);
void                 cw_docx_end_paragraph   (CwDocxStory *story);
void                 cw_docx_append          (CwDocxStory *story,
                                              const char  *text,
                                              gsize        n_bytes);

void cw_docx_start_table (CwDocxStory           *story,
                          const CwXmlAttributes *attributes);
void cw_docx_end_table   (CwDocxStory           *story);
void cw_docx_start_row   (CwDocxStory           *story,
                          const CwXmlAttributes *attributes);
void cw_docx_end_row     (CwDocxStory           *story);
void cw_docx_delete_row  (CwDocxStory           *story);
void cw_docx_start_cell  (CwDocxStory           *story,
                          const CwXmlAttributes *attributes);
void cw_docx_end_cell    (CwDocxStory           *story);

G_END_DECLS
