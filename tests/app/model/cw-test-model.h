/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-code.h"
#include "cw-coding.h"
#include "cw-document.h"
#include "cw-error.h"
#include "cw-test-project.h"

G_BEGIN_DECLS

/*
 * A project with what every project has, and steps in it:
 *
 *   cw_test_model_begin (self);
 *   g_assert_true (cw_code_add (self->change, …, &self->error));
 *   cw_test_model_end (self);
 *
 * A step is committed, the whole project checked, undone, compared with what was
 * before, redone, and compared with what was after.
 */

typedef struct
{
  CwTestProject project;
  CwDatabase *database;
  CwGuid ada; /* the project's coder */
  CwGuid ben;
  CwGuid as;        /* who makes the steps: Ada, unless set */
  CwChange *change; /* while in a step */
  char *before;     /* the dump before the step */
  GError *error;
} CwTestModel;

void cw_test_model_set_up        (CwTestModel  *self,
                                  gconstpointer unused);
void cw_test_model_tear_down     (CwTestModel  *self,
                                  gconstpointer unused);
void cw_test_model_begin         (CwTestModel  *self);
void cw_test_model_end           (CwTestModel  *self);
void cw_test_model_end_unchanged (CwTestModel  *self);
void cw_test_model_give_up       (CwTestModel  *self);
void cw_test_model_check         (CwTestModel  *self);

char  *cw_test_model_dump         (CwTestModel  *self);
CwGuid cw_test_model_add_document (CwTestModel  *self,
                                   const char   *name,
                                   const char   *text);
CwGuid cw_test_model_add_code     (CwTestModel  *self,
                                   const char   *path);
CwGuid cw_test_model_code         (CwTestModel  *self,
                                   const CwGuid *document,
                                   guint32       start,
                                   guint32       end,
                                   const CwGuid *code,
                                   const CwGuid *coder);
gint64 cw_test_model_count        (CwTestModel  *self,
                                   const char   *sql);
char  *cw_test_model_ranges       (CwTestModel  *self,
                                   const CwGuid *document,
                                   const CwGuid *code,
                                   const CwGuid *coder);

/* A call in a step that must fail, with a message that has some words in it. */
#define cw_test_model_refused(self, call, code_, words) \
  G_STMT_START \
  { \
    cw_test_model_begin (self); \
    g_assert_false (call); \
    g_assert_error ((self)->error, CW_ERROR, code_); \
    if (strstr ((self)->error->message, words) == NULL) \
      g_error ("“%s” does not say “%s”", (self)->error->message, words); \
    g_clear_error (&(self)->error); \
    cw_test_model_give_up (self); \
  } \
  G_STMT_END

/* A call in a step of its own that must do. */
#define cw_test_model_do(self, call) \
  G_STMT_START \
  { \
    cw_test_model_begin (self); \
    g_assert_true (call); \
    g_assert_no_error ((self)->error); \
    cw_test_model_end (self); \
  } \
  G_STMT_END

/* A call that must do, and find nothing to write. */
#define cw_test_model_do_nothing(self, call) \
  G_STMT_START \
  { \
    cw_test_model_begin (self); \
    g_assert_true (call); \
    g_assert_no_error ((self)->error); \
    cw_test_model_end_unchanged (self); \
  } \
  G_STMT_END

#define CW_TEST_MODEL(path, func) \
  g_test_add (path, CwTestModel, NULL, cw_test_model_set_up, func, cw_test_model_tear_down)

G_END_DECLS
