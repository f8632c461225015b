/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-import-comments.h"

#include "cw-coder.h"
#include "cw-memo.h"
#include "cw-passage.h"

#include <string.h>

#define TITLE_CHARACTERS 60
#define AUTHOR_MAX_BYTES 300

typedef struct
{
  guint32 start;
  guint32 end;
  char *author; /* "" where nobody is named */
  char *body;
} Comment;

static void
comment_free (gpointer data)
{
  Comment *comment = data;

  g_free (comment->author);
  g_free (comment->body);
  g_free (comment);
}

/* Names of people are of one line, and some programs write longer ones. */
static char *
dup_author (const char *author,
            gsize       n_bytes)
{
  g_autofree char *name = g_strndup (author, n_bytes);
  char *end;

  for (char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      memset (p, ' ', (gsize) (g_utf8_next_char (p) - p));
  if (strlen (name) > AUTHOR_MAX_BYTES)
    {
      end = g_utf8_find_prev_char (name, name + AUTHOR_MAX_BYTES + 1);
      *end = '\0';
    }
  return g_strdup (g_strstrip (name));
}

static Comment *
comment_new (const CwSpan *span)
{
  const char *data = span->data != NULL ? span->data : "";
  const char *body = strchr (data, '\n');
  Comment *comment = g_new0 (Comment, 1);

  comment->start = span->start;
  comment->end = span->end;
  comment->author = dup_author (data, body != NULL ? (gsize) (body - data) : strlen (data));
  comment->body = g_strdup (body != NULL ? body + 1 : "");
  g_strstrip (comment->body);
  return comment;
}

/* The first line, or as much of it as a list of memos shows. */
static char *
make_title (const char *body)
{
  g_autofree char *line = g_strndup (body, strcspn (body, "\n\r"));
  char *end;
  char *blank;

  if (g_utf8_strlen (line, -1) <= TITLE_CHARACTERS)
    return g_steal_pointer (&line);
  end = g_utf8_offset_to_pointer (line, TITLE_CHARACTERS);
  *end = '\0';
  blank = strrchr (line, ' ');
  if (blank != NULL && blank > line)
    *blank = '\0';
  return g_strconcat (line, "…", NULL);
}

/* The coder of the author's name, who is made if there is none. */
static gboolean
find_author (CwChange   *change,
             const char *author,
             CwGuid     *out_coder,
             GError    **error)
{
  gboolean found;

  if (*author == '\0')
    {
      *out_coder = *cw_change_get_coder (change);
      return TRUE;
    }
  return cw_coder_find (cw_change_get_database (change), author, &found, out_coder, error)
         && (found || cw_coder_add (change, author, out_coder, error));
}

static gboolean
write_comment (CwChange      *change,
               const CwGuid  *document,
               const Comment *comment,
               GError       **error)
{
  g_autofree char *title = make_title (comment->body);
  const CwMemoTexts texts = { .title = title,
                              .type = CW_IMPORT_COMMENT_TYPE,
                              .body = comment->body };
  CwMemoTie tie = { CW_TIE_DOCUMENT, *document };
  CwGuid author;

  if (!find_author (change, comment->author, &author, error))
    return FALSE;
  if (comment->start < comment->end)
    {
      tie.kind = CW_TIE_PASSAGE;
      if (!cw_passage_add (change, document, comment->start, comment->end, &author, &tie.guid,
                           error))
        return FALSE;
    }
  return cw_memo_add (change, &texts, FALSE, &author, &tie, 1, NULL, error);
}

/**
 * cw_import_comments_take:
 * @text: a text as a reader made it
 *
 * Takes the comments out of the parts of a text; what they speak of stays. A
 * comment without words is dropped.
 *
 * Returns: (transfer full) (nullable): the comments in the order of the text, for
 *   cw_import_comments_write(); %NULL if there are none
 */
GPtrArray *
cw_import_comments_take (CwText *text)
{
  g_autoptr (GPtrArray) comments = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  comments = g_ptr_array_new_with_free_func (comment_free);
  for (guint i = 0; i < text->spans->len; i++)
    {
      const CwSpan *span = &g_array_index (text->spans, CwSpan, i);
      Comment *comment;

      if (span->kind != CW_SPAN_COMMENT)
        continue;
      comment = comment_new (span);
      if (*comment->body != '\0')
        g_ptr_array_add (comments, comment);
      else
        comment_free (comment);
    }
  cw_text_drop_spans (text, CW_SPAN_COMMENT);
  return comments->len > 0 ? g_steal_pointer (&comments) : NULL;
}

/**
 * cw_import_comments_write:
 * @change: the change that brings the document in
 * @document: the document
 * @comments: what cw_import_comments_take() returned
 * @error: return location for an error
 *
 * Writes each comment as a memo of the type %CW_IMPORT_COMMENT_TYPE, by the coder
 * who has the name of its author; who is not there yet is added as one. It is tied
 * to a passage of what it speaks of; to the document if it speaks of no words.
 *
 * Returns: whether all could be written
 */
gboolean
cw_import_comments_write (CwChange        *change,
                          const CwGuid    *document,
                          const GPtrArray *comments,
                          GError         **error)
{
  g_return_val_if_fail (change != NULL && document != NULL && comments != NULL, FALSE);

  for (guint i = 0; i < comments->len; i++)
    if (!write_comment (change, document, g_ptr_array_index (comments, i), error))
      return FALSE;
  return TRUE;
}
