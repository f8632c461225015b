/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-read-docx-story-private.h"

#include <string.h>

/* Formulas of WordprocessingML (OMML), as a line of text. */

/* What says how a list in brackets, or a sum, is written. */
typedef struct
{
  char *before;
  char *between;
  char *after;
  guint n_parts; /* that began */
} Signs;

gsize
cw_docx_math_signs_size (void)
{
  return sizeof (Signs);
}

void
cw_docx_math_clear_signs (gpointer data)
{
  Signs *signs = data;

  g_free (signs->before);
  g_free (signs->between);
  g_free (signs->after);
}

static void
start_formula (CwDocxStory           *story,
               const CwXmlAttributes *attributes)
{
  if (story->n_formulas++ == 0)
    story->math = cw_math_new ();
  g_string_truncate (story->math_token, 0);
}

static void
end_formula (CwDocxStory *story)
{
  g_autofree char *formula = NULL;

  if (--story->n_formulas > 0)
    return;
  g_array_set_size (story->math_signs, 0);
  formula = cw_math_finish (g_steal_pointer (&story->math));
  cw_docx_append (story, formula, strlen (formula));
}

/* Takes the text of a run: names and numbers, and the signs between them. */
void
cw_docx_end_math_text (CwDocxStory *story)
{
  const char *end = story->math_token->str + story->math_token->len;
  const char *next;

  for (const char *p = story->math_token->str; p < end; p = next)
    {
      g_autofree char *piece = NULL;
      gunichar first = g_utf8_get_char (p);
      gboolean word = g_unichar_isalnum (first);

      next = g_utf8_next_char (p);
      while (word && next < end && g_unichar_isalnum (g_utf8_get_char (next)))
        next = g_utf8_next_char (next);
      piece = g_strndup (p, (gsize) (next - p));
      if (word)
        cw_math_append (story->math, piece);
      else if (g_unichar_isspace (first))
        cw_math_space (story->math);
      else
        cw_math_append_sign (story->math, piece);
    }
  g_string_truncate (story->math_token, 0);
}

static Signs *
innermost (CwDocxStory *story)
{
  return story->math_signs->len > 0
           ? &g_array_index (story->math_signs, Signs, story->math_signs->len - 1)
           : NULL;
}

/* --- Brackets and sums: what their signs are ------------------------------ */

static void
add_signs (CwDocxStory *story,
           const char  *before,
           const char  *between,
           const char  *after)
{
  Signs signs = { g_strdup (before), g_strdup (between), g_strdup (after), 0 };

  g_array_append_val (story->math_signs, signs);
}

static void
start_brackets (CwDocxStory           *story,
                const CwXmlAttributes *attributes)
{
  add_signs (story, "(", "|", ")");
}

static void
end_brackets (CwDocxStory *story)
{
  Signs *signs = innermost (story);

  if (signs == NULL)
    return;
  if (story->math != NULL && signs->n_parts > 0)
    cw_math_append_sign (story->math, signs->after);
  g_array_set_size (story->math_signs, story->math_signs->len - 1);
}

static void
start_sum (CwDocxStory           *story,
           const CwXmlAttributes *attributes)
{
  add_signs (story, "∫", "", "");
}

static void
end_sum (CwDocxStory *story)
{
  if (story->math_signs->len > 0)
    g_array_set_size (story->math_signs, story->math_signs->len - 1);
}

/* What is said of the sign of a sum comes before what is below and above it. */
static void
end_sum_properties (CwDocxStory *story)
{
  const Signs *signs = innermost (story);

  if (story->math != NULL && signs != NULL)
    cw_math_append (story->math, signs->before);
}

static void
take_sign (char                 **sign,
           const CwXmlAttributes *attributes)
{
  char *value = cw_xml_dup_attribute (attributes, "val");

  if (value == NULL)
    return;
  g_free (*sign);
  *sign = value;
}

static void
start_first_sign (CwDocxStory           *story,
                  const CwXmlAttributes *attributes)
{
  Signs *signs = innermost (story);

  if (signs != NULL && (cw_docx_is_in (story, "dPr") || cw_docx_is_in (story, "naryPr")))
    take_sign (&signs->before, attributes);
}

static void
start_middle_sign (CwDocxStory           *story,
                   const CwXmlAttributes *attributes)
{
  if (innermost (story) != NULL)
    take_sign (&innermost (story)->between, attributes);
}

static void
start_last_sign (CwDocxStory           *story,
                 const CwXmlAttributes *attributes)
{
  if (innermost (story) != NULL)
    take_sign (&innermost (story)->after, attributes);
}

/* --- Parts ---------------------------------------------------------------- */

static void
start_part (CwDocxStory *story,
            const char  *before)
{
  if (story->math != NULL)
    cw_math_start (story->math, before);
}

static void
end_part (CwDocxStory *story)
{
  if (story->math != NULL)
    cw_math_end (story->math);
}

static void
start_numerator (CwDocxStory           *story,
                 const CwXmlAttributes *attributes)
{
  start_part (story, "");
}

static void
start_denominator (CwDocxStory           *story,
                   const CwXmlAttributes *attributes)
{
  start_part (story, "/");
}

static void
start_below (CwDocxStory           *story,
             const CwXmlAttributes *attributes)
{
  start_part (story, "_");
}

static void
start_above (CwDocxStory           *story,
             const CwXmlAttributes *attributes)
{
  start_part (story, "^");
}

static void
start_limit (CwDocxStory           *story,
             const CwXmlAttributes *attributes)
{
  start_part (story, cw_docx_is_in (story, "limUpp") ? "^" : "_");
}

/* The third root of x is "∛(x)" in print; in a line its degree stands before it. */
static void
start_degree (CwDocxStory           *story,
              const CwXmlAttributes *attributes)
{
  start_part (story, "");
}

/* Begins one of the things in brackets. */
static void
start_item (CwDocxStory *story)
{
  Signs *signs = innermost (story);

  if (story->math != NULL && signs != NULL)
    cw_math_append_sign (story->math, signs->n_parts > 0 ? signs->between : signs->before);
  if (signs != NULL)
    signs->n_parts++;
}

static gboolean
is_base (const CwDocxElement *around)
{
  static const char *const names[] = {
    "sSup", "sSub", "sSubSup", "sPre", "limLow", "limUpp", NULL
  };

  return around != NULL && g_strv_contains (names, around->name);
}

/* What something is done to; what that is, what is around it says. */
static void
start_element (CwDocxStory           *story,
               const CwXmlAttributes *attributes)
{
  const CwDocxElement *around = story->open->len < 2
                                  ? NULL
                                  : g_array_index (story->open, const CwDocxElement *,
                                                   story->open->len - 2);

  if (story->math == NULL || around == NULL)
    return;
  if (is_base (around))
    cw_math_start (story->math, "");
  else if (strcmp (around->name, "rad") == 0)
    cw_math_start_bracket (story->math, "√(");
  else if (strcmp (around->name, "d") == 0)
    start_item (story);
  else
    cw_math_space (story->math);
}

static void
end_element (CwDocxStory *story)
{
  const CwDocxElement *around = story->open->len == 0
                                  ? NULL
                                  : g_array_index (story->open, const CwDocxElement *,
                                                   story->open->len - 1);

  if (is_base (around) || (around != NULL && strcmp (around->name, "rad") == 0))
    end_part (story);
}

const CwDocxElement cw_docx_math_elements[] = {
  { "oMath", start_formula, end_formula },
  { "num", start_numerator, end_part },
  { "den", start_denominator, end_part },
  { "sub", start_below, end_part },
  { "sup", start_above, end_part },
  { "lim", start_limit, end_part },
  { "deg", start_degree, end_part },
  { "e", start_element, end_element },
  { "d", start_brackets, end_brackets },
  { "dPr", NULL, NULL },
  { "begChr", start_first_sign, NULL },
  { "sepChr", start_middle_sign, NULL },
  { "endChr", start_last_sign, NULL },
  { "nary", start_sum, end_sum },
  { "naryPr", NULL, end_sum_properties },
  { "chr", start_first_sign, NULL },
  /* Only so that what is in them can tell. */
  { "sSup", NULL, NULL },
  { "sSub", NULL, NULL },
  { "sSubSup", NULL, NULL },
  { "sPre", NULL, NULL },
  { "limLow", NULL, NULL },
  { "limUpp", NULL, NULL },
  { "rad", NULL, NULL },
  { "mr", NULL, NULL },
  { "eqArr", NULL, NULL },
  { NULL, NULL, NULL },
};
