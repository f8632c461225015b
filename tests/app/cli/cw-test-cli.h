/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-cli.h"
#include "cw-exit-status.h"

G_BEGIN_DECLS

/*
 * caseweave-cli run within the test, on streams in memory. A line is split as a
 * shell would; in it "@P" is the test's project and "@/NAME" a file in its folder:
 *
 *   cw_test_cli_run (&cli, 0, "codes @P add Trust");
 *   g_assert_cmpstr (cli.out, ==, …);
 */
typedef struct
{
  char *folder;
  char *project;
  char *in;  /* what the next run reads on standard input; "" */
  char *out; /* what the last run printed */
  char *messages;
} CwTestCli;

void  cw_test_cli_set_up    (CwTestCli         *self,
                             gconstpointer      unused);
void  cw_test_cli_tear_down (CwTestCli         *self,
                             gconstpointer      unused);
void  cw_test_cli_run       (CwTestCli         *self,
                             int                status,
                             const char        *line);
void  cw_test_cli_run_words (CwTestCli         *self,
                             int                status,
                             const char *const *words);
char *cw_test_cli_take_line (CwTestCli         *self);
void  cw_test_cli_write     (CwTestCli         *self,
                             const char        *name,
                             const char        *text);
char *cw_test_cli_path      (CwTestCli         *self,
                             const char        *name);

G_END_DECLS
