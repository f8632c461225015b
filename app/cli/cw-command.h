/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-command-context.h"
#include "cw-command-options.h"

G_BEGIN_DECLS

/**
 * CwVerb:
 * @name: the word after PROJECT; %NULL for what the command does without one
 * @n_min: fewest operands behind it
 * @n_max: most operands behind it
 * @options: the command's own options that it takes, by long name, between
 *   spaces; those that every command of its kind takes need not be named
 * @writes: whether it changes the project
 * @run: does it; operand 0 is the one behind the verb, or the command's subject,
 *   which @n_min and @n_max do not count
 *
 * One of the things that a command such as `codes` does to the project. An
 * array of them ends with an entry whose @run is %NULL.
 */
typedef struct
{
  const char *name;
  const char *synopsis;
  guint n_min;
  guint n_max;
  const char *options;
  gboolean writes;
  gboolean (*run) (CwCommandContext *context, gpointer options, GError **error);
} CwVerb;

/**
 * CwCommand:
 * @name: the word on the command line
 * @synopsis: what follows the options, as people write it ("PROJECT [NAME]")
 * @summary: what it does, in a line
 * @details: more for its help; may be %NULL
 * @takes_project: whether the first operand is a project (left out in a script)
 * @verbs: what it does to the project by the word behind PROJECT; may be %NULL
 * @run: does it
 * @subject: what stands between PROJECT and the verb and is operand 0 ("DOCUMENT");
 *   %NULL where nothing does
 *
 * A command of caseweave-cli. @run parses the arguments itself, with
 * cw_command_context_parse(), since only it knows its options.
 */
struct _CwCommand
{
  const char *name;
  const char *synopsis;
  const char *summary;
  const char *details;
  gboolean takes_project;
  const CwVerb *verbs;
  gboolean (*run) (CwCommandContext *context, GError **error);
  const char *subject;
};

gboolean    cw_verb_run     (CwCommandContext  *context,
                             gpointer           options,
                             GError           **error);
const char *cw_nearest_word (const char        *word,
                             const char *const *candidates);

/* The families of commands; each array ends with an entry without a name. */
extern const CwCommand cw_commands_project[];
extern const CwCommand cw_commands_import[];
extern const CwCommand cw_commands_documents[];
extern const CwCommand cw_commands_speakers[];
extern const CwCommand cw_commands_cases[];
extern const CwCommand cw_commands_attributes[];
extern const CwCommand cw_commands_codes[];
extern const CwCommand cw_commands_coding[];
extern const CwCommand cw_commands_correct[];
extern const CwCommand cw_commands_memos[];
extern const CwCommand cw_commands_answers[];
extern const CwCommand cw_commands_history[];
extern const CwCommand cw_commands_pseudonyms[];
extern const CwCommand cw_commands_script[];

G_END_DECLS
