/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-passages.h"

#include "cw-coding-scan-private.h"
#include "cw-study-text-private.h"

#include <math.h>

struct _CwPassageReader
{
  CwStudy *study;
  CwFilterPlan *plan;
  CwCodingScan *scan;
  gboolean in_document;
  guint coding; /* the next in scan->codings */
  CwStudyText *text;
  CwStatement *details; /* holds the comment of the row that is out */
  GString *cases;
  GArray *case_indices;
  GString *excerpt;
  CwPassageRow row;
};

G_DEFINE_BOXED_TYPE (CwPassageRow, cw_passage_row, cw_passage_row_copy, cw_passage_row_free)

/**
 * cw_passage_row_copy:
 * @self: a row
 *
 * Returns: (transfer full): a row that owns its strings
 */
CwPassageRow *
cw_passage_row_copy (const CwPassageRow *self)
{
  CwPassageRow *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (CwPassageRow, 1);
  *copy = *self;
  copy->document_name = g_strdup (self->document_name);
  copy->case_names = g_strdup (self->case_names);
  copy->code_path = g_strdup (self->code_path);
  copy->coder_name = g_strdup (self->coder_name);
  copy->comment = g_strdup (self->comment);
  copy->text = g_strndup (self->text, self->text_length);
  return copy;
}

/**
 * cw_passage_row_free:
 * @self: (nullable) (transfer full): a row from cw_passage_row_copy()
 *
 * Frees the row with its strings.
 */
void
cw_passage_row_free (CwPassageRow *self)
{
  if (self == NULL)
    return;
  g_free ((char *) self->document_name);
  g_free ((char *) self->case_names);
  g_free ((char *) self->code_path);
  g_free ((char *) self->coder_name);
  g_free ((char *) self->comment);
  g_free ((char *) self->text);
  g_free (self);
}

/**
 * cw_passage_reader_new:
 * @database: a project's connection, which the reader borrows
 * @filter: (nullable): which codings are meant
 * @error: return location for an error
 *
 * Makes ready to read codings in the order of documents, start, end and code. What
 * is changed in the project while it reads, it may or may not see.
 *
 * Returns: (transfer full) (nullable): the reader, before its first row
 */
CwPassageReader *
cw_passage_reader_new (CwDatabase            *database,
                       const CwPassageFilter *filter,
                       GError               **error)
{
  g_autoptr (CwPassageReader) self = NULL;

  g_return_val_if_fail (database != NULL, NULL);

  self = g_new0 (CwPassageReader, 1);
  self->cases = g_string_new (NULL);
  self->case_indices = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->excerpt = g_string_new (NULL);
  self->study = cw_study_new (database, error);
  if (self->study == NULL)
    return NULL;
  self->plan = cw_filter_plan_new (self->study, filter, error);
  if (self->plan == NULL)
    return NULL;
  self->scan = cw_coding_scan_new (self->study, self->plan, CW_SCAN_ORDERED);
  self->text = cw_study_text_new (self->study);
  return g_steal_pointer (&self);
}

/**
 * cw_passage_reader_free:
 * @self: (nullable) (transfer full): a reader
 *
 * Frees the reader, and the row that it gave last.
 */
void
cw_passage_reader_free (CwPassageReader *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->details, cw_statement_free);
  cw_study_text_free (self->text);
  cw_coding_scan_free (self->scan);
  cw_filter_plan_free (self->plan);
  cw_study_free (self->study);
  g_string_free (self->cases, TRUE);
  g_string_free (self->excerpt, TRUE);
  g_array_unref (self->case_indices);
  g_free (self);
}

/* Goes to the next document with codings that pass, if there is one. */
static gboolean
enter_document (CwPassageReader *self,
                GError         **error)
{
  self->coding = 0;
  if (!cw_coding_scan_next (self->scan, &self->in_document, error))
    return FALSE;
  return !self->in_document || cw_study_text_open (self->text, self->scan->document, error);
}

static void
name_cases (CwPassageReader *self)
{
  g_string_truncate (self->cases, 0);
  for (guint i = 0; i < self->case_indices->len; i++)
    {
      guint32 index = g_array_index (self->case_indices, guint32, i);
      const CwCase *record = cw_study_case (self->study, index);

      if (record->kind != CW_CASE_KIND_CASE)
        continue;
      if (self->cases->len > 0)
        g_string_append (self->cases, "; ");
      g_string_append (self->cases, record->path);
    }
}

static gboolean
fill_details (CwPassageReader *self,
              const CwScanned *coding,
              GError         **error)
{
  CwPassageRow *row = &self->row;
  GError *failure = NULL;

  g_clear_pointer (&self->details, cw_statement_free);
  self->details = cw_database_query (self->study->database,
                                     "SELECT passage, weight, comment FROM codings WHERE guid = ?1",
                                     CW_BIND (cw_guid_value (&coding->guid)), error);
  if (self->details == NULL)
    return FALSE;
  row->passage = (CwGuid) { 0 };
  row->weight = NAN;
  row->comment = "";
  if (cw_statement_next (self->details, &failure))
    {
      cw_statement_guid (self->details, 0, &row->passage);
      if (!cw_statement_is_null (self->details, 1))
        row->weight = cw_statement_double (self->details, 1);
      row->comment = cw_statement_text (self->details, 2);
      if (row->comment == NULL)
        row->comment = "";
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
fill_row (CwPassageReader *self,
          const CwScanned *coding,
          GError         **error)
{
  CwPassageRow *row = &self->row;
  const CwDocument *document = cw_study_document (self->study, self->scan->document);

  if (!fill_details (self, coding, error))
    return FALSE;
  if (self->coding == 0 || cw_coding_scan_has_partial (self->scan))
    {
      if (!cw_coding_scan_cases (self->scan, coding, self->case_indices, error))
        return FALSE;
      name_cases (self);
    }
  cw_study_text_excerpt (self->text, coding->start, coding->end, self->excerpt);

  row->coding = coding->guid;
  row->document = document->guid;
  row->code = cw_study_code (self->study, coding->code)->guid;
  row->coder = cw_study_coder (self->study, coding->coder)->guid;
  row->start = coding->start;
  row->end = coding->end;
  row->document_name = document->name;
  row->case_names = self->cases->str;
  row->code_path = cw_study_code (self->study, coding->code)->path;
  row->coder_name = cw_study_coder (self->study, coding->coder)->name;
  row->text = self->excerpt->str;
  row->text_length = self->excerpt->len;
  return TRUE;
}

/**
 * cw_passage_reader_next:
 * @self: a reader
 * @out_row: (out) (transfer none) (nullable): the next row, good until the next call;
 *   %NULL after the last
 * @error: return location for an error
 *
 * Reads one coding.
 *
 * Returns: whether it could be read; the end is no failure
 */
gboolean
cw_passage_reader_next (CwPassageReader     *self,
                        const CwPassageRow **out_row,
                        GError             **error)
{
  g_return_val_if_fail (self != NULL && out_row != NULL, FALSE);

  if (self->in_document && self->coding >= self->scan->codings->len)
    self->in_document = FALSE;
  if (!self->in_document && !enter_document (self, error))
    return FALSE;
  if (!self->in_document)
    {
      *out_row = NULL;
      return TRUE;
    }

  if (!fill_row (self, &g_array_index (self->scan->codings, CwScanned, self->coding), error))
    return FALSE;
  self->coding++;
  *out_row = &self->row;
  return TRUE;
}

/**
 * cw_passages_load:
 * @database: a project's connection
 * @filter: (nullable): which codings are meant
 * @limit: how many at most; 0 for all
 * @error: return location for an error
 *
 * Reads codings into a list, for a window. What has no end is better read row by row.
 *
 * Returns: (transfer full) (element-type CwPassageRow) (nullable): the rows
 */
GPtrArray *
cw_passages_load (CwDatabase            *database,
                  const CwPassageFilter *filter,
                  guint                  limit,
                  GError               **error)
{
  g_autoptr (CwPassageReader) reader = cw_passage_reader_new (database, filter, error);
  g_autoptr (GPtrArray) rows = NULL;
  const CwPassageRow *row;

  if (reader == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_passage_row_free);
  while (limit == 0 || rows->len < limit)
    {
      if (!cw_passage_reader_next (reader, &row, error))
        return NULL;
      if (row == NULL)
        break;
      g_ptr_array_add (rows, cw_passage_row_copy (row));
    }
  return g_steal_pointer (&rows);
}
