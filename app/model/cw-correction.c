/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-correction-private.h"

#include "cw-code.h"
#include "cw-document-private.h"
#include "cw-error.h"
#include "cw-rows-private.h"
#include "cw-turns.h"
#include "cw-utf8.h"
#include "cw-words.h"

#include <string.h>

/* Of swallowed passages that a message names, and of characters of each. */
#define MOST_NAMED 5
#define MOST_SHOWN 40

/* The store has \n line ends. */
static char *
unify_line_ends (const char *text)
{
  GString *unified = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\r' && p[1] == '\n')
        continue;
      g_string_append_c (unified, *p == '\r' ? '\n' : *p);
    }
  return g_string_free (unified, FALSE);
}

static gboolean
plan_replacement (CwDatabase   *database,
                  const CwGuid *document,
                  const CwText *text,
                  guint32       start,
                  guint32       end,
                  const char   *replacement,
                  CwTextChange *out_plan,
                  GError      **error)
{
  g_autofree char *unified = NULL;

  if (!g_utf8_validate (replacement, -1, NULL))
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_INVALID, "the new text is not valid UTF-8");
      return FALSE;
    }
  if (start > end || end > text->length)
    {
      g_autofree char *name = cw_rows_dup_name (database, "documents", document);

      g_set_error (error, CW_ERROR, CW_ERROR_INVALID,
                   "%s: the range %u:%u is not in the text, which is %u characters long", name,
                   start, end, text->length);
      return FALSE;
    }
  unified = unify_line_ends (replacement);
  out_plan->edits = cw_edits_new_replacement (text->text, text->n_bytes, start, end, unified,
                                              &out_plan->inserted, error);
  if (out_plan->edits == NULL)
    return FALSE;
  if (start < end && cw_edits_get_n_edits (out_plan->edits) > 0)
    {
      out_plan->whole = cw_edits_new ();
      cw_edits_append (out_plan->whole, start, end,
                       (guint32) cw_utf8_length (unified, strlen (unified)), NULL);
    }
  return TRUE;
}

static char *
slice (const CwText      *text,
       const CwUtf8Index *index,
       guint32            start,
       guint32            end)
{
  gsize from = cw_utf8_index_to_byte (index, start);

  return g_strndup (text->text + from, cw_utf8_index_to_byte (index, end) - from);
}

/* The codes and coders of a passage, in words. */
static gboolean
describe_codings (CwDatabase         *database,
                  CwCorrectedPassage *passage,
                  GError            **error)
{
  const CwValue *values = CW_BIND (cw_guid_value (&passage->passage));
  g_autoptr (GString) codes = g_string_new (NULL);
  g_autoptr (GArray) guids = cw_rows_list_guids (
    database, "SELECT DISTINCT code FROM codings WHERE passage = ?1 ORDER BY code", values, error);

  if (guids == NULL
      || !cw_database_get_text (database,
                                "SELECT group_concat (name, ', ') FROM (SELECT name FROM coders "
                                "WHERE guid IN (SELECT coder FROM codings WHERE passage = ?1 "
                                "UNION SELECT coder FROM passages WHERE guid = ?1) ORDER BY name)",
                                values, &passage->coders, error))
    return FALSE;
  for (guint i = 0; i < guids->len; i++)
    {
      g_autofree char *path = cw_code_dup_path (database, cw_rows_guid_at (guids, i), error);

      if (path == NULL)
        return FALSE;
      g_string_append_printf (codes, "%s%s", i > 0 ? "; " : "", path);
    }
  passage->codes = g_string_free (g_steal_pointer (&codes), FALSE);
  return TRUE;
}

static gboolean
add_passages (CwDatabase         *database,
              const CwGuid       *document,
              const CwText       *text,
              const CwTextChange *plan,
              CwCorrection       *correction,
              GError            **error)
{
  g_autoptr (CwUtf8Index) index = cw_utf8_index_new (text->text, text->n_bytes);
  g_autoptr (GArray) list = cw_carry_list (database, plan, "passages", document, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const CwCarried *carried = &g_array_index (list, CwCarried, i);
      CwCorrectedPassage *passage;

      if (!carried->touched)
        {
          correction->n_moved += carried->start != carried->new_start;
          continue;
        }
      passage = g_new0 (CwCorrectedPassage, 1);
      g_ptr_array_add (correction->affected, passage);
      passage->passage = carried->guid;
      passage->start = carried->start;
      passage->end = carried->end;
      passage->new_start = carried->new_start;
      passage->new_end = carried->new_end;
      passage->outcome = carried->outcome;
      passage->text = slice (text, index, carried->start, carried->end);
      correction->n_swallowed += carried->outcome == CW_EDIT_SWALLOWED;
      if (!describe_codings (database, passage, error))
        return FALSE;
    }
  return list != NULL;
}

static void
free_passage_cb (gpointer data)
{
  cw_corrected_passage_free (data);
}

/* What the plan does, for people. */
static CwCorrection *
describe_plan (CwDatabase         *database,
               const CwGuid       *document,
               const CwText       *text,
               const CwTextChange *plan,
               GError            **error)
{
  g_autoptr (CwCorrection) correction = g_new0 (CwCorrection, 1);
  guint n_edits = cw_edits_get_n_edits (plan->edits);

  correction->affected = g_ptr_array_new_with_free_func (free_passage_cb);
  correction->new_text = g_strdup (plan->inserted);
  if (n_edits > 0)
    {
      g_autoptr (CwUtf8Index) index = cw_utf8_index_new (text->text, text->n_bytes);

      correction->start = cw_edits_get_edit (plan->edits, 0)->start;
      correction->end = cw_edits_get_edit (plan->edits, n_edits - 1)->end;
      correction->old_text = slice (text, index, correction->start, correction->end);
    }
  else
    correction->old_text = g_strdup ("");
  if (!add_passages (database, document, text, plan, correction, error))
    return NULL;
  return g_steal_pointer (&correction);
}

static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\t", ' ');
  const char *cut;

  if (g_utf8_strlen (line, -1) <= MOST_SHOWN)
    return g_steal_pointer (&line);
  cut = g_utf8_offset_to_pointer (line, MOST_SHOWN - 1);
  return g_strdup_printf ("%.*s…", (int) (cut - line), line);
}

/* Names the passages that would be lost. */
static gboolean
set_would_lose (const char         *name,
                const CwCorrection *correction,
                guint               n_others,
                GError            **error)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint n_named = 0;

  for (guint i = 0; i < correction->affected->len; i++)
    {
      const CwCorrectedPassage *passage = g_ptr_array_index (correction->affected, i);
      g_autofree char *shown = NULL;

      if (passage->outcome != CW_EDIT_SWALLOWED || n_named++ >= MOST_NAMED)
        continue;
      shown = shorten (passage->text);
      g_string_append_printf (list, "%s“%s” at %u:%u (%s%s%s)", n_named > 1 ? ", " : "", shown,
                              passage->start, passage->end, passage->codes,
                              *passage->codes != '\0' ? "; " : "", passage->coders);
    }
  if (n_named > MOST_NAMED)
    g_string_append_printf (list, " and %u more", n_named - MOST_NAMED);
  if (n_others > 0)
    g_string_append_printf (list, "%s%u ranges of cases, rounds or resolved differences",
                            n_named > 0 ? ", " : "", n_others);
  g_set_error (error, CW_ERROR, CW_ERROR_WOULD_LOSE,
               "%s: the correction would swallow %s; correct a smaller range, or force it: what is "
               "swallowed then takes the whole new text, or goes where there is none",
               name, list->str);
  return FALSE;
}

static gboolean
refuse_loss (CwDatabase         *database,
             const CwGuid       *document,
             const CwText       *text,
             const CwTextChange *plan,
             GError            **error)
{
  g_autoptr (CwCorrection) correction = describe_plan (database, document, text, plan, error);
  g_autofree char *name = NULL;
  guint n_others;

  if (correction == NULL || !cw_carry_count_lost (database, plan, document, &n_others, error))
    return FALSE;
  if (correction->n_swallowed == 0 && n_others == 0)
    return TRUE;
  name = cw_rows_dup_name (database, "documents", document);
  return set_would_lose (name, correction, n_others, error);
}

/* Keeps the corrected text as a new version and points the document to it. */
static gboolean
write_revision (CwChange           *change,
                const CwGuid       *document,
                const CwText       *text,
                const CwTextChange *plan,
                guint               parent,
                guint              *out_number,
                GError            **error)
{
  CwDatabase *database = cw_change_get_database (change);
  g_autoptr (GBytes) structure = cw_document_structure_of (text);
  g_autofree char *turns = cw_turns_to_string (text->turns);
  g_autofree char *edits = cw_edits_to_string (plan->edits);
  CwTextRevision revision = { .parent = parent, .turns = turns, .edits = edits };
  CwHash text_hash;
  CwHash structure_hash;
  gint64 newest;

  if (!cw_database_get_int (database, "SELECT max (number) FROM text_revisions WHERE document = ?1",
                            CW_BIND (cw_guid_value (document)), 0, &newest, error)
      || !cw_blob_put (change, text->text, text->n_bytes, &text_hash, error)
      || (structure != NULL
          && !cw_blob_put (change, g_bytes_get_data (structure, NULL), g_bytes_get_size (structure),
                           &structure_hash, error)))
    return FALSE;
  revision.number = (guint) newest + 1;
  revision.text = &text_hash;
  revision.length = text->length;
  revision.words = cw_words_count (text->text, text->n_bytes);
  revision.structure = structure != NULL ? &structure_hash : NULL;
  *out_number = revision.number;
  return cw_document_insert_revision (change, document, &revision, error)
         && cw_rows_set (change, "documents", "text_revision", document,
                         cw_int_value (revision.number), error);
}

static gboolean
carry_out (CwChange           *change,
           const CwGuid       *document,
           const CwText       *text,
           const CwTextChange *plan,
           gboolean            force,
           guint              *out_revision,
           GError            **error)
{
  CwDatabase *database = cw_change_get_database (change);
  g_autoptr (CwText) corrected = NULL;
  gint64 current;
  guint number;

  if (!cw_database_get_int (database, "SELECT text_revision FROM documents WHERE guid = ?1",
                            CW_BIND (cw_guid_value (document)), 0, &current, error))
    return FALSE;
  number = (guint) current;
  if (cw_edits_get_n_edits (plan->edits) > 0)
    {
      if (!force && !refuse_loss (database, document, text, plan, error))
        return FALSE;
      corrected = cw_text_change_apply (plan, text, error);
      if (corrected == NULL
          || !write_revision (change, document, corrected, plan, (guint) current, &number, error)
          || !cw_carry_all (change, plan, document, number, error))
        return FALSE;
    }
  if (out_revision != NULL)
    *out_revision = number;
  return TRUE;
}

/**
 * cw_corrected_passage_free:
 * @passage: (nullable) (transfer full): what becomes of a passage
 */
void
cw_corrected_passage_free (CwCorrectedPassage *passage)
{
  if (passage == NULL)
    return;
  g_free (passage->text);
  g_free (passage->codes);
  g_free (passage->coders);
  g_free (passage);
}

/**
 * cw_correction_free:
 * @correction: (nullable) (transfer full): what a correction does
 */
void
cw_correction_free (CwCorrection *correction)
{
  if (correction == NULL)
    return;
  g_free (correction->old_text);
  g_free (correction->new_text);
  g_clear_pointer (&correction->affected, g_ptr_array_unref);
  g_free (correction);
}

/**
 * cw_document_preview_correction:
 * @database: a project's connection
 * @document: a document with a text
 * @start: first position to replace, in code points
 * @end: position after the last; equal to @start to insert
 * @replacement: what comes in its place; "" to take the text out
 * @error: return location for an error
 *
 * Says what cw_document_correct() would do, and does nothing.
 *
 * Returns: (transfer full) (nullable): what would change, or %NULL with
 *   %CW_ERROR_INVALID where the range is not in the text
 */
CwCorrection *
cw_document_preview_correction (CwDatabase   *database,
                                const CwGuid *document,
                                guint32       start,
                                guint32       end,
                                const char   *replacement,
                                GError      **error)
{
  g_auto (CwTextChange) plan = { 0 };
  g_autoptr (CwText) text = NULL;

  g_return_val_if_fail (database != NULL && document != NULL && replacement != NULL, NULL);

  text = cw_document_load_text (database, document, error);
  if (text == NULL
      || !plan_replacement (database, document, text, start, end, replacement, &plan, error))
    return NULL;
  return describe_plan (database, document, text, &plan, error);
}

/**
 * cw_document_correct:
 * @change: the change to write in
 * @document: a document with a text
 * @start: first position to replace, in code points
 * @end: position after the last; equal to @start to insert
 * @replacement: what comes in its place; "" to take the text out
 * @force: also where passages are swallowed
 * @out_revision: (out) (optional): the number of the text's version from now on
 * @error: return location for an error
 *
 * Corrects a text. What old and new have in common at their ends is not touched; who
 * holds all that was replaced holds all of the replacement. Codings that overlap
 * afterwards are joined. A replacement by the same writes nothing.
 *
 * Returns: %FALSE with %CW_ERROR_WOULD_LOSE, naming the passages that would be
 *   swallowed, without @force; with %CW_ERROR_INVALID where the range is not in the
 *   text
 */
gboolean
cw_document_correct (CwChange     *change,
                     const CwGuid *document,
                     guint32       start,
                     guint32       end,
                     const char   *replacement,
                     gboolean      force,
                     guint        *out_revision,
                     GError      **error)
{
  g_auto (CwTextChange) plan = { 0 };
  g_autoptr (CwText) text = NULL;

  g_return_val_if_fail (change != NULL && document != NULL && replacement != NULL, FALSE);

  text = cw_document_load_text (cw_change_get_database (change), document, error);
  return text != NULL
         && plan_replacement (cw_change_get_database (change), document, text, start, end,
                              replacement, &plan, error)
         && carry_out (change, document, text, &plan, force, out_revision, error);
}

/**
 * cw_document_correct_edits:
 * @change: the change to write in
 * @document: a document with a text
 * @edits: what to replace, in positions of its current text
 * @inserted: what is inserted by all edits, one after the other; \n line ends
 * @force: also where passages are swallowed
 * @out_revision: (out) (optional): the number of the text's version from now on
 * @error: return location for an error
 *
 * Makes many corrections of a text at once, as when names are replaced.
 *
 * Returns: %FALSE with %CW_ERROR_WOULD_LOSE as cw_document_correct()
 */
gboolean
cw_document_correct_edits (CwChange      *change,
                           const CwGuid  *document,
                           const CwEdits *edits,
                           const char    *inserted,
                           gboolean       force,
                           guint         *out_revision,
                           GError       **error)
{
  g_auto (CwTextChange) plan = { 0 };
  g_autoptr (CwText) text = NULL;
  g_autofree char *written = NULL;

  g_return_val_if_fail (change != NULL && document != NULL, FALSE);
  g_return_val_if_fail (edits != NULL && inserted != NULL, FALSE);

  text = cw_document_load_text (cw_change_get_database (change), document, error);
  if (text == NULL || !cw_edits_validate (edits, text->length, error))
    return FALSE;
  written = cw_edits_to_string (edits);
  plan.edits = cw_edits_parse (written, text->length, error);
  plan.inserted = g_strdup (inserted);
  return plan.edits != NULL
         && carry_out (change, document, text, &plan, force, out_revision, error);
}
