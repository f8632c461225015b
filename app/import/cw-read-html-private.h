/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-decode.h"
#include "cw-flow.h"
#include "cw-math.h"

G_BEGIN_DECLS

/*
 * A walker goes through web pages, one after the other, and writes what they say
 * into one flow. Web pages use it for the one that they are, e-books for each of
 * their chapters.
 */

typedef struct _CwHtml CwHtml;
typedef struct _CwHtmlElement CwHtmlElement;

/* An element that is open. */
typedef struct
{
  const CwHtmlElement *element; /* NULL: one that means nothing to us */
  guint value;                  /* the element's own: a block, a note's number … */
  gboolean strong;              /* what it switched on */
  gboolean emphasis;
  gboolean link;
  gboolean in_math; /* its end is the formula's to know */
} CwHtmlOpen;

typedef struct
{
  gboolean numbered;
  gboolean reversed;
  char type; /* "1", "a", "A", "i" or "I" */
  int next;
} CwHtmlList;

/* Pairs of name and value, NULL at the end; NULL if there are none. */
typedef const unsigned char **CwHtmlAttributes;

typedef void (*CwHtmlStart) (CwHtml *self, CwHtmlAttributes attributes, CwHtmlOpen *open);
typedef void (*CwHtmlEnd) (CwHtml *self, const CwHtmlOpen *open);

struct _CwHtmlElement
{
  const char *name;
  CwHtmlStart start; /* NULL: nothing */
  CwHtmlEnd end;
};

struct _CwHtml
{
  CwFlow *flow;
  gboolean is_book;
  gboolean only_notes; /* the flow is mute but for notes */
  const char *path;    /* of the page within the book, "" if there is none */
  GArray *open;        /* of CwHtmlOpen */
  GArray *lists;       /* of CwHtmlList */
  GHashTable *notes;   /* "path#id" to the note's number */

  guint skip;   /* > 0: in something that is left out, so deep */
  guint pre;    /* > 0: white space counts */
  guint strong; /* > 0: bold */
  guint emphasis;
  guint quotes;       /* how many <q> are open */
  guint note;         /* the note that is being written; 0: none */
  int heading;        /* 0: none */
  gboolean item;      /* the next paragraph is an item's first */
  char *label;        /* what stands before it, or NULL */
  guint n_breaks;     /* <br> that nothing followed yet */
  guint n_lines;      /* line ends in <pre> that nothing followed yet */
  gboolean in_link;   /* the flow has an open link */
  char *address;      /* of a link in which nothing was written yet, or NULL */
  CwMath *math;       /* the formula that is being read, or NULL */
  gboolean ruby_open; /* a reading is bracketed by the page itself */
};

/* cw-read-html-walk.c */
CwHtml  *cw_html_new    (const char   *format,
                         gboolean      is_book);
void     cw_html_free   (CwHtml       *self);
gboolean cw_html_parse  (CwHtml       *self,
                         const char   *page,
                         gsize         n_bytes,
                         const char   *path,
                         GCancellable *cancellable,
                         GError      **error);
CwText  *cw_html_finish (CwHtml       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwHtml, cw_html_free)

/* cw-read-html-write.c */
const char *cw_html_attribute       (CwHtmlAttributes attributes,
                                     const char      *name);
gboolean    cw_html_has_token       (const char      *value,
                                     const char      *token);
gboolean    cw_html_style_is        (const char      *style,
                                     const char      *property,
                                     const char      *value);
gboolean    cw_html_begin_paragraph (CwHtml          *self);
void        cw_html_end_paragraph   (CwHtml          *self);
void        cw_html_write           (CwHtml          *self,
                                     const char      *text,
                                     gsize            n_bytes);
void        cw_html_write_preserved (CwHtml          *self,
                                     const char      *text,
                                     gsize            n_bytes);
void        cw_html_sync_style      (CwHtml          *self);

/* cw-read-html-lists.c */
CwHtmlList cw_html_list_read   (CwHtmlAttributes attributes,
                                gboolean         numbered);
char      *cw_html_list_number (CwHtmlList      *list,
                                CwHtmlAttributes attributes);

/* cw-read-html-elements.c */
const CwHtmlElement *cw_html_find_element (const char      *name);
void                 cw_html_skip         (CwHtml          *self,
                                           CwHtmlAttributes attributes,
                                           CwHtmlOpen      *open);
gboolean             cw_html_is_hidden    (CwHtmlAttributes attributes);

/* cw-read-html-notes.c */
gboolean cw_html_start_note_mark (CwHtml           *self,
                                  CwHtmlAttributes  attributes);
void     cw_html_start_note      (CwHtml           *self,
                                  CwHtmlAttributes  attributes,
                                  CwHtmlOpen       *open);
void     cw_html_end_note        (CwHtml           *self,
                                  const CwHtmlOpen *open);

/* cw-read-html-math.c */
void cw_html_start_math       (CwHtml           *self,
                               CwHtmlAttributes  attributes,
                               CwHtmlOpen       *open);
void cw_html_end_math         (CwHtml           *self,
                               const CwHtmlOpen *open);
void cw_html_start_math_child (CwHtml           *self,
                               const char       *name,
                               CwHtmlOpen       *open);
void cw_html_end_math_child   (CwHtml           *self,
                               const CwHtmlOpen *open);

/* cw-read-html-decode.c */
CwDecoded *cw_html_decode        (GBytes     *bytes,
                                  const char *name,
                                  const char *stated,
                                  const char *declared,
                                  GError    **error);
char      *cw_html_mend_controls (const char *text,
                                  gsize       n_bytes);

/* cw-read-html-archive.c */
GBytes *cw_html_unpack (GBytes *bytes,
                        char  **out_encoding);

/* cw-read-html-tidy.c */
char *cw_html_tidy (const char *page,
                    gsize       n_bytes,
                    gsize      *out_n_bytes);

G_END_DECLS
