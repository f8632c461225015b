/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CW_FONT_OF_LETTERS,
  CW_FONT_SYMBOL,
  CW_FONT_WINGDINGS,
} CwSymbolFont;

CwSymbolFont cw_symbol_font_from_name (const char  *name);
gunichar     cw_symbol_font_map       (CwSymbolFont font,
                                       gunichar     character);

G_END_DECLS
