/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A formula becomes a line of text: "x = (-b ± √(b^2 - 4ac))/(2a)". Its parts are
 * told as they come; what is said before a part, "^" or "/", is written only if
 * there is something in it, and a part that is longer than a word is put in
 * brackets. Every format that has formulas writes them through this.
 */

typedef struct _CwMath CwMath;

CwMath *cw_math_new           (void);
void    cw_math_free          (CwMath     *self);
char   *cw_math_finish        (CwMath     *self);
void    cw_math_append        (CwMath     *self,
                               const char *text);
void    cw_math_append_sign   (CwMath     *self,
                               const char *sign);
void    cw_math_space         (CwMath     *self);
void    cw_math_start         (CwMath     *self,
                               const char *before);
void    cw_math_start_bracket (CwMath     *self,
                               const char *before);
void    cw_math_end           (CwMath     *self);

/* cw-math-mathml.c */
void cw_math_start_element (CwMath     *self,
                            const char *name);
void cw_math_end_element   (CwMath     *self);
void cw_math_characters    (CwMath     *self,
                            const char *text,
                            gsize       n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwMath, cw_math_free)

G_END_DECLS
