/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A study from `new` to `matrix`, `undo`, `redo`, `check`, with figures worked out by
 * hand.
 *
 * north-1.txt, 70 characters, 12 words, two turns:
 *
 *   0         1         2         3         4         5         6
 *   0123456789012345678901234567890123456789012345678901234567890123456789
 *   INTERVIEWER: Did trust grow?↵ANNA: Trust grew slowly. We had no time.↵
 *
 * south-1.txt, 37 characters (38 bytes more or less: É and — are one character each),
 * 7 words, one speaker:
 *
 *   0         1         2         3
 *   0123456789012345678901234567890123456
 *   RÉMI: Le temps — no time, but trust.↵
 *
 * Codings:
 *
 *   Ann  Trust         north-1  35:53  "Trust grew slowly."
 *   Ann  Barrier/Time  north-1  54:69  "We had no time."
 *   Bo   Trust         north-1  46:60  "slowly. We had"
 *   Ann  Barrier/Time  south-1  17:24  "no time"
 *   Ann  Trust         north-1  17:22  "trust", the interviewer's
 *   Ann  Trust         north-1  50:56  joins with the first, which becomes 35:56
 *
 * The case North holds north-1, South holds south-1; Anna, a participant of North,
 * is what ANNA says: 29:69.
 */

#include "cw-test-cli.h"

#include <string.h>

static const char north[] =
  "INTERVIEWER: Did trust grow?\nANNA: Trust grew slowly. We had no time.\n";
static const char south[] = "R\xc3\x89MI: Le temps \xe2\x80\x94 no time, but trust.\n";

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("there is no \"%s\" in:\n%s", part, text);
}

static char *
run_for_line (CwTestCli  *cli,
              const char *line)
{
  cw_test_cli_run (cli, 0, line);
  return cw_test_cli_take_line (cli);
}

/* Makes the study, and looks on the way. */
static void
make_study (CwTestCli *cli)
{
  g_autofree char *first = NULL;
  g_autofree char *joined = NULL;

  cw_test_cli_write (cli, "north-1.txt", north);
  cw_test_cli_write (cli, "south-1.txt", south);
  cw_test_cli_run (cli, 0, "new @P --title 'Two projects' --codebook none --coder Ann");
  cw_test_cli_run (cli, 0, "case @P add North");
  cw_test_cli_run (cli, 0, "case @P add South");
  cw_test_cli_run (cli, 0, "case @P add Anna --type participant --in North");

  cw_test_cli_run (cli, 0, "import @P @/north-1.txt --case North --format csv");
  g_assert_true (g_str_has_prefix (
    cli->out, "file,format,characters,words,speakers,turns,warnings,result,seconds,"
              "recognition\r\n"
              "north-1.txt,txt,70,12,2,2,,imported,"));
  cw_test_cli_run (cli, 0, "import @P @/south-1.txt --case South --format csv");
  g_assert_nonnull (strstr (cli->out, "\r\nsouth-1.txt,txt,37,7,"));
  cw_test_cli_run (cli, 0, "case @P assign Anna --speaker ANNA");

  cw_test_cli_run (cli, 0, "codes @P add Barrier/Time");
  cw_test_cli_run (cli, 0, "codes @P add Trust");
  first = run_for_line (cli, "code @P --document north-1 --range 35:53 --code Trust");
  cw_test_cli_run (cli, 0, "code @P --document north-1 --range 54:69 --code Time");
  cw_test_cli_run (cli, 0, "code @P --document north-1 --range 46:60 --code Trust --coder Bo");
  cw_test_cli_run (cli, 0, "code @P --document south-1 --range 17:24 --code Time --coder Ann");
  cw_test_cli_run (cli, 0, "code @P --document north-1.txt --range 17:22 --code Trust");
  joined = run_for_line (cli, "code @P --document north-1 --range 50:56 --code Trust --why Again");
  g_assert_cmpstr (joined, ==, first);
}

static void
check_matrix (CwTestCli  *cli,
              const char *options,
              const char *expected)
{
  g_autofree char *line = g_strconcat ("matrix @P --format csv ", options, NULL);

  cw_test_cli_run (cli, 0, line);
  g_assert_cmpstr (cli->out, ==, expected);
}

static void
test_matrix (CwTestCli    *cli,
             gconstpointer unused)
{
  make_study (cli);
  /* Trust: Ann 17:22 and 35:56, Bo 46:60. */
  check_matrix (cli, "--rows codes --columns cases",
                "code,North,South\r\nBarrier,0,0\r\nBarrier/Time,1,1\r\nTrust,3,0\r\n");
  check_matrix (cli, "--rows codes --columns documents",
                "code,north-1,south-1\r\nBarrier,0,0\r\nBarrier/Time,1,1\r\nTrust,3,0\r\n");
  check_matrix (cli, "--rows codes --columns cases --rollup",
                "code,North,South\r\nBarrier,1,1\r\nBarrier/Time,1,1\r\nTrust,3,0\r\n");
  /* Trust covers 17:22 and 35:60, 5 + 25; Time covers 54:69, 15, and 17:24, 7. */
  check_matrix (cli, "--rows codes --columns cases --cell characters",
                "code,North,South\r\nBarrier,0,0\r\nBarrier/Time,15,7\r\nTrust,30,0\r\n");
  /* Trust: trust; Trust grew slowly We had. Time: We had no time; no time. */
  check_matrix (cli, "--rows codes --columns cases --cell words",
                "code,North,South\r\nBarrier,0,0\r\nBarrier/Time,4,2\r\nTrust,6,0\r\n");
  check_matrix (cli, "--rows codes --columns cases --cell presence",
                "code,North,South\r\nBarrier,0,0\r\nBarrier/Time,1,1\r\nTrust,1,0\r\n");
  /* By speaker: not the interviewer's 17:22. */
  check_matrix (cli, "--rows codes --columns cases:participant",
                "code,North/Anna\r\nBarrier,0\r\nBarrier/Time,1\r\nTrust,2\r\n");
  check_matrix (cli, "--rows coders --columns codes --codes Trust",
                "coder,Trust\r\nAnn,2\r\nBo,1\r\n");
  /* Blind: Bo sees only what Bo did. */
  cw_test_cli_run (cli, 0, "matrix @P --rows codes --columns cases --as Bo --format csv");
  assert_has (cli->out, "Trust,1,0\r\n");
  assert_has (cli->out, "Barrier/Time,0,0\r\n");
}

static void
test_passages (CwTestCli    *cli,
               gconstpointer unused)
{
  make_study (cli);
  cw_test_cli_run (cli, 0, "passages @P --format csv");
  g_assert_cmpstr (cli->out, ==,
                   "document,case,start,end,code,coder,weight,text,comment\r\n"
                   "north-1,North,17,22,Trust,Ann,,trust,\r\n"
                   "north-1,North,35,56,Trust,Ann,,Trust grew slowly. We,\r\n"
                   "north-1,North,46,60,Trust,Bo,,slowly. We had,\r\n"
                   "north-1,North,54,69,Barrier/Time,Ann,,We had no time.,\r\n"
                   "south-1,South,17,24,Barrier/Time,Ann,,no time,\r\n");
  cw_test_cli_run (cli, 0, "passages @P 'Barrier/*' --case South --format csv");
  g_assert_cmpstr (cli->out, ==,
                   "document,case,start,end,code,coder,weight,text,comment\r\n"
                   "south-1,South,17,24,Barrier/Time,Ann,,no time,\r\n");
  cw_test_cli_run (cli, 0, "passages @P Trust --as Bo --format csv");
  g_assert_cmpstr (cli->out, ==,
                   "document,case,start,end,code,coder,weight,text,comment\r\n"
                   "north-1,North,46,60,Trust,Bo,,slowly. We had,\r\n");

  cw_test_cli_run (cli, 0, "codes @P --format csv");
  assert_has (cli->out, "guid,path,name,depth,codable,state,revision,codings,documents\r\n");
  assert_has (cli->out, ",Barrier/Time,Time,1,true,active,1,2,2\r\n");
  assert_has (cli->out, ",Trust,Trust,0,true,active,1,3,1\r\n");
  cw_test_cli_run (cli, 0, "codes @P --format csv --as Bo");
  assert_has (cli->out, ",Barrier/Time,Time,1,true,active,1,0,0\r\n");
  assert_has (cli->out, ",Trust,Trust,0,true,active,1,1,1\r\n");

  /* "time" stands at 64:68 and, behind 20 characters, at 20:24; "temps" is another word. */
  cw_test_cli_run (cli, 0, "search @P time --context 3 --format csv");
  g_assert_cmpstr (cli->out, ==,
                   "document,start,end,before,text,after\r\n"
                   "north-1,64,68,no ,time,\".\n\"\r\n"
                   "south-1,20,24,no ,time,\", b\"\r\n");
  cw_test_cli_run (cli, 0, "info @P --format csv");
  assert_has (cli->out, "\r\nTwo projects,2,19,107,2,3,5,5,0,2,0,");
}

static char *
dump (CwTestCli *cli)
{
  cw_test_cli_run (cli, 0, "dump @P");
  return g_strdup (cli->out);
}

static void
test_undo (CwTestCli    *cli,
           gconstpointer unused)
{
  g_autofree char *whole = NULL;
  g_autofree char *again = NULL;
  g_autofree char *blank = NULL;
  g_autofree char *empty = NULL;

  cw_test_cli_run (cli, 0,
                   "new @/blank.caseweave --title 'Two projects' --codebook none --coder Ann");
  cw_test_cli_run (cli, 0, "dump @/blank.caseweave --no-ids");
  blank = g_strdup (cli->out);
  make_study (cli);
  whole = dump (cli);

  /* Ann's newest joined 50:56 to 35:53; taken back, the passage ends at 53 again. */
  cw_test_cli_run (cli, 0, "undo @P");
  assert_has (cli->out, "Code passage with Trust\n");
  cw_test_cli_run (cli, 0, "passages @P --coder Ann --format csv Trust");
  assert_has (cli->out, "north-1,North,35,53,Trust,Ann,,Trust grew slowly.,\r\n");
  cw_test_cli_run (cli, 0, "redo @P --coder Ann");
  again = dump (cli);
  g_assert_cmpstr (again, ==, whole);

  /* Of Ann's changes, 3 cases, 2 imports, 1 assignment, 2 codes and 5 codings are 13. The
   * code Trust holds Bo's coding: the second undone is in its way until Bo takes it back. */
  cw_test_cli_run (cli, CW_EXIT_WOULD_LOSE, "undo @P 13 --coder Ann");
  assert_has (cli->messages, "Bo");
  cw_test_cli_run (cli, 0, "undo @P --coder Bo");
  cw_test_cli_run (cli, CW_EXIT_PARTLY, "undo @P 20 --coder Ann");
  assert_has (cli->messages, "nothing more to undo");
  cw_test_cli_run (cli, 0, "passages @P --format csv");
  g_assert_cmpstr (cli->out, ==, "document,case,start,end,code,coder,weight,text,comment\r\n");
  cw_test_cli_run (cli, CW_EXIT_PARTLY, "undo @P --coder Ann");

  cw_test_cli_run (cli, CW_EXIT_PARTLY, "redo @P 20 --coder Ann");
  cw_test_cli_run (cli, 0, "redo @P --coder Bo");
  empty = dump (cli);
  g_assert_cmpstr (empty, ==, whole);
  cw_test_cli_run (cli, 0, "check @P --full");
  g_assert_cmpstr (cli->out, ==, "");

  cw_test_cli_run (cli, 0, "history @P --format csv");
  assert_has (cli->out, "seq,at,coder,kind,undoes,label,reason\r\n");
  assert_has (cli->out, "Code passage with Trust,Again\r\n");
}

static void
test_correction (CwTestCli    *cli,
                 gconstpointer unused)
{
  make_study (cli);
  /* "slowly" (46:52) becomes "very slowly": what begins at 46 or behind it moves by 5. */
  cw_test_cli_run (cli, 0,
                   "correct @P --document north-1 --range 46:46 --text 'very ' --coder Ann");
  cw_test_cli_run (cli, 0, "document @P north-1 --text");
  assert_has (cli->out, "ANNA: Trust grew very slowly. We had no time.\n");
  cw_test_cli_run (cli, 0, "passages @P --format csv");
  assert_has (cli->out, "north-1,North,35,61,Trust,Ann,,Trust grew very slowly. We,\r\n");
  assert_has (cli->out, "north-1,North,59,74,Barrier/Time,Ann,,We had no time.,\r\n");

  /* Nothing would be left of "trust", 17:22. */
  cw_test_cli_run (cli, 0,
                   "correct @P --document north-1 --range 15:27 --text xyz --preview --format csv");
  assert_has (cli->out, ",swallowed,17,22,");
  cw_test_cli_run (cli, CW_EXIT_WOULD_LOSE,
                   "correct @P --document north-1 --range 15:27 --text xyz");
  cw_test_cli_run (cli, 0, "correct @P --document north-1 --range 15:27 --text xyz --force");
  cw_test_cli_run (cli, 0, "check @P --full");
  cw_test_cli_run (cli, 0, "undo @P 2 --coder Ann");
  cw_test_cli_run (cli, 0, "document @P north-1 --text");
  g_assert_cmpstr (cli->out, ==, north);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/study/matrix", CwTestCli, NULL, cw_test_cli_set_up, test_matrix,
              cw_test_cli_tear_down);
  g_test_add ("/cli/study/passages", CwTestCli, NULL, cw_test_cli_set_up, test_passages,
              cw_test_cli_tear_down);
  g_test_add ("/cli/study/undo", CwTestCli, NULL, cw_test_cli_set_up, test_undo,
              cw_test_cli_tear_down);
  g_test_add ("/cli/study/correction", CwTestCli, NULL, cw_test_cli_set_up, test_correction,
              cw_test_cli_tear_down);
  return g_test_run ();
}
