/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-rtf-private.h"

#include <string.h>

/* What the words of RTF mean, and what is done where a group ends. */

typedef struct
{
  const char *word;
  gunichar character;
} Character;

static const Character characters[] = {
  { "tab", '\t' },       { "line", '\n' },      { "emdash", 0x2014 },    { "endash", 0x2013 },
  { "emspace", 0x2003 }, { "enspace", 0x2002 }, { "qmspace", 0x2005 },   { "bullet", 0x2022 },
  { "lquote", 0x2018 },  { "rquote", 0x2019 },  { "ldblquote", 0x201C }, { "rdblquote", 0x201D },
  { "lbr", '\n' },       { "softline", '\n' },  { "zwj", 0x200D },       { "zwnj", 0x200C },
  { "ltrmark", 0x200E }, { "rtlmark", 0x200F },
};

/* Groups whose text is none of the document's. */
static const char *const skipped[] = {
  "colortbl", "info",     "header",    "headerl",   "headerr",    "headerf",
  "footer",   "footerl",  "footerr",   "footerf",   "pict",       "nonshppict",
  "ftnsep",   "ftnsepc",  "ftncn",     "aftnsep",   "aftnsepc",   "aftncn",
  "xe",       "tc",       "tcn",       "rxe",       "bkmkstart",  "bkmkend",
  "objdata",  "objclass", "objname",   "sp",        "listtable",  "listoverridetable",
  "filetbl",  "revtbl",   "datafield", "template",  "themedata",  "fontemb",
  "falt",     "panose",   "private1",  "comment",   "atnid",      "atndate",
  "atntime",  "atnref",   "atnicn",    "atnparent", "txe",        "formfield",
  "mmathPr",  "pn",       "pntxta",    "pntxtb",    "background", "nonesttables",
  NULL,
};

/* Of what begins with "\*", the groups that are read all the same. */
static const char *const starred[] = {
  "shppict",   "shpinst",   "do",       "dptxbxtext", "ud",         "fldinst", "annotation",
  "atnauthor", "atrfstart", "footnote", "moMath",     "moMathPara", "shptxt",  NULL,
};

static guint
code_page_of_charset (int charset)
{
  static const struct
  {
    int charset;
    guint code_page;
  } pages[] = {
    { 0, 1252 },   { 77, 10000 }, { 78, 10001 }, { 79, 10003 }, { 80, 10008 }, { 81, 10002 },
    { 83, 10005 }, { 84, 10004 }, { 85, 10006 }, { 86, 10081 }, { 87, 10021 }, { 88, 10029 },
    { 89, 10007 }, { 128, 932 },  { 129, 949 },  { 130, 1361 }, { 134, 936 },  { 136, 950 },
    { 161, 1253 }, { 162, 1254 }, { 163, 1258 }, { 177, 1255 }, { 178, 1256 }, { 186, 1257 },
    { 204, 1251 }, { 222, 874 },  { 238, 1250 }, { 254, 437 },  { 255, 850 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i].charset == charset)
      return pages[i].code_page;
  return 0;
}

static void
push_story (CwRtf     *self,
            CwRtfClose close)
{
  CwRtfGroup *group = cw_rtf_group (self);

  if (self->story >= CW_RTF_MOST_STORIES)
    {
      group->place = CW_RTF_SKIP;
      return;
    }
  group->place = CW_RTF_TEXT;
  group->close = close;
  group->in_table = FALSE;
  group->table_depth = 0;
  group->heading = 0;
  group->bold = group->italic = FALSE;
  self->story++;
  memset (cw_rtf_tables (self), 0, sizeof (CwRtfTables));
  cw_flow_push (self->flow);
}

static void
start_note (CwRtf *self)
{
  CwRtfGroup *group = cw_rtf_group (self);

  if (group->place != CW_RTF_TEXT || group->deleted || group->hidden
      || self->story >= CW_RTF_MOST_STORIES)
    {
      group->place = CW_RTF_SKIP;
      return;
    }
  cw_rtf_open_paragraph (self);
  group->note = cw_flow_mark_note (self->flow, 0);
  push_story (self, CW_RTF_CLOSE_NOTE);
}

static CwText *
pop_story (CwRtf *self)
{
  cw_rtf_end_paragraph (self);
  cw_rtf_close_tables (self, 0);
  self->story--;
  return cw_flow_pop (self->flow);
}

/* The address of a field such as HYPERLINK "https://…". */
static void
start_link (CwRtf *self)
{
  const char *p = strstr (self->field->str, "HYPERLINK");
  g_autofree char *address = NULL;
  const char *end;

  if (p == NULL)
    return;
  p += strlen ("HYPERLINK");
  while (*p == ' ')
    p++;
  if (*p == '\\')
    return;
  if (*p == '"')
    p++;
  end = p + strcspn (p, "\" ");
  address = g_strndup (p, (gsize) (end - p));
  if (*address == '\0' || cw_rtf_group (self)->hidden)
    return;
  cw_rtf_open_paragraph (self);
  cw_flow_start_link (self->flow, address);
  cw_rtf_group (self)->close = CW_RTF_CLOSE_LINK;
}

static gboolean
is_text (CwRtf *self)
{
  return cw_rtf_group (self)->place == CW_RTF_TEXT;
}

/* Words that say what the group is in which they come first. */
static gboolean
do_destination (CwRtf      *self,
                const char *word)
{
  CwRtfGroup *group = cw_rtf_group (self);

  if (group->place == CW_RTF_BOTH && strcmp (word, "ud") == 0)
    group->place = CW_RTF_TEXT;
  else if (group->place != CW_RTF_TEXT)
    return FALSE;
  else if (strcmp (word, "fonttbl") == 0)
    group->place = CW_RTF_FONTS;
  else if (strcmp (word, "stylesheet") == 0)
    group->place = CW_RTF_STYLES;
  else if (strcmp (word, "upr") == 0)
    group->place = CW_RTF_BOTH;
  else if (strcmp (word, "footnote") == 0)
    start_note (self);
  else if (strcmp (word, "shptxt") == 0 || strcmp (word, "dptxbxtext") == 0)
    push_story (self, CW_RTF_CLOSE_BOX);
  else if (strcmp (word, "annotation") == 0)
    push_story (self, CW_RTF_CLOSE_COMMENT);
  else if (strcmp (word, "atnauthor") == 0)
    {
      g_string_truncate (self->author, 0);
      group->place = CW_RTF_AUTHOR;
    }
  else if (strcmp (word, "atrfstart") == 0)
    {
      self->comment_start = cw_flow_get_text (self->flow)->length;
      group->place = CW_RTF_SKIP;
    }
  else if (strcmp (word, "fldinst") == 0)
    {
      g_string_truncate (self->field, 0);
      group->place = CW_RTF_FIELD;
    }
  else if (strcmp (word, "fldrslt") == 0)
    start_link (self);
  else if (strcmp (word, "listtext") == 0 || strcmp (word, "pntext") == 0)
    {
      g_string_truncate (self->label, 0);
      group->place = CW_RTF_LABEL;
      group->close = CW_RTF_CLOSE_LABEL;
    }
  else if (g_strv_contains (skipped, word))
    {
      if (strcmp (word, "pict") == 0 && !group->hidden && !group->deleted)
        {
          cw_rtf_open_paragraph (self);
          cw_flow_append_image (self->flow, NULL);
        }
      group->place = CW_RTF_SKIP;
    }
  else
    return FALSE;
  return TRUE;
}

static void
do_unicode (CwRtf *self,
            int    number)
{
  gunichar c = (gunichar) (number < 0 ? number + 65536 : number);

  self->skip = 0;
  if (c >= 0xD800 && c < 0xDC00)
    self->high = c;
  else
    {
      if (c >= 0xDC00 && c < 0xE000 && self->high != 0)
        c = 0x10000 + ((self->high - 0xD800) << 10) + (c - 0xDC00);
      self->high = 0;
      /* Symbol fonts put their bytes there. */
      if (c >= 0xF020 && c <= 0xF07E && cw_rtf_group (self)->place == CW_RTF_LABEL)
        c = 0x2022;
      if (g_unichar_validate (c))
        cw_rtf_append (self, c);
    }
  self->skip = cw_rtf_group (self)->uc;
}

static gboolean
do_character (CwRtf      *self,
              const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (characters); i++)
    if (strcmp (word, characters[i].word) == 0)
      {
        cw_rtf_append (self, characters[i].character);
        return TRUE;
      }
  return FALSE;
}

/* Words of the tables of fonts and styles, and of the document as a whole. */
static gboolean
do_document (CwRtf      *self,
             const char *word,
             int         number)
{
  CwRtfGroup *group = cw_rtf_group (self);

  if (strcmp (word, "ansicpg") == 0)
    self->code_page = number > 0 ? (guint) number : 1252;
  else if (strcmp (word, "mac") == 0)
    self->code_page = 10000;
  else if (strcmp (word, "pc") == 0)
    self->code_page = 437;
  else if (strcmp (word, "pca") == 0)
    self->code_page = 850;
  else if (strcmp (word, "f") == 0 && group->place == CW_RTF_FONTS)
    self->font = (guint) number;
  else if (strcmp (word, "fcharset") == 0 || strcmp (word, "cpg") == 0)
    g_hash_table_insert (
      self->fonts, GUINT_TO_POINTER (self->font),
      GUINT_TO_POINTER (*word == 'c' ? (guint) MAX (number, 0) : code_page_of_charset (number)));
  else if (strcmp (word, "f") == 0)
    {
      gpointer font = GUINT_TO_POINTER ((guint) number);

      group->code_page = GPOINTER_TO_UINT (g_hash_table_lookup (self->fonts, font));
      group->signs = GPOINTER_TO_UINT (g_hash_table_lookup (self->sign_fonts, font));
    }
  else if (strcmp (word, "uc") == 0)
    group->uc = (guint) CLAMP (number, 0, 64);
  else if (group->place == CW_RTF_STYLES && (strcmp (word, "s") == 0))
    {
      self->style = (guint) number;
      group->close = CW_RTF_CLOSE_STYLE;
    }
  else if (group->place == CW_RTF_STYLES && strcmp (word, "outlinelevel") == 0 && number >= 0
           && number < 9 && g_hash_table_size (self->headings) < 65536)
    g_hash_table_insert (self->headings, GUINT_TO_POINTER (self->style),
                         GINT_TO_POINTER (number + 1));
  else
    return FALSE;
  return TRUE;
}

/* Switches a mark of tracked changes, and counts where it goes on. */
static void
switch_change (gboolean *value,
               guint    *count,
               gboolean  on)
{
  if (on && !*value)
    (*count)++;
  *value = on;
}

static gboolean
do_look (CwRtf      *self,
         const char *word,
         gboolean    on)
{
  CwRtfGroup *group = cw_rtf_group (self);

  if (strcmp (word, "b") == 0)
    group->bold = on;
  else if (strcmp (word, "i") == 0)
    group->italic = on;
  else if (strcmp (word, "v") == 0)
    group->hidden = on;
  else if (strcmp (word, "deleted") == 0)
    switch_change (&group->deleted, &self->n_deletions, on);
  else if (strcmp (word, "revised") == 0)
    switch_change (&group->revised, &self->n_insertions, on);
  else if (strcmp (word, "plain") == 0)
    {
      group->bold = group->italic = group->hidden = group->deleted = group->revised = FALSE;
      group->signs = CW_FONT_OF_LETTERS;
    }
  else
    return FALSE;
  return TRUE;
}

static void
reset_paragraph (CwRtf *self)
{
  CwRtfGroup *group = cw_rtf_group (self);

  group->in_table = FALSE;
  group->table_depth = 0;
  group->heading = 0;
}

static void
break_paragraph (CwRtf *self)
{
  const CwRtfGroup *group = cw_rtf_group (self);

  if (group->hidden || group->deleted)
    return;
  cw_rtf_open_paragraph (self);
  cw_rtf_end_paragraph (self);
}

static gboolean
do_table (CwRtf      *self,
          const char *word,
          int         number)
{
  CwRtfGroup *group = cw_rtf_group (self);
  guint depth = cw_rtf_tables (self)->depth;

  if (strcmp (word, "trowd") == 0)
    cw_rtf_tables (self)->defined = TRUE;
  else if (strcmp (word, "intbl") == 0)
    group->in_table = TRUE;
  else if (strcmp (word, "itap") == 0)
    group->table_depth = (guint) CLAMP (number, 0, CW_RTF_MOST_TABLES);
  else if (strcmp (word, "cell") == 0)
    cw_rtf_end_cell (self, 1);
  else if (strcmp (word, "nestcell") == 0)
    cw_rtf_end_cell (self, MAX (group->table_depth, MAX (depth, 2)));
  else if (strcmp (word, "row") == 0)
    cw_rtf_end_row (self, 1);
  else if (strcmp (word, "nestrow") == 0)
    cw_rtf_end_row (self, MAX (group->table_depth, MAX (depth, 2)));
  else
    return FALSE;
  return TRUE;
}

static void
do_paragraph (CwRtf      *self,
              const char *word,
              int         number)
{
  CwRtfGroup *group = cw_rtf_group (self);

  if (strcmp (word, "par") == 0 || strcmp (word, "sect") == 0)
    break_paragraph (self);
  else if (strcmp (word, "pard") == 0)
    reset_paragraph (self);
  else if (strcmp (word, "page") == 0)
    {
      cw_rtf_end_paragraph (self);
      cw_flow_break_page (self->flow);
    }
  else if (strcmp (word, "outlinelevel") == 0)
    group->heading = number >= 0 && number < 9 ? number + 1 : 0;
  else if (strcmp (word, "s") == 0)
    group->heading = GPOINTER_TO_INT (
      g_hash_table_lookup (self->headings, GUINT_TO_POINTER ((guint) number)));
}

/* Does what a word says: "\b0" is "b" with the number 0. */
void
cw_rtf_do_word (CwRtf      *self,
                const char *word,
                gboolean    has_number,
                int         number)
{
  gboolean star = self->star;
  gboolean first = self->first;

  if (strcmp (word, "u") == 0 && has_number)
    {
      do_unicode (self, number);
      return;
    }
  if (do_character (self, word))
    return;
  cw_rtf_flush (self);
  self->skip = 0;
  self->star = self->first = FALSE;
  if (first && do_destination (self, word))
    return;
  if (star && first && !g_strv_contains (starred, word))
    {
      cw_rtf_group (self)->place = CW_RTF_SKIP;
      return;
    }
  if (do_document (self, word, number))
    return;
  if (!is_text (self))
    return;
  if (!do_look (self, word, !has_number || number != 0) && !do_table (self, word, number))
    do_paragraph (self, word, number);
}

static void
close_style (CwRtf *self)
{
  g_autofree char *name = g_ascii_strdown (self->style_name->str, -1);

  if (g_str_has_prefix (name, "heading ") && g_ascii_isdigit (name[8]) && name[8] != '0'
      && g_hash_table_size (self->headings) < 65536)
    g_hash_table_insert (self->headings, GUINT_TO_POINTER (self->style),
                         GINT_TO_POINTER (name[8] - '0'));
  g_string_truncate (self->style_name, 0);
}

static void
close_label (CwRtf *self)
{
  gboolean says = FALSE;

  g_strstrip (self->label->str);
  self->label->len = strlen (self->label->str);
  for (const char *p = self->label->str; *p != '\0'; p = g_utf8_next_char (p))
    says = says || g_unichar_isalnum (g_utf8_get_char (p));
  /* A letter alone is a bullet of a symbol font. */
  if (!says || (self->label->len == 1 && g_ascii_isalpha (*self->label->str)))
    g_string_truncate (self->label, 0);
  else
    g_string_append_c (self->label, ' ');
}

/* Ends the innermost group; the caller takes it off. */
void
cw_rtf_close_group (CwRtf *self)
{
  const CwRtfGroup *group = cw_rtf_group (self);
  CwText *story;

  cw_rtf_flush (self);
  switch (group->close)
    {
    case CW_RTF_CLOSE_NOTE:
      story = pop_story (self);
      cw_flow_set_note (self->flow, group->note, story);
      break;
    case CW_RTF_CLOSE_BOX:
      story = pop_story (self);
      cw_flow_add_box (self->flow, story);
      break;
    case CW_RTF_CLOSE_COMMENT:
      story = pop_story (self);
      cw_flow_add_comment (self->flow, self->comment_start, self->author->str, story->text);
      cw_text_free (story);
      break;
    case CW_RTF_CLOSE_LINK:
      cw_flow_end_link (self->flow);
      break;
    case CW_RTF_CLOSE_LABEL:
      close_label (self);
      break;
    case CW_RTF_CLOSE_STYLE:
      close_style (self);
      break;
    case CW_RTF_CLOSE_NOTHING:
    default:
      break;
    }
}
