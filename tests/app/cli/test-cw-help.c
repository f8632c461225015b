/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing can be done that the help, the manual page and the completion do not know. */

#include "cw-test-cli.h"

#include <string.h>

typedef void (*CommandFunc) (CwTestCli *cli, const CwCommand *command);

static void
for_each_command (CwTestCli  *cli,
                  CommandFunc func)
{
  for (const CwCommandFamily *family = cw_cli_families (); family->title != NULL; family++)
    for (const CwCommand *command = family->commands; command->name != NULL; command++)
      func (cli, command);
}

static char *
load_resource (const char *name)
{
  const char *folder = g_getenv ("CASEWEAVE_RESOURCES");
  g_autofree char *path = NULL;
  char *text;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (folder);
  path = g_build_filename (folder, name, NULL);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
show_help (CwTestCli       *cli,
           const CwCommand *command)
{
  const char *const words[] = { "help", command->name, NULL };

  cw_test_cli_run_words (cli, 0, words);
}

/* All "--option" words of a text. */
static GHashTable *
find_options (const char *text)
{
  GHashTable *options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("--[a-z][a-z-]*", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    g_hash_table_add (options, g_match_info_fetch (match, 0));
  return options;
}

/* The options that a command really takes: those listed in its help. */
static GHashTable *
find_own_options (CwTestCli       *cli,
                  const CwCommand *command)
{
  const char *list;
  const char *end;
  g_autofree char *part = NULL;

  show_help (cli, command);
  list = strstr (cli->out, "\nOptions:\n");
  g_assert_nonnull (list);
  end = strstr (list, "\n\n");
  part = end != NULL ? g_strndup (list, (gsize) (end - list)) : g_strdup (list);
  return find_options (part);
}

static void
check_help (CwTestCli       *cli,
            const CwCommand *command)
{
  const char *const with_option[] = { command->name, "--help", NULL };
  g_autofree char *first = NULL;

  g_assert_true (*command->summary != '\0');
  g_assert_false (g_str_has_suffix (command->summary, "."));
  show_help (cli, command);
  g_assert_nonnull (strstr (cli->out, command->summary));
  first = g_strdup (cli->out);
  cw_test_cli_run_words (cli, 0, with_option);
  g_assert_cmpstr (cli->out, ==, first);
  cw_test_cli_run (cli, 0, "help");
  g_assert_nonnull (strstr (cli->out, command->name));
}

static void
test_help (CwTestCli    *cli,
           gconstpointer unused)
{
  for_each_command (cli, check_help);
  cw_test_cli_run (cli, 0, "--help");
  cw_test_cli_run (cli, 0, "--version");
  g_assert_true (g_str_has_prefix (cli->out, "caseweave-cli "));
  cw_test_cli_run (cli, 2, "help matrx");
  g_assert_nonnull (strstr (cli->messages, "\"matrix\""));
  cw_test_cli_run (cli, 2, "improt @P x");
  g_assert_nonnull (strstr (cli->messages, "\"import\""));
  cw_test_cli_run (cli, 2, "zzzzzz");
  g_assert_null (strstr (cli->messages, "did you mean"));
  cw_test_cli_run_words (cli, 2, (const char *const[]) { NULL });
}

static void
check_man (CwTestCli       *cli,
           const CwCommand *command)
{
  g_autofree char *source = load_resource ("man/caseweave-cli.1");
  g_auto (GStrv) parts = g_strsplit (source, "\\-", -1);
  g_autofree char *page = g_strjoinv ("-", parts);
  g_autofree char *entry = g_strdup_printf ("\\fB%s\\fR \\fI", command->name);
  g_autoptr (GHashTable) options = find_own_options (cli, command);
  GHashTableIter iter;
  gpointer option;

  if (strstr (page, entry) == NULL)
    g_error ("the manual page has no %s", command->name);
  g_hash_table_iter_init (&iter, options);
  while (g_hash_table_iter_next (&iter, &option, NULL))
    if (strstr (page, option) == NULL)
      g_error ("the manual page has no %s (of %s)", (char *) option, command->name);
  for (const CwVerb *verb = command->verbs; verb != NULL && verb->run != NULL; verb++)
    {
      g_autofree char *bold = g_strdup_printf ("\\fB%s", verb->name);

      if (verb->name != NULL && strstr (page, bold) == NULL)
        g_error ("the manual page has no %s of %s", verb->name, command->name);
    }
}

static void
test_man (CwTestCli    *cli,
          gconstpointer unused)
{
  for_each_command (cli, check_man);
}

/* What `case $1 in NAME) echo WORDS ;;` of a function of the completion says. */
static char *
find_completions (const char *function,
                  const char *name)
{
  g_autofree char *script = load_resource ("completion/caseweave-cli");
  g_autofree char *start = g_strdup_printf ("%s ()\n", function);
  g_autofree char *pattern = g_strdup_printf (
    "\\n    (?:[a-z| ]+ )?%s(?: \\|[a-z| ]+)?\\) ((?:[^;]|\\n)*);;", name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  const char *body = strstr (script, start);

  g_assert_nonnull (body);
  return g_regex_match (regex, body, 0, &match) ? g_match_info_fetch (match, 1) : g_strdup ("");
}

static void
check_completion (CwTestCli       *cli,
                  const CwCommand *command)
{
  g_autofree char *script = load_resource ("completion/caseweave-cli");
  g_autofree char *offered = find_completions ("_caseweave_cli_options", command->name);
  g_autofree char *verbs = find_completions ("_caseweave_cli_verbs", command->name);
  g_autofree char *padded = g_strdup_printf (" %s ", verbs);
  g_autofree char *word = g_strdup_printf ("\\b%s\\b", command->name);
  const char *commands = strstr (script, "local commands='");
  g_autofree char *list = g_strndup (commands, strcspn (commands + 16, "'") + 16);
  g_autoptr (GHashTable) wanted = find_own_options (cli, command);
  g_autoptr (GHashTable) known = find_options (offered);
  GHashTableIter iter;
  gpointer option;

  if (!g_regex_match_simple (word, list, 0, 0))
    g_error ("the completion does not know %s", command->name);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &option, NULL))
    if (!g_str_equal (option, "--help") && !g_hash_table_contains (known, option))
      g_error ("the completion does not know %s of %s", (char *) option, command->name);
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &option, NULL))
    if (!g_hash_table_contains (wanted, option))
      g_error ("the completion offers %s, which %s does not take", (char *) option, command->name);
  for (const CwVerb *verb = command->verbs; verb != NULL && verb->run != NULL; verb++)
    {
      g_autofree char *pattern = g_strdup_printf ("\\s%s\\s", verb->name);

      if (verb->name != NULL && !g_regex_match_simple (pattern, padded, 0, 0))
        g_error ("the completion does not know %s of %s", verb->name, command->name);
    }
}

static void
test_completion (CwTestCli    *cli,
                 gconstpointer unused)
{
  for_each_command (cli, check_completion);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/help/help", CwTestCli, NULL, cw_test_cli_set_up, test_help,
              cw_test_cli_tear_down);
  g_test_add ("/cli/help/man", CwTestCli, NULL, cw_test_cli_set_up, test_man,
              cw_test_cli_tear_down);
  g_test_add ("/cli/help/completion", CwTestCli, NULL, cw_test_cli_set_up, test_completion,
              cw_test_cli_tear_down);
  return g_test_run ();
}
