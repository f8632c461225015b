/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

/*
 * The full-text index knows paragraphs and, in each, tokens by number. Its function
 * CW_SEARCH_TOKENS gives the tokens of a row's hits; the walker tells where in a
 * paragraph tokens stand, by the same tokenizer.
 */
#define CW_SEARCH_TOKENS "cw_tokens"

typedef struct
{
  guint32 first; /* token */
  guint32 last;
  guint32 start; /* code points from the paragraph's beginning */
  guint32 end;
} CwTokenHit;

typedef struct _CwTokenWalker CwTokenWalker;

CwTokenWalker *cw_token_walker_new   (CwDatabase    *database,
                                      GError       **error);
void           cw_token_walker_free  (CwTokenWalker *self);
gboolean       cw_token_walker_place (CwTokenWalker *self,
                                      const char    *paragraph,
                                      gsize          n_bytes,
                                      CwTokenHit    *hits,
                                      guint          n_hits,
                                      GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTokenWalker, cw_token_walker_free)

G_END_DECLS
