/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What writers of Markdown use and CommonMark does not have: notes and tables, as
 * pandoc and GitHub understand them.
 */

/* The notes that a source defines. */
typedef struct
{
  GHashTable *by_label; /* label to index + 1 */
  GPtrArray *texts;     /* of char *: Markdown */
} CwMarkdownNotes;

CwMarkdownNotes *cw_markdown_notes_new  (void);
void             cw_markdown_notes_free (CwMarkdownNotes *self);
char            *cw_markdown_notes_take (CwMarkdownNotes *self,
                                         const char      *source,
                                         gsize            n_bytes);
gboolean         cw_markdown_notes_find (CwMarkdownNotes *self,
                                         const char      *mark,
                                         gsize           *out_n_mark,
                                         guint           *out_note);

gboolean   cw_markdown_is_delimiter_row (const char *line,
                                         guint      *out_n_cells);
GPtrArray *cw_markdown_split_row        (const char *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwMarkdownNotes, cw_markdown_notes_free)

G_END_DECLS
