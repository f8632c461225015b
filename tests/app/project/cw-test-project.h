/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-change.h"
#include "cw-history.h"

G_BEGIN_DECLS

/* A project in a folder of its own, for one test. */

typedef struct
{
  char *folder;
  char *path;
  CwProject *project;
  CwDatabase *database;
  CwGuid coder;
} CwTestProject;

void   cw_test_project_set_up    (CwTestProject *self,
                                  gconstpointer  unused);
void   cw_test_project_tear_down (CwTestProject *self,
                                  gconstpointer  unused);
void   cw_test_project_reopen    (CwTestProject *self);
CwGuid cw_test_project_add_code  (CwTestProject *self,
                                  const CwGuid  *coder,
                                  const char    *name);
char  *cw_test_project_digest    (CwDatabase    *database);
void   cw_test_remove_folder     (const char    *folder);

G_END_DECLS
