/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lint-file: sql: names of tables and columns, which are ours and cannot be bound */
#define G_LOG_DOMAIN "caseweave-model"

#include "cw-correction-private.h"

#include "cw-coding-private.h"
#include "cw-passage-private.h"
#include "cw-references-private.h"
#include "cw-rows-private.h"

#include <string.h>

/*
 * cw_text_change_clear:
 * Frees what it holds.
 */
void
cw_text_change_clear (CwTextChange *self)
{
  g_clear_pointer (&self->edits, cw_edits_free);
  g_clear_pointer (&self->whole, cw_edits_free);
  g_clear_pointer (&self->inserted, g_free);
}

/*
 * cw_text_change_map:
 * Carries a range along as cw_edits_map_range() does, and two things more: who holds
 * all that was replaced holds all of the replacement, also where old and new begin or
 * end alike; and what is swallowed gets the range of the replacement that swallowed
 * it, which is empty where the text was taken out.
 */
CwEditOutcome
cw_text_change_map (const CwTextChange *self,
                    guint32            *start,
                    guint32            *end)
{
  guint32 old_start = *start;
  guint32 old_end = *end;
  CwEditOutcome outcome;

  if (self->whole != NULL)
    {
      const CwEdit *all = cw_edits_get_edit (self->whole, 0);

      if (old_start <= all->start && all->end <= old_end)
        return cw_edits_map_range (self->whole, start, end);
    }
  outcome = cw_edits_map_range (self->edits, start, end);
  for (guint i = 0; outcome == CW_EDIT_SWALLOWED && i < cw_edits_get_n_edits (self->edits); i++)
    {
      const CwEdit *edit = cw_edits_get_edit (self->edits, i);

      if (edit->start <= old_start && old_end <= edit->end)
        {
          *end = *start + edit->length;
          break;
        }
    }
  return outcome;
}

/* Whether the change lies in a range, rather than before or behind it. */
static gboolean
is_touched (const CwTextChange *self,
            guint32             start,
            guint32             end)
{
  for (guint i = 0; i < cw_edits_get_n_edits (self->edits); i++)
    {
      const CwEdit *edit = cw_edits_get_edit (self->edits, i);

      if (edit->start < end && edit->end > start)
        return TRUE;
    }
  return FALSE;
}

static void
carry_spans (const CwTextChange *self,
             const CwText       *from,
             CwText             *to)
{
  for (guint i = 0; i < from->spans->len; i++)
    {
      const CwSpan *span = &g_array_index (from->spans, CwSpan, i);
      guint32 start = span->start;
      guint32 end = span->end;

      if (cw_text_change_map (self, &start, &end) != CW_EDIT_SWALLOWED)
        cw_text_add_span (to, span->kind, start, end, span->level, span->data);
      else if (span->kind == CW_SPAN_PAGE_BREAK)
        cw_text_add_span (to, span->kind, start, start, span->level, span->data);
    }
  for (guint i = 0; i < from->pages->len; i++)
    {
      const CwPage *page = &g_array_index (from->pages, CwPage, i);
      CwPage carried = { page->start, page->end, NULL };

      if (cw_text_change_map (self, &carried.start, &carried.end) == CW_EDIT_SWALLOWED)
        continue;
      carried.label = g_strdup (page->label);
      g_array_append_val (to->pages, carried);
    }
}

static void
carry_turns (const CwTextChange *self,
             const CwText       *from,
             CwText             *to)
{
  for (guint i = 0; i < from->speakers->len; i++)
    g_ptr_array_add (to->speakers, g_strdup (g_ptr_array_index (from->speakers, i)));
  for (guint i = 0; i < from->turns->len; i++)
    {
      CwTurn turn = g_array_index (from->turns, CwTurn, i);
      guint32 said_end = turn.end;

      if (cw_text_change_map (self, &turn.start, &turn.end) == CW_EDIT_SWALLOWED)
        continue;
      if (turn.text_start == said_end
          || cw_text_change_map (self, &turn.text_start, &said_end) == CW_EDIT_SWALLOWED)
        turn.text_start = turn.end;
      turn.text_start = CLAMP (turn.text_start, turn.start, turn.end);
      g_array_append_val (to->turns, turn);
    }
}

/*
 * cw_text_change_apply:
 * The text after the change, with its structure and turns carried along.
 */
CwText *
cw_text_change_apply (const CwTextChange *self,
                      const CwText       *text,
                      GError            **error)
{
  char *changed = cw_edits_apply (self->edits, text->text, text->n_bytes, self->inserted, error);
  CwText *result;

  if (changed == NULL)
    return NULL;
  result = cw_text_new_take (text->format, changed, strlen (changed));
  carry_spans (self, text, result);
  carry_turns (self, text, result);
  for (guint i = 0; i < text->warnings->len; i++)
    cw_text_warn (result, "%s", (const char *) g_ptr_array_index (text->warnings, i));
  cw_text_finish (result);
  return result;
}

/*
 * cw_carry_list:
 * What becomes of each range in the document that @table holds, as CwCarried.
 */
GArray *
cw_carry_list (CwDatabase         *database,
               const CwTextChange *text_change,
               const char         *table,
               const CwGuid       *document,
               GError            **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT guid, start, end FROM %s WHERE document = ?1 AND start IS NOT NULL "
    "ORDER BY start, end, guid",
    table);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (CwCarried));
  g_autoptr (CwStatement) rows = cw_database_query (database, sql,
                                                    CW_BIND (cw_guid_value (document)), error);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL)
    return NULL;
  while (cw_statement_next (rows, &failure))
    {
      CwCarried carried = { 0 };

      cw_statement_guid (rows, 0, &carried.guid);
      carried.start = carried.new_start = (guint32) cw_statement_int (rows, 1);
      carried.end = carried.new_end = (guint32) cw_statement_int (rows, 2);
      carried.outcome = cw_text_change_map (text_change, &carried.new_start, &carried.new_end);
      carried.touched = is_touched (text_change, carried.start, carried.end)
                        || carried.new_end - carried.new_start != carried.end - carried.start;
      g_array_append_val (list, carried);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&list);
}

/* A row's range, and the version of the text that it is in. */
static gboolean
write_range (CwChange        *change,
             const char      *table,
             const CwCarried *carried,
             guint            text_revision,
             GError         **error)
{
  g_autofree char *sql = g_strdup_printf (
    "UPDATE %s SET start = ?2, end = ?3, text_revision = ?4 WHERE guid = ?1", table);

  return cw_database_run (cw_change_get_database (change), sql,
                          CW_BIND (cw_guid_value (&carried->guid),
                                   cw_int_value (carried->new_start),
                                   cw_int_value (carried->new_end), cw_int_value (text_revision)),
                          error);
}

static gboolean
is_gone (const CwCarried *carried)
{
  return carried->new_start >= carried->new_end;
}

static gboolean
carry_passage (CwChange        *change,
               const CwCarried *carried,
               guint            text_revision,
               GError         **error)
{
  if (is_gone (carried))
    return cw_references_delete (change, "passages", &carried->guid, error);
  if (!write_range (change, "passages", carried, text_revision, error))
    return FALSE;
  if (carried->start == carried->new_start && carried->end == carried->new_end)
    return TRUE;
  return cw_database_run (
    cw_change_get_database (change), "UPDATE codings SET start = ?2, end = ?3 WHERE passage = ?1",
    CW_BIND (cw_guid_value (&carried->guid), cw_int_value (carried->new_start),
             cw_int_value (carried->new_end)),
    error);
}

/* A coder has one passage of a range: those that became equal are one, the older. */
static gboolean
merge_equal (CwChange        *change,
             const CwGuid    *document,
             const CwCarried *carried,
             GError         **error)
{
  CwDatabase *database = cw_change_get_database (change);
  gboolean is_there = FALSE;
  gboolean found = FALSE;
  CwGuid coder;
  CwGuid other;

  if (!cw_database_find_guid (database, "SELECT coder FROM passages WHERE guid = ?1",
                              CW_BIND (cw_guid_value (&carried->guid)), &is_there, &coder, error))
    return FALSE;
  if (!is_there)
    return TRUE;
  if (!cw_passage_find (database, document, carried->new_start, carried->new_end, &coder,
                        &carried->guid, &found, &other, error))
    return FALSE;
  if (!found)
    return TRUE;
  if (cw_guid_compare (&carried->guid, &other) < 0)
    return cw_passage_merge (change, &other, &carried->guid, error);
  return cw_passage_merge (change, &carried->guid, &other, error);
}

static gboolean
carry_passages (CwChange           *change,
                const CwTextChange *text_change,
                const CwGuid       *document,
                guint               text_revision,
                GError            **error)
{
  CwDatabase *database = cw_change_get_database (change);
  g_autoptr (GArray) list = cw_carry_list (database, text_change, "passages", document, error);
  g_autoptr (GArray) codings = g_array_new (FALSE, FALSE, sizeof (CwGuid));

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (!carry_passage (change, &g_array_index (list, CwCarried, i), text_revision, error))
      return FALSE;
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const CwCarried *carried = &g_array_index (list, CwCarried, i);
      g_autoptr (GArray) own = NULL;

      if (!carried->touched || is_gone (carried))
        continue;
      own = cw_rows_list_guids (database, "SELECT guid FROM codings WHERE passage = ?1",
                                CW_BIND (cw_guid_value (&carried->guid)), error);
      if (own == NULL || !merge_equal (change, document, carried, error))
        return FALSE;
      g_array_append_vals (codings, own->data, own->len);
    }
  return list != NULL && cw_coding_settle (change, document, codings, text_revision, error);
}

/* What else names ranges: assignments to cases, places in rounds, resolutions. */
static gboolean
carry_rows (CwChange           *change,
            const char         *table,
            const CwTextChange *text_change,
            const CwGuid       *document,
            guint               text_revision,
            GError            **error)
{
  g_autoptr (GArray) list = cw_carry_list (cw_change_get_database (change), text_change, table,
                                           document, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const CwCarried *carried = &g_array_index (list, CwCarried, i);

      if (is_gone (carried) ? !cw_rows_delete (change, table, &carried->guid, error)
                            : !write_range (change, table, carried, text_revision, error))
        return FALSE;
    }
  return list != NULL;
}

/* Ranges of one case that became equal are one. */
static gboolean
join_memberships (CwChange     *change,
                  const CwGuid *document,
                  GError      **error)
{
  return cw_database_run (
    cw_change_get_database (change),
    "DELETE FROM memberships WHERE document = ?1 AND kind = 'range' AND EXISTS "
    "(SELECT 1 FROM memberships o WHERE o.document = ?1 AND o.kind = 'range' "
    "AND o.case_guid = memberships.case_guid AND o.start = memberships.start "
    "AND o.end = memberships.end AND o.guid < memberships.guid)",
    CW_BIND (cw_guid_value (document)), error);
}

/*
 * cw_carry_all:
 * Carries all that names a range of the document into its new version.
 */
gboolean
cw_carry_all (CwChange           *change,
              const CwTextChange *text_change,
              const CwGuid       *document,
              guint               text_revision,
              GError            **error)
{
  return carry_passages (change, text_change, document, text_revision, error)
         && carry_rows (change, "memberships", text_change, document, text_revision, error)
         && join_memberships (change, document, error)
         && carry_rows (change, "round_documents", text_change, document, text_revision, error)
         && carry_rows (change, "resolutions", text_change, document, text_revision, error);
}

/*
 * cw_carry_count_lost:
 * How many ranges besides passages would be swallowed.
 */
gboolean
cw_carry_count_lost (CwDatabase         *database,
                     const CwTextChange *text_change,
                     const CwGuid       *document,
                     guint              *out_n_lost,
                     GError            **error)
{
  static const char *const tables[] = { "memberships", "round_documents", "resolutions" };

  *out_n_lost = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GArray) list = cw_carry_list (database, text_change, tables[i], document, error);

      if (list == NULL)
        return FALSE;
      for (guint j = 0; j < list->len; j++)
        if (g_array_index (list, CwCarried, j).outcome == CW_EDIT_SWALLOWED)
          (*out_n_lost)++;
    }
  return TRUE;
}
