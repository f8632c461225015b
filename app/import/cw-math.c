/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-import"

#include "cw-math-private.h"

#include <string.h>

/* In a formula that is longer, brackets are not put in: each moves what follows. */
#define MAX_BRACKETED 4096
#define MAX_WORD 32

/**
 * cw_math_new:
 *
 * Begins a formula.
 *
 * Returns: (transfer full): the formula; free with cw_math_free()
 */
CwMath *
cw_math_new (void)
{
  CwMath *self = g_new0 (CwMath, 1);

  self->text = g_string_new (NULL);
  self->token = g_string_new (NULL);
  self->parts = g_array_new (FALSE, FALSE, sizeof (CwMathPart));
  self->elements = g_array_new (FALSE, FALSE, sizeof (CwMathElement));
  return self;
}

/**
 * cw_math_free:
 * @self: (nullable) (transfer full): a formula
 *
 * Frees a formula.
 */
void
cw_math_free (CwMath *self)
{
  if (self == NULL)
    return;

  g_string_free (self->text, TRUE);
  g_string_free (self->token, TRUE);
  g_array_unref (self->parts);
  g_array_unref (self->elements);
  g_free (self);
}

/**
 * cw_math_finish:
 * @self: (transfer full): a formula
 *
 * Ends the formula.
 *
 * Returns: (transfer full): its text, which may be empty
 */
char *
cw_math_finish (CwMath *self)
{
  char *text;

  g_return_val_if_fail (self != NULL, NULL);

  while (self->elements->len > 0)
    cw_math_end_element (self);
  while (self->parts->len > 0)
    cw_math_end (self);
  text = g_strstrip (g_strdup (self->text->str));
  cw_math_free (self);
  return text;
}

static gsize
inside (const CwMath *self)
{
  return self->parts->len > 0 ? g_array_index (self->parts, CwMathPart, self->parts->len - 1).inside
                              : 0;
}

/**
 * cw_math_space:
 * @self: a formula
 *
 * Writes a blank, but not after another one, nor where a part begins.
 */
void
cw_math_space (CwMath *self)
{
  gsize n = self->text->len;

  if (n > inside (self) && self->text->str[n - 1] != ' ')
    g_string_append_c (self->text, ' ');
}

/* Names of several letters would run into one another, and an exponent into what
 * comes after it. */
static gboolean
needs_blank (const CwMath *self,
             const char   *text)
{
  const char *last;

  if (self->text->len == inside (self))
    return FALSE;
  last = g_utf8_prev_char (self->text->str + self->text->len);
  if (!g_unichar_isalnum (g_utf8_get_char (text)))
    return FALSE;
  if (self->ended_part)
    return TRUE;
  return g_unichar_isalnum (g_utf8_get_char (last))
         && (*g_utf8_next_char (text) != '\0'
             || (last > self->text->str
                 && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (last)))));
}

/**
 * cw_math_append:
 * @self: a formula
 * @text: a name, a number or other text, valid UTF-8
 *
 * Writes text into the part that is being written.
 */
void
cw_math_append (CwMath     *self,
                const char *text)
{
  if (*text == '\0')
    return;
  if (needs_blank (self, text))
    cw_math_space (self);
  g_string_append (self->text, text);
  self->ended_part = FALSE;
}

/* Whether a sign that stands here has nothing on its left. */
static gboolean
is_first (const CwMath *self)
{
  gsize n = self->text->len;

  return n == inside (self) || strchr (" ([{|", self->text->str[n - 1]) != NULL;
}

/**
 * cw_math_append_sign:
 * @self: a formula
 * @sign: an operator, a bracket, a comma, valid UTF-8
 *
 * Writes a sign, between blanks if it parts what it stands between.
 */
void
cw_math_append_sign (CwMath     *self,
                     const char *sign)
{
  static const char *const tight[] = {
    "(", ")", "[", "]", "{", "}", "|", "!", "′", ".", "'", NULL
  };
  static const char *const unary[] = { "-", "−", "+", "±", "∓", "¬", NULL };
  /* Times and application of functions, which are not shown. */
  static const char *const unseen[] = { "\u2061", "\u2062", "\u2063", "\u2064", NULL };

  if (*sign == '\0' || g_strv_contains (unseen, sign))
    return;
  if (g_strv_contains (tight, sign) || (is_first (self) && g_strv_contains (unary, sign)))
    g_string_append (self->text, sign);
  else
    {
      if (*sign != ',' && *sign != ';')
        cw_math_space (self);
      g_string_append (self->text, sign);
      g_string_append_c (self->text, ' ');
    }
  self->ended_part = FALSE;
}

static void
start_part (CwMath     *self,
            const char *before,
            gboolean    began_bracket)
{
  CwMathPart part = { self->text->len, 0, began_bracket };

  g_string_append (self->text, before);
  part.inside = self->text->len;
  g_array_append_val (self->parts, part);
  self->ended_part = FALSE;
}

/**
 * cw_math_start:
 * @self: a formula
 * @before: what joins the part to what was before it: "^", "/", ""
 *
 * Begins a part of the formula: an exponent, say. Brackets show where it ends, if
 * it is longer than a word.
 */
void
cw_math_start (CwMath     *self,
               const char *before)
{
  start_part (self, before, FALSE);
}

/**
 * cw_math_start_bracket:
 * @self: a formula
 * @before: what the part begins with, a bracket at its end: "√("
 *
 * Begins a part of the formula that is in brackets however long it is.
 */
void
cw_math_start_bracket (CwMath     *self,
                       const char *before)
{
  start_part (self, before, TRUE);
}

/* A number, a name, a single character or a root needs no brackets. */
static gboolean
is_word (const CwMath *self,
         gsize         start)
{
  guint n = 0;
  gboolean letters = TRUE;

  if (start == self->root_start && self->text->len == self->root_end)
    return TRUE;
  for (const char *p = self->text->str + start; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      letters = letters && g_unichar_isalnum (g_utf8_get_char (p));
      if (n > MAX_WORD || (!letters && n > 0))
        return FALSE;
    }
  return TRUE;
}

/**
 * cw_math_end:
 * @self: a formula
 *
 * Ends the innermost part; none, if none is open.
 */
void
cw_math_end (CwMath *self)
{
  CwMathPart part;
  GString *text = self->text;

  if (self->parts->len == 0)
    return;
  part = g_array_index (self->parts, CwMathPart, self->parts->len - 1);
  g_array_set_size (self->parts, self->parts->len - 1);

  while (text->len > part.inside && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  if (text->len == part.inside)
    {
      g_string_truncate (text, part.start);
      return;
    }
  if (part.began_bracket)
    {
      g_string_append_c (text, ')');
      self->root_start = part.start;
      self->root_end = text->len;
    }
  else if (text->len < MAX_BRACKETED && !is_word (self, part.inside))
    {
      g_string_insert_c (text, (gssize) part.inside, '(');
      g_string_append_c (text, ')');
    }
  self->ended_part = TRUE;
}
