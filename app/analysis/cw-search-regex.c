/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-search-private.h"

#include "cw-error.h"

/* What one attempt to match may cost, so that no expression runs for ever. A lower
 * limit in the expression itself holds; a higher one does not. */
#define LIMITS "(*LIMIT_MATCH=5000000)(*LIMIT_DEPTH=100000)(*LIMIT_HEAP=65536)"

static GRegex *
compile (const char *pattern,
         GError    **error)
{
  g_autofree char *limited = g_strconcat (LIMITS, pattern, NULL);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) plain_failure = NULL;
  g_autoptr (GRegex) plain = NULL;
  g_autoptr (GRegex) regex = NULL;

  if (!g_utf8_validate (pattern, -1, NULL))
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_USAGE,
                           "the regular expression is not valid UTF-8");
      return NULL;
    }
  /* Without the limits first: its message then counts the characters of the pattern. */
  plain = g_regex_new (pattern, G_REGEX_MULTILINE, 0, &plain_failure);
  if (plain != NULL)
    regex = g_regex_new (limited, G_REGEX_MULTILINE | G_REGEX_OPTIMIZE, 0, &failure);
  if (regex == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "the regular expression cannot be read: %s",
                   plain_failure != NULL ? plain_failure->message : failure->message);
      return NULL;
    }
  return g_steal_pointer (&regex);
}

static gboolean
search_document (CwSearch *self,
                 guint     document,
                 GRegex   *regex,
                 GError  **error)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) failure = NULL;
  const CwStudyText *text = self->text;
  gboolean found;

  if (!cw_search_open (self, document, error))
    return FALSE;
  if (text->n_bytes == 0)
    return TRUE;
  found = g_regex_match_full (regex, text->bytes, (gssize) text->n_bytes, 0, 0, &match, &failure);
  while (found)
    {
      CwFound range = { .document = document };
      int from;
      int to;

      if (g_match_info_fetch_pos (match, 0, &from, &to) && to > from)
        {
          range.start = cw_utf8_index_to_position (text->index, (gsize) from);
          range.end = cw_utf8_index_to_position (text->index, (gsize) to);
          if (!cw_search_emit (self, &range, error))
            return FALSE;
        }
      found = g_match_info_next (match, &failure);
    }
  if (failure == NULL)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_TOO_LARGE,
               "%s: the regular expression takes too long on this document (%s); make it simpler",
               cw_study_document (self->study, document)->name, failure->message);
  return FALSE;
}

/* cw_search_regex: searches document by document. What matches nothing, such as `x*`
 * between letters, is no hit. */
gboolean
cw_search_regex (CwSearch *self,
                 GError  **error)
{
  g_autoptr (GRegex) regex = compile (self->question->query, error);

  if (regex == NULL)
    return FALSE;
  for (guint i = 0; i < self->study->documents->len; i++)
    if (self->documents[i] && !search_document (self, i, regex, error))
      return FALSE;
  return TRUE;
}
