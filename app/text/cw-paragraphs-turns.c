/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-paragraphs-private.h"
#include "cw-turns-private.h"

#include "cw-utf8.h"

#include <string.h>

/* Where turns begin within a line. At each word near a colon it is asked whether a
 * line that begins there would have a label. Several words may: "Maria G.:" begins
 * with "Maria" or with "G.", "OK. Interviewer:" with either word; what comes most
 * often is the label, else the longest. Then the line is cut there on trial, and
 * what the recogniser of turns accepts of that is a turn. */

/* As far before a colon as a label with a time may begin. */
#define REACH 200
/* As much as is looked at of what may be a line. */
#define WINDOW 300
/* With fewer turns within it a line is a paragraph all the same. */
#define FEWEST_TURNS 4
/* With more words that look like labels than this it is no transcript. */
#define MAX_STARTS (1u << 19)
/* And more words near colons need not be looked at to see that. */
#define MAX_LOOKS (1u << 22)

/* All that looks like one label. */
typedef struct
{
  const char *name;
  guint n_bytes;
  gboolean timed;
  CwLabelShape shape;
  guint n;
  guint n_after_end; /* that a sentence ends before */
} Name;

/* A word that may begin a turn. */
typedef struct
{
  gsize byte;
  gsize talk; /* where the talk begins: words before one label have the same */
  Name *name; /* NULL if a full stop ends the label */
} Start;

typedef struct
{
  const CwParagraphs *paragraphs;
  GHashTable *names; /* a set of Name */
  GArray *starts;    /* of Start, sorted */
  guint n_looks;
} Finding;

static guint
hash_name (gconstpointer key)
{
  const Name *name = key;
  guint hash = name->timed ? 5381 : 33;

  for (guint i = 0; i < name->n_bytes; i++)
    hash = hash * 33 + (guint8) name->name[i];
  return hash;
}

static gboolean
equal_names (gconstpointer a,
             gconstpointer b)
{
  const Name *one = a;
  const Name *other = b;

  return one->n_bytes == other->n_bytes && one->timed == other->timed
         && memcmp (one->name, other->name, one->n_bytes) == 0;
}

static Name *
count_name (Finding    *finding,
            const char *label,
            gsize       n_bytes,
            gboolean    timed,
            gboolean    after_end)
{
  Name key = { .name = label, .n_bytes = (guint) n_bytes, .timed = timed };
  Name *name = g_hash_table_lookup (finding->names, &key);

  if (name == NULL)
    {
      name = g_memdup2 (&key, sizeof key);
      name->shape = cw_label_get_shape (label, n_bytes);
      g_hash_table_add (finding->names, name);
    }
  name->n++;
  name->n_after_end += after_end;
  return name;
}

/* Whether a word is, at the beginning of a line or wherever, what begins a turn. A
 * word in prose may have a colon after it, too. */
static gboolean
is_likely (const Name *name)
{
  if (name->shape < CW_LABEL_PLAIN)
    return FALSE;
  return name->shape >= CW_LABEL_STRONG || name->timed || name->n_after_end * 2 >= name->n
         || (name->shape >= CW_LABEL_WORD && name->n >= 5);
}

static void
look_at (Finding                *finding,
         const CwParagraphRange *line,
         gsize                   byte)
{
  static const gunichar no_letters[2] = { 0 };
  const char *text = finding->paragraphs->text;
  const char *p = text + byte;
  gsize n_bytes = MIN (line->end - byte, (gsize) WINDOW);
  Start start = { .byte = byte };
  gsize end = byte;
  gboolean after_end;
  CwLabel label;

  /* A bullet or the mark of a quotation, of which there may be very many. */
  if ((*p == '*' || *p == '>') && (n_bytes == 1 || p[1] == ' '))
    return;
  finding->n_looks++;
  while (byte + n_bytes < line->end && ((guint8) p[n_bytes] & 0xC0) == 0x80)
    n_bytes--;
  while (end > line->start && (text[end - 1] == ' ' || text[end - 1] == '\t'))
    end--;
  after_end = end == line->start || cw_turns_ends_sentence (text + line->start, end - line->start);

  if (cw_label_parse (p, n_bytes, &label))
    {
      if (label.label == label.label_end || label.bulleted)
        return;
      start.name = count_name (finding, p + label.label, label.label_end - label.label,
                               label.stamp.time_ms >= 0 && label.start < label.label, after_end);
    }
  else
    {
      const char *letter;
      const char *after;

      if (!after_end
          || (!(g_ascii_isupper (*p) && n_bytes > 1 && p[1] == '.'
                && cw_label_parse_letter (p, n_bytes, &letter, &after) != 0)
              && !cw_label_parse_stop (p, n_bytes, no_letters, &label)
              && !((*p == '[' || *p == '<') && cw_label_parse_risky (p, n_bytes, &label))))
        return;
    }
  /* No line has to begin where one does. */
  if (end == line->start)
    start.byte = line->start;
  start.talk = start.name != NULL ? byte + label.text : byte;
  g_array_append_val (finding->starts, start);
}

/* The next colon, or what else may end a label, from a byte on. */
static gsize
next_mark (const CwParagraphs *self,
           gsize               from,
           gsize               end)
{
  for (gsize i = from; i < end; i++)
    {
      const char *p = self->text + i;

      if (*p == ':' || *p == '>' || *p == ']'
          || (*p == '.' && i + 1 < end && p[1] == ' ' && i > from && g_ascii_isupper (p[-1]))
          || (*p == '\xEF' && end - i >= 3 && memcmp (p, "\uFF1A", 3) == 0))
        return i;
    }
  return end;
}

static gboolean
is_too_much (const Finding *finding)
{
  return finding->starts->len >= MAX_STARTS || finding->n_looks >= MAX_LOOKS;
}

static void
look_through (Finding                *finding,
              const CwParagraphRange *line)
{
  const CwParagraphs *self = finding->paragraphs;
  gsize first = line->start;
  gsize mark, byte;

  while (first < line->end && (self->text[first] == ' ' || self->text[first] == '\t'))
    first++;
  mark = byte = first;
  while (byte < line->end && !is_too_much (finding))
    {
      const char *blank;

      if (mark <= byte)
        mark = next_mark (self, byte, line->end);
      if (mark == line->end)
        return;
      if (mark - byte > REACH)
        byte = mark - REACH;
      else if (byte == first || cw_paragraphs_may_begin (self, byte))
        look_at (finding, line, byte);

      blank = memchr (self->text + byte, ' ', line->end - byte);
      byte = blank != NULL ? (gsize) (blank - self->text) + 1 : line->end;
    }
}

/* Of the words before one label, which is it? */
static GArray *
choose_starts (const Finding *finding)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (gsize));
  const Start *best = NULL;

  for (guint i = 0; i <= finding->starts->len; i++)
    {
      const Start *start = i < finding->starts->len ? &g_array_index (finding->starts, Start, i)
                                                    : NULL;

      if (start != NULL && start->name != NULL && !is_likely (start->name))
        continue;
      if (best != NULL
          && (start == NULL || start->talk != best->talk || start->name == NULL
              || best->name == NULL))
        {
          if (cw_paragraphs_may_begin (finding->paragraphs, best->byte))
            g_array_append_val (chosen, best->byte);
          best = NULL;
        }
      if (start != NULL && (best == NULL || start->name->n > best->name->n))
        best = start;
    }
  return chosen;
}

/* Keeps those of the starts where the recogniser finds a turn. */
static GArray *
try_starts (const CwParagraphs *self,
            const GArray       *starts)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (gsize));
  CwParagraphs trial = *self;
  CwParagraphsSplit split;
  g_autoptr (CwText) text = NULL;
  g_autoptr (CwUtf8Index) index = NULL;
  guint i = 0;

  trial.text = g_malloc (self->n_bytes + 1);
  memcpy (trial.text, self->text, self->n_bytes + 1);
  cw_paragraphs_cut (&trial, starts, &split);
  text = cw_text_new_take ("txt", trial.text, self->n_bytes);
  if (cw_turns_find_beside (text) == 0)
    return kept;

  index = cw_utf8_index_new (text->text, text->n_bytes);
  for (guint turn = 0; turn < text->turns->len; turn++)
    {
      const CwTurn *found = &g_array_index (text->turns, CwTurn, turn);
      gsize from = cw_utf8_index_to_byte (index, found->start);
      gsize to = cw_utf8_index_to_byte (index, found->text_start);

      while (i < starts->len && g_array_index (starts, gsize, i) < from)
        i++;
      if (i < starts->len && g_array_index (starts, gsize, i) < to)
        g_array_append_val (kept, g_array_index (starts, gsize, i));
    }
  return kept;
}

/* Leaves the turns out that are few in their line, if it may be a paragraph. */
static void
drop_few (const CwParagraphs *self,
          GArray             *turns)
{
  guint n = 0;
  guint turn = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const CwParagraphRange *line = &g_array_index (self->lines, CwParagraphRange, i);
      guint first = turn;
      gboolean keep;

      while (turn < turns->len && g_array_index (turns, gsize, turn) < line->end)
        turn++;
      keep = turn - first >= FEWEST_TURNS
             || cw_utf8_length (self->text + line->start, line->end - line->start)
                  > CW_PARAGRAPHS_LONGEST_LINE;
      for (guint k = first; keep && k < turn; k++)
        g_array_index (turns, gsize, n++) = g_array_index (turns, gsize, k);
    }
  g_array_set_size (turns, n);
}

/* Returns the bytes where turns begin within the long lines. */
GArray *
cw_paragraphs_find_turns (const CwParagraphs *self)
{
  Finding finding = { .paragraphs = self };
  g_autoptr (GArray) starts = NULL;
  GArray *turns;

  finding.names = g_hash_table_new_full (hash_name, equal_names, g_free, NULL);
  finding.starts = g_array_new (FALSE, FALSE, sizeof (Start));
  for (guint i = 0; i < self->lines->len; i++)
    look_through (&finding, &g_array_index (self->lines, CwParagraphRange, i));
  starts = !is_too_much (&finding) ? choose_starts (&finding)
                                   : g_array_new (FALSE, FALSE, sizeof (gsize));
  turns = starts->len > 0 ? try_starts (self, starts) : g_steal_pointer (&starts);

  drop_few (self, turns);

  g_array_unref (finding.starts);
  g_hash_table_unref (finding.names);
  return turns;
}
