/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-markdown.h"

#include <string.h>

/* "[^1]: What the note says", with the lines below it that belong to it: those that
 * are indented, and those up to the next empty line. */

#define MOST_LABEL_BYTES 200

/* One line of the source, without its end. */
typedef struct
{
  const char *start;
  const char *end;
  const char *next;
} Line;

/**
 * cw_markdown_notes_new:
 *
 * Makes a list of notes with nothing in it.
 *
 * Returns: (transfer full): it; free with cw_markdown_notes_free()
 */
CwMarkdownNotes *
cw_markdown_notes_new (void)
{
  CwMarkdownNotes *self = g_new0 (CwMarkdownNotes, 1);

  self->by_label = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * cw_markdown_notes_free:
 * @self: (nullable) (transfer full): notes
 *
 * Frees them.
 */
void
cw_markdown_notes_free (CwMarkdownNotes *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_label);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

static Line
read_line (const char *at,
           const char *end)
{
  Line line = { at, memchr (at, '\n', (gsize) (end - at)), NULL };

  if (line.end == NULL)
    line.end = line.next = end;
  else
    line.next = line.end + 1;
  return line;
}

static gboolean
is_empty (const Line *line)
{
  for (const char *p = line->start; p < line->end; p++)
    if (!g_ascii_isspace (*p))
      return FALSE;
  return TRUE;
}

/* How far a line is indented, in columns; no more than eight are looked at. */
static guint
count_indent (const Line *line)
{
  guint n = 0;

  for (const char *p = line->start; p < line->end && n < 8; p++)
    if (*p == ' ')
      n++;
    else if (*p == '\t')
      n += 4;
    else
      break;
  return n;
}

/* The end of "[^label]", or NULL. */
static const char *
find_mark_end (const char *mark,
               const char *end)
{
  const char *p = mark + 2;

  if (end - mark < 4 || mark[0] != '[' || mark[1] != '^')
    return NULL;
  while (p < end && p - mark < MOST_LABEL_BYTES && *p != ']' && *p != '[' && !g_ascii_isspace (*p))
    p++;
  return p < end && *p == ']' && p > mark + 2 ? p : NULL;
}

/* Whether a line begins or ends a block of code, which is taken as it stands. */
static gboolean
is_fence (const Line *line,
          char       *fence)
{
  const char *p = line->start + strspn (line->start, " ");

  if (count_indent (line) > 3 || line->end - p < 3 || (*p != '`' && *p != '~') || p[1] != *p
      || p[2] != *p || (*fence != '\0' && *fence != *p))
    return FALSE;
  *fence = *fence != '\0' ? '\0' : *p;
  return TRUE;
}

/* Where the text of a note begins that a line defines, or NULL; gives its label. */
static const char *
parse_definition (const Line *line,
                  char      **out_label)
{
  const char *mark = line->start + strspn (line->start, " ");
  const char *mark_end;

  if (count_indent (line) > 3 || mark >= line->end)
    return NULL;
  mark_end = find_mark_end (mark, line->end);
  if (mark_end == NULL || mark_end + 1 >= line->end || mark_end[1] != ':')
    return NULL;
  *out_label = g_strndup (mark + 2, (gsize) (mark_end - mark - 2));
  return mark_end + 2;
}

/* Takes the rest of a note, without what it is indented by. Returns where it ends. */
static const char *
take_rest (GString    *note,
           const char *at,
           const char *end)
{
  gboolean after_empty = FALSE;
  const char *good = at;

  while (at < end)
    {
      Line line = read_line (at, end);
      g_autofree char *label = NULL;
      guint indent = count_indent (&line);

      if (is_empty (&line))
        after_empty = TRUE;
      else if ((after_empty && indent < 4) || parse_definition (&line, &label) != NULL)
        break;
      else
        {
          const char *start = line.start;

          for (guint n = 0; n < 4 && (*start == ' ' || *start == '\t'); start++)
            n += *start == '\t' ? 4 : 1;
          g_string_append (note, after_empty ? "\n\n" : "\n");
          g_string_append_len (note, start, line.end - start);
          after_empty = FALSE;
          good = line.next;
        }
      at = line.next;
    }
  return good;
}

/**
 * cw_markdown_notes_take:
 * @self: notes
 * @source: Markdown, valid UTF-8 with line feeds
 * @n_bytes: its length in bytes
 *
 * Takes the definitions of notes out of a source. Of two with one label the first
 * counts, and the other stays where it is.
 *
 * Returns: (transfer full): the source without them
 */
char *
cw_markdown_notes_take (CwMarkdownNotes *self,
                        const char      *source,
                        gsize            n_bytes)
{
  GString *rest = g_string_sized_new (n_bytes + 1);
  const char *end = source + n_bytes;
  char fence = '\0';

  for (const char *at = source; at < end;)
    {
      Line line = read_line (at, end);
      g_autofree char *label = NULL;
      const char *text = is_fence (&line, &fence) || fence != '\0'
                           ? NULL
                           : parse_definition (&line, &label);

      if (text == NULL || g_hash_table_contains (self->by_label, label))
        {
          g_string_append_len (rest, line.start, line.next - line.start);
          at = line.next;
        }
      else
        {
          GString *note = g_string_new_len (text, line.end - text);

          at = take_rest (note, line.next, end);
          g_ptr_array_add (self->texts, g_string_free (note, FALSE));
          g_hash_table_insert (self->by_label, g_steal_pointer (&label),
                               GUINT_TO_POINTER (self->texts->len));
          /* What stands around it stays apart. */
          g_string_append_c (rest, '\n');
        }
    }
  return g_string_free (rest, FALSE);
}

/**
 * cw_markdown_notes_find:
 * @self: notes
 * @mark: what begins like the mark of one: "[^1] and so on"
 * @out_n_mark: (out): the length of the mark in bytes
 * @out_note: (out): which note it is, from 0
 *
 * Finds the note that a mark in the running text is about.
 *
 * Returns: whether it is the mark of a note that is defined
 */
gboolean
cw_markdown_notes_find (CwMarkdownNotes *self,
                        const char      *mark,
                        gsize           *out_n_mark,
                        guint           *out_note)
{
  const char *end = find_mark_end (mark, mark + strnlen (mark, MOST_LABEL_BYTES + 1));
  g_autofree char *label = end != NULL ? g_strndup (mark + 2, (gsize) (end - mark - 2)) : NULL;
  guint index = label != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->by_label, label)) : 0;

  if (index == 0)
    return FALSE;
  *out_n_mark = (gsize) (end + 1 - mark);
  *out_note = index - 1;
  return TRUE;
}
