/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A word is what ICU's word breaker (root locale) gives with a letter or digit
 * in it. */

typedef struct _CwWordBreaker CwWordBreaker;

/**
 * CwRangeFunc:
 * @start: first position, in code points
 * @end: position after the last, in code points
 * @user_data: what was given with the function
 *
 * Called for each word or sentence, in order.
 */
typedef void (*CwRangeFunc) (guint32 start, guint32 end, gpointer user_data);

CwWordBreaker *cw_word_breaker_new     (void);
void           cw_word_breaker_free    (CwWordBreaker *self);
guint32        cw_word_breaker_count   (CwWordBreaker *self,
                                        const char    *text,
                                        gsize          n_bytes);
void           cw_word_breaker_foreach (CwWordBreaker *self,
                                        const char    *text,
                                        gsize          n_bytes,
                                        CwRangeFunc    func,
                                        gpointer       user_data);
GArray        *cw_word_breaker_starts  (CwWordBreaker *self,
                                        const char    *text,
                                        gsize          n_bytes);

guint32 cw_words_count          (const char   *text,
                                 gsize         n_bytes);
void    cw_words_foreach        (const char   *text,
                                 gsize         n_bytes,
                                 CwRangeFunc   func,
                                 gpointer      user_data);
guint32 cw_words_starts_between (const GArray *starts,
                                 guint32       start,
                                 guint32       end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwWordBreaker, cw_word_breaker_free)

G_END_DECLS
