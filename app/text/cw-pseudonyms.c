/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-text"

#include "cw-pseudonyms.h"

#include "cw-error.h"
#include "cw-name-reader-private.h"

#include <string.h>

/* No name is longer, in characters as they are looked for. */
#define MOST_UNITS 400u

/* Units of a text that are held at once. */
#define WINDOW 8192u

/* A tree of names: each edge a unit, each node the names that end there. */
typedef struct
{
  guint32 node;
  guint32 unit;
} Edge;

typedef struct
{
  guint whole; /* index + 1 of the name that stands for itself only; 0: none */
  guint part;  /* of the name that counts within words too */
} Node;

typedef struct
{
  GHashTable *edges; /* Edge to node number */
  GArray *nodes;     /* of Node; 0 is the root */
  guint n_names;
} Tree;

typedef struct
{
  char *name;
  char *replacement;
} Pair;

struct _CwPseudonyms
{
  GArray *pairs; /* of Pair */
  Tree trees[2]; /* by whether case matters */
};

static guint
hash_edge (gconstpointer key)
{
  const Edge *edge = key;

  return edge->node * 2654435761u ^ edge->unit * 40503u;
}

static gboolean
equal_edges (gconstpointer a,
             gconstpointer b)
{
  return memcmp (a, b, sizeof (Edge)) == 0;
}

static void
clear_pair (gpointer data)
{
  Pair *pair = data;

  g_free (pair->name);
  g_free (pair->replacement);
}

/**
 * cw_pseudonyms_new:
 *
 * Makes an empty table.
 *
 * Returns: (transfer full): the table; free with cw_pseudonyms_free()
 */
CwPseudonyms *
cw_pseudonyms_new (void)
{
  CwPseudonyms *self = g_new0 (CwPseudonyms, 1);

  self->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_array_set_clear_func (self->pairs, clear_pair);
  for (guint i = 0; i < G_N_ELEMENTS (self->trees); i++)
    {
      Tree *tree = &self->trees[i];

      tree->edges = g_hash_table_new_full (hash_edge, equal_edges, g_free, NULL);
      tree->nodes = g_array_new (FALSE, TRUE, sizeof (Node));
      g_array_set_size (tree->nodes, 1);
    }
  return self;
}

/**
 * cw_pseudonyms_free:
 * @self: (nullable) (transfer full): a table
 *
 * Frees it.
 */
void
cw_pseudonyms_free (CwPseudonyms *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->pairs);
  for (guint i = 0; i < G_N_ELEMENTS (self->trees); i++)
    {
      g_hash_table_unref (self->trees[i].edges);
      g_array_unref (self->trees[i].nodes);
    }
  g_free (self);
}

static guint
find_child (const Tree *tree,
            guint       node,
            guint32     unit)
{
  const Edge edge = { node, unit };

  return GPOINTER_TO_UINT (g_hash_table_lookup (tree->edges, &edge));
}

static guint
ensure_child (Tree   *tree,
              guint   node,
              guint32 unit)
{
  guint child = find_child (tree, node, unit);

  if (child == 0)
    {
      const Edge edge = { node, unit };

      child = tree->nodes->len;
      g_array_set_size (tree->nodes, child + 1);
      g_hash_table_insert (tree->edges, g_memdup2 (&edge, sizeof edge), GUINT_TO_POINTER (child));
    }
  return child;
}

/* The units of a name, in one array. */
static GArray *
read_units (const char *name,
            gboolean    fold)
{
  g_autoptr (CwNameReader) reader = NULL;
  GArray *units = g_array_new (FALSE, FALSE, sizeof (CwNameUnit));
  CwNameUnit unit;

  reader = cw_name_reader_new (name, strlen (name), CW_READING_SPACED, fold);
  while (cw_name_reader_next (reader, &unit))
    g_array_append_val (units, unit);
  return units;
}

/**
 * cw_pseudonyms_add:
 * @self: a table
 * @name: a name
 * @replacement: what is to stand for it
 * @match_case: whether "May" is another name than "may"
 * @whole_words: whether it is no name where it is part of a word
 * @error: return location for an error
 *
 * Adds a name.
 *
 * Returns: FALSE with %CW_ERROR_FORMAT if the name or its replacement is empty, the
 *   name too long, or the name is there already
 */
gboolean
cw_pseudonyms_add (CwPseudonyms *self,
                   const char   *name,
                   const char   *replacement,
                   gboolean      match_case,
                   gboolean      whole_words,
                   GError      **error)
{
  g_autofree char *stripped = NULL;
  g_autoptr (GArray) units = NULL;
  Tree *tree;
  guint node = 0;
  guint *slot;
  Pair pair;

  g_return_val_if_fail (self != NULL && name != NULL && replacement != NULL, FALSE);

  stripped = g_strstrip (g_strdup (name));
  units = read_units (stripped, !match_case);
  if (units->len == 0 || units->len > MOST_UNITS)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_FORMAT,
                   units->len == 0 ? "there is no name; put one in, or take the row out"
                                   : "the name is longer than any name; shorten it");
      return FALSE;
    }
  if (*replacement == '\0')
    {
      g_set_error (error, CW_ERROR, CW_ERROR_FORMAT,
                   "there is no replacement for \"%s\"; give one, \"[name]\" for instance",
                   stripped);
      return FALSE;
    }

  tree = &self->trees[match_case ? 1 : 0];
  for (guint i = 0; i < units->len; i++)
    node = ensure_child (tree, node, g_array_index (units, CwNameUnit, i).unit);
  slot = whole_words ? &g_array_index (tree->nodes, Node, node).whole
                     : &g_array_index (tree->nodes, Node, node).part;
  if (*slot != 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_FORMAT,
                   "\"%s\" is the same name as \"%s\", which came before; keep one of them",
                   stripped, g_array_index (self->pairs, Pair, *slot - 1).name);
      return FALSE;
    }
  pair.name = g_steal_pointer (&stripped);
  pair.replacement = g_strdup (replacement);
  g_array_append_val (self->pairs, pair);
  *slot = self->pairs->len;
  tree->n_names++;
  return TRUE;
}

/**
 * cw_pseudonyms_get_n_names:
 * @self: a table
 *
 * Returns: how many names it has
 */
guint
cw_pseudonyms_get_n_names (const CwPseudonyms *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->pairs->len;
}

/**
 * cw_pseudonyms_get_name:
 * @self: a table
 * @index: which, from 0
 *
 * Returns: (transfer none): the name
 */
const char *
cw_pseudonyms_get_name (const CwPseudonyms *self,
                        guint               index)
{
  g_return_val_if_fail (self != NULL && index < self->pairs->len, NULL);

  return g_array_index (self->pairs, Pair, index).name;
}

/**
 * cw_pseudonyms_get_replacement:
 * @self: a table
 * @index: which, from 0
 *
 * Returns: (transfer none): what is to stand for the name
 */
const char *
cw_pseudonyms_get_replacement (const CwPseudonyms *self,
                               guint               index)
{
  g_return_val_if_fail (self != NULL && index < self->pairs->len, NULL);

  return g_array_index (self->pairs, Pair, index).replacement;
}

/**
 * cw_pseudonyms_validate:
 * @self: a table
 * @error: return location for an error
 *
 * Looks whether a replacement brings back a name that the table takes out.
 *
 * Returns: FALSE with %CW_ERROR_FORMAT if one does
 */
gboolean
cw_pseudonyms_validate (const CwPseudonyms *self,
                        GError            **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->pairs->len; i++)
    {
      const Pair *pair = &g_array_index (self->pairs, Pair, i);
      g_autoptr (GArray) matches = NULL;

      matches = cw_pseudonyms_find (self, pair->replacement, strlen (pair->replacement));
      if (matches->len > 0)
        {
          guint held = g_array_index (matches, CwNameMatch, 0).name;

          g_set_error (error, CW_ERROR, CW_ERROR_FORMAT,
                       "the replacement of \"%s\", \"%s\", holds the name \"%s\", which would stay "
                       "in the text; choose another",
                       pair->name, pair->replacement, cw_pseudonyms_get_name (self, held));
          return FALSE;
        }
    }
  return TRUE;
}

/* Part of a text as units; "first" of them are gone already. */
typedef struct
{
  CwNameReader *reader;
  GArray *units; /* of CwNameUnit */
  guint at;      /* the unit that is looked at */
  guint8 before; /* class of the unit before it */
  gboolean ended;
} Window;

static void
fill_window (Window *window)
{
  CwNameUnit unit;

  if (window->at >= WINDOW)
    {
      g_array_remove_range (window->units, 0, window->at);
      window->at = 0;
    }
  while (!window->ended && window->units->len - window->at <= MOST_UNITS + 1)
    {
      if (!cw_name_reader_next (window->reader, &unit))
        window->ended = TRUE;
      else
        g_array_append_val (window->units, unit);
    }
}

static const CwNameUnit *
peek (const Window *window,
      guint         index)
{
  return index < window->units->len ? &g_array_index (window->units, CwNameUnit, index) : NULL;
}

/* Whether a name may end before the unit at @index. */
static gboolean
may_end (const Window *window,
         guint         index,
         gboolean     *out_word_ends)
{
  const CwNameUnit *next = peek (window, index);
  const CwNameUnit *last = peek (window, index - 1);

  *out_word_ends = next == NULL || cw_unit_is_boundary (last->unit_class, next->unit_class);
  return next == NULL || !next->inner;
}

/* The longest name that begins at the unit that is looked at. */
static void
match_here (const Tree *tree,
            Window     *window,
            GArray     *matches)
{
  const CwNameUnit *first = peek (window, window->at);
  gboolean word_starts = cw_unit_is_boundary (window->before, first->unit_class);
  guint node = 0;
  guint found = 0;
  guint last = 0;

  if (first->inner)
    return;
  for (guint i = window->at; i < window->units->len; i++)
    {
      const Node *names;
      gboolean word_ends;

      node = find_child (tree, node, peek (window, i)->unit);
      if (node == 0)
        break;
      names = &g_array_index (tree->nodes, Node, node);
      if ((names->whole == 0 && names->part == 0) || !may_end (window, i + 1, &word_ends))
        continue;
      if (names->whole != 0 && word_starts && word_ends)
        found = names->whole;
      else if (names->part != 0)
        found = names->part;
      else
        continue;
      last = i;
    }
  if (found != 0)
    {
      const CwNameUnit *end = peek (window, last);
      const CwNameMatch match = { first->start, end->end, first->byte, end->byte_end, found - 1 };

      g_array_append_val (matches, match);
    }
}

/* One tree over one reading of the text; tells which other readings there are. */
static void
find_in_reading (const Tree *tree,
                 gboolean    fold,
                 const char *text,
                 gsize       n_bytes,
                 CwReading   reading,
                 GArray     *matches,
                 gboolean    has[CW_N_READINGS])
{
  Window window = { NULL, g_array_new (FALSE, FALSE, sizeof (CwNameUnit)), 0, CW_UNIT_OTHER,
                    FALSE };

  window.reader = cw_name_reader_new (text, n_bytes, reading, fold);
  for (fill_window (&window); window.at < window.units->len; fill_window (&window))
    {
      match_here (tree, &window, matches);
      window.before = peek (&window, window.at)->unit_class;
      window.at++;
    }
  for (CwReading other = 0; other < CW_N_READINGS; other++)
    has[other] = has[other] || cw_name_reader_has (window.reader, other);
  cw_name_reader_free (window.reader);
  g_array_unref (window.units);
}

static int
compare_matches (gconstpointer a,
                 gconstpointer b)
{
  const CwNameMatch *first = a;
  const CwNameMatch *second = b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  if (first->end != second->end)
    return first->end > second->end ? -1 : 1;
  return first->name < second->name ? -1 : first->name > second->name;
}

/**
 * cw_pseudonyms_find:
 * @self: a table
 * @text: valid UTF-8
 * @n_bytes: its length
 *
 * Finds the names in a text, in time in proportion to its length.
 *
 * Returns: (transfer full) (element-type CwNameMatch): where they stand, sorted and
 *   not overlapping
 */
GArray *
cw_pseudonyms_find (const CwPseudonyms *self,
                    const char         *text,
                    gsize               n_bytes)
{
  g_autoptr (GArray) found = NULL;
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (CwNameMatch));
  guint32 end = 0;

  g_return_val_if_fail (self != NULL && text != NULL, matches);

  found = g_array_new (FALSE, FALSE, sizeof (CwNameMatch));
  for (guint i = 0; i < G_N_ELEMENTS (self->trees); i++)
    {
      gboolean has[CW_N_READINGS] = { TRUE };

      for (CwReading reading = 0; self->trees[i].n_names > 0 && reading < CW_N_READINGS; reading++)
        if (has[reading])
          find_in_reading (&self->trees[i], i == 0, text, n_bytes, reading, found, has);
    }
  g_array_sort (found, compare_matches);
  for (guint i = 0; i < found->len; i++)
    {
      const CwNameMatch *match = &g_array_index (found, CwNameMatch, i);

      if (match->start < end)
        continue;
      g_array_append_val (matches, *match);
      end = match->end;
    }
  return matches;
}

/**
 * cw_pseudonyms_occur:
 * @self: a table
 * @text: (nullable): valid UTF-8
 *
 * Looks whether a text holds any of the names.
 *
 * Returns: whether it does
 */
gboolean
cw_pseudonyms_occur (const CwPseudonyms *self,
                     const char         *text)
{
  g_autoptr (GArray) matches = NULL;

  if (text == NULL)
    return FALSE;
  matches = cw_pseudonyms_find (self, text, strlen (text));
  return matches->len > 0;
}

/**
 * cw_pseudonyms_put_in:
 * @self: a table
 * @text: valid UTF-8
 * @n_bytes: its length
 * @matches: (element-type CwNameMatch): what cw_pseudonyms_find() found in it
 *
 * Puts the replacements in the places of names that were found.
 *
 * Returns: (transfer full): the text without the names
 */
char *
cw_pseudonyms_put_in (const CwPseudonyms *self,
                      const char         *text,
                      gsize               n_bytes,
                      const GArray       *matches)
{
  GString *replaced = g_string_sized_new (n_bytes);
  gsize from = 0;

  for (guint i = 0; i < matches->len; i++)
    {
      const CwNameMatch *match = &g_array_index (matches, CwNameMatch, i);

      g_string_append_len (replaced, text + from, (gssize) (match->byte - from));
      g_string_append (replaced, cw_pseudonyms_get_replacement (self, match->name));
      from = match->byte_end;
    }
  g_string_append_len (replaced, text + from, (gssize) (n_bytes - from));
  return g_string_free (replaced, FALSE);
}

/**
 * cw_pseudonyms_replace:
 * @self: a table
 * @text: valid UTF-8
 * @n_bytes: its length, or -1 if it is nul-terminated
 *
 * Finds the names in a text and puts the replacements in their places.
 *
 * Returns: (transfer full): the text without the names
 */
char *
cw_pseudonyms_replace (const CwPseudonyms *self,
                       const char         *text,
                       gssize              n_bytes)
{
  gsize length = n_bytes < 0 ? strlen (text) : (gsize) n_bytes;
  g_autoptr (GArray) matches = cw_pseudonyms_find (self, text, length);

  return cw_pseudonyms_put_in (self, text, length, matches);
}
