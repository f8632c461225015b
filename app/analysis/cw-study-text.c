/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-study-text-private.h"

/* cw_study_text_new: no document is open yet; borrows the study. */
CwStudyText *
cw_study_text_new (CwStudy *study)
{
  CwStudyText *self = g_new0 (CwStudyText, 1);

  self->study = study;
  self->bytes = "";
  return self;
}

static void
close_document (CwStudyText *self)
{
  g_clear_pointer (&self->index, cw_utf8_index_free);
  g_clear_pointer (&self->row, cw_statement_free);
  self->bytes = "";
  self->n_bytes = 0;
}

/* cw_study_text_free: frees it. */
void
cw_study_text_free (CwStudyText *self)
{
  if (self == NULL)
    return;
  close_document (self);
  g_free (self);
}

/* cw_study_text_open: a document that has no text yet has an empty one here. */
gboolean
cw_study_text_open (CwStudyText *self,
                    guint        document,
                    GError     **error)
{
  const CwDocument *record = cw_study_document (self->study, document);
  GError *failure = NULL;

  close_document (self);
  self->row = cw_database_query (
    self->study->database,
    "SELECT data FROM text_revisions JOIN blobs ON hash = text"
    " WHERE document = ?1 AND number = ?2",
    CW_BIND (cw_guid_value (&record->guid), cw_int_value (record->text_revision)), error);
  if (self->row == NULL)
    return FALSE;
  if (cw_statement_next (self->row, &failure))
    {
      const char *bytes = cw_statement_blob (self->row, 0, &self->n_bytes);

      if (bytes != NULL)
        self->bytes = bytes;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      g_prefix_error (error, "%s: ", record->name);
      return FALSE;
    }
  self->index = cw_utf8_index_new (self->bytes, self->n_bytes);
  return TRUE;
}

/* cw_study_text_excerpt: overwrites @out with the text of [@start, @end); positions
 * outside the text count as its ends. */
void
cw_study_text_excerpt (const CwStudyText *self,
                       gint64             start,
                       gint64             end,
                       GString           *out)
{
  gsize from;
  gsize to;

  g_string_truncate (out, 0);
  if (self->index == NULL || end <= start || end <= 0)
    return;
  from = cw_utf8_index_to_byte (self->index, (guint32) CLAMP (start, 0, G_MAXUINT32));
  to = cw_utf8_index_to_byte (self->index, (guint32) CLAMP (end, 0, G_MAXUINT32));
  g_string_append_len (out, self->bytes + from, (gssize) (to - from));
}
