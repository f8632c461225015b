/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every command once as it is meant and once in each way in which it goes wrong, with
 * its exit status. */

#include "cw-test-cli.h"

#include <string.h>

typedef struct
{
  int status;
  const char *line;
  const char *says; /* among the results, or the messages if it fails; NULL: anything */
} Step;

/* Each list starts from the study that set_up() makes: two documents, "one" ("ANN: Trust
 * and time.↵BEA: Yes.↵", 31 characters) in the case North and "two"; the codes Trust
 * and Barrier/Time; one coding by Ann. */
static const Step project_steps[] = {
  { 4, "new @P", "already" },
  { 2, "new", "which project" },
  { 2, "new @/x.caseweave --codebook book.qdc", "later version" },
  { 2, "new @/x.caseweave --codebook other", "kmb" },
  { 2, "new @/x.caseweave extra", "too many" },
  { 0, "new @/x.caseweave --title 'My study' --coder Bo", NULL },
  { 0, "info @/x.caseweave", "My study" },
  { 0, "coders @/x.caseweave --format json", "\"name\":\"Bo\"" },
  { 0, "codes @/x.caseweave --format csv", ",Barrier/Practical/Time,Time,2," },
  { 0, "new @/y.caseweave --codebook kmb-core", NULL },
  { 3, "new @/nowhere/x.caseweave", "nowhere" },
  { 0, "info @P", "Study" },
  { 0, "info @P --as Ann --format json", "\"codings\":1" },
  { 2, "info @P --format xml", "xml" },
  { 2, "info @P --nonsense", "--nonsense" },
  { 2, "info @P extra", "too many" },
  { 2, "info @P --as Nobody", "Nobody" },
  { 3, "info @/none.caseweave", "none.caseweave" },
  { 3, "info @/one.txt", "not a Caseweave project" },
  { 0, "check @P", NULL },
  { 0, "check @P --full --format json", "[" },
  { 4, "check @P --as Ann", "--force" },
  { 0, "check @P --as Ann --force", NULL },
  { 3, "check @/one.txt", NULL },
  { 0, "dump @P", "\"table\":\"codes\"" },
  { 0, "dump @P --no-ids", "Barrier/Time" },
  { 4, "dump @P --as Ann", "--force" },
  { 0, "coders @P", "Ann" },
};

static const Step document_steps[] = {
  { 0, "import @P @/three.md --case North --coder Bo --why 'It came late'", "imported" },
  { 1, "import @P @/one.txt @/four.txt", "already imported as one" },
  { 1, "import @P @/none.txt @/five.txt", "five.txt" },
  { 3, "import @P @/none.txt", "none.txt" },
  { 3, "import @P @/bad.docx", "bad.docx" },
  { 2, "import @P", "which files" },
  { 2, "import @P @/six.txt --case Nowhere", "Nowhere" },
  { 2, "import @P @/six.txt --make-case", "--case" },
  { 2, "import @P @/six.txt --encoding nonsense", "nonsense" },
  { 0, "import @P @/six.txt --case Nowhere --make-case --no-original --no-speakers", "imported" },
  { 0, "cases @P --format csv", ",Nowhere,Nowhere,Case,0,1," },
  { 2, "document @P six --original @/out.txt", NULL },
  { 0, "text @/one.txt", "ANN: Trust and time." },
  { 0, "text @/one.txt --structure", "\"label\":\"BEA\"" },
  { 0, "text @/three.md --structure", "\"text\":\"A heading\"" },
  { 3, "text @/none.txt", "none.txt" },
  { 2, "text @/one.txt --encoding nonsense", "nonsense" },
  { 2, "text", "one file" },
  { 0, "documents @P --format csv", ",one,,,txt,31,6,1,true,one.txt," },
  { 0, "document @P one", "one.txt" },
  { 0, "document @P one --text", "Trust and time" },
  { 0, "document @P one.txt --text --as Ann", "Trust and time" },
  { 0, "document @P one --original @/copy.txt", NULL },
  { 4, "document @P one --original @/copy.txt", "--force" },
  { 0, "document @P one --original @/copy.txt --force", NULL },
  { 0, "document @P one --type interview --wave baseline --note 'by phone'", NULL },
  { 0, "document @P one", "baseline" },
  { 0, "document @P one --rename first --why 'Clearer'", NULL },
  { 2, "document @P first --rename two", "two" },
  { 2, "document @P frist", "first" },
  { 2, "document @P first --text --delete", "at once" },
  { 2, "document @P first --delete --as Ann", "--as" },
  { 2, "document @P first --coder Ann", "--coder" },
  { 4, "document @P first --delete", NULL },
  { 0, "document @P first --delete --force", NULL },
  { 2, "document @P first", NULL },
  { 0, "undo @P", "Delete document first" },
  { 0, "speakers @P first --format csv", ",ANN,1," },
  { 2, "speakers @P nothing", NULL },
};

static const Step case_steps[] = {
  { 0, "cases @P --format csv", ",North,North,Case,0,1," },
  { 0, "case @P add South --note 'The other' --selection 'For contrast'", NULL },
  { 2, "case @P add South", "South" },
  { 2, "case @P add X --type Nothing", "Nothing" },
  { 2, "case @P add X --in Nothing", "Nothing" },
  { 0, "case @P add Bea --type participant --in South", NULL },
  { 0, "case @P add-type Network", NULL },
  { 2, "case @P add-type Other --kind nothing", "--kind" },
  { 0, "case @P add Web --type Network", NULL },
  { 0, "case @P rename Web Net", NULL },
  { 0, "case @P describe Net --context 'A town' --colour '#112233'", NULL },
  { 0, "case @P move Bea --in North", NULL },
  { 0, "cases @P --format csv", ",North/Bea,Bea,Participant,1,0," },
  { 2, "case @P move North --in North/Bea", NULL },
  { 0, "case @P assign South two", NULL },
  { 0, "case @P assign Bea one 0:5", NULL },
  { 2, "case @P assign Bea one 5:900", NULL },
  { 2, "case @P assign Bea one 5", "range" },
  { 2, "case @P assign Bea one 5:5", "empty range" },
  { 2, "case @P assign Bea", "which document" },
  { 0, "case @P assign Net --speaker ANN", NULL },
  { 2, "case @P assign Net --speaker Zoe", "Zoe" },
  { 0, "case @P unassign Net --speaker ANN one", NULL },
  { 0, "case @P unassign Bea one 0:5", NULL },
  { 0, "case @P unassign South two", NULL },
  { 2, "case @P unassign South two", NULL },
  { 0, "case @P delete South --force", NULL },
  { 2, "case @P delete South", "South" },
  { 2, "case @P", "what is to be done" },
  { 2, "case @P asign", "assign" },
  { 2, "case @P rename Net", "missing" },
  { 2, "case @P rename Net New --speaker ANN", "--speaker" },
};

static const Step attribute_steps[] = {
  { 0, "attribute @P define Level --type choice --choices 'primary, secondary,\"adult, all\"'",
    NULL },
  { 0, "attributes @P --format csv", ",Level,case,choice,,\"primary; secondary; adult, all\"," },
  { 2, "attribute @P define Level --type text", "Level" },
  { 2, "attribute @P define Other --type number", "--type" },
  { 2, "attribute @P define Other", "--type" },
  { 0, "attribute @P define Pages --type integer --of document --unit pages", NULL },
  { 0, "attribute @P set North Level secondary", NULL },
  { 2, "attribute @P set North Level tertiary", "tertiary" },
  { 2, "attribute @P set North Height 3", "Height" },
  { 0, "attribute @P set one Pages 12 --of document", NULL },
  { 2, "attribute @P set one Pages twelve --of document", "twelve" },
  { 0, "attribute @P values --format csv",
    "case,North,Level,secondary\r\ndocument,one,Pages,12\r\n" },
  { 0, "attribute @P clear North Level", NULL },
  { 0, "attribute @P rename Pages Length", NULL },
  { 0, "attribute @P delete Level", NULL },
  { 4, "attribute @P delete Length", NULL },
  { 0, "attribute @P delete Length --force", NULL },
  { 2, "attribute @P delete Length", "Length" },
  { 2, "attribute @P set North", "missing" },
};

static const Step code_steps[] = {
  { 0, "codes @P --format csv",
    "guid,path,name,depth,codable,state,revision,codings,documents\r\n" },
  { 0, "codes @P add Barrier/Practical/Travel --brief 'Getting there' --colour '#abcdef'", NULL },
  { 0, "codes @P --format csv", ",Barrier/Practical/Travel,Travel,2,true,active,1,0,0\r\n" },
  { 2, "codes @P add Barrier/Practical/travel", "ravel" },
  { 2, "codes @P add ''", NULL },
  { 0, "codes @P add A\\\\/B --provisional --not-codable", NULL },
  { 0, "codes @P --format csv", ",A\\/B,A/B,0,false,provisional," },
  { 0, "codes @P rename Travel Journeys --why 'Plainer'", NULL },
  { 0, "codes @P show Journeys --format csv", "Plainer\r\n" },
  { 2, "codes @P show Travel", "Travel" },
  { 0, "codes @P describe Journeys --definition 'The way there and back'", NULL },
  { 2, "codes @P describe Journeys", "--definition" },
  { 0, "codes @P recolour Journeys '#00ff00'", NULL },
  { 2, "codes @P recolour Journeys green", "green" },
  { 0, "codes @P move Journeys --in Barrier", NULL },
  { 0, "codes @P move Journeys /", NULL },
  { 0, "codes @P move Journeys Barrier", NULL },
  { 2, "codes @P move Barrier Barrier/Journeys", NULL },
  { 0, "codes @P set add Core Trust Journeys", NULL },
  { 0, "codes @P sets --format csv", ",Core,2,Trust; Barrier/Journeys," },
  { 0, "codes @P set take Core Trust", NULL },
  { 0, "codes @P set put Core Trust Barrier", NULL },
  { 0, "codes @P set rename Core Kernel", NULL },
  { 2, "codes @P set delete Core", "Core" },
  { 0, "codes @P set delete Kernel --force", NULL },
  { 2, "codes @P set paint Kernel", NULL },
  { 0, "codes @P merge Journeys Time", NULL },
  { 2, "codes @P merge Time Time", NULL },
  { 0, "codes @P retire Time", NULL },
  { 0, "codes @P state Time active", NULL },
  { 2, "codes @P state Time asleep", "asleep" },
  { 0, "codes @P codable Barrier no", NULL },
  { 2, "codes @P codable Barrier perhaps", "perhaps" },
  { 4, "codes @P delete Time", NULL },
  { 0, "codes @P delete Time --force", NULL },
  { 2, "codes @P delete Time", "Time" },
  { 2, "codes @P rename Trust Faith --brief x", "--brief" },
  { 2, "codes @P rename Trust Faith --as Ann", "--as" },
  { 2, "codes @P --coder Ann", "--coder" },
};

static const Step coding_steps[] = {
  { 0, "code @P --document one --range 5:10 --code Trust --weight 2.5 --comment 'So said'", NULL },
  { 0, "passages @P --document one --format csv", "Trust,Ann,2.5,Trust,So said\r\n" },
  { 2, "code @P --document one --range 5:900 --code Trust", NULL },
  { 2, "code @P --document one --range 9:5 --code Trust", "empty range" },
  { 2, "code @P --document one --range=-1:5 --code Trust", "range" },
  { 2, "code @P --document one --range 0:5 --code Trsut", "Trust" },
  { 2, "code @P --document none --range 0:5 --code Trust", "none" },
  { 2, "code @P --document one --range 0:5 --code Trust --weight heavy", "heavy" },
  { 2, "code @P --document one --range 0:5", "--code" },
  { 2, "code @P --from @/codings.csv --code Trust", "--code" },
  { 0, "code @P --from @/codings.csv", NULL },
  { 0, "passages @P --coder Cleo --format csv", "two,,0,3,Trust,Cleo,,Bo:,\"a, b\"\r\n" },
  { 3, "code @P --from @/wrong-code.csv", "row 3, column code" },
  { 3, "code @P --from @/wrong-end.csv", "row 2, column end" },
  { 3, "code @P --from @/no-column.csv", "\"code\"" },
  { 3, "code @P --from @/none.csv", "none.csv" },
  { 0, "code @P --from @/header.csv", NULL },
  { 2, "passages @P --coder Dora", "Dora" },
  { 2, "uncode @P", "missing" },
  { 2, "uncode @P Trust", "GUID" },
  { 2, "uncode @P 01234567-89ab-7def-8123-456789abcdef", NULL },
  { 0, "codes @P set add Core Trust", NULL },
  { 0, "finished @P --document one", NULL },
  { 0, "finished @P --document one --set Core --coder Bo", NULL },
  { 0, "finished @P --format csv", "one,Bo,Core,finished\r\n" },
  { 0, "finished @P --format csv --as Bo", "document,coder,set,state\r\none,Bo,Core,finished\r\n" },
  { 0, "finished @P --document one --set Core --coder Bo --undo", NULL },
  { 2, "finished @P --document one --set None", "None" },
  { 2, "finished @P --undo", "--document" },
  { 0, "correct @P --document one --range 5:10 --text Faith --why 'Misheard' --force", NULL },
  { 0, "document @P one --text", "ANN: Faith and time." },
  { 2, "correct @P --document one --range 5:900 --text x", NULL },
  { 2, "correct @P --document one --text x", "--range" },
  { 0, "correct @P --document one --range 0:4 --text '' --preview", NULL },
  { 0, "correct @P --document one --range 15:19 --text tide --preview --as Ann --format csv",
    ",kept,15,19," },
  { 0, "correct @P --document one --range 15:19 --text tide --preview --as Bo --format json",
    "[]" },
  { 2, "correct @P --document one --range 15:19 --text tide --as Bo", "--preview" },
};

static const Step memo_steps[] = {
  { 0, "memo @P add 'Trust comes slowly.' --title Trust --type analysis --code Trust --case North",
    NULL },
  { 0, "memos @P --format csv", ",,case:North; code:Trust," },
  { 0, "memo @P add --title Mine --body 'For me' --private --journal 2014-05-31", NULL },
  { 0, "memos @P --format csv --as Ann", ",Mine,,Ann,true,2014-05-31," },
  { 0, "memos @P --journal --as Ann", "Mine" },
  { 0, "memos @P --type analysis --coder Ann", "slowly" },
  { 0, "memo @P add --from @/one.txt --title 'From a file' --document two", NULL },
  { 0, "memo @P show 'From a file'", "Trust and time" },
  { 0, "memo @P edit Trust 'Trust comes and goes.' --document one", NULL },
  { 0, "memos @P --format csv", "document:one" },
  { 0, "memo @P untie Trust --document one", NULL },
  { 0, "memo @P add Other --title Other --coder Bo", NULL },
  { 2, "memo @P show Other --as Ann", "there is no memo" },
  { 2, "memo @P show Othe --as Ann", "there is no memo" },
  { 0, "memo @P add 'Dear diary' --title Diary --journal 2014-06-01 --coder Bo", NULL },
  { 2, "memo @P show Diary", "Diary" },
  { 0, "memo @P show Other --as Bo", "Other" },
  { 2, "memo @P show Mine", "Mine" },
  { 0, "memo @P show Mine --as Ann", "For me" },
  { 0, "memos @P --coder Bo --as Ann --format json", "[]" },
  { 0, "memo @P edit Mine --public --coder Ann", NULL },
  { 2, "memo @P add", "say" },
  { 2, "memo @P add one --body two", "once" },
  { 2, "memo @P add one --code Trsut", "Trust" },
  { 2, "memo @P add one --private --public", "either" },
  { 2, "memo @P add one --coding Trust", "GUID" },
  { 3, "memo @P add --from @/none.txt", "none.txt" },
  { 2, "memo @P edit Nothing more", "Nothing" },
  { 0, "memo @P delete Trust", NULL },
  { 2, "memo @P delete Trust", NULL },
  { 2, "memos @P --coder Nobody", "Nobody" },
};

static const Step answer_steps[] = {
  { 0, "passages @P", "time" },
  { 0, "passages @P Barrier/Time --guids --format csv", "coding,passage,document,case," },
  { 0, "passages @P 'Barrier/*' --format json", "\"code\":\"Barrier/Time\"" },
  { 0, "passages @P --codes 'Trust,Barrier/*' --case North --rollup", "time" },
  { 0, "passages @P '\"Time\"'", "time" },
  { 2, "passages @P 'Trust AND Time'", "later version" },
  { 2, "passages @P Tmie", "Time" },
  { 2, "passages @P set:None", "None" },
  { 2, "passages @P Trust Time", "too many" },
  { 0, "matrix @P --rows codes --columns cases", "North" },
  { 0, "matrix @P --rows codes --columns cases --percent table --cases North --format json",
    "100" },
  { 0, "matrix @P --rows documents --columns coders --documents one,two --where Time --format csv",
    "one,1\r\n" },
  { 2, "matrix @P --rows codes", "--columns" },
  { 2, "matrix @P --rows codes --columns moons", "moons" },
  { 2, "matrix @P --rows codes --columns cases --cell weight", "weight" },
  { 2, "matrix @P --rows codes --columns cases --percent half", "half" },
  { 2, "matrix @P --rows codes --columns cases:Nothing", "Nothing" },
  { 0, "search @P 'trust AND time' --document one", "Trust" },
  { 0, "search @P '(?i)TR.st' --regex --case North --format csv", "one,5,10," },
  { 2, "search @P", "missing" },
  { 2, "search @P '(unclosed' --regex", NULL },
  { 2, "search @P '\"unclosed'", NULL },
  { 2, "search @P trust --context many", "--context" },
  { 2, "search @P trust --document none", "none" },
};

static const Step history_steps[] = {
  { 0, "history @P", "Code passage with Barrier/Time" },
  { 0, "history @P --since 1 --format json", "\"label\"" },
  { 2, "history @P --since then", "--since" },
  { 4, "history @P --as Ann", "--force" },
  { 0, "history @P --as Ann --force", "Ann" },
  { 0, "undo @P --format csv", "Code passage with Barrier/Time\r\n" },
  { 0, "redo @P", "Code passage with Barrier/Time" },
  { 1, "redo @P", "nothing to redo" },
  { 2, "undo @P 0", "from 1 on" },
  { 2, "undo @P two", "two" },
  { 2, "undo @P 1 2", "too many" },
  { 0, "backup @P @/copies", ".caseweave" },
  { 3, "backup @P @/one.txt", "one.txt" },
  { 2, "backup @P", "missing" },
  { 0, "backups @P --format csv", "number,at,size,path\r\n" },
  { 3, "backups @/none.caseweave", "none" },
  { 2, "restore @P 99 @/new.caseweave", "99" },
  { 2, "restore @P first @/new.caseweave", "first" },
  { 2, "restore @P 1", "missing" },
};

static void
set_up (CwTestCli    *cli,
        gconstpointer unused)
{
  cw_test_cli_set_up (cli, NULL);
  cw_test_cli_write (cli, "one.txt", "ANN: Trust and time.\nBEA: Yes.\n");
  cw_test_cli_write (cli, "two.txt", "Bo: Nothing to say about it.\n");
  cw_test_cli_write (cli, "three.md", "# A heading\n\nSome words.\n");
  cw_test_cli_write (cli, "four.txt", "The fourth one.\n");
  cw_test_cli_write (cli, "five.txt", "The fifth one.\n");
  cw_test_cli_write (cli, "six.txt", "The sixth one.\n");
  cw_test_cli_write (cli, "bad.docx", "PK\x03\x04 but no archive");
  cw_test_cli_write (cli, "codings.csv",
                     "code,start,end,document,coder,comment\r\n"
                     "Trust,0,3,two,Cleo,\"a, b\"\r\nBarrier/Time,4,11,two,,\r\n");
  cw_test_cli_write (cli, "wrong-code.csv",
                     "document,start,end,code,coder\none,0,3,Trust,Dora\none,0,3,Tmie,Dora\n");
  cw_test_cli_write (cli, "wrong-end.csv", "document,start,end,code,coder\none,0,300,Trust,Dora\n");
  cw_test_cli_write (cli, "no-column.csv", "document,start,end\none,0,3\n");
  cw_test_cli_write (cli, "header.csv", "document,start,end,code,coder\n");

  cw_test_cli_run (cli, 0, "new @P --title Study --codebook none --coder Ann");
  cw_test_cli_run (cli, 0, "case @P add North");
  cw_test_cli_run (cli, 0, "import @P @/one.txt --case North");
  cw_test_cli_run (cli, 0, "import @P @/two.txt");
  cw_test_cli_run (cli, 0, "codes @P add Trust");
  cw_test_cli_run (cli, 0, "codes @P add Barrier/Time");
  cw_test_cli_run (cli, 0, "code @P --document one --range 15:19 --code Time");
}

static void
run_steps (CwTestCli  *cli,
           const Step *steps,
           guint       n_steps)
{
  for (guint i = 0; i < n_steps; i++)
    {
      const Step *step = &steps[i];
      g_autofree char *all = NULL;

      cw_test_cli_run (cli, step->status, step->line);
      all = g_strconcat (cli->out, cli->messages, NULL);
      if (step->says != NULL && strstr (all, step->says) == NULL)
        g_test_fail_printf ("%s: does not say \"%s\":\n%s", step->line, step->says, all);
      if (step->status > 1 && !g_str_has_prefix (cli->messages, "caseweave-cli: "))
        g_test_fail_printf ("%s: nothing is said", step->line);
    }
  cw_test_cli_run (cli, 0, "check @P --full");
}

#define TEST(name) \
  static void test_##name (CwTestCli *cli, gconstpointer unused) \
  { \
    run_steps (cli, name##_steps, G_N_ELEMENTS (name##_steps)); \
  }

TEST (project)
TEST (document)
TEST (case)
TEST (attribute)
TEST (code)
TEST (memo)
TEST (answer)
TEST (history)
TEST (coding)

/* A GUID that `code` printed takes the coding away again; a split needs one too. */
static void
test_guids (CwTestCli    *cli,
            gconstpointer unused)
{
  g_autofree char *guid = NULL;
  g_autofree char *line = NULL;
  g_autofree char *split = NULL;

  cw_test_cli_run (cli, 0, "code @P --document one --range 0:3 --code Trust");
  guid = cw_test_cli_take_line (cli);
  split = g_strdup_printf ("codes @P split Trust 'Trust, early' %s", guid);
  cw_test_cli_run (cli, 0, split);
  cw_test_cli_run (cli, 0, "passages @P 'Trust, early' --format csv");
  g_assert_nonnull (strstr (cli->out, "one,North,0,3,\"Trust, early\",Ann"));
  line = g_strdup_printf ("uncode @P %s %s", guid, guid);
  cw_test_cli_run (cli, 0, line);
  cw_test_cli_run (cli, 2, line);
  cw_test_cli_run (cli, 0, "undo @P");
  g_assert_nonnull (strstr (cli->out, "Remove coding with Trust, early"));
}

/* What fails changes nothing: no new coder, no entry of history. */
static void
test_failure_changes_nothing (CwTestCli    *cli,
                              gconstpointer unused)
{
  g_autofree char *before = NULL;

  cw_test_cli_run (cli, 0, "history @P --format csv");
  before = g_strdup (cli->out);
  cw_test_cli_run (cli, 2, "codes @P rename Nothing New --coder Somebody");
  cw_test_cli_run (cli, 2, "code @P --document one --range 5:3 --code Trust --coder Somebody");
  cw_test_cli_run (cli, 2, "code @P --document none --range 0:3 --code Trust --coder Somebody");
  cw_test_cli_run (cli, 3, "code @P --from @/wrong-code.csv --coder Somebody");
  cw_test_cli_run (cli, 2, "memo @P add --coder Somebody");
  cw_test_cli_run (cli, 0, "history @P --format csv");
  g_assert_cmpstr (cli->out, ==, before);
}

static void
test_backups (CwTestCli    *cli,
              gconstpointer unused)
{
  g_autofree char *folder = g_strconcat (cli->project, ".backups", NULL);
  g_autofree char *line = g_strdup_printf ("backup @P '%s'", folder);
  g_autofree char *whole = NULL;

  cw_test_cli_run (cli, 0, "dump @P");
  whole = g_strdup (cli->out);
  cw_test_cli_run (cli, 0, line);
  cw_test_cli_run (cli, 0, "codes @P add Later");
  cw_test_cli_run (cli, 0, "backups @P");
  g_assert_nonnull (strstr (cli->out, folder));
  cw_test_cli_run (cli, 4, "restore @P 1 @/one.txt");
  cw_test_cli_run (cli, 0, "restore @P 1 @/restored.caseweave");
  cw_test_cli_run (cli, 0, "dump @/restored.caseweave");
  g_assert_cmpstr (cli->out, ==, whole);
}

/* Names out of documents that are in already: one change, which can be undone. */
static void
test_pseudonyms (CwTestCli    *cli,
                 gconstpointer unused)
{
  cw_test_cli_write (cli, "Odile.txt",
                     "ODILE: I am Odile Brandt.\nANN: Odile?\nODILE: Yes.\nANN: Good.\n");
  cw_test_cli_write (cli, "table.csv", "name,replacement\nOdile Brandt,P1\nOdile,P1\n");
  cw_test_cli_write (cli, "bad.csv", "name,replacement\nOdile,\n");
  cw_test_cli_write (cli, "circle.csv", "name,replacement\nOdile,Ann\nAnn,Odile\n");
  cw_test_cli_run (cli, 0, "import @P @/Odile.txt");
  cw_test_cli_run (cli, 3, "pseudonyms apply @P @/bad.csv");
  g_assert_nonnull (strstr (cli->messages, "row 2"));
  cw_test_cli_run (cli, 3, "pseudonyms apply @P @/circle.csv");
  cw_test_cli_run (cli, 4, "pseudonyms apply @P @/table.csv --erase");
  cw_test_cli_run (cli, 0, "pseudonyms apply @P @/table.csv --preview --format csv");
  g_assert_cmpstr (cli->out, ==,
                   "document,name,replacement,count\r\nOdile,Odile Brandt,P1,1\r\n"
                   "Odile,Odile,P1,3\r\n");
  cw_test_cli_run (cli, 0, "document @P Odile --text");
  cw_test_cli_run (cli, 0, "pseudonyms apply @P @/table.csv");
  g_assert_nonnull (strstr (cli->messages, "still in the history"));
  cw_test_cli_run (cli, 0, "document @P P1 --text");
  g_assert_cmpstr (cli->out, ==, "P1: I am P1.\nANN: P1?\nP1: Yes.\nANN: Good.\n");
  cw_test_cli_run (cli, 0, "speakers @P P1 --format csv");
  g_assert_null (strstr (cli->out, "ODILE"));
  cw_test_cli_run (cli, 0, "undo @P");
  cw_test_cli_run (cli, 0, "document @P Odile --text");
  g_assert_nonnull (strstr (cli->out, "Odile Brandt"));
  cw_test_cli_run (cli, 0, "pseudonyms suggest @/Odile.txt --format csv");
  g_assert_nonnull (strstr (cli->out, "ODILE,,speaker,"));
  g_assert_nonnull (strstr (cli->messages, "missed"));
  cw_test_cli_run (cli, 1, "pseudonyms suggest @/bad.docx @/none.txt @/Odile.txt --format csv");
  g_assert_nonnull (strstr (cli->out, "ODILE,,speaker,"));
  g_assert_nonnull (strstr (cli->messages, "bad.docx: "));
  g_assert_nonnull (strstr (cli->messages, "none.txt"));
  cw_test_cli_run (cli, 3, "pseudonyms suggest @/bad.docx @/none.txt");
  g_assert_cmpstr (cli->out, ==, "");
  g_assert_nonnull (strstr (cli->messages, "bad.docx: "));
  g_assert_nonnull (strstr (cli->messages, "none.txt"));
  cw_test_cli_run (cli, 3, "pseudonyms suggest @/bad.docx");
  cw_test_cli_run (cli, 2, "pseudonyms @P");
  cw_test_cli_run (cli, 2, "import @P @/Odile.txt --original none");
  cw_test_cli_run (cli, 2, "import @P @/Odile.txt --pseudonyms @/table.csv --why 'of Odile'");
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
    { "/cli/commands/project", test_project },
    { "/cli/commands/documents", test_document },
    { "/cli/commands/cases", test_case },
    { "/cli/commands/attributes", test_attribute },
    { "/cli/commands/codes", test_code },
    { "/cli/commands/coding", test_coding },
    { "/cli/commands/memos", test_memo },
    { "/cli/commands/answers", test_answer },
    { "/cli/commands/history", test_history },
    { "/cli/commands/guids", test_guids },
    { "/cli/commands/failure-changes-nothing", test_failure_changes_nothing },
    { "/cli/commands/backups", test_backups },
    { "/cli/commands/pseudonyms", test_pseudonyms },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, CwTestCli, NULL, set_up, tests[i].test, cw_test_cli_tear_down);
  return g_test_run ();
}
