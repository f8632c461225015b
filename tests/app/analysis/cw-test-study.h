/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-blob.h"
#include "cw-project.h"

G_BEGIN_DECLS

/* A project in a folder of its own, filled row by row, so that the tests of what is
 * read do not hang on how it is written. */
typedef struct
{
  char *folder;
  CwProject *project;
  CwDatabase *database;
  CwGuid coder;     /* "Ada" */
  CwGuid case_type; /* types of the kinds case and participant, made here */
  CwGuid participant_type;
  gint64 n_rows; /* made so far: what things are ordered by */
} TestStudy;

TestStudy *test_study_new        (void);
void       test_study_free       (TestStudy     *self);
CwGuid     test_study_coder      (TestStudy     *self,
                                  const char    *name);
CwGuid     test_study_code       (TestStudy     *self,
                                  const CwGuid  *parent,
                                  const char    *name);
CwGuid     test_study_case_type  (TestStudy     *self,
                                  const char    *name,
                                  const char    *kind);
CwGuid     test_study_case       (TestStudy     *self,
                                  const CwGuid  *type,
                                  const CwGuid  *parent,
                                  const char    *name);
CwGuid     test_study_document   (TestStudy     *self,
                                  const char    *name,
                                  const char    *text,
                                  const char    *turns);
CwGuid     test_study_speaker    (TestStudy     *self,
                                  const CwGuid  *document,
                                  guint          number,
                                  const char    *label);
void       test_study_whole      (TestStudy     *self,
                                  const CwGuid  *case_guid,
                                  const CwGuid  *document);
void       test_study_range      (TestStudy     *self,
                                  const CwGuid  *case_guid,
                                  const CwGuid  *document,
                                  gint64         start,
                                  gint64         end);
void       test_study_by_speaker (TestStudy     *self,
                                  const CwGuid  *case_guid,
                                  const CwGuid  *document,
                                  const CwGuid  *speaker);
CwGuid     test_study_coding     (TestStudy     *self,
                                  const CwGuid  *document,
                                  gint64         start,
                                  gint64         end,
                                  const CwGuid  *code,
                                  const CwGuid  *coder,
                                  double         weight,
                                  const char    *comment);
void       test_study_run        (TestStudy     *self,
                                  const char    *sql,
                                  const CwValue *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestStudy, test_study_free)

G_END_DECLS
