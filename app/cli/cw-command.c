/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

#include "config.h"

#include "cw-command.h"

#include "cw-error.h"

#include <string.h>

/* More than this many slips of the finger, and it is another word. */
#define MAX_SLIPS 2

/* How many letters must be put in, left out, replaced or swapped with the next. */
static guint
count_slips (const char *a,
             const char *b)
{
  gsize width = strlen (b) + 1;
  gsize height = strlen (a) + 1;
  g_autofree guint *slips = g_new0 (guint, width * height);

  for (gsize i = 0; i < height; i++)
    for (gsize j = 0; j < width; j++)
      {
        guint *cell = &slips[i * width + j];

        if (i == 0 || j == 0)
          {
            *cell = (guint) (i + j);
            continue;
          }
        *cell = slips[(i - 1) * width + j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0);
        *cell = MIN (*cell, slips[(i - 1) * width + j] + 1);
        *cell = MIN (*cell, slips[i * width + j - 1] + 1);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
          *cell = MIN (*cell, slips[(i - 2) * width + j - 2] + 1);
      }
  return slips[width * height - 1];
}

/**
 * cw_nearest_word:
 * @word: a word that somebody wrote
 * @candidates: words that there are, %NULL-terminated
 *
 * Finds what was probably meant: the word that begins so, or one that is only a
 * slip of the finger away.
 *
 * Returns: (transfer none) (nullable): the word, or %NULL if none is near
 */
const char *
cw_nearest_word (const char        *word,
                 const char *const *candidates)
{
  const char *nearest = NULL;
  guint fewest = MAX_SLIPS + 1;

  g_return_val_if_fail (word != NULL && candidates != NULL, NULL);

  /* What is this long is nobody's slip, and would be slow to compare. */
  if (*word == '\0' || strlen (word) > 40)
    return NULL;
  for (; *candidates != NULL; candidates++)
    {
      guint slips = g_str_has_prefix (*candidates, word) ? 1 : count_slips (word, *candidates);

      if (slips < fewest && slips < strlen (*candidates))
        {
          fewest = slips;
          nearest = *candidates;
        }
    }
  return nearest;
}

static const CwVerb *
find_verb (CwCommandContext *context,
           const char       *name)
{
  for (const CwVerb *verb = context->command->verbs; verb->run != NULL; verb++)
    if (g_strcmp0 (verb->name, name) == 0)
      return verb;
  return NULL;
}

static void
set_no_verb_error (CwCommandContext *context,
                   const char       *name,
                   GError          **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;
  const char *nearest = NULL;

  for (const CwVerb *verb = context->command->verbs; verb->run != NULL; verb++)
    if (verb->name != NULL)
      g_ptr_array_add (names, (gpointer) verb->name);
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (", ", (char **) names->pdata);
  if (name != NULL)
    nearest = cw_nearest_word (name, (const char *const *) names->pdata);

  if (name == NULL)
    g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "%s: what is to be done? One of: %s",
                 context->command->name, list);
  else if (nearest != NULL)
    g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "%s: there is no \"%s\"; did you mean \"%s\"?",
                 context->command->name, name, nearest);
  else
    g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "%s: there is no \"%s\", only %s",
                 context->command->name, name, list);
}

static gboolean
check_verb (const CwVerb     *verb,
            const char       *title,
            CwCommandContext *context,
            GError          **error)
{
  const char *subject = context->command->subject;
  guint n_operands = context->operands->len - (subject != NULL ? 1 : 0);

  if (!cw_command_context_allow_options (context, verb->options, title, error))
    return FALSE;
  if (verb->writes && context->as_name != NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "%s changes the project; --as is for looking at it, --coder says who does this",
                   title);
      return FALSE;
    }
  if (!verb->writes && (context->coder_name != NULL || context->why != NULL))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "%s changes nothing and does not take --%s",
                   title, context->why != NULL ? "why" : "coder");
      return FALSE;
    }
  if (n_operands >= verb->n_min && n_operands <= verb->n_max)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
               "%s: %s. Usage: caseweave-cli %s PROJECT%s%s%s%s %s", title,
               n_operands < verb->n_min ? "something is missing" : "there is something too many",
               context->command->name, subject != NULL ? " " : "", subject != NULL ? subject : "",
               verb->name != NULL ? " " : "", verb->name != NULL ? verb->name : "", verb->synopsis);
  return FALSE;
}

/**
 * cw_verb_run:
 * @context: a parsed context, of a command with verbs
 * @options: the values of the command's own options
 * @error: return location for an error
 *
 * Does what the word behind PROJECT, or behind the command's subject, says, which
 * goes from the operands. Options that the verb does not take are refused.
 *
 * Returns: %TRUE if it was done
 */
gboolean
cw_verb_run (CwCommandContext *context,
             gpointer          options,
             GError          **error)
{
  const char *name;
  const CwVerb *verb;
  g_autofree char *title = NULL;
  guint at;

  g_return_val_if_fail (context != NULL && context->command->verbs != NULL, FALSE);

  at = context->command->subject != NULL ? 1 : 0;
  if (!cw_command_context_check_operands (context, at, G_MAXUINT, error))
    return FALSE;
  name = cw_command_context_operand (context, at);
  verb = find_verb (context, name);
  if (verb == NULL)
    {
      set_no_verb_error (context, name, error);
      return FALSE;
    }
  if (name != NULL)
    g_ptr_array_remove_index (context->operands, at);
  title = g_strconcat (context->command->name, name != NULL ? " " : NULL, name, NULL);
  return check_verb (verb, title, context, error) && verb->run (context, options, error);
}
