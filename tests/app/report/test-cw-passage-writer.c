/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cw-passage-writer.h"
#include "cw-test-study.h"

#include <math.h>
#include <string.h>

static char *
write_passages (TestStudy *study,
                CwFormat   format,
                guint64   *out_n_rows)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPassageReader) reader = cw_passage_reader_new (study->database, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (
    cw_passages_write (reader, stream, format, CW_ROW_WRITER_DEFAULT, 0, out_n_rows, &error));
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
test_formats (void)
{
  g_autoptr (TestStudy) s = test_study_new ();
  CwGuid code = test_study_code (s, NULL, "Trust");
  CwGuid acme = test_study_case (s, &s->case_type, NULL, "Acme");
  CwGuid document = test_study_document (s, "Talk, one", "We trust\nthem.", NULL);
  CwGuid area = test_study_coding (s, &document, 3, 8, &code, &s->coder, 0.25, "so he says");
  g_autofree char *csv = NULL;
  g_autofree char *json = NULL;
  guint64 n_rows = 0;

  test_study_whole (s, &acme, &document);
  test_study_run (s, "UPDATE codings SET start = NULL, \"end\" = NULL WHERE guid = ?1",
                  CW_BIND (cw_guid_value (&area)));
  test_study_coding (s, &document, 3, 14, &code, &s->coder, NAN, NULL);

  csv = write_passages (s, CW_FORMAT_CSV, &n_rows);
  g_assert_cmpuint (n_rows, ==, 2);
  g_assert_cmpstr (csv, ==,
                   "document,case,start,end,code,coder,weight,text,comment\r\n"
                   "\"Talk, one\",Acme,,,Trust,Ada,0.25,,so he says\r\n"
                   "\"Talk, one\",Acme,3,14,Trust,Ada,,\"trust\nthem.\",\r\n");
  json = write_passages (s, CW_FORMAT_JSON, NULL);
  g_assert_nonnull (strstr (json, "{\"document\":\"Talk, one\",\"case\":\"Acme\",\"start\":3,"
                                  "\"end\":14,\"code\":\"Trust\",\"coder\":\"Ada\","
                                  "\"weight\":null,\"text\":\"trust\\nthem.\",\"comment\":\"\"}"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/passage-writer/formats", test_formats);
  return g_test_run ();
}
