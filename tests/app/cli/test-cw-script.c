/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scripts: quoting, acknowledgements, where they stop. */

#include "cw-test-cli.h"

#include <string.h>

static void
set_up (CwTestCli    *cli,
        gconstpointer unused)
{
  cw_test_cli_set_up (cli, NULL);
  cw_test_cli_run (cli, 0, "new @P --title Study --codebook none --coder Ann");
}

static void
run_script (CwTestCli  *cli,
            int         status,
            const char *script)
{
  g_free (cli->in);
  cli->in = g_strdup (script);
  cw_test_cli_run (cli, status, "script @P -");
}

/* What is written in a script, and the name of the code that comes of it. */
static void
test_quoting (CwTestCli    *cli,
              gconstpointer unused)
{
  const struct
  {
    const char *written;
    const char *name;
  } cases[] = {
    { "plain", "plain" },
    { "'two words'", "two words" },
    { "\"double quotes\"", "double quotes" },
    { "an\\ escape", "an escape" },
    { "'it''s'", "its" },
    { "\"say \\\"yes\\\"\"", "say \"yes\"" },
    { "'#1'", "#1" },
    { "half'and half'", "halfand half" },
    { "caf\xc3\xa9", "caf\xc3\xa9" },
    { "'$HOME `x` *'", "$HOME `x` *" },
    { "last # a comment", "last" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = g_strdup_printf ("codes add %s\n", cases[i].written);
      const char *const words[] = { "codes", cli->project, "show", cases[i].name, NULL };

      run_script (cli, 0, line);
      g_assert_true (g_str_has_suffix (cli->out, "\nok 1\n"));
      cw_test_cli_run_words (cli, 0, words);
    }
}

/* Comments and empty lines are no commands; readers may stand between; the coder of
 * the script is everybody's who names no other. */
static void
test_acknowledgements (CwTestCli    *cli,
                       gconstpointer unused)
{
  cw_test_cli_write (cli, "edits.txt",
                     "# Two codes, and a look\r\n"
                     "\n"
                     "   \n"
                     "codes add One --why 'It is needed'\r\n"
                     "coders --format csv\n"
                     "  # indented\n"
                     "codes rename One Two --coder Cleo\n"
                     "undo");
  cw_test_cli_run (cli, CW_EXIT_WOULD_LOSE, "script @P @/edits.txt --coder Bo");
  g_assert_nonnull (strstr (cli->out, "ok 1\n"));
  g_assert_nonnull (strstr (cli->out, ",Bo,"));
  g_assert_nonnull (strstr (cli->out, "\r\nok 2\n"));
  /* Bo's code cannot go: Cleo's new name for it is in the way. */
  g_assert_true (g_str_has_suffix (cli->out, "ok 3\n"));
  g_assert_nonnull (strstr (cli->messages, "line 8: "));
  g_assert_nonnull (strstr (cli->messages, "Cleo"));
}

static void
test_errors (CwTestCli    *cli,
             gconstpointer unused)
{
  const struct
  {
    int status;
    const char *script;
    const char *says;
  } cases[] = {
    { 2, "codes add A\n\ncodes rename B C\ncodes add D\n", "line 3: " },
    { 2, "codes add 'open\n", "line 1: " },
    { 2, "# nothing\nnew x.caseweave\n", "line 2: \"new\" cannot stand in a script" },
    { 2, "script other\n", "\"script\" cannot stand in a script" },
    { 2, "cods\n", "line 1: there is no command \"cods\"" },
    { 2, "codes add \xff\n", "not UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      run_script (cli, cases[i].status, cases[i].script);
      if (cases[i].says != NULL && strstr (cli->messages, cases[i].says) == NULL)
        g_test_fail_printf ("\"%s\" is not said: %s", cases[i].says, cli->messages);
      /* Only what came before the error was done. */
      cw_test_cli_run (cli, i == 0 ? 0 : 2, i == 0 ? "codes @P show A" : "codes @P show D");
    }
  cw_test_cli_run (cli, 3, "script @P @/none.txt");
  cw_test_cli_run (cli, 2, "script @P");
  cw_test_cli_run (cli, 3, "script @/none.caseweave -");
}

/* Each command is a change of its own, and undone by itself. */
static void
test_changes (CwTestCli    *cli,
              gconstpointer unused)
{
  run_script (cli, 0, "codes add A\ncodes add B\ncodes --help\nundo\ncodes add C\n");
  g_assert_true (g_str_has_suffix (cli->out, "ok 5\n"));
  cw_test_cli_run (cli, 0, "codes @P --format csv");
  g_assert_nonnull (strstr (cli->out, ",A,A,"));
  g_assert_null (strstr (cli->out, ",B,B,"));
  g_assert_nonnull (strstr (cli->out, ",C,C,"));
  cw_test_cli_run (cli, 0, "undo @P 2");
  cw_test_cli_run (cli, 0, "codes @P --format csv");
  g_assert_cmpstr (cli->out, ==,
                   "guid,path,name,depth,codable,state,revision,codings,documents\r\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/script/quoting", CwTestCli, NULL, set_up, test_quoting, cw_test_cli_tear_down);
  g_test_add ("/cli/script/acknowledgements", CwTestCli, NULL, set_up, test_acknowledgements,
              cw_test_cli_tear_down);
  g_test_add ("/cli/script/errors", CwTestCli, NULL, set_up, test_errors, cw_test_cli_tear_down);
  g_test_add ("/cli/script/changes", CwTestCli, NULL, set_up, test_changes, cw_test_cli_tear_down);
  return g_test_run ();
}
