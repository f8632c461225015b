/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-text.h"

G_BEGIN_DECLS

/* What is longer than this, in characters, is no paragraph that anybody wrote. */
#define CW_PARAGRAPHS_LONGEST_LINE 4000

guint cw_paragraphs_split (CwText *text);

G_END_DECLS
