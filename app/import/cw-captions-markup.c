/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-captions-private.h"

#include <string.h>

/* What stands in a cue besides its words: tags of WebVTT and SubRip, overrides of
 * SubStation ("{\an8}"), references to characters. */

static const struct
{
  const char *name;
  gunichar character;
} references[] = {
  { "amp", '&' },      { "lt", '<' },       { "gt", '>' },        { "quot", '"' },
  { "apos", '\'' },    { "nbsp", 0x00A0 },  { "lrm", 0x200E },    { "rlm", 0x200F },
  { "ensp", 0x2002 },  { "emsp", 0x2003 },  { "thinsp", 0x2009 }, { "hellip", 0x2026 },
  { "mdash", 0x2014 }, { "ndash", 0x2013 }, { "lsquo", 0x2018 },  { "rsquo", 0x2019 },
  { "ldquo", 0x201C }, { "rdquo", 0x201D },
};

/* Tags that say only how something looks. What is not known stays as text: people
 * write <laughs>. */
static const char *const tags[] = {
  "i", "b", "u", "s", "c", "v", "em", "strong", "font", "span", "lang", "ruby", "rt", "rp", "br",
};

#define MAX_TAG_BYTES 500
#define MAX_NAME_BYTES 16

/* A tag as it stands: its name, and what is written after that. */
typedef struct
{
  const char *name;
  gsize n_name;
  const char *annotation;
  gsize n_annotation;
  gboolean closes;
  const char *end; /* after it */
} Tag;

static inline gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\f';
}

/* Where a tag or an override may end, so that the search is done once. */
typedef struct
{
  const char *end; /* of the payload */
  const char *angle;
  const char *brace;
} Ends;

static const char *
find_close (const char **known,
            const char  *p,
            const char  *end,
            char         close)
{
  if (*known == NULL || *known < p)
    *known = memchr (p, close, (gsize) (end - p));
  if (*known == NULL)
    *known = end;
  return *known < end && *known - p <= MAX_TAG_BYTES ? *known : NULL;
}

/* "&amp;" and "&#228;"; what is no reference stays as it is. */
static gboolean
parse_reference (const char **cursor,
                 const char  *end,
                 gunichar    *out_character)
{
  const char *name = *cursor + 1;
  const char *semicolon = memchr (name, ';', MIN ((gsize) (end - name), 12));
  gsize n;

  if (semicolon == NULL || semicolon == name)
    return FALSE;
  n = (gsize) (semicolon - name);
  *cursor = semicolon + 1;
  if (*name == '#')
    {
      gboolean hex = name[1] == 'x' || name[1] == 'X';
      char *after;
      guint64 number = g_ascii_strtoull (name + 1 + hex, &after, hex ? 16 : 10);

      if (after == semicolon && number >= 0x20 && number <= 0x10FFFF
          && g_unichar_validate ((gunichar) number))
        {
          *out_character = (gunichar) number;
          return TRUE;
        }
    }
  else
    for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
      if (strlen (references[i].name) == n && memcmp (references[i].name, name, n) == 0)
        {
          *out_character = references[i].character;
          return TRUE;
        }
  *cursor = name - 1;
  return FALSE;
}

static gboolean
is_named (const Tag  *tag,
          const char *name)
{
  return strlen (name) == tag->n_name && g_ascii_strncasecmp (name, tag->name, tag->n_name) == 0;
}

/* "<00:00:01.500>" times the words after it. */
static gboolean
is_time (const char *p,
         const char *close)
{
  gboolean colon = FALSE;

  if (close - p > MAX_NAME_BYTES)
    return FALSE;
  for (; p < close; p++)
    {
      if (!g_ascii_isdigit (*p) && strchr (":.,", *p) == NULL)
        return FALSE;
      colon |= *p == ':';
    }
  return colon;
}

/* "</>" is nobody's word either. */
static gboolean
is_known (const Tag *tag)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    if (is_named (tag, tags[i]))
      return TRUE;
  return tag->closes && tag->n_name == 0;
}

/* "<v.loud Mary>", "</i>", "<00:00:01.500>". FALSE if it is none that is known. */
static gboolean
parse_tag (const char *p,
           Ends       *ends,
           Tag        *tag)
{
  const char *close = find_close (&ends->angle, p, ends->end, '>');
  const char *name_end;

  if (close == NULL)
    return FALSE;
  *tag = (Tag) { .end = close + 1, .name = p + 1 };
  if (*tag->name == '/')
    {
      tag->closes = TRUE;
      tag->name++;
    }
  if (g_ascii_isdigit (*tag->name))
    return is_time (tag->name, close);
  name_end = tag->name;
  while (name_end < close && name_end - tag->name <= MAX_NAME_BYTES && g_ascii_isalpha (*name_end))
    name_end++;
  tag->n_name = (gsize) (name_end - tag->name);
  if (!is_known (tag))
    return FALSE;
  while (name_end < close && !is_space (*name_end) && *name_end != '<')
    name_end++;
  if (*name_end == '<')
    return FALSE;
  tag->annotation = name_end;
  tag->n_annotation = (gsize) (close - name_end);
  return TRUE;
}

static void
append_space (CwCaptions     *self,
              CwCaptionPiece *piece)
{
  if (piece->n_bytes == 0 || self->chars->str[self->chars->len - 1] == ' ')
    return;
  g_string_append_c (self->chars, ' ');
  piece->n_bytes++;
}

static void
append_chars (CwCaptions     *self,
              CwCaptionPiece *piece,
              const char     *text,
              gsize           n_bytes)
{
  g_string_append_len (self->chars, text, (gssize) n_bytes);
  piece->n_bytes += n_bytes;
}

/* Keeps what was gathered, if it is something, and begins anew. */
static void
finish_piece (CwCaptions     *self,
              CwCaptionPiece *piece)
{
  while (piece->n_bytes > 0 && is_space (cw_captions_chars (self, piece)[piece->n_bytes - 1]))
    piece->n_bytes--;
  if (piece->n_bytes > 0)
    g_array_append_val (self->pieces, *piece);
  piece->offset = self->chars->len;
  piece->n_bytes = 0;
}

/* "<v Name>": from here on somebody else speaks. */
static void
change_voice (CwCaptions     *self,
              CwCaptionPiece *piece,
              const Tag      *tag)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *end = tag->annotation + tag->n_annotation;

  finish_piece (self, piece);
  if (tag->closes)
    {
      piece->voice = 0;
      return;
    }
  for (const char *p = tag->annotation; p < end;)
    {
      gunichar character;

      if (*p == '&' && parse_reference (&p, end, &character))
        g_string_append_unichar (name, character);
      else if (is_space (*p))
        {
          if (name->len > 0 && name->str[name->len - 1] != ' ')
            g_string_append_c (name, ' ');
          p++;
        }
      else
        g_string_append_c (name, *p++);
    }
  while (name->len > 0 && name->str[name->len - 1] == ' ')
    g_string_truncate (name, name->len - 1);
  piece->voice = cw_captions_find_voice (self, name->str, name->len);
}

/* Readings set above the characters stand in brackets after them. */
static void
apply_tag (CwCaptions     *self,
           CwCaptionPiece *piece,
           const Tag      *tag)
{
  if (is_named (tag, "v"))
    change_voice (self, piece, tag);
  else if (is_named (tag, "br"))
    finish_piece (self, piece);
  else if (is_named (tag, "rt"))
    append_chars (self, piece, tag->closes ? ")" : "(", 1);
}

/* "{\an8}" says where a line is shown. */
static const char *
skip_override (const char *p,
               Ends       *ends)
{
  const char *close;

  if (*p != '{' || ends->end - p < 3 || p[1] != '\\')
    return NULL;
  close = find_close (&ends->brace, p, ends->end, '}');
  return close != NULL ? close + 1 : NULL;
}

/* Takes a cue's payload apart into pieces: a line each, or less where the voice
 * changes within. The piece given says what they have in common. */
void
cw_captions_parse_markup (CwCaptions     *self,
                          CwCaptionPiece *piece,
                          const char     *payload,
                          gsize           n_bytes)
{
  const char *end = payload + n_bytes;
  const char *p = payload;
  Ends ends = { end, NULL, NULL };

  piece->offset = self->chars->len;
  piece->n_bytes = 0;
  while (p < end)
    {
      const char *after = skip_override (p, &ends);
      gunichar character;
      char utf8[6];
      Tag tag;

      if (after != NULL)
        p = after;
      else if (*p == '<' && parse_tag (p, &ends, &tag))
        {
          apply_tag (self, piece, &tag);
          p = tag.end;
        }
      else if (*p == '&' && parse_reference (&p, end, &character))
        append_chars (self, piece, utf8, (gsize) g_unichar_to_utf8 (character, utf8));
      else if (*p == '\n' || (end - p >= 2 && (memcmp (p, "\\N", 2) == 0)))
        {
          finish_piece (self, piece);
          p += *p == '\n' ? 1 : 2;
        }
      else if (is_space (*p))
        {
          append_space (self, piece);
          p++;
        }
      else
        append_chars (self, piece, p++, 1);
    }
  finish_piece (self, piece);
}
