/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"

G_BEGIN_DECLS

/* A memo: free, or tied to any number of things. Its body is Markdown. A private
 * one is seen by its coder only; one with a journal date is an entry of the coder's
 * journal. */

typedef enum
{
  CW_TIE_DOCUMENT,
  CW_TIE_PASSAGE,
  CW_TIE_CODING,
  CW_TIE_CODE,
  CW_TIE_CASE,
  CW_TIE_ATTRIBUTE,
  CW_TIE_QUESTION,
  CW_TIE_FINDING,
  CW_TIE_ROUND,
  CW_TIE_MEMO,
  CW_TIE_N_KINDS,
} CwTieKind;

typedef struct
{
  CwTieKind kind;
  CwGuid guid; /* of the thing */
} CwMemoTie;

typedef struct
{
  CwGuid guid;
  char *title;
  char *type;
  char *body;
  CwGuid coder;
  gboolean is_private;
  char *journal_date; /* ISO 8601, or NULL */
  gint64 created;
  gint64 modified;
  GArray *ties; /* of CwMemoTie */
} CwMemo;

/* Which memos. What is left zero does not restrict. */
typedef struct
{
  const CwGuid *viewer; /* whose private memos are shown; NULL: nobody's */
  const CwGuid *coder;  /* by this coder only */
  const char *type;
  const CwMemoTie *tied; /* tied to this thing */
  gboolean journal;      /* journal entries only */
  gboolean free;         /* those tied to nothing only */
} CwMemoFilter;

/* NULL leaves a text as it is, or empty in a new memo. */
typedef struct
{
  const char *title;
  const char *type;
  const char *body;
  const char *journal_date; /* "" for none */
} CwMemoTexts;

const char *cw_tie_kind_to_string   (CwTieKind   kind);
gboolean    cw_tie_kind_from_string (const char *string,
                                     CwTieKind  *out_kind);

void       cw_memo_free        (CwMemo             *memo);
GPtrArray *cw_memo_list        (CwDatabase         *database,
                                const CwMemoFilter *filter,
                                GError            **error);
CwMemo    *cw_memo_load        (CwDatabase         *database,
                                const CwGuid       *guid,
                                const CwGuid       *viewer,
                                GError            **error);
gboolean   cw_memo_add         (CwChange           *change,
                                const CwMemoTexts  *texts,
                                gboolean            is_private,
                                const CwGuid       *coder,
                                const CwMemoTie    *ties,
                                guint               n_ties,
                                CwGuid             *out_guid,
                                GError            **error);
gboolean   cw_memo_edit        (CwChange           *change,
                                const CwGuid       *guid,
                                const CwMemoTexts  *texts,
                                GError            **error);
gboolean   cw_memo_set_private (CwChange           *change,
                                const CwGuid       *guid,
                                gboolean            is_private,
                                GError            **error);
gboolean   cw_memo_tie         (CwChange           *change,
                                const CwGuid       *guid,
                                const CwMemoTie    *tie,
                                GError            **error);
gboolean   cw_memo_untie       (CwChange           *change,
                                const CwGuid       *guid,
                                const CwMemoTie    *tie,
                                GError            **error);
gboolean   cw_memo_delete      (CwChange           *change,
                                const CwGuid       *guid,
                                GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwMemo, cw_memo_free)

G_END_DECLS
