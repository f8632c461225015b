/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-report"

#include "cw-display.h"

static guint
width_of (gunichar c)
{
  if (c < 0x300)
    return 1;
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

/**
 * cw_display_width:
 * @text: valid UTF-8 without control characters
 * @n_bytes: its length
 *
 * Tells how many cells of a terminal a text takes: two for East Asian wide
 * characters and emoji, none for marks that combine.
 *
 * Returns: the number of cells
 */
guint
cw_display_width (const char *text,
                  gsize       n_bytes)
{
  const char *end = text + n_bytes;
  guint width = 0;

  while (text < end)
    if ((guchar) *text < 0x80)
      {
        width++;
        text++;
      }
    else
      {
        width += width_of (g_utf8_get_char (text));
        text = g_utf8_next_char (text);
      }
  return width;
}

/**
 * cw_display_width_cut:
 * @text: valid UTF-8 without control characters
 * @n_bytes: its length
 * @width: cells that there are
 *
 * Finds how much of a text fits, marks that combine with its last character included.
 *
 * Returns: the length of that in bytes
 */
gsize
cw_display_width_cut (const char *text,
                      gsize       n_bytes,
                      guint       width)
{
  const char *p = text;
  guint taken = 0;

  while (p < text + n_bytes)
    {
      taken += width_of (g_utf8_get_char (p));
      if (taken > width)
        break;
      p = g_utf8_next_char (p);
    }
  return (gsize) (p - text);
}

/**
 * cw_display_append:
 * @out: where to
 * @text: any bytes
 * @n_bytes: their length
 *
 * Appends a text as a terminal may be shown it, in one line: what would move the
 * cursor or worse does not pass. White space becomes a space; other control
 * characters and what is not valid UTF-8 become U+FFFD.
 */
void
cw_display_append (GString    *out,
                   const char *text,
                   gsize       n_bytes)
{
  const char *end = text + n_bytes;

  while (text < end)
    {
      gunichar c = (guchar) *text < 0x80 ? (guchar) *text
                                         : g_utf8_get_char_validated (text, end - text);

      if (c >= 0x20 && c < 0x7f)
        g_string_append_c (out, *text++);
      else if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          g_string_append (out, "\xef\xbf\xbd");
          text++;
        }
      else
        {
          if (c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029)
            g_string_append_c (out, ' ');
          else if (g_unichar_iscntrl (c))
            g_string_append (out, "\xef\xbf\xbd");
          else
            g_string_append_unichar (out, c);
          text = g_utf8_next_char (text);
        }
    }
}
