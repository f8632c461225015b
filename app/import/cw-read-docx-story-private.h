/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-flow.h"
#include "cw-math.h"
#include "cw-read-docx-private.h"
#include "cw-symbol-font.h"

G_BEGIN_DECLS

/* What the paragraph that is being read says of itself; -1 where its style says it. */
typedef struct
{
  const CwDocxStyle *style; /* or NULL */
  int num_id;
  int list_level;
  gboolean mark_deleted; /* it is one with the next */
} CwDocxParagraph;

typedef struct
{
  CwDocxPackage *package;
  CwFlow *flow;
  GCancellable *cancellable;
  GHashTable *items; /* notes or comments by id, or NULL */
  GHashTable *authors;
  char *item_id;        /* of the note or comment that is being read */
  GHashTable *by_name;  /* element name to CwDocxElement */
  GHashTable *ids;      /* interned element name to CwDocxElement */
  GHashTable *links;    /* id to address */
  GHashTable *diagrams; /* id to name of part */
  GArray *open;         /* of const CwDocxElement *: the elements we are in */
  GArray *choices;      /* gboolean per mc:AlternateContent: one was taken */
  GArray *fields;       /* gboolean per field: we are in its instruction */
  GHashTable *comment_starts;
  GHashTable *comment_ends;
  GHashTable *footnote_numbers; /* id to number, of those that were marked */
  GHashTable *endnote_numbers;
  CwDocxParagraph paragraph;
  GArray *paragraphs;      /* of CwDocxParagraph: those that text boxes are in */
  gboolean joins;          /* the paragraph goes on where the one before ended */
  char *image_description; /* of the drawing that we are in, or NULL */
  CwMath *math;            /* the formula that we are in, or NULL */
  guint n_formulas;        /* open, one within the other */
  GString *math_token;     /* its text that is being read */
  GArray *math_signs;      /* of its brackets and sums */
  CwSymbolFont font;       /* of the run */
  guint skip;              /* depth within what is left out */
  gboolean in_text;
  gboolean in_properties; /* of a paragraph */
  gboolean in_run_properties;
  GError *error;
} CwDocxStory;

/* What there is to do at an element; either may be NULL. */
typedef struct
{
  const char *name;
  void (*start) (CwDocxStory *story, const CwXmlAttributes *attributes);
  void (*end) (CwDocxStory *story);
} CwDocxElement;

/* Each ends with one without a name. */
extern const CwDocxElement cw_docx_paragraph_elements[];
extern const CwDocxElement cw_docx_run_elements[];
extern const CwDocxElement cw_docx_note_elements[];
extern const CwDocxElement cw_docx_math_elements[];

GHashTable *cw_docx_elements_new     (void);
void        cw_docx_skip             (CwDocxStory           *story,
                                      const CwXmlAttributes *attributes);
gboolean    cw_docx_is_in            (const CwDocxStory     *story,
                                      const char            *name);
gboolean    cw_docx_in_instruction   (CwDocxStory           *story);
void        cw_docx_append           (CwDocxStory           *story,
                                      const char            *text,
                                      gsize                  n_bytes);
void        cw_docx_end_math_text    (CwDocxStory           *story);
void        cw_docx_math_clear_signs (gpointer               data);
gsize       cw_docx_math_signs_size  (void);

G_END_DECLS
