/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-flow.h"
#include "cw-math.h"
#include "cw-read-odt-lists-private.h"
#include "cw-read-odt-private.h"

G_BEGIN_DECLS

typedef struct _CwOdtElement CwOdtElement;

/* An element that we are in. */
typedef struct
{
  const CwOdtElement *element; /* NULL: one that means nothing */
  int state;                   /* what its beginning gave, for its end */
  gboolean is_style;           /* of text or of lists */
} CwOdtOpen;

/* How text looks: of a paragraph, and of the spans in it. */
typedef struct
{
  gboolean strong;
  gboolean emphasis;
  gboolean hidden;
} CwOdtFormat;

/* A frame holds one thing in several forms: a formula, and an image of it. */
typedef struct
{
  gboolean is_inline; /* it stands like a character */
  gboolean has_text;
  gboolean has_image;
  char *formula;
  GString *title;
  GString *description;
} CwOdtFrame;

/* A text that stands elsewhere than where it is written: the document itself, a
 * text box, a note, a comment. */
typedef struct
{
  guint n_paragraphs;    /* that we are in; there is no text outside of them */
  GHashTable *comments;  /* name to CwOdtComment: those whose end is to come; or NULL */
  char *comment_name;    /* if this is a comment */
  GString *author;       /* of the comment, or NULL */
  guint32 comment_start; /* in the text around */
  guint32 comment_paragraph;
} CwOdtLevel;

/* The document as it is being read. */
typedef struct
{
  CwOdtPackage *package;
  CwFlow *flow;
  GCancellable *cancellable;
  GError *error;      /* what one of the functions met */
  const char *ns;     /* the last namespace met, interned, and its prefix */
  const char *prefix; /* as the standard writes it */
  GArray *open;       /* of CwOdtOpen */
  GArray *formats;    /* of CwOdtFormat */
  GArray *frames;     /* of CwOdtFrame */
  GArray *levels;     /* of CwOdtLevel */
  CwOdtLists *lists;
  GString *caption; /* where text goes that is about something; not owned; or NULL */
  CwMath *math;     /* the formula that we are in */
  guint skip;       /* depth within what is left out */
  guint n_made;     /* characters that a short element stood for */
  guint covered;    /* cells still to come that a wide one covers */
  gboolean in_body;
} CwOdtStory;

struct _CwOdtElement
{
  const char *prefix;
  const char *name;
  int (*start) (CwOdtStory *story, const CwXmlAttributes *attributes);
  void (*end) (CwOdtStory *story, int state);
};

/* cw-read-odt-elements.c */
const CwOdtElement *cw_odt_find_element (const char *prefix,
                                         const char *name);

/* cw-read-odt-story.c */
CwOdtLevel *cw_odt_level    (CwOdtStory *story);
void        cw_odt_push     (CwOdtStory *story);
CwText     *cw_odt_pop      (CwOdtStory *story);
gboolean    cw_odt_may_make (CwOdtStory *story,
                             gsize       n);

/* cw-read-odt-paragraphs.c */
int  cw_odt_start_paragraph        (CwOdtStory            *story,
                                    const CwXmlAttributes *attributes);
int  cw_odt_start_heading          (CwOdtStory            *story,
                                    const CwXmlAttributes *attributes);
void cw_odt_end_paragraph          (CwOdtStory            *story,
                                    int                    state);
int  cw_odt_start_span             (CwOdtStory            *story,
                                    const CwXmlAttributes *attributes);
void cw_odt_end_span               (CwOdtStory            *story,
                                    int                    state);
int  cw_odt_start_hidden_text      (CwOdtStory            *story,
                                    const CwXmlAttributes *attributes);
int  cw_odt_start_hidden_paragraph (CwOdtStory            *story,
                                    const CwXmlAttributes *attributes);

/* cw-read-odt-frames.c */
int  cw_odt_start_frame  (CwOdtStory            *story,
                          const CwXmlAttributes *attributes);
void cw_odt_end_frame    (CwOdtStory            *story,
                          int                    state);
int  cw_odt_start_box    (CwOdtStory            *story,
                          const CwXmlAttributes *attributes);
void cw_odt_end_box      (CwOdtStory            *story,
                          int                    state);
int  cw_odt_start_image  (CwOdtStory            *story,
                          const CwXmlAttributes *attributes);
int  cw_odt_start_object (CwOdtStory            *story,
                          const CwXmlAttributes *attributes);
int  cw_odt_start_math   (CwOdtStory            *story,
                          const CwXmlAttributes *attributes);
void cw_odt_end_math     (CwOdtStory            *story,
                          int                    state);
int  cw_odt_start_title  (CwOdtStory            *story,
                          const CwXmlAttributes *attributes);
int  cw_odt_start_desc   (CwOdtStory            *story,
                          const CwXmlAttributes *attributes);
void cw_odt_end_caption  (CwOdtStory            *story,
                          int                    state);
void cw_odt_frame_clear  (gpointer               data);

/* cw-read-odt-notes.c */
int  cw_odt_start_note           (CwOdtStory            *story,
                                  const CwXmlAttributes *attributes);
int  cw_odt_start_note_body      (CwOdtStory            *story,
                                  const CwXmlAttributes *attributes);
void cw_odt_end_note_body        (CwOdtStory            *story,
                                  int                    state);
int  cw_odt_start_annotation     (CwOdtStory            *story,
                                  const CwXmlAttributes *attributes);
void cw_odt_end_annotation       (CwOdtStory            *story,
                                  int                    state);
int  cw_odt_start_annotation_end (CwOdtStory            *story,
                                  const CwXmlAttributes *attributes);
int  cw_odt_start_creator        (CwOdtStory            *story,
                                  const CwXmlAttributes *attributes);
void cw_odt_flush_comments       (CwOdtStory            *story);

G_END_DECLS
