/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-text.h"

G_BEGIN_DECLS

/* In characters: what is longer may hold several turns, … */
#define CW_PARAGRAPHS_LONG_LINE 2000
/* … and this is no paragraph that anybody wrote. */
#define CW_PARAGRAPHS_LONGEST_LINE 8000

guint cw_paragraphs_split (CwText *text);

G_END_DECLS
