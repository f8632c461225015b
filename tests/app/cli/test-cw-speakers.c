/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who speaks, listed and put right: every verb of `speakers`. */

#include "cw-test-cli.h"

#include <string.h>

#define TALK \
  "INT: Why did you come?\n" \
  "P1: For the river.\n" \
  "P2: And I for the mill.\n" \
  "INT: Oh.\n" \
  "P1: Yes, it is so.\n" \
  "Note: nobody laughed.\n" \
  "P2: No.\n"

static void
set_up (CwTestCli    *cli,
        gconstpointer unused)
{
  cw_test_cli_set_up (cli, NULL);
  cw_test_cli_write (cli, "talk.txt", TALK);
  cw_test_cli_write (cli, "more.txt", "INT: How?\nP1: So.\nINT: When?\nP1: Then.\n");
  cw_test_cli_run (cli, 0, "new @P --codebook none --coder Ann");
  cw_test_cli_run (cli, 0, "case @P add North");
  cw_test_cli_run (cli, 0, "case @P add Anna --type participant --in North");
  cw_test_cli_run (cli, 0, "import @P @/talk.txt @/more.txt");
}

/* The rows of the last run in CSV, without the header, and without the GUIDs that
 * they begin with; "|" between them. */
static char *
rows_of (const CwTestCli *cli,
         gboolean         with_guid)
{
  g_auto (GStrv) lines = g_strsplit (cli->out, "\r\n", -1);
  GString *rows = g_string_new (NULL);

  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_string_append_printf (rows, "%s%s", rows->len > 0 ? "|" : "",
                              with_guid ? strchr (lines[i], ',') + 1 : lines[i]);
  return g_string_free (rows, FALSE);
}

static void
assert_speakers (CwTestCli  *cli,
                 const char *document,
                 const char *expected)
{
  g_autofree char *line = g_strdup_printf ("speakers @P %s --format csv", document);
  g_autofree char *rows = NULL;

  cw_test_cli_run (cli, 0, line);
  rows = rows_of (cli, TRUE);
  g_assert_cmpstr (rows, ==, expected);
}

/* A run that says something, and leaves a sound project. */
static void
run (CwTestCli  *cli,
     int         status,
     const char *line,
     const char *says)
{
  cw_test_cli_run (cli, status, line);
  if (strstr (cli->messages, says) == NULL)
    g_test_fail_printf ("%s: does not say \"%s\":\n%s", line, says, cli->messages);
  cw_test_cli_run (cli, 0, "check @P --full");
}

#define INT_ROW "INT,2,20,,Why did you come?,5"
#define P1_ROW "P1,2,50,,\"Yes, it is so. Note: nobody laughed.\",10"
#define P2_ROW "P2,2,22,,And I for the mill.,6"

static void
test_lists (CwTestCli    *cli,
            gconstpointer unused)
{
  g_autofree char *turns = NULL;

  assert_speakers (cli, "talk", INT_ROW "|" P1_ROW "|" P2_ROW);
  cw_test_cli_run (cli, 0, "speakers @P talk --format csv");
  g_assert_true (
    g_str_has_prefix (cli->out, "guid,label,turns,characters,participant,example,words\r\n"));
  g_assert_cmpstr (cli->messages, ==, "");
  cw_test_cli_run (cli, 0, "speakers @P talk turns P2 --format csv");
  g_assert_true (g_str_has_prefix (cli->out, "turn,start,end,speaker,time,text\r\n"));
  turns = rows_of (cli, FALSE);
  g_assert_cmpstr (turns, ==, "3,42,65,P2,,And I for the mill.|6,116,123,P2,,No.");
  cw_test_cli_run (cli, 0, "speakers @P more turns --as Ann --format json");
  g_assert_nonnull (strstr (cli->out, "{\"turn\":4,\"start\":29,\"end\":38,\"speaker\":\"P1\""));
  run (cli, 2, "speakers @P nothing", "nothing");
  run (cli, 2, "speakers @P talk turns Nobody", "speakers there: INT, P1, P2");
  run (cli, 2, "speakers @P talk nonsense", "participant");
  run (cli, 2, "speakers @P talk turns --coder Bo", "--coder");
  run (cli, 2, "speakers @P talk --preview", "--preview");
}

static void
test_rename (CwTestCli    *cli,
             gconstpointer unused)
{
  run (cli, 0, "speakers @P talk rename P1 Bert", "in 1 document;");
  assert_speakers (cli, "talk",
                   INT_ROW "|Bert,2,50,,\"Yes, it is so. Note: nobody laughed.\",10|" P2_ROW);
  run (cli, 2, "speakers @P talk rename P1 Cleo", "Bert, INT, P2");
  run (cli, 2, "speakers @P talk rename Bert INT", "merge");
  run (cli, 0, "speakers @P talk rename INT Asker --everywhere --why 'One person'",
       "in 2 documents;");
  assert_speakers (cli, "more", "Asker,2,9,,When?,2|P1,2,8,,Then.,2");
  run (cli, 0, "speakers @P talk rename Asker Chair --preview", "It would be so: ");
  run (cli, 2, "speakers @P talk rename Asker Chair --preview --why no", "--why");
  cw_test_cli_run (cli, 0, "document @P talk --text");
  g_assert_cmpstr (cli->out, ==, TALK);
  cw_test_cli_run (cli, 0, "undo @P 2");
  assert_speakers (cli, "talk", INT_ROW "|" P1_ROW "|" P2_ROW);
}

static void
test_merge (CwTestCli    *cli,
            gconstpointer unused)
{
  run (cli, 0, "speakers @P talk merge P2 P1", "2 turns of P2 went to \"P1\"");
  assert_speakers (cli, "talk", INT_ROW "|P1,4,72,,\"Yes, it is so. Note: nobody laughed.\",16");
  run (cli, 2, "speakers @P talk merge P1 P1", "itself");
  run (cli, 2, "speakers @P talk merge P1", "merge");
  cw_test_cli_run (cli, 0, "undo @P");
  run (cli, 0, "speakers @P talk merge INT P2 P1 --preview", "4 turns of INT, P2");
  assert_speakers (cli, "talk", INT_ROW "|" P1_ROW "|" P2_ROW);

  /* What one participant said would be another's. */
  run (cli, 0, "speakers @P talk participant P2 Anna", "\"P2\" is Anna");
  run (cli, 0, "speakers @P talk participant P1 Zoe --make", "\"P1\" is Zoe");
  run (cli, 4, "speakers @P talk merge P2 P1", "force");
  run (cli, 0, "speakers @P talk merge P2 P1 --force", "2 turns");
}

static void
test_split (CwTestCli    *cli,
            gconstpointer unused)
{
  run (cli, 0, "speakers @P talk split P1 Bert 5 --preview", "1 turn of \"P1\"");
  run (cli, 0, "speakers @P talk split P1 Bert 5", "1 turn of \"P1\" went to \"Bert\"");
  assert_speakers (cli, "talk",
                   INT_ROW "|P1,1,14,,For the river.,3|" P2_ROW
                           "|Bert,1,36,,\"Yes, it is so. Note: nobody laughed.\",7");
  run (cli, 2, "speakers @P talk split INT Bert 1-2", "turn 2");
  run (cli, 2, "speakers @P talk split INT Bert 99", "only 6 turns");
  run (cli, 2, "speakers @P talk split INT Bert", "split");
  run (cli, 0, "speakers @P talk split INT Bert 66:67", "1 turn of \"INT\"");
  cw_test_cli_run (cli, 0, "speakers @P talk turns Bert --format csv");
  g_assert_true (g_strrstr (cli->out, "4,66,74,Bert,,Oh.") != NULL);
}

static void
test_drop_and_add (CwTestCli    *cli,
                   gconstpointer unused)
{
  run (cli, 0, "speakers @P talk drop P1 --preview", "2 turns joined");
  run (cli, 0, "speakers @P talk drop P1", "2 turns joined what was said before");
  assert_speakers (cli, "talk",
                   "INT,2,80,,\"Oh. P1: Yes, it is so. Note: nobody laughed.\",17|" P2_ROW);
  g_assert_nonnull (strstr (cli->messages, "2 lines begin like a turn and are none"));
  run (cli, 2, "speakers @P talk drop P1", "INT, P2");
  run (cli, 0, "speakers @P talk add P1", "\"P1\" has 2 turns more");
  assert_speakers (cli, "talk", INT_ROW "|" P1_ROW "|" P2_ROW);
  g_assert_cmpstr (cli->messages, ==, "");
  run (cli, 0, "speakers @P talk add Note", "1 turn more");
  run (cli, 2, "speakers @P talk add Nobody", "no line begins");
  run (cli, 0, "speakers @P talk participant P2 Anna", "Anna");
  run (cli, 4, "speakers @P talk drop P2", "North/Anna");
  run (cli, 0, "speakers @P talk drop P2 --force", "2 turns");
}

static void
test_find (CwTestCli    *cli,
           gconstpointer unused)
{
  run (cli, 0, "speakers @P talk rename INT Asker", "Asker");
  run (cli, 0, "speakers @P talk participant P2 Anna", "Anna");
  run (cli, 4, "speakers @P talk find --off", "force");
  run (cli, 0, "speakers @P talk participant P2 --none", "nobody");
  run (cli, 0, "speakers @P talk merge P2 P1", "2 turns");
  run (cli, 0, "speakers @P talk find", "6 turns recognised");
  assert_speakers (cli, "talk", "Asker,2,20,,Why did you come?,5|" P1_ROW "|" P2_ROW);
  run (cli, 0, "speakers @P talk find --off --preview", "It would be so: nobody speaks");
  run (cli, 0, "speakers @P talk find --off", "nobody speaks in it");
  assert_speakers (cli, "talk", "");
  run (cli, 0, "speakers @P talk find", "6 turns recognised");
  assert_speakers (cli, "talk", INT_ROW "|" P1_ROW "|" P2_ROW);
  run (cli, 2, "speakers @P talk find --everywhere", "--everywhere");
}

static void
test_participants (CwTestCli    *cli,
                   gconstpointer unused)
{
  run (cli, 0, "speakers @P talk participant P1 Anna --everywhere", "in 2 documents");
  cw_test_cli_run (cli, 0, "speakers @P more --format csv");
  g_assert_nonnull (strstr (cli->out, ",P1,2,8,North/Anna,Then.,2\r\n"));
  run (cli, 0, "speakers @P talk participant P2 Zoe --make --in North", "\"P2\" is Zoe");
  cw_test_cli_run (cli, 0, "cases @P --format csv");
  g_assert_nonnull (strstr (cli->out, ",North/Zoe,Zoe,Participant,"));
  run (cli, 0, "speakers @P talk participant P2 --none", "nobody");
  run (cli, 2, "speakers @P talk participant P2 Nix", "Nix");
  run (cli, 2, "speakers @P talk participant P2 Anna --none", "--none");
  run (cli, 2, "speakers @P talk participant P2", "--none");
  run (cli, 2, "speakers @P talk participant P2 --none --make", "--make");
  run (cli, 2, "speakers @P talk participant P2 Anna --in North", "--make");
  run (cli, 2, "speakers @P talk participant Nobody Anna", "Nobody");
  cw_test_cli_run (cli, 0, "undo @P 3");
  cw_test_cli_run (cli, 0, "speakers @P more --format csv");
  g_assert_null (strstr (cli->out, "Anna"));
}

int
main (int   argc,
      char *argv[])
{
  const struct
  {
    const char *path;
    void (*test) (CwTestCli *cli, gconstpointer unused);
  } tests[] = {
    { "/cli/speakers/lists", test_lists },
    { "/cli/speakers/rename", test_rename },
    { "/cli/speakers/merge", test_merge },
    { "/cli/speakers/split", test_split },
    { "/cli/speakers/drop-and-add", test_drop_and_add },
    { "/cli/speakers/find", test_find },
    { "/cli/speakers/participants", test_participants },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, CwTestCli, NULL, set_up, tests[i].test, cw_test_cli_tear_down);
  return g_test_run ();
}
