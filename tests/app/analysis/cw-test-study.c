/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-test-study.h"

#include "cw-text.h"
#include "cw-utf8.h"
#include "cw-words.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

void
test_study_run (TestStudy     *self,
                const char    *sql,
                const CwValue *values)
{
  g_autoptr (GError) error = NULL;

  cw_database_run (self->database, sql, values, &error);
  g_assert_no_error (error);
}

static CwGuid
new_guid (TestStudy *self)
{
  CwGuid guid;

  cw_guid_init_new (&guid);
  self->n_rows++;
  return guid;
}

TestStudy *
test_study_new (void)
{
  g_autoptr (GError) error = NULL;
  TestStudy *self = g_new0 (TestStudy, 1);
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("cw-test-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "study.caseweave", NULL);
  self->project = cw_project_create (path, "Study", "Ada", &error);
  g_assert_no_error (error);
  self->database = cw_project_get_database (self->project);
  g_assert_true (cw_project_get_coder (self->project, &self->coder, &error));
  g_assert_no_error (error);
  test_study_run (self, "DELETE FROM case_types", NULL);
  test_study_run (self, "BEGIN", NULL);
  self->case_type = test_study_case_type (self, "Firm", "case");
  self->participant_type = test_study_case_type (self, "Person", "participant");
  return self;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
test_study_free (TestStudy *self)
{
  test_study_run (self, "COMMIT", NULL);
  cw_project_close (self->project, NULL);
  g_object_unref (self->project);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

CwGuid
test_study_coder (TestStudy  *self,
                  const char *name)
{
  CwGuid guid = new_guid (self);

  test_study_run (self, "INSERT INTO coders (guid, name, created) VALUES (?1, ?2, ?3)",
                  CW_BIND (cw_guid_value (&guid), cw_text_value (name),
                           cw_int_value (G_MAXINT64 / 2 + self->n_rows)));
  return guid;
}

CwGuid
test_study_code (TestStudy    *self,
                 const CwGuid *parent,
                 const char   *name)
{
  CwGuid guid = new_guid (self);

  test_study_run (self,
                  "INSERT INTO codes (guid, parent, position, name, created)"
                  " VALUES (?1, ?2, ?3, ?4, 0)",
                  CW_BIND (cw_guid_value (&guid), cw_guid_value (parent),
                           cw_int_value (self->n_rows), cw_text_value (name)));
  return guid;
}

CwGuid
test_study_case_type (TestStudy  *self,
                      const char *name,
                      const char *kind)
{
  CwGuid guid = new_guid (self);

  test_study_run (self, "INSERT INTO case_types VALUES (?1, ?2, ?3, ?4)",
                  CW_BIND (cw_guid_value (&guid), cw_text_value (name), cw_text_value (kind),
                           cw_int_value (self->n_rows)));
  return guid;
}

CwGuid
test_study_case (TestStudy    *self,
                 const CwGuid *type,
                 const CwGuid *parent,
                 const char   *name)
{
  CwGuid guid = new_guid (self);

  test_study_run (self,
                  "INSERT INTO cases (guid, type, parent, name, position, created)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, 0)",
                  CW_BIND (cw_guid_value (&guid), cw_guid_value (type), cw_guid_value (parent),
                           cw_text_value (name), cw_int_value (self->n_rows)));
  return guid;
}

static void
index_text (TestStudy    *self,
            const CwGuid *document,
            const CwHash *hash,
            const char   *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n", -1);
  gint64 number = self->n_rows;
  gint64 position = 0;

  test_study_run (self, "INSERT INTO indexed_documents VALUES (?1, ?2, ?3)",
                  CW_BIND (cw_int_value (number), cw_guid_value (document), cw_hash_value (hash)));
  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      if (*paragraphs[i] != '\0')
        test_study_run (
          self, "INSERT INTO full_text (rowid, body) VALUES (?1, ?2)",
          CW_BIND (cw_int_value (number << 32 | position), cw_text_value (paragraphs[i])));
      position += g_utf8_strlen (paragraphs[i], -1) + 1;
    }
}

CwGuid
test_study_document (TestStudy  *self,
                     const char *name,
                     const char *text,
                     const char *turns)
{
  CwGuid guid = new_guid (self);
  CwGuid revision = new_guid (self);
  gsize n_bytes = strlen (text);
  CwHash hash;

  cw_hash_init (&hash, text, n_bytes);
  test_study_run (self, "INSERT OR IGNORE INTO blobs (hash, data) VALUES (?1, ?2)",
                  CW_BIND (cw_hash_value (&hash), cw_blob_value (text, n_bytes)));
  test_study_run (
    self,
    "INSERT INTO documents (guid, name, position, text_revision, created)"
    " VALUES (?1, ?2, ?3, 1, 0)",
    CW_BIND (cw_guid_value (&guid), cw_text_value (name), cw_int_value (self->n_rows)));
  test_study_run (self,
                  "INSERT INTO text_revisions (guid, document, number, text, length, words, turns,"
                  " coder, created) VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, 0)",
                  CW_BIND (cw_guid_value (&revision), cw_guid_value (&guid), cw_hash_value (&hash),
                           cw_int_value ((gint64) cw_utf8_length (text, n_bytes)),
                           cw_int_value (cw_words_count (text, n_bytes)),
                           cw_text_value (turns != NULL ? turns : ""),
                           cw_guid_value (&self->coder)));
  index_text (self, &guid, &hash, text);
  return guid;
}

CwGuid
test_study_speaker (TestStudy    *self,
                    const CwGuid *document,
                    guint         number,
                    const char   *label)
{
  CwGuid guid = new_guid (self);

  test_study_run (self,
                  "INSERT INTO speakers (guid, document, number, label) VALUES (?1, ?2, ?3, ?4)",
                  CW_BIND (cw_guid_value (&guid), cw_guid_value (document), cw_int_value (number),
                           cw_text_value (label)));
  return guid;
}

static void
add_membership (TestStudy    *self,
                const CwGuid *case_guid,
                const CwGuid *document,
                const char   *kind,
                CwValue       start,
                CwValue       end,
                const CwGuid *speaker)
{
  CwGuid guid = new_guid (self);

  test_study_run (self,
                  "INSERT INTO memberships (guid, case_guid, document, kind, text_revision, start,"
                  " \"end\", speaker, created) VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, 0)",
                  CW_BIND (cw_guid_value (&guid), cw_guid_value (case_guid),
                           cw_guid_value (document), cw_text_value (kind), start, end,
                           cw_guid_value (speaker)));
}

void
test_study_whole (TestStudy    *self,
                  const CwGuid *case_guid,
                  const CwGuid *document)
{
  add_membership (self, case_guid, document, "whole", cw_null_value (), cw_null_value (), NULL);
}

void
test_study_range (TestStudy    *self,
                  const CwGuid *case_guid,
                  const CwGuid *document,
                  gint64        start,
                  gint64        end)
{
  add_membership (self, case_guid, document, "range", cw_int_value (start), cw_int_value (end),
                  NULL);
}

void
test_study_by_speaker (TestStudy    *self,
                       const CwGuid *case_guid,
                       const CwGuid *document,
                       const CwGuid *speaker)
{
  add_membership (self, case_guid, document, "speaker", cw_null_value (), cw_null_value (),
                  speaker);
}

CwGuid
test_study_coding (TestStudy    *self,
                   const CwGuid *document,
                   gint64        start,
                   gint64        end,
                   const CwGuid *code,
                   const CwGuid *coder,
                   double        weight,
                   const char   *comment)
{
  CwGuid guid = new_guid (self);
  CwGuid passage = new_guid (self);

  test_study_run (self,
                  "INSERT INTO passages (guid, document, coder, text_revision, start, \"end\","
                  " created) VALUES (?1, ?2, ?3, 1, ?4, ?5, 0)",
                  CW_BIND (cw_guid_value (&passage), cw_guid_value (document),
                           cw_guid_value (coder), cw_int_value (start), cw_int_value (end)));
  test_study_run (self,
                  "INSERT INTO codings (guid, passage, code, coder, revision, document, start,"
                  " \"end\", weight, comment, created)"
                  " VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9, 0)",
                  CW_BIND (cw_guid_value (&guid), cw_guid_value (&passage), cw_guid_value (code),
                           cw_guid_value (coder), cw_guid_value (document), cw_int_value (start),
                           cw_int_value (end),
                           isnan (weight) ? cw_null_value () : cw_double_value (weight),
                           cw_text_value (comment != NULL ? comment : "")));
  return guid;
}
