/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-search.h"

#include "cw-error.h"

#include <string.h>

/*
 * or      = and { "OR" and }
 * and     = not { [ "AND" ] not }
 * not     = near { [ "AND" ] "NOT" near }
 * near    = primary { "NEAR" [ "/" n ] primary }     words and phrases only
 * primary = "(" or ")" | word [ "*" ] | '"' words '"' [ "*" ]
 */

#define MAX_DEPTH 50
#define MAX_NEAR 1000
#define DEFAULT_NEAR 10
/* FTS5 refuses expressions that nest deeper than 256; a query of terms is flat. */
#define MAX_TERMS 200

typedef enum
{
  TOKEN_END,
  TOKEN_TERM,
  TOKEN_AND,
  TOKEN_OR,
  TOKEN_NOT,
  TOKEN_NEAR,
  TOKEN_OPEN,
  TOKEN_CLOSE,
} TokenKind;

typedef struct
{
  TokenKind kind;
  const char *at; /* where it begins */
  GString *term;  /* as FTS5 takes it: quoted, with its * */
  guint near;
} Token;

typedef struct
{
  const char *query;
  const char *next; /* behind the token at hand */
  Token token;
  guint depth;
  guint n_terms;
} Parser;

static gboolean parse_or (Parser *self, GString *out, GError **error);

static gboolean
fail (const Parser *self,
      const char   *at,
      GError      **error,
      const char   *problem)
{
  g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "search query, column %ld: %s",
               g_utf8_pointer_to_offset (self->query, at) + 1, problem);
  return FALSE;
}

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e || c == 0xab || c == 0xbb;
}

static gboolean
ends_word (gunichar c)
{
  return c == 0 || g_unichar_isspace (c) || c == '(' || c == ')' || c == '*' || is_quote (c);
}

/* Quotes what is between @from and @to for FTS5; whether anything in it can be found. */
static gboolean
take_term (Token      *token,
           const char *from,
           const char *to)
{
  gboolean has_word = FALSE;

  g_string_append_c (token->term, '"');
  for (const char *p = from; p < to; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      has_word |= g_unichar_isalnum (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
      if (c == '"')
        g_string_append_c (token->term, ' ');
      else
        g_string_append_unichar (token->term, c);
    }
  g_string_append_c (token->term, '"');
  return has_word;
}

static gboolean
read_term (Parser  *self,
           GError **error)
{
  Token *token = &self->token;
  const char *from = token->at;
  const char *p = from;
  gboolean quoted = is_quote (g_utf8_get_char (p));

  token->kind = TOKEN_TERM;
  if (quoted)
    {
      from = p = g_utf8_next_char (p);
      while (*p != '\0' && !is_quote (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (*p == '\0')
        return fail (self, token->at, error, "the quotation mark is not closed");
    }
  else
    while (!ends_word (g_utf8_get_char (p)))
      p = g_utf8_next_char (p);

  if (!take_term (token, from, p))
    return fail (self, token->at, error,
                 *token->at == '*' ? "a * stands at the end of a word: trust*"
                                   : "there is no letter or digit to look for");
  if (quoted)
    p = g_utf8_next_char (p);
  if (*p == '*')
    {
      g_string_append (token->term, " *");
      p++;
      if (!ends_word (g_utf8_get_char (p)) || *p == '*')
        return fail (self, p, error, "a * can only stand at the end of a word");
    }
  self->next = p;
  return TRUE;
}

/* NEAR or NEAR/n; anything else that begins so is a word. */
static gboolean
read_near (Parser     *self,
           const char *end,
           gboolean   *out_is_near,
           GError    **error)
{
  const char *p = self->token.at + strlen ("NEAR");
  guint64 near = 0;

  *out_is_near = (p == end && *end != '*') || *p == '/';
  if (!*out_is_near)
    return TRUE;
  self->token.kind = TOKEN_NEAR;
  self->token.near = DEFAULT_NEAR;
  self->next = end;
  if (p == end)
    return TRUE;
  if (p + 1 == end)
    return fail (self, p, error, "NEAR/ takes the number of words between: NEAR/5");
  for (p++; p < end; p++)
    {
      if (!g_ascii_isdigit (*p))
        return fail (self, p, error, "NEAR/ takes the number of words between: NEAR/5");
      near = MIN (near * 10 + (guint64) (*p - '0'), MAX_NEAR + 1);
    }
  if (near > MAX_NEAR)
    return fail (self, self->token.at, error, "NEAR/ takes at most 1000 words between");
  self->token.near = (guint) near;
  return TRUE;
}

static gboolean
read_word (Parser  *self,
           GError **error)
{
  static const struct
  {
    const char *name;
    TokenKind kind;
  } operators[] = { { "AND", TOKEN_AND }, { "OR", TOKEN_OR }, { "NOT", TOKEN_NOT } };
  const char *at = self->token.at;
  const char *end = at;
  gboolean is_near;

  while (!ends_word (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if ((gsize) (end - at) == strlen (operators[i].name)
        && strncmp (at, operators[i].name, (gsize) (end - at)) == 0 && *end != '*')
      {
        self->token.kind = operators[i].kind;
        self->next = end;
        return TRUE;
      }
  if (strncmp (at, "NEAR", strlen ("NEAR")) == 0)
    {
      if (!read_near (self, end, &is_near, error))
        return FALSE;
      if (is_near)
        return TRUE;
    }
  return read_term (self, error);
}

/* Reads the token at @next. */
static gboolean
advance (Parser  *self,
         GError **error)
{
  const char *p = self->next;

  while (g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  self->token.at = p;
  g_string_truncate (self->token.term, 0);
  self->next = p + 1;
  switch (*p)
    {
    case '\0':
      self->token.kind = TOKEN_END;
      self->next = p;
      return TRUE;
    case '(':
      self->token.kind = TOKEN_OPEN;
      return TRUE;
    case ')':
      self->token.kind = TOKEN_CLOSE;
      return TRUE;
    default:
      return read_word (self, error);
    }
}

static const char *
what_is_missing (const Token *token)
{
  switch (token->kind)
    {
    case TOKEN_NOT:
      return "NOT needs something to be found before it: trust NOT fear";
    case TOKEN_AND:
      return "AND needs a word or phrase before it";
    case TOKEN_OR:
      return "OR needs a word or phrase before it";
    case TOKEN_NEAR:
      return "NEAR needs a word or phrase before it";
    case TOKEN_CLOSE:
      return "a word or phrase is missing before the )";
    case TOKEN_END:
      return "a word or phrase is missing at the end";
    case TOKEN_TERM:
    case TOKEN_OPEN:
    default:
      return "a word or phrase is missing";
    }
}

static gboolean
parse_primary (Parser   *self,
               GString  *out,
               gboolean *out_is_term,
               GError  **error)
{
  const char *at = self->token.at;

  *out_is_term = self->token.kind == TOKEN_TERM;
  if (*out_is_term)
    {
      if (++self->n_terms > MAX_TERMS)
        return fail (self, at, error, "the query has more than 200 words and phrases");
      g_string_append (out, self->token.term->str);
      return advance (self, error);
    }
  if (self->token.kind != TOKEN_OPEN)
    return fail (self, at, error, what_is_missing (&self->token));

  if (++self->depth > MAX_DEPTH)
    return fail (self, at, error, "the parentheses nest too deeply");
  g_string_append_c (out, '(');
  if (!advance (self, error) || !parse_or (self, out, error))
    return FALSE;
  if (self->token.kind != TOKEN_CLOSE)
    return fail (self, at, error, "the parenthesis is not closed");
  g_string_append_c (out, ')');
  self->depth--;
  return advance (self, error);
}

/* "a NEAR/2 b NEAR/5 c": a near b, and b near c. */
static gboolean
parse_near (Parser  *self,
            GString *out,
            GError **error)
{
  g_autoptr (GString) left = g_string_new (NULL);
  g_autoptr (GString) right = g_string_new (NULL);
  g_autoptr (GString) chain = g_string_new (NULL);
  const char *at = self->token.at;
  gboolean is_term;

  if (!parse_primary (self, left, &is_term, error))
    return FALSE;
  while (self->token.kind == TOKEN_NEAR)
    {
      guint near = self->token.near;

      if (!is_term)
        return fail (self, at, error, "NEAR stands between words and phrases, not parentheses");
      if (!advance (self, error))
        return FALSE;
      at = self->token.at;
      g_string_truncate (right, 0);
      if (!parse_primary (self, right, &is_term, error))
        return FALSE;
      if (!is_term)
        return fail (self, at, error, "NEAR stands between words and phrases, not parentheses");
      if (chain->len > 0)
        g_string_append (chain, " AND ");
      g_string_append_printf (chain, "NEAR(%s %s, %u)", left->str, right->str, near);
      g_string_assign (left, right->str);
    }
  if (chain->len > 0)
    g_string_append_printf (out, "(%s)", chain->str);
  else
    g_string_append (out, left->str);
  return TRUE;
}

/* One run of AND: what is wanted, and behind it what is not. */
static gboolean
parse_and (Parser  *self,
           GString *out,
           GError **error)
{
  g_autoptr (GString) wanted = g_string_new (NULL);
  g_autoptr (GString) unwanted = g_string_new (NULL);
  gboolean negated = FALSE;

  for (;;)
    {
      GString *target = negated ? unwanted : wanted;

      g_string_append (target, target->len == 0 ? "" : negated ? " OR " : " AND ");
      if (!parse_near (self, target, error))
        return FALSE;

      if (self->token.kind == TOKEN_OR || self->token.kind == TOKEN_CLOSE
          || self->token.kind == TOKEN_END)
        break;
      if (self->token.kind == TOKEN_AND && !advance (self, error))
        return FALSE;
      negated = self->token.kind == TOKEN_NOT;
      if (negated && !advance (self, error))
        return FALSE;
    }
  if (unwanted->len > 0)
    g_string_append_printf (out, "((%s) NOT (%s))", wanted->str, unwanted->str);
  else
    g_string_append_printf (out, "(%s)", wanted->str);
  return TRUE;
}

static gboolean
parse_or (Parser  *self,
          GString *out,
          GError **error)
{
  for (;;)
    {
      if (!parse_and (self, out, error))
        return FALSE;
      if (self->token.kind != TOKEN_OR)
        return TRUE;
      g_string_append (out, " OR ");
      if (!advance (self, error))
        return FALSE;
    }
}

/**
 * cw_search_to_match:
 * @query: a query: words, "phrases", prefix*, AND, OR, NOT, NEAR/n, parentheses
 * @error: return location for an error
 *
 * Translates a query for the full-text index. Nothing of the query reaches it but
 * inside quotation marks, so that what is special to the index is not special here.
 * NOT binds tightest, then AND, which may be left out, then OR; operators are in
 * capitals. NEAR/n means at most n words between, NEAR alone 10.
 *
 * Returns: (transfer full) (nullable): the expression, or %NULL with %CW_ERROR_USAGE
 *   and the column of what is wrong
 */
char *
cw_search_to_match (const char *query,
                    GError    **error)
{
  g_autoptr (GString) term = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  Parser parser = { .query = query, .next = query, .token = { .term = term } };

  g_return_val_if_fail (query != NULL, NULL);

  if (!g_utf8_validate (query, -1, NULL))
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_USAGE, "the search query is not valid UTF-8");
      return NULL;
    }
  if (!advance (&parser, error))
    return NULL;
  if (parser.token.kind == TOKEN_END)
    {
      fail (&parser, parser.token.at, error, "there is nothing to look for");
      return NULL;
    }
  if (!parse_or (&parser, out, error))
    return NULL;
  if (parser.token.kind != TOKEN_END)
    {
      fail (&parser, parser.token.at, error, "there is a ) without its (");
      return NULL;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
