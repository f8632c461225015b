/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-analysis"

#include "cw-coding-scan-private.h"

#include "cw-turns.h"

#include <string.h>

/* Few codes are asked for one by one; with more, reading all of a document's codings
 * is cheaper than looking for each code in each document. */
#define MAX_WANTED_CODES 12

/* Below this share of the documents each is asked for; above it, one pass reads all. */
#define ONE_PASS_SHARE 4

/* Both indices that these read hold all that is asked for, so that no row is looked up
 * besides (but for rounds, which few ask for). Stepping through an index costs less
 * than having SQLite group it. */
#define COLUMNS "SELECT document, code, coder"
#define RANGES ", start, \"end\""

/* cw_coding_scan_new: borrows both; stands before the first document. */
CwCodingScan *
cw_coding_scan_new (CwStudy            *study,
                    const CwFilterPlan *plan,
                    CwScanKind          kind)
{
  CwCodingScan *self = g_new0 (CwCodingScan, 1);

  self->study = study;
  self->plan = plan;
  self->kind = kind;
  self->codings = g_array_new (FALSE, FALSE, sizeof (CwScanned));
  self->scratch = g_array_new (FALSE, FALSE, sizeof (guint32));
  cw_stretches_init (&self->stretches);
  if (plan->n_codes <= MAX_WANTED_CODES && plan->n_codes < study->codes->len
      && plan->rounds->len == 0)
    {
      self->wanted_codes = g_array_new (FALSE, FALSE, sizeof (guint32));
      for (guint32 i = 0; i < study->codes->len; i++)
        if (plan->codes[i])
          g_array_append_val (self->wanted_codes, i);
    }
  return self;
}

/* cw_coding_scan_free: frees it. */
void
cw_coding_scan_free (CwCodingScan *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->all, cw_statement_free);
  g_clear_pointer (&self->wanted_codes, g_array_unref);
  g_clear_pointer (&self->turns, g_array_unref);
  g_array_unref (self->codings);
  g_array_unref (self->scratch);
  cw_stretches_clear (&self->stretches);
  g_free (self);
}

static int
compare_scanned (gconstpointer a,
                 gconstpointer b)
{
  const CwScanned *first = a;
  const CwScanned *second = b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  if (first->end != second->end)
    return first->end < second->end ? -1 : 1;
  if (first->code != second->code)
    return first->code < second->code ? -1 : 1;
  if (first->coder != second->coder)
    return first->coder < second->coder ? -1 : 1;
  return memcmp (&first->guid, &second->guid, sizeof first->guid);
}

static gboolean
round_passes (const CwFilterPlan *plan,
              gconstpointer       round)
{
  for (guint i = 0; i < plan->rounds->len; i++)
    if (cw_guid_map_lookup (&g_array_index (plan->rounds, CwGuidMap, i), round) == CW_GUID_MAP_NONE)
      return FALSE;
  return TRUE;
}

/* Keeps the coding in the row if it passes what can be told from the row alone. */
static inline void
take_row (CwCodingScan *self,
          CwStatement  *row)
{
  const CwFilterPlan *plan = self->plan;
  CwScanned coding;
  gsize length;

  coding.code = cw_guid_map_lookup (&self->study->code_map, cw_statement_blob (row, 1, &length));
  if (coding.code == CW_GUID_MAP_NONE || !plan->codes[coding.code])
    return;
  coding.coder = cw_guid_map_lookup (&self->study->coder_map, cw_statement_blob (row, 2, &length));
  if (coding.coder == CW_GUID_MAP_NONE || !plan->coders[coding.coder])
    return;
  if (plan->rounds->len > 0 && !round_passes (plan, cw_statement_blob (row, 6, &length)))
    return;
  if (self->kind == CW_SCAN_ORDERED && !cw_statement_guid (row, 5, &coding.guid))
    return;
  coding.start = coding.end = -1;
  if (self->kind != CW_SCAN_CODES && !cw_statement_is_null (row, 3))
    {
      coding.start = cw_statement_int (row, 3);
      coding.end = cw_statement_int (row, 4);
    }
  g_array_append_val (self->codings, coding);
}

static gboolean
take_rows (CwCodingScan *self,
           CwStatement  *rows,
           GError      **error)
{
  GError *failure = NULL;

  while (cw_statement_next (rows, &failure))
    take_row (self, rows);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
read_document (CwCodingScan *self,
               const CwGuid *document,
               GError      **error)
{
  g_autoptr (CwStatement) rows = NULL;

  rows = cw_database_query (self->study->database,
                            self->plan->rounds->len > 0
                              ? COLUMNS RANGES ", guid, round FROM codings WHERE document = ?1"
                              : COLUMNS RANGES ", guid FROM codings WHERE document = ?1",
                            CW_BIND (cw_guid_value (document)), error);
  return rows != NULL && take_rows (self, rows, error);
}

static gboolean
read_code (CwCodingScan *self,
           const CwGuid *document,
           guint32       code,
           GError      **error)
{
  g_autoptr (CwStatement) rows = NULL;

  rows = cw_database_query (
    self->study->database, COLUMNS RANGES ", guid FROM codings WHERE code = ?1 AND document = ?2",
    CW_BIND (cw_guid_value (&cw_study_code (self->study, code)->guid), cw_guid_value (document)),
    error);
  return rows != NULL && take_rows (self, rows, error);
}

static gboolean
coding_passes (CwCodingScan    *self,
               const CwScanned *coding,
               gboolean        *out_passes,
               GError         **error)
{
  const CwFilterPlan *plan = self->plan;

  *out_passes = TRUE;
  if (plan->cases->len > 0 && !cw_coding_scan_cases (self, coding, self->scratch, error))
    return FALSE;
  for (guint i = 0; i < plan->cases->len && *out_passes; i++)
    *out_passes = cw_filter_plan_any_of (g_ptr_array_index (plan->cases, i), self->scratch);

  if (plan->speakers->len > 0 && !cw_coding_scan_speakers (self, coding, self->scratch, error))
    return FALSE;
  for (guint i = 0; i < plan->speakers->len && *out_passes; i++)
    *out_passes = cw_filter_plan_any_of (g_ptr_array_index (plan->speakers, i), self->scratch);
  return TRUE;
}

static gboolean
drop_failing (CwCodingScan *self,
              GError      **error)
{
  guint kept = 0;

  if (self->plan->cases->len == 0 && self->plan->speakers->len == 0)
    return TRUE;
  for (guint i = 0; i < self->codings->len; i++)
    {
      CwScanned coding = g_array_index (self->codings, CwScanned, i);
      gboolean passes;

      if (!coding_passes (self, &coding, &passes, error))
        return FALSE;
      if (passes)
        g_array_index (self->codings, CwScanned, kept++) = coding;
    }
  g_array_set_size (self->codings, kept);
  return TRUE;
}

/* The next document that the filter lets in, by asking for its codings. */
static gboolean
read_next (CwCodingScan *self,
           gboolean     *out_has_document,
           GError      **error)
{
  const CwGuid *guid;

  while (self->next_document < self->study->documents->len
         && !self->plan->documents[self->next_document])
    self->next_document++;
  *out_has_document = self->next_document < self->study->documents->len;
  if (!*out_has_document)
    return TRUE;

  self->document = self->next_document++;
  guid = &cw_study_document (self->study, self->document)->guid;
  if (self->wanted_codes == NULL)
    return read_document (self, guid, error);
  for (guint i = 0; i < self->wanted_codes->len; i++)
    if (!read_code (self, guid, g_array_index (self->wanted_codes, guint32, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
step_all (CwCodingScan *self,
          GError      **error)
{
  GError *failure = NULL;

  self->all_has_row = cw_statement_next (self->all, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* The next document in the one pass over all: rows up to where the document changes. */
static gboolean
read_pass (CwCodingScan *self,
           gboolean     *out_has_document,
           GError      **error)
{
  CwGuid document;
  gsize length;

  *out_has_document = FALSE;
  while (self->all_has_row && !*out_has_document)
    {
      gconstpointer blob;

      if (!cw_statement_guid (self->all, 0, &document))
        return step_all (self, error);
      self->document = cw_guid_map_lookup (&self->study->document_map, &document);
      *out_has_document = self->document != CW_GUID_MAP_NONE
                          && self->plan->documents[self->document];
      do
        {
          if (*out_has_document)
            take_row (self, self->all);
          if (!step_all (self, error))
            return FALSE;
          blob = self->all_has_row ? cw_statement_blob (self->all, 0, &length) : NULL;
        }
      while (blob != NULL && memcmp (blob, &document, sizeof document) == 0);
    }
  return TRUE;
}

static gboolean
wants_one_pass (const CwCodingScan *self)
{
  return self->kind != CW_SCAN_ORDERED && self->wanted_codes == NULL && self->plan->rounds->len == 0
         && self->plan->n_documents > self->study->documents->len / ONE_PASS_SHARE;
}

/* cw_coding_scan_next: goes to the next document with codings that pass, and fills
 * @codings with them. */
gboolean
cw_coding_scan_next (CwCodingScan *self,
                     gboolean     *out_has_document,
                     GError      **error)
{
  if (self->all == NULL && wants_one_pass (self))
    {
      self->all = cw_database_query (self->study->database,
                                     self->kind == CW_SCAN_CODES
                                       ? COLUMNS " FROM codings ORDER BY document"
                                       : COLUMNS RANGES " FROM codings ORDER BY document",
                                     NULL, error);
      if (self->all == NULL || !step_all (self, error))
        return FALSE;
    }

  do
    {
      g_array_set_size (self->codings, 0);
      self->has_stretches = FALSE;
      self->has_turns = FALSE;
      if (!(self->all != NULL ? read_pass (self, out_has_document, error)
                              : read_next (self, out_has_document, error))
          || !drop_failing (self, error))
        return FALSE;
    }
  while (*out_has_document && self->codings->len == 0);

  if (self->kind == CW_SCAN_ORDERED)
    g_array_sort (self->codings, compare_scanned);
  return TRUE;
}

/* cw_coding_scan_has_partial: whether a part of the document at hand, and not all of
 * it, belongs to some case, so that its codings differ in their cases. */
gboolean
cw_coding_scan_has_partial (const CwCodingScan *self)
{
  return self->study->partial_offsets[self->document]
         < self->study->partial_offsets[self->document + 1];
}

/* cw_coding_scan_cases: the cases, of every type, that a coding of the document at hand
 * belongs to, sorted; @out_cases, of guint32, is overwritten. */
gboolean
cw_coding_scan_cases (CwCodingScan    *self,
                      const CwScanned *coding,
                      GArray          *out_cases,
                      GError         **error)
{
  const guint32 *items;
  guint n_items;

  g_array_set_size (out_cases, 0);
  n_items = cw_sets_get (&self->study->whole_cases, self->document, &items);
  g_array_append_vals (out_cases, items, n_items);
  if (!cw_coding_scan_has_partial (self) || coding->start < 0)
    return TRUE;

  if (!self->has_stretches
      && !cw_stretches_load (&self->stretches, self->study, self->document, NULL, error))
    return FALSE;
  self->has_stretches = TRUE;
  cw_stretches_cases (&self->stretches, coding->start, coding->end, out_cases);
  cw_indices_sort_unique (out_cases);
  return TRUE;
}

static gboolean
load_turns (CwCodingScan *self,
            GError      **error)
{
  g_clear_pointer (&self->turns, g_array_unref);
  if (!cw_study_load_speakers (self->study, error)
      || !cw_study_load_turns (self->study, self->document, &self->turns, error))
    return FALSE;
  self->has_turns = TRUE;
  return TRUE;
}

/* cw_coding_scan_speakers: the speakers whose turns a coding of the document at hand
 * overlaps, sorted; @out_speakers, of guint32, is overwritten. */
gboolean
cw_coding_scan_speakers (CwCodingScan    *self,
                         const CwScanned *coding,
                         GArray          *out_speakers,
                         GError         **error)
{
  CwStudy *study = self->study;
  guint low = 0;
  guint high;

  g_array_set_size (out_speakers, 0);
  if (coding->start < 0)
    return TRUE;
  if (!self->has_turns && !load_turns (self, error))
    return FALSE;

  high = self->turns->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if ((gint64) g_array_index (self->turns, CwTurn, middle).end <= coding->start)
        low = middle + 1;
      else
        high = middle;
    }
  for (guint i = low; i < self->turns->len; i++)
    {
      const CwTurn *turn = &g_array_index (self->turns, CwTurn, i);

      if ((gint64) turn->start >= coding->end)
        break;
      for (guint32 s = study->speaker_offsets[self->document];
           s < study->speaker_offsets[self->document + 1]; s++)
        if (g_array_index (study->speakers, CwStudySpeaker, s).number == turn->speaker)
          g_array_append_val (out_speakers, s);
    }
  cw_indices_sort_unique (out_speakers);
  return TRUE;
}
